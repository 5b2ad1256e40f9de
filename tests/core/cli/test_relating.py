"""`lesart related` with what comes near and with all that decides it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core.library import Library
from core.model import Relation, Ruling, StatementId
from tests.core.cli.conftest import Run
from tests.tui import newsroom


@pytest.fixture(scope="module")
def asked(sample_library: Path) -> str:
    """A statement that another report contradicts."""
    library = Library.open(sample_library)
    conflict = next(each for each in library.conflicts() if each.related.relation == "contradicts")
    library.close()
    return str(conflict.here.id)


def test_an_explanation_gives_score_stance_speaker_and_evidence_of_both_sides(
    run: Run, sample_library: Path, asked: str
) -> None:
    given = ("--library", str(sample_library), "--explain")
    found = run("related", asked, *given, "--format", "json").json()
    best: dict[str, Any] = found[0]
    explained = best["explanation"]
    assert explained["score"] == best["score"]
    assert explained["parts"] == best["parts"]
    assert explained["relation"] == "contradicts"
    assert [row["what"] for row in explained["sides"]] == ["polarity", "certainty", "speaker"]
    assert not explained["evidence"][0]["shared"]
    assert {"denied", "certainty", "words", "speech"} == set(explained["here"])
    said = [explained[side]["speech"] for side in ("here", "there")]
    assert all(each is None or {"kind", "speaker", "entity"} == set(each) for each in said)
    assert "explanation" not in run("related", asked, *given[:2], "--format", "json").json()[0]


def test_text_says_what_json_says(run: Run, sample_library: Path, asked: str) -> None:
    given = ("related", asked, "--library", str(sample_library), "--explain", "-k", "1")
    explained = run(*given, "--format", "json").json()[0]["explanation"]
    text = " ".join(run(*given).out.split())
    for row in (*explained["sides"], *explained["evidence"]):
        sign = "=" if row["shared"] else "≠"
        if len(row["here"]) < 28 and len(row["there"]) < 28:
            assert f"{row['what']} {row['here'] or '–'} {sign} {row['there'] or '–'}" in text
    for part in explained["parts"]:
        assert f"{part['name']} {part['value']:+.2f}" in text


def test_near_misses_stand_last_with_their_reason_and_do_not_count_as_found(
    run: Run, sample_library: Path, asked: str
) -> None:
    given = ("related", asked, "--library", str(sample_library), "--min-score", "0.97")
    plain = run(*given, "--format", "json")
    near = run(*given, "--near", "--format", "json")
    assert plain.code == near.code
    found = near.json()
    shown = [each for each in found if each["hidden"] is None]
    hidden = [each for each in found if each["hidden"] is not None]
    assert shown == plain.json()
    assert hidden
    assert found == [*shown, *hidden]
    assert "< .97" in run(*given, "--near").out


def test_a_text_of_ones_own_is_explained_and_has_near_misses(
    run: Run, sample_library: Path
) -> None:
    text = "Telegram und xAI haben keinen Vertrag unterschrieben."
    given = ("related", "--text", text, "--library", str(sample_library))
    found = run(*given, "--explain", "--near", "--format", "json").json()
    assert found
    assert all(each["explanation"]["here"]["speech"] is None for each in found)
    assert "the report itself" in run(*given, "--explain", "-k", "1").out


def test_whose_words_they_are_is_said_beside_the_title(run: Run, sample_library: Path) -> None:
    library = Library.open(sample_library)
    spoken, speaker = next(
        (each.here.id, each.there_speech.speaker)
        for each in library.conflicts()
        if each.there_speech is not None and each.there_speech.speaker is not None
    )
    library.close()
    out = run("related", str(spoken), "--library", str(sample_library)).out
    assert f"says {speaker}" in out


def test_an_explanation_carries_the_readers_verdict_in_every_format(
    run: Run, tmp_path: Path
) -> None:
    newsroom.open_full(tmp_path / "library").close()
    library = Library.open(tmp_path / "library")
    for _ in library.catch_up():
        pass
    here = StatementId(newsroom.WORKS, 2)
    library.rule(here, StatementId(newsroom.SPORT, 2), Ruling.LINKED, Relation.AGREES)
    library.close()
    given = ("related", "works:2", "--library", str(tmp_path / "library"), "--explain", "-k", "1")
    (found,) = run(*given, "--format", "json").json()
    assert found["explanation"]["verdict"] == "linked"
    assert found["explanation"]["relation"] == "agrees"
    assert "verdict: linked by you" in run(*given).out
    for chosen in ("jsonl", "csv", "md"):
        assert "linked" in run(*given, "--format", chosen).out
