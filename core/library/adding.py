"""Taking sources in: which are new, which are known, which have changed, and which are not fit."""

from __future__ import annotations

import asyncio
import hashlib
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from core.errors import LibraryError, SourceEmpty, SourceError
from core.library import finding, parts
from core.library.events import Added, Progress, Reading
from core.model import AddReport, Article, ArticleId, Refusal, Statement
from core.sources.documents import STANDARD_INPUT, RawDocument
from core.sources.files import (
    FailedFile,
    Find,
    FoundFile,
    SkippedFile,
    find_files,
    from_stream,
    read_file,
)
from core.sources.isolation import Isolated
from core.sources.reading import content_digest, digest_of, read_article
from core.sources.web.addresses import is_web_address
from core.storage import articles, statements, versions
from core.storage.articles import KnownSource, SourceState
from core.storage.database import Database
from core.storage.keys import known_number
from core.storage.salvage import Salvaged
from core.text.statements import statements_of

_BATCH = 50
"""Sources that are kept together and then reported, so that the first are there while the rest is
read. What is reported is kept for good."""


@dataclass(frozen=True, slots=True)
class Read:
    """An article that has been read and is not yet kept."""

    article: Article
    state: SourceState
    known: KnownSource | None
    """What its source said before."""


def add_files(
    database: Database,
    paths: Sequence[str],
    *,
    one_by_one: bool,
    without: Mapping[str, str],
) -> Iterator[Added | Progress | Reading]:
    """Take in the files that the paths name or hold, and pages by their addresses, in batches.

    `one_by_one` says of each file that it is being read, and keeps it before the next is begun;
    `without` names sources that are not read, and why.
    """
    finding.prepare(database)
    addresses = [path for path in paths if is_web_address(path)]
    found = list(find_files([path for path in paths if not is_web_address(path)]))
    with Isolated() as isolated:
        for address in addresses:
            yield Progress("fetching", addresses.index(address), len(addresses))
            yield Added(_add_page(database, address, isolated))
        size = 1 if one_by_one else _BATCH
        for at in range(0, len(found), size):
            batch = found[at : at + size]
            if one_by_one and isinstance(batch[0], FoundFile) and batch[0].source not in without:
                yield Reading(batch[0].source)
            # Nothing is held back from other programs while files are read.
            read: list[Read | AddReport] = []
            try:
                for each in batch:
                    read.append(_read_found(database, each, isolated, without))  # noqa: PERF401
            finally:
                # Also what has been read when the rest is called off.
                report = _keep_read(database, read)
            yield Added(report)
            if len(found) > _BATCH:
                yield Progress("reading", at + len(batch), len(found))


def add_stream(database: Database, data: bytes) -> AddReport:
    """Take in one article that came without a file."""
    finding.prepare(database)
    try:
        raw = from_stream(data)
    except SourceError as error:
        return AddReport(failed=(Refusal(error.subject, error.message),))
    with Isolated() as isolated:
        return _keep_read(database, [_read_document(raw, isolated, known=None)])


def _add_page(database: Database, address: str, isolated: Isolated) -> AddReport:
    """Take in the page that stands under an address the reader has typed."""
    # Loaded late: most of the time nothing is fetched.
    from core.sources.web.fetching import Wanted, fetch

    try:
        found = asyncio.run(fetch(Wanted(address, typed=True)))
    except SourceError as error:
        return AddReport(failed=(Refusal(error.subject, error.message),))
    raw = RawDocument(
        found.address,
        found.data or b"",
        len(found.data or b""),
        None,
        address=found.address,
        content_type=found.content_type,
    )
    known = articles.source_state(database, raw.source)
    return _keep_read(database, [_read_document(raw, isolated, known=known)])


def put_back(database: Database, saved: Salvaged) -> bool:
    """Take in an article saved from a damaged library, under the id it had there."""
    source = saved.source or "saved from a damaged library"
    raw = RawDocument(source, saved.original.encode("utf-8", "replace"), 0, None, is_text=True)
    try:
        article = read_article(raw)
    except SourceError:
        return False
    article = replace(article, id=saved.article or article.id)
    # Size and time are not known: the file, when it is still there, is read again.
    state = SourceState(source, content_digest(article.original), 0, 0)
    with database.writing():
        finding.put(database, *put(database, article, state, seen=saved.seen))
        versions.put_back(database, article.id, saved.earlier)
        articles.set_read(database, article.id, saved.read)
    return True


