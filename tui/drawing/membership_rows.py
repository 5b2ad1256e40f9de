"""What an article has in common with the others of its story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from tui.drawing.lighting import MUTED, STRONG, words

if TYPE_CHECKING:
    # Grouping is loaded when it is first asked for.
    from core.library.grouping import Membership, Shared

_BAR = 24
_KINDS = {"entity": "name", "term": "word"}


def membership_words(title: str, found: Membership | None) -> Content:
    """Everything there is to say about an article and its story."""
    if found is None:
        return Content("\n").join([words(title, "bold"), Content("It is in no story.")])
    others = len(found.story.articles) - 1
    lines = [
        words(title, "bold"),
        Content.assemble("in  ", words(found.story.title, "italic")),
        Content(),
        Content.styled("You have put it there.", "$text-accent")
        if found.wished
        else Content("It is there for what it has in common with the others:"),
        Content(),
        Content.styled("In common, the weightiest first", STRONG),
    ]
    heaviest = max((each.weight for each in found.shared), default=0.0) or 1.0
    lines += [_row(each, others, heaviest) for each in found.shared]
    total = sum(each.weight for each in found.shared)
    lines += [Content(), words(f"all of these together: {total:.2f}", MUTED)]
    return Content("\n").join(lines)


def _row(shared: Shared, others: int, heaviest: float) -> Content:
    kind = _KINDS.get(shared.kind.value)
    what = "related statements" if kind is None else f"{kind} {shared.what}"
    filled = max(0, round(shared.weight / heaviest * _BAR))
    return Content.assemble(
        words(f"{what:<34.34}"),
        (f" {shared.weight:.3f}  ", ""),
        ("━" * filled, "$primary"),
        ("─" * (_BAR - filled), "$border-blurred"),
        (f"  with {shared.articles} of {others}", MUTED),
    )
