"""What the reader knows better about names, applied to what linking found.

A correction is a statement about names, not about ids: *these names, taken for these kinds, are
called so and are of that kind from now on* (or are not shown). It is applied to each story by
itself, whenever the story is linked: again after a new analysis, and to articles that come later.

Who is meant. A name with its kind makes a label; names have the same label when linking would
take them for one (`Durow`, `Durov`; `Zynex`, `Zynex AG`). A correction leads from the labels of
its names to the label of its outcome; that of a split only for mentions spelt that way, that of a
narrower reach only for its story or article. A person's surname alone is not one of the names of
somebody shown under a full name: elsewhere it is somebody else's.

What wins. From its label a mention follows the corrections until none leads on. Where several
lead on, a split is followed before any other, for it speaks of fewer mentions, and then the one
made last. Merging chains: if A is B and B is C, then A is C, in whatever order that was said.
Where corrections lead in a circle, the last one made among them has the last word. Names that
nothing is called any more lead nowhere and do no harm.

What comes of it. An outcome has the same id in every story, made of its label; whatever has that
label by itself joins it, and is shown under the name the reader gave. Two of the same name and
kind are therefore one: who splits a name off gives it another name.

In this order: mentions are led to their outcome, hidden ones dropped; then added names are looked
for in the texts, whole words with or without a genitive -s. Where added names overlap, the longer
wins, else the later. What linking found stays where it is longer than the added name and covers
it; otherwise it gives way. No two mentions overlap afterwards. Applying twice equals once.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from core.analysis.linking import ArticleNames, LinkedNames
from core.analysis.linking.pages import PLAIN_SIGNS
from core.analysis.linking.persons import is_full, person_fold, surname_of
from core.analysis.linking.wording import LEGAL_FORM, undeclined
from core.model import (
    ArticleId,
    Correction,
    CorrectionKind,
    Entity,
    EntityId,
    EntityKind,
    Mention,
    Reach,
    Span,
)
from core.text.words import fold

Label = tuple[EntityKind, str]
"""A kind, and a name in the form in which names are compared."""


@lru_cache(maxsize=1 << 14)
def label_of(name: str, kind: EntityKind) -> Label:
    """What two names have in common that are one name."""
    if kind is not EntityKind.PERSON:
        return kind, fold(undeclined(LEGAL_FORM.sub("", name)))
    if not is_full(name):
        return kind, person_fold(name)
    return kind, f"{person_fold(name.split(' ', 1)[0])} {person_fold(surname_of(name))}"


def is_bare(name: str, kind: EntityKind) -> bool:
    """Whether it is a person's surname or first name alone, which is another's elsewhere."""
    return kind is EntityKind.PERSON and not is_full(name)


@lru_cache(maxsize=1 << 12)
def labels_meant(correction: Correction) -> frozenset[Label]:
    """The labels a correction speaks of."""
    return frozenset(
        label_of(name, kind)
        for kind in correction.kinds
        for place, name in enumerate(correction.names)
        if place == 0 or not is_bare(name, kind)
    )


def corrected(
    linked: LinkedNames, articles: Sequence[ArticleNames], corrections: Sequence[Correction]
) -> LinkedNames:
    """The names of one story as the reader wants them; corrections in the order they were made."""
    if not corrections:
        return linked
    rules = _Rules(corrections, frozenset(article.article for article in articles))
    texts = {article.article: article.text for article in articles}
    entity_of = {entity.id: entity for entity in linked.entities}
    owned: list[tuple[Mention, _Shown]] = []
    for mention in linked.mentions:
        entity = entity_of[mention.entity]
        outcome = rules.outcome(mention, entity, texts[mention.article])
        if outcome is not None:
            owned.append((mention, outcome))
    if rules.added:
        for article in articles:
            owned = _with_added(owned, list(_added(article, rules)), article.article)
    return _gathered(owned, articles)


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a mention is a mention of."""

    id: EntityId
    name: str
    kind: EntityKind


class _Rules:
    """The corrections that hold in one story, by what they speak of."""

    def __init__(self, corrections: Sequence[Correction], articles: Collection[ArticleId]) -> None:
        self._order = {each.id: place for place, each in enumerate(corrections)}
        here = [
            each
            for each in corrections
            if each.reach is Reach.EVERYWHERE or each.article in articles
        ]
        holding = {each.id for each in here}
        self.added = [each for each in here if each.kind is CorrectionKind.ADD]
        self._of: defaultdict[Label, list[Correction]] = defaultdict(list)
        for each in reversed(here):
            for label in labels_meant(each):
                self._of[label].append(each)
        for speaking in self._of.values():
            speaking.sort(key=lambda each: each.kind is not CorrectionKind.SPLIT)
        self._shown: dict[Label, _Shown] = {}
        # An outcome has its id in every story, but somebody's surname alone only in its own.
        for each in corrections:
            bare = is_bare(each.name, each.entity_kind)
            if each.kind is not CorrectionKind.HIDE and (each.id in holding or not bare):
                label = label_of(each.name, each.entity_kind)
                alone = each.article if bare and each.reach is not Reach.EVERYWHERE else ""
                key = "\0".join(("corrected", *label, alone))
                identifier = EntityId(hashlib.sha256(key.encode(errors="replace")).hexdigest()[:16])
                self._shown[label] = _Shown(identifier, each.name, each.entity_kind)

    def outcome(self, mention: Mention, entity: Entity, text: str) -> _Shown | None:
        """What a mention of this entity is a mention of; None when it is hidden."""
        label = self._led(label_of(entity.name, entity.kind), mention, text)
        if label is None:
            return None
        return self._shown.get(label) or _Shown(entity.id, entity.name, entity.kind)

    def outcome_of_added(self, added: Correction, mention: Mention, text: str) -> _Shown | None:
        """What an added mention is a mention of; None when it is hidden."""
        label = self._led(label_of(added.name, added.entity_kind), mention, text)
        return None if label is None else self._shown[label]

    def order(self, correction: Correction) -> int:
        """Its place among all."""
        return self._order[correction.id]

    def _led(self, label: Label, mention: Mention, text: str) -> Label | None:
        """Where the corrections lead a mention from its label."""
        path: list[tuple[Label, Correction]] = []
        while True:
            if any(label == passed for passed, _ in path):
                start = [passed for passed, _ in path].index(label)
                last = max((each for _, each in path[start:]), key=self.order)
                return label_of(last.name, last.entity_kind)
            leading = next(
                (each for each in self._of.get(label, ()) if _speaks_of(each, mention, text)), None
            )
            if leading is None:
                return label
            if leading.kind is CorrectionKind.HIDE:
                return None
            path.append((label, leading))
            label = label_of(leading.name, leading.entity_kind)


