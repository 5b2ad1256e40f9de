"""Write what the README takes from the code: the key table and the picture of the screen."""

from __future__ import annotations

import asyncio
import re
import tempfile
from pathlib import Path

from core.library import Library
from tui.app import LesartApp
from tui.commands import key_table_markdown

ROOT = Path(__file__).resolve().parents[1]


def write_key_table() -> None:
    """Put the table between its two marks."""
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    between = re.compile(r"(?<=<!-- keys -->\n).*?(?=<!-- /keys -->)", re.DOTALL)
    table = key_table_markdown().strip() + "\n"
    readme.write_text(between.sub(lambda _: table, text), encoding="utf-8")


async def write_picture() -> None:
    """Draw the reader on the sample story."""
    with tempfile.TemporaryDirectory() as folder:
        library = Library.open(Path(folder))
        for _ in library.add([str(ROOT / "seeds")]):
            pass
        for _ in library.catch_up():
            pass
        app = LesartApp(library, None)
        async with app.run_test(size=(120, 36)) as pilot:
            await app.workers.wait_for_complete()
            await pilot.press("J", "J", "]", "c")
            await app.workers.wait_for_complete()
            await pilot.pause()
            (ROOT / ".pictures").mkdir(exist_ok=True)
            # Some renderers swallow what stands between two pieces of text.
            picture = app.export_screenshot(title="Lesart").replace("&#160;", " ")
            picture = picture.replace("<text ", '<text xml:space="preserve" ')
            (ROOT / ".pictures" / "reading.svg").write_text(picture, encoding="utf-8")
        library.close()


if __name__ == "__main__":
    write_key_table()
    asyncio.run(write_picture())
