"""drawing of the reader."""
