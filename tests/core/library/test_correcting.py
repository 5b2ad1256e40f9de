"""What the reader corrects: at once, everywhere, after every analysis, and taken back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.library import Added, BackgroundWork, Idle, Library, Wish
from core.library import library as door
from core.library.correcting import settle
from core.locations import DATABASE_NAME
from core.model import (
    AddReport,
    ArticleId,
    Correction,
    CorrectionKind,
    EntityId,
    EntityKind,
    Mention,
    Reach,
)
from core.storage import analysis, articles, corrections, entities, relations
from core.storage.database import Database
from tests.builders import correction

RENAME, MERGE, SPLIT, KIND, HIDE, ADD = CorrectionKind

BRIDGE = """Neue Brücke über die Wupper

Die Stadt baut eine neue Brücke. Sie soll 12 Millionen Euro kosten, sagte Bürgermeisterin Ada Kern.

Baubeginn ist im Mai, sagte Kern. Die Technik kommt von Siemens aus Berlin.
"""
DEARER = """Brücke wird teurer

Die neue Brücke über die Wupper soll 15 Millionen Euro kosten. Das sagte Bürgermeisterin Ada Kern.

Siemens hat neu gerechnet, sagte Kern am Montag.
"""
SLALOM = """Kern gewinnt den Slalom

Die Skirennfahrerin Maja Kern hat in Garmisch gewonnen. Es war ihr dritter Sieg, sagte Kern.

Die Zeitmessung kommt von Siemens.
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library.open(tmp_path / "library")
    take_in(opened, tmp_path, bridge=BRIDGE, dearer=DEARER, slalom=SLALOM)
    yield opened
    opened.close()


def take_in(library: Library, folder: Path, **texts: str) -> tuple[ArticleId, ...]:
    """The articles of these texts, analysed."""
    report = AddReport()
    for name, text in texts.items():
        path = folder / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        for event in library.add([str(path)]):
            if isinstance(event, Added):
                report += event.report
    for _ in library.catch_up():
        pass
    return report.added + report.updated


def named(library: Library, article: ArticleId | None = None) -> dict[str, EntityId]:
    return {each.entity.name: each.entity.id for each in library.entities(article)}


def kinds(library: Library) -> dict[str, EntityKind]:
    return {each.entity.name: each.entity.kind for each in library.entities()}


def by_name(library: Library, name: str) -> ArticleId:
    return library.resolve(f"{name}.txt")


def state(library: Library) -> list[tuple[tuple[Mention, ...], dict[str, EntityId]]]:
    """What is named in each article."""
    return [(library.mentions_of(row.id), named(library, row.id)) for row in library.rows()]


def test_the_names_to_correct_are_there(library: Library) -> None:
    assert {"Ada Kern", "Maja Kern", "Siemens", "Berlin"} <= named(library).keys()


@pytest.fixture
def siemens(library: Library) -> EntityId:
    return named(library)["Siemens"]


def test_a_rename_holds_in_all_stories_and_in_articles_that_come_later(
    library: Library, siemens: EntityId, tmp_path: Path
) -> None:
    made = library.correct(Wish(RENAME, by_name(library, "bridge"), siemens, name=" Siemens\tBau "))
    assert made is not None
    assert made.reach is Reach.EVERYWHERE
    for name in ("bridge", "dearer", "slalom"):
        assert "Siemens Bau" in named(library, by_name(library, name))
    assert len({named(library, row.id)["Siemens Bau"] for row in library.rows()}) == 1
    (new,) = take_in(library, tmp_path, new="Siemens baut\n\nSiemens baut ein Haus in Bonn.\n")
    assert named(library, new)["Siemens Bau"] == named(library)["Siemens Bau"]


def test_undo_and_redo_reach_the_names_and_survive_a_restart(
    library: Library, siemens: EntityId
) -> None:
    before = state(library)
    library.correct(Wish(HIDE, by_name(library, "bridge"), siemens))
    hidden = state(library)
    assert not any(name.startswith("Siemens") for name in named(library))
    again = Library.open(library.folder)
    assert again.undo() is not None
    assert state(again) == state(library) == before
    assert again.redo() is not None
    assert state(library) == hidden
    again.close()


def test_a_withdrawn_correction_is_as_if_never_made(library: Library, siemens: EntityId) -> None:
    before = state(library)
    made = library.correct(
        Wish(KIND, by_name(library, "bridge"), siemens, entity_kind=EntityKind.THING)
    )
    assert made is not None
    assert EntityKind.THING in kinds(library).values()
    library.withdraw(made.id)
    assert state(library) == before
    assert library.corrections() == ()


def test_a_kind_outvotes_what_other_articles_said(library: Library, siemens: EntityId) -> None:
    library.correct(Wish(KIND, by_name(library, "slalom"), siemens, entity_kind=EntityKind.PLACE))
    assert {kind for name, kind in kinds(library).items() if name.startswith("Siemens")} == {
        EntityKind.PLACE
    }


