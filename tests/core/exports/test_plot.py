from __future__ import annotations

from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.exports.axis import Gap, axis_of
from core.exports.plot import ASCII, DRAWN, page_plot, terminal_plot
from core.model import (
    ArticleId,
    Figure,
    FigureKind,
    PlacedStatement,
    Saying,
    Span,
    StatementId,
    TimelineEntry,
)

DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(date.isoformat)
DATES = DAYS | DAYS.map(lambda day: day[:7]) | DAYS.map(lambda day: day[:4]) | st.just("--05-28")
TIMELINES = st.lists(DATES, max_size=12, unique=True).map(sorted)


def entry(said: str, *, reports: int = 1, disputed: tuple[str, ...] = ()) -> TimelineEntry:
    figure = Figure(FigureKind.DATE, said, Span(0, len(said)), date=said)
    sayings = tuple(
        Saying(PlacedStatement(StatementId(ArticleId(f"a{n}"), 1), said, "T", None, None), figure)
        for n in range(reports)
    )
    return TimelineEntry(said, sayings, disputed)


def test_distance_shows_time() -> None:
    axis = axis_of([entry(f"2024-01-{day}") for day in ("01", "11", "31")], steps=60.0)
    assert [point.at for point in axis.points] == [0.0, 20.0, 60.0]
    assert axis.gaps == ()


def test_a_long_time_without_dates_is_left_out_and_said() -> None:
    axis = axis_of([entry(d) for d in ("2014-05-01", "2024-05-01", "2024-05-03")], steps=40.0)
    assert [gap.words for gap in axis.gaps] == ["10 years"]
    assert [point.at for point in axis.points] == [0.0, 4.0, 40.0]


@pytest.mark.parametrize(
    ("days", "words"), [(20, "20 days"), (150, "5 months"), (800, "2 years"), (59, "59 days")]
)
def test_the_length_of_a_gap_is_said_in_round_words(days: int, words: str) -> None:
    assert Gap(0.0, days).words == words


def test_a_partial_date_reaches_to_its_end_but_not_over_a_gap() -> None:
    found = axis_of([entry(d) for d in ("2024", "2024-03-01", "2024-12-31")], steps=73.0)
    assert [point.until for point in found.points] == [73.0, *(p.at for p in found.points[1:])]
    cut = axis_of([entry(d) for d in ("2014", "2014-01-03", "2024-01-03")], steps=40.0)
    assert cut.points[0].until == cut.points[1].at
    inside = axis_of([entry(d) for d in ("2024-01", "2024-03-01")], steps=60.0)
    assert inside.points[0].at < inside.points[0].until < inside.points[1].at


def test_the_plot_stacks_a_mark_for_every_report() -> None:
    lines = terminal_plot(
        [entry("2024-01-01", reports=3), entry("2024-02", disputed=("2024-01-01",)), entry("--05")],
        60,
    )
    assert [line[2] for line in lines[:4]] == ["●", "●", "●", "┴"]
    assert lines[1].endswith("≠")
    assert lines[2].endswith("○")
    assert "2024-01-01" in lines[4]


def test_a_high_stack_is_cut_with_a_plus() -> None:
    lines = terminal_plot([entry("2024-01-01", reports=9)], 60, signs=ASCII)
    assert [line[2] for line in lines] == ["+", "*", "*", "*", "*", "'", "2"]


def test_dates_that_share_a_column_share_a_label() -> None:
    dates = ("2024-01-01", "2024-05-28", "2024-05-29", "2024-12-01")
    text = "\n".join(terminal_plot([entry(d) for d in dates], 60))
    assert "2024-05\n" in f"{text}\n" or "2024-05 " in text
    assert "2024-05-28" not in text
    decades = "\n".join(
        terminal_plot([entry("1999-12-31"), entry("2000-01-01"), entry("2900")], 60)
    )
    assert "1999" in decades


