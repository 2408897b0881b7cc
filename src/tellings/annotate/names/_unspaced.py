"""Gazetteer names in scripts that write no spaces (Han, Kana), where words cannot be cut first."""

from __future__ import annotations

import functools
import re

from ...lang import gazetteer as world
from ...lang.gazetteer import Entry
from ...records import Mention

_SIGN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_SHORTEST = 2  # signs; one sign is found by chance


@functools.cache
def _names() -> tuple[re.Pattern[str], dict[str, Entry]]:
    found = {form: e for form, e in world.names("und").items() if _SIGN.match(form) and len(form) >= _SHORTEST}
    longest_first = sorted(found, key=lambda f: (-len(f), f))
    return re.compile("|".join(re.escape(f) for f in longest_first)), found


def unspaced_names(text: str) -> list[Mention]:
    """Places and bodies of the gazetteer in `text`, in order, the longest name at each place."""
    if not _SIGN.search(text):
        return []
    pattern, entries = _names()
    rules = {"place": "gazetteer place", "organisation": "gazetteer body", "product": "gazetteer product"}
    return [
        Mention(
            start=m.start(),
            stop=m.end(),
            kind=entries[m.group()].kind,
            canonical=m.group(),
            rule=rules[entries[m.group()].kind],
        )
        for m in pattern.finditer(text)
    ]
