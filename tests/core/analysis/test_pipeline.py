"""The whole pipeline: names within statements, lemmas, and one bad article among good ones."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from types import ModuleType

import pytest

from core.analysis.pipeline import AnalysisFailure, Pipeline, fingerprint
from core.errors import AnalysisError
from core.model import AnalysedArticle, Article, EntityKind, Span, Statement
from tests.builders import article, statements_of


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline.load()


def analysed(pipeline: Pipeline, report: Article) -> AnalysedArticle:
    (found,) = pipeline.analyse([(report, statements_of(report))])
    assert isinstance(found, AnalysedArticle)
    return found


GERMAN = article(
    title="Weiterbau der Strecke nach Rostock beginnt",
    paragraphs=(
        "Verkehrsminister Reinhard Meyer gab in Schwerin den Auftrag frei. Die Strabag AG baut.",
        "Meyer sprach von einem guten Tag für Rostock.",
    ),
)
ENGLISH = article(
    "a2",
    title="Strike ends after talks",
    paragraphs=("Fiona Hyslop welcomed the deal in Glasgow. Boats sail again on Monday.",),
    language="en",
)


def test_names_count_in_the_articles_text(pipeline: Pipeline) -> None:
    names = analysed(pipeline, GERMAN).names
    assert all(name.span.of(GERMAN.text) == name.text for name in names)
    assert {(name.text, name.kind) for name in names} >= {
        ("Reinhard Meyer", EntityKind.PERSON),
        ("Schwerin", EntityKind.PLACE),
        ("Strabag AG", EntityKind.ORGANISATION),
    }


def test_english_articles_are_read_by_the_english_pipeline(pipeline: Pipeline) -> None:
    names = analysed(pipeline, ENGLISH).names
    assert [(name.text, name.kind) for name in names] == [
        ("Fiona Hyslop", EntityKind.PERSON),
        ("Glasgow", EntityKind.PLACE),
    ]


def test_no_name_crosses_a_statement(pipeline: Pipeline) -> None:
    report = article(
        title="", paragraphs=("Der Preis geht an Anna Seghers Maria Weber liest vor.",)
    )
    text = report.text.strip()
    whole = statements_of(report)[-1]
    cut = text.index(" Maria")
    first = replace(whole, span=Span(2, 2 + cut), text=text[:cut])
    second = replace(
        whole,
        id=replace(whole.id, number=3),
        span=Span(3 + cut, 2 + len(text)),
        text=text[cut + 1 :],
    )
    (found,) = pipeline.analyse([(report, (first, second))])
    assert isinstance(found, AnalysedArticle)
    assert [name.text for name in found.names] == ["Anna Seghers", "Maria Weber"]


def test_statements_come_back_with_their_lemmas_and_nothing_else_changed(
    pipeline: Pipeline,
) -> None:
    given = statements_of(GERMAN)
    back = analysed(pipeline, GERMAN).statements
    assert back[3].lemmas == ("meyer", "sprechen", "gut", "tag", "rostock")
    assert tuple(replace(statement, lemmas=()) for statement in back) == given


def test_one_bad_article_is_reported_and_the_others_are_analysed(pipeline: Pipeline) -> None:
    torn = article("torn", paragraphs=("Ein halbes Zeichen: \ud83d in Bremen.",))
    batch: list[tuple[Article, tuple[Statement, ...]]] = [
        (report, statements_of(report)) for report in (GERMAN, torn, ENGLISH)
    ]
    first, failure, last = pipeline.analyse(batch)
    assert isinstance(first, AnalysedArticle)
    assert isinstance(failure, AnalysisFailure)
    assert failure.article == "torn"
    assert "UnicodeEncodeError" in failure.reason
    assert isinstance(last, AnalysedArticle)


def test_a_script_without_a_pipeline_has_lemmas_and_no_names(pipeline: Pipeline) -> None:
    report = article(title="天気", paragraphs=("明日 Tokyo 雨",), language="ja")
    found = analysed(pipeline, report)
    assert found.names == ()
    assert found.statements[1].lemmas


def test_an_article_without_statements_has_nothing_in_it(pipeline: Pipeline) -> None:
    (found,) = pipeline.analyse([(GERMAN, ())])
    assert found == AnalysedArticle(GERMAN.id, (), ())


def test_the_fingerprint_names_both_pipelines_and_the_rules(pipeline: Pipeline) -> None:
    assert pipeline.fingerprint == fingerprint()
    german, english, rules = fingerprint().split("+")
    assert german.startswith("bundled-de-")
    assert english.startswith("bundled-en-")
    assert rules.startswith("rules-")


def run(code: str) -> str:
    """What a fresh interpreter prints."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout


def test_importing_the_pipeline_loads_neither_spacy_nor_dictionaries() -> None:
    loaded = run(
        "import sys, core.analysis.pipeline as p; p.fingerprint()\n"
        "print([name for name in ('spacy', 'simplemma', 'numpy') if name in sys.modules])"
    )
    assert loaded == "[]\n"


def test_a_missing_spacy_is_an_error_that_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(AnalysisError, match="does not start") as raised:
        Pipeline.load()
    assert raised.value.subject == "spaCy"
    assert raised.value.advice


def test_torch_is_held_to_one_thread_where_a_model_brings_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[int] = []
    torch = ModuleType("torch")
    monkeypatch.setattr(torch, "set_num_threads", asked.append, raising=False)
    monkeypatch.setitem(sys.modules, "torch", torch)
    Pipeline.load()
    assert asked == [1]


def test_analysing_writes_nothing_and_uses_one_thread() -> None:
    said = run(
        "import os\n"
        "from core.analysis.pipeline import Pipeline\n"
        "from tests.builders import article, statements_of\n"
        "report = article()\n"
        "found = list(Pipeline.load().analyse([(report, statements_of(report))]))\n"
        "print(len(found), os.environ['OMP_NUM_THREADS'])"
    )
    assert said == "1 1\n"
