"""How well relations are told apart on pairs written for this project; run with -m quality -s.

`tests/corpus/relation_pairs*.jsonl`: the rules were written with the first and the second set at
hand. The sets held out were each scored before anybody looked at what is wrong in them; the first
two have been looked at since, of the third only the sums.

`tests/corpus/relation_reports*.jsonl`: pairs from two reports each on 30 invented events, written
as reporters would and without regard to the rules. Half of the events, chosen by lot, was looked
at to see what is missing; the half held out was scored before (contradicts: precision 1.0, recall
.35) and looked at since. So was `relation_reports_2.jsonl`, on 26 more (precision .92, recall .39).
`relation_reworded.jsonl`: 24 more events told in words as different as
can be, of half of which only the sums are known; what is found there is little, but right.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest

from core.model import Related, StatementId
from core.relations import finder, prospects, synonyms
from core.relations.finder import related_to
from core.relations.judging import correspondence, denials, differences, polarity
from core.relations.judging.judge import judge
from core.relations.judging.reading import Reading, read
from core.relations.profile import StatementProfile
from tests.quality.test_related import CORPUS, Row, Shelf, say

pytestmark = pytest.mark.quality

FLOORS = {
    "relation_pairs": (1.0, 0.9),
    "relation_pairs_2": (0.95, 0.85),
    "relation_pairs_held_out": (0.85, 0.6),
    "relation_pairs_held_out_2": (0.85, 0.6),
    "relation_pairs_held_out_3": (0.8, 0.6),
    "relation_reports": (0.9, 0.5),
    "relation_reports_held_out": (0.8, 0.5),
    "relation_reports_2": (0.9, 0.5),
    "relation_reworded": (0.75, 0.0),
}
"""By set, the precision and recall that conflicts have at least."""
RELATIONS = ("agrees", "differs", "contradicts", "related", "none")
SHARED = 0.5
"""The share of the words of the shorter statement from which two look like one matter."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled pair, and the relation that is found."""

    languages: str
    hard: bool
    """The words mislead: little in common in one matter, or much in what is no conflict."""
    wanted: str
    found: str


def labelled(name: str) -> tuple[Shelf, list[dict[str, str]]]:
    """The pairs of a set, and an index with each statement in an article of its own.

    Where the pairs are of reports, the statements of a report are in one.
    """
    lines = (CORPUS / f"{name}.jsonl").read_text("utf-8").splitlines()
    pairs = [json.loads(line) for line in lines]
    rows = (
        Row(
            f"{at}{side}", f"{pair.get('story', at)}{side}", "", pair["topic"], language, pair[side]
        )
        for at, pair in enumerate(pairs)
        for side, language in zip(("here", "there"), languages_of(pair), strict=True)
    )
    return Shelf(rows), pairs


def languages_of(pair: dict[str, str]) -> tuple[str, str]:
    return pair["language"], pair.get("language_there", pair["language"])


def judged(name: str) -> Iterator[Judged]:
    shelf, pairs = labelled(name)
    for at, pair in enumerate(pairs):
        found = related_to(shelf.index, shelf.profiles[f"{at}here"], limit=2 * len(pairs))
        there = shelf.profiles[f"{at}there"].id
        overlap = shared_words(shelf, f"{at}here", f"{at}there")
        wanted = pair["relation"]
        yield Judged(
            "/".join(sorted(set(languages_of(pair)))),
            (overlap >= SHARED) == (wanted in {"related", "none"}),
            wanted,
            relation_to(there, found),
        )


def relation_to(there: StatementId, found: Sequence[Related]) -> str:
    return next((str(each.relation) for each in found if each.statement == there), "none")


def shared_words(shelf: Shelf, here: str, there: str) -> float:
    mine, theirs = ({word.stem for word in shelf.profiles[each].content} for each in (here, there))
    return len(mine & theirs) / max(1, min(len(mine), len(theirs)))


def shares(pairs: Sequence[Judged], relation: str) -> tuple[int, int, int]:
    """How many are found rightly, found, and wanted."""
    seen = Counter((pair.wanted, pair.found) for pair in pairs)
    right = seen[relation, relation]
    given = sum(count for (_, found), count in seen.items() if found == relation)
    return right, given, sum(count for (wanted, _), count in seen.items() if wanted == relation)


def line(pairs: Sequence[Judged], relation: str) -> str:
    right, given, wanted = shares(pairs, relation)
    if not given and not wanted:
        return f"{'':26}"
    f = 2 * right / max(1, given + wanted)
    return f"{right:3}/{given:<3} {right:3}/{wanted:<3} {f:.3f}    "


