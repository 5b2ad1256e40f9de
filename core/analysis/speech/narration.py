"""A report read from beginning to end: who has the word, statement by statement."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from core.analysis.speech.attribution import Attribution
from core.analysis.speech.english import English
from core.analysis.speech.german import German
from core.analysis.speech.lexicon import ENGLISH_VERBS, GERMAN_VERBS, words_of
from core.analysis.speech.persons import Persons
from core.analysis.speech.phrases import Gender, Phrase, Reader
from core.analysis.speech.quotations import Quotation, quotations
from core.analysis.speech.subjunctive import subjunctive_at
from core.analysis.speech.tokens import MARKS, Named, Token, tokens_of
from core.model import (
    Entity,
    EntityId,
    EntityKind,
    Mention,
    Role,
    Span,
    Speech,
    SpeechKind,
    Statement,
)

_CUES = {
    "de": frozenset(GERMAN_VERBS)
    | words_of("laut zufolge nach sicht so heißt hieß angaben")
    | {":", "«»"},
    "en": frozenset(ENGLISH_VERBS) | words_of("according per words view opinion quoted as") | {":"},
}
_HEADLINES = frozenset((Role.TITLE, Role.HEADING))
_WORD = re.compile(r"\w+")
_FRAGMENT = 4
"""So many words between quotation marks may be a name or a word not meant as it stands."""
_LONGEST = 4000
"""What is longer is no sentence."""
_MEMORY = 3
"""For so many statements a pronoun reaches back."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One statement, read by itself."""

    statement: Statement
    named: tuple[Named, ...]
    tokens: tuple[Token, ...]
    quotations: tuple[int, ...]
    """Numbers of the quotations of words it gives, whole or in part."""
    covered: bool
    """It stands between quotation marks all but entirely."""
    attributions: tuple[Attribution, ...]
    subjunctive: Token | None

    @property
    def headline(self) -> bool:
        """Whether it is a title or subhead."""
        return self.statement.role in _HEADLINES


@dataclass(frozen=True, slots=True)
class Voice:
    """Who has the word."""

    speaker: str | None
    entity: EntityId | None


_NOBODY = Voice(None, None)


def read_scenes(
    statements: Sequence[Statement],
    text: str,
    language: str,
    entities: Mapping[EntityId, Entity],
    mentions: Sequence[Mention],
) -> tuple[list[Scene], tuple[Quotation, ...]]:
    """Each statement with what the rules find in it alone, and the quotations of the text."""
    quoted = quotations(text)
    spoken = _spoken(quoted, text, statements)
    ends = [quotation.span.end for quotation in quoted]
    in_order = sorted(
        (m for m in mentions if m.entity in entities), key=lambda mention: mention.span
    )
    starts = [mention.span.start for mention in in_order]
    scenes: list[Scene] = []
    for statement in statements:
        span = statement.span
        named: list[Named] = []
        first, behind = bisect_left(starts, span.start), bisect_left(starts, span.end)
        for mention in in_order[first:behind]:
            kind = entities[mention.entity].kind
            local = mention.span.shifted(-span.start)
            if local.end <= len(statement.text) and local.start < local.end:
                named.append(Named(local, mention.entity, kind, local.of(statement.text)))
        here: list[int] = []
        stretches: list[Span] = []
        fragments: list[Span] = []
        for number in range(bisect_left(ends, span.start + 1), len(quoted)):
            quotation = quoted[number]
            if quotation.span.start >= span.end:
                break
            inside = Span(
                max(quotation.span.start, span.start) - span.start,
                min(quotation.span.end, span.end) - span.start,
            )
            if spoken[number]:
                here.append(number)
                stretches.append(inside)
            else:
                fragments.append(inside)
        scenes.append(_scene(statement, language, tuple(named), here, stretches, fragments))
    return scenes, quoted


def _scene(
    statement: Statement,
    language: str,
    named: tuple[Named, ...],
    here: Sequence[int],
    stretches: Sequence[Span],
    fragments: Sequence[Span],
) -> Scene:
    text = statement.text
    tokens = tokens_of(text, stretches, named)
    covered = sum(len(span) for span in stretches) >= len(text.rstrip(" .,;!?")) - 3
    headline = statement.role in _HEADLINES
    subjunctive = None
    if language == "de" and not covered and not headline and len(text) <= _LONGEST:
        subjunctive = subjunctive_at(tokens, text)
    attributions: tuple[Attribution, ...] = ()
    cued = bool(stretches) or any(token.low in _CUES[language] for token in tokens)
    if len(text) <= _LONGEST and not covered and (cued or subjunctive is not None):
        rules = German if language == "de" else English
        attributions = tuple(rules(text, tokens, fragments, headline=headline).attributions())
    return Scene(
        statement,
        named,
        tokens,
        tuple(here),
        bool(stretches) and covered,
        attributions,
        subjunctive,
    )


