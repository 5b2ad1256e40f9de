"""The commands about feeds, through the real entry and over a real connection."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.core.cli.conftest import Outcome, Run, lesart
from tests.core.sources.web.server import Answer, Server, answer, serving

FORMATS = ("text", "json", "jsonl", "csv", "md")

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Küstenblatt</title><link>https://kueste.example/</link>
<item><title>Kaimauer in Husum beschlossen</title><guid>1</guid>
<description>Der Kreistag stimmt mit 28 zu 11 für die neue Kaimauer. Sie kostet 8 Millionen Euro.
</description></item>
<item><title>Bahn streicht vier Züge</title><guid>2</guid>
<description>Zwischen Kiel und Flensburg entfallen ab Dezember vier Verbindungen am Tag.
</description></item></channel></rss>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Times</title><id>x</id>
<entry><title>Storm closes ferry line</title><id>1</id><updated>2026-11-22T07:30:00Z</updated>
<summary>Gusts of 110 km/h forced the company to cancel all departures on Sunday.</summary>
</entry></feed>"""
HOSTILE = """<rss version="2.0"><channel><title>Böser \u202eFeed &#x9b;31m [/b]</title>
<item><title>Titel \u202erot</title><guid>1</guid><description>Ein Satz mit &#x9b;31m Steuerzeichen
steht hier.</description></item></channel></rss>"""
PAGE = """<html><head><title>Küstenblatt</title>
<link rel="alternate" type="application/rss+xml" title="Alles" href="/rss.xml"></head></html>"""
TWO = """<html><head><title>Küstenblatt</title>
<link rel="alternate" type="application/rss+xml" title="Alles" href="/rss.xml">
<link rel="alternate" type="application/atom+xml" title="Sport" href="/atom.xml"></head></html>"""


def xml(text: str) -> bytes:
    return answer(text.encode(), Content_Type="application/xml")


def html(text: str) -> bytes:
    return answer(text.encode(), Content_Type="text/html; charset=utf-8")


@pytest.fixture
def paths() -> dict[str, Answer | bytes]:
    """What the server answers; a test may change it."""
    return {
        "/rss.xml": xml(RSS),
        "/atom.xml": xml(ATOM),
        "/hostile.xml": xml(HOSTILE),
        "/one.html": html(PAGE),
        "/two.html": html(TWO),
        "/none.html": html("<html><body><p>Kein Feed.</p></body></html>"),
    }


@pytest.fixture
def server(paths: dict[str, Answer | bytes]) -> Iterator[Server]:
    with serving(paths) as found:
        yield found


class Feeds:
    """`lesart feeds` on a library of its own."""

    def __init__(self, run: Run, library: Path) -> None:
        self._run = run
        self.library = library

    def __call__(self, *arguments: str) -> Outcome:
        return self._run("feeds", *arguments, "--library", str(self.library))


@pytest.fixture
def feeds(run: Run, tmp_path: Path) -> Feeds:
    return Feeds(run, tmp_path / "library")


def test_adding_a_feed_takes_in_what_is_in_it(feeds: Feeds, run: Run, server: Server) -> None:
    done = feeds("add", server.address("/rss.xml"), "--group", "Küste", "--format", "json")
    assert done.code == 0
    told = done.json()
    (added,) = told["added"]
    assert (added["title"], added["group"], added["full_text"]) == (
        "Küstenblatt",
        "Küste",
        "wanted",
    )
    assert len(told["updates"][0]["added"]) == 2
    assert (told["unchanged"], told["failed"], told["offered"]) == ([], [], [])
    listed = run("list", "--library", str(feeds.library), "--format", "json").json()
    assert {row["outlet"] for row in listed} == {"Küstenblatt"}
    assert all(row["statements"] for row in listed)


def test_a_page_that_names_its_feed_is_enough(feeds: Feeds, server: Server) -> None:
    assert feeds("add", server.address("/one.html")).code == 0
    (found,) = feeds("list", "--format", "json").json()
    assert found["address"] == server.address("/rss.xml")


def test_a_page_that_names_several_feeds_says_which(feeds: Feeds, server: Server) -> None:
    done = feeds("add", server.address("/two.html"))
    assert done.code == 1
    assert server.address("/rss.xml") in done.out
    assert server.address("/atom.xml") in done.out
    assert feeds("list").code == 1


def test_a_feed_that_is_there_is_not_added_twice(feeds: Feeds, server: Server) -> None:
    feeds("add", server.address("/rss.xml"))
    again = feeds("add", server.address("/rss.xml"), server.address("/one.html"))
    assert again.code == 0
    assert "added" not in again.out
    assert len(feeds("list", "--format", "json").json()) == 1


