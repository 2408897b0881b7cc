"""Read the attributions of one text: frames, verbs, headlines and hearsay in each unit, then what spreads beyond it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ...lang import Pack, load_pack
from ...records import Attribution, Cue, Mention, Quote, Sentence, Span
from ...textfold import fold
from ._antecedents import Known, gender_of
from ._closing import close_over
from ._draft import Draft, Range
from ._frames import read_frames
from ._lexicon import lexicon
from ._lines import hearsay, read_headline, supported
from ._short import sole_person
from ._sources import make_source, stands_for
from ._spread import nest, reach_back, spread
from ._through import chain_citing, pass_on, through_lead
from ._units import Unit, make_units
from ._verbs import read_verbs

_OPENING = 6  # tokens at the start of a unit in which the one stands who acts


class RuleAttributions:
    """The default `AttributionReader`: rules over tables, no parser."""

    name = "rules"
    version = "1"

    def read_attributions(
        self,
        text: str,
        *,
        sentences: Sequence[Sentence],
        quotes: Sequence[Quote],
        mentions: Sequence[Mention],
        pack: Pack,
    ) -> tuple[Attribution, ...]:
        """Who says what in one text; see `read_attributions`."""
        return read_attributions(text, sentences=sentences, quotes=quotes, mentions=mentions, pack=pack)


def read_attributions(
    text: str,
    *,
    sentences: Sequence[Sentence],
    quotes: Sequence[Quote],
    mentions: Sequence[Mention],
    pack: Pack,
) -> tuple[Attribution, ...]:
    """Who says what: source, cue and content spans after PARC 3 and PolNeAR, in text order of the content.

    Contents never overlap their own cue. `outer` is the attribution through which one reached us, so chains are read
    from the inside out. Each sentence is read with the table of its own language; `mentions` may be empty.
    """
    lexicons = {s.lang: lexicon(pack.code if s.lang == pack.code else load_pack(s.lang).code) for s in sentences}
    units = make_units(text, sentences, quotes, lexicons)
    before: Range | None = None
    drafts: list[Draft] = []
    told_by: list[Draft] = []
    for i, unit in enumerate(units):
        unit.before = before
        if i and not units[i - 1].title and units[i - 1].paragraph == unit.paragraph and not told_by:
            unit.told = sole_person(units[i - 1])
        found = [*read_headline(unit, i), *read_frames(unit, i), *read_verbs(unit, i)]
        chain_citing(found)
        pass_on(found)
        close_over(found)
        found = found or hearsay(unit, i)
        told_by = found
        before = next((d.source for d in reversed(found) if d.source is not None and not _passes(d, found)), before)
        drafts += found
    drafts = [d for d in drafts if supported(d, drafts, text, lex=units[d.unit].lex, mentions=mentions)]
    drafts = nest(spread(units, reach_back(units, drafts)))
    through_lead(text, drafts, units)
    return _records(text, drafts, units, mentions)


def _passes(d: Draft, found: Sequence[Draft]) -> bool:
    """Whether `d` only passes on what another says: that one is the source who may go on in the next sentence."""
    inner = (o for o in found if o is not d and o.source is not None and o.cue is not None)
    return any(o.outer is d or any(a <= o.cue[0] < b for a, b in d.content) for o in inner if o.cue is not None)


def _records(
    text: str,
    drafts: list[Draft],
    units: Sequence[Unit],
    mentions: Sequence[Mention],
) -> tuple[Attribution, ...]:
    made: dict[int, Attribution] = {}
    sources = sorted({d.source for d in drafts if d.source is not None})
    acting = [k for u in units if (k := _acting(text, u)) is not None]
    known = [k for k in acting if not _is_source(k.span, sources)]

    def make(d: Draft) -> Attribution | None:
        if id(d) in made:
            return made[id(d)]
        outer = make(d.outer) if d.outer is not None else None
        content = [_bare(text, c) for c in _clean(d.content, [s for s in (d.cue,) if s])]
        content = [c for c in content if c[0] < c[1]]
        if not content:
            return None
        cue = Cue(text=text[d.cue[0] : d.cue[1]], start=d.cue[0], stop=d.cue[1]) if d.cue else None
        source = None
        if d.source is not None:
            said = cue.text if cue else ""
            source = make_source(text, d.source, lex=units[d.unit].lex, mentions=mentions, known=known, cue=said)
        if source is not None and d.antecedent is not None:
            source = stands_for(text, source, d.antecedent, lex=units[d.unit].lex, mentions=mentions)
        attribution = Attribution(
            source=source,
            cue=cue,
            content=tuple(Span(a, b) for a, b in content),
            style=d.style,
            stance=d.stance,
            rule=f"{d.rule} (doubtful)" if d.doubtful else d.rule,
            outer=outer,
        )
        made[id(d)] = attribution
        return attribution

    records = [a for d in sorted(drafts, key=lambda d: (d.anchor, d.first())) if (a := make(d)) is not None]
    return tuple(sorted(records, key=lambda a: (a.content[0].start, a.cue.start if a.cue else -1)))


def _is_source(span: Range, sources: Sequence[Range]) -> bool:
    """Whether one of the sorted `sources` overlaps `span`; of those that start before it, the last three are asked."""
    i = bisect_left(sources, (span[1], 0))
    return any(a < span[1] and span[0] < b for a, b in sources[max(0, i - 3) : i])


def _acting(text: str, u: Unit) -> Known | None:
    """The one person with whom a unit starts: a pronoun may go back to who acts without being quoted."""
    named = sole_person(u)
    if named is None or u.tokens[min(_OPENING, len(u.tokens) - 1)].start < named[0]:
        return None
    words = tuple(fold(w.strip(".,")) for w in text[named[0] : named[1]].split())
    return Known(named, "person", plural=False, gender=gender_of(words, "", u.lex), words=words)


def _bare(text: str, content: Range) -> Range:
    """Without the comma and white space that a cue cut out of it has left at its start."""
    a, b = content
    while a < b and (text[a].isspace() or text[a] in ",;"):
        a += 1
    return a, b


def _clean(content: list[Range], cues: list[Range]) -> list[Range]:
    """Content spans in order, merged where they overlap, without the cue."""
    merged: list[Range] = []
    for a, b in sorted(content):
        if merged and a <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(b, merged[-1][1]))
        else:
            merged.append((a, b))
    for cue_a, cue_b in cues:
        cut: list[Range] = []
        for a, b in merged:
            if cue_b <= a or b <= cue_a:
                cut.append((a, b))
            else:
                cut += [(a, cue_a)] * (a < cue_a) + [(cue_b, b)] * (cue_b < b)
        merged = cut
    return merged
