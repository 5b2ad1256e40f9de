"""Numbers for words, and which terms are near one: what a plain loop over all would find."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from core.model import ArticleId, Role, Span, Statement, StatementId
from core.relations.index.statement_index import StatementIndex
from core.relations.index.vocabulary import Vocabulary
from core.relations.likeness import likeness
from core.relations.profile import profile_article
from core.relations.synonyms import PART, classes_of
from core.text.words import Form, words

_LISTED = """
    Vertrag Abkommen Partnerschaftsabkommen Vertragsunterzeichnung Unterzeichnung Anteil Anteile
    Unternehmensanteile Unternehmen Haus Hausboot 1500 2018 Klima Klimaschutz deal contract bar
    Rückerstattung Erstattung Klimaschutzbeauftragter Klimaschutzbeauftragtenkonferenz Łódź
"""
WORDS = st.sampled_from(_LISTED.split())


def indexed(texts: list[str]) -> StatementIndex:
    """An index that took each text for an article, asked after each so that segments are many."""
    index = StatementIndex()
    for at, text in enumerate(texts):
        each = StatementId(ArticleId(f"a{at}"), 1)
        statement = Statement(each, Role.PARAGRAPH, Span(0, len(text)), text)
        index.add(profile_article(each.article, "de", [statement], {}))
        assert index.statistics.size == at + 1
    return index


def forms(text: str) -> list[Form]:
    return [(word.folded, word.stem) for word in words(text, "de")]


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=12), WORDS)
def test_the_vocabulary_finds_what_a_plain_loop_finds(known: list[str], asked: str) -> None:
    index = indexed(known)
    (term,) = (word.stem for word in words(asked, "de"))
    ((numbers, values),) = index.vocabulary.near([term])
    near = dict(zip(index.vocabulary.texts(numbers), values.tolist(), strict=True))
    for other in {word.stem for word in words(" ".join(known), "de")}:
        # Near in letters alone is left to the comparison in full.
        assert near.get(other, 0.0) <= likeness(term, other) + 1e-6
        part, whole = sorted((term, other), key=len)
        contained = (
            len(part) >= PART
            and part.isalpha()
            and whole.isalpha()
            and (whole.startswith(part) or whole.endswith(part))
        )
        alike = not set(classes_of(term)).isdisjoint(classes_of(other))
        assert (near.get(other, 0.0) > 0.0) == (contained or alike or term == other)


def test_a_form_that_waits_keeps_its_place() -> None:
    vocabulary = Vocabulary()
    assert vocabulary.add(forms("Hafen Stadt Hafen Häfen")) == [0, 1, 0, 0]
    assert vocabulary.add(forms("Stadt Städten")) == [1, 2]
    taken = vocabulary.taken()
    assert taken.waiting_forms.tolist() == [0, 1, 2]
    assert taken.waiting_terms.tolist() == [0, 1, 1]


def test_a_form_keeps_its_number_and_a_new_one_of_a_known_term_is_told_from_it() -> None:
    index = indexed(["Hafen Stadt", "Städten Hafen"])
    index.vocabulary.add(forms("Städten Stadtmauer Hafen Stadt Städte"))
    taken = index.vocabulary.taken()
    assert taken.waiting_forms.tolist() == [2, 3, 0, 1, 4]
    assert index.vocabulary.form_terms.tolist() == [0, 1, 1]
    assert taken.form_terms.tolist() == [2, 1]
