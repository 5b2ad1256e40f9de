"""Denials told with little in common, and what only looks like one."""

from __future__ import annotations

import pytest

from core.model import Relation
from core.relations.judging.judge import judge
from core.relations.judging.reading import read
from core.relations.profile import profile_text


def relation(here: str, there: str, language: str) -> Relation:
    one, two = (read(profile_text(text, language)) for text in (here, there))
    return judge(one, two, 0.95).relation


@pytest.mark.parametrize(
    ("here", "there", "language"),
    [
        ("Der Pilot war laut Polizei nicht betrunken.", "Der Pilot war betrunken.", "de"),
        ("The siren did not go off, Ida Feld said.", "The siren went off at 2.14 a.m.", "en"),
        ("Der Laden in Ulm wird nicht geschlossen.", "Ende 2026 wird der Laden in Ulm geschlossen.",
         "de"),
        ("Der Laden in Ulm wird nicht geschlossen.",
         "Zum Ende der Saison wird der Laden in Ulm geschlossen.",
         "de"),
        ("Feld said the mill in Hull would not close.", "The mill in Hull will close.", "en"),
        ("The ferry to Ems will not run in May.", "The ferry to Ems will run again in May.", "en"),
        ("Der Verkauf der Hütte Lohr ist vollzogen.", "Der Verkauf der Hütte Lohr ist nur geplant.",
         "de"),
        ("Brusk has completed the takeover of Dolm.", "Brusk's takeover of Dolm is only planned.",
         "en"),
        ("The mayor acknowledged that he met Arp.", "The mayor denied that he met Arp.", "en"),
        ("Das Mittel hilft nicht gegen Grippe.", "Das Mittel hilft gegen Grippe.", "de"),
        ("Ada Birch, who voted against the plans, left the council.",
         "Ada Birch voted for the plans of the council.", "en"),
        ("Der Weg nach Ulm bleibt gesperrt.", "Der Weg nach Ulm ist wieder befahrbar.", "de"),
        ("Der Angeklagte hat in Kiel die Tat gestanden.",
         "Der Angeklagte hat in Kiel die Tat nicht gestanden.", "de"),
        ("Kähne und Fähren fahren am Montag trotz des Sturms nach Plan.",
         "Am Montag fallen wegen des Sturms alle Kähne und Fähren aus.", "de"),
        ("Talks between the port and the crew broke down in May.",
         "Talks between the port and the crew are still going on.", "en"),
        ("Arp bestritt am Montag vor Gericht, von den Zahlungen an die Werft gewusst zu haben.",
         "Arp wusste von den Zahlungen an die Werft.", "de"),
        ("Arp did not accept any money from Feld.", "Arp accepted $5,000 from Feld.", "en"),
        ("The town council left its rents unchanged in May.",
         "In May the town council raised its rents for the first time.", "en"),
        ("Der Fischerbund begrüßte die Pläne der Stadt.",
         "Scharfe Kritik an den Plänen der Stadt kam vom Fischerbund.", "de"),
        ("Der Rat von Ulm hat den Bau der Mole am Ried gebilligt.",
         "Mit knapper Mehrheit lehnte der Ulmer Rat die Mole am Ried ab.", "de"),
        ("In der Nacht brach der Deich am Ried unter dem Druck des Wassers.",
         "Der Deich am Ried hielt dem Wasser in der Nacht stand.", "de"),
        ("Port Elm cleared the ferries of Arp on Monday.",
         "Arp was refused a licence for the ferries by Port Elm on Monday.", "en"),
        ("The stolen Arp portrait from the Elm Museum is still missing.",
         "The stolen Arp portrait was recovered on Monday.", "en"),
        ("Das Rätsel im Watt entdeckten die Taucher nicht.",
         "Die Taucher fanden das Rätsel im Watt.", "de"),
    ],
)  # fmt: skip
def test_what_is_denied_contradicts(here: str, there: str, language: str) -> None:
    assert relation(here, there, language) is Relation.CONTRADICTS
    assert relation(there, here, language) is Relation.CONTRADICTS


