"""An index that lies in a folder: kept, taken up again, shared, damaged."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import LibraryLocked
from core.model import ArticleId, Role, Span, Statement, StatementId
from core.relations.finder import related_to
from core.relations.index.folder import IndexFolder
from core.relations.index.segment import Segment
from core.relations.index.statement_index import StatementIndex, _made_by
from core.relations.profile import StatementProfile, profile_article, profile_text
from core.text.figures import find_figures

_WORDS = """
    Hafen Hafenstadt Containerhafen Fähre Sturm Sturmflut Rathaus Bürgermeister Haushalt Vertrag
    Abkommen Gericht Urteil Klage Streik Gewerkschaft Brücke Tunnel Bahn Flughafen Schule Lehrer
    Klinik Forscher Studie Klima Wald Fluss Ernte Preis Miete Steuer Minister Wahl Stadion Museum
"""
VOCABULARY = _WORDS.split()


def article(name: str, *texts: str) -> tuple[StatementProfile, ...]:
    statements = [
        Statement(
            StatementId(ArticleId(name), number),
            Role.PARAGRAPH,
            Span(0, len(text)),
            text,
            find_figures(text, "de"),
        )
        for number, text in enumerate(texts, 1)
    ]
    return profile_article(ArticleId(name), "de", statements, {})


def made_up(name: str, seed: int) -> tuple[StatementProfile, ...]:
    chance = random.Random(f"{name}/{seed}")
    parts = [a + b.lower() for a in VOCABULARY for b in VOCABULARY[:5]] + VOCABULARY * 3
    texts = [
        " ".join(chance.choices(parts, k=chance.randint(3, 9))) + f" {chance.randint(1, 9)} Euro"
        for _ in range(chance.randint(1, 5))
    ]
    return article(name, *texts)


def answers(index: StatementIndex) -> list[tuple[StatementId, float]]:
    asked = [profile_text(text, "de") for text in ("Sturm im Hafen 5 Euro", "Klage", "Museumswahl")]
    found = [each for one in asked for each in related_to(index, one, min_score=0.0, limit=5)]
    return [(each.statement, each.score) for each in found]


def test_what_was_committed_is_there_again(tmp_path: Path) -> None:
    index = StatementIndex.open(tmp_path / "index")
    for at in range(30):
        index.add(made_up(f"a{at}", 1), stamp=f"s{at}")
    before = answers(index)
    index.commit()
    assert answers(index) == before
    index.close()
    again = StatementIndex.open(tmp_path / "index")
    assert len(again) == sum(len(made_up(f"a{at}", 1)) for at in range(30))
    assert again.articles() == {ArticleId(f"a{at}"): f"s{at}" for at in range(30)}
    assert again.stamp(ArticleId("a7")) == "s7"
    assert again.stamp(ArticleId("other")) is None
    assert answers(again) == before


def test_opening_writes_nothing(tmp_path: Path) -> None:
    StatementIndex.open(tmp_path / "index").commit()
    assert not (tmp_path / "index").exists()


def test_what_was_not_committed_is_lost(tmp_path: Path) -> None:
    index = StatementIndex.open(tmp_path)
    index.add(article("a", "Der Hafen"), stamp="1")
    index.commit()
    index.add(article("b", "Die Fähre"))
    assert index.stamp(ArticleId("b")) == ""
    assert index.articles() == {ArticleId("a"): "1", ArticleId("b"): ""}
    index.close()
    assert len(index) == 0
    assert StatementIndex.open(tmp_path).articles() == {ArticleId("a"): "1"}


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from("abcdefgh"), st.integers(0, 3), st.booleans()), max_size=25)
)
def test_an_index_with_a_history_answers_like_a_new_one(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, bool]]
) -> None:
    index = StatementIndex.open(tmp_path_factory.mktemp("index"))
    here: dict[str, int] = {}
    for name, version, commit in steps:
        if version:
            index.add(made_up(name, version), stamp=str(version))
            here[name] = version
        else:
            index.remove(ArticleId(name))
            here.pop(name, None)
        if commit:
            index.commit()
    new = StatementIndex()
    for name, version in here.items():
        new.add(made_up(name, version))
    assert index.articles() == {ArticleId(name): str(v) for name, v in here.items()}
    assert len(index) == len(new)
    index.commit()
    assert dict(answers(index)) == pytest.approx(dict(answers(new)), abs=2e-3)


def test_many_small_additions_leave_few_segments(tmp_path: Path) -> None:
    index = StatementIndex.open(tmp_path)
    for at in range(40):
        index.add(made_up(f"a{at}", 1))
        index.commit()
    assert len(list(tmp_path.glob("*.segment"))) <= 6


def test_a_reader_takes_over_what_another_committed(tmp_path: Path) -> None:
    writer, reader = StatementIndex.open(tmp_path), StatementIndex.open(tmp_path)
    writer.add(article("a", "Der Hafen von Emden"))
    writer.commit()
    assert len(reader) == 0
    assert reader.refresh()
    assert not reader.refresh()
    for name in "bcdef":
        writer.add(article(name, "Der Hafen von Emden"))
        writer.commit()
    # What it has mapped stays, though the files are gone.
    assert len(related_to(reader, profile_text("Hafen Emden", "de"), min_score=0.0)) == 1
    assert reader.refresh()
    assert len(related_to(reader, profile_text("Hafen Emden", "de"), min_score=0.0)) == 6


def test_only_one_changes_an_index_at_a_time(tmp_path: Path) -> None:
    one, other = StatementIndex.open(tmp_path), StatementIndex.open(tmp_path)
    one.add(article("a", "Der Hafen"))
    with pytest.raises(LibraryLocked):
        other.add(article("b", "Die Fähre"))
    assert len(other) == 0
    one.commit()
    other.add(article("b", "Die Fähre"))
    other.commit()
    assert StatementIndex.open(tmp_path).articles().keys() == {"a", "b"}


def test_changes_of_ones_own_are_not_refreshed_away(tmp_path: Path) -> None:
    index = StatementIndex.open(tmp_path)
    index.add(article("a", "Der Hafen"))
    assert not index.refresh()
    assert ArticleId("a") in index
    index.close()


@pytest.mark.parametrize("damage", ["cut", "missing", "manifest", "checksum", "other rules"])
def test_what_is_damaged_counts_as_empty_and_can_be_made_anew(tmp_path: Path, damage: str) -> None:
    index = StatementIndex.open(tmp_path)
    index.add(article("a", "Der Hafen"))
    index.commit()
    (segment,) = tmp_path.glob("*.segment")
    manifest = tmp_path / "manifest.json"
    if damage == "cut":
        segment.write_bytes(segment.read_bytes()[:-9])
    elif damage == "missing":
        segment.unlink()
    elif damage == "manifest":
        manifest.write_text("{")
    elif damage == "checksum":
        manifest.write_text(manifest.read_text().replace(segment.name, "0" * len(segment.name)))
    else:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("core.relations.index.statement_index._made_by", lambda: "other rules")
            other = StatementIndex.open(tmp_path)
            assert len(other) == 0
        return
    again = StatementIndex.open(tmp_path)
    assert len(again) == 0
    again.add(article("b", "Die Fähre"))
    again.commit()
    assert StatementIndex.open(tmp_path).articles().keys() == {"b"}
    assert len(list(tmp_path.glob("*.segment"))) == 1


def test_a_check_reads_everything(tmp_path: Path) -> None:
    index = StatementIndex.open(tmp_path)
    index.add(article("a", "Der Hafen"))
    assert StatementIndex().is_sound()
    index.commit()
    assert index.is_sound()
    (segment,) = tmp_path.glob("*.segment")
    segment.write_bytes(segment.read_bytes().replace(b"Der Hafen", b"Der Haken"))
    assert not index.is_sound()


_KILLED = """
import os, sys
from pathlib import Path
from tests.core.relations.index.test_folder import made_up
from core.relations.index.statement_index import StatementIndex, _made_by
from core.relations.index.folder import IndexFolder
index = StatementIndex.open(Path(sys.argv[1]))
calls = 0
def counted(call):
    def wrapped(*arguments):
        global calls
        calls += 1
        if calls == int(sys.argv[2]):
            os._exit(9)
        return call(*arguments)
    return wrapped
