"""Looking after a library: what is sound, what is mended, what only the reader can decide."""

from __future__ import annotations

import os
import stat
import time
from dataclasses import dataclass
from enum import StrEnum
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
from core.storage import analysis, articles, salvage, schema
from core.storage.database import Database

_AGE = 600.0
"""Seconds after which nobody is writing to a file any more."""


class Severity(StrEnum):
    """Whether the reader has to look at what was found."""

    FINE = "fine"
    MENDED = "mended"
    """It is as it should be again, and nothing was lost."""
    PROBLEM = "problem"
    """Something was lost, or is still wrong."""


@dataclass(frozen=True, slots=True)
class Finding:
    """How one part of a library is."""

    what: str
    state: str
    severity: Severity = Severity.FINE
    done: str = ""
    """What was done about it."""
    advice: str = ""
    """What the reader can do."""

    @property
    def sound(self) -> bool:
        """Whether nothing was lost, and nothing is wrong now."""
        return self.severity is not Severity.PROBLEM


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
        Severity.PROBLEM,
        done=f"{saved} articles saved into a new one, the old file kept as {aside.name}",
        advice="add the reports that are missing again, and the marks find their places",
    )


def check(database: Database, marking: Marking) -> tuple[Finding, ...]:
    """Check every part; make again what is made from the articles."""
    folder = database.path.parent
    return (
        _database(database),
        _search(database),
        _comparison(folder / INDEX_NAME),
        _analysis(database),
        _marks(marking),
        _backups(marking, folder),
        _searches(marking),
        _left_over(folder),
        _set_aside(folder),
        _privacy(folder),
    )


def _database(database: Database) -> Finding:
    faults = database.faults()
    if faults:
        return Finding("articles", "; ".join(faults), Severity.PROBLEM, advice=_AGAIN)
    count = articles.count(database)
    return Finding("articles", f"{count} articles, sound, version {schema.VERSION}")


def _search(database: Database) -> Finding:
    whole = finding.is_whole(database)
    try:
        finding.renew(database)
    except LibraryError as error:
        return Finding("search", error.message, Severity.PROBLEM, advice=_AGAIN)
    return Finding("search", "sound" if whole else "not whole yet", done="index made again")


def _comparison(folder: Path) -> Finding:
    if indexing.is_sound(folder):
        return Finding("comparison", "sound")
    indexing.forget(folder)
    done = "dropped, and made again when it is needed"
    return Finding("comparison", "damaged", Severity.MENDED, done=done)


def _analysis(database: Database) -> Finding:
    failures = analysis.failures(database)
    if failures:
        titles = ((articles.row(database, ArticleId(f.source)).title, f) for f in failures)
        named = ", ".join(f"{title} ({each.source}: {each.reason})" for title, each in titles)
        return Finding(
            "analysis",
            f"failed on {named}",
            Severity.PROBLEM,
            advice="they can be read and searched; a later version may understand them",
        )
    return Finding("analysis", "no article failed")


def _marks(marking: Marking) -> Finding:
    try:
        notices = marking.notices()
        marks = marking.marks()
    except LibraryError as error:
        return Finding("marks", error.message, Severity.PROBLEM, advice=error.advice)
    state = f"{len(marks)} marks"
    if marks:
        state += ", checksum right" if marking.is_summed() else ", without a checksum as yet"
    orphans = sum(mark.orphan for mark in marks)
    if orphans:
        state += f", {orphans} without a place in their article"
    if notices:
        return Finding("marks", state, Severity.PROBLEM, done="; ".join(notices))
    return Finding("marks", state)


