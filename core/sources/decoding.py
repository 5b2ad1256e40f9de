"""Bytes to text: marks, patterns and plausibility for Western European writing, else a refusal."""

from __future__ import annotations

import codecs
import re

from core.errors import SourceNotText

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BEGINNINGS = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf'\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"OggS", "a sound file"),
    (b"ID3", "a sound file"),
    (b"fLaC", "a sound file"),
    (b"{\\rtf", "an RTF document"),
)
_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    r"<(?:(?P<html>!doctype\s+html|html|head|body|article|div|p|meta|script)|(?P<xml>rss|feed|rdf:))"
    r"(?=[\s>:/])",
    re.IGNORECASE | re.DOTALL,
)

_SAMPLE = 262_144
_CONTROL_BYTES = bytes(sorted({*range(0x20), 0x7F} - {*b"\t\n\r\x0b\x0c\x08\x1b"}))
_CONTROLS_BORNE = 2
_SHARE_OF_CONTROLS_BORNE = 0.02
_SHARE_OF_NULS = 0.25

_LEGACY = ("cp1252", "cp850", "mac_roman")
_LEADS_OF_GERMAN = frozenset(b"\xc2\xc3\xe2\xf0")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)

_GERMAN = frozenset("äöüßÄÖÜ")
_SMALL = frozenset("äöüßéèêàáçñóíúâôîïëæøåœãõìòùûý")
_CAPITALS = frozenset("ÄÖÜÉÈÀÁÇÑÓØÅÆŒÂÊÍÚ")
_OPENING = frozenset("„‚“‘«»‹›¿¡(")
_CLOSING = frozenset("“”‘’»«›‹…")
_SIGNS = frozenset("–—·•€£§°©®™½¼¾²³×…’\u00a0\u00ad†‰")

_READ_WRONG = re.compile(
    "Ã[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
    "|Â[\x80-\xbf]"
    "|â[\x80€][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
    "|â[\x82‚]¬"
)
_READ_WRONG_TWICE = re.compile("Ã[\x82\x83\xa2ƒ‚][^\x00-\x7f]*")


def decode(data: bytes, source: str) -> str:
    """The text the bytes stand for.

    Raises:
        SourceNotText: they are something else; the message says what they look like.
    """
    text = _decoded(data, source)
    if (markup := _MARKUP.match(text)) is not None:
        kind = "a web page (HTML)" if markup["html"] else "a feed (XML)"
        raise _not_text(source, kind, advice="save the article as plain text or Markdown")
    return _repaired(text)


def _decoded(data: bytes, source: str) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    for beginning, kind in _BEGINNINGS:
        if data.startswith(beginning):
            raise _not_text(source, kind)
    if data[:4] == b"RIFF" and data[8:12] in {b"WEBP", b"WAVE", b"AVI "}:
        raise _not_text(source, "an image, sound or film")
    sample = data[:_SAMPLE]
    wide = _wide(sample)
    if wide is not None and not _controls(sample.decode(wide, "replace").encode()):
        return data.decode(wide, "replace")
    if _controls(sample) > _CONTROLS_BORNE + _SHARE_OF_CONTROLS_BORNE * len(sample):
        raise _not_text(source, "binary data")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _damaged(data, error)


def _not_text(source: str, kind: str, *, advice: str = "") -> SourceNotText:
    return SourceNotText(f"not a text but {kind}", subject=source, advice=advice)


def _controls(sample: bytes) -> int:
    return len(sample) - len(sample.translate(None, _CONTROL_BYTES))


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark shows in the zeros: every second byte, and hardly any other."""
    half = len(sample) // 2
    if not half:
        return None
    even, odd = sample[: half * 2 : 2].count(0) / half, sample[1 : half * 2 : 2].count(0) / half
    if odd > _SHARE_OF_NULS and even < odd / 8:
        return "utf-16-le"
    if even > _SHARE_OF_NULS and odd < even / 8:
        return "utf-16-be"
    return None


def _damaged(data: bytes, error: UnicodeDecodeError) -> str:
    """UTF-8 with a fault, an older encoding, or both in one file."""
    cut_off = error.end == len(data) and error.reason == "unexpected end of data"
    if cut_off and (data[error.start] in _LEADS_OF_GERMAN or not data[: error.start].isascii()):
        return data.decode("utf-8", "replace")
    if _MULTIBYTE.search(data) is None:
        return data.decode(_most_plausible(data), "replace")
    return "".join(_decoded_line(line) for line in data.splitlines(keepends=True))


def _decoded_line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        rest = _MULTIBYTE.sub(b"", line)
        faults = len(rest) - len(rest.translate(None, bytes(range(0x80, 0x100))))
        if len(_MULTIBYTE.findall(line)) >= faults:
            return line.decode("utf-8", "replace")
        return line.decode(_most_plausible(line), "replace")


def _most_plausible(data: bytes) -> str:
    """The encoding that makes the most Western European sense; cp1252 when nothing decides."""
    sample = data[:_SAMPLE]
    return max(_LEGACY, key=lambda encoding: _plausibility(sample.decode(encoding, "replace")))


def _plausibility(text: str) -> int:
    score = 0
    for found in _NOT_ASCII.finditer(text):
        character = found.group()
        before = text[found.start() - 1 : found.start()] if found.start() else " "
        after = text[found.end() : found.end() + 1] or " "
        score += _fit(character, before, after)
    return score


def _fit(character: str, before: str, after: str) -> int:
    """How well a character sits between its neighbours."""
    inside = before.isalpha() and after.isalpha()
    if character in _SMALL or character in _CAPITALS:
        weight = 4 if character in _GERMAN else 2
        alone = not (before.isalpha() or after.isalpha())
        out_of_place = before.islower() if character in _CAPITALS else after.isupper()
        return -3 if alone or out_of_place else weight
    if character in _OPENING and not before.isalnum() and not after.isspace():
        return 4
    if character in _CLOSING and not before.isspace() and not after.isalnum():
        return 4
    if character in _SIGNS:
        return -3 if inside and character != "’" else 3
    return -1 if character.isalpha() else -4


def _repaired(text: str) -> str:
    """The text with UTF-8 that was once read as cp1252 or Latin-1 put right, even twice over."""
    return _READ_WRONG.sub(_read_right, _READ_WRONG_TWICE.sub(_read_right, text))


def _read_right(found: re.Match[str]) -> str:
    try:
        return b"".join(map(_byte_read, found.group())).decode("utf-8")
    except UnicodeError:
        return found.group()


def _byte_read(character: str) -> bytes:
    """The byte that was read as this character, in cp1252 or in Latin-1."""
    return bytes((ord(character),)) if character <= "\xff" else character.encode("cp1252")
