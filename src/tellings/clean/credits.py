"""Read the credit line at the end of a report: "(Reuters)", "RND/dpa", "aw/mm (AP, AFP, Reuters)", "Source: AFP"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..records import Evidence
from ..textfold import fold
from .agencies import Named, has_mark, is_acronym, read_names
from .lines import Cut, Line, Passed, cut_part, without
from .rules import Phrase, Rules

RULE = "credit line"
IN_PART = f"{RULE}, in part"  # what the evidence of "with material from" rests on

_TAIL = 160  # characters at the end of the text in which a credit is looked for
_LONGEST = 80
_LONGEST_SIGNOFF = 300
_LONG_PHRASE = 20  # characters; so long a phrase needs no colon to be sure
_LAST_LINES = 4
_FIRST_LINES = 4  # headline, byline, and the first paragraphs
_SHORTEST_PARAGRAPH = 40
_LONGEST_BELOW = 100  # of a line below the credit that is no sentence
_MOST_WORDS = 4  # of an agency's name, and of what a "source:" line may name

_AFTER_SENTENCE = re.compile(r"(?<=[.!?…。»”\"'’)\]])\s+|(?<=[.!?…。])(?=[(\[])")
_OPENING = "–—-/|*(["  # what may stand before an end mark in place of a sentence's end
_ENDING = ("", *".!?…»”\"'")
_WRAPPING = " \t\xa0()[]{}–—-/.|*•:"
_INITIALS = re.compile(r"[^\W\d_]{1,6}(?:/[^\W\d_]{1,6}){1,5}/?")
_WORDS = re.compile(r"[^\s/,;&+|()\[\]]+")
_SEPARATORS = re.compile(r"[\s/,;&+|()\[\]–—-]+")
_TOKEN = re.compile(r"[^\s()\[\],;]+")
_BRACKETED = re.compile(
    r"[(\[]\s?(?P<inside>[^()\[\]]{2,80}?)\s?[)\]](?P<initials>(?:\s{0,2}[^\W\d_]{1,5}/){0,4}(?:\s?[^\W\d_]{1,3}/?)?)\s?[.*]{0,3}"
)
_SENTENCE_END = re.compile(r"[.!?…:;]['\"”»“)\]]{0,2}$")


def cut_credits(lines: list[Line], *, rules: Rules) -> Passed:
    """Cut the credits off the last lines and the first paragraph; each agency named in one is evidence."""
    cuts: list[Cut] = []
    for _ in range(_LAST_LINES):
        if len(lines) < 2 and not (lines and len(lines[-1].text) > _LONGEST):
            break
        cut = (
            _signoff(lines[-1], rules)
            or _end_mark(lines[-1], rules)
            or _source_line(lines[-1], rules)
            or _bracketed(lines[-1], rules, lines=lines)
            or _credit(lines[-1], rules)
        )
        if cut is None:
            break
        cuts.append(cut)
        lines = without(lines, [cut])
    apart = [*_above_labels(lines, rules), *_in_first_lines(lines, rules)]
    return Passed(without(lines, apart), [*cuts, *apart])


def _above_labels(lines: list[Line], rules: Rules) -> list[Cut]:
    """A credit on a line of its own that only labels of buttons and the like stand below."""
    for line in lines[:-_LAST_LINES:-1]:
        if len(lines) > 2 and len(line.text) <= _LONGEST:
            cut = _source_line(line, rules, whole=True) or _bracketed(line, rules, lines=lines, whole=True)
            if cut is not None:
                return [cut]
        if len(line.text) > _LONGEST_BELOW or _SENTENCE_END.search(line.text):
            break
    return []


def _in_first_lines(lines: list[Line], rules: Rules) -> list[Cut]:
    """A credit in brackets that ends the first paragraph, or stands alone above it."""
    for n, line in enumerate(lines[: min(_FIRST_LINES, len(lines) - 1)]):
        shortest = _SHORTEST_PARAGRAPH if n else _LONGEST  # the first line may be a headline
        cut = _bracketed(line, rules, lines=lines, whole=len(line.text) < shortest)
        if cut is not None:
            return [cut]
    return []


def agencies_in(text: str, *, agencies: Mapping[str, str]) -> list[str]:
    """Names of the agencies credited in `text`, in order, each once."""
    found: dict[str, None] = {}
    words = [m.span() for m in _WORDS.finditer(text)]
    at = 0
    while at < len(words):
        for size in range(min(_MOST_WORDS, len(words) - at), 0, -1):
            form = text[words[at][0] : words[at + size - 1][1]].strip(".:–—-*+\"'«»“”")
            if form in agencies:
                found[agencies[form]] = None
                at += size - 1
                break
        at += 1
    return list(found)


def ends_in_agency(text: str, start: int, *, agencies: Mapping[str, str]) -> int | None:
    """Where a credit of at most five capitalised words ends whose last part is an agency; None if it is none."""
    stop = None
    for count, match in enumerate(_TOKEN.finditer(text[start : start + _LONGEST])):
        word = match[0].strip(".")
        if count >= 5 or not (word[:1].isupper() or word.rsplit("/", 1)[-1] in agencies):
            break
        if word.rsplit("/", 1)[-1] in agencies:
            stop = start + match.start() + len(word)
            break
    if stop is not None and text[stop : stop + 1] in (")", "]"):
        stop += 1
    return stop


def is_credit(text: str, *, agencies: Mapping[str, str]) -> bool:
    """Whether `text` is nothing but agencies and the initials of writers, joined by slashes or in brackets."""
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return False
    if text[0] in "([" and len(text.split()) == 1 and _cut_short(text, agencies):
        return True
    bare = text.strip(_WRAPPING)
    if _INITIALS.fullmatch(bare):
        return "/" in bare and (bool(agencies_in(bare, agencies=agencies)) or bare != fold(bare))
    named = _without_agencies(bare, agencies)
    if named == bare:
        return False
    rest = _SEPARATORS.sub(" ", named).split()
    initials = re.findall(r"[^\W\d_]{1,6}(?=/)|(?<=/)[^\W\d_]{1,6}", bare)
    if "/" in bare:  # "DW, AFP / HT, HS"
        initials += [w for w in _WORDS.findall(bare.rpartition("/")[2]) if len(w) in (2, 3) and w.isupper()]
    return all(word in initials for word in rest)


def _unlisted(text: str) -> list[str]:
    """An agency that the table lacks: the one word in capitals among the writers' initials of "(VPA/red)"."""
    parts = text.strip(_WRAPPING).split("/")
    capitals = [p for p in parts if len(p) >= 3 and p.isalpha() and p.isupper()]
    others = [p for p in parts if p not in capitals]
    return capitals if len(capitals) == 1 and others and all(p.islower() for p in others) else []


