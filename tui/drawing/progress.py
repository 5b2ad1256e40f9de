"""How far the background work has come, in one short line."""

from __future__ import annotations

from textual.content import Content

from core.library import Progress
from tui.drawing.lighting import MUTED

_BAR = 10


def progress_content(progress: Progress | None, *, width: int) -> Content:
    """`analysing ━━━━━───── 12/40`; without the bar where there is no room, empty when idle."""
    if progress is None or progress.total <= 0:
        return Content()
    numbers = f"{progress.done}/{progress.total}"
    if width < 60:
        return Content.styled(f"{progress.phase} {numbers}", MUTED)
    done = min(_BAR, _BAR * progress.done // progress.total)
    return Content.assemble(
        (f"{progress.phase} ", MUTED),
        ("━" * done, "$primary"),
        ("─" * (_BAR - done), "$border-blurred"),
        (f" {numbers}", MUTED),
    )
