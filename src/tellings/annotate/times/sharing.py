"""Dates that share what only one of them says: days in a list, the two ends of a range."""

from __future__ import annotations

from .chart import Chart, Node
from .grammar import Grammar
from .ranges import filled
from .tokens import Tokens

Choice = list[tuple[str, Node]]  # the readings of one stretch of text, the best first
_NONE: frozenset[tuple[str, ...]] = frozenset()
_LONGEST_LIST = 12  # days


def listed(chosen: list[Choice], chart: Chart, tokens: Tokens, grammar: Grammar) -> list[Choice]:
    """The days that share a month with the date after them: "on the 3rd, 4th and 5 October" names three."""
    taken = {i for readings in chosen for i in range(readings[0][1].start, readings[0][1].stop)}
    days = {n.stop: n for nodes in chart.get("dom", {}).values() for n in nodes}
    added: list[Choice] = []
    for readings in chosen:
        node = readings[0][1]
        fields = node.fields.get("lo", node.fields)
        if not {"d", "m"} <= fields.keys() or "h" in fields:
            continue
        at = node.start
        for _ in range(_LONGEST_LIST):
            before = _list_mark(at, tokens, grammar)
            day = days.get(before) or days.get(before - 1 if before and tokens.words[before - 1] == "." else -1)
            if day is None or not taken.isdisjoint(range(day.start, at)) or "d" not in day.fields:
                break
            shared = {k: v for k, v in fields.items() if k in {"m", "y", "y2"}}
            added.append(
                [("date", Node(day.start, day.stop, {**shared, "d": day.fields["d"]}, "day in a list of days"))]
            )
            at = day.start
    return sorted([*chosen, *added], key=lambda readings: readings[0][1].start)


def _list_mark(at: int, tokens: Tokens, grammar: Grammar) -> int:
    """The token where what joins two days of a list begins, -1 where nothing does: comma, "and", article, preposition."""
    words = tokens.words
    if at and (words[at - 1],) in grammar.words.get("the", _NONE) | grammar.words.get("on", _NONE):
        at -= 1
    if at and (words[at - 1],) in grammar.words.get("and", ()):
        at -= 1
        return at - 1 if at and words[at - 1] == "," else at
    return at - 1 if at and words[at - 1] == "," else -1


def ends(chosen: list[Choice], chart: Chart) -> list[Choice]:
    """Each range as the two expressions that it is made of; the fields of the range fill what an end lacks."""
    out: list[Choice] = []
    for readings in chosen:
        kind, node = readings[0]
        if kind != "range" or "lo" not in node.fields:
            out.append(readings)
            continue
        lo, hi = filled(node.fields)
        inner = [
            n
            for bucket in ("moment", "date", "clock", "dom", "hour", "year", "month", "yy", "hm", "dothm")
            for starts in chart.get(bucket, {}).values()
            for n in starts
            if node.start <= n.start and n.stop <= node.stop
        ]
        first = max((n for n in inner if n.fields.items() <= node.fields["lo"].items()), key=_length, default=None)
        last = max(
            (n for n in inner if n.fields.items() <= node.fields["hi"].items() and first and n.start >= first.stop),
            key=_length,
            default=None,
        )
        if first is None or last is None:
            out.append(readings)
        else:
            out.append([("date", first._replace(fields=lo, rule=node.rule))])
            out.append([("date", last._replace(fields=hi, rule=node.rule))])
    return out


def _length(node: Node) -> int:
    return node.stop - node.start
