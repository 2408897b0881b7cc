"""From what two reports share to a derivation: whether it is enough, of what kind, and in which direction."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ..ids import mint
from ..lang import load_pack
from ..lang.stance import distancing
from ..records import Annotated, Derivation, DerivationKind, Finding, Passage
from .credits import Credit, names_outlet
from .reuse import Reuse
from .translated import SURE, lean

_LEAST_PIECE = 1.8  # telling weight below which a passage is a turn of phrase
_LEAST_BEST = 3.1  # telling weight of the weightiest passage
_LEAST_TEXT = 5.0  # telling weight of all passages together
_SCALE = 6.0  # telling weight at which two texts are probably (0.63) not independent
_LEAST_CHAIN = 3  # statements aligned in order
_LONG_CHAIN = 6  # statements that suffice whatever their share
_CHAIN_SCALE = 3.0  # statements at which two reports are probably (0.63) not independent
_LEAST_CHAIN_SHARE = 0.4  # of the report with fewer statements
_SCARE = "scare quotes"  # rule of `lang.stance`
_MOST_DISTANCED = 4  # findings of shared distancing words
_WHOLE = 0.6  # share of a report's words from which on it is a copy
_SHORTER = 0.6  # a text shorter than this share of its origin condenses it


def derive(
    annotated: Sequence[Annotated], reuse: Sequence[Reuse], *, credits: Sequence[Sequence[Credit]]
) -> tuple[Derivation, ...]:
    """Derivations in the order of the pairs, one a pair: those whose evidence suffices."""
    found: dict[tuple[int, int], Derivation] = {}
    for r in sorted(reuse, key=lambda r: (r.left, r.right, r.means)):
        confidence = _confidence(r)
        if confidence is not None and (r.left, r.right) not in found:
            found[r.left, r.right] = _derivation(r, confidence, annotated=annotated, credits=credits)
    return tuple(found[pair] for pair in sorted(found))


def _confidence(reuse: Reuse) -> float | None:
    if reuse.means == "text":
        weights = [p.weight for p in reuse.pieces if p.weight >= _LEAST_PIECE]
        if sum(weights) < _LEAST_TEXT or max(weights) < _LEAST_BEST:
            return None
        return round(1 - math.exp(-sum(weights) / _SCALE), 3)
    own = [p.weight for p in reuse.pieces if not p.quoted]
    share = max(reuse.left_share, reuse.right_share)
    if len(own) < _LEAST_CHAIN or (share < _LEAST_CHAIN_SHARE and len(own) < _LONG_CHAIN):
        return None
    return round(min(0.98, 1 - math.exp(-sum(own) / _CHAIN_SCALE)), 3)


def _derivation(
    reuse: Reuse, confidence: float, *, annotated: Sequence[Annotated], credits: Sequence[Sequence[Credit]]
) -> Derivation:
    a, b = annotated[reuse.left], annotated[reuse.right]
    forwards, why = _direction(reuse, annotated=annotated, credits=credits)
    origin, target = (b, a) if forwards is False else (a, b)
    pieces = [p for p in reuse.pieces if reuse.means == "chain" or p.weight >= _LEAST_PIECE or p.quoted]
    passages = tuple(
        Passage(origin=p.right, target=p.left) if forwards is False else Passage(origin=p.left, target=p.right)
        for p in pieces
    )
    return Derivation(
        id=mint("der", *sorted((a.report.id, b.report.id))),
        origin=origin.report.id,
        target=target.report.id,
        kind=_kind(reuse, a, b),
        direction="unknown" if forwards is None else "known",
        passages=passages,
        confidence=confidence,
        findings=(*why, *_credits_shared(reuse, credits), *_distanced_alike(reuse, a, b), *reuse.findings),
    )


def _kind(reuse: Reuse, a: Annotated, b: Annotated) -> DerivationKind:
    lengths = sorted((len(a.report.text), len(b.report.text)))
    shorter = lengths[0] < _SHORTER * lengths[1]
    share = max(reuse.left_share, reuse.right_share)
    if reuse.means == "chain":
        return "condensation" if shorter else "translation"
    if share < _WHOLE / 2:
        return "quotation"
    return "condensation" if shorter else "copy"


def _direction(
    reuse: Reuse, *, annotated: Sequence[Annotated], credits: Sequence[Sequence[Credit]]
) -> tuple[bool | None, list[Finding]]:
    """True: from left to right; False: from right to left; None: nothing tells. With the findings that tell it.

    An explicit credit that names the other's outlet settles it. Publication times tell only where neither text goes back to an
    agency (of two reports of one dispatch, the earlier is not the origin of the later) and where the earlier holds most of
    the later.
    """
    sides = (reuse.left, reuse.right)
    named = [
        next((c for c in credits[x] if names_outlet(c, annotated[y].report.outlet)), None)
        for x, y in (sides, sides[::-1])
    ]
    if bool(named[0]) != bool(named[1]):
        credit = named[0] or named[1]
        assert credit is not None
        finding = Finding(feature="credit", score=1.0, detail="one credits the other's outlet", left=credit.name)
        return named[1] is not None, [finding]
    if any(c.whole for x in sides for c in credits[x]):
        return None, []
    if reuse.means == "chain":
        return _by_translation(reuse, annotated)
    times = [annotated[x].report.published for x in sides]
    if times[0] and times[1] and _comparable(times[0], times[1]) and times[0] != times[1]:
        later = reuse.right_share if times[0] < times[1] else reuse.left_share
        if later < _WHOLE:
            return None, []
        finding = Finding(
            feature="published", score=0.5, detail="published at different times", left=times[0], right=times[1]
        )
        return times[0] < times[1], [finding]
    return None, []


def _by_translation(reuse: Reuse, annotated: Sequence[Annotated]) -> tuple[bool | None, list[Finding]]:
    """Which side reads like the translation, over the statements that match; nothing where it is not plain."""
    texts = []
    for n, side in ((reuse.left, "left"), (reuse.right, "right")):
        report = annotated[n].report
        spans = [getattr(p, side) for p in reuse.pieces]
        texts.append((" ".join(report.text[s.start : s.stop] for s in spans), report.lang))
    leaning = lean(*texts)
    if leaning is None or abs(leaning) < SURE:
        return None, []
    finding = Finding(
        feature="translation_trace",
        score=round(min(1.0, abs(leaning) / (2 * SURE)), 3),
        detail=f"the {texts[leaning > 0][1]} text reads like a translation (log odds {abs(leaning):.1f})",
    )
    return leaning > 0, [finding]


def _comparable(left: str, right: str) -> bool:
    """ISO times compare as text only where both are equally exact and in one zone; days alone where they differ."""
    return len(left) == len(right) and left[19:] == right[19:]


def _distanced_alike(reuse: Reuse, a: Annotated, b: Annotated) -> list[Finding]:
    """Distancing words that stand in the same passage of both ("so-called"): chosen once, not twice."""
    found = []
    for piece in reuse.pieces:
        words = [
            [text[m.start : m.stop] for m in distancing(text, load_pack(x.report.lang)) if m.rule != _SCARE]
            for x, span in ((a, piece.left), (b, piece.right))
            for text in (x.report.text[span.start : span.stop],)
        ]
        if words[0] and words[1]:
            found.append(
                Finding(
                    feature="shared_distance",
                    score=0.6,
                    detail="both keep the same thing at arm's length",
                    left=words[0][0],
                    right=words[1][0],
                )
            )
    return found[:_MOST_DISTANCED]


def _credits_shared(reuse: Reuse, credits: Sequence[Sequence[Credit]]) -> list[Finding]:
    left = {c.key: c for c in credits[reuse.left]}
    return [
        Finding(
            feature="credit_shared",
            score=0.8,
            detail="both credit the same",
            left=left[c.key].name,
            right=c.name,
        )
        for c in credits[reuse.right]
        if c.key in left
    ]
