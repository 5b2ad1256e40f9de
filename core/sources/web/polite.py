"""Fetching the pages that feeds name: as robots.txt allows, and no host faster than it likes."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from urllib.parse import urljoin

from core.errors import AddressRefused, AnswerRefused, SourceError
from core.sources.formats.pages import LARGEST_PAGE
from core.sources.web.addresses import WebAddress, web_address
from core.sources.web.fetching import Fetched, Limits, Wanted, fetch
from core.sources.web.robots import (
    EVERYTHING,
    LARGEST_ROBOTS,
    NOTHING,
    Robots,
    read_robots,
)
from core.text.clean import clean_line

SHORTEST_PAUSE = 1.0
"""Seconds between two requests to one host at least."""
_ROBOTS = Limits(seconds=15.0, received=LARGEST_ROBOTS, unpacked=LARGEST_ROBOTS, cut=True)
_PAGE = Limits(seconds=30.0, received=LARGEST_PAGE, unpacked=LARGEST_PAGE)
_FIRST_OF_SERVER = 500
_TOO_MANY = 429


class Polite:
    """Fetches pages for one loop."""

    def __init__(
        self,
        *,
        known: Callable[[str], Robots | None],
        note: Callable[[str, Robots], None],
        free: dict[str, float],
    ) -> None:
        """Ask `known` what the server at an origin wants before asking the server, and tell `note`.

        Args:
            known: May be called from the loop; None when nobody has asked yet.
            note: May be called from the loop.
            free: From when each host may be asked again, in seconds of the monotonic clock.
        """
        self._known = known
        self._note = note
        self._free = free
        self._lines: dict[str, asyncio.Lock] = {}
        self._read: dict[str, Robots] = {}
        self._reading: dict[str, asyncio.Lock] = {}

    async def page(self, address: str, *, ready: Callable[[], Awaitable[object]]) -> Fetched:
        """The page under an address a feed names; never one on this machine or network.

        `ready` is waited for when the host may be asked.

        Raises:
            AddressRefused: the server does not want it fetched, or as `fetch` has it.
            SourceError: as `fetch` has it.
        """
        wanted = web_address(address)
        await self._check(wanted)
        async with self._lines.setdefault(wanted.host, asyncio.Lock()):
            await self._wait(wanted)
            await ready()
            return await fetch(Wanted(address), limits=_PAGE, check=self._check_and_wait)

    async def _check(self, address: WebAddress) -> None:
        robots = await self._robots(address)
        if not robots.allows(address.target):
            raise AddressRefused(
                "the server does not want this page fetched by programs (robots.txt)",
                subject=clean_line(str(address)),
                advice="open it in the browser",
            )

    async def _check_and_wait(self, address: WebAddress) -> None:
        """Of a page that is redirected to; the host is not held, for two could wait for another."""
        await self._check(address)
        await self._wait(address)

    async def _wait(self, address: WebAddress) -> None:
        robots = self._read.get(address.origin, EVERYTHING)
        now = time.monotonic()
        begin = max(now, self._free.get(address.host, now))
        self._free[address.host] = begin + max(SHORTEST_PAUSE, robots.delay)
        await asyncio.sleep(begin - now)

    async def _robots(self, address: WebAddress) -> Robots:
        origin = address.origin
        async with self._reading.setdefault(origin, asyncio.Lock()):
            if origin not in self._read:
                robots = self._known(origin)
                if robots is None:
                    robots = await self._asked(address)
                    self._note(origin, robots)
                self._read[origin] = robots
        return self._read[origin]

    async def _asked(self, address: WebAddress) -> Robots:
        wanted = Wanted(urljoin(address.origin, "/robots.txt"), accept="text/plain,*/*;q=0.1")
        await self._wait(address)
        try:
            found = await fetch(wanted, limits=_ROBOTS)
        except AnswerRefused as error:
            # RFC 9309, 2.3.1: what is not there forbids nothing; a server in trouble, all.
            told = error.status is not None and error.status < _FIRST_OF_SERVER
            return EVERYTHING if told and error.status != _TOO_MANY else NOTHING
        except AddressRefused:
            # Then so is the page, and for that reason.
            raise
        except SourceError:
            return NOTHING
        return read_robots((found.data or b"").decode("utf-8", "replace"))
