"""How well a remembered sentence is found; run with -m quality -s.

Known-item search: of a sentence its three rarest words are taken, changed by rule, and the
sentence must be found among all. The texts are `../shared/data/related` (its README names sources
and licences). The mean reciprocal rank is told for the search as it is, for the search without
stems, without compounds and without what it offers for misspellings, for FTS5 by itself, and for
looking through the texts for the letters.
"""

from __future__ import annotations

import json
import random
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from core.model import ArticleId, StatementId
from core.search import find as finding
from core.search import index
from core.search.complete import Counted
from core.search.kept import Note, Shown
from core.search.query import Field, Name, parse
from core.search.suggest import suggestions
from core.text.words import fold, is_stop_word, words
from tests import builders

pytestmark = pytest.mark.quality

DATA = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "related"
SETS = {"dbs-de": "de", "wmt19-paraphrase-de": "de"}
ASKED = 200
DEPTH = 50
PER_ARTICLE = 12


class Texts:
    """Sentences as a search asks for them."""

    def __init__(self, sentences: Sequence[str], language: str) -> None:
        self.language = language
        self.of = {
            StatementId(ArticleId(f"a{n // PER_ARTICLE}"), n % PER_ARTICLE + 1): text
            for n, text in enumerate(sentences)
        }

    def articles(
        self, field: Field, *, most: int = -1, among: Sequence[ArticleId] | None = None
    ) -> list[ArticleId]:
        return []

    def statements(
        self, field: Field, *, most: int = -1, among: Sequence[ArticleId] | None = None
    ) -> list[StatementId]:
        return []

    def notes(self) -> list[Note]:
        return []

    def names(self, field: Name) -> tuple[Counted, ...]:
        return ()

    def shown(self, statements: Sequence[StatementId]) -> list[Shown | None]:
        return [
            Shown(self.of[each], "", self.language) if each in self.of else None
            for each in statements
        ]

    def whole(self, articles: Sequence[ArticleId]) -> list[tuple[ArticleId, int, Shown]]:
        return [
            (article, number, Shown(self.of[identifier], "", self.language))
            for article in articles
            for number in range(1, PER_ARTICLE + 1)
            if (identifier := StatementId(article, number)) in self.of
        ]


def sentences_of(name: str) -> list[str]:
    if not DATA.is_dir():
        pytest.skip("the development data is not beside this checkout")
    lines = (DATA / f"{name}.dev.statements.jsonl").read_text("utf-8").splitlines()
    return list(dict.fromkeys(json.loads(line)["text"] for line in lines))


def rare_words(sentences: Sequence[str]) -> Callable[[str], list[str]]:
    """The three words of a sentence that stand in the fewest others."""
    often = Counter(w for text in sentences for w in {each.folded for each in words(text, "de")})

    def of(text: str) -> list[str]:
        found = {
            w.text: w.folded for w in words(text, "de") if len(w.text) > 4 and w.text.isalpha()
        }
        telling = [w for w in found if not is_stop_word(found[w], "de")]
        return sorted(telling, key=lambda w: (often[found[w]], w))[:3]

    return of


def as_it_stands(word: str, chance: random.Random) -> str:
    return word


def without_umlauts(word: str, chance: random.Random) -> str:
    table: dict[str, str | int | None] = {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "ß": "ss",
        "Ä": "Ae",
        "Ö": "Oe",
        "Ü": "Ue",
    }
    return word.translate(str.maketrans(table)).lower()


