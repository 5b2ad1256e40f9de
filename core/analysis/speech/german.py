"""Who is said to speak in a German statement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from core.analysis.speech.attribution import Attribution
from core.analysis.speech.lexicon import (
    GERMAN_PARTICLES_OF_OTHER_VERBS,
    GERMAN_VERBS,
    Demand,
    Verb,
    words_of,
)
from core.analysis.speech.phrases import MEDIA, Phrase, Reader, named_phrase, without_genitive
from core.analysis.speech.subjunctive import has_subjunctive
from core.analysis.speech.tokens import Token
from core.model import EntityKind, Span

_SIGNS = frozenset(",;:.!?…–—")
_CONJUNCTIONS = words_of("und doch aber denn oder sondern jedoch sowie")
_HAVE = words_of("hat haben hatte hatten")
_BECOME = words_of("wird werden wurde wurden worden werde")
_BE = words_of("ist sind war waren sei seien bleibt gilt gelten")
_ARTICLES = words_of("der die das dem den des ein eine einen einem einer ihr sein")
_MODAL = words_of(
    """
    will wollen wollte wollten muss müssen musste mussten soll sollen sollte sollten kann können
    konnte konnten könnte könnten darf dürfen durfte würde würden wird werden lässt ließ möchte
    möchten wolle könne müsse dürfe solle mag
    """
)
_BEFORE_SUBJECT = words_of(
    """
    auch gestern heute dazu dagegen weiter dann zudem noch jetzt ihm ihr sich mir uns ihnen am
    später zuvor bereits nun erneut allerdings jedoch aber indes außerdem ferner abschließend
    anschließend schließlich kürzlich zuletzt hingegen deshalb daher darauf einst einmal wiederum
    montag dienstag mittwoch donnerstag freitag samstag sonntag montagabend abend morgen
    unterdessen mittlerweile
    """
)
_NO_SUBJECTS = words_of(
    """
    das dies es den dem am im in auf nach bei vor mit zu zum zur für über unter an als so da dazu
    daher deshalb außerdem zudem gestern heute dann später zuvor dabei darauf damit davon dagegen
    hier dort jetzt nun zuletzt erst auch seit während trotz wegen gegenüber einen diesen ihm ihr
    ihnen uns mir ebenfalls bereits zugleich gleichzeitig allerdings kürzlich schließlich von vom
    beim aus gegen ohne laut neben um durch bis ab des weiter ferner bisher immer dennoch trotzdem
    unterdessen mittlerweile daraufhin anschließend wie was
    """
)
_NO_SPEAKERS = words_of("das es dies was wer man niemand keiner nichts jemand jeder")
_SUBORDINATE = words_of("wie was während nachdem obwohl als weil da obgleich bevor indem seit")
_NO_CLAUSE = words_of(
    """
    der die das welche welcher welches den dem deren dessen denen um wer was wie wo warum weshalb
    und aber doch als wenn weil nachdem obwohl während sondern oder bevor wobei womit ohne statt
    wodurch indem damit so sowie bis wieso
    """
)
_ACCOUNTS = words_of(
    """
    angabe schilderung schilderungen beschreibung lesart angaben worten ansicht meinung
    auffassung einschätzung darstellung aussage aussagen auskunft
    informationen überzeugung schätzung schätzungen berechnungen erkenntnissen prognose
    einschätzungen ansichten erkenntnis bericht berichten
    """
)
_WHOSE = words_of("der des eines einer mehrerer seiner ihrer von vom")
_OWN_ACCOUNTS = words_of("eigenen seinen ihren seiner ihrer eigener")
_RULES = words_of(
    """
    gesetz vertrag plan fahrplan satzung statut verfassung regel regeln grundgesetz tabelle
    definition etikett lehrplan terminplan protokoll urteil paragraf paragraph vorschrift tarif
    preisliste karte genug deutlich zeitplan reglement
    """
)
_COMPOUND_ACCOUNT = re.compile(
    r"(?P<who>\w{3,}?)(?:s|-)?(?:angaben|berichten|informationen|kreisen)\Z", re.IGNORECASE
)
_FINITE = re.compile(r"[a-zäöüß]{3,}(?:t|te|ten|eß|ief|ach|ang|ob|ot)\Z")
_SAME_AS_INFINITIVE = "en"
_NOUNS_OF_SPEECH = re.compile(
    r"(?:antwort|entgegnung|erwiderung|reaktion|kommentar|vorwurf|kritik|fazit|urteil|versprechen"
    r"|warnung|forderung|appell|begründung|erklärung|botschaft|worte|bilanz)\Z"
)


class German:
    """Looks for attributions in one statement."""

    def __init__(
        self,
        text: str,
        tokens: Sequence[Token],
        fragments: Sequence[Span],
        *,
        headline: bool,
    ) -> None:
        self.text = text
        self.tokens = tokens
        self.fragments = fragments
        self.headline = headline
        self.reader = Reader(text, tokens, "de")

    def attributions(self) -> Iterator[Attribution]:
        """What shows who speaks, the surest first."""
        yield from self._colon()
        yield from self._phrases()
        for at, token in enumerate(self.tokens):
            verbs = GERMAN_VERBS.get(token.low)
            if verbs is not None and (not token.is_capital or at == 0):
                found = self._spoken(at, verbs)
                if found is not None:
                    yield found
            elif token.low in ("heißt", "hieß") and "es" in (self._low(at - 1), self._low(at + 1)):
                yield from self._it_is_said(at)
        yield from self._beside_quotation()

    def _low(self, at: int) -> str:
        return self.reader.low(at)

    # --- verbs ---

    def _spoken(self, at: int, verbs: tuple[Verb, ...]) -> Attribution | None:
        start, end = self._segment(at)
        words = [token.low for token in self.tokens[start:end]]
        auxiliary = next((p for p in range(start, end) if p != at and self._low(p) in _HAVE), None)
        if any(word in _BECOME for word in words) and any(v.participle for v in verbs):
            return None
        if any(word in _BE for word in words) and any(v.participle for v in verbs):
            return None
        if self.tokens[at].low.endswith(_SAME_AS_INFINITIVE) and (
            self._low(at - 1) == "zu" or any(word in _MODAL for word in words)
        ):
            return None
        if at - 1 > start and self._low(at - 1) in _ARTICLES:
            return None  # das erklärte Ziel
        for verb in verbs:
            if verb.participle != (auxiliary is not None):
                continue
            pivot = at if auxiliary is None else auxiliary
            found = self._with_subject(at, pivot, start, end, verb)
            if found is not None:
                return found
        return None

    def _with_subject(
        self, at: int, pivot: int, start: int, end: int, verb: Verb
    ) -> Attribution | None:
        subject, follows = self._subject(pivot, start, end)
        if subject is None or self._names_nobody(subject):
            return None
        if subject.first >= end or subject.end > end:
            end = self._segment_end(subject.end)
        if verb.particle and self._low(subject.end) == ",":
            end = self._segment_end(subject.end + 1)
        if self._is_another_verb(at, pivot, start, end, verb, subject):
            return None
        cue = self.tokens[at].span
        if verb.demand is Demand.FLOOR:
            beside = self._beside(start, end)
            if not subject.certain or self.headline:
                return None
            return Attribution(cue, subject, gives_words=beside, of_quotation=beside)
        beside = self._beside(start, end)
        if beside and verb.demand is not Demand.QUOTATION:
            return Attribution(cue, subject, of_quotation=True)
        if verb.demand is Demand.QUOTATION:
            spoken = (
                subject.certain
                and (beside or self._has_fragment(start, end))
                and all(self._low(p) != "sich" for p in range(start, end))
            )
            return Attribution(cue, subject, of_quotation=True) if spoken else None
        insists = self.tokens[at].low in ("besteht", "bestand", "beharrt", "beharrte")
        if self._has_content(pivot, start, end, subject, follows=follows):
            return Attribution(cue, subject) if subject.certain or not insists else None
        if verb.demand is Demand.OBJECT:
            return self._with_object(at, subject, start, end)
        return None

    def _is_another_verb(
        self, at: int, pivot: int, start: int, end: int, verb: Verb, subject: Phrase
    ) -> bool:
        """Whether the clause makes it one that is no speaking, or its subject none that can."""
        if verb.particle and not self._has_particle(verb.particle, pivot, end):
            return True
        if verb.participle:
            return False
        if not verb.particle and self._low(end - 1) in GERMAN_PARTICLES_OF_OTHER_VERBS:
            return True  # sagte das Spiel ab
        if self._low(at).startswith(("versprich", "versprach")):
            return any(self._low(p) == "sich" for p in range(start, end))
        some = subject.certain or subject.plural
        return self._low(at).endswith("en") and (not some or subject.pronoun is not None)

    def _names_nobody(self, subject: Phrase) -> bool:
        first, end = subject.first, subject.end
        bare = end == first + 1 and self._low(first) in _NO_SPEAKERS
        return bare or any(token.low in _RULES for token in self.tokens[first:end])

    def _with_object(self, at: int, subject: Phrase, start: int, end: int) -> Attribution | None:
        if self.headline or not subject.certain or self.text.rstrip().endswith("?"):
            return None
        low = self.tokens[at].low
        if low.startswith(("droh", "gedroh")):
            threat = any(self._low(p) in ("mit", "damit") for p in range(start, end))
            if not threat and self._low(end) != ",":
                return None
        if end - start <= (subject.end - subject.first) + 1 and self._low(end) not in (",", ":"):
            return None
        return Attribution(self.tokens[at].span, subject)

    def _has_content(
        self, pivot: int, start: int, end: int, subject: Phrase, *, follows: bool
    ) -> bool:
        words_before = sum(1 for token in self.tokens[:start] if token.is_word)
        if pivot == start and follows and words_before >= 2 and self._low(start - 1) in (",", "–"):
            return subject.certain or subject.first == pivot + 1
        opener = self._low(start)
        if opener == "wie" and words_before + len(self.tokens) - end >= 3:
            return True
        if self._low(end) == ":":
            return end + 2 < len(self.tokens)
        if self._low(end) != ",":
            return False
        following = self._low(end + 1)
        if following in ("dass", "ob", "man"):
            return True
        rest = self.tokens[end + 1 :]
        if has_subjunctive(rest):
            return True
        if self.headline or opener in _SUBORDINATE:
            return False
        return following not in _NO_CLAUSE and not follows and self._is_clause(end + 1)

    def _is_clause(self, at: int) -> bool:
        """Whether at least a subject and a verb stand here."""
        end = self._segment_end(at)
        return end - at >= 3 and not any(
            self._low(p) == "zu" and self._low(p + 1).endswith("en") for p in range(at, end)
        )

    def _subject(self, pivot: int, start: int, end: int) -> tuple[Phrase | None, bool]:
        """Who does what the finite verb says, and whether that stands behind it."""
        first = self._low(start)
        if first in _SUBORDINATE and pivot > start:
            return self._subordinate_subject(pivot, start, end), False
        if pivot > start:
            front = None if self._is_no_subject(start) else self.reader.german(start)
            if front is not None and front.end <= pivot and self._only_adverbs(front.end, pivot):
                if self._is_relative(start, pivot, end):
                    return None, False
                behind = None if front.certain else self._behind(pivot)
                if behind is not None and behind.certain and self._low(behind.first) != "der":
                    return behind, True
                return front, False
            if front is not None and front.pronoun is not None:
                return front, False
            return self._behind(pivot), True
        behind = self._behind(pivot)
        if behind is not None and (behind.certain or self._low(start - 1) not in (",", "–")):
            return behind, True
        host = self._host(start) or self._shared(start)
        if host is not None:
            return host, False
        return behind, True

    def _is_no_subject(self, at: int) -> bool:
        """Whether a clause that begins with this word has its subject behind the verb."""
        if self._low(at) not in _NO_SUBJECTS:
            return False
        return self._low(at) != "das" or not any(
            token.is_capital and token.low not in _NO_SUBJECTS
            for token in self.tokens[at + 1 : at + 2]
        )

    def _is_relative(self, start: int, pivot: int, end: int) -> bool:
        """`die Frau, die Kohl kritisierte`: who does what is not to be told."""
        relative = self._low(start) in ("der", "die", "das", "den", "dem")
        return relative and self._low(start - 1) == "," and pivot == end - 1

    def _subordinate_subject(self, pivot: int, start: int, end: int) -> Phrase | None:
        final = all(self._low(p) in _HAVE for p in range(pivot + 1, end)) or pivot == end - 1
        if not final:
            return self._behind(pivot)
        at = start + 1
        while self._low(at) in _BEFORE_SUBJECT:
            at += 1
        return self.reader.german(at)

    def _behind(self, pivot: int) -> Phrase | None:
        at = pivot + 1
        while at < len(self.tokens):
            low = self._low(at)
            if low in _BEFORE_SUBJECT and not (low == "ihr" and self.tokens[at].is_capital):
                at += 1
                continue
            if low in ("dem", "der", "den", "im", "vor", "in"):
                recipient = self._recipient(at)
                if recipient is not None:
                    at = recipient
                    continue
            break
        if at >= len(self.tokens) or self._is_no_subject(at):
            return None
        return self.reader.german(at)

    def _recipient(self, at: int) -> int | None:
        """Behind `dem „Spiegel“`, `der dpa`, `im ZDF`: to whom, not who."""
        low = self._low(at)
        if self._low(at + 1) in MEDIA:
            return at + 2
        end = self.reader.noun_end(at if low in ("dem", "der", "den") else at + 1)
        if end is None or (low == "der" and not self._low(end - 1).endswith(MEDIA)):
            return None
        return end

    def _host(self, start: int) -> Phrase | None:
        """`Peter Lang, Chef der Bahn, sagte`: whom the verb goes with, over an apposition."""
        for at in range(start - 1):
            opens = at == 0 or self.tokens[at - 1].is_quotation or self._low(at - 1) in ":;–"
            if not opens:
                continue
            at += self._low(at) in _CONJUNCTIONS
            host = None if self._is_no_subject(at) else self.reader.german(at)
            if host is not None and host.certain and self._low(host.end) == ",":
                return host if host.end <= start - 1 else None
        return None

    def _shared(self, start: int) -> Phrase | None:
        """`Kohl lachte und sagte`: the subject of the clause before."""
        if self._low(start - 1) != "und" or self._is_no_subject(0):
            return None
        first = self.reader.german(self._low(0) in _CONJUNCTIONS)
        return first if first is not None and first.certain and first.end < start - 1 else None

    def _only_adverbs(self, start: int, end: int) -> bool:
        """Whether a stretch between subject and verb holds nothing that could be another one."""
        if start == end:
            return True
        between = self.tokens[start:end]
        if between[0].low in (",", "aus", "in", "im", "bei", "vom", "von", "am", "für", "an", "("):
            return True
        return all(not token.is_capital for token in between)

    def _segment(self, at: int) -> tuple[int, int]:
        start = at
        depth = 0
        while start > 0:
            token = self.tokens[start - 1]
            depth += (token.low == ")") - (token.low == "(")
            if token.is_quotation and self._is_within_clause(start - 1):
                start -= 1
                continue
            if depth == 0 and (token.is_quotation or self._is_sign(start - 1)):
                break
            if token.low in _CONJUNCTIONS and not self._joins_phrase(start - 1):
                break
            start -= 1
        return start, self._segment_end(at + 1)

    def _is_within_clause(self, at: int) -> bool:
        """`was Kohl als „Unsinn“ bezeichnet`: the clause goes on behind the quotation."""
        return at > 0 and self.tokens[at - 1].is_word and self.tokens[at - 1].low != "dass"

    def _joins_phrase(self, at: int) -> bool:
        """`Lang und Kohl`, `Bund und Länder`: one subject."""
        if not 0 < at < len(self.tokens) - 1 or self._low(at) not in ("und", "sowie"):
            return False
        before, after = self.tokens[at - 1], self.tokens[at + 1]
        return (
            before.is_capital
            and (after.is_capital or self._low(at + 1) in ("der", "die", "das", "ihre", "seine"))
            and not any(t.low in GERMAN_VERBS for t in self.tokens[max(0, at - 6) : at])
        )

    def _segment_end(self, at: int) -> int:
        while at < len(self.tokens):
            token = self.tokens[at]
            if token.is_quotation and self._is_within_clause(at):
                at += 1
                continue
            if token.is_quotation or self._is_sign(at):
                return at
            at += 1
        return at

    def _is_sign(self, at: int) -> bool:
        """Whether a clause ends here; `am 3. Mai` and `Mr. Lang` go on."""
        return self._low(at) in _SIGNS and (self._low(at) != "." or at == len(self.tokens) - 1)

    def _has_particle(self, particle: str, pivot: int, end: int) -> bool:
        ahead = range(pivot + 1, end)
        return any(
            self._low(p) == particle
            and (p == end - 1 or self._low(p + 1) in _CONJUNCTIONS or self._low(p + 1) == ".")
            for p in ahead
        )

    def _beside(self, start: int, end: int) -> bool:
        """Whether a quotation stands in the clause or right beside it."""
        before = start - 1
        before -= self._low(before) in (",", "–")
        behind = end
        behind += self._low(behind) in (",", ":", "–")
        return any(
            0 <= at < len(self.tokens) and self.tokens[at].is_quotation
            for at in (before, *range(start, end), behind)
        )

    def _has_fragment(self, start: int, end: int) -> bool:
        first, last = self.tokens[start].start, self.tokens[min(end, len(self.tokens)) - 1].end
        return any(first <= span.start and span.end <= last + 2 for span in self.fragments)

    def _it_is_said(self, at: int) -> Iterator[Attribution]:
        start, end = self._segment(at)
        trailing = (
            start == at
            and start > 2
            and (self._low(start - 1) in (",", "–") or self.tokens[start - 1].is_quotation)
        )
        content = self._low(end) in (",", ":") and end + 2 < len(self.tokens)
        if not (trailing or content or self._beside(start, end)):
            return
        speaker = None
        for place in range(at + 2, end):
            if self._low(place) in ("in", "aus", "bei", "beim", "von", "vom", "im"):
                speaker = self.reader.german(place + 1, oblique=True)
                if self._low(place) in ("in", "im") and speaker is not None:
                    speaker = speaker if speaker.certain else None
                break
        certain = speaker if speaker is not None and not self._is_place(speaker) else None
        beside = self._beside(start, end)
        yield Attribution(self.tokens[at].span, certain, of_quotation=beside)

    def _is_place(self, phrase: Phrase) -> bool:
        named = self.tokens[phrase.end - 1].named
        return named is not None and named.kind is EntityKind.PLACE

    # --- phrases ---

    def _phrases(self) -> Iterator[Attribution]:
        for at, token in enumerate(self.tokens):
            low = token.low
            if low == "laut":
                yield from self._behind_preposition(at, at + 1)
            elif low == "zufolge":
                yield from self._before_postposition(at)
            elif low == "nach" and not self._closes(at + 1):
                yield from self._account(at)
            elif low == "aus" and self._low(at + 1) == "sicht":
                yield from self._of_whom(at, at + 2)
            elif low == "so" and (at == 0 or self._low(at - 1) in (",", "–", "«»")):
                yield from self._thus(at)

    def _closes(self, at: int) -> bool:
        return at >= len(self.tokens) or not self.tokens[at].is_word

    def _behind_preposition(self, at: int, start: int) -> Iterator[Attribution]:
        compound = self._compound_account(start)
        if compound is not None:
            yield Attribution(self.tokens[at].span, compound)
            return
        if self._low(start) == "eigenen" or self._low(start + 1) == "eigenen":
            yield from self._own(at)
            return
        owner = self._owner(start + 1) if self._low(start + 1) in _ACCOUNTS else None
        if owner is not None:
            yield Attribution(self.tokens[at].span, owner)
            return
        if self._low(start) in _ACCOUNTS and self._low(start + 1) in _WHOSE:
            yield from self._of_whom(at, start + 1)
            return
        phrase = self.reader.german(start, oblique=True)
        if phrase is None or any(t.low in _RULES for t in self.tokens[phrase.first : phrase.end]):
            return
        yield Attribution(self.tokens[at].span, phrase)

    def _before_postposition(self, at: int) -> Iterator[Attribution]:
        best = None
        for start in range(at - 1, max(-1, at - 16), -1):
            compound = self._compound_account(start)
            phrase = compound or self.reader.german(start, oblique=True)
            if phrase is not None and phrase.end == at:
                best = phrase
            if not (self.tokens[start].is_word or self.tokens[start].low in "()"):
                break
        if best is None:
            return
        if self._low(best.first) in _OWN_ACCOUNTS and "eigenen" in self._lows(best.first, at):
            yield from self._own(at)
        elif self._low(at - 1) in _ACCOUNTS - {"bericht"} and best.end - best.first <= 2:
            yield Attribution(self.tokens[at].span, self._owner(at - 1))
        elif self._low(best.first) in _ACCOUNTS:
            yield from self._of_whom(at, best.first + 1)
        else:
            yield Attribution(self.tokens[at].span, best)

    def _lows(self, first: int, end: int) -> list[str]:
        return [token.low for token in self.tokens[first:end]]

    def _owner(self, noun: int) -> Phrase | None:
        """`Kohls Angaben`: the person or organisation named in the genitive before a noun."""
        token = self.tokens[noun - 1] if noun else None
        if token is None or token.named is None or not token.ends_name:
            return None
        if token.named.kind not in (EntityKind.PERSON, EntityKind.ORGANISATION):
            return None
        return named_phrase(noun - 1, noun, without_genitive(token.named))

    def _account(self, at: int) -> Iterator[Attribution]:
        compound = self._compound_account(at + 1)
        if compound is not None and not self._low(at + 1).endswith("berichten"):
            yield Attribution(self.tokens[at].span, compound)
            return
        noun = at + 1
        while noun < at + 4 and self._low(noun) not in _ACCOUNTS:
            noun += 1
        if self._low(noun) not in _ACCOUNTS:
            return
        owner = self._owner(noun)
        if owner is not None:
            yield Attribution(self.tokens[at].span, owner)
        elif "eigenen" in self._lows(at, noun):
            yield from self._own(at)
        elif self._low(at + 1) in ("seinen", "ihren", "seiner", "ihrer") and noun == at + 2:
            yield Attribution(self.tokens[at].span, None)
        elif noun == at + 1 or self._low(at + 1).endswith(("en", "er")):
            yield from self._of_whom(at, noun + 1)

    def _of_whom(self, at: int, start: int) -> Iterator[Attribution]:
        low = self._low(start)
        if low in ("von", "vom", "aus", "beim"):
            phrase = self.reader.german(start + 1, oblique=True)
        elif low in _WHOSE or (start < len(self.tokens) and self.tokens[start].is_whole_name):
            phrase = self.reader.german(start, oblique=True)
        else:
            return
        if phrase is not None:
            yield Attribution(self.tokens[at].span, phrase)

    def _own(self, at: int) -> Iterator[Attribution]:
        """`Die Bank hat nach eigenen Angaben …`: the subject, where it is named."""
        front = None if self._is_no_subject(0) else self.reader.german(0)
        subject = front if front is not None and front.end <= at and front.certain else None
        yield Attribution(self.tokens[at].span, subject)

    def _compound_account(self, at: int) -> Phrase | None:
        if not 0 <= at < len(self.tokens):
            return None
        token = self.tokens[at]
        match = _COMPOUND_ACCOUNT.match(token.text) if token.is_capital else None
        if match is None:
            return None
        span = Span(token.start, token.start + match.end("who"))
        named = token.named
        if named is not None and named.kind is not EntityKind.PLACE:
            return Phrase(at, at + 1, named.span, named.text, named.entity, certain=True)
        return Phrase(at, at + 1, span, match["who"], None, certain=True)

    def _thus(self, at: int) -> Iterator[Attribution]:
        phrase = self.reader.german(at + 1)
        quoted = at > 1 and self.tokens[at - 2 + (self._low(at - 1) == "«»")].is_quotation
        if phrase is None or not (phrase.certain or (quoted and self._is_bare_name(phrase))):
            return
        behind = self._low(phrase.end)
        ends = phrase.end >= len(self.tokens) or behind in _SIGNS or behind == "«»"
        if ends or behind in _BEFORE_SUBJECT or behind in ("in", "im", "gegenüber", "vor"):
            beside = any(
                0 <= p < len(self.tokens) and self.tokens[p].is_quotation
                for p in (at - 1, at - 2, phrase.end, phrase.end + 1)
            )
            yield Attribution(self.tokens[at].span, phrase, of_quotation=beside)

    def _is_bare_name(self, phrase: Phrase) -> bool:
        return all(token.is_capital for token in self.tokens[phrase.first : phrase.end])

    # --- colons and quotations ---

    def _colon(self) -> Iterator[Attribution]:
        at = next((p for p, token in enumerate(self.tokens) if token.low == ":"), None)
        if at is None or not at or at + 1 >= len(self.tokens):
            return
        quoted = self.tokens[at + 1].is_quotation
        owner = self._owner_of_words(at) if quoted else None
        if owner is not None:
            yield Attribution(self.tokens[at].span, owner, of_quotation=True)
            return
        if self.tokens[0].is_quotation:
            yield from self._behind_colon(at)
            return
        phrase = self.reader.german(0)
        if phrase is None or not phrase.certain or phrase.pronoun is not None:
            return
        gap = at - phrase.end
        if (
            gap < 0
            or gap > 2
            or any(t.is_capital or not t.is_word for t in self.tokens[phrase.end : at])
        ):
            return
        if quoted or (self.headline and not gap and self._is_statement(phrase, at + 1)):
            yield Attribution(self.tokens[at].span, phrase, of_quotation=quoted)

    def _behind_colon(self, at: int) -> Iterator[Attribution]:
        """`„Wir machen weiter“: Kohl verteidigt die Reform`."""
        if at != 1 or not self.headline:
            return
        phrase = self.reader.german(2)
        if phrase is not None and phrase.entity is not None:
            yield Attribution(self.tokens[at].span, phrase, of_quotation=True)

    def _is_statement(self, phrase: Phrase, at: int) -> bool:
        """Whether what follows a name in a headline is what the named one says."""
        if phrase.entity is None:
            return True
        named = self.tokens[phrase.end - 1].named
        if named is not None and named.kind is EntityKind.PERSON:
            return True
        rest = self.tokens[at:]
        own = any(t.low in ("wir", "ich", "uns", "unser", "unsere") for t in rest)
        return own or has_subjunctive(rest)

    def _owner_of_words(self, at: int) -> Phrase | None:
        """`Kohls Antwort: „…“`."""
        if at < 2 or _NOUNS_OF_SPEECH.search(self._low(at - 1)) is None:
            return None
        named = self.tokens[at - 2].named
        if named is None or named.kind is not EntityKind.PERSON:
            return None
        return named_phrase(at - 2, at - 1, without_genitive(named))

    def _beside_quotation(self) -> Iterator[Attribution]:
        """`„Wir sind nah dran“, neckte Kohl`: any verb will do between quotation and person.

        So it does behind indirect speech: `Man sei nah dran, neckte Kohl`.
        """
        for at, token in enumerate(self.tokens):
            reported = (
                self._low(at + 1) == "," and at > 1 and has_subjunctive(self.tokens[: at + 1])
            )
            if not token.is_quotation and not reported:
                continue
            verb = at + 1 + (self._low(at + 1) in (",", "–"))
            low = self._low(verb)
            comma = verb > at + 1 or token.text.rstrip("“”\"«»‘’'")[-1:] in (",", "!", "?")
            if not comma or low in _CONJUNCTIONS or low in _SUBORDINATE or low in _NO_CLAUSE:
                continue
            if _FINITE.match(self.tokens[verb].text if verb < len(self.tokens) else "") is None:
                continue
            subject = self._behind(verb)
            if subject is not None and subject.certain:
                quoted = token.is_quotation
                yield Attribution(self.tokens[verb].span, subject, of_quotation=quoted)
