"""A dossier: what the reports of a story say together, every line with the place it is from."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from core.exports.axis import axis_of
from core.exports.document import (
    Address,
    Block,
    Document,
    Inline,
    Item,
    Items,
    Line,
    Paragraph,
    Picture,
    Reference,
    Section,
    Style,
    Table,
    Words,
)
from core.exports.plot import page_plot, terminal_plot
from core.model import (
    ArticleId,
    ArticleRow,
    Cell,
    Certainty,
    Claim,
    Conflict,
    Evidence,
    Mark,
    MarkKind,
    Matrix,
    Relation,
    Role,
    Speech,
    SpeechKind,
    Statement,
    StatementId,
    TimelineEntry,
)

_PLOT_WIDTH = 76
_LONGEST_TITLE = 90


@dataclass(frozen=True, slots=True)
class Report:
    """One report of the story."""

    row: ArticleRow
    author: str | None
    url: str | None
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Utterance:
    """A statement that gives what somebody said."""

    speaker: str
    """The name of who it is where that is certain, else as the text names the speaker."""
    speech: Speech


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the reader decided about two statements."""

    here: StatementId
    there: StatementId
    words: str
    """`confirmed`, `rejected`, `linked as differs`."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that goes into a dossier."""

    matrix: Matrix
    reports: tuple[Report, ...]
    """In the order of the matrix's columns."""
    conflicts: tuple[Conflict, ...]
    only: frozenset[StatementId]
    """Statements without a counterpart in any other report."""
    utterances: tuple[Utterance, ...]
    timeline: tuple[TimelineEntry, ...]
    marks: tuple[Mark, ...]
    judgements: tuple[Judgement, ...] = ()
    made: str | None = None
    """The day it was made, to be printed; None to leave it out."""

    @property
    def agreed(self) -> tuple[Claim, ...]:
        """What several reports say in words of their own and none disputes."""
        return tuple(c for c in self.matrix.claims if c.witnesses > 1 and not c.disputed)

    @property
    def disputed(self) -> tuple[Claim, ...]:
        """What reports say differently, the most disputed first."""
        found = [claim for claim in self.matrix.claims if claim.disputed]
        return tuple(sorted(found, key=lambda claim: (-claim.disputed, claim.number)))

    @property
    def single_source(self) -> tuple[Claim, ...]:
        """What one report alone says, or several in the same words."""
        return tuple(c for c in self.matrix.claims if c.witnesses == 1)

    def key_of(self, statement: StatementId) -> str:
        """How a statement is cited for short: `B 12`."""
        for position, report in enumerate(self.reports):
            if report.row.id == statement.article:
                return f"{column_name(position)} {statement.number}"
        return str(statement)


