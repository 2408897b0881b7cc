"""Beyond one sentence: quotes that go on, cues that reach back, speech that a mood carries on, nesting."""

from __future__ import annotations

from collections.abc import Sequence

from . import _phrases as phrases
from . import _short as short
from . import _words as words
from ._ahead import AHEAD
from ._contents import trimmed
from ._draft import Draft, Range
from ._units import Unit

_HEADLINE = 14  # words
_NEAR = 2  # units without an attribution over which a quote still belongs to the last source


def is_quoted(u: Unit) -> bool:
    """Whether a unit is nothing but quotation."""
    words = [t for t in u.tokens if t.is_word]
    return any(t.quote is not None for t in u.tokens) and not words


def reach_back(units: Sequence[Unit], drafts: list[Draft]) -> list[Draft]:
    """Give cues that have no content the quote or the sentence before them; drop those that find none."""
    kept: list[Draft] = []
    by_unit: dict[int, list[Draft]] = {}
    for d in drafts:
        by_unit.setdefault(d.unit, []).append(d)
    for d in sorted(drafts, key=lambda d: d.rule.endswith("/ citing")):
        if d.outer is not None and d.rule.endswith("/ citing"):
            d.content = list(d.outer.content)  # of the cue that reached back by now
            d.doubtful = d.outer.doubtful
            if d.content:
                kept.append(d)
            continue
        if d.content:
            kept.append(d)
            continue
        if d.rule.endswith(AHEAD):
            following = units[d.unit + 1] if d.unit + 1 < len(units) else None
            if following is not None and is_quoted(following) and following.paragraph <= units[d.unit].paragraph + 1:
                d.content = [s for s in (trimmed(following, 0, len(following.tokens)),) if s is not None]
                kept.append(d)
            continue
        prior = d.unit - 1
        if prior < 0 or units[prior].title:
            continue
        u = units[prior]
        if u.paragraph < units[d.unit].paragraph - 1:
            continue
        if is_quoted(u) and not any(x.content for x in by_unit.get(prior, [])):
            first = prior
            while first > 0 and is_quoted(units[first - 1]) and units[first - 1].paragraph == u.paragraph:
                first -= 1
            d.content = [
                s for i in range(first, prior + 1) if (s := trimmed(units[i], 0, len(units[i].tokens))) is not None
            ]
            d.style, d.doubtful = "direct", False
            d.rule = d.rule.replace("reaching back", "quote before")
            kept.append(d)
        elif d.doubtful and all(x.rule.startswith("hearsay") for x in by_unit.get(prior, ())):
            span = trimmed(u, 0, u.end())
            if span:
                d.content = [span]
                kept.append(d)
    return sorted(kept, key=lambda d: (d.unit, d.anchor))


def spread(units: Sequence[Unit], drafts: list[Draft]) -> list[Draft]:
    """Carry attributions on: quoted units without a cue, and units in a mood that marks speech."""
    by_unit: dict[int, list[Draft]] = {}
    covered: dict[int, list[Draft]] = {}
    for d in drafts:
        by_unit.setdefault(d.unit, []).append(d)
        for i in _units_of(units, d):
            covered.setdefault(i, []).append(d)
    made: list[Draft] = []
    last: Draft | None = None
    running: Draft | None = None  # free indirect speech that is going on
    gap = 0
    for i, u in enumerate(units):
        own = sorted(by_unit.get(i, ()), key=lambda d: d.anchor)
        if own:
            spoken = [d for d in own if d.source is not None or d.style == "direct"]
            last, gap, running = (spoken[-1] if spoken else last), 0, None
            if u.title:
                last = None
            continue
        if covered.get(i):
            last = max(covered[i], key=lambda d: d.anchor)
            continue
        if is_quoted(u):
            span = trimmed(u, 0, len(u.tokens))
            if span is not None and not _head(units, i, span, last, made):
                last = _carry_quote(span, last, gap, made, i)
                last.doubtful = last.doubtful or _left_open(units, i)
            running = None
            continue
        stray = _stray_quotes(u, i)
        if stray:
            made += stray
            last, gap, running = stray[-1], 0, None
            continue
        if u.tokens and u.tokens[0].quote is not None and last is not None and gap == 0:
            span = (u.tokens[0].start, u.tokens[0].stop)
            last = _carry_quote(span, last, gap, made, i)
            continue
        strength = _mood(u)
        if (
            strength
            and last is not None
            and gap == 0
            and (strength == 2 or running is not None or last.style != "direct")
        ):
            span = trimmed(u, 0, u.end())
            if span is not None:
                if running is not None:
                    running.content.append(span)
                else:
                    running = Draft(
                        rule="mood / carried on",
                        content=[span],
                        source=last.source,
                        unit=i,
                        anchor=span[0],
                        doubtful=strength == 1,
                    )
                    made.append(running)
                continue
        running = None
        gap += 1
        if gap > _NEAR:
            last = None
    return drafts + made


