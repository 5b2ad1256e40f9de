"""The dictionary forms of the words that carry a statement's meaning."""

from __future__ import annotations

from functools import lru_cache

from core.text.words import fold, is_stop_word, words

_UNDECIDED = "und"


def content_lemmas(text: str, language: str) -> tuple[str, ...]:
    """Folded dictionary forms of the content words in order; numbers and stop words are left out.

    A word of a language without a dictionary stands for itself.
    """
    return tuple(
        _lemma(word.text, word.folded, language)
        for word in words(text, language)
        if any(character.isalpha() for character in word.folded)
        and not is_stop_word(word.folded, language)
    )


@lru_cache(maxsize=1 << 16)
def _lemma(surface: str, folded: str, language: str) -> str:
    # Loaded late: importing the pipeline's modules must not load dictionaries.
    import simplemma
    from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES

    if language == _UNDECIDED:
        dictionaries: tuple[str, ...] = ("de", "en")
    elif language in SUPPORTED_LANGUAGES:
        dictionaries = (language,)
    else:
        return folded
    # Where folding took off a possessive or gender sign, the dictionary knows only the rest.
    known = surface if fold(surface) == folded else folded
    return fold(simplemma.lemmatize(known, lang=dictionaries))
