"""Time expressions: points, ranges, durations, sets, resolved against the report's date; the rule is named.

read_times          every time expression of a text
anchor_from_text    the day of reporting, where the text's opening states it
contradiction       what in the text speaks against the anchor
"""

from __future__ import annotations

from collections.abc import Sequence

from ...lang import Pack
from ...records import Anchor, Sentence, Timex
from .opening import anchor_from_text, contradiction
from .reader import RuleTimes

_DEFAULT = RuleTimes()


def read_times(text: str, *, sentences: Sequence[Sentence], pack: Pack, anchor: Anchor) -> tuple[Timex, ...]:
    """The time expressions of `text`, in text order, without overlaps.

    Args:
        text: any text; offsets are its code points.
        sentences: of `text`; tense is looked for within them.
        pack: the language's tables.
        anchor: what relative expressions are counted from. Where its value is None they get the underspecified
            TIMEX3 value (XXXX-11-21, XXXX-WXX-5), never a date of the clock's.
    """
    return _DEFAULT.read_times(text, sentences=sentences, pack=pack, anchor=anchor)


__all__ = ["RuleTimes", "anchor_from_text", "contradiction", "read_times"]
