"""Where things are kept. Pure answers: nothing is created by asking."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

APPLICATION = "lesart"
LIBRARY_VARIABLE = "LESART_LIBRARY"

DATABASE_NAME = "library.sqlite"
MARKS_NAME = "marks.json"
BACKUPS_NAME = "backups"
INDEX_NAME = "index"
HISTORY_NAME = "searches.jsonl"
SETTINGS_NAME = "config.toml"
TRACE_NAME = "crash.txt"


def library_folder(explicit: str | None, environment: Mapping[str, str]) -> Path:
    """The folder of the library: the one named, else `LESART_LIBRARY`, else the data folder."""
    named = explicit or environment.get(LIBRARY_VARIABLE)
    if named:
        return Path(named).expanduser().absolute()
    # Loaded only when no library is named: the program starts faster without it.
    import platformdirs

    return platformdirs.user_data_path(APPLICATION, appauthor=False)


def settings_file() -> Path:
    """Where the reader's settings are, in the configuration folder of this machine."""
    import platformdirs

    return platformdirs.user_config_path(APPLICATION, appauthor=False) / SETTINGS_NAME


def trace_file() -> Path:
    """Where it is noted how the program last failed, in the folder of this machine for that."""
    import platformdirs

    return platformdirs.user_state_path(APPLICATION, appauthor=False) / TRACE_NAME
