"""Taking sources in: which are new, which are known, which have changed, and which are not fit."""

from __future__ import annotations

import asyncio
import hashlib
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from core.errors import SourceEmpty, SourceError
from core.library import finding
from core.library.events import Added, Progress
from core.model import AddReport, Article, ArticleId, Refusal
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
"""Sources between two reports, so that the first articles are there while the rest is read."""


def add_files(database: Database, paths: Sequence[str]) -> Iterator[Added | Progress]:
    """Take in the files that the paths name or hold, and pages by their addresses, in batches."""
    finding.prepare(database)
    addresses = [path for path in paths if is_web_address(path)]
    found = list(find_files([path for path in paths if not is_web_address(path)]))
    with Isolated() as isolated:
        for address in addresses:
            yield Progress("fetching", addresses.index(address), len(addresses))
            yield Added(_add_page(database, address, isolated))
        for at in range(0, len(found), _BATCH):
            batch = found[at : at + _BATCH]
            yield Added(sum((_add_found(database, each, isolated) for each in batch), AddReport()))
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
        return _add_document(database, raw, isolated, known=None)


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
    return _add_document(database, raw, isolated, known=articles.source_state(database, raw.source))


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
        _put(database, article, state, seen=saved.seen)
        versions.put_back(database, article.id, saved.earlier)
        articles.set_read(database, article.id, saved.read)
    return True


def _add_found(database: Database, found: Find, isolated: Isolated) -> AddReport:
    match found:
        case SkippedFile(refusal):
            return AddReport(skipped=(refusal,))
        case FailedFile(refusal):
            return AddReport(failed=(refusal,))
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
            return _add_document(database, raw, isolated, known=known)


def _add_document(
    database: Database, raw: RawDocument, isolated: Isolated, *, known: KnownSource | None
) -> AddReport:
    try:
        article = read_article(raw, isolated)
    except SourceEmpty as error:
        return AddReport(skipped=(Refusal(error.subject or raw.source, error.message),))
    except SourceError as error:
        return AddReport(failed=(Refusal(error.subject or raw.source, error.message),))
    digest = digest_of(article, raw)
    # Standard input has no name of its own: every text that came that way is a source of its own.
    source = f"{raw.source}{article.id}" if raw.source == STANDARD_INPUT else raw.source
    state = SourceState(source, digest, raw.size, raw.modified_ns or 0)
    now = datetime.now(UTC).astimezone().isoformat(timespec="seconds")
    with database.writing():
        same = articles.id_for_digest(database, digest)
        if same is not None:
            articles.add_source(database, same, state)
            return AddReport(unchanged=(same,))
        if known is not None and articles.sources_of(database, known.article) == (raw.source,):
            _put(database, replace(article, id=known.article), state, seen=now)
            return AddReport(updated=(known.article,))
        article = replace(article, id=_free_id(database, article, digest))
        _put(database, article, state, seen=now)
        return AddReport(added=(article.id,))


def _put(database: Database, article: Article, state: SourceState, *, seen: str | None) -> None:
    made = statements_of(article)
    says_other = versions.keep_before(database, article)
    articles.put_article(database, article, state)
    if says_other:
        versions.note_seen(database, article.id, seen)
    statements.put_statements(database, article.id, made)
    finding.put(database, article, made)


def _free_id(database: Database, article: Article, digest: str) -> ArticleId:
    """The article's own id, unless an earlier text of another article has taken it."""
    for salt in itertools.count():
        salted = hashlib.sha256(f"{digest}{salt}".encode()).hexdigest()
        candidate = article.id if salt == 0 else ArticleId(salted[: len(article.id)])
        with database.reading() as connection:
            if known_number(connection, candidate) is None:
                return candidate
    raise AssertionError("unreachable")
