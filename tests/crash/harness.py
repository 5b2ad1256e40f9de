"""Programs killed at random moments while they write: what of what they were told is kept is there.

`python -m tests.crash.harness TRIALS` prints a table: Lesart's storage, and the storage TinyDB
comes with, in the same harness.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import astuple, dataclass, fields, replace
from pathlib import Path
from typing import NoReturn, Protocol

from tinydb import TinyDB
from tinydb.table import Document

from core.errors import LesartError
from core.locations import DATABASE_NAME
from core.storage import articles
from core.storage.articles import SourceState
from core.storage.database import Database
from core.storage.mark_records import mark_record
from core.storage.marks import MarkStore
from tests import builders

_TRIALS_IN_A_FOLDER = 20
"""A library goes on being used after a program died; it must not only survive the first time."""
_MOST_SAID = 6
_LONGEST = 0.03
"""The kill comes when so many things are acknowledged, at most, and so many seconds later."""
_THERE = 300
"""Marks a library has before anything is killed."""

_LONG = "Bei der Stadt nachgefragt, Antwort steht aus. " * 20

Acknowledge = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Found:
    """What can be read after a program was killed."""

    kept: frozenset[str] | None
    """None when a file is not readable as what it should be."""
    opens: bool


class Writing(Protocol):
    """A way of keeping things."""

    def begin(self, folder: Path) -> None:
        """Make a library that has some marks already."""
        ...

    def write(self, folder: Path, name: str, acknowledge: Acknowledge) -> None:
        """Write for ever; acknowledge each thing as soon as its keeper says it is kept."""
        ...

    def read(self, folder: Path) -> Found:
        """What is there."""
        ...


class Lesart:
    """Marks, notes on them and articles, as the reader's program keeps them."""

    def begin(self, folder: Path) -> None:
        """All marks in one step."""
        marks = tuple(builders.mark(f"there-{number}") for number in range(_THERE))
        MarkStore(folder).exchange(lambda own: replace(own, marks=marks), said="begin")

    def write(self, folder: Path, name: str, acknowledge: Acknowledge) -> None:
        """A note, a longer one, an article, the note shortened, and again."""
        store = MarkStore(folder)
        with Database(folder / DATABASE_NAME) as database:
            number = 0
            while True:
                number += 1
                note = builders.mark(f"{name}-{number}", text="kurz")
                store.add(note)
                acknowledge(f"{name}-{number}")
                store.replace(replace(note, text=_LONG))
                article = builders.article(f"a{name}-{number}")
                state = SourceState(article.source, article.id, len(article.text), 0)
                articles.put_article(database, article, state)
                acknowledge(f"a{name}-{number}")
                store.replace(note)

    def read(self, folder: Path) -> Found:
        """What a program started anew finds, and whether anything had to be mended."""
        store = MarkStore(folder)
        try:
            marks = {mark.id for mark in store.marks()}
            with Database(folder / DATABASE_NAME) as database:
                opens = not database.faults()
                there = set(articles.ids(database))
        except LesartError:
            return Found(None, opens=False)
        if store.restored:
            return Found(None, opens=opens)
        return Found(frozenset({*marks, *there}), opens=opens)


class Stock:
    """The same marks in TinyDB with the storage it comes with."""

    def begin(self, folder: Path) -> None:
        """All marks in one step."""
        with TinyDB(folder / "marks.json") as tables:
            marks = (mark_record(builders.mark(f"there-{number}")) for number in range(_THERE))
            tables.insert_multiple(marks)

    def write(self, folder: Path, name: str, acknowledge: Acknowledge) -> None:
        """A note, a longer one, the note shortened, and again."""
        tables = TinyDB(folder / "marks.json")
        number = 0
        while True:
            number += 1
            note = builders.mark(f"{name}-{number}", text="kurz")
            place = tables.insert(mark_record(note))
            acknowledge(f"{name}-{number}")
            for each in (replace(note, text=_LONG), note):
                tables.upsert(Document(mark_record(each), doc_id=place))

    def read(self, folder: Path) -> Found:
        """What a program started anew finds."""
        try:
            with TinyDB(folder / "marks.json") as tables:
                return Found(frozenset(each["id"] for each in tables), opens=True)
        except (ValueError, KeyError, TypeError):
            return Found(None, opens=False)


