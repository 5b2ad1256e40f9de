"""Whether the main clause of a statement denies, how firmly it is said, and by which words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.model import Certainty, Stance
from core.text.stance import stance_of

# A sentence with its words that tell in brackets; `-` before it when it denies.
GERMAN = {
    Certainty.STATED: """
        Der Landtag hat das Gesetz am Mittwoch verabschiedet.
        Die Ärzte operierten den Torwart noch am Abend.
        Der Umsatz stieg um 4 Prozent auf 90 Millionen Euro.
        - Der Landtag hat das Gesetz [nicht] verabschiedet.
        - Die Polizei fand [keine] Spuren am Tatort.
        - Der Präsident ist [nie] in Bremen gewesen.
        - [Niemand] hat den Diebstahl bemerkt.
        - Über die Summe wurde [nichts] bekannt.
        - [Weder] der Pilot noch die Fluggäste wurden verletzt.
        - Der Verein muss [keinerlei] Strafe zahlen.
        - Die Gemeinde verkauft das alte Rathaus [nicht].
        - Das Spiel fand wegen des Nebels [nicht] statt.
        - Der Vertrag, den beide Firmen gelesen haben, ist [nicht] unterschrieben.
        - Weil das Geld fehlte, wurde die Halle [nicht] gebaut.
        - Die Stadt hat, wie berichtet, den Antrag [nicht] gebilligt.
        - Der Minister sagte, es gebe [keine] Einigung.
        - Es gebe [keinen] Streit, sagte die Trainerin.
        - „Wir haben [keinen] Vertrag unterschrieben“, sagte der Händler.
        - Der Sprecher sagte: „Der Zug ist [nicht] entgleist.“
        - Der Zeuge konnte den Täter [nicht] beschreiben.
        - Nach Angaben der Klinik besteht [keine] Lebensgefahr.
        - Der Rat hat den Plan jedoch [nicht] gebilligt.
        - Das Gerücht ist laut Verband [keineswegs] wahr.
        - Die Firma wurde nicht verkauft, sondern geschlossen.
        Der Zeuge, der nicht genannt werden wollte, sah den Unfall.
        Es war ein Fehler, nicht zu fragen.
        Nicht nur die Kinder, sondern auch die Eltern kamen.
        Es besteht kein Zweifel, dass der Gletscher schmilzt.
        Kein Geringerer als der Kanzler eröffnete die Messe.
        Der Richter ist nicht unbefangen.
        Nicht der Kreis, sondern das Land bezahlt die Straße.
        Hat der Landtag das Gesetz nicht verabschiedet?
        Die Opposition behauptet, dass der Minister nicht gefragt hat.
        Die Straße, die nicht geräumt war, wurde gesperrt.
        Die Abgeordneten, mit denen niemand gesprochen hat, reisten ab.
        Die Lehrer streiken, weil der Lohn nicht reicht.
        Ob der Bau nicht teurer wird, ließ der Architekt offen.
        Der Verein kündigte an, den Vertrag nicht zu verlängern.
        Die Kritik nannte der Regisseur „nicht der Rede wert“.
        Er nahm das Geld, ohne zu fragen.
        Niemand bestreitet den Erfolg der Impfung.
        Kein Tag vergeht ohne Streit.
        Der Rat billigte den Plan, aber der Bürgermeister stimmte nicht zu.
        Der Rat billigte den Plan und der Bürgermeister widersprach nicht.
        Sie setzt nicht öffentliche Mittel ein.
        Die geplante Oper wird teurer.
        Der mutmaßliche Dieb wurde festgenommen.
        Der angebliche Arzt steht vor Gericht.
        Die Strecke wird seit Montag saniert.
        Der Betrag wurde wie geplant überwiesen.
        Die Patienten fühlen sich wohl.
        Die Grenze wird von der Polizei überwacht.
        Die Tänzerin stand am Fenster und blickte hinaus.
        """,
    Certainty.PENDING: """
        - Es wurde [noch] [kein] Vertrag unterschrieben.
        - Die Entscheidung ist [noch] [nicht] gefallen.
        - Die Mörder sind [noch] [immer] [nicht] gefasst.
        - [Bislang] gibt es [keine] Hinweise auf einen Täter.
        - [Noch] gibt es dafür [keine] Erlaubnis.
        - Der Verband hat sich [bisher] [nicht] geäußert.
        - [Vorerst] gibt es [keine] Einigung im Tarifstreit.
        Die Zustimmung des Kartellamts [steht] noch [aus].
        Die Ergebnisse der Obduktion [stehen] [aus].
        Die Finanzierung des Stadions ist [noch] [offen].
        Ein Ergebnis der Prüfung [lässt] weiter [auf] [sich] [warten].
        Die Freigabe der Behörde [fehlt] [noch].
        """,
    Certainty.PLANNED: """
        Der Tunnel [soll] 2029 eröffnet werden.
        Die Brücke [soll] bis Ende Mai fertig sein.
        Der Konzern [will] 400 Stellen streichen.
        Die Koalition [plant] eine Steuer auf Zucker.
        Der Umzug ist für den Sommer [geplant].
        Für das Bad sind zwei Millionen Euro [vorgesehen].
        Die Elbfähre [wird] im Herbst in Betrieb gehen.
        Der Kanzler [wird] am Freitag nach Oslo reisen.
        Die Uraufführung [steht] kurz [bevor].
        Der Klub [strebt] den Aufstieg [an].
        Eine neue Linie ist [in] [Planung].
        - Die Bahn [will] die Strecke [nicht] stilllegen.
        - Das Gesetz [soll] [keine] Ausnahmen enthalten.
        """,
    Certainty.POSSIBLE: """
        Der Fluss [könnte] über die Ufer treten.
        Die Preise [dürften] weiter steigen.
        [Möglicherweise] war ein Kabel defekt.
        Die Täter flohen [vermutlich] mit einem Auto.
        [Offenbar] wurde der Alarm zu spät ausgelöst.
        Das Bild stammt [wohl] von einem Schüler.
        [Vielleicht] kommt der Regen am Abend.
        Der Markt [scheint] sich zu erholen.
        Ein Anschlag ist [nicht] [ausgeschlossen].
        Die Regel [würde] viele Bauern treffen.
        - Der Abgeordnete [könnte] die Wahl [nicht] annehmen.
        """,
    Certainty.ALLEGED: """
        Der Sänger hat [angeblich] Steuern hinterzogen.
        Der Täter [soll] das Auto gestohlen [haben].
        Die Firma [soll] 300 Mitarbeiter [haben].
        Der Verdächtige [soll] 35 Jahre alt [sein].
        Die Bande [soll] seit Jahren geschmuggelt [haben].
        [Berichten] [zufolge] wechselt der Torwart nach Turin.
        Der Zeuge [will] den Wagen gesehen [haben].
        - Die Ministerin [soll] davon [nichts] gewusst [haben].
        """,
    Certainty.LIMITED: """
        Beide Seiten haben sich [grundsätzlich] geeinigt.
        Der Ausschuss stimmte [im] [Prinzip] zu.
        Die Strecke bleibt [vorläufig] gesperrt.
        Das Gericht gab [unter] [Vorbehalt] recht.
        Die Parteien erzielten eine [vorläufige] Einigung.
        """,
}
ENGLISH = {
    Certainty.STATED: """
        Lawmakers passed the fishing bill on Monday.
        The orchestra played to a full house.
        Profits rose 8 percent in the third quarter.
        - Lawmakers did [not] pass the fishing bill.
        - The firm [never] paid its suppliers.
        - [No] charges were filed against the driver.
        - That bill was [not] passed by the senate.
        - [Nobody] saw the fire start.
        - [Nothing] was stolen from the gallery.
        - The court found [no] evidence of fraud.
        - The goalkeeper [isn't] injured.
        - [Neither] side commented on the ruling.
        - The deal, which both firms drafted, was [not] signed.
        - Because the money ran out, the hall was [not] built.
        - Despite long talks, [no] agreement was reached.
        - The company said it had [not] received the letter.
        - "We have [not] signed a contract," the dealer said.
        - The island is [no] longer inhabited.
        - Police could [not] be reached.
        Not only children came to the parade.
        There is no doubt that the lake is shrinking.
        No fewer than 40 people applied.
        The verdict was not unexpected.
        Why did the alarm not sound?
        The opposition says that the minister did not ask.
        The road, which was not cleared, was closed.
        The farmers who were not consulted protested in the capital.
        Teachers walked out because wages did not keep up.
        The club decided not to renew the contract.
        Critics called the film "not worth seeing" this week.
        She took the money without asking.
        Nobody denies the success of the vaccine.
        The council approved the plan but the mayor did not sign it.
        The planned stadium became more expensive.
        The alleged thief was arrested in May.
        No, the bridge was closed on Sunday.
        Sales were not 30 but 40 percent higher.
        """,
    Certainty.PENDING: """
        - The treaty has [not] been signed [yet].
        - The cause of the crash is [not] [yet] known.
        The senate has [yet] [to] vote on the budget.
        - [So] [far] the police have [no] suspect.
        - The family has [still] [not] been told.
        - There is [no] agreement [so] [far].
        Approval from the regulator is still [pending].
        The island [awaits] a decision by the court.
        """,
    Certainty.PLANNED: """
        The tunnel [will] open in 2029.
        The chain [plans] [to] close 40 shops.
        The launch is [scheduled] [for] Friday.
        The president is [due] [to] visit Lima.
        The brewery [wants] [to] expand abroad.
        The trial is [set] [to] begin in June.
        - The bank [won't] raise its fees.
        - The airline [will] [not] refund tickets.
        """,
    Certainty.POSSIBLE: """
        The river [could] burst its banks.
        Prices [may] rise again.
        The fault [might] delay the launch.
        [Perhaps] the rain comes tonight.
        The thieves [probably] left by boat.
        The rate is [likely] to fall.
        The market [seems] [to] recover.
        The striker is [expected] [to] miss the final.
        - The plan [may] [not] survive the vote.
        """,
    Certainty.ALLEGED: """
        The broker [allegedly] hid the losses.
        The singer has [reportedly] left the band.
        The suspect is [said] [to] own two houses.
        The painting is [believed] [to] date from 1620.
        """,
    Certainty.LIMITED: """
        The states agreed [in] [principle] on quotas.
        The mine stays shut [for] [the] [time] [being].
        Negotiators reached a [tentative] agreement.
        """,
}
TABLE = [
    (language, certainty, line.strip())
    for language, table in (("de", GERMAN), ("en", ENGLISH))
    for certainty, lines in table.items()
    for line in lines.strip().splitlines()
]


@pytest.mark.parametrize(("language", "certainty", "marked"), TABLE)
def test_a_stance_is_read_as_a_careful_reader_reads_it(
    language: str, certainty: Certainty, marked: str
) -> None:
    denied, sentence = marked.startswith("- "), marked.removeprefix("- ")
    text = sentence.replace("[", "").replace("]", "")
    found = stance_of(text, language)
    said = [word.of(text) for word in found.words]
    assert (found.denied, found.certainty) == (denied, certainty)
    if "[" in sentence:
        assert said == [part.split("]")[0] for part in sentence.split("[")[1:]]


def test_the_table_is_large_enough_to_mean_something() -> None:
    assert sum(language == "de" for language, _, _ in TABLE) >= 80
    assert sum(language == "en" for language, _, _ in TABLE) >= 60


@pytest.mark.parametrize("language", ["und", "fr", ""])
def test_a_language_that_is_not_read_has_a_plain_stance(language: str) -> None:
    assert stance_of("Es gibt noch kein Ergebnis, not yet.", language) == Stance()


PIECES = """
    nicht noch kein soll haben , „ “ " : der und wird dass not yet no will that but ( Rat billigt
"""


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES.split()) | st.text(max_size=8), max_size=25),
    st.sampled_from(["de", "en"]),
)
def test_the_words_that_tell_are_in_the_text_in_order(parts: list[str], language: str) -> None:
    text = " ".join(parts)
    found = stance_of(text, language)
    assert list(found.words) == sorted(set(found.words))
    assert all(0 <= word.start < word.end <= len(text) for word in found.words)
    assert bool(found.words) == (found != Stance())
