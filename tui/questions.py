"""What the screen asks the library: plain functions for threads, each answering a message."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Sequence

from textual.message import Message
from textual.message_pump import MessagePump
from textual.widget import Widget
from textual.worker import get_current_worker

from core.errors import LesartError
from core.library import BackgroundWork, Library, Wish, WorkFailed
from core.model import (
    ArticleId,
    ArticleRow,
    CorrectionId,
    CorrectionKind,
    EntityId,
    Figure,
    MarkId,
    MarkKind,
    StatementId,
)
from tui import walking
from tui.drawing.correction_rows import correction_words
from tui.messages import (
    AllMarksLoaded,
    ArticleLoaded,
    FindingsLoaded,
    LandAt,
    MarksChanged,
    MarksLoaded,
    NameLoaded,
    Noticed,
    ReadChanged,
    RelatedLoaded,
    RowsLoaded,
    Said,
    Searched,
    WorkReported,
)

Question = Callable[[], Message]


def ask(asker: Widget, group: str, question: Question, *, exclusive: bool = True) -> None:
    """Put a question in a thread; its answer comes back to the asker as a message.

    A later question of the same exclusive group replaces the one before it.
    """

    def work() -> None:
        worker = get_current_worker()
        try:
            answer = question()
        except LesartError as problem:
            answer = Said(str(problem), problem=True)
        if not worker.is_cancelled:
            asker.post_message(answer)

    asker.run_worker(
        work, thread=True, exclusive=exclusive, group=group, name=group, exit_on_error=False
    )


def listen(work: BackgroundWork, listener: MessagePump) -> None:
    """Pass on what the background work says until it ends.

    In a thread of its own, not a worker: quitting waits for workers, and this one waits for news.
    """

    def report() -> None:
        try:
            for event in work.events():
                if not listener.post_message(WorkReported(event)):
                    return
        except ValueError as problem:
            listener.post_message(WorkReported(WorkFailed("analysis", str(problem))))

    threading.Thread(target=report, name="background work", daemon=True).start()


# --- articles -------------------------------------------------------------------------------------


def rows(library: Library, *, limit: int | None = None) -> RowsLoaded:
    """The article list, or its beginning."""
    return RowsLoaded(library.rows(limit=limit), library.stories())


def article(library: Library, which: ArticleId, at: int | None) -> ArticleLoaded:
    """An article to show."""
    return ArticleLoaded(library.article(which), library.statements(which), at)


def findings(library: Library, which: ArticleId) -> FindingsLoaded:
    """What analysis has found in an article so far."""
    return FindingsLoaded(
        which,
        library.is_analysed(which),
        library.is_related(which),
        library.signs(which),
        library.entities(which),
        library.figures(which),
        library.mentions_of(which),
    )


def mark_read(library: Library, which: ArticleId, *, read: bool) -> ReadChanged:
    """Mark an article read or unread."""
    library.set_read(which, read)
    return ReadChanged(which, read)


def notices(library: Library) -> Noticed:
    """What happened on opening; reads the marks."""
    return Noticed(library.notices)


# --- statements -----------------------------------------------------------------------------------


def related(library: Library, origin: StatementId) -> RelatedLoaded:
    """The statements related to one."""
    return RelatedLoaded(origin, library.related(origin))


def search(library: Library, query: str) -> Searched:
    """What answers a query, in all articles."""
    return Searched(query, library.search(query))


# --- marks ----------------------------------------------------------------------------------------


def marks_of(library: Library, which: ArticleId) -> MarksLoaded:
    """The marks of one article."""
    return MarksLoaded(which, library.marks_of(which))


def all_marks(library: Library) -> AllMarksLoaded:
    """Every mark, with the titles of their articles."""
    return AllMarksLoaded(library.marks(), {row.id: row.title for row in library.rows()})


def bookmark(library: Library, statement: StatementId) -> MarksChanged:
    """Set or remove the bookmark of a statement."""
    mark = library.toggle_bookmark(statement)
    return MarksChanged("Bookmark removed" if mark is None else "Bookmarked")


def write_note(library: Library, statement: StatementId, text: str) -> MarksChanged:
    """Keep the note of a statement; an empty one is removed."""
    mark = library.write_note(statement, text)
    return MarksChanged("Note removed" if mark is None else "Note saved")


def tag(library: Library, statement: StatementId, tags: tuple[str, ...]) -> MarksChanged:
    """Put these tags, and no others, on the mark of a statement."""
    library.tag(statement, tags)
    return MarksChanged("Tagged: " + ", ".join(tags) if tags else "Tags removed")


def remove_mark(library: Library, mark: MarkId) -> MarksChanged:
    """Remove one mark."""
    library.remove_mark(mark)
    return MarksChanged("Removed; u brings it back")


def undo(library: Library) -> MarksChanged:
    """Take back the last change of the marks or names."""
    before = library.corrections()
    undone = library.undo()
    said = "Nothing to undo" if undone is None else f"Undone: {undone}"
    return MarksChanged(said, names=library.corrections() != before)


def redo(library: Library) -> MarksChanged:
    """Make the change again that was taken back."""
    before = library.corrections()
    redone = library.redo()
    said = "Nothing to redo" if redone is None else f"Redone: {redone}"
    return MarksChanged(said, names=library.corrections() != before)


# --- names ----------------------------------------------------------------------------------------


def name(library: Library, article: ArticleId, entity: EntityId | None) -> NameLoaded:
    """What can be corrected about an entity."""
    everything = library.entities()
    here = {counted.entity.id for counted in library.entities(article)}
    mentions = library.mentions(entity) if entity else ()
    named = next((each for each in everything if each.entity.id == entity), None)
    kind = None if named is None else named.entity.kind
    return NameLoaded(
        named,
        tuple(Counter(mention.text for mention in mentions).most_common()),
        tuple(
            sorted(
                (each for each in everything if each.entity.id != entity),
                key=lambda each: (each.entity.kind is not kind, each.entity.id not in here),
            )
        ),
        library.corrections()[::-1],
    )


def correct(library: Library, wish: Wish) -> MarksChanged:
    """Correct a name as the reader wishes."""
    made = library.correct(wish)
    if made is None and wish.kind is CorrectionKind.SPLIT:
        return MarksChanged(f"{wish.spelling} needs a name that tells it apart")
    if made is None:
        return MarksChanged("Nothing to correct: that is what it says already")
    shown = (made.name, made.entity_kind)
    now = (
        counted.entity.id
        for counted in library.entities(wish.article)
        if (counted.entity.name, counted.entity.kind) == shown
    )
    said = f"{correction_words(made)}; u takes it back"
    return MarksChanged(said, names=True, corrected=wish.entity, now=next(now, None))


def withdraw(library: Library, correction: CorrectionId) -> MarksChanged:
    """Take a correction away."""
    library.withdraw(correction)
    return MarksChanged("Correction withdrawn; u brings it back", names=True)


# --- walking --------------------------------------------------------------------------------------


def walk(
    library: Library,
    what: str,
    here: StatementId,
    *,
    by: int,
    rows: Sequence[ArticleRow],
    choice: EntityId | Figure | None,
) -> LandAt:
    """The next or previous statement with a relative, a conflict, a mention, a mark ..."""
    if what in walking.SIGNS:
        stops = walking.sign_stops(library, what, rows)
    elif what in list(MarkKind):
        stops = walking.mark_stops(library, MarkKind(what))
    elif isinstance(choice, Figure):
        stops = walking.figure_stops(library, choice)
    elif choice is not None:
        stops = walking.mention_stops(library, choice)
    else:
        return LandAt(None, walking.NOWHERE[what])
    stop = walking.next_stop(stops, here, by=by, order=[row.id for row in rows])
    return LandAt(stop, walking.NOWHERE[what])
