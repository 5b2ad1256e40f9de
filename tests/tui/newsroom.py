"""A small library for the screen's tests: four reports, three of them of one story."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from core.analysis.pipeline import fingerprint
from core.library import Library
from core.locations import DATABASE_NAME
from core.model import (
    AnalysedArticle,
    Article,
    ArticleId,
    Entity,
    EntityKind,
    Evidence,
    EvidenceKind,
    Figure,
    FigureKind,
    Mention,
    NameMention,
    Related,
    Relation,
    ScorePart,
    Span,
    Statement,
    StatementId,
    Story,
    StoryId,
)
from core.storage import analysis, articles, entities, relations, statements, stories
from core.storage.articles import SourceState
from core.storage.database import Database
from tests import builders

WORKS = ArticleId("works")
COUNCIL = ArticleId("council")
HARBOUR = ArticleId("harbour")
SPORT = ArticleId("sport")
"""The one that belongs to no story."""

NORDWIND = builders.entity("Nordwind AG", EntityKind.ORGANISATION, spellings=("Nordwind",))
LUEDERS = builders.entity("Petra Lüders")
ONKEN = builders.entity("Ines Onken")
EMDEN = builders.entity("Emden", EntityKind.PLACE)

_REPORTS = (
    builders.article(
        WORKS,
        title="Nordwind AG baut Werk in Emden",
        paragraphs=(
            "Der Turbinenhersteller Nordwind AG will in Emden ein Werk für 120 Millionen Euro "
            "errichten. Das bestätigte Vorstandschefin Petra Lüders am Dienstag.",
            "Bis 2028 sollen dort 400 Menschen arbeiten. "
            "Der Stadtrat hat dem Vorhaben bereits zugestimmt.",
            "Kritik kommt vom Umweltverband, der um ein Vogelschutzgebiet fürchtet. "
            "Petra Lüders weist die Bedenken zurück.",
        ),
        outlet="Stadtkurier",
        published="2025-05-21",
    ),
    builders.article(
        COUNCIL,
        title="Emden: Noch kein Beschluss über Turbinenfabrik",
        paragraphs=(
            "Der Stadtrat von Emden hat über die geplante Fabrik noch nicht entschieden. "
            "Das Unternehmen Nordwind spricht von 150 Millionen Euro.",
            "Rund 400 Arbeitsplätze sollen entstehen. "
            "Bürgermeisterin Ines Onken rechnet mit einer Sitzung im Herbst.",
        ),
        outlet="Küstenblatt",
        published="2025-05-22",
    ),
    builders.article(
        HARBOUR,
        title="Wind firm picks Emden [Update] for [/b] new plant",
        paragraphs=(
            "Turbine maker Nordwind will build a factory in Emden. "
            "The plant is expected to cost 120 million euros.",
        ),
        language="en",
        outlet="Harbour Times",
        published="2025-05-23",
    ),
    builders.article(
        SPORT,
        title="Handballerinnen gewinnen in Oldenburg",
        paragraphs=("Mit 31 zu 28 setzten sich die Gastgeberinnen durch.",),
        outlet="Sportbote",
        published="2025-05-24",
    ),
)
"""In the order they are added, which is that of the list."""

_STORY = Story(StoryId("nordwind"), "Nordwind in Emden", (WORKS, COUNCIL, HARBOUR))


def open_empty(folder: Path) -> Library:
    """A library with nothing in it."""
    return Library.open(folder)


def add_reports(folder: Path) -> None:
    """Put the four reports into a library, also into one that is open."""
    with Database(folder / DATABASE_NAME) as database:
        _add_all(database, _REPORTS)


def open_unanalysed(folder: Path) -> Library:
    """A library whose articles have only been added."""
    add_reports(folder)
    return Library.open(folder)


def open_full(folder: Path) -> Library:
    """A library whose articles are analysed and related."""
    with Database(folder / DATABASE_NAME) as database:
        _add_all(database, _REPORTS)
        find_everything(database)
    return Library.open(folder)


def open_settled(folder: Path) -> Library:
    """As `open_full`, with nothing left to do for the work behind the screen."""
    with Database(folder / DATABASE_NAME) as database:
        _add_all(database, _REPORTS)
        find_everything(database, by=fingerprint())
        stories.put_stories(database, [_STORY], among=[each.id for each in _REPORTS])
    library = Library.open(folder)
    assert not list(library.catch_up())
    return library


def open_hostile(folder: Path, text: str) -> Library:
    """A library of one article that says nothing but `text`, everywhere."""
    report = builders.article(
        "hostile", title=text, paragraphs=(f"{text} {text}",), outlet=text, published=text
    )
    with Database(folder / DATABASE_NAME) as database:
        _add_all(database, [report])
        _analyse(database, [report], [builders.entity(text)])
        relations.put_related(database, report.id, {})
    return Library.open(folder)


def open_large(folder: Path, count: int) -> Library:
    """A library of many short articles."""
    with Database(folder / DATABASE_NAME) as database:
        _add_all(
            database,
            [
                builders.article(f"n{number:05}", title=f"Meldung {number}")
                for number in range(count)
            ],
        )
    return Library.open(folder)


def find_everything(database: Database, *, by: str = "test") -> None:
    """What the background work would find in the four reports, and which rules found it."""
    _analyse(database, _REPORTS, [NORDWIND, LUEDERS, ONKEN, EMDEN], by=by)
    stories.put_stories(database, [_STORY])
    for article, found in _RELATED.items():
        relations.put_related(database, article, found)


def _add_all(database: Database, reports: Sequence[Article]) -> None:
    with database.writing():
        for report in reports:
            state = SourceState(report.source, report.id, len(report.text), 0)
            articles.put_article(database, report, state)
            statements.put_statements(database, report.id, _with_figures(report))


def _with_figures(report: Article) -> tuple[Statement, ...]:
    made = []
    for one in builders.statements_of(report):
        figures = [
            Figure(
                FigureKind.MONEY,
                words,
                Span(one.text.index(words), one.text.index(words) + len(words)),
                Decimal(words.split()[0]) * 1_000_000,
                unit="EUR",
            )
            for words in ("120 Millionen Euro", "150 Millionen Euro", "120 million euros")
            if words in one.text
        ]
        made.append(
            builders.statement(
                one.id.article,
                one.id.number,
                one.text,
                role=one.role,
                start=one.span.start,
                figures=figures,
            )
        )
    return tuple(made)


def _analyse(
    database: Database, reports: Sequence[Article], known: Sequence[Entity], *, by: str = "test"
) -> None:
    for report in reports:
        made = statements.statements(database, report.id)
        found = [mention for one in made for mention in _mentions(one, known)]
        kinds = {entity.id: entity.kind for entity in known}
        names = tuple(NameMention(m.span, m.text, kinds[m.entity]) for m in found)
        analysis.put_analysis(database, AnalysedArticle(report.id, made, names), by)
        entities.put_entities(database, [report.id], known, found)


def _mentions(statement: Statement, known: Sequence[Entity]) -> list[Mention]:
    found = []
    for entity in known:
        for spelling in (entity.name, *entity.spellings):
            at = statement.text.find(spelling)
            if at >= 0:
                start = statement.span.start + at
                found.append(
                    builders.mention(
                        entity,
                        statement.id.article,
                        text=spelling,
                        statement=statement.id.number,
                        start=start,
                    )
                )
                break
    return found


def _link(
    article: ArticleId, number: int, relation: Relation, score: float, *evidence: Evidence
) -> Related:
    parts = (ScorePart("words", score * 0.6), ScorePart("names", score * 0.4))
    return Related(StatementId(article, number), score, relation, evidence, parts)


def _sum(here: tuple[str, int], there: tuple[str, int]) -> Evidence:
    return Evidence(
        EvidenceKind.FIGURE,
        here[0],
        there[0],
        Span(here[1], here[1] + len(here[0])),
        Span(there[1], there[1] + len(there[0])),
        shared=here[0][:3] == there[0][:3],
    )


_120 = ("120 Millionen Euro", 62)
_150 = ("150 Millionen Euro", 37)
_120_EN = ("120 million euros", 30)
_NOT = Evidence(EvidenceKind.NEGATION, "", "noch nicht", None, Span(55, 65), shared=False)
_YET = Evidence(EvidenceKind.NEGATION, "noch nicht", "", Span(55, 65), None, shared=False)

_RELATED = {
    WORKS: {
        2: [
            _link(COUNCIL, 3, Relation.DIFFERS, 0.81, _sum(_120, _150)),
            _link(HARBOUR, 3, Relation.AGREES, 0.77, _sum(_120, _120_EN)),
        ],
        4: [_link(COUNCIL, 4, Relation.AGREES, 0.66)],
        5: [_link(COUNCIL, 2, Relation.CONTRADICTS, 0.84, _NOT)],
    },
    COUNCIL: {
        2: [_link(WORKS, 5, Relation.CONTRADICTS, 0.84, _YET)],
        3: [_link(WORKS, 2, Relation.DIFFERS, 0.81, _sum(_150, _120))],
        4: [_link(WORKS, 4, Relation.AGREES, 0.66)],
    },
    HARBOUR: {3: [_link(WORKS, 2, Relation.AGREES, 0.77, _sum(_120_EN, _120))]},
    SPORT: {},
}
