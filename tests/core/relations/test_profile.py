"""What is taken from a statement before it is compared."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from core.model import ArticleId, EntityId, Role, Span, Statement, StatementId
from core.relations.profile import ASKED, LONGEST, profile_article, profile_text
from core.text.figures import find_figures

ARTICLE = ArticleId("a")
TEXTS = ("Der Hafen wird gesperrt.", "Die Fähre fährt.", "Der Sturm tobt.", "Das Wetter bleibt.")


def statements(*texts: str) -> list[Statement]:
    return [
        Statement(
            StatementId(ARTICLE, number),
            Role.PARAGRAPH,
            Span(0, len(text)),
            text,
            find_figures(text, "de"),
        )
        for number, text in enumerate(texts, 1)
    ]


def test_content_leaves_out_words_that_only_hold_the_sentence_together() -> None:
    profile = profile_text("Der Hafen wird von der Stadt gesperrt", "de")
    assert [word.text for word in profile.content] == ["Hafen", "Stadt", "gesperrt"]
    assert profile.id == ASKED


def test_spans_of_words_count_in_the_statement() -> None:
    (profile,) = profile_article(ARTICLE, "de", statements("Öl für 3 Mio. Euro"), {})
    assert [word.span.of(profile.text) for word in profile.words] == [
        word.text for word in profile.words
    ]
    assert [figure.normal for figure in profile.figures] == ["3000000 EUR"]


def test_context_is_the_content_of_at_most_two_statements_on_either_side() -> None:
    profiles = profile_article(ARTICLE, "de", statements(*TEXTS), {})
    first, second, *_ = profiles
    assert first.context == (profiles[1].content, profiles[2].content)
    assert second.context == (profiles[0].content, profiles[2].content, profiles[3].content)


def test_entities_are_found_by_the_number_of_the_statement() -> None:
    named = {2: [(EntityId("e"), Span(4, 9))]}
    first, second, *_ = profile_article(ARTICLE, "de", statements(*TEXTS), named)
    assert first.entities == ()
    assert second.entities == ((EntityId("e"), Span(4, 9)),)


def test_a_statement_without_end_is_compared_by_its_beginning() -> None:
    assert len(profile_text("Hafen " * 1000, "de").content) == LONGEST


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["de", "en", "und", "fr"]))
def test_any_text_has_a_profile(text: str, language: str) -> None:
    assert profile_text(text, language).text == text
