"""Whose name it is: the articles of one story vote together on every name in them.

A recogniser labels the same name differently from sentence to sentence, and misses it in the
genitive. A story says a name often enough to outvote such slips: each spelling gets the kind it was
given most often, the words around it (`Bürgermeisterin X`, `X GmbH`) counting more than the
recogniser, and is then found wherever it stands. Listed names outrank the vote. Precision comes
before recall: what might be a plain word is left out.
"""

from __future__ import annotations

from collections.abc import Sequence

from core.analysis.known_names import KnownNames
from core.analysis.linking.acceptance import accepted_kinds
from core.analysis.linking.acronyms import accept_acronyms
from core.analysis.linking.entities import LinkedNames, linked_names
from core.analysis.linking.evidence import gather
from core.analysis.linking.occurrences import occurrences
from core.analysis.linking.ownership import owners_of
from core.analysis.linking.pages import ArticleNames, read_page
from core.analysis.linking.persons import persons_of
from core.analysis.linking.phrases import story_phrases

__all__ = ["ArticleNames", "LinkedNames", "link"]


def link(articles: Sequence[ArticleNames], *, known: KnownNames) -> LinkedNames:
    """The entities of the articles of one story, each once, and all their mentions in order.

    Same input, same answer. No mention overlaps another.
    """
    pages = tuple(read_page(article) for article in articles)
    evidence = gather(pages, known)
    kinds = accepted_kinds(pages, evidence, known)
    accept_acronyms(pages, kinds, evidence, known)
    persons = persons_of(kinds, known)
    phrases = story_phrases(pages, kinds, persons, known)
    found = [
        occurrence
        for index, page in enumerate(pages)
        for occurrence in occurrences(index, page, phrases, evidence, known)
    ]
    owners = owners_of(found, pages, kinds, persons, evidence, known)
    return linked_names(pages, found, owners, known)
