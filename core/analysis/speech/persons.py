"""Which of the persons of a report a pronoun can stand for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.analysis.speech.lexicon import may_speak, words_of
from core.analysis.speech.phrases import Gender
from core.model import Entity, EntityId, EntityKind, Mention

_WOMEN = words_of(
    """
    anna anne anja andrea angela annalena annika antje astrid barbara beate bettina birgit brigitte
    britta carla carmen caroline charlotte christiane christina christine clara claudia cornelia
    dagmar daniela doris eva elena elisabeth elke ellen emilia emma erika esra fatma franziska
    frieda gabriele gisela greta hanna hannah heike helena helga ilse ines ingrid irene iris jana
    jasmin jennifer johanna judith julia jutta karin katarina katharina kathrin katja katrin kerstin
    klara lara laura lea lena leonie lina linda lisa luisa manuela maria marie marina marion marlene
    martina melanie meike mia michaela miriam monika nadine nancy natalie nicole nina olga patricia
    paula petra pia ramona regina renate ricarda rita rosa ruth sabine sabrina sahra sandra sara
    sarah silke silvia simone sofia sonja sophia sophie stefanie stephanie susanne svenja sylvia
    tanja tatjana theresa tina ulrike ursula ute valentina vanessa vera verena veronika yasmin
    yvonne mary patty jane emily olivia amelia alice amy karen susan nancy helen kate margaret
    rachel rebecca hillary kamala michelle melinda theresa liz tara lindsay britney diana joan
    deborah donna elizabeth grace heather jessica jill joanna kathleen kelly megan nicola priya
    samantha sharon zoe aisha ayse leila maya ursula giorgia marine christina
    """
)
_MEN = words_of(
    """
    alexander andreas anton armin arne axel bastian ben benjamin bernd björn boris carl carsten
    christian christoph clemens daniel david dennis dieter dietmar dirk dominik eckart elias emil
    erik ernst fabian felix ferdinand finn florian frank franz friedrich georg gerd gerhard gregor
    günter günther hans harald hartmut heinrich heinz helmut henrik herbert hermann holger horst
    hubert ingo jakob jan jens jochen joachim johann johannes jonas jörg josef jürgen julian kai
    karl karsten kevin klaus kurt lars leon lothar lukas manfred marc marcel marco marcus mario
    mark markus martin matthias max maximilian mehmet michael moritz niklas nils norbert olaf
    oliver oskar otto pascal patrick paul peter philipp rainer ralf reinhard rené robert roland
    rolf rudolf sascha sebastian siegfried simon stefan steffen stephan sven theo thomas thorsten
    tim timo tobias tom torsten udo ulrich uwe viktor volker walter werner wilhelm winfried wolf
    wolfgang john james william george charles richard joseph donald steven andrew kenneth joshua
    brian edward ronald anthony jason matthew gary timothy jose larry jeffrey jacob jonathan scott
    stephen justin raymond samuel gregory jack dennis jerry tyler aaron henry peter adam nathan
    harry joe barack elon mark tim bill pavel vladimir dmitri sergej sergei igor ali ahmed mohammed
    emmanuel boris keir rishi tony gordon sam daniel lewis liam oliver ryan sean tom
    """
)
_SHE = words_of("frau mrs ms miss lady actress actrice queen princess dame")
_HE = words_of("herr mr sir king prince lord")
_TITLED_MEN = words_of(
    """
    minister präsident kanzler bürgermeister sprecher trainer chef direktor leiter anwalt richter
    professor forscher landrat geschäftsführer kommissar vorsitzender
    """
)


class Persons:
    """What is known of the persons named in one report."""

    def __init__(
        self, text: str, entities: Mapping[EntityId, Entity], mentions: Sequence[Mention]
    ) -> None:
        self._genders: dict[EntityId, Gender | None] = {}
        for mention in mentions:
            entity = entities.get(mention.entity)
            if entity is None or entity.kind is not EntityKind.PERSON:
                continue
            known = self._genders.get(entity.id)
            self._genders[entity.id] = (
                known
                or _gender_of_name(entity.name)
                or _gender_of_name(mention.text)
                or _gender_of_title(text[max(0, mention.span.start - 40) : mention.span.start])
            )

    def fit(self, entity: EntityId, pronoun: Gender) -> bool:
        """Whether a pronoun can stand for a person, as far as is known."""
        if entity not in self._genders:
            return False
        gender = self._genders[entity]
        return gender is None or gender is pronoun


def _gender_of_name(name: str) -> Gender | None:
    parts = name.lower().replace("-", " ").split()
    if len(parts) < 2:
        return None
    if parts[0] in _WOMEN:
        return Gender.FEMALE
    return Gender.MALE if parts[0] in _MEN else None


def _gender_of_title(before: str) -> Gender | None:
    words = before.replace(".", " ").split()
    if not words or before[-1:] not in (" ", "\u00a0"):
        return None
    title = words[-1].lower()
    if title in _SHE or (title.endswith("in") and may_speak(title, "de")):
        return Gender.FEMALE
    male = title in _HE or any(title.endswith(each) for each in _TITLED_MEN)
    return Gender.MALE if male and words[-1][0].isupper() else None
