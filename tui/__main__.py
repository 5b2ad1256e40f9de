"""Where the program starts: sub-commands go to the command line, all else opens the app."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.library import BackgroundWork, Library
    from tui.app import LesartApp

_FIRST_ROWS = 200
"""More than any terminal has lines."""
_LONGEST = 300
"""Characters of an error that are told."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `lesart`; the exit code."""
    _open_closed_streams()
    given = list(sys.argv[1:] if arguments is None else arguments)
    from core.cli.main import is_for_reader
    from core.cli.main import main as command_line

    if not is_for_reader(given):
        return command_line(given, commands=_keys)
    return _read(given)


def _keys() -> Mapping[str, tuple[str, ...]]:
    from tui.commands import COMMANDS

    return {command.id: command.keys for command in COMMANDS}


def _read(given: Sequence[str]) -> int:
    """Open the reader on a library, adding what is named."""
    from core.cli.main import reader_arguments
    from core.errors import LesartError
    from core.library import BackgroundWork, Library
    from core.locations import library_folder

    asked = reader_arguments(given)
    folder = library_folder(asked.library, os.environ)
    try:
        library = Library.open(folder)
    except LesartError as error:
        _say(str(error))
        return 3
    # Textual draws on standard error.
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        _say("the reader needs a terminal; `lesart list` and `lesart show` do not")
        return 2
    from tui.ending import ended_by_signals

    with ended_by_signals():
        work = BackgroundWork.start(folder, asked.paths)
        try:
            app = _shown(library, work)
        finally:
            work.stop()
            library.close()
    if app.failure is not None:
        return _told(app.failure)
    return app.leaving or 0


def _shown(library: Library, work: BackgroundWork) -> LesartApp:
    """The app when it has ended, the terminal as it was before."""
    from core.locations import settings_file
    from core.settings import read_settings
    from tui.drawing.plain import is_plain
    from tui.first_frame import painted

    # No collection while the modules load: a fifth of the start-up time, nothing to collect.
    # The app turns it on again when it stands.
    gc.disable()
    settings = read_settings(settings_file())
    # Textual draws on standard error.
    plain = is_plain(os.environ.get("TERM", ""), sys.stderr.encoding)
    plain = plain or settings.settings.ascii_only
    with painted(library.rows(limit=_FIRST_ROWS), plain=plain) as hand_over:
        from tui.app import LesartApp
        from tui.commands import BY_ID

        settings = settings.for_commands(BY_ID)
        app = LesartApp(library, work, settings=settings, plain=plain, taking_over=hand_over)
        app.run()
    return app


def _told(failure: BaseException) -> int:
    """Say what has ended the reader; the exit code."""
    from core.errors import LesartError, LibraryError
    from core.locations import trace_file
    from tui.drawing.safe_text import harmless
    from tui.ending import kept_trace

    if isinstance(failure, LesartError):
        _say(harmless(str(failure)))
        return 3 if isinstance(failure, LibraryError) else 1
    file = trace_file()
    where = f"; where it came from is in {file}" if kept_trace(failure, file) else ""
    said = harmless(f"{type(failure).__name__}: {failure}"[:_LONGEST])
    _say(f"an error of the program ended the reader ({said}){where}; nothing saved is lost")
    return 1


def _say(text: str) -> None:
    with contextlib.suppress(OSError):  # a terminal that has gone
        sys.stderr.write(f"lesart: {text}\n")
        sys.stderr.flush()


def _open_closed_streams() -> None:
    """Without standard streams, files would get their numbers and what is said would go there."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            null = Path(os.devnull).open(  # noqa: SIM115 - as long as the program
                "w" if number else "r", encoding="utf-8"
            )
            setattr(sys, name, null)


if __name__ == "__main__":
    raise SystemExit(main())
