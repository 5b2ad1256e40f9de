"""Reads what may be hostile in a process of its own, which is killed when it takes too long.

Parsers of feeds, pages and documents have inputs that keep them busy for minutes, or break them.
One process reads one thing after the other; what it is lost with costs that thing alone.

python -m core.sources.isolation reads one request after the other from standard input: a line of
JSON with `kind`, `size`, `address` and `content_type`, then that many bytes. It answers each with
one line of JSON.
"""

from __future__ import annotations

import contextlib
import json
import selectors
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from enum import StrEnum
from types import TracebackType
from typing import Any, Final, Self

from core.errors import (
    SourceEmpty,
    SourceError,
    SourceNotText,
    SourceTooLarge,
    SourceUnreadable,
)
from core.model import Role
from core.sources.feeds.feed import Feed, FeedEntry
from core.sources.feeds.naming import NamedFeed, NamedFeeds
from core.sources.formats.extracted import Extracted, Piece


class Format(StrEnum):
    """What a document is written in."""

    PAGE = "page"
    PDF = "pdf"
    DOCX = "docx"
    MAIL = "mail"


class _OfFeeds(StrEnum):
    """What else is read."""

    FEED = "feed"
    ENTRY = "entry"
    NAMED = "page with feeds"


FEED_SECONDS: Final = 10.0
DOCUMENT_SECONDS: Final = 30.0
"""How long reading one may take."""
_MEMORY = 1_500_000_000
"""Bytes of memory the process may ask for."""
_SECONDS = int(2 * DOCUMENT_SECONDS)
_ERRORS = {
    error.__name__: error
    for error in (SourceEmpty, SourceNotText, SourceTooLarge, SourceUnreadable)
}


class Isolated:
    """Reads feeds and documents elsewhere; the process is started with the first."""

    def __init__(self, *, seconds: float | None = None) -> None:
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

    def feed(self, data: bytes, *, address: str = "", content_type: str = "") -> Feed:
        """What a feed holds.

        Raises:
            SourceNotText: no feed.
            SourceTooLarge: over a limit.
            SourceUnreadable: reading it takes longer than it may, or ends the process.
        """
        answer = self._answer(_OfFeeds.FEED, data, address, content_type, FEED_SECONDS)
        entries = tuple(FeedEntry(**entry) for entry in answer.pop("entries"))
        return Feed(entries=entries, **answer)

    def named_feeds(
        self, data: bytes, *, address: str = "", content_type: str = ""
    ) -> tuple[NamedFeed, ...]:
        """The feeds that a web page names.

        Raises:
            SourceTooLarge: over a limit.
            SourceUnreadable: reading it takes longer than it may, or ends the process.
        """
        answer = self._answer(_OfFeeds.NAMED, data, address, content_type, FEED_SECONDS)
        return tuple(NamedFeed(**each) for each in answer["feeds"])

    def entry(self, html: str, *, address: str = "") -> Extracted:
        """What an entry of a feed says, of which all is the article.

        Raises:
            SourceTooLarge: over a limit.
            SourceUnreadable: reading it takes longer than it may, or ends the process.
        """
        data = html.encode("utf-8", "replace")
        return _extracted(
            self._answer(_OfFeeds.ENTRY, data, address, "text/html; charset=utf-8", FEED_SECONDS)
        )

    def document(
        self, written: Format, data: bytes, *, address: str = "", content_type: str = ""
    ) -> Extracted:
        """What a document holds.

        Raises:
            SourceNotText: not what it should be, or damaged.
            SourceEmpty: nothing to read in it.
            SourceTooLarge: over a limit.
            SourceUnreadable: reading it takes longer than it may, or ends the process.
        """
        return _extracted(self._answer(written, data, address, content_type, DOCUMENT_SECONDS))

    def _answer(
        self, kind: str, data: bytes, address: str, content_type: str, seconds: float
    ) -> dict[str, Any]:
        head = {"kind": kind, "size": len(data), "address": address, "content_type": content_type}
        try:
            request = json.dumps(head).encode() + b"\n" + data
            line = self._asked(request, self._seconds or seconds)
        except (TimeoutError, OSError) as error:
            self.close()
            why = "takes too long" if isinstance(error, TimeoutError) else "does not work"
            raise SourceUnreadable(f"reading this {kind} {why}", subject=address) from error
        answer: dict[str, Any] = json.loads(line)
        if "error" in answer:
            raise _ERRORS.get(answer["error"], SourceUnreadable)(
                answer["message"], subject=address, advice=answer["advice"]
            )
        return answer

    def _asked(self, request: bytes, seconds: float) -> bytes:
        process = self._process or self._start()
        if process.stdin is None or process.stdout is None:
            raise BrokenPipeError
        process.stdin.write(request)
        process.stdin.flush()
        with selectors.DefaultSelector() as waiting:
            waiting.register(process.stdout, selectors.EVENT_READ)
            if not waiting.select(seconds):
                raise TimeoutError
        line = process.stdout.readline()
        if not line.endswith(b"\n"):
            raise BrokenPipeError
        return line

    def _start(self) -> subprocess.Popen[bytes]:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "core.sources.isolation"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        return self._process


def _extracted(answer: dict[str, Any]) -> Extracted:
    pieces = tuple(
        Piece(**(piece | {"role": piece["role"] and Role(piece["role"])}))
        for piece in answer.pop("pieces")
    )
    return Extracted(pieces=pieces, **answer)


# --- in the process -------------------------------------------------------------------------------


def _requests() -> Iterator[Mapping[str, Any]]:
    while head := sys.stdin.buffer.readline():
        asked = json.loads(head)
        yield asked | {"data": sys.stdin.buffer.read(asked["size"])}


def _read(kind: str, data: bytes, address: str, content_type: str) -> Feed | NamedFeeds | Extracted:
    match kind:
        case Format.PAGE:
            from core.sources.formats.pages import read_page

            return read_page(data, address, content_type)
        case Format.PDF:
            from core.sources.formats.pdf import read_pdf

            return read_pdf(data, address, content_type)
        case Format.DOCX:
            from core.sources.formats.word import read_docx

            return read_docx(data, address, content_type)
        case Format.MAIL:
            from core.sources.formats.mail import read_mail

            return read_mail(data, address, content_type)
        case _OfFeeds.ENTRY:
            from core.sources.formats.pages import read_fragment

            return read_fragment(data, address, content_type)
        case _OfFeeds.NAMED:
            from core.sources.feeds.naming import feeds_named

            return feeds_named(data, address, content_type)
        case _:
            from core.sources.feeds.parsing import parse_feed

            return parse_feed(data, address, content_type)


def answered(asked: Mapping[str, Any]) -> dict[str, object]:
    """What is written back: the values, or the error with its words."""
    kind = asked["kind"]
    try:
        return asdict(_read(kind, asked["data"], asked["address"], asked["content_type"]))
    except SourceError as error:
        return {"error": type(error).__name__, "message": error.message, "advice": error.advice}
    except Exception as error:  # parsers of broken input break in ways of their own
        said = f"this {kind} cannot be read ({type(error).__name__})"
        return {"error": SourceUnreadable.__name__, "message": said, "advice": ""}


def main() -> None:
    """Answer until nobody asks any more."""
    import resource

    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    answers = sys.stdout
    sys.stdout = sys.stderr  # what a library prints is no answer
    for asked in _requests():
        # Ends the process also when nobody is there any more who could.
        signal.alarm(_SECONDS)
        answers.write(json.dumps(answered(asked)) + "\n")
        answers.flush()
        signal.alarm(0)


if __name__ == "__main__":
    main()
