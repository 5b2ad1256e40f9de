"""The dossier as a browser lays it out: driven over the command line, measured by a page around it.

That page holds the dossier in frames of two widths, looks at it as a script can, and writes what
it sees into itself; the browser then hands over what has become of it.
"""

from __future__ import annotations

import functools
import html
import json
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from core.exports.dossier import document_of
from core.exports.html import html_of
from tests.core.exports.examples import example

BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(BROWSER is None, reason="no Chromium here; `apt install chromium` adds it"),
]
WIDTHS = (360, 1280)
SCHEMES = {"dark": 0, "light": 1}
LONG = " Donaudampfschifffahrtsgesellschaftskapitänsversammlungsprotokollführerin" * 2

AROUND = """<!DOCTYPE html><meta charset="utf-8"><title>measuring</title>
<iframe src="dossier.html" width="360" height="800"></iframe>
<iframe src="dossier.html" width="1280" height="800"></iframe>
<pre id="seen"></pre>
<script>
const channel = value => { value /= 255;
  return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4; };
const light = colour => { const [r, g, b] = colour.match(/[0-9.]+/g).map(Number);
  return 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b); };
function behind(element, view) {
  for (let each = element; each; each = each.parentElement) {
    const colour = view.getComputedStyle(each).backgroundColor;
    if (!/rgba\\(.*, 0\\)|transparent/.test(colour)) return colour;
  }
  return "rgb(255, 255, 255)";
}
function contrast(element, view) {
  const style = view.getComputedStyle(element);
  const svg = element.namespaceURI.endsWith("svg");
  const two = [light(svg ? style.fill : style.color), light(behind(element, view))].sort();
  two.sort((a, b) => a - b);
  return (two[1] + 0.05) / (two[0] + 0.05);
}
function look(frame) {
  const page = frame.contentDocument, view = frame.contentWindow;
  const all = [...page.body.querySelectorAll("*")];
  const wide = all.filter(each => !each.closest(".wide, svg, .skip"))
    .filter(each => each.getBoundingClientRect().right > view.innerWidth + 1)
    .map(each => each.outerHTML.slice(0, 120));
  const speaks = all.filter(each => [...each.childNodes].some(
    node => node.nodeType === 3 && node.data.trim())
    && !["title", "desc"].includes(each.tagName) && each.getClientRects().length);
  const faint = speaks.map(each => [contrast(each, view), each.textContent.slice(0, 60)])
    .filter(([ratio]) => ratio < 4.5);
  const svg = page.querySelector("svg"), drawn = svg.getBoundingClientRect();
  const low = [...svg.querySelectorAll("text")].map(each => each.getBoundingClientRect());
  return {
    width: view.innerWidth, overflow: page.documentElement.scrollWidth - view.innerWidth,
    wide, faint, spoken: speaks.length, paper: view.getComputedStyle(page.body).backgroundColor,
    language: page.documentElement.lang,
    headings: [...page.querySelectorAll("h1,h2,h3,h4,h5,h6")].map(each => +each.tagName[1]),
    landmarks: ["header", "nav", "main"].map(each => page.querySelectorAll(each).length),
    tables: [...page.querySelectorAll("table")].map(table => ({
      caption: !!table.caption,
      columns: [...table.tHead.rows[0].cells].every(cell => cell.scope === "col"),
      rows: [...table.tBodies[0].rows].every(row => row.cells[0].scope === "row"),
      reachable: table.closest(".wide").tabIndex === 0,
    })),
    picture: { role: svg.getAttribute("role"), title: svg.querySelector("title").textContent,
      names: svg.getAttribute("aria-labelledby").split(" ").every(id => page.getElementById(id)),
      inside: low.every(each => each.right <= drawn.right + 1 && each.bottom <= drawn.bottom + 1),
      letters: Math.min(...low.map(each => each.height)) },
    tappable: Math.min(...[...page.querySelectorAll("nav a")].map(
      each => each.getBoundingClientRect().height)),
  };
}
const pause = () => new Promise(done => setTimeout(done, 50));
async function follow(frame) {
  const page = frame.contentDocument, view = frame.contentWindow, lost = [];
  const claim = page.querySelector("#claim-1");
  for (const link of claim.querySelectorAll("li a")) {
    link.click();
    await pause();
    const source = page.querySelector(":target");
    const quote = link.closest("li").firstElementChild.textContent.match(/“(.*)”/);
    if (!source || !source.closest("#appendix")) lost.push("no source: " + link.hash);
    else if (quote && !source.textContent.includes(quote[1])) lost.push("other: " + link.hash);
    else if (Math.abs(source.getBoundingClientRect().top) > view.innerHeight) lost.push("unseen");
    else {
      const back = [...source.querySelectorAll("a")].find(each => each.hash === "#claim-1");
      back.click();
      await pause();
      if (page.querySelector(":target") !== claim) lost.push("no way back: " + link.hash);
    }
  }
  return { followed: claim.querySelectorAll("li a").length, lost };
}
window.onload = async () => {
  const frames = [...document.querySelectorAll("iframe")];
  let seen;
  try { seen = { pages: frames.map(look), links: await follow(frames[0]) }; }
  catch (error) { seen = { error: error.stack }; }
  document.getElementById("seen").textContent = JSON.stringify(seen);
};
</script>
"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("served")
    page = html_of(document_of(example(hostile=LONG)))
    (folder / "dossier.html").write_text(page, encoding="utf-8")
    (folder / "around.html").write_text(AROUND, encoding="utf-8")
    handler = functools.partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module", params=SCHEMES)
def seen(
    request: pytest.FixtureRequest, address: str, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    """What the page around the dossier saw, in a dark and in a light room."""
    dom = _browse(
        tmp_path_factory.mktemp("profile"),
        f"--blink-settings=preferredColorScheme={SCHEMES[request.param]}",
        "--virtual-time-budget=20000",
        "--window-size=1800,1800",
        "--dump-dom",
        f"{address}/around.html",
    )
    found = re.search(r'<pre id="seen">(.+?)</pre>', dom, re.DOTALL)
    assert found is not None, dom[-2000:]
    measured: dict[str, Any] = json.loads(html.unescape(found[1]))
    assert "error" not in measured, measured["error"]
    measured["scheme"] = request.param
    return measured


def _browse(profile: Path, *arguments: str) -> str:
    assert BROWSER is not None
    ended = subprocess.run(
        [
            BROWSER, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
            "--disable-dev-shm-usage", "--no-first-run", f"--user-data-dir={profile}", *arguments,
        ],
        capture_output=True,
        check=True,
        timeout=120,
    )  # fmt: skip
    return ended.stdout.decode()


def test_nothing_is_wider_than_the_page_on_a_phone_and_on_a_desk(seen: dict[str, Any]) -> None:
    assert tuple(page["width"] for page in seen["pages"]) == WIDTHS
    for page in seen["pages"]:
        assert page["overflow"] <= 0
        assert page["wide"] == []


def test_every_text_stands_out_from_its_ground(seen: dict[str, Any]) -> None:
    for page in seen["pages"]:
        assert page["spoken"] > 50
        assert page["faint"] == []
        dark = sum(map(int, re.findall("[0-9]+", page["paper"])[:3])) < 3 * 128
        assert dark == (seen["scheme"] == "dark")


def test_who_does_not_see_the_page_finds_the_way(seen: dict[str, Any]) -> None:
    for page in seen["pages"]:
        assert page["language"] == "en"
        assert page["landmarks"] == [1, 1, 1]
        levels = page["headings"]
        assert levels[0] == 1
        assert all(b - a <= 1 for a, b in pairwise(levels))
        assert page["tables"]
        for table in page["tables"]:
            assert all(table.values()), table


def test_the_timeline_is_a_named_picture_whose_words_fit_and_can_be_read(
    seen: dict[str, Any],
) -> None:
    for page in seen["pages"]:
        picture = page["picture"]
        assert (picture["role"], picture["title"]) == ("img", "Timeline of the story")
        assert picture["names"]
        assert picture["inside"]
        assert picture["letters"] >= 10


def test_links_are_large_enough_for_a_thumb(seen: dict[str, Any]) -> None:
    assert all(page["tappable"] >= 24 for page in seen["pages"])


def test_links_lead_from_each_wording_to_its_sentence_and_back(seen: dict[str, Any]) -> None:
    assert seen["links"]["followed"] >= 2
    assert seen["links"]["lost"] == []


def test_the_dossier_can_be_printed(address: str, tmp_path: Path) -> None:
    printed = tmp_path / "dossier.pdf"
    _browse(
        tmp_path / "profile", f"--print-to-pdf={printed}", "--no-pdf-header-footer",
        f"{address}/dossier.html",
    )  # fmt: skip
    assert printed.read_bytes().startswith(b"%PDF")
