"""What leaves the program about a story: the answers of `timeline` and `dossier`."""

from __future__ import annotations

import shutil
import sys
import textwrap
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from core.cli.files import keep
from core.cli.output import Answer, Format, Paint, Record
from core.errors import UsageError
from core.library import Library
from core.library.reporting import Layout, drawn
from core.model import Saying, TimelineEntry

_NARROWEST, _WIDEST = 60, 120
_LONGEST_TITLE = 60


def timeline(library: Library, arguments: Namespace, paint: Paint) -> Answer:
    """The dated statements of a story in order, under a picture of them."""
    entries = library.timeline(library.story(arguments.story).id)
    width = max(_NARROWEST, min(shutil.get_terminal_size().columns, _WIDEST))
    picture = drawn(entries, width, ascii_only=not _can_draw())
    blocks = ["\n".join(picture)] if picture else []
    blocks += ["\n".join(entry_lines(each, width, paint)) for each in entries]
    found = [_saying(entry, each) for entry in entries for each in entry.sayings]
    return Answer(found, "\n\n".join(blocks), found=bool(found))


def dossier(library: Library, arguments: Namespace, paint: Paint) -> Answer:
    """A story with all its sources, as a page to give away."""
    page = library.dossier(library.story(arguments.story).id, _layout(arguments))
    if arguments.output is None or arguments.output == "-":
        return Answer([], "", document=page)
    path = Path(arguments.output)
    keep(path, page, force=arguments.force, advice="choose another --output")
    sys.stderr.write(f"lesart: wrote {path.name!r}\n")
    return Answer([], "")


def _layout(arguments: Namespace) -> Layout:
    """What is asked for behind the command or before it; Markdown where nothing is."""
    asked = arguments.layout or arguments.format
    if asked == Format.TEXT:
        return Layout.MD
    try:
        return Layout(asked)
    except ValueError as error:
        raise UsageError(
            f"not written as {asked}", subject="dossier", advice="--format md, html or json"
        ) from error


def entry_lines(entry: TimelineEntry, width: int, paint: Paint) -> Iterator[str]:
    """What is said of one date, and by whom."""
    unsure = paint("dim", "  no year said") if entry.date.startswith("-") else ""
    yield paint("title", entry.date) + unsure
    if entry.disputed:
        yield paint("differs", f"  ≠ dated otherwise: {', '.join(entry.disputed)}")
    for each in entry.sayings:
        said = each.statement
        facts = [fact for fact in (said.outlet, said.published) if fact]
        tail = "".join(f" · {fact}" for fact in facts)
        title = textwrap.shorten(said.title, _LONGEST_TITLE, placeholder=" …")
        head = textwrap.wrap(f"{said.id}  {title}{tail}", width - 6, subsequent_indent="  ")
        yield from (paint("dim", f"  {line}") for line in head)
        words = " ".join(said.text.split())
        yield from textwrap.wrap(words, width - 6, initial_indent="    ", subsequent_indent="    ")


def _saying(entry: TimelineEntry, saying: Saying) -> Record:
    said = saying.statement
    return {
        "date": entry.date,
        "words": saying.figure.text,
        "disputed": list(entry.disputed),
        "statement": {
            "id": str(said.id),
            "text": said.text,
            "article": said.id.article,
            "title": said.title,
        },
        "outlet": said.outlet,
        "published": said.published,
    }


def _can_draw() -> bool:
    try:
        "●○≠═┴╱►".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
