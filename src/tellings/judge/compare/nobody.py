"""Compare none with some: one voice says that nobody was hurt, killed or held, another counts those who were."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from ...figures import Figure
from ...lang.frames import Hit
from ..periods import periods_of
from ..scope import breaks, negated
from ..setting import settings_of
from ..told import Case, Told
from .dispute import Dispute, Side, finding, no_report_holds_both, worded
from .ties import background, ties_of
from .voices import other_camps, statements

_FATES = {"kill": "kill", "drown": "kill", "shoot": "kill", "stab": "kill", "injure": "injure", "arrest": "arrest",
          "infect": "infect", "miss": "miss", "trap": "trap"}  # fmt: skip
_COUNTED = frozenset({"dead", "wounded", "person", "evacuee"})  # say nothing of what kind of people
_PEOPLE = frozenset(
    {"worker", "protester", "child", "passenger", "crew", "citizen", "civilian", "soldier", "fighter", "police", "journalist",
     "visitor", "migrant", "firefighter", "woman", "pilot", "fan", "hostage", "driver"}
)  # fmt: skip
_WHO = {"dead": "kill", "wounded": "injure"}
_LESS, _TIDINGS = frozenset({"more", "grave"}), frozenset({"tidings", "count"})
_OF = 8  # code points from tidings to what they are of
_NO_THING = "no thing"  # the rule of the packs for "no" before a noun
_NEXT = 2  # code points: "no casualties"
_BE = 20  # code points: "there were not any", "yoktur", "no reports of"
_FAR = 60  # code points between nobody and what did not befall them
_LEAST = 0.75  # what the two statements and those before them have in common


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute for each fate that one voice says befell nobody, and of which another counts some."""
    none: dict[tuple[str, str], list[Told]] = defaultdict(list)
    some: dict[str, list[tuple[Told, Figure]]] = defaultdict(list)
    periods = periods_of(case)
    for told in case.told:
        if periods.earlier(told):
            continue
        if told.statement.voice == "undetermined" or "deny" in told.labels("frames") or background(told):
            continue
        found = sorted(set(_none(told)))
        for fate, whom in found:
            none[fate, whom].append(told)
        for f in () if found else told.figures:
            for fate in sorted({_FATES[x] for x in f.frames if x in _FATES}):
                if f.low >= 1 and f.kind == "cardinal" and not f.unit and (f.concepts or f.heads):
                    some[fate].append((told, f))
    against = _against(case) if none else None
    for (fate, whom), denials in sorted(none.items()):
        counted = [(t, f) for t, f in some[fate] if not whom or whom in f.concepts]
        counted = [(t, f) for t, f in counted if against is not None and any(against(t, d) for d in denials)]
        if counted and no_report_holds_both([t for t, _ in counted], denials):
            yield _dispute(denials, counted, fate)


def _against(case: Case) -> Callable[[Told, Told], bool]:
    """Whether two statements are of different camps and of one place, with something told before them in common."""
    settings, ties = settings_of(case), ties_of(case)

    def against(told: Told, denial: Told) -> bool:
        of_one = ties.settled(told, denial) >= _LEAST and not settings.apart(told, denial)
        return of_one and other_camps(told, denial)

    return against


def _none(told: Told) -> Iterator[tuple[str, str]]:
    """(fate, whom): what a statement says befell nobody, or nobody of a kind ("" for nobody at all)."""
    fates = _fates(told)
    if not fates or any(m.kind == "person" and not told.in_source(m.start, m.stop) for m in told.statement.mentions):
        return
    clause = functools.partial(_clause, breaks(told))
    nobody = [h for h in told.of("bound") if h.label == "nobody"]
    some = [h for h in told.of("extent") if h.label == "none"]
    clauses = negated(told)
    for fate, befell in fates:
        if any(_of_tidings(h, befell) or (h.label in _LESS and clause(h, befell)) for h in told.of("bound")):
            continue  # nothing is known of the hurt; nobody else, nobody gravely
        kinds = sorted({h.label for h in told.inner("concepts") if h.label in _PEOPLE and clause(h, befell)})
        plain = any(clause(h, befell) for h in nobody)
        noun = any(
            -_NEXT <= befell.start - stop <= (_NEXT if _NO_THING in c.rules else _BE) or 0 <= start - befell.stop <= _BE
            for c in clauses
            for start, stop in c.marks
            if _NO_THING in c.rules or _is_noun(told, befell)
        )
        of_kind = any(clause(h, befell) for h in some) and bool(kinds)
        if (plain or noun or of_kind or any(0 <= befell.start - h.stop <= _NEXT for h in some)) and len(kinds) < 2:
            yield fate, kinds[0] if kinds else ""


def _fates(told: Told) -> list[tuple[str, Hit]]:
    """What befalls people in a statement, told by a deed or by a word for those whom it befell."""
    found = [(_FATES[h.label], h) for h in told.inner("frames") if h.label in _FATES]
    nouns = [(_WHO[h.label], h) for h in told.inner("concepts") if h.label in _WHO]
    return found + [(f, h) for f, h in nouns if not any(h.start < d.stop and d.start < h.stop for _, d in found)]


def _of_tidings(hit: Hit, befell: Hit) -> bool:
    """Whether a word stands beside a fate that makes it what is not known: "no details of the injured"."""
    if hit.label not in _TIDINGS:
        return False
    return 0 <= befell.start - hit.stop <= _OF or 0 <= hit.start - befell.stop <= _NEXT


def _is_noun(told: Told, fate: Hit) -> bool:
    """Whether the word for a fate names those whom it befell."""
    return any(h.label in _COUNTED and h.start < fate.stop and fate.start < h.stop for h in told.of("concepts"))


def _clause(cuts: Sequence[int], hit: Hit, fate: Hit) -> bool:
    """Whether two hits stand in one clause, not far apart."""
    start, stop = min(hit.stop, fate.stop), max(hit.start, fate.start)
    return stop - start <= _FAR and not any(start <= c <= stop for c in cuts)


def _dispute(denials: Sequence[Told], counted: Sequence[tuple[Told, Figure]], fate: str) -> Dispute:
    found = [t for t, _ in counted]
    return Dispute(
        kind="extent",
        about=denials[0].statement.text,
        state="conflict" if denials[0].statement.certainty == "certain" else "differing",
        sides=(
            worded(denials),
            Side(value=counted[0][1].text, statements=statements(found)),
        ),
        confidence=0.6,
        findings=(
            finding(
                "extent",
                f"One side says that there was nobody, another tells of “{counted[0][1].text}”.",
                denials[0],
                found[0],
            ),
        ),
        topic=fate,
    )