def test_one_bad_address_does_not_keep_out_the_others(feeds: Feeds, server: Server) -> None:
    done = feeds(
        "add",
        server.address("/missing.xml"),
        server.address("/none.html"),
        "ftp://kueste.example/rss",
        server.address("/atom.xml"),
    )
    assert done.code == 1
    assert done.out.count("failed: ") == 3
    assert "the server answers 404" in done.out
    assert "Harbour Times" in done.out


def test_listing_has_the_promised_fields_in_every_format(feeds: Feeds, server: Server) -> None:
    feeds("add", server.address("/rss.xml"))
    fields = {
        *("id", "title", "address", "group", "full_text", "home", "checked", "failure", "flaw"),
        *("articles", "unread"),
    }
    (found,) = feeds("list", "--format", "json").json()
    assert set(found) == fields
    assert (found["articles"], found["unread"], found["failure"]) == (2, 2, None)
    assert found["home"] == "https://kueste.example/"
    assert json.loads(feeds("list", "--format", "jsonl").out) == found
    (row,) = csv.DictReader(io.StringIO(feeds("list", "--format", "csv").out))
    assert (row["title"], row["unread"]) == ("Küstenblatt", "2")
    assert "| Küstenblatt |" in feeds("list", "--format", "md").out
    assert "2 articles" in feeds("list").out


@pytest.mark.parametrize("written", FORMATS)
def test_without_feeds_there_is_nothing_and_what_to_do_about_it(feeds: Feeds, written: str) -> None:
    for command in ("list", "update"):
        done = feeds(command, "--format", written)
        assert done.code == 1
        assert "lesart feeds add" in done.err


def test_updating_tells_what_is_new_and_what_failed(
    feeds: Feeds, server: Server, paths: dict[str, Answer | bytes]
) -> None:
    feeds("add", server.address("/rss.xml"), server.address("/atom.xml"))
    paths["/rss.xml"] = xml(
        RSS.replace("</channel>", "<item><title>Neu in Büsum</title><guid>3</guid><description>"
                    "In Büsum wurden hundert Kutter gezählt.</description></item></channel>")
    )  # fmt: skip
    paths["/atom.xml"] = answer(status="500 Kaputt")
    done = feeds("update")
    assert done.code == 1
    assert "1 new" in done.out
    assert "failed: Harbour Times: the server answers 500" in done.out
    (failed,) = [each for each in feeds("list", "--format", "json").json() if each["failure"]]
    assert failed["title"] == "Harbour Times"
    assert "failed: " in feeds("list").out
    paths["/atom.xml"] = xml(ATOM)
    assert feeds("update").code == 0


def test_an_update_has_a_record_for_every_feed(feeds: Feeds, server: Server) -> None:
    feeds("add", server.address("/rss.xml"), server.address("/atom.xml"))
    told = feeds("update", "--format", "json").json()
    assert {each["title"] for each in told} == {"Küstenblatt", "Harbour Times"}
    assert {
        *("id", "title", "added", "updated", "known", "left", "failed", "failure", "unchanged")
    } == set(told[0])
    assert len(feeds("update", "--format", "jsonl").out.splitlines()) == 2


@pytest.mark.parametrize("way", ["id", "prefix", "address", "name"])
def test_a_feed_is_named_by_id_start_of_one_address_or_name(
    feeds: Feeds, server: Server, way: str
) -> None:
    feeds("add", server.address("/rss.xml"), server.address("/atom.xml"))
    found = feeds("list", "--format", "json").json()[1]
    name = {
        "id": found["id"],
        "prefix": found["id"][:6],
        "address": found["address"],
        "name": found["title"].upper(),
    }[way]
    (told,) = feeds("update", name, "--format", "json").json()
    assert told["id"] == found["id"]


def test_an_unknown_feed_is_named_and_the_others_are_updated(feeds: Feeds, server: Server) -> None:
    feeds("add", server.address("/rss.xml"))
    done = feeds("update", "nowhere", "Küstenblatt")
    assert done.code == 1
    assert "nowhere" in done.err
    assert "Küstenblatt" in done.out
    assert feeds("update", "nowhere").code == 1


def test_a_feed_is_called_otherwise_grouped_and_read_in_full(feeds: Feeds, server: Server) -> None:
    feeds("add", server.address("/rss.xml"))
    done = feeds("change", "Küstenblatt", "--name", "Küste", "--group", "Nord / Land",
                 "--full-text", "always", "--format", "json")  # fmt: skip
    (now,) = done.json()
    assert (now["title"], now["group"], now["full_text"]) == ("Küste", "Nord / Land", "always")
    assert "Nord / Land" in feeds("list").out
    assert "full text always" in feeds("list").out
    (now,) = feeds("change", "küste", "--name", "", "--format", "json").json()
    assert now["title"] == "Küstenblatt"


