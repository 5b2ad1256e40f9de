"""The reading screen: composes the panes, binds state down, routes messages.

Dialogs are loaded when they are first opened: the first frame must not wait for them.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import ClassVar
from urllib.parse import urlsplit

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.worker import Worker, WorkerState

from core.library import Added, Analysed, Idle, Progress, RelatedReady, WorkFailed
from core.model import AddReport, ArticleId, Figure, MarkKind, RelatedStatement
from tui import questions
from tui.commands import BY_ID, READING, Place, bindings_for
from tui.drawing.lighting import is_parting
from tui.layout import Wishes
from tui.listing import FeedFilter, searches_named
from tui.messages import (
    ArticleLoaded,
    ChangedElsewhere,
    FindingsLoaded,
    KeysWanted,
    MarksChanged,
    Noticed,
    ReadChanged,
    RelatedLoaded,
    ReportsChanged,
    RowsLoaded,
    StoryCounted,
    WorkReported,
)
from tui.questions import ask
from tui.screens.reading.arriving import ArriveActions
from tui.screens.reading.comparing import CompareActions
from tui.screens.reading.correcting import CorrectActions
from tui.screens.reading.desk import Desk
from tui.screens.reading.feeding import FeedActions
from tui.screens.reading.grouping import GroupActions
from tui.screens.reading.marking import MarkActions
from tui.screens.reading.ruling import RuleActions
from tui.screens.reading.searching import SearchActions
from tui.screens.reading.viewing import ViewActions
from tui.widgets.article_list import ArticleList
from tui.widgets.article_view import ArticleView
from tui.widgets.entity_sidebar import EntitySidebar
from tui.widgets.related_panel import RelatedPanel
from tui.widgets.welcome import Welcome

_FIRST_ROWS = 200
"""Enough for any screen; the rest of a large library follows from a thread."""
_LOOK = 2.0
"""Seconds between two looks whether another program has changed the library."""
_PAUSE = 2.0
"""Seconds between two looks at a large list while the background work changes it."""


class ReadingScreen(
    SearchActions,
    CompareActions,
    CorrectActions,
    ViewActions,
    MarkActions,
    RuleActions,
    GroupActions,
    ArriveActions,
    FeedActions,
    inherit_bindings=False,
):
    """Articles, text, entities and related statements side by side."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_for(*READING)
    AUTO_FOCUS: ClassVar[str | None] = ""

    _updating: Progress | None = None
    _working: Progress | None = None
    _rows_asked = False
    _rows_changed = False

    def compose(self) -> ComposeResult:
        """What the first frame needs: the list, the text, the footer."""
        with Horizontal(id="panes"):
            yield self.articles_pane
            yield self.text_pane
            if not self.library.article_count():
                yield Welcome(id="welcome")
        yield self.status_line.data_bind(place=Desk.place, progress=Desk.progress)

    async def _mount_the_rest(self) -> None:
        """What may come a moment later: the first frame is twice as fast without it."""
        panes = self.query_one("#panes")
        if not panes.is_attached:
            return  # closed before it was quite there
        # All asked for before any is waited for: between them the app may end.
        mounted = (
            panes.mount(self.side),
            self.side.mount(
                self.entity_sidebar.data_bind(Desk.chosen),
                self.related_panel.data_bind(
                    related=Desk.related,
                    near=Desk.near,
                    threshold=Desk.threshold,
                    analysed=Desk.compared,
                    marks=Desk.marks_here,
                ),
            ),
            self.mount(
                self.related_line.data_bind(related=Desk.related, analysed=Desk.compared),
                self.prompt,
            ),
        )
        for each in mounted:
            await each
        self.show_panes()

    def on_mount(self) -> None:
        """Show the list with the first frame, and the first unread article."""
        self.watch(self.app, "prefix", self._show_prefix)
        self.show_rows(questions.rows(self.library, limit=_FIRST_ROWS))
        if len(self.rows) == _FIRST_ROWS:
            self._ask_for_rows()
        self.show_panes()
        self.call_after_refresh(self._mount_the_rest)
        ask(self, "notices", partial(questions.notices, self.library))
        if self.work is not None:
            questions.listen(self.work, self)
        self.set_interval(_LOOK, self.look_elsewhere)

    # --- state down -------------------------------------------------------------------------------

    def watch_place(self) -> None:
        """Show the pane that has the focus."""
        self.show_panes()

    def watch_wishes(self, before: Wishes, now: Wishes) -> None:
        """Show and hide side panes."""
        if before != now:
            self.show_panes()

    def watch_filter_words(self) -> None:
        """List only what the filter lets by."""
        self._list_rows()

    def watch_of_feeds(self) -> None:
        """List only the articles of the chosen feeds."""
        self._list_rows()

    def watch_searches(self) -> None:
        """List the saved searches as they are now."""
        self._list_rows()

    def watch_marks(self) -> None:
        """Show marks in the margin."""
        self.text_pane.body.bookmarks = self._marked(MarkKind.BOOKMARK)
        self.text_pane.body.notes = self._marked(MarkKind.NOTE)
        self._show_marks_here()

    def watch_statement(self) -> None:
        """Ask for what stands beside the statement."""
        self._show_marks_here()
        self.ask_for_related()

    def watch_related(self) -> None:
        """Light up in the text what the best relation rests on."""
        self._light(next(iter(self.related), None))
        self._say_what_is_absent()

    def watch_chosen(self) -> None:
        """Light up every mention of what is chosen."""
        view = self.text_pane.body
        view.chosen_entity = None if isinstance(self.chosen, Figure) else self.chosen
        if isinstance(self.chosen, Figure):
            normal = self.chosen.normal
            view.found = tuple(
                (statement.id.number, figure.span)
                for statement in self.text_pane.statements
                for figure in statement.figures
                if figure.normal == normal
            )
        else:
            self.light_found()
        self._say_what_is_absent()

    def _show_prefix(self, prefix: str) -> None:
        self.status_line.prefix = prefix

    def _say_what_is_absent(self) -> None:
        """Leave keys out of the footer that have nothing to do at the moment."""
        absent = set()
        if self.is_empty:
            absent |= BY_ID.keys() - {"help", "close"}
        if not self.related:
            absent |= {"related.jump1", "explain", "relation.confirm", "relation.reject"}
        if not self.jumps.behind:
            absent.add("jump.back")
        if self.chosen is None:
            absent.add("mention.next")
        self.status_line.absent = frozenset(absent)

    def _light(self, found: RelatedStatement | None) -> None:
        here = self.statement
        if here is None or found is None:
            self.text_pane.body.lit = ()
            return
        self.text_pane.body.lit = tuple(
            (here.number, one.here_span, "differs" if is_parting(one) else "shared")
            for one in found.related.evidence
            if one.here_span is not None and (one.shared or is_parting(one))
        )

    def _marked(self, kind: MarkKind) -> frozenset[int]:
        return frozenset(
            place.number
            for mark in self.marks
            if mark.kind is kind and not mark.orphan
            for place in mark.places
            if place.article == self.wanted
        )

    def _show_marks_here(self) -> None:
        self.marks_here = tuple(
            mark for mark in self.marks if self.statement in mark.places and not mark.orphan
        )

    # --- the list ---------------------------------------------------------------------------------

    def _ask_for_rows(self) -> None:
        """Ask for the list once more; while one answer is on its way, remember to ask again."""
        if self._rows_asked:
            self._rows_changed = True
        else:
            self._rows_asked = True
            ask(self, "rows", partial(questions.rows, self.library))

    @on(RowsLoaded)
    def _rows_loaded(self, message: RowsLoaded) -> None:
        self.show_rows(message)
        self.count_searches()
        self._rows_asked = False
        if self._rows_changed:
            self._rows_changed = False
            if len(self.rows) > _FIRST_ROWS:
                self.set_timer(_PAUSE, self._ask_for_rows)
            else:
                self._ask_for_rows()

    def show_rows(self, message: RowsLoaded) -> None:
        """Show the list as it is now; open the first article if none is open."""
        was_empty = self.is_empty
        self.stories = message.stories
        self.rows = message.rows
        self._list_rows()
        for welcome in self.query(Welcome):
            welcome.display = self.is_empty
        if was_empty != self.is_empty:
            self.show_panes()
        self._say_what_is_absent()
        if self.wanted is None and self.rows:
            unread = next((row.id for row in self.rows if not row.read), self.rows[0].id)
            self.open_article(unread)
            self.go_to_pane(self.place)

    @on(ReadChanged)
    def _read_changed(self, message: ReadChanged) -> None:
        self.rows = tuple(
            replace(row, read=message.read, changed=row.changed and not message.read)
            if row.id == message.article
            else row
            for row in self.rows
        )
        self._list_rows()
        self.count_searches()

    def _list_rows(self) -> None:
        searches = searches_named(self.searches, self.filter_words)
        self.articles_pane.show(
            self.listed,
            self.stories,
            () if self.chosen_feeds.feeds else searches,
            filtered=self.filter_words,
            about=self.chosen_feeds.title,
        )

    @on(ArticleList.ArticleHighlighted)
    def _preview(self, message: ArticleList.ArticleHighlighted) -> None:
        if self.place is Place.ARTICLES and message.article != self.wanted:
            self.open_article(message.article)

    @on(ArticleList.ArticleChosen)
    def _read(self, message: ArticleList.ArticleChosen) -> None:
        if message.article != self.wanted:
            self.open_article(message.article)
        self.go_to_pane(Place.TEXT)

    # --- the article ------------------------------------------------------------------------------

    @on(ArticleLoaded)
    def _show_article(self, message: ArticleLoaded) -> None:
        article = message.article
        if article.id != self.wanted:
            return
        another = self.here is None or self.here.article != article.id
        self.text_pane.show(article, message.statements, message.at)
        self.articles_pane.body.opened = article.id
        self.articles_pane.body.go_to(article.id)
        self.watch_chosen()
        if another:
            self.compared = False
            self.speech = {}
            self.marks = ()
            self.entity_sidebar.show((), (), analysed=False)
        self.ask_for_findings(article.id)
        self._ask_for_marks()

    @on(FindingsLoaded)
    def _show_findings(self, message: FindingsLoaded) -> None:
        if message.article != self.wanted or self.text_pane.body.article is None:
            return
        if not message.analysed and self.work is not None:
            self.work.first(message.article)
        view = self.text_pane.body
        view.signs = message.signs
        view.mentions = message.mentions
        self.compared = message.compared
        self.speech = message.speech
        self.say_place()
        self._count_story()
        self.entity_sidebar.show(message.entities, message.figures, analysed=message.analysed)
        self.watch_chosen()

    @on(ArticleView.CursorMoved)
    def _cursor_moved(self, message: ArticleView.CursorMoved) -> None:
        if message.statement.article != self.wanted:
            return
        moved_in = self.statement is not None and self.statement.article == self.wanted
        self.statement = message.statement
        self.say_place()
        self._say_what_is_absent()
        if moved_in and self.place is Place.TEXT:
            self._mark_read(message.statement.article)

    def _mark_read(self, article: ArticleId) -> None:
        if any(row.id == article and (row.changed or not row.read) for row in self.rows):
            question = partial(questions.mark_read, self.library, article, read=True)
            ask(self, "read", question, exclusive=False)

    @on(RelatedLoaded)
    def _show_related(self, message: RelatedLoaded) -> None:
        if message.origin != self.statement:
            return
        self.related_to = message.origin
        self.near = message.near
        self.related = message.related
        number, self.jump_wanted = self.jump_wanted, 0
        if number:
            self.action_jump(number)

    @on(RelatedPanel.Highlighted)
    def _look_at(self, message: RelatedPanel.Highlighted) -> None:
        self._light(self.related_panel.found_at(message.index))

    @on(RelatedPanel.Chosen)
    def _jump_to(self, message: RelatedPanel.Chosen) -> None:
        self.land(message.statement)

    @on(EntitySidebar.Chosen)
    def _choose(self, message: EntitySidebar.Chosen) -> None:
        self.chosen = message.choice

    @on(MarksChanged)
    def _relations_ruled(self, message: MarksChanged) -> None:
        if message.stories and self.work is not None:
            self.work.again()
        if message.relations or message.stories:
            self._ask_for_rows()
            self._ask_again()
        if message.relations or message.stories or message.names:
            self._tell_views()

    def _ask_again(self) -> None:
        """Ask once more for what was found in the article and beside the statement."""
        if self.wanted is not None:
            self.ask_for_findings(self.wanted)
        self.ask_for_related()

    def _tell_views(self) -> None:
        """What the reports say may be other than before: views that are open ask again."""
        if self.progress is None:
            self.counted.clear()
        for above in self.app.screen_stack:
            if above is not self:
                above.post_message(ReportsChanged())

    def _count_story(self) -> None:
        """Have the conflicts of the story counted, unless they are."""
        story = self.story_here
        if story is not None and story not in self.counted:
            ask(self, "count", partial(questions.story_counted, self.library, story))

    @on(StoryCounted)
    def _story_counted(self, message: StoryCounted) -> None:
        self.counted[message.story] = message.conflicts
        self.say_place()

    def look_elsewhere(self) -> None:
        """Look whether another program has changed the library; one's own work tells by itself."""
        if self.progress is None:
            ask(self, "elsewhere", partial(questions.changed_elsewhere, self.library))

    @on(ChangedElsewhere)
    def _changed_elsewhere(self, message: ChangedElsewhere) -> None:
        if message.changed:
            self._ask_for_rows()
            self._ask_again()
            self._ask_for_marks()
            self._tell_views()

    # --- background work --------------------------------------------------------------------------

    @on(WorkReported)
    def _work_reported(self, message: WorkReported) -> None:
        match message.event:
            case Progress("updating", done, total) as progress:
                # Feeds are asked beside the other work; what waits for others is told first.
                self._updating = None if done == total else progress
                self.progress = self._updating or self._working
            case Progress() as progress:
                self._working = progress
                self.progress = self._updating or progress
            case Idle():
                self._working = None
                self.progress = self._updating
                self._tell_views()
                self._count_story()
            case Added(report):
                self._note_refusals(report)
                self._ask_for_rows()
            case Analysed(articles) | RelatedReady(articles):
                self._ask_for_rows()
                if self.wanted in articles:
                    self._ask_again()
                self._tell_views()
            case WorkFailed(subject, reason):
                self._updating = None
                self.progress = self._working
                self._note_problems([f"{subject}: {reason}"])

    def _note_refusals(self, report: AddReport) -> None:
        refused = [*report.failed, *report.skipped]
        self._note_problems([f"{refusal.source}: {refusal.reason}" for refusal in refused])

    @on(Noticed)
    def _noticed(self, message: Noticed) -> None:
        self._note_problems(list(message.notices))
        self.count_searches()

    def _note_problems(self, problems: list[str]) -> None:
        self.problems += problems
        if len(problems) == 1:
            self.say(problems[0], problem=True)
        elif problems:
            self.say(f"{len(problems)} sources were left out; g p lists them", problem=True)

    @on(Worker.StateChanged)
    def _worker_failed(self, message: Worker.StateChanged) -> None:
        if message.state is WorkerState.ERROR:
            self.log.error(message.worker.error)
            self._note_problems([f"{message.worker.name}: {message.worker.error!r}"])

    # --- focus and size ---------------------------------------------------------------------------

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Know which pane the keys are for."""
        for place, pane in self.panes.items():
            if pane in event.widget.ancestors_with_self:
                self.place = place

    def on_resize(self) -> None:
        """Lay out for the new size."""
        self.show_panes()
        self.say_place()

    # --- the rest of the keys ---------------------------------------------------------------------

    def action_open(self) -> None:
        """Open; on the welcome screen, add the sample story."""
        if not self.is_empty:
            super().action_open()
        elif self.work is not None:
            from importlib.resources import files

            self.work.add([str(path) for path in files("seeds").iterdir() if path.is_file()])
            self.say("Adding the sample story")

    def action_explain(self) -> None:
        """Explain a relation; in the list, why the article is in its story."""
        if self.place is Place.ARTICLES:
            self.explain_story()
        else:
            super().action_explain()

    def action_keys(self) -> None:
        """The keys of the focused pane."""
        self.post_message(KeysWanted(self.place))

    def action_list_notices(self) -> None:
        """What could not be added or analysed."""
        from tui.screens.notices import NoticesScreen

        self.app.push_screen(NoticesScreen(tuple(self.problems)))

    def action_read(self) -> None:
        """Mark the article read, or unread."""
        row = next((row for row in self.rows if row.id == self.wanted), None)
        if row is not None:
            ask(self, "read", partial(questions.mark_read, self.library, row.id, read=not row.read))

    def action_read_on(self) -> None:
        """Mark the article read and go to the next unread one."""
        if self.wanted is not None:
            self._mark_read(self.wanted)
        self.read_on()

    def action_browse(self) -> None:
        """Open the article's address."""
        article = self.text_pane.body.article
        address = article.url if article is not None else None
        if address is None:
            self.say("This article has no address")
        elif urlsplit(address).scheme not in ("http", "https"):
            self.say(f"Not an address of the web: {address}", problem=True)
        else:
            self.app.open_url(address)
            self.say(f"Opened {address}")

    def action_close(self) -> None:
        """Quit, unless something would be lost."""
        if self.drafts:
            first, _ = next(iter(self.drafts))
            self.land(first)
            self.say("This note is not saved: a opens it; Q quits without it", problem=True)
        else:
            self.app.exit()

    def action_cancel(self) -> None:
        """Let go of what is to be attached, of filter, finds and choice; never quit."""
        if self.attaching is not None:
            self.attaching = None
            self.say("Not attached; the mark stays in the list")
            return
        if self.place is not Place.TEXT:
            self.go_to_pane(Place.TEXT)
            return
        self.filter_words = ""
        self.chosen_feeds = FeedFilter()
        self.of_feeds = None
        self.chosen = None
        self.forget_found()
