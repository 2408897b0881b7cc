"""From what two reports share to a derivation: whether it is enough, of what kind, and in which direction."""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec.structs import replace

from ..ids import mint
from ..lang import load_pack
from ..lang.stance import distancing
from ..records import Annotated, Derivation, DerivationKind, Finding, Passage
from .credits import Credit, names_outlet, same_credit
from .directions import direction
from .reuse import LEAST_EVIDENCE, LEAST_PIECE, Reuse

_LEAST_BEST = 3.1  # telling weight of the weightiest passage
_LEAST_TEXT = 5.0  # telling weight of all passages together
_SCALE = 6.0  # telling weight at which two texts are probably (0.63) not independent
_LEAST_CHAIN = 2 * LEAST_EVIDENCE  # evidence of matches across languages
_LEAST_REWORDED = 3.6  # telling weight of the passages of a text that was taken over in other words of its language
_TELLERS = 4  # reports from which on it shows something that no other tells what two do
_TOGETHER = 1.6  # of the least text and the least chain, that a reworded text has to reach together
_CHAIN_SCALE = 3.15  # evidence at which two reports are probably (0.63) not independent
_CREDITED = 0.5  # share of the evidence that suffices where one credits the other's outlet
_SCARE = "scare quotes"  # rule of `lang.stance`
_INDIRECT = frozenset(
    {"published", "translation_trace"}
)  # findings that tell a direction between two, whatever a third did
_MOST_DISTANCED = 4  # findings of shared distancing words
_PART = 0.3  # share of the target below which only passages of it were taken
_PART_ACROSS = 0.4  # the same across languages, where whole statements are counted
_WHOLE = 0.65  # share of the origin below which much of it was left out …
_SHORTER = 0.84  # … if the target is made of it for so much greater a part


def derive(
    annotated: Sequence[Annotated], reuse: Sequence[Reuse], *, credits: Sequence[Sequence[Credit]]
) -> tuple[Derivation, ...]:
    """Derivations in the order of the pairs, one a pair: those whose evidence suffices."""
    found: dict[tuple[int, int], Derivation] = {}
    chained = {(r.left, r.right): r for r in reuse if r.means == "chain"}
    for r in sorted(reuse, key=lambda r: (r.left, r.right, r.means != "text")):
        pair = r.left, r.right
        one_language = annotated[r.left].report.lang == annotated[r.right].report.lang
        if pair in found or (one_language and r.means == "chain"):
            continue
        shown, confidence = r, confidence_of(r, annotated=annotated, credits=credits)
        if confidence is None and r.means == "text" and pair in chained and len(annotated) >= _TELLERS:
            shown, confidence = chained[pair], _reworded(r, chained[pair])
        if confidence is not None:
            found[pair] = _derivation(shown, confidence, annotated=annotated, credits=credits)
    return _settled([found[pair] for pair in sorted(found)])


def _settled(derivations: Sequence[Derivation]) -> tuple[Derivation, ...]:
    """Two reports that both go back to a third in the pile: time and style do not show that one took from the other.

    Unless they share more with one another than with the third. A credit stands.
    """
    origins: dict[str, dict[str, Derivation]] = {}
    for d in derivations:
        if d.direction == "known":
            origins.setdefault(d.target, {})[d.origin] = d
    settled = []
    for d in derivations:
        told = d.direction == "known" and any(f.feature in _INDIRECT for f in d.findings)
        thirds = origins.get(d.target, {}).keys() & origins.get(d.origin, {}).keys() if told else set()
        nearer = sorted(t for t in thirds if _length(origins[d.target][t]) >= _length(d))
        if nearer:
            why = Finding(feature="common_origin", score=0.8, detail="both go back to a third report of the pile", left=nearer[0])  # fmt: skip
            settled.append(replace(d, direction="unknown", findings=(why, *d.findings)))
        else:
            settled.append(d)
    return tuple(settled)


def _length(derivation: Derivation) -> int:
    """How much of the target is taken over, in code points."""
    return sum(p.target.stop - p.target.start for p in derivation.passages)


