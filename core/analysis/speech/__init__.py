"""Who says it: which statements of a report give somebody's words, and whose.

Every statement is read by itself for what attributes words (`sagte Kohl`, `laut Polizei`,
`according to`); then the report is read from beginning to end, because a quotation runs over
several statements, a pronoun means somebody named before, and German indirect speech goes on
without naming its speaker again. Precision comes before recall: what is not certain has no entity.

The entity of a speaker is the person at the head of the phrase that names the speaker
(`Bahn-Chefin Anna Kohl`), or the organisation. An organisation speaks through an unnamed
spokesperson, statement or report (`ein Sprecher von Zynex`, `laut einer Mitteilung von Zynex`); a
person does not (`ein Sprecher von Anna Kohl` has no entity). A role alone (`der Minister`) has
none either, and no pronoun has that could mean two.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.analysis.speech.narration import Narrator, read_scenes
from core.analysis.speech.persons import Persons
from core.model import Entity, EntityId, Mention, Speech, Statement

__all__ = ["speech_of"]

_LANGUAGES = frozenset(("de", "en"))


def speech_of(
    statements: Sequence[Statement],
    text: str,
    language: str,
    *,
    entities: Mapping[EntityId, Entity],
    mentions: Sequence[Mention],
) -> tuple[Speech, ...]:
    """The speech in the statements of an article, at most one of each, in order.

    Spans of the statements and mentions count in `text`, the article's. Nothing is found in a
    language that is neither German nor English.
    """
    if language not in _LANGUAGES:
        return ()
    scenes, quoted = read_scenes(statements, text, language, entities, mentions)
    persons = Persons(text, entities, mentions)
    return Narrator(scenes, quoted, persons, entities, language).speeches()