def _backups(marking: Marking, folder: Path) -> Finding:
    try:
        known = marking.backups()
    except LibraryError as error:
        return Finding("backups", error.message, Severity.PROBLEM, advice=error.advice)
    place = folder / BACKUPS_NAME
    if place.exists() and not (place.is_dir() and os.access(place, os.W_OK)):
        state = f"none can be written: {BACKUPS_NAME} is no folder that may be changed"
        advice = "check what is there and its permissions"
        return Finding("backups", state, Severity.PROBLEM, advice=advice)
    readable = [each for each, is_readable in known.items() if is_readable]
    damaged = [each for each in known if each not in readable]
    state = f"{len(readable)} of the marks can be read"
    if readable:
        state += f", the newest is {readable[0].name}"
    if not damaged:
        return Finding("backups", state)
    state += f"; {len(damaged)} cannot"
    try:
        for each in damaged:
            each.rename(each.with_name(f"{each.name}{_DAMAGED}"))
    except OSError as error:
        done = f"{error.filename} could not be set aside: {error.strerror}"
        return Finding("backups", state, Severity.PROBLEM, done=done, advice=_PERMISSIONS)
    named = ", ".join(each.name for each in damaged)
    # A copy that is gone may be the one that will be needed.
    severity = Severity.MENDED if readable else Severity.PROBLEM
    return Finding("backups", state, severity, done=f"set aside: {named}")


def _searches(marking: Marking) -> Finding:
    try:
        saved = marking.searches()
    except LibraryError as error:
        return Finding("searches", error.message, Severity.PROBLEM, advice=error.advice)
    problems = [
        f"{each.name} ({problem})" for each in saved if (problem := finding.problem_of(each.query))
    ]
    if not problems:
        return Finding("searches", f"{len(saved)} saved, all understood")
    return Finding(
        "searches",
        f"{len(saved)} saved, not understood: {', '.join(problems)}",
        Severity.PROBLEM,
        advice="save another query by the name, or remove it from the list of marks",
    )


def _left_over(folder: Path) -> Finding:
    """What was being written when the program was ended."""
    found = [path for name in _NEW for path in sorted(folder.glob(name)) if _is_old(path)]
    named = ", ".join(path.name for path in found)
    if not found:
        return Finding("leftovers", "none")
    try:
        for path in found:
            path.unlink(missing_ok=True)
    except OSError as error:
        done = f"not removed: {error.strerror}"
        return Finding("leftovers", named, Severity.PROBLEM, done=done, advice=_PERMISSIONS)
    return Finding(
        "leftovers", f"begun and never finished: {named}", Severity.MENDED, done="removed"
    )


def _set_aside(folder: Path) -> Finding:
    found = sorted(path.relative_to(folder) for name in _ASIDE for path in folder.glob(name))
    if not found:
        return Finding("set aside", "nothing")
    return Finding(
        "set aside",
        ", ".join(map(str, found)),
        advice="`lesart marks --import FILE` takes out of marks what can be read; "
        "delete what nothing is missing from",
    )


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
        done = f"not changed: {error.strerror}"
        return Finding("privacy", state, Severity.PROBLEM, done=done, advice=_PERMISSIONS)
    if open_to_others:
        named = ", ".join(sorted(each.name for each in open_to_others))
        state = f"others could read {named}"
        return Finding("privacy", state, Severity.MENDED, done="closed to them")
    return Finding("privacy", "nobody else can read the library")


def _is_old(path: Path) -> bool:
    # A clock that was put back makes a file come from the future.
    return abs(time.time() - path.stat().st_mtime) > _AGE


_AGAIN = "run `lesart doctor` again"
_PERMISSIONS = "check the permissions"
_DAMAGED = ".damaged"
_NEW = (f"{MARKS_NAME}.new", f"{HISTORY_NAME}.*", f"{INDEX_NAME}/**/*.new")
_ASIDE = (
    f"{Path(MARKS_NAME).stem}-damaged-*",
    f"{DATABASE_NAME}{_DAMAGED}-*",
    f"{BACKUPS_NAME}/*{_DAMAGED}",
)
_OWN = (
    *(f"{Path(name).stem}.*" for name in (DATABASE_NAME, MARKS_NAME, HISTORY_NAME)),
    f"{Path(MARKS_NAME).stem}-damaged-*",
    *(name + below for name in (BACKUPS_NAME, INDEX_NAME) for below in ("", "/**/*")),
)


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)
