from __future__ import annotations

import pytest

from core.model import Relation, Role, Sign
from core.stories.alone import says_something, sign_of
from tests.builders import statement


@pytest.mark.parametrize(
    "text", ["Die Brücke ist zu.", "„Die Brücke ist zu.“", 'He said: "It is closed!"', "Zu …"]
)
def test_a_sentence_says_something(text: str) -> None:
    assert says_something(statement(text=text))


@pytest.mark.parametrize("text", ["Foto: Anna Berg", "– Sam Ott auf X", "Ist die Brücke zu?"])
def test_captions_bylines_and_questions_say_nothing_by_themselves(text: str) -> None:
    assert not says_something(statement(text=text))


@pytest.mark.parametrize("role", [Role.TITLE, Role.HEADING])
def test_headlines_are_never_found_only_here(role: Role) -> None:
    assert sign_of(statement(role=role), (), told_elsewhere=True) is Sign.NONE


def test_the_strongest_relation_makes_the_sign() -> None:
    relations = {Relation.AGREES, Relation.DIFFERS, Relation.RELATED}
    assert sign_of(statement(), relations, told_elsewhere=True) is Sign.DIFFERS
    assert sign_of(statement(), {Relation.RELATED}, told_elsewhere=True) is Sign.RELATED


def test_only_in_a_story_that_others_tell_something_is_found_only_here() -> None:
    assert sign_of(statement(), (), told_elsewhere=True) is Sign.ONLY
    assert sign_of(statement(), (), told_elsewhere=False) is Sign.NONE


def test_the_same_words_are_less_than_an_agreement_and_more_than_a_relation() -> None:
    for relations, sign in (
        ({Relation.DIFFERS}, Sign.DIFFERS),
        ({Relation.AGREES}, Sign.AGREES),
        ({Relation.RELATED}, Sign.COPIED),
        ((), Sign.COPIED),
    ):
        assert sign_of(statement(), relations, told_elsewhere=True, copied=True) is sign
