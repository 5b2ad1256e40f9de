"""What the rules of a language find in one statement: that somebody is said to speak, and who."""

from __future__ import annotations

from dataclasses import dataclass

from core.analysis.speech.phrases import Phrase
from core.model import Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words that say who speaks."""

    cue: Span
    speaker: Phrase | None
    gives_words: bool = True
    """False where somebody is only said to have the floor: `wies die Kritik zurück`."""
    of_quotation: bool = False
    """It speaks of a quotation beside it."""
    subject: Phrase | None = None
    """Whose deed the statement tells, where the speaker is not named: `nach eigenen Angaben`."""
