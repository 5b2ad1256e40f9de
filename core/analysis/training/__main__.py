"""`python -m core.analysis.training DATA_FOLDER`: make the bundled pipelines again."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Sequence
from pathlib import Path

from core.analysis import bundled
from core.analysis.bundled.word_classes import WordClasses, bundled_classes
from core.analysis.bundled.word_lists import WordLists, bundled_lists
from core.analysis.training.corpora import CORPORA, read_examples, training_examples
from core.analysis.training.learning import measure, train
from core.analysis.training.listed import listed_words
from core.analysis.training.lookups import cluster_paths
from core.analysis.training.silver import agreed, found_names, read_tagged

STEPS = {"de": 1500, "en": 1300}
TEACHER_STEPS = 700
SEED = 0
TEACHER_SEEDS = (1, 2)
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
    corpora = CORPORA[language]
    examples = training_examples(language, data)
    development = {name: read_examples(data / name) for name in corpora.development}
    texts = () if corpora.unmarked is None else read_tagged(data / corpora.unmarked)
    folder = bundle / language
    folder.mkdir(parents=True, exist_ok=True)
    WordClasses.of(cluster_paths(language)).write(folder / "words.npz")
    WordLists.of(listed_words()).write(bundle / "lists.npz")
    bundled_classes.cache_clear()
    bundled_lists.cache_clear()
    if texts:
        votes = [
            found_names(
                train(language, examples, steps=min(steps, TEACHER_STEPS), seed=seed), texts
            )
            for seed in TEACHER_SEEDS
        ]
        examples += [agreed(text, found) for text, *found in zip(texts, *votes, strict=True)]
    _LOG.info("%s: %d examples, %d steps", language, len(examples), steps)
    bundled.save(train(language, examples, steps=steps, seed=SEED), folder)
    nlp = bundled.load(folder)
    for name, expected in development.items():
        for label, score in measure(nlp, expected).items():
            _LOG.info("%s %s %s: F %.3f", language, name.partition(".")[0], label, score.f)


if __name__ == "__main__":  # pragma: no cover - tests call main in their own process
    main()
