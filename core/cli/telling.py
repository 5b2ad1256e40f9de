"""What `conflicts`, `only`, `matrix` and `compare` answer."""

from __future__ import annotations

import textwrap
import unicodedata
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence

from core.cli import records
from core.cli.output import Answer, Format, Paint, Record
from core.errors import UsageError
from core.library import ClaimOrder, Library, OnlyHere, ordered
from core.model import (
    ArticleId,
    ArticleRow,
    Cell,
    Claim,
    Conflict,
    Matrix,
    Pairing,
    PlacedStatement,
    Related,
    Relation,
    Span,
    Speech,
    Statement,
)

_CONFLICTS = (Relation.DIFFERS, Relation.CONTRADICTS)


def conflicts(library: Library, arguments: Namespace, paint: Paint) -> Answer:
    """Every pair of statements that conflict, once, the strongest first."""
    story = None if arguments.story is None else library.story(arguments.story).id
    found = library.conflicts(story)
    blocks = [_conflict_text(number, each, paint) for number, each in enumerate(found, start=1)]
    return Answer([_conflict(each) for each in found], "\n\n".join(blocks), found=bool(found))


def only(library: Library, arguments: Namespace, paint: Paint) -> Answer:
    """What one report alone says of its story."""
    article = None if arguments.article is None else library.resolve(arguments.article)
    found = library.only(article)
    lines: list[str] = []
    shown: ArticleId | None = None
    for each in found:
        if each.statement.id.article != shown:
            shown = each.statement.id.article
            lines.append(paint("title", f"{shown}  {each.statement.title}"))
        text = wrapped(each.statement.text, 70)
        lines.append(f"◦ {each.statement.id.number:>4}  {text[0]}")
        lines += [f"        {line}" for line in text[1:]]
    return Answer([_only(each) for each in found], "\n".join(lines), found=bool(found))


def matrix(library: Library, arguments: Namespace, paint: Paint) -> Answer:
    """Claims by reports: how each report puts what the story claims."""
    made = library.matrix(library.story(arguments.story).id)
    claims = ordered(made.claims, ClaimOrder(arguments.sort))
    whole = _matrix(made, claims)
    rows = (
        [_table_row(each, made.articles) for each in claims]
        if arguments.format in (Format.CSV, Format.MD)
        else [_claim(each) for each in claims]
    )
    return Answer(rows, _matrix_text(made, claims, paint), whole=whole, found=bool(claims))


def compare(library: Library, arguments: Namespace, paint: Paint) -> Answer:
    """Two articles side by side."""
    left, right = library.resolve(arguments.left), library.resolve(arguments.right)
    if left == right:
        raise UsageError("name two articles", subject="compare", advice="these are the same")
    found = library.compare(left, right)
    texts = {each.id: each for side in (left, right) for each in library.statements(side)}

    def statement(of: Pairing, *, right: bool) -> Statement | None:
        asked = of.right if right else of.left
        return None if asked is None else texts[asked]

    sides = [(each, statement(each, right=False), statement(each, right=True)) for each in found]
    heads = [library.article(side).title for side in (left, right)]
    lines = [*_beside(heads[0], "", heads[1], lambda line: paint("title", line)), ""]
    for each, here, there in sides:
        relation = None if each.related is None else each.related.relation
        lines += _beside(
            "" if here is None else here.text,
            "" if relation is None else paint(relation, _SIGNS[relation]),
            "" if there is None else there.text,
            str,
        )
    return Answer(
        [_pairing(*each) for each in sides],
        "\n".join(lines),
        found=any(each.related is not None for each in found),
    )


# --- as JSON --------------------------------------------------------------------------------------


def placed_record(shown: PlacedStatement) -> Record:
    """A statement with its article."""
    return {
        "id": str(shown.id),
        "text": shown.text,
        "article": shown.id.article,
        "title": shown.title,
        "outlet": shown.outlet,
        "published": shown.published,
    }


def _conflict(shown: Conflict) -> Record:
    return {
        "score": round(shown.related.score, 4),
        "relation": str(shown.related.relation),
        "query": placed_record(shown.here),
        "statement": placed_record(shown.there),
        "evidence": [records.evidence(each) for each in shown.related.evidence],
        "speakers": [_speaker(shown.here_speech), _speaker(shown.there_speech)],
        "verdict": _verdict(shown.related),
    }


