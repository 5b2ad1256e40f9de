"""The reader's own on its way out of a library and into another: pages to read, files to import."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from core.errors import AddressRefused, ArticleNotFound, LesartError
from core.exports import marks
from core.exports.annotations import annotations_of
from core.exports.marks import Cited
from core.library.marking import Marking
from core.library.merging import Tally, merged, moment
from core.model import (
    Anchor,
    ArticleId,
    Correction,
    Mark,
    PartWish,
    Refusal,
    SavedSearch,
    StoryWish,
    Subscription,
)
from core.sources.web.addresses import web_address
from core.storage import articles
from core.storage.corrections import correction_of
from core.storage.database import Database
from core.storage.mark_records import mark_of
from core.storage.marks import Own, record_tables
from core.storage.parts import described_part, part_of, part_record
from core.storage.saved_searches import search_of
from core.storage.story_wishes import described_wish, wish_of, wish_record
from core.storage.subscriptions import subscription_of
from core.text.clean import clean, clean_line

FORMAT, VERSION = "lesart-marks", 1
"""What a file for import calls itself."""
_LARGEST = 256 * 1024 * 1024
_ID = re.compile(r"[\w.:-]{1,80}")

Record = dict[str, Any]
_T = TypeVar("_T")
_Dated = TypeVar("_Dated", Correction, StoryWish, SavedSearch, Subscription, PartWish)


class Form(StrEnum):
    """What the reader's own can be written as, apart from lists."""

    JSON = "json"
    """Everything, to be imported again."""
    MD = "md"
    """A page to read, with citations."""
    JSONLD = "jsonld"
    """Annotations as the W3C's Web Annotation Data Model has them."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of everything in a file, by its id."""

    added: tuple[str, ...]
    updated: tuple[str, ...]
    """There already, and replaced by a later wording."""
    unchanged: tuple[str, ...]
    """There already, as it came or in a later wording."""
    failed: tuple[Refusal, ...]


# --- out ------------------------------------------------------------------------------------------


def exported(database: Database, marking: Marking, form: Form) -> str:
    """Everything that is the reader's own; the same text for the same marks and articles."""
    own = marking.own()
    placed = replace(own, marks=tuple(map(marking.placed, own.marks)))
    cited = cited_in(database, placed.marks)
    match form:
        case Form.MD:
            return marks.page_of(placed.marks, cited, _said_besides(database, placed))
        case Form.JSONLD:
            return annotations_of(placed.marks, cited)
    return _importable(placed, cited)


def cited_in(database: Database, found: Iterable[Mark]) -> Mapping[ArticleId, Cited]:
    """What a citation says of every article that marks are in and the library has."""
    return _cited(database, (place.article for mark in found for place in mark.places))


def _cited(database: Database, wanted: Iterable[ArticleId]) -> Mapping[ArticleId, Cited]:
    known: dict[ArticleId, Cited] = {}
    for each in dict.fromkeys(wanted):
        try:
            article = articles.article(database, each)
        except ArticleNotFound:
            continue
        known[each] = Cited(
            article.title,
            article.outlet,
            article.author,
            article.published,
            article.url,
            article.language,
        )
    return known


def _importable(own: Own, cited: Mapping[ArticleId, Cited]) -> str:
    whole = {
        "format": FORMAT,
        "version": VERSION,
        # For people and other programs: an import does without.
        "articles": {article: marks.cited_record(each) for article, each in cited.items()},
        **{name.replace(" ", "_"): records for name, records in record_tables(own).items()},
    }
    return marks.json_text(whole)


def _said_besides(database: Database, own: Own) -> Mapping[str, Sequence[str]]:
    """By heading, what is the reader's own and stands at no statement, a line each."""
    return {
        "Corrections of names": [marks.correction_words(each) for each in own.corrections],
        "Stories": [_wish_words(database, each) for each in own.wishes],
        "Saved searches": [f"{each.name}: {each.query}" for each in own.searches],
        "Feeds": [_feed_words(each) for each in own.subscriptions],
        "Parts of articles": [
            f"{described_part(None, part_record(each))}: {each.quote}" for each in own.parts
        ],
    }


def _feed_words(subscription: Subscription) -> str:
    named = [each for each in (subscription.group, subscription.name) if each]
    return f"{' / '.join(named)}: {subscription.address}" if named else subscription.address


def _wish_words(database: Database, wish: StoryWish) -> str:
    cited = _cited(database, (*wish.articles, *wish.others))
    titles = [cited[each].title if each in cited else each for each in wish.articles]
    others = [cited[each].title if each in cited else each for each in wish.others]
    said = described_wish(wish_record(wish))
    said += f" → {wish.name}" if wish.name else ""
    said += f": {'; '.join(titles)}" if titles else ""
    return said + (f" / {'; '.join(others)}" if others else "")


# --- in -------------------------------------------------------------------------------------------


