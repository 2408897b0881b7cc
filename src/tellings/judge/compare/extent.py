"""Compare extents: all, nearly all, most, some, none of the same things to which the same happened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ..told import Case, Told
from .dispute import Dispute, Side, finding
from .ties import background
from .voices import statements, voice

_SAVED = frozenset({"survive", "release", "rescue", "evacuate"})
_ANYBODY = frozenset({"person"})
_JOINED = 1  # code points: the thing stands right before the word of extent, as in "of the hostages half"
_REACH = 40  # code points between the word of extent and the things it is said of
_RANK = {"all": 4, "nearly_all": 3, "most": 3, "half": 2, "some": 1, "none": 0}
_EXCLUDE = {
    ("all", "nearly_all"),
    ("all", "most"),
    ("all", "half"),
    ("all", "none"),
    ("nearly_all", "half"),
    ("nearly_all", "none"),
    ("most", "none"),
    ("half", "none"),
    ("some", "none"),
}


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute for each kind of thing and event of which reports tell different extents."""
    yield from _saved_and_lost(case)
    buckets: dict[tuple[str, str], dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
    for told in case.told:
        for label, concept, frame in _read(told):
            buckets[concept, frame][label].append(told)
    for _, held in sorted(buckets.items()):
        labels = sorted(held, key=lambda label: -_RANK[label])
        apart = [(a, b) for n, a in enumerate(labels) for b in labels[n + 1 :] if (a, b) in _EXCLUDE]
        if not apart:
            continue
        a, b = apart[0]
        if len({t.report.id for label in (a, b) for t in held[label]}) < 2:
            continue
        first, second = held[a][0], held[b][0]
        yield Dispute(
            kind="extent",
            about=first.statement.text,
            state="conflict" if second.statement.certainty == first.statement.certainty == "certain" else "differing",
            sides=tuple(
                Side(
                    value=_value(held[label][0], label),
                    statements=tuple(dict.fromkeys(t.statement.id for t in held[label])),
                )
                for label in (a, b)
            ),
            confidence=0.65,
            findings=(
                finding("extent", f"“{_value(first, a)}” and “{_value(second, b)}” exclude each other.", first, second),
            ),
        )


def _saved_and_lost(case: Case) -> Iterator[Dispute]:
    """One dispute for each kind of people all of whom one voice tells safe, and of whom another counts dead."""
    saved: dict[str, list[Told]] = defaultdict(list)
    lost: dict[str, list[Told]] = defaultdict(list)
    for told in case.told:
        if told.statement.polarity == "negative" or "deny" in told.labels("frames") or background(told):
            continue
        for label, concept, frame in _read(told):
            if label == "all" and frame in _SAVED:
                saved[concept].append(told)
        for f in told.figures:
            if f.low >= 1 and "kill" in f.frames | (told.told_labels("frames") & {"kill"}):
                for concept in f.concepts - _ANYBODY:
                    lost[concept].append(told)
    for concept in sorted(saved.keys() & lost.keys()):
        both = {t.statement.id for t in saved[concept]} & {t.statement.id for t in lost[concept]}
        left = [t for t in saved[concept] if t.statement.id not in both]
        right = [t for t in lost[concept] if t.statement.id not in both]
        if left and right and {voice(t) for t in left} != {voice(t) for t in right}:
            yield Dispute(
                kind="extent",
                about=left[0].statement.text,
                state="conflict",
                sides=(
                    Side(value=_value(left[0], "all"), statements=statements(left)),
                    Side(
                        value=next(f.text for f in right[0].figures if concept in f.concepts),
                        statements=statements(right),
                    ),
                ),
                confidence=0.6,
                findings=(
                    finding("extent", "One side says that all are safe, another counts dead.", left[0], right[0]),
                ),
            )


def _read(told: Told) -> Iterator[tuple[str, str, str]]:
    """(extent, concept, frame) told in a statement: the concept that follows the word of extent, the nearest frame."""
    if "deny" in told.labels("frames"):
        return
    frames = told.inner("frames")
    for hit in told.of("extent"):
        after = [c for c in told.of("concepts") if 0 <= c.start - hit.stop <= _REACH]
        after = [c for c in told.of("concepts") if 0 <= hit.start - c.stop <= _JOINED] or after
        if after and frames and hit.label in _RANK:
            frame = min(frames, key=lambda f: (max(f.start - after[0].stop, hit.start - f.stop, 0), f.start))
            yield hit.label, after[0].label, frame.label


def _value(told: Told, label: str) -> str:
    hit = next(h for h in told.of("extent") if h.label == label)
    before = [c.start for c in told.of("concepts") if 0 <= hit.start - c.stop <= _JOINED]
    after = next((c.stop for c in told.of("concepts") if c.start >= hit.stop), hit.stop)
    return told.report.text[before[0] : hit.stop] if before else told.report.text[hit.start : after]
