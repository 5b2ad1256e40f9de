"""The work in the other process, driven for real."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

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
from core.model import ArticleId
from tests.core.sources.web.server import answer, serving

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


def test_pages_are_added_by_their_addresses(tmp_path: Path) -> None:
    page = f"<html><body><article><h1>Brücke</h1><p>{REPORT * 9}</p></article></body></html>"
    with serving({"/page": answer(page.encode(), Content_Type="text/html")}) as server:
        work = BackgroundWork.start(tmp_path / "library", [server.address("/page")])
        (added,) = [event for event in until_idle(work) if isinstance(event, Added)]
        work.stop()
    assert (len(added.report.added), added.report.failed) == (1, ())


def test_telling_a_child_that_has_ended_is_harmless(tmp_path: Path) -> None:
    work = BackgroundWork.start(tmp_path)
    until_idle(work)
    work.stop()
    work.add(["somewhere"])
    assert list(work.events()) == []


def test_a_killed_child_is_started_again_and_knows_what_to_do(tmp_path: Path) -> None:
    work = BackgroundWork.start(tmp_path / "library")
    until_idle(work)
    os.kill(work.process_id, signal.SIGKILL)
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    work.add([str(tmp_path / "a.txt")])
    happened = until_idle(work)
    assert [event.report.failed for event in happened if isinstance(event, Added)] == [()]
    assert any(isinstance(event, RelatedReady) for event in happened)
    work.stop()


def test_what_is_asked_of_a_child_that_has_just_died_is_asked_of_the_next(tmp_path: Path) -> None:
    work = BackgroundWork.start(tmp_path)
    until_idle(work)
    os.kill(work.process_id, signal.SIGKILL)
    os.waitid(os.P_PID, work.process_id, os.WEXITED | os.WNOWAIT)
    work.again()
    work.first(ArticleId("a1"))
    assert until_idle(work) == [Idle()]
    work.stop()
    # Whoever stops it while it starts again means it.
    assert work._start_again(-signal.SIGKILL)


def test_a_child_that_is_killed_again_and_again_is_reported_at_last(tmp_path: Path) -> None:
    work = BackgroundWork.start(tmp_path)
    happened: list[WorkEvent] = []
    for event in work.events():
        happened.append(event)
        if isinstance(event, Idle):
            os.kill(work.process_id, signal.SIGKILL)
    *idle, failed = happened
    assert failed == WorkFailed("analysis", "was killed by signal 9")
    assert 1 < len(idle) < 10
    work.stop()


DEADLY = """
import os, signal
import core.text.statements as module
made = module.statements_of
def deadly(article):
    if "verhext" in article.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return made(article)
module.statements_of = deadly
"""
"""Kills the process that looks for names in an article of that word."""


def test_an_article_that_kills_its_analysis_is_named_and_the_others_are_analysed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library.open(tmp_path / "library")
    for number, place in enumerate(("Solingen", "Emden, wie verhext,", "Kiel")):
        report = tmp_path / f"{number}.txt"
        report.write_text(REPORT.replace("Solingen", place), encoding="utf-8")
        list(library.add([str(report)]))
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "sitecustomize.py").write_text(DEADLY, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "code"))
    work = BackgroundWork.start(tmp_path / "library")
    happened = until_idle(work)
    work.stop()
    failed = [event for event in happened if isinstance(event, WorkFailed)]
    assert failed == [WorkFailed("Neue Brücke", "its analysis was killed by signal 9")]
    analysed = {row.source: library.is_analysed(row.id) for row in library.rows()}
    assert analysed == {str(tmp_path / f"{n}.txt"): n != 1 for n in range(3)}
    (finding,) = [each for each in library.check() if each.what == "analysis"]
    assert "Neue Brücke (" in finding.state
    assert "its analysis was killed by signal 9)" in finding.state
    library.close()


ENDLESS = """
import signal
import core.text.statements as module
made = module.statements_of
def endless(article):
    while "verhext" in article.text:
        pass
    return made(article)
module.statements_of = endless
set_timer = signal.setitimer
signal.setitimer = lambda which, seconds: set_timer(which, min(seconds, 1.5))
"""
"""Never ends with an article of that word, and is not given ten minutes."""


@pytest.mark.parametrize(
    ("curse", "reason"),
    [(DEADLY, "reading it was killed by signal 9"), (ENDLESS, "reading it took too long")],
)
def test_a_file_that_kills_its_reading_is_named_and_the_others_are_read(
    curse: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Library.open(tmp_path / "library").close()
    (tmp_path / "reports").mkdir()
    for number, place in enumerate(("Solingen", "Emden, wie verhext,", "Kiel", "verhext Bonn")):
        report = tmp_path / "reports" / f"{number}.txt"
        report.write_text(REPORT.replace("Solingen", place), encoding="utf-8")
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "sitecustomize.py").write_text(curse, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "code"))
    work = BackgroundWork.start(tmp_path / "library", [str(tmp_path / "reports")])
    happened = until_idle(work)
    work.stop()
    failed = {
        refusal.source: refusal.reason
        for event in happened
        if isinstance(event, Added)
        for refusal in event.report.failed
    }
    assert failed == {str(tmp_path / "reports" / name): reason for name in ("1.txt", "3.txt")}
    library = Library.open(tmp_path / "library")
    read = {row.source: library.is_analysed(row.id) for row in library.rows()}
    assert read == {str(tmp_path / "reports" / name): True for name in ("0.txt", "2.txt")}
    library.close()


def test_an_article_that_is_gone_need_not_be_left_out(tmp_path: Path) -> None:
    work = BackgroundWork.start(tmp_path)
    until_idle(work)
    work._tell({"leave_out": "gone", "reason": "its analysis ended with code 1"})
    assert until_idle(work) == [Idle()]
    work.stop()


def test_a_library_that_cannot_be_opened_is_reported_not_raised(tmp_path: Path) -> None:
    (tmp_path / "library.sqlite").write_bytes(b"something else entirely" * 1000)
    work = BackgroundWork.start(tmp_path)
    (failed,) = work.events()
    assert isinstance(failed, WorkFailed)
    assert "library.sqlite" in failed.subject
    work.stop()