def _head(units: Sequence[Unit], i: int, span: Range, last: Draft | None, made: list[Draft]) -> bool:
    """A quotation alone in its line, short and without an end mark, heads the paragraph behind it: nobody's for sure."""
    if i == 0 or i + 1 >= len(units) or units[i + 1].paragraph == units[i].paragraph:
        return False
    shown = units[i].tokens[0].text.strip("\"'“”„‟«»‹›‘’‚‛ ")
    alone = units[i - 1].paragraph < units[i].paragraph and len(units[i].tokens) == 1
    said = last is not None and span in last.content
    if said or not alone or len(shown.split()) > _HEADLINE or shown[-1:] in ".!?…,":
        return False
    rule = "quote / between paragraphs"
    made.append(Draft(rule=rule, content=[span], style="direct", unit=i, anchor=span[0], doubtful=True))
    return True


def _left_open(units: Sequence[Unit], i: int) -> bool:
    """Whether a quotation runs over sentences to the paragraph's end, never closed, and none goes on behind it.

    Its closing mark is lost: how far it reaches is a guess.
    """
    quote = units[i].tokens[0].quote
    if quote is None or quote.closed or quote.dash or len(units[i].sentences) == 1:
        return False
    following = units[i + 1] if i + 1 < len(units) else None
    return following is None or not following.tokens or following.tokens[0].quote is None


def _carry_quote(span: Range, last: Draft | None, gap: int, made: list[Draft], i: int) -> Draft:
    if last is None or gap > 1:
        draft = Draft(rule="quote / no source near", content=[span], style="direct", unit=i, anchor=span[0])
        made.append(draft)
        return draft
    if gap == 0 and last.style == "direct":
        last.content.append(span)
        return last
    draft = Draft(
        rule="quote / of the last source",
        content=[span],
        source=last.source,
        style="direct",
        stance=last.stance,
        unit=i,
        anchor=span[0],
    )
    made.append(draft)
    return draft


def _units_of(units: Sequence[Unit], d: Draft) -> list[int]:
    found = []
    for i in range(max(0, d.unit - 8), d.unit):
        if any(a < units[i].stop and units[i].start < b for a, b in d.content):
            found.append(i)
    return found


def _stray_quotes(u: Unit, number: int) -> list[Draft]:
    """Long quotes in a unit without any cue: behind a colon, or inside a sentence about somebody."""
    found = []
    for k, t in enumerate(u.tokens):
        if t.quote is None:
            continue
        colon = k > 0 and u.tokens[k - 1].text == ":"
        wordless = not u.lex.verbs
        beside = _beside(u, k) if wordless else None
        source = beside[0] if beside else phrases.before(u, k - 1) if colon and k > 1 else None
        if beside is None and (source is None or not words.plausible(u, *source) or source[0] > 0):
            source = None if wordless else short.leading_subject(u, k)
        if u.title and colon and source is not None and source[0] == 0 and _topic(u, *source):
            continue
        if not colon and beside is None and (_titles(u, k) or (source is None and not wordless)):
            continue
        found.append(
            Draft(
                rule="quote / behind a colon" if colon else "quote / inside a sentence",
                content=[(t.start, t.stop)],
                source=u.chars(*source) if source else None,
                cue=u.chars(*beside[1]) if beside else None,
                style="direct",
                unit=number,
                anchor=t.start,
            )
        )
    return found


def _topic(u: Unit, a: int, b: int) -> bool:
    """Whether a headline's words before a colon open with a noun that is no name and no one who speaks."""
    head = next((k for k in range(a, b) if u.low(k) not in u.lex.of("determiners")), a)
    known = u.lex.role(u.low(head)) is not None or u.low(head) in u.lex.pronouns or u.tokens[head].text.isupper()
    return b - a > 1 and head == a and not known and words.unknown_first(u)


