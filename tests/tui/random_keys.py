"""Keys at random on every screen, in a terminal that changes its size.

python -m tests.tui.random_keys KEYS [SEED …]

Prints how often each screen had the keys; fails with the seed and the last keys.
"""

from __future__ import annotations

import asyncio
import os
import random
import sys
import tempfile
import time
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from textual import events
from textual.command import CommandPalette
from textual.errors import NoWidget
from textual.pilot import Pilot
from textual.screen import Screen
from textual.worker import WorkerError

import tui.screens
from core.library import Added, Analysed, Idle, Library, Progress, RelatedReady, WorkFailed
from core.model import AddReport, ArticleId, Refusal, StatementId
from tests.tui import newsroom
from tests.tui.newsroom import COUNCIL, HARBOUR, WORKS
from tui.app import LesartApp
from tui.commands import COMMANDS
from tui.messages import WorkReported
from tui.screens.dialog import Dialog
from tui.screens.reading import ReadingScreen
from tui.screens.view import View

_TOLD = 50
_SAID_EVERY = 500
_SMALLEST, _LARGEST = (20, 5), (200, 60)
_OUTSIDE = {"EDITOR": "true", "VISUAL": "true", "BROWSER": "true"}
_LETTERS = (
    *"abeinrstu ÄöüßE1209", "slash", "minus", "quotation_mark", "colon", "left_square_bracket",
    "asterisk", "question_mark", "comma", "漢", "😀", "\u0301",
)  # fmt: skip
_EDITING = (
    "backspace", "delete", "left", "right", "up", "down", "home", "end", "enter", "tab",
    "shift+tab", "ctrl+a", "ctrl+k", "ctrl+u", "ctrl+w", "ctrl+v", "ctrl+x", "ctrl+left",
    "shift+left", "shift+end", "ctrl+c", "f1", "pageup", "pagedown",
)  # fmt: skip
_EVENTS = (
    Progress("analysing", 1, 4),
    Added(AddReport(updated=(WORKS,))),
    Added(AddReport(failed=(Refusal("/tmp/[/b].txt", "binary data"),))),
    Analysed((WORKS, COUNCIL)),
    RelatedReady((WORKS, COUNCIL, HARBOUR)),
    WorkFailed("analysis", "[out of] memory"),
    Idle(),
)
"""What the background work may have to say at any moment."""


class KeysBroke(Exception):
    """An exception came of keys: which they were, and how to press them again."""


def screens() -> frozenset[str]:
    """The names of all screens and dialogs there are."""
    for path in Path(tui.screens.__file__).parent.glob("*.py"):
        __import__(f"tui.screens.{path.stem}")

    def heirs(of: type[Screen[Any]]) -> Iterator[type[Screen[Any]]]:
        for heir in of.__subclasses__():
            yield heir
            yield from heirs(heir)

    own = {each for each in heirs(Screen) if each.__module__.startswith("tui.screens.")}
    # Those that others are made of are never on screen themselves.
    made_of: set[type[Any]] = {base for each in own for base in each.__bases__} | {Dialog, View}
    return frozenset({each.__name__ for each in own - made_of} | {CommandPalette.__name__})


