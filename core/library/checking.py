"""Looking after a library: what is sound, what is mended, what only the reader can decide."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path

from core.errors import LibraryDamaged, LibraryError
from core.library import adding, finding, indexing
from core.library.marking import Marking
from core.locations import (
    BACKUPS_NAME,
    DATABASE_NAME,
    HISTORY_NAME,
    INDEX_NAME,
    MARKS_NAME,
)
from core.model import ArticleId
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
        done=f"{saved} articles saved into a new one, the old file kept as {aside.name}"
        + ("" if saved else "; add the reports again, and the marks find their places"),
        sound=False,
    )


def check(database: Database, marking: Marking) -> tuple[Finding, ...]:
    """Check every part; make again what is made from the articles."""
    folder = database.path.parent
    return (
        _database(database),
        _search(database),
        _comparison(folder / INDEX_NAME),
        _analysis(database),
        _marks(marking, folder),
        _privacy(folder),
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
        titles = ((articles.row(database, ArticleId(f.source)).title, f) for f in failures)
        named = ", ".join(f"{title} ({each.source}: {each.reason})" for title, each in titles)
        return Finding("analysis", f"failed on {named}", sound=False)
    return Finding("analysis", "no article failed")


def _marks(marking: Marking, folder: Path) -> Finding:
    try:
        notices = marking.notices()
        marks = marking.marks()
    except LibraryError as error:
        return Finding("marks", error.message, sound=False)
    orphans = sum(mark.orphan for mark in marks)
    aside = sorted(each.name for each in folder.glob(f"{Path(MARKS_NAME).stem}-damaged-*"))
    state = f"{len(marks)} marks"
    if orphans:
        state += f", {orphans} without a place in their article"
    if aside:
        state += f"; set aside earlier, and for lesart marks --import: {', '.join(aside)}"
    return Finding("marks", state, done="; ".join(notices), sound=not notices)


def _privacy(folder: Path) -> Finding:
    """Whether others on this machine can read what somebody reads and writes."""
    # Its own files alone: the reader may have named a folder that holds others.
    found = [path for name in _OWN for path in folder.glob(name)]
    open_to_others = [each for each in found if not each.is_symlink() and _mode(each) & 0o077]
    try:
        for each in open_to_others:
            each.chmod(_mode(each) & 0o700)
    except OSError as error:
        state = f"others can read {error.filename}"
        return Finding("privacy", state, done=f"not changed: {error.strerror}", sound=False)
    if open_to_others:
        named = ", ".join(sorted(each.name for each in open_to_others))
        return Finding("privacy", f"others could read {named}", done="closed to them")
    return Finding("privacy", "nobody else can read the library")


_OWN = (
    *(f"{Path(name).stem}.*" for name in (DATABASE_NAME, MARKS_NAME, HISTORY_NAME)),
    f"{Path(MARKS_NAME).stem}-damaged-*",
    *(name + below for name in (BACKUPS_NAME, INDEX_NAME) for below in ("", "/**/*")),
)


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)
