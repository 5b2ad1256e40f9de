"""Every border that bytes from outside cross, and what is promised there.

One table for both ways to try it: hypothesis in the usual run (`test_targets.py`), and a
coverage-guided fuzzer for as long as one likes (`python -m tests.fuzz.run TARGET`).
"""

from __future__ import annotations

import atexit
import itertools
import re
import sqlite3
import tempfile
import unicodedata
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from core.errors import AddressRefused, LesartError, SourceError
from core.library import Library
from core.library.carrying import Form
from core.locations import MARKS_NAME
from core.model import Article, ArticleId, FigureKind, Role, Span
from core.search import index
from core.search.complete import complete
from core.search.query import Field, Near, Term, parse
from core.settings import COLOURS, SettingsFile, parsed, read_settings
from core.sources.decoding import decode
from core.sources.documents import RawDocument
from core.sources.feeds.opml import read_opml, written_opml
from core.sources.feeds.parsing import parse_feed
from core.sources.formats.extracted import Extracted
from core.sources.formats.mail import read_mail
from core.sources.formats.pages import read_page
from core.sources.front_matter import take_front_matter
from core.sources.markdown import MARKS
from core.sources.reading import read_article
from core.sources.web.addresses import is_public, is_web_address, web_address
from core.storage.marks import MarkStore
from core.text.clean import clean, clean_line
from core.text.figures import comparable, find_figures, same_value
from core.text.figures.extent import extent_of
from core.text.statements import statements_of
from tests import builders
from tests.core.search.shelf import Shelf

FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\xa0\u00ad\u061c\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
"""What steers a terminal, turns the direction of writing, or hides."""


@dataclass(frozen=True, slots=True)
class Target:
    """A border and what is promised there."""

    name: str
    promise: Callable[[bytes], None]
    """Raises when the promise is broken, and at nothing else."""
    seeds: tuple[bytes, ...]
    """What usually comes, to begin with."""
    words: tuple[str, ...]
    """What means something there."""


def _text(data: bytes) -> str:
    """A text in which whatever is no UTF-8 stands as half characters."""
    return data.decode("utf-8", "surrogateescape")


def _is_harmless(text: str) -> None:
    assert FORBIDDEN.search(text) is None, repr(text)
    assert unicodedata.is_normalized("NFC", text), repr(text)


def _is_line(text: str | None) -> None:
    if text is not None:
        _is_harmless(text)
        assert "\n" not in text, repr(text)


# --- text -----------------------------------------------------------------------------------------


def cleaning(data: bytes) -> None:
    """Nothing that steers or hides is left; twice equals once; the way back is known."""
    text = _text(data)
    tracked = clean(text)
    _is_harmless(tracked.text)
    assert clean(tracked.text).text == tracked.text
    line = clean_line(text)
    _is_line(line)
    assert line == line.strip() == clean_line(line)
    place = Span(0, 0)
    for position in range(len(tracked.text)):
        before, place = place, tracked.to_original(Span(position, position + 1))
        assert 0 < len(place) <= len(text)
        assert before.start <= place.start
        assert before.end <= place.end


def figures(data: bytes) -> None:
    """Figures stand where they say, in order, and equal themselves."""
    text = clean(_text(data)).text
    for language in ("de", "en"):
        found = find_figures(text, language, published="2024-02-29")
        end = 0
        for figure in found:
            assert figure.span.of(text) == figure.text
            assert end <= figure.span.start < figure.span.end
            end = figure.span.end
            assert (figure.value is None) == (figure.kind is FigureKind.DATE)
            _is_line(figure.normal)
            assert figure.normal
            assert same_value(figure, figure)
            if figure.date is not None:
                extent = extent_of(figure.date)
                assert extent is None or extent[0] <= extent[1]
        for one, other in itertools.combinations(found[:8], 2):
            assert same_value(one, other) == same_value(other, one)
            assert comparable(one, other) == comparable(other, one)


def decoding(data: bytes) -> None:
    """Bytes are text or refused."""
    with suppress(SourceError):
        assert isinstance(decode(data, "report.txt"), str)


def front_matter(data: bytes) -> None:
    """What is stated is one clean line each, and no letter is lost between head and body."""
    tracked = clean(_text(data))
    stated, head, body = take_front_matter(tracked)
    for field in fields(stated):
        value = getattr(stated, field.name)
        _is_line(value if value is None or isinstance(value, str) else value.text)
    assert f"{head.text}\n{body.text}".split() == tracked.text.split()


