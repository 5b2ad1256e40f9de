"""Whose name it is: the articles of one story vote together on every name in them.

A recogniser labels the same name differently from sentence to sentence, and misses it in the
genitive. A story says a name often enough to outvote such slips: each spelling gets the kind it was
given most often, and is then found wherever it stands. Listed names outrank the vote. Precision
comes before recall: what might be a plain word is left out.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.analysis.known_names import KnownName, KnownNames
from core.model import (
    ArticleId,
    Entity,
    EntityId,
    EntityKind,
    Mention,
    NameMention,
    Span,
    Statement,
)
from core.text.words import fold, is_stop_word


@dataclass(frozen=True, slots=True)
class ArticleNames:
    """An article with the names the recogniser saw in it."""

    article: ArticleId
    language: str
    text: str
    statements: tuple[Statement, ...]
    names: tuple[NameMention, ...]


@dataclass(frozen=True, slots=True)
class LinkedNames:
    """The entities of a story, most mentioned first, and each place where one is mentioned."""

    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]


def link(articles: Sequence[ArticleNames], *, known: KnownNames) -> LinkedNames:
    """The entities of the articles of one story, each once, and all their mentions in order.

    Same input, same answer. No mention overlaps another.
    """
    pages = tuple(_page(article) for article in articles)
    evidence = _gather(pages, known)
    kinds = _accepted(pages, evidence, known)
    _accept_acronyms(pages, kinds, evidence, known)
    persons = _persons(kinds, known)
    phrases = _story_phrases(pages, kinds, persons, known)
    found = [
        place
        for index, page in enumerate(pages)
        for place in _places(index, page, phrases, evidence, known)
    ]
    owners = _owners(found, pages, kinds, persons, evidence, known)
    return _linked(pages, found, owners, known)


# --- reading --------------------------------------------------------------------------------------

_PLAIN_SIGNS = str.maketrans(
    dict.fromkeys("‘’‚‛`´′ʼ‹›", "'")
    | dict.fromkeys("“”„‟″«»", '"')
    | dict.fromkeys("‐‑", "-")
    | dict.fromkeys("\n\t\u00a0\u202f", " ")
)
_TOKEN = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int
    initial: bool
    """Whether a capital says nothing here: first in its statement, after a colon or a quote."""


@dataclass(frozen=True, slots=True)
class _Page:
    source: ArticleNames
    text: str
    """Signs made plain; offsets are those of the article's text."""
    tokens: tuple[_Token, ...]
    starts: tuple[int, ...]
    """Where each token starts."""
    statement_starts: tuple[int, ...]
    shouted: frozenset[int]
    """Indexes of statements in capitals throughout, where a capital says nothing."""

    def statement_at(self, position: int) -> Statement | None:
        index = bisect_right(self.statement_starts, position) - 1
        if index < 0 or self.source.statements[index].span.end <= position:
            return None
        return self.source.statements[index]


def _page(article: ArticleNames) -> _Page:
    text = article.text.translate(_PLAIN_SIGNS)
    tokens: list[_Token] = []
    shouted = set()
    for index, statement in enumerate(article.statements):
        stretch = text[statement.span.start : statement.span.end]
        if stretch.isupper() and stretch.count(" ") > 1:
            shouted.add(index)
        initial = True
        for match in _TOKEN.finditer(text, statement.span.start, statement.span.end):
            word = match.group()
            tokens.append(_Token(word, match.start(), match.end(), initial))
            initial = word in '":' or (initial and not word[0].isalnum())
    return _Page(
        article,
        text,
        tuple(tokens),
        tuple(token.start for token in tokens),
        tuple(statement.span.start for statement in article.statements),
        frozenset(shouted),
    )


# --- evidence -------------------------------------------------------------------------------------

_PARTICLE_WORDS = """
von van vom zu zur zum de del della der den des di da dos du la le al el bin ibn ben y e und
of and the for für & in im am an auf
"""
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_ARTICLES = re.compile(r"(?:der|die|das|den|dem|des|the|an?|eine?[nmrs]?)\s+", re.IGNORECASE)
_ROLE_ENDINGS = (
    "prasident", "prasidentin", "kanzler", "kanzlerin", "minister", "ministerin", "chef", "chefin",
    "sprecher", "sprecherin", "grunder", "grunderin", "trainer", "trainerin", "manager",
    "managerin", "direktor", "direktorin", "vorstand", "burgermeister", "burgermeisterin",
    "senator", "senatorin", "sekretar", "sekretarin", "richter", "richterin", "anwalt", "anwaltin",
    "abgeordnete", "abgeordneter", "professor", "professorin", "unternehmer", "unternehmerin",
    "milliardar", "investor", "kandidat", "kandidatin", "politiker", "politikerin", "leiter",
    "leiterin", "spieler", "spielerin", "sturmer", "torwart", "torhuter", "kapitan", "experte",
    "expertin", "konzern", "hersteller", "anbieter", "president", "chancellor", "secretary",
    "governor", "mayor", "coach", "judge", "founder", "spokesman", "spokeswoman", "goalkeeper",
    "striker", "attorney", "detective", "inspector",
)  # fmt: skip
_ROLE_WORDS = """
ceo cfo cto coo dr prof herr herrn frau mr mrs ms sir rep sen gov gen capt sgt general captain
"""
_ROLES = frozenset(_ROLE_WORDS.split())
_INDEFINITE_WORDS = """
ein eine einen einem einer eines kein keine keinen keinem keiner keines
dieser diese dieses diesen diesem jeder jede jedes jeden jedem
viele vielen mehrere mehreren einige einigen manche manchen solche solchen welche welcher welches
mein meine sein seine seinen seinem seiner ihr ihre ihren ihrem ihrer unser unsere unseren unserem
unserer alle allen aller zwei drei vier fünf
a an some many several few every each no any these those his her their our my your its all both
two three four five
"""
_INDEFINITE = frozenset(_INDEFINITE_WORDS.split())
_COMPOUND = re.compile(r"\w+(?:-\w+)+")
_MIN_SHARE_SEEN = 0.2
"""A word the recogniser sees as a name less often than this is not one."""


