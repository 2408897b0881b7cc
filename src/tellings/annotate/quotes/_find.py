"""One pass over each paragraph with a stack of open marks. What a mark does depends on its neighbours and the stack."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...lang import Pack
from ...records import Quote
from ._dash import dash_speech

_LINE = re.compile(r"[^\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_MARK = re.compile(r"''|``|[\"'“”„‟«»‹›‘’‚‛「」『』《》〈〉＂]")

# opening mark -> the marks that may close it
CLOSERS: dict[str, str] = {
    "„": '“”"',
    "‟": "”",
    "“": "”",
    "”": "”",
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹›",
    "‚": "‘’",
    "‛": "’",
    "‘": "’",
    "’": "’",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
    '"': '"”',
    "＂": "＂",
    "'": "'",
    "''": "''",
    "``": "''",
}
_ALWAYS_OPEN = frozenset("„‟«‹‚「『《〈") | {"``"}
_ALWAYS_CLOSE = frozenset("」』》〉")
_SINGLE = frozenset("'‘’‚‛‹›")
_CLOSE_MIXED = frozenset('"“”»')
_MAX_DEPTH = 6
_LONGEST_OVER, _MOST_LINES = 3000, 12  # how far a quote may run over the ends of lines: code points, lines
_LONGEST_SINGLE = 600  # an unclosed apostrophe-like mark is forgotten after so many code points


@dataclass
class _Open:
    mark: str
    at: int
    inner: int
    child_stop: tuple[int, int] | None = None  # (inner_stop, stop) of the last quote of the same kind closed inside


def find_quotes(text: str, *, pack: Pack) -> tuple[Quote, ...]:
    """Every quoted stretch of `text`, ordered by start, outer before inner.

    Apostrophes, feet and inches are not quotes. A mark left open ends with its paragraph (`closed=False`), unless a
    quote of the same kind inside it closes at the same point, as one closing mark often serves for two.
    """
    found: list[Quote] = []
    reach = 0  # behind the last quote that ran over a line's end
    for match in _LINE.finditer(text):
        offset = max(match.start(), reach)
        if offset >= match.end():
            continue
        line = text[offset : match.end()]
        marked = list(_in_line(line, offset))
        last = marked[-1] if marked else None
        if last is not None and not last.closed and last.depth == 0:
            over = _over_lines(text, last, match.end())
            if over is not None:
                marked[-1], reach = over, over.stop
        found += marked
        if not (marked and marked[0].start == offset):
            found += dash_speech(line, offset=offset, pack=pack)
    return tuple(sorted(found, key=lambda q: (q.start, -q.stop)))


def _over_lines(text: str, opened: Quote, at: int) -> Quote | None:
    """The quote that an open mark starts, where its closing mark follows in the next lines before any other mark.

    Texts with hard line breaks and verse have such quotes; paragraphs that each repeat the opening mark do not. A
    straight mark closes one only where it is glued to the word before it and to none behind it.
    """
    mark = text[opened.start : opened.inner_start]
    if mark in _SINGLE or mark not in _ALWAYS_OPEN | {"“", '"'}:
        return None
    for match in _MARK.finditer(text, at, at + _LONGEST_OVER):
        if text.count("\n", at, match.start()) > _MOST_LINES:
            return None
        if match.group() in "'’‘":
            continue
        if match.group() not in CLOSERS[mark]:
            return None
        if mark == '"' and (not text[match.start() - 1].strip() or text[match.end() : match.end() + 1].isalnum()):
            return None
        return Quote(
            start=opened.start,
            stop=match.end(),
            inner_start=opened.inner_start,
            inner_stop=match.start(),
            depth=0,
            closed=True,
        )
    return None


def _in_line(line: str, offset: int) -> Iterator[Quote]:
    stack: list[_Open] = []
    end = len(line.rstrip())
    for match in _MARK.finditer(line):
        mark, at = match.group(), match.start()
        while stack and stack[-1].mark in _SINGLE and at - stack[-1].at > _LONGEST_SINGLE:
            stack.pop()
        before, after = line[at - 1 : at], line[match.end() : match.end() + 1]
        if not _is_mark(mark, before, after):
            continue
        level = _closes(mark, stack, before, after)
        if level is None and mark in _CLOSE_MIXED and stack and before.strip() and not after.isalnum():
            level = _closes_mixed(line, match.end(), stack)
        if level is not None:
            for unclosed in reversed(stack[level + 1 :]):
                if unclosed.mark not in _SINGLE:
                    yield _quote(unclosed, at, at, depth=stack.index(unclosed), offset=offset, closed=False)
            opened = stack[level]
            del stack[level:]
            yield _quote(opened, at, match.end(), depth=level, offset=offset, closed=True)
            if stack and stack[-1].mark == opened.mark:
                stack[-1].child_stop = (at, match.end())
        elif len(stack) < _MAX_DEPTH and _opens(mark, before, after):
            stack.append(_Open(mark, at, match.end()))
    for depth, opened in enumerate(stack):
        if opened.mark in _SINGLE or opened.inner >= end:
            continue
        if opened.child_stop is not None:
            yield _quote(opened, *opened.child_stop, depth=depth, offset=offset, closed=True)
        else:
            yield _quote(opened, end, end, depth=depth, offset=offset, closed=False)


def _is_mark(mark: str, before: str, after: str) -> bool:
    """Not an apostrophe between letters, nor feet or inches after a digit."""
    if mark in "'’‘" and len(mark) == 1:
        if before.isalnum() and after.isalnum():
            return False
        return not (mark == "'" and before.isdigit())
    return True


def _closes(mark: str, stack: list[_Open], before: str, after: str) -> int | None:
    """The level of the open quote that `mark` closes, if it closes one."""
    for level in range(len(stack) - 1, -1, -1):
        if mark not in CLOSERS[stack[level].mark] or (len(mark) == 1) != (len(stack[level].mark) == 1 or mark == '"'):
            continue
        if mark == "'" or (mark == "’" and stack[level].mark == "‘"):
            return level if not after.isalnum() and (before.strip() or stack[level].mark == "'") else None
        if mark == stack[level].mark and _surely_opens(before, after):
            return None  # the same mark again, glued to the word after it: a quote inside
        if mark in "«»‹›" and mark == stack[level].mark:
            return level if before.strip() and not after.isalnum() else None
        return level
    return None


def _closes_mixed(line: str, behind: int, stack: list[_Open]) -> int | None:
    """Another mark ends what a better one began («No", she said; “No“, she said).

    It does when the right one does not come any more, or a new quotation opens before it comes.
    """
    opened = stack[-1].mark
    if opened not in _ALWAYS_OPEN | {"“"}:
        return None
    following = line[behind : behind + _LONGEST_OVER]
    closes = min((i for c in CLOSERS[opened] if (i := following.find(c)) >= 0), default=-1)
    reopens = following.find(opened)
    return len(stack) - 1 if closes < 0 or 0 <= reopens < closes else None


def _surely_opens(before: str, after: str) -> bool:
    return (not before.strip() or before in "([{—–-/:") and bool(after.strip()) and after not in ",.;:!?)…"


def _opens(mark: str, before: str, after: str) -> bool:
    if mark in _ALWAYS_OPEN:
        return True
    if mark in _ALWAYS_CLOSE:
        return False
    free = not before or not before.isalnum()
    if mark in _SINGLE or mark in "”»":
        return (
            free and (not before.strip() or before in '([{—–-/:„“«"') and bool(after.strip()) and after not in ",.;:!?"
        )
    if mark == '"' and before.isdigit():
        return False
    if not before.strip() or before in "([{—–-/:>„“«‘'*|":
        return free
    return free and before in ",." and bool(after.strip())  # glued to the word before it alone, it closes


def _quote(opened: _Open, inner_stop: int, stop: int, *, depth: int, offset: int, closed: bool) -> Quote:
    inner_start = min(opened.inner, inner_stop)
    return Quote(
        start=offset + opened.at,
        stop=offset + stop,
        inner_start=offset + inner_start,
        inner_stop=offset + inner_stop,
        depth=depth,
        closed=closed,
    )
