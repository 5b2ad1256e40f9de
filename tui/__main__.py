"""Where the program starts: sub-commands go to the command line, all else opens the app."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping, Sequence

_FIRST_ROWS = 200
"""More than any terminal has lines."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `lesart`; the exit code."""
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
    from tui.first_frame import painted

    asked = reader_arguments(given)
    folder = library_folder(asked.library, os.environ)
    try:
        library = Library.open(folder)
    except LesartError as error:
        sys.stderr.write(f"lesart: {error}\n")
        return 3
    if not sys.stdout.isatty() or not sys.stdin.isatty():
        sys.stderr.write(
            "lesart: the reader needs a terminal; `lesart list` and `lesart show` do not\n"
        )
        return 2
    work = BackgroundWork.start(folder, asked.paths)
    try:
        # No collection while the modules load: a fifth of the start-up time, nothing to collect.
        # The app turns it on again when it stands.
        gc.disable()
        with painted(library.rows(limit=_FIRST_ROWS)):
            from core.locations import settings_file
            from core.settings import read_settings
            from tui.app import LesartApp
            from tui.commands import BY_ID

            settings = read_settings(settings_file()).for_commands(BY_ID)
            app = LesartApp(library, work, settings=settings)
            app.run()
    finally:
        work.stop()
        library.close()
    return app.return_code or 0


if __name__ == "__main__":
    raise SystemExit(main())
