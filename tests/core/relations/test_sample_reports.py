"""The four reports of one real story, where they are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.model import EvidenceKind, Related, Relation
from core.relations.finder import related_to
from core.relations.index.statement_index import StatementIndex
from core.relations.profile import StatementProfile, profile_article
from core.sources.files import FoundFile, find_files, read_file
from core.sources.reading import read_article
from core.text.statements import statements_of

pytestmark = pytest.mark.shared

REPORTS = Path(__file__).resolve().parents[3] / ".." / "shared" / "seeds"


@pytest.fixture(scope="module")
def reports() -> dict[str, tuple[StatementProfile, ...]]:
    if not REPORTS.is_dir():
        pytest.skip("the four reports are not beside this checkout")
    found = {}
    for file in find_files([str(REPORTS)]):
        assert isinstance(file, FoundFile)
        article = read_article(read_file(file))
        name = Path(article.source).name[:3]
        found[name] = profile_article(article.id, article.language, statements_of(article), {})
    return found


@pytest.fixture(scope="module")
def index(reports: dict[str, tuple[StatementProfile, ...]]) -> StatementIndex:
    index = StatementIndex()
    for profiles in reports.values():
        index.add(profiles)
    return index


def holding(profiles: tuple[StatementProfile, ...], words: str) -> StatementProfile:
    return next(profile for profile in profiles if words in profile.text)


def found_for(
    index: StatementIndex, reports: dict[str, tuple[StatementProfile, ...]], words: str
) -> list[tuple[StatementProfile, Related]]:
    by_id = {profile.id: profile for profiles in reports.values() for profile in profiles}
    asked = holding(reports["001"], words)
    return [(by_id[related.statement], related) for related in related_to(index, asked)]


def test_the_same_sum_in_other_words_comes_first(
    index: StatementIndex, reports: dict[str, tuple[StatementProfile, ...]]
) -> None:
    (best, related), *_ = found_for(index, reports, "300-Millionen-Dollar-Investment")
    assert best == holding(reports["000"], "300 Millionen US-Dollar in bar")
    assert related.relation in {Relation.AGREES, Relation.RELATED}
    assert ("300-Millionen-Dollar-Investment", "300 Millionen US-Dollar", True) in [
        (piece.here, piece.there, piece.shared)
        for piece in related.evidence
        if piece.kind is EvidenceKind.FIGURE
    ]


def test_the_denial_of_a_contract_stands_beside_its_announcement(
    index: StatementIndex, reports: dict[str, tuple[StatementProfile, ...]]
) -> None:
    denials = [
        profile.text
        for profile, related in found_for(index, reports, "weitreichende Partnerschaft")
        if related.relation is Relation.CONTRADICTS
    ]
    assert any("kein rechtsverbindlicher Vertrag" in text for text in denials)


def test_reports_of_other_stories_have_few_relatives_and_no_conflicts(
    index: StatementIndex, reports: dict[str, tuple[StatementProfile, ...]]
) -> None:
    found = [related_to(index, profile) for name in ("002", "003") for profile in reports[name]]
    assert sum(bool(related) for related in found) <= len(found) / 5
    assert all(related.relation is Relation.RELATED for relatives in found for related in relatives)
