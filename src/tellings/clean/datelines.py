"""Read the dateline that a report begins with: "BERLIN (Reuters) -", "KYIV, 14 November. /TASS/.", "BERLÍN.-"."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Collection
from typing import Literal

from msgspec.structs import replace

from ..records import Evidence, Record
from ..textfold import fold
from .agencies import is_certain, is_place, name_key, read_names
from .lines import Line, Passed, cut_part, without
from .rules import Rules, any_of, load_rules

RULE = "dateline"

_REACH = 110  # characters in which a dateline ends
_SHORTEST_HEADLINE, _LONGEST_HEADLINE = 15, 220
_PLACE_WORD = re.compile(r"[^\W\d_][\w'’.]*")
_END_SIGN = re.compile(r"[-–—(/]")
_LETTERS = re.compile(r"[^\W_]+")
_WORD_START = re.compile(r"\s([^\W\d_]\w*)")
_SENTENCE_END = re.compile(r"[^\W\d_]{2}[.…]\s")
_CREDIT_ALONE = re.compile(r"\((?P<names>[^()\n]{2,40})\)\s{0,2}[-–—]{1,2}\s{1,3}(?=\S)")
_BEHIND_PLACE = re.compile(r"(?P<place>[^(),]+?)\s?(?:\((?P<inside>[^()]+)\)|,\s(?P<after>[^(),]+))")
_SIGNED = re.compile(r"[A-ZÄÖÜ]{3,6}/[a-zäöü]{1,4}")  # an agency and the initials of who wrote it
_DOT_DASH = re.compile(r"\.\s?[-–—]{1,2}\.?$|[-–—]\s?\.$")


class Dateline(Record, frozen=True, kw_only=True):
    stop: int  # in the line, the white space after it included
    place: str
    date: str | None  # ISO date, only when the year stands there
    day: str | None  # the words of the date, with or without a year
    agencies: tuple[str, ...]


def cut_dateline(lines: list[Line], *, rules: Rules, body: int, credited: Collection[str] = ()) -> Passed:
    """Cut the dateline off the first line of the body, which is one of the first `body + 1` lines.

    `credited`: names that are known to be the outlet's or of an agency, which decide what stands in brackets.
    """
    keys = {key for name in credited if (key := name_key(name))}
    for line in lines[: body + 1]:
        found = read_dateline(line.text, lang=rules.lang, credited=keys)
        if found is not None:
            cut = cut_part(line, (0, found.stop), why="dateline", rule=RULE, evidence=_evidence(found, line))
            return Passed(without(lines, [cut]), [cut])
    return Passed(lines, [])


def cut_glued_dateline(lines: list[Line], *, rules: Rules) -> Passed:
    """Cut a dateline that stands inside the first line, between a headline and the text that was glued to it.

    Only where it names an agency, or has its place in capitals before ".-", and where it is plain at which word the
    headline ends (`_place_start`). The headline is then a line of its own.
    """
    if not lines or len(lines[0].text) < _REACH:
        return Passed(lines, [])
    line = lines[0]
    for match in _WORD_START.finditer(line.text, _SHORTEST_HEADLINE, _LONGEST_HEADLINE):
        head, at = line.text[: match.start()], match.start(1)
        found = read_dateline(line.text[at : at + 2 * _REACH], lang=rules.lang)
        if found is None or _SENTENCE_END.search(head):
            continue
        shift = _place_start(found, head, line.text[at + found.stop :])
        if shift is None or not (found.agencies or (_capitals(found.place[shift:]) and _dotted(line.text, at, found))):
            continue
        found = replace(found, place=found.place[shift:], stop=found.stop - shift)
        span = (at + shift, at + shift + found.stop)
        cut = cut_part(line, span, why="dateline", rule=RULE, evidence=_evidence(found, line, offset=at + shift))
        return Passed(without(lines, [cut]), [cut])
    return Passed(lines, [])


def _place_start(found: Dateline, head: str, body: str) -> int | None:
    """Where in `found.place` the place begins, for the words before it may belong to the headline; None if unsure.

    Capitals after other letters show it. So does the word before, when it cannot be part of a name; a place of
    several words then has to be named in the body again, as a whole or without its first words.
    """
    words = [m.start() for m in _PLACE_WORD.finditer(re.split(r"[,(\[]", found.place)[0])]
    before = head.rsplit(maxsplit=1)[-1]
    shouted = [n for n in words if not any(c.islower() for c in found.place[n:])]
    if shouted and (shouted[0] > 0 or any(c.islower() for c in before) or not before[:1].isalpha()):
        return shouted[0] if _capitals(found.place[shouted[0] :]) else None
    if before[:1].isupper() and not (head[-1:].isspace() or head[-1:] in "?!»”\"')"):
        return None
    if len(words) == 1:
        return 0
    rest = fold(body)
    return next((n for n in words if fold(re.split(r"[,(\[]", found.place[n:])[0].strip()) in rest), None)


def _dotted(text: str, at: int, found: Dateline) -> bool:
    """Whether ".-" stands behind a word; behind an abbreviation the stop is its own."""
    return re.search(r"[^\W\d_]{3}\.[-–—]$", text[at : at + found.stop].rstrip()) is not None


def read_dateline(text: str, *, lang: str, credited: Collection[str] = ()) -> Dateline | None:
    """The dateline at the beginning of `text`, or None when it is not certain to be one.

    Certain means: a place, then an agency in brackets or a known one and a dash; or a place and a date, or a
    place in capitals, and a dash; or a place and ".-". "Berlin: a city" and "Krefeld. At noon" are left alone.
    `credited` holds `name_key`s.
    """
    head = text[:_REACH]
    rules = load_rules(lang)
    alone = _CREDIT_ALONE.match(head)
    if alone is not None:
        named = read_names(alone["names"], rules=rules, sure=False)
        certain = named is not None and all(
            _listed(n, rules) or is_certain(n, rules=rules, credited=credited, capitals=False, acronyms=True)
            for n in named.names
        )
        if named is None or not named.names or not certain or _goes_on(text, alone.end()):
            return None
        return Dateline(stop=alone.end(), place="", date=None, day=None, agencies=named.names)
    if head[:1].islower() or not _may_end(head, lang):
        return None
    found = _grammar(lang).match(head)
    if found is None or (found.end() >= len(text)) is not (found["alone"] is not None):
        return None
    place, agencies = found["place"].rstrip(" ,."), None
    if not found["credit"]:
        place, agencies = _behind_place(place, rules, credited, dated=bool(found["day"]))
    if not _is_place(place) or fold(place) in rules.labels or fold(place) in rules.stamps.months:
        return None
    date = _date(found, rules.stamps.months)
    if found["day"] and date is None and not _is_day(found):
        return None
    agencies = _agencies(found, rules) or agencies
    if found["credit"] and agencies is None:
        return None
    if found["alone"] is not None and not (agencies and found["day"]):
        return None  # a line of its own has to be complete
    whole = head[: found.end()].rstrip()
    if agencies is None and not (
        _DOT_DASH.search(whole) or ((_capitals(place) or found["day"]) and whole != head[: found.end()])
    ):
        return None  # "Berlin: a city", "KYIV-based"
    if _goes_on(text, found.end()):
        return None
    return Dateline(stop=found.end(), place=place, date=date, day=found["day"], agencies=agencies or ())


def _may_end(head: str, lang: str) -> bool:
    """Whether anything stands there that a dateline could end with: asked first, for the grammar takes its time."""
    return _END_SIGN.search(head) is not None or not _agency_starts(lang).isdisjoint(_LETTERS.findall(fold(head)))


@functools.cache
def _agency_starts(lang: str) -> frozenset[str]:
    """The first letters of the agencies' forms, up to the first sign."""
    starts = (_LETTERS.search(fold(form)) for form in load_rules(lang).agencies)
    return frozenset(found[0] for found in starts if found)


