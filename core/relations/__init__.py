"""How statements of different articles relate: candidates, score, verdict, evidence."""

RULES = "2"
"""Changed whenever relations come out differently; those found by other rules are found anew."""
