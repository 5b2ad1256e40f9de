"""Pages as they are when all of them is copied, with what is their article and what is not.

All of it is made up for this purpose. Every report stands in every layout of its language.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """A pasted page."""

    name: str
    text: str
    article: tuple[str, ...]
    """What belongs to the article, a stretch each."""
    around: tuple[str, ...]
    """What does not."""


@dataclass(frozen=True, slots=True)
class _Report:
    title: str
    lead: str
    body: tuple[str, ...]


_GERMAN = (
    _Report(
        "Stadtwerke senken den Preis für Fernwärme",
        "Ab Oktober zahlen Haushalte weniger. Der Versorger begründet das mit gefallenen Kosten.",
        (
            "Die Stadtwerke senken zum ersten Oktober den Preis für Fernwärme um neun Prozent. Das "
            "teilte das Unternehmen am Mittwoch mit. Betroffen sind rund 14.000 Haushalte.",
            "Wie lange der Preis hält",
            "Der neue Preis gilt zunächst bis Ende März. Danach werde neu gerechnet, sagte "
            "Geschäftsführerin Ilse Brandtner. „Wir geben weiter, was wir selbst sparen.“",
            "Die Verbraucherzentrale nannte den Schritt überfällig. Im Frühjahr hatte sie dem "
            "Versorger vorgeworfen, gefallene Einkaufspreise zu spät weiterzugeben.",
        ),
    ),
    _Report(
        "Torhüterin Haller wechselt nach Lyon",
        "Nach sechs Jahren verlässt die Kapitänin den Verein. Sie unterschreibt bis 2028.",
        (
            "Die Torhüterin Mara Haller verlässt den Verein nach sechs Jahren und wechselt nach "
            "Lyon. Ihr Vertrag läuft dort bis zum Sommer 2028, wie beide Klubs bestätigten.",
            "Trainer Ole Winter sprach von einem Verlust, den man nicht sofort ersetzen könne. Die "
            "Nachfolgerin soll aus der eigenen Jugend kommen.",
            "Kritik der Fans",
            "Auf der Tribüne sorgte die Nachricht für Pfiffe. Der Fanbeirat verlangt ein Gespräch "
            "mit dem Vorstand, noch bevor die neue Saison beginnt.",
        ),
    ),
    _Report(
        "Forscher finden Pestizide im Grundwasser",
        "In jeder dritten Probe lag der Wert über der Grenze. Das Landesamt will nachmessen.",
        (
            "In jeder dritten Probe aus dem Grundwasser des Landkreises haben Forscher der "
            "Hochschule Rückstände von Pestiziden gefunden, die über dem Grenzwert liegen.",
            "Das Landesamt kündigte eigene Messungen an. Trinkwasser sei nicht betroffen, weil die "
            "Brunnen der Versorger tiefer liegen und regelmäßig geprüft werden.",
            "Der Bauernverband warnte vor schnellen Schlüssen. Ein Teil der Stoffe sei seit Jahren "
            "verboten und könne aus alten Beständen stammen.",
        ),
    ),
)
_ENGLISH = (
    _Report(
        "Harbour council approves the new ferry terminal",
        "The vote was closer than expected. Work on the pier is to begin in the spring.",
        (
            "The harbour council approved the new ferry terminal on Tuesday by seven votes to six. "
            "Work on the eastern pier is to begin in the spring, the chairwoman said.",
            "Who pays for it",
            "The terminal will cost 48 million pounds, of which the region pays a third. The rest "
            "comes from a loan that the port wants to repay over twenty years.",
            "Residents have announced that they will go to court. They fear more lorries in the "
            "narrow streets around the old fish market.",
        ),
    ),
    _Report(
        "Bees return to the city's roofs",
        "A count found more colonies than ever before. Researchers are surprised by the numbers.",
        (
            "Volunteers have counted more bee colonies on the roofs of the city than ever before. "
            "The number rose from 310 to 480 within two years, the university reported.",
            "Researchers are surprised by the increase and explain it with new meadows along the "
            "railway. Whether the colonies survive the winter is an open question.",
            "What comes next",
            "In the autumn the roofs of three schools are to be planted as well. The city has set "
            "aside 90,000 pounds for it in this year's budget.",
        ),
    ),
)

_MENU = {
    "de": "Startseite|Politik|Wirtschaft|Sport|Kultur|Wissen|Reise|Regional|Wetter|E-Paper|Abo|"
    "Anmelden|Suche|Traueranzeigen|Immobilienmarkt|Stellenmarkt",
    "en": "Home|News|Politics|Business|Sport|Culture|Science|Travel|Weather|Podcasts|Newsletters|"
    "Sign in|Search|Jobs|Property|Classifieds",
}
_TEASERS = {
    "de": (
        "Rathaus bekommt ein neues Dach",
        "Die Handwerker rücken im Juli an, das Bürgerbüro zieht so lange in die alte Post um.",
        "Kommentar: Ein Platz für alle",
        "Warum der Umbau des Marktplatzes mehr Mut verdient hätte, als der Entwurf jetzt zeigt.",
        "Handball: Derby endet ohne Sieger",
        "In der letzten Minute gleichen die Gastgeberinnen aus und feiern einen Punkt wie zwei.",
    ),
    "en": (
        "Museum reopens after the flood",
        "Visitors can see the collection again from Saturday, with the exception of the cellar.",
        "Opinion: A square for everybody",
        "Why the new market place deserved more courage than the draft of the planners shows.",
        "Derby ends without a winner",
        "The home side scored in the last minute and celebrated the one point as if it were two.",
    ),
}
_COOKIES = {
    "de": "Wir verwenden Cookies, um Inhalte zu personalisieren. Mehr in der Datenschutzerklärung.",
    "en": "We use cookies to improve our service for you. More in our privacy policy.",
}
_HEAD = {
    "de": ("Von Jonas Reuter", "12. Mai 2025, 14:05 Uhr", "Foto: Carla Mohn/Archiv"),
    "en": ("By Jane Porter", "12 May 2025, 2:05 pm", "Photo: Carl Mohn"),
}
_SHARE = {"de": "Teilen|Facebook|WhatsApp|E-Mail", "en": "Share|Facebook|WhatsApp|Email"}
_BEHIND = {
    "de": "Themen in diesem Artikel:|Energie|Kommune|Mehr zum Thema|"
    "Bürgerentscheid zum Freibad ist gültig|Wie das Quartier am Bahnhof wächst|"
    "Zurück zur Startseite|Meistgelesene Artikel|Brand in der Altstadt gelöscht|"
    "Neue Linie für den Nachtbus",
    "en": "Topics|Transport|Council|Related stories|Lido vote is valid, court says|"
    "How the station quarter grows|Back to the front page|Most read|Fire in the old town put out|"
    "A new line for the night bus",
}
_COMMENTS = {
    "de": (
        "3 Kommentare",
        "Waldkauz71 schrieb gestern um 20:14",
        "Das hätte man schon vor zwei Jahren machen müssen, aber auf uns hört ja niemand dort.",
        "Schreiben Sie einen Kommentar",
        "Ihre E-Mail-Adresse wird nicht veröffentlicht.",
    ),
    "en": (
        "3 comments",
        "Owl71 wrote yesterday at 8:14 pm",
        "This should have been done two years ago, but nobody at the town hall ever listens to us.",
        "Leave a reply",
        "Your email address will not be published.",
    ),
}
_NEWSLETTER = {
    "de": "Jetzt unseren Newsletter abonnieren und nichts mehr verpassen",
    "en": "Sign up for our newsletter and never miss a story",
}
_FOOT = {
    "de": "Impressum|Datenschutz|AGB|Kontakt|Mediadaten|© 2025 Talbote. Alle Rechte vorbehalten.",
    "en": "Contact|Privacy|Terms|Advertise|Careers|© 2025 The Valley Post. All rights reserved.",
}


def labelled_pages() -> Iterator[LabelledPage]:
    """All pages."""
    for language, reports in (("de", _GERMAN), ("en", _ENGLISH)):
        for number, report in enumerate(reports, 1):
            for layout, lines in _layouts(report, language):
                around = [line for line, is_article in lines if not is_article]
                whole = "\n".join(line for line, _ in lines)
                # What also stands in the article says nothing.
                kept = "\n".join(line for line, is_article in lines if is_article)
                yield LabelledPage(
                    f"{language} {number} {layout}",
                    whole,
                    tuple(line for line, is_article in lines if is_article and line),
                    tuple(dict.fromkeys(each for each in around if each and each not in kept)),
                )


def _layouts(report: _Report, language: str) -> Iterator[tuple[str, list[tuple[str, bool]]]]:
    """The lines of the page, and whether each is part of the article."""

    def page(*lines: str) -> list[tuple[str, bool]]:
        return [(line, False) for line in lines]

    menu, share = _MENU[language].split("|"), _SHARE[language].split("|")
    behind, foot = _BEHIND[language].split("|"), _FOOT[language].split("|")
    by, day, credit = _HEAD[language]
    title, lead = [(report.title, True)], [(report.lead, True)]
    body = [(each, True) for each in report.body]
    comments = page(*_COMMENTS[language])
    yield "plain", [*title, *page(by, day), *lead, *body]
    yield "menu", [*page(*menu), *title, *page(by, day), *lead, *body, *page(*behind, *foot)]
    yield (
        "teasers",
        [
            *page(_COOKIES[language], *menu, *_TEASERS[language], *menu[3:]),
            *page(menu[1], day),
            *title,
            *page(by, credit),
            *lead,
            *page(*share),
            *body,
            *page(*share, *behind, *_TEASERS[language], *foot),
        ],
    )
    yield (
        "comments",
        [
            *page(*menu[:4]),
            *title,
            *page(day, credit),
            *body[:1],
            *page(_NEWSLETTER[language]),
            *body[1:],
            *page(*share),
            *comments,
            *page(*behind, *foot),
        ],
    )
    spaced = [line for each in body for line in (each, ("", True))]
    yield (
        "spaced",
        [
            *page(*menu),
            *page(""),
            *title,
            *page(""),
            *lead,
            *page("", by, day, ""),
            *spaced,
            *page(*behind[3:], "", *_COMMENTS[language], "", _NEWSLETTER[language], "", *foot),
        ],
    )
