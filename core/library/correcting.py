"""What the reader corrects in names: made from what is on the screen, and applied at once.

The database notes which corrections its names follow. Where they are others than those kept with
the marks, be it that one was made, taken back, or came from another program, the stories that the
difference speaks of are linked again, from the names the pipeline saw; nothing is analysed anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import replace
from datetime import UTC, datetime

from core.analysis.corrections import Label, is_bare, label_of, labels_meant
from core.errors import ArticleNotFound
from core.library.naming import kept_names, put_names, settled_names
from core.library.wishes import Wish
from core.model import (
    ArticleId,
    Correction,
    CorrectionKind,
    Entity,
    EntityKind,
    Reach,
)
from core.storage import analysis, articles, corrections, entities, relations, stories
from core.storage.database import Database
from core.storage.marks import new_correction_id
from core.text.clean import clean_line

_CONTEXT = 32
"""Characters before and after a mention by which it is known again."""


def correction_for(
    database: Database, wish: Wish, known: Sequence[Correction]
) -> Correction | None:
    """The correction that makes a wish come true beside those there are; None when none would."""
    if wish.kind is CorrectionKind.ADD:
        words = clean_line(wish.name)
        if not words or wish.entity_kind is None:
            return None
        return _made(wish, (words,), (wish.entity_kind,), words, wish.entity_kind, Reach.EVERYWHERE)
    entity = None if wish.entity is None else entities.entity(database, wish.entity)
    outcome = None if entity is None else _outcome(database, wish, entity)
    if entity is None or outcome is None:
        return None
    names, kinds = _subject(database, entity, known)
    made = _made(wish, names, kinds, *outcome, _reach(wish, entity, outcome))
    if wish.mention is None:
        return made
    text, span = articles.text(database, wish.article), wish.mention.span
    return replace(
        made,
        spelling=wish.mention.text,
        before=text[max(0, span.start - _CONTEXT) : span.start],
        after=text[span.end : span.end + _CONTEXT],
    )


def _outcome(database: Database, wish: Wish, entity: Entity) -> tuple[str, EntityKind] | None:
    """What it is called and is from now on; None when it is so already."""
    name, kind = clean_line(wish.name), entity.kind
    into = None if wish.into is None else entities.entity(database, wish.into)
    match wish.kind:
        case CorrectionKind.HIDE:
            return entity.name, kind
        case CorrectionKind.KIND:
            return None if wish.entity_kind in (None, kind) else (entity.name, wish.entity_kind)
        case CorrectionKind.RENAME:
            return None if name in ("", entity.name) else (name, kind)
        case CorrectionKind.SPLIT if into is None:
            name = name or clean_line(wish.mention.text if wish.mention else wish.spelling)
        case _ if into is None:
            return None
        case _:
            name, kind = into.name, into.kind
    same = label_of(name, kind) == label_of(entity.name, entity.kind)
    return None if same or not name else (name, kind)


def _subject(
    database: Database, entity: Entity, known: Sequence[Correction]
) -> tuple[tuple[str, ...], tuple[EntityKind, ...]]:
    """The names an entity goes by, the one it is shown under first, and the kinds it has."""
    voted = entities.names_of(database, entity.id)
    label = label_of(entity.name, entity.kind)
    # The spellings of what an earlier correction has led here are that correction's business.
    led_here = any(label == label_of(each.name, each.entity_kind) for each in known)
    spellings = () if led_here else entity.spellings
    names = dict.fromkeys((entity.name, *(name for name, _ in voted), *spellings))
    kinds = dict.fromkeys((entity.kind, *(kind for _, kind in voted)))
    return tuple(names), tuple(kinds)


def _reach(wish: Wish, entity: Entity, outcome: tuple[str, EntityKind]) -> Reach:
    """As far as the names mean the same: a surname alone means another in another story."""
    if wish.mention is not None:
        return Reach.ARTICLE
    bare = is_bare(entity.name, entity.kind)
    if wish.kind in (CorrectionKind.RENAME, CorrectionKind.MERGE, CorrectionKind.SPLIT):
        bare = bare or is_bare(*outcome) or is_bare(wish.spelling or entity.name, entity.kind)
    return Reach.STORY if bare else Reach.EVERYWHERE


def _made(
    wish: Wish,
    names: tuple[str, ...],
    kinds: tuple[EntityKind, ...],
    name: str,
    kind: EntityKind,
    reach: Reach,
) -> Correction:
    return Correction(
        new_correction_id(),
        wish.kind,
        names,
        kinds,
        name,
        kind,
        reach,
        wish.article,
        datetime.now(UTC).astimezone().isoformat(timespec="seconds"),
        spelling=wish.spelling,
    )


# --- applying -------------------------------------------------------------------------------------


def settle(
    database: Database, wanted: Callable[[], Sequence[Correction]]
) -> Iterator[tuple[ArticleId, ...]]:
    """Link again what the kept names do not follow yet, story by story, that of the reader first.

    Each story is kept as it is done; broken off, all of them are done again the next time. What
    changes relations is marked for comparing them again.
    """
    asked = tuple(wanted())
    changed = sorted(set(asked) ^ set(corrections.applied(database)), key=lambda each: each.created)
    if not changed:
        return
    for members in _concerned(database, changed):
        with database.writing():
            there = [each for each in members if _is_analysed(database, each)]
            names = settled_names([kept_names(database, each) for each in there], wanted())
            before = {each: entities.mentions_of(database, each) for each in there}
            put_names(database, names)
            relations.mark_stale(
                database,
                [each for each in there if entities.mentions_of(database, each) != before[each]],
            )
        yield tuple(there)
    with database.writing():
        # What was corrected meanwhile is a difference again.
        corrections.put_applied(database, asked)


def get_ready(database: Database, article: ArticleId) -> None:
    """Link the story of an article once without keeping it: what that loads takes seconds."""
    for members in _together(database, {article}):
        settled_names([kept_names(database, each) for each in members], ())


def _is_analysed(database: Database, article: ArticleId) -> bool:
    try:
        return analysis.is_analysed(database, article)
    except ArticleNotFound:
        return False


def _concerned(
    database: Database, changed: Sequence[Correction]
) -> Iterator[tuple[ArticleId, ...]]:
    """The stories, and the articles without one, that these corrections may speak of."""
    everywhere = [each for each in changed if each.reach is Reach.EVERYWHERE]
    labels: set[Label] = {label_of(each.name, each.entity_kind) for each in changed}
    labels |= {label for each in everywhere for label in labels_meant(each)}
    named = [
        counted.entity.id
        for counted in entities.entities(database)
        if label_of(counted.entity.name, counted.entity.kind) in labels
    ]
    # What is hidden is no entity now, and what is to be added is none yet.
    said = {
        name
        for each in everywhere
        for place, name in enumerate((*each.names, each.name))
        if place == 0 or not is_bare(name, EntityKind.PERSON) or EntityKind.PERSON not in each.kinds
    }
    here = {each.article for each in changed}
    found = {
        *here,
        *corrections.articles_naming(database, named),
        *corrections.articles_saying(database, said),
    }
    yield from sorted(_together(database, found), key=here.isdisjoint)


def _together(database: Database, found: Set[ArticleId]) -> list[tuple[ArticleId, ...]]:
    """The stories of these articles whole, and those without a story by themselves."""
    told = [story.articles for story in stories.stories(database)]
    in_stories = {each for members in told for each in members}
    alone = [(each,) for each in articles.ids(database) if each in found - in_stories]
    return [*(members for members in told if not found.isdisjoint(members)), *alone]
