"""How fast articles are indexed and found, against bare FTS5 in the same run, and how large it is.

LESART_ARTICLES=100000 python -m pytest -m benchmark -s tests/benchmarks/test_search.py

The text is made, not found: German stems, their compounds and endings, drawn with the frequencies
of Zipf's law and spread among function words and names, in sentences of 6 to 28 words, thirteen
to an article. The chance is seeded: every run has the same text. Bare FTS5 is what SQLite gives by
itself: a table of the same statements with their words as they stand, asked for the best 200
with what matched marked in them, which is what the program's own answer holds. All times are those
of the processor, so that other programs count little.
"""

from __future__ import annotations

import os
import random
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path

import pytest

from core.library import finding
from core.model import ArticleId, Mark, Role, Span, Statement, StatementId
from core.search import index
from core.storage.database import Database
from core.text.figures import find_figures

ARTICLES = int(os.environ.get("LESART_ARTICLES", "1000"))
PER_ARTICLE = 13
ASKED = 40
"""Queries of each kind."""
SHOWN = 200

_STEMS = """
    haus stadt land wasser wald berg fluss hafen markt preis lohn streik wahl rat amt bau bahn
    straße brücke schule klinik arzt gericht urteil klage polizei brand sturm flut ernte bauer
    milch brot wein fisch schiff werft stahl kohle strom gas netz kraft werk firma bank geld zins
    steuer haushalt schuld anleihe aktie börse handel zoll export grenze flucht heer frieden krieg
    vertrag gipfel minister kanzler partei stimme umfrage studie forscher labor virus impfstoff
    sonde mond stern klima hitze eis gletscher insel küste tier vogel wolf garten park museum oper
    bühne film buch verlag zeitung sender verein trainer spiel tor sieg liga stadion rennen
    anteil beteiligung übernahme gründer behörde bürger gemeinde kreis bezirk regierung opposition
""".split()  # noqa: SIM905
_VERBS = """
    beschließ kündig prüf meld forder senk erhöh verkauf kauf bau plan verlier gewinn eröffn
    schließ zahl erhalt verhandel untersuch bestätig veröffentlich verschieb streich
""".split()  # noqa: SIM905
_FUNCTION = """
    der die das und in von mit für auf ist im den des zu dem nach bei aus an am wird hat sich als
    auch es werden über vor noch sei um seit durch unter gegen zwischen wieder schon
""".split()  # noqa: SIM905
_NAMES = [a + b for a in ("Brand", "Stein", "Kern", "Holt", "Lind", "Ober") for b in
          ("ner", "mann", "berg", "feld", "bach", "hausen", "ow", "ski")]  # fmt: skip


class NoMarks:
    """A reader without marks."""

    def unplaced(self) -> Sequence[Mark]:
        return ()

    def placed(self, mark: Mark) -> Mark:
        return mark


class Newspaper:
    """Makes articles; the same ones each time."""

    def __init__(self) -> None:
        self.chance = random.Random(7)
        joints = ("", "s", "en")
        compounds = [a + j + b for a in _STEMS for b in _STEMS for j in joints if a != b]
        self.chance.shuffle(compounds)
        nouns = [word.capitalize() for word in [*_STEMS, *compounds]]
        forms = [n + e for n in nouns for e in ("", "s", "en", "e")]
        verbs = [v + e for v in _VERBS for e in ("t", "te", "en", "ten")]
        # Frequent words first, as Zipf's law wants them.
        head = [*_FUNCTION, *verbs]
        self.chance.shuffle(forms)
        self.words = [*head, *(n for n in nouns[: len(_STEMS)]), *forms, *_NAMES]
        self.weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(self.words))))

    def articles(self, number: int) -> Iterator[list[str]]:
        """The sentences of so many articles."""
        for _ in range(number):
            yield [self.sentence() for _ in range(PER_ARTICLE)]

    def sentence(self) -> str:
        chance = self.chance
        found = chance.choices(self.words, cum_weights=self.weights, k=chance.randint(6, 28))
        if chance.random() < 0.5:
            found.insert(chance.randint(0, len(found)), chance.choice(_NAMES))
        if chance.random() < 0.15:
            found.append(f"{chance.randint(2, 900)} Millionen Euro")
        text = " ".join(found)
        return text[:1].upper() + text[1:] + "."


def fill(database: Database, number: int) -> tuple[float, float, int]:
    """Keep articles and index them: seconds on the processor and on the clock, size of the text."""
    spent = clock = 0.0
    size = 0
    batch = 500
    printed = Newspaper().articles(number)
    finding.prepare(database)
    for start in range(0, number, batch):
        whole = []
        for at, sentences in zip(range(start, min(start + batch, number)), printed, strict=False):
            article = ArticleId(f"{at:012x}")
            statements = [
                Statement(
                    StatementId(article, n), Role.PARAGRAPH, Span(0, len(text)), text,
                    find_figures(text[-40:], "de") if "Millionen" in text else (),
                )
                for n, text in enumerate(sentences, 1)
            ]  # fmt: skip
            whole.append((at + 1, article, statements))
        with database.writing() as connection:
            connection.executemany(
                "INSERT INTO article (number, id, source, title, title_derived, language, "
                "published) VALUES (?, ?, ?, ?, 0, 'de', ?)",
                [
                    (n, a, a, s[0].text, f"2025-{n % 12 + 1:02}-{n % 28 + 1:02}")
                    for n, a, s in whole
                ],
            )
            connection.executemany(
                "INSERT INTO statement VALUES (?, ?, 'paragraph', 0, 0, ?, '[]', '[]', '')",
                [(n, s.id.number, s.text) for n, _, each in whole for s in each],
            )
        size += sum(len(s.text.encode()) for _, _, each in whole for s in each)
        clocked, started = time.perf_counter(), time.process_time()
        with database.writing() as connection:
            index.put(
                connection,
                [index.Entry(a, made[0].text, "de", made) for _, a, made in whole],
            )
        spent += time.process_time() - started
        clock += time.perf_counter() - clocked
    return spent, clock, size


