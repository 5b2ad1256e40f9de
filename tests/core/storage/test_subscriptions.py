"""Subscriptions are kept with the marks, in one journal with them, and in files of before."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from core.model import FeedId, FullText, Subscription
from core.storage.marks import MarkStore, new_feed_id
from tests import builders

BLATT = Subscription(
    id=FeedId("f1"),
    address="https://blatt.example/feed",
    name="Blatt",
    group="Politik / Land",
    full_text=FullText.WANTED,
    created="2025-06-01T10:00:00+02:00",
    typed=True,
)
POST = replace(BLATT, id=FeedId("f2"), address="https://post.example/feed", name="")


def test_a_subscription_is_there_in_the_next_session_as_it_was_made(tmp_path: Path) -> None:
    store = MarkStore(tmp_path)
    store.subscribe(BLATT)
    store.subscribe(POST)
    assert MarkStore(tmp_path).subscriptions() == (BLATT, POST)
    assert MarkStore(tmp_path).own().subscriptions == (BLATT, POST)
    assert new_feed_id() != new_feed_id()


def test_the_one_journal_takes_subscriptions_back_in_turn_with_marks(tmp_path: Path) -> None:
    store = MarkStore(tmp_path)
    store.subscribe(POST)
    store.add(builders.mark("m1", text="neu"))
    store.subscribe(replace(POST, name="Die Post"))
    assert store.unsubscribe(POST.id)
    assert not store.unsubscribe(POST.id)
    assert [store.undo() for _ in range(2)] == ["feed Die Post removed", "feed Die Post changed"]
    assert store.subscriptions() == (POST,)
    store.undo()
    assert store.undo() == "feed https://post.example/feed added"
    assert store.subscriptions() == ()
    assert store.redo() == "feed https://post.example/feed added"


def test_a_feed_that_moves_is_followed_without_a_step_in_the_journal(tmp_path: Path) -> None:
    store = MarkStore(tmp_path)
    store.subscribe(BLATT)
    store.subscribe(POST)
    store.follow(BLATT.id, "https://neu.example/feed", typed=False)
    moved = replace(BLATT, address="https://neu.example/feed", typed=False)
    assert MarkStore(tmp_path).subscriptions() == (moved, POST)
    store.follow(POST.id, moved.address, typed=False)
    store.follow(FeedId("gone"), "https://fort.example/feed", typed=False)
    assert store.subscriptions() == (moved, POST)
    assert store.undo() == "feed https://post.example/feed added"


@pytest.mark.parametrize("version", [2, 3, 4])
def test_a_file_of_before_is_read_untouched_and_written_on(tmp_path: Path, version: int) -> None:
    MarkStore(tmp_path).add(builders.mark("m1", text="alt"))
    path = tmp_path / "marks.json"
    state = json.loads(path.read_text(encoding="utf-8"))
    state["about"]["1"]["version"] = version
    del state["sum"]
    path.write_text(json.dumps(state), encoding="utf-8")
    before = path.read_bytes()
    store = MarkStore(tmp_path)
    assert store.subscriptions() == ()
    assert path.read_bytes() == before
    store.subscribe(BLATT)
    state = json.loads(path.read_text(encoding="utf-8"))
    assert state["about"] == {"1": {"version": 5}}
    again = MarkStore(tmp_path)
    assert again.subscriptions() == (BLATT,)
    assert again.undo() == "feed Blatt added"
    assert again.undo() == "note added"


def test_a_subscription_of_no_sense_is_damage_and_a_backup_takes_its_place(
    tmp_path: Path,
) -> None:
    MarkStore(tmp_path).subscribe(BLATT)
    path = tmp_path / "marks.json"
    state = json.loads(path.read_text(encoding="utf-8"))
    state["feeds"]["1"]["full_text"] = "sometimes"
    path.write_text(json.dumps(state), encoding="utf-8")
    again = MarkStore(tmp_path)
    assert again.subscriptions() == (BLATT,)
    assert again.restored
