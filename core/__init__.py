"""Everything the reader knows and does; runs without a terminal."""
