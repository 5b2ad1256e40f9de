"""What a story says for and against each spelling being a name, and of which kind."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.analysis.known_names import KnownNames
from core.analysis.linking.cues import strong_cue, weak_cue
from core.analysis.linking.hearing import (
    bare_name,
    names_in,
    with_direction,
    without_genitive,
    without_type,
    words_of_a_company,
)
from core.analysis.linking.pages import PLAIN_SIGNS, TOKEN, Page, Token
from core.analysis.linking.wording import (
    CODE_NAME,
    COMPOUND,
    DEFINITE_WORDS,
    INDEFINITE_WORDS,
)
from core.model import (
    ArticleId,
    EntityKind,
    NameMention,
)


@dataclass(slots=True)
class Evidence:
    """What is counted over all articles of a story."""

    languages: frozenset[str]
    """Those of the story."""
    votes: defaultdict[str, Counter[EntityKind]]
    """What the recogniser took each spelling for, genitives and compounds undone."""
    seen_at: set[tuple[ArticleId, int]]
    """Where a name the recogniser saw starts."""
    standing: Counter[str]
    """How often each word stands in the story."""
    indefinite: Counter[str]
    """How often it follows a word that a name hardly follows: `eine App`, `200 Tokens`."""
    pairs: Counter[str]
    """How often two words stand side by side, a blank between them."""
    owning: Counter[str]
    """How often a word with a capital follows it, as what somebody has does: `Musks Firma`."""
    later: Counter[str]
    """How often it stands where a capital would say something."""
    common: frozenset[str]
    """Words that also stand in lower case."""
    abbreviations: dict[str, str]
    """Acronyms the story introduces, with their long forms."""
    definite: Counter[str]
    """How often it follows a definite article, as a person's name hardly does."""
    abroad: Counter[str]
    """How often it has a capital inside an English sentence, where only names have one."""
    quoted: set[str]
    """Names of several words that stand between quotation marks."""
    articles: defaultdict[str, set[ArticleId]]
    """The articles it stands in."""
    strong_cues: defaultdict[str, Counter[EntityKind]]
    """What the words right beside it say it is."""
    weak_cues: defaultdict[str, Counter[EntityKind]]
    """What a preposition or a verb makes likelier."""


def gather(pages: Sequence[Page], known: KnownNames) -> Evidence:
    """Counts the words of a story and the recogniser's votes."""
    evidence = Evidence(
        languages=frozenset(page.source.language for page in pages),
        votes=defaultdict(Counter),
        seen_at=set(),
        standing=Counter(),
        indefinite=Counter(),
        definite=Counter(),
        pairs=Counter(),
        owning=Counter(),
        later=Counter(),
        abroad=Counter(),
        quoted=set(),
        articles=defaultdict(set),
        common=frozenset(t.text for page in pages for t in page.tokens if t.text.islower()),
        abbreviations={},
        strong_cues=defaultdict(Counter),
        weak_cues=defaultdict(Counter),
    )
    for page in pages:
        _count(page, evidence)
    heard = {mention.text.translate(PLAIN_SIGNS) for page in pages for mention in page.source.names}
    said = frozenset(pair for page in pages for pair in _pairs_in_running_text(page))
    for page in pages:
        for mention in page.source.names:
            if not _is_made_by_headline(page, mention, said, known):
                _take(page, mention, heard, evidence, known)
    spellings = _by_first_word(evidence.votes)
    for page in pages:
        _ask_around(page, spellings, evidence)
    return evidence


def _pairs_in_running_text(page: Page) -> Iterator[tuple[str, str]]:
    """Words side by side where a capital says something."""
    english = page.source.language == "en"
    for one, other in pairwise(page.tokens):
        if not (english and one.headline and page.number_at(one.start) in page.headlines):
            yield one.text, other.text


def _is_made_by_headline(
    page: Page, mention: NameMention, said: frozenset[tuple[str, str]], known: KnownNames
) -> bool:
    """Whether only an English headline puts these words side by side in capitals."""
    number = page.number_at(mention.span.start)
    if page.source.language != "en" or number not in page.headlines:
        return False
    surface = page.text[mention.span.start : mention.span.end]
    person = surface.split(" ")[0] in known.first_names and surface.count(" ") == 1
    if " " not in surface or known.lookup(surface) is not None or person:
        return False
    return any(pair not in said for pair in pairwise(TOKEN.findall(surface)))


