"""screens of the reader."""
