"""Dash-led speech: a paragraph that starts with a dash, with the narrator's words between further dashes."""

from __future__ import annotations

import re

from ...lang import Pack
from ...records import Quote

_LEAD = re.compile(r"\s*(?P<dash>[—–―-])(?P<space>\s*)(?=[^\W\d_]|[¿¡«\"„“])")
_SPACED = re.compile(r"(?<=[,.!?…»”\"])\s+[—–―-]\s+")  # "… , — said X. — …"
_GLUED = re.compile(r"\s+[—–―](?=\S)(?P<words>[^—–―]{1,200})(?:[—–―](?=[\s.,;:!?…]|$)|$)")  # "… —dijo X—. …"


def dash_speech(line: str, *, offset: int, pack: Pack) -> tuple[Quote, ...]:
    """The spoken stretches of a line that starts with a dash; none when it is a list item.

    Without a narrator's words in it, a line counts as speech only where the pack says `dash_speech = true` in
    `sentences.toml` and the dash is a long one: lists use dashes, too.
    """
    lead = _LEAD.match(line)
    if not lead:
        return ()
    end = len(line.rstrip())
    spoken = _by_glued(line, lead.end(), end) if not lead["space"] else _by_spaced(line, lead.end(), end)
    sure = len(spoken) > 1 or (spoken and spoken[0][1] < end)
    long_dash = lead["dash"] != "-" and bool(pack.table("sentences").get("dash_speech", False))
    if not sure and not (long_dash and line[:end].endswith((".", "!", "?", "…"))):
        return ()
    first = lead.start("dash")
    return tuple(
        Quote(
            start=offset + (first if i == 0 else start),
            stop=offset + stop,
            inner_start=offset + start,
            inner_stop=offset + stop,
            closed=False,
            dash=True,
        )
        for i, (start, stop) in enumerate(spoken)
        if start < stop
    )


def _by_spaced(line: str, start: int, end: int) -> list[tuple[int, int]]:
    spoken, at, inside = [], start, True
    for match in _SPACED.finditer(line, start, end):
        narrates = line[match.end() : match.end() + 1].islower()
        if inside and narrates:
            spoken.append((at, match.start()))
            inside = False
        elif not inside:
            at, inside = match.end(), True
    if inside:
        spoken.append((at, end))
    return spoken


def _by_glued(line: str, start: int, end: int) -> list[tuple[int, int]]:
    spoken, at = [], start
    for match in _GLUED.finditer(line, start, end):
        if match["words"][:1].islower():
            spoken.append((at, match.start()))
            at = match.end()
            while at < end and (line[at] in ".,;:!?…" or line[at].isspace()):
                at += 1
    if at < end:
        spoken.append((at, end))
    return spoken
