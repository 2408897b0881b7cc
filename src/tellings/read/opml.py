"""Take apart OPML, a list of feeds: which addresses and files it names, and which of them may be read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ..errors import BlockedError, ReadError
from .inputs import Input, is_address
from .xmltree import name_of, parse

_MOST_FEEDS = 1_000
_SPELLINGS = ("xmlUrl", "xmlurl", "xmlURL", "XMLURL")


def read_opml(text: str, *, where: str, folder: Path | None) -> Iterator[Input | ReadError]:
    """The feeds in their order, each once. Files are looked for in `folder`, where the list lies, and beneath it;
    None (a list that was fetched or piped) allows addresses only: a stranger's list must not open this machine's files.

    Raises:
        ReadError: the XML is hostile or so broken that nothing of it can be read.
    """
    parsed = parse(text, where=where)
    seen: set[str] = set()
    for outline in parsed.root.iter():
        if name_of(outline).lower() != "outline":
            continue
        # single names: lxml needs quadratic time to list the attributes of a hostile element
        name = next((found.strip() for spelling in _SPELLINGS if (found := outline.get(spelling))), "")
        if not name or name in seen:
            continue
        seen.add(name)
        if len(seen) > _MOST_FEEDS:
            yield ReadError(where, cause=f"it lists more than {_MOST_FEEDS:,} feeds", way_out="split it")
            break
        yield Input("address", name) if is_address(name) else _local(name, where=where, folder=folder)
    if not seen and parsed.broken is None:
        yield ReadError(where, cause="the list names no feeds (outline with xmlUrl)")
    if parsed.broken is not None:
        yield parsed.broken


def _local(name: str, *, where: str, folder: Path | None) -> Input | ReadError:
    try:
        parts = urlsplit(name)
    except ValueError:
        return ReadError(name[:200], cause=f"{where} names it as a feed, but it is no address")
    if parts.scheme not in ("", "file") or "\x00" in name:
        return BlockedError(
            name[:200], cause=f"{where} names it as a feed; only http, https and files beside it are read"
        )
    if folder is None:
        return BlockedError(name[:200], cause=f"{where} was not read from a file, so it may name addresses only")
    path = unquote(parts.path) if parts.scheme else name
    full = str(folder / path)
    if not Path(os.path.realpath(full)).is_relative_to(os.path.realpath(folder)):
        way_out = "pass the file itself"
        return BlockedError(name[:200], cause=f"it lies outside the folder of {where}, which names it", way_out=way_out)
    return (
        Input("file", full)
        if Path(full).is_file()
        else ReadError(full, cause=f"there is no such file; {where} names it")
    )
