"""Stories written for the tests in which some reports print the same text, and some do not.

Copies come with cuts, other headlines, a corrected figure, an added paragraph. The reports of
different origin share what such reports share: the facts, a sentence somebody said, set phrases.
"""

from __future__ import annotations

from dataclasses import dataclass

Line = tuple[str, int]
"""The outlet and which sentence of its report, counted from 0; the headline is none of them."""


@dataclass(frozen=True, slots=True)
class CopiedStory:
    name: str
    headlines: dict[str, str]
    reports: dict[str, tuple[str, ...]]
    """The sentences by outlet; each is a paragraph of its own."""
    same_text: tuple[frozenset[str], ...]
    """The outlets that print one text."""
    same_words: frozenset[frozenset[Line]]
    """All pairs of sentences, outside of quotations, that are one wording."""

    def file(self, outlet: str) -> str:
        body = "\n\n".join(self.reports[outlet])
        return f"---\ntitle: {self.headlines[outlet]}\noutlet: {outlet}\n---\n\n{body}\n"


_Report = tuple[str, str, tuple[int | tuple[int, str] | str, ...]]
"""Outlet, headline, and its sentences: one of the text taken over, the same with something changed
in it, or one of its own."""


def _story(name: str, text: tuple[str, ...], *made: _Report) -> CopiedStory:
    reports: dict[str, tuple[str, ...]] = {}
    taken: dict[str, dict[int, int]] = {}
    copies = set()
    for outlet, _, lines in made:
        said: list[str] = []
        taken[outlet] = {}
        for at, line in enumerate(lines):
            match line:
                case int():
                    said.append(text[line])
                    taken[outlet][line] = at
                case (number, changed):
                    said.append(changed)
                    taken[outlet][number] = at
                case str():
                    said.append(line)
        reports[outlet] = tuple(said)
        if 2 * len(taken[outlet]) > len(lines):
            copies.add(outlet)
    pairs = {
        frozenset(((one, mine[number]), (other, theirs[number])))
        for one, mine in taken.items()
        for other, theirs in taken.items()
        for number in mine.keys() & theirs.keys()
        if one < other
    }
    return CopiedStory(
        name,
        {outlet: headline for outlet, headline, _ in made},
        reports,
        (frozenset(copies),) if len(copies) > 1 else (),
        frozenset(pairs),
    )


_FERRY = (
    "Kiel (dpa) - Auf der Fähre zwischen Kiel und Göteborg ist in der Nacht zum Dienstag ein "
    "Brand im Maschinenraum ausgebrochen.",
    "Die Besatzung habe das Feuer nach rund 40 Minuten gelöscht, teilte die Reederei Nordsund am "
    "Morgen mit.",
    "An Bord waren nach Angaben der Wasserschutzpolizei 612 Passagiere und 87 "
    "Besatzungsmitglieder.",
    "Drei Menschen wurden mit Verdacht auf Rauchvergiftung in eine Klinik nach Aarhus geflogen.",
    "Das Schiff setzte seine Fahrt mit halber Kraft fort und soll am Nachmittag in Göteborg "
    "einlaufen.",
    "Die Ursache des Brandes war zunächst unklar, ein Gutachter soll das Schiff noch im Hafen "
    "untersuchen.",
    "Die Fähre war erst im Frühjahr in einer Werft in Danzig für 14 Millionen Euro überholt "
    "worden.",
    "„Zu keinem Zeitpunkt bestand Gefahr für das Leben der Passagiere an Bord dieses Schiffes“, "
    "sagte Kapitän Jens Holm.",
)
_RATES = (
    "LONDON, May 8 (Reuters) - The central bank cut its main interest rate by a quarter of a "
    "percentage point on Thursday to the lowest level in two years.",
    "Five of the nine members of the rate-setting committee voted for the cut while two wanted a "
    "larger step.",
    "Governor Helen Marsh said the path ahead was gradual and careful because wage growth remained "
    "too strong for comfort.",
    "The bank now expects the economy to grow by 1.1 percent this year, up from 0.7 percent in its "
    "forecast in February.",
    "Sterling rose slightly against the dollar after the decision and government bond yields edged "
    "higher across all maturities.",
    "Analysts polled last week had almost unanimously predicted the quarter-point move announced "
    "on Thursday.",
    "Inflation stood at 2.6 percent in March and the bank sees it peaking at 3.5 percent in the "
    "third quarter.",
)
_STADIUM = (
    "Der Stadtrat von Lindenau hat am Mittwochabend den Neubau des Stadions am Auenpark "
    "beschlossen.",
    "Für den Entwurf stimmten 31 Mitglieder des Rates, 22 waren dagegen, drei enthielten sich der "
    "Stimme.",
    "Die Kosten werden im Beschluss mit 58 Millionen Euro angegeben, davon trägt der Verein ein "
    "Drittel.",
    "Baubeginn soll im März des kommenden Jahres sein, gespielt werden soll dort ab dem Sommer "
    "2028.",
    "Anwohner hatten gegen die Pläne mehr als 4000 Unterschriften gesammelt und eine Klage "
    "angekündigt.",
    "Das alte Stadion an der Bahnstraße stammt aus dem Jahr 1931 und gilt seit langem als "
    "baufällig.",
)
_SPACE = (
    "A cargo capsule carrying food and experiments docked with the orbital laboratory early on "
    "Sunday after a delay of three days.",
    "The launch had been called off twice because sensors reported a leak in a helium line of the "
    "second stage.",
    "Flight director Ana Pires said the crew opened the hatch two hours after contact and found "
    "everything in good order.",
    "On board are 3.2 tonnes of supplies, among them a furnace for melting alloys without gravity.",
    "The capsule will remain attached for six weeks before it burns up over the southern Pacific.",
)