def reading(data: bytes) -> None:
    """A file becomes a clean article in which no letter is lost, or is refused."""
    for source in ("/report.txt", "/report.md"):
        # As text: pages and documents have targets of their own.
        raw = RawDocument(source, data, len(data), None, is_text=True)
        with suppress(SourceError):
            _is_article(read_article(raw), excused=MARKS if source.endswith(".md") else frozenset())


def _is_article(article: Article, *, excused: frozenset[str]) -> None:
    for shown in (article.text, *(one.text for one in article.dropped)):
        _is_harmless(shown)
    for name in ("title", "language", "category", "outlet", "author", "published", "url"):
        _is_line(getattr(article, name))
    assert article.title
    assert "\n\n".join(block.span.of(article.text) for block in article.blocks) == article.text
    assert [b.role for b in article.blocks].count(Role.TITLE) == (not article.title_derived)
    for one in statements_of(article):
        assert one.span.of(article.text) == one.text
        assert all(figure.span.of(one.text) == figure.text for figure in one.figures)
    told: set[int] = set()
    for run in article.alignment:
        told.update(range(run.original_start, run.original_start + run.original_length))
    for left in article.dropped:
        told.update(range(left.span.start, left.span.end))
    cleaned = clean(article.original)
    for position, character in enumerate(cleaned.text):
        if not character.isspace() and character not in excused:
            place = cleaned.to_original(Span(position, position + 1))
            assert told.issuperset(range(place.start, place.end)), character


# --- what documents say ---------------------------------------------------------------------------


def mail(data: bytes) -> None:
    """A mail is read or refused."""
    with suppress(SourceError):
        _states_lines(read_mail(data))


def page(data: bytes) -> None:
    """A page is read or refused."""
    with suppress(SourceError):
        _states_lines(read_page(data, "https://example.org/a", "text/html"))


def _states_lines(found: Extracted) -> None:
    for name in ("title", "author", "outlet", "category", "note", "published", "language"):
        assert clean_line(getattr(found, name) or "") == (getattr(found, name) or ""), name
    assert found.pieces


# --- the web --------------------------------------------------------------------------------------


def addresses(data: bytes) -> None:
    """An address is one that can be asked, written in one way, or refused."""
    text = _text(data)
    is_web_address(text)
    is_public(text)
    with suppress(AddressRefused):
        address = web_address(text)
        written = str(address)
        assert written.isascii()
        _is_line(written)
        assert written.startswith(("http://", "https://"))
        assert " " not in written
        assert address.host
        assert 0 < address.port < 65_536
        if len(written) <= 2048:
            assert web_address(written) == address


def opml(data: bytes) -> None:
    """A list of feeds is read or refused; written and read again it is the same."""
    with suppress(SourceError):
        found = read_opml(data)
        for outline in found.outlines:
            assert str(web_address(outline.address)) == outline.address
            _is_line(outline.title)
            _is_line(outline.group)
        for said, reason in found.refused:
            _is_line(said)
            assert reason
        again = read_opml(written_opml(found.outlines, "Liste"))
        assert not again.refused
        told = {each.address: each.title or each.address for each in found.outlines}
        assert {each.address: each.title for each in again.outlines} == told
        groups = {each.address: each.group for each in found.outlines}
        assert {each.address: each.group for each in again.outlines} == groups


def feed(data: bytes) -> None:
    """A feed is read or refused; what it says is clean, where it leads can be asked."""
    with suppress(SourceError):
        found = parse_feed(data, "https://example.org/feed")
        for line in (found.title, found.language, found.flaw):
            _is_line(line)
        links = [found.home]
        for entry in found.entries:
            assert entry.id
            for line in (entry.id, entry.title, entry.published, entry.author):
                _is_line(line)
            links.append(entry.url)
        for link in links:
            assert link is None or str(web_address(link)) == link


# --- the search line ------------------------------------------------------------------------------


