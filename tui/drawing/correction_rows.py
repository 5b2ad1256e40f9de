"""What can be corrected about a name, what it can be chosen from, and what was corrected so far."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content

from core.model import Correction, CorrectionKind, EntityCount, EntityKind, Reach
from tui.drawing.lighting import MUTED, words
from tui.drawing.safe_text import harmless
from tui.drawing.wrapping import cut

_REACH = {
    Reach.EVERYWHERE: "",
    Reach.STORY: " in this story",
    Reach.ARTICLE: " in this article",
}


def a_kind(kind: EntityKind) -> str:
    """`a person`, `an organisation`."""
    return f"{'an' if kind is EntityKind.ORGANISATION else 'a'} {kind}"


def correction_words(correction: Correction) -> str:
    """What a correction has done, in one sentence without a full stop."""
    about, name = correction.names[0], correction.name
    said = {
        CorrectionKind.RENAME: f"{about} is called {name}",
        CorrectionKind.MERGE: f"{about} is {name}",
        CorrectionKind.SPLIT: f"{correction.spelling} is not {about} but {name}",
        CorrectionKind.KIND: f"{about} is {a_kind(correction.entity_kind)}",
        CorrectionKind.HIDE: f"{about} is hidden",
        CorrectionKind.ADD: f"{about} is {a_kind(correction.entity_kind)}, added",
    }
    return said[correction.kind] + _REACH[correction.reach]


def about_entity(
    counted: EntityCount | None, spellings: Sequence[tuple[str, int]], width: int, *, ellipsis: str
) -> Content:
    """Its name, kind and count; below it the spellings as far as they fit."""
    if counted is None:
        return words("No name is under the cursor.", MUTED)
    kind = f"  {counted.entity.kind} · {counted.count}"
    name = cut(harmless(counted.entity.name), max(4, width - cell_len(kind)), ellipsis)
    spelt = " · ".join(f"{harmless(text)} {count}" for text, count in spellings)
    return Content.assemble(
        (name, "bold"), (kind, MUTED), "\n", (cut(spelt, width, ellipsis), MUTED)
    )


def action_row(key: str, help_text: str, width: int, *, is_so: bool, ellipsis: str) -> Content:
    """A key and what it does; `is_so` when that is how it is already."""
    said = cut(help_text, max(1, width - cell_len(key) - 4), ellipsis)
    look = MUTED if is_so else ""
    mark = "✓ " if is_so else "  "
    return Content.assemble((f"{key}  ", "bold $text-accent"), (mark, MUTED), (said, look))


def correction_row(correction: Correction, width: int, *, ellipsis: str) -> Content:
    """When it was made, and what it says."""
    date = correction.created[:10]
    said = cut(harmless(correction_words(correction)), max(1, width - len(date) - 1), ellipsis)
    gap = " " * max(1, width - cell_len(said) - len(date))
    return Content.assemble(said, gap, (date, MUTED))


def choice_row(text: str, note: str, width: int, *, ellipsis: str) -> Content:
    """Something to choose, and what tells it from others."""
    said = cut(harmless(note), max(1, width // 2), ellipsis)
    room = max(1, width - cell_len(said) - 1)
    name = cut(harmless(text), room, ellipsis)
    gap = " " * (room - cell_len(name) + 1)
    return Content.assemble(name, gap, (said, MUTED))
