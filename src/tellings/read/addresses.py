"""Which addresses may be fetched: http and https, public hosts only unless allowed. Every address of a host is checked."""

from __future__ import annotations

import ipaddress
import socket
from typing import NamedTuple
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from ..errors import BlockedError, FetchError

_PORTS = {"http": 80, "https": 443}
_SAVE = "save the page and pass the file"
_SAFE = "/:?#[]@!$&'()*+,;=%~-._"


class Target(NamedTuple):
    """An address with the network address that was checked, so that nothing is looked up a second time."""

    url: str
    scheme: str
    host: str
    ip: str
    port: int
    path: str  # with the query


def check(url: str, *, allow_private: bool) -> Target:
    """Resolve and check one hop.

    Raises:
        BlockedError: the scheme, the port or one of the host's addresses is not allowed.
        FetchError: the address is malformed or its host is not known.
    """
    parts, host = _split(url)
    if parts.scheme.lower() not in _PORTS:
        raise BlockedError(url, cause=f"only http and https are fetched, not {parts.scheme[:20]!r}", way_out=_SAVE)
    scheme = parts.scheme.lower()
    try:
        port = parts.port or _PORTS[scheme]
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except ValueError as error:
        raise FetchError(url, cause="its port is no number") from error
    except (OSError, UnicodeError) as error:
        raise FetchError(url, cause="its host is not known", way_out="check the address and the network") from error
    ips = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not ips:
        raise FetchError(url, cause="its host has no address")
    if not allow_private:
        for ip in ips:
            if not is_public(ip):
                way_out = f"--allow-private lets it through, or {_SAVE}"
                raise BlockedError(url, cause=f"{host} is a private or local address ({ip})", way_out=way_out)
    path = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
    clean = urlunsplit((scheme, _netloc(host, port, scheme), path.partition("?")[0], path.partition("?")[2], ""))
    return Target(url=clean, scheme=scheme, host=host, ip=ips[0], port=port, path=path)


def is_public(ip: str) -> bool:
    """Whether a network address belongs to the open internet; one wrapped in another is unwrapped first."""
    try:
        address = ipaddress.ip_address(ip.split("%", 1)[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is None and address in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return address.is_global and not address.is_multicast


def host_label(target: Target) -> str:
    """The host with its port as headers and robots.txt want it."""
    return _netloc(target.host, target.port, target.scheme)


def _split(url: str) -> tuple[SplitResult, str]:
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname or ""
        if host and not host.isascii():
            host = host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise FetchError(url, cause="this is no address") from error
    if not host and parts.scheme.lower() in _PORTS:
        raise FetchError(url, cause="the address names no host")
    return parts, host


def _netloc(host: str, port: int, scheme: str) -> str:
    name = f"[{host}]" if ":" in host else host
    return name if port == _PORTS[scheme] else f"{name}:{port}"