def test_two_are_merged_under_the_name_and_kind_of_the_other(
    library: Library, siemens: EntityId
) -> None:
    place = named(library)["Berlin"]
    library.correct(Wish(MERGE, by_name(library, "bridge"), siemens, into=place))
    merged = next(each for each in library.entities() if each.entity.name == "Berlin")
    assert merged.entity.kind is EntityKind.PLACE
    assert any(spelling.startswith("Siemens") for spelling in merged.entity.spellings)


def test_a_surname_is_corrected_in_its_story_alone(library: Library) -> None:
    ada, bridge = named(library)["Ada Kern"], by_name(library, "bridge")
    library.correct(Wish(SPLIT, bridge, ada, name="Udo Kern", spelling="Kern"))
    assert "Udo Kern" in named(library, bridge)
    assert named(library, by_name(library, "slalom")).keys() >= {"Maja Kern"}
    assert "Udo Kern" not in named(library, by_name(library, "slalom"))


def test_one_mention_is_somebody_else(library: Library) -> None:
    ada, bridge = named(library)["Ada Kern"], by_name(library, "bridge")
    mention = [m for m in library.mentions_of(bridge) if m.entity == ada][-1]
    made = library.correct(Wish(SPLIT, bridge, ada, name="Udo Kern", mention=mention))
    assert made is not None
    assert (made.reach, made.spelling) == (Reach.ARTICLE, mention.text)
    moved = [m for m in library.mentions_of(bridge) if m.entity == named(library)["Udo Kern"]]
    assert [m.span for m in moved] == [mention.span]


def test_a_spelling_can_go_to_another_who_is_named(library: Library, siemens: EntityId) -> None:
    ada = named(library)["Ada Kern"]
    library.correct(Wish(SPLIT, by_name(library, "bridge"), ada, into=siemens, spelling="Kern"))
    now = next(each for each in library.entities() if each.entity.name.startswith("Siemens"))
    assert "Kern" in now.entity.spellings


def test_added_words_are_found_in_all_articles_and_gone_when_taken_back(library: Library) -> None:
    before = state(library)
    bridge = by_name(library, "bridge")
    library.correct(Wish(ADD, bridge, name="Baubeginn", entity_kind=EntityKind.THING))
    assert kinds(library)["Baubeginn"] is EntityKind.THING
    library.undo()
    assert state(library) == before


@pytest.mark.parametrize(
    "wish",
    [
        Wish(RENAME, ArticleId("a"), EntityId("nobody"), name="X"),
        Wish(ADD, ArticleId("a"), name=" \x1b ", entity_kind=EntityKind.THING),
        Wish(ADD, ArticleId("a"), name="Wort"),
        Wish(HIDE, ArticleId("a")),
    ],
)
def test_there_is_nothing_to_correct_where_nothing_is_meant(library: Library, wish: Wish) -> None:
    assert library.correct(wish) is None


def test_there_is_nothing_to_correct_where_it_is_so_already(library: Library) -> None:
    ada, article = named(library)["Ada Kern"], by_name(library, "bridge")
    base = Wish(RENAME, article, ada)
    for wish in (
        replace(base, name="Ada Kern"),
        replace(base, name=" "),
        replace(base, kind=KIND, entity_kind=EntityKind.PERSON),
        replace(base, kind=KIND),
        replace(base, kind=MERGE),
        replace(base, kind=MERGE, into=ada),
        replace(base, kind=SPLIT, name="Ada Kern", spelling="Kern"),
        replace(base, kind=SPLIT),
    ):
        assert library.correct(wish) is None
    assert library.corrections() == ()


def test_a_later_correction_speaks_of_the_name_an_earlier_one_gave(library: Library) -> None:
    article = by_name(library, "bridge")
    first = library.correct(Wish(RENAME, article, named(library)["Ada Kern"], name="Ada Lund"))
    second = library.correct(Wish(RENAME, article, named(library)["Ada Lund"], name="Ada Berg"))
    assert first is not None
    assert second is not None
    assert second.names == ("Ada Lund",)
    assert "Ada Berg" in named(library)
    library.withdraw(first.id)
    assert {"Ada Kern"} <= named(library).keys()


def test_only_articles_whose_names_changed_are_compared_again(
    library: Library, siemens: EntityId
) -> None:
    with Database(library.folder / DATABASE_NAME) as database:
        assert relations.stale(database) == ()
        library.correct(
            Wish(RENAME, by_name(library, "bridge"), named(library)["Maja Kern"], name="Maja Bär")
        )
        assert relations.stale(database) == (by_name(library, "slalom"),)
    for _ in library.catch_up():
        pass
    assert all(library.is_related(row.id) for row in library.rows())


