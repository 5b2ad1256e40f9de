"""A document as one file of HTML: no scripts, nothing from elsewhere, readable anywhere."""

from __future__ import annotations

import html
import re
from importlib import resources

from core.exports.document import (
    Address,
    Block,
    Document,
    Inline,
    Item,
    Items,
    Line,
    Paragraph,
    Reference,
    Section,
    Style,
    Table,
    Words,
)
from core.text.clean import clean_line

_LANGUAGE = re.compile(r"[a-z]{2,3}")
_WEB = re.compile(r"https?://[^\s]+")
_ELEMENT = {Style.STRONG: "strong", Style.DIM: "span", Style.LIT: "mark"}


def html_of(document: Document) -> str:
    """The page; equal documents make equal pages."""
    style = resources.files("core.exports").joinpath("page.css").read_text("utf-8")
    contents = "".join(
        f'<li><a href="#{section.anchor}">{_line(section.title, document.language)}</a></li>'
        for section in document.sections
    )
    body = "\n".join(_section(each, 2, document.language) for each in document.sections)
    introduction = "\n".join(_block(each, document.language) for each in document.introduction)
    title = _text(document.title)
    return (
        f'<!DOCTYPE html>\n<html lang="{document.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'\">\n"
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        '<a class="skip" href="#content">To the content</a>\n'
        f"<header>\n<h1>{title}</h1>\n{introduction}\n</header>\n"
        f'<nav aria-label="Contents">\n<ul>{contents}</ul>\n</nav>\n'
        f'<main id="content">\n{body}\n</main>\n</body>\n</html>\n'
    )


def _section(section: Section, level: int, language: str) -> str:
    head = f"{section.anchor}-head"
    parts = [
        f'<section id="{section.anchor}" aria-labelledby="{head}">',
        f'<h{level} id="{head}">{_line(section.title, language)}</h{level}>',
        *(_block(each, language) for each in section.blocks),
        *(_section(each, level + 1, language) for each in section.sections),
        "</section>",
    ]
    return "\n".join(parts)


def _block(block: Block, language: str) -> str:
    match block:
        case Paragraph():
            return f"<p>{_line(block.line, language)}</p>"
        case Items():
            kind = "ul" if all(item.number is None for item in block.items) else "ol"
            items = "\n".join(_item(each, language) for each in block.items)
            return f"<{kind}>\n{items}\n</{kind}>"
        case Table():
            return _table(block, language)
    return f"<figure>{block.svg}</figure>"


def _item(item: Item, language: str) -> str:
    anchor = f' id="{item.anchor}"' if item.anchor else ""
    number = "" if item.number is None else f' value="{item.number}"'
    lines = [_line(each, language) for each in item.lines]
    body = lines[0] if len(lines) == 1 else "".join(f"<p>{line}</p>" for line in lines)
    return f"<li{anchor}{number}>{body}</li>"


def _table(table: Table, language: str) -> str:
    heads = "".join(f'<th scope="col">{_line(each, language)}</th>' for each in table.columns)
    rows = "\n".join(
        f'<tr><th scope="row">{_line(row[0], language)}</th>'
        + "".join(f"<td>{_line(each, language)}</td>" for each in row[1:])
        + "</tr>"
        for row in table.rows
    )
    caption = _text(table.caption)
    return (
        f'<div class="wide" role="region" aria-label="{caption}" tabindex="0">\n'
        f"<table>\n<caption>{caption}</caption>\n<thead><tr>{heads}</tr></thead>\n"
        f"<tbody>\n{rows}\n</tbody>\n</table>\n</div>"
    )


def _line(line: Line, language: str) -> str:
    return "".join(_inline(each, language) for each in line)


def _inline(inline: Inline, language: str) -> str:
    match inline:
        case Reference():
            return f'<a href="#{inline.anchor}">{_text(inline.text)}</a>'
        case Address():
            shown = _text(inline.url)
            if not _WEB.fullmatch(inline.url):
                return shown
            return f'<a href="{shown}" rel="noopener noreferrer">{shown}</a>'
    return _words(inline, language)


def _words(words: Words, language: str) -> str:
    text = _text(words.text)
    spoken = words.language or language
    given = ' class="dim"' if words.style is Style.DIM else ""
    if spoken != language and _LANGUAGE.fullmatch(spoken):
        given += f' lang="{spoken}"'
    element = _ELEMENT.get(words.style, "span" if given else "")
    return f"<{element}{given}>{text}</{element}>" if element else text


def _text(text: str) -> str:
    """Text from outside, harmless in content and in quoted attributes; outer blanks are kept."""
    cleaned = clean_line(text)
    before = " " if text[:1].isspace() and cleaned else ""
    after = " " if text[-1:].isspace() and cleaned else ""
    return html.escape(f"{before}{cleaned}{after}" if cleaned else text and " ", quote=True)
