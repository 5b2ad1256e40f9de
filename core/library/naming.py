"""Whose the names of a story are: what linking makes of them, and what the reader knows better.

And with the names who has the word, for a speaker is one of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.analysis.corrections import corrected
from core.analysis.known_names import load_known_names
from core.analysis.linking import ArticleNames, LinkedNames, link
from core.analysis.speech import speech_of
from core.model import ArticleId, Correction, Mention, Speech
from core.storage import analysis, articles, entities, speech, statements
from core.storage.database import Database


def kept_names(database: Database, article: ArticleId) -> ArticleNames:
    """An analysed article with the names the pipeline saw in it.

    Raises:
        ArticleNotFound: it is not in the library.
    """
    return ArticleNames(
        article=article,
        language=articles.row(database, article).language,
        text=articles.text(database, article),
        statements=statements.statements(database, article),
        names=analysis.names_of(database, article),
    )


@dataclass(frozen=True, slots=True)
class SettledNames:
    """Who and what the articles of one story name, as the reader wants it, and who speaks."""

    members: tuple[ArticleId, ...]
    linked: LinkedNames
    speech: tuple[Speech, ...]


def settled_names(
    together: Sequence[ArticleNames], corrections: Sequence[Correction]
) -> SettledNames:
    """Settle the names of the articles of one story."""
    linked = corrected(_linked(tuple(together)), together, corrections)
    members = tuple(each.article for each in together)
    return SettledNames(members, linked, tuple(_speech(together, linked)))


def _speech(together: Sequence[ArticleNames], linked: LinkedNames) -> Iterator[Speech]:
    known = {each.id: each for each in linked.entities}
    mentions: defaultdict[ArticleId, list[Mention]] = defaultdict(list)
    for mention in linked.mentions:
        mentions[mention.article].append(mention)
    for each in together:
        yield from speech_of(
            each.statements,
            each.text,
            each.language,
            entities=known,
            mentions=mentions[each.article],
        )


@lru_cache(maxsize=32)
def _linked(together: tuple[ArticleNames, ...]) -> LinkedNames:
    """Remembered, because a reader who corrects a name will correct the next one in the story."""
    return link(together, known=load_known_names())


def put_names(database: Database, names: SettledNames) -> None:
    """Keep names and speech in place of all that were known in these articles."""
    with database.writing():
        entities.put_entities(database, names.members, names.linked.entities, names.linked.mentions)
        speech.put_speech(database, names.members, names.speech)
