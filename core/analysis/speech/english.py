"""Who is said to speak in an English statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.analysis.speech.attribution import Attribution
from core.analysis.speech.lexicon import ENGLISH_NEEDS_THAT, ENGLISH_VERBS, Demand, words_of
from core.analysis.speech.phrases import Phrase, Reader, named_phrase, without_genitive
from core.analysis.speech.tokens import Token
from core.model import EntityKind, Span

_SIGNS = frozenset(",;:.!?…–—")
_SAY = words_of("said say says")
_TELL = words_of("told tell tells")
_NOT_WORDS = words_of(
    """
    hello goodbye hi farewell nothing something anything yes no so sorry thanks amen grace prayers
    lies lie jokes story stories
    """
)
_PASSIVE = words_of("is are was were be been being am get got 's")
_NOT_FINITE = words_of(
    """
    to will would could should might may must can cannot not n't didn't doesn't don't won't wouldn't
    couldn't refused declined let let's going nor never the a an this that his her its their
    """
)
_BETWEEN = words_of(
    "also later then has had have repeatedly earlier recently again once already now still first"
)
_CLAUSE = words_of(
    """
    that he she it they there we i you the a an his her its their our this these no if both all
    every any some many most neither
    """
)
_NOMINATIVE = words_of("he she they we i there it")
_BREAKS = words_of("and but or while when as because although though after before if whether that")
_CHAINED = words_of("and but while although though whereas because")
_PREPOSITIONS = words_of("on in at after during for by with from before despite following amid")
_TOLD = words_of("him her them us me reporters journalists lawmakers")
_NO_SPEAKERS = words_of("it this that which what nobody one who there")
_WHO_NOUNS = words_of("words view opinion account")
_AS = words_of("put said noted says puts reported explained wrote")
_RULES = words_of("law rules plan schedule contract legend custom tradition constitution")
_STATEMENTS_OF = words_of("statement reply response answer message verdict tweet comment")


class English:
    """Looks for attributions in one statement."""

    def __init__(
        self,
        text: str,
        tokens: Sequence[Token],
        fragments: Sequence[Span],
        *,
        headline: bool,
    ) -> None:
        self.text = text
        self.tokens = tokens
        self.fragments = fragments
        self.headline = headline
        self.reader = Reader(text, tokens, "en")

    def attributions(self) -> Iterator[Attribution]:
        """What shows who speaks, the surest first."""
        yield from self._colon()
        yield from self._phrases()
        for at, token in enumerate(self.tokens):
            verbs = ENGLISH_VERBS.get(token.low)
            if verbs is not None and (not token.is_capital or self.tokens[at - 1].is_quotation):
                found = self._spoken(at, verbs[0].demand)
                if found is not None:
                    yield found
        yield from self._beside_quotation()

    def _low(self, at: int) -> str:
        return self.reader.low(at)

    def _spoken(self, at: int, demand: Demand) -> Attribution | None:
        before = self._low(at - 1)
        quoted_as = before == "as" and self._low(at - 2) == "quoted"
        if before in _PASSIVE and not self._progressive(at):
            return None
        if before in _NOT_FINITE or self._says_no_words(at + 1) or quoted_as:
            return None
        subject, follows = self._subject(at)
        if subject is None or self._low(subject.first) in _NO_SPEAKERS:
            return None
        if self._low(subject.end - 1) in _RULES:
            return None
        cue = self.tokens[at].span
        beside = self._beside(at, subject, follows=follows)
        if demand is Demand.FLOOR:
            if self.headline or not subject.certain:
                return None
            return Attribution(cue, subject, gives_words=beside, of_quotation=beside)
        if demand is Demand.QUOTATION:
            spoken = subject.certain and (beside or self._has_fragment(at))
            return Attribution(cue, subject, of_quotation=True) if spoken else None
        if beside:
            return Attribution(cue, subject, of_quotation=True)
        if demand is Demand.OBJECT:
            bare = at + 1 >= len(self.tokens) or self._low(at + 1) == "."
            told = subject.certain and not self.headline and not bare
            return Attribution(cue, subject) if told else None
        return Attribution(cue, subject) if self._has_content(at, subject, follows) else None

    def _says_no_words(self, at: int) -> bool:
        return self._low(at) in _NOT_WORDS and not self.tokens[at].is_capital

    def _progressive(self, at: int) -> bool:
        return self._low(at).endswith("ing")

    def _has_content(self, at: int, subject: Phrase, follows: bool) -> bool:
        low = self._low(at)
        words_before = sum(1 for token in self.tokens[: subject.first] if token.is_word)
        if follows:
            return words_before >= 2 and subject.certain
        trailing = self._low(subject.first - 1) == "," and words_before >= 2
        here = at + 1
        if low in _TELL:
            recipient = self.reader.english(here)
            if self._low(here) in _TOLD:
                here += 1
            elif recipient is not None:
                here = recipient.end
            else:
                return False
            if here >= len(self.tokens) or self._low(here) == ".":
                return trailing
            return subject.certain and self._low(here) not in ("about", "of", "to", "a", "the")
        if here >= len(self.tokens) or self._low(here) in _SIGNS:
            return trailing or (self._low(here) == ":" and here + 2 < len(self.tokens))
        if self._that_ahead(here):
            return True
        if low in ENGLISH_NEEDS_THAT:
            return self._low(here) in _NOMINATIVE
        if low in _SAY or self._low(here) in _NOMINATIVE:
            return trailing or len(self.tokens) - here >= 3
        return self._low(here) in _CLAUSE and self._verb_ahead(here)

    def _that_ahead(self, at: int) -> bool:
        """Whether a clause with `that` begins, perhaps behind when and where it was said."""
        for place in range(at, min(at + 9, len(self.tokens))):
            low = self._low(place)
            if low == "that":
                return True
            if low in _SIGNS:
                return False
        return False

    def _verb_ahead(self, at: int) -> bool:
        finite = ("is", "are", "was", "were", "will", "would", "had", "has", "have", "could", "can")
        return any(token.low in finite for token in self.tokens[at : at + 10])

    def _subject(self, at: int) -> tuple[Phrase | None, bool]:
        """Who says it, and whether that stands behind the verb."""
        before = self._low(at - 1)
        opens = at == 0 or before in (",", "«»", "–", "—") or before in _SIGNS
        if opens:
            behind = self.reader.english(at + 1)
            after_quote = before == "«»" or self._low(at - 2) == "«»"
            if behind is not None and (behind.certain or after_quote):
                closes = self._low(behind.end) in _SIGNS or behind.end >= len(self.tokens)
                at_rest = closes or after_quote or self._low(behind.end) in _PREPOSITIONS
                if at_rest and (after_quote or not self._host_before(at)):
                    return behind, True
            return self._host_before(at), False
        end = at
        while self._low(end - 1) in _BETWEEN or self._low(end - 1).endswith("ly"):
            end -= 1
        return self._ending_at(end), False

    def _host_before(self, at: int) -> Phrase | None:
        """`Smith, the mayor, said`: whom the verb goes with, over an apposition."""
        if self._low(at - 1) != ",":
            return None
        commas = 0
        for end in range(at - 2, max(0, at - 40), -1):
            if self.tokens[end].is_quotation:
                return None
            if self._low(end) == "," and commas < 3:
                commas += 1
                host = self._ending_at(end, or_at=at - 1)
                named = host is not None and host.certain
                if host is not None and named and not self._verb_before(host):
                    return host
        return None

    def _verb_before(self, host: Phrase) -> bool:
        start = host.first - 1
        return (
            start >= 0
            and self._low(start) not in _SIGNS
            and not (self._low(start) in _CHAINED or self.tokens[start].is_quotation)
        )

    def _ending_at(self, end: int, *, or_at: int | None = None) -> Phrase | None:
        """The longest phrase that ends right before a token and begins its clause."""
        start = end
        while start > 0:
            token = self.tokens[start - 1]
            if token.is_quotation or (token.low in _SIGNS and token.low != "."):
                break
            if token.low in _BREAKS and not self._joins(start - 1):
                break
            if token.low == "." and self.tokens[start - 1].end < len(self.text) - 1:
                previous = self.tokens[start - 2] if start > 1 else None
                if previous is None or len(previous.text) > 4:
                    break
            start -= 1
        for first in range(start, end):
            if first > start and self._low(first - 1) in ("of", "for", "at", "from", "the", "a"):
                continue
            phrase = self.reader.english(first)
            if phrase is None:
                continue
            if phrase.end in (end, or_at):
                skipped = self.tokens[start:first]
                opened = skipped[0].low if skipped else ""
                if not skipped or phrase.certain or opened in _PREPOSITIONS:
                    return phrase
        return None

    def _joins(self, at: int) -> bool:
        """`Smith and Jones`."""
        if self._low(at) != "and" or at + 1 >= len(self.tokens) or at == 0:
            return False
        return self.tokens[at - 1].is_capital and self.tokens[at + 1].is_capital

    def _beside(self, at: int, subject: Phrase, *, follows: bool) -> bool:
        """Whether a quotation stands right before or behind the words around a verb."""
        left = at - 1
        while left >= 0 and not self.tokens[left].is_quotation and self._low(left) not in ":;":
            left -= 1
        right = max(at + 1, subject.end if follows else 0)
        while right < len(self.tokens) and not self.tokens[right].is_quotation:
            if self._low(right) in (".", ";") and right < len(self.tokens) - 1:
                break
            right += 1
        behind = right < len(self.tokens) and self.tokens[right].is_quotation
        ahead = left >= 0 and self.tokens[left].is_quotation
        if ahead and (left + 1 in (at, subject.first) or self._low(left + 1) == ","):
            return True
        return behind and self._low(right - 1) in (",", ":", "that", *_SAY, *_TELL, self._low(at))

    def _has_fragment(self, at: int) -> bool:
        return any(span.start > self.tokens[at].end for span in self.fragments) or any(
            token.is_quotation for token in self.tokens[at:]
        )

    # --- phrases ---

    def _phrases(self) -> Iterator[Attribution]:
        for at, token in enumerate(self.tokens):
            low = token.low
            if low == "according" and self._low(at + 1) == "to":
                yield from self._behind(at, at + 2)
            elif low == "per" and at + 1 < len(self.tokens):
                named = self.tokens[at + 1].named
                if named is not None and named.kind in _SPEAKING_KINDS:
                    yield from self._behind(at, at + 1)
            elif low == "in" and self._low(at + 2) in _WHO_NOUNS and self._low(at + 3) == "of":
                yield from self._behind(at, at + 4)
            elif low == "as" and (not at or self._low(at - 1) in (",", "«»", "–")):
                yield from self._as_put(at)
            elif low == "as" and self._low(at - 1) == "quoted" and self._low(at + 1) == "saying":
                verb = at - 2
                phrase = self._ending_at(verb) if self._low(verb) in _PASSIVE else None
                if phrase is not None:
                    yield Attribution(self.tokens[at - 1].span, phrase)

    def _behind(self, at: int, start: int) -> Iterator[Attribution]:
        phrase = self.reader.english(start)
        if phrase is None or self.tokens[phrase.end - 1].low in _RULES:
            return
        beside = any(
            0 <= p < len(self.tokens) and self.tokens[p].is_quotation
            for p in (at - 1, at - 2, phrase.end, phrase.end + 1)
        )
        yield Attribution(self.tokens[at].span, phrase, of_quotation=beside)

    def _as_put(self, at: int) -> Iterator[Attribution]:
        phrase = self.reader.english(at + 1)
        if phrase is not None and self._low(phrase.end) in _AS:
            yield Attribution(self.tokens[phrase.end].span, phrase)

    # --- colons and quotations ---

    def _colon(self) -> Iterator[Attribution]:
        at = next((p for p, token in enumerate(self.tokens) if token.low == ":"), None)
        if not at or at + 1 >= len(self.tokens):
            return
        quoted = self.tokens[at + 1].is_quotation
        if quoted and at > 1 and self._low(at - 1) in _STATEMENTS_OF:
            named = self.tokens[at - 2].named
            if named is not None and named.kind is EntityKind.PERSON:
                owner = named_phrase(at - 2, at - 1, without_genitive(named))
                yield Attribution(self.tokens[at].span, owner, of_quotation=True)
            return
        phrase = self.reader.english(0)
        if phrase is None or not phrase.certain or phrase.pronoun or phrase.end != at:
            return
        named = self.tokens[at - 1].named
        body = named is not None and named.kind is not EntityKind.PERSON
        own = any(token.low in ("we", "i", "our", "i'm", "we're") for token in self.tokens[at:])
        if quoted or (self.headline and (not body or own)):
            yield Attribution(self.tokens[at].span, phrase, of_quotation=quoted)

    def _beside_quotation(self) -> Iterator[Attribution]:
        """`“We are close,” teased Smith`: any verb will do between quotation and person."""
        for at, token in enumerate(self.tokens):
            if not token.is_quotation or self.text[: token.end].rstrip("\"”’'»")[-1:] not in ",?!":
                continue
            verb = at + 1
            if self._low(verb).endswith(("ed", "s")) and self._low(verb) not in _BREAKS:
                subject = self.reader.english(verb + 1)
                if subject is not None and subject.certain:
                    yield Attribution(self.tokens[verb].span, subject, of_quotation=True)
                    continue
            subject = self.reader.english(verb)
            if subject is None or not subject.certain:
                continue
            if self._low(subject.end).endswith(("ed", "s")):
                yield Attribution(self.tokens[subject.end].span, subject, of_quotation=True)


_SPEAKING_KINDS = frozenset((EntityKind.PERSON, EntityKind.ORGANISATION))
