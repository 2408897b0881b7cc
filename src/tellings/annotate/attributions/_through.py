"""Through whom it came: «X reports, citing Y», «this, as X passes on citing Y, was said by Z», and how far that reaches."""

from __future__ import annotations

from collections.abc import Sequence

from ...textfold import fold
from ._draft import Draft, Range
from ._spread import loops
from ._units import Unit

PASSING = "/ passing on"
_NEAR = 2  # units behind it that it reaches over in a report without paragraphs
_LEAD = 2  # paragraphs from the top, the title counted, in which a citing frame may speak for more than its sentence


def chain_citing(found: list[Draft]) -> None:
    """Put the one who cites around what is cited: «X reports, citing Y» is Y's content, through X."""
    for d in found:
        if not d.rule.endswith("/ citing") or d.cue is None:
            continue
        others = [v for v in found if v.cue and v is not d and not v.rule.endswith("/ citing")]
        through = [v for v in others if v.cue and v.cue[1] <= d.cue[0]]
        inserted = [v for v in others if v.source and v.cue and v.source[0] <= d.cue[0] <= v.cue[0]]
        if through or inserted:  # «X reports, citing Y», «X, citing Y, reports»
            d.outer = max(through or inserted, key=lambda v: v.anchor)
            if d.source is not None:
                d.outer.content = [s for c in d.outer.content for s in _without(c, (d.cue[0], d.source[1]))]
            d.content = list(d.outer.content)
            d.style = d.outer.style


def _without(content: Range, frame: Range) -> list[Range]:
    """`content` without the citing frame that opens it: «According to X | citing Y, | seven villages …»."""
    opens = content[0] >= frame[0] - 1 and content[0] < frame[1] < content[1]
    return [(frame[1], content[1])] if opens else [content]


def pass_on(found: list[Draft]) -> None:
    """Put the one who passes on around the one who said it: «Об этом, как передаёт X со ссылкой на Y, сообщила Z»."""
    for d in found:
        if not d.rule.endswith(PASSING):
            continue
        through = next((c for c in found if c.outer is d and c.rule.endswith("/ citing")), d)
        for said in found:
            back = said is not d and said is not through and said.outer is None and not said.content
            if back and said.doubtful:
                said.outer = through


def through_lead(text: str, drafts: list[Draft], units: Sequence[Unit]) -> None:
    """Pass on what the report's lead or last line says it took over: «X reports, citing Y».

    It reaches over the paragraph that says so, and over what the same source says next, until somebody else speaks: an
    outlet that names its source for the lead may have asked the others itself. A paragraph that is the whole report
    is none: there it reaches over the next sentences. And "according to X citing Y" is said of its own sentence alone: there no outlet passes its report on.
    """
    lead = next(
        (
            d
            for d in drafts
            if d.rule.endswith("/ citing")
            and d.outer is not None
            and not d.outer.rule.endswith("/ sentence")
            and _relays(d.outer, units[d.outer.unit])
            and (units[d.unit].paragraph <= _LEAD or d.unit == len(units) - 1)
        ),
        None,
    )
    if lead is None:
        return
    through = lead if _relays(lead, units[lead.unit]) else lead.outer
    place = units[lead.unit].paragraph
    names = _names(text, lead.source)
    parted = len({u.paragraph for u in units if not u.title}) > 1
    going = True
    for d in sorted(drafts, key=lambda d: (d.unit, d.anchor)):
        if d is lead or d is lead.outer:
            continue
        u = units[d.unit]
        if d.unit > lead.unit:
            going = going and (d.source is None or _continues(text, d, names, u))
        here = u.paragraph == place and (d.unit >= lead.unit or _closes(units, lead.unit))
        here = here and (parted or d.unit - lead.unit <= _NEAR)
        if d.outer is None and not loops(d, lead) and (here or (d.unit > lead.unit and going)):
            d.outer = through


def _closes(units: Sequence[Unit], number: int) -> bool:
    """Whether a unit is the last of its paragraph."""
    return number + 1 >= len(units) or units[number + 1].paragraph != units[number].paragraph


def _continues(text: str, d: Draft, names: frozenset[str], u: Unit) -> bool:
    """Whether the source of `d` is the one of `names` again, or a pronoun for it."""
    words = _names(text, d.source)
    said = text[d.source[0] : d.source[1]].split() if d.source else []
    pronoun = len(said) == 1 and (fold(said[0]) in u.lex.pronouns or fold(said[0]) in u.lex.owners)
    return pronoun or bool(words & names)


def _names(text: str, source: Range | None) -> frozenset[str]:
    if source is None:
        return frozenset()
    return frozenset(fold(w)[:5] for w in text[source[0] : source[1]].split() if w[:1].isupper() and len(w) > 3)


def _relays(lead: Draft, u: Unit) -> bool:
    """Whether the source of `lead` may pass on what others said: an outlet or a bare name, not a person or a ministry."""
    a, b = lead.source or (0, 0)
    named = [t for t in u.tokens if a <= t.start < b]
    roles = {u.lex.role(t.low) for t in named} - {None}
    bare = all(t.is_cap or not t.text[0].islower() for t in named)
    return bool(roles & {"outlet", "agency"}) or (roles <= {"post"} and bare)  # "The Orlan Post"
