"""How statements of different articles relate: candidates, score, verdict, evidence."""
