"""The timeline and the dossier from the command line."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
from pathlib import Path

import pytest

from core.cli.output import Paint
from core.cli.reporting import entry_lines
from core.library import Library
from core.model import StoryId, TimelineEntry
from tests.core.cli.conftest import Run


@pytest.fixture
def story(sample_library: Path) -> StoryId:
    """The largest story of the sample."""
    library = Library.open(sample_library)
    largest = max(library.stories(), key=lambda each: len(each.articles))
    library.close()
    return largest.id


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_timeline_begins_with_its_picture_and_fits_the_terminal(
    run: Run, sample_library: Path, story: StoryId, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    told = run("timeline", story, "--library", str(sample_library))
    assert told.code == 0
    assert "►" in told.out.split("\n\n")[0]
    assert max(map(len, told.out.splitlines())) <= width
    assert "Ein Sprecher von Telegram bestätigte" in told.out


def test_the_timeline_tells_where_each_date_is_said(
    run: Run, sample_library: Path, story: StoryId
) -> None:
    told = run("timeline", story, "--library", str(sample_library), "--format", "json").json()
    dates = [each["date"] for each in told if not each["date"].startswith("-")]
    assert dates == sorted(dates)
    assert all({"id", "text", "article", "title"} == set(each["statement"]) for each in told)
    assert all(each["words"] in each["statement"]["text"] for each in told)
    rows = run("timeline", story, "--library", str(sample_library), "--format", "csv").out
    assert len(list(csv.DictReader(io.StringIO(rows)))) == len(told)


def test_a_disputed_date_names_the_others() -> None:
    lines = list(entry_lines(TimelineEntry("2022-03-03", (), ("2022-03-05",)), 80, Paint(on=False)))
    assert lines == ["2022-03-03", "  ≠ dated otherwise: 2022-03-05"]


def test_a_plain_terminal_gets_a_plain_picture(
    run: Run, sample_library: Path, story: StoryId, monkeypatch: pytest.MonkeyPatch
) -> None:
    from core.cli import reporting

    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="ascii"))
    assert not reporting._can_draw()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
    assert reporting._can_draw()


@pytest.mark.parametrize(
    ("arguments", "beginning"),
    [
        ((), "# "),
        (("--format", "md"), "# "),
        (("--format", "html"), "<!DOCTYPE html>"),
        (("--format", "json"), "{"),
    ],
)
def test_the_dossier_comes_in_three_formats(
    run: Run, sample_library: Path, story: StoryId, arguments: tuple[str, ...], beginning: str
) -> None:
    made = run("dossier", story, "--library", str(sample_library), *arguments)
    assert made.code == 0
    assert made.out.startswith(beginning)
    assert made.out.endswith("\n")
    again = run("dossier", story, "--library", str(sample_library), *arguments)
    assert again.out == made.out


def test_a_format_before_the_command_counts_and_one_a_dossier_has_not_is_refused(
    run: Run, sample_library: Path, story: StoryId
) -> None:
    made = run("--format", "json", "dossier", story, "--library", str(sample_library))
    assert len(json.loads(made.out)["reports"]) >= 2
    refused = run("--format", "csv", "dossier", story, "--library", str(sample_library))
    assert refused.code == 2
    assert "md, html or json" in refused.err


def test_a_file_is_never_overwritten_without_being_asked(
    run: Run, sample_library: Path, story: StoryId, tmp_path: Path
) -> None:
    file = tmp_path / "dossier.html"
    asked = ("dossier", story, "--library", str(sample_library), "--format", "html")
    assert run(*asked, "--output", str(file)).code == 0
    page = file.read_text("utf-8")
    assert page == run(*asked, "--output", "-").out
    file.write_text("mine", "utf-8")
    refused = run(*asked, "--output", str(file))
    assert (refused.code, refused.out) == (1, "")
    assert "--force" in refused.err
    assert file.read_text("utf-8") == "mine"
    assert run(*asked, "--output", str(file), "--force").code == 0
    assert file.read_text("utf-8") == page
    assert [each.name for each in tmp_path.iterdir() if "dossier" in each.name] == [file.name]


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_a_place_that_cannot_be_written_is_said(
    run: Run, sample_library: Path, story: StoryId, tmp_path: Path, force: tuple[str, ...]
) -> None:
    file = tmp_path / "nowhere" / "dossier.md"
    refused = run("dossier", story, "--library", str(sample_library), "--output", str(file), *force)
    assert refused.code == 1
    assert "cannot be written" in refused.err


def test_without_a_story_named_the_stories_are_listed(run: Run, sample_library: Path) -> None:
    refused = run("dossier", "--library", str(sample_library))
    assert refused.code == 2
    assert "name one" in refused.err


def test_the_notes_of_the_reader_stand_in_the_dossier(
    run: Run, sample_library: Path, story: StoryId, tmp_path: Path
) -> None:
    own = tmp_path / "own"
    shutil.copytree(sample_library, own)
    library = Library.open(own)
    member = next(each for each in library.stories() if each.id == story).articles[0]
    library.write_note(library.statements(member)[1].id, "Beim <b>Sender</b> nachfragen")
    library.close()
    page = run("dossier", story, "--library", str(own), "--format", "html").out
    assert "Beim &lt;b&gt;Sender&lt;/b&gt; nachfragen" in page
