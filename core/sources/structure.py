"""What each passage of a text is: headline, lead, subhead, running text, or no part of the article.

Form decides first and words second: a passage's length, its end mark and its neighbours say most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from core.model import Role
from core.sources import body
from core.sources.body import NO_PAGE, Page
from core.sources.boilerplate import (
    COMMENT,
    LINK_LIST,
    SHARE,
    Marker,
    Reach,
    is_agency_line,
    is_credit,
    is_network_name,
    marker,
)
from core.sources.datelines import Origin, is_address, opening_date, origin_line
from core.sources.passages import Left, Passage, even
from core.text.sentences import split_sentences
from core.text.spans import TrackedText
from core.text.words import fold, is_stop_word

_CLOSING = "\"'“”’‘»«›‹)]"
_INNER_END = re.compile(r"[^\W\d_]{3,}[.!?][\"“”»«]?\s+[\"„“»«]?[A-ZÄÖÜ]")
_WORD = re.compile(r"[^\W_]+(?:[-'’&.:/][^\W_]+)*")
_LIST_MARK = re.compile(r"[-–—•▪‣◦·*►▸→]\s")
_CLAUSE_END = re.compile(r"[,;:]?\s+[–—-]\s|[,;:]\s|\s+(?=\()")
_CONNECTORS = frozenset({"&", "und", "and", "/", "|", "+"})

_SURELY_PROSE = 200
_LONGEST_HEADING = 150
_LONGEST_HEADING_WITH_MARK = 130
_FEWEST_WORDS_OF_A_SENTENCE = 4
_LONGEST_CATEGORY = 32
_LONGEST_TITLE = 80
_SHORTEST_CUT = 40
_SHORTEST_LEAD = 40
_SHORTEST_DUPLICATE = 40
_LONGEST_LEAD = 700
_LONGEST_CAPTION = 220
_FEWEST_WORDS_OF_A_HEADLINE = 3
_FEWEST_LINKS = 3
# In characters of running text.
_LEAST_ARTICLE = 250
_MOST_COMMENTS = 3
_CUT = ("…", "...", "[…]", "[...]", "(…)")


@dataclass(frozen=True, slots=True)
class Part:
    """A passage that belongs to the article, and as what."""

    role: Role
    tracked: TrackedText


@dataclass(frozen=True, slots=True)
class Structure:
    """An article taken apart."""

    parts: tuple[Part, ...]
    left: tuple[Left, ...]
    category: str | None
    author: str | None
    published: str | None
    url: str | None


@dataclass(slots=True)
class _Sorting:
    """What has been decided so far."""

    left: list[Left] = field(default_factory=list)
    category: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None

    def leave(self, passage: Passage, reason: str) -> None:
        self.left.append(Left(reason, passage.tracked))

    def note(self, passage: Passage, origin: Origin) -> None:
        self.author = self.author or origin.author
        self.published = self.published or origin.published
        self.url = self.url or origin.url
        self.leave(passage, origin.reason)


def structure(
    passages: Sequence[Passage], *, title: TrackedText | None, page: Page = NO_PAGE
) -> Structure:
    """The parts of the article in order, and what is left with its reason.

    `title` is a headline known beforehand, `page` what stands around the article. When no passage
    looks like part of an article, all of them are its paragraphs.
    """
    sorting = _Sorting()
    kept = _without_surroundings(_without_page_above(passages, page, sorting), sorting)
    kept = _without_page_below(kept, passages, page, sorting)
    kept, introduced = _without_origin(kept, sorting)
    headline, body = _head(kept, title, sorting)
    parts, body = _lead(body, sorting, headed=headline is not None, introduced=introduced)
    parts += _running(body, sorting, led=bool(parts))
    if headline is not None:
        parts.insert(0, Part(Role.TITLE, headline))
    if not parts:
        sorting = _Sorting()
        parts = [Part(Role.PARAGRAPH, passage.tracked) for passage in passages]
    first = next((p.tracked.text for p in parts if p.role is not Role.TITLE), "")
    return Structure(
        tuple(parts),
        tuple(sorting.left),
        sorting.category,
        sorting.author,
        sorting.published or opening_date(first),
        sorting.url,
    )


def page_around(passages: Sequence[Passage]) -> Page:
    """What stands around the article in text that may be that of a whole page."""
    prose = [_is_prose(passage) for passage in passages]
    if not body.may_be_page(prose):
        return NO_PAGE
    markers = [_marker(passages, number) for number in range(len(passages))]
    return body.page_around(passages, markers, prose)


def derived_title(text: str, language: str) -> str:
    """The opening words of a text: its first sentence, or as much of it as makes a headline."""
    opening = text[: _LONGEST_TITLE * 8]
    sentence = split_sentences(opening, language)[0].of(opening)
    whole = sentence.rstrip(".:;, ") or sentence
    if len(whole) <= _LONGEST_TITLE:
        return whole
    room = whole[: _LONGEST_TITLE - 1]
    clauses = [found.start() for found in _CLAUSE_END.finditer(room)]
    if clauses and clauses[-1] >= _SHORTEST_CUT:
        return room[: clauses[-1]] + "…"
    cut_within = whole[len(room)] != " "
    words = (room.split()[:-1] if cut_within else room.split()) or [room]
    while len(words) > 1 and is_stop_word(fold(words[-1].strip(_CLOSING)), language):
        words.pop()
    return " ".join(words).rstrip(",;:–—-„“(«» ") + "…"


# --- what kind of passage -------------------------------------------------------------------------


def _words(text: str) -> int:
    return len(_WORD.findall(text))


def _is_prose(passage: Passage) -> bool:
    """Whether it reads like running text rather than like a heading or a stray line."""
    text = passage.text
    if passage.role is not None:
        return passage.role is Role.PARAGRAPH and _words(text) >= _FEWEST_WORDS_OF_A_SENTENCE
    if len(text) >= _SURELY_PROSE:
        return True
    bare = text.rstrip(_CLOSING + " ")
    end = bare[-1:]
    if end == "." and not bare.endswith("..."):
        return _words(text) >= _FEWEST_WORDS_OF_A_SENTENCE
    if end in {"!", "?", ":", ";", ",", "…", "."}:
        return len(text) > _LONGEST_HEADING_WITH_MARK or _INNER_END.search(text) is not None
    return False


def _is_heading(passage: Passage) -> bool:
    """Whether it could be a headline or a subhead."""
    if passage.role is not None:
        return passage.role in {Role.TITLE, Role.HEADING}
    text = passage.text
    return (
        not _is_prose(passage)
        and len(text) <= _LONGEST_HEADING
        and not text.endswith((",", ";", "."))
        and (any(map(str.isalpha, text)))
        and _LIST_MARK.match(text) is None
    )


def _is_category(passage: Passage) -> bool:
    """Whether it could be the section a report stands in: a word or two, nothing said."""
    text = passage.text
    if passage.role is not None or len(text) > _LONGEST_CATEGORY:
        return False
    said = [word for word in text.split() if word.lower() not in _CONNECTORS]
    return 0 < len(said) <= 2 and text[-1] not in '.!?:;,…"“”«»' and any(map(str.isalpha, text))


def _breadcrumb(text: str) -> str | None:
    """The last station of a path of sections: `Start > Politik > Inland`."""
    if len(text) > _LONGEST_HEADING:
        return None
    stations = re.split(r"\s*[>›»→]\s*|\s+/\s+", text.strip(" >›»→/"))
    fits = all(0 < len(station) <= _LONGEST_CATEGORY for station in stations)
    return stations[-1] if len(stations) > 1 and fits else None


# --- what stands around the article ---------------------------------------------------------------


def _without_page_above(
    passages: Sequence[Passage], page: Page, sorting: _Sorting
) -> Sequence[Passage]:
    """The passages without those of the page above the article."""
    for number in sorted(page.above):
        found = _marker(passages, number)
        sorting.leave(passages[number], body.ABOVE if found is None else found.reason)
    return [each for number, each in enumerate(passages) if number not in page.above]


def _without_page_below(
    kept: Sequence[Passage], passages: Sequence[Passage], page: Page, sorting: _Sorting
) -> list[Passage]:
    """What is kept of the passages without those of the page below the article."""
    below = {id(passages[number]) for number in page.below}
    for each in kept:
        if id(each) in below:
            sorting.leave(each, body.BELOW)
    return [each for each in kept if id(each) not in below]


def _without_surroundings(passages: Sequence[Passage], sorting: _Sorting) -> list[Passage]:
    """The passages that are neither markers, nor what markers take with them, nor credits."""
    kept: list[Passage] = []
    prose_before, prose_after = 0, sum(len(p.text) for p in passages if _is_prose(p))
    spaced = any(passage.apart for passage in passages[1:])
    zone: Marker | None = None
    # What a caption is measured against: everything kept but the last.
    headed, longest = False, 0
    for number, passage in enumerate(passages):
        length = len(passage.text) if _is_prose(passage) else 0
        prose_after -= length
        found = _marker(passages, number)
        ended = zone is not None and zone.reach is Reach.END
        if found is not None:
            sorting.leave(passage, found.reason)
            if found.reach is Reach.LINKS and not ended:
                zone = found
            elif found.reach is not Reach.LINE and (ended or _is_behind(prose_before, prose_after)):
                zone = Marker(found.reason, Reach.END, found.following)
        elif zone is not None and (ended or not length):
            comment = length and zone.following != LINK_LIST
            sorting.leave(passage, COMMENT if comment else zone.following)
        elif is_agency_line(passage.text):
            sorting.leave(passage, "agency line")
        elif is_credit(passage.text):
            above = kept[-1] if kept and kept[-1] is passages[number - 1] else None
            if (
                above is not None
                and headed
                and _is_caption(above, longest=longest, beside=spaced and not passage.apart)
            ):
                sorting.leave(kept.pop(), "photo caption")
            sorting.leave(passage, "photo credit")
        else:
            zone = None
            if kept:
                longest = max(longest, len(kept[-1].text))
                headed = headed or _is_said_above(kept[-1])
            kept.append(passage)
            prose_before += length
    return kept


def _marker(passages: Sequence[Passage], number: int) -> Marker | None:
    """The marker a passage is; a lone network's name is one only beside another button."""
    passage = passages[number]
    if passage.role is Role.TITLE:
        return None
    if is_network_name(passage.text):
        beside = (*passages[max(number - 1, 0) : number], *passages[number + 1 : number + 2])
        shared = any(is_network_name(p.text) or marker(p.text) is SHARE for p in beside)
        return SHARE if shared else marker(passage.text)
    return marker(passage.text)