def _goes_on(text: str, stop: int) -> bool:
    """Whether what follows is the middle of a sentence."""
    return text[stop : stop + 2].lstrip("«“„\"'([")[:1].islower()


def _behind_place(
    told: str, rules: Rules, credited: Collection[str], *, dated: bool
) -> tuple[str, tuple[str, ...] | None]:
    """What the grammar took for a place and its region, parted into the place and the agencies behind it.

    In brackets may stand either; an unknown word that nothing shows to be an agency is taken for neither.
    """
    found = _BEHIND_PLACE.fullmatch(told)
    if found is None:
        return told, None
    behind = found["inside"] or found["after"]
    named = read_names(behind, rules=rules, sure=False)
    if found["inside"] is not None and _SIGNED.fullmatch(behind):
        return found["place"], (behind.partition("/")[0],)  # "Kaldern (VPA/mb) -"
    if named is None or is_place(behind):
        return told, None
    place, bracketed = found["place"], found["inside"] is not None
    listed = any(_listed(name, rules) for name in named.names)
    capitals = _capitals(place)
    if not named.names and fold(behind) not in rules.credits.unnamed:
        return told, None  # initials: of a state, or of the writer
    if not named.names or (listed and (bracketed or behind in rules.agencies)):
        return place, named.names  # "agencies", or one of the table
    if bracketed and all(
        is_certain(n, rules=rules, credited=credited, capitals=capitals, acronyms=capitals or dated)
        for n in named.names
    ):
        return place, named.names
    return (place, None) if bracketed and len(behind.split()) == 1 and (capitals or dated) else (told, None)


def _listed(name: str, rules: Rules) -> bool:
    return name in rules.agencies.values()


def _capitals(place: str) -> bool:
    """Written in capitals: a script without them says nothing by it."""
    return len(place) > 2 and place == place.upper() and place != place.lower()


