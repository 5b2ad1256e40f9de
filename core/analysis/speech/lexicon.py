"""Verbs of speaking and those who speak: what the rules for German and English look words up in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class Demand(Enum):
    """What must stand beside a verb before it gives somebody's words."""

    CLAUSE = auto()
    """A quotation or a clause: `sagte, dass`, `explained that`."""
    OBJECT = auto()
    """Nothing more: what was demanded, denied, announced is said with it."""
    QUOTATION = auto()
    """A quotation: `nannte den Plan „absurd“`."""
    FLOOR = auto()
    """It gives no words, but who then speaks is clear: `wies die Kritik zurück. Das sei falsch.`"""


@dataclass(frozen=True, slots=True)
class Verb:
    """A form of a verb of speaking."""

    demand: Demand
    particle: str = ""
    """What has to stand at the end of its clause: `räumte … ein`."""
    participle: bool = False


def words_of(text: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(text.split())


# --- German -------------------------------------------------------------------------------------

_GERMAN_WEAK = {
    Demand.CLAUSE: """
        sag mein beton! erklär! behaupt! bericht! antwort erwider! entgegn! versicher! beteuer!
        ergänz! erläuter! schilder vermut! urteil bilanzier! prognostizier! argumentier! kommentier!
        resümier! konstatier! monier! mahn twitter poste witzel spott jubel klag erzähl! folger
        bekräftig! scherz schimpf wetter schwärm äußer kontert=konter verkünd! meld unk frag
        stichel fluch raun
    """,
    Demand.OBJECT: """
        forder verlang! warn dementier! bestätig! kritisier! beklag! plädier! bemängel! beanstand!
        droh
    """,
    Demand.QUOTATION: "titel bezeichn! kritzel",
    Demand.FLOOR: """
        begrüß! verteidig! reagier! appellier! rechtfertig! dank wehr lob bedauer! begründ!
    """,
}
_GERMAN_STRONG = {
    Demand.CLAUSE: """
        schreibt schrieb schrieben schreiben|geschrieben unterstreicht unterstrich
        unterstrichen|unterstrichen bekennt bekannte gesteht gestand gestanden|gestanden
        findet besteht bestand beharrt beharrte verrät verriet verrieten|verraten
    """,
    Demand.OBJECT: """
        bestreitet bestritt bestritten bestreiten|bestritten
        verspricht versprach versprachen versprechen|versprochen
    """,
    Demand.QUOTATION: "nennt nannte nannten nennen|genannt spricht sprach sprachen|gesprochen",
    Demand.FLOOR: "widerspricht widersprach widersprachen|widersprochen",
}
_GERMAN_SEPARABLE = {
    Demand.CLAUSE: """
        mit:teilt,teilte,teilten,teilen:geteilt an:gibt,gab,gaben,geben:gegeben
        klar:stellt,stellte,stellten,stellen:gestellt hin:weist,wies,wiesen,weisen:gewiesen
        hinzu:fügt,fügte,fügten,fügen:gefügt aus:sagt,sagte,sagten:gesagt
        voraus:sagt,sagte,sagten:gesagt an:merkt,merkte,merkten:gemerkt
        aus:führt,führte,führten:geführt nach:legt,legte,legten:gelegt
        an:deutet,deutete,deuteten:gedeutet fest:stellt,stellte,stellten:gestellt
        zurück:gibt,gab:gegeben heraus:stellt,stellte:gestellt hervor:hebt,hob,hoben:gehoben
    """,
    Demand.OBJECT: """
        ein:räumt,räumte,räumten,räumen:geräumt an:kündigt,kündigte,kündigten,kündigen:gekündigt
        bekannt:gibt,gab,gaben,geben:gegeben zu:gibt,gab,gaben:gegeben
        vor:wirft,warf,warfen,werfen:geworfen vor:schlägt,schlug,schlugen:geschlagen
        an:prangert,prangerte,prangerten:geprangert an:mahnt,mahnte,mahnten:gemahnt
        auf:fordert,forderte,forderten:gefordert
    """,
    Demand.FLOOR: """
        zurück:weist,wies,wiesen,weisen:gewiesen ab:lehnt,lehnte,lehnten,lehnen:gelehnt
        zu:stimmt,stimmte,stimmten:gestimmt
    """,
}
GERMAN_PARTICLES_OF_OTHER_VERBS = words_of("ab zu an auf vor")
"""With these `sagte` and its like mean something else: `sagte das Spiel ab`."""


def _weak(stem: str) -> tuple[tuple[str, ...], str]:
    """The finite forms and the participle of a regular verb; `!` marks one without `ge-`."""
    prefixed = stem.endswith("!")
    bare = stem.rstrip("!").rpartition("=")[2]
    bare = bare.removesuffix("e")
    link = "e" if bare[-1] in "td" or bare.endswith(("chn", "gn")) else ""
    plural = f"{bare}n" if bare.endswith(("er", "el")) else f"{bare}en"
    forms = (f"{bare}{link}t", f"{bare}{link}te", f"{bare}{link}ten", plural)
    has_no_prefix = prefixed or bare.endswith("ier")
    return forms, f"{bare}{link}t" if has_no_prefix else f"ge{bare}{link}t"


def _german() -> dict[str, tuple[Verb, ...]]:
    table: dict[str, tuple[Verb, ...]] = {}

    def note(form: str, verb: Verb) -> None:
        table[form] = (*table.get(form, ()), verb)

    for demand, separable in _GERMAN_SEPARABLE.items():
        for entry in separable.split():
            particle, finite, participle = entry.split(":")
            for form in finite.split(","):
                note(form, Verb(demand, particle))
                note(particle + form, Verb(demand))
            note(particle + participle, Verb(demand, participle=True))
    for demand, listed in _GERMAN_WEAK.items():
        for stem in listed.split():
            forms, past = _weak(stem)
            for form in forms:
                note(form, Verb(demand))
            note(past, Verb(demand, participle=True))
    for demand, listed in _GERMAN_STRONG.items():
        for form in listed.split():
            finite, _, past = form.partition("|")
            note(finite, Verb(demand))
            if past:
                note(past, Verb(demand, participle=True))
    return table


GERMAN_VERBS = _german()

# --- English ------------------------------------------------------------------------------------

_ENGLISH_REGULAR = {
    Demand.CLAUSE: """
        explain claim state add argue insist note report reply respond answer tweet post joke quip
        remark recall comment contend assert maintain suggest reveal stress emphasise emphasize
        acknowledge concede declare observe predict testify reiterate complain boast disclose
        allege lament muse caution estimate conclude counter
    """,
    Demand.OBJECT: """
        announce warn demand confirm promise admit criticise criticize accuse vow pledge urge deny
        propose
    """,
    Demand.QUOTATION: "describe call dub label",
    Demand.FLOOR: "reject dismiss defend welcome praise condemn rebuke apologise apologize",
}
_ENGLISH_IRREGULAR = {
    Demand.CLAUSE: "said:say,says,said wrote:write,writes,wrote;written told:tell,tells,told",
}


def _english_forms(base: str) -> tuple[str, str]:
    if base.endswith("y") and base[-2] not in "aeou":
        return f"{base[:-1]}ies", f"{base[:-1]}ied"
    past = f"{base}d" if base.endswith("e") else f"{base}ed"
    if base == "quip":
        past = "quipped"
    return (f"{base}es" if base.endswith(("s", "sh", "ch")) else f"{base}s"), past


def _english() -> dict[str, tuple[Verb, ...]]:
    table: dict[str, tuple[Verb, ...]] = {}
    for demand, listed in _ENGLISH_REGULAR.items():
        for base in listed.split():
            third, past = _english_forms(base)
            for form in (base, third, past):
                table[form] = (Verb(demand),)
    for demand, listed in _ENGLISH_IRREGULAR.items():
        for entry in listed.split():
            for form in entry.partition(":")[2].replace(";", ",").split(","):
                table[form] = (Verb(demand),)
    return table


ENGLISH_VERBS = _english()
ENGLISH_NEEDS_THAT = words_of(
    """
    add adds added note notes noted post posts posted write writes wrote written claim claims
    claimed explain explains explained report reports reported reveal reveals revealed suggest
    suggests suggested state states answer answers answered comment comments commented observe
    observes observed recall recalls recalled stress stresses stressed maintain maintains maintained
    acknowledge acknowledges acknowledged declare declares declared emphasise emphasize counter
    countered counters assert asserts asserted disclose discloses disclosed conclude concludes
    concluded estimate estimates estimated alleges alleged
    """
)
"""With an object these are no speech: `added a feature`, `claimed the title`."""

# --- who speaks ---------------------------------------------------------------------------------

GERMAN_SPEAKING = """
    sprecher sprecherin chef chefin minister ministerin präsident präsidentin kanzler kanzlerin
    meister meisterin leiter leiterin trainer trainerin forscher forscherin forschern experte
    experten expertin expertinnen anwalt anwältin anwälte politiker politikerin vorsitzende
    vorsitzender direktor direktorin kommissar kommissarin sekretär sekretärin richter richterin
    manager managerin gründer gründerin vorstand rat rätin senator senatorin abgeordnete
    abgeordneter abgeordneten wirt wirtin inhaber inhaberin besitzer besitzerin autor autorin
    regisseur regisseurin spieler spielerin lehrer lehrerin arzt ärztin ärzte ökonom ökonomin
    ökonomen analyst analystin analysten beobachter kritiker gegner anwohner anwohnerin eltern
    schüler studenten wissenschaftler wissenschaftlerin professor professorin historiker
    historikerin biologe biologin physiker physikerin mitarbeiter mitarbeiterin beschäftigte zeuge
    zeugen zeugin augenzeugen verteidiger verteidigerin staatsanwalt staatsanwältin landwirt
    landwirtin bauern händler händlerin unternehmer unternehmerin veranstalter betreiber hersteller
    anbieter nutzer mann frau junge mädchen geschäftsführer geschäftsführerin intendant intendantin
    künstler künstlerin sänger sängerin torwart stürmer kapitän botschafter botschafterin pfarrer
    pfarrerin bischof papst könig königin premier general polizist polizistin journalist
    journalistin korrespondent korrespondentin insider kenner branchenkenner behörde behörden
    polizei ministerium regierung konzern unternehmen firma verband gewerkschaft partei fraktion
    opposition gericht staatsanwaltschaft verein stadt gemeinde kommission amt bank kirche
    hochschule universität institut zeitung agentur sender magazin blatt armee militär feuerwehr
    bund koalition verwaltung initiative bündnis stiftung gesellschaft klinik kreml
    organisation kammer leitung betriebsrat wetterdienst dienst parlament senat team klub
    start-up startup bürger bürgerin aktivist aktivistin aktivisten vertreter vertreterin
    berater beraterin meteorologe meteorologin virologe virologin psychologe psychologin
    soziologe soziologin nachbarn nachbarin nachbar dezernent dezernentin ermittler
    """
"""Heads that may speak; also the ends of compounds."""
_GERMAN_ENDS = tuple(word for word in GERMAN_SPEAKING.split() if len(word) > 3)
_GERMAN_WHOLE = words_of(GERMAN_SPEAKING)
_GERMAN_THINGS = words_of("vorrat apparat verrat zeitrat hausrat tatverdacht stadtamt")
_ENGLISH_SPEAKING = words_of(
    """
    spokesman spokeswoman spokesperson spokespeople minister president chancellor mayor leader
    leaders chief head director officer official officials police prosecutor prosecutors lawyer
    lawyers attorney judge court ministry department government company firm union party agency
    council commission university institute charity campaigners activist activists critics analyst
    analysts expert experts researcher researchers scientist scientists author professor doctor
    doctors coach manager captain player striker goalkeeper chairman chairwoman chair founder
    co-founder ceo executive executives economist economists witness witnesses resident residents
    neighbour neighbours neighbor neighbors farmer farmers teacher teachers parent parents student
    students owner owners senator senators lawmaker lawmakers secretary governor ambassador
    commissioner reporter correspondent newspaper magazine broadcaster group organisation
    organization association federation club team bank regulator regulators investigators
    authorities watchdog rep representative representatives source sources aide aides adviser
    advisers man woman mother father brother sister son daughter wife husband friend friends
    detective detectives sheriff sergeant lieutenant superintendent inspector kremlin army military
    operator airline hospital school board committee editor engineer pilot actor actress singer
    historian biologist physicist astronomer astronomers meteorologist forecasters congressman
    congresswoman bishop pope king queen prince princess general colonel premier deputy publicist
    """
)
SPOKESPERSON = words_of(
    "sprecher sprecherin sprechers spokesman spokeswoman spokesperson representative rep"
)
SPOKESPERSON_ENDS = ("sprecher", "sprecherin")
STATEMENT = words_of(
    """
    mitteilung pressemitteilung erklärung stellungnahme bericht berichten berichte angaben aussage
    aussagen bericht medienbericht statement report announcement release filing analyse studie
    umfrage prognose erhebung study survey auskunft schreiben
    """
)
"""Through these, whoever they are of speaks."""


def may_speak(noun: str, language: str) -> bool:
    """Whether a noun, in lower case, is one of those that speak in reports."""
    head = noun.rpartition("-")[2]
    if language == "en":
        return head in _ENGLISH_SPEAKING or head.removesuffix("s") in _ENGLISH_SPEAKING
    if head in _GERMAN_WHOLE:
        return True
    return head.endswith(_GERMAN_ENDS) and head not in _GERMAN_THINGS


def is_spokesperson(noun: str) -> bool:
    """Whether a noun, in lower case, is one for somebody who speaks for another."""
    return noun.rpartition("-")[2] in SPOKESPERSON or noun.endswith(SPOKESPERSON_ENDS)
