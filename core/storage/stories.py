"""Which articles tell the same story."""

from __future__ import annotations

from collections.abc import Sequence

from core.model import ArticleId, Story, StoryId
from core.storage.database import Database
from core.storage.keys import number_of, numbers_of


def ungrouped(database: Database) -> tuple[ArticleId, ...]:
    """The analysed articles nobody has looked for a story for, in the order they were added."""
    with database.reading() as connection:
        rows = connection.execute(
            "SELECT id FROM article WHERE NOT grouped AND analysis IS NOT NULL ORDER BY number"
        ).fetchall()
    return tuple(ArticleId(row[0]) for row in rows)


def put_stories(
    database: Database, stories: Sequence[Story], *, among: Sequence[ArticleId] | None = None
) -> None:
    """Keep these stories in place of those that were known; only what differs is written.

    They were looked for among these articles, which need not be looked at again; the stories of
    others stay. None means all articles, and says nothing of what need not be looked at again.
    """
    with database.writing() as connection:
        connection.executemany(
            "UPDATE article SET grouped = 1 WHERE id = ? AND NOT grouped",
            [(a,) for a in among or ()],
        )
        connection.executemany(
            "INSERT INTO story (id, title) VALUES (?, ?) ON CONFLICT (id) DO UPDATE "
            "SET title = excluded.title WHERE title <> excluded.title",
            [(story.id, story.title) for story in stories],
        )
        key_of = dict(connection.execute("SELECT id, number FROM story"))
        number = numbers_of(connection, (a for story in stories for a in story.articles))
        wanted: dict[int, tuple[int, int]] = {}
        for story in stories:
            members = [number[article] for article in story.articles if article in number]
            wanted.update((member, (key_of[story.id], -max(members))) for member in members)
        asked = None if among is None else set(numbers_of(connection, among).values())
        known = {
            member: (key, order)
            for member, key, order in connection.execute(
                "SELECT number, story, list_order FROM article WHERE story IS NOT NULL"
            )
            if asked is None or member in asked
        }
        connection.executemany(
            "UPDATE article SET story = NULL, list_order = 0 WHERE number = ?",
            [(member,) for member in known.keys() - wanted.keys()],
        )
        connection.executemany(
            "UPDATE article SET story = ?, list_order = ? WHERE number = ?",
            [
                (key, order, member)
                for member, (key, order) in wanted.items()
                if known.get(member) != (key, order)
            ],
        )
        connection.execute(
            "DELETE FROM story WHERE number NOT IN "
            "(SELECT story FROM article WHERE story IS NOT NULL)"
        )


def look_again(database: Database, articles: Sequence[ArticleId]) -> None:
    """Ask for a story to be looked for anew for each of these; they stay where they are."""
    with database.writing() as connection:
        connection.executemany(
            "UPDATE article SET grouped = 0 WHERE id = ?", [(each,) for each in articles]
        )


def stories(database: Database) -> tuple[Story, ...]:
    """All stories with their articles, in list order."""
    with database.reading() as connection:
        rows = connection.execute(
            "SELECT story.id, story.title, article.id FROM article "
            "JOIN story ON story.number = article.story ORDER BY list_order, article.number"
        ).fetchall()
    titles: dict[StoryId, str] = {}
    members: dict[StoryId, list[ArticleId]] = {}
    for story, title, article in rows:
        titles[StoryId(story)] = title
        members.setdefault(StoryId(story), []).append(ArticleId(article))
    return tuple(Story(story, titles[story], tuple(found)) for story, found in members.items())


def story_of(database: Database, article: ArticleId) -> Story | None:
    """The story of an article; None when it is told nowhere else."""
    with database.reading() as connection:
        rows = connection.execute(
            """
            SELECT story.id, story.title, member.id FROM article AS asked
            JOIN story ON story.number = asked.story
            JOIN article AS member ON member.story = asked.story
            WHERE asked.number = ? ORDER BY member.number
            """,
            (number_of(connection, article),),
        ).fetchall()
    if not rows:
        return None
    return Story(StoryId(rows[0][0]), rows[0][1], tuple(ArticleId(row[2]) for row in rows))
