"""The default reader of time expressions: tokens, chart, choice, resolution in the order of the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from ...lang import Pack
from ...records import Anchor, Sentence, Timex
from .almanac import FINENESS, Moment
from .chart import Chart, Node, parse
from .grammar import Fields, Grammar, grammar_of
from .ranges import filled
from .resolve import FUTURE, OPEN, PAST, Context
from .tense import cues, direction
from .tokens import BROKEN, Tokens, cut
from .values import Written, write

_KINDS = ("none", "range", "moment", "date", "clock", "set", "span", "ref")  # a tie goes to the first
_BARE_YEARS = range(1500, 2101)

Setting = Literal["report", "request"]
Ranges = Literal["whole", "ends"]


class RuleTimes:
    """Reads time expressions with the rules of a pack.

    Args:
        setting: "report": tense and report date choose between past and future, the most recent past where nothing
            tells. "request": a phrase said to a machine now, which looks ahead and keeps the clock.
        ranges: "whole": a range is one expression; "ends": its two ends are two, as TIMEX3 corpora have it.
    """

    name = "rules"
    version = "1"

    def __init__(self, *, setting: Setting = "report", ranges: Ranges = "whole") -> None:
        self.setting: Setting = setting
        self.ranges: Ranges = ranges

    def read_times(self, text: str, *, sentences: Sequence[Sentence], pack: Pack, anchor: Anchor) -> tuple[Timex, ...]:
        """See `tellings.protocols.TimeReader`."""
        grammar = grammar_of(pack)
        tokens = cut(text)
        chart = parse(tokens, grammar, lenient=self.setting == "request")
        chosen = _choose(chart, tokens, grammar, request=self.setting == "request")
        if self.ranges == "ends":
            chosen = _ends(chosen, chart)
        return tuple(_resolve(chosen, tokens, grammar, Setup(sentences, anchor, self.setting == "request")))


class Setup(NamedTuple):
    sentences: Sequence[Sentence]
    anchor: Anchor
    request: bool


Choice = list[tuple[str, Node]]  # the readings of one stretch of text, the best first


def _choose(chart: Chart, tokens: Tokens, grammar: Grammar, *, request: bool) -> list[Choice]:
    """Non-overlapping stretches, the longest chosen first; in text order."""
    nodes = [
        (kind, node)
        for kind in _KINDS
        for bucket in chart.get(kind, {}).values()
        for node in bucket
        if request or kind == "none" or _stands(node, tokens, grammar)
    ]
    rank = {kind: i for i, kind in enumerate(_KINDS)}
    nodes.sort(key=lambda kn: (tokens.starts[kn[1].start] - tokens.stops[kn[1].stop - 1], rank[kn[0]], kn[1].start))
    taken = bytearray(len(tokens.words))
    kept: dict[tuple[int, int], Choice] = {}
    for kind, node in nodes:
        span = (node.start, node.stop)
        if kind != "none" and not _possible(node.fields):
            continue
        if span in kept:
            kept[span].append((kind, node))
        elif not any(taken[node.start : node.stop]):
            taken[node.start : node.stop] = b"\1" * (node.stop - node.start)
            kept[span] = [(kind, node)]
    return [kept[span] for span in sorted(kept) if kept[span][0][0] != "none"]


def _possible(fields: Fields) -> bool:
    if "d" in fields and "m" in fields:
        days = 29 if fields["m"] == 2 else 30 if fields["m"] in {4, 6, 9, 11} else 31
        return bool(fields["d"] <= days)
    return True


def _stands(node: Node, tokens: Tokens, grammar: Grammar) -> bool:
    """Whether a doubtful lone word ("may") or number (a bare year) is a time expression where it stands."""
    fields, first = node.fields, node.start
    if fields.get("request"):
        return False
    if fields.get("weak"):
        start = tokens.starts[first]
        lone_start = first == 0 or tokens.gaps[first] == BROKEN or tokens.words[first - 1] in ".!?:"
        return (tokens.text[start].isupper() and not lone_start) or _after(node, tokens, grammar, "dateprep")
    if fields.get("lonehour") and not _hour_stands(node, tokens, grammar):
        return False
    if fields.get("bare"):
        return fields["y"] in _BARE_YEARS and _bare_year(node, tokens, grammar)
    if fields.get("needs"):
        return _after(node, tokens, grammar, fields["needs"])
    return True


def _bare_year(node: Node, tokens: Tokens, grammar: Grammar) -> bool:
    following = node.stop < len(tokens.words) and tokens.gaps[node.stop] != BROKEN
    word = tokens.words[node.stop] if following else ""
    if word.isalpha() and ((word,) in grammar.words.get("unit", ()) or (word,) in grammar.words.get("counted", ())):
        return False
    if _after(node, tokens, grammar, "yearprep"):
        return True
    before = tokens.words[node.start - 1] if node.start and tokens.gaps[node.start] != BROKEN else ""
    if before == "(" or word == ")":
        return True
    if before in {"-", "–", "—", "/"} or before.isdigit():
        return False
    if word.isalnum():
        return "bareyears" in grammar.words and word.isalpha() and not tokens.text[tokens.starts[node.stop]].isupper()
    return bool(before) and (not word or word in ".,;:!?")


def _hour_stands(node: Node, tokens: Tokens, grammar: Grammar) -> bool:
    """Whether a number after the preposition of the hour is an hour: in digits, and nothing counted follows."""
    if not tokens.words[node.stop - 1].isdigit():
        return False
    if node.stop == len(tokens.words) or tokens.gaps[node.stop] == BROKEN:
        return True
    word = tokens.words[node.stop]
    return not word.isalnum() or (word,) in grammar.words.get("dateprep", ()) or (word,) in grammar.words.get("on", ())


def _after(node: Node, tokens: Tokens, grammar: Grammar, kind: str) -> bool:
    """Whether a form of the class `kind` stands right before the node."""
    for form in grammar.words.get(kind, ()):
        start = node.start - len(form)
        if start >= 0 and tuple(tokens.words[start : node.start]) == form and tokens.gaps[node.start] != BROKEN:
            return True
    return False


def _ends(chosen: list[Choice], chart: Chart) -> list[Choice]:
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


def _resolve(chosen: list[Choice], tokens: Tokens, grammar: Grammar, setup: Setup) -> Iterator[Timex]:
    now, clock = parse_anchor(setup.anchor.value)
    found = cues(tokens, grammar)
    starts = [s.start for s in setup.sentences]
    narrative = not setup.request and _is_narrative([c[0][1].fields for c in chosen], now)
    last: Moment | None = None
    day: tuple[int, Moment] | None = None  # token where the sentence of the last date begins, and the date
    for readings in chosen:
        node = readings[0][1]
        start, stop = tokens.starts[node.start], tokens.stops[node.stop - 1]
        low, high = _bounds(start, starts, setup.sentences, tokens)
        told = direction(found, tokens, first=node.start, stop=node.stop, low=low, high=high)
        if _after(node, tokens, grammar, "behind"):
            told = PAST
        elif _after(node, tokens, grammar, "ahead"):
            told = FUTURE
        context = Context(
            now,
            clock,
            last,
            OPEN if setup.request else told,
            narrative,
            setup.request,
            day[1] if day and day[0] == low else None,
        )
        written, node = _first_written(readings, context)
        if written is None:
            continue
        if written.moment is not None and FINENESS[written.moment.grain] <= FINENESS["day"]:
            day = low, written.moment
        if written.moment is not None and FINENESS[written.moment.grain] >= FINENESS["hour"]:
            last = written.moment
        yield _timex(written, node, (start, stop), _open(node, tokens, grammar, written), setup.anchor)


def _first_written(readings: Choice, context: Context) -> tuple[Written | None, Node]:
    """What the best reading that names a time says."""
    for kind, node in readings:
        written = write(kind, node.fields, context)
        if written is not None:
            return written, node
    return None, readings[0][1]


def _open(node: Node, tokens: Tokens, grammar: Grammar, written: Written) -> str:
    """The EDTF value, open at one end after "since" or "until"."""
    edtf = written.edtf
    if edtf and "/" not in edtf and "X" not in edtf:
        if _after(node, tokens, grammar, "since"):
            return f"{edtf}/.."
        if _after(node, tokens, grammar, "until"):
            return f"../{edtf}"
    return edtf


def _timex(written: Written, node: Node, span: tuple[int, int], edtf: str, anchor: Anchor) -> Timex:
    rule = "; ".join(part for part in (node.rule, written.how) if part)
    return Timex(
        start=span[0],
        stop=span[1],
        type=written.type,
        value=written.value,
        edtf=edtf,
        anchor=anchor.value if written.anchored else None,
        rule=rule,
    )


def _bounds(start: int, starts: list[int], sentences: Sequence[Sentence], tokens: Tokens) -> tuple[int, int]:
    """The tokens of the sentence that holds code point `start`; of the whole text where no sentence does."""
    i = bisect_right(starts, start) - 1
    if i < 0 or start >= sentences[i].stop:
        return 0, len(tokens.words)
    low = bisect_right(tokens.starts, sentences[i].start - 1)
    return low, bisect_right(tokens.starts, sentences[i].stop - 1)


_OLD = 3  # dates with a year before the anchor's, at least, that make a text a narrative


def _is_narrative(read: list[Fields], now: datetime | None) -> bool:
    """Whether a text tells of the past by its own dates: mostly dates with years, none near the anchor's."""
    years = [f["y"] for f in read if "y" in f]
    if now is None:
        return bool(years)
    deictic = sum(1 for f in read if "shift" in f or ("wd" in f and "d" not in f))
    old = sum(1 for y in years if y < now.year - 1)
    return old >= _OLD and old > 3 * deictic and old > 3 * (len(years) - old)


def parse_anchor(value: str | None) -> tuple[datetime | None, bool]:
    """The anchor's local moment, and whether it tells the time of day."""
    if not value:
        return None, False
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return None, False
    return at.replace(tzinfo=None, microsecond=0), "T" in value or " " in value
