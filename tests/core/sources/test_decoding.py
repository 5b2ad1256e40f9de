from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import SourceNotText
from core.sources.decoding import decode

GERMAN = (
    "Die Behörde prüft „große“ Löcher in der Straße – für rund 5 € je Stück.\n"
    "Über die Größe äußerte sich der Bürgermeister nicht, hieß es am Freitag."
)
LETTERS = "Die Behörde prüft große Löcher in der Straße. Über Ärger äußerte sich niemand."


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"],
)
def test_german_is_read_in_every_usual_encoding(encoding: str) -> None:
    assert decode(GERMAN.encode(encoding), "a.txt") == GERMAN


@pytest.mark.parametrize("encoding", ["latin-1", "cp850", "cp1252", "mac_roman"])
def test_letters_decide_between_the_older_encodings(encoding: str) -> None:
    assert decode(LETTERS.encode(encoding), "a.txt") == LETTERS


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "mac_roman"])
@pytest.mark.parametrize("word", ["für", "Straße", "Müll", "Öl", "schön", "Café", "Ärger, Übel"])
def test_single_words_are_enough(encoding: str, word: str) -> None:
    assert decode(word.encode(encoding), "a.txt") == word


def test_quotes_and_dashes_of_cp1252_are_read() -> None:
    text = "„Nein“, sagte er – und ging… Das koste 5 €."
    assert decode(text.encode("cp1252"), "a.txt") == text


def test_capitals_are_read() -> None:
    text = "ÖSTERREICH: ÄRZTE FÜR MAẞVOLLE LÖSUNG".replace("ẞ", "SS")
    assert decode(text.encode("cp1252"), "a.txt") == text


def test_a_file_cut_inside_a_character_stays_utf8() -> None:
    data = GERMAN.encode()
    cut = data[: data.index("ü".encode()) + 1]
    assert decode(cut, "a.txt").endswith("pr\ufffd")
    assert decode("fü".encode()[:-1], "a.txt") == "f\ufffd"
    assert decode(b"Caf\xe9", "a.txt") == "Café"


def test_two_encodings_in_one_file_are_read_line_by_line() -> None:
    data = "Erste Zeile für alle.\n".encode() + "Zweite Zeile für alle.\n".encode("cp1252")
    assert decode(data, "a.txt") == "Erste Zeile für alle.\nZweite Zeile für alle.\n"


def test_a_damaged_character_in_utf8_does_not_change_the_encoding() -> None:
    data = "Größe und ".encode() + b"\xfc" + " Löcher.\n".encode()
    assert decode(data, "a.txt") == "Größe und \ufffd Löcher.\n"


@pytest.mark.parametrize("wrong", ["cp1252", "latin-1"])
@pytest.mark.parametrize("times", [1, 2])
def test_umlauts_read_wrongly_before_are_put_right(wrong: str, times: int) -> None:
    text = LETTERS
    for _ in range(times):
        text = text.encode().decode(wrong)
    assert decode(text.encode(), "a.txt") == LETTERS


def test_quotes_read_wrongly_before_are_put_right() -> None:
    wrong = "â€žNeinâ€œ, sagte er â€“ es koste 5 â‚¬."
    assert decode(wrong.encode(), "a.txt") == "„Nein“, sagte er – es koste 5 €."


@pytest.mark.parametrize(
    "text", ["„JÄ“ und „Spaß“", "Â la carte", "SÃO PAULO", "der Wert Ã allein"]
)
def test_what_only_resembles_a_wrong_reading_is_left_alone(text: str) -> None:
    assert decode(text.encode(), "a.txt") == text


def test_a_wrong_reading_mixed_with_a_right_one_is_put_right_where_it_can_be() -> None:
    assert decode("Ãƒß und fÃ¼r".encode(), "a.txt") == "Ãß und für"


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"%PDF-1.7\n...", "PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (gzip.compress(b"text", mtime=0), "gzip"),
        (b"\x89PNG\r\n\x1a\nrest", "PNG"),
        (b"\xff\xd8\xff\xe0rest", "JPEG"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8", "image"),
        (bytes(range(256)) * 4, "binary"),
        (b"\x00\x01\x02\x03", "binary"),
        (b"{\\rtf1 Text}", "RTF"),
        (b"<!DOCTYPE html><html><p>Text</p></html>", "HTML"),
        (b"\n <html lang='de'><body>Text</body></html>", "HTML"),
        (b"<?xml version='1.0'?>\n<rss version='2.0'></rss>", "XML"),
    ],
)
def test_what_is_not_text_is_refused_by_name(data: bytes, named: str) -> None:
    with pytest.raises(SourceNotText, match=named) as refused:
        decode(data, "/tmp/a.txt")
    assert refused.value.subject == "/tmp/a.txt"


def test_a_few_stray_zeros_are_borne() -> None:
    assert decode(b"Wort\x00 und Wort", "a.txt") == "Wort\x00 und Wort"


def test_an_empty_file_is_an_empty_text() -> None:
    assert decode(b"", "a.txt") == ""


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=80))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    wrongly_readable = any(lead in text for lead in "ÃÂâ\ufeff") or "<" in text or "{" in text
    if not wrongly_readable and not text.startswith(("%", "P", "B", "R", "7", "G", "I", "O", "M")):
        assert decode(text.encode(), "a.txt") == text


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text = decode(data, "a.txt")
    except SourceNotText:
        return
    assert isinstance(text, str)


TEXTS = (
    "Öl", "für", "Müllabfuhr", "Straße gesperrt", "Café Müller", "Größe: 5 m²",
    "„Nein“, sagte er", "Über den Fluß führt eine Brücke", "ÄRZTE WARNEN VOR HITZE",
    "Der Preis stieg um 5 Prozent – auf 3,20 Euro.", "Überfällig: Zürich löst Verträge auf",
    "Schön wär’s gewesen, hieß es beim Träger.",
    "Die Gemeinde plant für das nächste Jahr einen Kindergarten in der Gärtnerei.",
    "Am Abend spielte das Orchester; die Zuhörer waren gerührt.\n" * 20,
    "Die Behörde prüft große Löcher in der Straße.\n" * 60,
    "»Künftig« soll das Gebäude für Schüler offen stehen.\n" * 100,
)  # fmt: skip


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252",
     "cp850", "mac_roman", "iso8859-15"],
)  # fmt: skip
def test_short_and_long_texts_are_read_in_all_encodings_that_have_their_letters(
    encoding: str,
) -> None:
    for text in TEXTS:
        try:
            data = text.encode(encoding)
        except UnicodeEncodeError:
            continue
        assert decode(data, "a.txt") == text
