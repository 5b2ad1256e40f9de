"""Words that deny, and the turns of phrase in which they deny nothing."""

from __future__ import annotations

import re

from core.model import Span
from core.text.words import folded_words

NO = folded_words("kein keine keinen keinem keiner keines keinerlei")
NO_ENGLISH = folded_words("no")
NOT = folded_words(
    "nicht nie niemals keineswegs keinesfalls nirgends nirgendwo not never neither nor cannot can't"
    " don't doesn't didn't won't wouldn't couldn't shouldn't isn't aren't wasn't weren't hasn't"
    " haven't hadn't"
)
NOBODY = folded_words(
    "niemand niemandem niemanden nichts weder ohne nobody none nothing without nowhere"
)
NEGATING = NO | NO_ENGLISH | NOT | NOBODY

_AFFIRMING = re.compile(
    r"""\b(?:
        nicht\ (?:\w+\ )? (?: ausschließen | auszuschließen | ausgeschlossen )
      | nicht\ (?: nur | bloß | allein(?=\ ) | erst
                 | lediglich | einfach | ausschließlich | einzig | etwa
                 | zuletzt | weniger | mehr\ als | minder | umsonst | ohne | von\ ungefähr
                 | unbedingt | selten | wenige? | wahr
                 | alle[mnrs]? | jede\w* | immer | überall | ganz | völlig | genau
                 | zum\ \w+\ mal | einmal\ \d\S* | lange\ (?: nach | vor | her ) | zu\ vergessen
                 | vor\ (?: \d\S* | dem\ \d\S* | ende | mitte | anfang | \w+tag | mittwoch | januar
                         | februar | märz | april | mai | ju[nl]i | august | september | oktober
                         | november | dezember | herbst | sommer | winter | frühjahr )
                 | un(?!ter|d\b|s\b|abhängig\w*\ )\w+ )
      | schl (?: ie (?:ß|ss) t | oss (?:en)? ) \b [^,;.]*? \b nicht\ (?:\w+\ )? aus
      | wie\ (?: noch\ )? nie (?: \ zuvor )? | wie\ kein\w*
      | kein\w*\ (?: geringer\w* | zweifel\w* | frage | wunder | unbekannt\w* | zufall | geheimnis
                   | unbedeutend\w* | gering\w* | einzelfall | ausnahme | neuling | mehr\ als )
      | nichts\ (?: als | anderes | geringeres ) | oder\ nicht
      | (?: not | never | cannot | \w+n['’]t )\ (?:
                 only | just | least | merely | simply | solely | purely | exclusively | alone
               | without | surprisingly | to\ mention | unlike | all | every\w* | always | entirely
               | fully | quite | necessarily | so\ much | until | till | before | yet\ another
               | long\ (?: after | before | ago ) | for\ the\ \w+\ time
               | un(?!der|til|less|it|veil)\w+ | (?: \w+\ ){1,9} until )
      | (?: not | never | cannot | \w+n['’]t )\ (?: be\ )? (?: rule | ruled | ruling )\ out
      | like\ (?: never\ before | no\ other )
      | no\ (?: doubt | fewer | less | wonder | question | secret | surprise | exception | stranger
             | sooner | matter | later\ than | earlier\ than | longer\ than | more\ than
             | other\ than )
      | nothing\ (?: but | less\ than | short\ of ) | or\ not
    )(?!\w)
    | \bno\.?\ ?(?=\d)                                          # No. 1
    """,
    re.VERBOSE | re.IGNORECASE,
)


def affirming_spans(text: str) -> tuple[Span, ...]:
    """The stretches of a text that hold a negating word and deny nothing: `nicht nur`."""
    return tuple(Span(*match.span()) for match in _AFFIRMING.finditer(text))
