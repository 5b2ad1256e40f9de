"""The background work as the reader's program sees it: a child process that reports line by line.

A plain subprocess, because a multiprocessing pool cannot be started from inside a running Textual
app (its standard error has no file number), and a process rather than a thread, because the
analysis would hold up every key. The child writes its results into the library itself; what comes
back are only short notices of what can be read there now.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

import core
from core.library.events import WorkEvent, WorkFailed, from_line
from core.model import ArticleId

_THREADS = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1"
)


class BackgroundWork:
    """Imports, analyses and relates in another process; one per running program."""

    def __init__(self, process: subprocess.Popen[str], complaints: IO[str]) -> None:
        self._process = process
        self._complaints = complaints
        self._stopped = False

    @classmethod
    def start(cls, folder: Path, paths: Sequence[str] = ()) -> BackgroundWork:
        """Start the child on a library; it first adds `paths`, then does what is left undone.

        Call before the app runs, so that the child is at work while the screen is being built.
        """
        # Lives as long as the child; stop() closes it.
        complaints = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")  # noqa: SIM115
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and module, no shell
            # -P: the working folder may hold anything, also a folder called core.
            [sys.executable, "-P", "-m", "core.library.worker", str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            encoding="utf-8",
            env=_environment(os.environ),
            start_new_session=True,  # Ctrl-C belongs to the reader's program
        )
        work = cls(process, complaints)
        work.add(paths)
        return work

    @property
    def process_id(self) -> int:
        """Of the child."""
        return self._process.pid

    def events(self) -> Iterator[WorkEvent]:
        """What happens, as it happens; blocks in between and ends with the child."""
        stdout = self._process.stdout
        if stdout is None or stdout.closed:
            return
        for line in stdout:
            yield from_line(line)
        code = self._process.wait()
        if code != 0 and not self._stopped:
            yield WorkFailed("analysis", self._last_complaint() or f"ended with code {code}")

    def first(self, article: ArticleId) -> None:
        """Analyse this article before the others."""
        self._tell({"first": article})

    def add(self, paths: Sequence[str]) -> None:
        """Add files and folders."""
        self._tell({"add": [str(Path(path).absolute()) for path in paths]})

    def again(self) -> None:
        """Look once more for what is due: names were corrected, and relations follow them."""
        self._tell({"again": True})

    def stop(self) -> None:
        """End the child at once. What it has not finished is finished at the next start."""
        self._stopped = True
        self._process.kill()  # every result is one transaction: nothing can be half written
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(BrokenPipeError):
                    stream.close()
        self._complaints.close()

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
