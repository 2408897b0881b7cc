"""Stable ids: the same content under the same name has the same id, on any machine, in any process."""

from __future__ import annotations

import hashlib

_LENGTH = 12  # hex digits; 2**48 values, ample within one store


def mint(kind: str, *parts: str) -> str:
    """An id such as `s-1f0c…` from what identifies the thing. `kind` is its prefix."""
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{kind}-{digest[:_LENGTH]}"


def report_id(raw: bytes, where: str) -> str:
    """Hash of the raw input and its address or relative path."""
    return mint("rep", hashlib.sha256(raw).hexdigest(), where)


def statement_id(report: str, text: str, occurrence: int) -> str:
    """Hash of the report, the exact text, and which occurrence of that text in the report it is (from 0)."""
    return mint("s", report, text, str(occurrence))
