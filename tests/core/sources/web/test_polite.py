"""Pages that feeds name are fetched as their servers like it, or not at all."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Callable

import pytest

from core.errors import AddressRefused, SourceError, SourceUnreachable
from core.sources.web import fetching, polite
from core.sources.web.fetching import Fetched
from core.sources.web.polite import Polite
from core.sources.web.robots import NOTHING, Robots
from tests.core.sources.web.server import Answer, Server, answer, serving


@pytest.fixture(autouse=True)
def _open_net(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two numbers of this machine pass for servers of the open internet."""
    monkeypatch.setattr(fetching, "is_public", lambda number: number.startswith("127.0.0."))
    monkeypatch.setattr(polite, "SHORTEST_PAUSE", 0.2)


async def at_once() -> None:
    pass


class Memory:
    """What servers want, as it was told."""

    def __init__(self) -> None:
        self.robots: dict[str, Robots] = {}
        self.free: dict[str, float] = {}

    def polite(self) -> Polite:
        return Polite(known=self.robots.get, note=self.robots.__setitem__, free=self.free)


def pages(*addresses: str, memory: Memory | None = None) -> list[Fetched | BaseException]:
    async def asked() -> list[Fetched | BaseException]:
        fetcher = (memory or Memory()).polite()
        return await asyncio.gather(
            *(fetcher.page(each, ready=at_once) for each in addresses), return_exceptions=True
        )

    return asyncio.run(asked())


def paths_asked(server: Server) -> list[str]:
    return [each.split(" ")[1] for each in server.asked]


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        (answer(b"User-agent: *\nDisallow: /closed"), True),
        (answer(b"User-agent: lesart\nDisallow: /"), False),
        (answer(status="404 None"), True),
        (answer(status="403 No"), True),
        (answer(status="429 Slowly"), False),
        (answer(status="503 Later"), False),
        (answer(b"x", Content_Encoding="br"), False),
        (b"nonsense\r\n\r\n", False),
        (answer(status="302 Found", Location="http://10.0.0.1/robots.txt"), False),
        (answer(b"User-agent: *\nDisallow: /x\n" + b"# more\n" * 200_000), True),
        (answer(b"# more\n" * 200_000 + b"User-agent: *\nDisallow: /\n"), True),
        (answer(bytes(range(256))), True),
    ],
)
def test_robots_decide_and_a_server_in_trouble_allows_nothing(robots: bytes, allowed: bool) -> None:
    with serving({"/robots.txt": robots, "/page": answer(b"text")}) as server:
        (found,) = pages(server.address("/page"))
        assert ("/page" in paths_asked(server)) is allowed
    assert isinstance(found, Fetched if allowed else AddressRefused)


def test_what_servers_want_is_asked_once_and_then_remembered() -> None:
    memory = Memory()
    with serving({"/robots.txt": answer(), "/page": answer(b"text")}) as server:
        pages(server.address("/page"), server.address("/page?2"), memory=memory)
        pages(server.address("/page?3"), memory=memory)
        assert paths_asked(server).count("/robots.txt") == 1
        memory.robots = {server.address(""): NOTHING}
        (found,) = pages(server.address("/page?4"), memory=memory)
    assert isinstance(found, AddressRefused)


def busy() -> tuple[Answer, Callable[[], int], list[float]]:
    """A page that notes how many ask for it at once, and when each of them came."""
    now, most = 0, 0
    times: list[float] = []

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal now, most
        times.append(time.monotonic())
        now += 1
        most = max(most, now)
        await asyncio.sleep(0.05)
        now -= 1
        writer.write(answer(b"text"))
        await writer.drain()

    return handle, lambda: most, times


def test_a_host_is_asked_for_one_page_at_a_time_and_with_pauses() -> None:
    page, most, times = busy()
    with serving({"/robots.txt": answer(status="404 None"), "/page": page}) as server:
        found = pages(*(server.address(f"/page?{number}") for number in range(3)))
    assert all(isinstance(each, Fetched) for each in found)
    assert most() == 1
    assert all(b - a >= 0.15 for a, b in itertools.pairwise(times))


def test_a_server_may_want_longer_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polite, "SHORTEST_PAUSE", 0.0)
    page, _, times = busy()
    slower = answer(b"User-agent: *\nCrawl-delay: 0.4")
    with serving({"/robots.txt": slower, "/page": page}) as server:
        pages(server.address("/page"), server.address("/page?2"))
    assert times[1] - times[0] >= 0.35


def test_where_a_page_is_redirected_robots_are_asked_as_well() -> None:
    closed = answer(b"User-agent: *\nDisallow: /")
    with serving({"/robots.txt": closed, "/there": answer(b"text")}) as other:
        to_other = answer(status="302 Found", Location=other.address("/there", host="127.0.0.2"))
        paths: dict[str, Answer | bytes] = {
            "/robots.txt": answer(status="404 None"),
            "/page": to_other,
            "/moved": answer(status="302 Found", Location="/here"),
            "/here": answer(b"text"),
        }
        with serving(paths) as server:
            refused, found = pages(server.address("/page"), server.address("/moved"))
    assert isinstance(refused, SourceError)
    assert isinstance(found, Fetched)


def test_addresses_of_this_machine_are_not_asked_even_for_what_they_want(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.undo()
    with serving({"/robots.txt": answer(), "/page": answer(b"text")}) as server:
        (found,) = pages(server.address("/page"))
        assert server.asked == []
    assert isinstance(found, AddressRefused)


def test_a_page_that_leads_to_a_private_network_is_not_followed() -> None:
    there = answer(status="302 Found", Location="http://10.0.0.1/")
    paths: dict[str, Answer | bytes] = {"/robots.txt": answer(status="404 None"), "/page": there}
    with serving(paths) as server:
        (found,) = pages(server.address("/page"))
    assert isinstance(found, AddressRefused)


def test_what_fails_in_between_is_told() -> None:
    with serving({"/robots.txt": answer(), "/page": b"nonsense\r\n\r\n"}) as server:
        (found,) = pages(server.address("/page"))
    assert isinstance(found, SourceUnreachable)