def imported(database: Database, marking: Marking, path: Path) -> ImportReport:
    """Add what is in a file and not here yet, in one step that can be undone.

    Takes what `exported` writes as JSON, and a marks file or a backup of one.

    Raises:
        LesartError: the file cannot be read, or is not one of these.
    """
    tables = _tables(_data(path), path)
    failed: list[Refusal] = []
    coming = Own(
        _read(tables, "marks", _mark, failed),
        _read(tables, "corrections", _correction, failed),
        _read(tables, "story wishes", _wish, failed),
        _read(tables, "searches", _search, failed),
        _read(tables, "feeds", _subscription, failed),
        _read(tables, "parts", _part, failed),
    )
    tally = Tally()

    def together(here: Own) -> Own:
        nonlocal tally
        own, tally = merged(here, coming, _places(marking))
        return own

    marking.exchange(together, said=f"import of {path.name}")
    failed += [Refusal(which, why) for which, why in tally.refused]
    return ImportReport(
        tuple(tally.added), tuple(tally.updated), tuple(tally.unchanged), tuple(failed)
    )


def _places(marking: Marking) -> Callable[[Mark], Hashable]:
    known: dict[Mark, Hashable] = {}

    def place(mark: Mark) -> Hashable:
        if mark not in known:
            placed = marking.placed(mark)
            # Without a place it is told by its words.
            known[mark] = frozenset(_words(mark) if placed.orphan else placed.places)
        return known[mark]

    return place


def _words(mark: Mark) -> list[Anchor]:
    anchors = [mark.anchor] if mark.other is None else [mark.anchor, mark.other]
    return [replace(anchor, statement=0) for anchor in anchors]


def _data(path: Path) -> object:
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise LesartError(f"cannot be read: {error.strerror}", subject=str(path)) from error
    if len(data) > _LARGEST:
        raise LesartError("is too large to be a file of marks", subject=str(path))
    try:
        found: object = json.loads(data.decode("utf-8-sig", "surrogatepass"))
    except (ValueError, RecursionError) as error:
        raise _not_marks(path) from error
    return found


def _not_marks(path: Path) -> LesartError:
    return LesartError(
        "is not a file of marks",
        subject=str(path),
        advice="name one that lesart marks --export FILE.json has written",
    )


def _tables(data: object, path: Path) -> Mapping[str, Sequence[object]]:
    """The records of a file by what they are."""
    if not isinstance(data, dict):
        raise _not_marks(path)
    if data.get("format") == FORMAT:
        version = data.get("version")
        if not isinstance(version, int) or version > VERSION:
            raise LesartError(
                "was written by a later version of Lesart", subject=str(path), advice="update it"
            )
        tables = {name.replace("_", " "): found for name, found in data.items()}
        return {name: found for name, found in tables.items() if isinstance(found, list)}
    if isinstance(data.get("about"), dict):
        # A marks file: tables of documents by their places.
        return {
            name: [table[place] for place in sorted(table, key=lambda each: (len(each), each))]
            for name, table in data.items()
            if isinstance(table, dict)
        }
    raise _not_marks(path)


def _read(
    tables: Mapping[str, Sequence[object]],
    name: str,
    read: Callable[[Record], _T],
    failed: list[Refusal],
) -> tuple[_T, ...]:
    def found() -> Iterator[_T]:
        for number, record in enumerate(tables.get(name, ()), 1):
            which = f"{name} {number}"
            try:
                if not isinstance(record, dict):
                    raise TypeError("not a record")
                which = _identified(record)
                yield read(_cleaned(record))
            except KeyError as error:
                failed.append(Refusal(which, f"it has no {error.args[0]}"))
            except (ValueError, TypeError, AttributeError, RecursionError) as error:
                failed.append(Refusal(which, clean_line(str(error))[:200]))

    return tuple(found())


def _identified(record: Record) -> str:
    identifier = record["id"]
    if not isinstance(identifier, str) or not _ID.fullmatch(identifier):
        raise ValueError("it has no usable id")
    return identifier


def _cleaned(record: Record) -> Record:
    """A record with every text in it made harmless; what comes from outside may hold anything."""
    return {key: _harmless(value) for key, value in record.items()}


def _harmless(value: object) -> object:
    if isinstance(value, str):
        return clean(value).text
    if isinstance(value, list):
        return [_harmless(each) for each in value]
    return _cleaned(value) if isinstance(value, dict) else value


def _mark(record: Record) -> Mark:
    mark = mark_of(record)
    moment(mark.created)
    moment(mark.changed)
    tags = dict.fromkeys(filter(None, map(clean_line, mark.tags)))
    return replace(mark, tags=tuple(tags), text=mark.text.strip(), orphan=False)


def _correction(record: Record) -> Correction:
    return _dated(correction_of(record))


def _wish(record: Record) -> StoryWish:
    return _dated(wish_of(record))


def _search(record: Record) -> SavedSearch:
    return _dated(search_of(record))


def _subscription(record: Record) -> Subscription:
    found = _dated(subscription_of(record))
    try:
        address = str(web_address(found.address))
    except AddressRefused as error:
        raise ValueError(error.message) from error
    # The reader has not typed it here: it may not lie on this machine.
    return replace(
        found,
        address=address,
        name=clean_line(found.name),
        group=clean_line(found.group),
        typed=False,
    )


def _part(record: Record) -> PartWish:
    return _dated(part_of(record))


def _dated(value: _Dated) -> _Dated:
    moment(value.created)
    return value
