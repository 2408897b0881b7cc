"""What an edge between two statements rests on, told so that an editor can follow it."""

from __future__ import annotations

from collections.abc import Sequence

from ..figures import relate, same_thing, told
from ..records import Finding
from ..words import stem, words
from .features import Edge, Weighing, near_figures
from .model import Model
from .views import View

_QUOTE = 120  # longest words shown in a finding
_LEAST = 0.2  # of the log odds, that a finding has to move to be shown


def findings_of(edge: Edge, *, weighing: Weighing, model: Model) -> tuple[Finding, ...]:
    """The evidence behind an edge, strongest first, with both values quoted."""
    a, b = weighing.views[edge.left], weighing.views[edge.right]
    parts = sorted(
        ((model.weights.get(n, 0.0) * v, n, v) for n, v in edge.features.items()), key=lambda p: (-abs(p[0]), p[1])
    )
    return tuple(
        Finding(
            feature=name.removesuffix("_across"),
            score=round(max(-1.0, min(1.0, amount / 4)), 3),
            detail=_detail(name, value, a, b, weighing),
            left=a.statement.text[:_QUOTE],
            right=b.statement.text[:_QUOTE],
        )
        for amount, name, value in parts
        if abs(amount) >= _LEAST and name != "across"  # which is no evidence, but where the scale begins
    )


def _detail(name: str, value: float, a: View, b: View, weighing: Weighing) -> str:
    match name.removesuffix("_across"):
        case "names":
            return "both name " + "; ".join(sorted({weighing.labels.get(n, n) for n in a.names & b.names}))
        case "figures" | "figures_exact":
            return "figures agree: " + _agreeing(a, b)
        case "figures_apart":
            return "figures exclude each other: " + _texts(a) + " | " + _texts(b)
        case "dates":
            return "both date it " + ", ".join(sorted(a.dates))
        case "dates_apart":
            return f"dated apart: {', '.join(sorted(a.dates))} | {', '.join(sorted(b.dates))}"
        case "frames":
            return "both tell of: " + ", ".join(sorted(a.frames & b.frames))
        case "frames_apart":
            return f"tell of different things: {', '.join(sorted(a.frames))} | {', '.join(sorted(b.frames))}"
        case "concepts":
            return "both speak of: " + ", ".join(sorted(a.concepts & b.concepts))
        case "stems":
            common = sorted(a.stems & b.stems, key=lambda k: (-weighing.stems.weight[k], k))[:8]
            return "words in common: " + ", ".join(_worded(a, common))
        case "extent_apart":
            return f"extent differs: {_extents(a)} | {_extents(b)}"
        case "source":
            return "the same source says it: " + weighing.labels.get(a.source, a.source)
    said = _SAID.get(name.removesuffix("_across"), name)
    return f"{said}: {value:.2f}"


_SAID = {
    "alike": "probability by sentence vectors",
    "part": "nearest pieces of the two, against their neighbourhood",
    "stems_within": "share of the shorter one's telling words in the other",
    "concepts_within": "share of the poorer one's subjects in the other",
    "beyond": "closeness beyond what the whole story has in common",
    "mutual": "each is the other's nearest in its report (0.5: one is)",
    "beside": "what stands before or behind them in both reports matches, too",
    "figures_lone": "figures told by one only",
    "margin": "closer than either's neighbours",
    "place": "distance of their places in the reports",
    "length_apart": "lengths differ",
    "denied_apart": "one denies what the other tells",
    "polarity_apart": "one is negated",
    "quoted": "both are quoted",
    "quoted_apart": "only one is quoted",
}


def _agreeing(a: View, b: View) -> str:
    """The figures of both that speak for one another; all of them where only their numbers do."""
    pairs = [
        (x.text, y.text)
        for x in a.figures
        for y in b.figures
        if same_thing(x, y) and relate(x, y) != "apart" and near_figures(told(x), told(y))
    ]
    if not pairs:
        return f"{_texts(a)} | {_texts(b)}" if a.figures and b.figures else ", ".join(sorted(a.numbers & b.numbers))
    left, right = (", ".join(dict.fromkeys(side)) for side in zip(*pairs, strict=True))
    return f"{left} | {right}"


def _worded(view: View, stems: Sequence[str]) -> list[str]:
    """The stems as words of the statement."""
    whole: dict[str, str] = {}
    for word in words(view.told):
        whole.setdefault(stem(word.folded), word.folded)
    return [whole.get(s, s) for s in stems]


def _texts(view: View) -> str:
    return ", ".join(f.text for f in view.figures)


def _extents(view: View) -> str:
    return ", ".join(f"{label} {of}" for of, label in sorted(view.extent.items()))
