"""Where marks stand after texts were edited, split anew or imported again: never wrong."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from core.model import Span, Statement
from core.sources.files import FoundFile, find_files, read_file
from core.sources.reading import read_article
from core.storage.anchors import anchor_for, place
from core.text.statements import statements_of
from tests import builders

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 12

pytestmark = pytest.mark.quality


@dataclass(frozen=True)
class Line:
    """A sentence, and which of the first text it is or was."""

    origin: int | None
    words: str


def reports() -> list[list[str]]:
    """The sentences of the sample reports, one list a report."""
    found = [each for each in find_files([str(ROOT / "seeds")]) if isinstance(each, FoundFile)]
    articles = [read_article(read_file(each)) for each in found]
    return [[statement.text for statement in statements_of(article)] for article in articles]


def laid_out(lines: Sequence[Line], chance: random.Random) -> tuple[str, tuple[Statement, ...]]:
    """A text of these sentences in paragraphs, and its statements."""
    text, statements = "", []
    for number, line in enumerate(lines, 1):
        text += "" if not text else "\n\n" if chance.random() < 0.3 else " "
        statements.append(builders.statement("a1", number, line.words, start=len(text)))
        text += line.words
    return text, tuple(statements)


def corrected(words: str, chance: random.Random) -> str:
    """A typo mended, a word put in or taken out."""
    parts = words.split(" ")
    at = chance.randrange(len(parts))
    kind = chance.choice(("letter", "in", "out"))
    if kind == "letter":
        parts[at] = parts[at][:1] + "x" + parts[at][1:]
    elif kind == "in":
        parts.insert(at, "auch")
    elif len(parts) > 3:
        del parts[at]
    return " ".join(parts)


def edited(
    lines: list[Line], others: Sequence[str], chance: random.Random, edits: int
) -> list[Line]:
    """The report after so many edits of a newsroom."""
    after = list(lines)
    for _ in range(edits):
        at = chance.randrange(len(after))
        match chance.choice(("insert", "delete", "replace", "correct", "correct", "move")):
            case "insert":
                after.insert(at, Line(None, chance.choice(others)))
            case "delete" if len(after) > 3:
                del after[at]
            case "replace":
                after[at] = Line(None, chance.choice(others))
            case "correct":
                after[at] = replace(after[at], words=corrected(after[at].words, chance))
            case _:
                line = after.pop(at)
                after.insert(chance.randrange(len(after) + 1), line)
    return after


def after_edits(edits: int, chance: random.Random) -> Counter[str]:
    """What became of a mark at every sentence."""
    tally: Counter[str] = Counter()
    texts = reports()
    for own in texts * ROUNDS:
        others = [words for text in texts if text is not own for words in text]
        before = [Line(number, words) for number, words in enumerate(own)]
        after = edited(before, others, chance, edits)
        old_text, old = laid_out(before, random.Random(1))
        new_text, new = laid_out(after, random.Random(chance.random()))
        for line, statement in zip(before, old, strict=True):
            number = place(anchor_for(old_text, statement), new_text, new)
            found = None if number is None else after[number - 1]
            there = any(each.origin == line.origin for each in after)
            if found is None:
                tally["orphaned" if there else "gone, and an orphan"] += 1
            elif found.origin == line.origin or found.words == line.words:
                tally["right"] += 1
            else:
                tally["wrong"] += 1
    return tally


def resplit(statements: Sequence[Statement], text: str, chance: random.Random) -> list[Statement]:
    """Other statements in the same text: some joined, some cut at a comma or a space."""
    spans: list[Span] = []
    for statement in statements:
        span = statement.span
        if spans and chance.random() < 0.25 and "\n" not in text[spans[-1].end : span.start]:
            spans[-1] = Span(spans[-1].start, span.end)
        elif chance.random() < 0.25 and ", " in statement.text:
            middle = span.start + statement.text.index(", ") + 1
            spans += [Span(span.start, middle), Span(middle + 1, span.end)]
        else:
            spans.append(span)
    return [
        builders.statement("a1", number, span.of(text), start=span.start)
        for number, span in enumerate(spans, 1)
    ]


def after_splitting(chance: random.Random) -> Counter[str]:
    tally: Counter[str] = Counter()
    for own in reports() * ROUNDS:
        text, old = laid_out([Line(None, words) for words in own], chance)
        new = resplit(old, text, chance)
        for statement in old:
            number = place(anchor_for(text, statement), text, new)
            if number is None:
                tally["orphaned"] += 1
            else:
                span = new[number - 1].span
                right = span.start <= statement.span.start < span.end
                tally["right" if right else "wrong"] += 1
    return tally


def after_importing_again(chance: random.Random) -> Counter[str]:
    """The same report from elsewhere: other paragraphs, another headline, a kicker, a last line."""
    tally: Counter[str] = Counter()
    for own in reports() * ROUNDS:
        before = [Line(number, words) for number, words in enumerate(own)]
        after = [Line(None, "Aktualisiert am Abend"), *before[1:], Line(None, "Mit Agenturen.")]
        old_text, old = laid_out(before, chance)
        new_text, new = laid_out(after, chance)
        for line, statement in zip(before[1:], old[1:], strict=True):
            number = place(anchor_for(old_text, statement), new_text, new)
            if number is None:
                tally["orphaned"] += 1
            else:
                tally["right" if after[number - 1].origin == line.origin else "wrong"] += 1
    return tally


KINDS: dict[str, Callable[[random.Random], Counter[str]]] = {
    "1 edit": lambda chance: after_edits(1, chance),
    "5 edits": lambda chance: after_edits(5, chance),
    "15 edits": lambda chance: after_edits(15, chance),
    "split anew": after_splitting,
    "imported again": after_importing_again,
}


def test_no_mark_is_ever_placed_wrong() -> None:
    print("\n| what happened | marks | right | orphaned | gone, and an orphan | wrong |")
    print("| --- | --- | --- | --- | --- | --- |")
    wrong = 0
    for kind, measure in KINDS.items():
        tally = measure(random.Random(11))
        there = tally["right"] + tally["orphaned"] + tally["wrong"]
        print(
            f"| {kind} | {tally.total()} | {tally['right'] / there:.1%} "
            f"| {tally['orphaned'] / there:.1%} | {tally['gone, and an orphan']} "
            f"| {tally['wrong']} |"
        )
        wrong += tally["wrong"]
    assert wrong == 0