def test_what_is_too_much_to_wait_for_is_done_by_the_work_behind(
    library: Library, siemens: EntityId, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "_AT_ONCE", 0)
    library.correct(Wish(RENAME, by_name(library, "slalom"), siemens, name="Siemens Bau"))
    assert "Siemens Bau" in named(library, by_name(library, "slalom"))
    assert "Siemens Bau" not in named(library, by_name(library, "bridge"))
    for _ in library.catch_up():
        pass
    assert "Siemens Bau" in named(library, by_name(library, "bridge"))


def test_the_other_process_does_it_when_told(
    library: Library, siemens: EntityId, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = BackgroundWork.start(library.folder)
    events = work.events()
    assert any(isinstance(event, Idle) for event in events)
    monkeypatch.setattr(door, "_AT_ONCE", 0)
    library.correct(Wish(RENAME, by_name(library, "slalom"), siemens, name="Siemens Bau"))
    work.again()
    assert any(isinstance(event, Idle) for event in events)
    work.stop()
    for row in library.rows():
        assert "Siemens Bau" in named(library, row.id)
    with Database(library.folder / DATABASE_NAME) as database:
        assert relations.stale(database) == ()


def test_a_library_made_anew_follows_the_corrections_kept_with_the_marks(
    library: Library, siemens: EntityId, tmp_path: Path
) -> None:
    library.correct(Wish(RENAME, by_name(library, "bridge"), siemens, name="Siemens Bau"))
    folder = tmp_path / "anew"
    folder.mkdir()
    shutil.copy(library.folder / "marks.json", folder)
    anew = Library.open(folder)
    take_in(anew, tmp_path, bridge=BRIDGE)
    assert "Siemens Bau" in named(anew)
    assert list(anew.catch_up()) == []
    anew.close()


def test_what_is_corrected_while_stories_are_told_is_not_missed(
    library: Library, tmp_path: Path
) -> None:
    given: list[Correction] = []
    made = correction(kind=RENAME, names=("Ada Kern",), name="Ada Lund")
    folder = tmp_path / "other"
    other = Library.open(folder)
    for name, text in (("bridge", BRIDGE), ("dearer", DEARER)):
        path = tmp_path / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        list(other.add([str(path)]))
    from core.library import analysing
    from core.relations.index.statement_index import StatementIndex

    asked = 0

    def wanted() -> tuple[Correction, ...]:
        nonlocal asked
        asked += 1
        # Asked once to settle, once an article, once before the stories: then it is made.
        if asked == 5:
            given.append(made)
        return tuple(given)

    with Database(folder / DATABASE_NAME) as database:
        list(analysing.catch_up(database, StatementIndex, first=lambda: None, corrections=wanted))
    assert given
    assert "Ada Lund" in named(other)
    assert "Ada Kern" not in named(other)
    other.close()


def test_a_correction_whose_article_is_gone_does_no_harm(library: Library) -> None:
    before = state(library)
    gone = correction(names=("Ada Kern",), reach=Reach.STORY, article="gone")
    with Database(library.folder / DATABASE_NAME) as database:
        assert list(settle(database, lambda: (gone,))) == []
        assert corrections.applied(database) == (gone,)
    assert state(library) == before


def test_an_article_that_goes_while_names_are_settled_is_passed_over(
    library: Library, siemens: EntityId
) -> None:
    hide = correction(
        kind=HIDE, names=("Siemens",), kinds=(EntityKind.ORGANISATION,), name="Siemens"
    )
    with Database(library.folder / DATABASE_NAME) as database:
        work = settle(database, lambda: (hide,))
        first = next(work)
        gone = next(row.id for row in library.rows() if row.id not in first)
        articles.remove_article(database, gone)
        assert all(gone not in members for members in work)
    assert "Siemens" not in named(library)


def test_getting_ready_changes_nothing(library: Library) -> None:
    before = state(library)
    library.get_ready_to_correct(by_name(library, "bridge"))
    assert state(library) == before


def test_articles_are_found_by_words_that_mean_nothing_to_a_search(library: Library) -> None:
    with Database(library.folder / DATABASE_NAME) as database:
        assert corrections.articles_saying(database, ["neue Brücke über", "  "]) == {
            by_name(library, "bridge"),
            by_name(library, "dearer"),
        }
        assert corrections.articles_saying(database, ["100%", "_ada", "\\"]) == frozenset()
        analysed = by_name(library, "slalom")
        assert analysis.is_analysed(database, analysed)
        assert corrections.articles_saying(database, ["garmisch"]) == {analysed}


def test_an_entity_goes_by_the_names_its_articles_gave_it(
    library: Library, siemens: EntityId
) -> None:
    with Database(library.folder / DATABASE_NAME) as database:
        names = entities.names_of(database, siemens)
        assert {kind for _, kind in names} == {EntityKind.ORGANISATION}
        assert entities.names_of(database, EntityId("nobody")) == ()
