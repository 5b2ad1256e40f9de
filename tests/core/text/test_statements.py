from __future__ import annotations

from core.model import Article, ArticleId, Block, Role, Span, StatementId
from core.text.statements import statements_of


def article(*blocks: tuple[Role, str], derived: bool = False) -> Article:
    text = ""
    placed = []
    for role, said in blocks:
        text += "\n\n" if text else ""
        placed.append(Block(role, Span(len(text), len(text) + len(said))))
        text += said
    return Article(
        id=ArticleId("a1"),
        source="-",
        title="Der Steg",
        title_derived=derived,
        text=text,
        blocks=tuple(placed),
        dropped=(),
        original=text,
        alignment=(),
        language="de",
    )


REPORT = article(
    (Role.TITLE, "Der Steg. Eine Stadt streitet"),
    (Role.LEAD, "Der Bau kostet 3 Mio. Euro. Das ist viel."),
    (Role.HEADING, "Was nun? Fragen an den Rat"),
    (Role.PARAGRAPH, "Am 28. Mai tagt der Rat. „Wir bauen“, sagt Dr. Weber."),
    (Role.PARAGRAPH, "Zwölf Anwohner klagen."),
)


def test_statements_are_numbered_from_one_in_reading_order() -> None:
    statements = statements_of(REPORT)
    assert [statement.id for statement in statements] == [
        StatementId(ArticleId("a1"), number) for number in range(1, 8)
    ]
    assert [statement.text for statement in statements] == [
        "Der Steg. Eine Stadt streitet",
        "Der Bau kostet 3 Mio. Euro.",
        "Das ist viel.",
        "Was nun? Fragen an den Rat",
        "Am 28. Mai tagt der Rat.",
        "„Wir bauen“, sagt Dr. Weber.",
        "Zwölf Anwohner klagen.",
    ]


def test_a_statement_is_an_exact_slice_of_the_article() -> None:
    for statement in statements_of(REPORT):
        assert statement.span.of(REPORT.text) == statement.text


def test_headlines_are_one_statement_each() -> None:
    roles = [statement.role for statement in statements_of(REPORT)]
    assert roles.count(Role.TITLE) == 1
    assert roles.count(Role.HEADING) == 1
    assert roles.count(Role.LEAD) == 2


def test_figures_count_in_the_statement() -> None:
    statement = statements_of(REPORT)[4]
    (figure,) = statement.figures
    assert figure.normal == "--05-28"
    assert figure.span.of(statement.text) == "28. Mai"


def test_a_derived_title_is_no_statement() -> None:
    statements = statements_of(article((Role.PARAGRAPH, "Der Steg bleibt."), derived=True))
    assert [statement.text for statement in statements] == ["Der Steg bleibt."]


def test_headlines_are_trimmed_and_empty_blocks_are_nothing() -> None:
    odd = article((Role.HEADING, "  Steg "), (Role.HEADING, " "), (Role.PARAGRAPH, ""))
    (statement,) = statements_of(odd)
    assert statement.text == "Steg"
    assert statement.span.of(odd.text) == "Steg"
