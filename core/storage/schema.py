"""The tables of a library, as a ladder: every version is reached from the one before."""

from __future__ import annotations

import sqlite3

APPLICATION_ID = 0x4C657361
"""Says in the file's head that it is a library: `Lesa`."""

# Articles carry a small number inside the database, in the order in which they were added. The
# side tables keep what the list never needs out of the rows the list reads.
_VERSION_1 = (
    """
    CREATE TABLE story (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL
    )
    """,
    # `list_order` is the same for all articles of a story: minus the number of the newest of
    # them, so that ascending order shows the story added to last first; without a story it is 0,
    # which comes last.
    """
    CREATE TABLE article (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        source NOT NULL,
        title TEXT NOT NULL,
        title_derived INTEGER NOT NULL,
        language TEXT NOT NULL,
        category TEXT,
        outlet TEXT,
        author TEXT,
        published TEXT,
        url TEXT,
        read INTEGER NOT NULL DEFAULT 0,
        story INTEGER REFERENCES story ON DELETE SET NULL,
        list_order INTEGER NOT NULL DEFAULT 0,
        statements INTEGER NOT NULL DEFAULT 0,
        conflicts INTEGER,
        analysis TEXT,
        failed_analysis TEXT,
        failure TEXT,
        related INTEGER NOT NULL DEFAULT 0,
        stale INTEGER NOT NULL DEFAULT 1,
        grouped INTEGER NOT NULL DEFAULT 0
    )
    """,
    "CREATE INDEX article_in_list ON article (list_order, number)",
    "CREATE INDEX article_of_story ON article (story) WHERE story IS NOT NULL",
    """
    CREATE TABLE article_text (
        article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
        text TEXT NOT NULL,
        blocks TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE article_origin (
        article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
        original BLOB NOT NULL,
        dropped BLOB NOT NULL,
        alignment BLOB NOT NULL
    )
    """,
    """
    CREATE TABLE source (
        source PRIMARY KEY NOT NULL,
        article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
        name NOT NULL,
        stem NOT NULL,
        digest TEXT NOT NULL,
        size INTEGER NOT NULL,
        modified INTEGER NOT NULL
    )
    """,
    "CREATE INDEX source_of_article ON source (article)",
    "CREATE INDEX source_name ON source (name)",
    "CREATE INDEX source_stem ON source (stem)",
    "CREATE INDEX source_digest ON source (digest)",
    """
    CREATE TABLE statement (
        article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
        number INTEGER NOT NULL,
        role TEXT NOT NULL,
        "start" INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        text TEXT NOT NULL,
        figures TEXT NOT NULL,
        lemmas TEXT NOT NULL,
        PRIMARY KEY (article, number)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE name (
        article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
        "start" INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        text TEXT NOT NULL,
        kind TEXT NOT NULL
    )
    """,
    'CREATE INDEX name_of_article ON name (article, "start")',
    """
    CREATE TABLE entity (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        kind TEXT NOT NULL,
        count INTEGER NOT NULL DEFAULT 0
    )
    """,
    """
    CREATE TABLE entity_vote (
        entity INTEGER NOT NULL REFERENCES entity ON DELETE CASCADE,
        article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
        name TEXT NOT NULL,
        kind TEXT NOT NULL,
        weight INTEGER NOT NULL,
        PRIMARY KEY (entity, article)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX entity_vote_of_article ON entity_vote (article)",
    """
    CREATE TABLE entity_spelling (
        entity INTEGER NOT NULL REFERENCES entity ON DELETE CASCADE,
        text TEXT NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (entity, text)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE mention (
        article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
        "start" INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        entity INTEGER NOT NULL REFERENCES entity ON DELETE CASCADE,
        statement INTEGER NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (article, "start", "end", entity)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX mention_of_entity ON mention (entity, article)",
    """
    CREATE TABLE relation (
        article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
        statement INTEGER NOT NULL,
        position INTEGER NOT NULL,
        other_article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
        other_statement INTEGER NOT NULL,
        score REAL NOT NULL,
        relation TEXT NOT NULL,
        evidence TEXT NOT NULL,
        parts TEXT NOT NULL,
        PRIMARY KEY (article, statement, position)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX relation_to ON relation (other_article)",
)

_VERSION_2 = (
    # An empty stance is one nobody has looked for: the library is analysed again after a change
    # of rules, and statements are made anew then.
    "ALTER TABLE statement ADD COLUMN stance TEXT NOT NULL DEFAULT ''",
    # Where nobody is named, `speaker` is NULL; ends are NULL where another statement names them.
    """
    CREATE TABLE speech (
        article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
        statement INTEGER NOT NULL,
        kind TEXT NOT NULL,
        speaker TEXT,
        entity INTEGER REFERENCES entity ON DELETE SET NULL,
        "start" INTEGER,
        "end" INTEGER,
        cue_start INTEGER,
        cue_end INTEGER,
        PRIMARY KEY (article, statement)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX speech_of_entity ON speech (entity) WHERE entity IS NOT NULL",
    # By what rules a part of the library was made, where that is the same for all articles.
    # Rises with every change to what statements are compared by.
    "ALTER TABLE article ADD COLUMN version INTEGER NOT NULL DEFAULT 1",
    "CREATE TABLE made_by (what TEXT PRIMARY KEY, rules TEXT NOT NULL) WITHOUT ROWID",
    "INSERT INTO made_by SELECT 'relations', '1' WHERE EXISTS (SELECT 1 FROM article)",
)

_VERSION_3 = (
    # What the reader has said to relations, from either side: a copy of what is kept with the
    # marks, placed in the texts as they are now.
    """
    CREATE TABLE verdict (
        article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
        statement INTEGER NOT NULL,
        other_article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
        other_statement INTEGER NOT NULL,
        ruling TEXT NOT NULL,
        relation TEXT NOT NULL,
        PRIMARY KEY (article, statement, other_article, other_statement)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX verdict_to ON verdict (other_article)",
    # The relations that hold, with the reader's word before the program's.
    """
    CREATE VIEW held_relation AS
    SELECT article, statement, other_article, other_statement, relation FROM relation
    WHERE NOT EXISTS (
        SELECT 1 FROM verdict WHERE verdict.article = relation.article
        AND verdict.statement = relation.statement
        AND verdict.other_article = relation.other_article
        AND verdict.other_statement = relation.other_statement
    )
    UNION ALL
    SELECT article, statement, other_article, other_statement, relation FROM verdict
    WHERE ruling <> 'rejected'
    """,
    # What grouping compares of an article: its words, and in how many articles each stands.
    """
    CREATE TABLE article_terms (
        article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
        terms TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE term_spread (
        term TEXT PRIMARY KEY NOT NULL,
        articles INTEGER NOT NULL
    ) WITHOUT ROWID
    """,
)

_VERSION_4 = (
    # When the text as it is now was first read; NULL where nobody has noted it. Whether it
    # has changed since the reader read it.
    "ALTER TABLE article ADD COLUMN seen TEXT",
    "ALTER TABLE article ADD COLUMN changed INTEGER NOT NULL DEFAULT 0",
    # The texts an article had before, counted from 1; numbers are not used again.
    """
    CREATE TABLE earlier_text (
        article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
        number INTEGER NOT NULL,
        seen TEXT,
        title TEXT NOT NULL,
        published TEXT,
        language TEXT NOT NULL,
        body BLOB NOT NULL,
        PRIMARY KEY (article, number)
    )
    """,
)

LINKS_OF_RELATIONS = """
    INSERT INTO link SELECT article, '[' || group_concat(
        statement || ',' || other_article || ',' || other_statement || ',' || score || ',' ||
        CASE relation
            WHEN 'agrees' THEN 0 WHEN 'differs' THEN 1 WHEN 'contradicts' THEN 2 ELSE 3
        END || ',' ||
        -- Counted without reading the column: quotation marks in its texts are escaped.
        ((length(evidence) - length(replace(evidence, '["word",', ''))) / 8 +
         (length(evidence) - length(replace(evidence, '["figure",', ''))) / 10 +
         (length(evidence) - length(replace(evidence, '["date",', ''))) / 8)
    ) || ']' FROM relation GROUP BY article
"""
"""Puts the relations of every article together."""

_VERSION_5 = (
    # The relations of an article in one piece: for each its statement, the number of the other
    # article, its statement, score, relation, and on how many words, figures and dates it rests.
    """
    CREATE TABLE link (
        article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
        packed TEXT NOT NULL
    )
    """,
    LINKS_OF_RELATIONS,
)

_VERSION_6 = (
    # What searches restrict articles by; within each, those added last are found first.
    "CREATE INDEX article_published ON article (published) WHERE published IS NOT NULL",
    "CREATE INDEX article_outlet ON article (outlet) WHERE outlet IS NOT NULL",
    "CREATE INDEX article_language ON article (language)",
    "CREATE INDEX article_read ON article (read)",
    "CREATE INDEX article_in_conflict ON article (number) WHERE conflicts > 0",
    "CREATE INDEX speech_speaker ON speech (speaker) WHERE speaker IS NOT NULL",
)

_VERSION_7 = (
    # The claims of large stories, with a stamp of everything they were made from.
    """
    CREATE TABLE story_claims (
        story TEXT PRIMARY KEY,
        stamp TEXT NOT NULL,
        claims BLOB NOT NULL
    ) WITHOUT ROWID
    """,
)

_VERSION_8 = (
    # What is known of a feed beside the subscription: what is sent back when it is asked again,
    # what it says of itself, and how it went.
    """
    CREATE TABLE feed (
        id TEXT PRIMARY KEY,
        etag TEXT,
        modified TEXT,
        title TEXT NOT NULL DEFAULT '',
        home TEXT,
        language TEXT,
        checked TEXT,
        failure TEXT,
        flaw TEXT,
        gone INTEGER NOT NULL DEFAULT 0
    ) WITHOUT ROWID
    """,
    # The entries that have been taken in. `article` is NULL where one became none; `digest` is of
    # what the feed said, `given` of the text the article got from it, empty where it has another.
    # `page` is empty when the text is that of the page, else why it is not, NULL when nobody
    # asked for it.
    """
    CREATE TABLE feed_entry (
        feed TEXT NOT NULL,
        entry TEXT NOT NULL,
        article INTEGER REFERENCES article ON DELETE SET NULL,
        source TEXT NOT NULL,
        url TEXT,
        digest TEXT NOT NULL,
        given TEXT NOT NULL DEFAULT '',
        held TEXT NOT NULL,
        page TEXT,
        PRIMARY KEY (feed, entry)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX feed_entry_article ON feed_entry (article) WHERE article IS NOT NULL",
    "CREATE INDEX article_of_feed ON feed_entry (feed, article) WHERE article IS NOT NULL",
    # What the robots.txt of a server says to this program, and when it was read, in seconds.
    """
    CREATE TABLE robots (
        origin TEXT PRIMARY KEY,
        rules TEXT NOT NULL,
        fetched REAL NOT NULL
    ) WITHOUT ROWID
    """,
    # By which the same text is found that came in another format.
    "CREATE INDEX article_title ON article (title)",
)

LADDER: tuple[tuple[str, ...], ...] = (
    _VERSION_1,
    _VERSION_2,
    _VERSION_3,
    _VERSION_4,
    _VERSION_5,
    _VERSION_6,
    _VERSION_7,
    _VERSION_8,
)
"""What leads from each version to the next; never changed, only added to."""

VERSION = len(LADDER)


def climb(connection: sqlite3.Connection, version: int) -> None:
    """Bring a database of this version up to date, inside the caller's transaction."""
    for step in LADDER[version:]:
        for statement in step:
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
