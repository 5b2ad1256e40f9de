"""The words of the library: which hold another, which are spelt nearly like one."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from core.search import index
from core.search.expression import beginnings
from core.search.tokens import token
from core.text.words import stem

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
        """
        SELECT search_word.word FROM search_part JOIN search_word ON number = search_part.rowid
        WHERE search_part MATCH ? AND length(search_word.word) >= ? AND instr(search_word.word, ?)
        LIMIT ?
        """,
        (_trigrams(part), max(_SHORTEST_COMPOUND, len(part) + 1), part, 4 * _MOST_COMPOUNDS),
    )
    found = {
        stemmed
        for (word,) in rows
        for language in ("de", "en")
        if part in (stemmed := token(stem(word, language))) and stemmed != part
    }
    ordered = sorted(found, key=lambda each: (not each.endswith(part), len(each), each))
    return tuple(ordered[:_MOST_COMPOUNDS])


def _trigrams(word: str) -> str:
    parts = dict.fromkeys(word[at : at + 3] for at in range(len(word) - 2))
    return " AND ".join(f'"{part}"' for part in parts)


_LONGEST_ENDING = 12


def short_stems(connection: sqlite3.Connection, start: str) -> tuple[str, ...]:
    """The stems of words that begin so, but are too short or too different to show it."""
    rows = connection.execute(
        "SELECT word FROM search_word WHERE word >= ? AND word < ? AND length(word) <= ?",
        (start, start + "\U0010ffff", len(start) + _LONGEST_ENDING),
    )
    shown = beginnings(start)
    return tuple(
        dict.fromkeys(
            stemmed
            for (word,) in rows
            for language in ("de", "en")
            if not (stemmed := token(stem(word, language))).startswith(shown)
        )
    )


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
        if len(word) >= _SHORTEST_MISSPELT:
            allowed = 1 if len(word) <= _SHORT else 2
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
