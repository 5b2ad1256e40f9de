"""The language of searches, told to people: the help of the search line and of the manual."""

from __future__ import annotations

from typing import NamedTuple


class Rule(NamedTuple):
    """One thing that can be asked for."""

    syntax: str
    meaning: str


SYNTAX: tuple[Rule, ...] = (
    Rule("brücke einsturz", "articles that hold all the words, in any form; ü is ue is u, ß is ss"),
    Rule('"neue brücke"', "these words in a row, as written, in one statement"),
    Rule("brücke OR tunnel", "one of the two"),
    Rule("-tunnel", "not in articles that hold it; a minus goes before anything"),
    Rule("brück*", "words that begin so; three letters or more"),
    Rule("brücke NEAR/5 einsturz", "in one statement, at most five words between them"),
    Rule("title:brücke", "articles with this in the title"),
    Rule('outlet:"Neue Zeitung"', "articles of a newspaper; part of its name is enough"),
    Rule("story:brücke", "articles of a story with this in its title"),
    Rule("date:2025-05", "articles of a year, month or day; also <2025 and >=2025-05-01"),
    Rule("date:2025-05-01..2025-06-30", "from one day to another; either may be missing"),
    Rule("lang:de", "articles in German; en for English"),
    Rule("is:unread", "articles not read yet; is:read for the others"),
    Rule("entity:Musk", "statements that name him, however he is spelt there"),
    Rule('speaker:"Elon Musk"', "statements that give his words"),
    Rule(
        "figure:>100M USD",
        "statements with such an amount; also figure:5..10 %, figure:<=2 Mio. Euro",
    ),
    Rule("has:figure", "statements with any amount"),
    Rule("is:conflict", "statements that differ from or contradict another report"),
    Rule("is:only", "statements that only one report of a story makes"),
    Rule("is:bookmarked", "statements with a bookmark of yours"),
    Rule("has:note", "statements with a note of yours"),
    Rule("note:nachfragen", "statements whose note holds it; plain words find notes as well"),
    Rule("tag:wichtig", "statements you have tagged so"),
)
"""Ways to ask with what they find; every example is a query by itself."""

SCOPE = (
    "Words must all stand in the article; statements that hold all of them come first. Fields "
    "of statements (entity, speaker, figure, tag, note, has, is:conflict, is:only, is:bookmarked) "
    "must all be true of the statement itself; the other fields, of its article."
)
"""What a part of a query restricts."""
