from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model import (
    ArticleId,
    ArticleRow,
    Evidence,
    EvidenceKind,
    Relation,
    Role,
    Span,
    Statement,
    StatementId,
    TimelineEntry,
)
from core.stories.timeline import timeline_of
from core.text.figures import find_figures
from core.text.figures.extent import extent_of
from tests import builders


def said(
    article: str,
    number: int,
    text: str,
    *,
    role: Role = Role.PARAGRAPH,
    language: str = "de",
    published: str | None = None,
) -> Statement:
    figures = find_figures(text, language, published=published)
    return builders.statement(article, number, text, role=role, figures=figures)


def row(identifier: str) -> ArticleRow:
    return ArticleRow(
        ArticleId(identifier),
        f"Titel {identifier}",
        False,
        "/x",
        None,
        None,
        "de",
        None,
        1,
        0,
        False,
    )


def entries(*statements: Statement, **options: object) -> tuple[TimelineEntry, ...]:
    articles = list(dict.fromkeys(each.id.article for each in statements))
    conflicting = options.pop("conflicting", ())
    return timeline_of(
        [row(each) for each in articles],
        {each: [s for s in statements if s.id.article == each] for each in articles},
        conflicting,  # type: ignore[arg-type] # options of the function under test, passed on
        **options,  # type: ignore[arg-type] # likewise
    )


def dates(found: Sequence[TimelineEntry]) -> list[str]:
    return [each.date for each in found]


def parting(here: Statement, a: str, there: Statement, b: str, *, spans: bool = True) -> Evidence:
    return Evidence(
        EvidenceKind.DATE, a, b,
        Span(here.text.index(a), here.text.index(a) + len(a)) if spans else None,
        Span(there.text.index(b), there.text.index(b) + len(b)) if spans else None,
        shared=False,
    )  # fmt: skip


OPENED = said("a", 1, "Das Museum öffnete am 3. März 2022 wieder.")
OPENED_LATER = said("b", 1, "Am 5. März 2022 öffnete das Museum.")
PAIR = frozenset((OPENED.id, OPENED_LATER.id))


def differing(*, spans: bool = True, relation: Relation = Relation.DIFFERS) -> list[object]:
    evidence = (
        Evidence(EvidenceKind.WORD, "Museum", "Museum"),
        parting(OPENED, "3. März 2022", OPENED_LATER, "5. März 2022", spans=spans),
    )
    return [(OPENED.id, builders.related("b", 1, relation=relation, evidence=evidence))]


def test_dates_stand_in_order_and_partial_ones_where_they_begin() -> None:
    found = entries(
        said("a", 1, "Im August 2018 begann der Umbau."),
        said("a", 2, "Am 14. Juli 2018 fiel der Beschluss."),
        said("a", 3, "Der Verein wurde 2018 gegründet."),
        said("a", 4, "Im Juli 2018 war alles offen."),
        said("a", 5, "In den 1990er Jahren spielte er in Köln."),
    )
    assert dates(found) == ["199X", "2018", "2018-07", "2018-07-14", "2018-08"]


def test_an_entry_holds_the_sentences_of_all_reports_in_the_order_of_the_story() -> None:
    found = entries(
        said("a", 2, "Am 3. März 2022 war Eröffnung."),
        said("b", 1, "Die Eröffnung am 3. März 2022 war laut, sagte er am 3. März 2022."),
    )
    (entry,) = found
    assert [str(each.statement.id) for each in entry.sayings] == ["a:2", "b:1"]
    assert entry.sayings[0].statement.title == "Titel a"
    assert entry.disputed == ()


def test_relative_dates_stand_only_where_the_publication_date_resolves_them() -> None:
    resolved = said("a", 1, "Am Mittwoch tagte der Rat.", published="2025-05-30")
    assert dates(entries(resolved, said("b", 1, "Gestern tagte der Rat."))) == ["2025-05-28"]


def test_dates_without_a_year_come_last_and_get_one_only_from_a_statement_that_agrees() -> None:
    yearless = said("a", 1, "Am 3. März öffnete das Museum.")
    assert dates(entries(yearless, OPENED_LATER)) == ["2022-03-05", "--03-03"]
    full = said("b", 1, "Am 3. März 2022 öffnete das Museum.")
    pair = frozenset((yearless.id, full.id))
    assert dates(entries(yearless, full, agreeing=[pair])) == ["2022-03-03"]
    rejected = entries(yearless, full, agreeing=[pair], rejected=[pair])
    assert dates(rejected) == ["2022-03-03", "--03-03"]


def test_two_years_for_one_day_leave_it_without() -> None:
    yearless = said("a", 1, "Am 3. März öffnete das Museum.")
    one = said("b", 1, "Am 3. März 2022 öffnete das Museum.")
    other = said("c", 1, "Am 3. März 2021 öffnete das Museum.")
    pairs = [frozenset((yearless.id, each.id)) for each in (one, other)]
    assert "--03-03" in dates(entries(yearless, one, other, agreeing=pairs))


@pytest.mark.parametrize("spans", [True, False])
def test_one_event_dated_differently_is_disputed_on_both_dates(spans: bool) -> None:
    found = entries(OPENED, OPENED_LATER, conflicting=differing(spans=spans))
    assert [each.disputed for each in found] == [("2022-03-05",), ("2022-03-03",)]