def _is_behind(prose_before: int, prose_after: int) -> bool:
    """Whether the article stands before this place: a counter beneath the headline ends nothing."""
    return prose_before > 0 and (
        prose_before >= _LEAST_ARTICLE or prose_after <= _MOST_COMMENTS * prose_before
    )


def _is_said_above(passage: Passage) -> bool:
    """Whether it is headline or text, so that what follows can be a caption."""
    return _is_prose(passage) or _words(passage.text) >= _FEWEST_WORDS_OF_A_HEADLINE


def _is_caption(above: Passage, *, longest: int, beside: bool) -> bool:
    """Whether the line above a credit goes with it.

    A sentence may be a paragraph; it is a caption beside its credit when paragraphs are longer.
    """
    if above.role is not None or len(above.text) > _LONGEST_CAPTION:
        return False
    return not _is_prose(above) or (beside and above.apart and longest >= 2 * len(above.text))


def _without_origin(kept: list[Passage], sorting: _Sorting) -> tuple[list[Passage], bool]:
    """The passages without bylines, date lines and addresses at the top.

    Also whether such a line sets the first paragraph apart from the others.
    """
    remaining: list[Passage] = []
    prose = 0
    introduced = False
    for passage in kept:
        origin = origin_line(passage.text) if prose < 2 else None
        if origin is None:
            remaining.append(passage)
            prose += _is_prose(passage)
        else:
            sorting.note(passage, origin)
            introduced = introduced or prose == 1
    return remaining, introduced


