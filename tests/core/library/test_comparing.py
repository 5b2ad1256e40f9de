"""Comparing on demand: near misses, explanations, and the rows that show them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import LibraryError, StatementNotFound
from core.library import (
    ExplainedRow,
    Library,
    evidence_rows,
    score_words,
    side_rows,
    speaker_words,
    why_hidden,
)
from core.locations import INDEX_NAME
from core.model import (
    ArticleId,
    Certainty,
    EntityId,
    Evidence,
    EvidenceKind,
    Explanation,
    Hidden,
    Related,
    Relation,
    Ruling,
    Span,
    Speech,
    SpeechKind,
    Stance,
    StatementId,
)
from core.relations.index.folder import IndexFolder

ONE = """Neue Fähre für die Insel Baltrum

Die Reederei Norden baut eine neue Fähre für die Insel Baltrum. Sie soll 12 Millionen Euro kosten.

Kapitän Ole Harms sagte, ein Vertrag mit der Werft sei noch nicht unterschrieben.
"""
TWO = """Baltrum bekommt eine Fähre

Die neue Fähre für die Insel Baltrum kostet die Reederei Norden 15 Millionen Euro.

Die Werft hat den Vertrag mit der Reederei Norden am Montag unterschrieben.
"""
THREE = """Sommer auf Baltrum

