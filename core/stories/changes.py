"""What became of the statements of an article when its text changed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from core.model import Change, ChangeKind, Span, Statement

_ALIKE = 0.5
"""The share of words from which one statement is taken to be another one reworded."""
_ALIKE_IN_PLACE = 0.3
"""The same for the only two that stand between the same neighbours."""
_FAMILIAR = 40
"""A word that so many statements have does not lead from one to another."""
_TOO_LONG = 1_000_000
"""Pairs of words from which what stands between common ends is one difference as a whole."""

_WORD = re.compile(r"\d+(?:[.,:]\d+)+|\w+|[^\w\s]")
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("„“”«»‹›", '"'),
        **dict.fromkeys("‚‘’`´", "'"),
        **dict.fromkeys("–—‑−", "-"),
    }
)


def changes(before: Sequence[Statement], after: Sequence[Statement]) -> tuple[Change, ...]:
    """Every statement of both texts once, in the order of the later; what is gone, where it was.

    Marks and spaces that are only set otherwise make no difference. As few statements as possible
    are called moved; one that is reworded may have moved besides.
    """
    old, new = [_plain(each.text) for each in before], [_plain(each.text) for each in after]
    came_from = _word_for_word(old, new)
    in_place = _longest_rise(came_from)
    reworded = _reworded(old, new, came_from)
    origin = came_from | reworded
    gone = [at for at in range(len(old)) if at not in set(origin.values())]
    found: list[Change] = []
    told = 0
    for here, statement in enumerate(after):
        there = origin.get(here)
        if here in in_place and there is not None:
            while told < len(gone) and gone[told] < there:
                found.append(_gone(before[gone[told]]))
                told += 1
        if there is None:
            found.append(Change(ChangeKind.NEW, statement.id, None, statement.text))
        elif here in reworded:
            found.append(_rewording(before[there], statement))
        else:
            kind = ChangeKind.SAME if here in in_place else ChangeKind.MOVED
            found.append(Change(kind, statement.id, before[there].text, statement.text))
    return (*found, *(_gone(before[at]) for at in gone[told:]))


def _plain(text: str) -> str:
    return " ".join(text.translate(_PLAIN).split())


def _gone(statement: Statement) -> Change:
    return Change(ChangeKind.GONE, None, statement.text, None)


# --- which is which -------------------------------------------------------------------------------


def _word_for_word(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """From which place those came that say the same; the first repetition from the first."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at in range(len(old) - 1, -1, -1):
        places[old[at]].append(at)
    return {here: places[text].pop() for here, text in enumerate(new) if places.get(text)}


def _longest_rise(came_from: Mapping[int, int]) -> frozenset[int]:
    """The most places whose origins follow each other as they do themselves."""
    here_in_order = sorted(came_from)
    ends: list[int] = []
    """Of the rises of every length the lowest last origin."""
    last: list[int] = []
    before: dict[int, int | None] = {}
    for here in here_in_order:
        length = bisect_left(ends, came_from[here])
        before[here] = last[length - 1] if length else None
        ends[length : length + 1] = [came_from[here]]
        last[length : length + 1] = [here]
    rise = []
    at = last[-1] if last else None
    while at is not None:
        rise.append(at)
        at = before[at]
    return frozenset(rise)


def _reworded(
    old: Sequence[str], new: Sequence[str], came_from: Mapping[int, int]
) -> dict[int, int]:
    """From which place those came that say it in other words, the most alike first."""
    left = sorted(set(range(len(old))) - set(came_from.values()))
    words = {at: _counted(old[at]) for at in left}
    having: defaultdict[str, list[int]] = defaultdict(list)
    for at in left:
        for word in words[at]:
            having[word].append(at)
    alone = _between_the_same(len(old), len(new), came_from)
    pairs = []
    for here, text in enumerate(new):
        if here in came_from:
            continue
        mine = _counted(text)
        near = {at for word in mine if len(having[word]) <= _FAMILIAR for at in having[word]}
        if alone.get(here) in words:
            near.add(alone[here])
        for there in near:
            alike = _likeness(mine, words[there])
            if alike >= (_ALIKE_IN_PLACE if alone.get(here) == there else _ALIKE):
                pairs.append((-alike, abs(here - there), here, there))
    found: dict[int, int] = {}
    taken = set()
    for _, _, here, there in sorted(pairs):
        if here not in found and there not in taken:
            found[here] = there
            taken.add(there)
    return found


def _between_the_same(olds: int, news: int, came_from: Mapping[int, int]) -> dict[int, int]:
    """Single statements that stand between the same two neighbours, before and after."""
    neighbours = {-1: -1, **came_from, news: olds}
    return {
        here: neighbours[here - 1] + 1
        for here in range(news)
        if here not in came_from
        and here - 1 in neighbours
        and here + 1 in neighbours
        and neighbours[here + 1] - neighbours[here - 1] == 2
    }


def _counted(text: str) -> Counter[str]:
    return Counter(word for word in _WORD.findall(text.casefold()) if word[0].isalnum())


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / max(1, one.total() + other.total())


# --- in which words -------------------------------------------------------------------------------


def _rewording(before: Statement, after: Statement) -> Change:
    old, new = list(_WORD.finditer(before.text)), list(_WORD.finditer(after.text))
    stretches = list(_differing([_plain(m[0]) for m in old], [_plain(m[0]) for m in new]))
    return Change(
        ChangeKind.REWORDED,
        after.id,
        before.text,
        after.text,
        _spans(old, [(start, end) for start, end, _, _ in stretches]),
        _spans(new, [(start, end) for _, _, start, end in stretches]),
    )


def _differing(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """The stretches of words that are not the same, as places in both."""
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    ends = len(old) - last, len(new) - last
    if (ends[0] - first) * (ends[1] - first) > _TOO_LONG:
        yield first, ends[0], first, ends[1]
        return
    matcher = SequenceMatcher(None, old[first : ends[0]], new[first : ends[1]], autojunk=False)
    for tag, here, here_end, there, there_end in matcher.get_opcodes():
        if tag != "equal":
            yield first + here, first + here_end, first + there, first + there_end


def _spans(words: Sequence[re.Match[str]], places: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(
        Span(words[start].start(), words[end - 1].end()) for start, end in places if end > start
    )
