"""The reader's own on the command line: listed, exported, imported."""

from __future__ import annotations

import sys
import textwrap
from argparse import Namespace
from collections.abc import Iterable, Mapping
from pathlib import Path

from core.cli import records
from core.cli.files import keep
from core.cli.output import Answer, Format, Paint, written
from core.errors import UsageError
from core.exports.marks import correction_words, rows_of
from core.library import Library
from core.library.carrying import Form, ImportReport
from core.model import ArticleId, Correction, Mark, StoryWish, StoryWishKind
from core.text.clean import clean, clean_line

_FORMS = {".json": Form.JSON, ".md": Form.MD, ".jsonld": Form.JSONLD}
_LISTS = {".csv": Format.CSV, ".jsonl": Format.JSONL, ".txt": Format.TEXT}


def marks(library: Library, arguments: Namespace, paint: Paint) -> Answer:
    """Bookmarks, notes and verdicts in the order they were made; or what was asked for instead."""
    if arguments.imported is not None:
        return _import(library, Path(arguments.imported))
    if arguments.exported is not None:
        return _export(library, Path(arguments.exported), force=arguments.force)
    if arguments.corrections:
        made = library.corrections()
        lines = [_correction_line(each, paint) for each in made]
        return Answer(
            [records.correction(each) for each in made], "\n".join(lines), found=bool(made)
        )
    if arguments.stories:
        return _stories(library, paint)
    return _listed(library, Format(arguments.format), paint)


def _stories(library: Library, paint: Paint) -> Answer:
    """What the reader has changed about stories, in the order it was made."""
    wishes = library.story_wishes()
    titles = {row.id: row.title for row in library.rows()} if wishes else {}
    lines = [line for each in wishes for line in _wish_lines(each, titles, paint)]
    found = [records.story_wish(each, titles) for each in wishes]
    return Answer(found, "\n".join(lines), found=bool(wishes))


def _listed(library: Library, chosen: Format, paint: Paint) -> Answer:
    found = library.marks()
    if chosen is Format.MD and found:
        return Answer([], "", document=library.export_own(Form.MD))
    if chosen is Format.CSV:
        return Answer(list(rows_of(found, library.citations(found))), "", found=bool(found))
    lines = [line for mark in found for line in _mark_lines(mark, paint)]
    return Answer([records.mark(mark) for mark in found], "\n".join(lines), found=bool(found))


def _export(library: Library, path: Path, *, force: bool) -> Answer:
    """Write a file of the kind its name ends in."""
    suffix = path.suffix.lower()
    if suffix in _FORMS:
        page = library.export_own(_FORMS[suffix])
    elif suffix in _LISTS:
        chosen = _LISTS[suffix]
        page = written(_listed(library, chosen, Paint(on=False)), chosen)
    else:
        raise UsageError(
            "ends in none of the kinds there are",
            subject=path.name or str(path),
            advice=f"name a file that ends in {', '.join([*_FORMS, *_LISTS])}",
        )
    keep(path, page, force=force, advice="choose another --export")
    sys.stderr.write(f"lesart: wrote {clean_line(path.name)!r}\n")
    return Answer([], "")


def _import(library: Library, path: Path) -> Answer:
    report = library.import_own(path)
    whole = _import_record(report)
    lines = [
        f"{len(which):6}  {word}"
        for word, which in (
            ("added", report.added),
            ("updated", report.updated),
            ("unchanged", report.unchanged),
        )
        if which
    ]
    lines += [clean_line(f"failed: {each.source}: {each.reason}") for each in report.failed]
    taken = report.added or report.updated or report.unchanged
    return Answer([whole], "\n".join(lines), whole=whole, found=bool(taken) and not report.failed)


def _import_record(report: ImportReport) -> dict[str, object]:
    return {
        "added": list(report.added),
        "updated": list(report.updated),
        "unchanged": list(report.unchanged),
        "failed": [{"source": each.source, "reason": each.reason} for each in report.failed],
    }


def _mark_lines(mark: Mark, paint: Paint) -> Iterable[str]:
    where = "orphan" if mark.orphan else f"{mark.anchor.article}:{mark.anchor.statement}"
    tags = "".join(f" #{clean_line(tag)}" for tag in mark.tags)
    if mark.other is not None and not mark.orphan:
        where += f" and {mark.other.article}:{mark.other.statement}"
    ruling = "" if mark.ruling is None else f"{mark.ruling}: {mark.relation}  "
    yield f"{mark.kind:<8}  {ruling}{where}  {mark.created[:10]}{tags}"
    yield paint("dim", f"    „{_short(mark.anchor.quote)}“")
    if mark.other is not None:
        yield paint("dim", f"    „{_short(mark.other.quote)}“")
    if mark.text:
        yield textwrap.indent(clean(mark.text).text, "    ")


def _correction_line(correction: Correction, paint: Paint) -> str:
    kind, words = correction_words(correction).split(": ", 1)
    facts = paint("dim", f"  {correction.created[:10]} · {correction.reach}")
    return f"{kind:<6}  {words}{facts}"


def _wish_lines(wish: StoryWish, titles: Mapping[ArticleId, str], paint: Paint) -> Iterable[str]:
    name = f"  {wish.name}" if wish.name else ""
    yield f"{wish.kind:<8}{name}  {wish.created[:10]}"
    for word, articles in (("", wish.articles), (_TO[wish.kind], wish.others)):
        for article in articles:
            title = titles.get(article, "no longer in the library")
            yield paint("dim", f"    {word:<5} {article}  {_short(title)}")
            word = ""


_TO = {
    StoryWishKind.MOVE: "to",
    StoryWishKind.JOIN: "with",
    StoryWishKind.SPLIT: "from",
    StoryWishKind.OUT: "from",
    StoryWishKind.RENAME: "",
    StoryWishKind.OFF: "",
}
"""How those stand to the articles that a wish names beside them."""


def _short(text: str) -> str:
    return textwrap.shorten(text, 100, placeholder=" …")
