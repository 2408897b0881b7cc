"""Per-report results on disk, keyed by the report and by everything that its reading depends on."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

import msgspec

from .lang._tables import cache_folder, write_whole
from .records import Annotated, Report

_KEPT = 4_000  # files; beyond it the oldest quarter goes
_decode = msgspec.msgpack.Decoder(Annotated).decode


@functools.cache
def reading_version() -> str:
    """A fingerprint of the code and packs that annotation depends on; it changes when any of their files does."""
    home = Path(__file__).parent
    parts = [
        f"{path.relative_to(home)}:{stat.st_size}:{stat.st_mtime_ns}"
        for folder in ("annotate", "lang", "records.py")
        for path in sorted((home / folder).rglob("*") if (home / folder).is_dir() else [home / folder])
        if path.suffix in {".py", ".toml", ".tsv", ".npz", ".bin"} and (stat := path.stat())
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _place(report: Report) -> Path:
    key = hashlib.sha256(msgspec.msgpack.encode(report) + reading_version().encode()).hexdigest()
    return cache_folder() / "annotated" / f"{key[:40]}.msgpack"


def load(report: Report) -> Annotated | None:
    """The annotation of exactly this report by exactly this code and these packs, if it was made before."""
    try:
        return _decode(_place(report).read_bytes())
    except (OSError, msgspec.DecodeError):
        return None


def store(report: Report, annotated: Annotated) -> None:
    """Keep an annotation; a cache that cannot be written is no error."""
    place = _place(report)
    write_whole(place, msgspec.msgpack.encode(annotated))
    _evict(place.parent)


def _evict(folder: Path) -> None:
    try:
        files = list(folder.iterdir())
        if len(files) <= _KEPT:
            return
        for path in sorted(files, key=lambda p: p.stat().st_mtime)[: _KEPT // 4]:
            path.unlink(missing_ok=True)
    except OSError:
        return