STORIES = (
    _story(
        "ferry",
        _FERRY,
        ("Küstenbote", "Feuer auf Ostseefähre", (0, 1, 2, 3, 4, 5, 6, 7)),
        ("Fördeblatt", "Brand im Maschinenraum: Fähre läuft mit halber Kraft", (0, 1, 3, 5)),
        (
            "Hansekurier",
            "Drei Verletzte nach Brand auf Fähre",
            (
                0,
                1,
                (
                    2,
                    "An Bord waren nach Angaben der Wasserschutzpolizei 618 Passagiere und 87 "
                    "Besatzungsmitglieder.",
                ),
                3,
                4,
                7,
            ),
        ),
        (
            "Abendspiegel",
            "„Wir rochen den Rauch in der Kabine“",
            (
                "Gegen zwei Uhr früh heulten auf der Göteborg-Fähre die Sirenen, wenig später "
                "standen Hunderte Menschen in Schwimmwesten an Deck.",
                "Im Maschinenraum des Schiffes hatte es gebrannt, wie die Reederei Nordsund "
                "bestätigt.",
                "Eine Reisende aus Plön erzählt, sie habe ihre beiden Kinder geweckt und sei ohne "
                "Gepäck nach oben gelaufen.",
                "„Zu keinem Zeitpunkt bestand Gefahr für das Leben der Passagiere an Bord dieses "
                "Schiffes“, versicherte Kapitän Jens Holm den Wartenden über Lautsprecher.",
                "Drei Reisende kamen mit einem Hubschrauber ins Krankenhaus von Aarhus.",
                "Warum es brannte, soll nun ein Sachverständiger im Hafen klären.",
            ),
        ),
        (
            "Schiffsjournal",
            "Nordsund: Maschinenbrand wirft Fragen auf",
            (
                "Der Maschinenbrand auf der Göteborg-Linie trifft die Reederei Nordsund in einer "
                "Phase, in der sie ihre Flotte verkaufen will.",
                6,
                "Für die Werft in Danzig wäre ein Zusammenhang mit der Überholung ein schwerer "
                "Schlag, heißt es in der Branche.",
                "Ein Gutachter wird das Schiff begehen, sobald es in Göteborg festgemacht hat.",
                "Die Versicherer haben ihrerseits Fachleute nach Schweden geschickt.",
            ),
        ),
    ),
    _story(
        "rates",
        _RATES,
        ("Morning Ledger", "Bank cuts rates to two-year low", (0, 1, 2, 3, 4, 5, 6)),
        ("Harbour Times", "Borrowing costs fall as bank acts", (0, 1, 3, 6)),
        (
            "Valley News",
            "Rate cut brings relief for home owners",
            (
                0,
                1,
                2,
                (
                    6,
                    "Inflation stood at 2.6 percent in March and the bank sees it peaking at 3.7 "
                    "percent in the third quarter.",
                ),
                "Home owners in the valley with a tracker mortgage will save about 28 pounds a "
                "month, a local broker said.",
            ),
        ),
        (
            "The Courier",
            "Divided committee lowers rates",
            (
                "A split committee lowered the cost of borrowing on Thursday, the fourth such step "
                "since last summer.",
                "Two members would have gone further and cut by half a point, minutes showed.",
                "Growth this year is now put at 1.1 percent by the bank's own economists.",
                "Marsh told reporters that pay was still rising too fast for the bank to relax.",
                "The pound gained a little after the announcement, and gilts sold off.",
            ),
        ),
    ),
    _story(
        "stadium",
        _STADIUM,
        ("Lindenauer Zeitung", "Rat stimmt für neues Stadion", (0, 1, 2, 3, 4, 5)),
        (
            "Auenblick",
            "Stadion am Auenpark kommt",
            (
                0,
                (
                    1,
                    "Für den Entwurf stimmten 31 Mitglieder des Rates, 21 waren dagegen, drei "
                    "enthielten sich der Stimme.",
                ),
                2,
                4,
                "Unsere Leser hatten sich in einer Umfrage mit knapper Mehrheit für das Projekt "
                "ausgesprochen.",
            ),
        ),
        (
            "Sportfreund",
            "Endlich ein neues Zuhause",
            (
                "Nach elf Jahren Streit ist es amtlich: Der SV Lindenau bekommt ein neues Stadion.",
                "Mit 31 zu 22 Stimmen billigten die Ratsmitglieder am Mittwoch das Vorhaben.",
                "58 Millionen Euro soll es kosten, ein Drittel davon muss der Verein aufbringen.",
                "„Das ist ein historischer Tag für unseren Verein und für die ganze Stadt "
                "Lindenau“, sagte Präsidentin Carla Voss nach der Sitzung.",
                "Im Sommer 2028 soll dort der erste Ball rollen.",
            ),
        ),
        (
            "Stadtanzeiger",
            "Klage gegen Stadion angekündigt",
            (
                "Die Gegner des Stadions am Auenpark wollen sich mit der Entscheidung des Rates "
                "nicht abfinden.",
                "Die Sprecherin der Anwohner kündigte noch in der Nacht den Gang vor das "
                "Verwaltungsgericht an.",
                "„Das ist ein historischer Tag für unseren Verein und für die ganze Stadt "
                "Lindenau“, hatte Carla Voss, die Präsidentin des Vereins, zuvor gesagt.",
                "Über 4000 Menschen hatten sich auf Listen gegen den Bau ausgesprochen.",
                "Vom kommenden März an soll am Auenpark gebaut werden.",
            ),
        ),
    ),
    _story(
        "capsule",
        _SPACE,
        ("Orbit Weekly", "Supply capsule reaches station", (0, 1, 2, 3, 4)),
        (
            "Daily Beacon",
            "Delayed freighter arrives at laboratory",
            (
                0,
                (
                    1,
                    "The launch had been called off twice because sensors reported a leak in a "
                    "helium line.",
                ),
                2,
                4,
            ),
        ),
        (
            "Science Herald",
            "Furnace for weightless alloys is in orbit",
            (
                "Metallurgists have waited ten years for the furnace that reached orbit this "
                "weekend.",
                "It travelled with some three tonnes of other freight in an unmanned capsule.",
                "Pires, who led the team on the ground, said nothing had come loose on the way up.",
                "A leaking helium line had held up the launch for three days.",
                "In six weeks the capsule is to burn up in the atmosphere.",
            ),
        ),
        (
            "Town Crier",
            "Local firm's part on board",
            (
                "A valve made in our town helped to bring a freighter to the orbital laboratory on "
                "Sunday.",
                "It sits in the helium line that had twice stopped the countdown.",
                "“Our valve did exactly what it was built to do on that day”, managing director "
                "Tom Ekwall said.",
                "The firm employs forty people and has supplied the agency since 2009.",
            ),
        ),
    ),
)
