"""The tags of a statement."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input, Static

from tui.commands import Place, bindings_for
from tui.drawing.lighting import MUTED, excerpt
from tui.screens.dialog import Dialog


def tags_of(written: str) -> tuple[str, ...]:
    """The tags in what was typed, each once, in order; `#` and commas are optional."""
    words = written.replace(",", " ").split()
    return tuple(dict.fromkeys(word.lstrip("#") for word in words if word.strip("#")))


class TagsScreen(Dialog[tuple[str, ...]]):
    """One line of tags."""

    PLACE: ClassVar[Place] = Place.TAGS
    TITLE_WORDS: ClassVar[str] = "Tags"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Place.TAGS)

    def __init__(self, statement: str, tags: tuple[str, ...]) -> None:
        super().__init__()
        self._statement = statement
        self._tags = tags

    def parts(self) -> ComposeResult:
        """The statement and the line."""
        about = excerpt(self._statement, (), limit=200, ellipsis="…").stylize_before(MUTED)
        yield Static(about, id="about")
        yield Input(" ".join(self._tags), placeholder="tags, separated by spaces", id="tags")

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_accept()

    def action_accept(self) -> None:
        """Save the tags."""
        self.dismiss(tags_of(self.query_one(Input).value))
