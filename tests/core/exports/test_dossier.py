from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from core.exports.dossier import Judgement, column_name, document_of
from core.exports.html import html_of
from core.exports.markdown import markdown_of
from core.exports.record import json_of
from core.model import Copied, Relation
from core.text.clean import clean_line
from tests.core.exports.examples import ALONE, COST, OPENED, away, example, nothing

BITS = (
    "<script>alert(1)</script>", "<b onclick=x>", "</title>", "</style>", "]]>", "-->", "&lt;",
    '" onload="x', "' x='", "`code`", "**", "__", "[a](javascript:x)", "![i](x)", "|", "\n\n# h",
    "\n- i", "\\", "$x$", "~~", "https://x.example", "www.x.example", "<!--", "\x1b[31m", "\u202e",
    "\u2066", "\x00", "\u2028", "é", "1. ", "  ", "```", "&amp;", "a@b.example",
)  # fmt: skip
HOSTILE = st.lists(st.sampled_from(BITS) | st.text(max_size=6), max_size=5).map("".join)


class _Shape(HTMLParser):
    """The elements of a page with the names of their attributes, its ids, links and text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, ...]] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[int] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, *(name for name, _ in attrs)))
        given = dict(attrs)
        if "id" in given:
            self.ids.append(given["id"] or "")
        if tag == "a":
            self.links.append(given["href"] or "")
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.elements.append(("!--",))


def test_every_line_cites_outlet_date_article_and_sentence() -> None:
    page = markdown_of(document_of(example()))
    assert f"“{COST}”" in page
    assert "\\[A 3\\] Stadtblatt, 2024-05-14, “Brücke eröffnet”, sentence 3" in page
    assert "\\[B 3\\] outlet unknown, date unknown, “Bridge opens”, sentence 3" in page


def test_a_dossier_has_its_parts_in_order() -> None:
    page = markdown_of(document_of(example()))
    assert re.findall(r"^## (.*)$", page, re.MULTILINE) == [
        "Reports", "Agreed", "Disputed", "From one report alone", "Speakers", "Timeline",
        "Matrix", "The reader's notes", "Appendix: the sentences of the reports",
    ]  # fmt: skip


def test_disputed_claims_stand_with_all_wordings_and_what_they_part_in() -> None:
    page = markdown_of(document_of(example()))
    disputed = page.split("## Disputed")[1].split("\n## ")[0]
    assert "**14. Mai 2024**" in disputed
    assert "**≠** **15 May 2024**" in disputed
    assert "date 14. Mai 2024 ≠ 15 May 2024" in disputed
    assert "said by the mayor, denied, as alleged" in disputed
    assert "### Conflict 1: contradicts" in disputed


def test_what_one_report_alone_says_is_told_apart_from_what_has_something_near_it() -> None:
    whole = example()
    alone = markdown_of(document_of(whole)).split("## From one report alone")[1].split("\n## ")[0]
    assert ALONE in alone
    assert "something near it" not in alone
    near = markdown_of(document_of(replace(whole, only=frozenset())))
    assert "another report has something near it" in near


def test_a_nearly_agreeing_wording_has_its_own_sign() -> None:
    whole = example()
    claim = whole.matrix.claims[1]
    cell = replace(claim.cells[1], relation=Relation.RELATED, words="cost")
    claims = (replace(claim, cells=(claim.cells[0], cell)),)
    page = markdown_of(document_of(replace(whole, matrix=replace(whole.matrix, claims=claims))))
    assert "**≈** **cost**: “It **cost** 12 million euros.”" in page


def test_what_is_said_in_the_same_words_counts_once_and_says_so() -> None:
    whole = example()
    claim = whole.matrix.claims[1]
    first, second = claim.cells
    same = replace(second, relation=Relation.AGREES, words="", copy_of=first.article)
    alone = replace(claim, cells=(replace(first, words=""), same), disputed=0.0)
    group = Copied((first.article, second.article), "dpa")
    matrix = replace(whole.matrix, claims=(alone,), copies=(group, replace(group, agency=None)))
    copied = replace(whole, matrix=matrix, conflicts=())
    assert (copied.agreed, copied.single_source) == ((), (alone,))
    page = markdown_of(document_of(copied))
    assert "A and B print the same text, by dpa." in page
    assert "A and B print the same text." in page
    assert "same wording in B" in page
    assert "**≡** " in page
    third = replace(first, article=away().article, words="")
    disputed = replace(alone, cells=(*alone.cells, third), disputed=0.5)
    matrix = replace(matrix, claims=(disputed,))
    assert "same wording as A" in markdown_of(document_of(replace(copied, matrix=matrix)))


def test_a_cell_of_several_sentences_names_them_all_and_a_silent_report_is_named() -> None:
    whole = example()
    claim = whole.matrix.claims[1]
    both = tuple(each.id for each in whole.reports[0].statements[2:])
    cell = replace(claim.cells[0], statements=both)
    third = replace(whole.reports[1], row=replace(whole.reports[1].row, id=away().article))
    matrix = replace(whole.matrix, claims=(replace(claim, cells=(cell, claim.cells[1])),))
    page = markdown_of(document_of(replace(whole, matrix=matrix, reports=(*whole.reports, third))))
    assert "· also \\[A 4\\]" in page
    assert "Found nothing of it in C." in page
    assert "| – |" in page


def test_notes_bookmarks_and_verdicts_stand_with_their_sentences() -> None:
    notes = markdown_of(document_of(example())).split("## The reader's notes")[1]
    assert "**Note \\#geld**: Beim Amt nachfragen" in notes
    assert "**Bookmark**" in notes
    assert "no longer in the article" in notes
    assert "**Verdict: confirmed**" in notes


def test_what_is_not_in_the_story_is_cited_by_its_number_alone() -> None:
    whole = example()
    judgement = Judgement(away(), whole.reports[0].statements[0].id, "rejected")
    assert "z9:7" in markdown_of(document_of(replace(whole, judgements=(judgement,))))
    assert "z9:7" in json_of(replace(whole, judgements=(judgement,)))


def test_an_empty_story_makes_an_honest_dossier() -> None:
    page = html_of(document_of(nothing()))
    assert "0 reports" in page
    assert page.count("Nothing found.") == 8
    assert "<svg" not in page
    assert json.loads(json_of(nothing()))["agreed"] == []


def test_dates_without_a_year_are_listed_but_not_drawn() -> None:
    whole = example()
    entry = replace(whole.timeline[0], date="--05-14", disputed=("2030",))
    page = markdown_of(document_of(replace(whole, timeline=(*whole.timeline, entry))))
    assert "1 date without a year is not on the line" in page
    assert "--05-14 (no year said)" in page
    assert "Dated otherwise: 2030" in page


def test_every_link_of_the_page_leads_somewhere_and_every_source_leads_back() -> None:
    page = html_of(document_of(example()))
    shape = _Shape(page)
    inside = [link[1:] for link in shape.links if link.startswith("#")]
    assert set(inside) <= set(shape.ids)
    assert len(shape.ids) == len(set(shape.ids))
    assert 'id="s-1-2"' in page
    appendix = page.split('id="appendix"')[1]
    assert 'href="#claim-1"' in appendix
    assert 'href="#date-2"' in appendix
    assert 'href="#note-1"' in appendix


def test_the_page_needs_nothing_but_itself() -> None:
    page = html_of(document_of(example()))
    names = {name for element in _Shape(page).elements for name in element}
    assert not names & {"script", "link", "img", "iframe", "src", "onclick", "form", "object"}
    assert "default-src 'none'" in page
    assert "url(" not in page
    assert "@import" not in page


def test_headings_follow_each_other_without_a_gap() -> None:
    headings = _Shape(html_of(document_of(example()))).headings
    assert headings[0] == 1
    assert headings.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(headings))


def test_quotations_name_their_language_and_only_where_it_is_one() -> None:
    assert f'<span lang="de">“{OPENED.split("14")[0]}</span>' in html_of(document_of(example()))
    odd = html_of(document_of(example(language='x" onload="y')))
    assert "onload" not in odd


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"])
def test_only_web_addresses_become_links(url: str) -> None:
    page = html_of(document_of(example(url=url)))
    assert all(link.startswith(("#", "https://")) for link in _Shape(page).links)
    assert "javascript" not in "".join(_Shape(page).links)


def test_a_web_address_becomes_a_link() -> None:
    shape = _Shape(html_of(document_of(example())))
    assert "https://stadtblatt.example/bruecke?a=1&b=2" in shape.links


@given(HOSTILE)
@settings(deadline=None, max_examples=60)
def test_no_text_from_outside_adds_an_element_or_an_attribute_to_the_page(hostile: str) -> None:
    usual = _Shape(html_of(document_of(example(url="x:"))))
    shape = _Shape(html_of(document_of(example(hostile=f"h{hostile}h", url="x:"))))
    assert shape.elements == usual.elements
    assert shape.ids == usual.ids
    assert clean_line(f"Stadtblatth{hostile}h") in shape.text


@given(HOSTILE)
@settings(deadline=None, max_examples=60)
def test_no_text_from_outside_means_anything_in_markdown(hostile: str) -> None:
    usual = _kinds(markdown_of(document_of(example(url="x:"))))
    assert _kinds(markdown_of(document_of(example(hostile=f"h{hostile}h", url="x:")))) == usual


def _kinds(page: str) -> list[str]:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    found = []
    for token in parser.parse(page):
        found.append(token.type)
        found += [
            child.type
            for child in token.children or ()
            if child.type not in ("text", "text_special", "softbreak")
        ]
    return found


@given(HOSTILE)
@settings(deadline=None, max_examples=60)
def test_nothing_that_steers_a_terminal_or_hides_is_left_in_any_format(hostile: str) -> None:
    whole = example(hostile=hostile)
    page = document_of(whole)
    for written in (html_of(page), markdown_of(page), json_of(whole)):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", written)


def test_the_same_dossier_is_written_the_same_every_time() -> None:
    for write in (html_of, markdown_of):
        assert write(document_of(example())) == write(document_of(example()))
    assert json_of(example()) == json_of(example())


def test_json_holds_every_part_with_its_sources() -> None:
    found = json.loads(json_of(example()))
    assert found["made"] == "2024-06-01"
    assert [report["key"] for report in found["reports"]] == ["A", "B"]
    assert found["agreed"][0]["wordings"][1]["sources"][0]["key"] == "B 3"
    assert found["disputed"][0]["wordings"][1]["words"] == "15 May 2024"
    assert found["single_source"][0]["wordings"][0]["only_here"]
    assert found["conflicts"][0]["there"]["speaker"] == "the mayor"
    assert found["speakers"][0]["said"][0]["source"]["text"].startswith("The bridge opened")
    assert found["timeline"][1]["disputed"] == ["2024-05-15"]
    assert [note["kind"] for note in found["notes"]] == ["note", "bookmark", "note"]
    assert found["verdicts"][0]["verdict"] == "confirmed"


@pytest.mark.parametrize(("position", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ")])
def test_reports_have_letters(position: int, name: str) -> None:
    assert column_name(position) == name
