"""A pane drawn line by line on demand: what the article list and the article text share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, Literal, TypeAlias

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.drawing.strips import Look, Piece, Recolour, make_strip

Step: TypeAlias = Literal["item", "line", "half", "page", "edge", "paragraph"]
"""How far one move goes; `edge` is the first or last item."""

_STRIPS_KEPT = 2048


class LinePane(ScrollView, inherit_bindings=False, can_focus=True):
    """Keeps the strips of the lines drawn, and draws again only those that changed.

    The pane has neither border nor padding of its own (a container around it may): its strips then
    reach the screen as they are kept, with their escape sequences ready.
    """

    ALLOW_SELECT: ClassVar[bool] = False
    PREFIX: ClassVar[str]
    """Of the component classes."""

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002 - as every Textual widget calls it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._strips: dict[int, Strip] = {}
        self._kept_for: tuple[int, Sequence[LineFilter], Color] | None = None
        self._styles_of: dict[Look, Style] = {}
        self._following = False

    # --- for the panes ----------------------------------------------------------------------------

    def line_count(self) -> int:
        """How many lines there are at the present width."""
        raise NotImplementedError

    def draw(self, line: int) -> Iterable[Piece]:
        """What stands on a line."""
        raise NotImplementedError

    def fit(self) -> None:
        """Arrange the lines for the present size."""
        raise NotImplementedError

    def move(self, step: Step, by: int) -> None:
        """Move the cursor, or the lines under it, `by` steps; negative is towards the beginning."""
        raise NotImplementedError

    def left_behind(self, *, downwards: bool) -> None:
        """The reader scrolled; the cursor may have left the view."""
        raise NotImplementedError

    # --- what is seen -----------------------------------------------------------------------------

    @property
    def page(self) -> Size:
        """The cells lines are drawn on: without scrollbar, zero before the first layout."""
        return self.scrollable_content_region.size

    @property
    def top(self) -> int:
        """The first line seen."""
        return self.scroll_offset.y

    def show_from(self, line: int) -> None:
        """Scroll so that `line` is the first one seen, as far as there are lines to fill the page.

        The cursor does not follow; that is the caller's business.
        """
        self._following, before = True, self._following
        self.scroll_to(y=max(0, line), animate=False, force=True)
        self._following = before

    def redraw(self, lines: Iterable[int]) -> None:
        """Draw these lines again, if they are seen."""
        top, bottom = self.top, self.top + self.page.height
        for line in lines:
            self._strips.pop(line, None)
            if top <= line < bottom:
                self.refresh_line(line)

    def redraw_all(self) -> None:
        """Draw everything again; lines were added, removed or moved."""
        self._strips.clear()
        self.virtual_size = Size(self.page.width, self.line_count())
        self.refresh()

    # --- how Textual asks -------------------------------------------------------------------------

    def on_resize(self) -> None:
        """Arrange the lines anew."""
        self.fit()

    def on_show(self) -> None:
        """Arrange the lines anew: while hidden the pane had no size to arrange them for."""
        self.fit()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Let the cursor follow when the reader scrolls."""
        super().watch_scroll_y(old_value, new_value)
        if not self._following and round(old_value) != round(new_value):
            self.left_behind(downwards=new_value > old_value)

    def notify_style_update(self) -> None:
        """Forget what was drawn in other colours."""
        super().notify_style_update()
        self._strips.clear()
        self._styles_of.clear()

    def _style(self, look: Look) -> Style:
        style = self._styles_of.get(look)
        if style is None:
            names = [f"{self.PREFIX}--{name}" for name in look]
            style = self.get_visual_style(*names).rich_style
            if any(self.get_component_styles(name).text_style.reverse for name in names):
                style += Style(reverse=True)  # visual styles leave it out
            self._styles_of[look] = style
        return style

    def render_line(self, y: int) -> Strip:
        """One line, drawn now; Textual asks this way when the pane has a border after all."""
        return self._drawn(self.top + y, self.size.width)

    def _drawn(self, line: int, width: int, recolour: Recolour | None = None) -> Strip:
        pieces = self.draw(line) if line < self.line_count() else ()
        return make_strip(pieces, width, style=self._style, recolour=recolour)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines as kept; Textual would build every strip anew for border and padding.

        Called for every change anywhere on the lines of the pane, so nothing is asked twice.
        """
        gutter = self.styles.gutter
        if gutter.width or gutter.height or self.opacity != 1.0:
            return super().render_lines(crop)
        width, filters = self.size.width, self.get_line_filters()
        _, background = self.background_colors
        if self._kept_for != (width, filters, background) or len(self._strips) > _STRIPS_KEPT:
            self._strips.clear()
            self._kept_for = (width, filters, background)

        def recolour(segments: list[Segment]) -> list[Segment]:
            for line_filter in filters:
                segments = line_filter.apply(segments, background)
            return segments

        top, kept = self.top, self._strips
        strips: list[Strip] = []
        for line in range(top + crop.y, top + crop.bottom):
            strip = kept.get(line)
            if strip is None:
                strip = kept[line] = self._drawn(line, width, recolour)
            strips.append(strip)
        if crop.column_span == (0, width):
            return strips
        return [strip.crop(*crop.column_span) for strip in strips]