@pytest.mark.parametrize(
    ("here", "there", "language"),
    [
        ("Die Stadt Worms baut am Rhein eine Schule.", "Die Stadt Worms baut am Bahnhof keine "
         "Schule.", "de"),
        ("Ulm will keine Schulreform am Gymnasium.", "Ulm stärkt die Schule am Gymnasium.", "de"),
        ("Es ist nicht wahr, dass Falke verurteilt wurde.", "Falke wurde nicht verurteilt.", "de"),
        ("Der Pilot war nicht betrunken.", "Der Pilot war betrunken, flog aber nicht.", "de"),
        ("Ulm hat eine Niederlage gegen Hof abgewendet.", "Ulm verlor gegen Hof nicht.", "de"),
        ("Das Rondo ist nur geplant.", "Das Rondo ist bunt.", "de"),
        ("Kähne und Fähren fahren am Montag.", "Am Dienstag fallen Kähne und Fähren aus.", "de"),
        ("Arp did not accept any money from Feld.", "Arp met Feld 5 times.", "en"),
        ("Arp sagte vor Gericht nicht zu den Zahlungen aus.",
         "Arp schwieg vor Gericht zu den Zahlungen.", "de"),
        ("Die Mole am Ried wird in Bonn eröffnet.", "Die Mole am Ried wird in Köln geschlossen.",
         "de"),
        ("The ferry to the Elm islands opens at 9 a.m.", "The ferry to the Elm islands closes at "
         "6 p.m.", "en"),
        ("Die Preise für Öl steigen und die Löhne sinken.", "Die Löhne für Öl steigen.", "de"),
        ("Ein 19-jähriger Fahrer aus Ulm wurde freigesprochen.",
         "Ein 64-jähriger Fahrer aus Ulm wurde verurteilt.", "de"),
        ("The jury in Reno acquitted the trader.", "A jury in Reno convicted the trader's brother.",
         "en"),
        ("It is false that the mill in Hull will close.", "The mill in Hull will open.", "en"),
        ("A man died while climbing in Hull.", "The temperature was falling in Hull.", "en"),
        ("Der Verkauf der Hütte Lohr ist geplant.", "Der Verkauf der Hütte Lohr ist vollzogen.",
         "de"),
    ],
)  # fmt: skip
def test_what_is_not_denied_does_not(here: str, there: str, language: str) -> None:
    assert relation(here, there, language) is not Relation.CONTRADICTS
    assert relation(there, here, language) is not Relation.CONTRADICTS


@pytest.mark.parametrize(
    ("here", "there", "language"),
    [
        ("Ob die Stadt Ulm am Ried eine Mole baut, ist noch offen.",
         "Die Stadt Ulm baut am Ried eine Mole.", "de"),
        ("Noch ist nicht entschieden, ob die Stadt Ulm am Ried eine Mole baut.",
         "Die Stadt Ulm wird am Ried eine Mole bauen.", "de"),
        ("Whether Elm will build a second pier in Hull is undecided, the port said.",
         "Elm will build a second pier in Hull from May, the port announced.", "en"),
    ],
)  # fmt: skip
def test_what_is_left_open_contradicts_what_is_said_firmly(
    here: str, there: str, language: str
) -> None:
    assert relation(here, there, language) is Relation.CONTRADICTS
    assert relation(there, here, language) is Relation.CONTRADICTS


@pytest.mark.parametrize(
    ("here", "there", "language"),
    [
        ("Ob die Stadt Ulm am Ried eine Mole baut, ist noch offen.",
         "Die Grünen fordern, dass die Stadt Ulm am Ried eine Mole baut.", "de"),
        ("Ob die Stadt Ulm am Ried eine Mole baut, war lange unklar.",
         "Die Stadt Ulm baut am Ried eine Mole.", "de"),
        ("Ob die Stadt Ulm am Ried eine Mole baut, ist entschieden.",
         "Die Stadt Ulm baut am Ried eine Mole.", "de"),
        ("Wann die Stadt Ulm am Ried eine Mole baut, ist noch offen.",
         "Die Stadt Ulm baut am Ried eine Mole.", "de"),
        ("Whether Elm will build a second pier in Hull is undecided, the port said.",
         "Elm is planning a second pier in Hull, the port said.", "en"),
    ],
)  # fmt: skip
def test_what_is_left_open_leaves_plans_and_wishes_as_they_are(
    here: str, there: str, language: str
) -> None:
    assert relation(here, there, language) is not Relation.CONTRADICTS


@pytest.mark.parametrize(
    ("none", "some", "others", "language"),
    [
        ("Kein Hof am Ried musste im Mai aufgegeben werden.",
         "Zwei Höfe am Ried wurden im Mai aufgegeben.",
         "Zwei Höfe am Ried bekamen im Mai neue Ställe.", "de"),
        ("No farm near Hull had to be given up in May.",
         "Two farms near Hull were given up in May.",
         "Two farms near Hull bought new ploughs in May.", "en"),
        ("None of Elm's ferries were damaged in the storm off Hull.",
         "Two of Elm's ferries were damaged in the storm off Hull.",
         "Elm's ferries carried 900 people before the storm off Hull.", "en"),
        ("Elm said it had no plans to move its works away from Hull.",
         "Elm will move its works away from Hull, it said.",
         "Elm said its plans for the works in Hull cost $3 million.", "en"),
    ],
)  # fmt: skip
def test_that_nothing_is_done_to_any_denies_that_it_is_done_and_nothing_else(
    none: str, some: str, others: str, language: str
) -> None:
    assert relation(none, some, language) is Relation.CONTRADICTS
    assert relation(none, others, language) is not Relation.CONTRADICTS


