"""Which reports of a story use the same words: they are one witness, however many print them.

Two statements have the same wording when nearly all their words stand in both in the same order, a
corrected figure or a changed word aside, or when the shorter one stands whole in the longer. What
is in quotation marks is not looked at: two reporters who heard the same speaker are two. Few words
are no wording of their own: below eight nothing is said of them.

A report is a copy of another when most of what the shorter one says has the same wording in the
longer, and a fair part of the longer in the shorter. A credit line (`(dpa)`, `Reuters`) says whose
text a copy is; nothing is called a copy for it, and nothing without it is kept from being one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import TypeVar

from core.model import ArticleId, Copied, Speech, SpeechKind, Statement, StatementId
from core.stories.clustering import Link
from core.text.words import fold

_T = TypeVar("_T", bound=Hashable)

_WORDS = 8
"""So many words outside quotation marks are a wording."""
_RUN = 3
"""Words that both have count from so many in a row."""
_SAME = 0.85
"""The share of the words of the longer one that the same wording has at least."""
_LONG = 12
"""From so many words a statement can be recognised within another one."""
_WITHIN = 0.9
"""The share of its words that has to stand there."""
CLOSE = 0.8
"""Statements that are less alike are not compared word by word."""
_LEMMAS = 0.8
"""Nor are those that share less of the content words of the shorter one."""
_MOST = 0.6
"""The share of the shorter report's wordings from which it is a copy."""
_PART = 0.25
"""The share of the longer report's."""
STATEMENTS = 2
"""So many wordings both reports have at least."""

_QUOTED = re.compile(
    r"„[^“”\"]*(?:[“”\"]|\Z)|“[^”]*(?:”|\Z)|»[^«]*(?:«|\Z)|«[^»]*(?:»|\Z)|\"[^\"]*(?:\"|\Z)"
)
_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|\w+")
_AGENCY = re.compile(
    r"(?<!\w)(?P<name>dpa-AFX|dpa|AFP|Reuters|AP|APA|Associated\sPress|epd|KNA|SID|PA\sMedia|ANSA"
    r"|EFE|Xinhua|TASS|Keystone-SDA|SDA|Bloomberg)(?:[/,]\s?\w+)*\)"
    r"|\A(?P<line>dpa|AFP|Reuters|AP|APA|epd|KNA|SID)\Z"
)
_ENDS = 2
"""In so many statements at either end of a report a credit stands."""


@dataclass(frozen=True, slots=True)
class Copies:
    """What of a story stands in several reports in the same words."""

    wordings: Mapping[StatementId, StatementId]
    """The first statement of the same wording, of every statement that shares its own."""
    reports: Mapping[ArticleId, ArticleId]
    """The first report of the same words, of every report that is a copy or has one."""
    agencies: Mapping[ArticleId, str]
    """Whose text it is, by the first report, where a credit line says so."""

    def witness(self, article: ArticleId) -> ArticleId:
        """The report it is counted with; itself where it is no copy."""
        return self.reports.get(article, article)

    def share(self, here: StatementId, there: StatementId) -> bool:
        """Whether two statements are of one wording."""
        first = self.wordings.get(here)
        return first is not None and first == self.wordings.get(there)

    @property
    def groups(self) -> tuple[Copied, ...]:
        """The reports that are copies of each other, in the order of the story."""
        found: dict[ArticleId, list[ArticleId]] = {}
        for article, first in self.reports.items():
            found.setdefault(first, []).append(article)
        return tuple(
            Copied(tuple(members), self.agencies.get(first)) for first, members in found.items()
        )


NO_COPIES = Copies({}, {}, {})


def copies_of(
    statements: Mapping[ArticleId, Sequence[Statement]],
    links: Iterable[Link],
    speech: Mapping[StatementId, Speech],
) -> Copies:
    """What several reports have in the same words; reports in the order of the story.

    Compared are statements of the same text, and those that `links` relate closely.
    """
    texts = _Texts(speech)
    known = {(s.id.article, s.id.number): s for made in statements.values() for s in made}
    order = {each.id: at for at, each in enumerate(known.values())}
    wordings = _first_of(
        (
            (one.id, other.id)
            for one, other in _candidates(statements, links, known)
            if texts.are_the_same(one, other)
        ),
        order,
    )
    of_wording: defaultdict[StatementId, list[StatementId]] = defaultdict(list)
    for each, first in wordings.items():
        of_wording[first].append(each)
    met: defaultdict[tuple[ArticleId, ArticleId], set[StatementId]] = defaultdict(set)
    for same in of_wording.values():
        for one, other in permutations(same, 2):
            if one.article != other.article:
                met[one.article, other.article].add(one)
    length = {
        article: sum(texts.wording(each).says_enough() for each in statements[article])
        for article in {article for pair in met for article in pair}
    }
    copied = ((here, there) for here, there in met if _is_copy(here, there, met, length))
    reports = _first_of(copied, {article: at for at, article in enumerate(statements)})
    agencies = {
        first: agency
        for article, first in reversed(reports.items())
        if (agency := agency_of(statements[article])) is not None
    }
    return Copies(wordings, reports, agencies)