def queries() -> dict[str, list[tuple[str, str]]]:
    """Each as a reader types it, and as bare FTS5 is asked for it."""
    chance = random.Random(3)
    newspaper = Newspaper()
    nouns = newspaper.words[len(_FUNCTION) + 4 * len(_VERBS) :]
    common, rare = nouns[:400], nouns[4_000:40_000]

    def pair(a: Sequence[str], b: Sequence[str]) -> tuple[str, str]:
        one, other = chance.choice(a), chance.choice(b)
        return f"{one} {other}", f'"{one}" AND "{other}"'

    def beginning(letters: int) -> tuple[str, str]:
        word = chance.choice(nouns)[:letters]
        return f"{word}*", f'"{word}" *'

    def word(among: Sequence[str]) -> tuple[str, str]:
        found = chance.choice(among)
        return found, f'"{found}"'

    kinds: dict[str, Callable[[], tuple[str, str]]] = {
        "a common word": lambda: word(common),
        "a rare word": lambda: word(rare),
        "two common words": lambda: pair(common, common),
        "a common and a rare": lambda: pair(common, rare),
        "two rare words": lambda: pair(rare, rare),
        "a beginning of 3": lambda: beginning(3),
        "a beginning of 4": lambda: beginning(4),
        "a beginning of 6": lambda: beginning(6),
    }
    return {kind: [make() for _ in range(ASKED)] for kind, make in kinds.items()}


def late(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)] * 1000


@pytest.mark.benchmark
def test_answers_come_within_a_frame_or_two(tmp_path: Path) -> None:
    lines = [f"\n{ARTICLES} articles of {PER_ARTICLE} statements"]
    with Database(tmp_path / "library.sqlite") as database:
        spent, clock, size = fill(database, ARTICLES)
        with database.reading() as connection:
            indexed = space_of_index(connection)
        lines.append(
            f"indexed at {ARTICLES / spent:.0f} articles a second of processor time "
            f"({ARTICLES / clock:.0f} by the clock); text {size / 1e6:.0f} MB, "
            f"index {indexed / size:.2f} of it"
        )
        plain = sqlite3.connect(tmp_path / "plain.sqlite")
        plain.execute("CREATE VIRTUAL TABLE plain USING fts5 (text)")
        with database.reading() as connection:
            rows = connection.execute(
                "SELECT article * 1024 + number, text FROM statement"
            ).fetchall()
        started = time.process_time()
        plain.executemany("INSERT INTO plain (rowid, text) VALUES (?, ?)", rows)
        plain.commit()
        lines.append(
            f"bare FTS5 at {ARTICLES / (time.process_time() - started):.0f} articles a second"
        )
        lines.append(f"{'':22} p50 ms  p95 ms   bare FTS5: p50  p95    ratio of p50  of p95")
        ratios = []
        for kind, asked in queries().items():
            own: list[float] = []
            bare: list[float] = []
            for typed, match in asked:
                started = time.process_time()
                plain.execute(
                    "SELECT rowid, highlight(plain, 0, '[', ']') FROM plain WHERE plain MATCH ? "
                    "ORDER BY rank LIMIT ?",
                    (match, SHOWN),
                ).fetchall()
                bare.append(time.process_time() - started)
                started = time.process_time()
                finding.search(database, NoMarks(), typed, limit=SHOWN)
                own.append(time.process_time() - started)
            p50, bare50 = (statistics.median(each) * 1000 for each in (own, bare))
            ratios.append(p50 / bare50)
            lines.append(
                f"{kind:22} {p50:6.1f}  {late(own):6.1f}   {bare50:14.1f} {late(bare):6.1f}"
                f"    {p50 / bare50:8.2f} {late(own) / late(bare):8.2f}"
            )
        wrong = [typed[:3] + typed[4:] for typed, _ in queries()["a rare word"]]
        offered = []
        for typed in wrong:
            started = time.process_time()
            finding.search(database, NoMarks(), typed, limit=SHOWN)
            offered.append(time.process_time() - started)
        lines.append(
            f"{'a misspelt word':22} {statistics.median(offered) * 1000:6.1f}  {late(offered):6.1f}"
        )
        plain.close()
    sys.stdout.write("\n".join(lines) + "\n")


def space_of_index(connection: sqlite3.Connection) -> int:
    """The bytes of the index, where this SQLite can tell; else 0."""
    try:
        (size,) = connection.execute(
            "SELECT sum(pgsize) FROM dbstat WHERE name LIKE '%search%'"
        ).fetchone()
    except sqlite3.OperationalError:
        return 0
    return int(size)
