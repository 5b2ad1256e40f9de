"""The child process: `python -m core.library.worker FOLDER`, commands in, events out, a line each.

Commands: `{"add": [path, …]}`, `{"first": article}`, `{"again": true}`, and
`{"update": [feed, …]}`, or `true` for all feeds. After one that died:
`{"one_by_one": true}`, and `{"leave_out": article, "reason": text}` or
`{"without": {source: text}}` for what it died of. The end of standard input ends the work.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from core.errors import ArticleNotFound, LesartError
from core.library.events import Added, Idle, WorkEvent, WorkFailed, to_line
from core.library.library import Library
from core.model import ArticleId, FeedId

_NICENESS = 10
_READING_SECONDS = 600.0
"""Processor time in which a batch of sources, or one alone, has to be read."""


class Commands:
    """What the parent asks for, read by a thread: the work looks at it between two articles."""

    def __init__(self) -> None:
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self.over = False
        """True once the parent has gone or wants no more."""
        self.first: ArticleId | None = None
        self.again = False
        """True when something may be due that was not when the work began."""
        self.one_by_one = False
        """True when it must be seen which article the work dies of."""
        self.without: dict[str, str] = {}
        """Sources that are not to be read, and why."""
        self.left_out: list[tuple[ArticleId, str]] = []
        """What is not to be analysed, and why."""
        self.updates: queue.SimpleQueue[list[FeedId] | None] = queue.SimpleQueue()
        """Feeds that are to be updated; None for all."""

    def look_again(self) -> None:
        """Something may be due now; may be called from any thread."""
        self._lines.put('{"again": true}')

    def listen(self) -> None:
        """Read standard input until it ends."""
        for line in sys.stdin:
            self._lines.put(line)
        self._lines.put(None)

    def paths(self, *, wait: bool) -> list[str]:
        """Paths to add that have been asked for since; waits for a command when told to."""
        paths: list[str] = []
        while not self.over:
            try:
                line = self._lines.get(block=wait and not paths)
            except queue.Empty:
                return paths
            if line is None:
                self.over = True
                return paths
            command: dict[str, Any] = json.loads(line)
            paths.extend(command.get("add", ()))
            if "first" in command:
                self.first = ArticleId(command["first"])
            self.without |= command.get("without", {})
            if "leave_out" in command:
                self.left_out.append((ArticleId(command["leave_out"]), command["reason"]))
            if "update" in command:
                wanted = command["update"]
                self.updates.put(None if wanted is True else [FeedId(each) for each in wanted])
            self.again = self.again or "again" in command
            self.one_by_one = self.one_by_one or "one_by_one" in command
            wait = False
        return paths


def main() -> int:
    """Serve one library until standard input ends."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    # Standard output belongs to the events alone; whatever a library prints goes with the errors.
    os.dup2(2, 1)

    saying = threading.Lock()

    def say(event: WorkEvent) -> None:
        with saying:
            out.write(to_line(event) + "\n")
            out.flush()

    commands = Commands()
    threading.Thread(target=commands.listen, daemon=True).start()
    try:
        library = Library.open(Path(sys.argv[1]))
        # Beside the other work: servers take their time.
        threading.Thread(target=_update, args=(library, commands, say), daemon=True).start()
        while not commands.over:
            paths = commands.paths(wait=True)
            if not commands.over:
                _serve(library, paths, commands, say)
    except LesartError as error:
        say(WorkFailed(error.subject, error.message))
    return 0


def _update(library: Library, commands: Commands, say: Callable[[WorkEvent], None]) -> None:
    """Update feeds whenever it is asked for."""
    while True:
        wanted = commands.updates.get()
        try:
            for event in library.feeds.update(wanted):
                say(event)
                if isinstance(event, Added):
                    commands.look_again()
        except LesartError as error:
            say(WorkFailed(error.subject, error.message))


def _serve(
    library: Library, paths: list[str], commands: Commands, say: Callable[[WorkEvent], None]
) -> None:
    """Add what is named and do all that is due, also for what is named meanwhile."""
    while True:
        if paths:
            reading = library.add(paths, one_by_one=commands.one_by_one, without=commands.without)
            # Ends the process when it goes off, as anything a file may do to it would.
            signal.setitimer(signal.ITIMER_PROF, _READING_SECONDS)
            for event in reading:
                signal.setitimer(signal.ITIMER_PROF, _READING_SECONDS)
                say(event)
            signal.setitimer(signal.ITIMER_PROF, 0)
        _step_back()
        commands.again = False
        while commands.left_out:
            article, reason = commands.left_out.pop()
            with suppress(ArticleNotFound):
                library.leave_out(article, reason)
                say(WorkFailed(library.article(article).title, reason))
        work = library.catch_up(first=lambda: commands.first, one_by_one=commands.one_by_one)
        for event in work:
            say(event)
            paths = commands.paths(wait=False)
            if commands.over:
                return
            if paths or commands.again:
                break
        else:
            commands.one_by_one = False
            say(Idle())
            return


def _step_back() -> None:
    """Let every other process go before this one.

    Not the idle class: on a machine that others keep busy it would never get a turn.
    """
    os.nice(max(0, _NICENESS - os.nice(0)))


if __name__ == "__main__":
    raise SystemExit(main())
