"""Small values for tests: say what matters, leave the rest to sensible defaults."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from core.model import (
    Anchor,
    Article,
    ArticleId,
    Block,
    Correction,
    CorrectionId,
    CorrectionKind,
    Entity,
    EntityId,
    EntityKind,
    Evidence,
    EvidenceKind,
    Figure,
    Mark,
    MarkId,
    MarkKind,
    Mention,
    Reach,
    Related,
    Relation,
    Role,
    Run,
    Span,
    Statement,
    StatementId,
    StoryWish,
    StoryWishId,
    StoryWishKind,
)

TITLE = "Stadtrat beschließt neue Brücke"
PARAGRAPHS = (
    "Der Stadtrat hat den Bau einer neuen Brücke beschlossen. Sie soll 12 Millionen Euro kosten.",
    "Baubeginn ist im Mai.",
)


def article(
    identifier: str = "a1",
    *,
    title: str = TITLE,
    paragraphs: Sequence[str] = PARAGRAPHS,
    source: str | None = None,
    language: str = "de",
    outlet: str | None = None,
    published: str | None = None,
    title_derived: bool = False,
) -> Article:
    """An article of a title and paragraphs that stood in its source just so."""
    blocks: list[Block] = []
    start = 0
    for role, text in ((Role.TITLE, title), *((Role.PARAGRAPH, p) for p in paragraphs)):
        blocks.append(Block(role, Span(start, start + len(text))))
        start += len(text) + 2
    text = "\n\n".join((title, *paragraphs))
    return Article(
        id=ArticleId(identifier),
        source=source or f"/news/{identifier}.txt",
        title=title,
        title_derived=title_derived,
        text=text,
        blocks=tuple(blocks),
        dropped=(),
        original=text,
        alignment=tuple(Run(b.span.start, b.span.start, len(b.span), len(b.span)) for b in blocks),
        language=language,
        outlet=outlet,
        published=published,
    )


def statement(
    article: str = "a1",
    number: int = 1,
    text: str = "Der Stadtrat hat den Bau einer neuen Brücke beschlossen.",
    *,
    role: Role = Role.PARAGRAPH,
    start: int = 0,
    figures: Sequence[Figure] = (),
    lemmas: Sequence[str] = (),
) -> Statement:
    """A statement that begins at `start` of its article."""
    return Statement(
        id=StatementId(ArticleId(article), number),
        role=role,
        span=Span(start, start + len(text)),
        text=text,
        figures=tuple(figures),
        lemmas=tuple(lemmas),
    )


def statements_of(article: Article) -> tuple[Statement, ...]:
    """The statements of a built article: one a block, but a paragraph is cut after `. `."""
    found: list[Statement] = []
    for block in article.blocks:
        start = block.span.start
        parts = block.span.of(article.text).split(". ")
        for place, part in enumerate(parts):
            text = part if place == len(parts) - 1 else part + "."
            found.append(statement(article.id, len(found) + 1, text, role=block.role, start=start))
            start += len(text) + 1
    return tuple(found)


def entity(
    name: str = "Anna Berg",
    kind: EntityKind = EntityKind.PERSON,
    *,
    identifier: str | None = None,
    spellings: Sequence[str] = (),
) -> Entity:
    """An entity; its id is made of its name unless one is given."""
    made = hashlib.sha256(name.encode()).hexdigest()[:8]
    return Entity(EntityId(identifier or made), name, kind, tuple(spellings) or (name,))


def mention(
    entity: Entity,
    article: str = "a1",
    *,
    text: str | None = None,
    statement: int = 1,
    start: int = 0,
) -> Mention:
    """One occurrence of an entity, spelt as it is named unless said otherwise."""
    spelt = entity.name if text is None else text
    span = Span(start, start + len(spelt))
    return Mention(entity.id, ArticleId(article), statement, span, spelt)


def related(
    article: str = "a2",
    number: int = 1,
    *,
    relation: Relation = Relation.RELATED,
    score: float = 0.7,
    evidence: Sequence[Evidence] = (Evidence(EvidenceKind.WORD, "Brücke", "Brücke"),),
) -> Related:
    """A relation to a statement of another article."""
    return Related(StatementId(ArticleId(article), number), score, relation, tuple(evidence))


def mark(
    identifier: str = "m1",
    *,
    article: str = "a1",
    statement: int = 1,
    quote: str = "Baubeginn ist im Mai.",
    kind: MarkKind = MarkKind.NOTE,
    text: str = "Nachfragen",
    tags: Sequence[str] = (),
    created: str = "2025-05-28T10:00:00+02:00",
) -> Mark:
    """A note at a statement."""
    return Mark(
        id=MarkId(identifier),
        kind=kind,
        anchor=Anchor(ArticleId(article), statement, quote, "", "", 0),
        text=text,
        tags=tuple(tags),
        created=created,
        changed=created,
    )


def story_wish(
    identifier: str = "w1",
    kind: StoryWishKind = StoryWishKind.JOIN,
    *,
    articles: Sequence[str] = ("a1",),
    others: Sequence[str] = ("a2",),
    left: Sequence[str] = (),
    name: str = "",
) -> StoryWish:
    """A wish that joins two articles, unless said otherwise."""
    return StoryWish(
        id=StoryWishId(identifier),
        kind=kind,
        articles=tuple(map(ArticleId, articles)),
        others=tuple(map(ArticleId, others)),
        left=tuple(map(ArticleId, left)),
        name=name,
        created="2025-05-28T10:00:00+02:00",
    )


def correction(
    identifier: str = "c1",
    kind: CorrectionKind = CorrectionKind.RENAME,
    *,
    names: Sequence[str] = ("Anna Berg",),
    kinds: Sequence[EntityKind] = (EntityKind.PERSON,),
    name: str = "Anna Bergmann",
    entity_kind: EntityKind | None = None,
    reach: Reach = Reach.EVERYWHERE,
    article: str = "a1",
    spelling: str = "",
    before: str = "",
    after: str = "",
) -> Correction:
    """A correction that gives its first name another name, unless said otherwise."""
    return Correction(
        id=CorrectionId(identifier),
        kind=kind,
        names=tuple(names),
        kinds=tuple(kinds),
        name=name,
        entity_kind=entity_kind or kinds[0],
        reach=reach,
        article=ArticleId(article),
        created="2025-05-28T10:00:00+02:00",
        spelling=spelling,
        before=before,
        after=after,
    )
