"""What each sub-command answers: the library's values in, an `Answer` out."""

from __future__ import annotations

import sys
import textwrap
from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from core import locations
from core.cli import doctoring, feeds, marks, news, parts, records, relating, reporting, telling
from core.cli.output import Answer, Paint
from core.cli.progress import finish, narrate
from core.cli.statements import statement_id
from core.errors import UsageError
from core.library import Library
from core.library.events import Added
from core.model import (
    AddReport,
    Article,
    ArticleId,
    ArticleRow,
    EntityCount,
    Mention,
    Refusal,
    Role,
    SearchHit,
    Sign,
    Statement,
)
from core.text.clean import clean_line

SIGNS: Mapping[Sign, str] = {
    Sign.AGREES: "=",
    Sign.COPIED: "≡",
    Sign.DIFFERS: "≠",
    Sign.CONTRADICTS: "≠",
    Sign.RELATED: " ",
    Sign.ONLY: "◦",
    Sign.NONE: " ",
}


class Command(Protocol):
    """One sub-command."""

    def __call__(self, library: Library, arguments: Namespace, paint: Paint, /) -> Answer:
        """What it answers."""
        ...


def add(library: Library, arguments: Namespace, paint: Paint) -> Answer:
    """Take in files, folders and standard input, and analyse what is new."""
    paths = [path for path in arguments.source if path != "-"]
    report = AddReport()
    if "-" in arguments.source:
        report += library.add_stream(sys.stdin.buffer.read())
    for event in library.add(paths):
        if isinstance(event, Added):
            report += event.report
        else:
            narrate(event)
    finish(library)
    rows = {row.id: row for row in library.rows()}
    lines = [
        f"{count:6}  {word}"
        for word, count in (
            ("added", len(report.added)),
            ("updated", len(report.updated)),
            ("unchanged", len(report.unchanged)),
        )
        if count
    ]
    lines += [f"        {each}  {rows[each].title}" for each in report.added + report.updated]
    lines += _refusals("skipped", report.skipped) + _refusals("failed", report.failed)
    whole = records.add_report(report)
    taken = report.added + report.updated + report.unchanged
    return Answer([whole], "\n".join(lines), whole=whole, found=bool(taken) and not report.failed)


def list_(library: Library, arguments: Namespace, paint: Paint) -> Answer:
    """Every article, stories together."""
    finish(library)
    rows = library.rows()
    titles = {story.id: story.title for story in library.stories() if len(story.articles) > 1}
    lines: list[str] = []
    story = None
    for row in rows:
        if row.story != story:
            story = row.story
            if story in titles:
                lines.append(paint("title", titles[story]))
        lines.append(_row_line(row, paint, inside=row.story in titles))
    return Answer([records.article_row(row) for row in rows], "\n".join(lines), found=bool(rows))


def show(library: Library, arguments: Namespace, paint: Paint) -> Answer:
    """One article whole, with a sign before every statement and what was left out."""
    finish(library)
    shown = library.resolve(arguments.article)
    article, statements, signs = (
        library.article(shown),
        library.statements(shown),
        library.signs(shown),
    )
    names = {each.entity.id: each.entity.name for each in library.entities(shown)}
    said = {
        number: records.speech(each, None if each.entity is None else names.get(each.entity))
        for number, each in library.speech(shown).items()
    }
    found = [
        records.statement(
            each, signs.get(each.id.number, Sign.NONE), speech=said.get(each.id.number)
        )
        for each in statements
    ]
    whole = records.article(article, found, library.sources(shown))
    return Answer(
        found,
        _article_text(article, statements, signs, paint),
        whole=whole,
    )


def entities(library: Library, arguments: Namespace, paint: Paint) -> Answer:
    """Who and what is named, each once, in one article or in all."""
    finish(library)
    article = library.resolve(arguments.article) if arguments.article else None
    counted = library.entities(article)
    found = [records.entity(each, _mentions(library, each, article)) for each in counted]
    lines: list[str] = []
    for kind in ("person", "organisation", "place", "thing"):
        of_kind = [each for each in counted if each.entity.kind == kind]
        if of_kind:
            lines.append(paint("title", kind))
            for each in of_kind:
                others = [s for s in each.entity.spellings if s != each.entity.name]
                also = paint("dim", f"  {', '.join(others)}") if others else ""
                lines.append(f"{each.count:6}  {each.entity.name}{also}")
    return Answer(found, "\n".join(lines), found=bool(found))


