from collections.abc import Sequence

import pytest

from core.model import Span
from core.search.complete import Completion, Counted, complete
from core.search.query import Name
from core.text.words import fold


class Known:
    def __init__(self, *names: Counted) -> None:
        self._names = names

    def names(self, field: Name) -> Sequence[Counted]:
        return self._names if field is not Name.TAG else ()


def counted(name: str, times: int) -> Counted:
    return Counted(name, times, fold(name))


KNOWN = Known(counted("Elon Musk", 9), counted("Musk Stiftung", 4), counted("Müller", 3))


def offered(text: str) -> list[str]:
    return [each.text for each in complete(text, len(text), KNOWN).candidates]


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("ent", ["entity:"]),
        ("brücke -s", ["speaker:", "story:"]),
        ("is:un", ["unread "]),
        ("has:", ["note ", "figure "]),
        ("lang:", ["de ", "en "]),
        ("entity:mus", ['"Musk Stiftung" ', '"Elon Musk" ']),
        ('brücke entity:"elon m', ['"Elon Musk" ']),
        ("entity:mue", []),
        ("entity:mu", ['"Musk Stiftung" ', "Müller ", '"Elon Musk" ']),
        ("entity:", ['"Elon Musk" ', '"Musk Stiftung" ', "Müller "]),
        ("-speaker:mül", ["Müller "]),
        ("tag:x", []),
        ("date:20", []),
        ("foo:x", []),
        ("12", []),
        ("", []),
    ],
)
def test_what_is_typed_may_go_on_so(text: str, candidates: list[str]) -> None:
    assert offered(text) == candidates


def test_only_what_stands_before_the_cursor_is_completed() -> None:
    found = complete("ent brücke", 3, KNOWN)
    assert found.span == Span(0, 3)
    assert [each.shown for each in found.candidates] == ["entity:"]
    assert complete("ent", -4, KNOWN) == Completion(Span(0, 0), ())
    assert complete("entity:mus x", 10, KNOWN).span == Span(7, 10)
    assert [each.count for each in complete("entity:elon", 99, KNOWN).candidates] == [9]


def test_of_many_names_the_most_frequent_are_offered() -> None:
    many = Known(*(counted(f"Name {n} Müller-Berg", 99 - n) for n in range(50)))
    for typed in ("entity:berg", "entity:name"):
        found = complete(typed, len(typed), many)
        assert [each.count for each in found.candidates] == list(range(99, 87, -1))
