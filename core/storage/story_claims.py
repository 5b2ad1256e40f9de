"""The claims of large stories as they were last made, with what they were made from.

To cluster the statements of hundreds of reports takes seconds; whether anything has changed since
shows in a moment. What is kept holds only while everything it was made from is the same.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from core.model import (
    ArticleId,
    Cell,
    Certainty,
    Claim,
    Copied,
    Relation,
    StatementId,
    StoryId,
)
from core.storage.database import Database
from core.storage.keys import batches, numbers_of, places
from core.storage.records import packed, unpacked

Pair = frozenset[StatementId]
Told = tuple[tuple[Claim, ...], tuple[Copied, ...]]
"""The claims of a story, and which of its reports are the same text."""

_FORMAT = "2"
"""Raised whenever claims come out differently of the same relations."""

_READ = (
    "SELECT number, version, analysis FROM article WHERE number IN ({})",
    "SELECT article, packed FROM link WHERE article IN ({})",
    "SELECT article, statement, kind, speaker FROM speech WHERE article IN ({})",
)


def stamp(
    database: Database,
    articles: Sequence[ArticleId],
    rejected: Collection[Pair],
    linked: Mapping[Pair, Relation],
) -> str:
    """What the claims of these articles depend on, as one short text."""
    found = hashlib.sha256(_FORMAT.encode())
    with database.reading() as connection:
        numbers = numbers_of(connection, articles)
        rules = connection.execute("SELECT rules FROM made_by WHERE what = 'relations'").fetchone()
        found.update(repr((rules, [numbers.get(each) for each in articles])).encode())
        for query in _READ:
            for some in batches(sorted(numbers.values())):
                for row in connection.execute(query.format(places(some)), some):
                    found.update(repr(row).encode("utf-8", "surrogatepass"))
    said = [(*_sorted(pair), "rejected") for pair in rejected]
    said += [(*_sorted(pair), str(relation)) for pair, relation in linked.items()]
    found.update(repr(sorted(said)).encode())
    return found.hexdigest()


def kept(database: Database, story: StoryId, stamped: str) -> Told | None:
    """What is kept of a story under this stamp; None when nothing is."""
    with database.reading() as connection:
        row = connection.execute(
            "SELECT claims FROM story_claims WHERE story = ? AND stamp = ?", (story, stamped)
        ).fetchone()
    return None if row is None else _told(json.loads(unpacked(row[0])))


def is_kept(database: Database, story: StoryId, stamped: str) -> bool:
    """Whether anything is kept of a story under this stamp."""
    with database.reading() as connection:
        found = connection.execute(
            "SELECT 1 FROM story_claims WHERE story = ? AND stamp = ?", (story, stamped)
        )
        return found.fetchone() is not None


def keep(database: Database, story: StoryId, stamped: str, told: Told) -> None:
    """Keep the claims of a story in place of those kept before."""
    with database.writing() as connection:
        connection.execute(
            "INSERT OR REPLACE INTO story_claims VALUES (?, ?, ?)",
            (story, stamped, packed(_record(told))),
        )


def forget_others(database: Database, stories: Iterable[StoryId]) -> None:
    """Forget what is kept of stories that are not there any more."""
    with database.writing() as connection:
        known = {story for (story,) in connection.execute("SELECT story FROM story_claims")}
        gone = known - set(stories)
        connection.executemany("DELETE FROM story_claims WHERE story = ?", [(s,) for s in gone])


def _sorted(pair: Pair) -> list[str]:
    return sorted(map(str, pair))


def _record(told: Told) -> object:
    """Values as lists; articles and statements by their places in a list of each article once."""
    claims, copies = told
    places: dict[ArticleId, int] = {}

    def place(article: ArticleId) -> int:
        return places.setdefault(article, len(places))

    rows = [
        [
            place(claim.statement.article), claim.statement.number, claim.text, claim.disputed,
            claim.only_here,
            [
                [
                    place(cell.article), [each.number for each in cell.statements], cell.text,
                    cell.relation, cell.words, cell.denied, cell.certainty, cell.speaker,
                    None if cell.copy_of is None else place(cell.copy_of),
                ]
                for cell in claim.cells
            ],
        ]
        for claim in claims
    ]  # fmt: skip
    same = [[[place(each) for each in copied.articles], copied.agency] for copied in copies]
    return {"articles": list(places), "claims": rows, "copies": same}


def _told(record: Mapping[str, Any]) -> Told:
    articles = [ArticleId(each) for each in record["articles"]]
    relations = {str(each): each for each in Relation} | {None: None}
    certainties = {str(each): each for each in Certainty}
    claims = tuple(
        Claim(
            number,
            StatementId(articles[at], statement),
            text,
            tuple(
                Cell(
                    article=articles[place],
                    statements=tuple(StatementId(articles[place], each) for each in numbers),
                    text=said,
                    relation=relations[relation],
                    words=words,
                    denied=denied,
                    certainty=certainties[certainty],
                    speaker=speaker,
                    copy_of=None if copy is None else articles[copy],
                )
                for (
                    place, numbers, said, relation, words, denied, certainty, speaker, copy
                ) in cells
            ),
            disputed,
            only_here,
        )
        for number, (at, statement, text, disputed, only_here, cells) in enumerate(
            record["claims"], start=1
        )
    )  # fmt: skip
    copies = tuple(
        Copied(tuple(articles[each] for each in among), agency)
        for among, agency in record["copies"]
    )
    return claims, copies
