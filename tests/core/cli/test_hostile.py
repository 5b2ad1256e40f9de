"""Nothing from outside reaches a terminal as more than words, whichever command shows it."""

from __future__ import annotations

import argparse
import unicodedata
from pathlib import Path

import pytest

from core.cli.main import parser
from core.library import Library
from tests.core.cli.conftest import Run

STEERING = (
    "\x1b]0;mine\x07\x1b]52;c;bWluZQ==\x07\x1b[2J\x1b[31m\x9b31m\x9d0;mine\x9c\u202e\u2066\x08"
)
NAME = "bo\x1b]0;mine\x07se\u202e"


def report(place: str, figure: int) -> str:
    return (
        "---\n"
        f'title: "Stadtrat von {place} {STEERING}beschließt neue Brücke"\n'
        f'author: "Petra{STEERING} Maas"\noutlet: "Der{STEERING} Bote {figure}"\n'
        f'category: "Lokales{STEERING}"\nurl: "https://bote.example/{STEERING}"\n'
        "date: 2025-03-04\nlanguage: de\n---\n\n"
        f"Der Stadtrat von {place}{STEERING} hat am Montag eine neue Brücke über die Elbe "
        f"beschlossen. Sie kostet {figure} Millionen Euro, sagte Bürgermeisterin Anna Kolb.\n\n"
        f"Foto: Carla {STEERING}Mohn\n\n"
        f"„Die Brücke kommt“, sagte{STEERING} Anna Kolb am 3. März 2025 im Rathaus.\n"
    )


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with hostile files, and a library that knows them."""
    folder = tmp_path_factory.mktemp("hostile")
    files = folder / "files"
    files.mkdir()
    (files / f"{NAME}.md").write_text(report("Magdeburg", 48), encoding="utf-8")
    (files / "zweites.md").write_text(report("Magdeburg", 52), encoding="utf-8")
    (files / f"{NAME}.bin").write_bytes(b"\x00\x01")
    (files / f"{NAME}.pdf").write_bytes(b"%PDF-1.4 \x1b[2J")
    feeds = "".join(
        f'<outline type="rss" text="Blatt{said}" xmlUrl="http://127.0.0.1:9/{number}"/>'
        for number, said in enumerate(("&#x9b;31m", "&#x202e;", "&#x9d;0;mine&#x9c;"))
    )
    (folder / "feeds.opml").write_text(f"<opml><body>{feeds}</body></opml>", encoding="utf-8")
    (folder / f"{NAME}.json").write_text('{"format": "\x1b[2J"}', encoding="utf-8")
    library = Library.open(folder / "library")
    list(library.add([str(files)]))
    list(library.catch_up())
    library.save_search(f"Brücke {STEERING}", "brücke")
    statement = library.statements(library.resolve("zweites"))[0].id
    library.write_note(statement, f"Notiz {STEERING}")
    library.tag(statement, [f"prüfen{STEERING}"])
    library.close()
    return folder


COMMANDS: dict[str, list[list[str]]] = {
    "add": [
        ["{folder}/files"],
        ["{folder}/nothing" + NAME],
        [f"http://{NAME}/"],
        ["file:///" + NAME],
    ],
    "list": [[]],
    "show": [["zweites"], [NAME], [f"{NAME}.md"]],
    "entities": [[], ["zweites"], [NAME]],
    "related": [["zweites:2"], [f"{NAME}:1"], ["--text", f"Brücke {STEERING}"]],
    "conflicts": [[], ["--story", NAME]],
    "only": [[], ["zweites"], [NAME]],
    "matrix": [[], [NAME]],
    "compare": [["zweites", f"{NAME}.md"], [NAME + "1", "zweites"]],
    "timeline": [[], [NAME]],
    "dossier": [[], [NAME]],
    "news": [[], ["zweites"], [NAME]],
    "changes": [["zweites"], [NAME]],
    "search": [["brücke"], [f"outlet:{STEERING}x"], ["--list-saved"], ["--saved", NAME]],
    "marks": [[], ["--import", "{folder}/" + NAME + ".json"], ["--import", "/nowhere" + NAME]],
    "take-back": [["zweites", "1"], ["zweites", "99"], [NAME, "1"]],
    "drop": [["zweites:4"], [f"{NAME}:1"]],
    "feeds": [
        ["import", "{folder}/feeds.opml"],
        ["list"],
        ["update"],
        ["update", NAME],
        ["remove", NAME],
        ["change", NAME, "--name", STEERING],
        ["add", f"ftp://{NAME}/"],
        ["export"],
        ["export", "/nowhere/" + NAME],
        ["import", "/nowhere/" + NAME],
    ],
    "doctor": [[]],
    "paths": [[]],
    "config": [[]],
}
FORMATS = (["--format", "text"], ["--format", "json"], ["--format", "csv"], ["--format", "md"])


def steering(text: str) -> set[str]:
    """The characters of a text that a terminal obeys or that turn its words around."""
    return {
        each
        for each in text
        if each not in "\n\t" and unicodedata.category(each) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    }


def test_every_command_is_tried() -> None:
    (commands,) = (
        each for each in parser()._actions if isinstance(each, argparse._SubParsersAction)
    )
    assert set(commands.choices) == set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_from_outside_steers_the_terminal(command: str, run: Run, hostile: Path) -> None:
    library = ["--library", f"{hostile}/library"]
    for arguments in COMMANDS[command]:
        named = [each.replace("{folder}", str(hostile)) for each in arguments]
        for written in ([], *FORMATS):
            done = run(command, *named, *library, *written)
            assert not steering(done.out + done.err), (arguments, written)
