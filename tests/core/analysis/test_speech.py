"""Who says it: which statements give somebody's words, and whose."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.analysis.speech import speech_of
from core.model import (
    ArticleId,
    Entity,
    EntityId,
    EntityKind,
    Mention,
    Role,
    Span,
    Speech,
    SpeechKind,
    Statement,
    StatementId,
)
from tests.corpus.labelled_speakers import Line, report_of

DIRECT, REPORTED = SpeechKind.DIRECT, SpeechKind.REPORTED

ANNA = "{Anna Kohl|p:kohl}"
KOHL = "{Kohl|p:kohl}"
LANG = "{Peter Lang|p:lang}"
ZYNEX = "{Zynex|o:zynex}"
SMITH = "{John Smith|p:smith}"
HALL = "{Mary Hall|p:hall}"


def speeches(*lines: str, language: str = "de") -> list[Speech | None]:
    """What is found in statements; `# ` marks a title, `¶ ` the begin of a paragraph."""
    report = [
        Line(
            line.removeprefix("# ").removeprefix("¶ "),
            Role.TITLE if line.startswith("# ") else Role.PARAGRAPH,
            begins=line.startswith("¶ "),
        )
        for line in lines
    ]
    text, statements, entities, mentions = report_of("a", report)
    found = {
        speech.statement: speech
        for speech in speech_of(statements, text, language, entities=entities, mentions=mentions)
    }
    return [found.get(statement.id) for statement in statements]


def told(
    *lines: str, language: str = "de"
) -> list[tuple[SpeechKind, str | None, str | None] | None]:
    """Kind, speaker and entity of each statement's speech."""
    return [
        None if speech is None else (speech.kind, speech.speaker, speech.entity)
        for speech in speeches(*lines, language=language)
    ]


# --- quotations -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        f"„Das ist falsch“, sagte {KOHL}.",
        f"»Das ist falsch«, sagte {KOHL}.",
        f"«Das ist falsch», sagte {KOHL}.",
        f'"Das ist falsch", sagte {KOHL}.',
        f"„Das ist falsch“, so {KOHL}.",
        f"„Das ist falsch“, sagt {KOHL}.",
        f"„Das ist falsch“, sagte am Montag {KOHL}.",
        f"„Das ist falsch“, sagte {KOHL} der Deutschen Presse-Agentur.",
        f"„Das ist falsch“, neckte {KOHL}.",
        f"„Das ist falsch,“ sagte {KOHL}.",
        f"„Stimmt das?“, fragte {KOHL}.",
        f"‚Das ist falsch‘, sagte {KOHL}.",
        f"{KOHL} sagte: „Das ist falsch.“",
        f"{KOHL} lachte und sagte: „Das ist falsch.“",
        f"{KOHL}: „Das ist falsch.“",
        f"{KOHL} weiter: „Das ist falsch.“",
        f"„Das“, so {KOHL}, „ist falsch.“",
        f"„Er rief ‚Halt‘ und lief“, erzählte {KOHL}.",
        f"„Er rief „Halt“ und lief“, erzählte {KOHL}.",
        f"„Er rief „Ha'lt“ und lief“, erzählte {KOHL}.",
        f"„Er rief „Halt“, „Stopp“ und lief“, erzählte {KOHL}.",
        f"{KOHL} nannte den Plan „eine ganz und gar dumme Idee“ und ging.",
        f"„Das ist falsch“, kündigte {KOHL} an.",
        f"„Das ist falsch“, wies {KOHL} die Kritik zurück.",
        f"{KOHL} nannte den Plan „absurd“.",
        f"Sie kaufen, was {KOHL} als „die beste Technik auf dem Markt“ bezeichnet.",
    ],
)
def test_a_german_quotation_is_given_to_who_is_said_to_speak(line: str) -> None:
    assert told(line) == [(DIRECT, "Kohl", "kohl")]


