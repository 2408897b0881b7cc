"""Alterations: what changed between a text and what was made of it. Only where a derivation or passage shows the use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ..figures import Figure, relate, same_thing
from ..ids import mint
from ..lang import load_pack
from ..lang.stance import distancing
from ..records import Alteration, AlterationKind, Derivation, Finding, Passage, Span, Statement
from ..words import words
from .claimants import innermost
from .kin import may_be_one
from .told import Case, Told

_ALIKE = 0.5  # share of a statement's words that the other has, where both are of one language
_LONG = 4  # letters
_HALF, _MUCH = 0.5, 0.3  # shares of two statements that a passage lies over
_NEAR = 0.4  # length of the shorter statement by the longer
_QUOTED = 3  # words from which on quotation marks hold what somebody said, and not a name or a turn of phrase
_SCARE = "scare quotes"  # rule of `lang.stance`
_SURE = {"certain": 2, "probable": 1, "possible": 0}


def find_alterations(case: Case, derivations: Sequence[Derivation]) -> tuple[Alteration, ...]:
    """Changes between statements of one row whose reports a derivation links: those along a known direction first.

    What was told of a statement is not told again of two reports that merely go back to the same text.
    """
    found: dict[str, Alteration] = {}
    told: set[tuple[str, str]] = set()
    rows_of: dict[str, set[str]] = defaultdict(set)
    for row in case.rows.values():
        for report in row.reports:
            rows_of[report].add(row.id)
    place = {row: n for n, row in enumerate(case.rows)}
    for derivation in sorted(derivations, key=lambda d: d.direction != "known"):
        known = derivation.direction == "known"
        shared = sorted(rows_of[derivation.origin] & rows_of[derivation.target], key=place.__getitem__)
        for origin, target in _pairs(case, derivation, shared):
            for kind, finding in _changes(origin, target, case, known=known):
                sides = {(kind, origin.statement.id), (kind, target.statement.id)}
                if not known and sides & told:
                    continue
                told |= {(kind, target.statement.id)} if known else sides
                identifier = mint("alt", kind, origin.statement.id, target.statement.id)
                found.setdefault(
                    identifier,
                    Alteration(
                        id=identifier,
                        kind=kind,
                        origin=origin.statement.id,
                        target=target.statement.id,
                        findings=(finding, _reach(derivation)),
                    ),
                )
    return tuple(found.values())


def _pairs(case: Case, derivation: Derivation, rows: Sequence[str]) -> Iterator[tuple[Told, Told]]:
    """Statements of one row in the two reports that both lie on reused passages."""
    for row in rows:
        told = [case.by_id[s] for s in case.rows[row].statements if s in case.by_id]
        for origin in (t for t in told if t.report.id == derivation.origin):
            for target in (t for t in told if t.report.id == derivation.target):
                if any(_covers(p, origin, target) for p in derivation.passages) and _one_telling(origin, target):
                    yield origin, target


def _covers(passage: Passage, origin: Told, target: Told) -> bool:
    """Whether a passage lies over half of one statement and much of the other: what it merely touches was not made of it."""
    shares = _over(passage.origin, origin.statement), _over(passage.target, target.statement)
    return max(shares) >= _HALF and min(shares) >= _MUCH


def _over(span: Span, statement: Statement) -> float:
    return (min(span.stop, statement.stop) - max(span.start, statement.start)) / (statement.stop - statement.start)


def _one_telling(origin: Told, target: Told) -> bool:
    """Whether one of two statements can have been made of the other: no scrap of it, no headline, in one language the same words."""
    a, b = origin.statement, target.statement
    if _headline(origin) != _headline(target) or min(len(a.text), len(b.text)) < _NEAR * max(len(a.text), len(b.text)):
        return False
    if a.lang != b.lang:
        return True
    left, right = (_telling(s.text) for s in (a, b))
    return len(left & right) >= _ALIKE * min(len(left), len(right))


def _telling(text: str) -> set[str]:
    """The words of a text but the short ones, which mostly bind others together."""
    held = {w.folded for w in words(text)}
    return {w for w in held if len(w) >= _LONG or w.isdigit()} or held


def _headline(told: Told) -> bool:
    return told.statement.start < len(told.report.title or "")


def _changes(origin: Told, target: Told, case: Case, *, known: bool) -> Iterator[tuple[AlterationKind, Finding]]:
    """What differs. Only where the direction is known is a thing lost or added; else it stands on one side."""
    a, b = origin.statement, target.statement
    if _SURE[a.certainty] != _SURE[b.certainty]:
        verb = _verb(_SURE[b.certainty] > _SURE[a.certainty], known)
        yield "hedge", _finding(f"hedge {verb}: {a.certainty} -> {b.certainty}", origin, target)
    attributed, own = (target, origin) if a.voice == "own" else (origin, target)
    if {a.voice, b.voice} == {"own", "attributed"} and not _does_it(attributed, own):
        yield "attribution", _finding(f"attribution {_verb(b.voice == 'own', known)}", origin, target)
    if _quotation(origin, target) or _quotation(target, origin):
        lost = _quotation(origin, target)
        yield "quotation", _finding(f"quotation marks {_verb(lost, known)}", origin, target)
    distanced, there = _distanced(origin), _distanced(target)
    if bool(distanced) != bool(there):
        word = distanced or there
        yield "distance", _finding(f"distancing word {_verb(bool(distanced), known)}: {word}", origin, target)
    source, other = innermost(origin), innermost(target)
    if source and other and _swapped(source.entity, other.entity, case) and not may_be_one(source.text, other.text):
        yield "source", _finding(f"source: {source.text} -> {other.text}", origin, target)
    for left, right in _rounded(origin, target):
        yield "number", _finding(f"number: {left.text} -> {right.text}", origin, target)


def _does_it(attributed: Told, own: Told) -> bool:
    """Whether the one who is said to say it is named in the other, as the one who does it: declares, offers, denies."""
    source = innermost(attributed)
    if source is None:
        return False
    text, mentions = own.report.text, own.statement.mentions
    return any(
        (source.entity and m.entity == source.entity) or may_be_one(source.text, text[m.start : m.stop])
        for m in mentions
    )


def _quotation(quoted: Told, plain: Told) -> bool:
    """Whether one quotes several words that the other tells without marks: the same words, or in another language most of it."""
    if plain.quotes:
        return False
    a, text = quoted.statement, quoted.report.text
    there = {w.folded for w in words(plain.statement.text)}
    for start, stop in quoted.quotes:
        inner = words(text[max(start, a.start) : min(stop, a.stop)])
        if len(inner) < _QUOTED:
            continue
        if a.lang != plain.statement.lang:
            if 2 * len(inner) >= len(words(a.text)):
                return True
        elif sum(w.folded in there for w in inner) >= _ALIKE * len(inner):
            return True
    return False


def _verb(lost: bool, known: bool) -> str:
    if not known:
        return "only in the first" if lost else "only in the second"
    return "lost" if lost else "added"


def _distanced(told: Told) -> str:
    """The first distancing word of a statement, scare quotes left out: those are quotation marks."""
    marks = distancing(told.statement.text, load_pack(told.statement.lang))
    return next((told.statement.text[m.start : m.stop] for m in marks if m.rule != _SCARE), "")


def _swapped(left: str, right: str, case: Case) -> bool:
    """Whether two sources are different persons; a body and its spokesman are not."""
    kinds = [case.entities[e].kind for e in (left, right) if e in case.entities]
    return left != right and kinds == ["person", "person"]


def _rounded(origin: Told, target: Told) -> Iterator[tuple[Figure, Figure]]:
    """Figures of one thing of which one is the other made rounder."""
    for left in origin.figures:
        for right in target.figures:
            exact = not left.approximate and left.low == left.high
            rounder = exact and right.approximate and left.low != right.low and same_thing(left, right)
            middle = right.low is not None and right.high is not None and left.low == (right.low + right.high) / 2
            if rounder and not middle and relate(left, right) in {"within", "overlap"}:
                yield left, right


def _finding(detail: str, origin: Told, target: Told) -> Finding:
    return Finding(
        feature="alteration", score=1.0, detail=detail, left=origin.statement.text, right=target.statement.text
    )


def _reach(derivation: Derivation) -> Finding:
    known = "from the first to the second" if derivation.direction == "known" else "direction not shown"
    return Finding(
        feature="derivation", score=derivation.confidence, detail=f"{derivation.kind}, {known}", left=derivation.id
    )
