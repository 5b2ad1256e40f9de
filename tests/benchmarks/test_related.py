"""How fast related statements are found, against rapidfuzz over all texts in the same run.

python -m pytest -m benchmark -s tests/benchmarks/test_related.py

The text is made, not found. Words are put together from German stems, so that there are some
tens of thousands, compounds among them, drawn with the frequencies of Zipf's law and spread among
function words in sentences of 6 to 24 words. Articles of 12 statements come in stories: those of a
story share their names, their figures and thirty words of their own, and every second statement of
a later report is one of the first, with words left out, exchanged and moved about; one in eight of
these has another figure, one in twelve a negation. The chance is seeded: every run has the same
text.
"""

from __future__ import annotations

import gc
import random
import statistics
import sys
import time
from collections.abc import Iterator
from itertools import accumulate

import numpy as np
import pytest
from rapidfuzz import fuzz, process

from core.model import ArticleId, EntityId, Role, Span, Statement, StatementId
from core.relations.finder import related_to
from core.relations.index import StatementIndex
from core.relations.profile import StatementProfile, profile_article
from core.relations.score import scores
from core.text.figures import find_figures

STATEMENTS = 10_000
PER_ARTICLE = 12
ASKED = 150
"""Statements asked about; the slow ones of rapidfuzz and the plain loop take a tenth of them."""

_STEMS = """
    haus stadt land wasser wald berg fluss hafen markt preis lohn streik wahl rat amt bau bahn
    straße brücke schule klinik arzt gericht urteil klage polizei brand sturm flut ernte bauer
    milch brot wein fisch schiff werft stahl kohle strom gas netz kraft werk firma bank geld zins
    steuer haushalt schuld anleihe aktie börse handel zoll export grenze flucht heer frieden krieg
    vertrag gipfel minister kanzler partei stimme umfrage studie forscher labor virus impfstoff
    sonde mond stern klima hitze eis gletscher insel küste tier vogel wolf garten park museum oper
    bühne film buch verlag zeitung sender verein trainer spiel tor sieg liga stadion rennen
""".split()  # noqa: SIM905
_VERBS = """
    beschließt kündigt prüft meldet fordert senkt erhöht verkauft kauft baut plant verliert gewinnt
    eröffnet schließt zahlt erhält verhandelt untersucht bestätigt veröffentlicht verschiebt
    streicht
""".split()  # noqa: SIM905
_FUNCTION = """
    der die das und in von mit für auf ist im den des zu dem nach bei aus an am wird hat sich als
    auch es werden über vor noch sei um seit durch unter gegen zwischen wieder schon
""".split()  # noqa: SIM905
_PLACES = [a + b for a in ("Ober", "Nieder", "Alt", "Neu", "Bad ") for b in ("Feld", "See", "Bach")]
_FAMILY = [
    a + b for a in ("Brand", "Stein", "Kern", "Holt", "Lind") for b in ("ner", "mann", "berg")
]


