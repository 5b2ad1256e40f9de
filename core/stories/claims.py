"""What the reports of a story claim, and how each of them puts it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from core.model import (
    ArticleId,
    Cell,
    Claim,
    Evidence,
    EvidenceKind,
    Relation,
    Speech,
    Statement,
    StatementId,
)
from core.stories.alone import says_something
from core.stories.clustering import Cluster
from core.stories.copies import NO_COPIES, Copies
from core.stories.sides import CONFLICTS, RANK, seen_from
from core.text.words import fold, is_stop_word

_PARTS = (
    EvidenceKind.FIGURE,
    EvidenceKind.DATE,
    EvidenceKind.ENTITY,
    EvidenceKind.NEGATION,
    EvidenceKind.CERTAINTY,
)
"""In what two statements can part, what tells most first."""
_DENIAL = 3
"""How many words a denial is shown with, the negating one among them."""


def pairs_to_explain(clusters: Iterable[Cluster]) -> Iterator[tuple[StatementId, StatementId]]:
    """The pairs of a claim's own statement and another one that `claims_of` wants evidence of."""
    for cluster in clusters:
        for member in cluster.standing:
            yield cluster.centre, member


def claims_of(
    statements: Mapping[ArticleId, Sequence[Statement]],
    clusters: Sequence[Cluster],
    evidence: Mapping[tuple[StatementId, StatementId], Sequence[Evidence]],
    speech: Mapping[StatementId, Speech],
    *,
    copies: Copies = NO_COPIES,
    alone: Collection[StatementId] = (),
) -> tuple[Claim, ...]:
    """The claims with how each report puts them; `alone` are statements found only where they are.

    `evidence` is that of the pairs `pairs_to_explain` names, as seen from either; what both share
    may be left out. A cell is a copy of an earlier one when its report is, or when what it says
    stands there in the same words; not, however, where the two conflict.
    """
    known = {each.id: each for made in statements.values() for each in made}
    return tuple(
        _claim(number, cluster, known, evidence, speech, copies, alone)
        for number, cluster in enumerate(clusters, start=1)
    )


def _claim(
    number: int,
    cluster: Cluster,
    known: Mapping[StatementId, Statement],
    evidence: Mapping[tuple[StatementId, StatementId], Sequence[Evidence]],
    speech: Mapping[StatementId, Speech],
    copies: Copies,
    alone: Collection[StatementId],
) -> Claim:
    reports: dict[ArticleId, list[StatementId]] = {}
    for member in cluster.members:
        reports.setdefault(member.article, []).append(member)
    apart = {frozenset(each.article for each in pair) for pair in cluster.conflicts}
    copied = _copied(reports, known, copies, apart) if copies.wordings else {}
    cells = []
    for article, members in reports.items():
        first = known[members[0]]
        relation, words_of = _standing(cluster, members, known, evidence)
        said = next((s for each in members if (s := speech.get(each)) is not None), None)
        cells.append(
            Cell(
                article=article,
                statements=tuple(members),
                text=first.text,
                relation=relation,
                words=words_of,
                denied=first.stance.denied,
                certainty=first.stance.certainty,
                speaker=None if said is None else said.speaker,
                copy_of=copied.get(article),
            )
        )
    return Claim(
        number,
        cluster.centre,
        known[cluster.centre].text,
        tuple(cells),
        _disputed(reports, apart, copied),
        only_here=len(cells) == 1 and cluster.centre in alone,
    )


def _copied(
    reports: Mapping[ArticleId, Sequence[StatementId]],
    known: Mapping[StatementId, Statement],
    copies: Copies,
    apart: Collection[frozenset[ArticleId]],
) -> dict[ArticleId, ArticleId]:
    """For the reports that say it as one before them does, which one."""
    first_of: dict[ArticleId, ArticleId] = {}
    counted: dict[ArticleId, list[ArticleId]] = {}
    """With each witness, those that say it in the same words."""
    of_report: dict[ArticleId, ArticleId] = {}
    of_wording: dict[StatementId | None, ArticleId] = {}
    for article, members in reports.items():
        own = next((each for each in members if says_something(known[each])), members[0])
        report, wording = copies.witness(article), copies.wordings.get(own)
        for witness in (of_report.get(report), of_wording.get(wording)):
            if witness is not None and not any(
                frozenset((article, each)) in apart for each in counted[witness]
            ):
                first_of[article] = witness
                counted[witness].append(article)
                break
        else:
            counted[article] = [article]
            of_report.setdefault(report, article)
            for each in members:
                if each in copies.wordings:
                    of_wording.setdefault(copies.wordings[each], article)
    return first_of


def _disputed(
    reports: Collection[ArticleId],
    apart: Iterable[frozenset[ArticleId]],
    copied: Mapping[ArticleId, ArticleId],
) -> float:
    witnesses = len(reports) - len(copied)
    disputed = {frozenset(copied.get(each, each) for each in pair) for pair in apart}
    return len(disputed) / (witnesses * (witnesses - 1) / 2) if disputed else 0.0


def _standing(
    cluster: Cluster,
    members: Sequence[StatementId],
    known: Mapping[StatementId, Statement],
    evidence: Mapping[tuple[StatementId, StatementId], Sequence[Evidence]],
) -> tuple[Relation | None, str]:
    """How what a report says stands to the claim's own statement, and in which words it parts."""
    centre, standing = cluster.centre, cluster.standing
    if centre.article == members[0].article:
        conflicts = (
            seen_from(centre, member, evidence)
            for member, relation in standing.items()
            if relation in CONFLICTS
        )
        parted = (_parting(found, known[centre].text, here=True) for found in conflicts)
        return None, next((said for said in parted if said), "")
    related = [member for member in members if member in standing]
    if not related:
        return Relation.RELATED, ""
    strongest = min(related, key=lambda member: RANK[standing[member]])
    found = seen_from(centre, strongest, evidence)
    return standing[strongest], _parting(found, known[strongest].text, here=False)


def _parting(evidence: Sequence[Evidence], text: str, *, here: bool) -> str:
    """In which words one side parts from the other, empty where it merely leaves something out."""
    for kind in _PARTS:
        for each in evidence:
            said, span = (each.here, each.here_span) if here else (each.there, each.there_span)
            if each.kind is kind and not each.shared and said:
                if kind is EvidenceKind.NEGATION and span is not None:
                    return _denial(text[span.start :])
                return said
    return ""


def _denial(rest: str) -> str:
    """A negating word with those that follow it, as far as they tell anything."""
    kept: list[str] = []
    for word in rest.split()[:_DENIAL]:
        kept.append(word.strip(_MARKS))
        if word[-1] in _MARKS:
            break
    while len(kept) > 1 and any(is_stop_word(fold(kept[-1]), each) for each in _LANGUAGES):
        kept.pop()
    return " ".join(kept)


_LANGUAGES = ("de", "en")
_MARKS = ".,;:!?…\"'“”„«»’‘()"