@pytest.mark.parametrize(
    "line",
    [
        f"“This is wrong,” said {SMITH}.",
        f'"This is wrong," {SMITH} said.',
        f"“This is wrong,” said {SMITH}, the mayor.",
        f"“This is wrong,” {SMITH}, who lives in {{Leeds|l:le}}, told reporters.",
        f"“This is wrong,” mayor {SMITH} wrote on Monday.",
        f"“Stop!” shouted {SMITH}.",
        f"“This is wrong,” {SMITH} sighed.",
        f"{SMITH} said: “This is wrong.”",
        f"{SMITH} said, “This is wrong.”",
        f"{SMITH}: “This is wrong.”",
        f"“This,” {SMITH} said, “is wrong.”",
        f"‘This is wrong,’ said {SMITH}.",
        f"According to {SMITH}, “this is wrong”.",
        f"{SMITH} called the plan “absurd”.",
        f"“This is wrong,” said the mayor, {SMITH}.",
    ],
)
def test_an_english_quotation_is_given_to_who_is_said_to_speak(line: str) -> None:
    assert [each and (each[1], each[2]) for each in told(line, language="en")] == [
        ("John Smith", "smith")
    ]


def test_a_quotation_over_several_statements_has_one_speaker() -> None:
    assert (
        told("„Das ist falsch.", "Wir gehen.", f"Und zwar jetzt“, sagte {KOHL}.")
        == [(DIRECT, "Kohl", "kohl")] * 3
    )
    assert (
        told(f"{KOHL} sagte: „Das ist falsch.", "Wir gehen.", "Und zwar jetzt.“")
        == [(DIRECT, "Kohl", "kohl")] * 3
    )


def test_a_quotation_over_paragraphs_opened_again_has_one_speaker() -> None:
    assert (
        told(f"“This is wrong,” said {HALL}.", "¶ “It must end.", "¶ “At once.”", language="en")
        == [(DIRECT, "Mary Hall", "hall")] * 3
    )
    assert told("„Das ist falsch.", "¶ „Und zwar ganz“, sagte er.") == [(DIRECT, None, None)] * 2
    assert (
        told("„Das ist falsch.", f"¶ „Und zwar ganz“, sagte {KOHL}.")
        == [(DIRECT, "Kohl", "kohl")] * 2
    )


def test_a_quotation_by_itself_goes_on_with_who_had_the_word() -> None:
    assert told(f"„Das ist falsch“, sagte {KOHL}.", "„Wir machen weiter.“")[1] == (
        DIRECT,
        "Kohl",
        "kohl",
    )
    assert told(f"{ANNA} wies das zurück.", "„Das ist falsch.“") == [
        None,
        (DIRECT, "Anna Kohl", "kohl"),
    ]
    assert told("Es regnete.", "„Das ist falsch.“")[1] == (DIRECT, None, None)


def test_after_two_speakers_nobody_is_known_to_have_the_word() -> None:
    first = f"{KOHL} sagte, es reiche, und {LANG} sagte, es fehle Geld."
    assert told(first, "„Das ist falsch.“")[1] == (DIRECT, None, None)


@pytest.mark.parametrize(
    "line",
    [
        "Die „Tagesschau“ beginnt um acht.",
        f"Der „Deal“ platzte, und {KOHL} ging.",
        f"{KOHL} las „Der Herr der Ringe“.",
        "Auf dem Plakat stand „Wir geben niemals auf, auch nicht morgen“.",
        f"{KOHL} nannte sich „Königin“.",
        "Er maß 5'4\" und wog wenig.",
        "Das „ ist ein Zeichen.",
        "# „Wir geben auf“",
    ],
)
def test_names_and_doubtful_words_in_quotation_marks_are_no_speech(line: str) -> None:
    assert told(line) == [None]


def test_a_mark_that_is_never_closed_quotes_nothing() -> None:
    assert told("Er rief „Halt.", f"„Das ist falsch“, sagte {KOHL}.")[1] == (DIRECT, "Kohl", "kohl")
    assert told(f"{KOHL} rief: „Man schrie: „Halt!“.", "Es regnete.")[1] is None
    assert told("„Offen. " + "Wort " * 400, f"„Das ist falsch“, sagte {KOHL}.")[0] is None
    assert told("Er „sprach. Er „kam. Er „sah. Er „ging. Er „lief. Er „stand. Er „saß.") == [None]


