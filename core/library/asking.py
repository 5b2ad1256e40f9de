"""Asks feeds and pages while other work goes on, several at once; answers are taken one by one."""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine, Hashable
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from core.errors import SourceError, SourceUnreachable
from core.sources.feeds.feed import LARGEST_FEED
from core.sources.web.addresses import web_address
from core.sources.web.fetching import Fetched, Limits, Wanted, fetch
from core.sources.web.polite import Polite

_AT_ONCE = 8
_OF_ONE_HOST = 2
_ROOM = 16
"""Answers that are asked for or wait to be taken: what they hold together stays bounded."""
_IN_VAIN = 2
"""So many feeds of a host are asked that does not answer; the others are left for another time."""
_PAGES_SECONDS = 300.0
"""How long pages are fetched; what is left by then keeps what its feed says."""
_FEED = Limits(received=LARGEST_FEED, unpacked=LARGEST_FEED)

_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Answer(Generic[_Key]):
    """What came of asking."""

    key: _Key
    found: Fetched | SourceError


class Asking(Generic[_Key]):
    """Asks in a thread of its own until it is left; what is asked for is named by a key."""

    def __init__(self, polite: Callable[[], Polite]) -> None:
        """Fetch pages with what `polite` makes in that thread."""
        self._answers: queue.SimpleQueue[tuple[Answer[_Key], bool]] = queue.SimpleQueue()
        self._loop = asyncio.new_event_loop()
        self._polite = polite()
        self._at_once = asyncio.Semaphore(_AT_ONCE)
        self._room = asyncio.Semaphore(_ROOM)
        self._hosts: dict[str, asyncio.Semaphore] = {}
        self._in_vain: Counter[str] = Counter()
        self._pages_end = time.monotonic() + _PAGES_SECONDS
        self._thread = threading.Thread(target=self._run, name="asking", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def feed(self, key: _Key, wanted: Wanted) -> None:
        """Ask a feed."""
        self._begin(key, self._feed(wanted))

    def page(self, key: _Key, address: str) -> None:
        """Ask for a page a feed names, as its server likes it."""
        self._begin(key, self._page(address))

    def answer(self) -> Answer[_Key]:
        """The next answer, as soon as there is one; there must be one still to come."""
        answer, in_room = self._answers.get()
        if in_room:
            self._loop.call_soon_threadsafe(self._room.release)
        return answer

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()
        running = asyncio.all_tasks(self._loop)
        for task in running:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*running, return_exceptions=True))
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        # Without waiting for names that are still being looked up.
        self._loop.close()

    def _begin(
        self, key: _Key, asking: Coroutine[Any, Any, tuple[Fetched | SourceError, bool]]
    ) -> None:
        async def ask() -> None:
            found, in_room = await asking
            self._answers.put((Answer(key, found), in_room))

        asyncio.run_coroutine_threadsafe(ask(), self._loop)

    async def _feed(self, wanted: Wanted) -> tuple[Fetched | SourceError, bool]:
        host = web_address(wanted.address).host
        async with self._hosts.setdefault(host, asyncio.Semaphore(_OF_ONE_HOST)), self._at_once:
            if self._in_vain[host] >= _IN_VAIN:
                reason = "its server does not answer"
                return SourceUnreachable(reason, subject=wanted.address), False
            await self._room.acquire()
            found = await _told(fetch(wanted, limits=_FEED), wanted.address)
            self._in_vain[host] += isinstance(found, SourceUnreachable)
            return found, True

    async def _page(self, address: str) -> tuple[Fetched | SourceError, bool]:
        in_room = False

        async def ready() -> None:
            nonlocal in_room
            await self._room.acquire()
            in_room = True

        async def page() -> Fetched:
            async with asyncio.timeout(self._pages_end - time.monotonic()):
                return await self._polite.page(address, ready=ready)

        return await _told(page(), address), in_room


async def _told(asked: Awaitable[Fetched], address: str) -> Fetched | SourceError:
    """What came of it, also where nobody thought of it: somebody waits for an answer."""
    try:
        return await asked
    except SourceError as error:
        return error
    except TimeoutError:
        return SourceUnreachable("left out, for others took too long", subject=address)
    except Exception as error:
        reason = f"it cannot be asked ({type(error).__name__})"
        return SourceUnreachable(reason, subject=address)
