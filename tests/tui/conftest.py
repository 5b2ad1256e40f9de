from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.library import Library
from tests.tui import newsroom


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = newsroom.open_full(tmp_path / "library")
    yield opened
    opened.close()


@pytest.fixture
def empty_library(tmp_path: Path) -> Iterator[Library]:
    opened = newsroom.open_empty(tmp_path / "library")
    yield opened
    opened.close()


@pytest.fixture
def unanalysed_library(tmp_path: Path) -> Iterator[Library]:
    opened = newsroom.open_unanalysed(tmp_path / "library")
    yield opened
    opened.close()