@dataclass(slots=True)
class _Evidence:
    votes: defaultdict[str, Counter[EntityKind]]
    """What the recogniser took each spelling for, genitives and compounds undone."""
    seen_at: set[tuple[ArticleId, int]]
    """Where a name the recogniser saw starts."""
    standing: Counter[str]
    """How often each word stands in the story."""
    indefinite: Counter[str]
    """How often it follows a word that a name hardly follows: `eine App`, `200 Tokens`."""
    later: Counter[str]
    """How often it stands where a capital would say something."""
    common: frozenset[str]
    """Words that also stand in lower case."""
    abbreviations: dict[str, str]
    """Acronyms the story introduces, with their long forms."""


def _gather(pages: Sequence[_Page], known: KnownNames) -> _Evidence:
    standing: Counter[str] = Counter()
    indefinite: Counter[str] = Counter()
    later: Counter[str] = Counter()
    for page in pages:
        before = ""
        for token in page.tokens:
            standing[token.text] += 1
            later[token.text] += not token.initial
            indefinite[token.text] += before.lower() in _INDEFINITE or before.isdigit()
            before = token.text
        openings = {token.start for token in page.tokens if token.initial}
        for compound in _COMPOUND.finditer(page.text):
            standing[compound.group()] += 1
            later[compound.group()] += compound.start() not in openings
    evidence = _Evidence(
        defaultdict(Counter),
        set(),
        standing,
        indefinite,
        later,
        frozenset(word for word in standing if word.islower()),
        {},
    )
    heard = {
        mention.text.translate(_PLAIN_SIGNS) for page in pages for mention in page.source.names
    }
    for page in pages:
        for mention in page.source.names:
            _take(page, mention, heard, evidence, known)
    return evidence


def _take(
    page: _Page, mention: NameMention, heard: set[str], evidence: _Evidence, known: KnownNames
) -> None:
    statement = page.statement_at(mention.span.start)
    if statement is None:
        return
    end = min(mention.span.end, statement.span.end)
    surface = page.text[mention.span.start : end]
    bare = surface.lstrip(" \"'([{<*-–—.,:;/").rstrip(" \"')]}>*-–—,:;/?!")
    bare = _without_lead(re.sub(r"  +", " ", bare), known)
    if bare.endswith(".") and not _keeps_full_stop(bare, known):
        bare = bare[:-1]
    shouted = page.statement_starts.index(statement.span.start) in page.shouted
    if not bare or (shouted and known.lookup(bare) is None):
        return
    start = page.text.find(bare.split(" ")[0], mention.span.start)
    for whole, its_kind in _owner_and_owned(bare, mention.kind, heard, known):
        for part, kind in _parts(whole, its_kind, heard, known):
            name = _without_genitive(part, evidence, known)
            evidence.votes[name][kind] += 1
            evidence.seen_at.add((page.source.article, start + max(0, bare.find(part))))


def _owner_and_owned(
    surface: str, kind: EntityKind, heard: set[str], known: KnownNames
) -> Iterator[tuple[str, EntityKind]]:
    """Two names that stand together as one: `Siemens' Healthineers`, `Googles Gemini`."""
    head, _, rest = surface.partition(" ")
    owner = re.sub(r"'s?$|s$", "", head)
    listed = known.lookup(owner)
    if (
        not rest
        or owner == head
        or known.lookup(surface) is not None
        or known.lookup(head) is not None
        or (listed is None and owner not in heard)
    ):
        yield surface, kind
        return
    if listed is not None:
        yield owner, listed.kind
    yield rest, kind


def _keeps_full_stop(surface: str, known: KnownNames) -> bool:
    return (
        "." in surface[:-1]
        or known.lookup(surface) is not None
        or _LEGAL_FORM.search(surface) is not None
        or surface.rpartition(" ")[2] in _GENERATIONS
    )


