from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from core.text.figures import find_figures

CORPUS = Path(__file__).resolve().parents[1] / "corpus" / "figures.jsonl"

Told = tuple[str, str, str, str | None]
"""Kind, words, normal form and hedge."""


@pytest.mark.quality
def test_figures_are_read_with_kind_span_value_unit_and_hedge() -> None:
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    texts: Counter[str] = Counter()
    for line in CORPUS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        told: list[Told] = [
            (each["kind"], each["text"], each["normal"], each.get("hedge"))
            for each in row["figures"]
        ]
        read: list[Told] = [
            (str(figure.kind), figure.text, figure.normal, figure.hedge)
            for figure in find_figures(row["text"], row["language"], published=row.get("published"))
        ]
        texts[row["language"]] += 1
        whole[row["language"]] += told == read
        for counts, figures in ((right, set(told) & set(read)), (found, read), (wanted, told)):
            for kind, *_ in figures:
                counts[kind] += 1
                counts[row["language"]] += 1
    print()
    for name in wanted:
        f = 2 * right[name] / (found[name] + wanted[name])
        print(f"figures, {name}: F {f:.3f} of {wanted[name]}")
    for language in texts:
        share = whole[language] / texts[language]
        print(f"figures, {language}: {share:.3f} of {texts[language]} sentences wholly right")
    assert sum(whole.values()) > 0.97 * sum(texts.values())