class Player:
    """Presses keys, likelier those that were seldom pressed on the screen that has them."""

    def __init__(self, library: Library, seed: int) -> None:
        self.library = library
        self.seed = seed
        self.seen: Counter[str] = Counter()
        """How many keys each screen had."""
        self.starts = 0
        self._chance = random.Random(seed)
        self._pressed: Counter[tuple[str, str]] = Counter()
        self._last: deque[str] = deque(maxlen=_TOLD)
        self._every = sorted({key for command in COMMANDS for key in command.keys})

    async def play(self, count: int) -> None:
        """Press so many keys; where they end the program, it is started again."""
        while self.seen.total() < count:
            self.starts += 1
            app = LesartApp(self.library, None)
            self._last.append("(start)")
            size = self._size()
            try:
                async with app.run_test(size=size, notifications=True) as pilot:
                    await self._play_one(app, pilot, count)
            except Exception as problem:
                raise KeysBroke(
                    f"seed {self.seed}, key {self.seen.total()}: {' '.join(self._last)}"
                ) from problem

    async def _play_one(self, app: LesartApp, pilot: Pilot[None], count: int) -> None:
        reading = next(s for s in app.screen_stack if isinstance(s, ReadingScreen))
        reading.post_message(WorkReported(self._chance.choice(_EVENTS)))
        while self.seen.total() < count and app.return_code is None:
            self.seen[type(app.screen).__name__] += 1
            await self._act(app, pilot)
            if self.seen.total() % _SAID_EVERY == 0:
                sys.stderr.write(f"seed {self.seed}: {self.seen.total()} keys\n")
            if self._chance.random() < 0.5 and app.return_code is None:
                with suppress(WorkerError):  # a cancelled one; what failed is told on the screen
                    await app.workers.wait_for_complete()
            if app._exception is not None:
                return  # raised where the app ends
        broken = [told for told in reading.problems if "Error(" in told or "Exception(" in told]
        told = [notice.message for notice in app._notifications if "Error(" in notice.message]
        assert not broken + told, broken + told

    async def _act(self, app: LesartApp, pilot: Pilot[None]) -> None:
        kind = self._chance.random()
        if kind < 0.02:
            size = self._size()
            self._last.append(f"(size {size[0]}x{size[1]})")
            await pilot.resize_terminal(*size)
        elif kind < 0.04:
            await self._click(app, pilot)
        elif kind < 0.05:
            event = self._chance.choice(_EVENTS)
            self._last.append(f"({type(event).__name__})")
            app.screen_stack[0].post_message(WorkReported(event))
        elif kind < 0.055:
            pasted = self._chance.choice(("ein Wort", "[/b]\n\x1b[2J", "x" * 3000, ""))
            self._last.append(f"(paste {len(pasted)})")
            app.post_message(events.Paste(pasted))
            await pilot.pause()
        else:
            for key in self._key(app, kind).split(" "):
                self._last.append(key)
                await pilot.press(key)
                if app.return_code is not None:
                    return

    async def _click(self, app: LesartApp, pilot: Pilot[None]) -> None:
        width, height = app.size
        at = self._chance.randrange(max(1, width)), self._chance.randrange(max(1, height))
        times = self._chance.choice((1, 1, 2, 3))
        self._last.append(f"(click {at[0]},{at[1]} x{times})")
        with suppress(NoWidget):  # the screen is just being laid out
            await pilot.click(offset=at, times=times)

    def _key(self, app: LesartApp, kind: float) -> str:
        if kind < 0.12:
            return str(self._chance.choice(_LETTERS))
        if kind < 0.16:
            return self._chance.choice(_EDITING)
        if kind < 0.2:
            return "escape"
        if kind < 0.25:
            return self._chance.choice(self._every)
        screen = type(app.screen).__name__
        # Quitting is a key like the others, only rarer: it takes long to start again.
        keys: list[str] = sorted(app.screen.active_bindings.keys() - {"Q", "ctrl+c"}) or ["escape"]
        weights = [1 / (1 + self._pressed[screen, key]) for key in keys]
        (key,) = self._chance.choices(keys, weights)
        self._pressed[screen, key] += 1
        return key

    def _size(self) -> tuple[int, int]:
        if self._chance.random() < 0.2:
            return self._chance.choice([(120, 36), (80, 24), (60, 20), _SMALLEST, _LARGEST])
        # Small ones are likelier: more goes wrong in them, and they are drawn faster.
        width, height = (
            round(least * (most / least) ** self._chance.random())
            for least, most in zip(_SMALLEST, _LARGEST, strict=True)
        )
        return width, height


async def played(folder: Path, *, seed: int, count: int) -> Player:
    """A player who has pressed so many keys, without harm."""
    os.environ.update(_OUTSIDE)
    library = newsroom.open_full(folder)
    library.write_note(StatementId(WORKS, 2), "Nachgefragt.")
    library.write_note(StatementId(ArticleId(WORKS), 4), "Beide.", beside=StatementId(COUNCIL, 4))
    library.save_search("Werke", "Werk OR Fabrik")
    try:
        player = Player(library, seed)
        await player.play(count)
    finally:
        library.close()
    return player


def main() -> int:
    """Play, once for each seed; the exit code says whether every screen was reached."""
    count, *seeds = map(int, sys.argv[1:])
    seen: Counter[str] = Counter()
    for seed in seeds or [7]:
        with tempfile.TemporaryDirectory() as place:
            began = time.process_time()
            player = asyncio.run(played(Path(place) / "library", seed=seed, count=count))
            seen += player.seen
            seconds = time.process_time() - began
            sys.stdout.write(
                f"seed {seed}: {count} keys, {player.starts} starts, {seconds:.0f} s of CPU\n"
            )
            sys.stdout.flush()
    rows = [("screen", "keys"), ("---", "---"), *((name, f"{n}") for name, n in seen.most_common())]
    sys.stdout.write("".join(f"| {name} | {keys} |\n" for name, keys in rows))
    missed = sorted(screens() - seen.keys())
    sys.stdout.write(f"not reached: {', '.join(missed)}\n" if missed else "all screens reached\n")
    return len(missed)


if __name__ == "__main__":
    raise SystemExit(main())