# --- indirect speech ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        f"{KOHL} sagte, dass es regnet.",
        f"{KOHL} sagte: es regnet",
        f"Und am Ende sagte {KOHL}, es reiche.",
        f"Wie sagte {KOHL} gestern, es reiche.",
        f"Am Montag kündigte die Ministerin, {KOHL}, einen Streik an.",
        f"{KOHL} sagte, es regne und stürme.",
        f"{KOHL} sagte am Montag, man werde sehen.",
        f"Es regne wohl bald, sagte {KOHL}.",
        f"Es ist bald vorbei, verriet {KOHL}.",
        f"Am Montag erklärte {KOHL}, die Lage sei gut.",
        f"{KOHL} räumte ein, dass es regnet.",
        f"{KOHL} hat angekündigt, die Steuern zu senken.",
        f"{KOHL} hatte angegeben, dass es regnet.",
        f"Das kündigte {KOHL} gestern an.",
        f"{KOHL} teilte mit, es sei vorbei.",
        f"{KOHL} wies darauf hin, dass es regnet.",
        f"{KOHL} forderte mehr Geld.",
        f"{KOHL} ({{SPD|o:spd}}) bestritt die Tat.",
        f"{KOHL}, Chefin der Bahn, sagte am Dienstag, der Zug komme.",
        f"Die Chefin der Bahn, {KOHL}, sagte, der Zug komme.",
        f"{KOHL} sagte dem „Spiegel“, es sei vorbei.",
        f"Im Vorfeld des 50. Jahrestages versprach {KOHL} Hilfe.",
        f"Während es regnete, stellte {KOHL} klar, dass es endet.",
        f"Speziell besteht {KOHL} darauf, dass es endet.",
        f"Man werde klagen, drohte {KOHL}.",
        f"{KOHL} drohte mit einer Klage.",
        f"Es ist, wie {KOHL} betonte, bald vorbei.",
        f"Wie {KOHL} mitgeteilt hatte, ist es vorbei.",
        f"Man sei nah dran, neckte {KOHL}.",
        f"Den Plan kritisierte {KOHL} scharf.",
        f"Laut {KOHL} regnet es.",
        f"Es regnet laut {KOHL}.",
        f"{KOHL} zufolge regnet es.",
        f"Nach Angaben von {KOHL} regnet es.",
        f"Nach den Worten von {KOHL} regnet es.",
        f"Angaben von {KOHL} zufolge regnet es.",
        f"Laut Aussage von {KOHL} regnet es.",
        f"Aus Sicht von {KOHL} regnet es.",
        f"Es regnet, so {KOHL}.",
        f"Es regnet, so {KOHL} weiter.",
        f"{KOHL} hat nach eigenen Angaben gewonnen.",
        f"{KOHL} hat eigenen Angaben zufolge gewonnen.",
        f"{KOHL} hat laut eigenen Angaben gewonnen.",
        f"Das stimme nicht, hieß es von {KOHL}.",
        "Nach {Kohls|p:kohl} Angaben regnet es.",
        "Laut {Kohls|p:kohl} Aussage regnet es.",
        "{Kohls|p:kohl} Worten zufolge regnet es.",
        f"Wie gestern {KOHL} mitteilte, ist es vorbei.",
        f"Laut {KOHL} und dann allen anderen regnet es.",
    ],
)
def test_german_indirect_speech_is_given_to_who_is_named(line: str) -> None:
    assert told(line) == [(REPORTED, "Kohl", "kohl")]


@pytest.mark.parametrize(
    "line",
    [
        f"{SMITH} said the plan would fail.",
        f"It rained and {SMITH} said it was over.",
        f"And {SMITH} said it was over.",
        f"He left at five o'clock. {SMITH} said it was over.",
        f"Because of the rain {SMITH} said it was over.",
        f"{SMITH} said on Monday that the plan would fail.",
        f"The plan would fail, {SMITH} said.",
        f"The plan would fail, said {SMITH}.",
        f"The plan, {SMITH} said, would fail.",
        f"On Tuesday, {SMITH} warned of floods.",
        f"On Tuesday {SMITH} warned of floods.",
        f"{SMITH}, the mayor, told {{Reuters|o:re}} that it would fail.",
        f"{SMITH} told him it would fail.",
        f"{SMITH} also added that it would fail.",
        f"{SMITH} claimed he was ill.",
        f"{SMITH} argued the plan was bad.",
        f"{SMITH} denied the claim.",
        f"According to {SMITH}, it failed.",
        f"As {SMITH} put it, the game is over.",
        f"In the words of {SMITH}, the game is over.",
        f"Sales fell, per {SMITH}.",
        f"{SMITH} was quoted as saying the game was over.",
        f"His lawyer, {SMITH}, said he would appeal.",
        f"Mr. {SMITH} said it was over.",
        f"{SMITH} denied it; “this is wrong for us all”.",
        f"The plan failed, said {SMITH} in {{Leeds|l:le}}.",
        f"According to {SMITH}",
    ],
)
def test_english_indirect_speech_is_given_to_who_is_named(line: str) -> None:
    assert told(line, language="en") == [(REPORTED, "John Smith", "smith")]


