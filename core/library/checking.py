"""Looking after a library: what is sound, what is mended, what only the reader can decide."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.errors import LibraryDamaged, LibraryError
from core.library import adding, finding, indexing
from core.library.marking import Marking
from core.locations import DATABASE_NAME, INDEX_NAME
from core.storage import analysis, articles, salvage
from core.storage.database import Database


@dataclass(frozen=True, slots=True)
class Finding:
    """How one part of a library is."""

    what: str
    state: str
    done: str = ""
    """What was done about it."""
    sound: bool = True


def mend(folder: Path) -> Finding | None:
    """Take a database that cannot be used out of the way and save its articles into a new one.

    None when there is nothing to mend. The damaged file is kept beside the new one.
    """
    path = folder / DATABASE_NAME
    if not path.exists():
        return None
    try:
        with Database(path) as database:
            faults = database.faults()
    except LibraryDamaged as damage:
        faults = (damage.message,)
    if not faults:
        return None
    aside = salvage.set_aside(path)
    # It counts the versions of articles as the old file did.
    indexing.forget(folder / INDEX_NAME)
    with Database(path) as database:
        finding.prepare(database)
        saved = sum(adding.put_back(database, each) for each in salvage.salvage(aside))
    return Finding(
        "library",
        "; ".join(faults),
        done=f"{saved} articles saved into a new one, the old file kept as {aside.name}",
        sound=False,
    )


def check(database: Database, marking: Marking) -> tuple[Finding, ...]:
    """Check every part; make again what is made from the articles."""
    return (
        _database(database),
        _search(database),
        _comparison(database.path.parent / INDEX_NAME),
        _analysis(database),
        _marks(marking),
    )


def _database(database: Database) -> Finding:
    faults = database.faults()
    if faults:
        return Finding("articles", "; ".join(faults), sound=False)
    return Finding("articles", f"{articles.count(database)} articles, sound")


def _search(database: Database) -> Finding:
    try:
        finding.renew(database)
    except LibraryError as error:
        return Finding("search", error.message, sound=False)
    return Finding("search", "sound", done="index made again")


def _comparison(folder: Path) -> Finding:
    if indexing.is_sound(folder):
        return Finding("comparison", "sound")
    indexing.forget(folder)
    return Finding("comparison", "damaged", done="dropped, and made again when it is needed")


def _analysis(database: Database) -> Finding:
    failures = analysis.failures(database)
    if failures:
        named = ", ".join(f"{each.source} ({each.reason})" for each in failures)
        return Finding("analysis", f"failed on {named}", sound=False)
    return Finding("analysis", "no article failed")


def _marks(marking: Marking) -> Finding:
    try:
        notices = marking.notices()
        marks = marking.marks()
    except LibraryError as error:
        return Finding("marks", error.message, sound=False)
    orphans = sum(mark.orphan for mark in marks)
    state = f"{len(marks)} marks" + (
        f", {orphans} without a place in their article" if orphans else ""
    )
    return Finding("marks", state, done="; ".join(notices), sound=not notices)