def _cut_short(text: str, agencies: Mapping[str, str]) -> str | None:
    """The agency whose name ends the text without its last letter ("RND/dp"), as collections of texts cut them."""
    found = re.search(r"[(/]\s?([^\W\d_]{2,})$", text)
    names = {name for form, name in agencies.items() if found and form[:-1] == found[1] and found[1] not in agencies}
    return names.pop() if len(names) == 1 else None


def _without_agencies(text: str, agencies: Mapping[str, str]) -> str:
    """`text` with the agencies' forms blanked, longest first."""
    words = [m.span() for m in _WORDS.finditer(text)]
    out, at = list(text), 0
    while at < len(words):
        for size in range(min(_MOST_WORDS, len(words) - at), 0, -1):
            span = (words[at][0], words[at + size - 1][1])
            if text[slice(*span)].strip(".:–—-*+") in agencies:
                out[slice(*span)] = " " * (span[1] - span[0])
                at += size - 1
                break
        at += 1
    return "".join(out)


def _credit(line: Line, rules: Rules) -> Cut | None:
    for start in _starts(line.text):
        if is_credit(line.text[start:], agencies=rules.agencies):
            return _cut(line, start, rules)
    return None


def _starts(text: str) -> Iterator[int]:
    """Where a credit may begin: with the line, or after the end of a sentence near the line's end."""
    if len(text) <= _LONGEST:
        yield 0
    first = max(0, len(text) - _TAIL)
    for match in _AFTER_SENTENCE.finditer(text, first):
        yield match.end()


def _signoff(line: Line, rules: Rules) -> Cut | None:
    """Lines such as "Reporting by A; editing by B": a line without a verb, so without a full stop or with a semicolon."""
    folded = fold(line.text).lstrip(_WRAPPING)
    for phrase in rules.at("signoff", folded):
        ends = line.text.rstrip(" )")[-1:]
        if (
            folded.startswith(phrase.text)
            and len(line.text) <= _LONGEST_SIGNOFF
            and (ends not in ".!?" or ";" in line.text)
        ):
            return _cut(line, 0, rules, phrase=phrase)
    return None


def _source_line(line: Line, rules: Rules, *, whole: bool = False) -> Cut | None:
    for start in [0] if whole else _starts(line.text):
        found = _sourced(line.text[start:], rules)
        if found is not None:
            phrase, named = found
            return _cut(line, start, rules, phrase=phrase, named=named)
    return None


