"""Arguments in, exit code out."""

from __future__ import annotations

import argparse
import os
import re
import sys
import textwrap
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import metadata
from typing import TYPE_CHECKING, NoReturn

from core.cli.output import Answer, Format, Paint, wants_colour, written
from core.errors import LesartError, LibraryError, UsageError
from core.model import FullText
from core.search.syntax import SCOPE, SYNTAX
from core.text.clean import clean_line

if TYPE_CHECKING:
    from core.settings import SettingsFile

Keys = Mapping[str, tuple[str, ...]]

SUBCOMMANDS = (
    "add", "list", "show", "entities", "related", "conflicts", "only", "matrix", "compare",
    "timeline", "dossier", "news", "changes", "search", "marks", "take-back", "drop", "feeds",
    "doctor", "paths", "config",
)  # fmt: skip

_EPILOG = """\
examples:
  lesart reports/                      read every report in a folder
  lesart add reports/ && lesart list   take them in, list them
  lesart related 3f2a:7 --format json  what the others say of statement 7

exit codes: 0 done, 1 nothing found or a reported problem, 2 usage, 3 library damaged or locked
"""


def is_for_reader(arguments: Sequence[str]) -> bool:
    """Whether to open the reader: no sub-command, no question that the command line answers."""
    if any(argument in ("-h", "--help", "--version") for argument in arguments):
        return False
    return _first_word(arguments) not in SUBCOMMANDS


def reader_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """`library` and `paths` of a call that opens the reader; exits with 2 on anything else."""
    reader = _Parser(prog="lesart", add_help=False)
    reader.add_argument("--library", metavar="DIR")
    reader.add_argument("paths", nargs="*", metavar="PATH|URL")
    return reader.parse_args(arguments)


def main(arguments: Sequence[str], *, commands: Callable[[], Keys] = dict) -> int:
    """Run one sub-command; the exit code.

    `commands` says which keys the commands of the reader come with, by their ids.
    """
    # Not defaults of the parsers: those of a sub-command would undo what stands before it.
    unsaid = argparse.Namespace(library=None, format=Format.TEXT, color="auto")
    parsed = parser().parse_args(_guarded(arguments), unsaid)
    try:
        answer = _answer(parsed, commands)
        sys.stdout.write(written(answer, Format(parsed.format)))
        sys.stdout.flush()
    except LesartError as error:
        sys.stderr.write(f"lesart: {clean_line(str(error))}\n")
        return 2 if isinstance(error, UsageError) else 3 if isinstance(error, LibraryError) else 1
    except BrokenPipeError:
        # Whoever read has seen enough; keep the interpreter from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    return 0 if answer.found else answer.failure


def _answer(parsed: argparse.Namespace, keys: Callable[[], Keys]) -> Answer:
    if parsed.command == "config":
        return _config(keys())
    from core.cli import commands  # the library is not needed for --help and --version

    if parsed.command == "paths":
        return commands.paths(parsed, os.environ)
    from core.library import Library
    from core.locations import library_folder

    paint = Paint(
        on=parsed.format == Format.TEXT
        and wants_colour(parsed.color, os.environ, terminal=sys.stdout.isatty())
    )
    folder = library_folder(parsed.library, os.environ)
    if parsed.command == "doctor":
        parsed.mended = Library.mend(folder)
        parsed.settings = _settings(keys())
    library = Library.open(folder)
    try:
        for notice in library.notices:
            sys.stderr.write(f"lesart: {clean_line(notice)}\n")
        return commands.COMMANDS[parsed.command](library, parsed, paint)
    finally:
        library.close()


def _config(keys: Keys) -> Answer:
    from core.cli.configuring import config
    from core.locations import settings_file

    path, found = settings_file(), _settings(keys)
    for problem in found.problems:
        sys.stderr.write(f"lesart: {clean_line(f'{path}: {problem}')}\n")
    return config(found, keys, str(path))


def _settings(keys: Keys) -> SettingsFile:
    from core.locations import settings_file
    from core.settings import read_settings

    return read_settings(settings_file()).for_commands(keys)


def _first_word(arguments: Sequence[str]) -> str | None:
    """The first argument that is neither an option nor the value of one."""
    rest = iter(arguments)
    for argument in rest:
        if argument in ("--library", "--format", "--color"):
            next(rest, None)
        elif not argument.startswith("-") or argument == "-":
            return argument
    return None


