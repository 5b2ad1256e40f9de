"""Where sentences of German and English news begin and end."""

from __future__ import annotations

import re

from core.model import Span
from core.text.words import fold, is_stop_word

_OPENING = "\"'„“”‚‘’«»‹›([{¿¡`"
_CLOSING = "\"'“”’‘»«›‹)]}"

# An end mark with what closes behind it: quotes, brackets, the footnote numbers of encyclopaedias.
_END = re.compile(
    rf"""
      (?P<mark> [.!?…]+ (?: [ ] \.{{2,}} )? )
      (?P<closing> [{re.escape(_CLOSING)}]* (?: \[\d{{1,3}}\] )* )
      (?= \s | (?P<glued> [A-ZÄÖÜ][a-zäöüß]* \s ) )
    """,
    re.VERBOSE,
)
_BLANK_LINE = re.compile(r"\n[^\S\n]*(?:\n\s*)+|[\u2029\f]\s*")
_LIST_ITEM = re.compile(r"\n(?=[^\S\n]*(?:[-–—•▪‣◦·*]|\(?\d{1,2}[.)])[^\S\n]+\S)")
_NEXT = re.compile(
    rf"""
      \s* (?P<opening> [{re.escape(_OPENING)}\s–—-]* )
      (?P<word> (?: [^\W_] [\u0300-\u036f]* )* )
    """,
    re.VERBOSE,
)
_SPACES = re.compile(r"\s*")
_LAST_WORD = re.compile(r"[^\s\"'„“”‚‘’«»‹›(\[{/]*\Z")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\s+\Z")
# How far back a word before an end mark is looked for.
_REACH = 60
_BRACKET_REACH = 400

_NUMBER = re.compile(r"\d{1,3}|\d{1,2}\.\s?\d{1,2}|[IVX]{1,6}")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,3}")
_CONSONANTS = re.compile(r"[B-DF-HJ-NP-TV-XZb-df-hj-np-tv-xz][b-df-hj-np-tv-xz]{1,3}")
# xAI, iPhone and eBay open a sentence as they are.
_INNER_CAPITAL = re.compile(r"[^\W\d_]{1,2}[A-ZÄÖÜ]")

_SPOKEN_BY = re.compile(
    r"(?:[^\W\d_][\w.'’-]*\s+){1,4}?"
    r"(?:said|says|asked|asks|added|adds|told|wrote|writes|tweeted|replied|shouted|cried|recalled"
    r"|wondered|joked|insisted|explained)\b"
)


def _listed(listed_words: str) -> frozenset[str]:
    return frozenset(listed_words.split())


# Never the last word of a sentence.
_BEFORE_A_WORD = _listed(
    """
    z.b d.h u.a.m e.g i.e cf vs dr prof dipl hr fr frl hrn st nr bzw ca evtl ggf vgl sog inkl exkl
    zzgl abzgl bes insb insbes einschl mind mr mrs ms messrs gen rep sen gov col capt cmdr sgt
    lt maj rev hon pres supt det mag ing priv doz med phil jur rer nat habil geb gest ebd hrsg
    dt engl frz lat russ span ital amerik brit ehem gegr kath evang ev eigtl ugs urspr zit zw
    approx esp incl
    """
)
# May be the last word, but then a function word usually follows.
_ANYWHERE = _listed(
    """
    usw etc u.a u.ä o.ä u.v.m u.u o.g s.o s.u i.d.r v.a m.e n.chr v.chr mio mrd tsd mill bn co corp
    inc ltd bros jr sr jun sen u.s u.k u.n d.c e.u a.m p.m ph.d b.a m.a ave blvd rd str tel hbf
    max min std sek stk jh jhd jhdt mt ft abb anm bsp bzgl lfd mwst allg betr
    """
)
# Words of their own, too; short for something only before a number.
_BEFORE_A_NUMBER = _listed(
    """
    no nos art abs s p pp vol fig ch sec kap jan feb febr apr aug sep sept oct okt nov dec dez
    az bd bl ziff rn para tab eq ver v
    """
)
# Followed by an ordinal rather than by the end of the sentence.
_BEFORE_ORDINAL = _listed(
    """
    der die das den dem des am im vom zum zur beim ab bis seit jeder jede jedes jeden jedem ein eine
    einen einem einer eines sein seine seinen seinem seiner ihr ihre ihren ihrem ihrer mein meine
    meinen unser unsere unseren dieser diese dieses diesen diesem und oder
    """
)
_AFTER_ORDINAL = _listed(
    """
    januar jänner februar feber märz april mai juni juli august september oktober november dezember
    jan feb mär apr jun jul aug sep sept okt nov dez jahrhundert jahrhunderts jahrtausend weltkrieg
    """
)
# Function words that are a name or a noun as well: Theresa May, zum 100. Mal.
_NAMES_TOO = frozenset({"will", "may", "so", "man", "an", "mal"})


