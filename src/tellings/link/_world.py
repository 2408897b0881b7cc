"""What the shared gazetteer says of a form: the one thing in the world that it names, whatever the language."""

from __future__ import annotations

import functools
import re

from ..lang import gazetteer as world
from ..lang import load_pack
from ..lang.gazetteer import Entry, plain

_WORD = re.compile(r"[^\W_][^\s,.;:()\"«»“”„]*")


@functools.cache
def _endings(lang: str) -> tuple[str, ...]:
    table = load_pack(lang).table("names")
    return tuple(sorted((plain(e) for e in table.get("case_endings", ())), key=len, reverse=True))


def _stem(word: str, lang: str) -> str:
    for _ in range(3 if load_pack(lang).table("names").get("agglutinates") else 1):
        ending = next((e for e in _endings(lang) if word.endswith(e) and len(word) - len(e) >= 3), "")
        if not ending:
            break
        word = word[: -len(ending)]
    softened = load_pack(lang).table("names").get("softened", {})
    soft = next((end for end in softened if word.endswith(end)), "")
    return word.removesuffix(soft) + softened[soft] if soft else word


@functools.cache
def _stems(lang: str) -> dict[str, list[tuple[str, Entry]]]:
    found: dict[str, list[tuple[str, Entry]]] = {}
    for form, entry in world.names(lang).items():
        found.setdefault(" ".join(_stem(w, lang) for w in form.split()), []).append((form, entry))
    for form, entry in world.names(lang).items():
        found.setdefault(form, []).append((form, entry))
    return found


def _without_ending(key: str, lang: str) -> Entry | None:
    """The entry whose name is left when an ending is cut off the last word, in languages that put one to the name as it is."""
    table = load_pack(lang).table("names")
    endings = _endings(lang) if table.get("agglutinates") else tuple(map(plain, table.get("genitive_endings", ())))
    cut = (key[: -len(e)] for e in endings if key.endswith(e) and len(key) - len(e) >= 3)
    return next((entry for base in cut if (entry := world.names(lang).get(base)) is not None), None)


@functools.lru_cache(maxsize=50_000)
def entry_of(form: str, lang: str) -> Entry | None:
    """The gazetteer entry that a whole form names, in any case; None when it is not in the tables."""
    own = lang.split("-", 1)[0] if lang.split("-", 1)[0] in world.languages() else "und"
    words = plain(form).replace("«", "").replace("»", "").replace('"', "").split()
    key = " ".join(words)
    entry = world.names(own).get(key) or _without_ending(key, own)
    if entry is None and _endings(own):
        alike = _stems(own).get(" ".join(_stem(w, own) for w in words))
        entry = world.nearest(key, alike) if alike else None
    return entry or (world.names("en").get(key) if own != "en" else None)


@functools.cache
def _demonyms(lang: str) -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    table = world.demonyms(lang)
    whole = {w.rstrip("*"): code for w, code in table.items()}
    stems = tuple(sorted(((w[:-1], code) for w, code in table.items() if w.endswith("*")), key=lambda p: -len(p[0])))
    return whole, stems


def demonym_of(word: str, lang: str) -> str:
    """The territory code that an adjective or a people's name speaks of, or ""."""
    own = lang.split("-", 1)[0] if lang.split("-", 1)[0] in world.languages() else "und"
    whole, stems = _demonyms(own)
    folded = plain(word)
    return whole.get(folded) or next((code for stem, code in stems if folded.startswith(stem)), "")


@functools.lru_cache(maxsize=50_000)
def key_of(form: str, lang: str) -> tuple[str, str]:
    """(key, label) of what a form names in the world, or ("", "").

    An office is named together with its country: «МИД России» and "Russian Foreign Ministry" both give
    ("office:foreign ministry/RU", …); without a country the key ends in "/".
    """
    entry = entry_of(form, lang)
    if entry is not None and entry.group != "office":
        return entry.key, entry.label
    if entry is not None:
        return f"{entry.key}/{entry.country}", entry.label
    words = [m.group() for m in _WORD.finditer(form)]
    if len(words) < 2 or len(words) > 9:
        return "", ""
    inner = _inner(words, lang)
    if inner:
        return key_of(inner, lang)
    country, rest = _without_country(words, lang)
    if not country or not rest:
        return "", ""
    office = entry_of(" ".join(rest), lang)
    if office is None or office.group != "office":
        return "", ""
    return f"{office.key}/{country}", f"{office.label}, {world.country_label(country)}"


def _inner(words: list[str], lang: str) -> str:
    """The name inside a longer one that stands for the same thing: a press service's body, an agency named as such."""
    speakers = load_pack(lang).table("names").get("speaks_for", ())
    first = plain(words[0])
    if any(first.startswith(plain(s)) for s in speakers):
        return " ".join(words[1:])
    at = next((n for n, w in enumerate(words) if w[:1].isupper()), 0)
    rest = " ".join(words[at:])
    entry = entry_of(rest, lang) if at else None
    return rest if entry is not None and entry.group in {"body", "outlet"} else ""


def _without_country(words: list[str], lang: str) -> tuple[str, list[str]]:
    """The country at either end of a form, and the words without it and its connector."""
    connectors = frozenset(load_pack(lang).table("names").get("connectors", ()))
    for at in (0, len(words) - 1, 1):
        code = demonym_of(words[at], lang)
        if code:
            return code, words[:at] + words[at + 1 :]
    for length in (1, 2, 3, 4):
        for head, tail in ((words[:-length], words[-length:]), (words[length:], words[:length])):
            entry = entry_of(" ".join(tail), lang) if head else None
            if entry is not None and entry.group == "country":
                kept = len(head)
                while kept and plain(head[kept - 1]) in connectors:
                    kept -= 1
                return entry.country, head[:kept]
    return "", words
