"""Parses feeds in a process of its own, which is killed when a feed takes too long.

python -m core.sources.feeds.process reads one request after the other from standard input: a line
of JSON with `size`, `address` and `content_type`, then that many bytes. It answers each with one
line of JSON.
"""

from __future__ import annotations

import contextlib
import json
import selectors
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from types import TracebackType
from typing import Self

from core.errors import SourceError, SourceNotText, SourceTooLarge, SourceUnreadable
from core.sources.feeds.feed import Feed, FeedEntry

SECONDS = 10.0
"""How long one feed may take."""
_MEMORY = 1_500_000_000
"""Bytes the process may ask for."""
_ERRORS = {error.__name__: error for error in (SourceNotText, SourceTooLarge, SourceUnreadable)}


class FeedParser:
    """Parses one feed after the other; a process is started with the first."""

    def __init__(self, *, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):
                        pipe.close()
            self._process = None

    def parse(self, data: bytes, *, address: str = "", content_type: str = "") -> Feed:
        """What the feed holds.

        Raises:
            SourceNotText: no feed.
            SourceTooLarge: over a limit.
            SourceUnreadable: it takes longer than it may, or ends the process.
        """
        head = {"size": len(data), "address": address, "content_type": content_type}
        try:
            line = self._asked(json.dumps(head).encode() + b"\n" + data)
        except (TimeoutError, OSError) as error:
            self.close()
            why = "takes too long to read" if isinstance(error, TimeoutError) else "is unreadable"
            raise SourceUnreadable(f"this feed {why}", subject=address) from error
        answer = json.loads(line)
        if "error" in answer:
            raise _ERRORS.get(answer["error"], SourceUnreadable)(
                answer["message"], subject=address, advice=answer["advice"]
            )
        entries = tuple(FeedEntry(**entry) for entry in answer.pop("entries"))
        return Feed(entries=entries, **answer)

    def _asked(self, request: bytes) -> bytes:
        process = self._process or self._start()
        if process.stdin is None or process.stdout is None:
            raise BrokenPipeError
        process.stdin.write(request)
        process.stdin.flush()
        with selectors.DefaultSelector() as waiting:
            waiting.register(process.stdout, selectors.EVENT_READ)
            if not waiting.select(self._seconds):
                raise TimeoutError
        line = process.stdout.readline()
        if not line.endswith(b"\n"):
            raise BrokenPipeError
        return line

    def _start(self) -> subprocess.Popen[bytes]:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "core.sources.feeds.process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        return self._process


def _requests() -> Iterator[tuple[bytes, str, str]]:
    while head := sys.stdin.buffer.readline():
        asked = json.loads(head)
        yield sys.stdin.buffer.read(asked["size"]), asked["address"], asked["content_type"]


def _answer(data: bytes, address: str, content_type: str) -> dict[str, object]:
    from core.sources.feeds.parsing import parse_feed

    try:
        return asdict(parse_feed(data, address, content_type))
    except SourceError as error:
        return {
            "error": type(error).__name__, "message": error.message, "advice": error.advice
        }  # fmt: skip
    except Exception as error:  # a parser of broken feeds breaks in ways of its own
        said = f"this feed is unreadable ({type(error).__name__})"
        return {"error": "SourceUnreadable", "message": said, "advice": ""}


def main() -> None:
    """Answer until nobody asks any more."""
    import resource

    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    for request in _requests():
        sys.stdout.write(json.dumps(_answer(*request)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
