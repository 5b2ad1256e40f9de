from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

import pytest

from core.text.sentences import split_sentences

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"
CORPUS = SHARED / "data" / "ner" / "ud_gsd_dev_upos_lemma.jsonl.gz"


def corpus_sentences() -> list[str]:
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        "".join(
            word + (" " if space else "")
            for word, space in zip(row["words"], row["spaces"], strict=True)
        ).strip()
        for row in rows
    ]


def boundary_f(sentences: list[str]) -> float:
    """F of exact sentences, two to five of the corpus joined to one paragraph at random."""
    chance = random.Random(0)
    shuffled = list(sentences)
    chance.shuffle(shuffled)
    right = found = expected = 0
    while shuffled:
        size = chance.randint(2, 5)
        paragraph, shuffled = shuffled[:size], shuffled[size:]
        gold, at = set(), 0
        for sentence in paragraph:
            gold.add((at, at + len(sentence)))
            at += len(sentence) + 1
        spans = {(span.start, span.end) for span in split_sentences(" ".join(paragraph), "de")}
        right += len(gold & spans)
        found += len(spans)
        expected += len(gold)
    return 2 * right / (found + expected)


@pytest.mark.quality
@pytest.mark.shared
@pytest.mark.skipif(not CORPUS.exists(), reason="the development data is not beside the checkout")
def test_german_sentences_are_split_as_the_treebank_has_them() -> None:
    sentences = corpus_sentences()
    ended = [s for s in sentences if s.rstrip("\"'”“»«)]").endswith((".", "!", "?", "…"))]
    everything, with_mark = boundary_f(sentences), boundary_f(ended)
    print(
        f"\nsentences, F: {everything:.3f} of {len(sentences)}, "
        f"{with_mark:.3f} of the {len(ended)} with an end mark"
    )
    assert everything > 0.94
    assert with_mark > 0.97