def _sourced(piece: str, rules: Rules) -> tuple[Phrase, Named | None] | None:
    """The phrase that introduces a source at the beginning of `piece`, and whom it names if that can be told."""
    folded = fold(piece).lstrip(_WRAPPING)
    offset = len(piece) - len(folded)
    for phrase in rules.at("source", folded):
        if not folded.startswith(phrase.text) or folded[len(phrase.text) : len(phrase.text) + 1].isalnum():
            continue
        sure = phrase.text.endswith(":") or len(phrase.text) >= _LONG_PHRASE
        rest = piece[offset + len(phrase.text) :].split(". ", maxsplit=1)[0].strip(_WRAPPING)
        if not rest and not sure and any(phrase.text.endswith(" " + word) for word in rules.credits.unnamed):
            return phrase, Named(names=())
        if not rest or len(rest) > _LONGEST:
            continue
        names = read_names(rest, rules=rules, sure=sure)
        if names is not None:
            return phrase, names
        if len(rest.split()) > _MOST_WORDS + 2:
            continue
        known = agencies_in(rest, agencies=rules.agencies)
        if known or (sure and rest[:1].isupper() and len(rest.split()) <= _MOST_WORDS):
            return phrase, Named(names=tuple(known) or (rest,)) if known or phrase.tells == "outlet" else None
    return None


def _bracketed(line: Line, rules: Rules, *, lines: list[Line], whole: bool = False) -> Cut | None:
    """Names in brackets, perhaps behind "with material from", perhaps with the writers' initials after them."""
    for start in [0] if whole else _starts(line.text):
        piece = line.text[start:].lstrip()
        found = _BRACKETED.fullmatch(piece)
        if found is None or found["initials"] != fold(found["initials"]):
            continue
        sourced = _sourced(found["inside"], rules)
        if sourced is not None:
            phrase, named = sourced
            return _cut(line, start, rules, phrase=phrase, named=named)
        names = read_names(found["inside"], rules=rules, sure=False)
        if names is not None and (names.names or not whole) and not _is_topic(names, lines, rules):
            return _cut(line, start, rules, named=names)
    return None


def _is_topic(named: Named, lines: list[Line], rules: Rules) -> bool:
    """Whether an unknown name that a bracket adds is what the report speaks of: it stands in its sentences as well."""
    known = rules.agencies.values()
    unknown = [n for n in named.names if n not in known and not is_acronym(n) and not has_mark(n, rules=rules)]
    return any(re.search(rf"(?<![\w(\[/]){re.escape(n)}(?![\w)\]/])", line.text) for n in unknown for line in lines)


def _end_mark(line: Line, rules: Rules) -> Cut | None:
    """A phrase that ends texts, or the credit that stands behind one."""
    base = max(0, len(line.text) - _TAIL)
    tail = fold(line.text[base:])
    for phrases in rules.phrases["end"].values():
        for phrase in phrases:
            at = tail.rfind(phrase.text)
            before = tail[: max(at, 0)].rstrip()
            opened = before.rstrip(_OPENING)
            if at < 0 or tail[at - 1 : at].isalnum() or (opened == before and before[-1:] not in _ENDING):
                continue
            behind = base + at + len(phrase.text)
            rest = line.text[behind:]
            if not rest.strip(_WRAPPING):
                return _cut(line, base + len(opened), rules, phrase=phrase)
            if is_credit(rest.strip(_WRAPPING), agencies=rules.agencies):
                return _cut(line, behind + len(rest) - len(rest.lstrip(_WRAPPING)), rules)
    return None


def _cut(line: Line, start: int, rules: Rules, *, phrase: Phrase | None = None, named: Named | None = None) -> Cut:
    """The cut from `start` to the line's end; without `named`, its evidence are the known agencies in it."""
    text = line.text[start:]
    start += len(text) - len(text.lstrip())
    words = line.text[start:]
    names = list(named.names) if named is not None else agencies_in(words, agencies=rules.agencies) or _unlisted(words)
    tells = phrase.tells if phrase else ""
    short = _cut_short(words, rules.agencies)
    if short and short not in names:
        names.append(short)
    evidence = [
        Evidence(
            kind="outlet" if tells == "outlet" else "agency",
            value=name,
            text=words,
            rests_on=f"{RULE}, cut short" if name == short else IN_PART if tells == "part" else RULE,
            start=line.start + start,
            stop=line.stop,
        )
        for name in names
    ]
    why, rule = (phrase.why, phrase.rule) if phrase else (RULE, RULE)
    return cut_part(line, (start, len(line.text)), why=why, rule=rule, evidence=evidence)