# --- headline, lead, running text -----------------------------------------------------------------


def _head(
    kept: list[Passage], title: TrackedText | None, sorting: _Sorting
) -> tuple[TrackedText | None, list[Passage]]:
    """The headline, and what follows it; what stands above it is sorted out."""
    top = list(takewhile(lambda p: _is_heading(p) or _breadcrumb(p.text), kept))
    if title is not None:
        above = top[:1] if len(top) > 1 and _is_category(top[0]) else []
        headline, body = title, kept[len(above) :]
    elif top:
        place = _place_of_headline(top)
        above, headline, body = top[:place], top[place].tracked, kept[place + 1 :]
    else:
        return None, kept
    _sort_above(above, sorting)
    said = even(headline.text).lower()
    remaining = []
    for passage in body:
        if len(passage.text) == len(said) and even(passage.text).lower() == said:
            sorting.leave(passage, "repeats the title")
        else:
            remaining.append(passage)
    return headline, remaining


def _place_of_headline(top: Sequence[Passage]) -> int:
    """Where the headline stands among the short passages at the top."""
    for place, passage in enumerate(top):
        if passage.role is Role.TITLE:
            return place
    for place, passage in enumerate(top):
        if _is_menu_entry(passage):
            continue
        said_more = place == 0 or _words(passage.text) >= _FEWEST_WORDS_OF_A_HEADLINE
        return place if said_more else 0
    return 0


