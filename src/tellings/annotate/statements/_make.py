"""From everything read out of a report to its statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

from ...ids import statement_id
from ...lang import Pack, load_pack
from ...records import Attribution, Mention, Quantity, Quote, Report, Sentence, Span, Statement, Timex, Voice
from ..stance import read_certainty, read_polarity
from ._cut import cut

DOUBTFUL = "(doubtful)"  # in a rule's name: which words the source said is a guess
_COVERED = 0.5  # the share of a statement's letters that content must cover for the voice to be the source's
_FRAMING = 60  # code points before a source that tell when and where it spoke
_CLAUSE = 4  # words, at least, before a semicolon that make a clause
_QUOTED = 0.8  # a statement of which so much is quoted is not the outlet's, even if nobody was found for it
_TOUCHED = 0.25  # below this share the statement is the outlet's, though it quotes a word or two

Placed = TypeVar("Placed", Mention, Timex, Quantity)


def make_statements(  # noqa: PLR0913 - everything that was read of one report meets here
    report: Report,
    *,
    sentences: Sequence[Sentence],
    quotes: Sequence[Quote],
    attributions: Sequence[Attribution],
    mentions: Sequence[Mention],
    times: Sequence[Timex],
    quantities: Sequence[Quantity],
    pack: Pack,
) -> tuple[Statement, ...]:
    """The statements of one report, in text order; `text == report.text[start:stop]`, none longer than 400.

    A sentence is one statement, unless a substantial part of it is somebody else's words: then it is cut there. The
    voice is "attributed" where the content of an attribution covers most of the statement, "own" where none does and
    the language's attribution was read, and "undetermined" otherwise or where a reach is doubtful.
    """
    text = report.text
    seen: Counter[str] = Counter()
    statements = []
    ordered = sorted(attributions, key=_first_at)
    for sentence in sentences:
        touching = [a for a in ordered if _touches(a, sentence)]
        rules = pack if sentence.lang == pack.code else load_pack(sentence.lang)
        for piece in cut(text, sentence, touching):
            words = text[piece.start : piece.stop]
            attribution, voice = _voice(text, piece, touching, quotes, rules)
            aside = _aside(piece, touching, voice, attribution)
            clause = _first_clause(words)
            statements.append(
                Statement(
                    id=statement_id(report.id, words, seen[words]),
                    report=report.id,
                    start=piece.start,
                    stop=piece.stop,
                    text=words,
                    lang=sentence.lang,
                    voice=voice,
                    polarity=read_polarity(words, pack=rules, without=aside),
                    certainty=read_certainty(clause, pack=rules, without=aside),
                    attribution=attribution,
                    mentions=_inside(mentions, piece),
                    times=_inside(times, piece),
                    quantities=_inside(quantities, piece),
                )
            )
            seen[words] += 1
    return tuple(statements)


def _first_at(attribution: Attribution) -> int:
    parts = [p.start for p in (attribution.source, attribution.cue, *attribution.content) if p is not None]
    return min(parts, default=0)


def _touches(attribution: Attribution, sentence: Sentence) -> bool:
    parts = (attribution.source, attribution.cue, *attribution.content)
    return any(p is not None and p.start < sentence.stop and sentence.start < p.stop for p in parts)


def _inside(found: Sequence[Placed], piece: Span) -> tuple[Placed, ...]:
    return tuple(x for x in found if piece.start <= x.start and x.stop <= piece.stop)


def _aside(piece: Span, attributions: Sequence[Attribution], voice: Voice, of: Attribution | None) -> list[Span]:
    """What of the piece says nothing of its stance, in the piece's own offsets: who says it and how, nothing else.

    Where the words are a source's, all that is none of them, and what stands behind a semicolon, is another clause.
    """
    parts: list[Span] = [p for a in attributions for p in _parts([a])]
    if voice == "attributed" and of is not None:
        at = piece.start
        for said in _clip(piece, sorted(of.content)):
            parts.append(Span(at, max(at, said.start)))
            at = max(at, said.stop)
        parts.append(Span(at, piece.stop))
    return [Span(p.start - piece.start, p.stop - piece.start) for p in _clip(piece, parts)]


def _first_clause(words: str) -> str:
    """What stands before the first semicolon, if it is more than a word or two."""
    head = words.split(";", 1)[0]
    return head if len(head.split()) >= _CLAUSE else words


def _voice(
    text: str, piece: Span, attributions: Sequence[Attribution], quotes: Sequence[Quote], pack: Pack
) -> tuple[Attribution | None, Voice]:
    whole = _letters(text, [piece])
    covering = [(a, _letters(text, _clip(piece, a.content))) for a in attributions]
    covering = [(a, n) for a, n in covering if n]
    read = pack.code != "und" and pack.has("attribution")
    if not covering:
        quoted = _letters(text, _clip(piece, [Span(q.start, q.stop) for q in quotes]))
        return None, "own" if read and quoted < _QUOTED * whole else "undetermined"
    most = max(n for _, n in covering)
    innermost = [(a, n) for a, n in covering if n >= _COVERED * most]
    attribution = max(innermost, key=lambda found: (_depth(found[0]), found[1], _first_at(found[0])))[0]
    size = whole - _letters(text, _clip(piece, _parts(attributions)))
    told = whole - _letters(text, _clip(piece, _telling(piece, attributions)))
    if DOUBTFUL in attribution.rule:
        return attribution, "undetermined"
    announced = _announced(piece, attribution)
    if most >= _COVERED * size or (most >= _COVERED * told and (announced or most >= _TOUCHED * whole)):
        return attribution, "attributed"
    return attribution, "own" if read and most < _TOUCHED * size else "undetermined"


def _announced(piece: Span, attribution: Attribution) -> bool:
    """Whether the piece opens with who says it and how, and what is said follows: its main clause reports speech."""
    parts, said = _clip(piece, _parts([attribution])), _clip(piece, attribution.content)
    return bool(parts) and all(p.stop <= c.start for p in parts for c in said)


def _telling(piece: Span, attributions: Sequence[Attribution]) -> list[Span]:
    """The words that tell who says it: from source to cue, and behind a cue that follows what is said, to the end."""
    told = []
    for a in attributions:
        parts = _clip(piece, _parts([a]))
        if not parts:
            continue
        start, stop = min(p.start for p in parts), max(p.stop for p in parts)
        said = _clip(piece, a.content)
        if said and all(c.stop <= start for c in said):
            stop = piece.stop
        elif said and start - piece.start <= _FRAMING and all(c.start >= stop for c in said):
            start = piece.start  # "On Monday, after a meeting in Orla, the mayor said"
        within = _clip(Span(start, stop), said)
        if within and within[0].start > start and within[-1].stop < stop:  # who, what, and how it was said
            told += [Span(start, within[0].start), Span(within[-1].stop, stop)]
        else:
            told += parts if within else [Span(start, stop)]
    return told


def _parts(attributions: Sequence[Attribution]) -> list[Span]:
    return [Span(p.start, p.stop) for a in attributions for p in (a.source, a.cue) if p is not None]


def _clip(piece: Span, spans: Sequence[Span]) -> list[Span]:
    clipped = [Span(max(s.start, piece.start), min(s.stop, piece.stop)) for s in spans]
    return [s for s in clipped if s.start < s.stop]


def _letters(text: str, spans: Sequence[Span]) -> int:
    """Characters other than white space under the spans, each counted once."""
    total, reach = 0, -1
    for span in sorted(spans):
        start = max(span.start, reach)
        total += sum(not c.isspace() for c in text[start : span.stop])
        reach = max(reach, span.stop)
    return total


def _depth(attribution: Attribution) -> int:
    depth, outer = 0, attribution.outer
    while outer is not None:
        depth, outer = depth + 1, outer.outer
    return depth
