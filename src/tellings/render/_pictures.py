"""Geometry of the page's two pictures: the timeline, and who took it from whom. The template only draws it."""

from __future__ import annotations

import math
from typing import Any

from ._columns import origin_groups
from ._dates import begins, readable
from ._index import Index
from ._safe import one_line, shorten
from ._words import DERIVATION

_MARGIN, _STEP, _SPREAD, _WIDEST = 60, 62, 16, 150
_LETTER = 6.9  # width of a letter of a label
_BREAK = 45  # days; a longer gap is drawn broken

_LINE = 40  # height of a report
_ORIGIN_LABEL = 25  # characters that the box of an origin holds, in wide letters too
_NODE_X, _LABEL_X, _ARC_X = 300, 316, 560
_ORIGIN_WIDTH = 230
_LANE = 32  # between arcs that run beside one another


def timeline(known: Index) -> dict[str, Any] | None:
    """Dots on a line, numbered as in the list beside it. Gaps grow with the logarithm of the days; None below two dates."""
    dated: list[tuple[float, int, str]] = []
    for number, item in enumerate(known.dossier.timeline, start=1):
        at = begins(item.when)
        if at is not None:
            dated.append((at, number, item.when))
    dated.sort()
    if len({at for at, _, _ in dated}) < 2:
        return None
    points: list[dict[str, Any]] = []
    breaks: list[float] = []
    x, before = float(_MARGIN), dated[0][0]
    for at, number, when in dated:
        if points and at == before:
            points[-1]["numbers"].append(number)
            continue
        label = shorten(readable(when), 30)
        if points:
            gap = min(_STEP + _SPREAD * math.log1p(at - before), _WIDEST)
            if at - before > _BREAK:
                breaks.append(round(x + gap / 2, 1))
            x += gap
        if len(points) > 1:  # its label stands level with the one before the last
            x = max(x, points[-2]["x"] + (len(label) + len(points[-2]["label"])) / 2 * _LETTER + 12)
        unsure = any(c in when for c in "~?%X/")
        points.append({"x": round(x, 1), "label": label, "when": one_line(when), "numbers": [number], "unsure": unsure})
        before = at
    for place, point in enumerate(points):
        point["low"] = place % 2 == 1
    last = len(points[-1]["label"]) / 2 * _LETTER
    return {"width": round(x + max(_MARGIN, last + 8)), "height": 112, "points": points, "breaks": breaks}


def origins(known: Index) -> dict[str, Any] | None:
    """Origins on the left, reports in their groups, derivations as arcs on the right; None for fewer than two reports."""
    if len(known.columns) < 2:
        return None
    place = {name: number for number, name in enumerate(known.columns)}
    nodes: list[dict[str, Any]] = []
    for name in known.columns:
        report = known.reports[name]
        nodes.append(
            {"id": name, "y": place[name] * _LINE + 30, "label": shorten(known.labels[name], 28), "lang": report.lang}
        )
    groups: list[dict[str, Any]] = []
    for number, origin in enumerate(origin_groups(known)):
        held = [place[name] for name in origin[1]]
        y = (min(held) + max(held)) / 2 * _LINE + 30
        groups.append({"label": shorten(origin[0], _ORIGIN_LABEL), "full": one_line(origin[0]), "y": y, "ys": [p * _LINE + 30 for p in held], "colour": number % 8, "alone": len(held) == 1, "traced": origin[2], "names": [(name, known.labels[name]) for name in origin[1]]})  # fmt: skip
    arcs: list[dict[str, Any]] = []
    for found in known.dossier.derivations:
        if found.origin not in place or found.target not in place or found.origin == found.target:
            continue
        y1, y2 = nodes[place[found.origin]]["y"], nodes[place[found.target]]["y"]
        sides = {"from": known.labels[found.origin], "to": known.labels[found.target]}
        arcs.append({"id": found.id, "kind": found.kind, "word": DERIVATION[found.kind], "known": found.direction == "known", "y1": y1, "y2": y2, **sides})  # fmt: skip
    lanes: list[list[tuple[float, float]]] = []
    for arc in sorted(arcs, key=lambda arc: (abs(arc["y1"] - arc["y2"]), arc["y1"])):  # the short ones inside
        low, high = sorted((arc["y1"], arc["y2"]))
        lane = next((n for n, taken in enumerate(lanes) if all(high <= a or low >= b for a, b in taken)), len(lanes))
        if lane == len(lanes):
            lanes.append([])
        lanes[lane].append((low, high))
        belly = _ARC_X + 28 + lane * _LANE
        reach = _ARC_X + (belly - _ARC_X) / 0.75  # a cubic's belly stands at three quarters of its handles
        y1, y2 = arc["y1"], arc["y2"]
        arc["path"] = f"M{_ARC_X},{y1} C{reach:.0f},{y1} {reach:.0f},{y2} {_ARC_X + 5},{y2}"
        arc["x"], arc["y"] = belly, (y1 + y2) / 2
    taken_labels: list[tuple[float, float]] = []
    for arc in arcs:  # labels that would lie on one another move down
        while any(abs(arc["y"] - y) < 14 and abs(arc["x"] - x) < 80 for x, y in taken_labels):
            arc["y"] += 14
        taken_labels.append((arc["x"], arc["y"]))
    width = _ARC_X + 28 + len(lanes) * _LANE + 90
    return {"width": width, "height": len(nodes) * _LINE + 20, "nodes": nodes, "groups": groups, "arcs": arcs, "node_x": _NODE_X, "label_x": _LABEL_X, "arc_x": _ARC_X, "origin_width": _ORIGIN_WIDTH}  # fmt: skip
