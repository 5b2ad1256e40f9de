"""A server on this machine that answers whatever a test wants, however badly."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

_PATIENCE = 0.5
"""Seconds until an answer that nobody takes is thrown away."""

Answer = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@dataclass(slots=True)
class Server:
    """Where it listens, and what it was asked."""

    port: int = 0
    asked: list[str] = field(default_factory=list)
    """Request line and headers of every request."""

    def address(self, path: str = "/", *, host: str = "127.0.0.1") -> str:
        """The address of a path on it."""
        return f"http://{host}:{self.port}{path}"


def answer(
    body: bytes = b"", *, status: str = "200 OK", length: bool = True, **headers: str
) -> bytes:
    """A whole answer; underscores in header names are hyphens."""
    lines = [f"HTTP/1.1 {status}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    if length:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def sends(data: bytes) -> Answer:
    """Sends some bytes and closes."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(data)
        await writer.drain()

    return handle


@contextmanager
def serving(paths: dict[str, Answer | bytes]) -> Iterator[Server]:
    """A server that answers some paths; all others are not found."""
    found = Server()
    started, stop = threading.Event(), asyncio.Event()
    loop = asyncio.new_event_loop()
    held: set[object] = set()

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # The loop itself does not hold on to what waits for nothing.
        held.add(asyncio.current_task())
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            found.asked.append(head)
            wanted = paths.get(head.split(" ")[1].partition("?")[0], answer(status="404 None"))
            await (sends(wanted) if isinstance(wanted, bytes) else wanted)(reader, writer)
        except (OSError, asyncio.IncompleteReadError):
            pass  # whoever asked has seen enough
        finally:
            writer.close()
            try:
                async with asyncio.timeout(_PATIENCE):
                    await writer.wait_closed()
            except (OSError, TimeoutError, asyncio.CancelledError):
                writer.transport.abort()

    async def run() -> None:
        server = await asyncio.start_server(handle, "127.0.0.1", 0)
        found.port = server.sockets[0].getsockname()[1]
        started.set()
        await stop.wait()
        server.close()
        running = asyncio.all_tasks() - {asyncio.current_task()}
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        await asyncio.sleep(0)  # connections that were broken off say so in the next turn

    thread = threading.Thread(target=loop.run_until_complete, args=(run(),), daemon=True)
    thread.start()
    started.wait()
    try:
        yield found
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()
        loop.close()
