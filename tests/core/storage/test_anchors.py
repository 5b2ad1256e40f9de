from collections import Counter
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.model import Statement
from core.storage.anchors import anchor_for, place
from tests import builders


def made(*sentences: str) -> tuple[str, tuple[Statement, ...]]:
    """A text of these sentences, and its statements."""
    statements = []
    start = 0
    for number, sentence in enumerate(sentences, 1):
        statements.append(builders.statement("a1", number, sentence, start=start))
        start += len(sentence) + 1
    return " ".join(sentences), tuple(statements)


def placed(before: tuple[str, ...], number: int, after: tuple[str, ...]) -> int | None:
    text, statements = made(*before)
    return place(anchor_for(text, statements[number - 1]), *made(*after))


HARBOUR = (
    "Der Hafen wird ausgebaut.",
    "Die Arbeiten beginnen im März und dauern zwei Jahre.",
    "Nein.",
    "Umweltverbände haben Klage gegen den Ausbau eingereicht.",
    "Das Gericht entscheidet im Herbst.",
)


def test_an_anchor_holds_quote_neighbourhood_and_position() -> None:
    text, statements = made(*HARBOUR)
    anchor = anchor_for(text, statements[1])
    assert anchor.article == "a1"
    assert anchor.statement == 2
    assert anchor.quote == HARBOUR[1]
    assert anchor.prefix == "Der Hafen wird ausgebaut. "
    assert anchor.suffix == " Nein. Umweltverbände haben Klag"
    assert text[anchor.start :].startswith(anchor.quote)


@pytest.mark.parametrize("number", range(1, 6))
def test_in_an_unchanged_text_every_mark_stays(number: int) -> None:
    assert placed(HARBOUR, number, HARBOUR) == number


def test_a_mark_moves_with_its_sentence() -> None:
    assert placed(HARBOUR, 2, ("Neu in Kiel.", "Eilmeldung.", *HARBOUR)) == 4
    assert placed(HARBOUR, 4, HARBOUR[2:]) == 2


def test_a_long_sentence_is_found_also_where_its_neighbours_are_new() -> None:
    assert placed(HARBOUR, 4, ("Ganz neuer Anfang.", HARBOUR[3], "Ganz neuer Schluss.")) == 2


def test_a_short_sentence_is_not_trusted_among_new_neighbours() -> None:
    assert placed(HARBOUR, 3, ("Kommt der Ausbau?", "Nein.", "Er kommt später.")) is None


def test_a_short_sentence_stays_when_one_whole_side_is_as_it_was() -> None:
    assert placed(HARBOUR, 3, (*HARBOUR[:3], "Er kommt viel später.")) == 3


def test_a_sentence_that_stands_twice_is_told_by_its_neighbours() -> None:
    before = ("Wer klagt?", "Nein.", *HARBOUR)
    assert placed(before, 2, before) == 2
    assert placed(before, 5, before) == 5
    assert placed(before, 5, before[2:]) == 3


def test_of_places_alike_in_everything_the_same_position_is_meant() -> None:
    chorus = ("Wir gehen nicht fort.",) * 9
    assert placed(chorus, 5, chorus) == 5
    assert placed(chorus, 5, ("Refrain:", *chorus)) is None


def test_a_corrected_sentence_keeps_its_mark_between_its_neighbours() -> None:
    corrected = (
        *HARBOUR[:3],
        "Umweltverbände haben eine Klage gegen den Ausbau eingereicht.",
        *HARBOUR[4:],
    )
    assert placed(HARBOUR, 4, corrected) == 4


def test_a_corrected_sentence_is_an_orphan_when_its_neighbours_changed_too() -> None:
    corrected = (
        *HARBOUR[:2],
        "Doch.",
        "Umweltverbände haben eine Klage gegen den Ausbau eingereicht.",
        *HARBOUR[4:],
    )
    assert placed(HARBOUR, 4, corrected) is None


def test_another_sentence_in_the_same_gap_is_not_taken_for_it() -> None:
    replaced = (*HARBOUR[:3], "Der Minister lobte die Pläne am Montag in Kiel.", *HARBOUR[4:])
    assert placed(HARBOUR, 4, replaced) is None


RESULTS = (
    "Am Samstag wurde gespielt.",
    "Der SV Nordheim gewann 2:1 gegen Südheim.",
    "Der SV Nordheim gewann 3:1 gegen Westheim.",
    "Der SV Nordheim gewann 4:1 gegen Ostheim.",
    "Am Sonntag war frei.",
)


@pytest.mark.parametrize("number", range(1, 6))
def test_a_deleted_sentence_leaves_an_orphan_and_never_falls_on_one_much_alike(
    number: int,
) -> None:
    without = tuple(s for place, s in enumerate(RESULTS, 1) if place != number)
    assert placed(RESULTS, number, without) is None


