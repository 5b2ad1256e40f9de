from __future__ import annotations

import pytest

from core.sources.boilerplate import (
    Reach,
    is_agency_line,
    is_credit,
    is_network_name,
    marker,
)


@pytest.mark.parametrize(
    ("reason", "reach", "line"),
    [
        ("reader comment", Reach.END, "3 Kommentare"),
        ("reader comment", Reach.END, "Kommentare (12)"),
        ("reader comment", Reach.END, "Comments"),
        ("reader comment", Reach.END, "2 thoughts on “A new bridge”"),
        ("reader comment", Reach.END, "Keine Kommentare"),
        ("reader comment", Reach.END, "Join the conversation"),
        ("comment form", Reach.END, "Schreibe einen Kommentar"),
        ("comment form", Reach.END, "Leave a Reply"),
        ("comment form", Reach.END, "Deine E-Mail-Adresse wird nicht veröffentlicht."),
        ("comment form", Reach.END, "Your email address will not be published."),
        ("comment form", Reach.END, "Kommentar abschicken"),
        ("comment form", Reach.END, "Save my name and email in this browser."),
        ("link list", Reach.END, "Meistgelesene Artikel"),
        ("link list", Reach.END, "Most read"),
        ("link list", Reach.END, "Das könnte Sie auch interessieren"),
        ("link list", Reach.END, "You may also like"),
        ("link list", Reach.LINKS, "Mehr zum Thema"),
        ("link list", Reach.LINKS, "Lesen Sie auch"),
        ("link list", Reach.LINKS, "Related stories"),
        ("link list", Reach.LINKS, "Read more"),
        ("link list", Reach.LINKS, "Schlagwörter: Hafen, Brücke"),
        ("link list", Reach.LINE, "Lesen Sie auch: Wie die Brücke finanziert wird"),
        ("link list", Reach.LINE, "Read more: How the bridge is paid for"),
        ("link to the comments", Reach.LINE, "Jetzt kommentieren"),
        ("link to the comments", Reach.LINE, "Alle Kommentare anzeigen"),
        ("newsletter", Reach.LINE, "Newsletter"),
        ("newsletter", Reach.LINE, "Jetzt unseren kostenlosen Newsletter abonnieren"),
        ("newsletter", Reach.LINE, "Sign up for our daily newsletter"),
        ("cookie notice", Reach.LINE, "Wir verwenden Cookies, um die Seite zu verbessern."),
        ("cookie notice", Reach.LINE, "This website uses cookies."),
        ("cookie notice", Reach.LINE, "Alle akzeptieren"),
        ("advertisement", Reach.LINE, "Anzeige"),
        ("advertisement", Reach.LINE, "- ADVERTISEMENT -"),
        ("reading time", Reach.LINE, "Lesezeit: 4 Minuten"),
        ("reading time", Reach.LINE, "4 min read"),
        ("page control", Reach.LINE, "Artikel anhören"),
        ("page control", Reach.LINE, "Share this article"),
        ("copyright notice", Reach.LINE, "© 2024 Hafenblatt Verlag"),
        ("copyright notice", Reach.LINE, "Copyright Hafenblatt. Alle Rechte vorbehalten."),
        ("share buttons", Reach.LINE, "Teilen"),
        ("share buttons", Reach.LINE, "Facebook Twitter WhatsApp"),
        ("share buttons", Reach.LINE, "Auf Facebook teilen"),
        ("navigation", Reach.LINE, "Impressum | Datenschutz | Kontakt"),
        ("navigation", Reach.LINE, "Skip to content"),
    ],
)
def test_what_surrounds_an_article_is_known(reason: str, reach: Reach, line: str) -> None:
    found = marker(line)
    assert found is not None
    assert (found.reason, found.reach) == (reason, reach)


@pytest.mark.parametrize(
    "line",
    [
        "Keine Antworten auf drängende Fragen",
        "Kommentar",
        "Neue Kommentare des Ministers sorgen für Unruhe",
        "Empfehlungen der Kommission",
        "Mehr von der Steuer absetzen",
        "Themen im Wahlkampf",
        "Weitere Themen der Sitzung",
        "Hintergrund: Was die Reform bedeutet",
        "Most popular candidate loses",
        "More on the way",
        "Read more books, says minister",
        "Meistgelesener Autor des Landes gestorben",
        "Facebook",
        "Der Verlag stellt jetzt seinen Newsletter ein.",
        "Wer den Newsletter abonnieren will, zahlt künftig fünf Euro im Monat.",
        "Die Seite nutzt laut Behörde Cookies, ohne um Erlaubnis zu fragen.",
        "„Wir nutzen keine Cookies“, sagte die Sprecherin des Unternehmens.",
        "Die Anzeige gegen den Minister wurde fallengelassen.",
        "Nach zwei Minuten fiel das erste Tor.",
        "Alle Rechte der Nutzer",
        "",
    ],
)
def test_words_of_an_article_are_not_taken_for_its_surroundings(line: str) -> None:
    assert marker(line) is None


def test_long_passages_are_never_markers() -> None:
    assert marker("Kommentar schreiben " + "x" * 500) is None


@pytest.mark.parametrize(
    "line",
    [
        "Foto: dpa",
        "Foto: Erika Beispiel/Hafenblatt",
        "Bild: Stadtarchiv",
        "Symbolbild: Amt",
        "Archivfoto: Amt",
        "© Hafenblatt / Beispiel",
        "(Foto: Max Mustermann)",
        "Die neue Brücke im Modell. Foto: Stadt Hafen",
        "Die neue Brücke im Modell (Bild: Stadt Hafen)",
        "Photo by Jane Doe",
        "Photograph: Jane Doe/The Harbour",
        "Image credit: Harbour Authority",
        "The bridge at dawn © Jane Doe",
        "Getty Images",
        "Der Hafen am Morgen | picture alliance / Max Mustermann",
        "Jane Doe/Reuters",
        "Die Brücke / dpa",
    ],
)
def test_credits_are_known(line: str) -> None:
    assert is_credit(line)


@pytest.mark.parametrize(
    "line",
    [
        "Die Klage richtet sich gegen Getty Images.",
        "Klage gegen Getty Images",
        "Der Minister trat zurück, wie er am Montag sagte. (dpa)",
        "Ein Bild: Der Kanzler lächelt",
        "Das Foto zeigt den Hafen.",
        "Er sprach lange über die Lage im Land und im Hafen. Danach fuhr er weiter in die "
        "nächste Stadt am Fluss. Foto: dpa",
        "Foto: " + "x" * 300,
    ],
)
def test_words_of_an_article_are_not_taken_for_credits(line: str) -> None:
    assert not is_credit(line)


@pytest.mark.parametrize(
    "line",
    ["(dpa)", "dpa/AFP", "[Reuters]", "(dpa/cm)", "Mit Material von dpa und AFP", "Quelle: dpa"],
)
def test_agencies_alone_are_an_agency_line(line: str) -> None:
    assert is_agency_line(line)


@pytest.mark.parametrize("line", ["Das meldete die dpa.", "(cm)", "Rat der Stadt", "dpa " * 40])
def test_other_lines_are_no_agency_lines(line: str) -> None:
    assert not is_agency_line(line)


def test_names_of_networks_are_known() -> None:
    assert is_network_name("Facebook")
    assert not is_network_name("Facebook wächst")
    assert not is_network_name("")
