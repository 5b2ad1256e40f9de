"""Searches the reader keeps by name, and those made before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from core.model import SavedSearch, SavedSearchId

if TYPE_CHECKING:
    from core.library.marking import Marking


def saved_as(
    kept: Sequence[SavedSearch], name: str, query: str, *, new_id: SavedSearchId
) -> SavedSearch | None:
    """What is to be kept so that this name finds this query; None when it does already.

    A name that is taken takes the new query; a query that is saved takes the new name; a name and
    a query that are both taken leave the query's other name as it is.
    """
    named = next((each for each in kept if each.name == name), None)
    same = next((each for each in kept if each.query == query), None)
    if named is not None:
        return None if named.query == query else replace(named, query=query)
    if same is not None:
        return replace(same, name=name)
    return SavedSearch(new_id, name, query, created=_now())


def save(marking: Marking, name: str, query: str) -> SavedSearch | None:
    """Keep a search by a name; None when it is kept so already."""
    from core.storage.marks import new_search_id

    made = saved_as(marking.searches(), name, query, new_id=new_search_id())
    if made is not None:
        marking.save_search(made)
    return made


def _now() -> str:
    return datetime.now(UTC).astimezone().isoformat(timespec="seconds")
