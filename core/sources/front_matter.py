"""What a file says of itself in `key: value` lines between two `---`, read tolerantly."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.model import Span
from core.sources.dates import DATE, iso_date
from core.text.spans import TrackedText

_FENCED = re.compile(r"\s*---[^\S\n]*\n(?P<lines>.*?\n)?(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)", re.DOTALL)
_LONGEST = 10_000
_ENTRY = re.compile(r"(?P<key>[^\W\d][\w .-]{0,40}?)\s*:(?:\s+(?P<value>.*))?\Z")
_ITEM = re.compile(r"\s+-\s+(?P<value>.*)|-\s+(?P<item>.*)")
# YAML 1.2, 7.3: a quote inside is escaped by a backslash, or in single quotes by another one. An
# unclosed quotation goes to the end.
_DOUBLE_QUOTED = re.compile(r'"(?P<value>(?:[^"\\]|\\.)*)')
_SINGLE_QUOTED = re.compile(r"'(?P<value>(?:[^']|'')*)")
_BACKSLASH = re.compile(r'\\(?=["\\/])')
_TWICE = re.compile(r"'(?=')")
_COMMENT = re.compile(r"\s+#\s.*")
_LIST = re.compile(r"\[(?P<items>.*)\]\Z")
_DATE = re.compile(DATE + r"\Z", re.IGNORECASE)
_MONTH = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2]))?\Z")
_LANGUAGE = re.compile(r"(?P<code>[A-Za-z]{2})(?:[-_][A-Za-z]{2,4})?\Z")
_ADDRESS = re.compile(r"https?://\S+\Z", re.IGNORECASE)

_KEYS = {
    "title": ("title", "titel", "headline"),
    "published": ("published", "date", "datum", "pubdate", "veröffentlicht"),
    "author": ("author", "authors", "autor", "autorin", "byline"),
    "outlet": ("outlet", "source", "publication", "publisher", "quelle", "medium"),
    "url": ("url", "link", "permalink", "canonical"),
    "language": ("lang", "language", "sprache"),
    "category": ("category", "categories", "section", "kategorie", "ressort", "tags"),
}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What was stated, each value cleaned and checked; None where nothing usable was."""

    title: TrackedText | None = None
    published: str | None = None
    author: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    category: str | None = None


def take_front_matter(tracked: TrackedText) -> tuple[FrontMatter, TrackedText, TrackedText]:
    """What the text states at its top, the lines that state it, and the text behind them.

    Lines without a single entry are no front matter but text, a broken entry is passed over.
    """
    fenced = _FENCED.match(tracked.text, 0, _LONGEST)
    nothing = TrackedText("", ())
    if fenced is None or fenced["lines"] is None:
        return FrontMatter(), nothing, tracked
    entries = _entries(tracked, Span(*fenced.span("lines")))
    if not entries:
        return FrontMatter(), nothing, tracked
    stated = {
        name: next((entries[key] for key in keys if key in entries), nothing)
        for name, keys in _KEYS.items()
    }
    url = stated["url"].text
    if not url and _ADDRESS.match(stated["outlet"].text):
        url, stated["outlet"] = stated["outlet"].text, nothing
    language = _LANGUAGE.match(stated["language"].text)
    matter = FrontMatter(
        title=stated["title"] if stated["title"].text else None,
        published=_published(stated["published"].text),
        author=stated["author"].text or None,
        outlet=stated["outlet"].text or None,
        url=url if _ADDRESS.match(url) else None,
        language=language["code"].lower() if language else None,
        category=stated["category"].text or None,
    )
    end = fenced.end()
    return matter, tracked.slice(0, end).strip(), tracked.slice(end, len(tracked.text))


def _entries(tracked: TrackedText, lines: Span) -> dict[str, TrackedText]:
    """The value of every key, of a list its first; the first of equal keys counts."""
    entries: dict[str, TrackedText] = {}
    key = ""
    start = lines.start
    for line in lines.of(tracked.text).splitlines():
        if (entry := _ENTRY.match(line)) is not None:
            key = entry["key"].lower()
            entries.setdefault(key, _value(tracked, start, entry, "value"))
        elif key and (item := _ITEM.match(line)) is not None and not entries[key].text:
            group = "value" if item["value"] is not None else "item"
            entries[key] = _value(tracked, start, item, group)
        start += len(line) + 1
    return entries


def _value(tracked: TrackedText, line: int, found: re.Match[str], group: str) -> TrackedText:
    """The value without quotes and comments; of a list in brackets the first."""
    if found[group] is None:
        return TrackedText("", ())
    start, end = found.span(group)
    value = tracked.slice(line + start, line + end).strip()
    if (listed := _LIST.match(value.text)) is not None:
        first = listed["items"].split(",")[0]
        value = value.slice(1, 1 + len(first)).strip()
    for quoted, escape in ((_DOUBLE_QUOTED, _BACKSLASH), (_SINGLE_QUOTED, _TWICE)):
        if (inside := quoted.match(value.text)) is not None:
            value = value.slice(*inside.span("value"))
            marks = [(Span(e.start(), e.start() + 1), "") for e in escape.finditer(value.text)]
            return value.edited(marks).strip()
    if (comment := _COMMENT.search(value.text)) is not None:
        value = value.slice(0, comment.start())
    return value.strip()


def _published(stated: str) -> str | None:
    if (found := _DATE.match(stated)) is not None:
        return iso_date(found)
    return stated if _MONTH.match(stated) else None
