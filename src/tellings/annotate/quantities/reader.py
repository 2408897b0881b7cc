"""Read the quantities of a text by rules: numbers, then their units, bounds, ranges, ages, and what they count."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from itertools import zip_longest

from msgspec import structs

from ...lang import Pack
from ...lang._lexicon import lexicon
from ...lang.numerals import NumberSpan, find_numbers
from ...records import Quantity, Sentence, Span, Timex
from ...textfold import fold
from ...units import kind_of
from .ages import age_beside, lower_end, may_be_age, shared_age
from .bounds import bound_behind, bounded, vague_numbers
from .counted import counted_after, counted_before
from .drafts import Draft, Options, Reading, Scene, alone, changed, range_or_number
from .joined import joined, same_unit
from .measures import Measure, measure_after, measure_before
from .rejects import reject
from .shares import Share, shares_in
from .tables import tables_of
from .turns import beyond_unit, halves, is_adjective, of_its_time, told_twice, without_idioms

_SCORE = re.compile(r"\d[-–:]\d")  # "51-48"
_SCORE_ON = re.compile(r"[-–:]\d")
_NEXT_WORD = re.compile(r"[ \u00a0]([^\W\d_]+)")
_LETTERS = re.compile(r"[^\W\d_]+")
_LETTER = re.compile(r"[ \u00a0][^\W\d_](?![^\W_])")  # "une t": a lone letter is no unit after an article
_SCALES = {"k": 10**3, "K": 10**3, "M": 10**6, "Md": 10**9, "Mds": 10**9, "Mrd": 10**9, "Mio": 10**6, "mln": 10**6, "mld": 10**9, "bn": 10**9}  # fmt: skip
_SCALED_SIGN = re.compile(
    rf"[ \u00a0\u202f]?({'|'.join(sorted(_SCALES, key=len, reverse=True))})[ \u00a0\u202f]?([€$£])"
)
_NOUNLESS = ("ordinal",)


def read_quantities(
    text: str, *, sentences: Sequence[Sentence] = (), pack: Pack, times: Sequence[Timex] | None = None
) -> tuple[Quantity, ...]:
    """The quantities of one text, in text order, without overlaps; numbers inside `times` are not quantities.

    Where the times are known, a number of years or months that is none of them is an age ("a man of 34 years").

    `low` and `high` bound the value (None: open to that side); they are the value itself when the text gives it exactly.
    "more than 30" keeps low = 30 and says in `rule` that 30 itself is excluded. Spans frame number and unit; `of_*`
    frame the words of what is counted.
    """
    return tuple(r.quantity for r in readings(text, sentences=sentences, pack=pack, times=times))


def readings(
    text: str,
    *,
    sentences: Sequence[Sentence] = (),
    pack: Pack,
    times: Sequence[Timex] | None = None,
    options: Options = Options(),  # noqa: B008 - immutable
) -> list[Reading]:
    """The quantities with the spans of the words that bound them."""
    tables = tables_of(pack)
    folded = fold(text)
    known = times or ()
    starts = [t.start for t in known]

    def timed(start: int, stop: int) -> bool:
        at = bisect.bisect_left(starts, stop)
        return any(t.stop > start for t in known[max(0, at - 8) : at])

    ends = [s.stop for s in sentences]
    vague = [v for v in vague_numbers(folded, tables) if not timed(v.start, v.stop)]
    every = find_numbers(text, pack=pack, glued=True, articles=True)
    if tables.idioms is not None:
        every = without_idioms(folded, every, tables.idioms)
    shares = [] if options.bare or not options.ranges else list(shares_in(folded, every, tables.shares))
    shares = [s for s in shares if not timed(s.start, s.stop)]
    numbers = [
        n
        for n, following in zip_longest(every, every[1:])
        if not timed(n.start, n.stop)
        and not _within(vague, n.start, n.stop)
        and not any(s.start <= n.start and n.stop <= s.stop for s in shares)
        and not (following and timed(following.start, following.stop) and lower_end(folded, n, following, tables))
    ]
    scene = Scene(text, folded, pack, tables, options, ages=times is not None and pack.has("dates"))
    found: list[Reading] = []
    index = 0
    while index < len(numbers):
        if _half_of_a_match(folded, numbers, index):
            index += 1
            continue
        draft, index = (
            range_or_number(folded, numbers, index, tables) if options.ranges else (alone(numbers[index]), index + 1)
        )
        reading = _reading(scene, draft, found[-1] if found else None, limit=_limit(text, draft.stop, ends))
        if reading is None or (found and reading.quantity.start < found[-1].quantity.stop):
            continue
        if found:
            reading = same_unit(scene, found[-1], reading)
        pair = joined(folded, found[-1], reading, tables) if found else None
        if found:
            found[-1] = shared_age(scene, _shared_count(scene, found[-1], reading), reading)
        if pair is not None:
            found[-1] = pair
        else:
            found.append(reading)
    taken = sorted([*((r.quantity.start, r.quantity.stop) for r in found), *((n.start, n.stop) for n in numbers)])
    for rough in vague:
        if any(a < rough.stop and rough.start < b for a, b in _near(taken, rough.start, rough.stop)):
            continue
        whole = _with_counted(scene, rough, limit=_limit(text, rough.stop, ends))
        if whole.rule in tables.before_nouns and not (whole.of or whole.unit):
            continue
        found.append(Reading(whole, whole.start, whole.stop, ("vague",)))
    found += [
        more
        for more in (*halves(scene), *told_twice(scene))
        if not any(a < more.quantity.stop and more.quantity.start < b for a, b in taken)
    ]
    found += [_share(scene, share, limit=_limit(text, share.stop, ends)) for share in shares]
    return _without_overlaps(found)


def _share(scene: Scene, share: Share, *, limit: int) -> Reading:
    noun = share.noun or counted_after(
        scene.text, scene.folded, share.stop, stop=limit, grammar=scene.tables.counted, measured=False
    )
    quantity = Quantity(
        start=share.start,
        stop=share.stop,
        low=float(share.value),
        high=float(share.value),
        of=scene.text[noun.start : noun.stop] if noun else "",
        of_start=noun.start if noun else None,
        of_stop=noun.stop if noun else None,
        kind="fraction",
        rule="one of so many",
    )
    return Reading(quantity, share.start, share.stop, (), share.value)


def _half_of_a_match(folded: str, numbers: Sequence[NumberSpan], index: int) -> bool:
    """Whether a fraction word right after an ordinal is a part of time or play: "the first half", "third quarter"."""
    number, before = numbers[index], numbers[index - 1] if index else None
    fraction = number.kind == "fraction" and before is not None and before.kind == "ordinal"
    return fraction and before is not None and not folded[before.stop : number.start].strip()


def _within(vague: Sequence[Quantity], start: int, stop: int) -> bool:
    at = bisect.bisect_right(vague, start, key=lambda v: v.start)
    return at > 0 and vague[at - 1].stop >= stop


def _shared_count(scene: Scene, part: Reading, whole: Reading) -> Reading:
    """In "19 of the 43 people" both numbers count people."""
    a, b = part.quantity, whole.quantity
    if a.of or a.unit or not b.of or not 0 < b.start - a.stop < 16:
        return part
    between = scene.folded[a.stop : b.start].split()
    if not between or not set(between) <= scene.tables.counted.link:
        return part
    return part._replace(quantity=structs.replace(a, of=b.of, of_start=b.of_start, of_stop=b.of_stop))


def _without_overlaps(found: list[Reading]) -> list[Reading]:
    kept: list[Reading] = []
    for reading in sorted(found, key=lambda r: (r.quantity.start, -r.quantity.stop)):
        if not kept or reading.quantity.start >= kept[-1].quantity.stop:
            kept.append(reading)
    return kept


def _near(taken: list[tuple[int, int]], start: int, stop: int) -> list[tuple[int, int]]:
    return taken[max(0, bisect.bisect_left(taken, (start, 0)) - 1) : bisect.bisect_left(taken, (stop, 0)) + 1]


def _limit(text: str, at: int, ends: list[int]) -> int:
    """Where the sentence of `at` ends, or its line."""
    i = bisect.bisect_right(ends, at - 1) if at else 0
    line = text.find("\n", at, at + 200)
    stop = line if line >= 0 else min(len(text), at + 200)
    return min(stop, ends[i]) if i < len(ends) and ends[i] >= at else stop


def _reading(scene: Scene, draft: Draft, previous: Reading | None, *, limit: int) -> Reading | None:
    text, folded, tables = scene.text, scene.folded, scene.tables
    at = draft.stop
    if tables.case_ends is not None and not draft.number.words:
        ending = tables.case_ends.match(folded, at)
        at = ending.end() if ending else at
    if draft.number.words:
        at = _after_abbreviation(text, at)  # "1,5 tys. km"
    measure = None if scene.options.bare else _measure(scene, draft, at)
    if measure is None and not scene.options.bare:
        measure = age_beside(scene, draft)
    if measure is not None and measure.kind == "duration" and not scene.options.bare:
        if not scene.ages or not may_be_age(scene, draft, measure, previous):
            return None
        measure = structs.replace(measure, kind="age", rule="years that are no time")
    if _no_quantity(scene, draft, measure):
        return None
    start, stop, scale, unit, kind = draft.start, draft.stop, 1, "", draft.kind
    rules = [draft.number.rule, *draft.rules]
    if measure is not None:
        start, stop = min(start, measure.start), max(stop, measure.stop)
        unit, kind, scale = measure.unit, measure.kind, measure.scale
        rules.append(measure.rule)
        draft, stop = beyond_unit(scene, draft, measure, stop)
    low, high, approximate, extra, effects, lead, after = bounded(
        folded,
        min(start, draft.lead),
        max(stop, draft.trail),
        low=draft.low * scale if scale != 1 else draft.low,
        high=draft.high * scale if scale != 1 else draft.high,
        tables=tables,
    )
    trail = after
    after = _after_abbreviation(text, max(after, at))
    of = None
    if kind != "age" and not changed(folded, after, tables) and folded[draft.start : draft.stop] not in tables.turns:
        of = _rest_of_word(text, draft, measure) or counted_before(
            text, folded, draft.start, articles=tables.articles_on, joining=scene.pack.joining
        )
        of = of or counted_after(text, folded, after, stop=limit, grammar=tables.counted, measured=bool(unit))
    beyond = bound_behind(folded, of.stop, (low, high, approximate), tables=tables) if of and low == high else None
    if beyond is not None:
        (low, high, approximate), bound = beyond
        extra, effects = (*extra, bound.name), (*effects, bound.effect)
    idle = of is None and measure is None and not scene.options.bare
    if idle and (_counts_nothing(text, draft) or is_adjective(scene, draft)):
        return None
    quantity = Quantity(
        start=start,
        stop=stop,
        low=None if low is None else float(low),
        high=None if high is None else float(high),
        unit=unit,
        of=text[of.start : of.stop] if of else "",
        of_start=of.start if of else None,
        of_stop=of.stop if of else None,
        kind=kind,
        approximate=approximate,
        rule=" + ".join([*rules, *extra]),
    )
    return Reading(quantity, lead, trail, (*(("range",) if draft.rules else ()), *effects), draft.low * scale)


def _rest_of_word(text: str, draft: Draft, measure: Measure | None) -> Span | None:
    """What a number in words counts that is written onto it: "jedenasto[osobowy]"."""
    if measure is not None or not draft.number.words or not text[draft.stop - 1 : draft.stop + 1].isalpha():
        return None
    rest = _LETTERS.match(text, draft.stop)
    return Span(rest.start(), rest.end()) if rest else None


def _no_quantity(scene: Scene, draft: Draft, measure: Measure | None) -> bool:
    if draft.number.article and measure is None and not scene.options.articles:
        word = _NEXT_WORD.match(scene.folded, draft.stop)
        return word is None or word.group(1) not in scene.tables.counted.persons
    if scene.options.bare:
        return False
    return bool(reject(scene.text, scene.folded, draft.number, start=draft.start, measure=measure, tables=scene.tables))


def _measure(scene: Scene, draft: Draft, at: int) -> Measure | None:
    text, folded, tables, pack = scene.text, scene.folded, scene.tables, scene.pack
    for age in tables.ages if draft.kind != "ordinal" else ():
        after = age.after.find(folded, at) if age.after else None
        if after is not None:
            return Measure(start=draft.start, stop=after.end(), unit=age.unit, kind="age", rule=age.name)
        if age.before and age.before.find(folded, draft.start):
            unit = measure_after(text, at, pack=pack)
            stop = unit.stop if unit and unit.kind == "duration" else draft.stop
            name = unit.unit if unit and unit.kind == "duration" else age.unit
            return Measure(start=draft.start, stop=stop, unit=name, kind="age", rule=age.name)
    if draft.kind == "ordinal":
        return None
    for symbol, phrase in tables.units_before:
        before = phrase.find(folded, draft.start)
        if before:
            rule = "unit before the number"
            return Measure(start=before.start(), stop=draft.stop, unit=symbol, kind=kind_of(symbol), rule=rule)
    scaled = _SCALED_SIGN.match(text, at)
    sign = measure_after(text, scaled.start(2), pack=pack) if scaled else None
    if scaled and sign is not None and sign.kind == "money":
        return structs.replace(sign, start=at, scale=_SCALES[scaled.group(1)], rule="scale and sign of a currency")
    found = measure_before(text, draft.start, draft.stop, pack=pack)
    if found is None and not (draft.number.article and _LETTER.match(text, at)):
        found = measure_after(text, at, pack=pack, prefer=scene.options.prefer)
    if found is not None and draft.number.words and folded[found.start : found.stop] in tables.signs_after_digits:
        found = None
    if found is not None and found.kind == "money" and found.start >= draft.stop:
        found = _with_scale(scene, of_its_time(scene, draft, found))
    for per, rate, words in tables.rates_before:
        if found is not None and found.unit == per and words.find(folded, draft.start):
            return structs.replace(found, unit=rate, kind=kind_of(rate), rule=f"{found.rule} after its rate")
    if found is not None and found.unit == "m" and found.start == at:
        found = _millions(scene, found)
    return found


def _millions(scene: Scene, metres: Measure) -> Measure:
    """In "1.5m people" the letter is a million: where the language writes so, and something countable follows."""
    lengths = scene.tables.million_m
    word = _NEXT_WORD.match(scene.folded, metres.stop)
    if lengths is None or word is None or word.group(1) in lengths:
        return metres
    unit = measure_after(scene.text, metres.stop, pack=scene.pack)
    counted = scene.tables.counted
    plural = word.group(1).endswith("s") and word.group(1) not in counted.stop
    if unit is None and not plural and word.group(1) not in counted.nouns:
        return metres
    if unit is not None:
        return structs.replace(unit, scale=10**6, rule=f"millions + {unit.rule}")
    return structs.replace(metres, unit="", kind="cardinal", scale=10**6, rule="millions")


def _with_scale(scene: Scene, money: Measure) -> Measure:
    """A scale after the currency: "75 USD million"."""
    word = _NEXT_WORD.match(scene.folded, money.stop)
    pieces = lexicon(scene.pack).pieces(word.group(1)) if word else None
    scale = int(pieces[0][1].get("mult", 1)) if pieces and len(pieces) == 1 else 1
    if word is None or scale < 10**6:
        return money
    return structs.replace(money, stop=word.end(), scale=scale, rule=f"{money.rule} before its scale")


def _after_abbreviation(text: str, at: int) -> int:
    """Past the dot of an abbreviation ("19 tys. osób"): one that the sentence goes on after in lower case."""
    dotted = text[at : at + 2] in (". ", ".\u00a0") and text[at - 1 : at].isalpha() and text[at + 2 : at + 3].islower()
    return at + 1 if dotted else at


def _counts_nothing(text: str, draft: Draft) -> bool:
    """Whether a number beside nothing that it counts is a year, a part of a name, or an adverb ("first")."""
    adverb = draft.kind == "ordinal" and draft.number.words
    score = not draft.number.words and not draft.rules and bool(_SCORE.match(text, max(0, draft.start - 2)))
    if score or (not draft.number.words and _SCORE_ON.match(text, draft.stop)):
        return True
    quoted = not draft.number.words and text[draft.stop : draft.stop + 1] in ("»", "”", '"', "“")
    return adverb or quoted or _bare_year(draft) or _numbers_a_name(text, draft)


def _bare_year(draft: Draft) -> bool:
    number = draft.number
    return not number.words and number.rule == "digits" and 1900 <= number.value <= 2100


def _numbers_a_name(text: str, draft: Draft) -> bool:
    """A number after a capitalised word, counting nothing, is part of a name: "Boeing 737", "Windows 11"."""
    if draft.number.words or draft.kind in _NOUNLESS or draft.number.rule not in ("digits",):
        return False
    head = text[max(0, draft.start - 40) : draft.start].rstrip(" \u00a0")
    before, _, word = head.rpartition(" ")
    starts = not before or before.rstrip()[-1] in '.!?…:\n"“«„' or "\n" in word
    return word[:1].isupper() and word[-1].isalnum() and not word.isupper() and not starts


def _with_counted(scene: Scene, rough: Quantity, *, limit: int) -> Quantity:
    """A vague number with its unit ("tens of millions of euros") or with what it counts."""
    measure = measure_after(scene.text, rough.stop, pack=scene.pack)
    if measure is not None and measure.kind == "duration":
        aged = scene.tables.age_links is not None and scene.tables.age_links.find(scene.folded, rough.start)
        measure = structs.replace(measure, kind="age") if scene.ages and aged and measure.unit == "year" else None
    stop = measure.stop if measure else rough.stop
    of = counted_after(
        scene.text, scene.folded, stop, stop=limit, grammar=scene.tables.counted, measured=measure is not None
    )
    return structs.replace(
        rough,
        stop=stop,
        unit=measure.unit if measure else "",
        of=scene.text[of.start : of.stop] if of else "",
        of_start=of.start if of else None,
        of_stop=of.stop if of else None,
        kind=measure.kind if measure else "cardinal",
    )


class RuleQuantities:
    """The default engine for quantities: rules over the tables of the packs. Stateless."""

    name = "rules"
    version = "1"

    def read_quantities(
        self, text: str, *, sentences: Sequence[Sentence], pack: Pack, times: Sequence[Timex]
    ) -> tuple[Quantity, ...]:
        """See `read_quantities`."""
        return read_quantities(text, sentences=sentences, pack=pack, times=times)
