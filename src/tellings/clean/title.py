"""Find the headline in the text, so that `Report.text` begins with it on a line of its own and never says it twice."""

from __future__ import annotations

import re

from ..records import Record
from .lines import Line
from .repeats import sameness

_SHORTEST, _LONGEST = 8, 200
_FEWEST_WORDS = 3
_MUCH = 1.5
_SENTENCE_END = re.compile(r"(?<!&quot)[.…。;:,]['\"”»“)\]]{0,2}$")
_REACH = 3  # lines in which metadata's headline is looked for


class Headline(Record, frozen=True, kw_only=True):
    title: str | None
    line: int | None = None  # the line that says it, if the text does
    break_at: int | None = None  # raw offset at which its line has to end
    head: str = ""  # what has to be put before the text


def find_headline(lines: list[Line], *, title: str | None, apart: bool = True) -> Headline:
    """Where the headline is: in the text, glued to its first line, only in the metadata, or nowhere for sure.

    `apart` says whether something parts the first line from the second: a blank line, or what was cut out between them.
    """
    if not lines:
        return Headline(title=title, head=title or "")
    return _given(lines, title) if title else _found(lines, apart=apart)


def _given(lines: list[Line], title: str) -> Headline:
    wanted = sameness(title)
    for n, line in enumerate(lines[:_REACH]):
        if sameness(line.text) == wanted:
            return Headline(title=line.text, line=n, head="") if n == 0 else Headline(title=title, head=title)
    first = lines[0]
    if first.text.startswith(title) and first.text[len(title) : len(title) + 1].isspace():
        return Headline(title=title, line=0, break_at=first.start + len(title))
    return Headline(title=title, head=title)


def _found(lines: list[Line], *, apart: bool) -> Headline:
    """A first line that is short, ends without a stop and has longer text below it is a headline.

    Without a blank line below it the text has to be much longer: the first of many short lines is no headline.
    """
    if len(lines) < 2 or not is_headline(lines[0].text):
        return Headline(title=None)
    below = max(len(line.text) for line in lines[1:4]) / (1 if apart else _MUCH)
    if lines[1].text[:1].islower() and not apart:
        return Headline(title=None)
    return Headline(title=lines[0].text, line=0) if below > len(lines[0].text) else Headline(title=None)


def is_headline(text: str) -> bool:
    return (
        _SHORTEST <= len(text) <= _LONGEST
        and (len(text.split()) >= _FEWEST_WORDS or not text.isascii())
        and not _SENTENCE_END.search(text)
        and not text[:1].islower()
    )
