"""Compare extents: all, nearly all, most, some, none of the same things to which the same happened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ..told import Case, Told
from .dispute import Dispute, Side, finding

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
    buckets: dict[tuple[str, str], dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
    for told in case.told:
        for label, concept, frame in _read(told):
            buckets[concept, frame][label].append(told)
    for (concept, frame), held in sorted(buckets.items()):
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
            findings=(finding("extent", f"{a} | {b} of {concept}, {frame}: they exclude each other", first, second),),
        )


def _read(told: Told) -> Iterator[tuple[str, str, str]]:
    """(extent, concept, frame) told in a statement: the concept that follows the word of extent, the nearest frame."""
    if "deny" in told.labels("frames"):
        return
    frames = told.inner("frames")
    for hit in told.of("extent"):
        after = [c for c in told.of("concepts") if 0 <= c.start - hit.stop <= _REACH]
        if after and frames and hit.label in _RANK:
            frame = min(frames, key=lambda f: (max(f.start - after[0].stop, hit.start - f.stop, 0), f.start))
            yield hit.label, after[0].label, frame.label


def _value(told: Told, label: str) -> str:
    hit = next(h for h in told.of("extent") if h.label == label)
    stop = next((c.stop for c in told.of("concepts") if c.start >= hit.stop), hit.stop)
    return told.report.text[hit.start : stop]