@pytest.mark.parametrize("width", [56, 76, 116])
def test_both_ends_of_the_line_are_named_however_close_the_others_stand(width: int) -> None:
    dates = ("2015", "2017", "2018", "2018-07", "2018-07-11", "2025-10-30", "2025-11-01")
    labels = "\n".join(terminal_plot([entry(d) for d in dates], width)[1:])
    assert "2015" in labels
    assert "2025" in labels
    assert "2018-07-11" in labels


def test_there_is_no_plot_without_room_or_dates() -> None:
    assert terminal_plot([], 80) == ()
    assert terminal_plot([entry("--05-28")], 80) == ()
    assert terminal_plot([entry("2024")], 20) == ()
    assert page_plot([entry("--05-28")], title="T", description="D") == ""


def test_gaps_are_drawn_with_their_length() -> None:
    entries = [entry(d) for d in ("2014-05-01", "2024-05-01", "2024-05-03")]
    text = "\n".join(terminal_plot(entries, 60))
    assert "╱╱" in text
    assert "(10 years)" in text
    assert "//" in "\n".join(terminal_plot(entries, 60, signs=ASCII))
    assert "10 years" in page_plot(entries, title="T", description="D")


@settings(deadline=None)
@given(TIMELINES, st.integers(0, 130))
def test_no_timeline_overflows_its_width(dates: list[str], width: int) -> None:
    for signs in (DRAWN, ASCII):
        lines = terminal_plot([entry(each) for each in dates], width, signs=signs)
        assert all(len(line) <= width and line == line.rstrip() for line in lines)
    assert all(
        line.isascii() for line in terminal_plot([entry(d) for d in dates], width, signs=ASCII)
    )


@settings(deadline=None)
@given(TIMELINES, st.integers(20, 130))
def test_later_dates_never_stand_before_earlier_ones(dates: list[str], steps: int) -> None:
    axis = axis_of([entry(each) for each in dates], steps=float(steps))
    days = sorted((point.entry.date, point.at) for point in axis.points)
    assert all(0 <= point.at <= point.until <= steps + 1e-6 for point in axis.points)
    assert [at for _, at in days] == sorted(at for _, at in days)
    assert len(axis.points) + len(axis.undated) == len(dates)


@settings(deadline=None)
@given(TIMELINES)
def test_the_picture_is_sound_and_named(dates: list[str]) -> None:
    drawn = page_plot(
        [entry(d, reports=9, disputed=("2000",)) for d in dates], title="<T>", description="&D"
    )
    if drawn:
        root = ElementTree.fromstring(drawn)
        name = "{http://www.w3.org/2000/svg}"
        assert root.findtext(f"{name}title") == "<T>"
        assert root.findtext(f"{name}desc") == "&D"
        assert len(root.findall(f".//{name}circle")) == 6 * sum(d[0] != "-" for d in dates)


def test_two_hundred_dates_are_all_drawn() -> None:
    entries = [entry((date(2024, 1, 1) + timedelta(n)).isoformat()) for n in range(200)]
    assert page_plot(entries, title="T", description="D").count("<circle") == 200


def test_the_plot_draws_how_far_a_partial_date_reaches() -> None:
    text = terminal_plot([entry("2024"), entry("2024-06-01"), entry("2024-12-31")], 60)
    assert "═" in "".join(text)
    svg = page_plot([entry("2024"), entry("2024-12-31")], title="T", description="D")
    assert 'class="stretch"' in svg


@pytest.mark.parametrize("width", [56, 60, 80, 116])
def test_no_label_vanishes_after_a_gap(width: int) -> None:
    dates = ("1998", "2018-07", "2025-05-26", "2025-05-27", "2025-05-28", "2025-06-02", "2026")
    labels = "\n".join(terminal_plot([entry(d) for d in dates], width)[2:])
    assert all(date in labels for date in dates)
    assert all(words in labels for words in ("(20 years)", "(7 years)", "(7 months)"))


def test_what_has_no_room_for_a_label_is_counted() -> None:
    lines = terminal_plot([entry(f"2025-05-{day:02}") for day in range(1, 29)], 60)
    written = sum(line.count("2025") for line in lines)
    assert lines[-1] == f"{28 - written} more without room for a label"
