"""The work in the other process, driven for real."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from core.library import (
    Added,
    Analysed,
    BackgroundWork,
    Idle,
    Library,
    RelatedReady,
    WorkEvent,
    WorkFailed,
)

REPORT = "Neue Brücke\n\nDie Stadt Solingen baut eine neue Brücke über die Wupper.\n"


def until_idle(work: BackgroundWork) -> list[WorkEvent]:
    happened: list[WorkEvent] = []
    for event in work.events():
        happened.append(event)
        if isinstance(event, Idle):
            break
    return happened


def test_files_named_at_the_start_are_added_analysed_and_related(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    work = BackgroundWork.start(tmp_path / "library", [str(tmp_path / "a.txt")])
    kinds = [type(event) for event in until_idle(work)]
    assert kinds.index(Added) < kinds.index(Analysed) < kinds.index(RelatedReady)
    assert WorkFailed not in kinds
    work.add([str(tmp_path / "missing.txt")])
    (added, *_) = until_idle(work)
    assert isinstance(added, Added)
    assert added.report.failed
    work.stop()
    library = Library.open(tmp_path / "library")
    assert library.is_analysed(library.rows()[0].id)
    library.close()


def test_telling_a_child_that_has_ended_is_harmless(tmp_path: Path) -> None:
    work = BackgroundWork.start(tmp_path)
    until_idle(work)
    work.stop()
    work.add(["somewhere"])
    assert list(work.events()) == []


def test_a_killed_child_is_reported(tmp_path: Path) -> None:
    work = BackgroundWork.start(tmp_path)
    until_idle(work)
    os.kill(work.process_id, signal.SIGKILL)
    (failed,) = work.events()
    assert isinstance(failed, WorkFailed)
    work.stop()


def test_a_library_that_cannot_be_opened_is_reported_not_raised(tmp_path: Path) -> None:
    (tmp_path / "library.sqlite").write_bytes(b"something else entirely" * 1000)
    work = BackgroundWork.start(tmp_path)
    (failed,) = work.events()
    assert isinstance(failed, WorkFailed)
    assert "library.sqlite" in failed.subject
    work.stop()
