from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model import Span
from core.sources.front_matter import FrontMatter, take_front_matter
from core.text.clean import clean
from core.text.spans import TrackedText

FULL = """---
title: "Der Hafen wächst"
date: 2024-05-12T07:30:00Z
author: Erika Beispiel
publication: Hafenblatt   # die Zeitung
link: https://example.org/hafen
language: de-DE
tags:
  - Wirtschaft
  - Verkehr
---

Text.
"""


def read(text: str) -> FrontMatter:
    return take_front_matter(TrackedText.untouched(text))[0]


def test_what_is_stated_is_taken() -> None:
    stated, head, body = take_front_matter(TrackedText.untouched(FULL))
    assert stated.title is not None
    assert stated.title.text == "Der Hafen wächst"
    assert stated.title.to_original(Span(0, 3)).of(FULL) == "Der"
    assert stated.published == "2024-05-12T07:30"
    assert stated.author == "Erika Beispiel"
    assert stated.outlet == "Hafenblatt"
    assert stated.url == "https://example.org/hafen"
    assert stated.language == "de"
    assert stated.category == "Wirtschaft"
    assert head.text.startswith("---")
    assert head.text.endswith("---")
    assert body.text.strip() == "Text."


def test_an_address_as_source_is_the_address() -> None:
    stated = read("---\nsource: https://example.org/a\n---\n")
    assert stated.url == "https://example.org/a"
    assert stated.outlet is None


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("date: 2024-05", "2024-05"),
        ("date: 2024", "2024"),
        ("datum: 12. Mai 2024", "2024-05-12"),
        ("published: 'May 12, 2024'", "2024-05-12"),
        ("date: morgen", None),
        ("date: 2024-13-40", None),
        ("date:", None),
    ],
)
def test_only_a_real_date_is_a_date(line: str, published: str | None) -> None:
    assert read(f"---\n{line}\n---\nText").published == published


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "example.org"])
def test_only_web_addresses_are_addresses(url: str) -> None:
    assert read(f"---\nurl: {url}\n---\nText").url is None


def test_a_list_in_brackets_gives_its_first() -> None:
    assert read("---\ntags: ['Lokales', Verkehr]\n---\n").category == "Lokales"
    assert read("---\ncategories:\n- Lokales\n- Sport\n---\n").category == "Lokales"
    assert read("---\ntags: []\n---\n").category is None


def test_a_quote_that_is_not_closed_is_tolerated() -> None:
    title = read('---\ntitle: "Der Hafen\n---\n').title
    assert title is not None
    assert title.text == "Der Hafen"


def test_the_first_of_equal_keys_counts_and_broken_lines_are_passed_over() -> None:
    stated = read("---\n: :\n???\n  - lose\nauthor: Erste\nauthor: Zweite\n---\n")
    assert stated.author == "Erste"


def test_an_unknown_language_is_none() -> None:
    assert read("---\nlang: deutsch\n---\n").language is None


@pytest.mark.parametrize(
    "text",
    [
        "Text ohne alles",
        "---\nKein Eintrag hier\n---\nText",
        "---\n---\nText",
        "---\ntitle: nie geschlossen\n\nText",
        "Text\n---\ntitle: x\n---\n",
    ],
)
def test_what_is_no_front_matter_stays_text(text: str) -> None:
    stated, head, body = take_front_matter(TrackedText.untouched(text))
    assert stated == FrontMatter()
    assert head.text == ""
    assert body.text == text


@given(st.text(alphabet="-:#[]\"' \nabcdate2024", max_size=80))
def test_no_front_matter_is_an_error(text: str) -> None:
    _, head, body = take_front_matter(clean(f"---\n{text}\n---\nEnde"))
    assert body.text.endswith("Ende")
    assert len(head.text) + len(body.text) <= len(text) + 13


@pytest.mark.parametrize(
    ("value", "title"),
    [
        (r'"\"Kein Geld\": Hafen wartet"', '"Kein Geld": Hafen wartet'),
        (r'"a \\ b"', "a \\ b"),
        ("'Der ''neue'' Hafen'", "Der 'neue' Hafen"),
        ("'Rock ''n'' Roll", "Rock 'n' Roll"),
        ('""', None),
    ],
)
def test_quotes_inside_a_quotation_are_part_of_it(value: str, title: str | None) -> None:
    stated = read(f"---\ntitle: {value}\noutlet: Bote\n---\n\nText.\n")
    assert (stated.title.text if stated.title else None) == title