def _without_lead(surface: str, known: KnownNames) -> str:
    """Without article and role before the name, unless they are listed as part of it."""
    while known.lookup(surface) is None:
        article = _ARTICLES.match(surface)
        head, _, rest = surface.partition(" ")
        if article is not None and article.end() < len(surface):
            surface = surface[article.end() :]
        elif rest and _is_role(head):
            surface = rest
        else:
            break
    return surface


def _is_role(word: str) -> bool:
    role = fold(word).rstrip(".").rpartition("-")[2]
    return role in _ROLES or role.endswith(_ROLE_ENDINGS)


def _parts(
    surface: str, kind: EntityKind, heard: set[str], known: KnownNames
) -> Iterator[tuple[str, EntityKind]]:
    """The names a compound with hyphens is made of; the surface itself when it is one name."""
    if "-" not in surface or known.lookup(surface) is not None:
        yield surface, kind
        return
    ahead, _, last = surface.rpartition("-")
    pieces = [ahead.replace("-", " "), *(() if " " in surface else surface.split("-"))]
    listed = {piece: known.lookup(piece) for piece in pieces}
    if any(piece in heard or name is not None for piece, name in listed.items()):
        # A part that was heard by itself has its votes; what the compound is says nothing of it.
        yield from ((piece, name.kind) for piece, name in listed.items() if name is not None)
    elif last[0].islower() or _is_role(last):
        yield ahead, kind
    else:
        yield surface, kind


def _without_genitive(surface: str, evidence: _Evidence, known: KnownNames) -> str:
    if known.lookup(surface) is not None:
        return surface
    if surface.endswith(("'", "'s")):
        return surface.rstrip("s")[:-1]
    if not surface.endswith("s") or len(surface) < 4:
        return surface
    bare = surface[:-1]
    if known.lookup(bare) is not None:
        return bare
    before, _, word = surface.rpartition(" ")
    # In a full name the bare form must be the usual one: `Gerd Peters` is not `Gerd Peter`.
    needed = evidence.standing[word] * (2 if before else 1)
    return bare if 2 * evidence.standing[word[:-1]] >= needed else surface


# --- what is a name, and what kind ----------------------------------------------------------------

_GENERATIONS = ("Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV")
_BODY_ENDINGS = (
    "university", "universitat", "college", "institut", "institute", "hochschule", "akademie",
    "academy", "center", "centre", "zentrum", "stiftung", "foundation", "verband", "verein",
    "ministerium", "company", "group", "gruppe", "club", "zeitung", "partei", "party", "bank",
    "museum", "committee", "council", "association", "union", "court", "hospital", "klinikum",
)  # fmt: skip
"""Last words that no person's name has."""
_SURNAME_SPEAKS = 3
"""Votes a surname gets from each sighting of a full name that ends with it."""
_FIRST_CHOICE = (
    EntityKind.PERSON,
    EntityKind.ORGANISATION,
    EntityKind.PLACE,
    EntityKind.THING,
)


def _accepted(
    pages: Sequence[_Page], evidence: _Evidence, known: KnownNames
) -> dict[str, EntityKind]:
    """The spellings that are names, each with its one kind."""
    languages = frozenset(page.source.language for page in pages)
    kinds: dict[str, EntityKind] = {}
    surnames: Counter[str] = Counter()
    # Full names first: they speak for the surnames in them.
    for surface in sorted(evidence.votes, key=lambda surface: " " not in surface):
        given = evidence.votes[surface].copy()
        given[EntityKind.PERSON] += _SURNAME_SPEAKS * surnames[surface]
        kind = _kind_by_form(surface, known) or _winner(given)
        listed = known.lookup(surface)
        if listed is not None and _fits(surface, listed) and len(surface) > 1:
            kind = listed.kind
        elif not _is_name(surface, kind, evidence, known, languages, surnames):
            continue
        kinds[surface] = kind
        if kind is EntityKind.PERSON and _is_full(surface):
            surnames[_surname(surface)] += given.total()
        short = _LEGAL_FORM.sub("", surface)
        if short != surface and (" " in short or not _is_word(short, languages)):
            kinds.setdefault(short, kind)
    return _without_wrong_wholes(kinds, evidence, known)


def _kind_by_form(surface: str, known: KnownNames) -> EntityKind | None:
    """What a name of several words must be, whatever the recogniser took it for."""
    words = surface.split(" ")
    if len(words) == 1:
        return None
    if fold(words[-1]).endswith(_BODY_ENDINGS) or _LEGAL_FORM.search(surface):
        return EntityKind.ORGANISATION
    if len(words) == 2 and words[0] in known.first_names:
        return EntityKind.PERSON
    return None


def _winner(given: Counter[EntityKind]) -> EntityKind:
    return max(_FIRST_CHOICE, key=lambda kind: given[kind])


