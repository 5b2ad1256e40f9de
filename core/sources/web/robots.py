"""What a server asks of programs that fetch its pages (robots.txt, RFC 9309).

The standard library's parser takes the first rule that fits and knows no `*` and `$`, so it
refuses what is allowed and allows what is refused; the rules are few enough to be read here.
"""

from __future__ import annotations

import json
import math
import re
import string
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

PROGRAM = "lesart"
"""What this program is called in such a file."""
LARGEST_ROBOTS = 500_000
"""Bytes that are read of one; what stands behind them does not count."""
SLOWEST = 30.0
"""Seconds between two requests that are waited at most, whatever is asked for."""
_MOST_RULES = 5_000
_LONGEST_RULE = 2_000
_STARS = re.compile(r"\*+")
_ESCAPED = re.compile("%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset(string.ascii_letters + string.digits + "-._~")
_SAFE = "/?&=:;,+~@!$'()*-._[]|"


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules that hold for this program on one server."""

    rules: tuple[tuple[bool, str], ...] = ()
    """Whether what fits the pattern is allowed."""
    delay: float = 0.0
    """Seconds the server wants between two requests."""

    def allows(self, target: str) -> bool:
        """Whether a path, with its query, may be fetched: the longest pattern that fits decides."""
        if target == "/robots.txt":
            return True
        asked = _normal(target)
        fitting = [
            (len(pattern), allowed) for allowed, pattern in self.rules if _fits(pattern, asked)
        ]
        return max(fitting, default=(0, True))[1]


EVERYTHING = Robots()
NOTHING = Robots(((False, "/"),))
"""As a server is understood that cannot say what it wants."""


def read_robots(text: str) -> Robots:
    """The rules of a file for this program; what cannot be understood is passed over."""
    groups: dict[str, list[tuple[str, str]]] = {}
    named: list[str] = []
    in_rules = False
    for key, value in _entries(text):
        if key == "user-agent":
            if in_rules:
                named, in_rules = [], False
            named.append(value.lower().partition("/")[0].strip())
        elif key in ("allow", "disallow", "crawl-delay"):
            in_rules = True
            for name in named:
                groups.setdefault(name, []).append((key, value))
        for name in named:
            groups.setdefault(name, [])
    return _robots(groups.get(PROGRAM, groups.get("*", [])))


def _robots(entries: Iterable[tuple[str, str]]) -> Robots:
    rules: list[tuple[bool, str]] = []
    delay = 0.0
    for key, value in entries:
        if key == "crawl-delay":
            delay = max(delay, _seconds(value))
        elif value and len(rules) < _MOST_RULES:
            rules.append((key == "allow", _normal(value)))
    return Robots(tuple(rules), min(delay, SLOWEST))


def robots_record(robots: Robots) -> str:
    """The rules as they are kept."""
    return json.dumps([robots.delay, robots.rules], separators=(",", ":"))


def robots_of(record: str) -> Robots:
    """The rules a record stands for."""
    delay, rules = json.loads(record)
    return Robots(tuple((bool(allowed), str(pattern)) for allowed, pattern in rules), float(delay))


def _entries(text: str) -> Iterable[tuple[str, str]]:
    for line in text.lstrip("\ufeff").splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        if colon and len(value) <= _LONGEST_RULE:
            yield key.strip().lower(), value.strip()


def _seconds(value: str) -> float:
    try:
        found = float(value)
    except ValueError:
        return 0.0
    return found if math.isfinite(found) and found > 0 else 0.0


def _normal(path: str) -> str:
    """A path or pattern with one way of writing each character."""
    return quote(_ESCAPED.sub(_unescaped, path), safe=f"{_SAFE}%")


def _unescaped(found: re.Match[str]) -> str:
    character = chr(int(found[1], 16))
    return character if character in _UNRESERVED else found[0].upper()


def _fits(pattern: str, target: str) -> bool:
    """Whether a pattern fits the beginning of a target; `*` is anything, `$` at its end the end.

    Without backtracking: the first place where a part fits leaves most for the others.
    """
    whole = pattern.endswith("$")
    first, *parts = _STARS.split(pattern[:-1] if whole else pattern)
    if not target.startswith(first):
        return False
    at = len(first)
    last = parts.pop() if whole and parts else None
    for part in parts:
        found = target.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    if last is not None:
        return len(target) - len(last) >= at and target.endswith(last)
    return not whole or at == len(target)
