"""The bottom line: the keys that matter now, and how far the background work has come."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from core.library import Progress
from tui.commands import Place
from tui.drawing.key_hints import hints, prefix_hints
from tui.drawing.lighting import words
from tui.drawing.progress import progress_content
from tui.keymap import in_effect


class KeyHints(Static):
    """The footer's keys."""

    place: reactive[Place] = reactive(Place.TEXT)
    prefix: reactive[str] = reactive("")
    absent: reactive[AbstractSet[str]] = reactive[AbstractSet[str]](frozenset())
    """Commands that have nothing to do at the moment."""

    def render(self) -> Content:
        """As many keys as fit."""
        width = self.content_size.width
        commands = in_effect(self.app)
        if self.prefix:
            return prefix_hints(self.prefix, self.place, width, commands=commands)
        return hints(self.place, width, absent=self.absent, commands=commands)


class StatusLine(Horizontal):
    """Keys on the left, progress on the right."""

    place: reactive[Place] = reactive(Place.TEXT, repaint=False)
    prefix: reactive[str] = reactive("", repaint=False)
    absent: reactive[AbstractSet[str]] = reactive[AbstractSet[str]](frozenset(), repaint=False)
    where: reactive[str] = reactive("", repaint=False)
    """Where the reader is."""
    progress: reactive[Progress | None] = reactive[Progress | None](None, repaint=False)

    def compose(self) -> ComposeResult:
        """The two parts."""
        yield KeyHints(id="keys").data_bind(StatusLine.place, StatusLine.prefix, StatusLine.absent)
        yield Static(id="where")
        yield Static(id="progress")

    def watch_progress(self) -> None:
        """Draw the bar, or nothing."""
        if self.is_mounted:
            bar = self.query_one("#progress", Static)
            content = progress_content(self.progress, width=self.size.width)
            bar.update(content)
            bar.display = bool(content)

    def watch_where(self, before: str, now: str) -> None:
        """Say it; the keys give way only when the words grow longer."""
        if self.is_mounted:
            moved = cell_len(before) != cell_len(now)
            self.query_one("#where", Static).update(words(now), layout=moved)

    def on_mount(self) -> None:
        """Begin without a bar."""
        self.watch_progress()

    def on_resize(self) -> None:
        """The bar has more or less room."""
        self.watch_progress()