os.fsync = counted(os.fsync)
os.replace = counted(os.replace)
for at in range(6):
    index.add(made_up(f"a{at}", 1), stamp=str(at))
    index.commit()
"""


@pytest.mark.parametrize("step", [1, 2, 3, 6, 9, 14, 99])
def test_a_crash_leaves_an_index_of_whole_commits(tmp_path: Path, step: int) -> None:
    root = Path(__file__).resolve().parents[4]
    command = [sys.executable, "-c", _KILLED, str(tmp_path / "index"), str(step)]
    done = subprocess.run(command, cwd=root, env={**os.environ, "PYTHONPATH": str(root)})
    assert done.returncode == (0 if step == 99 else 9)
    index = StatementIndex.open(tmp_path / "index")
    count = len(index.articles())
    assert index.articles() == {ArticleId(f"a{at}"): str(at) for at in range(count)}
    index.add(article("b", "Der Hafen"))
    index.commit()
    assert len(StatementIndex.open(tmp_path / "index").articles()) == count + 1


def test_an_article_that_another_removed_meanwhile_is_gone(tmp_path: Path) -> None:
    one, other = StatementIndex.open(tmp_path), StatementIndex.open(tmp_path)
    one.add(article("a", "Der Hafen"))
    one.add(article("b", "Die Fähre"))
    one.commit()
    other.refresh()
    one.remove(ArticleId("a"))
    one.commit()
    other.remove(ArticleId("a"))
    other.commit()
    assert other.articles().keys() == {"b"}


def test_a_folder_that_changes_while_it_is_read_is_read_again(tmp_path: Path) -> None:
    writer = StatementIndex.open(tmp_path)
    writer.add(article("a", "Der Hafen"))
    writer.commit()

    class Interrupted(dict[str, Segment]):
        def get(self, name: object, default: object = None) -> None:  # type: ignore[override]  # always misses
            if len(writer) == 1:
                writer.add(article("b", "Die Fähre"))
                writer.commit()

    kept, segments = IndexFolder(tmp_path, _made_by()).load(Interrupted())
    assert kept.generation == 2
    assert [len(segment) for segment in segments] == [2]


def test_an_index_without_a_folder_has_nothing_to_keep() -> None:
    index = StatementIndex()
    index.add(article("a", "Der Hafen"))
    index.commit()
    index.close()
    assert not index.refresh()
    assert len(index) == 1


def test_an_index_is_for_its_owner_alone(tmp_path: Path) -> None:
    index = StatementIndex.open(tmp_path / "index")
    index.add(made_up("a", 1), stamp="1")
    index.commit()
    assert (tmp_path / "index").stat().st_mode & 0o077 == 0
    assert all(file.stat().st_mode & 0o077 == 0 for file in (tmp_path / "index").iterdir())


def test_segments_written_meanwhile_count_when_they_are_committed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.relations.index.statement_index._WAITING", 1)
    index = StatementIndex.open(tmp_path)
    index.add(article("a", "Der Hafen", "Die Fähre"), stamp="1")
    index.commit()
    for at in range(3):
        index.add(article(f"b{at}", "Der Sturm"), stamp="1")
    assert len(list(tmp_path.glob("*.segment"))) == 4
    assert StatementIndex.open(tmp_path).articles() == {ArticleId("a"): "1"}
    index.remove(ArticleId("b1"))
    index.commit()
    again = StatementIndex.open(tmp_path)
    assert again.articles() == dict.fromkeys(
        [ArticleId("a"), ArticleId("b0"), ArticleId("b2")], "1"
    )
    assert answers(again) == answers(index)
    assert again.is_sound()


def test_segments_written_and_never_committed_go_with_the_next_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.relations.index.statement_index._WAITING", 1)
    index = StatementIndex.open(tmp_path)
    index.add(article("a", "Der Hafen"), stamp="1")
    index.close()
    again = StatementIndex.open(tmp_path)
    assert again.articles() == {}
    again.add(article("b", "Die Fähre"), stamp="1")
    again.commit()
    assert len(list(tmp_path.glob("*.segment"))) == 1
    assert StatementIndex.open(tmp_path).articles() == {ArticleId("b"): "1"}
