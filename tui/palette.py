"""The command palette: every command by name, and the themes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.types import IgnoreReturnCallbackType

from tui.commands import READING, keys_of
from tui.drawing.lighting import MUTED
from tui.keymap import in_effect


class CommandTable(Provider):
    """Offers what the command table holds, with the keys beside the name."""

    def _offers(self) -> Iterator[tuple[str, str, IgnoreReturnCallbackType]]:
        for command in in_effect(self.app):
            if command.in_palette and command.places & READING:
                run = partial(self.screen.run_action, command.action)
                yield command.help, keys_of(command), run
        for name in sorted(self.app.available_themes):
            yield f"Theme: {name}", "", partial(setattr, self.app, "theme", name)

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for name, keys, run in self._offers():
            yield DiscoveryHit(_shown(Content(name), keys), run, text=name)

    async def search(self, query: str) -> Hits:
        """What answers to the words typed."""
        matcher = self.matcher(query)
        for name, keys, run in self._offers():
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, _shown(matcher.highlight(name), keys), run, text=name)


def _shown(name: Content, keys: str) -> Content:
    return Content.assemble(name, (f"   {keys}", MUTED)) if keys else name
