"""Whether a word is in the dictionary."""

from __future__ import annotations

from functools import lru_cache


def is_word(word: str, languages: frozenset[str]) -> bool:
    """Whether a dictionary has it, or all its parts; English words are at home in every text."""
    return all(
        any(_in_dictionary(part, language) for language in sorted({*languages, "en"}))
        for part in word.split("-")
        if part
    )


def stands_as_such(word: str, languages: frozenset[str]) -> bool:
    """Whether a dictionary of these languages has the word itself, not only its parts."""
    # Loaded late, as below.
    import simplemma

    return any(
        simplemma.is_known(word, lang=language) for language in sorted(languages & {"de", "en"})
    )


@lru_cache(maxsize=1 << 14)
def _in_dictionary(word: str, language: str) -> bool:
    # Loaded late: dictionaries take a second, and only a name in doubt needs them.
    import simplemma

    if language == "en":
        return bool(simplemma.is_known(word.lower(), lang="en"))
    if language != "de":
        return False
    if simplemma.is_known(word, lang="de"):
        return True
    return any(
        simplemma.is_known(word[cut:].capitalize(), lang="de")
        and simplemma.is_known(word[:cut].removesuffix("s"), lang="de")
        for cut in range(4, len(word) - 4)
    )