@pytest.mark.parametrize("name", FLOORS)
def test_labelled_pairs_are_judged_as_labelled(name: str) -> None:
    pairs = list(judged(name))
    precision, recall = FLOORS[name]
    say(f"\n{name:14}  precision, recall, F")
    for relation in RELATIONS:
        say(f"  {relation:12} {line(pairs, relation)}")
    for relation in ("differs", "contradicts"):
        right, given, wanted = shares(pairs, relation)
        assert right >= precision * given
        assert right >= recall * wanted


@pytest.mark.long
def test_all_labelled_pairs_by_language_and_hardness() -> None:
    pairs = [pair for name in FLOORS for pair in judged(name)]
    groups: dict[str, list[Judged]] = {"all": pairs}
    for pair in pairs:
        groups.setdefault(pair.languages, []).append(pair)
        groups.setdefault("hard" if pair.hard else "easy", []).append(pair)
    say(f"\n{'pairs':14}" + "".join(f"{name + f' ({len(of)})':26}" for name, of in groups.items()))
    for relation in RELATIONS:
        say(f"  {relation:12}" + "".join(line(of, relation) for of in groups.values()))
    conflicts = [shares(pairs, relation) for relation in ("differs", "contradicts")]
    assert all(right >= 0.9 * given for right, given, _ in conflicts)


def plainly(_profile: object, found: Sequence[Any]) -> list[Any]:
    return list(found)


PARTS: dict[str, tuple[tuple[object, str, object], ...]] = {
    "synonyms": ((synonyms, "_listed", dict),),
    "words of both languages": ((synonyms, "_words", dict),),
    "opposites": ((denials, "opposed", lambda *_: None),),
    "places of denials": ((denials, "_at_other_places", lambda *_: False),),
    "whose words it is": (
        (denials, "beyond_attribution", plainly),
        (differences, "beyond_attribution", plainly),
    ),
    "what is measured": ((differences, "may_differ", lambda *_: True),),
    "one kind of people": ((differences, "_of_one_kind", lambda *_: False),),
    "one time": ((differences, "_of_one_time", lambda *_: True),),
    "far apart": ((differences, "FAR_APART", 10**15),),
    "one event": ((differences, "SAME_EVENT", 0.0),),
    "said without a unit": ((differences, "_says_bare", lambda *_: False),),
}
"""What the judge is made of, and what takes each part out."""


@pytest.mark.long
def test_every_part_of_the_judge_earns_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """Judged alone, each pair with the score it has: what is found is not ranked here."""
    scored = []
    for name in FLOORS:
        shelf, pairs = labelled(name)
        for at, pair in enumerate(pairs):
            here, there = shelf.profiles[f"{at}here"], shelf.profiles[f"{at}there"]
            scored.append((here, there, shelf.total(f"{at}here", f"{at}there"), pair["relation"]))

    def told(label: str) -> None:
        found = [
            Judged("", False, wanted, str(judge(anew(here), anew(there), score).relation))
            for here, there, score, wanted in scored
        ]
        say(f"  {label:34}" + "".join(line(found, each) for each in ("differs", "contradicts")))

    say(f"\n{'':36}{'differs':26}{'contradicts':26}")
    told("with every part")
    for name, places in PARTS.items():
        with monkeypatch.context() as without:
            for module, attribute, instead in places:
                without.setattr(module, attribute, instead)
            forget()
            told(f"without {name}")
        forget()


@pytest.mark.long
def test_what_evidence_adds_to_what_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Little evidence takes from the score: most of what it keeps from the panel is unrelated."""
    say()
    shown = {}
    for label, instead in (("with what evidence asks for", None), ("without", lambda *_: 1.0)):
        with monkeypatch.context() as without:
            if instead is not None:
                without.setattr(finder, "support", instead)
                without.setattr(finder, "lacks_support", lambda *_: False)
                without.setattr(prospects, "have_enough", lambda pieces, _: pieces >= 0)
            pairs = [pair for name in FLOORS for pair in judged(name)]
        shown[label] = shares(pairs, "none")[0]
        say(f"  {label:28}" + "".join(f"{each} {line(pairs, each)}" for each in RELATIONS[-2:]))
    assert shown["with what evidence asks for"] > shown["without"]


def anew(profile: StatementProfile) -> Reading:
    """Read without what is remembered of a profile read before."""
    return read(replace(profile))


def forget() -> None:
    """What is remembered of words is found anew."""
    synonyms.classes_of.cache_clear()
    synonyms.head_class.cache_clear()
    correspondence.traits.cache_clear()
    polarity._is_rejection.cache_clear()
