from collections.abc import Iterator
from pathlib import Path

import pytest

from core.storage.database import Database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database(tmp_path / "library" / "library.sqlite") as opened:
        yield opened
