"""Which candidates may be shown, told before any of them is unpacked and read."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.relations.index.statement_index import StatementIndex
from core.relations.index.strings import Ints
from core.relations.judging.differences import SAME_FRAME
from core.relations.judging.judge import CONTRADICTS, DIFFERS
from core.relations.judging.reading import Reading
from core.relations.judging.signs import ANY_NAME, denying_signs, figure_signs, name_signs
from core.relations.profile import StatementProfile
from core.relations.ranking.question import Terms, question
from core.relations.ranking.score import FEATURES, compared
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
    """Which of those denied share a word with the statement."""
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
    counterparts = found.counterparts
    # Another figure is compared only where words beside it correspond, or all but one place do.
    framed = np.count_nonzero(counterparts, axis=1) >= SAME_FRAME
    compares = (counterparts[:, beside] > 0).any(axis=1) | framed
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
    enough = have_enough(profile, pieces, signs) | (totals * (1 - UNSUPPORTED) >= wanted)
    kept = np.flatnonzero(denied | differs | (totals >= wanted))
    return Prospects(
        slots=slots[found.places[kept]],
        parts=found.parts[kept],
        scores=totals[kept],
        denied=denied[kept],
        differs=differs[kept],
        may_contradict=(denied & (counterparts > 0).any(axis=1))[kept],
        may_relate=(enough & (compares | (totals >= wanted)))[kept],
    )


def have_enough(profile: StatementProfile, pieces: Doubles, signs: Signs) -> Flags:
    """Which share at most so many words and, by their signs, names enough to relate to this one."""
    shared = signs & np.uint32(name_signs(profile)) != 0
    names = len({entity for entity, _ in profile.entities})
    others = ~shared & (signs & np.uint32(ANY_NAME) != 0) & (names > 0)
    enough: Flags = pieces + names * shared >= ENOUGH + OF_OTHERS * others
    return enough


def _beside_figures(profile: StatementProfile, terms: Terms) -> Flags:
    """Which terms stand beside any of a statement's figures."""
    beside = {
        word.stem
        for word in profile.content
        if not profile.figures
        or not all(figure.span.overlaps(word.span) for figure in profile.figures)
    }
    return np.array([text in beside for text in terms.texts], dtype=np.bool_)
