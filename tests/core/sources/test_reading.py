from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import SourceEmpty, SourceNotText
from core.model import Article, Role, Span
from core.sources.documents import RawDocument
from core.sources.files import FoundFile, find_files, from_stream, read_file
from core.sources.markdown import MARKS
from core.sources.reading import content_digest, read_article
from core.text.clean import clean
from core.text.spans import original_span

SEEDS = Path(__file__).resolve().parents[3] / ".." / "shared" / "seeds"

PLAIN = "\r\n\r\n".join(
    [
        "Sport",
        "Außenseiter gewinnt das Pokalfinale",
        "Von Erika Beispiel, 25.05.2024",
        "Mit einem späten Tor hat der Zweitligist den Fußballpokal gewonnen. Die Fans feierten bis"
        "\r\nzum Morgen.",
        "\x1b]0;x\x07Der Trainer sprach von einem „u\u0308berragenden“ Abend fu\u0308r den Verein."
        "\r\nFoto: Amt\r\n",
    ]
)


def read(text: str, source: str = "/tmp/a.txt") -> Article:
    data = text.encode()
    return read_article(RawDocument(source, data, len(data), 0))


def test_an_article_has_all_its_parts() -> None:
    article = read(PLAIN)
    assert article.title == "Außenseiter gewinnt das Pokalfinale"
    assert not article.title_derived
    assert article.category == "Sport"
    assert article.author == "Erika Beispiel"
    assert article.published == "2024-05-25"
    assert article.language == "de"
    assert article.source == "/tmp/a.txt"
    assert article.original == PLAIN
    assert "überragenden" in article.text
    assert [one.reason for one in article.dropped] == ["category line", "byline", "photo credit"]
    assert article.outlet is None
    assert article.url is None


def test_words_are_found_again_in_the_original() -> None:
    article = read(PLAIN)
    start = article.text.index("überragenden")
    place = original_span(article.alignment, Span(start, start + len("überragenden")))
    assert place.of(PLAIN) == "u\u0308berragenden"


def test_the_id_is_the_beginning_of_the_digest() -> None:
    article = read(PLAIN)
    assert len(article.id) == 12
    assert content_digest(PLAIN).startswith(article.id)
    assert read(PLAIN, "-").id == article.id


def test_the_encoding_does_not_change_the_id() -> None:
    text = "Der Präsident hat für morgen eine Rede angekündigt."
    ids = {
        read_article(from_stream(text.encode(encoding))).id
        for encoding in ("utf-8", "utf-16", "cp1252", "utf-8-sig")
    }
    assert len(ids) == 1


def test_without_a_headline_the_title_is_taken_from_the_opening() -> None:
    article = read("The council voted to rebuild the bridge. Work is to start in the spring.")
    assert article.title == "The council voted to rebuild the bridge"
    assert article.title_derived
    assert article.language == "en"
    assert [block.role for block in article.blocks] == [Role.PARAGRAPH]


def test_front_matter_goes_before_the_text() -> None:
    article = read(
        "---\ntitle: Rat beschließt Neubau\ndate: 2024-05-12\nsource: Hafenblatt\nlang: en\n"
        "category: Lokales\nauthor: Erika Beispiel\nurl: https://example.org\n---\n\n"
        "# Rat beschließt Neubau\n\nDie **Brücke** wird [neu](https://example.org) gebaut.\n",
        "/tmp/a.md",
    )
    assert article.title == "Rat beschließt Neubau"
    assert article.text == "Rat beschließt Neubau\n\nDie Brücke wird neu gebaut."
    assert (article.published, article.outlet, article.language) == (
        "2024-05-12",
        "Hafenblatt",
        "en",
    )
    assert (article.category, article.author) == ("Lokales", "Erika Beispiel")
    assert article.url == "https://example.org"
    assert [one.reason for one in article.dropped] == [
        "front matter",
        "repeats the title",
        "link target",
    ]


def test_broken_front_matter_is_text() -> None:
    article = read("---\nkein Eintrag\n---\n\nDie Brücke wird neu gebaut.", "/tmp/a.txt")
    assert "kein Eintrag" in article.text


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff", "\u200b\u200b", "\x00", "---\n\n---"])
def test_nothing_but_white_space_is_empty(text: str) -> None:
    with pytest.raises(SourceEmpty, match="nothing but white space"):
        read(text, "/tmp/a.md")


def test_a_picture_is_no_article() -> None:
    with pytest.raises(SourceNotText):
        read_article(from_stream(b"\x89PNG\r\n\x1a\n\x00\x00"))


