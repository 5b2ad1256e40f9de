"""The article of a pasted page is where running text stands close together, below its headline."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.model import Article
from core.sources.documents import RawDocument
from core.sources.reading import read_article

MENU = ("Politik", "Wirtschaft", "Sport", "Kultur", "Reise", "Wetter", "Auto", "Shop")
BODY = (
    "Der Kreistag hat am Montag beschlossen, die Buslinie zwischen den beiden Orten zu verlängern.",
    "Die Kosten dafür trägt zur Hälfte das Land, wie der Landrat nach der Sitzung sagte.",
    "Vom Herbst an soll der Bus auch am Wochenende fahren, und zwar alle zwei Stunden.",
)
HEADLINE = "Kreistag verlängert die Buslinie ins Tal"


def read(*lines: str) -> Article:
    data = "\n".join(lines).encode()
    return read_article(RawDocument("seite.txt", data, len(data), None, is_text=True))


def reasons(article: Article) -> dict[str, str]:
    return {each.text: each.reason for each in article.dropped}


def test_menus_above_and_below_are_no_part_of_the_article() -> None:
    article = read(*MENU, HEADLINE, *BODY, *MENU[::-1], "Ein langer Verweis auf etwas anderes hier")
    assert article.title == HEADLINE
    assert article.paragraphs == BODY
    assert article.dropped[0].reason == "above the article"
    assert article.dropped[-1].reason == "below the article"


def test_a_text_without_menus_is_left_alone() -> None:
    article = read("Meldung", *BODY, "Ende")
    assert article.dropped == ()


def test_the_headline_is_the_line_that_the_article_speaks_of() -> None:
    article = read(*MENU, HEADLINE, "Schnell mehr wissen, jeden Morgen", "Was heute wichtig", *BODY)
    assert article.title == HEADLINE
    assert reasons(article)["Was heute wichtig"] == "above the article"


def test_of_two_lines_the_one_that_says_more_of_it_is_the_headline() -> None:
    article = read(*MENU, HEADLINE, "Der Kreistag und die Buslinie heute, morgen, gestern", *BODY)
    assert article.title == HEADLINE


def test_without_such_a_line_there_is_no_headline() -> None:
    article = read(*MENU, "Ganz andere Wörter stehen oben", *BODY, *MENU)
    assert article.title_derived
    assert article.paragraphs == BODY


def test_byline_and_date_above_the_text_are_read() -> None:
    article = read(*MENU, HEADLINE, "Von Rita Anders", "Shop", "3. März 2025, 10:15 Uhr", *BODY)
    assert (article.author, article.published) == ("Rita Anders", "2025-03-03T10:15")
    assert reasons(article)["Shop"] == "above the article"


def test_the_line_right_above_the_headline_can_be_its_category() -> None:
    assert read(*MENU, "Nahverkehr", HEADLINE, *BODY).category == "Nahverkehr"


def test_a_lead_apart_from_the_text_is_kept() -> None:
    lead = "Vom Herbst an fährt der Bus weiter. Das Land zahlt die Hälfte."
    article = read(*MENU, HEADLINE, lead, "Vorlesen lassen", "Merken lassen", *MENU[:4], *BODY)
    assert lead in article.text


def test_teasers_are_no_article_however_many_there_are() -> None:
    teasers = [
        line
        for number in range(6)
        for line in (
            f"Kleine Nachricht {number} aus dem Umland",
            f"Mehr dazu, was am Wochenende {number} geschah.",
            "weiter geht es hier",
            "Ressort",
        )
    ]
    article = read(*MENU, *teasers, *MENU, HEADLINE, *BODY, *MENU)
    assert article.paragraphs == BODY


def test_a_list_within_the_article_belongs_to_it() -> None:
    items = ("mehr Fahrten am Abend,", "ein Bus ohne Stufen,", "günstigere Karten für Schüler.")
    article = read(*MENU, HEADLINE, *BODY[:2], "Geplant sind:", *items, BODY[2], *MENU)
    assert all(item in article.text for item in items)


def test_a_closing_sentence_belongs_to_the_article() -> None:
    article = read(*MENU, HEADLINE, *BODY, "Gute Fahrt!", *MENU)
    assert article.text.endswith("Gute Fahrt!")


def test_comments_are_no_article_even_where_they_are_longer() -> None:
    comment = "Das ist meine Meinung dazu, und ich sage sie so oft, wie ich will, immer wieder. "
    article = read(
        *MENU, HEADLINE, *BODY, "4 Kommentare", *(comment + str(number) for number in range(8))
    )
    assert article.paragraphs == BODY


def test_what_follows_a_counter_at_the_top_is_the_article() -> None:
    article = read(*MENU, HEADLINE, "4 Kommentare", *BODY, *MENU)
    assert article.paragraphs == BODY


def test_a_page_of_links_alone_keeps_its_lines() -> None:
    article = read(*MENU, *MENU[::-1])
    assert "Wetter" in article.text


@given(st.lists(st.sampled_from([*MENU, *BODY, HEADLINE, "", "2 Kommentare", "Mehr zum Thema"])))
def test_every_line_is_kept_or_left_out_with_a_reason(lines: list[str]) -> None:
    if not any(lines):
        return
    article = read(*lines)
    found = article.text + "".join(each.text for each in article.dropped)
    assert sorted("".join(found.split())) == sorted("".join("".join(lines).split()))
