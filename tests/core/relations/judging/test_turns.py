"""What is denied without a negation: called false, dismissed, refused, ruled out, far from so."""

from __future__ import annotations

import pytest

from core.model import Relation
from core.relations.judging.judge import judge
from core.relations.judging.reading import read
from core.relations.profile import profile_text


def relation(here: str, there: str, language: str) -> Relation:
    one, two = (read(profile_text(text, language)) for text in (here, there))
    return judge(one, two, 0.95).relation


def contradict(here: str, there: str, language: str) -> bool:
    found = [
        relation(*statements, language) is Relation.CONTRADICTS
        for statements in ((here, there), (there, here))
    ]
    assert found[0] == found[1]
    return found[0]


@pytest.mark.parametrize(
    ("here", "there", "language"),
    [
        ("Berichte über einen Verkauf der Werft Tolk seien falsch, sagte Ahlers.",
         "Der Verkauf der Werft Tolk ist beschlossen, heißt es im Rathaus.", "de"),
        ("Reports that Dorn will close the Leeds plant are false, Ames said.",
         "Dorn will close the Leeds plant in May.", "en"),
        ("Ames dismissed claims that Dorn would sell the Leeds plant.",
         "Dorn will sell the Leeds plant in May.", "en"),
        ("Der Trainer weigert sich, mit dem Stürmer Pohl zu verhandeln.",
         "Der Trainer verhandelt mit dem Stürmer Pohl.", "de"),
        ("The council refused to publish the Harlow report.",
         "The council published the Harlow report on Monday.", "en"),
        ("Eine Schließung der Klinik Lohne schloss Landrätin Evers aus.",
         "Die Schließung der Klinik Lohne ist nach Angaben von Landrätin Evers beschlossen.", "de"),
        ("Minister Cole ruled out a tax on parking in the city centre.",
         "Minister Cole will introduce a tax on parking in the city centre.", "en"),
        ("The flood in Calver is far from over, Mayor Reed said.",
         "The flood in Calver is over, Mayor Reed said.", "en"),
        ("Das Feuer am Brocken ist alles andere als gelöscht.",
         "Das Feuer am Brocken ist gelöscht.", "de"),
        ("Ahlers bestritt Berichte, wonach die Werft Tolk nach Danzig verkauft wird.",
         "Die Werft Tolk wird nach Danzig verkauft.", "de"),
        ("The bridge to Calver is no longer closed.", "The bridge to Calver is closed.", "en"),
    ],
)  # fmt: skip
def test_what_is_turned_down_contradicts_what_says_it(here: str, there: str, language: str) -> None:
    assert contradict(here, there, language)


@pytest.mark.parametrize(
    ("here", "there", "language"),
    [
        # Turned down on both sides, or nothing but a report of it.
        ("Berichte über einen Verkauf der Werft Tolk seien falsch, sagte Ahlers.",
         "Ahlers bestritt, dass die Werft Tolk verkauft wird.", "de"),
        ("Ames dismissed claims that Dorn would sell the Leeds plant.",
         "There are no plans to sell the Leeds plant, Ames said.", "en"),
        # Two that cancel each other out.
        ("Eine Schließung der Klinik Lohne wollte Evers nicht ausschließen.",
         "Die Schließung der Klinik Lohne ist nach Angaben von Evers möglich.", "de"),
        ("Cole could not rule out a tax on parking in the city centre.",
         "Cole said a tax on parking in the city centre was possible.", "en"),
        # Not of what is said.
        ("Wrong-way drivers were reported near the Leeds plant.",
         "Drivers near the Leeds plant were warned.", "en"),
        ("The player was ruled out of the match in Leeds with an injury.",
         "The player has an injury before the match in Leeds.", "en"),
        ("The mill is not far from the plant in Leeds.", "The mill is the plant in Leeds.", "en"),
        ("The claims about the Leeds plant could not be verified.",
         "It was impossible to verify the claims about the Leeds plant.", "en"),
        ("What nobody tells you about the Leeds plant.",
         "Ames tells you about the Leeds plant.", "en"),
        ("Calver: What Dorn won't tell you about the Leeds plant.",
         "Dorn said in Calver he would tell you about the Leeds plant.", "en"),
        ("The Ilse rose like never before in Calver.", "The Ilse rose in Calver.", "en"),
    ],
)  # fmt: skip
def test_what_only_looks_turned_down_does_not(here: str, there: str, language: str) -> None:
    assert not contradict(here, there, language)


@pytest.mark.parametrize(
    ("against", "to_be", "language"),
    [
        ("Die Stadt Ulm verzichtet am Ried auf den Bau der Mole.",
         "Die Stadt Ulm baut am Ried die Mole.", "de"),
        ("Die Stadt Ulm will darauf verzichten, am Ried eine Mole zu bauen.",
         "Die Stadt Ulm baut am Ried eine Mole.", "de"),
        ("Die Stadt Ulm sieht davon ab, am Ried eine Mole zu bauen.",
         "Die Stadt Ulm baut am Ried eine Mole.", "de"),
        ("Die Stadt Ulm nahm von der Mole am Ried Abstand.",
         "Die Stadt Ulm baut am Ried eine Mole.", "de"),
        ("Die Stadt Ulm entschied sich gegen eine Mole am Ried.",
         "Die Stadt Ulm baut am Ried eine Mole.", "de"),
        ("The port of Hull decided against building a second pier at Elm.",
         "The port of Hull will build a second pier at Elm.", "en"),
        ("The port of Hull has scrapped plans to build a second pier at Elm.",
         "The port of Hull will build a second pier at Elm.", "en"),
    ],
)  # fmt: skip
def test_what_is_decided_against_is_denied(against: str, to_be: str, language: str) -> None:
    assert contradict(against, to_be, language)


@pytest.mark.parametrize(
    ("here", "there", "language"),
    [
        ("Zweifel bestehen, dass Ulm am Ried auf die Mole zu verzichten bereit ist.",
         "Dass Ulm am Ried auf die Mole verzichten wird, bezweifeln viele.", "de"),
        ("Die Stadt Ulm verzichtet nicht auf die Mole am Ried.",
         "Die Stadt Ulm baut am Ried eine Mole.", "de"),
        ("The port of Hull has not scrapped plans for a second pier at Elm.",
         "The port of Hull will build a second pier at Elm.", "en"),
    ],
)  # fmt: skip
def test_what_is_not_decided_against_is_not_denied(here: str, there: str, language: str) -> None:
    assert not contradict(here, there, language)