def _is_place(text: str) -> bool:
    """Capitals at both ends; what stands between may be a particle."""
    words = [w.strip("()[],.") for w in re.split(r"[\s/-]", text) if w.strip("()[],.")]
    capital = [not w[:1].islower() for w in words]
    return (
        bool(words)
        and capital[0]
        and capital[-1]
        and all(c or len(w) <= 3 for w, c in zip(words, capital, strict=True))
    )


def _evidence(found: Dateline, line: Line, *, offset: int = 0) -> list[Evidence]:
    start, stop = offset, offset + found.stop
    words = line.text[start:stop].strip()
    kinds: list[tuple[Literal["place", "dateline", "agency"], str | None]] = [
        ("place", found.place or None),
        ("dateline", found.date or (found.day or "").strip(" .,") or None),
        *(("agency", name) for name in found.agencies),
    ]
    return [
        Evidence(kind=kind, value=value, text=words, rests_on=RULE, start=line.start + start, stop=line.start + stop)
        for kind, value in kinds
        if value
    ]


@functools.cache
def _grammar(lang: str) -> re.Pattern[str]:
    """Place, then perhaps a day, then perhaps a credit, then the sign that ends it. Every repetition is bounded."""
    rules = load_rules(lang)
    months = "|".join(re.escape(m) for m in sorted(rules.stamps.months, key=lambda m: (-len(m), m))) or "(?!)"
    agencies = "|".join(re.escape(a) for a in sorted(rules.agencies, key=lambda a: (-len(a), a))) or "(?!)"
    joiners = any_of(rules.stamps.joiners)
    word = r"[^\W\d_][\w'’.]{0,25}"
    place = rf"(?P<place>{word}(?:[ /-]{word}){{0,3}}?(?:(?:,\s{word}(?:\s{word})?)|\s?[\[(](?!(?:{agencies})[\])]){word}(?:[\s/,-]{{1,2}}{word}){{0,2}}[\])])?)"
    day = (
        rf"(?:[.,]{{0,2}}\s{{1,2}}(?P<day>(?P<d1>\d{{1,2}})\.?\s(?:(?:{joiners})\s)?(?P<n1>{months})\.?(?:,?\s(?:(?:{joiners})\s)?(?P<y1>\d{{4}})(?!\d))?"
        rf"|(?P<n2>{months})\.?\s(?P<d2>\d{{1,2}})(?!\d)(?:,?\s(?P<y2>\d{{4}})(?!\d))?"
        r"|(?P<d3>\d{1,2})[./](?P<m3>\d{1,2})[./](?P<y3>\d{4})(?!\d)))?"
    )
    credit = (
        r"(?P<credit>[.,]{0,2}\s{0,2}(?:\((?P<in1>[^()\n]{2,30})\)|/(?P<in2>[^/\n]{2,30})/)"
        rf"|[.,]{{0,2}}\s{{1,2}}(?:[-–—]\s{{1,2}})?(?P<in3>{agencies})(?!\w))"
    )
    follows = r"(?=\s|[^\W\d_]|[«“\"„])"
    dash = r"(?:(?<=\W)|(?!-[^\W\d_]))\s{0,2}(?:\.\s?)?[-–—]{1,2}\s?\.?"
    ends = rf"(?:{credit}(?P<end>{dash}{follows}|\s{{0,2}}[:.]{follows}|(?P<alone>\s{{0,2}}$))|(?P<bare>{dash}{follows}))\s{{0,3}}"
    return re.compile(place + day + ends, re.IGNORECASE)


def _agencies(found: re.Match[str], rules: Rules) -> tuple[str, ...] | None:
    """Whom the credit names: known agencies, or in brackets before a dash names that look like one."""
    inside = (found["in1"] or found["in2"] or found["in3"] or "").strip()
    if inside in rules.agencies:
        return (rules.agencies[inside],)
    named = read_names(inside, rules=rules, sure=False) if inside else None
    if named is None:
        return None
    known = rules.agencies.values()
    bracketed = found["in1"] is not None or found["in2"] is not None
    ends_in_dash = any(sign in (found["end"] or "") for sign in "-–—")
    sure = bracketed and (ends_in_dash or bool(found["day"]))
    return named.names if all(n in known or sure for n in named.names) and (named.names or sure) else None


def _is_day(found: re.Match[str]) -> bool:
    number = found["d1"] or found["d2"] or found["d3"]
    return number is not None and 1 <= int(number) <= 31 and (found["m3"] is None or 1 <= int(found["m3"]) <= 12)


def _date(found: re.Match[str], months: dict[str, int]) -> str | None:
    year = found["y1"] or found["y2"] or found["y3"]
    day = found["d1"] or found["d2"] or found["d3"]
    if not year or not day:
        return None
    name = found["n1"] or found["n2"]
    month = months.get(fold(name), 0) if name else int(found["m3"])
    try:
        return dt.date(int(year), month, int(day)).isoformat()
    except ValueError:
        return None
