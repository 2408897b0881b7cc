"""Whether a name in a credit is an outlet's: in another script, with a case ending, as initials, or as a domain."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from anyascii import anyascii

from ..records import Evidence, Report

_HOST = re.compile(r"^(?:https?://)?((?:[^/.\s]{1,63}\.){1,8}[a-z]{2,24})(?:[/:?#]|$)")
_SHARED = frozenset({"com", "co", "org", "net", "gov", "edu", "ac"})  # labels below a country's own
_LETTERS = re.compile(r"[a-z0-9]+")
_ARTICLE = 3  # letters of a first word that may be left out: articles, mostly
_INITIALS = 3  # letters from which on initials tell
_TELLS = 5  # consonants from which on a name is known by them alone
_CREDIT_LINE = "credit line"  # as `clean` tells what its evidence rests on: there an outlet is named as the source
_CLASSES = str.maketrans({**dict.fromkeys("aeiouyhj'", None), **dict.fromkeys("gkqxc", "k"), **dict.fromkeys("sz", "s")}
    | dict.fromkeys("bp", "p") | dict.fromkeys("vfw", "v") | dict.fromkeys("dt", "t"))  # fmt: skip


def names_of(report: Report) -> tuple[str, ...]:
    """What a report's outlet is called, as far as its metadata and its own marks tell; a domain by its own part."""
    told = (report.outlet, report.url, *(e.value for e in report.evidence if _own(e)))
    return tuple(dict.fromkeys(bare(name) for name in told if name and bare(name)))


def _own(evidence: Evidence) -> bool:
    return evidence.kind == "outlet" and not evidence.rests_on.startswith(_CREDIT_LINE)


def bare(name: str) -> str:
    """A name without what makes it an address: "https://www.example-news.com/x" -> "example-news"."""
    found = _HOST.match(name.strip().lower())
    if not found:
        return "" if "://" in name else name.strip()
    labels = found.group(1).split(".")[:-1]
    while len(labels) > 1 and labels[-1] in _SHARED:
        labels.pop()
    return labels[-1]


class Outlets:
    """Names of outlets, to be looked up by the words of a credit."""

    def __init__(self, outlets: Iterable[str]) -> None:
        self._keys: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._longest = 0
        for outlet in outlets:
            for key in _keys(outlet):
                self._keys[key].add(outlet)
            self._longest = max(self._longest, len(_words(outlet)) + 1)

    def named_in(self, credit: str) -> frozenset[str]:
        """The outlets that a stretch of the credit's words spells, or gives the initials of."""
        held = _words(bare(credit))
        found: set[str] = set()
        for start in range(len(held)):
            for stop in range(start + 1, min(len(held), start + self._longest) + 1):
                window = "".join(held[start:stop])
                found |= self._keys.get(("spelt", window), set())
                found |= self._keys.get(("bones", _bones(window)), set())
            if held[start].upper() in credit:
                found |= self._keys.get(("initials", held[start]), set())
        return frozenset(found)


def _keys(outlet: str) -> Iterator[tuple[str, str]]:
    words = _words(outlet)
    spelt = ["".join(words)] if words else []
    if len(words) > 2 and len(words[0]) <= _ARTICLE:
        spelt.append("".join(words[1:]))
    for name in spelt:
        yield "spelt", name
        if len(bones := _bones(name)) >= _TELLS:
            yield "bones", bones
    if len(words) >= _INITIALS:
        yield "initials", "".join(w[0] for w in words)


@functools.lru_cache(maxsize=100_000)
def names(credit: str, outlet: str) -> bool:
    """Whether the words of a credit name an outlet."""
    return bool(Outlets((outlet,)).named_in(credit))


@functools.lru_cache(maxsize=10_000)
def _words(name: str) -> tuple[str, ...]:
    return tuple(_LETTERS.findall(anyascii(name).lower()))


@functools.lru_cache(maxsize=100_000)
def _bones(word: str) -> str:
    """The consonants of a word by class, doubled ones once."""
    kept = word.replace("kh", "x").replace("sch", "s").replace("sh", "s").translate(_CLASSES)
    return re.sub(r"(.)\1+", r"\1", kept)
