"""Copying, also from inside tmux and over SSH, and saying what became of it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping

TERMINAL = "Copied; your terminal was asked to put it on the clipboard"
TMUX = "Copied to tmux's buffer and through it to the terminal's clipboard"


def given_to_tmux(text: str, environment: Mapping[str, str] = os.environ) -> bool:
    """Hand the text to the tmux we run in; False when there is none or it does not take it.

    tmux drops the clipboard sequence of a program inside it unless told otherwise, but passes on
    what it is given as a buffer.
    """
    tmux = shutil.which("tmux", path=environment.get("PATH"))
    if not environment.get("TMUX") or tmux is None:
        return False
    try:
        done = subprocess.run(  # noqa: S603 - the text goes in by standard input
            [tmux, "load-buffer", "-w", "-"],
            input=text.encode("utf-8"),
            capture_output=True,
            timeout=2,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
