"""How statements of different articles relate: candidates, score, verdict, evidence."""

RULES = "6"
"""Changed whenever relations come out differently; those found by other rules are found anew."""

DEFAULT_THRESHOLD = 0.5
"""Below this score two statements are taken to have nothing to do with each other."""
