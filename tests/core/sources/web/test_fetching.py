"""Whatever a server does, the answer comes in time, in bounds, or as an error that says why."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import tracemalloc
import zlib
from collections.abc import Iterator
from itertools import repeat

import pytest

from core.errors import (
    AddressRefused,
    AnswerRefused,
    SourceError,
    SourceTooLarge,
    SourceUnreachable,
)
from core.sources.web.fetching import Fetched, Limits, Wanted, fetch
from tests.core.sources.web.server import Answer, Server, answer, serving

QUICK = Limits(seconds=2.0, received=200_000, unpacked=400_000)


def fetched(address: str, *, limits: Limits = QUICK, **wanted: object) -> Fetched:
    asked = Wanted(address, **{"typed": True, **wanted})  # type: ignore[arg-type]
    return asyncio.run(fetch(asked, limits=limits))


@pytest.fixture(scope="module")
def bomb() -> bytes:
    """Little data that unpacks to 200 MB."""
    pack = zlib.compressobj(9, wbits=31)
    return b"".join([*(pack.compress(bytes(1 << 20)) for _ in range(200)), pack.flush()])


def drips(head: bytes) -> Answer:
    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.05)

    return handle


async def endless(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(answer(length=False))
    for piece in repeat(bytes(1 << 16)):
        writer.write(piece)
        await writer.drain()


async def never(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await asyncio.Event().wait()


def redirect(to: str, body: bytes = b"", *, status: str = "302 Found", **more: str) -> bytes:
    return answer(body, status=status, Location=to, length=True, **more)


@pytest.fixture(scope="module")
def server(bomb: bytes) -> Iterator[Server]:
    packed = gzip.compress(b"packed" * 100)
    paths: dict[str, Answer | bytes] = {
        "/page": answer(b"hello", Content_Type="text/html; charset=utf-8", ETag='"1"'),
        "/unsaid": answer(b"hello", length=False),
        "/packed": answer(packed, Content_Encoding="gzip"),
        "/bomb": answer(bomb, Content_Encoding="gzip"),
        "/twice": answer(gzip.compress(packed), Content_Encoding="gzip, gzip"),
        "/brotli": answer(b"?", Content_Encoding="br"),
        "/redirect-bomb": redirect("/page", bomb, Content_Encoding="gzip"),
        "/large": answer(bytes(300_000)),
        "/endless": endless,
        "/never": never,
        "/drips": drips(answer(length=False)),
        "/dripping-headers": drips(b"HTTP/1.1 200 OK\r\nX-Long: "),
        "/damaged": answer(packed[:10] + b"?" * 40, Content_Encoding="gzip"),
        "/cut-packed": answer(packed[:-12], Content_Encoding="gzip"),
        "/short": b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
        "/large-header": b"HTTP/1.1 200 OK\r\nX: " + b"x" * 5_000_000 + b"\r\n\r\n",
        "/no-status": b"\x1b[2Jhello\r\n\r\n",
        "/gone": answer(b"no", status="410 Gone"),
        "/unchanged": answer(status="304 Not Modified", length=False),
        "/loop": redirect("/loop"),
        "/nowhere": answer(status="302 Found"),
        "/moved": redirect("/page", status="301 Moved"),
        "/moved-then-found": redirect("/found", status="301 Moved"),
        "/found": redirect("/page"),
        "/file": redirect("file:///etc/passwd"),
        "/script": redirect("javascript:alert(1)"),
        "/ftp": redirect("ftp://127.0.0.1/"),
        "/inside": redirect("http://127.0.0.1:1/secret"),
        "/metadata": redirect("http://169.254.169.254/"),
        "/hostile-header": answer(b"x", ETag="\x1b[31m", Content_Type="text/\x1b[2Jhtml"),
    }
    with serving(paths) as found:
        yield found


def test_a_page_comes_with_what_is_needed_to_ask_again(server: Server) -> None:
    found = fetched(server.address("/page"))
    assert found.data == b"hello"
    assert (found.content_type, found.etag, found.moved) == (
        "text/html; charset=utf-8", '"1"', None,
    )  # fmt: skip
    asked = server.asked[-1]
    assert "User-Agent: lesart/" in asked or "user-agent: lesart/" in asked.lower()
    assert "accept-encoding: gzip\r\n" in asked.lower()


def test_nothing_is_sent_again_when_nothing_has_changed(server: Server) -> None:
    found = fetched(server.address("/unchanged"), etag='"1"', modified="yesterday")
    assert found.data is None
    assert 'if-none-match: "1"' in server.asked[-1].lower()
    assert "if-modified-since: yesterday" in server.asked[-1].lower()


@pytest.mark.parametrize(("path", "body"), [("/unsaid", b"hello"), ("/packed", b"packed" * 100)])
def test_bodies_are_unpacked(server: Server, path: str, body: bytes) -> None:
    assert fetched(server.address(path)).data == body


@pytest.mark.parametrize(
    ("path", "moved"), [("/moved", "/page"), ("/found", None), ("/moved-then-found", "/found")]
)
def test_redirects_are_followed_and_lasting_ones_told(
    server: Server, path: str, moved: str | None
) -> None:
    found = fetched(server.address(path))
    assert found.data == b"hello"
    assert found.address == server.address("/page")
    assert found.moved == (moved and server.address(moved))


@pytest.mark.parametrize(
    ("path", "error"),
    [
        ("/bomb", SourceTooLarge),
        ("/twice", AnswerRefused),
        ("/brotli", AnswerRefused),
        ("/large", SourceTooLarge),
        ("/endless", SourceTooLarge),
        ("/never", SourceUnreachable),
        ("/drips", SourceUnreachable),
        ("/dripping-headers", SourceUnreachable),
        ("/damaged", SourceUnreachable),
        ("/cut-packed", SourceUnreachable),
        ("/short", SourceUnreachable),
        ("/large-header", SourceUnreachable),
        ("/no-status", SourceUnreachable),
        ("/gone", AnswerRefused),
        ("/missing", AnswerRefused),
        ("/loop", AddressRefused),
        ("/nowhere", AnswerRefused),
        ("/file", AddressRefused),
        ("/script", AddressRefused),
        ("/ftp", AddressRefused),
        ("/inside", AddressRefused),
        ("/metadata", AddressRefused),
    ],
)
def test_what_a_hostile_server_does_becomes_an_error_that_names_the_address(
    server: Server, path: str, error: type[SourceError]
) -> None:
    with pytest.raises(error) as raised:
        fetched(server.address(path))
    assert raised.value.subject.startswith(("http", "file", "javascript", "ftp"))
    assert str(raised.value).isprintable()


@pytest.mark.parametrize("path", ["/bomb", "/redirect-bomb", "/endless", "/large-header"])
def test_no_answer_takes_more_room_than_the_limits_allow(server: Server, path: str) -> None:
    tracemalloc.start()
    try:
        with contextlib.suppress(SourceError):
            fetched(server.address(path))
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_headers_that_could_reach_a_terminal_are_cleaned_or_not_kept(server: Server) -> None:
    found = fetched(server.address("/hostile-header"))
    assert found.etag is None
    assert found.content_type == "text/html"


def test_private_addresses_are_asked_only_when_the_reader_typed_them(server: Server) -> None:
    with pytest.raises(AddressRefused):
        fetched(server.address("/page"), typed=False)
    with pytest.raises(AddressRefused):
        fetched(server.address("/page", host="localhost"), typed=False)


def test_a_host_that_is_not_there_is_named() -> None:
    with pytest.raises(SourceUnreachable, match=r"nowhere\.invalid"):
        fetched("http://nowhere.invalid/")


def test_a_port_where_nobody_listens_is_an_error() -> None:
    with pytest.raises(SourceUnreachable):
        fetched("http://127.0.0.1:1/")


def test_of_an_answer_that_is_too_large_the_beginning_may_be_enough(server: Server) -> None:
    cut = Limits(seconds=2.0, received=100_000, unpacked=1_000, cut=True)
    assert fetched(server.address("/large"), limits=cut).data == bytes(1_000)
    assert fetched(server.address("/bomb"), limits=cut).data == bytes(1_000)
    assert fetched(server.address("/page"), limits=cut).data == b"hello"
