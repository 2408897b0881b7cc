"""Cut what the packs' phrases name: adverts, menus, teasers, credits of pictures, bylines."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from ..lang import load_pack
from ..records import Evidence
from ..textfold import fold
from .agencies import is_acronym, is_agency
from .credits import ends_in_agency, is_credit
from .lines import Cut, Line, Passed, cut_part, cut_whole, without
from .rules import Phrase, Rules, load_rules
from .stamps import read_stamp, stamp_evidence

_LONGEST_LEAD = 250  # a teaser is a headline, not a paragraph
_LONGEST_OPENING = 600
_LONGEST_HEADLINE = 160
_LONGEST_PHOTO = 170  # a line that is only a credit; in a longer one only the credit itself goes
_LONGEST_NAME = 60
_LONGEST_PHRASE = 40  # of those that credit pictures, and the space behind
_MOST_TEASERS = 6  # headlines under "read also"
_LONGEST_LABEL = 6  # words of a line that only says that headlines follow
_LONGEST_STAMP = 60
_HEAD = 8  # lines in which a byline is looked for

_FRAME = " \t\xa0\"'“”„«»‹›()[]{}<>|•·*–—-_=+#►▶→↓▼:.!…"
_COLON = re.compile(r"\s?[:：>»►▶|]|\s[–—-](?=\s)")
_AFTER_SENTENCE = re.compile(r"[.!?…»”\"]\s{1,3}")
_BEFORE_STAMP = re.compile(r"\s?[|•·,]\s{1,3}|\s[–—-]\s|\s(?=\d)")
_FIRST_WORD = re.compile(r"\w+")
_BARS = re.compile(r"\s?[|•·]\s?|\s{2,8}")
_NUMBER = re.compile(r"^\d{1,4}\s|\s?\(?\d{1,4}\)?$")
_NAMED = re.compile(r"(?:\s[^\s.:!?,]{1,20}){1,4}\s?:\s")
_SENTENCE_END = re.compile(r"[.!?…。！？]['\"”»“)\]]{0,2}$")
_NAME_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_MOST_NAME_WORDS = 5


def cut_phrases(lines: list[Line], *, rules: Rules) -> Passed:
    """Whole lines first, then what a line begins with, then what stands inside one."""
    cuts: list[Cut] = []
    teasers_left = 0
    for n, line in enumerate(lines):
        steps = (_lead, _whole_line) if line.text[-1] in ":：" else (_whole_line, _lead)
        cut = next((c for step in steps if (c := step(line, rules))), None)
        if cut is None and n < _HEAD:
            cut = _byline(line, rules)
        if cut is not None:
            cuts.append(cut)
            teasers_left = _MOST_TEASERS if cut.stop - cut.start == len(line.text) and _opens_list(cut, line) else 0
        elif teasers_left and _is_headline(line.text):
            cuts.append(cut_whole(line, why="teaser", rule=cuts[-1].rule))
            teasers_left -= 1
        else:
            teasers_left = 0
            cuts += _inside(line, rules)
    return Passed(without(lines, cuts), cuts)


def _whole_line(line: Line, rules: Rules) -> Cut | None:
    """A phrase said once or several times, or a row of labels parted by bars: "2 min read · Share"."""
    if len(line.text) > _LONGEST_LEAD:
        return None
    found: Phrase | None = None
    folded = fold(line.text)
    first = _FIRST_WORD.search(folded)
    if first and not (first[0].isdecimal() or first[0] in rules.phrases["line"] or first[0] in rules.sharing_words):
        return None
    for part in _BARS.split(folded):
        label = " ".join(part.strip(_FRAME).split())
        known = _label(label, rules)
        if known is None and label not in rules.sharing and label:
            return None
        found = found or known
    return cut_whole(line, why=found.why, rule=found.rule) if found else None


def _label(label: str, rules: Rules) -> Phrase | None:
    """The phrase that `label` says and nothing else; a number before it ("3 comments") is let pass."""
    if label[:1].isdecimal() or label[-1:].isdecimal() or label[-1:] == ")":
        label = _NUMBER.sub("", label)
    for phrase in rules.at("line", label):
        rest = label
        while rest.startswith(phrase.text):
            rest = rest[len(phrase.text) :].lstrip(_FRAME)
            if not rest:
                return phrase
    return None


def _lead(line: Line, rules: Rules) -> Cut | None:
    folded = fold(line.text)
    offset = len(folded) - len(folded.lstrip(_FRAME))
    folded = folded[offset:]
    for phrase in rules.at("opening", folded):
        if _starts(folded, phrase) and len(line.text) <= _LONGEST_OPENING:
            return cut_whole(line, why=phrase.why, rule=phrase.rule)
    for phrase in rules.at("follow", folded):
        words = {word.strip(_FRAME + ",;") for word in folded.split()}
        words |= {form for word in words for form in load_pack(rules.lang).behind_proclitics(word)}
        if _starts(folded, phrase) and len(line.text) <= _LONGEST_LEAD and len(words & rules.sharing) >= 2:
            return cut_whole(line, why=phrase.why, rule=phrase.rule)
    for phrase in rules.at("lead", folded):
        after = folded[len(phrase.text) :]
        if not _starts(folded, phrase) or len(line.text) > _LONGEST_LEAD:
            continue
        if phrase.open and _NAMED.match(after):
            return cut_whole(line, why=phrase.why, rule=phrase.rule)
        if _COLON.match(after) or not after.strip(_FRAME):
            return cut_whole(line, why=phrase.why, rule=phrase.rule)
    if _names_source(line.text[offset:], folded, rules):
        return None  # the credits' pass reads what it tells
    for phrase in rules.at("photo", folded):
        after = folded[len(phrase.text) :]
        marked = _COLON.match(after) or phrase.text.endswith(".") or "©" in line.text[:offset]
        if _starts(folded, phrase) and marked and after.strip(_FRAME) and len(line.text) <= _LONGEST_PHOTO:
            return cut_whole(line, why=phrase.why, rule=phrase.rule)
    return None


def _names_source(text: str, folded: str, rules: Rules) -> bool:
    """Whether the line is the text's own credit: a word that credits pictures may credit texts as well."""
    return any(
        folded.startswith(phrase.text) and is_credit(text[len(phrase.text) :], agencies=rules.agencies)
        for phrase in rules.at("source", folded)
    )


