"""Names that are settled beforehand: what they are, and how else they are spelt.

The list is `known_names.toml` beside this module, meant to be edited; its head says how a line is
written. A name in it always has the kind given there. Only a spelling that can hardly mean
anything else is also found where the recogniser saw no name.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from core.errors import AnalysisError
from core.model import EntityKind, Span
from core.text.words import fold

_NEVER = "never"
_FIRST_NAMES = "first_names"
_FILE = "known_names.toml"
_IN_PLACE = re.compile(r"[^\[\]]*\[[^\[\]]+\][^\[\]]*")


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name that is settled beforehand."""

    name: str
    """The preferred spelling."""
    kind: EntityKind


@dataclass(frozen=True, slots=True)
class SpellingInPlace:
    """Words that settle the name among them wherever they stand, case and all."""

    text: str
    """The words to look for, with plain quotes."""
    span: Span
    """Where the name stands in `text`."""
    known: KnownName


@dataclass(frozen=True, slots=True, eq=False)
class KnownNames:
    """The list, ready to be asked."""

    by_fold: Mapping[str, KnownName]
    certain: Mapping[str, KnownName]
    """Spellings that mean their name wherever they stand, case and all."""
    in_place: tuple[SpellingInPlace, ...]
    shortened: Mapping[str, tuple[str, KnownName]]
    """Certain spellings with their last word (`Deutsche Bahn`: `Bahn`) where that alone is not."""
    never: frozenset[str]
    """Folded words and phrases that are not names although they look like it."""
    first_names: frozenset[str]
    """A name of two words that starts with one of these is a person's."""

    def lookup(self, spelling: str) -> KnownName | None:
        """The name that is spelt so, whatever the case and diacritics."""
        return self.by_fold.get(fold(spelling))


@lru_cache(maxsize=1)
def load_known_names() -> KnownNames:
    """The list that comes with the program; `AnalysisError` names the line that cannot be used."""
    written = resources.files("core.analysis").joinpath(_FILE).read_text(encoding="utf-8")
    return read_known_names(written)


def read_known_names(written: str) -> KnownNames:
    """What a list in the form of `known_names.toml` says; `AnalysisError` names a bad line."""
    try:
        tables = tomllib.loads(written)
    except tomllib.TOMLDecodeError as error:
        raise AnalysisError(str(error), subject=_FILE) from error
    by_fold: dict[str, KnownName] = {}
    certain: dict[str, KnownName] = {}
    in_place: dict[str, SpellingInPlace] = {}
    shortened: dict[str, tuple[str, KnownName]] = {}
    declined: dict[str, KnownName] = {}
    words: dict[str, set[str]] = {_NEVER: set(), _FIRST_NAMES: set()}
    kinds = {kind.value: kind for kind in EntityKind}
    for table, line in _lines(tables):
        spellings = [spelling.strip() for spelling in line.split("|")]
        if "" in spellings or "?" in spellings:
            raise _bad_line("an empty spelling", table, line)
        if table in words:
            words[table].update(spellings)
            continue
        known = KnownName(spellings[0].removeprefix("?"), kinds[table])
        if "[" in known.name or "]" in known.name:
            raise _bad_line("the first spelling stands alone, without brackets", table, line)
        bracketed = "[" in line or "]" in line
        for spelling in spellings:
            text = spelling.removeprefix("?")
            if bracketed and ("[" in text or "]" in text):
                words_around = _in_place(text, known)
                if words_around is None:
                    raise _bad_line(f"one pair of brackets around the name: {text}", table, line)
                in_place[words_around.text] = words_around
                continue
            if by_fold.setdefault(fold(text), known) is not known:
                raise _bad_line(f"{text} is already listed", table, line)
            if text == spelling:
                certain.setdefault(text, known)
            for form in _forms(text, known.kind):
                declined.setdefault(fold(form), known)
                if text == spelling:
                    certain.setdefault(form, known)
        if "?" in line:
            shortened.update(_shortened(spellings, known))
    return KnownNames(
        declined | by_fold,
        certain,
        tuple(in_place.values()),
        shortened,
        frozenset(map(fold, words[_NEVER])),
        frozenset(words[_FIRST_NAMES]),
    )


def _shortened(
    spellings: Sequence[str], known: KnownName
) -> Iterator[tuple[str, tuple[str, KnownName]]]:
    """Certain spellings of one name whose last word is an uncertain one."""
    uncertain = {spelling[1:] for spelling in spellings if spelling.startswith("?")}
    for spelling in spellings:
        short = spelling.rpartition(" ")[2]
        if spelling[0] != "?" and spelling != short and short in uncertain:
            yield spelling, (short, known)


def _lines(tables: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    kinds = {kind.value for kind in EntityKind} | {_NEVER, _FIRST_NAMES}
    for table, topics in tables.items():
        if table not in kinds or not isinstance(topics, dict):
            raise AnalysisError(
                f"[{table}] is not a kind of name", subject=_FILE, advice=", ".join(sorted(kinds))
            )
        for topic, block in topics.items():
            if not isinstance(block, str):
                raise AnalysisError(f"[{table}] {topic} is not a text of lines", subject=_FILE)
            for line in block.splitlines():
                if line.strip() and not line.lstrip().startswith("#"):
                    yield table, line.strip()


def _bad_line(problem: str, table: str, line: str) -> AnalysisError:
    return AnalysisError(problem, subject=f"{_FILE}, [{table}], {line!r}")


def _in_place(text: str, known: KnownName) -> SpellingInPlace | None:
    if _IN_PLACE.fullmatch(text) is None:
        return None
    start, end = text.index("["), text.index("]") - 1
    return SpellingInPlace(text.replace("[", "").replace("]", ""), Span(start, end), known)


_ADJECTIVE_ENDINGS = ("e", "er", "es", "en", "em")
_ADJECTIVE = re.compile(r"(\w{3,}?)(?:e|er|es|en|em)(?= \w)")
_CAMEL = re.compile(r"[A-ZÄÖÜ][a-zäöüß]+[A-ZÄÖÜ]\w*[a-z]\w*")


def _forms(text: str, kind: EntityKind) -> Iterator[str]:
    """Its first word declined (Deutschen Bank), its inner capital lost (Youtube)."""
    first, _, rest = text.partition(" ")
    if rest and kind is not EntityKind.PERSON:
        declined = _ADJECTIVE.match(text) if first.endswith(_ADJECTIVE_ENDINGS) else None
        if declined is None:
            return
        # Without -es, which would make one name of an owner and the owned: `Googles Gemini`.
        for ending in ("e", "en", "er", "em"):
            form = declined.group(1) + ending + text[declined.end() :]
            if form != text:
                yield form
    elif len(text) > 5 and not (rest or text[1:].islower()) and _CAMEL.fullmatch(text):
        yield text.capitalize()
