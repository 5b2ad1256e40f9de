"""The reading screen, one module per topic of what the reader can do on it."""

from tui.screens.reading.screen import ReadingScreen

__all__ = ["ReadingScreen"]
