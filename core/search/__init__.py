"""Finding words across all articles."""
