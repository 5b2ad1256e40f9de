"""Who a phrase names: `der Chef der Bahn, Peter Lang`, `a spokesman for the ministry`, `sie`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from core.analysis.speech.lexicon import (
    ENGLISH_VERBS,
    GERMAN_VERBS,
    STATEMENT,
    is_spokesperson,
    may_speak,
    words_of,
)
from core.analysis.speech.tokens import MARKS, Named, Token
from core.model import EntityId, EntityKind, Span


class Gender(Enum):
    """What a pronoun can stand for."""

    MALE = auto()
    FEMALE = auto()


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of tokens that names somebody."""

    first: int
    end: int
    """The token behind it."""
    span: Span
    """Where it names the speaker: the name alone, or else all of the description."""
    text: str
    entity: EntityId | None
    certain: bool
    """It names somebody, or has a head that speaks in reports."""
    pronoun: Gender | None = None
    plural: bool = False


_NOMINATIVE = words_of(
    """
    der die das ein eine sein seine ihr ihre mein meine unser unsere dieser diese jener mehrere
    viele einige zwei drei vier fünf beide manche andere weitere zahlreiche dessen deren auch
    """
)
_OBLIQUE = words_of(
    """
    dem den des einem einen einer eines seinem seinen seiner seines ihrem ihren ihrer ihres deren
    dessen diesem diesen dieser dieses der die mehreren einigen zwei drei
    """
)
_GENITIVE = words_of("der des eines einer dieser seiner ihrer deren seines ihres")
_DEFINITE = words_of("der dem den des")
_INTO = words_of("von vom für beim bei")
_PLACE = words_of("aus in im am an")
_NEVER_IN_NAMES = words_of(
    """
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag ende anfang mitte
    reportern journalisten januar februar märz april mai juni juli august september oktober
    november dezember jahr woche tag abend morgen nachmittag vormittag mittag monday tuesday
    wednesday thursday friday saturday sunday january february march june
    october december reporters journalists
    """
)
_NO_ADJECTIVES = words_of(
    """
    der die das dem den des eine einer einem einen und oder aber wieder immer sie er es ihre seine
    hatte habe wurde werde sagte erklärte bitte heute wäre hätte könnte würde später weiter
    jahre gerne diese alle keine ohne ende mitte gegenüber über unter hinter außer daher eher
    bisher vorher nachher nur sehr schon
    """
)
_PRONOUNS = {
    "de": {"er": Gender.MALE, "sie": Gender.FEMALE},
    "en": {"he": Gender.MALE, "she": Gender.FEMALE},
}
MEDIA = (
    "dpa",
    "afp",
    "reuters",
    "epd",
    "kna",
    "ap",
    "sid",
    "ard",
    "zdf",
    "bbc",
    "cnn",
    "agentur",
    "zeitung",
    "zeitungen",
    "spiegel",
    "bild",
    "welt",
    "zeit",
    "tagesspiegel",
    "rundschau",
    "magazin",
    "sender",
    "presse",
    "nachrichten",
    "blatt",
    "kurier",
    "anzeiger",
    "funke",
    "rundfunk",
    "times",
    "post",
)
_TITLES = words_of("mr mrs ms dr prof st sen rep gov gen sgt lt col")
_LONGEST = 14


