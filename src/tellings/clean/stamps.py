"""Read a stamp: a line, or the beginning of one, that says when the report was published and nothing else."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterable

from ..records import Evidence, Record
from ..textfold import fold
from .lines import Cut, Line, Passed, cut_part, without
from .rules import Rules, StampWords, any_of, load_rules

RULE = "stamp"

_LONGEST = 160  # of a line that is only a stamp
_GLUED_WITHIN = 400
_DIGIT = re.compile(r"\d")
_AFTER_SENTENCE = re.compile(r"[.!?…»”\"]\s{1,3}")
_BETWEEN = " \t\xa0:;|•·,–—-"  # what parts a stamp from what follows it on its line
_HEAD, _TAIL = 20, 6  # lines at the beginning and the end where stamps are looked for


class Stamp(Record, frozen=True, kw_only=True):
    stop: int  # where it ends in the line
    dates: tuple[str, ...]  # ISO dates or date-times, as they stand
    updated: bool
    labelled: bool
    timed: bool
    words: bool  # whether a date was written with a month's name


def cut_stamps(lines: list[Line], *, rules: Rules) -> Passed:
    """Cut stamps out of the first and last lines; the evidence is `published` or `updated`."""
    cuts: list[Cut] = []
    if len(lines) == 1:
        cuts += _glued(lines[0], rules)
    near = [n for n in range(len(lines)) if n < _HEAD or n >= len(lines) - _TAIL]
    for n in near:
        line = lines[n]
        stamp = read_stamp(line.text, lang=rules.lang)
        if stamp is None or not _stands_alone(stamp, line.text, first=n < 3):
            continue
        stop = len(line.text) - len(line.text[stamp.stop :].lstrip(_BETWEEN))
        stop = len(line.text[:stop].rstrip())
        cuts.append(
            cut_part(line, (0, stop), why="stamp", rule=RULE, evidence=stamp_evidence(stamp, line, span=(0, stop)))
        )
    return Passed(without(lines, cuts), cuts)


def _glued(line: Line, rules: Rules) -> Iterable[Cut]:
    """A stamp with a time of day, glued between the first sentences of a text on one line, its byline before it."""
    for match in _AFTER_SENTENCE.finditer(line.text, 0, _GLUED_WITHIN):
        start, at = match.end(), match.end()
        for phrase in rules.at("byline", fold(line.text[at : at + _LONGEST])):
            name = line.text[at + len(phrase.text) :].split(maxsplit=1)[:1]
            if fold(line.text[at:]).startswith(phrase.text + " ") and name and name[0] in rules.agencies:
                at = line.text.index(name[0], at + len(phrase.text)) + len(name[0]) + 1
                break
        stamp = read_stamp(line.text[at:], lang=rules.lang)
        if (
            stamp is None
            or not stamp.timed
            or not stamp.dates
            or not line.text[at + stamp.stop :].lstrip(_BETWEEN)[:1].isupper()
        ):
            continue
        stop = at + stamp.stop
        evidence = stamp_evidence(stamp, line, span=(0, stop))
        if at > start:
            name_text = line.text[start:at].split()[-1]
            span = (line.start + start, line.start + stop)
            evidence.append(
                Evidence(
                    kind="agency",
                    value=rules.agencies[name_text],
                    text=line.text[start:at].strip(),
                    rests_on="byline",
                    start=span[0],
                    stop=span[1],
                )
            )
        yield cut_part(line, (start, stop), why="stamp", rule=RULE, evidence=evidence)
        return


def read_stamp(text: str, *, lang: str) -> Stamp | None:
    """The stamp that `text` begins with, or None. Dates need a year; a time alone needs a word that labels it."""
    if not _DIGIT.search(text, 0, _LONGEST + 1):
        return None
    head = fold(text[: _LONGEST + 1])
    grammar = _grammar(lang)
    at = stop = 0
    dates: list[str] = []
    labelled = updated = timed = words = dated = False
    while match := grammar.match(head, at):
        if match.end() == at:
            break
        at = match.end()
        if match["punct"]:
            continue
        if match["label"]:
            labelled, updated = True, updated or match["label"] in load_rules(lang).stamps.updated
        date = _date(match, load_rules(lang).stamps)
        if date is not None:
            dates.append(date)
            words = words or match["month"] is not None
        elif match["clock"]:
            timed = True
            if dates and "T" not in dates[-1] and (clock := _clock(match)):
                dates[-1] = f"{dates[-1]}T{clock}"
        elif match["dotted"] and _is_ambiguous(match):
            dated = True
        elif match["iso"] or match["dotted"] or match["month"]:
            return None  # looks like a date and is none
        if match["label"] is None and match["filler"] is None:
            stop = at  # a word at the end may belong to what follows
    if at == len(head):
        stop = at
    if not stop or not (dates or dated or (labelled and timed)):
        return None
    return Stamp(stop=stop, dates=tuple(dates), updated=updated, labelled=labelled, timed=timed, words=words)


def _stands_alone(stamp: Stamp, text: str, *, first: bool) -> bool:
    """Whether nothing else is in the line or, at the very beginning, what follows is plainly a new beginning.

    A sentence may begin with a date, so a date that is glued to one has to be labelled, or to carry a time, or to be
    written as machines write it.
    """
    rest = text[stamp.stop :].strip()
    if not rest:
        return len(text) <= _LONGEST
    if not first or text[stamp.stop : stamp.stop + 1].isalnum() or not stamp.dates:
        return False
    begins = rest.lstrip("«“„\"'([")[:1]
    fresh = begins.isupper() or begins.isdigit() or not begins.isalpha() or begins.lower() == begins.upper()
    machine = not stamp.words and re.match(r"\W*\d{4}-\d", text) is not None
    return fresh and (stamp.labelled or (stamp.timed and not stamp.words) or machine)


def stamp_evidence(stamp: Stamp, line: Line, *, span: tuple[int, int]) -> list[Evidence]:
    """What a stamp tells; `span` is what is cut of the line with it."""
    words = line.text[slice(*span)].strip()
    found = []
    for date in stamp.dates:
        updated = stamp.updated and (len(stamp.dates) == 1 or date != stamp.dates[0])
        found.append(
            Evidence(
                kind="updated" if updated else "published",
                value=date,
                text=words,
                rests_on=RULE,
                start=line.start + span[0],
                stop=line.start + span[1],
            )
        )
    return found


_ISO = r"(?P<iso>(?P<y1>\d{4})[-/.](?P<m1>\d{1,2})[-/.](?P<d1>\d{1,2})(?!\d))t?"
_DOTTED = r"(?P<dotted>(?P<d2>\d{1,2})(?P<sep>[./-])(?P<m2>\d{1,2})(?P=sep)(?P<y2>\d{4})(?!\w))"


@functools.cache
def _grammar(lang: str) -> re.Pattern[str]:
    """One token of a stamp, for `match` at a position of folded text."""
    words = load_rules(lang).stamps
    months, joiners, ordinals = any_of(words.months), any_of(words.joiners), any_of(words.ordinals)
    clock = (
        r"(?P<clock>(?P<hour>\d{1,2})[:.h](?P<minute>[0-5]\d)(?::[0-5]\d)?"
        rf"(?:\s?(?:(?P<forenoon>{any_of(words.forenoon)})|(?P<afternoon>{any_of(words.afternoon)}))(?!\w))?)(?!\w)"
    )
    month = (
        rf"(?P<month>(?:(?P<d3>\d{{1,2}})(?:{ordinals}|\.)?[\s-]{{1,2}}(?:(?:{joiners})\s)?(?P<n3>{months})\.?,?[\s-]{{1,2}}"
        rf"(?:(?:{joiners})\s)?(?P<y3>\d{{4}})(?!\d)"
        rf"|(?P<n4>{months})\.?\s(?P<d4>\d{{1,2}})(?:{ordinals})?,?\s(?P<y4>\d{{4}})(?!\d)))"
    )
    label = rf"(?P<label>{any_of([*words.updated, *words.published])})(?!\w)"
    filler = rf"(?P<filler>{any_of(words.fillers)})(?!\w)"
    punct = r"(?P<punct>[\s,;:|·•–—\-/()\[\].»›]{1,8})"
    zone = rf"(?P<zone>(?:{any_of(words.zones)})(?:\s?[+-]\d{{1,2}}(?::?\d{{2}})?)?(?!\w)|[+-]\d{{2}}:\d{{2}}|z(?!\w))"
    return re.compile("|".join((_ISO, _DOTTED, month, clock, label, filler, zone, punct)))


def _is_ambiguous(match: re.Match[str]) -> bool:
    """03/04/2025 in a language that writes it both ways: a stamp, but of which day is not known."""
    return 1 <= int(match["d2"]) <= 12 and 1 <= int(match["m2"]) <= 12


def _date(match: re.Match[str], words: StampWords) -> str | None:
    for kind, number in (("iso", "1"), ("dotted", "2")):
        if match[kind]:
            day, month = match["d" + number], int(match["m" + number])
            if kind == "dotted" and match["sep"] != "." and not words.day_first:
                if int(day) <= 12 and month <= 12 and int(day) != month:
                    return None
                if month > 12:
                    day, month = str(month), int(day)
            return _checked(match["y" + number], month, day)
    for number in ("3", "4"):
        if match["n" + number]:
            return _checked(match["y" + number], words.months[match["n" + number]], match["d" + number])
    return None


def _checked(year: str, month: int, day: str) -> str | None:
    try:
        date = dt.date(int(year), month, int(day))
    except ValueError:
        return None
    return date.isoformat() if 1900 <= date.year <= 2100 else None


def _clock(match: re.Match[str]) -> str | None:
    hour, minute = int(match["hour"]), int(match["minute"])
    if (match["forenoon"] or match["afternoon"]) and hour <= 12:
        hour = hour % 12 + (12 if match["afternoon"] else 0)
    return f"{hour:02d}:{minute:02d}" if hour < 24 else None
