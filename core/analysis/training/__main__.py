"""`python -m core.analysis.training DATA_FOLDER`: make the bundled pipelines again."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Sequence
from pathlib import Path

from core.analysis import bundled
from core.analysis.bundled.word_classes import WordClasses, bundled_classes
from core.analysis.training.corpora import CORPORA, read_examples, training_examples
from core.analysis.training.learning import measure, train
from core.analysis.training.lookups import cluster_paths

STEPS = {"de": 1500, "en": 1000}
SEED = 0
_LOG = logging.getLogger("core.analysis.training")


def main(arguments: Sequence[str] | None = None) -> None:
    """Train every language and report the development scores on standard error."""
    parser = argparse.ArgumentParser(prog="python -m core.analysis.training", description=__doc__)
    parser.add_argument("data", type=Path, help="folder of the corpora, see MODEL_CARD.md")
    parser.add_argument("--language", choices=sorted(CORPORA), help="only this one")
    parser.add_argument("--into", type=Path, default=bundled.FOLDER, help="write elsewhere, to try")
    parser.add_argument("--steps", type=int, help="another number of batches, to try")
    asked = parser.parse_args(arguments)
    logging.basicConfig(format="%(message)s")
    _LOG.setLevel(logging.INFO)
    logging.getLogger("spacy").setLevel(logging.WARNING)
    for language in [asked.language] if asked.language else CORPORA:
        make(language, asked.data, bundle=asked.into, steps=asked.steps or STEPS[language])


def make(language: str, data: Path, *, bundle: Path, steps: int) -> None:
    """Write word classes and weights of one language into a bundle and report how good they are."""
    examples = training_examples(language, data)
    folder = bundle / language
    folder.mkdir(parents=True, exist_ok=True)
    WordClasses.of(cluster_paths(language)).write(folder / "words.npz")
    bundled_classes.cache_clear()
    _LOG.info("%s: %d examples, %d steps", language, len(examples), steps)
    bundled.save(train(language, examples, steps=steps, seed=SEED), folder)
    nlp = bundled.load(folder)
    for name in CORPORA[language].development:
        for label, score in measure(nlp, read_examples(data / name)).items():
            _LOG.info("%s %s %s: F %.3f", language, name.partition(".")[0], label, score.f)


if __name__ == "__main__":  # pragma: no cover - tests call main in their own process
    main()
