"""Cut what a page's buttons leave behind: font sizes, rows of share buttons, breadcrumbs. Signs, not words."""

from __future__ import annotations

import re

from ..records import Evidence
from ..textfold import fold
from .credits import agencies_in
from .lines import Cut, Line, Passed, cut_part, cut_whole, without
from .rules import Rules

FONT, SHARE, CRUMBS, COPYRIGHT = "font size buttons", "share buttons", "breadcrumbs", "copyright sign"
TEMPLATE = "template"

_HEAD = 12  # lines in which breadcrumbs and font buttons stand
_LONGEST_CRUMB = 40
_LONGEST_MENU = 200
_COUNT = 6  # digits of how often it was shared
_LONGEST_HOLDER = 60
_FEWEST_SHARED = 3  # names of networks in a row that no sentence has

_SIGN = r"[+−–↺⟲⟳↻➕➖]|A[+−–-]|A(?=\s{1,2}A)"
_FONT = re.compile(rf"(?:(?:{_SIGN}|-)\s{{0,2}}){{2,6}}(?:\d{{1,3}}\s?(?:px|pt|%)?)?(?=\s|$)")
_SIZED = re.compile(r"\d\s?(?:px|pt|%)$|[↺⟲⟳↻]|A[+−–-]")
_ARROWS = re.compile(r"\s[»›>→/]\s|\s?[»›→]\s?")
_BARS = re.compile(r"\s?[|•·]\s?")
_SENTENCE_SIGN = re.compile(r"[.!?…,;:]\s|[.!?…]$|[«“”\"]")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_TOKEN = re.compile(r"[^\s|,/•·]+")
_TEMPLATE = re.compile(r"\{\{[^{}]{1,60}\}\}|\[email\s?protected\]\s*$")
_AROUND = "()[]:.!"
_PIECE = re.compile(r"[^\s|,/•·()\[\]:.!]+")


def cut_font_buttons(lines: list[Line]) -> Passed:
    """Signs such as "+ ↺ − 16 px" where a line begins or alone on one, near the top."""
    cuts = []
    for line in lines[:_HEAD]:
        found = _FONT.match(line.text)
        if found and _SIZED.search(found[0].strip()):
            cuts.append(cut_part(line, (0, found.end()), why="font size buttons", rule=FONT))
    return Passed(without(lines, cuts), cuts)


def cut_share_buttons(lines: list[Line], *, rules: Rules) -> Passed:
    """Lines of nothing but networks' names and buttons, and runs of them inside a line."""
    cuts: list[Cut] = []
    for line in lines:
        folded = fold(line.text)
        if rules.sharing_pieces.isdisjoint(_PIECE.findall(folded)):
            continue
        run: list[tuple[int, int]] = []
        for match in _TOKEN.finditer(folded):
            if match[0].strip(_AROUND) in rules.sharing or (run and match[0].isdigit() and len(match[0]) <= _COUNT):
                run.append(match.span())
                continue
            cuts += _shared(line, run)
            run = []
        cuts += _shared(line, run)
    return Passed(without(lines, cuts), cuts)


def _shared(line: Line, run: list[tuple[int, int]]) -> list[Cut]:
    if not run:
        return []
    names = {word for span in run if not (word := fold(line.text[slice(*span)]).strip(_AROUND)).isdigit()}
    whole = run[0][0] <= 2 and run[-1][1] >= len(line.text) - 2
    inside = (
        len([s for s in run if not line.text[slice(*s)].isdigit()]) >= _FEWEST_SHARED + 1
        and len(names) >= _FEWEST_SHARED
    )
    if not (whole and len(line.text) <= _LONGEST_MENU) and not inside:
        return []
    if inside and not whole:
        return [cut_part(line, (run[0][0], run[-1][1]), why="share buttons", rule=SHARE)]
    return [cut_whole(line, why="share buttons", rule=SHARE)]


def cut_breadcrumbs(lines: list[Line], *, rules: Rules) -> Passed:
    """Lines such as "Home » World": two or more short names with arrows between them, or three with bars; no sentence signs."""
    cuts = []
    for line in lines[:_HEAD]:
        if is_breadcrumb(line.text):
            names = agencies_in(line.text, agencies=rules.prose_agencies) if "/" in line.text else []
            evidence = [
                Evidence(kind="agency", value=n, text=line.text, rests_on=CRUMBS, start=line.start, stop=line.stop)
                for n in names
            ]
            cuts.append(cut_whole(line, why="menu", rule=CRUMBS, evidence=evidence))
    return Passed(without(lines, cuts), cuts)


def cut_copyright(lines: list[Line], *, rules: Rules) -> Passed:
    """Short lines that begin with "©" and hold a year, or end the text; an agency that holds the right is evidence.

    Markers of a page's template ("{{shares}}") go as well.
    """
    cuts = [
        cut_whole(line, why="menu", rule=TEMPLATE)
        for line in lines
        if len(line.text) <= _LONGEST_MENU and _TEMPLATE.search(line.text)
    ]
    last = lines[-1] if len(lines) > 1 else None
    if last is not None and last.text.startswith("©") and len(last.text) <= _LONGEST_HOLDER:
        cuts += [cut_whole(last, why="copyright", rule=COPYRIGHT)] if not _YEAR.search(last.text) else []
    for line in lines:
        if line.text.startswith("©") and len(line.text) <= _LONGEST_MENU and (year := _YEAR.search(line.text)):
            holder = line.text[year.end() :].strip(" .,–—-")
            names = agencies_in(_SENTENCE_SIGN.split(holder)[0], agencies=rules.agencies)[:1]
            evidence = [
                Evidence(kind="agency", value=n, text=line.text, rests_on=COPYRIGHT, start=line.start, stop=line.stop)
                for n in names
            ]
            cuts.append(cut_whole(line, why="copyright", rule=COPYRIGHT, evidence=evidence))
    return Passed(without(lines, cuts), cuts)


def is_breadcrumb(text: str) -> bool:
    if len(text) > _LONGEST_MENU or _SENTENCE_SIGN.search(text):
        return False
    for separator, fewest in ((_ARROWS, 2), (_BARS, 3)):
        parts = [p.strip() for p in separator.split(text)]
        named = [p for p in parts if p]
        if len(named) >= fewest and len(parts) == len(named) and all(_is_crumb(p) for p in named):
            return not any(c.isdigit() for c in text) or "/" not in text
    return False


def _is_crumb(text: str) -> bool:
    """One to four words that begin like a name; what is longer may be a headline, which ends many breadcrumbs."""
    return len(text) <= _LONGEST_CRUMB and len(text.split()) <= 4 and not text[:1].islower() and text[:1].isalpha()