def _count(page: Page, evidence: Evidence) -> None:
    before, end = "", -1
    for token in page.tokens:
        word = token.text
        beside = end + 1 == token.start
        evidence.pairs[f"{before} {word}"] += beside
        evidence.owning[before] += beside and word[0].isupper() and page.source.language == "de"
        evidence.standing[word] += 1
        evidence.later[word] += not token.initial
        evidence.indefinite[word] += before.lower() in INDEFINITE_WORDS or before.isdigit()
        evidence.definite[word] += before.lower() in DEFINITE_WORDS
        evidence.articles[word].add(page.source.article)
        evidence.abroad[word] += (
            page.source.language == "en"
            and word[0].isupper()
            and not token.initial
            and not token.headline
        )
        before, end = word, token.end
    openings = {token.start for token in page.tokens if token.initial}
    for compound in COMPOUND.finditer(page.text):
        evidence.standing[compound.group()] += 1
        evidence.later[compound.group()] += compound.start() not in openings
        evidence.articles[compound.group()].add(page.source.article)


_Spellings = Mapping[str, Sequence[tuple[Sequence[str], str]]]


def _by_first_word(spellings: Iterable[str]) -> _Spellings:
    by_word: defaultdict[str, list[tuple[Sequence[str], str]]] = defaultdict(list)
    for spelling in spellings:
        words = TOKEN.findall(spelling)
        by_word[words[0]].append((words, spelling))
    for found in by_word.values():
        found.sort(key=lambda each: -len(each[0]))
    return by_word


def _ask_around(page: Page, spellings: _Spellings, evidence: Evidence) -> None:
    """Collects the cues beside every spelling that was heard, and beside words in capitals."""
    passed = 0
    for number, token in enumerate(page.tokens):
        if number < passed or not token.text[0].isupper():
            continue
        name, last = _spelling_at(page.tokens, number, spellings, evidence)
        passed = last + 1
        if last > number and _is_quoted(page, token.start, page.tokens[last].end):
            evidence.quoted.add(name)
        if token.headline and page.source.language == "en":
            continue
        strong = strong_cue(page, number, last)
        if strong is not None and not (
            strong is EntityKind.PERSON and _owns_the_role(page, number)
        ):
            evidence.strong_cues[name][strong] += 1
        weak = weak_cue(page, number, last)
        if weak is not None:
            evidence.weak_cues[name][weak] += 1


def _is_quoted(page: Page, start: int, end: int) -> bool:
    return page.text[max(0, start - 1) : start] == '"' == page.text[end : end + 1]


def _owns_the_role(page: Page, number: int) -> bool:
    """`Sprecher Wattolinos` is not Wattolino, but `des Sprechers Wattolinos` may be."""
    name, role = page.tokens[number].text, page.tokens[number - 1].text
    return page.source.language == "de" and name.endswith("s") and not role.endswith("s")


def _spelling_at(
    tokens: Sequence[Token],
    number: int,
    spellings: _Spellings,
    evidence: Evidence,
) -> tuple[str, int]:
    """The longest spelling that starts here, genitive undone, and the number of its last token."""
    first = tokens[number].text
    numbered = "".join(token.text for token in tokens[number : number + 3])
    if CODE_NAME.fullmatch(numbered) and tokens[number + 2].end - tokens[number].start == len(
        numbered
    ):
        return numbered, number + 2
    for words, spelling in (*spellings.get(first, ()), *spellings.get(first[:-1], ())):
        last = number + len(words) - 1
        ahead = [token.text for token in tokens[number : last + 1]]
        if ahead == list(words) or ahead == [*words[:-1], words[-1] + "s"]:
            return spelling, last
    bare = first.removesuffix("s")
    return bare if evidence.standing[bare] or bare.isupper() else first, number


def _take(
    page: Page, mention: NameMention, heard: set[str], evidence: Evidence, known: KnownNames
) -> None:
    statement = page.statement_at(mention.span.start)
    if statement is None:
        return
    end = min(mention.span.end, statement.span.end)
    surface = with_direction(
        page.text[mention.span.start : end], page.text[end : statement.span.end], mention.kind
    )
    leading = page.text[statement.span.start : mention.span.start]
    ahead = words_of_a_company(surface, leading) if page.source.language == "de" else ""
    bare = without_type(bare_name(ahead + surface, known), evidence.standing, evidence.pairs, known)
    shouted = page.statement_starts.index(statement.span.start) in page.shouted
    if not bare or (shouted and known.lookup(bare) is None):
        return
    start = page.text.find(bare.split(" ")[0], mention.span.start - len(ahead))
    for whole, its_kind in names_in(
        bare, mention.kind, leading, page.source.language, heard, evidence.standing, known
    ):
        name = without_genitive(whole, evidence.standing, evidence.owning, known)
        evidence.votes[name][its_kind] += 1
        evidence.seen_at.add((page.source.article, start + max(0, bare.find(whole))))
