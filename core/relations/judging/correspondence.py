"""Whether two words of two statements speak of one thing, strictly enough to show it as evidence.

Comparison by stems is generous, for it only ranks. Here a false pair costs the reader's trust.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz

from core.relations.likeness import FUZZY, SYNONYM, containment, may_vary
from core.relations.synonyms import PART, head_class, word_classes
from core.text.words import Word, fold

LONG_ENOUGH = 8
"""From how many letters a slip of the pen is told from another word."""
SLIP = 88
"""How alike the letters of two long words must be, of 100."""

_VOWEL = re.compile("[aeiouy]")
_LINKING = re.compile(r"(?:e?ns|e[srn]|[sn])\Z")
_LINKING_AFTER = re.compile(r"\A(?:e?ns|e[srn]|[sn])")


def _listed(text: str) -> frozenset[str]:
    return frozenset(fold(word) for word in text.split())


# What follows one of these is no head of a compound.
_PREFIXES = _listed(
    """
    ab an auf aus be bei dar durch ein ent er fort ge gegen her hin hinter los miss mit nach nieder
    über um un unter ver vor voran vorbei weg wider wieder zer zu zurück zusammen herab heran
    heraus herein hervor hinaus hinein voraus
    re dis pre non over under in im con com ex ad pro trans inter sub de per mis out anti co
    """
)
_DERIVED = _listed(
    "in inn innen er erin ler lerin isch lich ig heit keit schaft n an ian ish ly al"
)
# With these a word is derived, or another word altogether, but nothing is compounded.
_NO_WORDS = _listed(
    """
    ment ship ation ness less able ible hood tion ence ance ious ical ward wards ally ium erium
    ismus ist isten ling sam haft bar los ität ieren iert ierung esy ings eter ator
    """
)
_PARTICIPLE = re.compile(r"\w{3,}end(?:e[nrsm]?)?\Z")
_UMLAUT = re.compile("[äöü]")
_COMPARED = re.compile(r"(?:er|ere[nmrs]?|st|e?ste[nmrs]?)\Z")
_SUFFIX_OF_ITS_OWN = re.compile(r"(?:ung|ungen|lich\w*|ig\w*|isch\w*)\Z")
_APART = frozenset({frozenset({"grund", "gründer"}), frozenset({"grunde", "gründer"})})
# A noun and a verb of one stem that have nothing to do with each other.
_NOUN_AND_VERB_APART = frozenset({"zahl", "stell", "lag", "schloss", "sag"})
_SPELLINGS = (("tsch", "ch"), ("sch", "sh"), ("ph", "f"), ("w", "v"), ("j", "y"), ("k", "c"))


def correspondence(word: Word, other: Word) -> float:
    """How surely two words speak of one thing: 0 when they need not, 1 when they are one word."""
    if word.stem == other.stem:
        apart = word.stem in _NOUN_AND_VERB_APART and word.text[0].isupper() != (
            other.text[0].isupper()
        )
        return 1.0 if not apart and _one_word(word.text, other.text) else 0.0
    if traits(word.stem).isdisjoint(traits(other.stem)):
        return 0.0
    own_class = head_class(word.stem)
    if own_class is not None and own_class == head_class(other.stem):
        return SYNONYM
    if not set(word_classes(word.stem)).isdisjoint(word_classes(other.stem)):
        return SYNONYM
    return _by_letters(word.text, word.stem, other.text, other.stem)


@lru_cache(maxsize=1 << 17)
def traits(stem: str) -> frozenset[str]:
    """What two different stems must share one of to correspond: a class, or some letters.

    The letters are those by which one holds the other, or may be the other in another spelling.
    """
    name = head_class(stem)
    found = {*word_classes(stem), *(() if name is None else (name,))}
    if may_vary(stem):
        respelt = _respelt(stem)
        found |= {f"{stem[0]}~{respelt}", f"{respelt}~{stem[-1]}"}
    if may_vary(stem) and len(stem) >= PART:
        found |= {f"{stem[:PART]}…", f"…{stem[-PART:]}"}
    if may_vary(stem) and len(stem) >= LONG_ENOUGH:
        found.add(f"{stem[0]}…")
    return frozenset(found)


@lru_cache(maxsize=1 << 16)
def _one_word(text: str, other: str) -> bool:
    """Whether two forms of one stem are forms of one word: `Gründe` and `Gründer` are not."""
    if text == other:
        return True
    one, two = _plain(text), _plain(other)
    participles = (_PARTICIPLE.match(one), _PARTICIPLE.match(two))
    if participles.count(None) == 1 and not ("end" in one and "end" in two):
        return False
    if frozenset({one, two}) in _APART:
        return False
    if fold(one) == one and fold(two) == two:
        return True
    return _same_umlauts(one, two) or _inflected(text, other)


def _plain(text: str) -> str:
    return text.lower().replace("ß", "ss")


def _same_umlauts(one: str, two: str) -> bool:
    shared = min(len(one), len(two))
    return all(
        fold(a) != fold(b) or a == b for a, b in zip(one[:shared], two[:shared], strict=True)
    )


def _inflected(text: str, other: str) -> bool:
    """Whether an umlaut here and none there is that of a plural, a verb form or a comparison."""
    with_umlaut, without = (text, other) if _UMLAUT.search(text.lower()) else (other, text)
    if _SUFFIX_OF_ITS_OWN.search(with_umlaut.lower()):
        return False
    if text[0].isupper() and other[0].isupper():
        plural = fold(with_umlaut) != fold(without)
        return plural or without.lower().endswith(("er", "en", "el"))
    return fold(text) != fold(other) and (
        "ä" in with_umlaut.lower() or _COMPARED.search(with_umlaut) is not None
    )


@lru_cache(maxsize=1 << 16)
def _by_letters(text: str, stem: str, other: str, other_stem: str) -> float:
    if not (may_vary(stem) and may_vary(other_stem)):
        return 0.0
    if _compound(text, stem, other, other_stem):
        return containment(*sorted((stem, other_stem), key=len))
    ratio = fuzz.ratio(stem, other_stem, score_cutoff=FUZZY) / 100
    return ratio if ratio and _spelt_otherwise(text, stem, other, other_stem, ratio) else 0.0


def _compound(text: str, stem: str, other: str, other_stem: str) -> bool:
    if len(stem) > len(other_stem):
        text, stem, other, other_stem = other, other_stem, text, stem
    if len(stem) < PART:
        return False
    if other_stem.endswith(stem):
        front = other_stem[: -len(stem)]
        return _is_front(front) and _umlauts_within(text, stem, other, len(front))
    if other_stem.startswith(stem):
        rest = other_stem[len(stem) :]
        if not _umlauts_within(text, stem, other, 0):
            return False
        if rest in _DERIVED:
            return True
        return text[0].isupper() == other[0].isupper() and _is_rest(rest)
    return False


def _is_front(front: str) -> bool:
    bare = _LINKING.sub("", front) if len(front) > 4 else front
    return (
        len(bare) >= 3
        and _VOWEL.search(bare) is not None
        and front not in _PREFIXES
        and bare not in _PREFIXES
    )


def _is_rest(rest: str) -> bool:
    return any(
        len(part) >= 4 and _VOWEL.search(part) is not None and part not in _NO_WORDS
        for part in {rest, _LINKING_AFTER.sub("", rest)}
    ) and not any(rest.startswith(ending) for ending in _NO_WORDS)


def _umlauts_within(text: str, stem: str, other: str, at: int) -> bool:
    """Whether the part has its umlauts in the whole as well."""
    one, two = _plain(text)[: len(stem)], _plain(other)[at : at + len(stem)]
    return fold(one) != fold(two) or one in {two, two.replace("ä", "a")}


def _spelt_otherwise(text: str, stem: str, other: str, other_stem: str, ratio: float) -> bool:
    """Whether this is a slip of the pen or a name in another spelling, and no other word."""
    if stem[0] == other_stem[0] and min(len(stem), len(other_stem)) >= LONG_ENOUGH:
        return ratio * 100 >= SLIP
    if not (text[0].isupper() and other[0].isupper()):
        return False
    return _respelt(stem) == _respelt(other_stem)


def _respelt(stem: str) -> str:
    for letters, plain in _SPELLINGS:
        stem = stem.replace(letters, plain)
    return stem