def _verdict(related: Related | None) -> str | None:
    return None if related is None or related.verdict is None else str(related.verdict)


def _speaker(speech: Speech | None) -> str | None:
    return None if speech is None else speech.speaker


def _only(shown: OnlyHere) -> Record:
    return {"statement": placed_record(shown.statement), "story": shown.story}


def _matrix(made: Matrix, claims: Sequence[Claim]) -> Record:
    return {
        "story": {"id": made.story.id, "title": made.story.title},
        "reports": [
            {
                "article": row.id,
                "title": row.title,
                "outlet": row.outlet,
                "published": row.published,
            }
            for row in made.articles
        ],
        "copies": [
            {"articles": list(each.articles), "agency": each.agency} for each in made.copies
        ],
        "claims": [_claim(each) for each in claims],
    }


def _claim(shown: Claim) -> Record:
    return {
        "number": shown.number,
        "statement": str(shown.statement),
        "text": shown.text,
        "disputed": round(shown.disputed, 4),
        "witnesses": shown.witnesses,
        "only_here": shown.only_here,
        "cells": [
            {
                "article": cell.article,
                "statements": [str(each) for each in cell.statements],
                "text": cell.text,
                "relation": None if cell.relation is None else str(cell.relation),
                "words": cell.words,
                "denied": cell.denied,
                "certainty": str(cell.certainty),
                "speaker": cell.speaker,
                "copy_of": cell.copy_of,
                "verdict": None if cell.verdict is None else str(cell.verdict),
            }
            for cell in shown.cells
        ],
    }


def _table_row(shown: Claim, articles: Sequence[ArticleRow]) -> Record:
    cells = {cell.article: cell for cell in shown.cells}
    told: dict[str, object] = {
        "number": shown.number,
        "claim": shown.text,
        "disputed": round(shown.disputed, 4),
    }
    for row in articles:
        name = f"{row.outlet} {row.id}" if row.outlet else str(row.id)
        told[name] = _cell_text(cells[row.id], shown) if row.id in cells else ""
    return told


def _pairing(found: Pairing, here: Statement | None, there: Statement | None) -> Record:
    related = found.related
    return {
        "left": None if here is None else {"id": str(here.id), "text": here.text},
        "right": None if there is None else {"id": str(there.id), "text": there.text},
        "relation": None if related is None else str(related.relation),
        "score": None if related is None else round(related.score, 4),
        "evidence": [] if related is None else [records.evidence(e) for e in related.evidence],
        "verdict": _verdict(related),
    }


# --- as text --------------------------------------------------------------------------------------

_WIDTH = 80
_SIGNS: Mapping[Relation, str] = {
    Relation.AGREES: "=",
    Relation.DIFFERS: "≠",
    Relation.CONTRADICTS: "≠",
    Relation.RELATED: "~",
}


def _conflict_text(number: int, shown: Conflict, paint: Paint) -> str:
    relation = shown.related.relation
    parted = [each for each in shown.related.evidence if not each.shared]
    verdict = _verdict(shown.related)
    said = f"  {verdict} by you" if verdict else ""
    lines = [f"{number}  {paint(relation, relation)}  {shown.related.score:.2f}{said}"]
    for placed, speech, spans in (
        (shown.here, shown.here_speech, [each.here_span for each in parted]),
        (shown.there, shown.there_speech, [each.there_span for each in parted]),
    ):
        named = _speaker(speech)
        facts = [placed.outlet, placed.published, f"says {named}" if named else None]
        about = " · ".join([placed.title, *(fact for fact in facts if fact)])
        lines.append(paint("dim", f"   {placed.id}  {about}"))
        text = with_lit(placed.text, [span for span in spans if span is not None], paint)
        lines += [f"   {line}" for line in wrapped(text, 74)]
    return "\n".join(lines)


