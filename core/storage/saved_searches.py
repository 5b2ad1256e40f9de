"""Saved searches as records of the marks file, and the searches made so far in a file of their own.

What was searched can be lost without harm, and it is noted while the background work may hold the
database: a line at the end of a small file waits for nobody, and two programs can add theirs.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable
from pathlib import Path

from core.model import SavedSearch, SavedSearchId
from core.storage.corrections import Record, text_of

HISTORY_KEPT = 200
_MOST_LINES = 4 * HISTORY_KEPT
_LONGEST = 2_000


def search_record(saved: SavedSearch) -> Record:
    """The saved search as it is written."""
    return {"id": saved.id, "name": saved.name, "query": saved.query, "created": saved.created}


def search_of(record: Record) -> SavedSearch:
    """The saved search a record stands for.

    Raises:
        KeyError, TypeError: it stands for none.
    """
    return SavedSearch(
        id=SavedSearchId(text_of(record["id"])),
        name=text_of(record["name"]),
        query=text_of(record["query"]),
        created=text_of(record["created"]),
    )


def described_search(before: Record | None, after: Record | None) -> str:
    """What a change has done to a saved search, in a few words."""
    said = f"search {(after or before or {})['name']}"
    if before is None:
        return f"{said} saved"
    return f"{said} removed" if after is None else f"{said} changed"


def history(path: Path) -> tuple[str, ...]:
    """The searches made so far, each once, the last first; what cannot be read is left out."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ()
    return tuple(dict.fromkeys(reversed(list(_queries(lines)))))[:HISTORY_KEPT]


def remember(path: Path, query: str) -> None:
    """Note a search that was made; where that cannot be written, nobody need be told."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and len(path.read_bytes().splitlines()) >= _MOST_LINES:
            _shorten(path)
        # What somebody looks for is nobody else's business.
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "w") as file:
            file.write(json.dumps(query[:_LONGEST]) + "\n")


def _queries(lines: Iterable[str]) -> Iterable[str]:
    for line in lines:
        try:
            query = json.loads(line)
        except ValueError:
            continue
        if isinstance(query, str):
            yield query


def _shorten(path: Path) -> None:
    """Keep each search once; what another program adds meanwhile may be lost."""
    kept = history(path)
    shorter = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(shorter, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.writelines(json.dumps(query) + "\n" for query in reversed(kept))
    shorter.replace(path)