def split_sentences(text: str, language: str) -> tuple[Span, ...]:
    """The sentences of a text: ascending, disjoint, trimmed, and all that is not white space."""
    found: list[Span] = []
    start = 0
    for gap in _BLANK_LINE.finditer(text):
        _split_paragraph(text, start, gap.start(), language, found)
        start = gap.end()
    _split_paragraph(text, start, len(text), language, found)
    return tuple(found)


def _split_paragraph(text: str, start: int, end: int, language: str, found: list[Span]) -> None:
    item = start
    for line in _LIST_ITEM.finditer(text, start, end):
        _split_block(text, item, line.start(), language, found)
        item = line.end()
    _split_block(text, item, end, language, found)


def _split_block(text: str, start: int, end: int, language: str, found: list[Span]) -> None:
    for candidate in _END.finditer(text, start, end):
        if _ends_sentence(text, start, end, candidate, language):
            start = _add(text, start, candidate.end(), found)
    _add(text, start, end, found)


def _add(text: str, start: int, end: int, found: list[Span]) -> int:
    """Notes the stretch without the white space around it; nothing, when nothing is left."""
    stretch = text[start:end]
    trimmed = stretch.strip()
    if trimmed:
        first = start + len(stretch) - len(stretch.lstrip())
        found.append(Span(first, first + len(trimmed)))
    return end


def _ends_sentence(text: str, start: int, end: int, at: re.Match[str], language: str) -> bool:
    following = _NEXT.match(text, at.end(), end)
    assert following is not None  # noqa: S101 - the pattern matches the empty string
    word = following["word"]
    if at["glued"] is not None:
        return len(at["glued"]) > 2 and _opens(word, language) and at["mark"] == "."
    if not word and _blank(text, following.end(), end):
        return False  # the paragraph ends here anyway
    if word[:1].islower() and not _INNER_CAPITAL.match(word):
        return False
    if _inside_brackets(text, start, end, at):
        return False
    last = _LAST_WORD.search(text, max(start, at.start() - _REACH), at.start())
    assert last is not None  # noqa: S101 - the pattern matches the empty string
    before = last.group()
    if at["mark"] != ".":
        return _strong_mark_ends(text, at, before, following)
    if at["closing"].strip(")]}"):
        return True  # a quote closed behind a full stop
    return _full_stop_ends(text, start, last, word, language)


def _strong_mark_ends(text: str, at: re.Match[str], before: str, following: re.Match[str]) -> bool:
    if at["closing"][:1] in {")", "]"} and not before and text[at.start() - 1 : at.start()] in "([":
        return False  # (!) (?) […]
    quoted = bool(at["closing"].strip(")]}"))
    return not (quoted and _SPOKEN_BY.match(text, following.start("word")))


def _full_stop_ends(text: str, start: int, last: re.Match[str], word: str, language: str) -> bool:
    before = last.group()
    if not before:
        return True
    digit_follows = word[:1].isdigit()
    folded = before.lower()
    if _NUMBER.fullmatch(before):
        return not _blank(text, start, last.start()) and _number_ends(
            text, start, last, word, language
        )
    if folded in _BEFORE_A_WORD:
        return False
    if len(before) == 1 and before.isalpha():
        return not digit_follows and _opens(word, language)
    part = folded.rpartition("-")[2]
    if folded in _BEFORE_A_NUMBER:
        return not digit_follows
    abbreviated = (
        folded in _ANYWHERE
        or part in _ANYWHERE
        or part.endswith("str")
        or _DOTTED.fullmatch(before)
        or _CONSONANTS.fullmatch(before)
    )
    return not abbreviated or (not digit_follows and _opens(word, language))


def _number_ends(text: str, start: int, last: re.Match[str], word: str, language: str) -> bool:
    if language == "en" and last.group()[:1].isdigit():
        return True
    if word[:1].isdigit() or word.lower() in _AFTER_ORDINAL:
        return False
    if _opens(word, language):
        return True
    # Platz 3. Bayern gewann   but   am 3. Spieltag, im großen 3. Saal, Friedrich II. König
    number = last.group()
    previous = _WORD_BEFORE.search(text, max(start, last.start() - _REACH), last.start())
    if previous is None or not number.isdigit() or previous.group(1).lower() in _BEFORE_ORDINAL:
        return False
    return len(number) > 2 or previous.group(1)[0].isupper()


def _opens(word: str, language: str) -> bool:
    """Whether a capitalised word is one that stands capitalised only where a sentence begins."""
    folded = fold(word)
    return folded not in _NAMES_TOO and word[:1].isupper() and is_stop_word(folded, language)


def _blank(text: str, start: int, end: int) -> bool:
    spaces = _SPACES.match(text, start, end)
    return spaces is not None and spaces.end() == end


def _inside_brackets(text: str, start: int, end: int, at: re.Match[str]) -> bool:
    """Whether a bracket opened within the sentence is closed behind the end mark only."""
    opened = text.rfind("(", max(start, at.start() - _BRACKET_REACH), at.start())
    if opened < 0 or _blank(text, start, opened):
        return False
    if text.find(")", opened, at.end()) >= 0:
        return False
    closed = text.find(")", at.end(), min(end, at.end() + _BRACKET_REACH))
    return closed >= 0
