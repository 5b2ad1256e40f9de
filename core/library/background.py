"""The background work as the reader's program sees it: a child process that reports line by line.

A plain subprocess, because a multiprocessing pool cannot be started from inside a running Textual
app (its standard error has no file number), and a process rather than a thread, because the
analysis would hold up every key. The child writes its results into the library itself; what comes
back are only short notices of what can be read there now.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

import core
from core.library.events import (
    Added,
    Analysed,
    Begun,
    Idle,
    Reading,
    WorkEvent,
    WorkFailed,
    from_line,
)
from core.model import ArticleId, FeedId
from core.sources.web.addresses import is_web_address

_THREADS = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1"
)
_RESTARTS = 5
"""In one session; something else than an article must be killing it by then."""


class BackgroundWork:
    """Imports, analyses and relates in another process; one per running program.

    A process that dies is started again, and then does one article at a time. When it dies once
    more, the article it was at is left out and named, and the others go on.
    """

    def __init__(self, folder: Path, complaints: IO[str]) -> None:
        self._folder = folder
        self._complaints = complaints
        self._starting = threading.Lock()
        self._process = _started(folder, complaints)
        self._stopped = False
        self._starts_left = _RESTARTS
        self._one_by_one = False
        self._reading: str | None = None
        """What is being read, where it is one source alone."""
        self._without: dict[str, str] = {}
        """Sources that have ended a process, and how."""
        self._begun: ArticleId | None = None
        """What is being analysed, where it is one article alone."""
        self._wanted: ArticleId | None = None
        self._added: list[str] = []
        """What was to be added since everything was done; a new process is told once more."""

    @classmethod
    def start(cls, folder: Path, paths: Sequence[str] = ()) -> BackgroundWork:
        """Start the child on a library; it first adds `paths`, then does what is left undone.

        Call before the app runs, so that the child is at work while the screen is being built.
        """
        # Lives as long as the work; stop() closes it.
        complaints = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")  # noqa: SIM115
        work = cls(folder, complaints)
        work.add(paths)
        return work

    @property
    def process_id(self) -> int:
        """Of the child."""
        return self._process.pid

    def events(self) -> Iterator[WorkEvent]:
        """What happens, as it happens; blocks in between and ends with the work."""
        while True:
            stdout = self._process.stdout
            if stdout is None or stdout.closed:
                return
            for line in stdout:
                event = from_line(line)
                self._note(event)
                yield event
            code = self._process.wait()
            if code == 0 or self._stopped:
                return
            if not self._start_again(code):
                yield WorkFailed("analysis", self._last_complaint() or _how_it_ended(code))
                return

    def _note(self, event: WorkEvent) -> None:
        match event:
            case Reading(source):
                self._reading = source
            case Added():
                self._reading = None
            case Begun(articles):
                self._begun = articles[0] if self._one_by_one and len(articles) == 1 else None
            case Analysed() | WorkFailed():
                self._begun = None
            case Idle():
                self._one_by_one = False
                self._added.clear()

    def _start_again(self, code: int) -> bool:
        """Another process in place of one that died; False when that would not help."""
        died_again = self._one_by_one and self._begun is None and self._reading is None
        if died_again or not self._starts_left:
            return False
        with self._starting:
            if self._stopped:
                return True
            self._close()
            self._complaints.seek(0)
            self._complaints.truncate()
            self._process = _started(self._folder, self._complaints)
        self._starts_left -= 1
        if self._reading is not None:
            self._without[self._reading] = f"reading it {_how_it_ended(code)}"
            self._reading = None
        # One command, so that all of it is known before the work begins.
        command: dict[str, object] = {
            "one_by_one": True,
            "add": list(self._added),
            "without": dict(self._without),
        }
        if self._wanted is not None:
            command["first"] = self._wanted
        if self._begun is not None:
            command |= {"leave_out": self._begun, "reason": f"its analysis {_how_it_ended(code)}"}
        self._one_by_one, self._begun = True, None
        self._tell(command)
        return True

    def first(self, article: ArticleId) -> None:
        """Analyse this article before the others."""
        self._wanted = article
        self._tell({"first": article})

    def add(self, paths: Sequence[str]) -> None:
        """Add files, folders and pages."""
        absolute = [path if is_web_address(path) else str(Path(path).absolute()) for path in paths]
        self._added += absolute
        self._tell({"add": absolute})

    def update(self, feeds: Sequence[FeedId] | None = None) -> None:
        """Take in what is new in these feeds, or in all of them, beside the other work."""
        self._tell({"update": True if feeds is None else list(feeds)})

    def again(self) -> None:
        """Look once more for what is due: names were corrected, and relations follow them."""
        self._tell({"again": True})

    def stop(self) -> None:
        """End the child at once. What it has not finished is finished at the next start."""
        with self._starting:
            self._stopped = True
            self._process.kill()  # every result is one transaction: nothing can be half written
            self._process.wait()
            self._close()
        self._complaints.close()

    def _close(self) -> None:
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(BrokenPipeError):
                    stream.close()

    def _tell(self, command: Mapping[str, object]) -> None:
        stdin = self._process.stdin
        if stdin is None or stdin.closed:
            return
        try:
            stdin.write(json.dumps(command) + "\n")
            stdin.flush()
        except BrokenPipeError:
            return  # the child has ended; events() says why

    def _last_complaint(self) -> str:
        self._complaints.seek(0)
        lines = [line.strip() for line in self._complaints if line.strip()]
        return lines[-1] if lines else ""


def _started(folder: Path, complaints: IO[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module, no shell
        # -P: the working folder may hold anything, also a folder called core.
        [sys.executable, "-P", "-m", "core.library.worker", str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=complaints,
        encoding="utf-8",
        env=_environment(os.environ),
        start_new_session=True,  # Ctrl-C belongs to the reader's program
    )


def _how_it_ended(code: int) -> str:
    if code == -signal.SIGPROF:
        return "took too long"
    return f"was killed by signal {-code}" if code < 0 else f"ended with code {code}"


def _environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The child's environment: the same code as the parent's, one thread for linear algebra."""
    code = str(Path(core.__file__).resolve().parents[1])
    path = environment.get("PYTHONPATH")
    return {
        **environment,
        **_THREADS,
        "PYTHONPATH": os.pathsep.join([code, path]) if path else code,
        "PYTHONIOENCODING": "utf-8",
    }
