"""Compare who did one deed where reports tell the doer by kind: residents found the child, or a house painter did.

The doer is the subject right beside an active verb, or stands behind the word for "by".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ...lang.frames import Hit, load_frames
from ..told import Case, Told
from .dispute import Dispute, differing
from .ties import Ties, background, done, ties_of
from .voices import opposed

_KIN = ("parent", "offspring", "sibling", "spouse", "partner", "uncle", "cousin", "grandparent")
_KINDS = {
    **{k: k for k in ("resident", "passer_by", "tradesman", "policeman", "rescuer", "kinsman")},
    **dict.fromkeys(_KIN, "kinsman"),
    "neighbour": "resident",
}
_ALIKE = (frozenset({"passer_by", "tradesman"}),)  # a shepherd may come by
_FINDS = frozenset({"they_find", "find_they"})
_VERB_FIRST = "who.find_they"
_FATES = frozenset({"kill", "injure", "survive", "drown"})
_FRAMES = frozenset({"find", "rescue"})
_OTHERS = frozenset({"put_out", "alert", "overpower"})  # deeds that are no frames
_HELPERS = frozenset({"thing:firefighter", "thing:police", "thing:family", "thing:witness"})  # told of in any rescue
_SERVICES = frozenset({"policeman", "rescuer"})  # whom others alert
_FOUND = frozenset({"body", "girl", "boy"})  # whom a report that opens with it tells to have been found
_NEXT = 2  # code points between the doer and the verb
_MARKED = 45  # code points between the deed and the word for "by"
_REACH = 12  # code points between the word for "by" and the doer
_OPENS = 4  # statements in which a report says what happened
_LEAST = 0.75


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute for each deed that reports have done by different kinds of people."""
    ties = ties_of(case)
    held: dict[str, dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
    for told in case.told:
        if told.statement.polarity == "positive" and not background(told):
            for deed, kind in sorted(set(_read(told))):
                held[deed][kind].append(told)
    for deed, kinds in sorted(held.items()):
        order = opposed(kinds)
        for kind in order[1:]:
            pair = next(((a, b) for a in kinds[order[0]] for b in kinds[kind] if _one_thing(a, b, deed, ties)), None)
            if pair and not any({order[0], kind} <= alike for alike in _ALIKE):
                yield _dispute(deed, {k: kinds[k] for k in (order[0], kind)}, pair)
                break


def _one_thing(left: Told, right: Told, deed: str, ties: Ties) -> bool:
    """Whether two statements of two reports tell of one deed: one row, or both open with it and share what it was done to."""
    if left.report.id == right.report.id:
        return False
    if left.row and left.row == right.row:
        return True
    if left.at >= _OPENS or right.at >= _OPENS:
        return False
    things = {k for k in ties.common(left, right) if k.startswith("thing:")} - _HELPERS
    somebody = deed == "find" and left.told_labels("who") & right.told_labels("who") & _FOUND
    return bool(somebody) or (bool(things) and ties.weight(left, right) >= _LEAST)


def _read(told: Told) -> Iterator[tuple[str, str]]:
    """(deed, kind of doer)."""
    who = [(h, _KINDS[h.label]) for h in told.inner("who") if h.label in _KINDS]
    if not who:
        return
    deeds = [h for h in done(told) if h.label in _FRAMES] + [h for h in told.inner("who") if h.label in _OTHERS]
    markers = told.inner("agent")
    for marker in markers:
        near = [h for h in deeds if -_MARKED <= marker.start - h.stop <= _MARKED]
        by = [(h.start, kind) for h, kind in who if _tied(marker, h)]
        if near and by:
            yield min(near, key=lambda h: (abs(marker.start - h.stop), h.start)).label, min(by)[1]
    for verb, deed in _active(told, markers):
        for hit, kind in who:
            before = 0 < verb.start - hit.stop <= _NEXT
            after = _verb_first(told) and 0 < hit.start - verb.stop <= _NEXT
            if (before or after) and not (deed == "alert" and kind in _SERVICES):
                yield deed, kind


def _active(told: Told, markers: Sequence[Hit]) -> Iterator[tuple[Hit, str]]:
    """(verb, deed) of the verbs whose subject may stand beside them: "hikers found dead" found nobody."""
    fates = [h for h in told.inner("frames") if h.label in _FATES]
    for verb in told.inner("who"):
        deed = "find" if verb.label in _FINDS else verb.label
        passive = any(0 <= m.start - verb.stop <= _NEXT for m in (*fates, *markers))
        if (verb.label in _FINDS or deed in _OTHERS) and not passive:
            yield verb, deed


def _verb_first(told: Told) -> bool:
    """Whether the subject may stand behind its verb in the language of a statement, and nothing else looks like it there."""
    return _VERB_FIRST in load_frames(told.statement.lang).rules


def _tied(marker: Hit, hit: Hit) -> bool:
    away = hit.start - marker.stop if marker.label == "after" else marker.start - hit.stop
    return 0 <= away <= _REACH


def _dispute(deed: str, sides: dict[str, list[Told]], pair: tuple[Told, Told]) -> Dispute:
    held = [(_words(kind, told[0]), told) for kind, told in sides.items()]
    detail = f"Different people are told to have done it: {', '.join(value for value, _ in held)}."
    return differing("agent", held, detail=detail, shown=pair, topic=f"doer:{deed}")


def _words(kind: str, told: Told) -> str:
    """A report's word for a kind of people."""
    return next(told.words_of(h) for h in told.inner("who") if _KINDS.get(h.label) == kind)