def inflected(word: str, chance: random.Random) -> str:
    """Another ending: one is taken off, or else put on."""
    for ending in ("en", "er", "es", "em", "e", "n", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            return word[: -len(ending)] + ("e" if len(ending) == 2 else "")
    return word + chance.choice(("en", "s", "e"))


def misspelt(word: str, chance: random.Random) -> str:
    """One letter left out, doubled, or changed with the next."""
    at = chance.randrange(1, len(word) - 1)
    match chance.randrange(3):
        case 0:
            return word[:at] + word[at + 1 :]
        case 1:
            return word[:at] + word[at] + word[at:]
        case _:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def second_half(word: str, chance: random.Random) -> str:
    """The end of a compound, as far as length tells."""
    return word[len(word) // 2 :] if len(word) > 13 else word


CHANGES = (as_it_stands, without_umlauts, inflected, second_half, misspelt)


@contextmanager
def indexed(shelf: Texts) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        index.prepare(connection)
        of_article: dict[ArticleId, list[StatementId]] = {}
        for each in shelf.of:
            of_article.setdefault(each.article, []).append(each)
        for article, ids in of_article.items():
            made = [builders.statement(article, e.number, shelf.of[e]) for e in ids]
            index.put(connection, [index.Entry(article, "", shelf.language, made)])
        yield connection


def reciprocal(wanted: str, found: Sequence[str]) -> float:
    """Sentences of the same words are one: a full stop or a quotation mark more is no other."""
    said = [[each.folded for each in words(text, "de")] for text in (wanted, *found)]
    return 1 / said.index(said[0], 1) if said[0] in said[1:] else 0.0


def searched(
    connection: sqlite3.Connection, shelf: Texts, asked: str, *, offering: bool
) -> list[str]:
    query = parse(asked)
    for _ in range(3):
        hits = finding.find(connection, query, shelf, limit=DEPTH).hits
        offered = suggestions(connection, query, shelf) if offering and not hits else ()
        if not offered:
            return [hit.text for hit in hits]
        query = parse(offered[0].query)
    return [hit.text for hit in finding.find(connection, query, shelf, limit=DEPTH).hits]


def report(name: str, row: str, ranks: dict[str, list[float]]) -> None:
    told = "  ".join(f"{sum(r) / len(r):.3f}" for r in ranks.values())
    sys.stdout.write(f"{name:20} {row:32} {told}\n")


@pytest.mark.long
@pytest.mark.shared
@pytest.mark.parametrize("name", SETS)
def test_a_remembered_sentence_is_found(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sentences = sentences_of(name)
    shelf = Texts(sentences, SETS[name])
    rare = rare_words(sentences)
    chance = random.Random(5)
    wanted = [s for s in chance.sample(sentences, len(sentences)) if len(rare(s)) == 3][:ASKED]
    asked = {
        change.__name__: [" ".join(change(w, chance) for w in rare(s)) for s in wanted]
        for change in CHANGES
    }
    sys.stdout.write(f"\n{'':20} {'':32} {'  '.join(asked)}\n")

    def ranks(search: Callable[[str], list[str]]) -> dict[str, list[float]]:
        return {
            change: [reciprocal(s, search(q)) for s, q in zip(wanted, queries, strict=True)]
            for change, queries in asked.items()
        }

    with indexed(shelf) as connection:
        own = ranks(lambda q: searched(connection, shelf, q, offering=True))
        report(name, "as it is", own)
        report(
            name, "without offers", ranks(lambda q: searched(connection, shelf, q, offering=False))
        )
        with monkeypatch.context() as patched:
            patched.setattr(finding, "words_holding", lambda *_: ())
            report(
                name, "without compounds",
                ranks(lambda q: searched(connection, shelf, q, offering=True)),
            )  # fmt: skip
    unstemmed = Texts(sentences, "und")
    with indexed(unstemmed) as connection:
        report(
            name, "without stems",
            ranks(lambda q: searched(connection, unstemmed, q, offering=True)),
        )  # fmt: skip

    plain = sqlite3.connect(":memory:")
    plain.execute("CREATE VIRTUAL TABLE plain USING fts5 (text)")
    plain.executemany("INSERT INTO plain VALUES (?)", [(s,) for s in sentences])

    def bare(q: str) -> list[str]:
        match = " ".join(f'"{w}"' for w in q.split())
        rows = plain.execute(
            "SELECT text FROM plain WHERE plain MATCH ? ORDER BY rank LIMIT ?", (match, DEPTH)
        )
        return [text for (text,) in rows]

    folded = [(fold(s), s) for s in sentences]

    def scanned(q: str) -> list[str]:
        parts = [fold(w) for w in q.split()]
        return [s for f, s in folded if all(part in f for part in parts)][:DEPTH]

    report(name, "bare FTS5", ranks(bare))
    report(name, "looking for the letters", ranks(scanned))
    plain.close()
    assert sum(own["as_it_stands"]) / ASKED > 0.9
