"""German verbs that are written apart: `stellt … dar` is another verb than `stellt … klar`."""

from __future__ import annotations

from collections.abc import Sequence

from core.relations.judging.alignment import Pair
from core.relations.judging.polarity import Clause
from core.text.words import Word, folded_words

_PARTICLES = folded_words(
    """
    ab an auf aus bei bereit bekannt bevor dar durch ein entgegen entlang fern fest fort frei gleich
    her heran heraus herum hervor hin hinaus hinter hinzu klar los mit nach nieder richtig ruhig
    sicher statt still teil über um unter voll vor voran voraus vorbei weg weiter wieder zu zurück
    zusammen
    """
)
_VERBS = folded_words(
    """
    bietet bieten bot boten bringt bringen brachte brachten fällt fallen fiel fielen
    fängt fangen fing fingen führt führen führte führten gibt geben gab gaben
    geht gehen ging gingen greift greifen griff griffen hält halten hielt hielten
    hebt heben hob hoben kommt kommen kam kamen läuft laufen lief liefen
    legt legen legte legten lehnt lehnen lehnte lehnten liegt liegen lag lagen
    macht machen machte machten nimmt nehmen nahm nahmen räumt räumen räumte räumten
    reicht reichen reichte reichten ruft rufen rief riefen sagt sagen sagte sagten
    schlägt schlagen schlug schlugen schließt schließen schloss schlossen
    setzt setzen setzte setzten sieht sehen sah sahen spricht sprechen sprach sprachen
    steht stehen stand standen steigt steigen stieg stiegen stellt stellen stellte stellten
    stimmt stimmen stimmte stimmten trägt tragen trug trugen tritt treten trat traten
    weist weisen wies wiesen wendet wenden wandte wandten wirft werfen warf warfen
    zahlt zahlen zahlte zahlten zieht ziehen zog zogen
    """
)
"""The verbs that mean something else with every particle, in the forms that leave it behind."""


def are_other_verbs(pair: Pair, here: Sequence[Clause], there: Sequence[Clause]) -> bool:
    """Whether two words that correspond are verbs with different particles."""
    own = _particle(pair.here, here)
    return bool(own) and _particle(pair.there, there) not in {"", own}


def _particle(word: Word, clauses: Sequence[Clause]) -> str:
    """What closes the clause of a verb as part of it; nothing when nothing does."""
    if word.folded not in _VERBS or word.text[0].isupper():
        return ""
    for clause in clauses:
        if word in clause.words[:-1]:
            last = clause.words[-1].folded
            return last if last in _PARTICLES else ""
    return ""
