"""Story wishes as records, and which of them the stories kept in the database follow."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from core.model import ArticleId, StoryWish, StoryWishId, StoryWishKind
from core.storage.corrections import Record, text_of
from core.storage.database import Database


def wish_record(wish: StoryWish) -> Record:
    """The wish as it is written."""
    return {
        "id": wish.id,
        "kind": wish.kind,
        "articles": list(wish.articles),
        "others": list(wish.others),
        "left": list(wish.left),
        "name": wish.name,
        "created": wish.created,
    }


def wish_of(record: Record) -> StoryWish:
    """The wish a record stands for.

    Raises:
        ValueError, KeyError, TypeError: it stands for none.
    """
    return StoryWish(
        id=StoryWishId(text_of(record["id"])),
        kind=StoryWishKind(record["kind"]),
        articles=_articles(record["articles"]),
        others=_articles(record["others"]),
        left=_articles(record["left"]),
        name=text_of(record["name"]),
        created=text_of(record["created"]),
    )


def _articles(names: Sequence[object]) -> tuple[ArticleId, ...]:
    return tuple(ArticleId(text_of(each)) for each in names)


_CALLED: Mapping[str, str] = {
    StoryWishKind.MOVE: "move to another story",
    StoryWishKind.OUT: "taking out of the story",
    StoryWishKind.JOIN: "joining of two stories",
    StoryWishKind.SPLIT: "splitting of a story",
    StoryWishKind.RENAME: "renaming of a story",
    StoryWishKind.OFF: "switching grouping off",
}


def described_wish(record: Record) -> str:
    """What a wish does, in a few words."""
    return _CALLED[record["kind"]]


def followed(database: Database) -> tuple[StoryWish, ...]:
    """The wishes that the kept stories follow."""
    with database.reading() as connection:
        row = connection.execute("SELECT rules FROM made_by WHERE what = 'stories'").fetchone()
    return () if row is None else tuple(map(wish_of, json.loads(row[0])))


def put_followed(database: Database, wishes: Sequence[StoryWish]) -> None:
    """Note that the kept stories follow these wishes."""
    with database.writing() as connection:
        connection.execute(
            "INSERT OR REPLACE INTO made_by VALUES ('stories', ?)",
            (json.dumps([wish_record(each) for each in wishes]),),
        )