def column_name(position: int) -> str:
    """`A` to `Z`, then `AA` and on."""
    name = ""
    position += 1
    while position:
        position, letter = divmod(position - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def document_of(dossier: Dossier) -> Document:
    """The dossier as a page."""
    return _Composition(dossier).document()


_CERTAINTY = {
    Certainty.STATED: "",
    Certainty.PLANNED: "as planned",
    Certainty.PENDING: "as expected, not there yet",
    Certainty.POSSIBLE: "as possible",
    Certainty.ALLEGED: "as alleged",
    Certainty.LIMITED: "with reserve",
}


@dataclass
class _Composition:
    """Collects where each statement is cited, so that the appendix can lead back."""

    dossier: Dossier
    cited: dict[StatementId, list[Reference]] = field(default_factory=lambda: defaultdict(list))
    position: dict[ArticleId, int] = field(init=False)
    texts: dict[StatementId, Statement] = field(init=False)

    def __post_init__(self) -> None:
        reports = self.dossier.reports
        self.position = {report.row.id: at for at, report in enumerate(reports)}
        self.texts = {each.id: each for report in reports for each in report.statements}

    def document(self) -> Document:
        dossier = self.dossier
        sections = (
            self._reports(),
            self._section("Agreed", "agreed", [self._claim(c) for c in dossier.agreed]),
            self._disputed(),
            self._single_source(),
            self._speakers(),
            self._timeline(),
            self._matrix(),
            self._notes(),
        )
        # Last, for only now it is known what cites its sentences.
        return Document(
            dossier.matrix.story.title, "en", self._introduction(), (*sections, self._appendix())
        )

    def _introduction(self) -> tuple[Block, ...]:
        dossier = self.dossier
        counts = (
            f"{_count(len(dossier.reports), 'report')}: "
            f"{_count(len(dossier.agreed), 'claim')} agreed, {len(dossier.disputed)} disputed, "
            f"{len(dossier.single_source)} from one report alone."
        )
        how = (
            "Every line names the outlet, the date, the article and the number of the sentence it "
            "is from; all sentences stand in the appendix. Which sentences belong together, agree "
            "or differ was found by a program: check before you rely on it."
        )
        made = [Paragraph((Words(f"Made on {dossier.made}.", Style.DIM),))] if dossier.made else []
        return (Paragraph((Words(counts, Style.STRONG),)), Paragraph((Words(how),)), *made)

    def _reports(self) -> Section:
        columns = ("Report", "Outlet", "Published", "Author", "Sentences")
        rows: list[tuple[Line, ...]] = []
        for at, report in enumerate(self.dossier.reports):
            row = report.row
            head: list[Inline] = [
                Reference(f"report-{at + 1}", column_name(at)),
                Words(" "),
                Words(row.title, language=row.language),
            ]
            if row.title_derived:
                head.append(Words(" (no headline: first sentence)", Style.DIM))
            facts = (row.outlet, row.published, report.author, str(len(report.statements)))
            rows.append((tuple(head), *((Words(fact or "unknown"),) for fact in facts)))
        table = Table(
            "The reports and their keys", tuple((Words(c),) for c in columns), tuple(rows)
        )
        copies = [
            Paragraph((Words(f"{self._listed(each.articles)} print the same text{whose}."),))
            for each in self.dossier.matrix.copies
            for whose in [f", by {each.agency}" if each.agency else ""]
        ]
        counted = "What stands in the same words in several reports counts as said by one."
        note = [Paragraph((Words(counted, Style.DIM),))] if copies else []
        return Section((Words("Reports"),), "reports", (table, *copies, *note))

    def _listed(self, articles: Sequence[ArticleId]) -> str:
        names = [self._column(each) for each in articles]
        return f"{', '.join(names[:-1])} and {names[-1]}"

    def _section(self, title: str, anchor: str, parts: Sequence[Section]) -> Section:
        nothing = () if parts else (Paragraph((Words("Nothing found.", Style.DIM),)),)
        return Section((Words(title),), anchor, nothing, tuple(parts))

    def _claim(self, claim: Claim) -> Section:
        anchor = f"claim-{claim.number}"
        here = Reference(anchor, f"claim {claim.number}")
        items = [Item(self._cell(cell, here)) for cell in claim.cells]
        blocks: list[Block] = [Items(tuple(items))]
        silent = [
            column_name(at)
            for at, report in enumerate(self.dossier.reports)
            if report.row.id not in {cell.article for cell in claim.cells}
        ]
        if silent and len(claim.cells) > 1:
            line = Words(f"Found nothing of it in {', '.join(silent)}.", Style.DIM)
            blocks.append(Paragraph((line,)))
        inside = {each for cell in claim.cells for each in cell.statements}
        pairs = [
            conflict
            for conflict in self.dossier.conflicts
            if conflict.here.id in inside and conflict.there.id in inside
        ]
        if pairs:
            blocks.append(Items(tuple(Item((self._pair(each),)) for each in pairs)))
        title = (
            Words(f"Claim {claim.number}: "),
            Words(_line(claim.text), language=self._language(claim.statement.article)),
        )
        return Section(title, anchor, tuple(blocks))

    def _cell(self, cell: Cell, here: Reference) -> tuple[Line, ...]:
        sign = _sign(cell)
        words: list[Inline] = [Words(f"{sign} ", Style.STRONG)]
        if cell.words:
            words += [Words(cell.words, Style.LIT), Words(": ")]
        words += _lit(cell.text, cell.words, self._language(cell.article))
        facts = [
            fact
            for fact in (
                f"same wording as {self._column(cell.copy_of)}" if cell.copy_of else "",
                f"said by {cell.speaker}" if cell.speaker else "",
                "denied" if cell.denied else "",
                _CERTAINTY[cell.certainty],
            )
            if fact
        ]
        source = list(self._source(cell.statements[0], here))
        for each in cell.statements[1:]:
            source += [Words(" · also ", Style.DIM), self._reference(each, here)]
        if facts:
            source.append(Words(f" · {', '.join(facts)}", Style.DIM))
        return (tuple(words), tuple(source))

    def _pair(self, conflict: Conflict) -> Line:
        relation = conflict.related.relation
        parted = [each for each in conflict.related.evidence if not each.shared]
        because = "; ".join(_parting(each) for each in parted)
        return (
            Reference(self._anchor(conflict.here.id), self.dossier.key_of(conflict.here.id)),
            Words(f" {relation} " if relation is Relation.CONTRADICTS else " differs from "),
            Reference(self._anchor(conflict.there.id), self.dossier.key_of(conflict.there.id)),
            *((Words(": "), Words(because, Style.LIT)) if because else ()),
            Words(f" (likeness {conflict.related.score:.2f})", Style.DIM),
        )

    def _disputed(self) -> Section:
        dossier = self.dossier
        shown = dossier.disputed
        parts = [self._claim(claim) for claim in shown]
        homes = [{s for cell in claim.cells for s in cell.statements} for claim in shown]
        others = [
            each
            for each in dossier.conflicts
            if not any({each.here.id, each.there.id} <= home for home in homes)
        ]
        for number, conflict in enumerate(others, start=1):
            anchor = f"conflict-{number}"
            here = Reference(anchor, f"conflict {number}")
            items = tuple(
                Item((self._quote(side.id, side.text), self._source(side.id, here, speaker)))
                for side, speaker in (
                    (conflict.here, conflict.here_speech),
                    (conflict.there, conflict.there_speech),
                )
            )
            parts.append(
                Section(
                    (Words(f"Conflict {number}: {_topic(conflict)}"),),
                    anchor,
                    (Items(items), Items((Item((self._pair(conflict),)),))),
                )
            )
        return self._section("Disputed", "disputed", parts)

    def _single_source(self) -> Section:
        by_article: dict[ArticleId, list[Claim]] = {}
        for claim in self.dossier.single_source:
            by_article.setdefault(claim.cells[0].article, []).append(claim)
        parts = []
        for at, report in enumerate(self.dossier.reports):
            claims = by_article.get(report.row.id, [])
            items = []
            for claim in claims:
                anchor = f"claim-{claim.number}"
                here = Reference(anchor, f"claim {claim.number}")
                cell = claim.cells[0]
                quote: Line = self._quote(cell.statements[0], cell.text)
                source = self._source(cell.statements[0], here)
                if len(claim.cells) > 1:
                    others = ", ".join(self._column(each.article) for each in claim.cells[1:])
                    source = (*source, Words(f" · same wording in {others}", Style.DIM))
                elif not self.dossier.only.issuperset(cell.statements):
                    near = " · another report has something near it, not the same"
                    source = (*source, Words(near, Style.DIM))
                items.append(Item((quote, source), anchor))
            if items:
                title = (
                    Words(f"Only in {column_name(at)}: "),
                    Words(_line(report.row.title), language=report.row.language),
                )
                parts.append(Section(title, f"only-{at + 1}", (Items(tuple(items)),)))
        return self._section("From one report alone", "single-source", parts)

    def _speakers(self) -> Section:
        said: dict[str, list[Utterance]] = {}
        for each in self.dossier.utterances:
            said.setdefault(each.speaker, []).append(each)
        parts = []
        most_first = sorted(said.items(), key=lambda found: (-len(found[1]), found[0].casefold()))
        for number, (speaker, utterances) in enumerate(most_first, start=1):
            anchor = f"speaker-{number}"
            here = Reference(anchor, _line(speaker, 40))
            items = [
                Item(
                    (
                        self._quote(each.speech.statement, self._text(each.speech.statement)),
                        (
                            *self._source(each.speech.statement, here),
                            Words(
                                " · own words"
                                if each.speech.kind is SpeechKind.DIRECT
                                else " · in the reporter's words",
                                Style.DIM,
                            ),
                        ),
                    )
                )
                for each in utterances
            ]
            title = (Words(_line(speaker)), Words(f" ({len(utterances)})", Style.DIM))
            parts.append(Section(title, anchor, (Items(tuple(items)),)))
        return self._section("Speakers", "speakers", parts)

    def _timeline(self) -> Section:
        entries = self.dossier.timeline
        parts = []
        for number, entry in enumerate(entries, start=1):
            anchor = f"date-{number}"
            here = Reference(anchor, entry.date)
            blocks: list[Block] = []
            if entry.disputed:
                others: list[Inline] = [Words("≠ ", Style.STRONG), Words("Dated otherwise: ")]
                for at, date in enumerate(entry.disputed):
                    others += [Words(", ")] if at else []
                    others.append(self._date_reference(date))
                blocks.append(Paragraph(tuple(others)))
            items = tuple(
                Item(
                    (
                        _lit(
                            saying.statement.text,
                            saying.figure.text,
                            self._language(saying.statement.id.article),
                        ),
                        self._source(saying.statement.id, here),
                    )
                )
                for saying in entry.sayings
            )
            unsure = "" if entry.date[:1] != "-" else " (no year said)"
            title = (Words(f"{entry.date}{unsure}"),)
            parts.append(Section(title, anchor, (*blocks, Items(items))))
        section = self._section("Timeline", "timeline", parts)
        axis = axis_of(entries, steps=float(_PLOT_WIDTH))
        if not axis.points:
            return section
        described = f"{_count(len(axis.points), 'date')} from {axis.points[0].entry.date} to " + (
            f"{axis.points[-1].entry.date}; all of them are listed below."
        )
        picture = Picture(
            page_plot(entries, title="Timeline of the story", description=described),
            terminal_plot(entries, _PLOT_WIDTH),
        )
        legend = (
            "A mark for every report that gives the date: ● a day, ○ a month, a year or a longer "
            "time. The same distance is the same time, but where the line is broken."
        )
        if axis.undated:
            legend += f" {_count(len(axis.undated), 'date')} without a year is not on the line."
        return Section(
            section.title,
            section.anchor,
            (picture, Paragraph((Words(legend, Style.DIM),))),
            section.sections,
        )

    def _date_reference(self, date: str) -> Inline:
        for number, entry in enumerate(self.dossier.timeline, start=1):
            if entry.date == date:
                return Reference(f"date-{number}", date)
        return Words(date)

    def _matrix(self) -> Section:
        reports = self.dossier.reports
        shared = [claim for claim in self.dossier.matrix.claims if len(claim.cells) > 1]
        columns: list[Line] = [(Words("Claim"),)]
        for at, report in enumerate(reports):
            outlet = f" {report.row.outlet}" if report.row.outlet else ""
            columns.append((Reference(f"report-{at + 1}", column_name(at)), Words(outlet)))
        rows: list[tuple[Line, ...]] = []
        for claim in shared:
            cell_of = {cell.article: cell for cell in claim.cells}
            head: Line = (
                Reference(f"claim-{claim.number}", str(claim.number)),
                Words(" "),
                Words(_line(claim.text), language=self._language(claim.statement.article)),
            )
            rows.append((head, *(self._matrix_cell(cell_of.get(r.row.id)) for r in reports)))
        if not rows:
            return self._section("Matrix", "matrix", [])
        table = Table("Claims that more than one report makes", tuple(columns), tuple(rows))
        legend = (
            "= says so, ≡ in the same words as a report before it, with which it counts as one, "
            "≈ nearly so or with another certainty, ≠ says otherwise (with what it says), – "
            "nothing found. The number is that of the sentence."
        )
        return Section(
            (Words("Matrix"),), "matrix", (Paragraph((Words(legend, Style.DIM),)), table)
        )

    def _matrix_cell(self, cell: Cell | None) -> Line:
        if cell is None:
            return (Words("–", Style.DIM),)
        sign = _sign(cell)
        words = (Words(cell.words, Style.LIT), Words(" ")) if cell.words else ()
        place = Reference(self._anchor(cell.statements[0]), str(cell.statements[0].number))
        return (Words(f"{sign} ", Style.STRONG), *words, place)

    def _notes(self) -> Section:
        items = []
        for number, mark in enumerate(self.dossier.marks, start=1):
            anchor = f"note-{number}"
            statement = StatementId(mark.anchor.article, mark.anchor.statement)
            tags = " ".join(f"#{tag}" for tag in mark.tags)
            head = "Note" if mark.kind is MarkKind.NOTE else "Bookmark"
            first: list[Inline] = [Words(f"{head} {tags}".strip(), Style.STRONG)]
            if mark.text:
                first.append(Words(f": {mark.text}"))
            if mark.orphan:
                place: Line = (Words("The sentence is no longer in the article.", Style.DIM),)
            else:
                place = self._source(statement, Reference(anchor, f"note {number}"))
            items.append(
                Item((tuple(first), self._quote(statement, mark.anchor.quote), place), anchor)
            )
        for number, each in enumerate(self.dossier.judgements, start=1):
            anchor = f"verdict-{number}"
            here = Reference(anchor, f"verdict {number}")
            items.append(
                Item(
                    (
                        (Words(f"Verdict: {each.words}", Style.STRONG),),
                        self._quote(each.here, self._text(each.here)),
                        self._source(each.here, here),
                        self._quote(each.there, self._text(each.there)),
                        self._source(each.there, here),
                    ),
                    anchor,
                )
            )
        if not items:
            return self._section("The reader's notes", "notes", [])
        return Section((Words("The reader's notes"),), "notes", (Items(tuple(items)),))

    def _appendix(self) -> Section:
        parts = []
        for at, report in enumerate(self.dossier.reports):
            row = report.row
            items = []
            for statement in report.statements:
                style = (
                    Style.STRONG if statement.role in (Role.TITLE, Role.HEADING) else Style.PLAIN
                )
                line: list[Inline] = [Words(statement.text, style, row.language)]
                back = list(dict.fromkeys(self.cited.get(statement.id, ())))
                if back:
                    line.append(Words(" ↑ ", Style.DIM))
                    for place, reference in enumerate(back):
                        line += [Words(", ", Style.DIM)] if place else []
                        line.append(reference)
                items.append(Item((tuple(line),), self._anchor(statement.id), statement.id.number))
            title = (
                Words(f"{column_name(at)} "),
                Words(_line(row.title), language=row.language),
                Words(f" ({_place(row)})", Style.DIM),
            )
            address = () if report.url is None else (Paragraph((Address(report.url),)),)
            parts.append(Section(title, f"report-{at + 1}", (*address, Items(tuple(items)))))
        return self._section("Appendix: the sentences of the reports", "appendix", parts)

    def _column(self, article: ArticleId) -> str:
        at = self.position.get(article)
        return str(article) if at is None else column_name(at)

    def _quote(self, statement: StatementId, text: str) -> Line:
        return (Words(f"“{_one_line(text)}”", language=self._language(statement.article)),)

    def _source(
        self, statement: StatementId, here: Reference, speech: Speech | None = None
    ) -> Line:
        """Outlet, date, article and number of a sentence, with a way to it and back."""
        at = self.position.get(statement.article)
        if at is None:
            return (Words(str(statement), Style.DIM),)
        row = self.dossier.reports[at].row
        said = f" · said by {speech.speaker}" if speech is not None and speech.speaker else ""
        return (
            self._reference(statement, here),
            Words(f" {_place(row)}, ", Style.DIM),
            Words(f"“{_line(row.title)}”", Style.DIM, row.language),
            Words(f", sentence {statement.number}{said}", Style.DIM),
        )

    def _reference(self, statement: StatementId, here: Reference) -> Reference:
        self.cited[statement].append(here)
        return Reference(self._anchor(statement), self.dossier.key_of(statement))

    def _anchor(self, statement: StatementId) -> str:
        return f"s-{self.position.get(statement.article, -1) + 1}-{statement.number}"

    def _language(self, article: ArticleId) -> str | None:
        at = self.position.get(article)
        return None if at is None else self.dossier.reports[at].row.language

    def _text(self, statement: StatementId) -> str:
        found = self.texts.get(statement)
        return "" if found is None else found.text


def _sign(cell: Cell) -> str:
    """`=` says so, `≈` nearly so or less certainly, `≠` otherwise, `≡` in the same words."""
    if cell.relation in (Relation.DIFFERS, Relation.CONTRADICTS):
        return "≠"
    if cell.copy_of is not None:
        return "≡"
    return "≈" if cell.relation is Relation.RELATED and cell.words else "="


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _place(row: ArticleRow) -> str:
    return f"{row.outlet or 'outlet unknown'}, {row.published or 'date unknown'}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _line(text: str, longest: int = _LONGEST_TITLE) -> str:
    return textwrap.shorten(text, longest, placeholder=" …")


def _lit(text: str, words: str, language: str | None) -> Line:
    """A wording in quotation marks, with the part lit in which it differs."""
    whole = _one_line(text)
    before, found, after = whole.partition(_one_line(words)) if words else (whole, "", "")
    if not found:
        return (Words(f"“{whole}”", language=language),)
    return (
        Words(f"“{before}", language=language),
        Words(found, Style.LIT, language),
        Words(f"{after}”", language=language),
    )


def _parting(evidence: Evidence) -> str:
    return f"{evidence.kind} {evidence.here or '–'} ≠ {evidence.there or '–'}"


def _topic(conflict: Conflict) -> str:
    shared = _distinct(each.here for each in conflict.related.evidence if each.shared)
    return ", ".join(shared) or str(conflict.related.relation)


_TOPIC_WORDS = 4


def _distinct(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))[:_TOPIC_WORDS]
