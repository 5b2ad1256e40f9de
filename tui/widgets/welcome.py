"""What a newcomer sees before there is anything to read."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from tui.drawing.lighting import MUTED

_KEY = "bold $footer-key-foreground"


class Welcome(Static):
    """Offers the sample story."""

    def render(self) -> Content:
        """A few lines; the first is the one that helps."""
        return Content("\n").join(
            [
                Content.styled("Lesart", "bold $text-primary"),
                Content.styled("Several reports, one story: read them against each other.", MUTED),
                Content(),
                Content("There is nothing to read yet."),
                Content(),
                Content.assemble(("Enter", _KEY), "   add the sample story and read it"),
                Content.assemble(("F", _KEY), "       subscribe to feeds"),
                Content.assemble(("?", _KEY), "       every key"),
                Content.assemble(("q", _KEY), "       quit"),
                Content(),
                Content.styled("Your own articles: lesart FOLDER  or  lesart add FILE …", MUTED),
            ]
        )
