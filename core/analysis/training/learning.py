"""Training one recogniser: fixed number of steps, averaged weights, one thread, one seed.

Run twice on one machine with the same packages the result is the same, byte for byte; another
processor or version may round differently.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import spacy.util
from spacy.language import Language
from spacy.tokens import Span as SpacySpan
from spacy.training import Example as TrainingPair
from thinc.api import Adam, Config
from thinc.util import fix_random_seed

from core.analysis.bundled import recogniser
from core.analysis.training.corpora import Example, Label
from core.analysis.training.scoring import Score, scores
from core.model import Span

_CONFIG = Path(__file__).parent / "config.cfg"
TABLES = {"de": ("de",), "en": ("en", "de")}
"""Whose word classes a language sees; English has few of its own for names, German knows many."""
_SMALLEST_BATCH, _LARGEST_BATCH, _GROWTH = 400.0, 1500.0, 1.001


def train(language: str, examples: Sequence[Example], *, steps: int, seed: int) -> Language:
    """A pipeline whose recogniser has seen the examples for a number of batches."""
    fix_random_seed(seed)
    config = Config().from_disk(_CONFIG, interpolate=False)
    config["nlp"]["lang"] = language
    embed = config["components"]["ner"]["model"]["tok2vec"]["embed"]
    embed["tables"] = list(TABLES[language])
    dropout = float(config["training"]["dropout"])
    nlp = spacy.util.load_model_from_config(config.interpolate(), auto_fill=True)
    pairs = [_pair(nlp, example) for example in examples]
    nlp.initialize(lambda: pairs)
    optimizer = Adam(0.001, L2=0.01, grad_clip=1.0, use_averages=True, L2_is_weight_decay=True)
    for batch in _batches(pairs, steps=steps, seed=seed):
        nlp.update(batch, sgd=optimizer, drop=dropout)
    with nlp.use_params(optimizer.averages):
        averaged = recogniser(nlp).to_bytes(exclude=["vocab"])
    recogniser(nlp).from_bytes(averaged)
    return nlp


def measure(nlp: Language, examples: Sequence[Example]) -> dict[str, Score]:
    """How well a pipeline finds the names of the examples."""
    docs = nlp.pipe([example.text for example in examples])
    return scores(
        (
            example.names,
            [Label(Span(name.start_char, name.end_char), name.label_) for name in doc.ents],
        )
        for example, doc in zip(examples, docs, strict=True)
    )


def _pair(nlp: Language, example: Example) -> TrainingPair:
    """The example as spaCy wants it; a name that is part of a word takes the whole word."""
    doc = nlp.make_doc(example.text)
    spans = [
        doc.char_span(span.start, span.end, label=label, alignment_mode="expand")
        for span, label in example.names
    ]
    unsure = [
        doc.char_span(span.start, span.end, alignment_mode="expand") for span in example.unsure
    ]
    names = spacy.util.filter_spans([span for span in spans if span is not None])
    named = {token.i for name in names for token in name}
    open_tokens = {token.i for span in unsure if span is not None for token in span} - named
    reference = doc.copy()
    reference.set_ents(
        [SpacySpan(reference, name.start, name.end, label=name.label) for name in names],
        missing=[SpacySpan(reference, place, place + 1) for place in sorted(open_tokens)],
    )
    return TrainingPair(doc, reference)


def _batches(pairs: list[TrainingPair], *, steps: int, seed: int) -> Iterator[list[TrainingPair]]:
    """Batches of a growing number of words, the pairs shuffled anew for every round."""
    order = random.Random(seed)  # noqa: S311 (shuffling, not secrets)
    size = _SMALLEST_BATCH
    made = 0
    while True:
        order.shuffle(pairs)
        batch: list[TrainingPair] = []
        words = 0
        for pair in pairs:
            batch.append(pair)
            words += len(pair.predicted)
            if words >= size or pair is pairs[-1]:
                yield batch
                batch, words = [], 0
                size = min(_LARGEST_BATCH, size * _GROWTH)
                made += 1
                if made == steps:
                    return