@pytest.mark.parametrize(
    "line",
    [
        f"{KOHL} sagte das Spiel ab.",
        f"{KOHL} sagte Hilfe zu.",
        f"{KOHL} sprach mit {LANG}.",
        f"{KOHL} erklärte die Regeln.",
        "Es wurde mitgeteilt, dass es regnet.",
        "Das ist bestätigt, wie man weiß.",
        f"{KOHL} will sagen, dass es regnet.",
        f"Um zu sagen, dass es regnet, kam {KOHL}.",
        "Das Gesetz sagt, dass es gilt.",
        "Man sagt, dass es regnet.",
        "Das erklärte Ziel ist es, zu gewinnen.",
        "Der Stadt droht die Pleite.",
        "Der Regen fordert Opfer.",
        f"Die Frau, die {KOHL} kritisierte, ging.",
        f"{KOHL} verspricht sich Vorteile.",
        f"Fordert {KOHL} mehr Geld?",
        "Die Kritik wurde laut, als es regnete.",
        "Laut Gesetz gilt das.",
        "Es war so, wie das Leben ist, so die Hoffnung.",
        f"Nach Berlin kam {KOHL}.",
        "Nach der Einschätzung kam der Regen.",
        f"Um acht sagte {KOHL}.",
        f"{KOHL} lachte.",
        "Weniger sagen ist mehr.",
        f"Wie angekündigt, kam {KOHL}.",
        f"{KOHL} sagte, um Zeit zu gewinnen.",
        f"{LANG}, der wenig sagte, ging.",
        f"{KOHL} wies die Kritik zurück.",
        "# Ministerin kritisiert Länder",
        "# Fußball: Bayern gewinnt",
        "# Wahl in {Ulm|l:ulm}: Alles offen",
        f"# {ZYNEX}: Aktie bricht ein",
        "Eines ist sicher: Es regnet.",
        "Der Plan wies Mängel auf, und es regnete.",
        "Der Plan wies Mängel zurück.",
        "Das Wetter wies Mängel zurück.",
        f"{KOHL} kritisiert.",
        "So hieß es damals.",
        "Nach dem Bericht der Polizei kam er.",
        "Es ist das erklärte Ziel, zu gewinnen.",
        "Er sagte 'ja und ging.",
        f"# {KOHL} sagt, es regnet",
        f"{KOHL} sagte und",
        "Nach Angaben regnet es.",
        "Nach {Berliner|l:be} Angaben regnet es.",
        "Nach Angaben der",
        "Zufolge regnet es.",
        "Es wurde laut",
        f"Es war so weit, so {KOHL} lachte.",
        "„Das ist falsch“, meckerte das Ding.",
        f"„Das ist wirklich ganz falsch“: {KOHL} ging.",
        "# „Wir geben nie wieder auf“: Der Streit",
        "# „Wir geben nie wieder auf“",
        "# Der {Ulmer|l:ulm} Antwort: „Das ist falsch“",
    ],
)
def test_german_that_only_looks_like_speech_is_none(line: str) -> None:
    assert told(line) == [None]


