"""Quantities and dates of German and English news, with their normal forms."""

from core.text.figures.comparison import comparable, same_value
from core.text.figures.finding import find_figures

__all__ = ["comparable", "find_figures", "same_value"]
