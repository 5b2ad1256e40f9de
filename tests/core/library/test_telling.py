from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import ArticleNotFound, UsageError
from core.library import Library
from core.library import telling as told
from core.library.reporting import Layout
from core.library.signs import signs_of
from core.locations import DATABASE_NAME
from core.model import ArticleId, Relation, Sign, StatementId, Story, StoryId
from core.storage import stories
from core.storage.database import Database


@pytest.fixture
def library(sample_library: Path) -> Iterator[Library]:
    opened = Library.open(sample_library)
    yield opened
    opened.close()


@pytest.fixture
def database(sample_library: Path) -> Iterator[Database]:
    with Database(sample_library / DATABASE_NAME) as opened:
        yield opened


@pytest.fixture
def deal(library: Library) -> Story:
    return library.story("01-grok-kommt-zu-telegram")


def test_a_story_is_named_by_its_id_the_start_of_one_or_an_article(
    library: Library, deal: Story
) -> None:
    assert library.story(deal.id) == deal
    assert library.story(deal.id[:6]) == deal
    assert library.story("07-no-deal-signed").id == deal.id


def test_what_names_no_story_says_what_to_do(library: Library, deal: Story) -> None:
    with pytest.raises(UsageError, match=deal.id):
        library.story()
    with pytest.raises(ArticleNotFound, match="no story of this id"):
        library.story("nothing like it")
    with pytest.raises(ArticleNotFound, match="no other article tells the same"):
        library.story("03-telegram-sammelt-milliarden")
    with pytest.raises(ArticleNotFound, match="no such story"):
        library.matrix(StoryId("gone"))


