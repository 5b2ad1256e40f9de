"""Words and the forms in which they are compared."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from core.model import Span

if TYPE_CHECKING:
    from Stemmer import Stemmer


class Word(NamedTuple):
    """One word of a text.

    A named tuple, because texts have many of them: it is made, compared and hashed faster.
    """

    text: str
    span: Span
    folded: str
    """Comparison form, without a possessive 's and without the gender sign (`Forscher:innen`)."""
    stem: str


# The decomposition of Unicode leaves these letters whole.
_LETTERS_FOLDED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
_SIGNS_FOLDED = str.maketrans(
    dict.fromkeys("‘’‚‛`´′ʼ‹›", "'")
    | dict.fromkeys("“”„‟″«»", '"')
    | dict.fromkeys("‐‑‒–—―−⁃", "-")
)
_MARKS_DROPPED = dict.fromkeys(range(0x0300, 0x0370))
_FOLDING = _SIGNS_FOLDED | _LETTERS_FOLDED | _MARKS_DROPPED


def fold(text: str) -> str:
    """The form in which spellings are compared: no case, no diacritics, plain quotes and dashes.

    Offsets into the text do not hold in the folded form.
    """
    plain = text.lower()
    if not plain.isascii():
        # Most of what is left then, and faster to exchange than to decompose.
        plain = plain.replace("ä", "a").replace("ö", "o").replace("ü", "u").replace("ß", "ss")
    if plain.isascii():
        return plain.replace("`", "'")
    # Before the decomposition, which would make ´ a space with an accent.
    plain = unicodedata.normalize("NFKD", text.translate(_SIGNS_FOLDED)).casefold()
    # Folding the case can bring back composed letters; taking off the marks joins nothing.
    bare = unicodedata.normalize("NFKD", plain).translate(_FOLDING)
    return unicodedata.normalize("NFKC", bare)


def folded_words(listed: str) -> frozenset[str]:
    """The words of a list with spaces between them, as they are compared."""
    return frozenset(fold(word) for word in listed.split())


_LETTER = r"[^\W\d_][\u0300-\u036f]*"
_CHARACTER = r"[^\W_][\u0300-\u036f]*"
# Every branch begins behind the first character, so that the search for that is fast; and the
# first branch is the word that needs no other.
_WORD = re.compile(
    rf"""
    [^\W_]
    (?: [^\W_]*+ (?! [.,:'’ʼ&*_\u0300-\u036f] )
      | (?<=\d) \d*+ (?: [.,:'’] \d+ )+                           # 1,5   45.000   20:15
      | (?<=[^\W\d_]) (?<![^\W_].) [\u0300-\u036f]* \. (?: {_LETTER} \. )+  # U.S.   z.B.
      | [\u0300-\u036f]* (?: {_CHARACTER} )*
        (?: (?: ['’ʼ&] (?: {_CHARACTER} )+ )                     # Musk's   O'Neill   AT&T
          | (?: [*:_] in (?: nen )? (?! {_CHARACTER} ) )         # Forscher:innen
        )*
    )
    """,
    re.VERBOSE | re.DOTALL,
)
_ENDING = re.compile(r"(?: 's | [*:_]in(?:nen)? )+ \Z", re.VERBOSE)


def words(text: str, language: str) -> tuple[Word, ...]:
    """The words of a text in order; compounds with a hyphen or slash come as their parts."""
    return tuple(
        [
            Word._make((written := match.group(), _span(*match.span()), *_forms(written, language)))
            for match in _WORD.finditer(text)
        ]
    )


_span = lru_cache(maxsize=1 << 14)(Span)
"""Statements are short, so that their words stand at the same places again and again."""


def written_words(text: str) -> list[str]:
    """The words of a text as they are written: the texts of `words`."""
    return _WORD.findall(text)


Form = tuple[str, str]
"""A word folded, and its stem."""


def forms(written: Sequence[str], language: str) -> list[Form]:
    """The forms of many different words as they are written, of which none is remembered."""
    folded = [_folded_word(word) for word in written]
    name = _STEMMERS.get(language)
    if name is None:
        return list(zip(folded, folded, strict=True))
    with _STEMMING:
        stems: list[str] = _stemmer(name).stemWords(folded)
    return [
        (word, stemmed if word.isalpha() else word)
        for word, stemmed in zip(folded, stems, strict=True)
    ]


@lru_cache(maxsize=1 << 17)
def _forms(surface: str, language: str) -> Form:
    folded = _folded_word(surface)
    return folded, _stemmed(folded, language)


def _folded_word(surface: str) -> str:
    folded = fold(surface)
    if folded.isalnum():
        return folded
    return _ENDING.sub("", folded) or folded


_STEMMERS = {"de": "german", "en": "english"}
_STEMMING = threading.Lock()


@lru_cache(maxsize=1 << 16)
def stem(folded: str, language: str) -> str:
    """The stem of a folded word; the word itself in a language without a stemmer."""
    return _stemmed(folded, language)


def _stemmed(folded: str, language: str) -> str:
    name = _STEMMERS.get(language)
    if name is None or not folded.isalpha():
        return folded
    with _STEMMING:  # a stemmer must not be used by two threads at once
        stemmed: str = _stemmer(name).stemWord(folded)
    return stemmed