def _fits(surface: str, listed: KnownName) -> bool:
    """Whether the case speaks against the listed name: `us` is not `US`."""
    return surface[:1].isupper() or surface == listed.name or not surface.islower()


def _is_name(
    surface: str,
    kind: EntityKind,
    evidence: _Evidence,
    known: KnownNames,
    languages: frozenset[str],
    surnames: Mapping[str, int],
) -> bool:
    words = surface.split(" ")
    folded = fold(surface)
    if folded in known.never or folded.removesuffix("s") in known.never:
        return False
    if len(surface) < 2 or not any(letter.isalpha() for letter in surface):
        return False
    seen = evidence.votes[surface].total()
    if len(words) > 1:
        headline = kind is EntityKind.ORGANISATION and "de" not in languages
        doubtful = kind is EntityKind.THING or headline
        return _is_long_name(words, kind, known) and not (
            doubtful and seen == 1 and all(_is_word(word, languages) for word in words)
        )
    if _has_inner_capital(surface):
        return True
    if not surface[0].isupper() or len(surface) < 3:
        return False
    if surface.lower() in evidence.common or _is_stop(folded):
        return False
    if surface in surnames and kind is EntityKind.PERSON:
        return True
    standing = evidence.standing[surface]
    if standing * _MIN_SHARE_SEEN > seen or evidence.indefinite[surface] * 4 > standing:
        return False
    if _is_word(surface, languages) and (seen < 3 or 2 * seen < standing):
        return False
    if kind is EntityKind.PERSON:
        return True
    if kind is EntityKind.THING:
        return seen > 1 and evidence.later[surface] > 0
    return evidence.later[surface] > 0 or seen > 1


def _is_word(word: str, languages: frozenset[str]) -> bool:
    """Whether a dictionary has it, or all its parts; English words are at home in every text."""
    return all(
        any(_in_dictionary(part, language) for language in sorted({*languages, "en"}))
        for part in word.split("-")
    )


@lru_cache(maxsize=1 << 14)
def _in_dictionary(word: str, language: str) -> bool:
    # Loaded late: dictionaries take a second, and only a name in doubt needs them.
    import simplemma

    if language == "en":
        return bool(simplemma.is_known(word.lower(), lang="en"))
    if language != "de":
        return False
    if simplemma.is_known(word, lang="de"):
        return True
    return any(
        simplemma.is_known(word[cut:].capitalize(), lang="de")
        and simplemma.is_known(word[:cut].removesuffix("s"), lang="de")
        for cut in range(4, len(word) - 4)
    )


def _is_long_name(words: Sequence[str], kind: EntityKind, known: KnownNames) -> bool:
    if not (words[0][0].isupper() or _has_inner_capital(words[0])):
        return False
    content = [word for word in words if word.lower() not in _PARTICLES]
    if kind is EntityKind.PERSON:
        return (
            len(content) > 1
            and all(word[0].isupper() and not any(c.isdigit() for c in word) for word in content)
            and fold(words[-1]) not in known.never
        )
    capital = sum(word[0].isupper() or word[0].isdigit() for word in content)
    if capital < len(content) or len(words) > 7:
        return False
    return any(fold(word) not in known.never and not _is_stop(fold(word)) for word in content)


def _is_stop(folded: str) -> bool:
    return is_stop_word(folded, "de") or is_stop_word(folded, "en")


def _has_inner_capital(word: str) -> bool:
    """Whether the word is written as only names are: `xAI`, `iPhone`, `ChatGPT`, `NATO`, `A380`."""
    return any(letter.isupper() for letter in word[1:]) and word.isalnum()


def _without_wrong_wholes(
    kinds: dict[str, EntityKind], evidence: _Evidence, known: KnownNames
) -> dict[str, EntityKind]:
    """Leaves out persons that are another name and a word: `Tesla Elon Musk`."""

    def holds_another(surface: str) -> bool:
        words = surface.split(" ")
        if known.lookup(surface) is not None or words[-1] in _GENERATIONS:
            return False
        listed = known.lookup(words[0])
        if listed is not None and listed.kind is EntityKind.ORGANISATION:
            return True
        inner = (
            " ".join(words[start:end])
            for start in range(len(words))
            for end in range(start + 2, len(words) + 1)
            if end - start < len(words)
        )
        return any(
            kinds.get(name) is EntityKind.PERSON
            and evidence.votes[name].total() > evidence.votes[surface].total()
            for name in inner
        )

    return {
        surface: kind
        for surface, kind in kinds.items()
        if kind is not EntityKind.PERSON or surface.count(" ") < 2 or not holds_another(surface)
    }


# --- acronyms -------------------------------------------------------------------------------------

_ACRONYM = re.compile(r"\"? \((?P<short>[A-ZÄÖÜ][\w&-]*[A-ZÄÖÜ][\w&-]*)\)")