Auf der Insel Baltrum blüht der Strandhafer.
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library.open(tmp_path / "library")
    paths = []
    for name, text in (("one", ONE), ("two", TWO), ("three", THREE)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        paths.append(str(tmp_path / f"{name}.txt"))
    for _ in library.add(paths):
        pass
    for _ in library.catch_up():
        pass
    yield library
    library.close()


def statement(library: Library, name: str, words: str) -> StatementId:
    return next(s.id for s in library.statements(library.resolve(name)) if words in s.text)


def test_what_is_kept_is_explained_as_it_is_shown(library: Library) -> None:
    asked = statement(library, "one", "sagte")
    best = library.related(asked)[0]
    found = library.explain(asked, best.related.statement)
    assert found is not None
    assert found.related == best.related
    assert found.here_speech is not None
    assert found.here_speech.speaker == "Ole Harms"
    assert found.there_speech is None


def test_with_a_threshold_it_is_looked_for_anew_with_the_same_outcome(library: Library) -> None:
    asked = statement(library, "one", "sagte")
    best = library.related(asked)[0]
    kept = library.explain(asked, best.related.statement)
    anew = library.explain(asked, best.related.statement, min_score=0.5)
    assert kept is not None
    assert anew is not None
    assert (anew.related.relation, anew.here_stance, anew.there_stance, anew.here_speech) == (
        kept.related.relation,
        kept.here_stance,
        kept.there_stance,
        kept.here_speech,
    )


def test_a_lower_threshold_shows_what_was_a_near_miss(library: Library) -> None:
    asked = statement(library, "one", "baut eine neue")
    shown = {each.related.statement for each in library.related(asked, min_score=0.95)}
    near = library.near_misses(asked, min_score=0.95)
    assert all(each.related.hidden is not None for each in near)
    assert not shown & {each.related.statement for each in near}
    lower = {each.related.statement for each in library.related(asked, min_score=0.05)}
    assert {each.related.statement for each in near} <= lower


def test_a_near_miss_is_explained_with_the_reason_it_is_hidden(library: Library) -> None:
    asked = statement(library, "one", "baut eine neue")
    (near, *_) = library.near_misses(asked, min_score=0.95)
    found = library.explain(asked, near.related.statement, min_score=0.95)
    assert found is not None
    assert found.related == near.related


def test_a_text_of_ones_own_has_near_misses_and_is_explained(library: Library) -> None:
    text = "Die Reederei Norden kauft eine neue Fähre für die Insel Baltrum."
    found = library.related_to_text(text, min_score=0.05)
    explained = library.explain(text, found[0].related.statement)
    assert explained is not None
    assert explained.here_speech is None
    shown = {each.related.statement for each in library.related_to_text(text, min_score=0.9)}
    near = library.near_misses(text, min_score=0.9)
    assert not shown & {each.related.statement for each in near}


def test_what_the_reader_has_judged_is_no_near_miss_and_explained_as_his(
    library: Library,
) -> None:
    asked = statement(library, "one", "baut eine neue")
    other = library.near_misses(asked, min_score=0.95)[0].related.statement
    library.rule(asked, other, Ruling.LINKED, Relation.AGREES)
    near = library.near_misses(asked, min_score=0.95)
    assert other not in {each.related.statement for each in near}
    for min_score in (None, 0.95):
        found = library.explain(asked, other, min_score=min_score)
        assert found is not None
        assert found.related.verdict is Ruling.LINKED


def test_a_statement_that_is_gone_is_not_explained(library: Library) -> None:
    asked = statement(library, "one", "sagte")
    assert library.explain(asked, StatementId(ArticleId("nowhere"), 1)) is None
    with pytest.raises(StatementNotFound):
        library.near_misses(StatementId(asked.article, 99))


def test_what_another_program_adds_is_compared_with_the_next_time(
    library: Library, tmp_path: Path
) -> None:
    before = library.related_to_text("Die Fähre nach Amrum fährt wieder", min_score=0.2)
    (tmp_path / "ferry.txt").write_text("Fähre\n\nDie Fähre nach Amrum fährt seit heute wieder.\n")
    other = Library.open(library.folder)
    list(other.add([str(tmp_path / "ferry.txt")]))
    list(other.catch_up())
    other.close()
    after = library.related_to_text("Die Fähre nach Amrum fährt wieder", min_score=0.2)
    assert "Amrum" in after[0].text
    assert all("Amrum" not in each.text for each in before)


def test_an_index_that_cannot_be_written_is_right_for_this_program(tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text("Fähre\n\nDie Fähre nach Amrum fährt seit heute wieder.\n")
    library = Library.open(tmp_path / "library")
    (library.folder / INDEX_NAME).write_text("in the way of the folder")
    list(library.add([str(tmp_path / "ferry.txt")]))
    found = library.related_to_text("Die Fähre nach Amrum fährt wieder", min_score=0.2)
    assert "Amrum" in found[0].text
    library.close()
    keeping = Library.open(tmp_path / "library")
    with pytest.raises(LibraryError, match="cannot be written"):
        list(keeping.catch_up())
    keeping.close()


def test_while_another_program_changes_the_index_it_answers_from_what_is_there(
    library: Library,
) -> None:
    asked = statement(library, "one", "baut eine neue")
    before = library.related(asked, min_score=0.3)
    busy = IndexFolder(library.folder / INDEX_NAME, "any")
    busy.lock()
    assert library.related(asked, min_score=0.3) == before
    busy.unlock()


def test_what_came_between_two_questions_is_found_by_the_second(
    library: Library, tmp_path: Path
) -> None:
    asked = "Der Leuchtturm bekommt eine hellere Lampe"

    def lamps() -> list[str]:
        found = library.related_to_text(asked, min_score=0.3)
        return [each.text for each in found if "Lampe" in each.text]

    assert lamps() == []
    (tmp_path / "four.txt").write_text("Licht\n\nDer Leuchtturm bekommt hellere Lampen.\n")
    other = Library.open(library.folder)
    list(other.add([str(tmp_path / "four.txt")]))
    other.close()
    busy = IndexFolder(library.folder / INDEX_NAME, "any")
    busy.lock()
    assert lamps() == []
    busy.unlock()
    assert lamps() == ["Der Leuchtturm bekommt hellere Lampen."]


def test_a_library_without_articles_answers_nothing(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library")
    assert library.related_to_text("Ein Satz über Fähren") == ()
    library.close()


def test_a_damaged_index_is_made_again_by_the_check(library: Library) -> None:
    asked = statement(library, "one", "baut eine neue")
    before = library.related(asked, min_score=0.3)
    library.close()
    (segment,) = (library.folder / INDEX_NAME).glob("*.segment")
    data = bytearray(segment.read_bytes())
    data[len(data) // 2 :] = bytes(len(data) - len(data) // 2)
    segment.write_bytes(data)
    again = Library.open(library.folder)
    found = {each.what: each for each in again.check()}
    assert found["comparison"].done
    assert again.related(asked, min_score=0.3) == before
    again.close()


# --- rows -----------------------------------------------------------------------------------------

HERE = "Die Werft soll den Vertrag nicht unterschrieben haben."
THERE = "Die Werft hat unterschrieben."
PLAIN = Stance()


def related(*evidence: Evidence, score: float = 0.8, hidden: Hidden | None = None) -> Related:
    other = StatementId(ArticleId("there"), 1)
    return Related(other, score, Relation.CONTRADICTS, evidence, hidden=hidden)


def speech(speaker: str | None, entity: str | None = None) -> Speech:
    named = None if entity is None else EntityId(entity)
    said = StatementId(ArticleId("here"), 1)
    return Speech(said, SpeechKind.REPORTED, speaker, named, None, None)


def sides(
    here: Stance = PLAIN,
    there: Stance = PLAIN,
    own: Speech | None = None,
    other: Speech | None = None,
    *evidence: Evidence,
) -> dict[str, tuple[str, str, bool]]:
    shown = Explanation(related(*evidence), here, there, own, other)
    return {row.what: (row.here, row.there, row.shared) for row in side_rows(shown, HERE, THERE)}


def test_what_goes_without_saying_is_said_of_both_sides() -> None:
    assert sides() == {
        "polarity": ("affirms", "affirms", True),
        "certainty": ("stated", "stated", True),
        "speaker": ("the report itself", "the report itself", True),
    }


def test_a_denial_is_shown_with_its_words() -> None:
    denied = Stance(denied=True, words=(Span(27, 32),))
    assert sides(denied)["polarity"] == ("denies: nicht", "affirms", False)
    assert sides(Stance(denied=True))["polarity"] == ("denies", "affirms", False)


def test_a_reserve_keeps_its_words_beside_the_certainty() -> None:
    alleged = Stance(denied=True, certainty=Certainty.ALLEGED, words=(Span(10, 14), Span(48, 53)))
    shown = sides(alleged)
    assert shown["polarity"] == ("denies", "affirms", False)
    assert shown["certainty"] == ("alleged: soll … haben", "stated", False)
    assert sides(Stance(certainty=Certainty.POSSIBLE))["certainty"][0] == "possible"


def test_a_denial_below_the_main_clause_is_shown_on_its_side() -> None:
    kind = EvidenceKind.NEGATION
    mine = Evidence(kind, "kein", "", shared=False)
    theirs = Evidence(kind, "", "nie", shared=False)
    assert sides(PLAIN, PLAIN, None, None, mine)["polarity"] == (
        "denies in part: kein",
        "affirms",
        False,
    )
    assert sides(PLAIN, PLAIN, None, None, theirs)["polarity"][1] == "denies in part: nie"


def test_speakers_are_one_by_whom_they_mean_else_by_name() -> None:
    assert sides(own=speech("Harms"))["speaker"] == (
        "Harms (reported)",
        "the report itself",
        False,
    )
    assert sides(own=speech("Harms", "x"), other=speech("Ole Harms", "x"))["speaker"][2]
    assert not sides(own=speech("Harms", "x"), other=speech("Harms", "y"))["speaker"][2]
    assert sides(own=speech("Harms"), other=speech("Harms"))["speaker"][2]
    assert sides(own=speech(None), other=speech(None))["speaker"] == (
        "not named (reported)",
        "not named (reported)",
        False,
    )
    assert speaker_words(speech("Harms")) == "Harms says"
    assert speaker_words(speech(None)) == speaker_words(None) == ""


def test_where_two_part_comes_first_and_speakers_are_left_to_the_sides() -> None:
    shown = evidence_rows(
        related(
            Evidence(EvidenceKind.WORD, "Werft", "Werft"),
            Evidence(EvidenceKind.SPEAKER, "Harms", "", shared=False),
            Evidence(EvidenceKind.CERTAINTY, "soll", "", shared=False),
            Evidence(EvidenceKind.NEGATION, "nicht", "", shared=False),
            Evidence(EvidenceKind.ENTITY, "Norden", "Norden"),
        )
    )
    assert shown == (
        ExplainedRow("negation", "nicht", "", False),
        ExplainedRow("certainty", "soll", "", False),
        ExplainedRow("name", "Norden", "Norden", True),
        ExplainedRow("word", "Werft", "Werft", True),
    )


def test_the_reason_for_hiding_names_score_and_threshold() -> None:
    assert why_hidden(related(), 0.5) == ""
    assert why_hidden(related(score=0.46, hidden=Hidden.SCORE), 0.5) == "score .46 < .50"
    assert why_hidden(related(hidden=Hidden.EVIDENCE), 0.5) == "too little in common"
    assert score_words(0.999) == "1.0"
