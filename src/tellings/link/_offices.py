"""Whose an office is and where it stands, when not its name but the words beside it say so.

"Norway's |Foreign Ministry|" is Norway's; "the |Norwegian embassy| in Tbilisi" is another body than the one in Baku. The key
of an office is "office:NAME/COUNTRY", that of a mission abroad "office:NAME/COUNTRY/PLACE"; what is unknown is left empty.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from ..lang import gazetteer as world
from ..lang import load_pack
from ..records import Annotated, Mention
from ._world import entry_of, key_of

_OWNS = re.compile(r" |['’ʼ]\w{0,3}[ \u00a0]")  # what joins the owner before an office to it: nothing, or a suffix
_STANDS_IN = re.compile(r"[ \u00a0]\w{1,3}[ \u00a0]")  # one small word before the place where a mission stands


@functools.cache
def _abroad() -> frozenset[str]:
    """The keys of offices that a country has in other places: embassies, consulates."""
    return frozenset(f"office:{name}" for name in load_pack("und").table("names").get("offices_abroad", ()))


def office_keys(annotated: Annotated) -> list[str]:
    """For each mention the key of the office that it names, with what the words beside it tell; "" for all others."""
    text, lang = annotated.report.text, annotated.report.lang
    mentions = annotated.mentions
    return [_office_key(mentions, n, text, lang) if m.kind == "organisation" else "" for n, m in enumerate(mentions)]


def _office_key(mentions: Sequence[Mention], n: int, text: str, lang: str) -> str:
    mention = mentions[n]
    form = mention.canonical or text[mention.start : mention.stop]
    key, host = key_of(form, lang)[0], ""
    if not key:
        key, host = _with_place_inside(form, lang)
    if not key.startswith("office:"):
        return ""
    name, _, country = key.partition("/")
    abroad = name in _abroad()
    at = n
    if abroad and at and not host and text[mentions[at - 1].stop : mentions[at].start] == " ":
        host = _key(mentions[at - 1], text, lang, "place:")
        at -= bool(host)
    if not country and at and _OWNS.fullmatch(text[mentions[at - 1].stop : mentions[at].start]):
        country = _key(mentions[at - 1], text, lang, "country:").removeprefix("country:")
    if abroad and not host and n + 1 < len(mentions):
        behind = text[mention.stop : mentions[n + 1].start]
        host = _key(mentions[n + 1], text, lang, "place:") if _STANDS_IN.fullmatch(behind) else ""
    return f"{name}/{country}/{host}" if abroad else f"{name}/{country}"


def _key(mention: Mention, text: str, lang: str, group: str) -> str:
    if mention.kind != "place" or mention.rule == "demonym":
        return ""
    key, _ = key_of(mention.canonical or text[mention.start : mention.stop], lang)
    return key if key.startswith(group) else ""


def _with_place_inside(form: str, lang: str) -> tuple[str, str]:
    """(key of the office, key of the place) of a name that begins with where the office stands: "Tiflis Büyükelçiliği"."""
    words = form.split()
    for cut in range(1, min(3, len(words))):
        place, office = entry_of(" ".join(words[:cut]), lang), entry_of(" ".join(words[cut:]), lang)
        if place and office and place.group == "place" and f"office:{office.key[7:]}" in _abroad():
            return f"{office.key}/", place.key
    return "", ""


def fits(partly: str, other: str) -> bool:
    """Whether the office with key `other` may be the one that `partly` names, and is known better."""
    a, b = partly.split("/"), other.split("/")
    if a[0] != b[0] or not a[0].startswith("office:") or len(a) != len(b):
        return False
    agree = all(not x or not y or x == y for x, y in zip(a, b, strict=True))
    return agree and any(y and not x for x, y in zip(a, b, strict=True))


def both(a: str, b: str) -> str:
    """The key that holds what either knows."""
    return "/".join(x or y for x, y in zip(a.split("/"), b.split("/"), strict=True))


def label_of(key: str) -> str:
    """What an office is called in English: "embassy, Norway, Tbilisi"."""
    name, *known = key.removeprefix("office:").split("/")
    named = [world.country_label(known[0]) if known[0] else "", *(k.removeprefix("place:") for k in known[1:])]
    return ", ".join(part for part in (name, *named) if part)


def is_abroad(key: str) -> bool:
    """Whether a key is that of an office that stands in another country than its own."""
    return key.partition("/")[0] in _abroad()