def _beside(u: Unit, k: int) -> tuple[Range, Range] | None:
    """Source and cue beside a quote in a language without words of its own: a small word and a name.

    «"…", w Name» behind the quote, «Name w: "…"» before it, where w is one or two words in small letters.
    """
    j = k + 1
    while j < u.end() and not u.tokens[j].is_word and u.tokens[j].quote is None:
        j += 1
    b = j
    while b < u.end() and b - j < 3 and u.tokens[b].text[:1].islower():
        b += 1
    stop = b
    while stop < u.end() and u.tokens[stop].is_cap:
        stop += 1
    if j < b <= j + 2 and stop > b and (stop >= u.end() or not u.tokens[stop].is_word):
        return (b, stop), (j, b)
    if k > 1 and u.tokens[k - 1].text in ":,":
        a = k - 1
        while a > 0 and k - a < 4 and u.tokens[a - 1].text[:1].islower():
            a -= 1
        start = a
        while start > 0 and u.tokens[start - 1].is_cap:
            start -= 1
        if a - 2 <= start < a < k - 1 or (start < a < k - 1 and a - start <= 5):
            return (start, a), (a, k - 1)
    return None


def _titles(u: Unit, k: int) -> bool:
    """Whether the quote at k looks like the title of a work: a few words, a capital, no end mark, inside a sentence."""
    inner = u.tokens[k].text.strip("\"'“”„‟«»‹›‘’‚‛ ")
    short = len(inner.split()) <= 6 and inner[-1:] not in ".!?…,"
    return short and inner[:1].isupper() and k > 0 and u.tokens[k - 1].is_word


def _mood(u: Unit) -> int:
    """2 when a verb form marks the unit as somebody's words, 1 when it may, 0 otherwise."""
    strong, weak = u.lex.of("mood_forms"), u.lex.of("mood_forms_weak")
    lows = [t.low for t in u.tokens if t.quote is None]
    if strong and any(w in strong for w in lows):
        return 2
    return 1 if weak and any(w in weak for w in lows) and not any(w in u.lex.of("clause_openers") for w in lows) else 0


def nest(drafts: list[Draft]) -> list[Draft]:
    """Give each draft whose cue lies in another's content that one as `outer`; clip its content to it.

    The smallest content that holds the cue wins, so nesting is a tree.
    """
    ordered = sorted(drafts, key=lambda d: (d.first(), d.anchor))
    by_unit: dict[int, list[Draft]] = {}
    for d in ordered:
        by_unit.setdefault(d.unit, []).append(d)
    for d in ordered:
        at = d.cue or d.source
        if at is None or d.outer is not None or d.rule.startswith(("mood", "quote")):
            continue
        holders = [
            (b - a, o.first(), o)
            for n in range(d.unit - 2, d.unit + 3)
            for o in by_unit.get(n, ())
            if o is not d and o.cue != d.cue
            for a, b in o.content
            if a <= at[0] and at[1] <= b and not (_holds(d, o) and not _trails(o, d))
        ]
        if not holders:
            continue
        outer = min(holders, key=lambda h: (h[0], h[1]))[2]
        if loops(d, outer):
            continue
        d.outer = outer
        if _holds(d, outer) and outer.cue is not None:
            d.content = [(a, min(b, outer.cue[0])) for a, b in d.content if a < outer.cue[0]]
        clipped = [(max(a, c), min(b, e)) for a, b in d.content for c, e in outer.content if max(a, c) < min(b, e)]
        d.content = clipped or d.content
    return ordered


def _holds(d: Draft, o: Draft) -> bool:
    """Whether the content of `d` holds the cue of `o`, too: then neither is inside the other for sure."""
    at = o.cue
    return at is not None and any(a <= at[0] and at[1] <= b for a, b in d.content)


def _trails(frame: Draft, d: Draft) -> bool:
    """Whether `frame` closes the content of `d`: «X said that A, according to Y» came to us through Y."""
    if not frame.rule.endswith("/ sentence") or frame.cue is None:
        return False
    last = max(frame.cue[1], frame.source[1] if frame.source else 0)
    return any(abs(b - last) <= 2 for _, b in d.content)


def loops(d: Draft, outer: Draft | None) -> bool:
    while outer is not None:
        if outer is d:
            return True
        outer = outer.outer
    return False
