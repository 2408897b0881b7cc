"""Whether two statements are of different persons, for comparers of what befell somebody."""

from __future__ import annotations

from ..kin import openings
from ..told import Told


def name_others(one: Told, other: Told) -> bool:
    """Whether each names persons, and not the same."""
    named = [
        {
            o
            for m in t.statement.mentions
            if m.kind == "person" and not t.in_source(m.start, m.stop)
            for o in openings(t.report.text[m.start : m.stop])
        }
        for t in (one, other)
    ]
    return all(named) and named[0].isdisjoint(named[1])
