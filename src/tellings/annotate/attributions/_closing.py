"""Where a content stops: before the cue that closes its sentence, and before the clause of the next cue."""

from __future__ import annotations

from ._cues import Cue
from ._draft import Draft, Range
from ._units import Unit
from ._words import COMMA

CLOSING = 8  # tokens that may stand behind a cue that closes its unit


def close_over(found: list[Draft]) -> None:
    """A cue that closes the sentence is the outer one of a claim within: "… over claims that A, a statement said"."""
    for last in found:
        if not last.rule.endswith("content before") or last.cue is None or last.source is None:
            continue
        stop = max(b for _, b in last.content)
        for d in found:
            if d is last or d.cue is None or d.outer is not None or last.outer is d:
                continue
            inside = any(a <= d.cue[0] < b for a, b in last.content)
            if inside and any(a < stop < b for a, b in d.content):
                d.content = [(a, min(b, stop)) for a, b in d.content if a < stop]
                d.outer = last


def closing(u: Unit, behind: int, draft: Draft | None) -> Draft | None:
    """A cue that closes a unit whose content runs up to it is the outer one: «X said that A, reported Y»."""
    last = u.drafts[-1] if u.drafts else None
    if draft is None or last is None or draft.cue is None or draft.source is None or u.end() - behind > CLOSING:
        return draft
    reaches = last.rule.endswith("content after") and any(a <= draft.cue[0] < b for a, b in last.content)
    if not reaches or last.outer is not None or draft.source == last.source:
        return draft
    stop = _strip_end(u, min(draft.cue[0], draft.source[0]))
    last.content = [(a, min(b, stop)) for a, b in last.content if a < stop] or last.content
    last.outer = draft
    draft.content = [(last.first(), stop)]
    return draft


def truncate(u: Unit, cue: Cue, subject: Range | None) -> None:
    """End the content of the verb before where this verb's own clause starts, unless it lies inside it."""
    if not u.drafts:
        return
    head = subject[0] if subject and subject[0] < cue.a else cue.a
    k = head
    while k > 0 and u.low(k - 1) in u.lex.of("conjunctions"):
        k -= 1
    joined = k < head
    comma = k > 0 and u.tokens[k - 1].text in COMMA | {";"}
    gerund = "gerund" in cue.form.shapes and "finite" not in cue.form.shapes and cue.a == cue.at
    if not ((joined and (subject is None or comma)) or (gerund and comma)):
        return
    cut = u.tokens[k].start
    last = u.drafts[-1]
    last.content = [(a, min(b, _strip_end(u, cut))) for a, b in last.content if a < _strip_end(u, cut)] or last.content


def _strip_end(u: Unit, cut: int) -> int:
    """The end of the last token before character `cut` that is not a comma."""
    best = cut
    for t in u.tokens:
        if t.stop > cut:
            break
        if t.text not in COMMA and t.text not in ";":
            best = t.stop
    return best
