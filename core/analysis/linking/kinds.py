"""What kind a name is: by its form, by the votes of the recogniser, by the words around it."""

from __future__ import annotations

from collections import Counter

from core.analysis.known_names import KnownNames
from core.analysis.linking.evidence import Evidence
from core.analysis.linking.persons import is_full, surname_of
from core.analysis.linking.wording import LEGAL_FORM, is_camel_case
from core.model import EntityKind
from core.text.words import fold

BODY_ENDINGS = (
    "university", "universitat", "college", "institut", "institute", "hochschule", "akademie",
    "academy", "center", "centre", "zentrum", "stiftung", "foundation", "verband", "verein",
    "ministerium", "company", "group", "gruppe", "club", "zeitung", "partei", "party", "bank",
    "museum", "committee", "council", "association", "union", "court", "hospital", "klinikum",
    "gericht", "gesellschaft", "department", "agency", "bundnis", "bund", "burgerliste", "werke",
    "gewerkschaft", "kammer",
)  # fmt: skip
"""Ends of the last word that no person's name has, and of a first word that names a body."""
_MEDIA = (
    "zeitung", "bote", "anzeiger", "tageblatt", "tagblatt", "nachrichten", "rundschau", "kurier",
    "merkur", "echo", "volksblatt", "allgemeine", "morgenpost", "abendblatt", "rundfunk",
    "gazette", "herald", "tribune", "chronicle", "observer", "courier", "journal", "broadcasting",
)  # fmt: skip
"""Ends of the last word of a name of several words that is a newspaper's or a broadcaster's."""
_GROUNDS = (
    "strasse", "platz", "allee", "gasse", "brucke", "bahnhof", "flughafen", "stadion", "viertel",
    "street", "road", "avenue", "square", "boulevard", "bridge", "airport", "stadium", "arena",
    "island", "islands", "beach", "valley", "county", "mountains",
)  # fmt: skip
"""Ends of the last word of a name of several words that is a place's."""
_WATERS_AND_HILLS = frozenset(("Lake", "Mount", "Cape", "Fort", "Loch"))
_TRADES_WRITTEN = """
pharma therapeutics pharmaceuticals biotech biosciences capital ventures partners holding holdings
technologies
technology systems solutions industries motors energy media entertainment airlines airways labs
laboratories software studios records semiconductors robotics networks logistics aerospace
consulting insurance petroleum steel semiconductor instruments telecom automotive
"""
TRADES = frozenset(_TRADES_WRITTEN.split())
"""Last words of companies' names."""
_CLUBS_WRITTEN = "FC SV TSV VfL VfB VfR TSG SC SG SpVgg FSV ASV TuS BV HSV AC AS"
_CLUBS = frozenset(_CLUBS_WRITTEN.split())
_PERSONS_CAPITALS = ("Mc", "Mac", "De", "Di", "Du", "La", "Le", "Van", "Von", "Fitz", "O'")
_CUE_SPEAKS = 3
"""Votes a name gets from each time that the words beside it say what it is."""
_FIRST_CHOICE = (
    EntityKind.PERSON,
    EntityKind.ORGANISATION,
    EntityKind.PLACE,
    EntityKind.THING,
)


def weighed(surface: str, evidence: Evidence) -> Counter[EntityKind]:
    """The votes for each kind, the words around counted in."""
    given = Counter(evidence.votes.get(surface, {})) + evidence.weak_cues.get(surface, Counter())
    if is_full(surface):
        # Who speaks under the last word of a name has it for a surname.
        speaking = evidence.weak_cues.get(surname_of(surface), Counter())
        given[EntityKind.PERSON] += speaking[EntityKind.PERSON]
    if _is_no_person(surface, evidence):
        given[EntityKind.ORGANISATION] += given.pop(EntityKind.PERSON, 0)
    for kind, times in evidence.strong_cues.get(surface, {}).items():
        given[kind] += _CUE_SPEAKS * times
    return given


def _is_no_person(surface: str, evidence: Evidence) -> bool:
    if " " in surface:
        return False
    written = is_camel_case(surface) and not surface.startswith(_PERSONS_CAPITALS)
    shortened = surface.isupper() and len(surface) > 1
    return written or shortened or 2 * evidence.definite[surface] > evidence.standing[surface]


def kind_by_form(surface: str, known: KnownNames) -> EntityKind | None:
    """What a name of several words must be, whatever the recogniser took it for."""
    words = surface.split(" ")
    if len(words) == 1:
        return EntityKind.ORGANISATION if is_coupled_body(surface) else None
    last = fold(words[-1])
    if (
        last.endswith(BODY_ENDINGS)
        or last in TRADES
        or last.endswith(_MEDIA)
        or words[0] in _CLUBS
        or fold(words[0]).endswith(BODY_ENDINGS)
        or LEGAL_FORM.search(surface)
    ):
        return EntityKind.ORGANISATION
    if words[0] in _WATERS_AND_HILLS or last.endswith(_GROUNDS):
        return EntityKind.PLACE
    if len(words) == 2 and words[0] in known.first_names:
        return EntityKind.PERSON
    return EntityKind.THING if last.isdigit() and len(last) == 1 else None


def is_coupled_body(surface: str) -> bool:
    """`Sankt-Ulrich-Klinikum`: two words in capitals coupled to what the body is."""
    *ahead, last = surface.split("-")
    return (
        len(ahead) > 1
        and fold(last).endswith(BODY_ENDINGS)
        and all(part[:1].isupper() for part in (*ahead, last))
    )


def winner(given: Counter[EntityKind]) -> EntityKind:
    """The kind given most often; the likelier one where two are given equally often."""
    return max(_FIRST_CHOICE, key=lambda kind: given[kind])
