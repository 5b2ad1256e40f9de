"""Which stretch of a pasted page is its article: where running text stands close together.

Menus and link lists are runs of short lines, and an article is running text with hardly any. The
stretch with the most running text and the fewest stray lines is the article; its headline stands
some lines above it, and the article speaks of what it says. A text without such runs is left alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.sources.boilerplate import COMMENT, FORM, Marker, Reach, is_agency_line, is_credit
from core.sources.datelines import origin_line
from core.sources.passages import Passage
from core.text.language import language_of
from core.text.words import is_stop_word, words

ABOVE = "above the article"
BELOW = "below the article"

_STRAY_LINE = 20
"""Characters of running text that a stray line outweighs: a subhead stands alone, and what follows
another stray line weighs that much more."""
_MOST_FOR_A_STRAY_LINE = 80
_LONGEST_STRAY_LINE = 120
_LIST_OF_LINKS = 150
_MOST = 900
"""Characters of one paragraph that count."""
_FEWEST_AROUND = 6
"""So many stray lines outside it make a page of a text."""
_HIGHEST_HEADLINE = 14
"""So many lines above the article its headline stands at most."""
_MOST_CLOSING_LINES = 2
_FEWEST_SHARED = 2
_SHARED = 0.35
"""So much of what a headline says is said again in the article."""
_COMMENTED = 0.25
"""What is behind a list of comments is an article only when it is so much longer."""


@dataclass(frozen=True, slots=True)
class Page:
    """The numbers of the passages that stand around an article."""

    above: frozenset[int] = frozenset()
    below: frozenset[int] = frozenset()


NO_PAGE = Page()


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int
    weight: float


def may_be_page(prose: Sequence[bool]) -> bool:
    """Whether there are stray lines enough, asked before anything is judged."""
    return prose.count(False) >= _FEWEST_AROUND


def page_around(
    passages: Sequence[Passage],
    markers: Sequence[Marker | None],
    prose: Sequence[bool],
) -> Page:
    """What stands around the article; nothing where the text is not that of a page.

    `markers` and `prose` say of each passage what it is by itself.
    """
    found = _article(passages, markers, prose)
    if found is None:
        return NO_PAGE
    outside = (*range(found.start), *range(found.end, len(passages)))
    if sum(not prose[at] for at in outside) < _FEWEST_AROUND:
        return NO_PAGE
    headed = _headed(passages, markers, prose, found)
    closing = _closing(passages, markers, prose, found.end)
    return Page(
        above=frozenset(range(found.start)).difference(headed),
        below=frozenset(range(closing, len(passages))),
    )


def _closing(
    passages: Sequence[Passage],
    markers: Sequence[Marker | None],
    prose: Sequence[bool],
    end: int,
) -> int:
    """Where the article ends: short sentences behind its text belong to it, and a line or two."""
    while end < len(passages) and markers[end] is None and _is_said(passages[end].text):
        end += 1
    behind = end
    while behind < len(passages) and markers[behind] is None and not prose[behind]:
        behind += 1
    return behind if behind - end <= _MOST_CLOSING_LINES else end


def _is_said(text: str) -> bool:
    """Whether a short line is a sentence all the same."""
    return text.endswith((".", "!", "?", "…")) and " " in text


def _article(
    passages: Sequence[Passage], markers: Sequence[Marker | None], prose: Sequence[bool]
) -> _Stretch | None:
    """The stretch between two ends with the greatest weight."""
    best: _Stretch | None = None
    start = 0
    commented = False
    ends = [at for at, each in enumerate(markers) if each is not None and each.reach is Reach.END]
    for end in (*ends, len(passages)):
        found = _heaviest(passages, markers, prose, start, end)
        if found is not None:
            weight = found.weight * (_COMMENTED if commented else 1)
            if best is None or weight > best.weight:
                best = found
                commented = False
        if end < len(passages):
            marker = markers[end]
            commented = best is not None and marker is not None and marker.reason in (COMMENT, FORM)
        start = end + 1
    return best


def _heaviest(
    passages: Sequence[Passage],
    markers: Sequence[Marker | None],
    prose: Sequence[bool],
    start: int,
    end: int,
) -> _Stretch | None:
    """The stretch with the greatest sum of weights; it begins and ends with running text."""
    best: _Stretch | None = None
    first, strays = start, 0
    weight = 0.0
    for at in range(start, end):
        marker = markers[at]
        if marker is not None and marker.reach is Reach.LINKS:
            weight -= _LIST_OF_LINKS
        elif marker is None and prose[at]:
            strays = 0
            if weight <= 0:
                first, weight = at, 0.0
            weight += min(len(passages[at].text), _MOST)
            if best is None or weight > best.weight:
                best = _Stretch(first, at + 1, weight)
        else:
            strays += 1
            cost = min(strays * _STRAY_LINE, _MOST_FOR_A_STRAY_LINE)
            weight -= cost * _strayness(passages[at].text)
    return best


def _strayness(text: str) -> float:
    """How much a short line is one of a menu, from 0 to 1: an item of a list says more."""
    if text.endswith((".", "!", "?", ",", ";", ":")):
        return 0
    return max(0.0, 1 - len(text) / _LONGEST_STRAY_LINE)


def _headed(
    passages: Sequence[Passage],
    markers: Sequence[Marker | None],
    prose: Sequence[bool],
    article: _Stretch,
) -> tuple[int, ...]:
    """The lines above the article that belong to it: headline, byline, date and the like."""
    text = " ".join(passages[at].text for at in range(article.start, article.end))
    language = language_of(text)
    said = _content_words(text, language)
    best, headline = 0.0, None
    lowest = max(0, article.start - _HIGHEST_HEADLINE)
    near = [at for at in range(lowest, article.start) if markers[at] is None and not prose[at]]
    for at in near:
        telling = _content_words(passages[at].text, language)
        shared = len(telling & said)
        if shared < _FEWEST_SHARED or shared < _SHARED * len(telling):
            continue
        if shared + shared / len(telling) >= best:
            best, headline = shared + shared / len(telling), at
    if headline is None:
        return ()
    belongs = [
        at
        for at in range(headline + 1, article.start)
        if markers[at] is None and (prose[at] or _is_of_the_head(passages[at].text))
    ]
    above = [headline - 1] if headline - 1 in near else []
    return (*above, headline, *belongs)


def _is_of_the_head(text: str) -> bool:
    return origin_line(text) is not None or is_credit(text) or is_agency_line(text)


def _content_words(text: str, language: str) -> frozenset[str]:
    return frozenset(
        word.stem
        for word in words(text, language)
        if len(word.folded) > 2 and not is_stop_word(word.folded, language)
    )
