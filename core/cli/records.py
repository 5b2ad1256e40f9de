"""Values as the JSON that scripts rely on. The fields are promised; more may stand beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.cli.output import Record
from core.library.explaining import ExplainedRow, evidence_rows, side_rows
from core.model import (
    AddReport,
    Article,
    ArticleId,
    ArticleRow,
    Correction,
    EntityCount,
    EntityId,
    Evidence,
    Explanation,
    Figure,
    Mark,
    Mention,
    RelatedStatement,
    SavedSearch,
    SearchHit,
    Sign,
    Span,
    Speech,
    Stance,
    Statement,
    StoryWish,
)


def article_row(row: ArticleRow) -> Record:
    """One line of `list`."""
    return {
        "id": row.id,
        "title": row.title,
        "source": row.source,
        "outlet": row.outlet,
        "published": row.published,
        "language": row.language,
        "story": row.story,
        "statements": row.statements,
        "conflicts": row.conflicts,
        "read": row.read,
        "changed": row.changed,
        "title_derived": row.title_derived,
    }


def article(shown: Article, statements: Sequence[Record], sources: Sequence[str]) -> Record:
    """The whole of `show`."""
    return {
        "id": shown.id,
        "title": shown.title,
        "title_derived": shown.title_derived,
        "category": shown.category,
        "lead": shown.lead,
        "published": shown.published,
        "author": shown.author,
        "outlet": shown.outlet,
        "url": shown.url,
        "language": shown.language,
        "sources": list(sources),
        "headings": list(shown.headings),
        "paragraphs": list(shown.paragraphs),
        "dropped": [
            {"text": d.text, "reason": d.reason, "start": d.span.start, "end": d.span.end}
            for d in shown.dropped
        ],
        "statements": list(statements),
    }


def statement(shown: Statement, sign: Sign, *, speech: Record | None) -> Record:
    """One statement of `show`; offsets count in the article's text."""
    return {
        "id": str(shown.id),
        "text": shown.text,
        "start": shown.span.start,
        "end": shown.span.end,
        "mark": str(sign),
        "role": str(shown.role),
        "figures": [figure(each) for each in shown.figures],
        "denied": shown.stance.denied,
        "certainty": str(shown.stance.certainty),
        "speech": speech,
    }


def speech(shown: Speech, name: str | None) -> Record:
    """Whose words a statement gives; `name` is that of the entity who speaks."""
    return {"kind": str(shown.kind), "speaker": shown.speaker, "entity": name}


def figure(shown: Figure) -> Record:
    """A figure and its normal form; amounts as text, so that they stay exact."""
    return {
        "kind": str(shown.kind),
        "text": shown.text,
        "normal": shown.normal,
        "value": None if shown.value is None else f"{shown.value:f}",
        "high": None if shown.high is None else f"{shown.high:f}",
        "unit": shown.unit,
        "date": shown.date,
        "hedge": shown.hedge,
        "start": shown.span.start,
        "end": shown.span.end,
    }


def entity(counted: EntityCount, mentions: Sequence[Mention]) -> Record:
    """One entity of `entities`."""
    return {
        "name": counted.entity.name,
        "kind": str(counted.entity.kind),
        "spellings": list(counted.entity.spellings),
        "count": counted.count,
        "mentions": [
            {
                "article": mention.article,
                "statement": mention.statement,
                "start": mention.span.start,
                "end": mention.span.end,
                "text": mention.text,
            }
            for mention in mentions
        ],
    }


def related(found: RelatedStatement) -> Record:
    """One line of `related`."""
    return {
        "score": round(found.related.score, 4),
        "relation": str(found.related.relation),
        "statement": {
            "id": str(found.related.statement),
            "text": found.text,
            "article": found.related.statement.article,
            "title": found.title,
        },
        "verdict": None if found.related.verdict is None else str(found.related.verdict),
        "evidence": [evidence(each) for each in found.related.evidence],
        "parts": [
            {"name": part.name, "value": round(part.value, 4)} for part in found.related.parts
        ],
        "hidden": None if found.related.hidden is None else str(found.related.hidden),
    }