LINES = st.sampled_from(
    [
        "",
        "",
        "Lokales",
        "Rat beschließt Neubau der Hafenbrücke",
        "Lange Umwege",
        "Warum erst jetzt?",
        "Der Rat hat am Dienstag beschlossen, die alte Brücke abzureißen und neu zu bauen.",
        "Der Rat hat am Dienstag beschlossen, die alte Brücke abzureißen und neu zu bauen. Das "
        "kostet zwölf Millionen Euro, wie die „Hafenzeitung“ am Mittwoch berichtete.",
        "Nach Angaben der Verwaltung\u00a0dauern die Arbeiten zwei Jahre, hieß es fu\u0308r alle.",
        "Foto: Amt für Bau",
        "Die alte Brücke",
        "Von Erika Beispiel",
        "12. Mai 2024",
        "https://example.org/a",
        "Lesen Sie auch",
        "3 Kommentare",
        "Schreibe einen Kommentar",
        "Das könnte Sie auch interessieren",
        "Teilen",
        "Facebook",
        "(dpa)",
        "# Titel",
        "## Teil *eins*",
        "- Punkt [eins](https://example.org)",
        "> Zitat",
        "```",
        "---",
        "title: Hafen",
        "\x1b[31mrot\x1b[0m",
    ]
)
TEXTS = st.one_of(
    st.lists(LINES, max_size=14).map("\n".join),
    st.lists(LINES, max_size=8).map("\r\n\r\n".join),
    st.text(alphabet=st.sampled_from("ab .,?-:#*\n\r\t\u200bü„“1©"), max_size=60),
)


@given(TEXTS, st.sampled_from(["/tmp/a.txt", "/tmp/a.md"]))
def test_every_word_is_in_the_article_or_among_what_was_dropped(text: str, source: str) -> None:
    try:
        article = read(text, source)
    except SourceEmpty:
        return
    accounted: set[int] = set()
    for run in article.alignment:
        accounted.update(range(run.original_start, run.original_start + run.original_length))
    for one in article.dropped:
        accounted.update(range(one.span.start, one.span.end))
    cleaned = clean(article.original)
    excused = MARKS if source.endswith(".md") else frozenset()
    for position, character in enumerate(cleaned.text):
        if not character.isspace() and character not in excused:
            place = cleaned.to_original(Span(position, position + 1))
            assert accounted.issuperset(range(place.start, place.end)), character


@given(TEXTS, st.sampled_from(["/tmp/a.txt", "/tmp/a.md"]))
def test_blocks_cover_the_text_and_stand_in_order(text: str, source: str) -> None:
    try:
        article = read(text, source)
    except SourceEmpty:
        return
    words = [block.span.of(article.text) for block in article.blocks]
    assert "\n\n".join(words) == article.text
    assert all(word == word.strip() and word and "\n" not in word for word in words)
    assert [b.role for b in article.blocks].count(Role.TITLE) == (not article.title_derived)
    assert article.title
    assert "\n" not in article.title
    starts = [run.original_start for run in article.alignment]
    assert starts == sorted(starts)
    for one in article.dropped:
        assert one.text
        assert 0 <= one.span.start < one.span.end <= len(article.original)


@given(TEXTS)
def test_what_is_shown_is_clean(text: str) -> None:
    try:
        article = read(text)
    except SourceEmpty:
        return
    for shown in (article.title, article.text, *(one.text for one in article.dropped)):
        assert clean(shown).text == shown


# --- the first real input -------------------------------------------------------------------------


def seed(number: int) -> Article:
    if not SEEDS.is_dir():
        pytest.skip("the four reports are not beside the checkout")
    found = [file for file in find_files([str(SEEDS)]) if isinstance(file, FoundFile)]
    return read_article(read_file(found[number]))


def roles(article: Article) -> str:
    return "".join(block.role.value[0] for block in article.blocks)


@pytest.mark.shared
def test_the_first_report_is_running_text_without_a_headline() -> None:
    article = seed(0)
    assert article.title_derived
    assert article.text.startswith(article.title.rstrip("…"))
    assert roles(article) == "ppppppppp"
    assert article.dropped == ()


@pytest.mark.shared
def test_the_second_report_has_one_subhead_and_no_headline() -> None:
    article = seed(1)
    assert article.title_derived
    assert roles(article) == "ppphpp"
    assert article.dropped == ()


@pytest.mark.shared
def test_the_third_report_is_freed_of_its_page() -> None:
    article = seed(2)
    assert not article.title_derived
    assert article.category == "Allgemein"
    assert roles(article) == "tlphpphpp"
    assert article.headings[1].endswith("?")
    assert article.lead is not None
    assert article.text.count(article.lead[-40:]) == 1
    assert [one.reason for one in article.dropped] == [
        "category line",
        "repeats the lead",
        "photo caption",
        "photo credit",
        "link to the comments",
        "link list",
        "reader comment",
        "reader comment",
        "comment form",
        "comment form",
        "comment form",
        "comment form",
        "link list",
    ]


@pytest.mark.shared
def test_the_fourth_report_has_a_headline_and_six_subheads() -> None:
    article = seed(3)
    assert not article.title_derived
    assert roles(article) == "tlhphphphphphp"
    assert article.dropped == ()


@pytest.mark.shared
@pytest.mark.parametrize("number", range(4))
def test_nothing_is_invented_about_the_reports(number: int) -> None:
    article = seed(number)
    assert article.language == "de"
    unknown = (article.author, article.published, article.outlet, article.url)
    assert unknown == (None, None, None, None)