def with_lit(text: str, spans: Sequence[Span], paint: Paint) -> str:
    """The text with these stretches of it painted."""
    lit, at = "", 0
    for span in sorted(spans):
        if span.start >= at:
            # Word by word: a line may end between two of them.
            words = " ".join(paint("hit", word) for word in span.of(text).split())
            lit, at = lit + text[at : span.start] + words, span.end
    return lit + text[at:]


def _matrix_text(made: Matrix, claims: Sequence[Claim], paint: Paint) -> str:
    lines = [paint("title", _cut(made.story.title, _WIDTH))]
    for letter, row in zip(_letters(), made.articles, strict=False):
        facts = " · ".join(fact for fact in (row.outlet, row.published) if fact)
        lines.append(_cut(f"{letter:<3}{row.id}  {facts or row.title}", _WIDTH))
    columns = len(made.articles)
    wide = _LEFT // columns - 1 if columns else 0
    # So many reports have no room side by side, and are counted.
    counted = wide < _NARROWEST
    wide = min(wide, _WIDEST)
    claim = _WIDTH - _NUMBER - (_COUNTED if counted else columns * (wide + 1)) - 1
    head = (
        f"{'reports':>8}{'≠':>5}"
        if counted
        else "".join(f" {letter:<{wide}}" for letter in _some_letters(columns))
    )
    lines += ["", paint("dim", " " * _NUMBER + _filled("", claim) + head).rstrip()]
    for each in claims:
        row_text = f"{each.number:>{_NUMBER - 1}} " + _filled(each.text, claim)
        if counted:
            apart = sum(cell.relation in _CONFLICTS for cell in each.cells)
            row_text += f"{each.witnesses:>8}{apart or '':>5}"
        else:
            cells = {cell.article: cell for cell in each.cells}
            for row in made.articles:
                cell = cells.get(row.id)
                text = "" if cell is None else _cell_text(cell, each)
                row_text += " " + _painted(_filled(text, wide), cell, paint)
        lines.append(row_text.rstrip())
    return "\n".join(lines)


_NUMBER = 5
_LEFT = 46
"""Columns that the reports share; the claim has the rest."""
_WIDEST = 15
_NARROWEST = 1
_COUNTED = 13


def _letters() -> Iterator[str]:
    """A, B … Z, AA, AB …."""
    number = 0
    while True:
        number += 1
        rest, name = number, ""
        while rest:
            rest, letter = divmod(rest - 1, 26)
            name = chr(ord("A") + letter) + name
        yield name


def _some_letters(count: int) -> list[str]:
    return [letter for letter, _ in zip(_letters(), range(count), strict=False)]


def _cell_text(cell: Cell, claim: Claim) -> str:
    if len(claim.cells) == 1:
        return "◦" if claim.only_here else "·"
    sign = "=" if cell.relation is None else _SIGNS[cell.relation]
    if cell.copy_of is not None and cell.relation not in _CONFLICTS:
        sign = "≡"
    return f"{sign} {cell.words}".rstrip()


def _painted(text: str, cell: Cell | None, paint: Paint) -> str:
    if cell is None or cell.relation not in _CONFLICTS:
        return text
    return paint(cell.relation, text)


def _beside(left: str, sign: str, right: str, style: Callable[[str], str]) -> list[str]:
    half = (_WIDTH - 5) // 2
    mine, theirs = wrapped(left, half), wrapped(right, half)
    lines = []
    for at in range(max(len(mine), len(theirs))):
        here = mine[at] if at < len(mine) else ""
        there = theirs[at] if at < len(theirs) else ""
        between = (sign or " ") if at == 0 else " "
        lines.append(f"{style(_filled(here, half))}  {between}  {style(there)}".rstrip())
    return lines


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of a width, at least one."""
    return textwrap.wrap(" ".join(text.split()), width) or [""]


def _filled(text: str, width: int) -> str:
    """The text cut or filled to exactly this many columns of a terminal."""
    cut = _cut(" ".join(text.split()), width)
    return cut + " " * (width - sum(map(_columns, cut)))


def _cut(text: str, width: int) -> str:
    if sum(map(_columns, text)) <= width:
        return text
    kept, room = "", width - 1
    for character in text:
        room -= _columns(character)
        if room < 0:
            break
        kept += character
    return kept.rstrip() + "…" if width > 0 else ""


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