@cache
def _shelf() -> Shelf:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    index.prepare(connection)
    shelf = Shelf(connection)
    texts = ("Die Brücke über den Fluss kostet 120 Millionen Euro.", "Das Werk in Emden wächst.")
    made = [builders.statement("a1", number, text) for number, text in enumerate(texts, 1)]
    shelf.put_statements(ArticleId("a1"), made, title="Brücke in Emden")
    english = [builders.statement("a2", 1, "The bridge costs 120 million euros, Mayor O'Neil said")]
    shelf.put_statements(ArticleId("a2"), english, title="New bridge", language="en")
    return shelf


def query(data: bytes) -> None:
    """Any text is a query, means the same the next time, and finds something or nothing."""
    text = _text(data)
    shelf = _shelf()
    for typing in (False, True):
        understood = parse(text, typing=typing)
        assert understood.text == text
        assert parse(understood.text, typing=typing) == understood
        for problem in understood.problems:
            assert 0 <= problem.span.start < problem.span.end <= len(text)
            assert problem.message
        clauses = [each for group in (*understood.wanted, understood.excluded) for each in group]
        for clause in clauses:
            for term in clause.terms if isinstance(clause, Near) else (clause,):
                assert 0 <= term.span.start < term.span.end <= len(text)
                assert isinstance(term, Field) or _has_words(term)
        for hit in shelf.answer(text, limit=5, typing=typing).hits:
            assert all(0 <= span.start < span.end <= len(hit.text) for span in hit.hits)
    for offered in shelf.suggested(text):
        assert offered.span.of(text) == offered.written
        shelf.answer(offered.query)
    for cursor in {0, len(text) // 2, len(text)}:
        complete(text, cursor, shelf)


def _has_words(term: Term) -> bool:
    return bool(term.surfaces) and all(all(row) for row in (*term.surfaces, *term.stems))


# --- the reader's own -----------------------------------------------------------------------------


@cache
def _folder() -> Path:
    place = tempfile.TemporaryDirectory()
    atexit.register(place.cleanup)
    return Path(place.name)


@cache
def _library() -> Library:
    library = Library.open(_folder() / "library")
    atexit.register(library.close)
    return library


def settings(data: bytes) -> None:
    """Whatever stands in the file, there are settings, and what is wrong with it is told."""
    path = _folder() / "config.toml"
    path.write_bytes(data)
    found = read_settings(path)
    with suppress(UnicodeDecodeError):
        assert len(data) > 60_000 or parsed(data.decode("utf-8-sig")) == found
    _are_settings(found, data.count(b"\n") + data.count(b"\r") + 1)
    _are_settings(found.for_commands(frozenset({"quit", "article.next"})), len(data) + 1)


def _are_settings(file: SettingsFile, lines: int) -> None:
    assert 0 <= file.settings.threshold <= 1
    assert all(key for keys in file.settings.keys.values() for key in keys)
    for theme in file.settings.themes:
        assert set(theme.colours) <= set(COLOURS)
        assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in theme.colours.values())
    for problem in file.problems:
        assert str(problem)
        assert problem.line is None or 1 <= problem.line <= lines


def marks(data: bytes) -> None:
    """A marks file is read whole, or set aside as it was; what is read can be changed and undone.

    Of a later version it is left as it is.
    """
    folder = Path(tempfile.mkdtemp(dir=_folder()))
    path = folder / MARKS_NAME
    path.write_bytes(data)
    store = MarkStore(folder)
    with suppress(LesartError):
        before = store.own()
        if store.restored:
            (restored,) = store.restored
            assert restored.set_aside is not None
            assert restored.set_aside.read_bytes() == data
        store.add(builders.mark("new"))
        assert store.undo() is not None
        assert store.own() == before
        while store.undo() is not None:
            pass
        while store.redo() is not None:
            pass
        return
    assert path.read_bytes() == data


def marks_import(data: bytes) -> None:
    """What is in a file is added in one step that can be undone, or the file is refused."""
    library = _library()
    path = _folder() / "import.json"
    path.write_bytes(data)
    before = library.export_own(Form.JSON)
    with suppress(LesartError):
        report = library.import_own(path)
        for refusal in report.failed:
            _is_line(refusal.reason)
        for form in Form:
            exported = library.export_own(form)
            _is_harmless(exported)
        again = _folder() / "again.json"
        again.write_text(library.export_own(Form.JSON), encoding="utf-8")
        repeated = library.import_own(again)
        assert not repeated.added
        assert not repeated.updated
        assert not repeated.failed
        if report.added or report.updated:
            assert library.undo() is not None
    assert library.export_own(Form.JSON) == before