def test_only_the_date_in_which_they_part_is_disputed() -> None:
    both = said("a", 1, "Das 1901 gebaute Museum öffnete am 3. März 2022 wieder.")
    evidence = parting(both, "3. März 2022", OPENED_LATER, "5. März 2022")
    conflict = (both.id, builders.related("b", 1, relation=Relation.DIFFERS, evidence=(evidence,)))
    found = entries(both, OPENED_LATER, conflicting=[conflict])
    assert [each.disputed for each in found if each.date == "1901"] == [()]
    assert [each.disputed for each in found if each.date == "2022-03-03"] == [("2022-03-05",)]


def test_what_only_relates_or_is_rejected_disputes_nothing() -> None:
    related = entries(OPENED, OPENED_LATER, conflicting=differing(relation=Relation.RELATED))
    assert all(each.disputed == () for each in related)
    rejected = entries(OPENED, OPENED_LATER, conflicting=differing(), rejected=[PAIR])
    assert all(each.disputed == () for each in rejected)
    agreeing = {PAIR: Relation.AGREES}
    linked = entries(OPENED, OPENED_LATER, conflicting=differing(), linked=agreeing)
    assert all(each.disputed == () for each in linked)


def test_a_link_of_the_reader_disputes_dates() -> None:
    found = entries(OPENED, OPENED_LATER, linked={PAIR: Relation.DIFFERS})
    assert [each.disputed for each in found] == [("2022-03-05",), ("2022-03-03",)]
    gone = frozenset((OPENED.id, StatementId(ArticleId("z"), 1)))
    assert entries(OPENED, linked={gone: Relation.DIFFERS})[0].disputed == ()


def test_a_broader_date_is_no_dispute() -> None:
    month = said("b", 1, "Im März 2022 öffnete das Museum.")
    evidence = parting(OPENED, "3. März 2022", month, "März 2022")
    conflict = (
        OPENED.id,
        builders.related("b", 1, relation=Relation.DIFFERS, evidence=(evidence,)),
    )
    assert all(e.disputed == () for e in entries(OPENED, month, conflicting=[conflict]))
    same = {frozenset((OPENED.id, said("c", 1, OPENED.text).id)): Relation.DIFFERS}
    assert entries(OPENED, said("c", 1, OPENED.text), linked=same)[0].disputed == ()


@pytest.mark.parametrize(
    "line",
    [
        "28.05.2025", "Stand: 28.05.2025, 14:30 Uhr", "Veröffentlicht am 28. Mai 2025",
        "Hamburg, 28. Mai 2025", "Updated on May 28, 2025 at 2:30 pm", "Mittwoch, 28. Mai 2025",
    ],
)  # fmt: skip
def test_lines_that_tell_when_a_report_came_out_are_no_events(line: str) -> None:
    language = "en" if "Updated" in line else "de"
    assert entries(said("a", 1, line, language=language)) == ()


def test_a_dateline_before_the_first_sentence_is_no_event() -> None:
    assert entries(said("a", 1, "Berlin, 28. Mai 2025 (dpa) – Der Rat hat beschlossen.")) == ()
    assert dates(entries(said("a", 1, "Am 28. Mai 2025 – einem Mittwoch – kam er."))) == []


def test_a_headline_that_names_a_date_is_an_event_but_a_bare_date_is_none() -> None:
    assert dates(entries(said("a", 1, "Olympia 2024", role=Role.TITLE))) == ["2024"]
    assert entries(said("a", 1, "28. Mai 2025", role=Role.HEADING)) == ()


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("Am 28. Mai 2025 um 14.30 Uhr fiel Schnee.", "de", "28. Mai 2025 um 14.30 Uhr"),
        ("Am 28. Mai 2025 gegen 14 Uhr fiel Schnee.", "de", "28. Mai 2025 gegen 14 Uhr"),
        ("On May 28, 2025, at 2:30 pm it snowed.", "en", "May 28, 2025, at 2:30 pm"),
        ("Am 28. Mai 2025 um 14 Personen ergänzt.", "de", "28. Mai 2025"),
    ],
)
def test_a_time_of_day_is_kept_in_the_words_of_the_report(
    text: str, language: str, words: str
) -> None:
    (entry,) = entries(said("a", 1, text, language=language))
    figure = entry.sayings[0].figure
    assert figure.text == words == figure.span.of(text)
    assert entry.date == "2025-05-28"


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2018", "2018-01-01", "2018-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("000X", "0001-01-01", "0009-12-31"),
        ("2025-05/2025-06-03", "2025-05-01", "2025-06-03"),
    ],
)
def test_a_date_reaches_as_far_as_it_is_inexact(date: str, first: str, last: str) -> None:
    extent = extent_of(date)
    assert extent is not None
    assert tuple(each.isoformat() for each in extent) == (first, last)


@pytest.mark.parametrize(
    "date",
    [
        "--05-28",
        "--05-28/--06-03",
        "2023-02-29",
        "2024-13",
        "0000",
        "2024/--05",
        "x",
        "",
        "2025/2024",
    ],
)
def test_what_has_no_place_in_time_has_no_extent(date: str) -> None:
    assert extent_of(date) is None


@given(st.text(alphabet="0123456789X-/", max_size=21))
def test_no_date_breaks_the_extent(date: str) -> None:
    extent = extent_of(date)
    assert extent is None or extent[0] <= extent[1]
