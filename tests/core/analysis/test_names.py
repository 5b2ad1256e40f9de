"""Raw names: from the bundled pipelines, or from an official model where one is installed."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from core.analysis.names import NameRecogniser, Source, source_for
from core.model import EntityKind

_PERSON, _ORGANISATION = EntityKind.PERSON, EntityKind.ORGANISATION
_PLACE, _THING = EntityKind.PLACE, EntityKind.THING


def recogniser(language: str) -> NameRecogniser:
    return NameRecogniser.load(Source(language, None, "test"))


@pytest.fixture(scope="module")
def german() -> NameRecogniser:
    return recogniser("de")


@pytest.fixture(scope="module")
def english() -> NameRecogniser:
    return recogniser("en")


def kinds(names: NameRecogniser, text: str) -> dict[str, EntityKind]:
    (found,) = names.find([text])
    assert all(mention.span.of(text) == mention.text for mention in found)
    return {mention.text: mention.kind for mention in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ministerpräsident Winfried Kretschmann besuchte am Dienstag Freiburg.",
            {"Winfried Kretschmann": _PERSON, "Freiburg": _PLACE},
        ),
        (
            "Der Chemiekonzern BASF baut in Ludwigshafen Stellen ab.",
            {"BASF": _ORGANISATION, "Ludwigshafen": _PLACE},
        ),
        (
            "Der VfB Stuttgart verlor gegen Hertha BSC.",
            {"VfB Stuttgart": _ORGANISATION, "Hertha BSC": _ORGANISATION},
        ),
        ("Am Abend regnete es, und die Straßen blieben leer.", {}),
    ],
)
def test_german_names_are_found_with_their_kind(
    german: NameRecogniser, text: str, expected: dict[str, EntityKind]
) -> None:
    assert kinds(german, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Prime minister Justin Trudeau met reporters in Ottawa on Friday.",
            {"Justin Trudeau": _PERSON, "Ottawa": _PLACE},
        ),
        (
            "Microsoft will open an office in Madrid.",
            {"Microsoft": _ORGANISATION, "Madrid": _PLACE},
        ),
        ("The rain had stopped before the match began.", {}),
    ],
)
def test_english_names_are_found_with_their_kind(
    english: NameRecogniser, text: str, expected: dict[str, EntityKind]
) -> None:
    assert kinds(english, text) == expected


def test_every_text_has_its_own_names(german: NameRecogniser) -> None:
    found = german.find(["Hamburg wartet.", "", "Es schneit.", "Köln feiert."])
    assert [[mention.text for mention in mentions] for mentions in found] == [
        ["Hamburg"],
        [],
        [],
        ["Köln"],
    ]


def test_no_texts_have_no_names(german: NameRecogniser) -> None:
    assert german.find([]) == ()


def test_a_text_too_long_for_the_network_is_read_in_pieces(german: NameRecogniser) -> None:
    filling = "Das Wetter bleibt wechselhaft und kühl. " * 200
    text = f"{filling}In Hamburg regnet es. {'x' * 6000} {filling}In München scheint die Sonne."
    assert {"Hamburg", "München"} <= kinds(german, text).keys()


@settings(max_examples=50, deadline=None)
@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200))
def test_whatever_the_text_names_are_stretches_of_it_without_blank_edges(
    german: NameRecogniser, text: str
) -> None:
    (found,) = german.find([text])
    for mention in found:
        assert mention.span.of(text) == mention.text
        assert mention.text == mention.text.strip()
        assert any(map(str.isalpha, mention.text))


def ruled(patterns: list[dict[str, str]]) -> NameRecogniser:
    """A recogniser that knows just these names, out of a pipeline of spaCy's own."""
    nlp = spacy.blank("de")
    nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": None}).add_patterns(patterns)  # type: ignore[attr-defined]  # spaCy gives components no common type
    return NameRecogniser(nlp)


