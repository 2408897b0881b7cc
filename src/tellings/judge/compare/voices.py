"""Whose words a statement is, for comparers of claims: the same voice on both sides is no dispute."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...words import words
from ..claimants import OUTLET, innermost
from ..told import Told, chain_of


def voice(told: Told) -> str:
    """Entity or folded name of who says it; the outlet in its own and in an undetermined voice."""
    source = innermost(told)
    if source is None:
        return OUTLET + told.report.id
    return source.entity or " ".join(w.folded for w in words(source.antecedent or source.text))


def camp(told: Told) -> frozenset[str]:
    """Everybody in whose name a statement is made: its voice, and the bodies and countries named in the source's words."""
    named = {m.entity for m in told.statement.mentions if m.entity and told.in_source(m.start, m.stop)}
    hops = {h.source.entity for h in chain_of(told.statement.attribution) if h.source is not None and h.source.entity}
    return frozenset({voice(told), *named, *hops})


def other_camps(left: Told, right: Told) -> bool:
    """Whether nobody speaks on both sides: a ministry and its own spokesman are one."""
    return camp(left).isdisjoint(camp(right))


def opposed(held: Mapping[str, Sequence[Told]]) -> list[str]:
    """The value told most widely and those that others hold against it: a voice that tells two holds neither against the other."""
    kept: list[str] = []
    for value in sorted(held, key=lambda v: (-len({t.report.id for t in held[v]}), v)):
        voices = {voice(t) for t in held[value]}
        others = [{voice(t) for t in held[k]} for k in kept]
        if all(voices - o and o - voices for o in others):
            kept.append(value)
    return kept


def statements(told: Sequence[Told]) -> tuple[str, ...]:
    """Ids without repeats, in order."""
    return tuple(dict.fromkeys(t.statement.id for t in told))
