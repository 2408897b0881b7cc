"""The page's columns: reports under their origins, and which six are open at first."""

from __future__ import annotations

from typing import Any

from ._index import Index
from ._safe import web_link

OPEN_ROWS, OPEN_COLUMNS = 15, 6


def origin_groups(known: Index) -> list[tuple[str, list[str], bool]]:
    """Label, reports and whether anything shows it, for every origin that heads columns, in their order."""
    groups: dict[str, tuple[str, list[str], bool]] = {}
    for name in known.columns:
        origin = known.origin_of.get(name)
        key = origin.id if origin else f"report:{name}"
        label = origin.label if origin else known.labels[name]
        groups.setdefault(key, (label, [], bool(origin and (len(origin.reports) > 1 or origin.findings))))[1].append(
            name
        )
    return list(groups.values())


def columns(known: Index) -> list[dict[str, Any]]:
    groups = origin_groups(known)
    colour = {name: number % 8 for number, (_, names, _) in enumerate(groups) for name in names}
    open_ = open_columns(known)
    return [
        {
            "id": name,
            "label": known.labels[name],
            "report": known.reports[name],
            "colour": colour[name],
            "folded": name not in open_,
            "link": web_link(known.reports[name].url),
        }
        for name in known.columns
    ]


def open_columns(known: Index) -> set[str]:
    """The six reports shown at first: greedily those with which the most rows show two origins, then two reports."""
    origin = {name: known.origin_of[name].id if name in known.origin_of else name for name in known.columns}
    holding: dict[str, list[int]] = {name: [] for name in known.columns}
    for number, row in enumerate(known.shared):
        for name in dict.fromkeys(row.reports):
            if name in holding:
                holding[name].append(number)
    shown: list[list[str]] = [[] for _ in known.shared]  # the origins that each row shows so far

    def gain(name: str) -> float:
        total = 0.0
        for number in holding[name]:
            row = shown[number]
            new = (len({*row}) < 2 and origin[name] not in row) + 0.5 * (len(row) < 2) + 0.01
            total += 3 * new if number < OPEN_ROWS else new  # the rows that stand open count more
        return total

    chosen: list[str] = []
    while len(chosen) < min(OPEN_COLUMNS, len(known.columns)):
        best = max((name for name in known.columns if name not in chosen), key=gain)  # the first of equals
        chosen.append(best)
        for number in holding[best]:
            shown[number].append(origin[best])
    return set(chosen)


def group_heads(known: Index) -> list[dict[str, Any]]:
    groups = origin_groups(known)
    open_ = open_columns(known)
    return [
        {
            "label": label,
            "traced": traced,
            "colour": number % 8,
            "all": len(names),
            "few": sum(name in open_ for name in names),
        }
        for number, (label, names, traced) in enumerate(groups)
    ]
