"""The feeds: what is unread in each, what went wrong, and all that can be done about them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar, Protocol
from urllib.parse import urlsplit

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import Worker, WorkerState

from core.library import Added, FeedUpdated, Idle, Library, Progress, WorkFailed
from core.model import FeedId, FeedOffer, FullText
from tui import feed_questions, questions
from tui.commands import Place, bindings_for
from tui.drawing.feed_rows import FULL_TEXT_WORDS, FeedRow, feed_content, feed_detail, feed_rows
from tui.drawing.safe_text import harmless
from tui.feed_questions import ask_outside
from tui.listing import FeedFilter
from tui.messages import (
    FeedListRead,
    FeedsFound,
    FeedsLoaded,
    MarksChanged,
    Said,
    Subscribed,
    WorkPassedOn,
)
from tui.questions import Question, ask
from tui.screens.choose import ChooseScreen, Offer
from tui.screens.dialog import Dialog
from tui.screens.name import NameScreen
from tui.screens.notices import NoticesScreen
from tui.widgets.row_list import RowList
from tui.widgets.status_line import StatusLine

_EMPTY = "No feeds yet: F subscribes to one by its address, c takes in a list of them (OPML)."


class Updating(Protocol):
    """Who has feeds asked in the background."""

    def update_feeds(self, feeds: Sequence[FeedId] | None) -> None:
        """Have these asked for what is new, or all of them."""
        ...


class AddressScreen(NameScreen):
    """An address to write."""

    TITLE_WORDS: ClassVar[str] = "Subscribe"


class FileScreen(NameScreen):
    """The name of a file to write."""

    TITLE_WORDS: ClassVar[str] = "File"


class FeedsScreen(Dialog[FeedFilter]):
    """Rows to list the articles of; closes with the feeds to list."""

    PLACE: ClassVar[Place] = Place.FEEDS
    TITLE_WORDS: ClassVar[str] = "Feeds"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Place.FEEDS)

    def __init__(
        self,
        library: Library,
        updating: Updating,
        *,
        chosen: FeedFilter,
        busy: frozenset[FeedId],
        progress: Progress | None,
    ) -> None:
        """Open on what is listed now; `busy` are being asked at the moment."""
        super().__init__()
        self._library = library
        self._updating = updating
        self._chosen = chosen
        self._busy = set(busy)
        self._progress = progress
        self._rows: tuple[FeedRow, ...] = ()
        self._loaded_once = False

    def parts(self) -> ComposeResult:
        """The rows, and what else is known of the one under the cursor."""
        yield RowList(id="rows")
        yield Static(id="detail")

    def begin(self) -> None:
        """Ask for the feeds."""
        self.query_one(StatusLine).progress = self._progress
        self._look_again()

    # --- what is shown ----------------------------------------------------------------------------

    def _look_again(self) -> None:
        ask(self, "feeds", partial(feed_questions.feeds, self._library))

    @on(FeedsLoaded)
    def _loaded(self, message: FeedsLoaded) -> None:
        before = self._row
        self._rows = feed_rows(message.feeds)
        wanted = before.key if before is not None else None
        if not self._loaded_once and len(self._chosen.feeds) == 1:
            wanted = self._chosen.feeds[0]
        self._loaded_once = True
        keys = [row.key for row in self._rows]
        self._fill(keys.index(wanted) if wanted in keys else None)

    @on(RowList.Widened)
    def _widened(self) -> None:
        if self._loaded_once:
            self._fill(None)

    def _fill(self, at: int | None) -> None:
        rows = self.query_one(RowList)
        before = rows.highlighted or 0
        top = rows.scroll_offset.y
        if self._rows:
            rows.set_options(
                Option(
                    feed_content(
                        row,
                        rows.room,
                        busy=row.feed is not None and row.feed.subscription.id in self._busy,
                    )
                )
                for row in self._rows
            )
            rows.highlighted = min(before if at is None else at, len(self._rows) - 1)
            rows.scroll_to(y=top, animate=False)
        else:
            rows.set_options([Option(_EMPTY, disabled=True)])
        unread = self._rows[0].unread if self._rows else 0
        self.note(f"{unread} unread" if unread else "")
        self._show_detail()

    @on(OptionList.OptionHighlighted)
    def _show_detail(self) -> None:
        self.query_one("#detail", Static).update(feed_detail(self._row))

    @property
    def _row(self) -> FeedRow | None:
        at = self.query_one(RowList).highlighted
        return self._rows[at] if at is not None and at < len(self._rows) else None

    @on(WorkPassedOn)
    def _passed_on(self, message: WorkPassedOn) -> None:
        self.query_one(StatusLine).progress = message.progress
        match message.event:
            case FeedUpdated(update):
                self._busy.discard(update.feed)
                self._look_again()
            case Progress("updating", done, total) if done == total:
                self._busy.clear()
                self._look_again()
            case Added() | Idle():
                self._look_again()
            case WorkFailed():
                self._busy.clear()
                self._fill(None)

    # --- going to the articles --------------------------------------------------------------------

    def action_open(self) -> None:
        """List the articles of the feeds under the cursor."""
        row = self._row
        if row is None:
            return
        if row.is_all:
            self.dismiss(FeedFilter())
        else:
            self.dismiss(FeedFilter(row.title, tuple(each.subscription.id for each in row.feeds)))

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        self.action_open()

    def action_browse(self) -> None:
        """Open the page of the feed."""
        row = self._row
        home = row.feed.home if row is not None and row.feed is not None else None
        if home is None:
            self._tell("No page of it is known")
        elif urlsplit(home).scheme not in ("http", "https"):
            self._tell("Its page is no address of the web")
        else:
            self.app.open_url(home)
            self._tell(f"Opened {home}")

    # --- taking in --------------------------------------------------------------------------------

    def action_update(self) -> None:
        """Take in what is new in the feeds under the cursor."""
        row = self._row
        if row is None:
            self._tell("No feeds yet: F subscribes to one")
            return
        feeds = tuple(each.subscription.id for each in row.feeds)
        self._ask_feeds(feeds, everything=row.is_all)

    def _ask_feeds(self, feeds: tuple[FeedId, ...], *, everything: bool = False) -> None:
        self._busy |= set(feeds)
        self._updating.update_feeds(None if everything else feeds)
        self._fill(None)

    # --- subscribing ------------------------------------------------------------------------------

    def action_feeds(self) -> None:
        """Subscribe to a feed by its address, or that of a page which names it."""

        def closed(address: str | None) -> None:
            if address is not None:
                self.note(f"asking {address} …")
                ask_outside(self, partial(feed_questions.look, self._library, address))

        self.app.push_screen(
            AddressScreen("The address of a feed, or of a page that names its feeds", ""), closed
        )

    @on(FeedsFound)
    def _found(self, message: FeedsFound) -> None:
        self._fill(None)
        if len(message.offers) == 1:
            self._subscribe(message.offers[0])
            return

        def closed(chosen: Offer[FeedOffer] | None) -> None:
            if chosen is not None:
                self._subscribe(chosen.value)

        offers = [Offer(each.title or each.address, each.address, each) for each in message.offers]
        self.app.push_screen(ChooseScreen("Which of its feeds?", offers), closed)

    def _subscribe(self, offer: FeedOffer) -> None:
        row = self._row
        group = "" if row is None else row.group or ""
        if row is not None and row.feed is not None:
            group = row.feed.subscription.group
        self._change(partial(feed_questions.subscribe, self._library, offer, group))

    @on(Subscribed)
    def _subscribed(self, message: Subscribed) -> None:
        if message.known:
            self._tell(f"Subscribed to already: {message.title}")
            self._look_again()
            return
        self._tell(f"Subscribed to {message.title}; u takes it back")
        self._ask_feeds((message.subscription.id,))
        self._look_again()

    # --- changing ---------------------------------------------------------------------------------

    def action_correct(self) -> None:
        """Choose what to do about the feed under the cursor, or about the list."""

        def closed(chosen: Offer[Callable[[], None]] | None) -> None:
            if chosen is not None:
                chosen.value()

        row = self._row
        offers: list[Offer[Callable[[], None]]] = []
        if row is not None and row.feed is not None:
            offers += [
                Offer("Rename", "call it otherwise", self._rename),
                Offer("Group", "put it into a group, or out of it", self._group),
                Offer("Full text", "never, when you ask, always", self.action_full_text),
                Offer("Remove", "unsubscribe; its articles stay", self.action_remove),
            ]
        elif row is not None and row.group is not None:
            offers.append(Offer("Rename", "call the group otherwise", self._rename))
        offers += [
            Offer("Import", "subscribe to the feeds of a list (OPML)", self._import),
            Offer("Export", "write all feeds as a list (OPML)", self._export),
        ]
        about = "the feeds" if row is None else row.title
        self.app.push_screen(ChooseScreen(f"Change {about}", offers), closed)

    def _rename(self) -> None:
        row = self._row
        if row is None:
            return
        feed = row.feed

        def closed(name: str | None) -> None:
            if name is None:
                return
            if feed is None:
                moved = [each.subscription.id for each in row.feeds]
                self._change(partial(feed_questions.move, self._library, moved, name))
            else:
                self._change(
                    partial(
                        feed_questions.rename, self._library, feed.subscription.id, name.strip()
                    )
                )

        asked = "What is it called? Nothing: what it calls itself"
        asked = "What is the group called? Nothing: no group" if feed is None else asked
        self.app.push_screen(NameScreen(asked, row.title, may_be_empty=True), closed)

    def _group(self) -> None:
        row = self._row
        feed = None if row is None else row.feed
        if feed is None:
            return

        def closed(group: str | None) -> None:
            if group is not None:
                moved = [feed.subscription.id]
                self._change(partial(feed_questions.move, self._library, moved, group.strip()))

        groups = dict.fromkeys(each.group for each in self._rows if each.group)
        self.app.push_screen(
            NameScreen(
                "Into which group? Nothing: into none; „News / Local“ is one inside another",
                feed.subscription.group,
                suggestions=tuple(groups),
                may_be_empty=True,
            ),
            closed,
        )

    def action_full_text(self) -> None:
        """Say when the pages of the feed's entries are fetched."""
        row = self._row
        if row is None or row.feed is None:
            self._tell("Put the cursor on a feed")
            return
        feed = row.feed.subscription

        def closed(chosen: Offer[FullText] | None) -> None:
            if chosen is not None:
                said = FULL_TEXT_WORDS[chosen.value]
                self._change(
                    partial(
                        feed_questions.set_full_text, self._library, feed.id, chosen.value, said
                    )
                )

        offers = [
            Offer(
                f"{'✓' if each is feed.full_text else ' '} {each.value}",
                FULL_TEXT_WORDS[each],
                each,
            )
            for each in (FullText.WANTED, FullText.ALWAYS, FullText.NEVER)
        ]
        self.app.push_screen(ChooseScreen(f"Full text of {row.title}", offers), closed)

    def action_remove(self) -> None:
        """Unsubscribe from the feed under the cursor."""
        row = self._row
        if row is None or row.feed is None:
            self._tell("Put the cursor on a feed")
            return
        feed = row.feed.subscription.id
        self._change(partial(feed_questions.unsubscribe, self._library, feed, row.title))

    # --- lists ------------------------------------------------------------------------------------

    def _import(self) -> None:
        def closed(path: str | None) -> None:
            if path is not None:
                self._change(partial(feed_questions.read_list, self._library, path))

        self.app.push_screen(FileScreen("Which list (OPML) to take in?", ""), closed)

    @on(FeedListRead)
    def _list_read(self, message: FeedListRead) -> None:
        report = message.report
        said = [f"{len(report.added)} feeds added"]
        said += [f"{len(report.known)} known"] if report.known else []
        said += [f"{len(report.refused)} refused"] if report.refused else []
        after = "; U on All feeds asks them" if report.added else ""
        self._tell(", ".join(said) + after)
        self._look_again()
        if report.refused:
            refused = [f"{source}: {reason}" for source, reason in report.refused]
            self.app.push_screen(NoticesScreen(refused))

    def _export(self) -> None:
        def closed(path: str | None) -> None:
            if path is not None:
                self._change(partial(feed_questions.write_list, self._library, path))

        self.app.push_screen(
            FileScreen("Into which file, that is not there yet?", "feeds.opml"), closed
        )

    # --- changes and their answers ----------------------------------------------------------------

    def action_undo(self) -> None:
        """Take back the last change."""
        self._change(partial(questions.undo, self._library))

    def action_redo(self) -> None:
        """Make it again."""
        self._change(partial(questions.redo, self._library))

    def _change(self, question: Question) -> None:
        ask(self, "marks", question, exclusive=False)

    @on(MarksChanged)
    def _changed(self, message: MarksChanged) -> None:
        self._tell(message.said)
        self._look_again()

    @on(Said)
    def _said(self, message: Said) -> None:
        self._fill(None)
        if message.text:
            self._tell(message.text, problem=message.problem)

    def _tell(self, text: str, *, problem: bool = False) -> None:
        self.notify(harmless(text), severity="warning" if problem else "information", markup=False)

    @on(Worker.StateChanged)
    def _failed(self, message: Worker.StateChanged) -> None:
        if message.state is WorkerState.ERROR:
            self.log.error(message.worker.error)
            self._tell(f"{message.worker.name}: {message.worker.error!r}", problem=True)