def _read_found(
    database: Database, found: Find, isolated: Isolated, without: Mapping[str, str]
) -> Read | AddReport:
    match found:
        case SkippedFile(refusal):
            return AddReport(skipped=(refusal,))
        case FailedFile(refusal):
            return AddReport(failed=(refusal,))
        case FoundFile(source) if source in without:
            return AddReport(failed=(Refusal(source, without[source]),))
        case FoundFile():
            known = articles.source_state(database, found.source)
            if known and (known.state.size, known.state.modified) == (
                found.size,
                found.modified_ns,
            ):
                return AddReport(unchanged=(known.article,))
            try:
                raw = read_file(found)
            except SourceError as error:
                return AddReport(failed=(Refusal(error.subject or found.source, error.message),))
            return _read_document(raw, isolated, known=known)


def _read_document(
    raw: RawDocument, isolated: Isolated, *, known: KnownSource | None
) -> Read | AddReport:
    try:
        article = read_article(raw, isolated)
    except SourceEmpty as error:
        return AddReport(skipped=(Refusal(error.subject or raw.source, error.message),))
    except SourceError as error:
        return AddReport(failed=(Refusal(error.subject or raw.source, error.message),))
    # Standard input has no name of its own: every text that came that way is a source of its own.
    source = f"{raw.source}{article.id}" if raw.source == STANDARD_INPUT else raw.source
    state = SourceState(source, digest_of(article, raw), raw.size, raw.modified_ns or 0)
    return Read(article, state, known)


def _keep_read(database: Database, read: Sequence[Read | AddReport]) -> AddReport:
    """Keep articles in one transaction; where that fails, each in its own, as far as it can be."""
    try:
        return sum(_keep_together(database, read), AddReport())
    except LibraryError:
        raise
    except Exception as error:
        # Whatever is wrong with one article must not take the others along.
        if len(read) > 1:
            return sum((_keep_read(database, [each]) for each in read), AddReport())
        source = "".join(each.state.source for each in read if isinstance(each, Read))
        return AddReport(failed=(Refusal(source, f"cannot be kept: {error}"),))


def _keep_together(database: Database, read: Sequence[Read | AddReport]) -> list[AddReport]:
    if not any(isinstance(each, Read) for each in read):
        return [each for each in read if isinstance(each, AddReport)]
    kept: dict[ArticleId, tuple[Article, Sequence[Statement]]] = {}
    with database.writing():
        now = datetime.now(UTC).astimezone().isoformat(timespec="seconds")
        reports = [
            each if isinstance(each, AddReport) else keep(database, each, kept, now)
            for each in read
        ]
        finding.put_all(database, list(kept.values()))
    return reports


def keep(
    database: Database,
    read: Read,
    kept: dict[ArticleId, tuple[Article, Sequence[Statement]]],
    now: str,
) -> AddReport:
    """Keep one article, and note what has to be made findable."""
    article, state, known = read.article, read.state, read.known
    same = articles.id_for_digest(database, state.digest)
    if same is not None:
        articles.add_source(database, same, state)
        return AddReport(unchanged=(same,))
    if known is not None and articles.sources_of(database, known.article) == (state.source,):
        kept[known.article] = put(database, replace(article, id=known.article), state, seen=now)
        return AddReport(updated=(known.article,))
    article = replace(article, id=_free_id(database, article, state.digest))
    kept[article.id] = put(database, article, state, seen=now)
    return AddReport(added=(article.id,))


def put(
    database: Database, article: Article, state: SourceState, *, seen: str | None
) -> tuple[Article, Sequence[Statement]]:
    """Keep an article with its statements; these are not findable yet."""
    article = parts.as_wished(database, article)
    made = statements_of(article)
    says_other = versions.keep_before(database, article)
    articles.put_article(database, article, state)
    if says_other:
        versions.note_seen(database, article.id, seen)
    statements.put_statements(database, article.id, made)
    return article, made


def _free_id(database: Database, article: Article, digest: str) -> ArticleId:
    """The article's own id, unless an earlier text of another article has taken it."""
    for salt in itertools.count():
        salted = hashlib.sha256(f"{digest}{salt}".encode()).hexdigest()
        candidate = article.id if salt == 0 else ArticleId(salted[: len(article.id)])
        with database.reading() as connection:
            if known_number(connection, candidate) is None:
                return candidate
    raise AssertionError("unreachable")