def explanation(shown: Explanation, here: str, there: str, names: Mapping[EntityId, str]) -> Record:
    """What `related --explain` adds, of the statements with these texts."""
    related = shown.related
    return {
        "score": round(related.score, 4),
        "parts": [{"name": part.name, "value": round(part.value, 4)} for part in related.parts],
        "relation": str(related.relation),
        "hidden": None if related.hidden is None else str(related.hidden),
        "verdict": None if related.verdict is None else str(related.verdict),
        "sides": [explained_row(row) for row in side_rows(shown, here, there)],
        "evidence": [explained_row(row) for row in evidence_rows(related)],
        "here": _side(shown.here_stance, shown.here_speech, here, names),
        "there": _side(shown.there_stance, shown.there_speech, there, names),
    }


def explained_row(row: ExplainedRow) -> Record:
    """What one thing is on both sides."""
    return {"what": row.what, "here": row.here, "there": row.there, "shared": row.shared}


def _side(stance: Stance, said: Speech | None, text: str, names: Mapping[EntityId, str]) -> Record:
    name = None if said is None or said.entity is None else names.get(said.entity)
    return {
        "denied": stance.denied,
        "certainty": str(stance.certainty),
        "words": [each.of(text) for each in stance.words],
        "speech": None if said is None else speech(said, name),
    }


def evidence(shown: Evidence) -> Record:
    """One thing a relation rests on."""
    return {
        "kind": str(shown.kind),
        "here": shown.here,
        "there": shown.there,
        "shared": shown.shared,
        "here_span": span(shown.here_span),
        "there_span": span(shown.there_span),
    }


def span(stretch: Span | None) -> list[int] | None:
    """A span as `[start, end]`."""
    return None if stretch is None else [stretch.start, stretch.end]


def hit(found: SearchHit, *, in_note: bool) -> Record:
    """One line of `search`; `in_note` says that the reader's note holds what was asked for."""
    return {
        "article": found.article,
        "title": found.title,
        "statement": str(found.statement),
        "text": found.text,
        "hits": [span(each) for each in found.hits],
        "score": round(found.score, 4),
        "in_note": in_note,
    }


def saved_search(shown: SavedSearch) -> Record:
    """One line of `search --list-saved`."""
    return {"name": shown.name, "query": shown.query, "created": shown.created}


def mark(shown: Mark) -> Record:
    """One line of `marks`."""
    return {
        "id": shown.id,
        "kind": str(shown.kind),
        "article": shown.anchor.article,
        "statement": shown.anchor.statement,
        "quote": shown.anchor.quote,
        "text": shown.text,
        "tags": list(shown.tags),
        "created": shown.created,
        "changed": shown.changed,
        "orphan": shown.orphan,
        "other": None
        if shown.other is None
        else {
            "article": shown.other.article,
            "statement": shown.other.statement,
            "quote": shown.other.quote,
        },
        "ruling": None if shown.ruling is None else str(shown.ruling),
        "relation": None if shown.relation is None else str(shown.relation),
    }


def correction(shown: Correction) -> Record:
    """One line of `marks --corrections`."""
    return {
        "id": shown.id,
        "kind": str(shown.kind),
        "names": list(shown.names),
        "kinds": [str(kind) for kind in shown.kinds],
        "name": shown.name,
        "entity_kind": str(shown.entity_kind),
        "reach": str(shown.reach),
        "article": shown.article,
        "created": shown.created,
        "spelling": shown.spelling,
        "before": shown.before,
        "after": shown.after,
    }


def story_wish(shown: StoryWish, titles: Mapping[ArticleId, str]) -> Record:
    """One line of `marks --stories`; titles are those of articles that are still there."""

    def named(articles: Sequence[ArticleId]) -> list[Record]:
        return [{"id": each, "title": titles.get(each)} for each in articles]

    return {
        "id": shown.id,
        "kind": str(shown.kind),
        "name": shown.name,
        "articles": named(shown.articles),
        "others": named(shown.others),
        "created": shown.created,
    }


def add_report(report: AddReport) -> Record:
    """The whole of `add`."""
    return {
        "added": list(report.added),
        "updated": list(report.updated),
        "unchanged": list(report.unchanged),
        "skipped": [{"source": r.source, "reason": r.reason} for r in report.skipped],
        "failed": [{"source": r.source, "reason": r.reason} for r in report.failed],
    }
