"""Which addresses may be asked, and what they are called."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

from core.errors import AddressRefused
from core.text.clean import clean_line

_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+(?:%[A-Za-z0-9._-]+)?")
# Half a character comes from a name on the command line that is no UTF-8.
_NOT_IN_ADDRESSES = re.compile("[\x00-\x20\x7f\ud800-\udfff]")
_LONGEST = 2048
"""Characters of an address; what is longer is no link to a page."""


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An http or https address, taken apart and put together again."""

    scheme: str
    host: str
    """In ASCII: letters of other scripts as punycode."""
    port: int
    target: str
    """Path and query, never empty."""

    @property
    def origin(self) -> str:
        """Scheme, host and port, without the port that goes without saying."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        plain = self.port == _PORTS[self.scheme]
        return f"{self.scheme}://{host}" if plain else f"{self.scheme}://{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.origin}{self.target}"


def web_address(text: str) -> WebAddress:
    """The address a text gives; user names, passwords and fragments are left out.

    Raises:
        AddressRefused: no http or https address, or one that nobody could ask.
    """
    shown = clean_line(text.strip())[:200]
    if len(text) > _LONGEST:
        raise AddressRefused(f"the address is longer than {_LONGEST} characters", subject=shown)
    if _NOT_IN_ADDRESSES.search(text.strip()) is not None:
        raise AddressRefused("the address has blanks or control characters in it", subject=shown)
    try:
        parts = urlsplit(text.strip())
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise AddressRefused("this is no web address", subject=shown) from error
    if parts.scheme not in _PORTS:
        raise AddressRefused(
            "only http and https addresses are opened", subject=shown, advice="https://…"
        )
    if not host:
        raise AddressRefused("the address names no host", subject=shown)
    target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    target = quote(target, safe="/?&=%:;,+~@!$'()*-._[]|")
    return WebAddress(parts.scheme, _ascii_host(host, shown), port or _PORTS[parts.scheme], target)


def is_web_address(text: str) -> bool:
    """Whether a text is meant as one: `http://` or `https://` at its beginning."""
    return text.strip().lower().startswith(("http://", "https://"))


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the open internet, and not to this machine or network."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inside = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]
        if inside is not None:
            return is_public(str(inside))
        if found in _TRANSLATED:
            return is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
    return found.is_global and not found.is_multicast


_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
"""IPv4 behind a translator (RFC 6052)."""


def _ascii_host(host: str, shown: str) -> str:
    try:
        found = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise AddressRefused("the host has a name that is none", subject=shown) from error
    if not _HOST.fullmatch(found):
        raise AddressRefused("the host has a name that is none", subject=shown)
    return found
