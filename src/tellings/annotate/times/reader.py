"""The default reader of time expressions: tokens, chart, choice, resolution in the order of the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from msgspec.structs import replace

from ...lang import Pack, load_pack
from ...records import Anchor, Sentence, Timex
from . import posts
from .almanac import FINENESS, Moment, edtf_of, shift
from .chart import Chart, Node, parse
from .context import FUTURE, OPEN, PAST, Context
from .grammar import Grammar, grammar_of
from .onto import written_onto
from .sharing import Choice, ends, listed
from .spelled import spelled_years
from .standing import after, barred, before, spoken, stands, until_after
from .tense import cues, direction
from .tokens import Tokens, cut
from .values import Written, write
from .vocabulary import Fields

_KINDS = ("none", "moment", "range", "date", "clock", "set", "span", "ref")  # a tie goes to the first

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
        tokens = cut(text, proclitics=pack.proclitics, known=grammar.known, inner=grammar.inner)
        years = spelled_years(tokens, pack, paired=grammar.paired_years)
        chart = parse(
            tokens, grammar, lenient=self.setting == "request", years=years, spans=tuple(written_onto(tokens, pack))
        )
        chosen = _choose(chart, tokens, grammar, request=self.setting == "request")
        chosen = listed(chosen, chart, tokens, grammar)
        if self.ranges == "ends":
            chosen = ends(chosen, chart)
        found = tuple(_resolve(chosen, tokens, grammar, Setup(sentences, anchor, self.setting == "request")))
        return found if pack.code == posts.LANG else self._with_posts(text, found)

    def _with_posts(self, text: str, found: tuple[Timex, ...]) -> tuple[Timex, ...]:
        """Also the dates behind the handles of posts, instead of what the language of the page makes of them."""
        more: list[Timex] = []
        for at, line in posts.datelines(text):
            own = self.read_times(line, sentences=(), pack=load_pack(posts.LANG), anchor=Anchor())
            more += [
                replace(t, start=t.start + at, stop=t.stop + at)
                for t in own[:1]
                if not t.start and posts.FULL.fullmatch(t.value)
            ]
        if not more:
            return found
        kept = [t for t in found if not any(m.start < t.stop and t.start < m.stop for m in more)]
        return tuple(sorted((*kept, *more), key=lambda t: (t.start, t.stop)))


_STEPS = {FINENESS[grain] for grain in ("day", "month", "year")}  # what a date just after begins with


class Setup(NamedTuple):
    sentences: Sequence[Sentence]
    anchor: Anchor
    request: bool


def _choose(chart: Chart, tokens: Tokens, grammar: Grammar, *, request: bool) -> list[Choice]:
    """Non-overlapping stretches, the longest chosen first; in text order."""
    nodes = [
        (kind, node)
        for kind in _KINDS
        for bucket in chart.get(kind, {}).values()
        for node in bucket
        if (kind == "none" or (spoken(node, tokens, grammar) if request else stands(node, tokens, grammar)))
        and not barred(node, tokens, grammar)
    ]
    rank = {kind: i for i, kind in enumerate(_KINDS)}
    nodes.sort(
        key=lambda kn: (
            "faint" in kn[1].fields,
            tokens.starts[kn[1].start] - tokens.stops[kn[1].stop - 1],
            "request" not in kn[1].fields,
            "onto" not in kn[1].fields,
            rank[kn[0]],
            kn[1].start,
        )
    )
    taken = bytearray(len(tokens.words))
    kept: dict[tuple[int, int], Choice] = {}
    for kind, node in nodes:
        span = (node.start, node.stop)
        if kind != "none" and not _possible(node.fields):
            continue
        if kind == "ref" and _compares(node, chart, tokens, grammar):
            continue
        if span in kept:
            kept[span].append((kind, node))
        elif not any(taken[node.start : node.stop]):
            taken[node.start : node.stop] = b"\1" * (node.stop - node.start)
            kept[span] = [(kind, node)]
    return [kept[span] for span in sorted(kept) if kept[span][0][0] != "none"]


def _compares(node: Node, chart: Chart, tokens: Tokens, grammar: Grammar) -> bool:
    """Whether a word like "earlier" or "soon" is said beside a date: «раніше середи», «вскоре после полудня»."""
    if before(node, tokens, grammar, "laterthan"):
        return True
    own = (tokens.words[node.start],)
    beside = own in grammar.words.get("earlierthan", ()) or own in grammar.words.get("laterthan", ())
    return beside and (node.stop in chart.get("date", {}) or node.stop in chart.get("mod", {}))


def _possible(fields: Fields) -> bool:
    if "d" in fields and "m" in fields:
        days = 29 if fields["m"] == 2 else 30 if fields["m"] in {4, 6, 9, 11} else 31
        return bool(fields["d"] <= days)
    return True


def _resolve(chosen: list[Choice], tokens: Tokens, grammar: Grammar, setup: Setup) -> Iterator[Timex]:
    now, clock = parse_anchor(setup.anchor.value)
    year = parse_year(setup.anchor.value)
    found = cues(tokens, grammar)
    starts = [s.start for s in setup.sentences]
    narrative = not setup.request and _is_narrative([c[0][1].fields for c in chosen], now)
    last: Moment | None = None
    day: tuple[int, Moment] | None = None  # token where the sentence of the last date begins, and the date
    for readings in chosen:
        node = readings[0][1]
        start, stop = tokens.starts[node.start], tokens.stops[node.stop - 1]
        low, high = _bounds(start, starts, setup.sentences, tokens)
        told, sure = direction(found, tokens, first=node.start, stop=node.stop, low=low, high=high)
        if after(node, tokens, grammar, "behind") or (
            "either" in node.fields and after(node, tokens, grammar, "lookback")
        ):
            told = PAST
        elif (
            after(node, tokens, grammar, "ahead")
            or _looks_ahead(node, tokens, grammar)
            or (told == OPEN and (until_after(node, tokens, grammar) or after(node, tokens, grammar, "deadline")))
        ):
            told = FUTURE
        if (after(node, tokens, grammar, "sinceonly") or before(node, tokens, grammar, "bygone")) and told != FUTURE:
            told, sure = PAST, True
        elif told == PAST and (after(node, tokens, grammar, "since") or before(node, tokens, grammar, "sinceafter")):
            sure = True  # what has lasted until now began in the past, however long ago
        context = Context(
            anchor=now,
            clock=clock,
            last=last,
            direction=OPEN if setup.request else told,
            sure=sure,
            narrative=narrative,
            request=setup.request,
            year=year,
            day=day[1] if day and day[0] == low else None,
        )
        written, node = _first_written(readings, context)
        if written is None:
            continue
        said = last is not None and "wd" in node.fields and after(node, tokens, grammar, "saying")
        nightly = _hour_of_night(written.moment, node.fields, context)  # the next clock time is of that night too
        fine = written.moment is not None and FINENESS[written.moment.grain] <= FINENESS["day"]
        if written.moment is not None and fine and not (day and said) and not nightly:
            day = low, written.moment
        if (
            written.moment is not None
            and not said
            and not nightly
            and _tells(written.moment, last, node.fields, narrative=narrative)
        ):
            last = written.moment
        if told == PAST and written.moment is not None and not written.anchored and not setup.request:
            written = written._replace(how="; ".join(p for p in (written.how, "told in the past tense") if p))
        yield _timex(
            written, node, (start, stop), _open(node, tokens, grammar, written, request=setup.request), setup.anchor
        )


_OWN_DAY = frozenset(("d", "wd", "m", "shift", "holiday", "base", "which", "unit"))


def _hour_of_night(moment: Moment | None, fields: Fields, context: Context) -> bool:
    """Whether this is a clock time without a day of its own, after a night that the text named."""
    night = context.day or context.last
    told = night is not None and night.code == "NI" and _OWN_DAY.isdisjoint(fields)
    return told and "h" in fields and moment is not None and FINENESS[moment.grain] <= FINENESS["hour"]


def _looks_ahead(node: Node, tokens: Tokens, grammar: Grammar) -> bool:
    """Whether a weekday is one to come by the words beside it: "for Monday", "Monday a day of mourning"."""
    beside = after(node, tokens, grammar, "aheadday") or before(node, tokens, grammar, "aheadafter")
    return "wd" in node.fields and "d" not in node.fields and beside


_ODD = 150  # years; what lies so far from the date before it is an aside


def _tells(moment: Moment, last: Moment | None, fields: Fields, *, narrative: bool) -> bool:
    """Whether later expressions may be counted from this date: no clock time of today, in a narrative no aside."""
    if FINENESS[moment.grain] < FINENESS["hour"]:
        return False
    if not narrative:
        return True
    if "shift" in fields and "from" not in fields:
        return False
    return last is None or abs(moment.at.year - last.at.year) < _ODD or "m" in fields


def _first_written(readings: Choice, context: Context) -> tuple[Written | None, Node]:
    """What the best reading that names a time says."""
    for kind, node in readings:
        written = write(kind, node.fields, context)
        if written is not None:
            return written, node
    return None, readings[0][1]


def _open(node: Node, tokens: Tokens, grammar: Grammar, written: Written, *, request: bool) -> str:
    """The EDTF value: open at one end after "since" or "until", of unknown end after "after" or "before"."""
    edtf, moment = written.edtf, written.moment
    if not edtf or "X" in edtf or moment is None or edtf.startswith("-"):
        return edtf
    low, high = edtf.split("/")[0], edtf.split("/")[-1]
    if after(node, tokens, grammar, "since") or before(node, tokens, grammar, "sinceafter"):
        return f"{low}/.."
    if after(node, tokens, grammar, "until") or until_after(node, tokens, grammar):
        return f"../{high}"
    if FINENESS[moment.grain] < FINENESS["day"] and not request:
        return edtf  # "shortly after midnight" is midnight, not all that comes after
    plain = FINENESS[moment.grain] in _STEPS and "/" not in edtf
    if after(node, tokens, grammar, "laterthan"):
        return f"{edtf_of(moment._replace(at=shift(moment.at, 1, moment.grain))) if plain else low}/"
    if after(node, tokens, grammar, "earlierthan"):
        return f"/{edtf_of(moment._replace(at=shift(moment.at, -1, moment.grain))) if plain else low}"
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


_TOLD = 5  # full dates that make a text without an anchor a narrative
_OLD = 3  # dates with a year before the anchor's, at least, that make a text a narrative


def _is_narrative(read: list[Fields], now: datetime | None) -> bool:
    """Whether a text tells of the past by its own dates: mostly dates with years, none near the anchor's."""
    years = [f["y"] for f in read if "y" in f]
    if now is None:
        full = sum(1 for f in read if "y" in f and "m" in f)
        open_days = sum(1 for f in read if "d" in f and "y" not in f)
        return full >= _TOLD and full > open_days and not any("shift" in f for f in read)
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


def parse_year(value: str | None) -> int | None:
    """The year of an anchor that tells no more than that."""
    return int(value) if value and len(value) == len("2026") and value.isascii() and value.isdigit() else None
