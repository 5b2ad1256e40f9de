"""One function that gets what stands under an address, whatever the other side does.

Redirects are followed by hand, so that scheme and address are checked at every hop; the address
that was checked is the one that is connected to. Bodies are unpacked by hand, so that a small
answer cannot become a large one. One deadline holds for everything, headers included.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from core.errors import AddressRefused, AnswerRefused, SourceTooLarge, SourceUnreachable
from core.sources.web.addresses import WebAddress, is_public, web_address
from core.text.clean import clean_line

if TYPE_CHECKING:
    import httpx


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of time and room one answer may take."""

    seconds: float = 20.0
    """From the first name asked for to the last byte."""
    received: int = 10_000_000
    """Bytes as they come over the line."""
    unpacked: int = 20_000_000
    """And after unpacking."""
    redirects: int = 5
    cut: bool = False
    """Of an answer that is larger, the beginning is taken; else nothing."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for."""

    address: str
    typed: bool = False
    """The reader typed it: it may lie on this machine or network. What it leads to may not."""
    accept: str = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1"
    etag: str | None = None
    modified: str | None = None
    """What the server said last time, so that it need not send the same again."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back."""

    address: str
    """After all redirects."""
    moved: str | None
    """Where it stands for good now, when the server said so; None otherwise."""
    data: bytes | None
    """None when nothing has changed since the last time."""
    content_type: str
    etag: str | None
    modified: str | None


Check = Callable[[WebAddress], Awaitable[None]]
"""Raises a SourceError for an address that is not to be asked."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LASTING = frozenset({301, 308})
_NOT_MODIFIED = 304
_FIRST_ERROR = 400
_PIECE = 1 << 16
_PLAIN = ("", "identity")
_PACKED = ("gzip", "x-gzip")
_WBITS = 31
"""For zlib: gzip, and nothing else."""
_NUMBERS = 3
"""How many of a host's numbers are tried at most."""
_LONGEST_HEADER = 500


async def fetch(
    wanted: Wanted, *, limits: Limits = Limits(), check: Check | None = None
) -> Fetched:
    """What stands under an address.

    Where it is redirected to another address, that is asked only when `check` lets it pass.

    Raises:
        AddressRefused: no http or https, an address that is not public and was not typed by the
            reader, or too many redirects.
        SourceUnreachable: no answer, not in time, or not a whole one.
        AnswerRefused: the server reports an error, or has packed its answer in an unknown way.
        SourceTooLarge: over a limit, which the message names.
    """
    # Loaded with the first request: it takes longer than most answers, and brings in Rich.
    import httpx

    asked = web_address(wanted.address)
    shown = clean_line(str(asked))
    try:
        async with asyncio.timeout(limits.seconds):
            return await _followed(wanted, asked, limits, check)
    except TimeoutError as error:
        raise SourceUnreachable(f"no answer within {limits.seconds:g} s", subject=shown) from error
    except httpx.HTTPError as error:
        reason = clean_line(str(error)) or type(error).__name__
        raise SourceUnreachable(f"no usable answer: {reason[:200]}", subject=shown) from error


async def _followed(
    wanted: Wanted, address: WebAddress, limits: Limits, check: Check | None
) -> Fetched:
    typed = address
    lasting, moved = True, None
    for _ in range(limits.redirects + 1):
        same = (address.host, address.port) == (typed.host, typed.port)
        async with _answer(wanted, address, limits, private=wanted.typed and same) as answer:
            if answer.status_code not in _REDIRECTS:
                return await _read(answer, address, moved, limits)
            # Closed unread: also the body of a redirect can be a bomb.
            location = answer.headers.get("location", "")
            if not location:
                raise AnswerRefused("redirected to nowhere", subject=clean_line(str(address)))
            lasting = lasting and answer.status_code in _LASTING
        address = web_address(urljoin(str(address), location))
        moved = str(address) if lasting else moved
        if check is not None:
            await check(address)
    raise AddressRefused(
        f"redirected more than {limits.redirects} times", subject=clean_line(str(address))
    )


