from core.model import (
    ArticleId,
    EntityKind,
    Span,
    Speech,
    SpeechKind,
    StatementId,
)
from core.storage import articles, entities, speech, statements
from core.storage.articles import SourceState
from core.storage.database import Database
from tests import builders

A1, A2 = ArticleId("a1"), ArticleId("a2")
KERN = builders.entity("Ada Kern", EntityKind.PERSON)


def keep(database: Database, article: ArticleId) -> None:
    made = builders.article(article)
    articles.put_article(database, made, SourceState(made.source, made.id, 1, 1))
    statements.put_statements(database, made.id, builders.statements_of(made))
    entities.put_entities(
        database, [article], [KERN], [builders.mention(KERN, article, text="Kern", statement=1)]
    )


def said(article: ArticleId, number: int) -> Speech:
    return Speech(
        StatementId(article, number),
        SpeechKind.REPORTED,
        "Bürgermeisterin Kern",
        KERN.id,
        Span(5, 25),
        Span(0, 4),
    )


UNNAMED = Speech(StatementId(A1, 2), SpeechKind.DIRECT, None, None, None, None)


def test_speech_comes_back_as_it_was_put_in_reading_order(database: Database) -> None:
    keep(database, A1)
    speech.put_speech(database, [A1], [UNNAMED, said(A1, 1)])
    assert speech.speech_of(database, A1) == (said(A1, 1), UNNAMED)


def test_speech_takes_the_place_of_what_was_known_in_the_same_articles(database: Database) -> None:
    keep(database, A1)
    keep(database, A2)
    speech.put_speech(database, [A1, A2], [said(A1, 1), said(A2, 1)])
    speech.put_speech(database, [A1], [UNNAMED])
    assert speech.speech_of(database, A1) == (UNNAMED,)
    assert speech.speech_of(database, A2) == (said(A2, 1),)


def test_a_speaker_whom_the_library_no_longer_knows_keeps_the_words(database: Database) -> None:
    keep(database, A1)
    speech.put_speech(database, [A1], [said(A1, 1)])
    entities.put_entities(database, [A1], [], [])
    (kept,) = speech.speech_of(database, A1)
    assert (kept.speaker, kept.entity) == ("Bürgermeisterin Kern", None)


def test_speech_goes_with_its_article_and_that_of_unknown_articles_is_left_out(
    database: Database,
) -> None:
    keep(database, A1)
    speech.put_speech(database, [A1, A2], [said(A1, 1), said(A2, 1)])
    articles.remove_article(database, A1)
    keep(database, A1)
    assert speech.speech_of(database, A1) == ()
