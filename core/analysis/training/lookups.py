"""The tables of the package spacy-lookups-data that the word classes are made of."""

from __future__ import annotations

import gzip
import json
from pathlib import Path


def cluster_paths(language: str) -> dict[str, int]:
    """The Brown cluster of every word as a path read from the low bits; 0 means rare."""
    # Loaded late: only training needs the package.
    import spacy_lookups_data

    table = Path(spacy_lookups_data.__file__).parent / "data" / f"{language}_lexeme_cluster.json.gz"
    with gzip.open(table, "rt", encoding="utf-8") as lines:
        paths: dict[str, int] = json.load(lines)
    return paths
