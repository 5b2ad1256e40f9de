"""The one door for every user interface."""

from core.library.background import BackgroundWork
from core.library.events import (
    Added,
    Analysed,
    Idle,
    Progress,
    RelatedReady,
    WorkEvent,
    WorkFailed,
)
from core.library.library import Library
from core.library.wishes import Wish

__all__ = [
    "Added",
    "Analysed",
    "BackgroundWork",
    "Idle",
    "Library",
    "Progress",
    "RelatedReady",
    "Wish",
    "WorkEvent",
    "WorkFailed",
]
