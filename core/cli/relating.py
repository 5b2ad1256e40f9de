"""The answer of `related`: what other articles say, what comes near, and all that decides it."""

from __future__ import annotations

import textwrap
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence

from core.cli import records
from core.cli.output import Answer, Paint, Record
from core.library import DEFAULT_THRESHOLD, Library
from core.library.explaining import (
    ExplainedRow,
    evidence_rows,
    score_words,
    side_rows,
    why_hidden,
)
from core.model import (
    EntityId,
    Evidence,
    EvidenceKind,
    Explanation,
    RelatedStatement,
    StatementId,
)

_CELL = 28
"""Columns for what stands on one of the two sides."""


def related(
    library: Library, asked: StatementId | str, arguments: Namespace, paint: Paint
) -> Answer:
    """The statements related to one of the library, or to a text; near misses behind them."""
    limits = {"limit": arguments.k, "min_score": arguments.min_score}
    if isinstance(asked, str):
        found, text = library.related_to_text(asked, **limits), asked
    else:
        found, text = library.related(asked, **limits), library.statement(asked).text
    near = library.near_misses(asked, min_score=arguments.min_score) if arguments.near else ()
    names = _names(library) if arguments.explain else {}
    threshold = DEFAULT_THRESHOLD if arguments.min_score is None else arguments.min_score
    made: list[Record] = []
    blocks: list[str] = []
    for number, each in enumerate((*found, *near), start=1):
        record = dict(records.related(each))
        block = list(_lines(number, each, threshold, paint, explained=arguments.explain))
        if arguments.explain:
            shown = library.explain(asked, each.related.statement, min_score=arguments.min_score)
            record["explanation"] = (
                None if shown is None else records.explanation(shown, text, each.text, names)
            )
            block += [] if shown is None else _explanation_lines(shown, text, each.text, paint)
        made.append(record)
        blocks.append("\n".join(block))
    return Answer(made, "\n\n".join(blocks), found=bool(found))


def _names(library: Library) -> Mapping[EntityId, str]:
    return {each.entity.id: each.entity.name for each in library.entities()}


def _lines(
    number: int, found: RelatedStatement, threshold: float, paint: Paint, *, explained: bool
) -> Iterator[str]:
    related = found.related
    verdict = "" if related.verdict is None else f"{related.verdict} by you  "
    hidden = why_hidden(related, threshold)
    near = paint("dim", f"hidden: {hidden}  ") if hidden else ""
    head = f"{number}  {paint(related.relation, related.relation)}  {related.score:.2f}  "
    says = next((e.there for e in related.evidence if e.kind is EvidenceKind.SPEAKER), "")
    speaker = paint("dim", f" · says {says}") if says else ""
    yield f"{head}{verdict}{near}{related.statement}  {found.title}{speaker}"
    yield textwrap.indent(textwrap.fill(" ".join(found.text.split()), 72), "   ")
    reasons = ", ".join(_evidence_text(each) for each in related.evidence)
    if reasons and not explained:
        yield paint("dim", textwrap.indent(textwrap.fill(reasons, 72), "   "))


def _evidence_text(evidence: Evidence) -> str:
    if evidence.shared and evidence.here == evidence.there:
        return f"{evidence.kind} {evidence.here}"
    sign = "~" if evidence.shared else "≠"
    return f"{evidence.kind} {evidence.here or '–'} {sign} {evidence.there or '–'}"


def _explanation_lines(shown: Explanation, here: str, there: str, paint: Paint) -> Sequence[str]:
    parts = ", ".join(f"{part.name} {part.value:+.2f}" for part in shown.related.parts)
    score = f"score {score_words(shown.related.score)}: {parts}" if parts else ""
    lines = [textwrap.indent(textwrap.fill(score, 72), "   ")] if score else []
    if shown.related.verdict is not None:
        lines.append(f"   verdict: {shown.related.verdict} by you")
    lines.append(paint("dim", f"   {'':<10} {'here':<{_CELL}}   there"))
    for row in (*side_rows(shown, here, there), *evidence_rows(shown.related)):
        lines += _row_lines(row)
    return lines


def _row_lines(row: ExplainedRow) -> Iterator[str]:
    mine = textwrap.wrap(" ".join(row.here.split()), _CELL) or ["–"]
    theirs = textwrap.wrap(" ".join(row.there.split()), _CELL) or ["–"]
    what, sign = row.what, "=" if row.shared else "≠"
    for at in range(max(len(mine), len(theirs))):
        left = mine[at] if at < len(mine) else ""
        right = theirs[at] if at < len(theirs) else ""
        yield f"   {what:<10} {left:<{_CELL}} {sign} {right}".rstrip()
        what, sign = "", " "
