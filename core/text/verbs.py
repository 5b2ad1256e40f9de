"""Which words may be a verb that makes a clause, told by lists and endings alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from core.text.words import Word, folded_words

FINITE = {
    "de": folded_words(
        """
        ist sind war waren sei seien wäre wären hat haben hatte hatten habe hätte hätten wird werden
        wurde wurden werde würde würden kann können konnte konnten könnte könnten muss müssen musste
        mussten müsste soll sollen sollte sollten solle will wollen wollte wollten wolle darf dürfen
        durfte durften dürfte dürften mag möchte möchten bleibt bleiben blieb blieben gibt gab gäbe
        gebe kommt kam kamen geht ging gingen steht stand standen liegt lag lagen sieht sah sahen
        nahm nahmen trat traten schloss schlossen zog zogen fiel fielen stieg stiegen sank sanken
        verlor verloren gewann gewannen starb starben ließ ließen lässt half halfen hielt hielten
        fand fanden begann begannen rief riefen schrieb schrieben sprach sprachen traf trafen
        unterschrieb unterschrieben bestritt wies wiesen warf warfen brach brachen bat baten lief
        liefen verschwand erschien entschied entschieden verließ verließen bekam bekamen erhielt
        erhielten unterlag beschloss beschlossen verbot verboten sagen teilen
        """
    ),
    "en": folded_words(
        """
        is are was were be has have had does do did will would can could may might must shall should
        won't wouldn't can't cannot couldn't shouldn't don't doesn't didn't isn't aren't wasn't
        weren't hasn't haven't hadn't said says told won lost rose fell went came took gave made
        found left held began kept met paid sold bought sent built cut put set got became grew grew
        saw knew thought spoke wrote led ran stood broke brought
        """
    ),
}
_FINITE_FORM = {
    "de": re.compile(r"\w{2,}(?:te|ten|t)\Z"),
    "en": re.compile(r"\w{2,}(?:ed|es)\Z|\w{3,}[^s'u]s\Z"),
}
NOT_FINITE = {
    "de": folded_words(
        """
        mit seit nicht fast etwa selbst dort jetzt erst gut laut statt samt nebst zuletzt zunächst
        letzte letzten erste ersten zweite zweiten dritte dritten vierte vierten nächste nächsten
        alte alten weite weiten beste besten breite harte späte gute guten bunte rote roten tote
        toten bereits insgesamt gesamt gesamte gesamten bekannt oft heut weit seiten hälfte meist
        gestört höchst äußerst längst jüngst überhaupt ebenfalls rechte rechten echte nackt sofort
        direkt komplett konkret privat privaten geplante geplanten bekannten gesetzt exakt leicht
        schlecht laute leute welt zeit dritt viert achtet spät hart kalt acht dicht recht echt alt
        überrascht verletzt gesucht geschätzt bestimmt begrenzt befristet
        """
    ),
    "en": folded_words(
        """
        this its his as us thus plus less across always perhaps yes hundred unless hers ours theirs
        used united red bed need speed previous various serious several news sports politics talks
        """
    ),
}

_PREFIXES = folded_words("an auf aus ein ab zu be ent er ge miss unter über ver wider zer")
_STRONG_PASTS = folded_words(
    """
    bat barg band bog bot briet brach drang fand fing flog floh floss fuhr gab galt ging glich
    grub half hielt hing hob kam kroch lag las lief lieh ließ litt log lud mied nahm rang rief
    riet riss ritt sah sang sank sann saß schied schien schlief schlug schloss schmolz schnitt
    schob schoss schrieb schrie schritt schwamm schwand schwieg schwor sprach sprang stach stahl
    stand starb stieg stieß stritt tat traf trank trat trieb trug verlor wand warb warf wich
    wies wog wuchs zog zwang
    """
)
_STRONG = re.compile(f"(?:{'|'.join(_PREFIXES)})?(?:{'|'.join(_STRONG_PASTS)})(?:en)?\\Z")
_PASTS = folded_words(
    """
    ate bent bit bled blew bore burst caught chose clung cost crept dealt dug drank drew drove
    fed felt fled flew forbade forgot fought froze ground hid hit hung hurt knelt laid lay leapt
    lent lit meant quit rang read rode sang sank sat shook shone shot shrank shut slept slid
    sought spent split spread sprang stole struck stuck stung swam swept swore swung taught
    threw tore understood upheld withdrew woke wore wound
    """
)
"""What of English verbs has an ending of its own and is not in `FINITE`."""
_INFINITIVE = re.compile(r"\w{2,}(?:en|ern|eln)\Z")
_WITH_ZU = re.compile(r"\w{2,}zu\w+e?n\Z")
_NO_VERBS = folded_words(
    """
    den einen ihren seinen unseren keinen diesen jenen allen beiden vielen meisten wenigen anderen
    einigen mehreren gegen neben wegen zwischen morgen oben unten außen innen sieben zehn
    denen deren eigenen neuen großen kleinen jungen letzten ersten kommenden vergangenen
    """
)


def looks_finite(language: str, word: Word) -> bool:
    """Whether a word is a finite verb, or a lower-case one that has the ending of such."""
    return word.folded in FINITE[language] or (
        word.text[0].islower() and _has_finite_form(language, word.folded)
    )


@lru_cache(maxsize=1 << 16)
def _has_finite_form(language: str, folded: str) -> bool:
    return folded not in NOT_FINITE[language] and _FINITE_FORM[language].match(folded) is not None


def may_be_verb(language: str, word: Word) -> bool:
    """Whether a word may be a verb in any form; sooner yes than no."""
    if looks_finite(language, word):
        return True
    if not word.text[0].islower() or word.folded in _NO_VERBS:
        return False
    if language == "de":
        return _may_be_german_verb(word.folded)
    return word.folded in _PASTS or word.folded.endswith("ing")


@lru_cache(maxsize=1 << 16)
def _may_be_german_verb(folded: str) -> bool:
    return _INFINITIVE.match(folded) is not None or (
        _STRONG.match(folded) is not None and folded not in NOT_FINITE["de"]
    )


def holds_infinitive(found: Sequence[Word]) -> bool:
    """Whether German words hold an infinitive with `zu`, before it or in it: `abzureißen`."""
    return any(
        a.folded == "zu" and b.text[0].islower() and b.folded.endswith("n")
        for a, b in pairwise(found)
    ) or any(word.text[0].islower() and _WITH_ZU.match(word.folded) for word in found)
