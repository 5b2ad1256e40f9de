"""Of a page the article is read, and all else is left out with its reason."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import SourceEmpty, SourceError, SourceNotText, SourceTooLarge
from core.model import Role
from core.sources.formats.metadata import iso_moment
from core.sources.formats.pages import LARGEST_PAGE, decoded, read_fragment, read_page

PARAGRAPHS = [
    "Die Stadt hat die alte Brücke am Montag für Lastwagen gesperrt, weil Risse im Beton gefunden "
    "wurden. Autos dürfen weiter fahren.",
    "„Wir gehen kein Risiko ein“, sagte die Baudezernentin. Die Prüfung dauert drei Wochen, danach "
    "entscheidet der Rat über eine Sanierung für 12 Millionen Euro.",
    "Pendler sollen auf die Bahn umsteigen, rät die Stadt; die Linie 5 fährt häufiger als sonst.",
]
ADDRESS = "https://blatt.example/lokales/bruecke"


def page(head: str = "", body: str = "", top: str = "<html lang='de-DE'>") -> bytes:
    first, second, third = PARAGRAPHS
    return (
        f"<!doctype html>{top}<head><title>Brücke gesperrt | Das Blatt</title>{head}</head><body>"
        "<nav><ul><li><a href='/'>Politik</a></li><li>Sport</li></ul></nav>"
        "<header>Das Blatt</header><main><article><h1>Brücke gesperrt: Stadt rechnet mit Staus</h1>"
        f"<p>{first}</p><p>{second}</p><h2>Umleitung über den Ring</h2><p>{third}</p>"
        "<figure><img src='x.jpg'><figcaption>Die Brücke. Foto: Kern</figcaption></figure>"
        f"{body}</article></main><aside>Lesen Sie auch: Neues Bad</aside><footer>Impressum</footer>"
        "<script>alert('nicht')</script><div hidden>unsichtbar</div></body></html>"
    ).encode()


def test_the_article_is_told_from_what_stands_around_it() -> None:
    found = read_page(page(), ADDRESS)
    kept = [piece.text for piece in found.pieces if piece.left is None]
    assert kept == [
        "Brücke gesperrt: Stadt rechnet mit Staus",
        *PARAGRAPHS[:2],
        "Umleitung über den Ring",
        PARAGRAPHS[2],
    ]
    assert {piece.text: piece.left for piece in found.pieces if piece.left} == {
        "Politik": "navigation",
        "Sport": "navigation",
        "Das Blatt": "page header",
        "Die Brücke. Foto: Kern": "caption",
        "Lesen Sie auch: Neues Bad": "beside the article",
        "Impressum": "page footer",
    }
    headings = [piece.text for piece in found.pieces if piece.role is Role.HEADING]
    assert "Umleitung über den Ring" in headings


def test_what_cannot_be_seen_is_no_text() -> None:
    text = " ".join(piece.text for piece in read_page(page(), ADDRESS).pieces)
    assert "nicht" not in text
    assert "unsichtbar" not in text


LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "Organization", "name": "Verlag"},
        {
            "@type": ["NewsArticle"],
            "headline": "Brücke gesperrt",
            "datePublished": "2025-03-03T08:15:00+01:00",
            "dateModified": "2025-03-04",
            "author": [{"@type": "Person", "name": "Eva Kern"}, {"name": "Ole Lund"}],
            "publisher": {"name": "Das Blatt"},
            "articleSection": "Lokales",
        },
    ],
}


def test_what_a_page_states_for_machines_is_taken_over() -> None:
    script = f"<script type='application/ld+json'>{json.dumps(LINKED)}</script>"
    found = read_page(page(script), ADDRESS)
    assert found.title == "Brücke gesperrt: Stadt rechnet mit Staus"
    assert found.published == "2025-03-03T08:15:00+01:00"
    assert found.author == "Eva Kern, Ole Lund"
    assert (found.outlet, found.category, found.language) == ("Das Blatt", "Lokales", "de")


@pytest.mark.parametrize(
    ("head", "field", "expected"),
    [
        ("<meta property='article:published_time' content='2025-03-03T08:15:00Z'>", "published",
         "2025-03-03T08:15:00+00:00"),
        ("<meta name='date' content='2025-03-03'>", "published", "2025-03-03"),
        ("<meta name='date' content='neulich'>", "published", None),
        ("<meta property='og:site_name' content='Das Blatt'>", "outlet", "Das Blatt"),
        ("<meta name='author' content='Eva Kern'>", "author", "Eva Kern"),
        ("<meta name='author' content='https://blatt.example/kern'>", "author", None),
        ("<meta property='article:section' content='Lokales'>", "category", "Lokales"),
        ("<link rel='canonical' href='https://blatt.example/b'>", "url", "https://blatt.example/b"),
        ("<link rel='canonical' href='javascript:x'>", "url", ADDRESS),
        ("<script type='application/ld+json'>{broken</script>", "published", None),
    ],
)  # fmt: skip
def test_other_ways_of_stating_it_are_understood(
    head: str, field: str, expected: str | None
) -> None:
    assert getattr(read_page(page(head), ADDRESS), field) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<time datetime='2025-03-03T08:15+01:00'>Montag</time>", "2025-03-03T08:15:00+01:00"),
        ("<time datetime='2025-03-03'>a</time><time datetime='2025-03-04'>b</time>", None),
        ("<span itemprop='datePublished' content='2025-03-03'></span>", "2025-03-03"),
        ("<p>Am 3. März 2025 wurde die Brücke gesperrt.</p>", None),
    ],
)
def test_a_date_is_stated_or_there_is_none(body: str, expected: str | None) -> None:
    assert read_page(page(body=body), ADDRESS).published == expected


def test_two_line_breaks_end_a_paragraph_and_one_does_not() -> None:
    body = "<div>Erste Zeile eines Absatzes<br>geht hier weiter.<br><br>Zweiter Absatz.</div>"
    texts = [piece.text for piece in read_page(page(body=body), ADDRESS).pieces]
    assert "Erste Zeile eines Absatzes geht hier weiter." in texts
    assert "Zweiter Absatz." in texts


@pytest.mark.parametrize(
    ("data", "content_type"),
    [
        ("Übersicht".encode(), ""),
        ("Übersicht".encode("cp1252"), ""),
        ("Übersicht".encode("cp1252"), "text/html; charset=ISO-8859-1"),
        ("Übersicht".encode("utf-16"), ""),
        ("\ufeffÜbersicht".encode(), "text/html; charset=latin-1"),
        ("<meta charset='windows-1252'>Übersicht".encode("cp1252"), ""),
        ("Übersicht".encode(), "text/html; charset=nonsense"),
        ("Übersicht".encode(), "text/html; charset=undefined"),
    ],
)
def test_umlauts_come_out_right(data: bytes, content_type: str) -> None:
    assert decoded(data, content_type).endswith("Übersicht")


def test_what_is_no_page_or_has_no_text_is_refused() -> None:
    with pytest.raises(SourceNotText):
        read_page(b"", ADDRESS)
    with pytest.raises(SourceEmpty):
        read_page(b"<html><body><script>x</script></body></html>", ADDRESS)
    with pytest.raises(SourceTooLarge):
        read_page(bytes(LARGEST_PAGE + 1), ADDRESS)


@pytest.mark.parametrize(
    "data",
    [
        b"<div>" * 100_000 + b"tief",
        b"<p>" + b"wort " * 200_000,
        b"<table>" + b"<tr><td>1</td><td>2</td></tr>" * 3_000 + b"</table>",
        b"<?xml version='1.0' encoding='utf-8'?><html><body><p>Text</p></body></html>",
        b"<html><body>\x00\x1b[31mrot</body></html>",
    ],
    ids=["deep", "one text", "table", "declaration", "controls"],
)
def test_hostile_pages_end_in_text_or_in_an_error(data: bytes) -> None:
    try:
        found = read_page(data, ADDRESS)
    except SourceError:
        return
    assert found.pieces


_PARTS = st.sampled_from(
    ["<p>", "</p>", "<br>", "<b>", "</b>", "<div hidden>", "</div>", "<h1>", "a", "ß ", "&amp;",
     "<!--", "-->", "<nav>"]
)  # fmt: skip


@given(st.lists(_PARTS, max_size=25))
@settings(max_examples=40, deadline=None)
def test_no_markup_raises_anything_else(parts: list[str]) -> None:
    try:
        found = read_page("".join(parts).encode(), ADDRESS)
    except SourceError:
        return
    assert all(piece.text.strip() == piece.text for piece in found.pieces)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("2025-03-03", "2025-03-03"),
        ("20250303", "2025-03-03T00:00:00"),
        ("2025-13-03", None),
        ("", None),
    ],
)
def test_moments_are_iso(said: str, expected: str | None) -> None:
    assert iso_moment(said) == expected


def test_a_fragment_that_is_no_html_is_text_with_its_paragraphs() -> None:
    found = read_fragment(b"Eins &amp; zwei.\n\nDrei.")
    assert [(piece.text, piece.flows) for piece in found.pieces] == [
        ("Eins & zwei.\n\nDrei.", True)
    ]


def test_of_a_fragment_everything_that_is_seen_is_kept() -> None:
    found = read_fragment(
        b"<nav>Mehr</nav><h2>Kopf</h2><p>Eins<br>zwei</p><script>x()</script><p hidden>nie</p>",
        "https://blatt.example/1",
    )
    assert [(piece.text, piece.role) for piece in found.pieces] == [
        ("Mehr", None),
        ("Kopf", Role.HEADING),
        ("Eins zwei", None),
    ]
    assert all(piece.left is None for piece in found.pieces)
    assert found.url == "https://blatt.example/1"


def test_fragments_are_bounded() -> None:
    with pytest.raises(SourceTooLarge):
        read_fragment(bytes(LARGEST_PAGE + 1))
    many = read_fragment(b"<p>x</p>" * 20_001)
    assert (len(many.pieces), many.note) == (20_000, "cut after 20,000 paragraphs")


def test_one_paragraph_of_the_page_may_be_several_of_the_article() -> None:
    said = "Der Kreistag hat am Montag beschlossen, die {} zu verlängern, und das einstimmig. "
    lines = "<br>".join(said.format(each) * 2 for each in ("Buslinie", "Bahnstrecke", "Fähre"))
    page = read_page(
        f"<html><body><nav>Menü der Seite</nav><article><h1>Mehr Verkehr</h1><div>{lines}</div>"
        f"<p>{said.format('Straße') * 3}</p></article></body></html>".encode()
    )
    kept = [piece.text for piece in page.pieces if piece.left is None]
    assert any("Buslinie" in text and "Fähre" in text for text in kept)
    assert [piece.text for piece in page.pieces if piece.left] == ["Menü der Seite"]


def test_a_paragraph_that_has_lost_a_word_is_of_the_article_all_the_same() -> None:
    said = "Der Kreistag hat am Montag beschlossen, die Buslinie zu verlängern, sagte der Landrat."
    page = read_page(
        f"<html><body><nav>Menü. Seite. Weiter.</nav><article><h1>Bus</h1><p>{said} "
        f"<label>Vorlesen</label> Die Kosten dafür trägt das Land, und zwar zur Hälfte.</p>"
        f"<p>{said} {said}</p></article></body></html>".encode()
    )
    kept = [piece.text for piece in page.pieces if piece.left is None]
    assert f"{said} Vorlesen Die Kosten dafür trägt das Land, und zwar zur Hälfte." in kept
    assert [piece.text for piece in page.pieces if piece.left] == ["Menü. Seite. Weiter."]


def test_signs_that_no_page_may_hold_do_not_keep_it_from_being_read() -> None:
    found = read_page(b"<p>Eins <span hidden>nie</span>zwei\x0b\x01 drei</p>")
    assert [" ".join(piece.text.split()) for piece in found.pieces] == ["Eins zwei drei"]


def test_what_stands_behind_something_unseen_is_seen() -> None:
    page = read_page(b"<p>One <script>hidden()</script>two <span hidden>three</span>four</p>")
    assert [piece.text for piece in page.pieces] == ["One two four"]