def _speaks_of(correction: Correction, mention: Mention, text: str) -> bool:
    if correction.reach is Reach.ARTICLE and correction.article != mention.article:
        return False
    if correction.kind is not CorrectionKind.SPLIT:
        return True
    return (
        spelling_of(mention.text) == spelling_of(correction.spelling)
        and text.endswith(correction.before, 0, mention.span.start)
        and text.startswith(correction.after, mention.span.end)
    )


def spelling_of(text: str) -> str:
    """The form in which spellings are compared: `Kerns` is `Kern`."""
    return _GENITIVE.sub("", fold(text))


_GENITIVE = re.compile(r"(?<=[^\Wsxz_])(?:'s|'|s)\Z")


# --- added names ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Added:
    mention: Mention
    shown: _Shown
    order: int


def _added(article: ArticleNames, rules: _Rules) -> Iterator[_Added]:
    """Every place of an article where added names stand, those that overlap others left out."""
    found: list[_Added] = []
    for correction in rules.added:
        for span in _places(correction.names[0], article.text):
            statement = next(
                (s for s in article.statements if s.span.start <= span.start < s.span.end), None
            )
            if statement is None or span.end > statement.span.end:
                continue
            text = span.of(article.text)
            mention = Mention(EntityId(""), article.article, statement.id.number, span, text)
            shown = rules.outcome_of_added(correction, mention, article.text)
            if shown is not None:
                found.append(_Added(mention, shown, rules.order(correction)))
    found.sort(key=lambda each: (-len(each.mention.span), -each.order, each.mention.span))
    taken: list[Span] = []
    for each in found:
        if not any(each.mention.span.overlaps(span) for span in taken):
            taken.append(each.mention.span)
            yield each


def _places(words: str, text: str) -> Iterator[Span]:
    """Where the words stand by themselves, at the beginning of a compound, or in the genitive."""
    parts = words.translate(PLAIN_SIGNS).split()
    if not parts:
        return
    genitive = r"(?:s(?!\w))?" if parts[-1][-1].isalnum() and parts[-1][-1] not in "sxzß" else ""
    pattern = r"(?<!\w)(?<!\w-)" + r"\s+".join(map(re.escape, parts)) + genitive + r"(?!\w)"
    for found in re.finditer(pattern, text.translate(PLAIN_SIGNS)):
        yield Span(*found.span())


def _with_added(
    owned: Sequence[tuple[Mention, _Shown]], added: Sequence[_Added], article: ArticleId
) -> list[tuple[Mention, _Shown]]:
    """With the added places of one article among those that were found."""
    kept: list[tuple[Mention, _Shown]] = []
    covers: list[Span] = []
    for mention, shown in owned:
        if mention.article == article:
            met = [a.mention.span for a in added if a.mention.span.overlaps(mention.span)]
            if not all(_is_inside(span, mention.span) for span in met):
                continue
            covers += [mention.span] if met else []
        kept.append((mention, shown))
    kept += [
        (each.mention, each.shown)
        for each in added
        if not any(_is_inside(each.mention.span, span) for span in covers)
    ]
    return kept


def _is_inside(span: Span, longer: Span) -> bool:
    return longer.start <= span.start and span.end <= longer.end and len(span) < len(longer)


# --- outcome --------------------------------------------------------------------------------------


def _gathered(
    owned: Iterable[tuple[Mention, _Shown]], articles: Sequence[ArticleNames]
) -> LinkedNames:
    shown_of: dict[EntityId, _Shown] = {}
    spelt: defaultdict[EntityId, Counter[str]] = defaultdict(Counter)
    mentions: list[Mention] = []
    for mention, shown in owned:
        shown_of[shown.id] = shown
        spelt[shown.id][mention.text] += 1
        mentions.append(replace(mention, entity=shown.id))
    entities = [
        Entity(
            shown.id,
            shown.name,
            shown.kind,
            tuple(sorted(spelt[shown.id], key=lambda text: (-spelt[shown.id][text], text))),
        )
        for shown in shown_of.values()
    ]
    entities.sort(key=lambda each: (-spelt[each.id].total(), each.name, each.id))
    order = {article.article: place for place, article in enumerate(articles)}
    mentions.sort(key=lambda each: (order[each.article], each.span))
    return LinkedNames(tuple(entities), tuple(mentions))
