"""How fast related statements are found, against rapidfuzz and SQLite in the same run.

python -m pytest -m benchmark -s tests/benchmarks/test_related.py
LESART_STATEMENTS=10000,100000 python -m pytest -m benchmark -s tests/benchmarks/test_related.py

The text is made, not found. Its nouns, verbs and adjectives have ranks, drawn by the law of Zipf
and Mandelbrot from two million, so that the vocabulary grows with the text as a real one does. A
rank always means the same word: the first are German words and words put together from German
syllables, all others compounds of them with the usual joints; each takes an ending of its kind
where it stands. Statements have 7 to 22 words, function words among them, two of five a name out
of twenty thousand, a quarter a figure. Articles of 8 to 16 statements come in stories of one to
five: the articles of a story share names, figures and thirty words of their own, and every second
statement of a later one is one of the first told again, with words left out, put in other forms,
exchanged and moved about; one in eight of these has another figure, one in twelve a negation. The
chance is seeded: every run has the same text. Times are of the processor, so that other programs
count less.
"""

from __future__ import annotations

import gc
import json
import os
import pickle
import random
import re
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from rapidfuzz import fuzz, process

from core.model import ArticleId, EntityId, RecordedStatement, Role, Span, Statement, StatementId
from core.relations.finder import CANDIDATES, related_to
from core.relations.index.statement_index import StatementIndex
from core.relations.profile import StatementProfile, profile_article
from core.relations.ranking.candidates import candidates
from core.relations.ranking.score import scores
from core.text.figures import find_figures

SIZES = [int(size) for size in os.environ.get("LESART_STATEMENTS", "10000").split(",")]
ASKED = 200
"""Statements asked about."""
ASKED_SLOW = 12
"""And how many of them where every text is compared; a third of them where there are many."""
ASKED_WHOLE = 30
"""And how many where every statement is scored."""
MANY = 100_000
"""More statements are many."""
CHUNK = 20_000
"""How many statements are compared at once when all are."""
RELATED = 0.1
"""Statements that score less are not missed among the candidates."""
SHOWN = 0.5
"""Those that score as much are shown, unless the reader wants to see others."""

_STEMS = """
    haus stadt land wasser wald berg fluss hafen markt preis lohn streik wahl rat amt bau bahn
    straße brücke schule klinik arzt gericht urteil klage polizei brand sturm flut ernte bauer
    milch brot wein fisch schiff werft stahl kohle strom gas netz kraft werk firma bank geld zins
    steuer haushalt schuld anleihe aktie börse handel zoll export grenze flucht heer frieden krieg
    vertrag gipfel minister kanzler partei stimme umfrage studie forscher labor virus impfstoff
    sonde mond stern klima hitze eis gletscher insel küste tier vogel wolf garten park museum oper
    bühne film buch verlag zeitung sender verein trainer spiel tor sieg liga stadion rennen
""".split()  # noqa: SIM905
_FUNCTION = """
    der die das und in von mit für auf ist im den des zu dem nach bei aus an am wird hat sich als
    auch es werden über vor noch sei um seit durch unter gegen zwischen wieder schon
""".split()  # noqa: SIM905
_ONSETS = """
    b d f g h k l m n p r s t w br dr fl gr kl kr pf pl schl schn schw sp st str tr z
""".split()  # noqa: SIM905
_NUCLEI = "a e i o u ä ö ü au ei ie".split()  # noqa: SIM905
_CODAS = "b ck ft g k l ld lk m n nd ng nk nz p r rk rn rt s sch st t tz".split()  # noqa: SIM905
_ENDINGS = {
    "noun": ("", "", "", "en", "e", "s", "er", "n"),
    "verb": ("t", "t", "te", "en", "ten"),
    "adjective": ("e", "en", "er", "es", "em", ""),
}
_KINDS = ("noun", "noun", "noun", "verb", "adjective")
_RANKS = 2_000_000
_SIMPLE = 6_000
"""How many of the words are no compounds."""
_DRAWN = 1 << 16

Report = list[list[str]]


