"""What the reader knows better, applied to what linking found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.analysis.corrections import corrected
from core.analysis.linking import ArticleNames, LinkedNames
from core.model import (
    ArticleId,
    Correction,
    CorrectionId,
    CorrectionKind,
    Entity,
    EntityId,
    EntityKind,
    Mention,
    Reach,
    Span,
)
from tests.builders import correction, statement

PERSON, ORGANISATION, PLACE, THING = EntityKind
RENAME, MERGE, SPLIT, KIND, HIDE, ADD = CorrectionKind


def report(text: str, article: str = "a1") -> ArticleNames:
    """An article of one statement a line."""
    made, start = [], 0
    for number, line in enumerate(text.split("\n"), start=1):
        made.append(statement(article, number, line, start=start))
        start += len(line) + 1
    return ArticleNames(ArticleId(article), "de", text, tuple(made), ())


def linked(
    articles: Sequence[ArticleNames], *named: tuple[str, EntityKind, Sequence[str]]
) -> LinkedNames:
    """Entities of a name and a kind, mentioned wherever one of their spellings stands."""
    mentions: list[Mention] = []
    entities = []
    for name, kind, spellings in named:
        identifier = EntityId(f"{kind}:{name}")
        found: Counter[str] = Counter()
        for article in articles:
            for spelling in sorted(spellings, key=len, reverse=True):
                at = article.text.find(spelling)
                while at >= 0:
                    span = Span(at, at + len(spelling))
                    if not any(
                        m.article == article.article and m.span.overlaps(span) for m in mentions
                    ):
                        number = next(
                            s.id.number for s in article.statements if s.span.end >= span.end
                        )
                        mentions.append(
                            Mention(identifier, article.article, number, span, spelling)
                        )
                        found[spelling] += 1
                    at = article.text.find(spelling, at + 1)
        if found:
            by_count = sorted(found, key=lambda text: (-found[text], text))
            entities.append(Entity(identifier, name, kind, tuple(by_count)))
    order = [article.article for article in articles]
    mentions.sort(key=lambda each: (order.index(each.article), each.span))
    entities.sort(key=lambda e: (-sum(m.entity == e.id for m in mentions), e.name))
    return LinkedNames(tuple(entities), tuple(mentions))


def told(names: LinkedNames) -> dict[tuple[str, str], tuple[str, ...]]:
    """Spellings by name and kind."""
    return {(each.name, each.kind.value): each.spellings for each in names.entities}


HARBOUR = report("Reederin Ida Voss und Lars Holm sprachen.\nVoss lobt Nordsee Lines, Holms Werft.")
FOUND = linked(
    [HARBOUR],
    ("Ida Voss", PERSON, ("Ida Voss", "Voss")),
    ("Lars Holm", PERSON, ("Lars Holm", "Holms")),
    ("Nordsee Lines", PERSON, ("Nordsee Lines",)),
)


def test_without_corrections_nothing_changes() -> None:
    assert corrected(FOUND, [HARBOUR], ()) is FOUND


def test_what_no_correction_speaks_of_stays_as_it_is() -> None:
    assert corrected(FOUND, [HARBOUR], [correction(names=("Anna Berg",))]) == FOUND


def test_a_renamed_entity_is_shown_under_the_new_name_with_all_its_spellings() -> None:
    names = corrected(FOUND, [HARBOUR], [correction(names=("Ida Voss",), name="Ida Voß-Lund")])
    assert told(names)["Ida Voß-Lund", "person"] == ("Ida Voss", "Voss")
    assert len(names.entities) == 3


def test_a_name_that_only_looks_another_way_is_shown_as_the_reader_writes_it() -> None:
    names = corrected(FOUND, [HARBOUR], [correction(names=("Ida Voss",), name="Ida Voß")])
    assert ("Ida Voß", "person") in told(names)


def test_another_kind_is_another_matter_of_the_same_name() -> None:
    ship = correction(names=("Ida Voss",), kinds=(THING,), name="MS Ida Voss")
    assert corrected(FOUND, [HARBOUR], [ship]) == FOUND


def test_a_changed_kind_is_the_kind_in_every_story() -> None:
    line = correction(
        kind=KIND,
        names=("Nordsee Lines",),
        kinds=(PERSON,),
        name="Nordsee Lines",
        entity_kind=ORGANISATION,
    )
    other = report("Nordsee Lines AG meldet Verlust.", "b1")
    elsewhere = linked([other], ("Nordsee Lines AG", ORGANISATION, ("Nordsee Lines AG",)))
    here = corrected(FOUND, [HARBOUR], [line])
    there = corrected(elsewhere, [other], [line])
    assert ("Nordsee Lines", "organisation") in told(here)
    assert there.entities[0].id in {each.id for each in here.entities}


def test_what_is_merged_counts_for_the_other_under_its_name_and_kind() -> None:
    merge = correction(
        kind=MERGE,
        names=("Nordsee Lines",),
        kinds=(PERSON,),
        name="Lars Holm",
        entity_kind=PERSON,
    )
    names = corrected(FOUND, [HARBOUR], [merge])
    assert told(names)["Lars Holm", "person"] == ("Holms", "Lars Holm", "Nordsee Lines")
    assert len(names.entities) == 2


def test_what_is_merged_has_one_id_also_where_only_one_of_the_two_is_named() -> None:
    merge = correction(kind=MERGE, names=("NSL",), kinds=(ORGANISATION,), name="Nordsee Lines")
    texts = [report("NSL wächst.", "a1"), report("Nordsee Lines wächst.", "b1")]
    ids = {
        corrected(linked([text], (name, ORGANISATION, (name,))), [text], [merge]).entities[0].id
        for text, name in zip(texts, ("NSL", "Nordsee Lines"), strict=True)
    }
    assert len(ids) == 1


def test_spellings_known_at_the_time_count_in_new_articles_too() -> None:
    merge = correction(
        kind=MERGE,
        names=("Nordsee-Linie", "NSL"),
        kinds=(ORGANISATION,),
        name="Nordsee Lines",
    )
    new = report("NSL wächst.", "new")
    names = corrected(linked([new], ("NSL", ORGANISATION, ("NSL",))), [new], [merge])
    assert list(told(names)) == [("Nordsee Lines", "organisation")]


def test_a_bare_surname_elsewhere_is_somebody_else() -> None:
    rename = correction(names=("Ida Voss", "Voss"), name="Ida Lund")
    new = report("Voss gewinnt den Slalom.", "new")
    found = linked([new], ("Voss", PERSON, ("Voss",)))
    assert corrected(found, [new], [rename]) == found


def test_merging_chains_whatever_was_said_first() -> None:
    first = correction("1", MERGE, names=("Ida Voss",), name="Lars Holm")
    second = correction("2", MERGE, names=("Lars Holm",), name="Nordsee Lines")
    for order in ([first, second], [second, first]):
        assert list(told(corrected(FOUND, [HARBOUR], order))) == [("Nordsee Lines", "person")]


def test_in_a_circle_the_last_has_the_last_word() -> None:
    first = correction("1", MERGE, names=("Ida Voss",), name="Lars Holm")
    second = correction("2", MERGE, names=("Lars Holm",), name="Ida Voss")
    assert ("Ida Voss", "person") in told(corrected(FOUND, [HARBOUR], [first, second]))
    assert ("Lars Holm", "person") in told(corrected(FOUND, [HARBOUR], [second, first]))


def test_later_corrections_win() -> None:
    first = correction("1", names=("Ida Voss",), name="Ida Lund")
    second = correction("2", names=("Ida Voss",), name="Ida Berg")
    assert ("Ida Berg", "person") in told(corrected(FOUND, [HARBOUR], [first, second]))


def test_what_is_hidden_is_nowhere_and_a_later_word_shows_it_again() -> None:
    hide = correction("1", HIDE, names=("Ida Voss",), name="Ida Voss")
    names = corrected(FOUND, [HARBOUR], [hide])
    assert all(each.name != "Ida Voss" for each in names.entities)
    assert {m.text for m in names.mentions} == {"Lars Holm", "Holms", "Nordsee Lines"}
    merge = correction("2", MERGE, names=("Ida Voss",), name="Lars Holm")
    assert "Voss" in told(corrected(FOUND, [HARBOUR], [hide, merge]))["Lars Holm", "person"]


def test_a_spelling_that_is_split_off_is_its_own() -> None:
    split = correction(
        kind=SPLIT, names=("Ida Voss",), spelling="Voss", name="Jon Voss", reach=Reach.STORY
    )
    names = corrected(FOUND, [HARBOUR], [split])
    assert told(names)["Jon Voss", "person"] == ("Voss",)
    assert told(names)["Ida Voss", "person"] == ("Ida Voss",)


def test_a_split_stays_split_when_the_rest_is_renamed_later() -> None:
    split = correction("1", SPLIT, names=("Ida Voss",), spelling="Voss", name="Jon Voss")
    rename = correction("2", names=("Ida Voss",), name="Ida Lund")
    names = corrected(FOUND, [HARBOUR], [split, rename])
    assert {each.name for each in names.entities} >= {"Ida Lund", "Jon Voss"}


def test_what_was_split_off_can_be_merged_back() -> None:
    split = correction("1", SPLIT, names=("Ida Voss",), spelling="Voss", name="Jon Voss")
    merge = correction("2", MERGE, names=("Jon Voss",), name="Ida Voss")
    names = corrected(FOUND, [HARBOUR], [split, merge])
    assert told(names)["Ida Voss", "person"] == ("Ida Voss", "Voss")


def test_one_mention_is_known_again_by_what_stands_around_it() -> None:
    text = report("Voss kam. Voss ging.")
    found = linked([text], ("Ida Voss", PERSON, ("Voss",)))
    split = correction(
        kind=SPLIT,
        names=("Ida Voss",),
        spelling="Voss",
        name="Jon Voss",
        reach=Reach.ARTICLE,
        before="kam. ",
        after=" ging",
    )
    names = corrected(found, [text], [split])
    (moved,) = [m for m in names.mentions if m.span.start == 10]
    assert {each.id: each.name for each in names.entities}[moved.entity] == "Jon Voss"
    assert len(names.entities) == 2
    other = replace(text, article=ArticleId("b1"))
    elsewhere = linked([other], ("Ida Voss", PERSON, ("Voss",)))
    assert len(corrected(elsewhere, [other], [split]).entities) == 1


def test_a_correction_of_a_story_holds_in_all_its_articles_and_no_other() -> None:
    split = correction(
        kind=SPLIT, names=("Ida Voss",), spelling="Voss", name="Jon Voss", reach=Reach.STORY
    )
    second = replace(HARBOUR, article=ArticleId("a2"))
    for articles, count in (([HARBOUR, second], 2), ([second], 1)):
        found = linked(articles, ("Ida Voss", PERSON, ("Ida Voss", "Voss")))
        assert len(corrected(found, articles, [split]).entities) == count


def test_a_surname_the_reader_gave_is_one_in_its_story_alone() -> None:
    merge = correction("1", MERGE, names=("Foss",), name="Voss", reach=Reach.STORY, article="a1")
    one = report("Voss und Foss kamen.")
    found = linked([one], ("Voss", PERSON, ("Voss",)), ("Foss", PERSON, ("Foss",)))
    names = corrected(found, [one], [merge])
    assert told(names) == {("Voss", "person"): ("Foss", "Voss")}
    other = report("Voss gewinnt.", "b1")
    elsewhere = linked([other], ("Voss", PERSON, ("Voss",)))
    assert corrected(elsewhere, [other], [merge]) == elsewhere
    assert elsewhere.entities[0].id != names.entities[0].id


def add(words: str, kind: EntityKind = THING, identifier: str = "add") -> Correction:
    return correction(identifier, ADD, names=(words,), kinds=(kind,), name=words)


def test_added_words_are_found_wherever_they_stand_as_words() -> None:
    text = report("Grolm, Grolms und „Grolm“.\nGrolmer, Ungrolm, Mini-Grolm; die Grolm-App.")
    names = corrected(linked([text]), [text], [add("Grolm")])
    (grolm,) = names.entities
    assert (grolm.name, grolm.kind, grolm.spellings) == ("Grolm", THING, ("Grolm", "Grolms"))
    assert [(m.statement, m.text) for m in names.mentions] == [
        (1, "Grolm"),
        (1, "Grolms"),
        (1, "Grolm"),
        (2, "Grolm"),
    ]


def test_added_words_may_be_broken_by_a_line_and_written_with_other_signs() -> None:
    text = replace(
        report("x"),
        text="Das O’Neill\nHaus.",
        statements=(statement("a1", 1, "Das O’Neill\nHaus."),),
    )
    names = corrected(linked([text]), [text], [add("O'Neill Haus")])
    assert [m.text for m in names.mentions] == ["O’Neill\nHaus"]


def test_an_added_name_never_reaches_over_the_end_of_a_statement() -> None:
    text = report("Das ist Grolm\nPlus sagt er.")
    assert corrected(linked([text]), [text], [add("Grolm Plus")]).mentions == ()
    outside = replace(text, statements=text.statements[1:])
    assert corrected(linked([outside]), [outside], [add("Grolm")]).mentions == ()


def test_an_added_name_replaces_what_it_covers_and_yields_to_what_covers_it() -> None:
    text = report("Die Grolm Stiftung und die Neue Grolm App.")
    found = linked(
        [text],
        ("Grolm Stiftung", ORGANISATION, ("Grolm Stiftung",)),
        ("Grolm", ORGANISATION, ("Grolm",)),
        ("Neue", PERSON, ("Neue",)),
    )
    names = corrected(found, [text], [add("Grolm"), add("Neue Grolm App", identifier="b")])
    assert told(names) == {
        ("Grolm Stiftung", "organisation"): ("Grolm Stiftung",),
        ("Neue Grolm App", "thing"): ("Neue Grolm App",),
    }


def test_an_added_name_can_be_hidden_renamed_and_added_again() -> None:
    text = report("Grolm ist da.")
    hide = correction("2", HIDE, names=("Grolm",), kinds=(THING,), name="Grolm")
    assert corrected(linked([text]), [text], [add("Grolm"), hide]).entities == ()
    again = [add("Grolm"), hide, add("Grolm", identifier="3")]
    assert list(told(corrected(linked([text]), [text], again))) == [("Grolm", "thing")]
    rename = correction("4", names=("Grolm",), kinds=(THING,), name="Grolm Pro")
    names = corrected(linked([text]), [text], [*again, rename])
    assert list(told(names)) == [("Grolm Pro", "thing")]


@pytest.mark.parametrize("words", ["", " ", "(", "[a", "\\", "%", "x" * 500])
def test_words_of_any_sort_can_be_added(words: str) -> None:
    assert corrected(FOUND, [HARBOUR], [add(words)]) == FOUND


# --- laws -----------------------------------------------------------------------------------------

WORDS = ("Ida Voss", "Voss", "Jon Voss", "Foss", "Nordsee", "Nordsee AG", "Nordsee Lines", "Grolm")
names_ = st.sampled_from(WORDS)
kinds_ = st.sampled_from((PERSON, ORGANISATION, THING))
corrections_ = st.lists(
    st.builds(
        Correction,
        id=st.just(CorrectionId("")),
        kind=st.sampled_from(CorrectionKind),
        names=st.lists(names_, min_size=1, max_size=3).map(tuple),
        kinds=st.lists(kinds_, min_size=1, max_size=2).map(tuple),
        name=names_,
        entity_kind=kinds_,
        reach=st.sampled_from(Reach),
        article=st.sampled_from(("a1", "a2", "gone")).map(ArticleId),
        created=st.just(""),
        spelling=st.sampled_from(("Voss", "Nordsee", "Grolm", "Ida Voss")),
        before=st.sampled_from(("", " ", "und ")),
        after=st.sampled_from(("", " ")),
    ),
    max_size=6,
).map(
    lambda made: [
        replace(each, id=CorrectionId(str(number)))
        if each.kind is not ADD
        else replace(
            each,
            id=CorrectionId(str(number)),
            name=each.names[0],
            names=each.names[:1],
            kinds=(each.entity_kind,),
        )
        for number, each in enumerate(made)
    ]
)
texts_ = st.lists(
    st.lists(st.sampled_from((*WORDS, "und", "\n", "Vosss", "Grolms")), min_size=1, max_size=9),
    min_size=1,
    max_size=2,
)
labelled_ = st.lists(st.tuples(names_, kinds_), max_size=5, unique_by=lambda pair: pair[0])


def built(
    texts: list[list[str]], labelled: list[tuple[str, EntityKind]]
) -> tuple[list[ArticleNames], LinkedNames]:
    articles = [
        report(" ".join(words).replace(" \n ", "\n"), f"a{number}")
        for number, words in enumerate(texts, start=1)
    ]
    return articles, linked(articles, *((name, kind, (name,)) for name, kind in labelled))


@given(texts=texts_, labelled=labelled_, corrections=corrections_)
@settings(max_examples=400, deadline=None)
def test_correcting_twice_is_correcting_once(
    texts: list[list[str]],
    labelled: list[tuple[str, EntityKind]],
    corrections: list[Correction],
) -> None:
    articles, found = built(texts, labelled)
    once = corrected(found, articles, corrections)
    assert corrected(once, articles, corrections) == once


@given(texts=texts_, labelled=labelled_, corrections=corrections_)
@settings(max_examples=400, deadline=None)
def test_mentions_say_what_stands_there_and_never_overlap(
    texts: list[list[str]],
    labelled: list[tuple[str, EntityKind]],
    corrections: list[Correction],
) -> None:
    articles, found = built(texts, labelled)
    names = corrected(found, articles, corrections)
    by_id = {each.id: each for each in names.entities}
    assert len(by_id) == len(names.entities)
    assert by_id.keys() == {mention.entity for mention in names.mentions}
    for article in articles:
        spans = [m.span for m in names.mentions if m.article == article.article]
        assert spans == sorted(spans)
        assert not any(a.overlaps(b) for a, b in pairwise(spans))
    for mention in names.mentions:
        article = next(each for each in articles if each.article == mention.article)
        assert mention.span.of(article.text) == mention.text
        assert mention.text in by_id[mention.entity].spellings
        said = next(s for s in article.statements if s.id.number == mention.statement)
        assert said.span.start <= mention.span.start
        assert mention.span.end <= said.span.end


@given(texts=texts_, labelled=labelled_, corrections=corrections_)
@settings(max_examples=200, deadline=None)
def test_a_name_and_kind_the_reader_gave_is_given_once(
    texts: list[list[str]],
    labelled: list[tuple[str, EntityKind]],
    corrections: list[Correction],
) -> None:
    articles, found = built(texts, labelled)
    names = corrected(found, articles, corrections)
    given_ = {
        (each.name, each.entity_kind)
        for each in corrections
        if each.kind is not HIDE and each.reach is Reach.EVERYWHERE
    }
    called = Counter((each.name, each.kind) for each in names.entities)
    assert all(called[label] <= 1 for label in given_)
