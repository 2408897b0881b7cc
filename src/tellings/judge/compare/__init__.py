"""One comparer a module, each for one kind of value. A comparer says what it compared and why the values do not agree.

To add one: write `compare(case) -> Iterator[Dispute]` in a module of its own and name it in `COMPARERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..told import Case
from . import (
    account,
    accusation,
    admission,
    agent,
    assailant,
    at_large,
    cause,
    charges,
    contrary,
    daytime,
    denial,
    direction,
    doer,
    duration,
    extent,
    headline,
    identity,
    instrument,
    intent,
    nationality,
    nobody,
    number,
    occasion,
    organiser,
    part,
    place,
    planned,
    reply,
    rival_counts,
    rivals,
    role,
    scene,
    sex,
    site,
    slot,
    time,
    weekday,
    wound,
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
    account.compare,
    occasion.compare,
    instrument.compare,
    agent.compare,
    intent.compare,
    denial.compare,
    reply.compare,
    accusation.compare,
    charges.compare,
    admission.compare,
    contrary.compare,
    rivals.compare,
    time.compare,
    daytime.compare,
    weekday.compare,
    planned.compare,
    duration.compare,
    place.compare,
    direction.compare,
    identity.compare,
    slot.compare,
    site.compare,
    at_large.compare,
    scene.compare,
    part.compare,
    wound.compare,
    role.compare,
    sex.compare,
    doer.compare,
    organiser.compare,
    nationality.compare,
    assailant.compare,
)