class Newsroom:
    """Makes articles; the same ones each time."""

    def __init__(self) -> None:
        self._chance = random.Random(11)
        made = random.Random(5)

        def syllable() -> str:
            return made.choice(_ONSETS) + made.choice(_NUCLEI) + made.choice(_CODAS)

        stems = dict.fromkeys(_STEMS)
        while len(stems) < _SIMPLE:
            stems["".join(syllable() for _ in range(made.choice((1, 2, 2))))] = None
        self._stems = list(stems)
        self._names = [
            (syllable() + made.choice(("er", "mann", "berg", "feld", "ski", "bach"))).capitalize()
            for _ in range(20_000)
        ]
        weights = 1 / (np.arange(_RANKS) + 8.0) ** 1.02
        self._heights = np.cumsum(weights / weights.sum())
        self._numbers = np.random.default_rng(7)
        self._drawn: list[int] = []

    def articles(self, statements: int) -> Iterator[tuple[list[str], str]]:
        """The texts and the name of articles of so many statements in all."""
        made = 0
        while made < statements:
            for report in self._story(self._chance.randint(1, 5)):
                if made < statements:
                    yield [" ".join(said) + "." for said in report], f"a{made}"
                    made += len(report)

    def _rank(self) -> int:
        if not self._drawn:
            drawn = self._numbers.random(_DRAWN)
            self._drawn = np.searchsorted(self._heights, drawn).tolist()
        return self._drawn.pop()

    def _word(self, rank: int) -> str:
        kind = _KINDS[rank % len(_KINDS)]
        stems = self._stems
        if rank < len(stems):
            stem = stems[rank]
        else:
            fixed = rank * 2654435761 % (1 << 32)
            # Common words form more compounds than rare ones.
            front = int(len(stems) * (fixed % 1009 / 1009) ** 3)
            head = int(len(stems) * (fixed // 1009 % 997 / 997) ** 3)
            stem = stems[front] + ("", "s", "en")[fixed % 3] + stems[head]
        word = stem + self._chance.choice(_ENDINGS[kind])
        return word.capitalize() if kind == "noun" else word

    def _story(self, reports: int) -> list[Report]:
        chance = self._chance
        own = [self._rank() for _ in range(30)]
        names = [chance.choice(self._names) for _ in range(3)]
        first = [self._sentence(own, names) for _ in range(chance.randint(8, 16))]
        others = [
            [
                self._told_again(said) if at % 2 else self._sentence(own, names)
                for at, said in enumerate(first)
            ]
            for _ in range(reports - 1)
        ]
        return [first, *others]

    def _sentence(self, own: Sequence[int], names: Sequence[str]) -> list[str]:
        chance = self._chance
        found = [chance.choice(names)] if chance.random() < 0.4 else ["Die"]
        for _ in range(chance.randint(3, 10)):
            rank = chance.choice(own) if chance.random() < 0.3 else self._rank()
            found.append(self._word(rank))
            if chance.random() < 0.8:
                found.append(chance.choice(_FUNCTION))
        if chance.random() < 0.25:
            figure = (str(chance.randint(2, 900)), "Millionen", "Euro")
            at = chance.randint(1, len(found))
            found[at:at] = figure
        return found

    def _told_again(self, said: Sequence[str]) -> list[str]:
        chance = self._chance
        found = [word for word in said if chance.random() > 0.2]
        for at, word in enumerate(found):
            if word.isdigit():
                found[at] = str(chance.randint(2, 900)) if chance.random() < 1 / 8 else word
            elif len(word) > 4 and chance.random() < 0.25:
                found[at] = word.rstrip("ensrtm") + chance.choice(("", "e", "en", "er", "s"))
            elif word[0].isupper() and chance.random() < 0.1:
                found[at] = self._word(self._rank())
        if chance.random() < 1 / 12:
            found.insert(len(found) // 2, "nicht")
        turn = chance.randint(0, len(found))
        return found[turn:] + found[:turn] or ["Nichts"]


_NAME = re.compile(r"\b[A-ZÄÖÜ]\w+(?:er|mann|berg|feld|ski|bach)\b")


def statements_of(texts: Sequence[str], name: str) -> list[Statement]:
    article = ArticleId(name)
    whole = [(StatementId(article, at), text) for at, text in enumerate(texts, 1)]
    return [
        Statement(each, Role.PARAGRAPH, Span(0, len(text)), text, find_figures(text, "de"))
        for each, text in whole
    ]


def names_of(statement: Statement) -> tuple[tuple[EntityId, Span], ...]:
    """What looks like a name."""
    found = _NAME.finditer(statement.text)
    return tuple((EntityId(match.group()), Span(*match.span())) for match in found)


def recorded(statements: Sequence[Statement]) -> list[RecordedStatement]:
    """The statements of an article as the library keeps them."""
    return [
        RecordedStatement(each.id, each.text, "de", each.role, each.figures, names_of(each))
        for each in statements
    ]


def profiles_of(statements: Sequence[Statement]) -> tuple[StatementProfile, ...]:
    """The profiles of an article."""
    names = {each.id.number: names_of(each) for each in statements}
    return profile_article(statements[0].id.article, "de", statements, names)


@dataclass(frozen=True, slots=True)
class Built:
    """What an index was built of, and some of its statements to ask about."""

    texts: list[str]
    asked: list[StatementProfile]
    adding: float
    """Seconds; with the index committed."""


def build(size: int, folder: Path) -> Built:
    index = StatementIndex.open(folder)
    texts: list[str] = []
    asked: list[StatementProfile] = []
    chance = random.Random(3)
    adding = 0.0
    gc.freeze()
    for said, name in Newsroom().articles(size):
        made = statements_of(said, name)
        texts += said
        kept = recorded(made)
        started = time.process_time()
        index.add(kept, stamp="1")
        adding += time.process_time() - started
        while len(asked) * size < ASKED * len(texts):
            asked.append(chance.choice(profiles_of(made)))
    started = time.process_time()
    index.commit()
    adding += time.process_time() - started
    # Nothing keeps its pages in memory then.
    index.close()
    return Built(texts, asked, adding)


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of the processor for one answer."""

    median: float
    late: float
    """Nineteen of twenty are done by then."""
    longest: float


def times(ask: Callable[[StatementProfile], object], asked: Sequence[StatementProfile]) -> Times:
    taken = []
    for profile in asked:
        started = time.process_time()
        ask(profile)
        taken.append((time.process_time() - started) * 1000)
    ordered = sorted(taken)
    return Times(statistics.median(ordered), ordered[int(len(ordered) * 0.95)], ordered[-1])


def full_text_search(texts: Sequence[str]) -> sqlite3.Connection:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE said USING fts5(text, tokenize='unicode61')")
    database.executemany("INSERT INTO said VALUES (?)", ((text,) for text in texts))
    return database


def searched(database: sqlite3.Connection, profile: StatementProfile) -> object:
    """The nine best by bm25 that hold one of its words."""
    query = " OR ".join(dict.fromkeys(f'"{word.text}"' for word in profile.content))
    asked = "SELECT text FROM said WHERE said MATCH ? ORDER BY rank LIMIT 9"
    return database.execute(asked, (query,)).fetchall()


def recall(index: StatementIndex, asked: Sequence[StatementProfile]) -> tuple[float, float]:
    """The share of the ten best of all statements that are candidates; and of those shown."""
    held: list[npt.NDArray[np.bool_]] = []
    shown: list[npt.NDArray[np.bool_]] = []
    for profile in asked:
        every = index.other_slots(profile.id.article)
        totals = np.concatenate(
            [
                scores(index, profile, every[at : at + CHUNK]).sum(axis=1)
                for at in range(0, len(every), CHUNK)
            ]
        )
        best = np.argsort(-totals, kind="stable")[:10]
        best = best[totals[best] > RELATED]
        held.append(np.isin(every[best], candidates(index, profile, CANDIDATES)))
        shown.append(totals[best] >= SHOWN)
    among, wanted = np.concatenate(held), np.concatenate(shown)
    return float(among.mean()), float(among[wanted].mean())


_FRESH = """
import gc, json, os, pickle, sys, time
from pathlib import Path
for path in Path(sys.argv[1]).iterdir():
    with path.open("rb") as file:
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
gc.disable()
from core.relations.finder import related_to
from core.relations.index.statement_index import StatementIndex
asked = pickle.loads(Path(sys.argv[2]).read_bytes())
def memory():
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()[1:]
    found = {line.split(":")[0]: int(line.split()[1]) // 1024 for line in lines}
    return found["Rss"], found["Private_Dirty"], found["Pss_File"]
before = memory()
started = time.perf_counter()
index = StatementIndex.open(Path(sys.argv[1]))
opened = time.perf_counter()
related_to(index, asked[0])
answered = time.perf_counter()
first = memory()
gc.enable()
for profile in asked:
    related_to(index, profile)
print(json.dumps([before, first, memory(), opened - started, answered - opened]))
"""


@dataclass(frozen=True, slots=True)
class Fresh:
    """What another program needs to open the index and ask, its files not in memory."""

    opening: float
    first: float
    """Seconds by the clock."""
    resident: int
    private: int
    """Megabytes after all answers."""
    plain: int
    """And without an index."""


def fresh(folder: Path, asked: Sequence[StatementProfile], tmp_path: Path) -> Fresh:
    kept = tmp_path / "asked"
    kept.write_bytes(pickle.dumps(list(asked)))
    command = [sys.executable, "-c", _FRESH, str(folder), str(kept)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    before, _, after, opening, answering = json.loads(done.stdout)
    return Fresh(opening, answering, after[0], after[1], before[0])


def measured(size: int, folder: Path, tmp_path: Path) -> dict[str, str]:
    """One column of the table."""
    built = build(size, folder)
    texts, asked = built.texts, built.asked
    alone = fresh(folder, asked, tmp_path)
    index = StatementIndex.open(folder)
    related_to(index, asked[0])
    gc.collect()
    gc.freeze()
    answers = times(lambda profile: related_to(index, profile), asked)
    found = times(lambda profile: candidates(index, profile, CANDIDATES), asked[::2])
    slow = asked[:: max(len(asked) // ASKED_SLOW, 1)][: ASKED_SLOW // (3 if size > MANY else 1)]

    def compare_all(profile: StatementProfile) -> object:
        return process.extract(profile.text, texts, scorer=fuzz.token_set_ratio, limit=9)

    fuzzy = times(compare_all, slow)
    database = full_text_search(texts)
    search = times(lambda profile: searched(database, profile), asked[::4])
    assert answers.median < fuzzy.median
    of_the_best, of_the_shown = recall(index, asked[:: len(asked) // ASKED_WHOLE])
    used = sum(path.stat().st_size for path in folder.iterdir())
    return {
        "statements": f"{len(texts):,}",
        "terms": f"{index.vocabulary.term_count:,}",
        "related_to, p50 ms": f"{answers.median:.1f}",
        "related_to, p95 ms": f"{answers.late:.1f}",
        "related_to, max ms": f"{answers.longest:.1f}",
        "candidates alone, p50 ms": f"{found.median:.1f}",
        "candidates alone, p95 ms": f"{found.late:.1f}",
        "token_set_ratio, p50 ms": f"{fuzzy.median:.0f}",
        "  as many times related_to": f"{fuzzy.median / answers.median:.0f}",
        "FTS5 by bm25, p50 ms": f"{search.median:.1f}",
        "FTS5 by bm25, p95 ms": f"{search.late:.1f}",
        "  as many times related_to ": f"{search.median / answers.median:.1f}",
        "indexed a second": f"{len(texts) / built.adding:,.0f}",
        "opened in ms, by the clock": f"{alone.opening * 1000:.0f}",
        "  first answer after, ms": f"{alone.first * 1000:.0f}",
        "resident MB": f"{alone.resident}",
        "  of these private": f"{alone.private}",
        "  without an index": f"{alone.plain}",
        "files MB": f"{used >> 20}",
        "candidates of the ten best": f"{of_the_best:.3f}",
        "  of those that are shown": f"{of_the_shown:.3f}",
    }


@pytest.mark.benchmark
def test_relatives_are_found_faster_than_by_comparing_texts(tmp_path: Path) -> None:
    columns = [measured(size, tmp_path / f"index{size}", tmp_path) for size in SIZES]
    lines = [
        "".join([f"{name:30}", *(f"{each[name]:>12}" for each in columns)]) for name in columns[0]
    ]
    sys.stdout.write("\n" + "\n".join(lines) + "\n")