def _byline(line: Line, rules: Rules) -> Cut | None:
    if len(line.text) > _LONGEST_NAME + _LONGEST_STAMP:
        return None
    folded = fold(line.text)
    for phrase in rules.at("byline", folded):
        if not _starts(folded, phrase):
            continue
        after = line.text[len(phrase.text) :]
        colon = re.match(r"\s?[:：]", after)
        signed, stamps = _before_stamp(after[colon.end() if colon else 0 :], line, rules)
        name = signed.strip(" \t\xa0|,•·–—-")
        agency = rules.agencies.get(name)
        if agency is None and len(name.split()) == 1 and is_acronym(name) and is_agency(name, rules=rules, sure=False):
            agency = name  # "By NPX": who signs with capitals only is no person
        if len(signed) > _LONGEST_NAME + 30 or (agency is None and not _is_name(name, rules)):
            continue
        evidence = Evidence(
            kind="byline" if agency is None else "agency",
            value=name if agency is None else agency,
            text=line.text,
            rests_on="byline",
            start=line.start,
            stop=line.stop,
        )
        return cut_whole(line, why="byline", rule=phrase.rule, evidence=[evidence, *stamps])
    return None


def _before_stamp(text: str, line: Line, rules: Rules) -> tuple[str, list[Evidence]]:
    """What stands before a bar or a comma and a stamp that ends the line, and what the stamp tells."""
    for match in _BEFORE_STAMP.finditer(text):
        stamp = read_stamp(text[match.end() :], lang=rules.lang)
        if stamp is not None and stamp.dates and not text[match.end() + stamp.stop :].strip(" \t\xa0|•·.,"):
            at = len(line.text) - len(text) + match.end()
            return text[: match.start()], stamp_evidence(stamp, line, span=(at, len(line.text)))
    return text, []


def _is_name(text: str, rules: Rules) -> bool:
    """One to three people, parted by commas, "&" or a small word."""
    people = re.split(r"\s?[,&]\s?", text)
    if len(people) == 1 and not _is_person(text, rules):
        people = re.split(r"\s\w{1,3}\s", text)
    return bool(text) and len(text) <= _LONGEST_NAME and len(people) <= 3 and all(_is_person(p, rules) for p in people)


def _is_person(text: str, rules: Rules) -> bool:
    """Two words or more, each a name's but for the particles between."""
    words = text.split()
    if not 2 <= len(words) <= _MOST_NAME_WORDS or not (_opens_name(words[0]) and _opens_name(words[-1])):
        return False
    return all(_NAME_WORD.fullmatch(w) and (not w[0].islower() or w in rules.particles) for w in words)


def _opens_name(word: str) -> bool:
    """Whether a word has a capital, or is of a script that has none."""
    return word[:1].isupper() or word[:1].lower() == word[:1].upper() != ""


def _inside(line: Line, rules: Rules) -> Iterator[Cut]:
    folded = fold(line.text)
    yield from _doubled(line, folded, rules)
    yield from _labels(line, rules)
    yield from _trailing(line, folded, rules)
    if not _names_source(line.text, folded, rules):
        yield from _photo_credits(line, folded, rules)


def _labels(line: Line, rules: Rules) -> Iterator[Cut]:
    """Labels of buttons that were glued into a line, in their own case."""
    for phrases in rules.phrases["inline"].values():
        for phrase in phrases:
            start = line.text.find(phrase.text)
            while start >= 0:
                stop = start + len(phrase.text)
                if not line.text[start - 1 : start].isalnum() and not line.text[stop : stop + 1].isalnum():
                    yield cut_part(line, (start, stop), why=phrase.why, rule=phrase.rule)
                start = line.text.find(phrase.text, stop)


