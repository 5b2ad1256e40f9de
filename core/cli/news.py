"""What `news` and `changes` answer."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping, Sequence

from core.cli import records
from core.cli.output import Answer, Format, Paint, Record
from core.cli.telling import placed_record, with_lit, wrapped
from core.library import Library, change_words, news_words
from core.model import (
    ArticleRow,
    Change,
    ChangeKind,
    Changes,
    Counterpart,
    News,
    NewsItem,
    Span,
    Version,
)

_LISTS = ("disputes", "adds", "repeats", "unclear")
_TABLES = (Format.CSV, Format.MD)
_TEXT = 72


def news(library: Library, arguments: Namespace, paint: Paint) -> Answer:
    """What a report, or the last one of every story, adds, disputes and repeats."""
    wanted = (
        library.latest() if arguments.article is None else (library.resolve(arguments.article),)
    )
    found = [each for article in wanted if (each := library.news(article)) is not None]
    rows = (
        [row for each in found for row in _news_rows(each)]
        if arguments.format in _TABLES
        else [_news(each) for each in found]
    )
    return Answer(
        rows,
        "\n\n".join("\n".join(_news_lines(each, paint)) for each in found),
        whole=_news(found[0]) if arguments.article is not None and found else None,
        found=any(each.before for each in found),
    )


def changes(library: Library, arguments: Namespace, paint: Paint) -> Answer:
    """What changed in the text of an article since it was read before."""
    article = library.resolve(arguments.article)
    found = library.changes(article, since=arguments.since)
    if found is None:
        return Answer([], "", found=False)
    told = [each for each in found.statements if each.kind is not ChangeKind.SAME]
    return Answer(
        [_change(each) for each in told],
        "\n".join(_change_lines(found, told, paint)),
        whole=_changes(found, told, library.versions(article)),
        found=bool(told),
    )


# --- as JSON --------------------------------------------------------------------------------------


def _news(shown: News) -> Record:
    return {
        "article": _report(shown.article),
        "story": {"id": shown.story.id, "title": shown.story.title},
        "before": [_report(each) for each in shown.before],
        "copy_of": None if shown.copy_of is None else shown.copy_of.id,
        **{name: [_item(each) for each in items] for name, items in _items(shown)},
    }


def _items(shown: News) -> Iterable[tuple[str, Sequence[NewsItem]]]:
    by_name: Mapping[str, Sequence[NewsItem]] = {
        "adds": shown.adds,
        "disputes": shown.disputes,
        "repeats": shown.repeats,
        "unclear": shown.unclear,
    }
    return ((name, by_name[name]) for name in _LISTS)


def _report(row: ArticleRow) -> Record:
    return {
        "article": row.id,
        "title": row.title,
        "outlet": row.outlet,
        "published": row.published,
    }


def _item(shown: NewsItem) -> Record:
    return {
        "statement": placed_record(shown.statement),
        "reports": shown.reports,
        "others": [_counterpart(each) for each in shown.counterparts],
    }


def _counterpart(shown: Counterpart) -> Record:
    related = shown.related
    return {
        "score": round(related.score, 4),
        "relation": str(related.relation),
        "statement": placed_record(shown.statement),
        "evidence": [records.evidence(each) for each in related.evidence],
        "verdict": None if related.verdict is None else str(related.verdict),
    }


def _news_rows(shown: News) -> Iterable[Record]:
    for name, items in _items(shown):
        for item in items:
            first = next(iter(item.counterparts), None)
            yield {
                "article": shown.article.id,
                "news": name,
                "statement": str(item.statement.id),
                "text": item.statement.text,
                "reports": item.reports,
                "relation": None if first is None else str(first.related.relation),
                "other": None if first is None else str(first.statement.id),
                "other_text": None if first is None else first.statement.text,
            }


def _changes(found: Changes, told: Sequence[Change], versions: Sequence[Version]) -> Record:
    return {
        "article": found.article,
        "before": _version(found.before),
        "after": _version(found.after),
        "versions": [_version(each) for each in versions],
        "same": found.count(ChangeKind.SAME),
        "changes": [_change(each) for each in told],
    }


def _version(shown: Version) -> Record:
    return {
        "number": shown.number,
        "seen": shown.seen,
        "title": shown.title,
        "published": shown.published,
    }


def _change(shown: Change) -> Record:
    return {
        "kind": str(shown.kind),
        "statement": None if shown.statement is None else str(shown.statement),
        "before": shown.before,
        "after": shown.after,
        "before_spans": [records.span(each) for each in shown.before_spans],
        "after_spans": [records.span(each) for each in shown.after_spans],
    }


# --- as text --------------------------------------------------------------------------------------

_SIGNS: Mapping[str, str] = {"adds": "◦", "disputes": "≠", "repeats": "=", "unclear": "~"}
_STYLES: Mapping[str, str] = {
    "adds": "title",
    "disputes": "contradicts",
    "repeats": "agrees",
    "unclear": "dim",
}
_CHANGE_SIGNS: Mapping[ChangeKind, str] = {
    ChangeKind.REWORDED: "±",
    ChangeKind.NEW: "+",
    ChangeKind.GONE: "-",
    ChangeKind.MOVED: "»",
}


def _news_lines(shown: News, paint: Paint) -> Iterator[str]:
    yield paint("title", f"{shown.article.id}  {shown.article.title}")
    compared = f" ({_counted(len(shown.before), 'report')} before it)" if shown.before else ""
    yield paint("dim", f"{news_words(shown)}{compared}")
    if not shown.before:
        return
    for name, items in _items(shown):
        if items:
            yield ""
            yield paint(_STYLES[name], f"{name} {len(items)}")
        for item in items:
            yield from _item_lines(name, item, paint)


def _item_lines(name: str, item: NewsItem, paint: Paint) -> Iterator[str]:
    parted = _parted(item.counterparts[:1], there=False) if name == "disputes" else ()
    first, *rest = _lines(item.statement.text, parted, paint)
    yield f"{_SIGNS[name]} {item.statement.id.number:>4}  {first}"
    yield from (f"        {line}" for line in rest)
    if name == "repeats":
        where = ", ".join(str(each.statement.id) for each in item.counterparts)
        yield paint("dim", f"        so {_counted(item.reports, 'report')}: {where}")
    if name == "disputes":
        for each in item.counterparts:
            facts = (each.statement.outlet or each.statement.title, each.statement.published)
            about = "  ".join([str(each.statement.id), *(fact for fact in facts if fact)])
            relation = each.related.relation
            yield f"        {paint(relation, relation)}  {paint('dim', about)}"
            other = _lines(each.statement.text, _parted([each], there=True), paint)
            yield from (f"          {line}" for line in other)


def _parted(counterparts: Iterable[Counterpart], *, there: bool) -> list[Span]:
    """Where two statements part, on one of the sides."""
    evidence = [one for each in counterparts for one in each.related.evidence if not one.shared]
    spans = (one.there_span if there else one.here_span for one in evidence)
    return [span for span in spans if span is not None]


def _change_lines(found: Changes, told: Sequence[Change], paint: Paint) -> Iterator[str]:
    since = f", first read {found.before.seen[:16].replace('T', ' ')}" if found.before.seen else ""
    yield paint("title", f"{found.article}  {found.after.title}")
    yield paint(
        "dim",
        f"{change_words(found) or 'no statement changed'} since text "
        f"{found.before.number} of {found.after.number}{since}",
    )
    for each in told:
        yield ""
        number = "" if each.statement is None else each.statement.number
        head = f"{_CHANGE_SIGNS[each.kind]} {number:>4}  "
        if each.kind is ChangeKind.REWORDED:
            yield f"{head}{paint('dim', each.kind)}"
            yield from _side("-", each.before, each.before_spans, paint)
            yield from _side("+", each.after, each.after_spans, paint)
        else:
            text = each.after if each.after is not None else each.before
            first, *rest = _lines(text or "", (), paint)
            yield head + first
            yield from (f"        {line}" for line in rest)


def _side(sign: str, text: str | None, spans: Sequence[Span], paint: Paint) -> Iterator[str]:
    first, *rest = _lines(text or "", spans, paint)
    yield f"      {sign} {first}"
    yield from (f"        {line}" for line in rest)


def _lines(text: str, spans: Sequence[Span], paint: Paint) -> list[str]:
    return wrapped(with_lit(text, spans, paint), _TEXT)


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