def _accept_acronyms(
    pages: Sequence[_Page],
    kinds: dict[str, EntityKind],
    evidence: _Evidence,
    known: KnownNames,
) -> None:
    """Adds long form and acronym where one introduces the other: `Long Form (LF)`."""
    for page in pages:
        for match in _ACRONYM.finditer(page.text):
            short = match["short"]
            if len(short) > 10:
                continue
            long = _long_form(page.text[max(0, match.start() - 120) : match.start()], short, kinds)
            if long is None or kinds.get(long) is EntityKind.PERSON:
                continue
            kind = kinds.get(long) or kinds.get(short)
            if kind is None or fold(long) in known.never or fold(short) in known.never:
                continue
            kinds[short] = kind
            kinds[long] = kind
            evidence.abbreviations[short] = long


def _long_form(before: str, short: str, kinds: Mapping[str, EntityKind]) -> str | None:
    """The fewest words before the bracket whose initials give the acronym."""
    sentence = re.split(r"[.:;!?\"(] ?(?=\S)", before)[-1] if before else ""
    words = sentence.split()
    for count in range(1, min(len(words), len(short) + 4) + 1):
        taken = words[-count:]
        if not taken[0][0].isupper() or fold(taken[0][0]) != fold(short[0]):
            continue
        if _initials_give(taken, short) or (
            " ".join(taken) in kinds and _letters_give(" ".join(taken), short)
        ):
            return " ".join(taken)
    return None


def _initials_give(words: Sequence[str], short: str) -> bool:
    wanted = list(fold(short))
    for word in words:
        if wanted and fold(word)[:1] == wanted[0]:
            wanted.pop(0)
        elif word[0].isupper():
            return False
    return not wanted


def _letters_give(long: str, short: str) -> bool:
    letters = iter(fold(long))
    return all(letter in letters for letter in fold(short))


# --- persons --------------------------------------------------------------------------------------

_SCRIPT_VARIANTS = (
    (re.compile(r"tsch|tch"), "ch"),
    (re.compile(r"sch"), "sh"),
    (re.compile(r"kh"), "ch"),
    (re.compile(r"ss"), "s"),
    (re.compile(r"ks"), "x"),
    (re.compile(r"w"), "v"),
    (re.compile(r"ff?$"), "v"),
    (re.compile(r"ts"), "z"),
    (re.compile(r"z"), "s"),
    (re.compile(r"(?<![ae])y|y(?!er)|j"), "i"),
    (re.compile(r"i{2,}"), "i"),
    (re.compile(r"([aou])e(?=[^aeiou])"), r"\1"),
)


@lru_cache(maxsize=1 << 14)
def _person_fold(name: str) -> str:
    """A form in which the ways to write a foreign person's name in Latin letters agree."""
    folded = fold(name)
    for pattern, plain in _SCRIPT_VARIANTS:
        folded = pattern.sub(plain, folded)
    return folded


def _is_full(name: str) -> bool:
    """Whether a person's name has more than the surname: `De la Fuente` has not."""
    first, _, rest = name.partition(" ")
    return bool(rest) and first.lower() not in _PARTICLES


def _surname(full: str) -> str:
    words = full.split(" ")
    return words[-2] if len(words) > 2 and words[-1] in _GENERATIONS else words[-1]


def _long_surname(full: str) -> str:
    """With the particles before it: `von der Leyen`."""
    words = full.split(" ")
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    return " ".join(words[start:])


@dataclass(frozen=True, slots=True)
class _Persons:
    """The people the story calls by their full name."""

    keys: Mapping[str, str]
    """By full spelling."""
    by_surname: Mapping[str, frozenset[str]]
    """Keys, by surname as it is spelt and in the form that unites spellings."""
    by_first_name: Mapping[str, frozenset[str]]


def _persons(kinds: Mapping[str, EntityKind], known: KnownNames) -> _Persons:
    keys: dict[str, str] = {}
    by_surname: defaultdict[str, set[str]] = defaultdict(set)
    by_first_name: defaultdict[str, set[str]] = defaultdict(set)
    for surface, kind in kinds.items():
        if kind is not EntityKind.PERSON or not _is_full(surface):
            continue
        key = keys[surface] = _person_key(surface, known)
        by_surname[_surname(surface)].add(key)
        by_surname[_person_fold(_surname(surface))].add(key)
        by_first_name[surface.split(" ", 1)[0]].add(key)
    return _Persons(
        keys,
        {surname: frozenset(owners) for surname, owners in by_surname.items()},
        {first: frozenset(owners) for first, owners in by_first_name.items()},
    )


def _person_key(full: str, known: KnownNames) -> str:
    listed = known.lookup(full)
    return _full_key(full) if listed is None else _known_key(listed)


def _full_key(full: str) -> str:
    return f"{_person_fold(full.split(' ', 1)[0])} {_person_fold(_surname(full))}"


def _known_key(listed: KnownName) -> str:
    if listed.kind is EntityKind.PERSON and " " in listed.name:
        return _full_key(listed.name)
    return fold(listed.name)


@lru_cache(maxsize=2)
def _listed_by_key(known: KnownNames) -> Mapping[str, KnownName]:
    return {_known_key(listed): listed for listed in known.by_fold.values()}


