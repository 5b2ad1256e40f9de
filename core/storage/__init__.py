"""Keeping things: SQLite for what can be made again, TinyDB for what belongs to the reader."""
