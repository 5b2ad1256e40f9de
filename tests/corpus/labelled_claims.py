"""Stories written for the tests, with the claim every sentence makes."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

Line = tuple[str, int]
"""The outlet and which sentence of its report, counted from 0; the headline is none of them."""


@dataclass(frozen=True, slots=True)
class LabelledStory:
    name: str
    files: dict[str, str]
    """The reports as they are added, by outlet."""
    claims: dict[Line, str]
    variants: dict[Line, str]
    texts: dict[Line, str]

    @property
    def only_here(self) -> set[Line]:
        outlets = defaultdict(set)
        for line, claim in self.claims.items():
            outlets[claim].add(line[0])
        return {line for line, claim in self.claims.items() if len(outlets[claim]) == 1}

    @property
    def conflicts(self) -> set[frozenset[Line]]:
        return {
            frozenset((one, other))
            for one, other in combinations(self.claims, 2)
            if one[0] != other[0]
            and self.claims[one] == self.claims[other]
            and self.variants[one] != self.variants[other]
        }


def labelled_stories() -> tuple[LabelledStory, ...]:
    data = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
    return tuple(_story(story) for story in data["stories"])


def _story(story: dict[str, object]) -> LabelledStory:
    files: dict[str, str] = {}
    claims: dict[Line, str] = {}
    variants: dict[Line, str] = {}
    texts: dict[Line, str] = {}
    reports = story["reports"]
    assert isinstance(reports, list)
    for report in reports:
        outlet = report["outlet"]
        body = "\n\n".join(" ".join(line[2] for line in p) for p in report["paragraphs"])
        files[outlet] = (
            f"---\ntitle: {json.dumps(report['title'], ensure_ascii=False)}\n"
            f"outlet: {outlet}\ndate: {report['published']}\n---\n\n{body}\n"
        )
        for number, (claim, variant, text) in enumerate(
            line for paragraph in report["paragraphs"] for line in paragraph
        ):
            claims[outlet, number] = claim
            variants[outlet, number] = variant
            texts[outlet, number] = text
    return LabelledStory(str(story["name"]), files, claims, variants, texts)
