from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model import Role, Span
from core.sources.markdown import MARKS, markdown_passages
from core.text.spans import TrackedText


def read(text: str) -> list[tuple[Role | None, str]]:
    passages, _ = markdown_passages(TrackedText.untouched(text))
    return [(p.role, p.text) for p in passages]


def words(text: str) -> list[str]:
    return [text for _, text in read(text)]


def left(text: str) -> list[tuple[str, str]]:
    _, asides = markdown_passages(TrackedText.untouched(text))
    return [(aside.reason, aside.tracked.text) for aside in asides]


def test_headings_say_what_they_are() -> None:
    text = "# Titel #\n\nText eins.\n\n## Zwischentitel\n\n# Noch einer\n\n#kein Titel"
    assert read(text) == [
        (Role.TITLE, "Titel"),
        (None, "Text eins."),
        (Role.HEADING, "Zwischentitel"),
        (Role.HEADING, "Noch einer"),
        (None, "#kein Titel"),
    ]


def test_underlined_headings_are_headings() -> None:
    text = "Titel\n=====\n\nText\n\nZwischentitel\n---\n\nMehr"
    assert read(text)[0] == (Role.TITLE, "Titel")
    assert read(text)[2] == (Role.HEADING, "Zwischentitel")
    assert left(text) == [("markup", "====="), ("markup", "---")]


def test_an_empty_heading_is_nothing() -> None:
    assert read("#\n\nText") == [(None, "Text")]


def test_lines_of_a_paragraph_belong_together() -> None:
    assert words("Eine Zeile\nund noch eine  \nund eine\\\n\nZweiter Absatz") == [
        "Eine Zeile und noch eine und eine\\",
        "Zweiter Absatz",
    ]


def test_without_any_blank_line_every_line_is_a_paragraph() -> None:
    assert words("# Titel\nErster Absatz.\nZweiter Absatz.") == [
        "Titel",
        "Erster Absatz.",
        "Zweiter Absatz.",
    ]


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("**fett** und *schräg*", "fett und schräg"),
        ("***beides***, ~~gestrichen~~", "beides, gestrichen"),
        ("__fett__ und _schräg_", "fett und schräg"),
        ("**fett mit *schräg* darin**", "fett mit schräg darin"),
        ("snake_case_name bleibt", "snake_case_name bleibt"),
        ("2 * 3 * 4 bleibt", "2 * 3 * 4 bleibt"),
        ("`code` und ``a ` b``", "code und a ` b"),
        ("[Wort](https://example.org)", "Wort"),
        ('[Wort](https://example.org/a_(b) "Titel")', "Wort"),
        ("[**fettes** Wort][ref]", "fettes Wort"),
        ("[Fußnote 1]", "[Fußnote 1]"),
        ("<https://example.org>", "https://example.org"),
        ("\\*kein Stern\\*", "*kein Stern*"),
        ("Zeile<br/>und <b>fett</b>", "Zeileund fett"),
        ("5 < 6 und 7 > 4", "5 < 6 und 7 > 4"),
        ("vor ![Bild](a.png) nach", "vor nach"),
    ],
)
def test_marks_go_and_words_stay(marked: str, plain: str) -> None:
    assert words(marked + "\n\nEnde") == [plain, "Ende"]


def test_targets_and_images_are_left_with_their_reason() -> None:
    text = "[Wort](https://example.org) ![Bild](a.png)\n\n[ref]: https://example.org/b"
    assert left(text) == [
        ("link target", "(https://example.org)"),
        ("image", "![Bild](a.png)"),
        ("link target", "[ref]: https://example.org/b"),
    ]


def test_an_image_by_itself_leaves_no_passage() -> None:
    assert words("![Bild](a.png)\n\nText") == ["Text"]
    assert words("[![Bild](a.png)](https://example.org)\n\nText") == ["Text"]


def test_items_of_lists_are_paragraphs() -> None:
    text = "- eins\n- zwei\n  weiter\n* drei\n+ vier\n\n1. fünf\n2) sechs"
    assert words(text) == ["eins", "zwei weiter", "drei", "vier", "1. fünf", "2) sechs"]
    assert {role for role, _ in read(text)} == {Role.PARAGRAPH}


def test_quotations_lose_their_marks() -> None:
    assert words("> Das sagte\n> sie gestern.\n\n> > Und er.") == [
        "Das sagte sie gestern.",
        "Und er.",
    ]


def test_code_stays_as_it_stands() -> None:
    text = "```python\n# kein Titel\n\n**x**\n~~~\n```\n\nText"
    assert read(text) == [
        (Role.PARAGRAPH, "# kein Titel"),
        (Role.PARAGRAPH, "**x**"),
        (Role.PARAGRAPH, "~~~"),
        (None, "Text"),
    ]
    assert left(text) == [("markup", "```python"), ("markup", "```")]


def test_tables_are_rows_of_words() -> None:
    assert words("| a | b |\n|---|:-:|\n| c | **d** |\n\nText") == ["a | b", "c | d", "Text"]


def test_rules_and_comments_are_markup() -> None:
    text = "Text <!-- geheim\n\nimmer --> weiter\n\n***\n\nEnde"
    assert words(text) == ["Text weiter", "Ende"]
    assert left(text) == [("markup", "<!-- geheim\n\nimmer -->"), ("markup", "***")]


MARKED = st.text(alphabet="ab #*_~`[]()!<>\\|-+=.:\n/h1", max_size=80)


@given(MARKED)
def test_every_character_but_marks_is_accounted_for(text: str) -> None:
    passages, asides = markdown_passages(TrackedText.untouched(text))
    covered: set[int] = set()
    for tracked in (*(p.tracked for p in passages), *(aside.tracked for aside in asides)):
        for run in tracked.runs:
            covered.update(range(run.original_start, run.original_start + run.original_length))
    lost = {c for n, c in enumerate(text) if n not in covered and not c.isspace()}
    assert lost <= MARKS


@given(MARKED)
def test_words_stand_where_they_stood(text: str) -> None:
    passages, _ = markdown_passages(TrackedText.untouched(text))
    for found in passages:
        for position, character in enumerate(found.text):
            place = found.tracked.to_original(Span(position, position + 1))
            assert character == " " or place.of(text) == character


def test_a_comment_that_is_not_closed_is_text() -> None:
    assert words("Text <!-- offen\n\nEnde") == ["Text <!-- offen", "Ende"]


def test_a_heading_keeps_signs_that_belong_to_it() -> None:
    assert words("# Lernen mit C#\n\nText") == ["Lernen mit C#", "Text"]
