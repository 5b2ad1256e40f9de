"""Making the bundled pipelines: reading, scoring, and that training learns and repeats itself."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.strings import hash_string  # type: ignore[attr-defined]  # not in its stubs

from core.analysis import bundled
from core.analysis.bundled.word_classes import WordClasses, spellings
from core.analysis.training import __main__ as command
from core.analysis.training.corpora import (
    CORPORA,
    Example,
    Label,
    own_examples,
    read_examples,
    sentences_of,
)
from core.analysis.training.learning import measure, train
from core.analysis.training.scoring import scores
from core.model import Span

HARBOUR = Example("Der Hafen von Emden wird tiefer.", (Label(Span(14, 19), "LOC"),))


def write_corpus(file: Path, examples: list[Example]) -> None:
    with gzip.open(file, "wt", encoding="utf-8") as lines:
        for example in examples:
            names = [[span.start, span.end, label] for span, label in example.names]
            lines.write(json.dumps({"text": example.text, "ents": names}) + "\n")


def test_a_corpus_is_read_as_it_was_written(tmp_path: Path) -> None:
    write_corpus(tmp_path / "some.jsonl.gz", [HARBOUR])
    assert read_examples(tmp_path / "some.jsonl.gz") == (HARBOUR,)


def test_training_reads_by_sentence_as_the_program_does() -> None:
    text = "Emden wartet. In Leer regnet es."
    names = (Label(Span(0, 5), "LOC"), Label(Span(17, 21), "LOC"), Label(Span(7, 16), "MISC"))
    assert sentences_of(Example(text, names), "de") == [
        Example("Emden wartet.", (Label(Span(0, 5), "LOC"),)),
        Example("In Leer regnet es.", (Label(Span(3, 7), "LOC"),)),
    ]


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_names_of_our_own_sentences_are_words_of_them(language: str) -> None:
    for example in own_examples(language):
        for span, label in example.names:
            name = span.of(example.text)
            assert name
            assert name == name.strip()
            assert label in {"PER", "ORG", "LOC", "MISC"}
            assert not example.text[span.start - 1 : span.start].isalnum()


def test_a_name_counts_when_span_and_label_are_right() -> None:
    right, wrong_label = Label(Span(0, 5), "PER"), Label(Span(8, 12), "ORG")
    wanted = [right, Label(Span(8, 12), "LOC")]
    together = scores([(wanted, [right, wrong_label])])
    assert together["PER"].f == 1
    assert together["LOC"].f == 0
    assert "ORG" not in together
    assert together["all"].f == pytest.approx(2 / 3)


def test_nothing_to_find_scores_nothing() -> None:
    assert scores([((), ())])["all"].f == 0


@given(st.dictionaries(st.text(max_size=8), st.integers(0, 2**12), max_size=40))
def test_word_classes_survive_being_kept(
    tmp_path_factory: pytest.TempPathFactory, paths: dict[str, int]
) -> None:
    file = tmp_path_factory.mktemp("classes") / "words.npz"
    classes = WordClasses.of(paths | {"Anker": 5})
    classes.write(file)
    kept = WordClasses.read(file)
    assert np.array_equal(kept.keys, classes.keys)
    assert np.array_equal(kept.rows, classes.rows)
    assert np.allclose(kept.vectors, classes.vectors, atol=1e-3)


def test_words_of_one_cluster_share_a_vector_and_rare_words_have_none() -> None:
    classes = WordClasses.of({"Weser": 5, "Elbe": 5, "Apfel": 6, "Xyzzy": 0})
    hashes = [hash_string(word) for word in ("Weser", "Elbe", "Apfel", "Xyzzy")]
    weser, elbe, apple, rare = classes.rows_of(np.array(hashes, dtype=np.uint64))
    assert weser == elbe != apple
    assert rare == 0
    assert not classes.vectors[0].any()


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Bremens", ["Bremen", "bremens"]),
        ("Oxford's", ["Oxford", "oxford's"]),
        ("Bahn-Chefin", ["Chefin", "bahn-chefin"]),
        ("NATO", ["Nato"]),
        ("und", ["Und"]),
    ],
)
def test_an_unknown_word_may_be_known_in_another_form(word: str, expected: list[str]) -> None:
    assert list(spellings(word)) == expected


def test_training_learns_what_it_is_shown_and_repeats_itself(tmp_path: Path) -> None:
    first = train("de", [HARBOUR] * 8, steps=12, seed=1)
    second = train("de", [HARBOUR] * 8, steps=12, seed=1)
    for number, nlp in enumerate((first, second)):
        bundled.save(nlp, tmp_path / str(number))
    one, two = ((tmp_path / str(n) / "weights.zlib").read_bytes() for n in range(2))
    assert one == two
    assert measure(first, [HARBOUR])["all"].f == 1


def test_a_kept_pipeline_finds_the_same_names(tmp_path: Path) -> None:
    nlp = train("de", [HARBOUR] * 8, steps=12, seed=1)
    bundled.save(nlp, tmp_path)
    assert measure(bundled.load(tmp_path), [HARBOUR])["all"].f == 1


def test_the_command_makes_word_classes_and_weights_of_a_language(tmp_path: Path) -> None:
    pytest.importorskip("spacy_lookups_data", reason="only training needs its tables")
    data, bundle = tmp_path / "data", tmp_path / "bundle"
    data.mkdir()
    for name in [name for name, _ in CORPORA["en"].training] + list(CORPORA["en"].development):
        write_corpus(data / name, [HARBOUR])
    command.main([str(data), "--language", "en", "--into", str(bundle), "--steps", "2"])
    assert {file.name for file in (bundle / "en").iterdir()} == {
        "config.cfg",
        "weights.zlib",
        "words.npz",
    }


@pytest.mark.parametrize("asked", [[], ["--language", "de"]])
def test_a_missing_data_folder_leaves_the_bundle_as_it_was(
    tmp_path: Path, asked: list[str]
) -> None:
    def kept() -> dict[Path, int]:
        return {file: file.stat().st_mtime_ns for file in sorted(bundled.FOLDER.glob("*/*"))}

    before = kept()
    with pytest.raises(FileNotFoundError):
        command.main([str(tmp_path / "nowhere"), *asked])
    assert kept() == before
