"""Expand what the user named into single inputs, in order, each once."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from ..errors import ReadError

STDIN = "-"
_ADDRESS = ("http://", "https://")


class Input(NamedTuple):
    kind: Literal["file", "address", "stdin"]
    where: str  # path as the user would name it, address, or "-"


def expand(inputs: Sequence[str | Path]) -> Iterator[Input | ReadError]:
    """Inputs in the order named; a folder's files sorted by path; errors stand in their places.

    A file that is named twice, even in two ways, is read once. Hidden files and folders inside a named folder are
    left out; links to folders are not followed.
    """
    seen: set[str] = set()
    for name in inputs:
        for found in _expand_one(str(name)):
            if isinstance(found, Input):
                key = os.path.realpath(found.where) if found.kind == "file" else found.where
                if key in seen:
                    continue
                seen.add(key)
            yield found


def is_address(name: str) -> bool:
    return name.lower().startswith(_ADDRESS)


def _expand_one(name: str) -> Iterator[Input | ReadError]:
    if name == STDIN:
        yield Input("stdin", STDIN)
    elif is_address(name):
        yield Input("address", name.strip())
    elif "\x00" in name or not name:
        yield ReadError(repr(name), cause="this is no path")
    else:
        yield from _path(name)


def _path(name: str) -> Iterator[Input | ReadError]:
    try:
        if Path(name).is_dir():
            yield from _folder(name)
        elif Path(name).exists():
            yield Input("file", name)
        elif any(sign in name for sign in "*?["):
            found = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 - Path would not keep the name as given
            if not found:
                yield ReadError(name, cause="the pattern matches no file")
            for match in found:
                yield from _folder(match) if Path(match).is_dir() else [Input("file", match)]
        else:
            way_out = "did you mean an address? it has to begin with https://" if _looks_like_address(name) else ""
            yield ReadError(name, cause="there is no such file", way_out=way_out)
    except OSError as error:
        yield ReadError(name, cause=(error.strerror or "cannot be opened").lower())


def _folder(name: str) -> Iterator[Input | ReadError]:
    found = False
    for folder, folders, files in os.walk(name):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for file in sorted(files):
            if not file.startswith("."):
                found = True
                yield Input("file", os.path.join(folder, file))  # noqa: PTH118 - Path would drop a leading "./"
    if not found:
        yield ReadError(name, cause="the folder holds no files")


def _looks_like_address(name: str) -> bool:
    host = name.split("/", 1)[0]
    return name.lower().startswith("www.") or ("." in host and "/" in name and not host.startswith("."))