class Reader:
    """Reads the phrases of one statement."""

    def __init__(self, text: str, tokens: Sequence[Token], language: str) -> None:
        self.text = text
        self.tokens = tokens
        self.language = language

    def low(self, at: int) -> str:
        """The token at a position in lower case; nothing outside of the statement."""
        return self.tokens[at].low if 0 <= at < len(self.tokens) else ""

    def pronoun(self, at: int) -> Phrase | None:
        """A personal pronoun that can stand for one person."""
        gender = _PRONOUNS[self.language].get(self.low(at))
        if gender is None:
            return None
        token = self.tokens[at]
        return Phrase(at, at + 1, token.span, token.text, None, True, gender)

    def german(self, at: int, *, oblique: bool = False) -> Phrase | None:
        """The phrase that begins at a token, in the nominative or else in another case."""
        pronoun = None if oblique else self.pronoun(at)
        if pronoun is not None:
            return pronoun
        core = self._german_core(at, _OBLIQUE | {"dessen"} if oblique else _NOMINATIVE)
        if core is None:
            return None
        head_end = core
        end = self._german_extension(at, core, oblique=oblique)
        plural = self.low(at) in ("mehrere", "viele", "einige", "zwei", "drei", "beide", "manche")
        if self.low(end) in ("und", "sowie") and end + 1 < len(self.tokens):
            other = self._german_core(end + 1, _OBLIQUE if oblique else _NOMINATIVE)
            if other is not None:
                one_person = self._is_one_of_two_roles(at, head_end, other)
                plural = plural or not one_person
                end = self._german_extension(end + 1, other, oblique=oblique)
                head_end = other if one_person else head_end
        end = self._brackets(end)
        named = self._apposed_name(end) if self._person_in(at, head_end) is None else None
        if named is not None:
            return named_phrase(at, named[1], named[0])
        return self._phrase(at, head_end, end, plural=plural, oblique=oblique)

    def noun_end(self, at: int) -> int | None:
        """The end of a German noun in another case than the nominative, without its attributes."""
        return self._german_core(at, _OBLIQUE)

    def english(self, at: int) -> Phrase | None:
        """The phrase that begins at a token."""
        pronoun = self.pronoun(at)
        if pronoun is not None:
            return pronoun
        core = self._english_core(at)
        if core is None:
            return None
        end = core
        while self._english_extends(core, end) and end - at < _LONGEST:
            person = self._person_in(at, core) is not None
            if person and self.low(end) not in ("of", "from", "at"):
                break
            inner = self._english_core(end + 1)
            if inner is None or self.low(end + 1) in _NEVER_IN_NAMES:
                break
            end = inner
        plural = False
        if self.low(end) == "and":
            other = self._english_core(end + 1)
            if other is not None:
                plural = True
                end = other
        end = self._brackets(end)
        named = self._apposed_name(end) if self._person_in(at, core) is None else None
        if named is not None:
            return named_phrase(at, named[1], named[0])
        return self._phrase(at, core, end, plural=plural)

    def _english_extends(self, core: int, at: int) -> bool:
        if self.low(at) == "by":
            return self.low(core - 1) in STATEMENT
        return self.low(at) in ("of", "for", "at", "from", "with", "in")

    def _german_core(self, at: int, determiners: frozenset[str]) -> int | None:
        """The end of determiner, adjectives, nouns and name."""
        tokens, here = self.tokens, at
        here += self.low(here) in determiners
        while here < len(tokens) and here - at < 6 and self._is_adjective(here):
            here += 1
        start = here
        while here < len(tokens) and here - start < 8:
            token = tokens[here]
            same_name = here > start and self._continues_name(here)
            if same_name:
                here += 1
                continue
            if not token.is_word or (not token.is_capital and token.named is None):
                break
            if token.low in _NEVER_IN_NAMES or (
                token.low in _NOMINATIVE and not token.is_whole_name
            ):
                break
            if here > start and self._ends_person(here - 1):
                break
            here += 1
        return here if here > start else None

    def _continues_name(self, at: int) -> bool:
        if self.low(at) == ".":
            return self.low(at - 1) in _TITLES and at + 1 < len(self.tokens)
        one, other = self.tokens[at - 1], self.tokens[at]
        return one.named is not None and one.named is other.named and one.is_whole_name

    def _ends_person(self, at: int) -> bool:
        token = self.tokens[at]
        return token.ends_name and token.named is not None and token.named.kind is EntityKind.PERSON

    def _is_adjective(self, at: int) -> bool:
        token = self.tokens[at]
        if token.is_capital or token.named is not None:
            return False
        if token.low in _NO_ADJECTIVES or token.low in GERMAN_VERBS:
            return False
        if token.low.isdigit() or token.low in ("rund", "knapp"):
            return True
        return token.low.endswith(("e", "er", "en", "es", "em")) and token.low[0].isalnum()

    def _german_extension(self, at: int, core: int, *, oblique: bool) -> int:
        """The end of the genitives and prepositional attributes behind a noun."""
        end = core
        while end < len(self.tokens) and end - at < _LONGEST:
            if self._ends_person(end - 1):
                break
            word = self.low(end)
            if word in _GENITIVE:
                inner = self._german_core(end, _GENITIVE)
                if inner is not None and not oblique and self._is_recipient(end, inner):
                    break
            elif word in _INTO or (word in _PLACE and self._leads_to_place(end + 1)):
                inner = self._german_core(end + 1, _OBLIQUE)
            else:
                break
            if inner is None:
                break
            end = inner
        return end

    def _is_recipient(self, at: int, end: int) -> bool:
        """`sagte ein Sprecher der Deutschen Presse-Agentur`: to whom rather than whose."""
        return self.low(at) == "der" and self.low(end - 1).endswith(MEDIA)

    def _leads_to_place(self, at: int) -> bool:
        at += self.low(at) in _OBLIQUE
        if at >= len(self.tokens):
            return False
        named = self.tokens[at].named
        return named is not None and named.kind is not EntityKind.PERSON

    def _is_one_of_two_roles(self, at: int, core: int, other: int) -> bool:
        """`Minister und Parteichef Lang` is one, `Lang und Kohl` are two."""
        unnamed = all(not token.is_whole_name for token in self.tokens[at:core])
        return unnamed and self._ends_person(other - 1) and self.low(core + 1) not in _NOMINATIVE

    def _brackets(self, at: int) -> int:
        """Behind the bracket that opens here, if one does: `Kohl (SPD)`."""
        if self.low(at) != "(":
            return at
        for end in range(at + 1, min(at + 9, len(self.tokens))):
            if self.low(end) == ")":
                return end + 1
        return at

    def _apposed_name(self, at: int) -> tuple[Named, int] | None:
        """The person named between this comma and the next sign: `der Chef, Peter Lang, `."""
        if self.low(at) != ",":
            return None
        for start in (at + 1, at + 2):
            if start >= len(self.tokens):
                return None
            token = self.tokens[start]
            named = token.named
            if named is None or named.kind is not EntityKind.PERSON or not token.is_whole_name:
                continue
            end = start
            while end < len(self.tokens) and self.tokens[end].named is named:
                end += 1
            end = self._brackets(end)
            if self.low(end) in (",", ".", "", "«»"):
                return named, end
        return None

    def _english_core(self, at: int) -> int | None:
        tokens, here = self.tokens, at
        determined = self.low(at) in _ENGLISH_DETERMINERS
        here += determined
        start = here
        while here < len(tokens) and here - start < 8:
            token = tokens[here]
            if here > start and self._continues_name(here):
                here += 1
                continue
            if not token.is_word or token.low in _ENGLISH_STOPS or token.low in _NEVER_IN_NAMES:
                break
            if here > start and token.low in ENGLISH_VERBS and token.low not in _ENGLISH_NOUNS:
                break
            if here > start and self._ends_person(here - 1):
                break
            capital = token.is_capital or token.named is not None
            if not capital and not determined and not self._speaks_soon(here):
                break
            here += 1
        return here if here > start else None

    def _speaks_soon(self, at: int) -> bool:
        """Whether a word without article leads to one who speaks: `senior officials`."""
        return any(
            may_speak(self.low(there), "en")
            for there in range(at, min(at + 3, len(self.tokens)))
            if all(self.low(b) not in _ENGLISH_STOPS for b in range(at, there + 1))
        )

    def _person_in(self, first: int, end: int) -> Named | None:
        """The person whose name ends a stretch."""
        if end > first and self._ends_person(end - 1):
            return self.tokens[end - 1].named
        return None

    def _phrase(
        self, at: int, core: int, end: int, *, plural: bool, oblique: bool = False
    ) -> Phrase:
        tokens = self.tokens
        first = at + (oblique and self.low(at) in _DEFINITE)
        described = self._trimmed(Span(tokens[first].start, tokens[end - 1].end))
        if plural:
            certain = any(t.named is not None for t in tokens[at:end]) or self._speaks(at, end)
            return Phrase(at, end, described, described.of(self.text), None, certain, plural=True)
        head = tokens[core - 1]
        named = head.named
        if named is not None and (head.ends_name or head.end < named.span.end):
            person = named.kind is EntityKind.PERSON
            body = named.kind is EntityKind.ORGANISATION
            country = named.kind is EntityKind.PLACE and named.span.start == tokens[at].start
            if person or body:
                return named_phrase(at, end, named)
            if country and core == end:
                return named_phrase(at, end, named)
        speaks = self._speaks(at, core)
        entity = self._principal(at, core, end)
        return Phrase(
            at, end, described, described.of(self.text), entity, speaks or entity is not None
        )

    def _trimmed(self, span: Span) -> Span:
        """Without the bracket at its end, but with the mark that closes a quoted name."""
        bare = span.of(self.text)
        if bare.endswith(")"):
            bare = bare[: bare.rfind("(")].rstrip() or bare
        end = span.start + len(bare)
        closes = self.text[end : end + 1] in MARKS and any(mark in bare for mark in MARKS)
        return Span(span.start, end + (closes and end < len(self.text)))

    def _speaks(self, first: int, end: int) -> bool:
        return any(
            may_speak(token.low, self.language)
            for token in self.tokens[first:end]
            if token.is_capital or self.language == "en"
        )

    def _principal(self, at: int, core: int, end: int) -> EntityId | None:
        """The organisation that speaks through a spokesperson, statement or report, if one does."""
        head = self.tokens[core - 1].low
        statement = head in STATEMENT or "bericht" in head
        if not is_spokesperson(head) and not statement:
            return None
        whose = [token for token in self.tokens[core + 1 : end] if not token.is_whole_name]
        if any(token.low in _GENITIVE | _INTO | _OF for token in whose[1:]):
            return None  # the report of a spokesman of somebody
        kinds = {EntityKind.ORGANISATION} | ({EntityKind.PERSON} if statement else set())
        named = [token.named for token in self.tokens[at:end] if token.named is not None]
        owners = {each.entity for each in named if each.kind in kinds}
        others = any(each.kind not in kinds | {EntityKind.PLACE} for each in named)
        return next(iter(owners)) if len(owners) == 1 and not others else None


_OF = words_of("of for at from by")
_ENGLISH_DETERMINERS = words_of(
    "the a an his her its their our my this these those some several many two three one both"
)
_ENGLISH_STOPS = words_of(
    """
    in on at of for from with to by after before during while when as and or but that who which
    whose because if so than then over under about into it he she they we i you there was were is
    are be been being had has have did does do will would could should can may might must said says
    say told tell tells asked added wrote not also later earlier yesterday today tomorrow
    the a an his her its their this what how why where
    """
)
_ENGLISH_NOUNS = words_of(
    "report reports claim claims state states comment comments post posts demand promise estimate"
)


def named_phrase(first: int, end: int, named: Named) -> Phrase:
    """The phrase whose head is a mention; its name alone is the speaker."""
    return Phrase(first, end, named.span, named.text, named.entity, certain=True)


def without_genitive(named: Named) -> Named:
    """A mention that owns what follows, without its ending: `Kohls Antwort`."""
    bare = named.text.removesuffix("s").rstrip("'’") or named.text
    span = Span(named.span.start, named.span.start + len(bare))
    return Named(span, named.entity, named.kind, bare)