@dataclass(slots=True)
class Tally:
    """What came of many trials."""

    trials: int = 0
    acknowledged: int = 0
    lost: int = 0
    """Acknowledged, and not there after the kill."""
    unreadable: int = 0
    """Trials after which a file could not be read."""
    opened: int = 0
    """Trials after which the library opened and was sound."""


def trials(writing: Writing, count: int, *, seed: int) -> Tally:
    """Kill a program so many times, each time at a random moment."""
    chance = random.Random(seed)
    tally = Tally()
    with tempfile.TemporaryDirectory() as place:
        folder, told = Path(place), frozenset[str]()
        for trial in range(count):
            if not told:
                folder = Path(place) / str(trial)
                told = _begun(writing, folder)
                tally.acknowledged += len(told)
            new = _killed(
                writing,
                folder,
                f"t{trial}",
                after=chance.randint(0, _MOST_SAID),
                seconds=chance.uniform(0, _LONGEST),
            )
            found = writing.read(folder)
            told |= new
            lost = told - (found.kept or frozenset())
            told -= lost
            tally.trials += 1
            tally.acknowledged += len(new)
            tally.lost += len(lost)
            tally.unreadable += found.kept is None
            tally.opened += found.opens
            if found.kept is None or trial % _TRIALS_IN_A_FOLDER == _TRIALS_IN_A_FOLDER - 1:
                shutil.rmtree(folder)
                told = frozenset()
    return tally


def _begun(writing: Writing, folder: Path) -> frozenset[str]:
    folder.mkdir(mode=0o700)
    writing.begin(folder)
    return frozenset(f"there-{number}" for number in range(_THERE))


def _killed(
    writing: Writing, folder: Path, name: str, *, after: int, seconds: float
) -> frozenset[str]:
    """What a program has been told is kept by the time it is killed."""
    reading, saying = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _write(writing, folder, name, saying)
    os.close(saying)
    with os.fdopen(reading, "rb") as pipe:
        pipe.readline()  # it begins to write
        lines = [pipe.readline() for _ in range(after)]
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        lines += pipe.readlines()
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        raise RuntimeError("the program ended of itself")
    return frozenset(line.decode().strip() for line in lines if line.endswith(b"\n"))


def _write(writing: Writing, folder: Path, name: str, saying: int) -> NoReturn:
    def acknowledge(what: str) -> None:
        os.write(saying, f"{what}\n".encode())

    try:
        acknowledge("begins")
        writing.write(folder, name, acknowledge)
    except BaseException as problem:
        os.write(2, f"{problem!r}\n".encode())
    finally:
        os._exit(1)


def table(tallies: Mapping[str, Tally]) -> str:
    """The tallies side by side, as Markdown."""
    heads = ["storage", *(field.name for field in fields(Tally))]
    rows = [heads, ["---"] * len(heads)]
    rows += [[name, *map(str, astuple(tally))] for name, tally in tallies.items()]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def main() -> int:
    """Print the table; the exit code says whether Lesart lost anything."""
    count, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 7
    kinds: Mapping[str, Writing] = {"Lesart": Lesart(), "TinyDB JSONStorage": Stock()}
    tallies = {name: trials(writing, count, seed=seed) for name, writing in kinds.items()}
    sys.stdout.write(table(tallies) + "\n")
    lesart = tallies["Lesart"]
    return 1 if lesart.lost or lesart.unreadable or lesart.opened < lesart.trials else 0


if __name__ == "__main__":
    raise SystemExit(main())