# --- finding every place --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words to look for, and what it means when they stand in a text."""

    text: str
    span: Span
    """Where the name stands in `text`."""
    surface: str
    kind: EntityKind
    listed: KnownName | None = None
    joined: bool = False
    """Only as the first part of a compound: `Elon-Musk-Biografie`."""
    wary: bool = False
    """Known from a fuller form only: could be a plain word where it stands alone."""
    first_name: bool = False

    @property
    def person(self) -> bool:
        return self.kind is EntityKind.PERSON


@dataclass(frozen=True, slots=True)
class _Place:
    page: int
    span: Span
    phrase: _Phrase
    doubtful: bool = False
    """Only that person's if the article said the full name before."""


_Phrases = Mapping[str, Sequence[_Phrase]]
"""By first token, longest first."""


@lru_cache(maxsize=2)
def _known_phrases(known: KnownNames) -> tuple[_Phrases, _Phrases]:
    """Listed spellings that stand for themselves, and those that need their neighbours."""
    phrases = [
        _Phrase(text, span, span.of(text), listed.kind, listed)
        for text, span, listed in ((c.text, c.span, c.known) for c in known.certain)
    ]
    return (
        _by_first_token(phrase for phrase in phrases if len(phrase.span) == len(phrase.text)),
        _by_first_token(phrase for phrase in phrases if len(phrase.span) < len(phrase.text)),
    )


def _by_first_token(phrases: Iterable[_Phrase]) -> _Phrases:
    by_token: defaultdict[str, list[_Phrase]] = defaultdict(list)
    for phrase in phrases:
        by_token[_TOKEN.findall(phrase.text)[0]].append(phrase)
    for found in by_token.values():
        found.sort(key=lambda phrase: (-len(phrase.text), phrase.text != phrase.surface))
    return by_token


def _story_phrases(
    pages: Sequence[_Page],
    kinds: Mapping[str, EntityKind],
    persons: _Persons,
    known: KnownNames,
) -> _Phrases:
    # A listed short form that may be a plain word is trusted once its long form was said.
    phrases = [
        _Phrase(short, Span(0, len(short)), short, listed.kind, listed, wary=True)
        for long, (short, listed) in known.shortened.items()
        if any(long in page.text for page in pages)
    ]
    for surface, kind in kinds.items():
        phrases.extend(
            _Phrase(form, Span(0, len(form)), surface, kind) for form in _forms(surface, kind)
        )
        if " " in surface:
            joined = surface.replace(" ", "-")
            phrases.append(_Phrase(joined, Span(0, len(joined)), surface, kind, joined=True))
    person = EntityKind.PERSON
    for full in persons.keys:
        long = _long_surname(full)
        if " " in long:
            opener = long[0].upper() + long[1:]
            phrases.append(_Phrase(opener, Span(0, len(opener)), long, person))
        phrases.extend(
            _Phrase(surname, Span(0, len(surname)), surname, person, wary=True)
            for surname in sorted({_surname(full), _long_surname(full)} - kinds.keys())
            if known.lookup(surname) is None and len(surname) > 1
        )
        first = full.split(" ", 1)[0]
        if first not in kinds and len(first) > 2 and known.lookup(first) is None:
            phrases.append(_Phrase(first, Span(0, len(first)), first, person, first_name=True))
    return _by_first_token(dict.fromkeys(phrases))


_DECLINED = re.compile(r"(\w{3,}?)(?:e|er|es|en|em)(?= [A-ZÄÖÜ])")


def _forms(surface: str, kind: EntityKind) -> Iterator[str]:
    """The spelling, and its first word declined: `Deutsche Bank`, `Deutschen Bank`."""
    yield surface
    declined = _DECLINED.match(surface)
    if declined is not None and kind is not EntityKind.PERSON:
        for ending in ("e", "en", "er", "em"):
            form = declined.group(1) + ending + surface[declined.end() :]
            if form != surface:
                yield form


_PREFIX_WORDS = "anti ex pro nicht non us eu post neo pre nato un"
_PREFIXES = frozenset(_PREFIX_WORDS.split())
_DEFINITE_WORDS = "der die das des dem den beim zum zur vom im am"
_DETERMINERS = _INDEFINITE | frozenset(_DEFINITE_WORDS.split())