@pytest.mark.parametrize(
    ("wished", "denied", "language"),
    [
        ("Die Grünen fordern, dass die Stadt Ulm am Ried eine Mole baut.",
         "Die Stadt Ulm baut am Ried keine Mole.", "de"),
        ("Der Anglerverein forderte die Stadt Ulm auf, am Ried eine Mole zu bauen.",
         "Die Stadt Ulm baut am Ried keine Mole.", "de"),
        ("Der Verein bat, so sein Vorsitzender, die Stadt Ulm, am Ried eine Mole anzulegen.",
         "Die Stadt Ulm legt am Ried keine Mole an.", "de"),
        ("Die Grünen hoffen, so Ida Arp, dass die Stadt Ulm am Ried keine Mole baut.",
         "Die Stadt Ulm baut am Ried eine Mole.", "de"),
        ("Der Verein spricht sich dafür aus, am Ried in Ulm eine Mole zu bauen.",
         "In Ulm wird am Ried keine Mole gebaut.", "de"),
        ("Anglers want the port of Hull to close the pier.",
         "The port of Hull will not close the pier.", "en"),
        ("Anglers called on the port of Hull to close the pier.",
         "The port of Hull will not close the pier.", "en"),
        ("Anglers fear that the port of Hull is closing the pier.",
         "The port of Hull will not close the pier.", "en"),
        ("Anglers hope the port of Hull will close the pier.",
         "The port of Hull will not close the pier.", "en"),
    ],
)  # fmt: skip
def test_what_somebody_wishes_is_not_said_to_be(wished: str, denied: str, language: str) -> None:
    assert relation(wished, denied, language) is not Relation.CONTRADICTS
    assert relation(denied, wished, language) is not Relation.CONTRADICTS


@pytest.mark.parametrize(
    ("here", "there", "language"),
    [
        ("Die Stadt Ulm versprach, am Ried eine Mole zu bauen.",
         "Die Stadt Ulm baut am Ried keine Mole.", "de"),
        ("Der Rat von Ulm beschloss, dass am Ried eine Mole gebaut wird.",
         "In Ulm wird am Ried keine Mole gebaut.", "de"),
        ("Die Grünen hoffen auf Geld, und die Stadt Ulm baut am Ried eine Mole.",
         "Die Stadt Ulm baut am Ried keine Mole.", "de"),
        ("The port of Hull, which anglers had urged to wait, said that it will close the pier.",
         "The port of Hull will not close the pier.", "en"),
        ("The port of Hull will close the pier as demand for berths to let has dropped.",
         "The port of Hull will not close the pier.", "en"),
    ],
)  # fmt: skip
def test_what_is_promised_decided_or_beside_a_wish_is_said_to_be(
    here: str, there: str, language: str
) -> None:
    assert relation(here, there, language) is Relation.CONTRADICTS


@pytest.mark.parametrize(
    ("here", "there", "language"),
    [
        ("Ulm erkennt keine „echte Reaktion“ des Hafens auf die Flut.",
         "Vom Hafen in Ulm kam nach der Flut keine echte Reaktion.", "de"),
        ("Es ist nicht Ulm, das für die Flut am Ried haftet, sondern Hof.",
         "Die Flut am Ried traf Ulm.", "de"),
        ("It is not Hull that runs the ferry to Elm but Ems.", "The ferry to Elm sails from Hull.",
         "en"),
        ("Der Rat geht nicht davon aus, dass die Mole am Ried in Ulm bleibt.",
         "Der Rat von Ulm geht davon aus, dass die Mole am Ried nicht bleibt.", "de"),
        ("The council does not think that the pier in Hull will reopen.",
         "The council thinks the pier in Hull will not reopen.", "en"),
        ("The Otters of Hull fired coach Ada Birch on Friday.",
         "Otters of Hull fire coach Jo Elm, hire Ada Birch on Friday.", "en"),
        ("Die Polizei rief alle, die am Ried waren, auf, bei der Wache Meldung zu erstatten.",
         "Bei der Wache am Ried wurde keine Meldung erstattet.", "de"),
        ("The Hull Otters lost to the Elm Rovers by a late goal at home on Friday.",
         "A late goal gave the Elm Rovers a win over the Hull Otters on Friday.", "en"),
    ],
)  # fmt: skip
def test_what_only_sounds_like_a_denial_is_none(here: str, there: str, language: str) -> None:
    assert relation(here, there, language) is not Relation.CONTRADICTS
    assert relation(there, here, language) is not Relation.CONTRADICTS


@pytest.mark.parametrize(
    ("here", "there", "language"),
    [
        ("Planners in Hull gave the green light on Friday to twelve mills on Skell Moor.",
         "The committee on Friday turned down the twelve mills that Elm wants on Skell Moor.",
         "en"),
        ("A jury in Hull on Friday cleared Ada Birch of setting fire to a warehouse.",
         "Ada Birch faces prison after jurors found her guilty on Friday of fire raising in Hull.",
         "en"),
        ("Ein Gericht in Ulm hat Ida Arp am Montag freigesprochen.",
         "Zu drei Jahren Haft ist die Händlerin Ida Arp am Montag in Ulm verurteilt worden.", "de"),
    ],
)  # fmt: skip
def test_decisions_on_what_has_a_full_name_contradict_whatever_else_is_told(
    here: str, there: str, language: str
) -> None:
    assert relation(here, there, language) is Relation.CONTRADICTS
    assert relation(there, here, language) is Relation.CONTRADICTS
