"""Compile what a pack says of quantities: bounds, ranges, vague numbers, ages, labels, and the grammar of what is counted."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from re import Pattern
from typing import Any

from ...lang import Pack, load_pack
from ...lang._lexicon import lexicon
from ...records import Record
from ...textfold import fold
from .phrases import After, Before, after, alternatives, before, behind_ending, split


class Bound(Record, frozen=True, kw_only=True):
    """A way to say how exact a number is: what it does to the bounds, and the words before or after that say it."""

    name: str
    effect: str  # about, almost, over_a_little, at_least, more_than, at_most, less_than
    before: Before | None = None
    after: After | None = None
    behind: After | None = None  # the same behind a number word with the ending that it asks for
    behind_noun: After | None = None  # the same behind what is counted: "100 kişi[den] fazla"
    change: bool = False  # bounds nothing after a word of change: "rose to 50"


class Range(Record, frozen=True, kw_only=True):
    name: str
    before: Before | None
    middle: Pattern[str]
    after: After | None
    change: bool  # tells two values, not a range, after a word of change: "rose from 20 to 25"


class Vague(Record, frozen=True, kw_only=True):
    name: str
    words: Pattern[str]
    low: float
    high: float
    value: float | None = None  # what a bound beside it is set on: "más de [un centenar]" is more than 100
    noun: bool = False  # said only before what it counts: "diverse case", but "idee diverse"


class Age(Record, frozen=True, kw_only=True):
    name: str
    unit: str
    before: Before | None = None
    after: After | None = None


class Counted(Record, frozen=True, kw_only=True):
    """How what is counted is found: which word is the head, and what ends the phrase."""

    head: str  # last, first, capital, slavic, single
    stop: frozenset[str]
    link: frozenset[str]  # "of", "из": may stand between the number and what is counted
    modifier_ends: tuple[str, ...]  # endings of adjectives before the head
    after_ends: tuple[str, ...]  # endings of adjectives after the head
    verb_ends: tuple[str, ...]
    nouns: frozenset[str]  # words that are the head whatever they look like
    not_modifier: frozenset[str]  # nouns that look like adjectives
    adverb_ends: tuple[str, ...]  # of words that are no noun: "huit grièvement"
    proclitics: tuple[str, ...]  # small words written onto the words of `stop`
    joining: tuple[str, ...]  # small joining words written onto the next word, which then counts for nothing
    joined_nouns: tuple[str, ...]  # beginnings of nouns that only look so
    persons: frozenset[str]  # words before which an article is the number one: "une personne"


class Shares(Record, frozen=True, kw_only=True):
    """Words that make two numbers, or one, a share of a whole (`shares.py`)."""

    between: Pattern[str] | None  # "una [de cada] cinco"
    one_of: Pattern[str] | None  # "[una de cada] cinco", where the one is no number
    after_noun: str  # "un train [sur] quatre": a pattern, "" where the language does not say so
    every: Pattern[str] | None  # "[her] beş işçiden biri", "[co] trzeci"
    one: Pattern[str] | None  # "her beş [işçiden biri]"
    ordinal: bool  # the number after `every` is an ordinal


class Tables(Record, frozen=True, kw_only=True):
    bounds: tuple[Bound, ...]
    ranges: tuple[Range, ...]
    vague: tuple[Vague, ...]
    any_vague: Pattern[str] | None
    before_nouns: frozenset[str]  # the vague numbers that are said only before what they count
    old_money: Mapping[str, tuple[str, int]]  # unit -> what its plain name was before a year: francs before 2002
    ages: tuple[Age, ...]
    age_links: Before | None  # words between a person and the years of age: "un hombre de 34 años"
    apposed: str  # "two", "one": words with a capital that an age in commas stands behind; "" for none
    age_leads: Before | None  # words before the age at which somebody died: "dies at 94"
    articles: frozenset[str]
    again: Before | None  # words before a second value of one unit: "2.3 per cent, [down from] 2.9"
    shares: Shares
    units_before: tuple[tuple[str, Before], ...]  # "magnitude 6", tr "yüzde 5"
    rates_before: tuple[tuple[str, str, Before], ...]  # unit, what it is after the words: tr "saatte 90 kilometre"
    million_m: frozenset[str] | None  # where "4m" may be millions: the words after which it is not
    not_before: Before | None  # words that a label's number follows: "article", "room"
    change: Pattern[str] | None  # "rose", "fell"
    changed: Pattern[str] | None  # the same right after a number: «до трёх [выросло]»; after one noun: «[число]» too
    pair: Pattern[str]  # between two bounds on one value: "more than 20 and less than 30"
    cents_only: Pattern[str] | None  # what joins them only
    cents: Pattern[str]  # between an amount and its hundredths
    turns: frozenset[str]  # numbers of times, that count nothing: "dwukrotnie karany sprawca" is one
    joins: Pattern[str]  # dash between two numbers
    counted: Counted
    case_ends: Pattern[str] | None
    half_after: Pattern[str] | None  # behind a unit, half of it more: "un kilomètre [et demi]"
    half_alone: bool  # said of a unit without a number too: "kilómetro y medio"
    below_zero: Pattern[str] | None  # behind degrees: "grados [bajo cero]"
    idioms: Pattern[str] | None  # that begin with a number word and tell no number: "demi-tour"
    adjectives: frozenset[str]  # number words that behind a noun are none: "un four neuf"
    adjectives_not_before: frozenset[str]
    proclitics: Pattern[str] | None  # small words that are written onto digits
    articles_on: tuple[str, ...]  # written onto a number behind what it counts: Arabic "the men the-three"
    dual_units: Mapping[str, str]  # the same of units: form -> unit
    duals: Pattern[str] | None  # nouns in the number that says two: Arabic "two soldiers" in one word
    signs_after_digits: frozenset[str]  # signs of a unit that behind a number word are a word: "i due ha votato"

    def proclitic(self, folded: str, at: int) -> bool:
        """Whether a small word of the language ends at `at`, where digits start."""
        return self.proclitics is not None and self.proclitics.search(folded, max(0, at - 8), at) is not None


@functools.cache
def tables_of(pack: Pack) -> Tables:
    """The compiled tables of `pack`; those of `und` where it has none."""
    own = pack.table("numbers")
    articles = own.get("bound_articles", "")
    return Tables(
        bounds=tuple(
            Bound(
                name=b["name"],
                effect=b["effect"],
                change=b.get("change", False),
                before=before(b.get("before"), articles=articles),
                after=after(b.get("after"), unless=own.get("comparison", "")),
                behind=behind_ending(b.get("behind"), endings=b.get("endings", "")),
                behind_noun=behind_ending(b.get("behind_noun"), endings=b.get("endings", "")),
            )
            for b in [*own.get("bounds", ()), *load_pack("und").table("numbers").get("bounds", ())]
        ),
        ranges=tuple(
            Range(
                name=r["name"],
                before=before(r.get("before"), articles=articles),
                middle=_between(r["middle"], articles, pack.joining),
                after=after(r.get("after"), unless=own.get("comparison", "")),
                change=r.get("change", False),
            )
            for r in own.get("ranges", ())
        ),
        any_vague=_any("|".join(v["words"] for v in own.get("vague", ()))),
        before_nouns=frozenset(v["name"] for v in own.get("vague", ()) if v.get("noun")),
        old_money={new: (str(old), int(year)) for new, (old, year) in own.get("currencies_until", {}).items()},
        vague=tuple(_vague(v) for v in own.get("vague", ())),
        ages=tuple(
            Age(name=a["name"], unit=a["unit"], before=before(a.get("before")), after=after(a.get("after"), glue=True))
            for a in own.get("ages", ())
        ),
        age_links=before(own.get("age_links")),
        apposed=own.get("apposed_ages", {}).get("name", ""),
        age_leads=before(own.get("apposed_ages", {}).get("died")),
        articles=frozenset(articles.split()),
        again=before(own.get("unit_again")),
        shares=_shares(own.get("shares", {})),
        units_before=tuple((u, f) for u, forms in own.get("units_before", {}).items() if (f := before(forms))),
        rates_before=tuple(
            (r["unit"], r["rate"], f) for r in own.get("rates_before", ()) if (f := before(r["before"]))
        ),
        million_m=frozenset(own["digits"]["million_m"].split()) if "million_m" in own.get("digits", {}) else None,
        not_before=before(own.get("labels")),
        change=_any(own.get("change")),
        changed=_changed(own.get("change_after", own.get("change") if "counts" in own else ""), own.get("counts")),
        pair=_pair(own.get("pair")),
        cents_only=_pair(own.get("cents_only")) if "cents_only" in own else None,
        cents=_pair("|".join(filter(None, (own.get("pair"), own.get("cents"))))),
        turns=frozenset(fold(own.get("turns", "")).split()),
        joins=re.compile(r"\s?[-‐‑–—~]\s?"),
        counted=_counted(own.get("counted", {}), own.get("cardinals", {}), pack.proclitics),
        case_ends=_case_ends(own.get("digits", {}).get("case_ends", "")),
        half_after=_behind(own.get("unit_half")),
        half_alone=own.get("unit_half_alone", False),
        below_zero=_behind(own.get("below_zero")),
        idioms=re.compile(rf"(?:{alternatives(split(own['idioms']))})(?!\w)") if "idioms" in own else None,
        adjectives=frozenset(own.get("adjectives", "").split()),
        adjectives_not_before=frozenset(own.get("adjectives_not_before", "").split()),
        proclitics=lexicon(pack).before_digits,
        articles_on=tuple(fold(own.get("articles_on", "")).split()),
        duals=_duals(own.get("duals", {}), own.get("dual_units", {}), pack.proclitics),
        dual_units={fold(f): unit for unit, forms in own.get("dual_units", {}).items() for f in forms.split()},
        signs_after_digits=frozenset(own.get("signs_after_digits", "").split()),
    )


def _duals(entry: Mapping[str, str], units: Mapping[str, str], proclitics: Sequence[str]) -> Pattern[str] | None:
    if not entry:
        return None
    forms = [stem + end for stem in entry["stems"].split() for end in entry["ends"].split()]
    forms += [stem + end for stem in entry["other_stems"].split() for end in entry["other_ends"].split()]
    noun = alternatives([*forms, *split(entry.get("also")), *(f for spelt in units.values() for f in spelt.split())])
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, proclitics))})?(?P<noun>{noun})(?!\w)")


def _pair(phrases: str | None) -> Pattern[str]:
    return re.compile(rf"\s*,?\s*(?:{alternatives(split(phrases))})?\s*" if phrases else r"\s*,\s*")


def _behind(phrases: str | None) -> Pattern[str] | None:
    return re.compile(rf"\s+(?:{alternatives(split(phrases))})(?!\w)") if phrases else None


def _any(phrases: str | None) -> Pattern[str] | None:
    return re.compile(rf"(?<!\w)(?:{alternatives(split(phrases))})(?!\w)") if phrases else None


def _changed(verbs: str | None, counts: str | None) -> Pattern[str] | None:
    if not verbs:
        return None
    verb = rf"[ \u00a0](?:{alternatives(split(verbs))})(?!\w)"
    noun = rf"|[ \u00a0][^\W\d_]+{verb}[ \u00a0](?:{alternatives(split(counts))})(?!\w)" if counts else ""
    return re.compile(rf"{verb}{noun}")


def _between(phrases: str, articles: str, joining: Sequence[str] = ()) -> Pattern[str]:
    onto = "".join(rf"|\s+{re.escape(word)}" for word in joining if word in split(phrases))
    between = rf"(?:{'|'.join(articles.split())})\s+" if articles else ""
    return re.compile(rf"(?:\s+|(?=['’]))(?:{alternatives(split(phrases))})\s+(?:{between})?{onto}")


def _vague(entry: Mapping[str, Any]) -> Vague:
    counted = "|".join(fold(entry.get("ends", "")).split())  # endings of the word that must follow
    ends = rf"(?=\s+\w+(?:{counted})(?!\w))" if counted else ""
    words = re.compile(rf"(?<!\w)(?:{alternatives(split(entry['words']))})(?!\w){ends}")
    return Vague(
        name=entry["name"],
        words=words,
        low=float(entry["low"]),
        high=float(entry["high"]),
        value=entry.get("value"),
        noun=entry.get("noun", False),
    )


def _shares(entry: Mapping[str, str]) -> Shares:
    between, one_of, every, one = (entry.get(key, "") for key in ("between", "one_of", "every", "one"))
    return Shares(
        between=re.compile(rf"\s+(?:{alternatives(split(between))})\s+") if between else None,
        one_of=re.compile(rf"(?<!\w)(?:{alternatives(split(one_of))})\s+$") if one_of else None,
        after_noun=alternatives(split(entry.get("after_noun"))) if "after_noun" in entry else "",
        every=re.compile(rf"(?<!\w)(?:{alternatives(split(every))})\s+$") if every else None,
        one=re.compile(rf"\s+([^\W\d_]+)\s+(?:{alternatives(split(one))})(?!\w)") if one else None,
        ordinal=bool(every) and not one,
    )


def _counted(entry: Mapping[str, Any], cardinals: Mapping[str, str], proclitics: Sequence[str]) -> Counted:
    numbers = {word for value, words in cardinals.items() if value not in ("0", "1") for word in fold(words).split()}
    return Counted(
        head=entry.get("head", "none"),
        stop=frozenset(fold(entry.get("stop", "")).split()) | (numbers - frozenset(entry.get("nouns", "").split())),
        adverb_ends=tuple(entry.get("adverb_ends", "").split()),
        link=frozenset(entry.get("link", "").split()),
        modifier_ends=tuple(entry.get("modifier_ends", "").split()),
        after_ends=tuple(entry.get("after_ends", "").split()),
        verb_ends=tuple(entry.get("verb_ends", "").split()),
        nouns=frozenset(entry.get("nouns", "").split()),
        not_modifier=frozenset(entry.get("not_modifier", "").split()),
        proclitics=tuple(proclitics),
        joining=tuple(fold(entry.get("joining", "")).split()),
        joined_nouns=tuple(fold(entry.get("joined_nouns", "")).split()),
        persons=frozenset(fold(entry.get("persons", "")).split()),
    )


def _case_ends(forms: str) -> Pattern[str] | None:
    if not forms:
        return None
    return re.compile(rf"['’](?:{'|'.join(sorted(forms.split(), key=lambda f: (-len(f), f)))})(?!\w)")