def _places(
    index: int, page: _Page, story: _Phrases, evidence: _Evidence, known: KnownNames
) -> Iterator[_Place]:
    """Every place of a page where an accepted name stands, the longest name first."""
    alone, in_place = _known_phrases(known)
    settled = dict(_settled_by_neighbours(index, page, in_place))
    letters = {
        place.span.of(page.text): place.phrase for place in settled.values() if len(place.span) == 1
    }
    barred = {
        compound.start(): compound.end()
        for compound in _COMPOUND.finditer(page.text)
        if fold(compound.group()) in known.never
    }
    taken_to = 0
    for number, token in enumerate(page.tokens):
        taken_to = barred.get(token.start, taken_to)
        if token.start < taken_to:
            continue
        best = settled.get(token.start)
        for first in _first_tokens(token.text) if best is None else ():
            for phrase in (*story.get(first, ()), *alone.get(first, ())):
                span = _name_span(phrase, page, token.start)
                if (
                    span is not None
                    and (best is None or span.end > best.span.end)
                    and _may_stand(phrase, page, number, span, taken_to, evidence)
                ):
                    best = _Place(index, span, phrase, _doubtful(phrase, token, evidence))
            if best is not None:
                break
        if best is None and token.text in letters:
            best = _Place(index, Span(token.start, token.end), letters[token.text])
        if best is not None:
            yield best
            taken_to = best.span.end


def _doubtful(phrase: _Phrase, token: _Token, evidence: _Evidence) -> bool:
    plain = phrase.wary and token.initial and phrase.text.lower() in evidence.common
    return phrase.first_name or (phrase.person and plain)


def _settled_by_neighbours(
    index: int, page: _Page, in_place: _Phrases
) -> Iterator[tuple[int, _Place]]:
    for token in page.tokens:
        for phrase in in_place.get(token.text, ()):
            span = _name_span(phrase, page, token.start)
            if span is not None:
                yield span.start, _Place(index, span, phrase)


def _first_tokens(word: str) -> Iterator[str]:
    yield word
    if word.endswith("s"):
        yield word[:-1]
        if word.endswith("es"):
            yield word[:-2]


def _name_span(phrase: _Phrase, page: _Page, start: int) -> Span | None:
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
    phrase: _Phrase, page: _Page, number: int, span: Span, taken_to: int, evidence: _Evidence
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
            not phrase.wary or compound or before is None or before.text.lower() not in _INDEFINITE
        )
    if phrase.wary and token.initial and _is_stop(fold(phrase.text)):
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
        or _is_role(before.text)
    )


def _adjoins_capital(after: _Token | None, end: int) -> bool:
    return after is not None and after.start == end + 1 and after.text[0].isupper()


# --- whose place it is ----------------------------------------------------------------------------

_LEGAL_FORM = re.compile(
    r",? (?:AG|SE|GmbH|KGaA|KG|OHG|eG|e\. ?V\.|UG|mbH|Inc\.?|Corp\.?|Corporation|Incorporated|"
    r"Ltd\.?|Limited|LLC|LLP|PLC|plc|Plc|S\.A\.|SA|N\.V\.|NV|B\.V\.|BV|AB|ASA|Oyj|S\.p\.A\.|SpA|"
    r"(?:GmbH|AG) & Co\.? (?:KGaA|KG)|& Co\.? (?:KGaA|KG)|Co\.)$"
)


def _owners(
    found: Sequence[_Place],
    pages: Sequence[_Page],
    kinds: Mapping[str, EntityKind],
    persons: _Persons,
    evidence: _Evidence,
    known: KnownNames,
) -> list[str | None]:
    """The key of each place's entity; None where a first name is nobody's."""
    keys = _name_keys(kinds, evidence, known)
    called: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for place in found:
        key = _full_name_key(place.phrase, persons)
        if key is not None:
            called[place.page].append((place.span.start, key))
    bare: defaultdict[str, set[ArticleId]] = defaultdict(set)
    owners: list[str | None] = []
    for place in found:
        phrase = place.phrase
        key = _full_name_key(phrase, persons)
        if key is None and not phrase.person:
            key = _known_key(phrase.listed) if phrase.listed else keys[phrase.surface]
        elif key is None:
            key = _whose(place, called[place.page], persons)
            listed = phrase.listed or known.lookup(phrase.surface)
            if key is None and listed is not None:
                key = _known_key(listed)
            elif key is None and not place.doubtful:
                key = _BARE + _person_fold(phrase.surface)
                bare[key].add(pages[place.page].source.article)
        owners.append(key)
    # A bare surname is somebody else in another story: the article that says it belongs to its key.
    return [
        f"{key}\0{min(bare[key])}" if key is not None and key in bare else key for key in owners
    ]


_BARE = "\0"


def _full_name_key(phrase: _Phrase, persons: _Persons) -> str | None:
    if phrase.listed is not None:
        full = phrase.person and " " in phrase.surface
        return _known_key(phrase.listed) if full else None
    return persons.keys.get(phrase.surface)


def _whose(place: _Place, called: Sequence[tuple[int, str]], persons: _Persons) -> str | None:
    """The one person of the story a surname, or a first name, stands for."""
    surface = place.phrase.surface
    before = [key for position, key in called if position < place.span.start]
    surnamed = (
        persons.by_surname.get(surface)
        or persons.by_surname.get(_person_fold(surface))
        or persons.by_surname.get(_surname(surface))
    )
    if surnamed is None:
        named = persons.by_first_name.get(surface, frozenset())
        return next(iter(named)) if len(named) == 1 and not named.isdisjoint(before) else None
    nearest = next((key for key in reversed(before) if key in surnamed), None)
    if nearest is not None and len(surnamed) > 1:
        return nearest
    here = {key for _, key in called if key in surnamed}
    if len(surnamed) == 1:
        return None if place.doubtful and nearest is None else next(iter(surnamed))
    return here.pop() if len(here) == 1 else None


