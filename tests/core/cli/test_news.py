"""The commands about what is new."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.core.cli.conftest import Run

FORMATS = ("text", "json", "jsonl", "csv", "md")
REPORT = """Hafen von Husum wird ausgebaut

Der Hafen von Husum bekommt eine neue Kaimauer. Sie kostet 8 Millionen Euro.

Der Bau dauert zwei Jahre. Die Fischer sollen währenddessen ausweichen.
"""
LATER = REPORT.replace("8 Millionen", "11 Millionen").replace(
    "Die Fischer sollen währenddessen ausweichen.", "Eine Klage ist angekündigt."
)

Add = Callable[[str], Path]


@pytest.fixture
def add(run: Run, tmp_path: Path) -> Add:
    """Put a text into the file of one article; the library."""

    def put(text: str) -> Path:
        library, path = tmp_path / "library", tmp_path / "hafen.txt"
        path.write_text(text, encoding="utf-8")
        assert run("add", str(path), "--library", str(library)).code == 0
        return library

    return put


# --- news -----------------------------------------------------------------------------------------


def test_news_of_an_article_has_three_lists_and_the_rest(run: Run, sample_library: Path) -> None:
    asked = ("news", "07-no-deal", "--library", str(sample_library), "--format", "json")
    told = run(*asked).json()
    assert {
        "article",
        "story",
        "before",
        "copy_of",
        "adds",
        "disputes",
        "repeats",
        "unclear",
    } == set(told)
    assert {"article", "title", "outlet", "published"} == set(told["article"])
    assert told["before"]
    for each in told["disputes"]:
        assert {"id", "text", "article", "title"} <= set(each["statement"])
        assert each["others"][0]["relation"] in {"differs", "contradicts"}
        assert {"score", "relation", "statement", "evidence"} <= set(each["others"][0])
        assert each["reports"] >= 1
    assert all(each["others"] == [] for each in told["adds"])


def test_without_an_article_the_last_of_each_story_is_told(run: Run, sample_library: Path) -> None:
    asked = ("news", "--library", str(sample_library), "--format")
    every = run(*asked, "json").json()
    stories = {each["story"] for each in run("list", *asked[1:], "json").json() if each["story"]}
    assert {each["story"]["id"] for each in every} == stories
    lines = run(*asked, "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == every


def test_tables_have_a_row_for_every_statement(run: Run, sample_library: Path) -> None:
    asked = ("news", "--library", str(sample_library), "--format")
    rows = list(csv.DictReader(io.StringIO(run(*asked, "csv").out)))
    every = run(*asked, "json").json()
    lists = ("adds", "disputes", "repeats", "unclear")
    assert len(rows) == sum(len(each[name]) for each in every for name in lists)
    assert {row["news"] for row in rows} <= set(lists)
    assert {row["other"] for row in rows if row["news"] == "adds"} == {""}
    assert run(*asked, "md").out.count("\n") == len(rows) + 2


def test_the_text_tells_counts_wordings_and_who_says_so(run: Run, sample_library: Path) -> None:
    shown = run("news", "07-no-deal", "--library", str(sample_library))
    assert shown.code == 0
    lines = shown.out.splitlines()
    assert lines[1].startswith("adds 0, disputes 2, repeats ")
    assert "disputes 2" in lines
    assert "contradicts" in shown.out
    every = run("news", "--library", str(sample_library)).out
    assert "◦" in every
    assert "so 3 reports: " in every


@pytest.mark.parametrize("written", FORMATS)
def test_an_article_without_a_story_or_before_all_others_brings_nothing(
    run: Run, sample_library: Path, written: str
) -> None:
    where = ("--library", str(sample_library), "--format", written)
    assert run("news", "03-telegram-sammelt", *where).code == 1
    first = run("news", "01-grok", *where)
    assert first.code == 1
    if written == "text":
        assert "the first report of its story" in first.out
        assert "unclear" not in first.out


# --- changes --------------------------------------------------------------------------------------


@pytest.mark.parametrize("written", FORMATS)
def test_an_article_that_never_changed_answers_nothing(run: Run, add: Add, written: str) -> None:
    done = run("changes", "hafen", "--library", str(add(REPORT)), "--format", written)
    assert done.code == 1


def test_changes_name_both_texts_and_every_statement_that_is_not_the_same(
    run: Run, add: Add
) -> None:
    add(REPORT)
    asked = ("changes", "hafen", "--library", str(add(LATER)), "--format")
    told = run(*asked, "json").json()
    assert (told["before"]["number"], told["after"]["number"]) == (1, 2)
    assert [each["number"] for each in told["versions"]] == [1, 2]
    assert told["same"] == 3
    reworded, new, gone = sorted(told["changes"], key=lambda each: each["kind"], reverse=True)
    assert [each["kind"] for each in (reworded, new, gone)] == ["reworded", "new", "gone"]
    (here,), (there,) = reworded["before_spans"], reworded["after_spans"]
    assert reworded["before"][slice(*here)] == "8"
    assert reworded["after"][slice(*there)] == "11"
    assert reworded["statement"].endswith(":3")
    assert gone["statement"] is gone["after"] is new["before"] is None
    lines = run(*asked, "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == told["changes"]
    assert len(list(csv.DictReader(io.StringIO(run(*asked, "csv").out)))) == 3
    assert "| reworded |" in run(*asked, "md").out


def test_changes_as_text_show_both_wordings(run: Run, add: Add) -> None:
    add(REPORT)
    library = add(LATER.replace("\n\nDer Bau dauert zwei Jahre.", " Der Bau dauert zwei Jahre."))
    shown = run("changes", "hafen", "--library", str(library))
    assert shown.code == 0
    assert "1 reworded, 1 new, 1 gone since text 1 of 2, first read 20" in shown.out
    assert "      - Sie kostet 8 Millionen Euro." in shown.out
    assert "      + Sie kostet 11 Millionen Euro." in shown.out
    painted = run("changes", "hafen", "--library", str(library), "--color", "always").out
    assert "\x1b[1;33m11\x1b[0m" in painted


def test_changes_since_an_earlier_text(run: Run, add: Add) -> None:
    add(REPORT)
    add(LATER)
    library = str(add(REPORT))
    assert run("changes", "hafen", "--library", library).code == 0
    since = run("changes", "hafen", "--since", "1", "--library", library)
    assert (since.code, "no statement changed" in since.out) == (1, True)
    assert run("changes", "hafen", "--since", "9", "--library", library).code == 2
    assert run("changes", "hafen", "--since", "0", "--library", library).code == 2


def test_a_moved_statement_is_shown_once(run: Run, add: Add) -> None:
    add(REPORT)
    moved = REPORT.replace("Der Bau dauert zwei Jahre. ", "").replace(
        "Der Hafen von Husum bekommt", "Der Bau dauert zwei Jahre. Der Hafen von Husum bekommt"
    )
    shown = run("changes", "hafen", "--library", str(add(moved))).out
    assert "1 moved" in shown
    assert shown.count("Der Bau dauert zwei Jahre.") == 1


def test_the_list_tells_what_changed_since_it_was_read(run: Run, add: Add) -> None:
    from core.library import Library

    library = add(REPORT)
    opened = Library.open(library)
    opened.set_read(opened.resolve("hafen"), True)
    opened.close()
    add(LATER)
    assert run("list", "--library", str(library)).out.startswith("±")
    (row,) = run("list", "--library", str(library), "--format", "json").json()
    assert (row["read"], row["changed"]) == (True, True)