def test_an_empty_library_has_no_story(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library")
    with pytest.raises(ArticleNotFound, match="no two articles tell the same"):
        library.story()
    assert library.conflicts() == ()
    assert library.only() == ()
    library.close()


def test_the_only_story_needs_no_name_and_alike_ids_need_more(tmp_path: Path) -> None:
    from core.storage import articles, stories
    from core.storage.articles import SourceState
    from tests.builders import article

    with Database(tmp_path / "library.sqlite") as database:
        for name in ("a", "b", "c", "d"):
            made = article(name)
            articles.put_article(database, made, SourceState(made.source, name, 0, 0))
        first = Story(StoryId("s1"), "Eins", (ArticleId("a"), ArticleId("b")))
        second = Story(StoryId("s2"), "Zwei", (ArticleId("c"), ArticleId("d")))
        stories.put_stories(database, [first])
        assert told.story_named(database, None) == first
        stories.put_stories(database, [first, second])
        with pytest.raises(ArticleNotFound, match="could be any of s2"):
            told.story_named(database, "s")


def test_the_contract_that_is_not_signed_is_a_conflict_of_the_story(
    library: Library, deal: Story
) -> None:
    found = library.conflicts(deal.id)
    assert any(
        each.related.relation is Relation.CONTRADICTS
        and {each.here.id.article, each.there.id.article} <= set(deal.articles)
        and "signed" in each.here.text + each.there.text
        for each in found
    )
    pairs = [frozenset((each.here.id, each.there.id)) for each in found]
    assert len(pairs) == len(set(pairs))
    assert set(pairs) <= {frozenset((c.here.id, c.there.id)) for c in library.conflicts()}


def test_what_is_found_only_here_is_what_the_margin_says(library: Library, deal: Story) -> None:
    article = deal.articles[1]
    signed = {n for n, sign in library.signs(article).items() if sign is Sign.ONLY}
    found = library.only(article)
    assert {each.statement.id.number for each in found} == signed != set()
    assert {each.story for each in found} == {deal.id}
    assert set(found) <= set(library.only())
    assert library.only(library.resolve("03-telegram-sammelt-milliarden")) == ()


def test_the_matrix_has_the_money_in_one_row_of_several_reports(
    library: Library, deal: Story
) -> None:
    matrix = library.matrix(deal.id)
    assert [row.id for row in matrix.articles] == list(deal.articles)
    assert [claim.number for claim in matrix.claims] == list(range(1, len(matrix.claims) + 1))
    money = next(claim for claim in matrix.claims if "300 Mi" in claim.text)
    assert len(money.cells) >= 3
    assert all("300" in cell.text for cell in money.cells)
    assert money.disputed == 0


def test_a_report_leaves_out_what_others_say(library: Library, deal: Story) -> None:
    for article in deal.articles:
        for claim in library.left_out(article):
            assert len(claim.cells) >= 2
            assert article not in {cell.article for cell in claim.cells}
    assert library.left_out(library.resolve("03-telegram-sammelt-milliarden")) == ()


def test_two_articles_stand_side_by_side_whole(library: Library, deal: Story) -> None:
    left, right = deal.articles[:2]
    found = library.compare(left, right)
    assert [each.left for each in found if each.left] == [s.id for s in library.statements(left)]
    assert {each.right for each in found if each.right} == {s.id for s in library.statements(right)}
    assert any(each.related for each in found)


def test_every_view_obeys_the_reader(database: Database, library: Library, deal: Story) -> None:
    conflict = library.conflicts(deal.id)[0]
    rejected = [
        frozenset((conflict.here.id, StatementId(each.article, number)))
        for each in [conflict.there.id]
        for number in range(1, 40)
    ]
    kept = told.conflicts_of(database, deal.id, rejected=rejected)
    assert conflict not in kept

    alone = library.only()[0].statement.id
    other = next(a for a in library.story(alone.article).articles if a != alone.article)
    linked = {frozenset((alone, StatementId(other, 1))): Relation.DIFFERS}
    assert signs_of(database, alone.article, linked=linked)[alone.number] is Sign.DIFFERS
    assert alone not in {
        each.statement.id for each in told.only_of(database, alone.article, linked=linked)
    }
    assert frozenset((alone, StatementId(other, 1))) in {
        frozenset((each.here.id, each.there.id))
        for each in told.conflicts_of(database, None, linked=linked)
    }
    story = library.story(alone.article)
    rows = told.matrix_of(database, story.id, linked=linked).claims
    row = next(r for r in rows if any(alone in cell.statements for cell in r.cells))
    assert any(StatementId(other, 1) in cell.statements for cell in row.cells)
    beside = told.compare(database, alone.article, other, linked=linked)
    assert any(each.left == alone and each.right is not None for each in beside)


def test_a_rejected_relation_leaves_a_statement_alone(database: Database, library: Library) -> None:
    article = library.resolve("09-altman-wartet-auf-sein-geld")
    number = next(n for n, sign in library.signs(article).items() if sign is Sign.CONTRADICTS)
    here = StatementId(article, number)
    rejected = [
        frozenset((here, each.related.statement)) for each in library.related(here, limit=20)
    ]
    assert signs_of(database, article, rejected=rejected)[number] is Sign.ONLY


AGENCY = (
    "Der Damm am Mittelsee ist am frühen Sonntagmorgen auf dreißig Metern Länge gebrochen.",
    "Rund zweihundert Bewohner der Siedlung Unterau mussten ihre Häuser noch vor Sonnenaufgang "
    "verlassen.",
    "Die Talsperrenverwaltung hatte den Damm zuletzt im Oktober untersucht und für standfest "
    "befunden.",
)
OWN = (
    "Auf dreißig Metern Länge brach am Sonntagmorgen der Damm am Mittelsee.",
    "Im Festzelt der Feuerwehr schliefen am Abend noch vierzig Leute auf Feldbetten.",
)


@pytest.fixture
def flooded(tmp_path: Path) -> Iterator[Library]:
    folder = tmp_path / "library"
    folder.mkdir()
    for name, texts in (("bote", AGENCY), ("kurier", AGENCY[:2]), ("wacht", (AGENCY[2], *OWN))):
        body = "\n\n".join(texts)
        head = f"---\ntitle: Dammbruch, wie der {name} ihn sah\noutlet: {name}\n---\n\n"
        (folder / f"{name}.md").write_text(head + body, encoding="utf-8")
    opened = Library.open(folder)
    for _ in opened.add([str(folder)]):
        pass
    for _ in opened.catch_up():
        pass
    ids = tuple(row.id for row in sorted(opened.rows(), key=lambda row: row.outlet or ""))
    with Database(folder / DATABASE_NAME) as database:
        stories.put_stories(database, [Story(StoryId("dam"), "Dammbruch", ids)], among=ids)
    yield opened
    opened.close()


def test_copies_are_one_witness_in_the_matrix_and_marked_in_the_margin(flooded: Library) -> None:
    matrix = flooded.matrix(StoryId("dam"))
    bote, kurier, wacht = matrix.story.articles
    assert [each.articles for each in matrix.copies] == [(bote, kurier)]
    texts = {claim.text: claim for claim in matrix.claims}
    homes = next(claim for text, claim in texts.items() if "Unterau" in text)
    assert (len(homes.cells), homes.witnesses) == (2, 1)
    taken = next(claim for text, claim in texts.items() if "Talsperren" in text)
    assert [cell.copy_of for cell in taken.cells] == [None, bote]
    signs = {
        statement.text: flooded.signs(article)[statement.id.number]
        for article in (bote, kurier, wacht)
        for statement in flooded.statements(article)
    }
    assert signs[AGENCY[1]] is signs[AGENCY[2]] is Sign.COPIED
    assert signs[OWN[1]] is Sign.ONLY
    assert "same wording as A" in flooded.dossier(StoryId("dam"), Layout.MD)
    assert flooded.left_out(wacht) == ()


def test_there_are_no_signs_before_relations_have_been_looked_for(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text(f"# Damm\n\n{AGENCY[0]}\n", encoding="utf-8")
    library = Library.open(tmp_path)
    for _ in library.add([str(tmp_path / "one.md")]):
        pass
    (row,) = library.rows()
    assert library.signs(row.id) == {}
    library.close()
