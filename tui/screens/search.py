"""Search over all articles, as you type."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static
from textual.worker import Worker, WorkerState

from core.library import Library
from core.model import SavedSearch
from tui import questions
from tui.commands import BY_ID, Place, bindings_for, short_key_name
from tui.drawing.safe_text import harmless
from tui.drawing.search_rows import (
    HitLine,
    OfferLine,
    completion_rows,
    count_words,
    guess_line,
    hit_detail,
    problem_line,
    result_lines,
)
from tui.finding import SearchState
from tui.messages import Completed, MarksChanged, Said, Searched, SearchesKept
from tui.questions import ask
from tui.screens.dialog import STYLES, Dialog
from tui.widgets.line_pane import Step
from tui.widgets.query_line import QueryLine
from tui.widgets.results_pane import ResultsPane

if TYPE_CHECKING:
    # Searching is loaded with the first search, not with the first frame.
    from core.library.finding import Completion

_FEWEST_LETTERS = 2
"""From so many on, the name of a field is offered: of fewer, any word may become one."""
_DETAIL = 3
_LOW = 16
"""Below so many lines of the screen the list needs all of them."""


@dataclass(frozen=True, slots=True)
class SearchClosed:
    """How the reader has left the search."""

    state: SearchState
    opened: bool
    """Whether to go to the hit the state is at."""


@dataclass(frozen=True, slots=True)
class _Offered:
    """What may follow the cursor in the box."""

    query: str
    """The query it was asked for."""
    completion: Completion
    taken: int | None = None


class SearchScreen(Dialog[SearchClosed]):
    """Hits in context, grouped by article; the box has the focus, the arrows move in the hits.

    One query is under way at most; when its answer comes and the box says something else by then,
    that is asked for next.
    """

    PLACE: ClassVar[Place] = Place.SEARCH
    TITLE_WORDS: ClassVar[str] = "Search all articles"
    CSS_PATH: ClassVar[list[str | PurePath]] = [*Dialog.CSS_PATH, STYLES / "search.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Place.SEARCH)

    def __init__(self, library: Library, state: SearchState, *, again: bool) -> None:
        """Begin with a search made before.

        Args:
            library: Where to search.
            state: The search to go on with.
            again: Search anew; otherwise show what was found then, the cursor where it was.
        """
        super().__init__()
        self._library = library
        self._state = replace(state, answer=None) if again else state
        self._asked: tuple[str, bool] | None = None
        self._opens = False
        """Whether Enter waits for the answer."""
        self._offered: _Offered | None = None
        self._before: tuple[str, ...] = ()
        self._back: int | None = None
        """How far back in `_before` the box is."""
        self._draft = ""
        self._told = Content()
        self._saved: tuple[SavedSearch, ...] = ()

    def parts(self) -> ComposeResult:
        """The box with the count, what there is to say to it, the hits, the current sentence."""
        with Horizontal(id="query-row"):
            yield QueryLine(self._state.query, id="query")
            yield Static(id="count")
        yield Static(id="told")
        yield ResultsPane(id="results")
        yield Static(id="detail")
        yield Static(id="completions")

    def begin(self) -> None:
        """Show what there is, or search again for what was searched last."""
        self.box.focus()
        if self._state.answer is None:
            # Who wants another search types at once, who wants this one has it.
            self.box.select_all()
        else:
            self.box.cursor_position = len(self._state.query)
        self._hide_completions()
        ask(self, "kept", partial(questions.searches_kept, self._library))
        if self._state.answer is None:
            self._search()
        self._show()

    @property
    def box(self) -> QueryLine:
        """What is typed into."""
        return self.query_one(QueryLine)

    @property
    def results(self) -> ResultsPane:
        """The hits."""
        return self.query_one(ResultsPane)

    @property
    def mover(self) -> Widget:
        """The hits."""
        return self.results

    # --- asking -----------------------------------------------------------------------------------

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        if event.value == self._state.query:
            return
        self._back = None
        self._set(event.value, typing=True)
        self._complete()

    def _set(self, query: str, *, typing: bool) -> None:
        """Search for this from now on."""
        self._opens = False
        answer = self._state.answer if query.strip() else None
        # What was found before stays in sight until the next answer is there.
        self._state = SearchState(query, typing, answer=answer, notes=self._state.notes)
        self._search()
        if answer is None:
            self._show()

    def _put(self, query: str, *, typing: bool = False) -> None:
        """Write this into the box and search for it."""
        query = harmless(query)
        self._hide_completions()
        self._set(query, typing=typing)
        self.box.put(query)

    @property
    def _wanted(self) -> tuple[str, bool]:
        return self._state.query, self._state.typing

    def _search(self) -> None:
        if self._asked is None and self._state.query.strip():
            self._asked = self._wanted
            ask(self, "search", partial(questions.search, self._library, *self._asked))

    @on(Searched)
    def _answered(self, message: Searched) -> None:
        self._asked = None
        if (message.query, message.typing) != self._wanted:
            self._search()
            return
        self._state = replace(self._state, answer=message.answer, notes=message.notes)
        self._show()
        if self._opens:
            self.action_open()

    @on(Said)
    def _failed(self, message: Said) -> None:
        self._over(message.text)

    @on(Worker.StateChanged)
    def _broken(self, message: Worker.StateChanged) -> None:
        if message.state is WorkerState.ERROR:
            self.log.error(message.worker.error)
            self._over(f"{message.worker.name}: {message.worker.error!r}")

    def _over(self, problem: str) -> None:
        """A question has failed: say so, and ask again when the box says something else by now."""
        failed, self._asked, self._opens = self._asked, None, False
        self.notify(problem, severity="warning", markup=False)
        if failed is not None and failed != self._wanted:
            self._search()

    # --- showing ----------------------------------------------------------------------------------

    def _show(self) -> None:
        self.results.show(result_lines(self._state), at=self._state.at)
        self._say()
        self._show_detail()

    def _say(self) -> None:
        """The count, and what there is to say to the query."""
        state = self._state
        self.query_one("#count", Static).update(Content(count_words(state)))
        problems = state.answer.problems if state.answer is not None else ()
        self.box.mark([problem.span for problem in problems])
        width = max(16, self.query_one("#told", Static).content_size.width)
        parts = (
            problem_line(problems, self.box.scrolled, state.query, width),
            guess_line(state, self._key_of("search.exact")),
        )
        self._told = Content("\n").join([part for part in parts if part])
        self.query_one("#told", Static).update(self._told)
        self._show_completions()

    def _key_of(self, command: str) -> str:
        """The key as the reader has it."""
        bound = (key for key, each in self.active_bindings.items() if each.binding.id == command)
        return short_key_name(next(bound, BY_ID[command].keys[0]))

    def _show_detail(self) -> None:
        detail = self.query_one("#detail", Static)
        detail.display = self.size.height >= _LOW and bool(self._state.shown)
        width = max(16, self.results.page.width - 1)
        detail.update(hit_detail(self._state, width, _DETAIL))

    @on(ResultsPane.Moved)
    def _moved(self) -> None:
        line = self.results.line
        if isinstance(line, HitLine):
            self._state = replace(self._state, at=line.place)
            self._show_detail()

    def on_resize(self, event: events.Resize) -> None:
        """Arrange what is said for the new width."""
        self.call_after_refresh(self._arrange)

    def _arrange(self) -> None:
        if self.is_attached and self.query(ResultsPane):
            self._say()
            self._show_detail()

    # --- completing -------------------------------------------------------------------------------

    def _complete(self) -> None:
        if self.box.value.strip():
            query, cursor = self.box.value, self.box.cursor_position
            ask(self, "complete", partial(questions.complete, self._library, query, cursor))
        else:
            self._hide_completions()

    @on(Completed)
    def _completed(self, message: Completed) -> None:
        if message.query != self.box.value:
            return
        completion = message.completion
        typed = completion.span.of(message.query)
        if (
            not completion.candidates
            or (completion.candidates[0].text.endswith(":") and len(typed) < _FEWEST_LETTERS)
            or [each.text.strip() for each in completion.candidates] == [typed]
        ):
            self._hide_completions()
            return
        self._offered = _Offered(message.query, completion)
        self._show_completions()

    def _show_completions(self) -> None:
        offered = self._offered
        if offered is None:
            return
        width = self.query_one("#dialog").content_size.width
        rows = completion_rows(offered.completion.candidates, offered.taken, width)
        shown = self.query_one("#completions", Static)
        shown.update(Content("\n").join(rows))
        longest = max(row.cell_length for row in rows)
        at = offered.completion.span.start - self.box.scrolled
        below = 1 + len(self._told.split("\n")) if self._told else 1
        shown.styles.offset = (max(0, min(at, width - longest - 2)), below)
        shown.display = True

    def _hide_completions(self) -> None:
        self._offered = None
        self.query_one("#completions").display = False

    def _take(self, by: int) -> None:
        """Put a candidate into the box; pressed again: the next one in its place."""
        offered = self._offered
        if offered is None:
            return
        candidates = offered.completion.candidates
        number = (0 if by > 0 else -1) if offered.taken is None else offered.taken + by
        number %= len(candidates)
        span, query = offered.completion.span, offered.query
        chosen = candidates[number].text
        rest = query[span.end :]
        if chosen.endswith(" ") and rest.startswith(" "):
            rest = rest[1:]
        begun = query[: span.start]
        if chosen.startswith('"') and begun.endswith('"'):
            begun = begun[:-1]
        text = f"{begun}{chosen}{rest}"
        self._set(text, typing=True)
        self.box.put(text, len(begun) + len(chosen))
        if chosen.endswith(":"):
            self._hide_completions()
            self._complete()
        else:
            self._offered = replace(offered, taken=number)
            self._show_completions()

    # --- history and what is saved ----------------------------------------------------------------

    @on(SearchesKept)
    def _kept(self, message: SearchesKept) -> None:
        self._before, self._saved = message.before, message.saved

    def action_recall(self, by: int) -> None:
        """A search made before the one in the box (`by` 1), or after it (-1)."""
        if self._back is None:
            self._draft = self.box.value
        back = -1 if self._back is None else self._back
        back += by
        while 0 <= back < len(self._before) and self._before[back] == self._state.query:
            back += by
        if back >= len(self._before):
            return
        self._back = back if back >= 0 else None
        if back >= 0:
            self._put(self._before[back])
        elif self._draft != self._state.query:
            self._put(self._draft, typing=True)

    def action_save(self) -> None:
        """Give the search a name: it stands in the list of articles from then on."""
        from tui.screens.name import NameScreen

        query = self._state.query.strip()
        if not query:
            self.notify("Nothing to save yet", markup=False)
            return

        def closed(name: str | None) -> None:
            if name is not None:
                question = partial(questions.save_search, self._library, name, query)
                ask(self, "save", question, exclusive=False)

        known = next((each.name for each in self._saved if each.query == query), query)
        about = f"Name of this search in the list: {query} (a name that is taken moves to it)"
        self.app.push_screen(NameScreen(about, known), closed)

    @on(MarksChanged)
    def _changed(self, message: MarksChanged) -> None:
        self.notify(message.said, markup=False)
        ask(self, "kept", partial(questions.searches_kept, self._library))

    # --- keys -------------------------------------------------------------------------------------

    @property
    def _in_box(self) -> bool:
        return self.focused is self.box

    def action_move(self, step: Step, by: int) -> None:
        """Move in the hits; above the first of them are the searches made before."""
        recalls = self._in_box and step == "item"
        if recalls and by < 0 and (self._back is not None or self.results.at_first):
            self.action_recall(1)
        elif recalls and by > 0 and self._back is not None:
            self.action_recall(-1)
        else:
            self.results.move(step, by)

    def action_find_step(self, by: int) -> None:
        """The next or previous hit."""
        self.results.move("item", by)

    def action_find(self) -> None:
        """Back to the box."""
        self.box.focus()

    def action_cycle(self, by: int) -> None:
        """Take what is offered; where nothing is, from the box to the hits and back."""
        if self._offered is not None:
            self._take(by)
        elif self._in_box:
            self._back = None
            self.results.focus()
        else:
            self.box.focus()

    def action_exact(self) -> None:
        """Show what the word as typed finds, or again what was likely meant."""
        if self._state.guesses or self._state.exact:
            self._state = replace(self._state, exact=not self._state.exact, at=0)
            self._show()
        else:
            self.notify("Nothing else is shown than what was typed", markup=False)

    @on(QueryLine.HelpWanted)
    def action_language(self) -> None:
        """What can be asked for."""
        from tui.screens.search_language import SearchLanguageScreen

        def closed(example: str | None) -> None:
            if example is not None:
                self._put(example)

        self.app.push_screen(SearchLanguageScreen(), closed)

    @on(Input.Submitted)
    @on(ResultsPane.Chosen)
    def _chosen(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Go to the hit under the cursor, or search for the other spelling there."""
        if self._asked is not None:
            self._opens = True
            return
        line = self.results.line
        if isinstance(line, OfferLine):
            self._put(line.offer.query)
        elif isinstance(line, HitLine):
            self.dismiss(SearchClosed(self._state, opened=True))

    def action_cancel(self) -> None:
        """Close the list of what may follow, else the search; the query stays for the next time."""
        if self._offered is not None:
            self._hide_completions()
        else:
            self.action_close()

    def action_close(self) -> None:
        """Close; the query stays for the next time."""
        self.dismiss(SearchClosed(self._state, opened=False))