def related(library: Library, arguments: Namespace, paint: Paint) -> Answer:
    """The statements of other articles that say the same, say it differently or deny it."""
    if (arguments.statement is None) == (arguments.text is None):
        raise UsageError(
            "name one statement, or give a text with --text",
            subject="related",
            advice="for example: lesart related 3f2a:7",
        )
    finish(library)
    asked = arguments.text
    return relating.related(
        library,
        statement_id(library, arguments.statement) if asked is None else asked,
        arguments,
        paint,
    )


def search(library: Library, arguments: Namespace, paint: Paint) -> Answer:
    """Statements that hold the words asked for, best first."""
    if arguments.list_saved:
        kept = library.saved_searches()
        listed = [
            f"{clean_line(each.name)}  {paint('dim', clean_line(each.query))}" for each in kept
        ]
        return Answer(
            [records.saved_search(each) for each in kept], "\n".join(listed), found=bool(kept)
        )
    asked = " ".join([*_saved_query(library, arguments.saved), *arguments.query])
    if arguments.saved is None and not arguments.query:
        raise UsageError(
            "name what to look for", subject="search", advice="for example: lesart search bridge"
        )
    answer = library.search(asked, limit=arguments.limit)
    for problem in answer.problems:
        _say(f"{problem.message} (at {problem.span.start + 1})")
    for offer in answer.suggestions:
        _say(
            f"nothing holds {offer.written}; did you mean {offer.meant}? "
            f"({_counted(offer.articles, 'article')}): {offer.query}"
        )
    if len(answer.hits) == arguments.limit:
        _say(
            f"the best {arguments.limit} hits, from {answer.articles} articles that "
            "answer; --limit shows more"
        )
    of_article: dict[ArticleId, list[SearchHit]] = {}
    for hit in answer.hits:
        of_article.setdefault(hit.article, []).append(hit)
    lines: list[str] = []
    for article, hits in of_article.items():
        lines.append(paint("title", f"{article}  {hits[0].title}"))
        for hit in hits:
            noted = paint("dim", "  (in your note)") if hit.statement in answer.notes else ""
            lines.append(f"  {hit.statement.number:>4}  {_lit(hit, paint)}{noted}")
    found = [records.hit(hit, in_note=hit.statement in answer.notes) for hit in answer.hits]
    return Answer(found, "\n".join(lines), found=bool(found))


def _saved_query(library: Library, name: str | None) -> tuple[str, ...]:
    """The query saved by a name, if one is named."""
    if name is None:
        return ()
    for each in library.saved_searches():
        if each.name == name:
            return (each.query,)
    raise UsageError(
        "no search is saved by this name",
        subject=name,
        advice="lesart search --list-saved lists them",
    )


def _say(message: str) -> None:
    sys.stderr.write(clean_line(f"lesart: {message}") + "\n")


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def doctor(library: Library, arguments: Namespace, paint: Paint) -> Answer:
    """Check the library, make again what can be made again, say what was done."""
    answer = doctoring.answer(library, arguments)
    finish(library)
    return answer


def paths(arguments: Namespace, environment: Mapping[str, str]) -> Answer:
    """Where everything is kept; nothing is opened or made."""
    library = locations.library_folder(arguments.library, environment)
    places = {
        "library": library,
        "articles": library / locations.DATABASE_NAME,
        "marks": library / locations.MARKS_NAME,
        "backups": library / locations.BACKUPS_NAME,
        "index": library / locations.INDEX_NAME,
        "searches": library / locations.HISTORY_NAME,
        "settings": locations.settings_file(),
        "failure": locations.trace_file(),
    }
    found = [{"what": what, "path": str(path)} for what, path in places.items()]
    width = max(map(len, places))
    return Answer(
        found,
        "\n".join(f"{what:<{width}}  {clean_line(str(path))}" for what, path in places.items()),
    )


