"""A cue and a colon at the end of a line: what is said is the quotation of the next one."""

from __future__ import annotations

from . import _words as words
from ._closing import CLOSING
from ._cues import Cue
from ._draft import Draft, Range
from ._last import lead
from ._subjects import find_subject
from ._units import Unit

AHEAD = " / quote behind"  # a rule's end: what the next line quotes is said


def quoted_ahead(u: Unit, cue: Cue, floor: int) -> Draft | None:
    """A cue and a colon that end their line: the quotation of the next one is what is said, if there is one."""
    behind = len(u.tokens) - 1
    near = cue.b <= behind <= cue.b + CLOSING and u.tokens[behind].text == ":"
    if any(u.low(k) in u.lex.verbs and u.low(k - 1) not in u.lex.of("determiners") for k in range(cue.b, behind)):
        return None  # «Olayı anlatan Ali Sever, şunları söyledi:»
    if not near or "quote" not in cue.form.takes or any(t.quote is not None for t in u.tokens[cue.b :]):
        return None
    subject: Range | None = lead(u, floor, cue.a) if "cue_last" in u.lex.flags else find_subject(u, cue, floor)[0]
    source = u.chars(*subject) if subject is not None and words.plausible(u, *subject) else None
    if source is None and subject is None and u.drafts:
        source = u.drafts[-1].source  # «… vurgulayan Bilici, şunları kaydetti:»
    if source is None:
        return None
    return Draft(
        rule=f"{cue.form.group}{AHEAD}",
        content=[],
        source=source,
        cue=u.chars(cue.a, cue.b),
        style="direct",
        anchor=u.tokens[cue.a].start,
    )
