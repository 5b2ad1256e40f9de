"""`lesart take-back` and `lesart drop`: what of a source is the article."""

from __future__ import annotations

import sys
import textwrap
from argparse import Namespace

from core.cli.output import Answer, Paint, Record
from core.cli.progress import finish
from core.cli.statements import statement_id
from core.library import Library
from core.model import PartWish
from core.text.clean import clean_line


def take_back(library: Library, arguments: Namespace, paint: Paint) -> Answer:
    """Make paragraphs of what was left out, by its numbers in `show`."""
    article = library.resolve(arguments.article)
    made: list[PartWish] = []
    unknown = []
    # From the end: those before keep their numbers.
    for number in sorted(set(arguments.number), reverse=True):
        wish = library.take_back(article, number)
        if wish is None:
            unknown.append(number)
        else:
            made.append(wish)
    for number in unknown:
        sys.stderr.write(f"lesart: {article}: nothing that was left out has the number {number}\n")
    return _answer(library, made[::-1], "taken back", all_done=not unknown)


def drop(library: Library, arguments: Namespace, paint: Paint) -> Answer:
    """Leave out the paragraph a statement is in."""
    wish = library.drop(statement_id(library, arguments.statement))
    if wish is None:
        sys.stderr.write(
            f"lesart: {clean_line(arguments.statement)}: the headline stays, and so does the only "
            "text there is\n"
        )
        return Answer([], "", found=False)
    return _answer(library, [wish], "left out", all_done=True)


def _answer(library: Library, made: list[PartWish], done: str, *, all_done: bool) -> Answer:
    finish(library)
    lines = [
        clean_line(f"{done}: {textwrap.shorten(each.quote, 100, placeholder=' …')}")
        for each in made
    ]
    found: list[Record] = [
        {"article": each.article, "done": done, "text": each.quote} for each in made
    ]
    return Answer(found, "\n".join(lines), found=all_done)
