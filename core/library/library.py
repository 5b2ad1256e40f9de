"""The library: one folder with everything the reader has, and the questions one can ask of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from core.library import ruling
from core.library.events import WorkEvent
from core.library.explaining import explanation_of
from core.library.feeds import Feeds
from core.library.marking import Marking
from core.library.signs import signs_of
from core.library.wishes import Wish
from core.locations import DATABASE_NAME, HISTORY_NAME, INDEX_NAME
from core.model import (
    AddReport,
    Article,
    ArticleId,
    ArticleRow,
    Changes,
    Claim,
    Conflict,
    Correction,
    CorrectionId,
    Dropped,
    EntityCount,
    EntityId,
    Explanation,
    FigureCount,
    Mark,
    MarkId,
    MarkKind,
    Matrix,
    Mention,
    News,
    Pairing,
    PartWish,
    PartWishId,
    RelatedStatement,
    Relation,
    Ruling,
    SavedSearch,
    SavedSearchId,
    Sign,
    Speech,
    Statement,
    StatementId,
    Story,
    StoryId,
    StoryWish,
    StoryWishKind,
    TimelineEntry,
    ToldConflict,
    Version,
)
from core.storage import (
    analysis,
    articles,
    entities,
    parts,
    relations,
    speech,
    statements,
    stories,
    verdicts,
    versions,
)
from core.storage.database import Database

if TYPE_CHECKING:
    from core.exports.marks import Cited
    from core.library.carrying import Form, ImportReport
    from core.library.checking import Finding
    from core.library.comparing import Comparing
    from core.library.finding import Completion, SearchAnswer
    from core.library.grouping import Membership
    from core.library.reporting import Layout
    from core.relations.index.statement_index import StatementIndex
    from core.stories.alone import OnlyHere

_AT_ONCE = 32
"""Articles whose names follow a correction while the reader waits."""


class Library:
    """Everything kept in one folder.

    All methods answer at once or raise, and may be called from any thread; those that read a file
    or compare statements belong in a worker. Modules that only adding, analysing and comparing
    need are loaded when they are first used: opening and reading must not wait for them.
    """

    def __init__(self, folder: Path, database: Database) -> None:
        self.folder = folder
        self._database = database
        self._marking = Marking(folder, database)
        self._comparing: Comparing | None = None
        self.feeds = Feeds(database, self._marking)
        """What the reader has subscribed to, and what is new in it."""

    @classmethod
    def open(cls, folder: Path) -> Library:
        """The library in a folder; an empty one is made where there is none.

        Raises:
            LibraryDamaged: the database is not readable as one.
            LibraryLocked: another program does not let go of it.
            LibraryTooNew: a later version of this program wrote it.
        """
        return cls(folder, Database(folder / DATABASE_NAME))

    def close(self) -> None:
        """Let go of the files."""
        if self._comparing is not None:
            self._comparing.close()
        self._database.close()

    @property
    def notices(self) -> tuple[str, ...]:
        """What happened on opening that the reader should know, such as restored marks."""
        return self._marking.notices()

    def has_changed_elsewhere(self) -> bool:
        """Whether another program has written since this was last asked; the first time, no."""
        return self._database.has_changed_elsewhere()

    # --- articles -------------------------------------------------------------------------------

    def article_count(self) -> int:
        """How many articles there are."""
        return articles.count(self._database)

    def rows(self, *, offset: int = 0, limit: int | None = None) -> tuple[ArticleRow, ...]:
        """The list, stories together, the one added to last first."""
        return articles.rows(self._database, offset=offset, limit=limit)

    def stories(self) -> tuple[Story, ...]:
        """All stories in list order."""
        return stories.stories(self._database)

    def resolve(self, reference: str) -> ArticleId:
        """The article an id, the start of one, or a file's name means.

        Raises:
            ArticleNotFound: none does, or more than one.
        """
        return articles.resolve(self._database, reference)

    def article(self, article: ArticleId) -> Article:
        """An article whole."""
        return articles.article(self._database, article)

    def sources(self, article: ArticleId) -> tuple[str, ...]:
        """Where the text of an article came from; more than one when it was found twice."""
        return articles.sources_of(self._database, article)

    def statements(self, article: ArticleId) -> tuple[Statement, ...]:
        """The statements of an article; there as soon as it is added."""
        return statements.statements(self._database, article)

    def statement(self, statement: StatementId) -> Statement:
        """One statement.

        Raises:
            StatementNotFound: the article has none of this number.
        """
        return statements.statement(self._database, statement)

    def is_analysed(self, article: ArticleId) -> bool:
        """Whether names have been looked for."""
        return analysis.is_analysed(self._database, article)

    def is_related(self, article: ArticleId) -> bool:
        """Whether relations have been looked for."""
        return relations.is_related(self._database, article)

    def signs(self, article: ArticleId) -> Mapping[int, Sign]:
        """What the margin says of each statement; empty until relations have been looked for."""
        return signs_of(self._database, article, **ruling.overlay(self._database))

    def set_read(self, article: ArticleId, read: bool) -> None:
        """Note whether the reader has read an article."""
        articles.set_read(self._database, article, read)

    def speech(self, article: ArticleId) -> Mapping[int, Speech]:
        """By number, the statements of an article that give somebody's words, and whose."""
        return {s.statement.number: s for s in speech.speech_of(self._database, article)}

    # --- entities and figures -------------------------------------------------------------------

    def entities(self, article: ArticleId | None = None) -> tuple[EntityCount, ...]:
        """Who and what is named in one article or in all, most frequent first."""
        return entities.entities(self._database, article)

    def figures(self, article: ArticleId) -> tuple[FigureCount, ...]:
        """The figures of an article, equal ones counted together, in reading order."""
        figures = [each for s in self.statements(article) for each in s.figures]
        counts = Counter((figure.kind, figure.normal) for figure in figures)
        firsts = {(figure.kind, figure.normal): figure for figure in reversed(figures)}
        return tuple(FigureCount(firsts[key], count) for key, count in counts.items())

    def mentions(self, entity: EntityId) -> tuple[Mention, ...]:
        """All mentions of an entity: articles in list order, then reading order."""
        return entities.mentions(self._database, entity)

    def mentions_of(self, article: ArticleId) -> tuple[Mention, ...]:
        """All mentions in an article, in reading order."""
        return entities.mentions_of(self._database, article)

    # --- relations ------------------------------------------------------------------------------

    def related(
        self, statement: StatementId, *, limit: int = 9, min_score: float | None = None
    ) -> tuple[RelatedStatement, ...]:
        """What other articles say about a statement, best first; what the reader rejected, last.

        Without `min_score` the kept relations answer at once; with it, they are looked for anew.
        The limit is for what holds.
        """
        if min_score is None:
            return ruling.related_statements(self._database, statement, limit=limit)
        return self._compares().related(statement, limit=limit, min_score=min_score)

    def related_to_text(
        self, text: str, *, limit: int = 9, min_score: float | None = None
    ) -> tuple[RelatedStatement, ...]:
        """What all articles say about a text that stands in none of them, best first."""
        return self._compares().related(text, limit=limit, min_score=min_score)

    def near_misses(
        self, asked: StatementId | str, *, limit: int = 5, min_score: float | None = None
    ) -> tuple[RelatedStatement, ...]:
        """What `related` hides just below the threshold, best first, and why it is hidden.

        Of a statement, or of a text that stands in none of the articles.
        """
        return self._compares().near_misses(asked, limit=limit, min_score=min_score)

    def explain(
        self, asked: StatementId | str, other: StatementId, *, min_score: float | None = None
    ) -> Explanation | None:
        """All that decides how a statement, or a text, relates to another; None if that is gone.

        Without `min_score`, what is kept as related is explained as it is kept.
        """
        if min_score is None and isinstance(asked, StatementId):
            kept = explanation_of(self._database, asked, other)
            if kept is not None:
                return kept
        return self._compares().explain(asked, other, min_score=min_score)

    # --- what reports say together --------------------------------------------------------------

    def story(self, reference: str | None = None) -> Story:
        """The story an id, the start of one, or an article in it means; without any, the only one.

        Raises:
            ArticleNotFound: there is none, or more than one answers to it.
            UsageError: nothing is named and there are several.
        """
        from core.library.telling import story_named

        return story_named(self._database, reference)

    def conflicts(self, story: StoryId | None = None) -> tuple[Conflict, ...]:
        """Every pair of statements that conflict, once, in all or in one story; strongest first."""
        from core.library.telling import conflicts_of

        found = conflicts_of(self._database, story, **ruling.overlay(self._database))
        return ruling.said_to_conflicts(found, ruling.rulings(self._database))

    def told_conflicts(self, story: StoryId | None = None) -> tuple[ToldConflict, ...]:
        """The same conflicts, each with how often and by which reports it is told again."""
        from core.library.telling import told_conflicts_of
        from core.stories.repeats import gathered

        overlay = ruling.overlay(self._database)
        found = told_conflicts_of(self._database, story, **overlay)
        among = {side.id.article for told in found for side in told.sides}
        told = gathered(found, ruling.agreeing(self._database, among, **overlay))
        return ruling.said_to_told(told, ruling.rulings(self._database))

    def only(self, article: ArticleId | None = None) -> tuple[OnlyHere, ...]:
        """The statements of an article or of all that no other report of their story makes."""
        from core.library.telling import only_of

        return only_of(self._database, article, **ruling.overlay(self._database))

    def matrix(self, story: StoryId) -> Matrix:
        """The claims of a story, and how each of its reports puts them."""
        from core.library.telling import matrix_of

        made = matrix_of(self._database, story, **ruling.overlay(self._database))
        return ruling.said_to_matrix(made, ruling.rulings(self._database))

    def left_out(self, article: ArticleId) -> tuple[Claim, ...]:
        """What at least two other reports of its story say and an article does not."""
        from core.library.telling import left_out

        return left_out(self._database, article, **ruling.overlay(self._database))

    def compare(self, left: ArticleId, right: ArticleId) -> tuple[Pairing, ...]:
        """Two articles side by side: every statement of both once, beside its counterpart."""
        from core.library.telling import compare

        found = compare(self._database, left, right, **ruling.overlay(self._database))
        return ruling.said_to_pairings(found, ruling.rulings(self._database))

    def timeline(self, story: StoryId) -> tuple[TimelineEntry, ...]:
        """The dated statements of a story, the earliest first."""
        from core.library.reporting import timeline

        return timeline(self._database, story, **ruling.overlay(self._database))

    def dossier(self, story: StoryId, layout: Layout, *, made: str | None = None) -> str:
        """A story with all its sources as a page; the same one for the same story and marks.

        `made` is the day to print on it.
        """
        from core.library.reporting import dossier, written

        whole = dossier(
            self._database,
            story,
            [mark for mark in self.marks() if mark.kind is not MarkKind.VERDICT],
            judgements=ruling.judgements(self._database),
            made=made,
            **ruling.overlay(self._database),
        )
        return written(whole, layout)

    # --- what is new ----------------------------------------------------------------------------

    def news(self, article: ArticleId) -> News | None:
        """What a report adds to, disputes or repeats of the reports of its story before it.

        None when no other report tells its story, or its relations are still to be looked for.
        """
        from core.library.news import news_of

        overlay = ruling.overlay(self._database)
        return news_of(self._database, article, said=ruling.rulings(self._database), **overlay)

    def latest(self) -> tuple[ArticleId, ...]:
        """Of every story the report that came last, in list order."""
        from core.library.news import latest

        return latest(self._database)

    def versions(self, article: ArticleId) -> tuple[Version, ...]:
        """The texts an article has had, as far as they are kept; the one it has now is the last."""
        return versions.versions(self._database, article)

    def changes(self, article: ArticleId, *, since: int | None = None) -> Changes | None:
        """What changed in an article since an earlier text, else since the last; None when nothing.

        Raises:
            UsageError: the text named by its number is not kept.
        """
        from core.library.news import changes_of

        return changes_of(self._database, article, since)

    # --- searching ------------------------------------------------------------------------------

    def search(self, query: str, *, limit: int = 200, typing: bool = False) -> SearchAnswer:
        """The statements of all articles that answer a query, best first.

        While it is typed, its last word may go on.
        """
        from core.library.finding import search

        return search(self._database, self._marking, query, limit=limit, typing=typing)

    def complete(self, query: str, cursor: int) -> Completion:
        """How what stands before the cursor of a query may go on."""
        from core.library.finding import complete

        return complete(self._database, self._marking, query, cursor)

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """The searches the reader has given names, in the order they were made."""
        return self._marking.searches()

    def save_search(self, name: str, query: str) -> SavedSearch | None:
        """Keep a search by a name; None when it is kept so already.

        A name that is taken takes the new query, and a query that is saved takes the new name.
        """
        from core.library.searches import save

        return save(self._marking, name, query)

    def forget_search(self, search: SavedSearchId) -> None:
        """Take a saved search away."""
        self._marking.forget_search(search)

    def searches_made(self) -> tuple[str, ...]:
        """The searches made so far, each once, the last first."""
        from core.storage.saved_searches import history

        return history(self.folder / HISTORY_NAME)

    def note_search(self, query: str) -> None:
        """Note a search that was made."""
        from core.storage.saved_searches import remember

        remember(self.folder / HISTORY_NAME, query)

    # --- marks ----------------------------------------------------------------------------------

    def marks(self) -> tuple[Mark, ...]:
        """All marks, in the order they were made, each where it belongs now."""
        return self._marking.marks()

    def marks_of(self, article: ArticleId) -> tuple[Mark, ...]:
        """The marks at statements of one article, placed where they belong now."""
        return self._marking.marks_of(article)

    def toggle_bookmark(self, statement: StatementId) -> Mark | None:
        """Set a bookmark; or take it away where there is one, and return None."""
        return self._marking.toggle_bookmark(statement)

    def write_note(
        self, statement: StatementId, text: str, *, beside: StatementId | None = None
    ) -> Mark | None:
        """Make or change the note at a statement; an empty text removes it and returns None.

        With a statement `beside` it, the note is on the two of them.
        """
        return self._marking.write_note(statement, text, beside=beside)

    def tag(self, statement: StatementId, tags: Sequence[str]) -> Mark:
        """Give these tags to the note or bookmark at a statement; a bookmark is made for them."""
        return self._marking.tag(statement, tags)

    def tag_both(self, here: StatementId, there: StatementId, tags: Sequence[str]) -> Mark | None:
        """Give these tags to the note on two statements together; None when there is none."""
        return self._marking.tag_both(here, there, tags)

    def remove_mark(self, mark: MarkId) -> None:
        """Take a mark away."""
        self._marking.remove(mark)
        self._follow()

    def undo(self) -> str | None:
        """Take back the last change to the marks; what it was, None when there is nothing left."""
        return self._turned(self._marking.undo)

    def redo(self) -> str | None:
        """Do again what was last taken back."""
        return self._turned(self._marking.redo)

    def attach_mark(self, mark: MarkId, statement: StatementId) -> Mark | None:
        """Put a mark that lost its place to a statement; None when the mark is gone.

        Of a pair it is the side that lost its place.
        """
        attached = self._marking.attach(mark, statement)
        self._follow()
        return attached

    def citations(self, marks: Sequence[Mark]) -> Mapping[ArticleId, Cited]:
        """What a citation says of each article these marks are in and the library has."""
        from core.library.carrying import cited_in

        return cited_in(self._database, marks)

    def export_own(self, form: Form) -> str:
        """Everything that is the reader's own; the same text for the same marks and articles."""
        from core.library.carrying import exported

        return exported(self._database, self._marking, form)

    def import_own(self, path: Path) -> ImportReport:
        """Add what is in a file and not here yet; undone in one step.

        Raises:
            LesartError: the file cannot be read, or is none that holds marks.
        """
        from core.library.carrying import imported

        before = self.corrections(), self.story_wishes()
        report = imported(self._database, self._marking, path)
        self._fit()
        self._come_after(*before)
        return report

    # --- verdicts -------------------------------------------------------------------------------

    def rule(
        self, here: StatementId, there: StatementId, said: Ruling, relation: Relation
    ) -> Mark | None:
        """Confirm or reject the relation of two statements, or link them by one.

        It holds in every view at once, instead of what was said before, and whatever the program
        finds later. Saying the same again takes it back and returns None.
        """
        mark = self._marking.rule(here, there, said, relation)
        self._follow()
        return mark

    def verdicts(self) -> tuple[Mark, ...]:
        """What the reader has said to relations, as it was made: equal until something changes."""
        return self._marking.verdicts()

    # --- corrections ----------------------------------------------------------------------------

    def corrections(self) -> tuple[Correction, ...]:
        """What the reader has corrected in names, in the order it was made."""
        return self._marking.corrections()

    def correct(self, wish: Wish) -> Correction | None:
        """Correct a name at once, in the reader's story first; None when it is so already.

        Other stories may follow with `catch_up`, and relations do.
        """
        from core.library.correcting import correction_for

        made = correction_for(self._database, wish, self.corrections())
        if made is not None:
            self._marking.correct(made)
            self._settle()
        return made

    def get_ready_to_correct(self, article: ArticleId) -> None:
        """Load what the first correction in the story of an article would have to wait for."""
        from core.library.correcting import get_ready

        get_ready(self._database, article)

    def withdraw(self, correction: CorrectionId) -> None:
        """Take a correction away, and with it what it has changed."""
        self._marking.withdraw(correction)
        self._settle()

    # --- the reader's stories -------------------------------------------------------------------

    def story_wishes(self) -> tuple[StoryWish, ...]:
        """What the reader has changed about stories, in the order it was made."""
        return self._marking.wishes()

    def wish_story(
        self,
        kind: StoryWishKind,
        wanted: Sequence[ArticleId],
        *,
        others: Sequence[ArticleId] = (),
        name: str = "",
    ) -> StoryWish | None:
        """Have these articles told together, or apart, from now on; None when it is so already.

        `others` are those of the story they move to or are joined with. It holds at every
        grouping to come. Names and relations follow with `catch_up`.
        """
        from core.library.grouping import wish_for

        made = wish_for(self._database, kind, wanted, others=others, name=name)
        if made is not None:
            self._marking.wish(made)
            self._regroup()
        return made

    @property
    def groups(self) -> bool:
        """Whether articles are grouped to stories at all."""
        return not any(each.kind is StoryWishKind.OFF for each in self.story_wishes())

    def switch_grouping(self, *, on: bool) -> None:
        """Group articles to stories, or leave the list flat."""
        if on == self.groups:
            return
        if on:
            for each in self.story_wishes():
                if each.kind is StoryWishKind.OFF:
                    self._marking.take_back(each.id)
            self._regroup()
        else:
            self.wish_story(StoryWishKind.OFF, ())

    def membership(self, article: ArticleId) -> Membership | None:
        """Why an article is in its story; None when it is in none."""
        from core.library.grouping import membership

        return membership(self._database, article, self.story_wishes())

    # --- what of a source is the article --------------------------------------------------------

    def dropped(self, article: ArticleId) -> tuple[Dropped, ...]:
        """What of its source is no part of an article, and why; in the order of the original."""
        return articles.article(self._database, article).dropped

    def take_back(self, article: ArticleId, number: int) -> PartWish | None:
        """Make a paragraph of what was left out, counted from 1 as `dropped` has it.

        What the reader himself has left out becomes what it was. None when nothing has this
        number. The article has other statements from then on, and is due to be analysed.
        """
        from core.library.parts import to_take_back

        return self._wish_part(to_take_back(self._database, article, number, self.part_wishes()))

    def drop(self, statement: StatementId) -> PartWish | None:
        """Leave out the lead, subhead or paragraph a statement is in.

        What the reader himself has taken back is left out again. None when it is the headline or
        the only text there is. Else as `take_back`.
        """
        from core.library.parts import to_drop

        return self._wish_part(to_drop(self._database, statement, self.part_wishes()))

    def part_wishes(self) -> tuple[PartWish, ...]:
        """What the reader has taken back and left out, in the order it was done."""
        return self._marking.parts()

    def _wish_part(self, wanted: PartWish | PartWishId | None) -> PartWish | None:
        """Keep a wish, or withdraw the one named, which is returned."""
        if wanted is None:
            return None
        if isinstance(wanted, PartWish):
            self._marking.wish_part(wanted)
            made = wanted
        else:
            made = next(each for each in self.part_wishes() if each.id == wanted)
            self._marking.withdraw_part(made.id)
        self._fit()
        return made

    # --- work -----------------------------------------------------------------------------------

    def add(
        self,
        paths: Sequence[str],
        *,
        one_by_one: bool = False,
        without: Mapping[str, str] | None = None,
    ) -> Iterator[WorkEvent]:
        """Take in files and folders, reporting batch by batch.

        `one_by_one` says of each file when it is begun; `without` names sources that are not read,
        and why.
        """
        from core.library.adding import add_files

        yield from add_files(self._database, paths, one_by_one=one_by_one, without=without or {})

    def add_stream(self, data: bytes) -> AddReport:
        """Take in one article from bytes that came without a file."""
        from core.library.adding import add_stream

        return add_stream(self._database, data)

    def catch_up(
        self, *, first: Callable[[], ArticleId | None] = lambda: None, one_by_one: bool = False
    ) -> Iterator[WorkEvent]:
        """Analyse and relate what is still due; may be left at any point and begun again.

        `first` names the article that comes before all others, asked again and again;
        `one_by_one` begins none before the one before it is done.
        """
        from core.library.due import is_due

        self._fit()
        self._follow()
        if not is_due(self._database, self.corrections(), self.story_wishes()):
            return
        from core.library.analysing import catch_up

        yield from catch_up(
            self._database,
            self._statement_index,
            first=first,
            corrections=self.corrections,
            wishes=self.story_wishes,
            replace_verdicts=lambda: self._follow(anew=True),
            one_by_one=one_by_one,
        )

    def leave_out(self, article: ArticleId, reason: str) -> None:
        """Do not analyse an article, for its analysis fails; until it or the program changes."""
        from core.analysis.pipeline import fingerprint

        analysis.record_failure(self._database, article, reason, fingerprint())

    @staticmethod
    def mend(folder: Path) -> Finding | None:
        """Save what can be saved of a library that cannot be opened; None when it is sound."""
        from core.library.checking import mend

        return mend(folder)

    def check(self) -> tuple[Finding, ...]:
        """Look whether everything kept is sound, and make again what can be made again."""
        from core.library.checking import check

        self._compares().close()
        return check(self._database, self._marking)

    def _turned(self, turn: Callable[[], str | None]) -> str | None:
        before = self.corrections(), self.story_wishes()
        said = turn()
        self._fit()
        self._come_after(*before)
        return said

    def _come_after(self, corrections: Sequence[Correction], wishes: Sequence[StoryWish]) -> None:
        """Let names, stories and views follow what was changed since these were all."""
        if self.corrections() != corrections:
            self._settle()
        if self.story_wishes() != wishes:
            self._regroup()
        self._follow()

    def _follow(self, *, anew: bool = False) -> None:
        """Let the views follow the verdicts, where they do not yet; `anew`: place them again."""
        if anew or not verdicts.are_applied(self._database, self.verdicts()):
            ruling.apply(self._database, self._marking)

    def _fit(self) -> None:
        """Let the articles follow what the reader has taken back and left out."""
        wanted = self.part_wishes()
        if wanted == parts.followed(self._database):
            return
        from core.library.parts import settle

        settle(self._database, self.part_wishes)
        self._follow(anew=True)

    def _regroup(self) -> None:
        from core.library.grouping import regroup

        regroup(self._database, self.story_wishes)

    def _settle(self) -> None:
        """Let the names follow the corrections, as far as a reader cares to wait."""
        from core.library.correcting import settle

        done = 0
        for members in settle(self._database, self.corrections):
            done += len(members)
            if done > _AT_ONCE:
                return

    def _compares(self) -> Comparing:
        """What this library compares with, made when first asked for."""
        if self._comparing is None:
            from core.library.comparing import Comparing

            self._comparing = Comparing(self._database, self.folder / INDEX_NAME)
        return self._comparing

    def _statement_index(self) -> StatementIndex:
        return self._compares().index()