def _finished(command: Command) -> Command:
    """The command, with everything analysed before it answers."""

    def answer(library: Library, arguments: Namespace, paint: Paint) -> Answer:
        finish(library)
        return command(library, arguments, paint)

    return answer


COMMANDS: Mapping[str, Command] = {
    "add": add,
    "list": list_,
    "show": show,
    "entities": entities,
    "related": related,
    "conflicts": _finished(telling.conflicts),
    "only": _finished(telling.only),
    "matrix": _finished(telling.matrix),
    "compare": _finished(telling.compare),
    "timeline": _finished(reporting.timeline),
    "dossier": _finished(reporting.dossier),
    "news": _finished(news.news),
    "changes": news.changes,
    "search": search,
    "take-back": parts.take_back,
    "drop": parts.drop,
    "marks": marks.marks,
    "feeds": feeds.feeds,
    "doctor": doctor,
}


def _refusals(word: str, refusals: Sequence[Refusal]) -> list[str]:
    return [clean_line(f"{word}: {each.source}: {each.reason}") for each in refusals]


def _row_line(row: ArticleRow, paint: Paint, *, inside: bool) -> str:
    facts = [fact for fact in (row.outlet, row.published) if fact]
    if row.title_derived:
        facts.append("title derived")
    if row.statements is not None:
        facts.append(f"{row.statements} statements")
    if row.conflicts:
        facts.append(f"{row.conflicts} ≠")
    dot = "●" if not row.read else "±" if row.changed else " "
    indent = "  " if inside else ""
    return f"{indent}{dot} {row.id}  {row.title}  {paint('dim', ' · '.join(facts))}"


def _article_text(
    article: Article,
    statements: Sequence[Statement],
    signs: Mapping[int, Sign],
    paint: Paint,
) -> str:
    facts = [
        fact
        for fact in (article.category, article.outlet, article.author, article.published)
        if fact
    ]
    head = paint("title", article.title) + (
        paint("dim", "  (derived)") if article.title_derived else ""
    )
    lines = [head, *([paint("dim", " · ".join(facts))] if facts else [])]
    for block in article.blocks:
        lines.append("")
        for statement in statements:
            if block.span.start <= statement.span.start < block.span.end:
                lines += _statement_lines(statement, signs, paint)
    if article.dropped:
        lines += ["", paint("dim", "left out:")]
        lines += [
            f"  {number:>4}  " + paint("dim", f"{dropped.reason}: ") + _short(dropped.text)
            for number, dropped in enumerate(article.dropped, start=1)
        ]
    return "\n".join(lines)


def _statement_lines(
    statement: Statement, signs: Mapping[int, Sign], paint: Paint
) -> Iterable[str]:
    sign = signs.get(statement.id.number, Sign.NONE)
    margin = (
        paint(sign, SIGNS[sign]) if sign in ("agrees", "differs", "contradicts") else SIGNS[sign]
    )
    text = textwrap.wrap(" ".join(statement.text.split()), 72) or [""]
    style: Callable[[str], str] = (
        (lambda line: paint("title", line))
        if statement.role in (Role.TITLE, Role.HEADING)
        else (lambda line: line)
    )
    yield f"{margin} {statement.id.number:>4}  {style(text[0])}"
    yield from (f"        {style(line)}" for line in text[1:])


def _mentions(
    library: Library, counted: EntityCount, article: ArticleId | None
) -> tuple[Mention, ...]:
    found = library.mentions(counted.entity.id)
    return tuple(each for each in found if article in (None, each.article))


def _lit(hit: SearchHit, paint: Paint) -> str:
    lit, at = [], 0
    for span in hit.hits:
        lit += [hit.text[at : span.start], paint("hit", span.of(hit.text))]
        at = span.end
    return " ".join("".join([*lit, hit.text[at:]]).split())


def _short(text: str) -> str:
    return textwrap.shorten(text, 100, placeholder=" …")
