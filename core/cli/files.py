"""Files the reader asks for by name."""

from __future__ import annotations

import os
from pathlib import Path

from core.errors import LesartError


def keep(path: Path, page: str, *, force: bool, advice: str) -> None:
    """Write a file for its owner alone; one that is there is replaced whole, and only by force.

    Raises:
        LesartError: there is one, or it cannot be written; `advice` says what to do then.
    """
    try:
        if not force:
            with open(path, "x", encoding="utf-8", newline="\n", opener=_private) as file:
                file.write(page)
            return
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            with open(beside, "w", encoding="utf-8", newline="\n", opener=_private) as file:
                file.write(page)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except FileExistsError as error:
        raise LesartError(
            "is there already", subject=str(path), advice="--force replaces it"
        ) from error
    except OSError as error:
        raise LesartError(
            f"cannot be written: {error.strerror}", subject=str(path), advice=advice
        ) from error


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
