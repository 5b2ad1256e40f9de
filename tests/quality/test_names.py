"""How well raw names are found on the development sets, and how fast; run with -m quality -s."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from core.analysis.names import NameRecogniser, Source
from core.analysis.training.corpora import Example, Label, read_examples, sentences_of
from core.analysis.training.scoring import scores

pytestmark = [pytest.mark.quality, pytest.mark.shared]

DATA = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "ner"
KINDS = {"PER": "person", "ORG": "organisation", "LOC": "place", "MISC": "thing"}


def sentences(file: str, language: str) -> list[Example]:
    if not DATA.is_dir():
        pytest.skip("the development data is not beside this checkout")
    examples = read_examples(DATA / file)
    return [sentence for example in examples for sentence in sentences_of(example, language)]


@pytest.mark.parametrize(
    ("language", "file", "floor"),
    [
        ("de", "germeval14_dev.jsonl.gz", 0.72),
        ("de", "smartdata_dev.jsonl.gz", 0.75),
        ("en", "uner_ewt_en_dev.jsonl.gz", 0.745),
    ],
)
def test_names_are_found_with_span_and_kind(language: str, file: str, floor: float) -> None:
    examples = sentences(file, language)
    names = NameRecogniser.load(Source(language, None, "bundled"))
    names.find(["Zum Aufwärmen."])
    started = time.process_time()
    found = names.find([example.text for example in examples])
    seconds = time.process_time() - started
    by_kind = scores(
        (
            [Label(span, KINDS[label]) for span, label in example.names],
            [Label(mention.span, mention.kind.value) for mention in mentions],
        )
        for example, mentions in zip(examples, found, strict=True)
    )
    words = sum(len(example.text.split()) for example in examples)
    report = [f"\n{file}: {words / seconds:,.0f} words/s"]
    for kind, score in by_kind.items():
        counts = f"{score.right} right, {score.found} found, {score.expected} expected"
        report.append(f"  {kind:13} F {score.f:.3f}  ({counts})")
    sys.stdout.write("\n".join(report) + "\n")
    assert by_kind["all"].f >= floor
