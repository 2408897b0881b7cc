"""Phrases of a pack as patterns that look right before or right after a number, and skip most texts without running."""

from __future__ import annotations

import re
from collections.abc import Sequence
from re import Match, Pattern

from ...textfold import fold, loose

_GAP = r"[\s\-‐‑]+"
_BACK = 48  # code points before a number that may hold the phrase
_LEAD = " \t\n,\u00a0\u202f-‐‑"  # what may stand between a number and a phrase after it
_KEY = 2  # code points by which a phrase is ruled out


class Before:
    """Phrases that end where a number starts."""

    def __init__(self, pattern: Pattern[str], keys: frozenset[str] | None) -> None:
        self._pattern = pattern
        self._keys = keys  # the last code points of every phrase; None where a phrase may end in anything

    def find(self, folded: str, at: int) -> Match[str] | None:
        """The phrase that ends at `at`, the one that starts first."""
        if self._keys is not None:
            key = folded[max(0, at - 6) : at].rstrip()[-_KEY:]
            if key not in self._keys and key[-1:] not in self._keys:
                return None
        return self._pattern.search(folded, max(0, at - _BACK), at)


class After:
    """Phrases that start where a number, its ending or its unit stops."""

    def __init__(self, pattern: Pattern[str], keys: frozenset[str]) -> None:
        self._pattern = pattern
        self._keys = keys  # the first code points of every phrase

    def find(self, folded: str, at: int) -> Match[str] | None:
        key = folded[at : at + 8].lstrip(_LEAD)[:_KEY]
        if key not in self._keys and key[:1] not in self._keys:
            return None
        return self._pattern.match(folded, at)


def before(phrases: str | None, *, articles: str = "") -> Before | None:
    """One of the phrases right before a number, maybe with an article between. None when there are no phrases."""
    if not phrases:
        return None
    between = rf"(?:\s+(?:{'|'.join(articles.split())}))?" if articles else ""
    pattern = re.compile(rf"(?<![\w<>=])(?:{alternatives(split(phrases))}){between}[\s]*$")
    return Before(pattern, _keys([*split(phrases), *articles.split()], at_end=True))


def after(phrases: str | None, *, glue: bool = False, unless: str = "") -> After | None:
    """One of the phrases right after a number; with `glue` also without a space, never before one of `unless`."""
    if not phrases:
        return None
    lead = r"[\s\-‐‑]*" if glue else r"(?:[\s,]+|(?=[^\w\s])|(?<=[^\w]))"
    end = rf"(?!\w)(?!\s+(?:{alternatives(split(unless))})(?!\w))" if unless else r"(?!\w)"
    pattern = re.compile(rf"{lead}(?:{alternatives(split(phrases))}){end}")
    return After(pattern, _keys(split(phrases), at_end=False) or frozenset())


def behind_ending(phrases: str | None, *, endings: str) -> After | None:
    """One of the phrases, a word apart, behind a number word that has one of the endings: "iki yüz[den] fazla"."""
    if not phrases:
        return None
    ended = "|".join(f"(?<={re.escape(fold(ending))})" for ending in endings.split())
    pattern = re.compile(rf"(?:{ended})\s+(?:{alternatives(split(phrases))})(?!\w)")
    return After(pattern, _keys(split(phrases), at_end=False) or frozenset())


def _keys(phrases: Sequence[str], *, at_end: bool) -> frozenset[str] | None:
    forms = [fold(p.strip()) for p in phrases]
    forms += [f.replace("'", "’") for f in forms if "'" in f]
    if at_end:
        return None if any(f.endswith("~") and len(f) > 1 for f in forms) else frozenset(f[-_KEY:] for f in forms)
    return frozenset(f.lstrip(_LEAD).rstrip("~")[:_KEY] for f in forms)


def alternatives(phrases: Sequence[str]) -> str:
    """A pattern for any of the phrases, the longest first; a space stands for any gap, "~" for any letters."""
    made = [
        re.escape(fold(p.strip()))
        .replace("'", "['’]")
        .replace(r"\ ", _GAP)
        .replace(r"\~", "~")
        .replace("~", r"\w*" if len(p) > 1 else "~")
        for p in phrases
    ]
    return loose("|".join(sorted(filter(None, made), key=lambda p: (-len(p), p))))


def split(phrases: str | None) -> list[str]:
    return [p for p in (phrases or "").split("|") if p.strip()]
