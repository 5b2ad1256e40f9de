"""Work told on standard error while it is done."""

from __future__ import annotations

import sys

from core.library import Library
from core.library.events import Progress, WorkEvent, WorkFailed
from core.text.clean import clean_line


def finish(library: Library) -> None:
    """Do what analysis is still due, telling how far it is."""
    for event in library.catch_up():
        narrate(event)


def narrate(event: WorkEvent) -> None:
    """Progress on standard error, in place on a terminal, silent otherwise but for problems."""
    if isinstance(event, WorkFailed):
        sys.stderr.write(clean_line(f"lesart: {event.subject}: {event.reason}") + "\n")
    elif isinstance(event, Progress) and sys.stderr.isatty():
        end = "\n" if event.done == event.total else ""
        sys.stderr.write(f"\r\x1b[K{event.phase} {event.done}/{event.total}{end}")
        sys.stderr.flush()
