"""Which candidates may be shown, told before any of them is unpacked and read."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.relations.index.statement_index import StatementIndex, name_key, name_keys
from core.relations.index.strings import Ints, Numbers
from core.relations.judging.denials import COVERED, tells_of_giving
from core.relations.judging.differences import SAME_FRAME
from core.relations.judging.judge import CONTRADICTS, DIFFERS
from core.relations.judging.reading import Reading
from core.relations.judging.signs import denying_signs, figure_signs
from core.relations.profile import StatementProfile
from core.relations.ranking.question import Terms, question
from core.relations.ranking.score import FEATURES, ROUNDED, compared
from core.relations.support import ENOUGH, OF_OTHERS, UNSUPPORTED, most_of_words

Flags = npt.NDArray[np.bool_]
Doubles = npt.NDArray[np.float64]
Signs = npt.NDArray[np.uint32]

LEAST = 1e-4
"""What scores less is alike in nothing."""
FIGURES = FEATURES.index("figures")


@dataclass(frozen=True, slots=True, eq=False)
class Prospects:
    """Candidates that score enough, or would if they contradicted or differed."""

    slots: Ints
    parts: Doubles
    """By candidate the parts of its score."""
    scores: Doubles
    denied: Flags
    """Which have signs of a contradiction and score enough for one."""
    differs: Flags
    """Which have signs of a difference and score enough for one."""
    may_contradict: Flags
    """Which of those denied may share enough with the statement for that."""
    may_relate: Flags
    """Which may share enough for any other relation, and for a difference where they need one."""


def prospects(index: StatementIndex, reading: Reading, slots: Ints, min_score: float) -> Prospects:
    """Of the candidates in some ascending slots those that may reach a score."""
    profile = reading.profile
    signs = index.statistics.signs_of(slots)
    denying = signs & np.uint32(denying_signs(reading)) != 0
    alike = signs & np.uint32(figure_signs(profile)) != 0
    wanted = max(min_score, LEAST)
    least = np.full(len(slots), wanted)
    least[alike] = min(wanted, DIFFERS)
    least[denying] = min(wanted, CONTRADICTS)
    found = compared(index, profile, slots, least=least)
    totals = found.parts.sum(axis=1).round(4)
    signs, denying, alike = signs[found.places], denying[found.places], alike[found.places]
    denied, differs = denying & (totals >= CONTRADICTS), alike & (totals >= DIFFERS)
    terms = question(index, profile).terms
    beside = _beside_figures(profile, terms)
    names = _names(index, profile, slots[found.places], terms)
    counterparts = np.where(names.shown, 0, found.counterparts)
    # Another figure is compared only where words beside it correspond, or all but one place do.
    framed = np.count_nonzero(found.counterparts, axis=1) >= SAME_FRAME
    compares = (found.counterparts[:, beside] > 0).any(axis=1) | framed
    pieces = most_of_words(index.statistics, terms, (counterparts > 0) & beside)
    inside = most_of_words(index.statistics, terms, (counterparts > 0) & ~beside)
    # A figure that is shown stands for its words, unless they are said again.
    again = most_of_words(index.statistics, terms, (counterparts > 1) & ~beside)
    same = found.parts[:, FIGURES] > 0
    pieces += np.where(alike, np.where(same, 1, np.maximum(inside, 1)) + again, inside)
    # Beside the one figure that both share there is none to compare.
    pairs = len(profile.figures) * index.statistics.figure_counts(slots[found.places])
    others = alike & (compares | (len(profile.figures) > 1)) & ~(same & (pairs == 1))
    pieces += np.where(others, pairs + inside, 0)
    enough = have_enough(pieces + names.shared, names.others)
    enough |= totals * (1 - UNSUPPORTED) + ROUNDED >= wanted
    most_pairs = np.minimum(found.counterparts, terms.counts).sum(axis=1)
    shorter = np.minimum(index.statistics.lengths(slots[found.places]), len(profile.content))
    of_one_matter = (most_pairs >= COVERED * shorter) | (names.shared > 0)
    may_contradict = denied & (most_pairs > 0) & (of_one_matter | tells_of_giving(profile))
    kept = np.flatnonzero(denied | differs | (totals >= wanted))
    return Prospects(
        slots=slots[found.places[kept]],
        parts=found.parts[kept],
        scores=totals[kept],
        denied=denied[kept],
        differs=differs[kept],
        may_contradict=may_contradict[kept],
        may_relate=(enough & (compares | (totals >= wanted)))[kept],
    )


def have_enough(pieces: Doubles, others: Flags) -> Flags:
    """Which share enough to relate, if they share at most so much; more where they name others."""
    enough: Flags = pieces >= ENOUGH + OF_OTHERS * others
    return enough


@dataclass(frozen=True, slots=True, eq=False)
class _Names:
    """What some candidates share of the names in a statement."""

    shared: Numbers
    """How many of them."""
    others: Flags
    """Which name somebody, though none of those, where the statement does so too."""
    shown: Flags
    """By candidate and term whether a shared name stands for all words of the term."""


def _names(index: StatementIndex, profile: StatementProfile, slots: Ints, terms: Terms) -> _Names:
    keys = np.array(name_keys(profile), dtype=np.uint32)
    there, owners = index.statistics.names_of(slots)
    at = np.minimum(np.searchsorted(keys, there), max(len(keys) - 1, 0))
    same = np.flatnonzero(keys[at] == there) if len(keys) else at[:0]
    shared = np.zeros((len(slots), len(keys)), dtype=np.bool_)
    shared[owners[same], at[same]] = True
    names_any = np.zeros(len(slots), dtype=np.bool_)
    names_any[owners] = len(keys) > 0
    shown = shared[:, :, None] & _said_by_names(profile, terms)
    return _Names(
        shared=np.count_nonzero(shared, axis=1),
        others=names_any & ~shared.any(axis=1),
        shown=np.any(shown, axis=1),
    )


def _said_by_names(profile: StatementProfile, terms: Terms) -> Flags:
    """By name, in the order of their keys, and term whether all its words are of that name."""
    said = {
        name_key(name): {word.casefold() for word in span.of(profile.text).split()}
        for name, span in reversed(profile.entities)
    }
    words = defaultdict(set)
    for word in profile.content:
        words[word.stem].add(word.text.casefold())
    return np.array(
        [[words[text] <= said[key] for text in terms.texts] for key in sorted(said)],
        dtype=np.bool_,
    ).reshape(len(said), len(terms.texts))


def _beside_figures(profile: StatementProfile, terms: Terms) -> Flags:
    """Which terms stand beside any of a statement's figures."""
    beside = {
        word.stem
        for word in profile.content
        if not profile.figures
        or not all(figure.span.overlaps(word.span) for figure in profile.figures)
    }
    return np.array([text in beside for text in terms.texts], dtype=np.bool_)
