"""What a server wants of programs is understood as RFC 9309 has it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.sources.web.robots import (
    EVERYTHING,
    SLOWEST,
    Robots,
    read_robots,
    robots_of,
    robots_record,
)


def test_the_group_of_this_program_counts_before_that_of_all() -> None:
    robots = read_robots(
        "User-agent: *\nDisallow: /\n\nUser-Agent: Other\nUSER-AGENT: LESART/2\n"
        "Disallow: /closed # not here\nAllow: /closed/open\n\nuser-agent: lesart\nDisallow: /too"
    )
    assert robots.allows("/")
    assert not robots.allows("/closed/1")
    assert robots.allows("/closed/open/1")
    assert not robots.allows("/too")


def test_where_no_group_fits_everything_is_allowed() -> None:
    for text in ("", "User-agent: other\nDisallow: /", "<html>none</html>", "Disallow: /"):
        assert read_robots(text).allows("/page")
    assert not read_robots("\ufeffUser-agent: *\nDisallow: /").allows("/page")
    assert read_robots("User-agent: *\nDisallow: /").allows("/robots.txt")
    assert read_robots("User-agent: lesart\nUser-agent: x\nDisallow:\n").allows("/page")


@pytest.mark.parametrize(
    ("pattern", "target", "fits"),
    [
        ("/fish", "/fish.html", True),
        ("/fish", "/Fish.asp", False),
        ("/fish*", "/fishheads/yummy.html", True),
        ("/*.php", "/folder/filename.php5", True),
        ("/*.php", "/", False),
        ("/*.php$", "/filename.php", True),
        ("/*.php$", "/filename.php?parameters", False),
        ("/fish*.php", "/fishheads/catfish.php?parameters", True),
        ("/a*b*c", "/a-b-b-c", True),
        ("/a*b*c", "/a-c-b", False),
        ("/page$", "/page", True),
        ("/page$", "/pages", False),
        ("/a*aa$", "/aa", False),
        ("/straße", "/stra%C3%9Fe", True),
        ("/a%2fb", "/a%2Fb", True),
        ("/a%2fb", "/a/b", False),
        ("/%61", "/a", True),
        ("/*", "/any", True),
    ],
)
def test_patterns_fit_as_the_standard_says(pattern: str, target: str, fits: bool) -> None:
    robots = read_robots(f"User-agent: *\nDisallow: {pattern}")
    assert robots.allows(target) is not fits


def test_the_longest_pattern_decides_and_of_two_as_long_the_one_that_allows() -> None:
    robots = read_robots("User-agent: *\nAllow: /p\nDisallow: /\nDisallow: /x\nAllow: /x")
    assert robots.allows("/page")
    assert not robots.allows("/other")
    assert robots.allows("/x")


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("5", 5.0), ("0.5", 0.5), ("86400", SLOWEST), ("soon", 0.0), ("nan", 0.0), ("-3", 0.0)],
)
def test_a_delay_is_kept_as_far_as_anyone_would_wait(said: str, seconds: float) -> None:
    assert read_robots(f"User-agent: *\nCrawl-delay: {said}").delay == seconds


def test_rules_without_number_or_end_take_no_time() -> None:
    many = "User-agent: *\n" + "Disallow: /" + "*a" * 900 + "b\n"
    many += "".join(f"Disallow: /{number}*x*y*z$\n" for number in range(20_000))
    many += "Disallow: /" + "x" * 5_000 + "\n"
    began = time.process_time()
    robots = read_robots(many)
    assert len(robots.rules) == 5_000
    assert robots.allows("/" + "a" * 2_000)
    assert time.process_time() - began < 2.0


@given(st.text(), st.text())
def test_no_file_and_no_path_breaks_anything(text: str, path: str) -> None:
    robots = read_robots(f"User-agent: *\nDisallow: {path}\n{text}")
    assert robots.allows(f"/{path}") in (True, False)
    assert robots_of(robots_record(robots)) == robots


def test_the_rules_are_kept_as_they_were() -> None:
    robots = Robots(((True, "/a"), (False, "/")), 2.5)
    assert robots_of(robots_record(robots)) == robots
    assert robots_of(robots_record(EVERYTHING)) == EVERYTHING
