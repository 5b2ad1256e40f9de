"""The words of the library: which hold another, which are spelt nearly like one."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from core.search import index

_SHORTEST_PART = 4
_SHORTEST_COMPOUND = 6
_MOST_COMPOUNDS = 48


def words_holding(connection: sqlite3.Connection, part: str) -> tuple[str, ...]:
    """The stems of longer words with this stem inside: first those that end with it.

    Of very many, those that the library has held longest, which are the frequent ones.
    """
    if len(part) < _SHORTEST_PART or not part.isalpha():
        return ()
    # While one word of a query is typed, the others stay as they are.
    made = index.state(connection)
    found = _HOLDING.get((made, part))
    if found is None:
        if len(_HOLDING) >= _MOST_REMEMBERED:
            _HOLDING.clear()
        found = _HOLDING[made, part] = _words_holding(connection, part)
    return found


_HOLDING: dict[tuple[index.State, str], tuple[str, ...]] = {}
_MOST_REMEMBERED = 256


def _words_holding(connection: sqlite3.Connection, part: str) -> tuple[str, ...]:
    rows = connection.execute(
        f"""
        SELECT {_STEM} AS held FROM search_part JOIN search_word ON number = search_part.rowid
        WHERE search_part MATCH ? AND length(search_word.word) >= ? AND instr(held, ?) AND held <> ?
        LIMIT ?
        """,  # noqa: S608 - a piece of SQL
        (_trigrams(part), max(_SHORTEST_COMPOUND, len(part) + 1), part, part, 4 * _MOST_COMPOUNDS),
    )
    found = {held for (held,) in rows}
    ordered = sorted(found, key=lambda each: (not each.endswith(part), len(each), each))
    return tuple(ordered[:_MOST_COMPOUNDS])


_STEM = (
    "CASE typeof(search_word.stem) WHEN 'integer' "
    "THEN substr(search_word.word, 1, search_word.stem) ELSE search_word.stem END"
)
"""What a word is indexed as."""


def _trigrams(word: str) -> str:
    parts = dict.fromkeys(word[at : at + 3] for at in range(len(word) - 2))
    return " AND ".join(f'"{part}"' for part in parts)


_MOST_STEMS = 48


class Beginning(NamedTuple):
    """What to ask the full-text table for, to find words that begin so, in its own language."""

    frequent: tuple[str, ...]
    """What finds the most frequent of them."""
    all: tuple[str, ...]
    """What finds all of them, and may find others."""


def beginning(connection: sqlite3.Connection, start: str) -> Beginning:
    """How to find the words that begin so.

    Where they have few stems, it is these. To join what stands at hundreds of them takes long; so
    else it is what begins with as many letters as are indexed by themselves, which may be more.
    """
    if not index.is_listed(start):
        only = (f'"{start}" *',)
        return Beginning(only, only)
    if len(start) > index.INDEXED_BEGINNING:
        stems = _stems_of(connection, start, most=_MOST_STEMS + 1)
        if len(stems) <= _MOST_STEMS:
            return Beginning(stems, stems)
    begun = [start[: index.INDEXED_BEGINNING]]
    if len(start) < index.INDEXED_BEGINNING:
        begun = _goings_on(connection, start)
    unlike = _stems_of(connection, start, unlike=True)
    wide = (f'"{start}"', *(f'"{each}" *' for each in begun), *unlike)
    frequent = wide
    if len(start) > index.INDEXED_BEGINNING:
        frequent = _stems_of(connection, start, most=_MOST_STEMS, first_known=True)
    return Beginning(frequent, wide)


_LAST = "\U0010ffff"


def _stems_of(
    connection: sqlite3.Connection,
    start: str,
    *,
    most: int = -1,
    unlike: bool = False,
    first_known: bool = False,
) -> tuple[str, ...]:
    """What words that begin so are indexed as; or only what then itself begins otherwise.

    Those that the library has held longest are the frequent ones.
    """
    letters = index.INDEXED_BEGINNING
    order = "ORDER BY number" if first_known else ""
    apart = f"AND substr(word, 1, {letters}) <> substr({_STEM}, 1, {letters})" if unlike else ""
    rows = connection.execute(
        f"SELECT DISTINCT {_STEM} FROM search_word WHERE word >= ? AND word < ? {apart} "  # noqa: S608
        f"{order} LIMIT ?",
        (start, start + _LAST, most),
    )
    return tuple(f'"{stem}"' for (stem,) in rows)


def _goings_on(connection: sqlite3.Connection, start: str) -> list[str]:
    """Each beginning of a word that is one letter longer, from one to the next."""
    found: list[str] = []
    after, length = start, len(start) + 1
    while True:
        (word,) = connection.execute(
            "SELECT min(word) FROM search_word WHERE word >= ? AND word < ? AND length(word) >= ?",
            (after, start + _LAST, length),
        ).fetchone()
        if word is None:
            return found
        found.append(word[:length])
        after = word[:length] + _LAST


_SHORT = 5
_MOST_ALIKE = 12
_SHORTEST_MISSPELT = 3


def words_like(
    connection: sqlite3.Connection, spellings: Sequence[str]
) -> tuple[tuple[int, str], ...]:
    """Folded words of the library spelt nearly like one of these, with in how many letters not.

    Short words may differ in one letter, longer ones in two; letters that have changed places
    count as one. The most alike come first.
    """
    far: dict[str, int] = {}
    for word in spellings:
        allowed = allowed_slips(word)
        if allowed:
            for found, distance, _ in process.extract(
                word,
                _neighbours(connection, word, allowed),
                scorer=OSA.distance,
                score_cutoff=allowed,
                limit=None,
            ):
                far[found] = min(distance, far.get(found, distance))
    first = {word[:1] for word in spellings}
    ordered = sorted(far, key=lambda each: (far[each], each[:1] not in first, each))
    return tuple((far[each], each) for each in ordered[:_MOST_ALIKE])


def allowed_slips(word: str) -> int:
    """In how many letters what was meant may differ from what was typed."""
    if len(word) < _SHORTEST_MISSPELT:
        return 0
    return 1 if len(word) <= _SHORT else 2


def _neighbours(connection: sqlite3.Connection, word: str, allowed: int) -> list[str]:
    """Words of about this length that share three letters in a row with it, or begin alike."""
    shortest, longest = len(word) - allowed, len(word) + allowed
    parts = dict.fromkeys(word[at : at + 3] for at in range(len(word) - 2))
    rows = connection.execute(
        "SELECT search_word.word FROM search_part JOIN search_word ON number = search_part.rowid "
        "WHERE search_part MATCH ? AND length(search_word.word) BETWEEN ? AND ?",
        (" OR ".join(f'"{part}"' for part in parts), shortest, longest),
    ).fetchall()
    # A slip in a short word can leave no three letters together.
    rows += connection.execute(
        "SELECT word FROM search_word WHERE word >= ? AND word < ? "
        "AND length(word) BETWEEN ? AND ?",
        (word[:2], word[:2] + "\U0010ffff", shortest, longest),
    ).fetchall()
    return list({found for (found,) in rows})