@contextlib.asynccontextmanager
async def _answer(
    wanted: Wanted, address: WebAddress, limits: Limits, *, private: bool
) -> AsyncIterator[httpx.Response]:
    """The beginning of an answer, its body still to be read; `private` numbers may be asked."""
    import httpx

    headers = {
        "Host": address.origin.partition("://")[2],
        "User-Agent": f"lesart/{metadata.version('lesart')}",
        "Accept": wanted.accept,
        "Accept-Encoding": "gzip",
    }
    if wanted.etag is not None:
        headers["If-None-Match"] = wanted.etag
    if wanted.modified is not None:
        headers["If-Modified-Since"] = wanted.modified
    numbers = await _numbers(address, private=private)
    connecting = limits.seconds / (len(numbers) + 1)
    # No client over it: that one follows addresses of its own making. No proxy from the
    # environment: it would resolve the name once more, and connect elsewhere.
    async with httpx.AsyncHTTPTransport(verify=_trust(address.scheme), trust_env=False) as line:
        for at, number in enumerate(numbers, 1):
            host = f"[{number}]" if ":" in number else number
            request = httpx.Request(
                "GET",
                f"{address.scheme}://{host}:{address.port}{address.target}",
                headers=headers,
                extensions={
                    "sni_hostname": address.host,
                    "timeout": {"connect": connecting},
                },
            )
            try:
                answer = await line.handle_async_request(request)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                if at == len(numbers):
                    raise
            else:
                async with contextlib.aclosing(answer):
                    yield answer
                return


@cache
def _trust(scheme: str) -> ssl.SSLContext | bool:
    """Whom to trust; loading the certificates takes longer than most answers."""
    import httpx

    return httpx.create_ssl_context() if scheme == "https" else False


async def _numbers(address: WebAddress, *, private: bool) -> list[str]:
    """The numbers of a host that may be asked, the system's first choice first."""
    shown = clean_line(str(address))
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise SourceUnreachable("there is no such host", subject=shown) from error
    numbers = dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found)
    allowed = [number for number in numbers if private or is_public(number)]
    if not allowed:
        raise AddressRefused(
            "the address lies on this machine or in a private network",
            subject=shown,
            advice="addresses you type yourself may",
        )
    return allowed[:_NUMBERS]


async def _read(
    answer: httpx.Response, address: WebAddress, moved: str | None, limits: Limits
) -> Fetched:
    shown = clean_line(str(address))
    headers = answer.headers
    if answer.status_code >= _FIRST_ERROR:
        raise AnswerRefused(
            f"the server answers {answer.status_code}", subject=shown, status=answer.status_code
        )
    data = None
    if answer.status_code != _NOT_MODIFIED:
        data = await _body(answer, shown, limits)
    return Fetched(
        address=str(address),
        moved=moved,
        data=data,
        content_type=clean_line(headers.get("content-type", ""))[:200],
        etag=_kept(headers, "etag"),
        modified=_kept(headers, "last-modified"),
    )


def _kept(headers: Mapping[str, str], name: str) -> str | None:
    """A header that is sent back the next time; only what is fit to be sent."""
    value = headers.get(name)
    return value if value and len(value) <= _LONGEST_HEADER and value.isprintable() else None


async def _body(answer: httpx.Response, shown: str, limits: Limits) -> bytes:
    packing = answer.headers.get("content-encoding", "").strip().lower()
    if packing not in _PLAIN + _PACKED:
        said = clean_line(packing)[:60]
        raise AnswerRefused(f"packed in a way that is not unpacked: {said}", subject=shown)
    unpack = zlib.decompressobj(_WBITS) if packing in _PACKED else None
    whole = bytearray()
    received = 0
    async for piece in answer.aiter_raw(_PIECE):
        received += len(piece)
        if received > limits.received and not limits.cut:
            raise SourceTooLarge(f"more than {limits.received:,} bytes", subject=shown)
        if unpack is None:
            whole += piece
        else:
            try:
                whole += unpack.decompress(piece, limits.unpacked + 1 - len(whole))
            except zlib.error as error:
                raise SourceUnreachable("the answer is damaged", subject=shown) from error
        if limits.cut and (received > limits.received or len(whole) > limits.unpacked):
            return bytes(whole[: limits.unpacked])
        if len(whole) > limits.unpacked:
            raise SourceTooLarge(f"more than {limits.unpacked:,} bytes unpacked", subject=shown)
    if unpack is not None and received and not unpack.eof:
        raise SourceUnreachable("the answer breaks off", subject=shown)
    return bytes(whole)
