"""Apply a grammar to the tokens of a text: which stretch can be read as what. Bottom-up, rule after rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .almanac import FINENESS
from .digits import digit_nodes
from .grammar import Element, Grammar, Rule
from .tokens import BROKEN, GLUED, Tokens
from .vocabulary import Fields


class Node(NamedTuple):
    start: int  # token
    stop: int  # token
    fields: Fields
    rule: str


Chart = dict[str, dict[int, list[Node]]]
_LIMITS = {
    "d": (1, 31),
    "h": (0, 24),
    "quarter": (1, 4),
    "half": (1, 2),
    "century": (1, 30),
    "mi": (0, 59),
    "clockadd": (1, 60),
    "nth": (-9, 60),
}
_STRETCH = 400  # the most units that "the last N" is said of
_CLOCK_UNITS = frozenset(("second", "minute", "hour"))
_YEARS = range(1800, 2101)
_MARKS = frozenset(("proper", "lenient"))
_MOST = 12  # readings of one class from one token; a bound against hostile text


def parse(
    tokens: Tokens, grammar: Grammar, *, lenient: bool = False, years: Sequence[Node] = (), spans: Sequence[Node] = ()
) -> Chart:
    """Every node of every class, by class and first token.

    `years` are those that stand in words, `spans` lengths of time that no rule makes. A word that is a time only as a name (`proper`: a month that is also a verb) needs its capital, unless `lenient`.
    """
    chart: Chart = {}
    for kind, node in _atoms(tokens, grammar, lenient):
        chart.setdefault(kind, {}).setdefault(node.start, []).append(node)
    for node in years:
        chart.setdefault("year", {}).setdefault(node.start, []).append(node)
    for node in spans:
        chart.setdefault("span", {}).setdefault(node.start, []).append(node)
    bits = grammar.bits
    present = 0
    for kind in chart:
        present |= bits.get(kind, 0)
    for rule in grammar.rules:
        for mask in rule.masks:
            if not mask & present:
                break
        else:
            present |= bits.get(rule.make, 0) if _apply(rule, tokens, chart) else 0
    return chart


def _apply(rule: Rule, tokens: Tokens, chart: Chart) -> bool:
    """Add what the rule makes; whether it made anything."""
    matching = _Matching(rule, tokens, chart)
    made = [node for start in _starts(rule, chart) for node in matching.nodes(start)]
    for node in made:
        bucket = chart.setdefault(rule.make, {}).setdefault(node.start, [])
        if len(bucket) < _MOST and not any(n.stop == node.stop and n.fields == node.fields for n in bucket):
            bucket.append(node)
    return bool(made)


def _starts(rule: Rule, chart: Chart) -> list[int]:
    """The tokens where the first element of a rule stands with, where it has one, the second right after it."""
    first = [chart[kind] for kind in rule.elements[0].classes if kind in chart]
    if len(rule.elements) == 1:
        return sorted({start for column in first for start in column})
    after = [chart[kind] for kind in rule.elements[1].classes if kind in chart]
    found = {
        start
        for column in first
        for start, nodes in column.items()
        for node in nodes
        for following in after
        if node.stop in following
    }
    return sorted(found)


def _atoms(tokens: Tokens, grammar: Grammar, lenient: bool) -> Iterator[tuple[str, Node]]:
    words, gaps, lexicon = tokens.words, tokens.gaps, grammar.lexicon
    count = len(words)
    for i, word in enumerate(words):
        for rest, kind, fields in lexicon.get(word, ()):
            stop = i + 1 + len(rest)
            if rest and (
                stop > count or tuple(words[i + 1 : stop]) != rest or any(g == BROKEN for g in gaps[i + 1 : stop])
            ):
                continue
            if "lenient" in fields and not lenient:
                continue
            lower = "proper" in fields and not tokens.text[tokens.starts[i]].isupper()
            if lower and not lenient:
                continue
            kept = {k: v for k, v in fields.items() if k not in _MARKS} if not _MARKS.isdisjoint(fields) else fields
            yield kind, Node(i, stop, {**kept, "lower": True} if lower else kept, "")
    for kind, start, stop, fields in digit_nodes(tokens, order=grammar.order):
        yield kind, Node(start, stop, fields, "")


class _Matching(NamedTuple):
    rule: Rule
    tokens: Tokens
    chart: Chart

    def nodes(self, start: int) -> Iterator[Node]:
        """Every node that the rule makes from token `start` on."""
        return self._extend(0, (start, start), dict(self.rule.give))

    def _extend(self, index: int, span: tuple[int, int], fields: Fields) -> Iterator[Node]:
        first, at = span
        if index == len(self.rule.elements):
            tidy = _tidy(fields)
            if _sane(tidy):
                yield Node(first, at, tidy, self.rule.name)
            return
        if at >= len(self.tokens.words):
            return
        element, gap = self.rule.elements[index], self.tokens.gaps[at]
        if at > first and (gap == BROKEN or (element.glued and gap != GLUED)):
            return
        for kind in element.classes:
            for node in self.chart.get(kind, {}).get(at, ()):
                merged = _merge(fields, node.fields, element, self.rule)
                if merged is not None:
                    yield from self._extend(index + 1, (first, node.stop), merged)


def _merge(fields: Fields, part: Fields, element: Element, rule: Rule) -> Fields | None:
    """The union of fields; None where they contradict. What the rule gives wins."""
    if element.rename:
        if element.rename not in part:
            return None
        return {**fields, element.key: part[element.rename]}
    if element.key:
        return {**fields, element.key: part}
    merged = dict(fields)
    for key, value in part.items():
        if key in rule.give or (key == "weak" and len(rule.elements) > 1) or (key == "plural" and "n" in merged):
            continue
        if key in merged and merged[key] != value:
            return None
        merged[key] = value
    return merged


def _sane(fields: Fields) -> bool:
    """Whether every number is whole and within what its field allows."""
    if "which" in fields and isinstance(fields.get("n"), int) and fields["n"] > _STRETCH:
        return False
    if "mod" in fields and "which" in fields and fields.get("unit") in _CLOCK_UNITS:
        return False  # "the end of this hour": an end of something else
    if fields.get("from") == "text" and fields.get("sign") == 1 and _is_year(fields):
        return False  # "po 2020 roku"
    if fields.get("apart") and not fields["which"]:
        return False  # "one in four this weekend"
    more = fields.get("more")
    if isinstance(more, dict) and "unit" in fields and not _finer(more.get("unit", ""), fields["unit"]):
        return False  # "23h17 heure locale"; "44 years and two decades"
    for key in _LIMITS.keys() & fields.keys():
        low, high = _LIMITS[key]
        value = fields[key]
        if not low <= value <= high or value != int(value):
            return False
    return True


def _finer(one: str, other: str) -> bool:
    """Whether a unit may be told after another: "two hours and five minutes"."""
    return one != other and FINENESS.get(one, 0) <= FINENESS.get(other, 99)


def _is_year(fields: Fields) -> bool:
    """Whether a number of years is rather the number of a year."""
    return fields.get("unit") == "year" and isinstance(fields.get("n"), int) and fields["n"] in _YEARS


def _tidy(fields: Fields) -> Fields:
    """Tens and what is said after them as one number: 20 and 3, 20 and third; a number kept as a part, unpacked."""
    if isinstance(fields.get("n"), dict):
        fields = {**fields, "n": fields["n"].get("n", 1)}
    if "tens" not in fields:
        return fields
    key = "n" if "n" in fields else "nth"
    ones = fields.pop(key)
    tens = fields.pop("tens")
    return {**fields, key: tens + ones if 0 < ones < 10 else -1}
