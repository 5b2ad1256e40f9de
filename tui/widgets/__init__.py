"""widgets of the reader."""
