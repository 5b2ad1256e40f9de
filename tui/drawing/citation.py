"""A statement with where it stands, so that a colleague can check it."""

from __future__ import annotations

from pathlib import PurePath

from core.model import Article, Statement


def citation(article: Article, statement: Statement) -> str:
    """„Words“ (Outlet: Title, date, sentence N, source), in one line."""
    opening, closing = ("„", "“") if article.language == "de" else ("“", "”")
    words = " ".join(statement.text.split())
    return f"{opening}{words}{closing} ({_origin(article, statement)})"


def citation_markdown(article: Article, statement: Statement) -> str:
    """The words as a quotation, the origin below them."""
    words = _escaped(" ".join(statement.text.split()))
    return f"> {words}\n>\n> — {_escaped(_origin(article, statement))}\n"


def _origin(article: Article, statement: Statement) -> str:
    name = f"{article.outlet}: {article.title}" if article.outlet else article.title
    source = article.url or PurePath(article.source).name
    parts = [name, article.published, f"sentence {statement.id.number}", source]
    return ", ".join(part for part in parts if part)


def _escaped(text: str) -> str:
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>#" else letter for letter in text)