def cut_last_appeal(lines: list[Line], *, rules: Rules) -> Passed:
    """An appeal or a notice of rights glued behind the last sentence of the text."""
    if not lines:
        return Passed(lines, [])
    last = lines[-1]
    for match in _AFTER_SENTENCE.finditer(last.text, max(0, len(last.text) - _LONGEST_LEAD)):
        rest = fold(last.text[match.end() :])
        for phrase in rules.at("opening", rest):
            if _starts(rest, phrase):
                cut = cut_part(last, (match.end(), len(last.text)), why=phrase.why, rule=phrase.rule)
                return Passed(without(lines, [cut]), [cut])
    return Passed(lines, [])


def _trailing(line: Line, folded: str, rules: Rules) -> Iterator[Cut]:
    """A teaser's phrase and its colon, glued behind the last sentence of a line: what it announced is elsewhere."""
    if folded[-1:] not in (":", "："):
        return
    tail = folded[-_LONGEST_PHRASE:]
    for match in _AFTER_SENTENCE.finditer(tail):
        rest = tail[match.end() :]
        for phrase in rules.at("lead", rest):
            if _starts(rest, phrase) and not rest[len(phrase.text) :].strip(_FRAME):
                yield cut_part(line, (len(folded) - len(rest), len(folded)), why=phrase.why, rule=phrase.rule)
                return


def _doubled(line: Line, folded: str, rules: Rules) -> Iterator[Cut]:
    for phrases in rules.phrases["doubled"].values():
        for phrase in phrases:
            start = folded.find(phrase.text)
            while start >= 0:
                stop, said = _run(folded, start, phrase.text)
                if said >= 2:
                    yield cut_part(line, (start, stop), why=phrase.why, rule=phrase.rule)
                start = folded.find(phrase.text, stop)


def _run(folded: str, start: int, phrase: str) -> tuple[int, int]:
    """Where the repetition that begins at `start` ends, and how often the phrase was said; words are kept whole."""
    said, stop = 0, start
    if start and folded[start - 1].isalnum():
        return start + len(phrase), 0
    at = start
    while folded.startswith(phrase, at) and not folded[at + len(phrase) : at + len(phrase) + 1].isalnum():
        said, stop = said + 1, at + len(phrase)
        at = stop + 1 if folded[stop : stop + 1].isspace() else stop
        if at == stop:
            break
    return max(stop, start + len(phrase)), said


def _photo_credits(line: Line, folded: str, rules: Rules) -> Iterator[Cut]:
    """Credits glued into a line: the phrase, a colon, up to five words the last of which is an agency."""
    known = _photo_phrases(rules.lang)
    colon, done = folded.find(":"), 0
    while colon >= 0:
        before = folded[max(done, colon - _LONGEST_PHRASE) : colon].rstrip()
        text = next((t for t in known if before.endswith(t)), None) if before.endswith(tuple(known)) else None
        start = colon - (len(folded[max(done, colon - _LONGEST_PHRASE) : colon]) - len(before)) - len(text or "")
        if text and not (start and folded[start - 1].isalnum()):
            stop = ends_in_agency(line.text, colon + 1, agencies=rules.agencies)
            if stop is not None:
                lead = re.search(r"[©@(\[]\s{0,2}$", line.text[max(0, start - 4) : start])
                begin = start - len(lead[0]) if lead else start
                # a picture's agency says nothing of the text's: no evidence
                yield cut_part(line, (begin, stop), why=known[text].why, rule=known[text].rule)
                done = stop
        colon = folded.find(":", max(colon + 1, done))


@functools.cache
def _photo_phrases(lang: str) -> dict[str, Phrase]:
    """Phrases that credit pictures, longest first."""
    groups = load_rules(lang).phrases["photo"].values()
    phrases = sorted((p for group in groups for p in group), key=lambda p: (-len(p.text), p.text))
    return {p.text: p for p in phrases}


def _starts(folded: str, phrase: Phrase) -> bool:
    after = folded[len(phrase.text) : len(phrase.text) + 1]
    return folded.startswith(phrase.text) and not after.isalnum()


def _opens_list(cut: Cut, line: Line) -> bool:
    """Whether a line of teasers held nothing but its phrase, so that headlines may follow it."""
    bare = len(line.text.split()) <= _LONGEST_LABEL and not re.search(r"[:：>»|–—-]\s*\w", line.text)
    return cut.why == "teaser" and bare


def _is_headline(text: str) -> bool:
    asks = text.endswith("?") and len(text) <= _LONGEST_HEADLINE // 2
    return len(text) <= _LONGEST_HEADLINE and (asks or not _SENTENCE_END.search(text))