def agency_of(statements: Sequence[Statement]) -> str | None:
    """Whose text a report says it is, where a credit stands at its beginning or end."""
    for each in (*statements[: _ENDS + 1], *statements[-_ENDS:]):
        found = _AGENCY.search(each.text.strip())
        if found is not None:
            return found["name"] or found["line"]
    return None


class _Wording:
    """The words of a statement outside quotation marks, and which three follow each other."""

    __slots__ = ("threes", "words")

    def __init__(self, text: str) -> None:
        self.words = _TOKEN.findall(fold(text))
        self.threes = frozenset(zip(self.words, self.words[1:], self.words[2:], strict=False))

    def says_enough(self) -> bool:
        return len(self.words) >= _WORDS

    def covered(self, threes: Collection[tuple[str, str, str]]) -> int:
        """How many words stand in these."""
        covered, reached = 0, 0
        for at, three in enumerate(zip(self.words, self.words[1:], self.words[2:], strict=False)):
            if three in threes:
                covered += at + _RUN - max(at, reached)
                reached = at + _RUN
        return covered


class _Texts:
    """The wordings of statements, each found once."""

    def __init__(self, speech: Mapping[StatementId, Speech]) -> None:
        self._speech = speech
        self._known: dict[StatementId, _Wording] = {}

    def wording(self, statement: Statement) -> _Wording:
        known = self._known.get(statement.id)
        if known is None:
            known = self._known[statement.id] = _Wording(self._own(statement))
        return known

    def are_the_same(self, one: Statement, other: Statement) -> bool:
        short, long = self.wording(one), self.wording(other)
        if len(short.words) > len(long.words):
            short, long = long, short
        if not short.says_enough():
            return False
        least = _SAME * len(long.words)
        if len(short.words) >= _LONG:
            least = min(least, _WITHIN * len(short.words))
        shared = short.threes & long.threes
        if len(shared) * _RUN < least:
            return False
        return min(short.covered(shared), long.covered(shared)) >= least

    def _own(self, statement: Statement) -> str:
        own = _QUOTED.sub(" ", statement.text)
        said = self._speech.get(statement.id)
        if said is None or said.kind is not SpeechKind.DIRECT or own != statement.text:
            return own
        return ""  # all of it is within a quotation that began before


def _candidates(
    statements: Mapping[ArticleId, Sequence[Statement]],
    links: Iterable[Link],
    known: Mapping[tuple[ArticleId, int], Statement],
) -> Iterator[tuple[Statement, Statement]]:
    alike: dict[str, Statement] = {}
    for each in (s for made in statements.values() for s in made):
        first = alike.setdefault(" ".join(each.text.casefold().split()), each)
        if first.id.article != each.id.article:
            yield first, each
    lemmas = {place: frozenset(each.lemmas) for place, each in known.items()}
    seen: set[tuple[ArticleId, int, ArticleId, int]] = set()
    for article, number, other, other_number, score, _, _ in links:
        if score < CLOSE:
            continue
        here, there = (article, number), (other, other_number)
        mine, theirs = lemmas.get(here), lemmas.get(there)
        if (
            mine
            and theirs
            and len(mine & theirs) >= _LEMMAS * min(len(mine), len(theirs))
            and (*there, *here) not in seen
        ):
            seen.add((*here, *there))
            yield known[here], known[there]


def _is_copy(
    here: ArticleId,
    there: ArticleId,
    met: Mapping[tuple[ArticleId, ArticleId], set[StatementId]],
    length: Mapping[ArticleId, int],
) -> bool:
    short, long = sorted((here, there), key=lambda each: length[each])
    shared = len(met[short, long])
    return (
        shared >= STATEMENTS
        and shared >= _MOST * length[short]
        and len(met[long, short]) >= _PART * length[long]
    )


def _first_of(pairs: Iterable[tuple[_T, _T]], order: Mapping[_T, int]) -> dict[_T, _T]:
    """Of everything that is in a pair the first it is connected with, both in order."""
    first: dict[_T, _T] = {}

    def root(each: _T) -> _T:
        while first.setdefault(each, each) != each:
            first[each] = each = first[first[each]]
        return each

    for one, other in pairs:
        early, late = sorted((root(one), root(other)), key=order.__getitem__)
        first[late] = early
    return {each: root(each) for each in sorted(first, key=order.__getitem__)}
