"""What is new, in a few words."""

from __future__ import annotations

from core.model import ChangeKind, Changes, News


def news_words(news: News) -> str:
    """`adds 4, disputes 2, repeats 7`; or that it is the first report; of which it is a copy."""
    if not news.before:
        return "the first report of its story"
    counts = (("adds", news.adds), ("disputes", news.disputes), ("repeats", news.repeats))
    said = ", ".join(f"{word} {len(items)}" for word, items in counts)
    copied = news.copy_of
    return said if copied is None else f"{said}, a copy of {copied.outlet or copied.title}"


def change_words(changes: Changes) -> str:
    """`2 reworded, 1 new, 1 gone`; empty when no statement changed."""
    counts = ((kind, changes.count(kind)) for kind in ChangeKind if kind is not ChangeKind.SAME)
    return ", ".join(f"{count} {kind}" for kind, count in counts if count)