def _name_keys(
    kinds: Mapping[str, EntityKind], evidence: _Evidence, known: KnownNames
) -> dict[str, str]:
    """The key of every name that is not a person's."""
    shorts = {long: short for short, long in evidence.abbreviations.items()}
    tails = _tails(kinds)

    def key(surface: str) -> str:
        long = evidence.abbreviations.get(surface, surface)
        long = tails.get(long, long)
        for form in (surface, long, shorts.get(long, long), *_shorter(long)):
            listed = known.lookup(form)
            if listed is not None:
                return _known_key(listed)
        return fold(_undeclined(_LEGAL_FORM.sub("", long)))

    return {surface: key(surface) for surface in kinds}


def _shorter(surface: str) -> Iterator[str]:
    """What is left of a name without its legal form, or without the state it belongs to."""
    yield _LEGAL_FORM.sub("", surface)
    head, _, rest = surface.partition(" ")
    if head in ("US", "EU", "UN", "UK", "U.S.") and " " in rest:
        yield rest


def _undeclined(surface: str) -> str:
    declined = _DECLINED.match(surface)
    return surface if declined is None else declined.group(1) + "e" + surface[declined.end() :]


def _tails(kinds: Mapping[str, EntityKind]) -> dict[str, str]:
    """Things called by their last word once their maker was named: `Roadster`."""
    wholes: defaultdict[str, set[str]] = defaultdict(set)
    for surface, kind in kinds.items():
        maker, _, tail = surface.rpartition(" ")
        if kind is EntityKind.THING and kinds.get(tail) is EntityKind.THING and maker in kinds:
            wholes[tail].add(surface)
    return {tail: found.pop() for tail, found in wholes.items() if len(found) == 1}


# --- the outcome ----------------------------------------------------------------------------------


def _linked(
    pages: Sequence[_Page],
    found: Sequence[_Place],
    owners: Sequence[str | None],
    known: KnownNames,
) -> LinkedNames:
    mentions: list[Mention] = []
    spelt: defaultdict[EntityId, Counter[str]] = defaultdict(Counter)
    called: defaultdict[EntityId, Counter[str]] = defaultdict(Counter)
    voted: defaultdict[EntityId, Counter[EntityKind]] = defaultdict(Counter)
    settled: dict[EntityId, KnownName] = {}
    languages: defaultdict[EntityId, set[str]] = defaultdict(set)
    listed_by_key = _listed_by_key(known)
    for place, owner in zip(found, owners, strict=True):
        page = pages[place.page]
        statement = page.statement_at(place.span.start)
        if owner is None or statement is None:
            continue
        entity = EntityId(hashlib.sha256(owner.encode()).hexdigest()[:16])
        text = place.span.of(page.source.text)
        mentions.append(Mention(entity, page.source.article, statement.id.number, place.span, text))
        spelt[entity][text] += 1
        languages[entity].add(page.source.language)
        phrase = place.phrase
        if owner in listed_by_key:
            settled[entity] = listed_by_key[owner]
        called[entity][phrase.surface] += 1
        voted[entity][phrase.kind] += 1
    entities = []
    for entity, spellings in spelt.items():
        listed = settled.get(entity)
        entities.append(
            Entity(
                entity,
                _best_name(called[entity], listed, languages[entity], known),
                _winner(voted[entity]) if listed is None else listed.kind,
                tuple(sorted(spellings, key=lambda text: (-spellings[text], text))),
            )
        )
    counts = {entity: spellings.total() for entity, spellings in spelt.items()}
    entities.sort(key=lambda entity: (-counts[entity.id], entity.name))
    order = {page.source.article: number for number, page in enumerate(pages)}
    mentions.sort(key=lambda mention: (order[mention.article], mention.span))
    return LinkedNames(tuple(entities), tuple(mentions))


def _best_name(
    surfaces: Counter[str], listed: KnownName | None, languages: set[str], known: KnownNames
) -> str:
    """The listed name as this story spells it, else the fullest form.

    Of equally full forms the undeclined and most frequent. The list is German: a story in English
    alone keeps its own name of a place or a body.
    """

    def rank(surface: str) -> tuple[bool, int, bool, int, str]:
        return (
            _LEGAL_FORM.search(surface) is None,
            surface.count(" "),
            _undeclined(surface) == surface,
            surfaces[surface],
            surface,
        )

    best = max(surfaces, key=rank)
    if listed is None or listed.name in surfaces:
        return best if listed is None else listed.name
    if listed.kind is EntityKind.PERSON:
        return best if " " in best and known.lookup(best) == listed else listed.name
    return best if languages == {"en"} else listed.name
