"""What counts as an address of the web, and as one of the open internet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import AddressRefused
from core.sources.web.addresses import is_public, is_web_address, web_address


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://example.org", "https://example.org/"),
        ("  http://example.org:80/a?b=c#d ", "http://example.org/a?b=c"),
        (
            "https://example.org:8443/ä b%20c".replace(" ", "%20"),
            "https://example.org:8443/%C3%A4%20b%20c",
        ),
        ("https://user:secret@example.org/x", "https://example.org/x"),
        ("https://Bücher.example/", "https://xn--bcher-kva.example/"),
        ("http://[::1]:8080/", "http://[::1]:8080/"),
    ],
)
def test_an_address_is_written_in_one_way(text: str, expected: str) -> None:
    assert str(web_address(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "file:///etc/passwd", "javascript:alert(1)", "ftp://example.org/", "example.org", "",
        "http://", "http:///path", "http://exam ple.org/", "http://example.org/\x1b[2J",
        "http://example.org:99999/", "http://[::1/", "https://" + "a" * 3000,
        "http://" + "ä" * 80 + ".example/",
    ],
)  # fmt: skip
def test_everything_else_is_refused(text: str) -> None:
    with pytest.raises(AddressRefused) as refused:
        web_address(text)
    assert str(refused.value).isprintable()


@given(st.text())
def test_no_text_raises_anything_else(text: str) -> None:
    try:
        found = str(web_address(f"http://{text}"))
    except AddressRefused:
        return
    assert found.isascii()
    assert str(web_address(found)) == found


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.5.4", "169.254.169.254", "0.0.0.0",
        "100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1",
        "ff02::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "nonsense",
    ],
)  # fmt: skip
def test_numbers_of_this_machine_and_network_are_not_public(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize("number", ["93.184.215.14", "2606:2800:21f:cb07::1", "64:ff9b::5db8:d70e"])
def test_numbers_of_the_open_internet_are_public(number: str) -> None:
    assert is_public(number)


def test_an_address_is_told_from_a_path() -> None:
    assert is_web_address(" HTTPS://example.org")
    assert not is_web_address("http.txt")
