"""What alignment looks at in a statement, gathered once so that pairs are compared by set operations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ..figures import Figure, figure
from ..figures import told as told_number
from ..lang.frames import Hit, load_frames, match_frames
from ..records import Annotated, Attribution, Quote, Record, Report, Span, Statement
from ..scope import denied, negated
from ..words import stem, words

_LETTERS = 3  # shorter words carry little in any language that we read
_MOSTLY = 0.4  # share of a statement that its content must be to stand for it
_REACH = 40  # code points between a word of extent and what it is said of
_SAYING = frozenset({"say", "deny", "accuse"})  # frames of telling, not of what is told


class View(Record, frozen=True, kw_only=True):
    """One statement as alignment sees it; sets hold stems, entity ids, EDTF values, frame and concept labels."""

    statement: Statement
    told: str  # its words without source and cue
    place: float  # where in its report, 0-1
    headline: bool  # it stands in the headline, which says again what the text says
    stems: frozenset[str]
    numbers: frozenset[str]  # digits as written, and figures' values
    names: frozenset[str]
    dates: frozenset[str]
    figures: tuple[Figure, ...]
    frames: frozenset[str]
    denied: frozenset[str]  # those of them that it says not to have happened, and nowhere else that they have
    concepts: frozenset[str]
    extent: dict[str, str]  # concept -> how many of them: all, nearly_all, some …
    quoted: bool
    source: str  # entity or folded text of who said it at the inner end of the chain


def views_of(annotated: Sequence[Annotated], ids: Sequence[str]) -> list[View]:
    """One view a statement, in the order of `ids`."""
    found: dict[str, View] = {}
    for a in annotated:
        for statement in a.statements:
            found[statement.id] = _view(statement, a.report, a.quotes)
    return [found[i] for i in ids]


def _view(statement: Statement, report: Report, quotes: Sequence[Quote]) -> View:
    told = _told(statement)
    cut = [w for w in words(statement.text, offset=statement.start) if _inside(w, told)]
    hits = match_frames(cut, load_frames(statement.lang))
    frames = [h for h in [*hits, *_cued(statement, told)] if h.section == "frames" and h.label not in _SAYING]
    quantities = [q for q in statement.quantities if q.kind != "ordinal" and _inside(q, told)]
    figures = tuple(figure(q, statement, hits) for q in quantities)
    return View(
        statement=statement,
        told=" ".join(statement.text[s.start - statement.start : s.stop - statement.start] for s in told),
        place=statement.start / max(1, len(report.text)),
        headline=statement.start < len(report.title or ""),
        stems=frozenset(stem(w.folded) for w in cut if len(w.folded) >= _LETTERS and not w.folded.isdigit()),
        numbers=frozenset(f"{n:g}" for f in figures if (n := told_number(f)) not in (0, 1)),
        names=frozenset(m.entity for m in statement.mentions if m.entity and _inside(m, told)),
        dates=frozenset(t.edtf for t in statement.times if t.edtf and t.type in {"DATE", "TIME"} and _inside(t, told)),
        figures=figures,
        frames=frozenset(h.label for h in frames),
        denied=_denied(statement, frames),
        concepts=frozenset(h.label for h in hits if h.section == "concepts"),
        extent=_extents(hits),
        quoted=any(q.start < statement.stop and statement.start < q.stop and not q.dash for q in quotes),
        source=_inner_source(statement.attribution),
    )


def _denied(statement: Statement, frames: Sequence[Hit]) -> frozenset[str]:
    """The frames that a negation in their clause denies, each time that they are told."""
    found: set[str] = set()
    attribution = statement.attribution
    source = attribution.source if attribution is not None else None
    clauses = negated(statement, sources=[(source.start, source.stop)] if source is not None else []) if frames else ()
    if clauses:
        hits = denied(frames, statement, clauses)
        found = {h.label for h in hits} - {h.label for h in frames if h not in hits}
    return frozenset(found)


def _told(statement: Statement) -> list[Span]:
    """What the source says, without who says it, how and where: one speaker, or one page, makes no two things alike.

    The whole statement where nothing is attributed, or where the content is less than half of it.
    """
    whole = [Span(statement.start, statement.stop)]
    if statement.attribution is None:
        return whole
    inside = [
        Span(max(c.start, statement.start), min(c.stop, statement.stop))
        for c in sorted(statement.attribution.content)
        if c.start < statement.stop and statement.start < c.stop
    ]
    covered = sum(s.stop - s.start for s in inside)
    return inside if covered >= _MOSTLY * (statement.stop - statement.start) else whole


def _cued(statement: Statement, told: Sequence[Span]) -> list[Hit]:
    """What the cue itself tells besides saying: that somebody protested, condemned, apologised."""
    cue = statement.attribution.cue if statement.attribution is not None else None
    if cue is None or _inside(cue, told) or not (statement.start <= cue.start and cue.stop <= statement.stop):
        return []
    cut = [w for w in words(statement.text, offset=statement.start) if cue.start <= w.start and w.stop <= cue.stop]
    return list(match_frames(cut, load_frames(statement.lang)))


class _Placed(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def stop(self) -> int: ...


def _inside(part: _Placed, spans: Sequence[Span]) -> bool:
    return any(s.start <= part.start and part.stop <= s.stop for s in spans)


def _extents(hits: Sequence[Hit]) -> dict[str, str]:
    """What each word of extent is said of: the concept that follows it closely."""
    found: dict[str, str] = {}
    concepts = [h for h in hits if h.section == "concepts"]
    for hit in hits:
        if hit.section == "extent":
            after = next((c for c in concepts if 0 <= c.start - hit.stop <= _REACH), None)
            if after is not None:
                found.setdefault(after.label, hit.label)
    return found


def _inner_source(attribution: Attribution | None) -> str:
    """The inner end of a chain: `outer` is the one through whom it reached us, so the statement's own is innermost."""
    if attribution is None or attribution.source is None:
        return ""
    source = attribution.source
    return source.entity or " ".join(w.folded for w in words(source.antecedent or source.text))