@pytest.mark.parametrize(
    "line",
    [
        f"{SMITH} said hello.",
        f"{SMITH} told a joke.",
        f"{SMITH} told {HALL} about it.",
        f"{SMITH} is said to have left.",
        "He was told to leave.",
        f"{SMITH} added a new feature.",
        f"{SMITH} claimed the title.",
        f"{SMITH} explained the rules.",
        f"{SMITH} refused to say that it failed.",
        "It said that it failed.",
        "The law says that cars must stop.",
        "According to the law, cars must stop.",
        "According to him, cars must stop.",
        f"{SMITH}, who said little, left.",
        f"{SMITH} argued well.",
        f"{SMITH} rejected the plan.",
        "The company reported 40 accidents.",
        f"{SMITH} denied.",
        "# Mayor criticises plan",
        f"# {ZYNEX}: Shares fall",
        "The old “Green Pit” festival is back.",
        f"# {SMITH} rejects plan",
        "The weather rejected the plan.",
        f"{SMITH} told",
        f"{SMITH} observed birds on the wide river near the old town.",
        "“This is wrong”, rather quietly, said.",
        "Rain, snow, said a thing.",
        "Quoted as saying it ended, he left.",
        "“Stop!” thundered the rain.",
        "“Stop!” thundered.",
        "Well “please do go away now” came, said a thing.",
        "Oddly the weather said it was over.",
        f"He left, as {SMITH} did.",
        "Prices rose ten per cent.",
        "Police in January said it was over.",
        f"The plan failed, said {SMITH} and left.",
        f"# {ZYNEX} statement: “This is wrong”",
    ],
)
def test_english_that_only_looks_like_speech_is_none(line: str) -> None:
    assert told(line, language="en") == [None]


# --- the subjunctive ------------------------------------------------------------------------------


def test_the_subjunctive_goes_on_with_who_had_the_word_before() -> None:
    assert (
        told(f"{ANNA} sagte, es reiche.", "Die Lage sei ernst.", "Man habe gewarnt.")
        == [(REPORTED, "Anna Kohl", "kohl")] * 3
    )
    assert told(f"{ANNA} lobte das Team.", "Es sei stark.")[1] == (REPORTED, "Anna Kohl", "kohl")


def test_the_subjunctive_after_a_plain_statement_has_no_speaker() -> None:
    assert told(f"{ANNA} sagte, es reiche.", "Es regnete.", "Die Lage sei ernst.")[2] == (
        REPORTED,
        None,
        None,
    )


def test_a_headline_hands_the_word_to_nobody() -> None:
    assert told(f"# {ANNA}: Es reicht", "¶ Die Lage sei ernst.")[1] == (REPORTED, None, None)


@pytest.mark.parametrize(
    "line",
    [
        "Es sei denn, es regnet.",
        "Sei es drum, es regnet.",
        "Gott sei Dank regnet es.",
        "Wie dem auch sei, es regnet.",
        "An dieser Stelle sei erwähnt, dass es regnet.",
        "Ich habe Hunger.",
        "Es lebe und werde die Republik!",
        "Der Eindruck, dass er krank sei, täuscht.",
        "Die Sorge wächst, man habe zu wenig Zeit.",
        "Er tut so, als habe er Zeit.",
        "Sei still.",
        "Er nahm jede habe.",
        "Es ist klar, man habe zu wenig.",
    ],
)
def test_a_subjunctive_that_reports_nothing_is_no_speech(line: str) -> None:
    assert told(line) == [None]


def test_a_subordinate_clause_may_stand_before_the_subjunctive() -> None:
    assert told("Ob es regnet, sei unklar.") == [(REPORTED, None, None)]
    assert told("Es hieß, der Plan sei gut.") == [(REPORTED, None, None)]


