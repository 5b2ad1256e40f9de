"""What was left out is taken back, and what was kept is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.core.cli.conftest import Run

REPORT = """LOKALES

Stadtrat beschließt neue Buslinie

Von Petra Maas

Der Stadtrat von Husum hat am Montag eine neue Buslinie beschlossen. Sie kostet viel Geld.

Lesen Sie auch: Bahn streicht Züge

Die Linie fährt ab Januar stündlich zwischen Bahnhof und Hafen.
"""


@pytest.fixture
def library(run: Run, tmp_path: Path) -> str:
    path = tmp_path / "bus.txt"
    path.write_text(REPORT, encoding="utf-8")
    folder = str(tmp_path / "library")
    assert run("add", str(path), "--library", folder).code == 0
    return folder


def test_what_was_left_out_is_taken_back_by_its_number(run: Run, library: str) -> None:
    before = run("show", "bus", "--library", library, "--format", "json").json()
    reasons = [each["reason"] for each in before["dropped"]]
    number = reasons.index("link list") + 1
    assert f"{number:>6}  link list: Lesen Sie auch" in run("show", "bus", "--library", library).out
    done = run("take-back", "bus", str(number), "--library", library)
    assert (done.code, done.out) == (0, "taken back: Lesen Sie auch: Bahn streicht Züge\n")
    after = run("show", "bus", "--library", library, "--format", "json").json()
    assert "Lesen Sie auch: Bahn streicht Züge" in after["paragraphs"]
    assert len(after["dropped"]) == len(before["dropped"]) - 1
    assert all(each["mark"] for each in after["statements"])


def test_several_are_taken_back_at_once_and_an_unknown_number_is_named(
    run: Run, library: str
) -> None:
    before = run("show", "bus", "--library", library, "--format", "json").json()
    count = len(before["dropped"])
    numbers = [str(number) for number in range(1, count + 1)]
    done = run("take-back", "bus", *numbers, "99", "--library", library, "--format", "json")
    assert done.code == 1
    assert "99" in done.err
    assert [each["text"] for each in done.json()] == [each["text"] for each in before["dropped"]]
    assert run("show", "bus", "--library", library, "--format", "json").json()["dropped"] == []


def test_a_paragraph_is_left_out_by_one_of_its_statements(run: Run, library: str) -> None:
    shown = run("show", "bus", "--library", library, "--format", "json").json()
    last = shown["statements"][-1]
    done = run("drop", last["id"], "--library", library, "--format", "json")
    assert done.code == 0
    assert done.json() == [{"article": shown["id"], "done": "left out", "text": last["text"]}]
    after = run("show", "bus", "--library", library, "--format", "json").json()
    assert after["dropped"][-1]["reason"] == "left out by the reader"
    assert last["text"] not in after["paragraphs"]


def test_the_headline_is_not_left_out(run: Run, library: str) -> None:
    done = run("drop", "bus:1", "--library", library)
    assert done.code == 1
    assert "headline" in done.err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["take-back", "bus"], 2),
        (["take-back", "bus", "0"], 2),
        (["take-back", "nowhere", "1"], 1),
        (["drop", "bus"], 2),
        (["drop", "bus:99"], 1),
    ],
)
def test_wrong_names_are_told(run: Run, library: str, arguments: list[str], code: int) -> None:
    done = run(*arguments, "--library", library)
    assert done.code == code
    assert done.err.startswith("lesart: ")
