from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from core.library import Library

ROOT = Path(__file__).resolve().parents[1]

# How long an example takes says more of the machine than of the program.
settings.register_profile("lesart", deadline=None)
settings.load_profile("lesart")


@pytest.fixture(scope="session")
def sample_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with the sample story, analysed and related."""
    folder = tmp_path_factory.mktemp("library")
    library = Library.open(folder)
    for _ in library.add([str(ROOT / "seeds")]):
        pass
    for _ in library.catch_up():
        pass
    library.close()
    return folder
