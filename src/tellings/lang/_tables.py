"""Read a TOML table, compiled once into msgpack under the user's cache folder, where it loads fast."""

from __future__ import annotations

import hashlib
import os
import tempfile
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from platformdirs import user_cache_path

from ..errors import PackError

_MIN_COMPILED = 2_000  # bytes; a smaller table parses faster than a second file opens


def load_table(path: Path) -> Mapping[str, Any]:
    """The parsed table. The compiled copy is named by the content's hash, so it can never be stale.

    Raises:
        PackError: the file cannot be read or is not TOML; the message names file and line.
    """
    try:
        source = path.read_bytes()
    except OSError as error:
        raise PackError(f"{path.parent.name}/{path.name}", cause=str(error.strerror)) from error
    if len(source) < _MIN_COMPILED:
        return _parse(source, path)
    compiled = cache_folder() / "tables" / f"{hashlib.sha256(source).hexdigest()[:32]}.msgpack"
    try:
        table: Mapping[str, Any] = msgspec.msgpack.decode(compiled.read_bytes())
        return table
    except (OSError, msgspec.DecodeError):
        table = _parse(source, path)
        write_whole(compiled, msgspec.msgpack.encode(table))
        return table


def _parse(source: bytes, path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(source.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(f"{path.parent.name}/{path.name}", cause=str(error)) from error


def cache_folder() -> Path:
    """Where compiled tables and annotations are cached: `$TELLINGS_CACHE`, or the user's cache folder."""
    named = os.environ.get("TELLINGS_CACHE")
    return Path(named) if named else user_cache_path("tellings")


def write_whole(path: Path, content: bytes) -> None:
    """Write a cache file whole or not at all; a cache that cannot be written is no error."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(content)
        Path(file.name).replace(path)
    except OSError:
        return
