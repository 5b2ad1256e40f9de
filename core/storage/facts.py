"""What is known of articles and statements, as searches ask for it: ids in, ids out."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from core.model import ArticleId, EntityId, Relation, StatementId
from core.storage.database import Database

_CONFLICTS = (Relation.DIFFERS, Relation.CONTRADICTS)


def texts_of(
    database: Database, statements: Sequence[StatementId]
) -> dict[StatementId, tuple[str, str, str]]:
    """Text, title and language of those statements that are there; number 0 is the title."""
    asked: dict[str, list[int]] = {}
    for each in statements:
        asked.setdefault(each.article, []).append(each.number)
    with database.reading() as connection:
        heads = connection.execute(
            "SELECT number, id, title, language FROM article "
            "WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(asked)),),
        ).fetchall()
        pairs = [[number, n] for number, article, _, _ in heads for n in asked[article] if n]
        rows = connection.execute(
            """
            SELECT statement.article, statement.number, text FROM json_each(?) AS asked
            JOIN statement ON statement.article = asked.value ->> 0
                AND statement.number = asked.value ->> 1
            """,
            (json.dumps(pairs),),
        ).fetchall()
    head_of = {number: (ArticleId(article), title, lang) for number, article, title, lang in heads}
    found = {}
    for number, statement, text in rows:
        article, title, language = head_of[number]
        found[StatementId(article, statement)] = (text, title, language)
    for article, title, language in head_of.values():
        if 0 in asked[article]:
            found[StatementId(article, 0)] = (title, title, language)
    return found


def texts_in(database: Database, article: ArticleId) -> dict[StatementId, tuple[str, str, str]]:
    """The same of all statements of an article."""
    with database.reading() as connection:
        rows = connection.execute(
            "SELECT statement.number, text, title, language FROM article "
            "JOIN statement ON statement.article = article.number WHERE id = ?",
            (article,),
        ).fetchall()
    return {StatementId(article, number): (text, title, lang) for number, text, title, lang in rows}


def heads_of(database: Database, articles: Sequence[ArticleId]) -> dict[ArticleId, tuple[str, str]]:
    """Title and language of those articles that are there."""
    with database.reading() as connection:
        rows = connection.execute(
            "SELECT id, title, language FROM article WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(articles),),
        ).fetchall()
    return {ArticleId(article): (title, language) for article, title, language in rows}


def outlets(database: Database) -> tuple[tuple[str, int], ...]:
    """The outlets with how many articles they have, most first."""
    return _counted(
        database,
        "SELECT outlet, count(*) AS n FROM article WHERE outlet IS NOT NULL GROUP BY outlet "
        "ORDER BY n DESC, outlet",
    )


def story_titles(database: Database) -> tuple[tuple[str, int], ...]:
    """The titles of stories with how many articles they have, most first."""
    return _counted(
        database,
        "SELECT story.title, count(*) AS n FROM story JOIN article "
        "ON article.story = story.number GROUP BY story.number ORDER BY n DESC, story.title",
    )


def entity_names(database: Database) -> tuple[tuple[str, int], ...]:
    """The names of entities with how often they are mentioned, most first."""
    return _counted(database, "SELECT name, count FROM entity ORDER BY count DESC, name")


def speakers(database: Database) -> tuple[tuple[str, int], ...]:
    """Who is given a word, as the texts say, with how often, most first."""
    return _counted(
        database,
        "SELECT speaker, count(*) AS n FROM speech WHERE speaker IS NOT NULL GROUP BY speaker "
        "ORDER BY n DESC, speaker",
    )


def articles_of_outlets(database: Database, outlets: Sequence[str]) -> tuple[ArticleId, ...]:
    """The articles of these outlets."""
    return _articles(
        database,
        "SELECT id FROM article WHERE outlet IN (SELECT value FROM json_each(?))",
        json.dumps(outlets),
    )


def articles_of_stories(database: Database, titles: Sequence[str]) -> tuple[ArticleId, ...]:
    """The articles of the stories of these titles."""
    return _articles(
        database,
        "SELECT article.id FROM article JOIN story ON story.number = article.story "
        "WHERE story.title IN (SELECT value FROM json_each(?))",
        json.dumps(titles),
    )


def articles_in(database: Database, language: str) -> tuple[ArticleId, ...]:
    """The articles in a language."""
    return _articles(database, "SELECT id FROM article WHERE language = ?", language)


def articles_read(database: Database, *, read: bool) -> tuple[ArticleId, ...]:
    """The articles that were read, or that were not."""
    return _articles(database, "SELECT id FROM article WHERE read = ?", int(read))


def articles_published(database: Database) -> tuple[tuple[ArticleId, str], ...]:
    """The articles whose date is known, each with it."""
    with database.reading() as connection:
        rows = connection.execute(
            "SELECT id, published FROM article WHERE published IS NOT NULL"
        ).fetchall()
    return tuple((ArticleId(article), published) for article, published in rows)


def spelt(database: Database, pattern: str, fits: Callable[[str], bool]) -> tuple[EntityId, ...]:
    """The entities with a name or spelling that is like the pattern, as SQL means it, and fits."""
    with database.reading() as connection:
        rows = connection.execute(
            """
            SELECT id, name FROM entity WHERE name LIKE ?1
            UNION ALL
            SELECT entity.id, text FROM entity_spelling JOIN entity ON entity.number = entity
            WHERE text LIKE ?1
            """,
            (pattern,),
        ).fetchall()
    return tuple(dict.fromkeys(EntityId(entity) for entity, text in rows if fits(text)))


def statements_mentioning(
    database: Database, entities: Sequence[EntityId]
) -> tuple[StatementId, ...]:
    """The statements that mention one of these."""
    return _statements(
        database,
        """
        SELECT DISTINCT article.id, mention.statement FROM entity
        JOIN mention ON mention.entity = entity.number
        JOIN article ON article.number = mention.article
        WHERE entity.id IN (SELECT value FROM json_each(?))
        """,
        json.dumps(entities),
    )


def statements_spoken(
    database: Database,
    entities: Sequence[EntityId],
    pattern: str,
    fits: Callable[[str], bool],
) -> tuple[StatementId, ...]:
    """The statements that give the words of one of these, or of a speaker named like that."""
    by_entity = _statements(
        database,
        """
        SELECT article.id, speech.statement FROM entity
        JOIN speech ON speech.entity = entity.number
        JOIN article ON article.number = speech.article
        WHERE entity.id IN (SELECT value FROM json_each(?))
        """,
        json.dumps(entities),
    )
    with database.reading() as connection:
        rows = connection.execute(
            "SELECT id, statement, speaker FROM speech JOIN article ON number = speech.article "
            "WHERE speaker LIKE ?",
            (pattern,),
        ).fetchall()
    by_name = [StatementId(ArticleId(a), n) for a, n, speaker in rows if fits(speaker)]
    return tuple(dict.fromkeys((*by_entity, *by_name)))


def statements_in_conflict(database: Database) -> tuple[StatementId, ...]:
    """The statements that differ from or contradict one of another article."""
    return _statements(
        database,
        """
        SELECT DISTINCT id, statement FROM article
        JOIN held_relation AS held ON held.article = article.number
        WHERE conflicts > 0 AND relation IN (SELECT value FROM json_each(?))
        """,
        json.dumps(_CONFLICTS),
    )


def _counted(database: Database, query: str) -> tuple[tuple[str, int], ...]:
    with database.reading() as connection:
        return tuple(connection.execute(query).fetchall())


def _articles(database: Database, query: str, given: str | int) -> tuple[ArticleId, ...]:
    with database.reading() as connection:
        return tuple(ArticleId(row[0]) for row in connection.execute(query, (given,)))


def _statements(database: Database, query: str, given: str) -> tuple[StatementId, ...]:
    with database.reading() as connection:
        rows = connection.execute(query, (given,)).fetchall()
    return tuple(StatementId(ArticleId(article), number) for article, number in rows)