def test_a_quote_inside_another_sentence_is_not_it() -> None:
    before = ("Anfang.", "Das Wetter.", "Ende.")
    assert placed(before, 2, ("Hier gilt: Das Wetter.", "Schluss.")) is None
    assert placed(("Am Ende", "Es war gut."), 1, ("Am Enden war nichts.", "Es war gut.")) is None
    assert placed(("Rat", "Es war gut."), 1, ("Der Stadtrat", "Beirat tagt.")) is None


def test_a_sentence_that_is_part_of_a_longer_statement_now_is_found_there() -> None:
    text, statements = made(*HARBOUR)
    joined = (
        builders.statement("a1", 1, " ".join(HARBOUR[:2])),
        builders.statement("a1", 2, " ".join(HARBOUR[2:]), start=statements[2].span.start),
    )
    assert place(anchor_for(text, statements[1]), text, joined) == 1
    assert place(anchor_for(text, statements[3]), text, joined) == 2


def test_a_quote_that_is_in_no_statement_any_more_is_an_orphan() -> None:
    text, statements = made(*HARBOUR)
    assert place(anchor_for(text, statements[1]), text, statements[3:]) is None


def test_an_empty_quote_belongs_nowhere() -> None:
    text, statements = made("", "Danach.")
    assert place(anchor_for(text, statements[0]), *made("Anderes.", "Danach.")) is None


# --- random edits ---------------------------------------------------------------------------------

SUBJECTS = ("Der Rat", "Die Ministerin", "Der Verein", "Die Bahn", "Eine Sprecherin")
VERBS = ("verschiebt", "lobt", "kritisiert", "beschließt", "bezahlt")
OBJECTS = ("den Umbau", "die Brücke", "das Fest", "die Reform", "den Vertrag")
TAILS = (".", " am Montag.", " nach langem Streit um das Geld.", " für 3 Millionen Euro.")
sentences = st.one_of(
    st.builds(
        lambda *parts: f"{parts[0]} {parts[1]} {parts[2]}{parts[3]}",
        st.sampled_from(SUBJECTS),
        st.sampled_from(VERBS),
        st.sampled_from(OBJECTS),
        st.sampled_from(TAILS),
    ),
    st.sampled_from(("Nein.", "Ja.", "Das ist alles.", "Warum?", "Man wird sehen.")),
)


@dataclass(frozen=True)
class Line:
    """A sentence, and which of the first text it is or was."""

    origin: int | None
    words: str


@st.composite
def edited(draw: st.DrawFn) -> tuple[list[Line], list[Line]]:
    before = [Line(n, words) for n, words in enumerate(draw(st.lists(sentences, min_size=1)))]
    after = list(before)
    for _ in range(draw(st.integers(0, 5))):
        place = draw(st.integers(0, len(after)))
        edit = draw(st.sampled_from(("insert", "delete", "replace", "correct", "move")))
        if edit == "insert":
            after.insert(place, Line(None, draw(sentences)))
        elif place < len(after):
            line = after.pop(place)
            if edit == "replace":
                after.insert(place, Line(None, draw(sentences)))
            elif edit == "correct":
                cut = draw(st.integers(0, len(line.words) - 1))
                after.insert(place, Line(line.origin, line.words[:cut] + "x" + line.words[cut:]))
            elif edit == "move":
                after.insert(draw(st.integers(0, len(after))), line)
    return before, after


def nearly_the_same(one: str, other: str) -> bool:
    here, there = Counter(one.split()), Counter(other.split())
    return 4 * (here & there).total() >= 3 * max(here.total(), there.total())


@given(texts=edited())
@settings(max_examples=200, deadline=None)
def test_after_any_edits_a_mark_stands_where_it_was_meant_or_nowhere(
    texts: tuple[list[Line], list[Line]],
) -> None:
    before, after = texts
    old_text, old_statements = made(*(line.words for line in before))
    new_text, new_statements = made(*(line.words for line in after))
    for line, statement in zip(before, old_statements, strict=True):
        number = place(anchor_for(old_text, statement), new_text, new_statements)
        if number is None:
            continue
        found = after[number - 1]
        if found.origin != line.origin and found.words != line.words:
            # Nobody can tell a correction from what came in its place and says nearly the same,
            # nor from the correction of a sentence that said the same.
            assert nearly_the_same(found.words, line.words)
            assert found.origin is None or before[found.origin].words == line.words


@given(texts=st.lists(sentences, min_size=1, max_size=8))
def test_nothing_becomes_an_orphan_without_a_change(texts: list[str]) -> None:
    text, statements = made(*texts)
    for statement in statements:
        assert place(anchor_for(text, statement), text, statements) == statement.id.number
