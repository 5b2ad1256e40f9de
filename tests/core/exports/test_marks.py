"""Marks as a page, as rows and as annotations: everything is there, and nothing runs."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from core.exports.annotations import annotations_of
from core.exports.marks import Cited, cited_record, correction_words, page_of, rows_of
from core.model import ArticleId, CorrectionKind, MarkKind, Relation, Ruling
from tests import builders

HERE, THERE = ArticleId("a1"), ArticleId("a2")
CITED = {
    HERE: Cited("Neue Brücke", "Stadtkurier", "Ines Onken", "2025-05-21", None, "de"),
    THERE: Cited("New bridge", None, None, None, "https://news.example/bridge", "en"),
}
NOTE = builders.mark(tags=("geld", "offen"), text="Zahl prüfen\n\n# keine Überschrift")
PAIR = replace(
    builders.mark("m2", text="Beide!"), other=replace(NOTE.anchor, article=THERE, statement=7)
)
VERDICT = replace(
    PAIR, kind=MarkKind.VERDICT, text="", ruling=Ruling.REJECTED, relation=Relation.DIFFERS
)
BOOKMARK = builders.mark("m3", kind=MarkKind.BOOKMARK, text="", article="a2")
ORPHAN = replace(builders.mark("m4", article="gone"), orphan=True)
MARKS = (NOTE, PAIR, VERDICT, BOOKMARK, ORPHAN)


def test_a_page_names_outlet_date_and_sentence_of_every_mark() -> None:
    page = page_of(MARKS, CITED, {"Saved searches": ["Brücke: brücke"], "Stories": []})
    assert "## Neue Brücke\n\nStadtkurier, Ines Onken, 2025-05-21\n" in page
    assert "- **Note** · 2025-05-28 \\#geld \\#offen" in page
    assert "“Baubeginn ist im Mai.” (Stadtkurier, 2025-05-21, sentence 1, a1:1)" in page
    assert "(New bridge, sentence 7, a2:7)" in page
    assert "\\# keine Überschrift" in page
    assert "**Verdict: rejected, differs**" in page
    assert "## New bridge\n\nhttps\\://news.example/bridge" in page
    assert "## gone\n\nNot in the library any more." in page
    assert "(gone:1)\\\n   These words are no longer in the article." in page
    assert page.endswith("## Saved searches\n\n- Brücke: brücke\n")
    assert "## Stories" not in page


def test_an_article_of_which_nothing_is_known_has_no_line_below_its_title() -> None:
    bare = {HERE: Cited("Titel", None, None, None, None, "und")}
    assert "## Titel\n\n- **Note**" in page_of([NOTE], bare, {})
    address = {HERE: Cited("Titel", "Blatt", None, None, "https://b.example", "und")}
    assert "Blatt · https" in page_of([NOTE], address, {})


def test_a_page_without_marks_says_so() -> None:
    assert "None yet." in page_of([], {}, {})


def test_rows_have_the_same_cells_whatever_the_mark() -> None:
    rows = list(rows_of(MARKS, CITED))
    assert len({tuple(row) for row in rows}) == 1
    assert (rows[0]["tags"], rows[0]["outlet"], rows[0]["other_quote"]) == (
        "geld, offen",
        "Stadtkurier",
        None,
    )
    assert (rows[2]["ruling"], rows[2]["other_url"]) == ("rejected", "https://news.example/bridge")
    assert rows[4]["title"] is None


def test_what_a_correction_does_is_said_in_a_few_words() -> None:
    merge = builders.correction("c1", CorrectionKind.MERGE, names=("Voss",), name="Jon Voss")
    assert correction_words(merge) == "merge: Voss → Jon Voss (person)"
    hidden = replace(merge, kind=CorrectionKind.HIDE, spelling="Vo")
    assert correction_words(hidden) == "hide: Vo of Voss"


def test_annotations_have_what_the_data_model_asks_for() -> None:
    page = json.loads(annotations_of(MARKS, CITED))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationPage"
    note, pair, verdict, bookmark, orphan = page["items"]
    assert {each["type"] for each in page["items"]} == {"Annotation"}
    assert len({each["id"] for each in page["items"]} | {page["id"]}) == 5  # pair and verdict: m2
    assert [each["motivation"] for each in page["items"]] == [
        "commenting", "commenting", "assessing", "bookmarking", "commenting",
    ]  # fmt: skip
    assert [(body["purpose"], body["value"]) for body in note["body"]] == [
        ("commenting", NOTE.text),
        ("tagging", "geld"),
        ("tagging", "offen"),
    ]
    quote, position = note["target"]["selector"]
    assert quote == {
        "type": "TextQuoteSelector",
        "exact": NOTE.anchor.quote,
        "prefix": "",
        "suffix": "",
    }
    assert position == {"type": "TextPositionSelector", "start": 0, "end": len(NOTE.anchor.quote)}
    assert [target["source"]["id"] for target in pair["target"]][1] == CITED[THERE].url
    assert verdict["body"][0]["value"] == "rejected: differs"
    assert "body" not in bookmark
    # Of a page elsewhere the words are known, and not where they stand.
    assert bookmark["target"]["selector"]["type"] == "TextQuoteSelector"
    assert orphan["target"]["source"]["id"].startswith("urn:uuid:")
    undecided = {HERE: replace(CITED[HERE], language="und")}
    (only,) = json.loads(annotations_of([NOTE], undecided))["items"]
    assert "language" not in only["target"]["source"]


def test_the_same_marks_make_the_same_annotations() -> None:
    assert annotations_of(MARKS, CITED) == annotations_of(MARKS, CITED)


def test_an_article_that_is_gone_is_cited_as_unknown() -> None:
    assert set(cited_record(None).values()) == {None}
    assert cited_record(CITED[HERE])["outlet"] == "Stadtkurier"


@given(text=st.text(st.characters(exclude_categories=()), max_size=60))
def test_nothing_in_a_note_acts_on_a_terminal_or_a_page(text: str) -> None:
    marks = [replace(NOTE, text=text, tags=(text,))]
    cited = {HERE: replace(CITED[HERE], title=text, outlet=text)}
    for page in (page_of(marks, cited, {}), annotations_of(marks, cited)):
        assert not any(
            ("\x00" <= letter < "\x20" and letter != "\n") or "\x7f" <= letter <= "\x9f"
            for letter in page
        )
        assert not set(page) & set("\u202e\u2066\u200e")
        page.encode()
    (annotation,) = json.loads(annotations_of(marks, cited))["items"]
    assert [body["value"] for body in annotation["body"]] == ([text] if text else []) + [text]
