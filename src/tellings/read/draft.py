"""What was taken out of an input, before it gets its id and what a CSV beside it says."""

from __future__ import annotations

from typing import Literal

from ..records import Record


class Draft(Record, frozen=True, kw_only=True):
    raw: bytes  # the bytes that the id is made of: the input's, or for one of several its own
    where: str  # path as the user would name it, address, or "-"; "#n" for the n-th of several
    body: str
    identity: str | None = None  # its own address or id where it is one of several: the same in whatever file it comes
    medium: Literal["text", "html"] = "text"
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    published: str | None = None  # ISO 8601
    retrieved: str | None = None
    lang: str | None = None
    notes: tuple[str, ...] = ()
