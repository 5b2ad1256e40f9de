"""Which statements may relate to one, and how much: candidates and score."""
