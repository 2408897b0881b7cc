"""Origins: which reports go back to one text. Every report is in exactly one; a lone report is its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath

from msgspec.structs import replace

from ..ids import mint
from ..records import Annotated, Derivation, Finding, Origin
from .credits import Credit

_ENOUGH = 12  # derivations of each report that join large groups: not all pairs of those are compared
_NAMED = 4  # reports named of a group whose text has no name
_SURE = 0.6  # confidence of a derivation that joins two reports under one origin


def origins_of(
    annotated: Sequence[Annotated], derivations: Sequence[Derivation], *, credits: Sequence[Sequence[Credit]]
) -> tuple[Origin, ...]:
    """Group reports by their surest derivations: two groups join only where most of their pairs are derived."""
    position = {a.report.id: n for n, a in enumerate(annotated)}
    sure = {tuple(sorted((position[d.origin], position[d.target]))): d for d in derivations if d.confidence >= _SURE}
    members = {n: [n] for n in range(len(annotated))}
    belongs = list(range(len(annotated)))
    for left, right in sorted(sure, key=lambda pair: (-sure[pair].confidence, pair)):
        x, y = belongs[left], belongs[right]
        if x == y:
            continue
        joined = sum(tuple(sorted((i, j))) in sure for i in members[x] for j in members[y])
        if 2 * joined <= min(len(members[x]) * len(members[y]), _ENOUGH * (len(members[x]) + len(members[y]))):
            continue
        keep, gone = min(x, y), max(x, y)
        for n in members[gone]:
            belongs[n] = keep
        members[keep] = sorted(members[keep] + members.pop(gone))
    found = [_origin(members[n], annotated, credits, derivations) for n in sorted(members)]
    found = _one_agency(found, [members[n] for n in sorted(members)], credits)
    shown = Counter(origin.label for origin in found)
    return tuple(
        _apart(o, annotated[n]) if shown[o.label] > 1 else o for n, o in zip(sorted(members), found, strict=True)
    )


def _one_agency(
    found: Sequence[Origin], groups: Sequence[Sequence[int]], credits: Sequence[Sequence[Credit]]
) -> list[Origin]:
    """Say where one agency is credited for several origins: their texts show no passage in common, and may yet be one."""
    names = [{c.key: c.name for n in group for c in credits[n] if c.told and not c.own} for group in groups]
    shared = Counter(key for held in names for key in held)
    told = []
    for at, (origin, held) in enumerate(zip(found, names, strict=True)):
        more = []
        for key, name in held.items():
            if shared[key] > 1:
                others = [found[n].label for n, other in enumerate(names) if n != at and key in other]
                detail = "credited for others, too: one agency, perhaps one text and perhaps several"
                more.append(Finding(feature="one_agency", score=0.5, detail=detail, left=name, right=", ".join(others[:_NAMED])))  # fmt: skip
        told.append(replace(origin, findings=(*origin.findings, *more)))
    return told


def _apart(origin: Origin, first: Annotated) -> Origin:
    """One agency may be credited for texts that have nothing in common: such origins are told apart by the outlet."""
    return origin if len(origin.reports) > 1 else replace(origin, label=_told_apart(origin.label, _name(first)))


def _told_apart(label: str, name: str) -> str:
    return label if label == name else f"{label} ({name})"


def _origin(
    group: Sequence[int],
    annotated: Sequence[Annotated],
    credits: Sequence[Sequence[Credit]],
    derivations: Sequence[Derivation],
) -> Origin:
    reports = tuple(annotated[n].report.id for n in group)
    whole = Counter(c.key for n in group for c in credits[n] if c.whole)
    names = {c.key: c.name for n in reversed(group) for c in credits[n] if c.whole}
    agreed = [key for key, n in whole.most_common() if n == whole.most_common(1)[0][1]]
    findings = tuple(
        Finding(
            feature="credit",
            score=1.0 if c.whole else 0.5,
            detail=f"credited: {c.rests_on}",
            left=c.name,
            right=_name(annotated[n]),
        )
        for n in group
        for c in credits[n]
        if c.told
    )
    if len(agreed) == 1:
        label = names[agreed[0]]
    elif len(group) == 1:
        label = _name(annotated[group[0]])
    else:
        label = _common(group, annotated, derivations)
    return Origin(id=mint("org", *sorted(reports)), label=label, reports=reports, findings=findings)


def _common(group: Sequence[int], annotated: Sequence[Annotated], derivations: Sequence[Derivation]) -> str:
    """The report that all others of the group are known to go back to; where none is, that they have a text in common."""
    ids = [annotated[n].report.id for n in group]
    known = {(d.origin, d.target) for d in derivations if d.direction == "known"}
    for n, first in zip(group, ids, strict=True):
        if all((first, other) in known for other in ids if other != first):
            return _name(annotated[n])
    names = [_name(annotated[n]) for n in group]
    shown = names if len(names) <= _NAMED else [*names[: _NAMED - 1], f"{len(names) - _NAMED + 1} more"]
    return f"a text common to {', '.join(shown[:-1])} and {shown[-1]}"


def _name(annotated: Annotated) -> str:
    report = annotated.report
    return report.outlet or report.url or PurePath(report.path or "").name or report.id
