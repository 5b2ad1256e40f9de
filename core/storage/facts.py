"""What is known of articles and statements, as searches ask for it: ids in, ids out."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from core.model import ArticleId, EntityId, Relation, StatementId
from core.storage.database import Database

_MOST_STATEMENTS = 1 << 24
"""An article has fewer."""
_CONFLICTS = (Relation.DIFFERS, Relation.CONTRADICTS)


def texts_of(
    database: Database, statements: Sequence[StatementId]
) -> list[tuple[str, str, str] | None]:
    """Text, title and language of statements, None where one is not there; number 0 is the title.

    In the order in which they are asked for.
    """
    with database.reading() as connection:
        heads: dict[str, tuple[int, str, str]] = {
            article: (number, title, language)
            for article, number, title, language in connection.execute(
                "SELECT id, number, title, language FROM article "
                "WHERE id IN (SELECT value FROM json_each(?))",
                (json.dumps(list({each.article for each in statements})),),
            )
        }
        found: list[tuple[str, str, str] | None] = [None] * len(statements)
        asked: list[int] = []
        ats: list[int] = []
        for at, each in enumerate(statements):
            head = heads.get(each.article)
            if head is not None:
                asked.append(head[0] * _MOST_STATEMENTS + each.number)
                ats.append(at)
                found[at] = (head[1], *head[1:]) if each.number == 0 else None
        rows = connection.execute(
            f"SELECT asked.key, text FROM json_each(?) AS asked JOIN statement "  # noqa: S608
            f"ON statement.article = asked.value / {_MOST_STATEMENTS} "
            f"AND statement.number = asked.value % {_MOST_STATEMENTS}",
            (json.dumps(asked),),
        )
        for key, text in rows:
            found[ats[key]] = (text, *heads[statements[ats[key]].article][1:])
    return found


def texts_in(
    database: Database, articles: Sequence[ArticleId]
) -> list[tuple[ArticleId, int, str, str, str]]:
    """Of all statements of these articles: article, number, text, title and language."""
    with database.reading() as connection:
        return connection.execute(
            "SELECT article.id, statement.number, text, title, language FROM json_each(?) AS asked "
            "JOIN article ON article.id = asked.value "
            "JOIN statement ON statement.article = article.number",
            (json.dumps(articles),),
        ).fetchall()


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


Among = Sequence[ArticleId] | None
"""The articles of which alone something is asked; None for all."""


def articles_of_outlets(
    database: Database, outlets: Sequence[str], *, most: int, among: Among
) -> tuple[ArticleId, ...]:
    """The articles of these outlets; of too many, those added last."""
    where = "outlet IN (SELECT value FROM json_each(?1))"
    return _articles(database, where, [json.dumps(outlets)], most, among)


def articles_of_stories(
    database: Database, titles: Sequence[str], *, most: int, among: Among
) -> tuple[ArticleId, ...]:
    """The articles of the stories of these titles; of too many, those added last."""
    where = (
        "article.story IN (SELECT number FROM story "
        "WHERE title IN (SELECT value FROM json_each(?1)))"
    )
    return _articles(database, where, [json.dumps(titles)], most, among)


def articles_in(
    database: Database, language: str, *, most: int, among: Among
) -> tuple[ArticleId, ...]:
    """The articles in a language; of too many, those added last."""
    return _articles(database, "language = ?1", [language], most, among)


def articles_read(
    database: Database, *, read: bool, most: int, among: Among
) -> tuple[ArticleId, ...]:
    """The articles that were read, or that were not; of too many, those added last."""
    return _articles(database, "read = ?1", [int(read)], most, among)


def articles_published(
    database: Database, first: str, last: str, *, most: int, among: Among
) -> tuple[ArticleId, ...]:
    """The articles whose date, as exact as it is known, may be one of these days.

    An empty end is open; of too many articles, those added last.
    """
    if among is None:
        few = _published(database, first, last, most)
        if few is not None:
            return few
    # What is known to the month or year only comes, as text, before the days in it.
    begins = "(published >= ?1 OR published IN (substr(?1, 1, 4), substr(?1, 1, 7)))"
    return _articles(database, f"{begins} AND {_IN_DAYS}", [first, last], most, among)


_IN_DAYS = (
    "(?2 = '' OR substr(published || substr('-01-01', length(published) - 3), 1, 10) <= ?2) "
    "AND (?1 = '' OR substr(published || substr('-12-31', length(published) - 3), 1, 10) >= ?1)"
)


def _published(
    database: Database, first: str, last: str, most: int
) -> tuple[ArticleId, ...] | None:
    """The same, when they are fewer than `most`: by the index of dates."""
    with database.reading() as connection:
        rows = connection.execute(
            "SELECT number, id FROM article INDEXED BY article_published "  # noqa: S608
            f"WHERE published >= ?1 AND published < ?3 AND {_IN_DAYS} "
            "UNION ALL SELECT number, id FROM article INDEXED BY article_published "
            f"WHERE published IN (substr(?1, 1, 4), substr(?1, 1, 7)) AND published < ?1 "
            f"AND {_IN_DAYS} LIMIT ?4",
            (first, last, f"{last}~~", most),
        ).fetchall()
    if len(rows) == most:
        return None
    return tuple(ArticleId(article) for _, article in sorted(rows, reverse=True))


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
    database: Database, entities: Sequence[EntityId], *, most: int, among: Among
) -> tuple[StatementId, ...]:
    """The statements that mention one of these; of too many, those of articles added last."""
    return _statements(
        database,
        "SELECT DISTINCT mention.article, mention.statement FROM entity "
        "JOIN mention ON mention.entity = entity.number "
        "WHERE entity.id IN (SELECT value FROM json_each(:entities)) {among}",
        {"entities": json.dumps(entities)},
        most,
        among,
    )


def statements_spoken(
    database: Database,
    entities: Sequence[EntityId],
    speakers: Sequence[str],
    *,
    most: int,
    among: Among,
) -> tuple[StatementId, ...]:
    """The statements that give the words of one of these, or of a speaker named so."""
    return _statements(
        database,
        "SELECT article, statement FROM entity JOIN speech ON speech.entity = entity.number "
        "WHERE entity.id IN (SELECT value FROM json_each(:entities)) {among} "
        "UNION SELECT article, statement FROM speech "
        "WHERE speaker IN (SELECT value FROM json_each(:speakers)) {among}",
        {"entities": json.dumps(entities), "speakers": json.dumps(speakers)},
        most,
        among,
    )


def statements_in_conflict(
    database: Database, *, most: int, among: Among
) -> tuple[StatementId, ...]:
    """The statements that differ from or contradict one of another article."""
    return _statements(
        database,
        "SELECT DISTINCT held.article, statement FROM article AS conflicting "
        "JOIN held_relation AS held ON held.article = conflicting.number "
        "WHERE conflicts > 0 AND relation IN (SELECT value FROM json_each(:kinds)) {among}",
        {"kinds": json.dumps(_CONFLICTS)},
        most,
        among,
    )


def _counted(database: Database, query: str) -> tuple[tuple[str, int], ...]:
    with database.reading() as connection:
        return tuple(connection.execute(query).fetchall())


def _articles(
    database: Database, where: str, given: list[str | int], most: int, among: Among
) -> tuple[ArticleId, ...]:
    if among is None:
        query = (
            f"SELECT id FROM article WHERE {where} "  # noqa: S608 - conditions written above
            f"ORDER BY number DESC LIMIT ?{len(given) + 1}"
        )
        given = [*given, most]
    else:
        # Each by its id; what it is asked for may be true of nearly all.
        query = (
            f"SELECT article.id FROM json_each(?{len(given) + 1}) AS asked "  # noqa: S608
            f"CROSS JOIN article ON article.id = asked.value WHERE {where}"
        )
        given = [*given, json.dumps(among)]
    with database.reading() as connection:
        return tuple(ArticleId(row[0]) for row in connection.execute(query, given))


def _statements(
    database: Database, query: str, given: dict[str, str], most: int, among: Among
) -> tuple[StatementId, ...]:
    """What a query gives, `{among}` in it filled in."""
    restricted = ""
    if among is not None:
        restricted = (
            "AND article IN (SELECT number FROM article "
            "WHERE id IN (SELECT value FROM json_each(:among)))"
        )
    with database.reading() as connection:
        rows = connection.execute(
            f"SELECT id, statement FROM ({query.format(among=restricted)}) AS found "  # noqa: S608
            "JOIN article ON article.number = found.article "
            "ORDER BY found.article DESC LIMIT :most",
            {**given, "most": most, "among": json.dumps(among)},
        ).fetchall()
    return tuple(StatementId(ArticleId(article), number) for article, number in rows)