# --- the table ------------------------------------------------------------------------------------

_REPORT = """Wirtschaft

Hafen wird ausgebaut
Von Jana Beispiel, 12. März 2024

Der Hafen von Emden wird für 120 Mio. Euro ausgebaut. „Das hilft der Region“, sagte Lüders.

Foto: Amt
"""
_MARKED = """---
title: "Hafen \\"neu\\""
date: 2024-03-12
tags: [hafen, bau]
---
# Hafen

Ein *Satz* mit [Verweis](https://example.org) und `Zeichen`.

> Zitat

- eins
- zwei
"""
_MAIL = """From: Blatt <post@example.org>
Subject: =?utf-8?q?Hafen_w=C3=A4chst?=
Date: Tue, 12 Mar 2024 08:00:00 +0100
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=x

--x
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Der Hafen w=C3=A4chst.
--x
Content-Type: text/html; charset=iso-8859-1

<p>Der Hafen wird gr&ouml;&szlig;er.</p>
--x--
"""
_PAGE = """<!doctype html><html lang="de"><head><title>Hafen</title>
<meta property="article:published_time" content="2024-03-12T08:00:00Z">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Hafen",
"author":{"name":"Jana"}}</script></head><body><nav>Start</nav>
<article><h1>Hafen</h1><p>Der Hafen wird ausgebaut, das sagte die Stadt.</p></article></body></html>
"""
_RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Blatt</title>
<link>https://example.org/</link><language>de-DE</language><item><title>Hafen &amp; Stadt</title>
<link>/hafen</link><guid>1</guid><pubDate>Tue, 12 Mar 2024 08:00:00 GMT</pubDate>
<description><![CDATA[<p>Der Hafen</p>]]></description></item></channel></rss>
"""
_ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title type="html">News</title>
<entry><id>urn:1</id><title>Port</title><link href="https://example.org/p" rel="alternate"/>
<updated>2024-03-12T08:00:00Z</updated><author><name>Ann</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Port</div></content></entry></feed>
"""
_JSON_FEED = """{"version":"https://jsonfeed.org/version/1.1","title":"Blatt","language":"de",
"home_page_url":"https://example.org/","items":[{"id":"1","url":"https://example.org/1",
"title":"Hafen","content_text":"Der Hafen\\n\\nwächst","date_published":"2024-03-12T08:00:00Z",
"authors":[{"name":"Jana"}]}]}
"""
_OPML = """<?xml version="1.0"?><opml version="2.0"><head><title>x</title></head><body>
<outline text="Nord" title="Nord"><outline type="rss" text="Blatt" xmlUrl="https://example.org/f"/>
</outline><outline text="Y" xmlUrl="http://[::1]:8080/a?b=c#d"/></body></opml>
"""
_SETTINGS = """theme = "mine"
threshold = 0.4
[keys]
quit = ["Q", "ctrl+q"]
article.next = "J"
[themes.mine]
dark = false
primary = "#86A9C9"
"""


def _stored() -> tuple[bytes, bytes]:
    """A marks file as it is written, and an export of it."""
    with tempfile.TemporaryDirectory() as place:
        library = Library.open(Path(place) / "library")
        store = MarkStore(library.folder)
        store.add(builders.mark("m1", text="Eine Notiz"))
        store.remove(builders.mark("m1").id)
        store.add(builders.mark("m2", text="Noch eine"))
        exported = library.export_own(Form.JSON).encode()
        library.close()
        return (Path(place) / "library" / MARKS_NAME).read_bytes(), exported


def _bytes(*texts: str) -> tuple[bytes, ...]:
    return tuple(text.encode("utf-8") for text in texts)


def _of(words: str, *more: str) -> tuple[str, ...]:
    return (*words.split(), *more)


_STORED, _EXPORTED = _stored()
_SUMMED = re.compile(rb'"sum":\{.*?\}\},?')
_STEERING = (
    "\x1b[", "\x1b]0;", "\x07", "\x9b", "\x1b\\", "\u202e", "\u2066", "\u00ad", "\u200b", "\u200d",
    "\ufeff", "\u2028", "\u0308", "\u0335", "\u1161", "\uac00", "\ufe0f", "👩", "\x00", "\r\n",
)  # fmt: skip
_TAGS = _of("<p> </p> <div> <h1> <br> <a href=' <![CDATA[ ]]> <!-- --> &amp; &#0; &#x1b; &nbsp;")
_JSON = _of('{ } [ ] : , " null true false 0 -1 1e999 NaN {"1": \\ud800 \\u001b')