def _guarded(arguments: Sequence[str]) -> list[str]:
    """Words of a search that begin with a minus exclude; a blank keeps them from being options."""
    if _first_word(arguments) != "search":
        return list(arguments)
    return [
        f" {argument}" if re.match(r"-(?![-h]$|-)\S", argument) else argument
        for argument in arguments
    ]


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in the words and with the exit code of this program."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"lesart: {message} (see {self.prog} --help)\n")


def parser() -> argparse.ArgumentParser:
    """The whole command line, also what opens the reader."""
    shared = _Parser(add_help=False)
    shared.add_argument(
        "--library",
        metavar="DIR",
        default=argparse.SUPPRESS,
        help="where articles and marks are kept (else LESART_LIBRARY, else the data folder)",
    )
    formats = _Parser(add_help=False)
    formats.add_argument(
        "--format",
        choices=[*Format],
        default=argparse.SUPPRESS,
        help="how the answer is written (text)",
    )
    shared.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default=argparse.SUPPRESS,
        help="whether text is coloured (auto; NO_COLOR turns it off)",
    )
    whole = _Parser(
        prog="lesart",
        parents=[shared, formats],
        description="Read reports of one story against each other.",
        usage="lesart [options] [PATH|URL ...]\n       lesart [options] COMMAND ...",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    whole.add_argument("--version", action="version", version=f"lesart {version()}")
    commands = whole.add_subparsers(prog="lesart", dest="command", metavar="COMMAND", required=True)

    def command(
        name: str, summary: str, *, formats: Sequence[_Parser] = (formats,)
    ) -> argparse.ArgumentParser:
        parents = [shared, *formats]
        return commands.add_parser(name, parents=parents, help=summary, description=summary)

    add = command("add", "add articles: files, folders, pages, - for standard input")
    add.add_argument("source", nargs="+", metavar="PATH|URL|-")
    command("list", "list the articles, stories together")
    show = command("show", "show an article with its statements and what was left out")
    show.add_argument("article", metavar="ARTICLE", help="id, start of one, or file name")
    entities = command("entities", "list who and what is named, in one article or in all")
    entities.add_argument("article", nargs="?", metavar="ARTICLE")
    related = command("related", "what other articles say about a statement")
    related.add_argument("statement", nargs="?", metavar="ARTICLE:N")
    related.add_argument("--text", help="a text of your own instead of a statement")
    related.add_argument("-k", type=_count, default=9, metavar="N", help="at most N (9)")
    related.add_argument(
        "--min-score", type=_score, default=None, metavar="S", help="from 0 to 1; leaves out less"
    )
    related.add_argument(
        "--near", action="store_true", help="also what is just below the threshold, and why"
    )
    related.add_argument(
        "--explain", action="store_true", help="all that decides: score, stance, evidence"
    )
    conflicts = command("conflicts", "where reports differ from or contradict each other")
    conflicts.add_argument("--story", metavar="STORY", help="in one story; see matrix")
    only = command("only", "what one report alone says of its story")
    only.add_argument("article", nargs="?", metavar="ARTICLE")
    matrix = command("matrix", "how each report of a story puts what they claim")
    matrix.add_argument("story", nargs="?", metavar="STORY", help="start of its id, or an article")
    matrix.add_argument(
        "--sort", choices=("story", "disputed", "shared"), default="story", help="rows (story)"
    )
    compare = command("compare", "two articles side by side, aligned by what they say")
    compare.add_argument("left", metavar="ARTICLE")
    compare.add_argument("right", metavar="ARTICLE")
    timeline = command("timeline", "what a story says happened when, with a picture of it")
    timeline.add_argument("story", nargs="?", metavar="STORY", help="as for matrix")
    dossier = command("dossier", "a story with all its sources, as a page to hand on", formats=())
    dossier.add_argument("story", nargs="?", metavar="STORY", help="as for matrix")
    dossier.add_argument(
        "--format", dest="layout", choices=("md", "html", "json"), help="how it is written (md)"
    )
    dossier.add_argument("--output", metavar="FILE", help="write to a file that is not there yet")
    dossier.add_argument("--force", action="store_true", help="replace the file if it is there")
    news = command("news", "what a report adds to its story, disputes of it and repeats")
    news.add_argument("article", nargs="?", metavar="ARTICLE", help="else the last of each story")
    changes = command("changes", "what changed in the text of an article since it was read before")
    changes.add_argument("article", metavar="ARTICLE", help="id, start of one, or file name")
    changes.add_argument(
        "--since", type=_count, metavar="N", help="since its text N, counting from 1 (the last)"
    )
    search = command("search", 'find words, a "phrase", -without, entity:NAME … in all articles')
    search.epilog = _search_language()
    search.formatter_class = argparse.RawDescriptionHelpFormatter
    search.add_argument("query", nargs="*", metavar="QUERY")
    search.add_argument("--saved", metavar="NAME", help="what is saved so, and QUERY")
    search.add_argument("--list-saved", action="store_true", help="the saved searches instead")
    search.add_argument("--limit", type=_count, default=200, metavar="N", help="at most N (200)")
    marks = command("marks", "list bookmarks, notes and verdicts; export or import all of yours")
    wanted = marks.add_mutually_exclusive_group()
    wanted.add_argument(
        "--corrections", action="store_true", help="the corrections of names instead"
    )
    wanted.add_argument(
        "--stories", action="store_true", help="what was changed about stories instead"
    )
    wanted.add_argument(
        "--export",
        dest="exported",
        metavar="FILE",
        help="write to a file that is not there yet, as its name ends: .md with citations, "
        ".json for --import, .jsonld for other programs, .csv, .jsonl, .txt",
    )
    wanted.add_argument(
        "--import",
        dest="imported",
        metavar="FILE",
        help="add what is in such a .json file, or in a backup, and not here yet",
    )
    marks.add_argument("--force", action="store_true", help="replace the file if it is there")
    take_back = command("take-back", "make paragraphs of what was left out of an article")
    take_back.add_argument("article", metavar="ARTICLE", help="id, start of one, or file name")
    take_back.add_argument(
        "number", nargs="+", type=_count, metavar="N", help="as show numbers what was left out"
    )
    drop = command("drop", "leave out the paragraph a statement is in; take-back undoes it")
    drop.add_argument("statement", metavar="ARTICLE:N")
    feeds = command("feeds", "subscribe to feeds and take in what is new in them")
    _add_feeds_to(feeds, [shared], [shared, formats])
    command("doctor", "check the library and make again what can be made again")
    command("paths", "say where everything is kept")
    command("config", "show all settings, as a settings file to start from")
    return whole


def _add_feeds_to(
    feeds: argparse.ArgumentParser, plain: Sequence[_Parser], formatted: Sequence[_Parser]
) -> None:
    """The commands of `feeds`; all but one that writes in a form of its own are `formatted`."""
    commands = feeds.add_subparsers(dest="feeds", metavar="COMMAND", required=True)

    def command(
        name: str, summary: str, parents: Sequence[_Parser] = formatted
    ) -> argparse.ArgumentParser:
        return commands.add_parser(name, parents=parents, help=summary, description=summary)

    add = command("add", "subscribe to feeds, and ask them at once")
    add.add_argument("address", nargs="+", metavar="ADDRESS")
    _add_wishes_to(add)
    command("list", "list the feeds, with what is unread and what went wrong")
    update = command("update", "take in what is new in feeds")
    update.add_argument("feed", nargs="*", metavar="FEED", help="id, address or name; else all")
    remove = command("remove", "unsubscribe from feeds; their articles stay")
    remove.add_argument("feed", nargs="+", metavar="FEED", help="id, address or name")
    change = command("change", "call a feed otherwise, group it, or say when pages are fetched")
    change.add_argument("feed", metavar="FEED", help="id, address or name")
    _add_wishes_to(change)
    imported = command("import", "subscribe to the feeds of a list (OPML); none is asked yet")
    imported.add_argument("file", metavar="FILE|-")
    exported = command("export", "write the feeds as a list (OPML) for other readers", plain)
    exported.add_argument(
        "file", nargs="?", default="-", metavar="FILE|-", help="not there yet (standard output)"
    )
    exported.add_argument("--force", action="store_true", help="replace the file if it is there")


def _add_wishes_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--name", metavar="N", help='what you call it; "" for its own title')
    parser.add_argument("--group", metavar="G", help='where it stands, such as "News / Local"')
    parser.add_argument(
        "--full-text",
        choices=[each.value for each in FullText],
        help="fetch the pages of its entries: never, when you ask for one (so at first), always",
    )


def _search_language() -> str:
    width = max(len(rule.syntax) for rule in SYNTAX)
    rules = [f"  {rule.syntax:<{width}}  {rule.meaning}" for rule in SYNTAX]
    return "\n".join(["what can be asked for:", *rules, "", textwrap.fill(SCOPE, 90)])


@cache
def version() -> str:
    """The installed version."""
    return metadata.version("lesart")


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1")
    return int(text)


def _score(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number between 0 and 1")
    return number