class Newsroom:
    """Makes articles; the same ones each time."""

    def __init__(self) -> None:
        self._chance = random.Random(11)
        joints = ("", "s", "en")
        compounds = [a + j + b for a in _STEMS for b in _STEMS for j in joints if a != b]
        self._chance.shuffle(compounds)
        nouns = [word.capitalize() for word in [*_STEMS, *compounds[:40_000]]]
        self._words = nouns
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(len(nouns))))

    def articles(self, statements: int) -> Iterator[tuple[StatementProfile, ...]]:
        """Articles of so many statements in all, with names and figures found."""
        made = 0
        while made < statements:
            reports = self._story(self._chance.randint(1, 5))
            for report in reports:
                if made < statements:
                    yield self._profiled(f"a{made}", report)
                    made += len(report)

    def _story(self, reports: int) -> list[list[str]]:
        chance = self._chance
        own = chance.choices(self._words, k=30)
        names = [
            f"{chance.choice(_FAMILY)}",
            f"{chance.choice(_PLACES)}",
            *chance.choices(own, k=2),
        ]
        first = [self._sentence(own, names) for _ in range(PER_ARTICLE)]
        others = [
            [
                self._told_again(first[at]) if at % 2 else self._sentence(own, names)
                for at in range(PER_ARTICLE)
            ]
            for _ in range(reports - 1)
        ]
        return [first, *others]

    def _sentence(self, own: list[str], names: list[str]) -> str:
        chance = self._chance
        found = [chance.choice(names)] if chance.random() < 0.6 else ["Die", chance.choice(own)]
        found.append(chance.choice(_VERBS))
        for _ in range(chance.randint(2, 8)):
            found.append(chance.choice(_FUNCTION))
            common = chance.choices(self._words, cum_weights=self._weights)[0]
            found.append(chance.choice(own) if chance.random() < 0.35 else common)
            if chance.random() < 0.3:
                found.append(chance.choice(_FUNCTION))
        if chance.random() < 0.3:
            found.insert(chance.randint(2, len(found)), f"{chance.randint(2, 900)} Millionen Euro")
        return " ".join(found) + "."

    def _told_again(self, text: str) -> str:
        chance = self._chance
        found = [word for word in text.rstrip(".").split() if chance.random() > 0.2]
        found = [
            chance.choice(self._words) if word[0].isupper() and chance.random() < 0.1 else word
            for word in found
        ]
        if found and chance.random() < 1 / 12:
            found.insert(len(found) // 2, "nicht")
        if chance.random() < 1 / 8:
            found = [str(chance.randint(2, 900)) if word.isdigit() else word for word in found]
        turn = chance.randint(0, len(found))
        return " ".join(found[turn:] + found[:turn]) + "."

    @staticmethod
    def _profiled(name: str, texts: list[str]) -> tuple[StatementProfile, ...]:
        article = ArticleId(name)
        made = [
            Statement(
                StatementId(article, number),
                Role.PARAGRAPH,
                Span(0, len(text)),
                text,
                find_figures(text, "de"),
            )
            for number, text in enumerate(texts, 1)
        ]
        named = {
            number: [
                (EntityId(name), Span(at, at + len(name)))
                for name in (*_FAMILY, *_PLACES)
                if (at := text.find(name)) >= 0
            ]
            for number, text in enumerate(texts, 1)
        }
        return profile_article(article, "de", made, named)


def milliseconds(times: list[float]) -> str:
    """The median and the time within which nineteen of twenty were done."""
    ordered = sorted(times)
    median, late = statistics.median(ordered), ordered[int(len(ordered) * 0.95)]
    return f"{median * 1000:8.2f} {late * 1000:8.2f}"


@pytest.mark.benchmark
def test_relatives_are_found_faster_than_by_comparing_texts() -> None:
    articles = list(Newsroom().articles(STATEMENTS))
    profiles = [profile for article in articles for profile in article]
    texts = [profile.text for profile in profiles]
    chance = random.Random(3)
    asked = chance.sample(profiles, ASKED)

    started = time.process_time()
    index = StatementIndex()
    for article in articles:
        index.add(article)
    added = time.process_time() - started
    started = time.process_time()
    related_to(index, profiles[0])
    counted = time.process_time() - started

    gc.collect()
    times: dict[str, list[float]] = {"related_to": [], "token_set_ratio": [], "plain loop": []}
    for profile in asked:
        started = time.process_time()
        related_to(index, profile)
        times["related_to"].append(time.process_time() - started)
    for profile in asked[:: ASKED // 15]:
        started = time.process_time()
        process.extract(profile.text, texts, scorer=fuzz.token_set_ratio, limit=9)
        times["token_set_ratio"].append(time.process_time() - started)
        started = time.process_time()
        every = index.other_slots(profile.id.article)
        np.argsort(-scores(index, profile, every).sum(axis=1))[:9]
        times["plain loop"].append(time.process_time() - started)

    base = statistics.median(times["related_to"])
    lines = [
        f"\n{len(profiles)} statements, {len(index.vocabulary.terms)} terms",
        f"built at {len(profiles) / (added + counted):.0f} statements a second"
        f" ({added:.2f} s to add, {counted:.2f} s to count)",
        f"{'':18} p50 ms   p95 ms    against related_to",
    ]
    for name, values in times.items():
        ratio = statistics.median(values) / base
        lines.append(f"{name:16} {milliseconds(values)}    {ratio:.1f} x")
    sys.stdout.write("\n".join(lines) + "\n")
    assert base < statistics.median(times["token_set_ratio"])