TARGETS = (
    Target(
        "cleaning",
        cleaning,
        _bytes("Der \x1b[31mHafen\x1b[0m", "u\u0308ber \x1b]0;x\x07 👩\u200d💻", "z\u0335\u0335"),
        _STEERING,
    ),
    Target(
        "query",
        query,
        _bytes(
            'brücke OR "neue brücke" -werk',
            "figure:>100M USD date:2024-01..2024-06",
            "entity:Emden NEAR/3 bridge* is:unread title:hafen",
        ),
        (
            *_of("OR ODER NEAR NEAR/3 NAHE - − \" * ( ) : ' brücke bruecke bridge 120 Emden"),
            *_of(
                "title: entity: speaker: date: lang:de tag: story: note: figure: is: has: enttiy:"
            ),
            *_of("2024 2024-02 .. > >= < <= unread conflict note 1,5 Mrd. Euro 50 % $ M"),
            *(" ", "\x00", "„", "“", "\u0301", "ß", "ﬁ"),
        ),
    ),
    Target(
        "figures",
        figures,
        _bytes(
            "Am 12. März 2024 zahlte er 1,5 Mrd. Euro, rund 3 Prozent mehr als gestern.",
            "Between 2019 and 2021, twenty-five people paid about $3.5 million.",
        ),
        (
            *_of("3 12 1.5 1,5 45.000 45,000 0 2018 2019-2021 1e5 ½ 00 '90 9999 99999999999"),
            *_of("drei zwölf fünfundzwanzig ein halbe anderthalb two a half hundred and third"),
            *_of("Million Mio. Millionen billion bn k m % Prozent points $ € US$ CHF Euro"),
            *_of("Tage Stunden -jährig year-old Uhr 20:15 3:1 § Menschen people Mai 28. Juli"),
            *_of("3.10.2023 2023-10-03 2023-13-41 10/3/2023 im in seit bis to zwischen between"),
            *_of("gestern am Dienstag vor drei Jahren last week ago rund über - – / ( ) minus"),
            " ",
            "\u00b2",
        ),
    ),
    Target(
        "decoding",
        decoding,
        (
            "Größe – „gut“".encode("cp1252"),
            "Größe".encode("utf-16"),
            "GrÃ¶ÃŸe".encode(),
            b"\xef\xbb\xbfx",
            b"%PDF-1.4",
        ),
        ("\x00", "ä", "Ã¤", "â€ž", "<!doctype html", "<?xml ?>", "<rss", "<!--", "-->"),
    ),
    Target(
        "front_matter",
        front_matter,
        _bytes(_MARKED, "+++\ntitle = 'x'\n+++\ny", "title: x\ndate: 2024\n\nText"),
        _of(
            "--- +++ ... title: date: author: url: lang: tags: - [ ] , \" ' '' \\\" # : https://",
            "\n",
            " ",
            "\n---\n",
            "2024-02-30",
            *_STEERING,
        ),
    ),
    Target(
        "reading",
        reading,
        _bytes(_REPORT, _MARKED, "Ein Satz.\nNoch einer.\n\nLesen Sie auch: mehr\n"),
        _of(
            "# ## * _ ` ``` [ ]( ) ![ > - 1. | --- === <!-- --> &amp; Von dpa (dpa) Foto: Lead",
            "\n",
            "\n\n",
            "Der Hafen wächst. ",
            "Von Jana Beispiel",
            "12.03.2024",
            "Kommentare",
            "Lesen Sie auch",
            "Berlin (dpa) - ",
            "„",
            "“",
            *_STEERING,
        ),
    ),
    Target(
        "mail",
        mail,
        _bytes(_MAIL),
        (
            *_of(
                "From: Subject: Date: Content-Type: text/html text/plain multipart/mixed; "
                "boundary=x"
            ),
            *_of("--x --x-- charset= utf-8 =?utf-8?q? ?= =?x?b? base64 quoted-printable =C3=A4"),
            "Content-Transfer-Encoding:",
            "\n",
            "\r\n\r\n",
            "\n\n",
            "message/rfc822",
            "; ",
            "<",
            ">",
        ),
    ),
    Target(
        "page",
        page,
        _bytes(_PAGE),
        (
            *_TAGS,
            *_of("<html> <body> <article> <script> <style> <table><tr><td> <li> <base"),
            *_of('<meta charset= <?xml encoding="utf-16"?> ld+json {"@type": "headline": [[{'),
            '<meta property="og:title" content="',
            "<time datetime=",
            "style='display:none'",
            "\x00",
        ),
    ),
    Target(
        "addresses",
        addresses,
        _bytes(
            "https://user:x@example.org:8080/a b?c=d#e",
            "http://[::1%25eth0]/",
            "https://bücher.example/ä",
            "::ffff:10.0.0.1",
        ),
        _of(
            "http:// https:// file:/// : / // @ ? # % %00 %zz [ ] [:: ::1 .. . - xn-- ä ß 80 65536"
            " 127.0.0.1 0x7f.1 2002:7f00:1:: 64:ff9b::7f00:1 fe80::1%eth0 \\ ℀",
            " ",
            "\u3002",
            "\u200d",
            "\x00",
        ),
    ),
    Target(
        "opml",
        opml,
        _bytes(_OPML),
        (
            *_of(
                "<opml> <body> <outline </outline> text= title= xmlUrl= xmlurl= /> \" ' &amp; &x;"
            ),
            *_of("<!DOCTYPE <!ENTITY x SYSTEM <![CDATA[ ]]> https:// http:// /"),
            " / ",
            "&#10;",
            '<outline text="',
            '" xmlUrl="https://example.org/',
            '"/>',
            "&#x85;",
            "&#x202e;",
            "&#173;",
        ),
    ),
    Target(
        "feed",
        feed,
        _bytes(_RSS, _ATOM, _JSON_FEED),
        (
            *_TAGS,
            *_JSON,
            *_of("<rss> <channel> <item> </item> <title> <link> <guid> <pubDate>"),
            *_of('<entry> <id> <feed> "items":[ "title": "url": "authors": "date_published":'),
            *_of('"content_html": "content_text": "id": "language": <dc:date> <media:content'),
            "12. März 2024",
            "Tue, 99 Mar 2024",
            "\x00",
            "xml:base='",
            "<author>",
            "<updated>",
        ),
    ),
    Target(
        "settings",
        settings,
        _bytes(_SETTINGS),
        (
            *_of(
                "theme threshold keys themes ascii_only = [ ] [[ {{ } . , \" ' \"\"\" ''' # "
                "true 0.5"
            ),
            *_of(
                'nan inf -1 1979-05-27 07:32:00 [keys] [themes.x] quit dark primary "#ffffff" \\u'
            ),
            "\n",
            "\r\n",
            " = ",
            '"ctrl+q"',
            '"g n"',
            "\\ud800",
            "\x00",
            "1e999",
            "0x_",
            "\ufeff",
        ),
    ),
    Target(
        "marks",
        marks,
        (_STORED, _SUMMED.sub(b"", _STORED), b"{}", b'{"about":{"1":{"version":1}}}'),
        (
            *_JSON,
            *_of('"about": "version": "marks": "corrections": "changes": "searches": "kind":'),
            *_of('"note" "bookmark" "verdict" "before": "after": "table": "undone": "step":'),
            '"story wishes":',
            '"1":',
            '"-1":',
            '"x":',
        ),
    ),
    Target(
        "marks_import",
        marks_import,
        (_EXPORTED, _STORED, b'{"format":"lesart-marks","version":1,"marks":[]}'),
        (
            *_JSON,
            *_of('"format":"lesart-marks" "version": "marks": "corrections": "searches": "kind":'),
            *_of('"verdict" "other": "ruling": "relation": "differs" "confirmed" "created": "id":'),
            '"2024-01-01T00:00:00+00:00"',
            '"9999-12-31T23:59:59-14:00"',
            '"about":{"1":{"version":4}}',
        ),
    ),
)
BY_NAME = {target.name: target for target in TARGETS}

CASES = Path(__file__).parent / "cases"


def cases(target: Target) -> Iterable[Path]:
    """What has once broken the promise of a target, a file each."""
    return sorted(CASES.glob(f"{target.name}-*"))
