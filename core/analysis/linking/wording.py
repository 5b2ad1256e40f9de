"""What the words in and around a name say: roles, particles, legal forms, capitals."""

from __future__ import annotations

import re

from core.text.words import fold, is_stop_word

_PARTICLE_WORDS = """
von van vom zu zur zum de del della der den des di da dos du la le al el bin ibn ben y e und
of and the for für & in im am an auf
"""
PARTICLES = frozenset(_PARTICLE_WORDS.split())


ARTICLES = re.compile(r"(?:der|die|das|den|dem|des|the|an?|eine?[nmrs]?)\s+", re.IGNORECASE)


_ROLE_ENDINGS = (
    "prasident", "prasidentin", "kanzler", "kanzlerin", "minister", "ministerin", "chef", "chefin",
    "sprecher", "sprecherin", "grunder", "grunderin", "trainer", "trainerin", "manager",
    "managerin", "direktor", "direktorin", "vorstand", "burgermeister", "burgermeisterin",
    "senator", "senatorin", "sekretar", "sekretarin", "richter", "richterin", "anwalt", "anwaltin",
    "abgeordnete", "abgeordneter", "professor", "professorin", "unternehmer", "unternehmerin",
    "milliardar", "investor", "kandidat", "kandidatin", "politiker", "politikerin", "leiter",
    "leiterin", "spieler", "spielerin", "sturmer", "torwart", "torhuter", "kapitan", "experte",
    "expertin", "konzern", "hersteller", "anbieter", "president", "chancellor", "secretary",
    "governor", "mayor", "coach", "judge", "founder", "spokesman", "spokeswoman", "goalkeeper",
    "striker", "attorney", "detective", "inspector",
)  # fmt: skip
_ROLE_WORDS = """
deputy officer constable sheriff sergeant lieutenant commissioner superintendent marshal colonel
chief
ceo cfo cto coo dr prof herr herrn frau mr mrs ms sir rep sen gov gen capt sgt general captain
"""
_ROLES = frozenset(_ROLE_WORDS.split())


_INDEFINITE_WRITTEN = """
ein eine einen einem einer eines kein keine keinen keinem keiner keines
dieser diese dieses diesen diesem jeder jede jedes jeden jedem
viele vielen mehrere mehreren einige einigen manche manchen solche solchen welche welcher welches
mein meine sein seine seinen seinem seiner ihr ihre ihren ihrem ihrer unser unsere unseren unserem
unserer alle allen aller zwei drei vier fünf
a an some many several few every each no any these those his her their our my your its all both
two three four five
hundert tausend million millionen milliarde milliarden mrd mio prozent
hundred thousand billion billions millions percent
"""
INDEFINITE_WORDS = frozenset(_INDEFINITE_WRITTEN.split())
_DEFINITE_WRITTEN = "der die das des dem den beim zum zur vom im am the"
DEFINITE_WORDS = frozenset(_DEFINITE_WRITTEN.split())


CODE_NAME = re.compile(r"[A-ZÄÖÜ][A-Za-zÄÖÜäöü]+-\d+[A-Za-z]?")
"""`SHIELD-3`, `Ariane-6`."""
COMPOUND = re.compile(r"\w+(?:-\w+)+")


GENERATIONS = ("Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV")


_LEGAL_FORM = (
    r",? (?:AG|SE|GmbH|KGaA|KG|OHG|eG|e\. ?V\.|UG|mbH|Inc\.?|Corp\.?|Corporation|Incorporated|"
    r"Ltd\.?|Limited|LLC|LLP|PLC|plc|Plc|S\.A\.|SA|N\.V\.|NV|B\.V\.|BV|AB|ASA|Oyj|S\.p\.A\.|SpA|"
    r"(?:GmbH|AG) & Co\.? (?:KGaA|KG)|& Co\.? (?:KGaA|KG)|Co\.)"
)
LEGAL_FORM = re.compile(_LEGAL_FORM + "$")
LEGAL_FORM_AHEAD = re.compile(_LEGAL_FORM + r"(?!\w)")


_GENDER_ENDINGS = ("In", "Innen")
"""`LehrerInnen` are no name."""
DECLINED = re.compile(r"(\w{3,}?)(?:e|er|es|en|em)(?= [A-ZÄÖÜ])")


def is_role(word: str) -> bool:
    """Whether a word says what somebody is: `Trainerin`, `Zynex-Chef`, `CEO`."""
    role = fold(word).rstrip(".").rpartition("-")[2]
    return role in _ROLES or role.endswith(_ROLE_ENDINGS)


def is_stop(folded: str) -> bool:
    """Whether a folded word only holds a sentence together, in either language."""
    return is_stop_word(folded, "de") or is_stop_word(folded, "en")


def is_camel_case(word: str) -> bool:
    """Whether capitals and small letters mix as only names do: `xAI`, `iPhone`, `SchichtGut`."""
    return (
        word.isalnum()
        and any(letter.isupper() for letter in word[1:])
        and any(letter.islower() for letter in word)
        and not word.endswith(_GENDER_ENDINGS)
        and not (word.endswith("s") and word[:-1].isupper())
    )


def has_inner_capital(word: str) -> bool:
    """Whether the word is written as only names are: `xAI`, `iPhone`, `ChatGPT`, `NATO`, `A380`."""
    return any(letter.isupper() for letter in word[1:]) and word.isalnum()


_ADJECTIVE = re.compile(r"(?P<stem>\w*(?:isch|lich|deutsch|ational|freiheit|oberst|groß|neu))en ")
_NEUTER = (
    "amt", "parlament", "gericht", "institut", "museum", "haus", "zentrum", "ministerium", "werk",
    "forum", "netz", "komitee", "orchester", "theater", "kreuz", "büro", "unternehmen", "system",
)  # fmt: skip
_MASCULINE = (
    "verband", "bund", "rat", "rahmen", "hof", "verein", "dienst", "fonds", "tag", "senat", "klub",
    "club", "rechnungshof", "preis", "krieg", "kongress", "park", "chor", "verlag",
)  # fmt: skip


def nominative(surface: str) -> str:
    """With its first word as it stands without an article: `Walisisches Parlament`."""
    adjective = _ADJECTIVE.match(surface)
    if adjective is None or surface.count(" ") != 1:
        return surface
    noun = surface[adjective.end() :]
    ending = "es" if noun.lower().endswith(_NEUTER) else ""
    ending = ending or ("er" if noun.lower().endswith(_MASCULINE) else "e")
    return f"{adjective['stem']}{ending} {noun}"


def undeclined(surface: str) -> str:
    """With its first word as it stands alone: `Deutschen Bank` is `Deutsche Bank`."""
    declined = DECLINED.match(surface)
    return surface if declined is None else declined.group(1) + "e" + surface[declined.end() :]