# --- who ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "speaker", "entity"),
    [
        (f"Bürgermeisterin {ANNA} sagte, es reiche.", "Anna Kohl", "kohl"),
        (f"{ZYNEX}-Chefin {ANNA} sagte, es reiche.", "Anna Kohl", "kohl"),
        (f"Minister und Parteichef {LANG} sagte, es reiche.", "Peter Lang", "lang"),
        (f"Ein Sprecher von {ZYNEX} sagte, es reiche.", "Ein Sprecher von Zynex", "zynex"),
        (f"Eine {ZYNEX}-Sprecherin sagte, es reiche.", "Eine Zynex-Sprecherin", "zynex"),
        (f"Laut einer Mitteilung von {ZYNEX} reicht es.", "einer Mitteilung von Zynex", "zynex"),
        (f"Ein Sprecher von {ANNA} sagte, es reiche.", "Ein Sprecher von Anna Kohl", None),
        (f"Der Chef von {ZYNEX} sagte, es reiche.", "Der Chef von Zynex", None),
        (
            f"Laut dem Bericht eines Sprechers von {ZYNEX} reicht es.",
            "Bericht eines Sprechers von Zynex",
            None,
        ),
        (f"{ANNA} und {LANG} sagten, es reiche.", "Anna Kohl und Peter Lang", None),
        ("Zwei Experten sagten, es reiche.", "Zwei Experten", None),
        ("Der Minister sagte, es reiche.", "Der Minister", None),
        ("Der 34-Jährige sagte, es reiche.", "Der 34-Jährige", None),
        ("Laut der Polizei reicht es.", "Polizei", None),
        ("Nach Polizeiangaben reicht es.", "Polizei", None),
        ("Laut Medienberichten reicht es.", "Medien", None),
        ("Medienberichten zufolge reicht es.", "Medien", None),
        (f"Nach {ZYNEX}-Angaben reicht es.", "Zynex", "zynex"),
        ("Berichten zufolge reicht es.", None, None),
        ("Nach seinen Angaben reicht es.", None, None),
        ("Seinen Angaben zufolge reicht es.", None, None),
        ("Nach eigenen Angaben reicht es.", None, None),
        ("Dem Ministerium zufolge reicht es.", "Ministerium", None),
        ("Einem Bericht der „Zeit“ zufolge reicht es.", "Einem Bericht der „Zeit“", None),
        ("{Moskau|l:mo} dementierte den Angriff.", "Moskau", "mo"),
        ("Die Polizei in {Ulm|l:ulm} bestätigte den Fall.", "Die Polizei in Ulm", None),
        ("Dies erklärte das Institut gestern.", None, None),
        ("Den Angaben zufolge regnet es.", None, None),
        ("Dem Bericht zufolge regnet es.", "Bericht", None),
        ("Er kam, Experten zufolge, zu spät.", "Experten", None),
        ("Er als Chef sagte, es reiche.", None, None),
        ("Am Montag sagte dem Sender der Minister, es reiche.", "der Minister", None),
        ("Am Montag sagte der dpa der Minister, es reiche.", "der Minister", None),
        ("Am Montag sagte in der Sendung der Minister, es reiche.", "der Minister", None),
        ("Am Montag sagte der Minister, es reiche.", "der Minister", None),
        ("Am Montag sagte der, es reiche.", None, None),
        ("Die Chefin im Amt sagte, es reiche.", "Die Chefin", None),
        ("Das stimme nicht, hieß es gestern aus dem Amt.", "Amt", None),
        ("Das stimme nicht, hieß es in der Mitteilung.", None, None),
        ("„Das ist falsch“, so Adams.", "Adams", None),
        ("Es reiche, sagte Adams Montag.", "Adams", None),
        ("Laut rund 20 Experten reicht es.", "rund 20 Experten", None),
        ("Es reiche, sagte ein Sprecher der Deutschen Presse-Agentur.", "ein Sprecher", None),
        ("Laut Chefin von gestern reicht es.", "Chefin", None),
        (f"Laut Chefin, {LANG} kam, reicht es.", "Chefin", None),
        ("Laut Chefin,", "Chefin", None),
        ("Laut Chefin (neu", "Chefin", None),
        ("Laut Chefin aus", "Chefin", None),
        ("{Moskau|l:mo} aus {Russland|l:ru} bestätigte den Fall.", None, None),
        ("Die Chefin aus {Ulm|l:ulm} sagte, es reiche.", "Die Chefin aus Ulm", None),
    ],
)
def test_the_speaker_is_named_as_the_text_does(
    line: str, speaker: str | None, entity: str | None
) -> None:
    (found,) = told(line)
    assert (found[1:] if found else (None, None)) == (speaker, entity)


@pytest.mark.parametrize(
    ("line", "speaker", "entity"),
    [
        (f"A spokesman for {ZYNEX} said it was over.", "A spokesman for Zynex", "zynex"),
        (f"{ZYNEX} spokeswoman {HALL} said it was over.", "Mary Hall", "hall"),
        (f"{SMITH} and {HALL} said it was over.", "John Smith and Mary Hall", None),
        ("Senior officials said it was over.", "Senior officials", None),
        (f"A report by {ZYNEX} said it was over.", "A report by Zynex", "zynex"),
        (f"The boss of {ZYNEX} said it was over.", "The boss of Zynex", None),
    ],
)
def test_the_english_speaker_is_named_as_the_text_does(
    line: str, speaker: str, entity: str | None
) -> None:
    assert told(line, language="en") == [(REPORTED, speaker, entity)]


