from __future__ import annotations

from pathlib import Path

import pytest

from core.library import Library
from tests.core.cli.conftest import Run
from tests.tui import newsroom


@pytest.fixture
def library(tmp_path: Path) -> str:
    opened = newsroom.open_full(tmp_path / "library")
    opened.save_search("Beschluss", "stadtrat")
    opened.close()
    return str(tmp_path / "library")


def test_a_saved_search_is_made_by_its_name(run: Run, library: str) -> None:
    plain = run("search", "stadtrat", "--library", library, "--format", "json").json()
    saved = run("search", "--saved", "Beschluss", "--library", library, "--format", "json").json()
    assert saved == plain != []


def test_more_words_narrow_a_saved_search(run: Run, library: str) -> None:
    given = ("--saved", "Beschluss", "-Vogelschutzgebiet")
    found = run("search", *given, "--library", library, "--format", "json").json()
    assert {each["article"] for each in found} == {"council"}


def test_saved_searches_are_listed(run: Run, library: str) -> None:
    shown = run("search", "--list-saved", "--library", library)
    assert (shown.code, shown.out) == (0, "Beschluss  stadtrat\n")
    (record,) = run("search", "--list-saved", "--library", library, "--format", "json").json()
    assert (record["name"], record["query"]) == ("Beschluss", "stadtrat")
    opened = Library.open(Path(library))
    opened.forget_search(opened.saved_searches()[0].id)
    opened.close()
    assert run("search", "--list-saved", "--library", library).code == 1


@pytest.mark.parametrize("given", [(), ("--saved", "nirgends")])
def test_what_to_look_for_must_be_said(run: Run, library: str, given: tuple[str, ...]) -> None:
    shown = run("search", *given, "--library", library)
    assert (shown.code, shown.out) == (2, "")
    assert "lesart search" in shown.err