def _spoken(
    quoted: Sequence[Quotation], text: str, statements: Sequence[Statement]
) -> tuple[bool, ...]:
    """Which quotations give words, and are no names or words not meant as they stand."""
    starts = [statement.span.start for statement in statements]
    found = []
    for quotation in quoted:
        inner = quotation.inner.of(text).strip()
        before = text[: quotation.span.start][-3:].rstrip()
        behind = text[quotation.span.end : quotation.span.end + 12].lstrip()
        first = bisect_left(starts, quotation.span.start + 1)
        last = bisect_left(starts, quotation.span.end)
        runs_over = first != last
        opens = before[-1:] in ("", ":", ".", "!", "?", "“", "”", '"', "«")
        closed = inner[-1:] in (".", ",", "!", "?", "…")
        followed = opens and (behind[:1] in (",", "–", ":") or (closed and behind[:1].islower()))
        long = len(_WORD.findall(inner)) > _FRAGMENT
        found.append(
            runs_over
            or long
            or followed
            or before.endswith(":")
            or (closed and (opens or before.endswith(",")))
            or (before.endswith(",") and behind[:1] in ("", ".", "\n"))
        )
    return tuple(found)


class Narrator:
    """Goes through the scenes in order and keeps in mind who spoke."""

    def __init__(
        self,
        scenes: Sequence[Scene],
        quoted: Sequence[Quotation],
        persons: Persons,
        entities: Mapping[EntityId, Entity],
        language: str,
    ) -> None:
        self._scenes = scenes
        self._quoted = quoted
        self._persons = persons
        self._entities = entities
        self._language = language
        self._voices: list[Voice | None] = []
        """Who has the word behind each statement, where somebody has."""

    def speeches(self) -> tuple[Speech, ...]:
        """The speech of the scenes, at most one of each, in order."""
        found: dict[int, Speech] = {}
        of_quotation: dict[int, Voice] = {}
        for number, scene in enumerate(self._scenes):
            speech, voice = self._speech(number, scene, of_quotation)
            if speech is not None:
                found[number] = speech
                self._fill_back(number, scene, speech, found)
                if speech.kind is SpeechKind.DIRECT and voice is not None and voice.speaker:
                    for quotation in scene.quotations:
                        of_quotation.setdefault(quotation, voice)
            self._voices.append(voice)
        return tuple(found[number] for number in sorted(found))

    def _speech(
        self, number: int, scene: Scene, of_quotation: Mapping[int, Voice]
    ) -> tuple[Speech | None, Voice | None]:
        chosen = _chosen(scene)
        if chosen is not None and chosen.gives_words:
            voice = self._voice(number, scene, chosen)
            kind = SpeechKind.DIRECT if chosen.of_quotation else SpeechKind.REPORTED
            named = chosen.speaker.span if chosen.speaker and voice.speaker else None
            speech = Speech(
                scene.statement.id, kind, voice.speaker, voice.entity, named, chosen.cue
            )
            return speech, self._only_voice(scene, voice)
        if chosen is not None and not scene.quotations:
            return None, self._voice(number, scene, chosen)
        if scene.quotations and (scene.covered or self._is_part(scene)):
            voice = self._continued(number, scene, of_quotation)
            kept = voice
            if voice is _NOBODY and self._ahead(number, scene.quotations[-1]):
                kept = self._before(number) or _NOBODY
            mark = next((t for t in scene.tokens if t.is_quotation), None)
            cue = Span(mark.start, mark.start + 1) if mark and mark.text[0] in MARKS else None
            if voice is _NOBODY and scene.headline:
                return None, None
            return (
                Speech(
                    scene.statement.id, SpeechKind.DIRECT, voice.speaker, voice.entity, None, cue
                ),
                kept,
            )
        if scene.subjunctive is not None:
            voice = self._before(number) or _NOBODY
            speech = Speech(
                scene.statement.id,
                SpeechKind.REPORTED,
                voice.speaker,
                voice.entity,
                None,
                scene.subjunctive.span,
            )
            return speech, voice
        return None, None

    def _only_voice(self, scene: Scene, voice: Voice) -> Voice:
        """Who has the word behind a statement: nobody for certain, where two speak in it."""
        speakers = {
            (each.speaker.text, each.speaker.entity)
            for each in scene.attributions
            if each.speaker is not None and each.speaker.pronoun is None
        }
        return voice if len(speakers) < 2 else _NOBODY

    def _before(self, number: int) -> Voice | None:
        """Who has the word when a statement begins."""
        if not number or self._scenes[number - 1].headline:
            return None
        return self._voices[number - 1]

    def _is_part(self, scene: Scene) -> bool:
        """Whether the statement begins or ends in the middle of a quotation."""
        span = scene.statement.span
        return any(
            self._quoted[number].span.start < span.start or self._quoted[number].span.end > span.end
            for number in scene.quotations
        )

    def _continued(self, number: int, scene: Scene, of_quotation: Mapping[int, Voice]) -> Voice:
        for quotation in scene.quotations:
            if quotation in of_quotation:
                return of_quotation[quotation]
            if self._quoted[quotation].continued and quotation - 1 in of_quotation:
                return of_quotation[quotation - 1]
        if self._ahead(number, scene.quotations[-1]):
            return _NOBODY
        return (scene.covered and self._before(number)) or _NOBODY

    def _ahead(self, number: int, quotation: int) -> bool:
        """Whether a quotation is said to be somebody's where it ends."""
        for scene in self._scenes[number + 1 :]:
            if quotation not in scene.quotations:
                return False
            if any(each.of_quotation for each in scene.attributions):
                return True
        return False

    def _fill_back(
        self, number: int, scene: Scene, speech: Speech, found: dict[int, Speech]
    ) -> None:
        """Gives the statements before, where the same quotation began, their speaker."""
        if speech.kind is not SpeechKind.DIRECT or speech.speaker is None:
            return
        wanted = set(scene.quotations)
        for earlier in range(number - 1, -1, -1):
            before = self._scenes[earlier]
            shared = wanted.intersection(before.quotations)
            first = self._quoted[min(wanted)] if wanted else None
            if not shared and first is not None and first.continued:
                shared = {min(wanted) - 1}.intersection(before.quotations)
            known = found.get(earlier)
            if not shared or known is None or known.speaker is not None:
                return
            wanted |= set(before.quotations)
            found[earlier] = replace(known, speaker=speech.speaker, entity=speech.entity)

    # --- who it is ---

    def _voice(self, number: int, scene: Scene, attribution: Attribution) -> Voice:
        phrase = attribution.speaker
        if phrase is None:
            return _NOBODY
        if phrase.pronoun is None:
            return Voice(phrase.text, phrase.entity)
        plural = attribution.cue.of(scene.statement.text).endswith("en")
        if plural and phrase.pronoun is Gender.FEMALE and self._language == "de":
            return _NOBODY
        return self._meant(number, phrase, phrase.pronoun)

    def _meant(self, number: int, phrase: Phrase, pronoun: Gender) -> Voice:
        """The only person a pronoun can mean; nobody where there are two, or somebody unnamed."""
        latest: dict[EntityId, str] = {}
        unnamed = False
        before = self._before(number)
        reach = _MEMORY
        if before is not None and before.entity and self._persons.fit(before.entity, pronoun):
            reach = 2
        for earlier in range(max(0, number - reach + 1), number + 1):
            there = self._scenes[earlier]
            if there.headline:
                latest.clear()
                continue
            if self._has_unnamed_subject(there, phrase if earlier == number else None):
                unnamed = True
            for token in there.tokens:
                named = token.named
                if named is None or named.kind is not EntityKind.PERSON:
                    continue
                if earlier == number and named.span.start > phrase.span.start:
                    continue
                if self._persons.fit(named.entity, pronoun):
                    latest[named.entity] = named.text
        if before is not None and before.speaker is not None:
            if before.entity is None:
                fits = not latest and _may_be(before.speaker, pronoun)
                return before if fits else _NOBODY
            if self._persons.fit(before.entity, pronoun):
                latest[before.entity] = before.speaker
            elif self._entities[before.entity].kind is not EntityKind.PERSON:
                return _NOBODY
        if unnamed or len(latest) != 1:
            return _NOBODY
        return next(Voice(text, entity) for entity, text in latest.items())

    def _has_unnamed_subject(self, scene: Scene, pronoun: Phrase | None) -> bool:
        """Whether a statement begins with somebody who has no name, and may be meant."""
        reader = Reader(scene.statement.text, scene.tokens, self._language)
        at = 0
        while at < len(scene.tokens) and scene.tokens[at].is_quotation:
            at += 1
        if pronoun is not None and at >= pronoun.first:
            return False
        first = reader.german(at) if self._language == "de" else reader.english(at)
        if first is None or first.pronoun is not None or first.plural:
            return False
        if first.entity is None:
            return first.certain
        return self._entities[first.entity].kind is EntityKind.ORGANISATION


def _chosen(scene: Scene) -> Attribution | None:
    """The attribution that says most: of a quotation before others, named before unnamed."""
    if not scene.attributions:
        return None

    def rank(attribution: Attribution) -> tuple[bool, bool, bool]:
        named = attribution.speaker is not None
        return (not attribution.gives_words, not attribution.of_quotation, not named)

    return min(scene.attributions, key=rank)


def _may_be(description: str, pronoun: Gender) -> bool:
    """Whether a description, as `die Trainerin`, can be taken up by a pronoun."""
    words = description.lower().split()
    feminine = bool(_FEMALE.intersection(words))
    article = words[0]
    if article in ("der", "ein"):
        return pronoun is Gender.MALE
    if article in ("die", "eine"):
        return pronoun is Gender.FEMALE
    return article in _ENGLISH_ARTICLES and feminine == (pronoun is Gender.FEMALE)


_ENGLISH_ARTICLES = words_of("the a an his her")
_FEMALE = words_of("spokeswoman chairwoman mother woman wife daughter sister actress queen")