def test_a_pronoun_means_the_only_person_it_can() -> None:
    assert told(f"{ANNA} kam.", "„Das ist falsch“, sagte sie.")[1] == (DIRECT, "Anna Kohl", "kohl")
    assert told(f"{ANNA} und {LANG} kamen.", "Er sagte, es reiche.")[1] == (
        REPORTED,
        "Peter Lang",
        "lang",
    )
    assert told("Herr {Lang|p:lang} kam.", "Sie sagte, es reiche.")[1] == (REPORTED, None, None)
    assert told("Frau {Lang|p:lang} kam.", "Er sagte, es reiche.")[1] == (REPORTED, None, None)
    assert told(f"{SMITH} met {HALL}.", "She said it was over.", language="en")[1] == (
        REPORTED,
        "Mary Hall",
        "hall",
    )
    assert told(f"{ANNA} sagte, es reiche.", "Sie sagte, es sei gut.")[1] == (
        REPORTED,
        "Anna Kohl",
        "kohl",
    )
    assert told("{Weber|p:weber} kam.", f"Er sagte, {LANG} komme.")[1] == (
        REPORTED,
        "Weber",
        "weber",
    )
    assert told("{Weber|p:weber} kam.", f"{ANNA} sagte, es reiche.", "Er sagte, es sei gut.")[
        2
    ] == (REPORTED, "Weber", "weber")


@pytest.mark.parametrize(
    "before",
    [
        "{Weber|p:weber} traf {Lang|p:lang}.",
        "Der Minister lobte {Lang|p:lang}.",
        f"{ZYNEX} lobte {{Lang|p:lang}}.",
        "Es regnete.",
        f"Ein Sprecher von {ZYNEX} sagte, es gehe {{Lang|p:lang}} gut.",
        "# {Lang|p:lang} kam",
        "Die Polizei sagte, es gehe allen gut.",
        f"{ZYNEX} sagte, es gehe allen gut.",
    ],
)
def test_a_pronoun_that_may_mean_another_has_no_entity(before: str) -> None:
    assert told(before, "¶ Er sagte, es reiche.")[1] == (REPORTED, None, None)


def test_a_pronoun_takes_up_a_speaker_without_a_name() -> None:
    assert told("Der Minister sagte, es reiche.", "Das stimme, sagte er.")[1] == (
        REPORTED,
        "Der Minister",
        None,
    )
    assert told("Die Trainerin sagte, es reiche.", "Das stimme, sagte sie.")[1] == (
        REPORTED,
        "Die Trainerin",
        None,
    )
    assert told("The owner said it was over.", "He said it was sad.", language="en")[1] == (
        REPORTED,
        "The owner",
        None,
    )


def test_a_pronoun_for_several_has_no_entity() -> None:
    assert told(f"{ANNA} kam.", "„Das ist falsch“, sagten sie.")[1] == (DIRECT, None, None)


# --- headlines ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "kind", "speaker"),
    [
        (f"# {KOHL}: Wir machen weiter", REPORTED, "Kohl"),
        ("# Polizei: Täter ist flüchtig", REPORTED, "Polizei"),
        (f"# {ZYNEX}: Wir bauen aus", REPORTED, "Zynex"),
        (f"# „Wir machen weiter“: {KOHL} bleibt", DIRECT, "Kohl"),
        ("# {Kohls|p:kohl} Antwort: „Das ist falsch“", DIRECT, "Kohl"),
    ],
)
def test_a_headline_names_its_speaker_before_or_behind_a_colon(
    line: str, kind: SpeechKind, speaker: str
) -> None:
    (found,) = told(line)
    assert found is not None
    assert found[:2] == (kind, speaker)


def test_an_english_headline_names_its_speaker_before_a_colon() -> None:
    assert told(f"# {SMITH}: We go on", language="en") == [(REPORTED, "John Smith", "smith")]
    assert told("# {Smith's|p:sm} reply: “This is wrong”", language="en") == [
        (DIRECT, "Smith", "sm")
    ]


# --- what holds of every text ---------------------------------------------------------------------