def test_the_labels_of_the_official_models_have_their_kinds() -> None:
    labelled = {
        "Ada": ("PERSON", _PERSON),
        "Peru": ("GPE", _PLACE),
        "Elbtunnel": ("FAC", _PLACE),
        "Walkman": ("PRODUCT", _THING),
        "Faust": ("WORK_OF_ART", _THING),
        "Woodstock": ("EVENT", _THING),
    }
    names = ruled([{"label": label, "pattern": n} for n, (label, _) in labelled.items()])
    assert kinds(names, ", ".join(labelled)) == {n: kind for n, (_, kind) in labelled.items()}


def test_peoples_dates_and_numbers_are_no_names() -> None:
    names = ruled([{"label": "NORP", "pattern": "Basken"}, {"label": "DATE", "pattern": "Mai"}])
    assert kinds(names, "Basken im Mai") == {}


def test_quotes_and_brackets_around_a_name_are_not_part_of_it() -> None:
    names = ruled(
        [{"label": "ORG", "pattern": "„Morgenpost“"}, {"label": "ORG", "pattern": "Bund (Land)"}],
    )
    assert kinds(names, "Die „Morgenpost“ und Bund (Land)") == {
        "Morgenpost": _ORGANISATION,
        "Bund (Land)": _ORGANISATION,
    }


def test_pronouns_and_bare_signs_are_never_names() -> None:
    names = ruled([{"label": "PER", "pattern": "Sie"}, {"label": "ORG", "pattern": "42"}])
    assert kinds(names, "Sie 42") == {}


# --- which pipeline reads what --------------------------------------------------------------------


def install(folder: Path, package: str, *, broken: bool = False) -> None:
    """Put a small official-looking model on a path: spaCy's own packaging of a ruler pipeline."""
    home = folder / package
    nlp = spacy.blank("de")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PER", "pattern": "Zaphod"}])  # type: ignore[attr-defined]  # spaCy gives components no common type
    home.mkdir()
    nlp.to_disk(home / "data")
    if broken:
        (home / "data" / "config.cfg").write_text("[nlp]\nlang = nowhere\n")
    home.joinpath("__init__.py").write_text(
        "from pathlib import Path\n"
        "from spacy.util import load_model_from_path\n"
        "def load(**overrides):\n"
        "    return load_model_from_path(Path(__file__).parent / 'data', **overrides)\n"
    )
    metadata = folder / f"{package}-9.9.9.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 9.9.9\n")


def test_the_bundled_pipeline_is_used_where_no_official_model_is_installed() -> None:
    source = source_for("de")
    assert source is not None
    assert source.package is None
    assert source.fingerprint.startswith("bundled-de-")


def test_an_installed_official_model_is_preferred(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, "de_core_news_sm")
    monkeypatch.syspath_prepend(tmp_path)
    source = source_for("de")
    assert source is not None
    assert source.fingerprint == "de_core_news_sm-9.9.9"
    assert kinds(NameRecogniser.load(source), "Zaphod aus Berlin") == {"Zaphod": _PERSON}


def test_an_official_model_that_does_not_load_gives_way_to_the_bundled_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    install(tmp_path, "de_core_news_md", broken=True)
    monkeypatch.syspath_prepend(tmp_path)
    source = source_for("de")
    assert source is not None
    with caplog.at_level(logging.WARNING):
        names = NameRecogniser.load(source)
    assert "Berlin" in kinds(names, "In Berlin regnet es.")
    assert "de_core_news_md" in caplog.text


@pytest.mark.parametrize(
    ("language", "read_as"), [("de", "de"), ("und", "de"), ("en", "en"), ("fr", "en"), ("lb", "de")]
)
def test_a_language_is_read_by_the_pipeline_whose_capitals_it_shares(
    language: str, read_as: str
) -> None:
    source = source_for(language)
    assert source is not None
    assert source.language == read_as


def test_other_scripts_are_read_by_none() -> None:
    assert source_for("ja") is None
