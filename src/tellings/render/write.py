"""Write an output whole or not at all: a temporary file beside the target, then a rename."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from ..errors import OutputError


def write(path: str | Path, content: bytes | str) -> Path:
    """Write `content` (text as UTF-8) to `path` and return the path; folders on the way are made.

    Raises:
        OutputError: the target cannot be written; what stood there before is untouched, nothing half-written remains.
    """
    target = Path(path)
    raw = content.encode("utf-8", "replace") if isinstance(content, str) else content
    temporary: str | None = None
    try:
        if target.is_dir():
            raise IsADirectoryError(21, "is a folder")
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(_mode(target))
        Path(temporary).replace(target)
    except OSError as error:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        cause = error.strerror or str(error)
        raise OutputError(
            str(target), cause=cause.lower(), way_out="name a file in a folder that you can write"
        ) from error
    return target


def _mode(target: Path) -> int:
    """The permissions a file made in the ordinary way would have; those of the file it replaces, if there is one."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def write_all(folder: str | Path, files: dict[str, str]) -> list[Path]:
    """Write several files into one folder, each whole or not at all.

    Raises:
        OutputError: as `write`.
    """
    return [write(Path(folder) / name, text) for name, text in files.items()]
