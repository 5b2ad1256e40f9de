from __future__ import annotations

import pytest

from core.analysis.known_names import load_known_names, read_known_names
from core.analysis.linking.persons import known_key
from core.errors import AnalysisError
from core.model import EntityKind


def test_the_list_that_comes_with_the_program_is_broad_and_well_formed() -> None:
    known = load_known_names()
    listed = set(known.by_fold.values())
    assert len(listed) > 2000
    for kind in EntityKind:
        assert sum(name.kind is kind for name in listed) > 150
    assert known is load_known_names()


@pytest.mark.parametrize(
    ("spelling", "name", "kind"),
    [
        ("FDP", "FDP", EntityKind.ORGANISATION),
        ("Freie Demokraten", "FDP", EntityKind.ORGANISATION),
        ("freien demokraten", "FDP", EntityKind.ORGANISATION),
        ("White House", "Weißes Haus", EntityKind.ORGANISATION),
        ("Youtube", "YouTube", EntityKind.THING),
        ("Kyiv", "Kiew", EntityKind.PLACE),
        ("Volodymyr Zelenskyy", "Wolodymyr Selenskyj", EntityKind.PERSON),
        ("Stern", "Stern", EntityKind.ORGANISATION),
    ],
)
def test_a_name_is_found_by_any_spelling(spelling: str, name: str, kind: EntityKind) -> None:
    known = load_known_names().lookup(spelling)
    assert known is not None
    assert (known.name, known.kind) == (name, kind)


def test_an_unlisted_spelling_is_not_found() -> None:
    assert load_known_names().lookup("Kranichsteig") is None


def test_a_doubtful_spelling_settles_the_kind_but_is_not_looked_for() -> None:
    known = read_known_names("[organisation]\nmedia = '''\n?Stern | Magazin [Stern]\n'''")
    assert known.lookup("Stern") is not None
    assert not known.certain
    assert [(c.text, c.span.of(c.text)) for c in known.in_place] == [("Magazin Stern", "Stern")]


def test_a_declined_first_word_is_the_same_name() -> None:
    known = read_known_names("[organisation]\nbanks = '''\nDeutsche Bank\n'''")
    assert known.lookup("Deutschen Bank") == known.lookup("Deutsche Bank")
    assert {"Deutsche Bank", "Deutschen Bank"} <= set(known.certain)


def test_a_persons_first_name_is_not_declined() -> None:
    known = read_known_names("[person]\nall = '''\nAlice Weidel\n'''")
    assert set(known.certain) == {"Alice Weidel"}


def test_a_spelling_given_twice_for_one_name_is_harmless() -> None:
    known = read_known_names("[place]\nall = '''\nKöln | Koln\n'''")
    assert known.lookup("KÖLN") == known.lookup("Koln")


def test_the_last_word_is_a_short_form_only_when_marked_doubtful() -> None:
    known = read_known_names("[organisation]\nx = '''\nDeutsche Bahn | ?Bahn\nIG Metall\n'''")
    assert set(known.shortened) == {"Deutsche Bahn"}
    assert known.shortened["Deutsche Bahn"][0] == "Bahn"


def test_comments_and_empty_lines_say_nothing() -> None:
    known = read_known_names("[place]\nall = '''\n# towns\n\nJena\n'''")
    assert set(known.by_fold) == {"jena"}


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("[place]\nall = '''\nJena | \n'''", "Jena |"),
        ("[place]\nall = '''\nJena\nGera | Jena\n'''", "Gera | Jena"),
        ("[place]\nall = '''\nJena | in [Jena\n'''", "in [Jena"),
        ("[place]\nall = '''\nin [Jena]\n'''", "in [Jena]"),
        ("[place]\nall = '''\n?\n'''", "?"),
        ("[places]\nall = '''\nJena\n'''", "[places]"),
        ("place = 'Jena'", "[place]"),
        ("[place]\nall = 7", "[place] all"),
        ("[place\n", "line 1"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(written: str, named: str) -> None:
    with pytest.raises(AnalysisError) as caught:
        read_known_names(written)
    assert named in str(caught.value)
    assert caught.value.subject.startswith("known_names.toml")


def test_an_inner_capital_may_be_lost() -> None:
    known = read_known_names("[thing]\nall = '''\nYouTube\n'''")
    assert set(known.certain) == {"YouTube", "Youtube"}


def test_the_list_is_broad_and_no_two_people_of_it_are_one() -> None:
    known = load_known_names()
    listed = {id(name): name for name in known.by_fold.values()}.values()
    assert len(listed) > 4000
    keys = [known_key(name) for name in listed if name.kind is EntityKind.PERSON]
    assert len(keys) == len(set(keys))
