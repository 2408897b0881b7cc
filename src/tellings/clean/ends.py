"""Cut what stands below a report: an earlier flash of the same news, the outlet's own name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from ..records import Evidence
from ..textfold import fold
from .credits import agencies_in
from .lines import Cut, Line, Passed, cut_part, without
from .rules import Rules

FLASH, OUTLET, PLACE = "flash line", "outlet name", "place below"

SIGNED = "last line"  # what an outlet's name as the last words rests on
HEADED = "first line"

_MOST_FLASHES = 3  # more of them and the page is a live ticker, whose entries are the report
_LARGEST_FLASH = 0.5  # of what stands above it
_LEAST_OVERLAP = 0.4  # share of the flash's longer words that stand above
_STEM = 5  # letters that two forms of one word share, roughly, in languages with endings
_LONGEST_NAME = 40

_TIME = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)(?=\s*$|\s+[^\W\d_a-z])")
_WORD = re.compile(r"[^\W\d_]{4,}")
_DOMAIN = re.compile(r"(?:www\.)?[^\W_][\w-]{1,30}(?:\.[\w-]{2,20}){0,2}\.[^\W\d_]{2,6}")
_PLACE_LAST = re.compile(r"(?:(?<=[.!?…»”\"])\s|^)[-–—]\s?(?P<place>[^\W\d_]{4,20}(?:[ /-][^\W\d_]{3,20})?)$")
_BARE = str.maketrans("əıøłđðæœ", "eiolddao")  # letters whose marks are no combining ones
_GLUED = re.compile(r"(?<=[.!?…»”\"'’)])\s*(?=[^\s.!?…»”\"'’)])")


def cut_flashes(lines: list[Line], *, rules: Rules) -> Passed:
    """A time alone on a line (or leading one), and below it to the end a shorter version of what stands above."""
    times = [n for n, line in enumerate(lines) if _TIME.match(line.text)]
    if not times or len(times) > _MOST_FLASHES or times[0] == 0:
        return Passed(lines, [])
    clocks = [_clock(lines[n].text) for n in times]
    if clocks != sorted(clocks, reverse=True):
        return Passed(lines, [])  # a chronology goes forward, flashes below a newer text go back
    first = times[0]
    above, below = lines[:first], lines[first:]
    size_above, size_below = (sum(len(line.text) for line in part) for part in (above, below))
    if size_below > _LARGEST_FLASH * size_above or _overlap(below, above) < _LEAST_OVERLAP:
        return Passed(lines, [])
    words = "\n".join(line.text for line in below)
    span = (below[0].start, below[-1].stop)
    evidence = [
        Evidence(kind="published", value=clocks[0], text=words, rests_on=FLASH, start=span[0], stop=span[1]),
        *(
            Evidence(kind="agency", value=name, text=words, rests_on=FLASH, start=span[0], stop=span[1])
            for name in agencies_in(words, agencies=rules.prose_agencies)
        ),
    ]
    cut = Cut(start=span[0], stop=span[1], why="flash line", rule=FLASH, evidence=tuple(evidence))
    return Passed(above, [cut])


def _clock(text: str) -> str:
    found = _TIME.match(text)
    return f"{int(found[1]):02d}:{found[2]}" if found else ""


def cut_outlet(lines: list[Line], *, names: Iterable[str]) -> Passed:
    """The outlet's name as the last words: alone on the last line, or after the last sentence on its line.

    `names` are what is known of it (its label, its host); without them a name that looks like a site's is taken.
    """
    if len(lines) < 2:
        return Passed(lines, [])
    last = lines[-1]
    known = {key for name in names if (key := _key(name))}
    for start in _starts(last.text):
        words = last.text[start:].strip(' \t\xa0()[]–—-|©"“”„«»')
        if words and (_key(words) in known or _is_site(words, glued=start > 0)):
            evidence = Evidence(
                kind="outlet",
                value=words,
                text=words,
                rests_on=SIGNED,
                start=last.start + start,
                stop=last.stop,
            )
            cut = cut_part(last, (start, len(last.text)), why="outlet name", rule=OUTLET, evidence=[evidence])
            return Passed(without(lines, [cut]), [cut])
    return Passed(lines, [])


def cut_place(lines: list[Line]) -> Passed:
    """The place of the report as its last words, as some agencies write it: «… the fire is out. - ORLA»."""
    found = _PLACE_LAST.search(lines[-1].text[-_LONGEST_NAME:]) if len(lines) > 1 else None
    if found is None or not found["place"].isupper():
        return Passed(lines, [])
    stop = len(lines[-1].text)
    cut = cut_part(lines[-1], (stop - len(found[0]), stop), why="dateline", rule=PLACE)
    return Passed(without(lines, [cut]), [cut])


def cut_first_outlet(lines: list[Line], *, names: Iterable[str], held: Iterable[str] = ()) -> Passed:
    """The outlet's name alone on the first line, above the headline.

    Certain where it is known (`names`), looks like a site's name, or is the name whose rights a notice holds (`held`)
    or with which the text ends as well.
    """
    if len(lines) < 3 or len(lines[0].text) > _LONGEST_NAME:
        return Passed(lines, [])
    first = lines[0]
    words = first.text.strip(' \t\xa0()[]–—-|©"“”„«»')
    known = {key for name in (*names, *held, lines[-1].text) if (key := _key(name))}
    if not words or not (_key(words) in known or _is_site(words, glued=False)):
        return Passed(lines, [])
    evidence = Evidence(
        kind="outlet", value=words, text=first.text, rests_on=HEADED, start=first.start, stop=first.stop
    )
    cut = cut_part(first, (0, len(first.text)), why="outlet name", rule=OUTLET, evidence=[evidence])
    return Passed(without(lines, [cut]), [cut])


def outlet_names(outlet: str | None, url: str | None) -> list[str]:
    """What the outlet may sign with: its label, its host with and without the top-level domain."""
    names = [outlet] if outlet else []
    for host in (outlet or "", urlsplit(url or "").hostname or "" if _is_address(url) else ""):
        bare = host.removeprefix("www.")
        if "." in bare and " " not in bare:
            names += [bare, bare.rsplit(".", 1)[0]]
    return names


def _is_address(url: str | None) -> bool:
    return bool(url) and str(url).lower().startswith(("http://", "https://")) and "[" not in str(url)


def _starts(text: str) -> Iterator[int]:
    if len(text) <= _LONGEST_NAME + 10:
        yield 0
    for match in _GLUED.finditer(text, max(0, len(text) - _LONGEST_NAME - 2)):
        yield match.end()


def _key(text: str) -> str:
    """Letters and digits without their marks: a host writes the name that is signed with them ("Xəzər" -> "xezer")."""
    plain = unicodedata.normalize("NFD", fold(text).translate(_BARE))
    return "".join(c for c in plain if c.isalnum())


def _is_site(words: str, *, glued: bool) -> bool:
    if not _DOMAIN.fullmatch(words):
        return False
    return not glued or words[:1].isupper() or words.startswith("www.")


def _overlap(below: list[Line], above: list[Line]) -> float:
    words = _stems(below)
    return len(words & _stems(above)) / len(words) if words else 0.0


def _stems(lines: list[Line]) -> set[str]:
    return {word[:_STEM] for line in lines for word in _WORD.findall(fold(line.text))}