def test_a_change_of_nothing_is_wrong_usage(feeds: Feeds, server: Server) -> None:
    feeds("add", server.address("/rss.xml"))
    assert feeds("change", "Küstenblatt").code == 2
    assert feeds("change", "Küstenblatt", "--full-text", "sometimes").code == 2
    assert feeds("change", "nowhere", "--name", "x").code == 1


def test_removing_a_feed_keeps_its_articles(feeds: Feeds, run: Run, server: Server) -> None:
    feeds("add", server.address("/rss.xml"), server.address("/atom.xml"))
    assert feeds("remove", "Küstenblatt", "nowhere").code == 1
    assert len(feeds("list", "--format", "json").json()) == 2
    done = feeds("remove", "Küstenblatt")
    assert (done.code, done.out) == (0, "removed: Küstenblatt; its articles stay\n")
    assert [each["title"] for each in feeds("list", "--format", "json").json()] == ["Harbour Times"]
    assert len(run("list", "--library", str(feeds.library), "--format", "json").json()) == 3


def test_lists_go_out_and_come_in_again(
    feeds: Feeds, run: Run, server: Server, tmp_path: Path
) -> None:
    feeds("add", server.address("/rss.xml"), "--group", "Nord / Land")
    page = feeds("export").out
    assert '<outline text="Land" title="Land">' in page
    file = tmp_path / "feeds.opml"
    assert feeds("export", str(file)).code == 0
    assert file.read_text(encoding="utf-8") == page
    other = Feeds(run, tmp_path / "other")
    told = other("import", str(file), "--format", "json").json()
    assert [each["group"] for each in told["added"]] == ["Nord / Land"]
    assert (told["unchanged"], told["failed"]) == ([], [])
    again = other("import", str(file))
    assert (again.code, "1  unchanged" in again.out) == (0, True)


def test_an_export_overwrites_nothing_unasked(feeds: Feeds, tmp_path: Path) -> None:
    file = tmp_path / "mine.opml"
    file.write_text("mine", encoding="utf-8")
    done = feeds("export", str(file))
    assert done.code == 1
    assert "is there already" in done.err
    assert file.read_text(encoding="utf-8") == "mine"
    assert feeds("export", str(file), "--force").code == 0
    assert "<opml" in file.read_text(encoding="utf-8")


def test_what_of_a_list_is_no_address_is_named(feeds: Feeds, tmp_path: Path) -> None:
    file = tmp_path / "list.opml"
    file.write_text(
        '<opml version="2.0"><body><outline text="a" xmlUrl="https://a.example/feed"/>'
        '<outline text="b" xmlUrl="javascript:alert(1)"/></body></opml>',
        encoding="utf-8",
    )
    done = feeds("import", str(file))
    assert done.code == 1
    assert "1  added" in done.out
    assert "failed: javascript:alert(1)" in done.out


def test_a_list_comes_through_standard_input(tmp_path: Path) -> None:
    page = b'<opml version="2.0"><body><outline xmlUrl="https://a.example/feed"/></body></opml>'
    done = lesart("feeds", "import", "-", "--library", str(tmp_path), data=page)
    assert done.returncode == 0
    assert b"https://a.example/feed" in done.stdout


@pytest.mark.parametrize("content", [None, b"", b"no list", b"<opml/>", b"\xff\xfe\x00"])
def test_what_is_no_list_is_said(feeds: Feeds, tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "list.opml"
    if content is not None:
        file.write_bytes(content)
    done = feeds("import", str(file))
    assert done.code == 1
    assert done.err.startswith("lesart: ")
    assert "Traceback" not in done.err


def test_nothing_a_feed_says_reaches_the_terminal_raw(feeds: Feeds, server: Server) -> None:
    outcomes = [
        feeds("add", server.address("/hostile.xml"), "--name", "\x1b]0;owned\x07 mine"),
        feeds("list"),
        feeds("change", server.address("/hostile.xml"), "--name", ""),
        feeds("update", "\x1b[2Jnowhere"),
        feeds("update"),
        *(feeds("list", "--format", each) for each in FORMATS),
        feeds("export"),
        feeds("remove", server.address("/hostile.xml")),
    ]
    for outcome in outcomes:
        assert not set("\x1b\x07\x9b\u202e") & set(outcome.out + outcome.err)


def test_the_command_is_needed_and_help_loads_no_library_for_the_web() -> None:
    done = lesart("feeds")
    assert done.returncode == 2
    helped = lesart("feeds", "add", "--help", PYTHONPROFILEIMPORTTIME="1")
    assert helped.returncode == 0
    loaded = {line.rpartition(b"|")[2].strip() for line in helped.stderr.splitlines()}
    assert not {b"httpx", b"feedparser", b"lxml", b"trafilatura", b"core.library"} & loaded
