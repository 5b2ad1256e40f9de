"""What scripts rely on: the fields of the JSON, the formats, and the sub-commands' meaning."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from core.library import Library, Wish
from core.model import (
    ArticleId,
    CorrectionKind,
    EntityKind,
    Relation,
    Ruling,
    StatementId,
    StoryWishKind,
)
from tests.core.cli.conftest import Run
from tests.tui import newsroom

LIST = {"id", "title", "source", "outlet", "published", "language", "story", "statements"}
SHOW = {
    "id", "title", "title_derived", "category", "lead", "published", "author", "language",
    "headings", "paragraphs", "dropped", "statements",
}  # fmt: skip


def test_list_has_its_promised_fields_and_null_for_the_unknown(
    run: Run, sample_library: Path
) -> None:
    rows = run("list", "--library", str(sample_library), "--format", "json").json()
    assert len(rows) == 10
    assert all(LIST | {"conflicts", "read"} <= set(row) for row in rows)
    by_name = {Path(row["source"]).name: row for row in rows}
    assert by_name["01-grok-kommt-zu-telegram.txt"]["outlet"] is None
    assert by_name["01-grok-kommt-zu-telegram.txt"]["published"] is None
    assert by_name["05-wirtschaftsbote-grundsatzeinigung.md"]["outlet"] == "Wirtschaftsbote"
    assert by_name["05-wirtschaftsbote-grundsatzeinigung.md"]["published"] == "2025-05-29"
    assert by_name["07-no-deal-signed.md"]["language"] == "en"


def test_show_gives_the_article_whole_with_offsets_into_its_own_words(
    run: Run, sample_library: Path
) -> None:
    shown = run(
        "show", "03-telegram-sammelt-milliarden", "--library", str(sample_library), "--format=json"
    ).json()
    assert set(shown) >= SHOW
    assert (shown["category"], shown["title_derived"]) == ("Digitales", False)
    assert shown["headings"] == [
        "Öffentlicher Verkauf abgesagt",
        "Was macht den Dienst so beliebt?",
    ]
    text = "\n\n".join(
        [shown["title"], shown["lead"], *_in_order(shown["headings"], shown["paragraphs"], shown)]
    )
    for statement in shown["statements"]:
        assert text[statement["start"] : statement["end"]] == statement["text"]
        assert statement["mark"] in {"agrees", "differs", "contradicts", "related", "only", "none"}
    reasons = {dropped["reason"] for dropped in shown["dropped"]}
    assert {"repeats the lead", "photo credit", "comment form", "reader comment"} <= reasons


def _in_order(headings: list[str], paragraphs: list[str], shown: dict[str, object]) -> list[str]:
    """Headings and paragraphs as the statements say they follow each other."""
    statements = shown["statements"]
    assert isinstance(statements, list)
    blocks: list[str] = []
    for statement in statements:
        text = statement["text"]
        if statement["role"] == "heading":
            blocks.append(text)
        elif statement["role"] == "paragraph":
            block = next(p for p in paragraphs if text in p)
            if not blocks or blocks[-1] != block:
                blocks.append(block)
    return blocks


def test_entities_are_each_once_with_mentions_that_point_at_their_words(
    run: Run, sample_library: Path
) -> None:
    found = run("entities", "--library", str(sample_library), "--format", "json").json()
    names = [entity["name"] for entity in found]
    assert len(names) == len(set(names))
    kinds = {entity["name"]: entity["kind"] for entity in found}
    assert kinds["Elon Musk"] == "person"
    assert kinds["Telegram"] == "organisation"
    library = Library.open(sample_library)
    for entity in found:
        assert entity["count"] == len(entity["mentions"])
        for mention in entity["mentions"]:
            text = library.article(mention["article"]).text
            assert text[mention["start"] : mention["end"]] == mention["text"]
            statement = library.statement(StatementId(mention["article"], mention["statement"]))
            assert statement.span.start <= mention["start"] < mention["end"] <= statement.span.end
    library.close()


def test_entities_of_one_article_count_only_there(run: Run, sample_library: Path) -> None:
    found = run(
        "entities", "09-altman-wartet-auf-sein-geld.md", "--library", str(sample_library),
        "--format", "json",
    ).json()  # fmt: skip
    assert "Sam Altman" in {entity["name"] for entity in found}
    assert "Pavel Durov" not in {entity["name"] for entity in found}
    assert len({m["article"] for entity in found for m in entity["mentions"]}) == 1


def test_related_is_best_first_with_evidence_from_other_articles(
    run: Run, sample_library: Path
) -> None:
    library = Library.open(sample_library)
    article = library.resolve("07-no-deal-signed")
    library.close()
    asked = next(
        str(s["id"])
        for s in run("show", article, "--library", str(sample_library), "--format=json").json()[
            "statements"
        ]
        if "$300 million" in s["text"]
    )
    found = run("related", asked, "--library", str(sample_library), "--format", "json").json()
    assert found
    scores = [each["score"] for each in found]
    assert scores == sorted(scores, reverse=True)
    assert all(each["statement"]["article"] != article for each in found)
    assert any(
        evidence["kind"] == "figure" and evidence["shared"]
        for each in found
        for evidence in each["evidence"]
    )


def test_related_to_a_text_of_ones_own(run: Run, sample_library: Path) -> None:
    text = "Telegram gibt Anleihen über 1,5 Milliarden Dollar aus."
    found = run(
        "related", "--text", text, "--library", str(sample_library), "-k", "3", "--format", "json"
    ).json()
    assert 1 <= len(found) <= 3
    assert "1,5 Milliarden" in found[0]["statement"]["text"]


def test_a_lower_score_may_be_asked_for(run: Run, sample_library: Path) -> None:
    library = str(sample_library)
    asked = f"{run('list', '--library', library, '--format', 'json').json()[0]['id']}:2"
    all_of_them = run("related", asked, "--library", library, "--min-score", "0", "-k", "50")
    best = run("related", asked, "--library", library, "--min-score", "0.99")
    assert all_of_them.code == 0
    assert (best.code, best.out) == (1, "")


def test_search_tells_where_it_hit(run: Run, sample_library: Path) -> None:
    found = run("search", "Anleihe", "--library", str(sample_library), "--format", "json").json()
    assert found
    for hit in found:
        assert all(start < end <= len(hit["text"]) for start, end in hit["hits"])
    assert any("nleihe" in hit["text"][s:e] for hit in found for s, e in hit["hits"])


def test_search_takes_words_to_leave_out(run: Run, sample_library: Path) -> None:
    with_it = run("search", "Durov", "--library", str(sample_library), "--format", "json").json()
    without = run(
        "search", "Durov", "-Grok", "--library", str(sample_library), "--format", "json"
    ).json()
    articles = {hit["article"] for hit in without}
    assert articles
    assert articles < {hit["article"] for hit in with_it}


def test_marks_have_their_promised_fields(run: Run, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("Neue Brücke\n\nDie Stadt baut eine Brücke. Sie kostet viel Geld.\n")
    library = Library.open(tmp_path / "library")
    for _ in library.add([str(report)]):
        pass
    article = library.rows()[0].id
    library.toggle_bookmark(StatementId(article, 2))
    library.write_note(StatementId(article, 3), "Wie viel?")
    library.close()
    found = run("marks", "--library", str(tmp_path / "library"), "--format", "json").json()
    assert [(m["kind"], m["statement"], m["text"]) for m in found] == [
        ("bookmark", 2, ""),
        ("note", 3, "Wie viel?"),
    ]
    assert set(found[0]) == {
        "id", "kind", "article", "statement", "quote", "text", "tags", "created", "changed",
        "orphan", "other", "ruling", "relation",
    }  # fmt: skip


def test_verdicts_are_among_the_marks_and_at_their_relations(run: Run, tmp_path: Path) -> None:
    newsroom.open_full(tmp_path / "library").close()
    library = Library.open(tmp_path / "library")
    here, there = StatementId(newsroom.WORKS, 2), StatementId(newsroom.COUNCIL, 3)
    library.rule(here, there, Ruling.REJECTED, Relation.DIFFERS)
    library.close()
    given = ("--library", str(tmp_path / "library"))
    (mark,) = run("marks", *given, "--format", "json").json()
    assert (mark["kind"], mark["ruling"], mark["relation"]) == ("verdict", "rejected", "differs")
    assert mark["article"] == "works"
    assert mark["other"] == {
        "article": "council",
        "statement": 3,
        "quote": "Das Unternehmen Nordwind spricht von 150 Millionen Euro.",
    }
    text = run("marks", *given).out
    assert "rejected: differs  works:2 and council:3" in text
    assert "150 Millionen" in text


def test_verdicts_quote_both_sides_in_every_format(run: Run, tmp_path: Path) -> None:
    newsroom.open_full(tmp_path / "library").close()
    library = Library.open(tmp_path / "library")
    here, there = StatementId(newsroom.WORKS, 2), StatementId(newsroom.COUNCIL, 3)
    library.rule(here, there, Ruling.CONFIRMED, Relation.DIFFERS)
    library.close()
    given = ("--library", str(tmp_path / "library"))
    for chosen in ("text", "json", "jsonl", "csv", "md"):
        listed = run("marks", *given, "--format", chosen).out
        assert "120 Millionen Euro" in listed
        assert "150 Millionen Euro" in listed
        assert "confirmed" in listed
    (conflict,) = [
        each
        for each in run("conflicts", *given, "--format", "json").json()
        if each["verdict"] is not None
    ]
    assert (conflict["relation"], conflict["verdict"]) == ("differs", "confirmed")
    assert "confirmed by you" in run("conflicts", *given).out
    pairs = run("compare", "works", "council", *given, "--format", "json").json()
    assert [each["verdict"] for each in pairs if each["verdict"]] == ["confirmed"]


def test_what_was_changed_about_stories_is_listed(run: Run, tmp_path: Path) -> None:
    newsroom.open_full(tmp_path / "library").close()
    given = ("marks", "--stories", "--library", str(tmp_path / "library"))
    assert run(*given).code == 1
    library = Library.open(tmp_path / "library")
    library.wish_story(StoryWishKind.JOIN, [newsroom.WORKS], others=[newsroom.SPORT])
    library.wish_story(StoryWishKind.RENAME, [newsroom.WORKS], name="Werk & Sport")
    library.switch_grouping(on=False)
    library.close()
    join, rename, off = run(*given, "--format", "json").json()
    assert (join["kind"], rename["kind"], off["kind"]) == ("join", "rename", "off")
    assert {"id": "sport", "title": "Handballerinnen gewinnen in Oldenburg"} in join["others"]
    assert rename["name"] == "Werk & Sport"
    text = run(*given).out
    assert "join" in text
    assert "with  sport  Handballerinnen gewinnen in Oldenburg" in text
    assert "Werk & Sport" in text
    for chosen in ("jsonl", "csv", "md"):
        assert "Handballerinnen" in run(*given, "--format", chosen).out


def test_related_obeys_the_verdicts_and_says_them(run: Run, tmp_path: Path) -> None:
    said = "Die neue Brücke über die Wupper soll {} Millionen Euro kosten, sagte die Stadt.\n"
    reports = {"first": "12", "second": "15"}
    for name, cost in reports.items():
        text = f"Die Brücke kostet {cost} Millionen\n\n{said.format(cost)}"
        (tmp_path / f"{name}.txt").write_text(text)
    given = ("--library", str(tmp_path / "library"))
    run("add", *(str(tmp_path / f"{name}.txt") for name in reports), *given)
    asked = ("related", "first.txt:2", *given)
    best = run(*asked, "--format", "json").json()[0]
    assert (best["relation"], best["verdict"]) == ("differs", None)
    library = Library.open(tmp_path / "library")
    article, _, number = best["statement"]["id"].rpartition(":")
    there = StatementId(library.resolve(article), int(number))
    library.rule(
        StatementId(library.resolve("first.txt"), 2), there, Ruling.REJECTED, Relation.DIFFERS
    )
    library.close()
    last = run(*asked, "--format", "json").json()[-1]
    assert (last["statement"], last["verdict"]) == (best["statement"], "rejected")
    assert "rejected by you" in run(*asked).out


def test_corrections_are_exported_with_the_marks(run: Run, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("Neue Brücke\n\nIda Voss baut eine Brücke. Das sagte Voss dem Rat.\n")
    given = ("marks", "--corrections", "--library", str(tmp_path / "library"))
    library = Library.open(tmp_path / "library")
    for _ in library.add([str(report)]):
        pass
    for _ in library.catch_up():
        pass
    assert run(*given).code == 1
    article = library.rows()[0].id
    library.correct(
        Wish(CorrectionKind.ADD, article, name="Rat", entity_kind=EntityKind.ORGANISATION)
    )
    rat = next(each.entity.id for each in library.entities() if each.entity.name == "Rat")
    library.correct(Wish(CorrectionKind.HIDE, article, rat))
    library.correct(Wish(CorrectionKind.ADD, article, name="Voss", entity_kind=EntityKind.PERSON))
    voss = next(each.entity.id for each in library.entities() if "Voss" in each.entity.spellings)
    library.correct(Wish(CorrectionKind.SPLIT, article, voss, name="Jon Voss", spelling="Voss"))
    library.close()
    found = run(*given, "--format", "json").json()
    assert [(each["kind"], each["names"][0], each["name"]) for each in found] == [
        ("add", "Rat", "Rat"),
        ("hide", "Rat", "Rat"),
        ("add", "Voss", "Voss"),
        ("split", found[3]["names"][0], "Jon Voss"),
    ]
    assert set(found[0]) == {
        "id", "kind", "names", "kinds", "name", "entity_kind", "reach", "article", "created",
        "spelling", "before", "after",
    }  # fmt: skip
    lines = run(*given).out.splitlines()
    assert [line.split("  ")[0].strip() for line in lines] == ["add", "hide", "add", "split"]
    assert "Rat → Rat (organisation)" in lines[0]
    assert "→" not in lines[1]
    assert " → Jon Voss (person)" in lines[3]
    assert run("marks", "--library", str(tmp_path / "library"), "--format", "json").json() == []


@pytest.mark.parametrize("command", [["list"], ["entities"], ["search", "Musk"], ["marks"]])
def test_every_format_is_well_formed(run: Run, sample_library: Path, command: list[str]) -> None:
    given = [*command, "--library", str(sample_library)]
    records = run(*given, "--format", "json").json()
    lines = run(*given, "--format", "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == records
    table = list(csv.reader(io.StringIO(run(*given, "--format", "csv").out)))
    assert len(table) == len(records) + bool(records)
    assert len({len(row) for row in table}) <= 1
    markdown = run(*given, "--format", "md").out.splitlines()
    assert len(markdown) == len(records) + 2 * bool(records)


@pytest.mark.parametrize("begin", ["=1+1", "@SUM(A1)", "+1", "-1", "\t=1", "\r=1"])
def test_no_cell_of_any_table_begins_as_a_formula(run: Run, tmp_path: Path, begin: str) -> None:
    folder = tmp_path / "library"
    newsroom.open_hostile(folder, f"{begin} sagt Nordwind zur Fabrik").close()
    library = Library.open(folder)
    library.write_note(StatementId(ArticleId("hostile"), 1), begin)
    library.tag(StatementId(ArticleId("hostile"), 1), (begin,))
    library.save_search(begin, begin)
    library.close()
    filled = 0
    for command in (
        *(["list"], ["show", "hostile"], ["entities"], ["related", "hostile:2"], ["conflicts"]),
        *(["only"], ["search", "Nordwind"], ["marks"], ["matrix"], ["timeline"], ["feeds", "list"]),
    ):
        told = run(*command, "--library", str(folder), "--format", "csv")
        assert told.code in (0, 1), told.err
        rows = list(csv.reader(io.StringIO(told.out, newline="")))
        filled += len(rows) > 1
        for cell in (cell for row in rows[1:] for cell in row):
            assert cell[:1] not in ("=", "+", "-", "@", "\t", "\r"), (command, cell)
    assert filled >= 3


def test_cells_that_a_spreadsheet_would_run_are_defused(run: Run, tmp_path: Path) -> None:
    report = tmp_path / "r.txt"
    report.write_text("=HYPERLINK(1) | Titel\n\nEin langer Satz steht hier und endet mit Punkt.\n")
    assert run("add", str(report), "--library", str(tmp_path / "l")).code == 0
    table = run("list", "--library", str(tmp_path / "l"), "--format", "csv").out
    assert "'=HYPERLINK(1)" in table
    markdown = run("list", "--library", str(tmp_path / "l"), "--format", "md").out
    assert "\\| Titel" in markdown
