"""Project names found in one report onto the others of the story: the same form where it was not marked yet."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from ..records import Annotated, EntityKind, Mention
from .gazetteer import Gazetteer

_OWN_RULE = "the user's gazetteer"
_WORD = re.compile(r"\w+")
_SHORTEST = 4  # code points; a shorter form is found by chance
_KINDS: frozenset[EntityKind] = frozenset({"person", "organisation", "place", "product", "event"})


def project(annotated: Sequence[Annotated], *, own: Gazetteer | None = None) -> list[Annotated]:
    """The reports with mentions added where another report's name, or one of the user's, stands unmarked, as written there."""
    known: dict[str, Mention] = {}
    written = {w for a in annotated for w in _WORD.findall(a.report.text)} if own else set()
    for row in own.rows if own else ():
        for form in (row.name, *row.aliases):
            words = _WORD.findall(form)
            if words and written.issuperset(words) and not form.islower():  # of a long list, what may be in the texts
                named = Mention(start=0, stop=len(form), kind=row.kind, canonical=form, rule=_OWN_RULE)
                known.setdefault(form, named)
    for a in annotated:
        for m in a.mentions:
            form = a.report.text[m.start : m.stop]
            if m.kind in _KINDS and len(form) >= _SHORTEST and m.rule != "demonym" and not form.islower():
                known.setdefault(form, _shifted(m, by=-m.start))
    if not known:
        return list(annotated)
    pattern = re.compile(
        r"(?<!\w)(?:" + "|".join(re.escape(f) for f in sorted(known, key=lambda f: (-len(f), f))) + r")(?!\w)"
    )
    return [_projected(a, pattern, known) for a in annotated]


def _projected(annotated: Annotated, pattern: re.Pattern[str], known: dict[str, Mention]) -> Annotated:
    taken = sorted((m.start, m.stop) for m in annotated.mentions)
    added: list[Mention] = []
    at = 0
    for match in pattern.finditer(annotated.report.text):
        while at < len(taken) and taken[at][1] <= match.start():
            at += 1
        if at < len(taken) and taken[at][0] < match.end():
            continue
        added.append(_shifted(known[match.group()], by=match.start()))
    if not added:
        return annotated
    mentions = tuple(sorted((*annotated.mentions, *added), key=lambda m: m.start))
    return msgspec.structs.replace(annotated, mentions=mentions)


def _shifted(mention: Mention, *, by: int) -> Mention:
    """The same name standing `by` code points further on, in another report."""
    core = (mention.core_start, mention.core_stop)
    start, stop = ((at + by if at is not None else None) for at in core)
    return Mention(
        start=mention.start + by,
        stop=mention.stop + by,
        kind=mention.kind,
        canonical=mention.canonical,
        rule=_OWN_RULE if mention.rule == _OWN_RULE else "known in another report",
        core_start=start,
        core_stop=stop,
    )
