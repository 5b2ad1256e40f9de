"""What leaves the library about a story: its timeline, and a dossier to show for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum

from core.exports.dossier import Dossier, Judgement, Report, Utterance
from core.library import telling
from core.model import (
    ArticleId,
    EvidenceKind,
    FigureKind,
    Mark,
    Relation,
    StoryId,
    TimelineEntry,
)
from core.storage import articles, entities, links, speech, statements
from core.storage import story_readings as readings
from core.storage.database import Database
from core.stories.sides import Pair
from core.stories.timeline import timeline_of

NO_LINKS: Mapping[Pair, Relation] = {}


class Layout(StrEnum):
    """How a dossier is written."""

    MD = "md"
    HTML = "html"
    JSON = "json"


def timeline(
    database: Database,
    story: StoryId,
    *,
    rejected: Collection[Pair] = (),
    linked: Mapping[Pair, Relation] = NO_LINKS,
) -> tuple[TimelineEntry, ...]:
    """The dated statements of a story, the earliest first."""
    members = telling.story_of(database, story).articles
    made = statements.statements_of(database, members)
    dated = [
        statement.id
        for told in made.values()
        for statement in told
        if any(figure.kind is FigureKind.DATE for figure in statement.figures)
    ]
    return timeline_of(
        [articles.row(database, each) for each in members],
        made,
        readings.conflicting(database, members, resting_on=EvidenceKind.DATE),
        agreeing=links.agreeing(database, dated),
        rejected=rejected,
        linked=linked,
    )


def dossier(
    database: Database,
    story: StoryId,
    marks: Sequence[Mark],
    *,
    judgements: Sequence[Judgement] = (),
    rejected: Collection[Pair] = (),
    linked: Mapping[Pair, Relation] = NO_LINKS,
    made: str | None = None,
) -> Dossier:
    """All there is to say about a story; of the marks, those in its articles."""
    matrix = telling.matrix_of(database, story, rejected=rejected, linked=linked)
    members = matrix.story.articles
    made_of = statements.statements_of(database, members)
    only = {
        each.statement.id
        for member in members
        for each in telling.only_of(database, member, rejected=rejected, linked=linked)
    }
    return Dossier(
        matrix=matrix,
        reports=tuple(
            Report(row, told.author, told.url, made_of.get(row.id, ()))
            for row in matrix.articles
            for told in [articles.article(database, row.id)]
        ),
        conflicts=telling.conflicts_of(database, story, rejected=rejected, linked=linked),
        only=frozenset(only),
        utterances=tuple(each for member in members for each in _utterances(database, member)),
        timeline=timeline(database, story, rejected=rejected, linked=linked),
        marks=tuple(mark for mark in marks if mark.anchor.article in members),
        judgements=tuple(
            each for each in judgements if {each.here.article, each.there.article} <= set(members)
        ),
        made=made,
    )


def _utterances(database: Database, article: ArticleId) -> list[Utterance]:
    names = {each.entity.id: each.entity.name for each in entities.entities(database, article)}
    said = (
        (each, (names.get(each.entity) if each.entity is not None else None) or each.speaker)
        for each in speech.speech_of(database, article)
    )
    return [Utterance(speaker, each) for each, speaker in said if speaker is not None]


def written(whole: Dossier, layout: Layout) -> str:
    """A dossier as a text; equal dossiers make equal texts."""
    if layout is Layout.JSON:
        from core.exports.record import json_of

        return json_of(whole)
    from core.exports.dossier import document_of

    if layout is Layout.HTML:
        from core.exports.html import html_of

        return html_of(document_of(whole))
    from core.exports.markdown import markdown_of

    return markdown_of(document_of(whole))


def drawn(
    entries: Sequence[TimelineEntry], width: int, *, ascii_only: bool = False
) -> tuple[str, ...]:
    """A timeline as a picture in at most so many columns; empty when nothing can be drawn."""
    from core.exports.plot import ASCII, DRAWN, terminal_plot

    return terminal_plot(entries, width, signs=ASCII if ascii_only else DRAWN)
