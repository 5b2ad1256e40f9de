"""Where the names of a story stand, those the recogniser missed included."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.analysis.known_names import KnownName, KnownNames
from core.analysis.linking.evidence import Evidence
from core.analysis.linking.pages import Page, Token
from core.analysis.linking.phrases import Occurrence, Phrase, Phrases, known_phrases
from core.analysis.linking.wording import (
    COMPOUND,
    DEFINITE_WORDS,
    INDEFINITE_WORDS,
    is_role,
    is_stop,
)
from core.model import EntityKind, Span
from core.text.words import fold

_PREFIX_WORDS = "anti ex pro nicht non us eu post neo pre nato un"
_PREFIXES = frozenset(_PREFIX_WORDS.split())
_DETERMINERS = INDEFINITE_WORDS | (DEFINITE_WORDS - {"the"})


def occurrences(
    index: int, page: Page, story: Phrases, evidence: Evidence, known: KnownNames
) -> Iterator[Occurrence]:
    """Every place of a page where an accepted name stands, the longest name first."""
    alone, in_place = known_phrases(known)
    settled = dict(_settled_by_neighbours(index, page, in_place, known))
    letters = {
        place.span.of(page.text): place.phrase for place in settled.values() if len(place.span) == 1
    }
    barred = {
        compound.start(): compound.end()
        for compound in COMPOUND.finditer(page.text)
        if fold(compound.group()) in known.never
    }
    taken_to = 0
    for number, token in enumerate(page.tokens):
        taken_to = barred.get(token.start, taken_to)
        if token.start < taken_to:
            continue
        best = settled.get(token.start)
        for first in _first_tokens(token.text) if best is None else ():
            for phrase in (*story.get(first, ()), *alone.get(first)):
                span = _name_span(phrase, page, token.start)
                if (
                    span is not None
                    and (best is None or span.end > best.span.end)
                    and _may_stand(phrase, page, number, span, taken_to, evidence)
                ):
                    best = Occurrence(index, span, phrase, _doubtful(phrase, token, evidence))
            if best is not None:
                break
        if best is None and token.text in letters:
            best = Occurrence(index, Span(token.start, token.end), letters[token.text])
        if best is not None:
            yield best
            taken_to = best.span.end


def _doubtful(phrase: Phrase, token: Token, evidence: Evidence) -> bool:
    plain = phrase.wary and token.initial and phrase.text.lower() in evidence.common
    return phrase.first_name or (phrase.person and plain)


def _settled_by_neighbours(
    index: int, page: Page, in_place: Phrases, known: KnownNames
) -> Iterator[tuple[int, Occurrence]]:
    for number, token in enumerate(page.tokens):
        for phrase in in_place.get(token.text, ()):
            span = _name_span(phrase, page, token.start)
            if span is not None:
                yield span.start, Occurrence(index, span, phrase)
        made = _made_by_its_owner(page.tokens, number, known)
        if made is not None:
            whole = Span(0, len(token.text))
            phrase = Phrase(token.text, whole, token.text, made.kind, made)
            yield token.start, Occurrence(index, whole.shifted(token.start), phrase)


def _made_by_its_owner(tokens: Sequence[Token], number: int, known: KnownNames) -> KnownName | None:
    """The listed product after the genitive of a listed company: `Apples Siri`."""
    before = [token.text for token in tokens[max(0, number - 3) : number]]
    if before[-2:] == ["'", "s"]:
        owner = "".join(before[:-2])
    elif before and before[-1].endswith("s"):
        owner = before[-1][:-1]
    else:
        return None
    maker, made = known.lookup(owner), known.lookup(tokens[number].text)
    if maker is None or made is None or not tokens[number].text[0].isupper():
        return None
    company = maker.kind is EntityKind.ORGANISATION
    return made if company and made.kind is EntityKind.THING else None


def _first_tokens(word: str) -> Iterator[str]:
    yield word
    if word.endswith("s"):
        yield word[:-1]
        if word.endswith("es"):
            yield word[:-2]


def _name_span(phrase: Phrase, page: Page, start: int) -> Span | None:
    """Where the name of a phrase stands, with a genitive -s, when the phrase starts here."""
    text = page.text
    if not text.startswith(phrase.text, start):
        return None
    end = start + len(phrase.text)
    if phrase.joined:
        compound = text[end : end + 1] == "-" and text[end + 1 : end + 2].isalnum()
        return Span(start, end) if compound else None
    last = phrase.text[-1]
    if not last.isalnum() or not text[end : end + 1].isalnum():
        ending = 0
    elif text[end] == "s" and last not in "sxzß" and not text[end + 1 : end + 2].isalnum():
        ending = 1
    elif text[end : end + 2] == "es" and last in "tdsgk" and not text[end + 2 : end + 3].isalnum():
        ending = 2
    else:
        return None
    if len(phrase.span) < len(phrase.text):
        return phrase.span.shifted(start)
    return Span(start, end + ending)


def _may_stand(
    phrase: Phrase, page: Page, number: int, span: Span, taken_to: int, evidence: Evidence
) -> bool:
    """Whether what stands around a name leaves it that name."""
    token = page.tokens[number]
    statement = page.statement_at(token.start)
    if statement is None or span.end > statement.span.end:
        return False
    if " " in phrase.text or phrase.joined:
        return True
    before = page.tokens[number - 1] if number else None
    if before is not None and before.text == "-" and before.end == token.start:
        part = page.tokens[max(0, number - 2)]
        if part.end == before.start and part.text[-1].isalnum():
            return taken_to == before.start or fold(part.text) in _PREFIXES
    if (page.source.article, token.start) in evidence.seen_at:
        return True
    compound = page.text[span.end : span.end + 1] == "-"
    if not phrase.person:
        return (
            not phrase.wary
            or compound
            or before is None
            or before.text.lower() not in INDEFINITE_WORDS
        )
    if phrase.wary and token.initial and is_stop(fold(phrase.text)):
        return False
    after = page.tokens[number + 1] if number + 1 < len(page.tokens) else None
    if phrase.first_name and (compound or _adjoins_capital(after, span.end)):
        return False
    if before is None or compound:
        return True
    if page.source.language != "en":
        return before.text.lower() not in _DETERMINERS
    return (
        before.initial
        or before.end + 1 != token.start
        or taken_to == before.end
        or not before.text[0].isupper()
        or before.text.isupper()
        or is_role(before.text)
    )


def _adjoins_capital(after: Token | None, end: int) -> bool:
    return after is not None and after.start == end + 1 and after.text[0].isupper()
