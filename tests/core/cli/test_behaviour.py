"""Arguments, exit codes, streams."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.cli.output import wants_colour
from tests.core.cli.conftest import ROOT, Run, lesart


def test_add_counts_what_became_of_each_source(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "good.txt").write_text("Ein Titel\n\nEin Satz mit genug Wörtern steht hier.\n")
    (folder / "empty.txt").write_text(" \n")
    (folder / "image.md").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    (folder / "notes.xyz").write_text("not a report")
    library = str(tmp_path / "library")
    first = run("add", str(folder), str(tmp_path / "missing.txt"), "--library", library,
                "--format", "json")  # fmt: skip
    report = first.json()
    assert len(report["added"]) == 1
    assert {Path(each["source"]).name for each in report["skipped"]} == {"empty.txt", "notes.xyz"}
    assert {Path(each["source"]).name for each in report["failed"]} == {"image.md", "missing.txt"}
    assert all(each["reason"] for each in report["skipped"] + report["failed"])
    assert first.code == 1
    again = run("add", str(folder / "good.txt"), "--library", library, "--format", "json")
    assert (again.code, again.json()["unchanged"]) == (0, report["added"])


def test_options_hold_before_the_command_as_well_as_after(run: Run, tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text("Ein Titel\n\nEin Satz mit genug Wörtern steht hier.\n")
    library = str(tmp_path / "library")
    run("--library", library, "add", str(tmp_path / "r.txt"))
    assert (tmp_path / "library" / "library.sqlite").exists()
    before = run("--library", library, "--format", "json", "list")
    assert before.json() == run("list", "--library", library, "--format", "json").json()
    assert run("--library", "elsewhere", "paths", "--library", library).out.startswith(
        f"library   {library}"
    )


def test_a_changed_file_updates_its_article_and_keeps_its_id(run: Run, tmp_path: Path) -> None:
    report, library = tmp_path / "r.txt", str(tmp_path / "library")
    report.write_text("Ein Titel\n\nDie alte Fassung des Satzes steht hier.\n")
    added = run("add", str(report), "--library", library, "--format", "json").json()["added"]
    report.write_text("Ein Titel\n\nDie neue Fassung des Satzes steht jetzt hier.\n")
    again = run("add", str(report), "--library", library, "--format", "json").json()
    assert again["updated"] == added
    shown = run("show", added[0], "--library", library, "--format", "json").json()
    assert shown["paragraphs"] == ["Die neue Fassung des Satzes steht jetzt hier."]


def test_the_same_text_from_a_second_file_is_one_article_with_two_sources(
    run: Run, tmp_path: Path
) -> None:
    library = str(tmp_path / "library")
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Ein Titel\n\nDerselbe Satz steht in beiden Dateien.\n")
        run("add", str(tmp_path / name), "--library", library)
    (row,) = run("list", "--library", library, "--format", "json").json()
    shown = run("show", row["id"], "--library", library, "--format", "json").json()
    assert [Path(source).name for source in shown["sources"]] == ["a.txt", "b.txt"]


def test_standard_input_is_an_article_each_time(tmp_path: Path) -> None:
    library = str(tmp_path)
    for text in ("Eins\n\nDer erste Satz kam durch die Röhre.", "Zwei\n\nDer zweite Satz auch."):
        done = lesart("add", "-", "--library", library, data=text.encode())
        assert done.returncode == 0, done.stderr
    listed = lesart("list", "--library", library).stdout.decode()
    assert "Eins" in listed
    assert "Zwei" in listed


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["list", "--nonsense"], 2),
        (["related"], 2),
        (["related", "x"], 2),
        (["related", "nothing:1"], 1),
        (["related", "a:1", "--min-score", "2"], 2),
        (["related", "a:1", "-k", "0"], 2),
        (["show", "nothing"], 1),
        (["search", "nothing"], 1),
        (["list"], 1),
        (["paths"], 0),
        (["doctor"], 0),
    ],
)
def test_exit_codes_say_what_happened(
    run: Run, tmp_path: Path, arguments: list[str], code: int
) -> None:
    outcome = run(*arguments, "--library", str(tmp_path))
    assert outcome.code == code
    assert "Traceback" not in outcome.err
    if code:
        assert outcome.err.startswith("lesart: ") or outcome.err == ""


def test_a_damaged_library_is_told_with_code_3_and_the_doctor_saves_the_articles(
    run: Run, tmp_path: Path
) -> None:
    report, library = tmp_path / "r.txt", tmp_path / "library"
    report.write_text("Ein Titel\n\nEin Satz, der die Beschädigung überleben soll.\n")
    run("add", str(report), "--library", str(library))
    database = library / "library.sqlite"
    data = bytearray(database.read_bytes())
    data[100:140] = b"\xff" * 40
    database.write_bytes(data)
    told = run("list", "--library", str(library))
    assert told.code == 3
    assert "lesart doctor" in told.err
    mended = run("doctor", "--library", str(library))
    assert mended.code == 1
    assert "kept as library.sqlite.damaged" in mended.out
    assert run("doctor", "--library", str(library)).code == 0
    assert list(library.glob("library.sqlite.damaged-*"))


def test_paths_makes_nothing(run: Run, tmp_path: Path) -> None:
    named = tmp_path / "nowhere"
    found = run("paths", "--library", str(named), "--format", "json").json()
    assert {"what": "library", "path": str(named)} in found
    assert not named.exists()


def test_a_closed_pipe_is_quiet(sample_library: Path) -> None:
    command = [sys.executable, "-m", "tui", "search", "Telegram", "--library", str(sample_library)]
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ}
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 0
    process.stderr.close()


def test_help_and_version_answer(run: Run) -> None:
    assert "exit codes" in run("--help").out
    assert run("--version").out.startswith("lesart ")


def test_the_reader_without_a_terminal_says_what_to_use_instead(tmp_path: Path) -> None:
    done = lesart("--library", str(tmp_path))
    assert done.returncode == 2
    assert b"lesart list" in done.stderr


@pytest.mark.parametrize(
    ("choice", "environment", "terminal", "painted"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {}, True, False),
    ],
)
def test_colour_follows_flag_then_environment_then_terminal(
    choice: str, environment: dict[str, str], terminal: bool, painted: bool
) -> None:
    assert wants_colour(choice, environment, terminal=terminal) is painted


def test_hostile_text_never_reaches_the_terminal_raw(run: Run, tmp_path: Path) -> None:
    name = "evil\x1b]0;owned\x07.txt"
    (tmp_path / name).write_text(
        "Titel \x1b[31mrot\x1b[0m und \u202eumgekehrt\n\n"
        "Ein Satz mit \x9b31m Steuerzeichen steht hier.\n"
    )
    (tmp_path / "evil\x1b[2J.md").write_bytes(b"\x00\x01\x02\x03\xff\xfe\x00")
    library = str(tmp_path / "library")
    outcomes = [run("add", str(tmp_path), "--library", library)]
    article = run("list", "--library", library, "--format", "json").json()[0]["id"]
    outcomes += [
        run("list", "--library", library),
        run("show", article, "--library", library),
        run("search", "Steuerzeichen", "--library", library),
        run("show", "\x1b[2Jnothing", "--library", library),
    ]
    for outcome in outcomes:
        assert not set("\x1b\x07\x9b\u202e") & set(outcome.out + outcome.err)
