"""The reader's own editor."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path


def editor_command(environment: Mapping[str, str]) -> list[str]:
    """`$VISUAL`, else `$EDITOR`, else vi."""
    return shlex.split(environment.get("VISUAL") or environment.get("EDITOR") or "vi")


def edited(text: str, environment: Mapping[str, str] = os.environ) -> str:
    """The text as it is after the reader closed the editor; the terminal must be free.

    Raises:
        OSError: the editor cannot be started, or the text cannot be handed over.
        ValueError: the editor's command line has an unclosed quotation mark.
    """
    command = editor_command(environment)
    with tempfile.TemporaryDirectory(prefix="lesart-") as folder:
        note = Path(folder) / "note.txt"
        note.write_text(text, encoding="utf-8")
        # The reader names this program; running it is the point.
        with subprocess.Popen([*command, str(note)]) as editor:  # noqa: S603
            # Ctrl-C in the editor is for the editor. Ignored only now: it would inherit that.
            before = signal.signal(signal.SIGINT, signal.SIG_IGN)
            try:
                editor.wait()
            finally:
                signal.signal(signal.SIGINT, before)
        return note.read_text(encoding="utf-8", errors="replace").strip()