def _is_menu_entry(passage: Passage) -> bool:
    return _is_category(passage) or _breadcrumb(passage.text) is not None


def _sort_above(above: Sequence[Passage], sorting: _Sorting) -> None:
    """One line above the headline is its category, several are a menu, of two the second."""
    for number, passage in enumerate(above, start=1):
        if number == len(above) <= 2 and _is_menu_entry(passage):
            sorting.category = _breadcrumb(passage.text) or passage.text
            sorting.leave(passage, "category line")
        else:
            sorting.leave(passage, "navigation")


def _lead(
    body: list[Passage], sorting: _Sorting, *, headed: bool, introduced: bool
) -> tuple[list[Part], list[Passage]]:
    """The lead when there is one, and the rest; what repeats the lead is sorted out."""
    if not body:
        return [], []
    first, rest = body[0], body[1:]
    if rest and len(first.text) >= _SHORTEST_LEAD and first.role is None:
        teaser, paragraph = even(first.text), even(rest[0].text[: len(first.text) + 1])
        if paragraph.startswith(teaser) and not paragraph[len(teaser) :].isalnum():
            tracked = rest[0].tracked
            sorting.left.append(Left("repeats the lead", tracked.slice(0, len(teaser))))
            remainder = tracked.slice(len(teaser), len(tracked.text)).strip()
            unsaid = [replace(rest[0], tracked=remainder)] if remainder.text else []
            return [Part(Role.LEAD, first.tracked)], unsaid + rest[1:]
        stem = teaser.rstrip("….[]() ")
        if teaser.endswith(_CUT) and len(stem) >= _SHORTEST_LEAD and paragraph.startswith(stem):
            sorting.leave(first, "cut copy of the first paragraph")
            return [], rest
    if not headed or first.role is not None or len(first.text) > _LONGEST_LEAD:
        return [], body
    if _is_prose(first):
        before_heading = len(rest) > 1 and _is_heading(rest[0]) and _is_prose(rest[1])
        stands_alone = before_heading or (introduced and bool(rest))
    else:
        said = _words(first.text) >= _FEWEST_WORDS_OF_A_SENTENCE
        stands_alone = said and bool(rest) and _is_heading(first) and _is_prose(rest[0])
    return ([Part(Role.LEAD, first.tracked)], rest) if stands_alone else ([], body)


def _running(body: Sequence[Passage], sorting: _Sorting, *, led: bool) -> Iterator[Part]:
    """Subheads and paragraphs, each once."""
    prose = [number for number, passage in enumerate(body) if _is_prose(passage)]
    last = prose[-1] if prose else len(body)
    tail = [p for p in body[last + 1 :] if p.role is None and not p.sure]
    seen: set[str] = set()
    for number, passage in enumerate(body):
        if len(passage.text) >= _SHORTEST_DUPLICATE and passage.text in seen:
            sorting.leave(passage, "repeated paragraph")
            continue
        seen.add(passage.text)
        if is_address(passage.text):
            sorting.leave(passage, "address")
        elif number > last and passage in tail and len(tail) >= _FEWEST_LINKS:
            sorting.leave(passage, LINK_LIST)
        elif _is_heading(passage) and (
            passage.role is not None or ((number or led) and _heads(body[number + 1 : number + 3]))
        ):
            yield Part(Role.HEADING, passage.tracked)
        else:
            yield Part(Role.PARAGRAPH, passage.tracked)


def _heads(following: Sequence[Passage]) -> bool:
    """Whether running text comes next, or after one more heading."""
    if following and _is_heading(following[0]) and following[0].apart:
        following = following[1:]
    return bool(following) and _is_prose(following[0])
