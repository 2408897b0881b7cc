"""One comparer a module, each for one kind of value. A comparer says what it compared and why the values do not agree.

To add one: write `compare(case) -> Iterator[Dispute]` in a module of its own and name it in `COMPARERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..told import Case
from . import (
    agent,
    at_large,
    cause,
    contrary,
    daytime,
    denial,
    extent,
    headline,
    identity,
    instrument,
    intent,
    nobody,
    number,
    occasion,
    part,
    place,
    reply,
    rival_counts,
    rivals,
    site,
    slot,
    time,
)
from .dispute import Dispute, Side

__all__ = ["COMPARERS", "Dispute", "Side"]

COMPARERS: tuple[Callable[[Case], Iterator[Dispute]], ...] = (
    number.compare,
    headline.compare,
    rival_counts.compare,
    extent.compare,
    nobody.compare,
    cause.compare,
    occasion.compare,
    instrument.compare,
    agent.compare,
    intent.compare,
    denial.compare,
    reply.compare,
    contrary.compare,
    rivals.compare,
    time.compare,
    daytime.compare,
    place.compare,
    identity.compare,
    slot.compare,
    site.compare,
    at_large.compare,
    part.compare,
)
