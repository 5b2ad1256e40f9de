"""A dialog: a frame over the reading screen, its keys in the bottom line."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget

from tui.commands import Place
from tui.drawing.lighting import words
from tui.messages import KeysWanted
from tui.widgets.line_pane import LinePane, Step
from tui.widgets.row_list import RowList
from tui.widgets.status_line import StatusLine

Result = TypeVar("Result")

STYLES = Path(__file__).parents[1] / "styles"


class Dialog(ModalScreen[Result], Generic[Result], inherit_bindings=False):
    """Closes with q, Esc or Ctrl-G; moves like every pane."""

    CSS_PATH: ClassVar[list[str | PurePath]] = [STYLES / "dialogs.tcss", STYLES / "views.tcss"]
    PLACE: ClassVar[Place]
    TITLE_WORDS: ClassVar[str]

    def compose(self) -> ComposeResult:
        """The frame with its parts, and the footer."""
        with Vertical(id="dialog") as frame:
            frame.border_title = words(self.TITLE_WORDS)
            yield from self.parts()
        yield StatusLine(id="status")

    def parts(self) -> ComposeResult:
        """What stands in the frame."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Say which keys work here."""
        line = self.query_one(StatusLine)
        line.place = self.PLACE
        self.watch(self.app, "prefix", self._show_prefix)
        self.begin()

    def begin(self) -> None:
        """Fill the frame."""

    def note(self, text: str) -> None:
        """Write foreign words below the frame."""
        self.query_one("#dialog").border_subtitle = words(text or " ")

    @property
    def mover(self) -> Widget:
        """What moves."""
        return self.query_one(RowList)

    def action_move(self, step: Step, by: int) -> None:
        """Move through the rows, or scroll."""
        mover = self.mover
        if isinstance(mover, RowList | LinePane):
            mover.move(step, by)
            return
        height = max(1, mover.scrollable_content_region.height)
        far = {"half": height // 2, "page": height - 2, "edge": mover.virtual_size.height}
        mover.scroll_relative(y=by * max(1, far.get(step, 1)), animate=False)

    def action_cycle(self, by: int) -> None:
        """To the next or previous part of the dialog."""
        if by > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def action_keys(self) -> None:
        """The keys that work here."""
        self.post_message(KeysWanted(self.PLACE))

    def action_close(self) -> None:
        """Close without a result."""
        self.dismiss(None)

    def action_cancel(self) -> None:
        """Close without a result."""
        self.action_close()

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close, once: of keys typed fast another may come when it is closed already."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    def _show_prefix(self, prefix: str) -> None:
        self.query_one(StatusLine).prefix = prefix