def test_where_the_speaker_and_the_cue_stand_is_told() -> None:
    line = "Am Montag räumte Anna Kohl ein, dass es regnet."
    (speech,) = speeches(line.replace("Anna Kohl", ANNA))
    assert speech is not None
    assert speech.span is not None
    assert speech.cue is not None
    assert (speech.span.of(line), speech.cue.of(line)) == ("Anna Kohl", "räumte")


def test_nothing_is_found_in_another_language() -> None:
    assert told(f"« Non », dit {KOHL}.", language="fr") == [None]


def test_what_is_too_long_for_a_sentence_is_not_read() -> None:
    assert told(f"{KOHL} sagte, es reiche" + " und reiche" * 500) == [None]


def test_a_mention_that_leaves_its_statement_is_passed_over() -> None:
    text = "Anna Kohl sagte, es reiche."
    statement = Statement(StatementId(ArticleId("a"), 1), Role.PARAGRAPH, Span(0, len(text)), text)
    entity = Entity(EntityId("kohl"), "Anna Kohl", EntityKind.PERSON, ("Anna Kohl",))
    mention = Mention(entity.id, ArticleId("a"), 1, Span(5, len(text) + 4), "Kohl")
    (speech,) = speech_of([statement], text, "de", entities={entity.id: entity}, mentions=[mention])
    assert (speech.speaker, speech.entity) == ("Anna Kohl", None)


WORDS = """
„ “ ” " » « ‚ ‘ ' ’ , . : ; – ( ) ! ? sagte sagt er sie es dass laut zufolge nach so wie was und
Angaben von der die dem Kohl Lang Zynex Polizei Sprecher sei habe werde ein mit räumte hat hieß
said told he she the that according to as mayor Smith per quoted saying in words of by
eigenen Berichten Polizeiangaben kritisierte versprach sich den erklärte Chefin
"""
PIECES = st.sampled_from(WORDS.split())
TEXTS = st.lists(PIECES, max_size=25).map(" ".join) | st.text(max_size=80)
NAMES = {"Kohl": EntityKind.PERSON, "Smith": EntityKind.PERSON, "Zynex": EntityKind.ORGANISATION}


def of_texts(texts: list[str], language: str) -> tuple[tuple[Statement, ...], tuple[Speech, ...]]:
    entities: dict[EntityId, Entity] = {}
    mentions: list[Mention] = []
    statements: list[Statement] = []
    whole = ""
    for number, text in enumerate(texts, 1):
        start = len(whole)
        for name, kind in NAMES.items():
            place = text.find(name)
            if place >= 0:
                span = Span(start + place, start + place + len(name))
                entities[EntityId(name)] = Entity(EntityId(name), name, kind, (name,))
                mentions.append(Mention(EntityId(name), ArticleId("a"), number, span, name))
        span = Span(start, start + len(text))
        role = Role.PARAGRAPH
        statements.append(Statement(StatementId(ArticleId("a"), number), role, span, text))
        whole += text + ("\n\n" if number % 2 else " ")
    found = speech_of(statements, whole, language, entities=entities, mentions=mentions)
    return tuple(statements), found


@settings(max_examples=300, deadline=None)
@given(st.lists(TEXTS, max_size=4), st.sampled_from(["de", "en"]))
def test_no_text_raises_and_what_is_found_lies_in_its_statement(
    texts: list[str], language: str
) -> None:
    statements, found = of_texts(texts, language)
    by_id = {statement.id: statement for statement in statements}
    assert [each.statement for each in found] == sorted({each.statement for each in found})
    for speech in found:
        text = by_id[speech.statement].text
        for span in (speech.span, speech.cue):
            assert span is None or 0 <= span.start < span.end <= len(text)
        if speech.span is not None:
            assert speech.speaker is not None
        if speech.speaker is None:
            assert speech.entity is None
    assert of_texts(texts, language)[1] == found


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.lists(PIECES, max_size=12).map(" ".join), max_size=3), st.sampled_from(["de", "en"])
)
def test_a_paragraph_added_that_does_not_begin_with_a_quotation_changes_nothing_before(
    texts: list[str], language: str
) -> None:
    """A quotation left open goes on only where the next paragraph opens it again."""
    even = [*texts, "Es regnete."] if len(texts) % 2 == 0 else texts
    _, before = of_texts(even, language)
    _, after = of_texts([*even, "Der Regen fiel.", "Dann schien die Sonne."], language)
    assert after[: len(before)] == before
