"""Whether the main clause of a statement affirms or denies, and how firmly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from core.model import Certainty, Span, Stance
from core.text.clauses import is_indicative, is_question
from core.text.main_clause import SAYING, main_clause
from core.text.negation import NEGATING, affirming_spans
from core.text.words import Word, folded_words, words

_TOKEN = re.compile(r"(?:is|are) to\b|\w+(?:'t\b)?")


def stance_of(text: str, language: str, *, found: Sequence[Word] | None = None) -> Stance:
    """What the main clause of a statement affirms or denies, how firmly, and by which words.

    German and English are read; a statement of another language, and a question, is plain.
    Certainty is the first that is said of pending, alleged, possible, planned, limited. The words
    of the text may be given where they are known already.
    """
    telling = _TELLING.get(language)
    if telling is None:
        return _PLAIN
    said = telling.intersection(_TOKEN.findall(text.lower().replace("’", "'")))
    if not said or is_question(text):
        return _PLAIN
    main = main_clause(text, language, words(text, language) if found is None else found)
    negation = None if NEGATING.isdisjoint(said) else _negation(text, language, main)
    certainty, hedges = _certainty(text, language, main, said)
    spans = {*hedges, *(() if negation is None else (negation.span,))}
    return Stance(negation is not None, certainty, tuple(sorted(spans)))


_PLAIN = Stance()

# --- denial ---------------------------------------------------------------------------------------

_PART_OF_A_PAIR = frozenset({"nor"})
_ASIDE = frozenset({"ohne", "without"})
"""They deny a circumstance, not the clause, but lift another negation."""
_LIFTING = re.compile(
    r"(?:bestreite|bestritt|leugne|verhehl|bezweif|dementier|den(?:y|ie)|disput|doubt)\w*\Z"
)
_DECLINED = re.compile(r"[a-zäöüß]{2,}(?:e|en|er|es|em)\Z")
_NOT_ADJECTIVES = folded_words(
    """
    haben werden sollen wollen können müssen dürfen sei habe werde könne solle wolle müsse wurden
    hatten waren konnten über unter aber oder eine einen einer eines einem seine ihre dieser diese
    dieses keine wegen gegen neben zwischen bei alle allen unsere viele vielen den dem der
    """
)


def _negation(text: str, language: str, main: Sequence[Word]) -> Word | None:
    """The word that denies the main clause; of two that lift each other, none."""
    affirming = affirming_spans(text)
    negating = [
        (at, word)
        for at, word in enumerate(main)
        if word.folded in NEGATING
        and word.folded not in _PART_OF_A_PAIR
        and not any(span.overlaps(word.span) for span in affirming)
        and not _of_another_word(text, language, main, at)
    ]
    if len(negating) != 1 or any(_LIFTING.match(word.folded) for word in main):
        return None
    word = negating[0][1]
    return None if word.folded in _ASIDE else word


def _of_another_word(text: str, language: str, main: Sequence[Word], at: int) -> bool:
    """Whether a negation belongs to one word, an infinitive, or the half of a correction."""
    word, after = main[at], main[at + 1 : at + 3]
    if language == "en":
        if word.folded == "no" and word.text == "No" and at + 1 < len(main):
            return text[word.span.end : word.span.end + 1] in {",", "."}
        if word.folded == "not":
            infinitive = bool(after) and after[0].folded in {"to", "for", "out"}
            return infinitive or _corrected(text, word)
        return False
    if word.folded != "nicht":
        return False
    attributive = (
        len(after) == 2
        and _DECLINED.match(after[0].text) is not None
        and after[0].folded not in _NOT_ADJECTIVES
        and after[1].text[0].isupper()
        and after[1].span.start - after[0].span.end == 1
    )
    return attributive or _corrected(text, word)


_CORRECTION = re.compile(r"[^,;]{1,60},?\s+(?:sondern|but)\b")
_LAST_LOWER = re.compile(r"\b[a-zäöüß]\w*(?:t|en)\s*,\s+sondern\b")


def _corrected(text: str, word: Word) -> bool:
    """Whether another thing is put in the place of the one denied: `nicht A, sondern B`."""
    match = _CORRECTION.match(text, word.span.end)
    if match is None:
        return False
    if match.group().endswith("but"):
        return match.group().count(" ") <= 4 and "," not in match.group()
    return _LAST_LOWER.search(match.group()) is None


# --- certainty ------------------------------------------------------------------------------------

_NO_DE = r"(?:nicht(?!\ (?:nur|einmal|mal)\b)|kein\w*|nichts|niemand\w*)"
_NO_EN = r"(?:not|no|none|nobody|nothing|never|\w+n't)"
_FUTURE = (
    r"\b(?:20[2-9]\d|bis|ab|künftig|fertig|morgen|nächste\w*|kommende\w*|spätestens|\w*ende"
    r"|einsatzbereit|bezugsfertig|betriebsbereit)\b"
)
_ARTICLES = ("der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem")
_ADVERB = "".join(rf"(?<!\b{article}\ )" for article in _ARTICLES)
"""An adverb behind an article belongs to an adjective: `das angeblich sichere Netz`."""
_PERFECT = r"(?-i:[a-zäöü]\w+(?:t|en|an))\ (?:worden\ )?(haben|sein)"
_AGREED_DE = (
    r"\w*(?:einigung|vereinbarung|zusage|zustimmung|abkommen|entscheidung|ergebnis\w*|genehmigung"
    r"|zulassung|lösung|waffenruhe|freigabe|bilanz|verständigung|bereitschaft)"
)
_AGREED_EN = (
    "(?:deal|agreement|approval|accord|settlement|results?|ruling|estimates?|truce|pact|contract"
    "|backing|consent|figures)"
)
_INFINITIVE = r"""(?-i:
    (?! (?: morgen | gegen | neben | wegen | zwischen | d[ah]r?neben | dagegen | hingegen | indessen
          | gestern | unten | oben | innen | außen | hinten | offen | selten | bisweilen | zusammen
          | allen | beiden | vielen | mitten | worden | werden | eben | lassen ) $ )
    (?! (?: \w+ )? ge (?! (?: hen | ben | lten | winnen | lingen | nügen | hören ) $ ) \w+en $ )
    (?! (?: ver | be | er | ent | zer | miss | über | unter ) (?: geben | lassen | halten | kommen
          | fangen | raten | tragen | laden | schlagen | messen | sehen | stoßen | fahren | laufen
          | boten | loren | schoben | schrieben | schwunden | standen | gangen | nommen | sprochen
          | brochen | worfen | funden | bunden | griffen | zogen | gossen | schlossen | schieden
          | wiesen | hoben | trieben | worben | storben | dorben | gessen | wogen | rungen | flossen
          | mieden | liehen | wachsen | rufen | gonnen | wonnen | nannt ) $ )
    [a-zäöü] \w* (?: en | ern | eln | sein ) $ )"""
"""An infinitive at the end; forms that are participles as well are none."""

_SAID: dict[str, tuple[tuple[Certainty, str, str], ...]] = {
    "de": (
        (
            Certainty.PENDING,
            """
            noch bislang bisher vorerst steht stehen stand standen stehe lässt lassen ließ
            ließen fehlt fehlen wartet warten
            """,
            rf"""
              \b(noch)\ (?:(immer|lange|gar|überhaupt|längst|offiziell)\ )?({_NO_DE})\b
            | \b(bislang|bisher|vorerst)\b(?:\ \w+){{0,6}}?\ ({_NO_DE})\b
            | \b(immer\ noch)\ ({_NO_DE})\b
            | ^(noch)(?:\ (immer))?(?:\ \w+){{1,5}}?\ ({_NO_DE})\b
            | \b(steht|stehen|stand|standen|stehe)\b(?:\ \w+){{0,8}}?\ (aus)$
            | \b(noch\ (?:ausstehend|offen|ungewiss))$ | \b(noch\ aus)$
            | \b(lässt|lassen|ließ|ließen)\b(?:\ \w+){{0,6}}?\ (auf\ sich\ warten)\b
            | \b(fehlt|fehlen)\b(?:\ \w+){{0,6}}?\ (noch|bislang|bisher)\b
            | \b(bislang|bisher|noch)\b(?:\ \w+){{0,4}}?\ (fehlt|fehlen)\b
            | \b(wartet|warten)\b(?:\ \w+){{0,4}}?\ (noch)\b
            """,
        ),
        (
            Certainty.ALLEGED,
            """
            angeblich vorgeblich soll sollen solle will wollen vernehmen zufolge
            medienberichten presseberichten zeitungsberichten
            """,
            rf"""
              {_ADVERB}\b(angeblich|vorgeblich)\b
            | \b(soll|sollen|solle|will|wollen)\b(?:\ \w+){{0,30}}?\ {_PERFECT}$
            | \b(soll|sollen|solle)\b(?!.*{_FUTURE})(?:\ \w+){{0,30}}\ (haben|sein|geben)$
            | \b(dem\ vernehmen\ nach | \w*(?:berichten|gerüchten)\ zufolge
                | (?:laut|nach)\ (?:\w+\ )?(?:medien|presse|zeitungs)berichten)\b
            """,
        ),
        (
            Certainty.POSSIBLE,
            """
            könnte könnten dürfte dürften möglicherweise womöglich vielleicht eventuell
            wahrscheinlich vermutlich offenbar anscheinend mutmaßlich mutmasslich
            voraussichtlich vermeintlich wohl scheint scheinen schien schienen nicht
            """,
            rf"""
              \b(könnten?|dürften?)\b
            | {_ADVERB}\b(möglicherweise|womöglich|vielleicht|eventuell|wahrscheinlich|vermutlich
                |offenbar|anscheinend|mutmaßlich|voraussichtlich|vermeintlich|mutmasslich)\b
            | (?<!sehr\ )\b((?-i:wohl))\b(?!\ (?:fühl|wissend|bekannt|überlegt|oder))
              (?<!fühlen\ sich\ wohl)(?<!fühlt\ sich\ wohl)(?!\Z)
            | \b(scheint|scheinen|schien|schienen)\b(?=.*\ zu\b)
            | \b(nicht\ (?:ausgeschlossen|auszuschließen))\b
            """,
        ),
        (
            Certainty.PLANNED,
            """
            soll sollen solle sollte sollten will wollen wollte wollten wolle möchte möchten
            plant planen plante planten beabsichtigt beabsichtigen beabsichtigte beabsichtigten
            geplant vorgesehen anvisiert planung bevor strebt streben strebte strebten
            peilt peilen wird werden
            """,
            rf"""
              \b(soll|sollen|solle|sollten?|(?-i:will)|(?-i:wollen|wollte|wollten|wolle|möchten?))\b
            | \b((?-i:plant|planen|plante|planten)|beabsichtig(?:t|en|te|ten))\b
            | (?<!wie\ )(?<!als\ )\b((?-i:geplant|vorgesehen|anvisiert))\b
            | \b(in\ planung)\b
            | \b(steht|stehen|stand|standen)\b(?:\ \w+){{0,8}}?\ (bevor)$
            | \b(strebt|streben|strebte|strebten|peilt|peilen)\b(?:\ \w+){{0,12}}?\ (an)$
            | \b(wird|werden)\b(?:\ \w+){{0,30}}?\ {_INFINITIVE}
            """,
        ),
        (
            Certainty.LIMITED,
            """
            grundsätzlich prinzipiell vorläufig vorerst einstweilen provisorisch grundsatz
            prinzip weiteres vorbehalt vorbehaltlich vorläufige vorläufigen vorläufiger
            vorläufiges grundsätzliche grundsätzlichen grundsätzlicher prinzipielle
            prinzipiellen
            """,
            rf"""
              {_ADVERB}\b(grundsätzlich|prinzipiell|vorläufig|vorerst|einstweilen|provisorisch)\b
            | \b(im\ grundsatz|im\ prinzip|bis\ auf\ weiteres|unter\ vorbehalt|vorbehaltlich)\b
            | \b((?:vorläufig|grundsätzlich|prinzipiell|vorbehaltlich)\w+)\ {_AGREED_DE}\b
            """,
        ),
    ),
    "en": (
        (
            Certainty.PENDING,
            """
            yet still date far pending outstanding remain remains await awaits awaiting awaited
            """,
            rf"""
              \b({_NO_EN})\b(?:\ \S+){{0,8}}?\ (yet)\b(?!\ (?:another|again))
            | \b(?:has|have|had|is|are|was|were)\ (yet\ to)\b
            | \b(still)\ (?:\w+\ )?({_NO_EN})\b
            | \b(?:has|have|is|are)\ (still\ (?:not|to))\b
            | \b(so\ far|to\ date|thus\ far)\b(?:\ \S+){{0,8}}?\ ({_NO_EN})\b
            | \b({_NO_EN})\b(?:\ \S+){{0,8}}?\ (so\ far|to\ date|thus\ far)\b
            | \b(?:is|are|was|were|remains?|remained)\ (?:still\ )?(pending|outstanding(?!\ \w))\b
            | \b(remains?\ to\ be)\b | \b(awaits?|awaiting|awaited)\b
            """,
        ),
        (
            Certainty.ALLEGED,
            """
            allegedly reportedly supposedly purportedly said alleged rumoured rumored reported
            believed thought understood claimed reports
            """,
            r"""
              (?<!the\ )(?<!an\ )(?<!his\ )(?<!her\ )(?<!their\ )
              \b(allegedly|reportedly|supposedly|purportedly)\b
            | \b(?:is|are|was|were)\ (?:also\ |widely\ )?((?:said|alleged|rumou?red|reported
                |believed|thought|understood|claimed)\ to)\b
            | \b(it\ (?:is|was)\ (?:alleged|claimed|rumou?red))\b
            | \b(according\ to\ (?:\w+\ ){0,2}reports)\b
            """,
        ),
        (
            Certainty.POSSIBLE,
            """
            might may could likely unlikely possibly perhaps maybe probably apparently seemingly
            presumably appear appears seem seems appeared seemed expected
            """,
            r"""
              \b(might|(?-i:may)|could(?!\ (?:not|neither|hardly)\b))\b(?=\ )
            | (?<!\ba\ )(?<!the\ )(?<!more\ )\b(likely|unlikely)\b
            | \b(possibly|perhaps|maybe|probably|apparently|seemingly|presumably)\b
            | \b((?:appears?|seems?|appeared|seemed)\ (?:\w+\ )?to)\b
            | \b(?:is|are|was|were)\ (?:also\ |widely\ |not\ )?(expected\ to)\b
            """,
        ),
        (
            Certainty.PLANNED,
            """
            will won't set due scheduled slated poised planned going planning plan plans intend
            intends intended aim aims aimed want wants wanted hope hopes hoped seek seeks is_to
            are_to
            """,
            r"""
              (?<!the\ )(?<!his\ )(?<!her\ )(?<!their\ )(?<!a\ )(?<!of\ )
              \b((?-i:will|won't|won’t))\b(?!\ (?:of|and\ testament))
            | \b(?:is|are|was|were|be|been)\ (?:also\ |now\ |not\ |still\ )?
              ((?:set|due|scheduled|slated|poised|planned|going|planning)\ to)\b
            | \b(?:is|are|was|were)\ (?:also\ |still\ )?
              ((?:planned|scheduled|slated|due)(?:\ (?:for|in|on|by|next))?)\b
            | \b((?:plans?|planned|intends?|intended|aims?|aimed|wants?|wanted|hopes?|hoped|seeks?)
              \ to)\b
            | \b(?:is|are)\ (to)\ (?!blame|say|date)\w+
            """,
        ),
        (
            Certainty.LIMITED,
            """
            principle provisionally tentatively conditionally now being subject preliminary
            tentative provisional interim temporary
            """,
            rf"""
              \b(in\ principle|provisionally|tentatively|conditionally|for\ now
                |for\ the\ time\ being|subject\ to)\b
            | \b(preliminary|tentative|provisional|interim|temporary)\ (?:\w+\ )?{_AGREED_EN}\b
            """,
        ),
    ),
}
"""For each certainty the words one of which must stand there, and how they must stand."""
_WOULD = {"de": r"\b(würden?|wäre|wären)\b", "en": r"\b(would)\b(?=\ )"}
"""Suppositions, but in reported speech no more than its form."""


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.VERBOSE | re.IGNORECASE)


def _cue(listed: str) -> str:
    return listed.replace("_", " ")


_RULES = {
    language: tuple(
        (certainty, frozenset(map(_cue, cues.split())), _compiled(pattern))
        for certainty, cues, pattern in listed
    )
    for language, listed in _SAID.items()
}
_SUPPOSING = {language: _compiled(pattern) for language, pattern in _WOULD.items()}
_WOULD_WORDS = frozenset({"würde", "würden", "wäre", "wären", "would"})
_TELLING = {
    language: NEGATING.union(_WOULD_WORDS, *(cues for _, cues, _ in rules))
    for language, rules in _RULES.items()
}


def _certainty(
    text: str, language: str, main: Sequence[Word], said: frozenset[str]
) -> tuple[Certainty, list[Span]]:
    line = " ".join(word.text for word in main).replace("’", "'")
    for certainty, cues, pattern in _RULES[language]:
        match = None if cues.isdisjoint(said) else pattern.search(line)
        if match is None and certainty is Certainty.POSSIBLE:
            match = _supposed(text, language, line, said)
        if match is not None:
            return certainty, list(_words_of(match, main))
    return Certainty.STATED, []


def _supposed(text: str, language: str, line: str, said: frozenset[str]) -> re.Match[str] | None:
    if _WOULD_WORDS.isdisjoint(said) or SAYING[language].search(text):
        return None
    return _SUPPOSING[language].search(line)


def _words_of(match: re.Match[str], main: Sequence[Word]) -> Iterator[Span]:
    starts = [0, *accumulate(len(word.text) + 1 for word in main)]
    said = [match.span(group) for group in range(1, match.re.groups + 1) if match.start(group) >= 0]
    for at, word in enumerate(main):
        if any(start <= starts[at] < end for start, end in said):
            yield word.span


# --- hedges ---------------------------------------------------------------------------------------

_HEDGES = folded_words(
    """
    geplant geplante geplanten geplanter geplantes angeblich angebliche angeblichen angeblicher
    grundsätzlich grundsätzliche grundsätzlichen möglich mögliche möglichen möglicher
    möglicherweise mutmaßlich mutmaßliche mutmaßlichen mutmaßlicher vermutlich voraussichtlich
    wahrscheinlich wohl vielleicht offenbar vorläufig vorläufige vorläufigen vorläufiger
    potenziell potenzielle potenziellen potenzieller
    soll sollen solle sollte sollten könnte könnten dürfte dürften würde würden wäre wären
    planned alleged allegedly reportedly possible possibly probably likely unlikely perhaps maybe
    apparently expected could might may would should potential potentially preliminary tentative
    """
)


def hedges(found: Sequence[Word]) -> tuple[Word, ...]:
    """The words that say of anything in a statement how sure or how final it is."""
    return tuple(
        [
            word
            for at, word in enumerate(found)
            if word.folded in _HEDGES
            and not is_indicative(word)
            and not (at and word.text == "May")  # it is a month
        ]
    )