def _reworded(text: Reuse, chain: Reuse) -> float | None:
    """In one language matching statements alone tell nothing; beside words alike they show a text that was rewritten."""
    weight = sum(p.weight for p in text.pieces if p.weight >= LEAST_PIECE)
    together = weight / _LEAST_TEXT + chain.evidence / _LEAST_CHAIN
    if weight < _LEAST_REWORDED or 2 * chain.evidence < _LEAST_CHAIN or together < _TOGETHER:
        return None
    return round(1 - math.exp(-together / _TOGETHER), 3)


def one_text(
    annotated: Sequence[Annotated], reuse: Sequence[Reuse], *, credits: Sequence[Sequence[Credit]]
) -> list[int]:
    """For each report the number of the text that it is a copy of: those that share most of their words have one."""
    texts = list(range(len(annotated)))
    for r in reuse:
        confidence = confidence_of(r, annotated=annotated, credits=credits)
        if r.means == "text" and confidence is not None and max(r.left_share, r.right_share) >= _PART:
            keep, gone = sorted((texts[r.left], texts[r.right]))
            texts = [keep if t == gone else t for t in texts]
    return texts


def confidence_of(reuse: Reuse, *, annotated: Sequence[Annotated], credits: Sequence[Sequence[Credit]]) -> float | None:
    """How sure it is that two reports have a common text; None where the evidence does not suffice."""
    credited = any(
        names_outlet(c, annotated[y])
        for x, y in ((reuse.left, reuse.right), (reuse.right, reuse.left))
        for c in credits[x]
        if not c.own
    )
    ease = _CREDITED if credited else 1.0
    if reuse.means == "chain":
        if reuse.evidence < ease * _LEAST_CHAIN or sum(not p.quoted for p in reuse.pieces) < 2:
            return None
        return round(min(0.98, 1 - math.exp(-reuse.evidence / ease / _CHAIN_SCALE)), 3)
    weights = [p.weight for p in reuse.pieces if p.weight >= LEAST_PIECE]
    if sum(weights) < ease * _LEAST_TEXT or max(weights) < ease * _LEAST_BEST:
        return None
    return round(1 - math.exp(-sum(weights) / ease / _SCALE), 3)


def _derivation(
    reuse: Reuse, confidence: float, *, annotated: Sequence[Annotated], credits: Sequence[Sequence[Credit]]
) -> Derivation:
    a, b = annotated[reuse.left], annotated[reuse.right]
    forwards, why = direction(reuse, annotated=annotated, credits=credits)
    origin, target = (b, a) if forwards is False else (a, b)
    pieces = [p for p in reuse.pieces if reuse.means == "chain" or p.weight >= LEAST_PIECE or p.quoted]
    passages = tuple(
        Passage(origin=p.right, target=p.left) if forwards is False else Passage(origin=p.left, target=p.right)
        for p in pieces
    )
    return Derivation(
        id=mint("der", *sorted((a.report.id, b.report.id))),
        origin=origin.report.id,
        target=target.report.id,
        kind=_kind(reuse, forwards, across=a.report.lang != b.report.lang),
        direction="unknown" if forwards is None else "known",
        passages=passages,
        confidence=confidence,
        findings=(*why, *_credits_shared(reuse, credits), *_distanced_alike(reuse, a, b), *reuse.findings),
    )


def _kind(reuse: Reuse, forwards: bool | None, *, across: bool) -> DerivationKind:
    """A text that was told in other words of its language is no copy, however much of it was."""
    kind = kind_of(reuse, forwards, across=across)
    return "condensation" if kind == "copy" and reuse.means == "chain" else kind


def kind_of(reuse: Reuse, forwards: bool | None, *, across: bool) -> DerivationKind:
    """By how much of the target is taken over, and how much of the origin is.

    Where the direction is unknown, the one that stands in the other for the greater part is taken for the target.
    """
    if forwards is None:
        forwards = reuse.right_share >= reuse.left_share
    origin, target = reuse.left_share, reuse.right_share
    if not forwards:
        origin, target = target, origin
    if target < (_PART_ACROSS if across else _PART):
        return "quotation"
    if origin < _WHOLE and origin <= _SHORTER * target:
        return "condensation"
    return "translation" if across else "copy"


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
    return [
        Finding(
            feature="credit_shared",
            score=0.8,
            detail=f"both credit {d.name}",
            left=d.name,
            right=c.name,
        )
        for c in credits[reuse.right]
        for d in credits[reuse.left]
        if same_credit(c, d)
    ]
