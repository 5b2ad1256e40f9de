"""A small story to write dossiers of."""

from __future__ import annotations

from dataclasses import replace

from core.exports.dossier import Dossier, Judgement, Report, Utterance
from core.model import (
    ArticleId,
    ArticleRow,
    Cell,
    Certainty,
    Claim,
    Conflict,
    Evidence,
    EvidenceKind,
    Figure,
    FigureKind,
    MarkKind,
    Matrix,
    PlacedStatement,
    Related,
    Relation,
    Role,
    Saying,
    Span,
    Speech,
    SpeechKind,
    Statement,
    StatementId,
    Story,
    StoryId,
    TimelineEntry,
)
from tests import builders

OPENED = "Die neue Brücke wurde am 14. Mai 2024 eröffnet."
OPENED_LATER = "The bridge opened on 15 May 2024, the mayor said."
COST = "Sie kostete 12 Millionen Euro."
COST_TOO = "It cost 12 million euros."
ALONE = "Ein Anwohner klagte 2019 gegen den Bau."


def row(identifier: str, title: str, language: str, **facts: str | None) -> ArticleRow:
    return ArticleRow(
        id=ArticleId(identifier),
        title=title,
        title_derived=False,
        source=f"/news/{identifier}.txt",
        outlet=facts.get("outlet"),
        published=facts.get("published"),
        language=language,
        story=StoryId("story"),
        statements=4,
        conflicts=1,
        read=False,
    )


def dated(statement: Statement, text: str, date: str) -> Statement:
    start = statement.text.index(text)
    figure = Figure(FigureKind.DATE, text, Span(start, start + len(text)), date=date)
    return replace(statement, figures=(*statement.figures, figure))


def placed(statement: Statement, told: ArticleRow) -> PlacedStatement:
    return PlacedStatement(statement.id, statement.text, told.title, told.outlet, told.published)


def example(
    *,
    hostile: str = "",
    note: str = "Beim Amt nachfragen",
    language: str = "de",
    url: str = "https://stadtblatt.example/bruecke?a=1&b=2",
) -> Dossier:
    """Two reports; `hostile` is put into everything that comes from outside."""
    german = row(
        "a1", f"Brücke{hostile} eröffnet", language,
        outlet=f"Stadtblatt{hostile}", published=f"2024-05-14{hostile}",
    )  # fmt: skip
    english = row("b2", f"Bridge{hostile} opens", "en")
    titles = [
        builders.statement(each.id, 1, each.title, role=Role.TITLE) for each in (german, english)
    ]
    here = dated(builders.statement("a1", 2, OPENED + hostile), "14. Mai 2024", "2024-05-14")
    there = dated(builders.statement("b2", 2, OPENED_LATER + hostile), "15 May 2024", "2024-05-15")
    cost, cost_too = builders.statement("a1", 3, COST), builders.statement("b2", 3, COST_TOO)
    alone = dated(builders.statement("a1", 4, ALONE + hostile), "2019", "2019")
    speech = Speech(there.id, SpeechKind.REPORTED, f"the mayor{hostile}", None, None, None)
    evidence = (
        Evidence(EvidenceKind.WORD, f"Brücke{hostile}", f"bridge{hostile}"),
        Evidence(EvidenceKind.DATE, "14. Mai 2024", "15 May 2024", shared=False),
        Evidence(EvidenceKind.NEGATION, f"nicht{hostile}", "", shared=False),
    )
    conflict = Conflict(
        placed(here, german),
        placed(there, english),
        Related(there.id, 0.81, Relation.DIFFERS, evidence),
        None,
        speech,
    )
    other = Conflict(
        placed(alone, german),
        placed(cost_too, english),
        Related(cost_too.id, 0.5, Relation.CONTRADICTS, ()),
        None,
        None,
    )
    claims = (
        Claim(
            1, here.id, here.text,
            (
                _cell(here, None, "14. Mai 2024"),
                replace(
                    _cell(there, Relation.DIFFERS, "15 May 2024"),
                    speaker=f"the mayor{hostile}", certainty=Certainty.ALLEGED, denied=True,
                ),
            ),
            1.0,
        ),
        Claim(2, cost.id, cost.text, (_cell(cost, None), _cell(cost_too, Relation.AGREES)), 0.0),
        Claim(3, alone.id, alone.text, (_cell(alone, None),), 0.0),
    )  # fmt: skip
    story = Story(StoryId("story"), f"Die Brücke{hostile}", (german.id, english.id))
    mark = replace(
        builders.mark(
            statement=3, quote=COST + hostile, text=note + hostile, tags=(f"geld{hostile}",)
        ),
    )
    return Dossier(
        matrix=Matrix(story, (german, english), claims),
        reports=(
            Report(german, f"Ada{hostile}", url + hostile, (titles[0], here, cost, alone)),
            Report(english, None, None, (titles[1], there, cost_too)),
        ),
        conflicts=(conflict, other),
        only=frozenset({alone.id}),
        utterances=(Utterance(f"The mayor{hostile}", speech),),
        timeline=(
            _entry("2019", (placed(alone, german), alone)),
            _entry("2024-05-14", (placed(here, german), here), disputed=("2024-05-15",)),
            _entry("2024-05-15", (placed(there, english), there), disputed=("2024-05-14",)),
        ),
        marks=(
            mark,
            builders.mark("m2", kind=MarkKind.BOOKMARK, text="", statement=4, quote=ALONE),
            replace(builders.mark("m3", quote="Weg."), orphan=True),
        ),
        judgements=(Judgement(cost.id, cost_too.id, "confirmed"),),
        made="2024-06-01",
    )


def _cell(statement: Statement, relation: Relation | None, words: str = "") -> Cell:
    return Cell(
        article=statement.id.article,
        statements=(statement.id,),
        text=statement.text,
        relation=relation,
        words=words,
        denied=False,
        certainty=Certainty.STATED,
        speaker=None,
    )


def _entry(
    date: str, *said: tuple[PlacedStatement, Statement], disputed: tuple[str, ...] = ()
) -> TimelineEntry:
    return TimelineEntry(
        date, tuple(Saying(place, statement.figures[0]) for place, statement in said), disputed
    )


def nothing() -> Dossier:
    """A story of which nothing is known."""
    story = Story(StoryId("story"), "Leer", ())
    return Dossier(Matrix(story, (), ()), (), (), frozenset(), (), (), ())


def away() -> StatementId:
    """A statement of no report of the example."""
    return StatementId(ArticleId("z9"), 7)