_OTHER_STEMMERS = {
    "fr": "french", "es": "spanish", "it": "italian", "pt": "portuguese", "nl": "dutch",
    "da": "danish", "sv": "swedish", "no": "norwegian", "nb": "norwegian", "fi": "finnish",
    "hu": "hungarian", "ro": "romanian", "pl": "polish", "ru": "russian", "tr": "turkish",
}  # fmt: skip


@lru_cache(maxsize=1 << 16)
def stem_written(surface: str, language: str) -> str:
    """The folded stem of a word as it is written, in all languages that have a stemmer."""
    name = _OTHER_STEMMERS.get(language)
    lowered = surface.lower()
    if name is None or not surface.isalpha():
        return stem(_folded_word(surface), language)
    with _STEMMING:
        return fold(_stemmer(name).stemWord(lowered))


@lru_cache
def _stemmer(name: str) -> Stemmer:
    from Stemmer import Stemmer  # folding and stop words do without it, and are asked at start

    return Stemmer(name, 0)


def is_stop_word(folded: str, language: str) -> bool:
    """Whether a folded word only holds a sentence together; undecided text (`und`) asks all."""
    return folded in stop_words(language)


def stop_words(language: str) -> frozenset[str]:
    """The folded words that only hold a sentence together; undecided text (`und`) has them all."""
    return _STOP_WORDS.get(language, frozenset())


_GERMAN = """
der die das den dem des ein eine einen einem einer eines
ich du er sie es wir ihr mich dich ihn uns euch mir dir ihm ihnen sich man
mein meine meinen meinem meiner meines dein deine deinen deinem deiner deines
sein seine seinen seinem seiner seines ihre ihren ihrem ihrer ihres
unser unsere unseren unserem unserer unseres euer eure euren eurem eurer eures
dieser diese dieses diesen diesem dies jener jene jenes jenen jenem
jeder jede jedes jeden jedem alle allen aller allem alles
mancher manche manches manchen manchem solcher solche solches solchen solchem
welcher welche welches welchen welchem
derselbe dieselbe dasselbe denselben demselben desselben dieselben
derjenige diejenige dasjenige denjenigen demjenigen diejenigen
wer wen wem wessen was wo wohin woher wann warum weshalb wieso wie wobei wodurch wofur
womit woran worauf woraus worin woruber wovon wozu deren dessen denen
einige einigen einiger einiges etwas jemand beide beiden beider
kein keine keinen keinem keiner keines nicht nichts nie niemals niemand weder noch ohne
und oder aber denn sondern sowie sowohl als auch doch jedoch dass daß ob weil wenn falls
obwohl wahrend bevor nachdem sobald solange bis damit indem sodass da so dann nun
in an auf aus bei beim mit nach von vom zu zum zur um fur gegen durch uber unter vor hinter
neben zwischen seit ab im am ins ans aufs furs ubers ums vors trotz wegen statt anstatt innerhalb
ausserhalb gegenuber laut gemass per pro je via samt nebst entlang binnen
bin bist ist sind seid war warst waren wart gewesen sei seien seist ware waren waret
habe hast hat haben habt hatte hattest hatten hattet gehabt
werde wirst wird werden werdet wurde wurdest wurden wurdet worden geworden
kann kannst konnen konnt konnte konnten muss musst mussen musste mussten
soll sollst sollen sollte sollten will willst wollen wollte wollten
darf darfst durfen durfte durften mag mogen mochte mochten lasst lassen
hier dort dabei dadurch dafur dagegen daher dahin damals danach daneben daran darauf daraus
darin daruber darum darunter davon davor dazu ebenso ebenfalls etwa eher erst fast gar ganz
immer inzwischen ja jetzt kaum mal mehr mehrere meist mittlerweile nein nur oft
schon sehr selbst sogar somit sonst stets trotzdem uberhaupt ubrigens viel viele vielen vieler
vielleicht weiter weitere weiteren weiterer weiteres weiterhin wenig wenige weniger wieder wohl
zudem zumindest zwar allerdings bereits bislang bisher also andere anderen anderer anderes anderem
bzw ca z.b. u.a. d.h. etc usw hin her los
"""

_ENGLISH = """
a an the this that these those such same other another each every either neither both all any
some few many much more most several own
i you he she it we they me him her us them my your his its our their mine yours hers ours theirs
myself yourself himself herself itself ourselves yourselves themselves
who whom whose which what where when why how whether whoever whatever
and or but nor so yet if because as until while although though unless since than then once
of at by for with about against between into through during before after above below to from up
down in out on off over under again further upon within without across toward towards among along
around behind beside besides beyond despite except near onto per via amid
am is are was were be been being have has had having do does did doing done
will would shall should can could may might must ought cannot
don't doesn't didn't won't wouldn't can't couldn't shouldn't isn't aren't wasn't weren't
hasn't haven't hadn't mustn't needn't
i'm you're we're they're i've you've we've they've i'll you'll he'll she'll it'll we'll they'll
i'd you'd he'd she'd we'd they'd
no not none nothing nobody nowhere never
here there now just only very too also even still already ever rather quite almost
however therefore thus hence instead meanwhile moreover otherwise perhaps else
e.g. i.e. etc
"""

_STOP_WORDS = {
    "de": frozenset(fold(word) for word in _GERMAN.split()),
    "en": frozenset(fold(word) for word in _ENGLISH.split()),
}
_STOP_WORDS["und"] = _STOP_WORDS["de"] | _STOP_WORDS["en"]
