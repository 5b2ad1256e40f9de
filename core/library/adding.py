"""Taking sources in: which are new, which are known, which have changed, and which are not fit."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

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
from core.sources.reading import content_digest, read_article
from core.storage import articles, statements
from core.storage.articles import KnownSource, SourceState
from core.storage.database import Database
from core.storage.keys import known_number
from core.storage.salvage import Salvaged
from core.text.statements import statements_of

_BATCH = 50
"""Sources between two reports, so that the first articles are there while the rest is read."""


def add_files(database: Database, paths: Sequence[str]) -> Iterator[Added | Progress]:
    """Take in the files that the paths name or hold, reporting batch by batch."""
    finding.prepare(database)
    found = list(find_files(paths))
    for at in range(0, len(found), _BATCH):
        batch = found[at : at + _BATCH]
        yield Added(sum((_add_found(database, each) for each in batch), AddReport()))
        if len(found) > _BATCH:
            yield Progress("reading", at + len(batch), len(found))


def add_stream(database: Database, data: bytes) -> AddReport:
    """Take in one article that came without a file."""
    finding.prepare(database)
    try:
        raw = from_stream(data)
    except SourceError as error:
        return AddReport(failed=(Refusal(error.subject, error.message),))
    return _add_document(database, raw, known=None)


def put_back(database: Database, saved: Salvaged) -> bool:
    """Take in an article saved from a damaged library, under the id it had there."""
    source = saved.source or "saved from a damaged library"
    raw = RawDocument(source, saved.original.encode("utf-8", "replace"), 0, None)
    try:
        article = read_article(raw)
    except SourceError:
        return False
    article = replace(article, id=saved.article or article.id)
    # Size and time are not known: the file, when it is still there, is read again.
    state = SourceState(source, content_digest(article.original), 0, 0)
    with database.writing():
        _put(database, article, state)
        articles.set_read(database, article.id, saved.read)
    return True


def _add_found(database: Database, found: Find) -> AddReport:
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
            return _add_document(database, raw, known=known)


def _add_document(database: Database, raw: RawDocument, *, known: KnownSource | None) -> AddReport:
    try:
        article = read_article(raw)
    except SourceEmpty as error:
        return AddReport(skipped=(Refusal(error.subject or raw.source, error.message),))
    except SourceError as error:
        return AddReport(failed=(Refusal(error.subject or raw.source, error.message),))
    digest = content_digest(article.original)
    # Standard input has no name of its own: every text that came that way is a source of its own.
    source = f"{raw.source}{article.id}" if raw.source == STANDARD_INPUT else raw.source
    state = SourceState(source, digest, raw.size, raw.modified_ns or 0)
    with database.writing():
        same = articles.id_for_digest(database, digest)
        if same is not None:
            articles.add_source(database, same, state)
            return AddReport(unchanged=(same,))
        if known is not None and articles.sources_of(database, known.article) == (raw.source,):
            _put(database, replace(article, id=known.article), state)
            return AddReport(updated=(known.article,))
        article = replace(article, id=_free_id(database, article, digest))
        _put(database, article, state)
        return AddReport(added=(article.id,))


def _put(database: Database, article: Article, state: SourceState) -> None:
    made = statements_of(article)
    articles.put_article(database, article, state)
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
