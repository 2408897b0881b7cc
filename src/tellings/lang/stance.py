"""Read hedges, negations and distancing words with a pack's `stance.toml`. Pure; any stage may import it."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from typing import Any

from ..records import Certainty, Polarity, Record, Span
from ..textfold import fold, loose
from .pack import Pack, load_pack

_ORDER: dict[Certainty, int] = {"possible": 0, "probable": 1, "certain": 2}
_SCARE = re.compile(r"[„“«»\"‚‘‹]\s?([^„“”«»\"‚‘’‹›\n]{2,48}?)\s?[“”»«\"‘’›]")
_SCARE_WORDS = 4
_DAY = re.compile(r"\d[^\W\d_]{0,2}\s{1,3}$")  # "19 ", "2nd "


class Mark(Record, frozen=True, kw_only=True):
    """A word or phrase found, and the rule of the pack's table that found it."""

    start: int
    stop: int
    rule: str
    certainty: Certainty = "certain"  # hedges only


def hedges(text: str, pack: Pack) -> tuple[Mark, ...]:
    """Words that say how sure the speaker is, in text order: "most likely" is probable, "may have" possible."""
    return _marks("hedges", text, pack)


def negations(text: str, pack: Pack) -> tuple[Mark, ...]:
    """Words that deny; none inside a phrase that only looks so ("not only")."""
    return _marks("negations", text, pack)


def distancing(text: str, pack: Pack) -> tuple[Mark, ...]:
    """What a writer keeps at arm's length: "so-called", "alleged", hearsay moods, and short scare quotes."""
    return tuple(sorted((*_marks("distancing", text, pack), *_scare_quotes(text)), key=lambda m: (m.start, m.stop)))


def certainty(text: str, pack: Pack, *, without: Sequence[Span] = ()) -> Certainty:
    """The weakest certainty that a hedge gives `text`; spans in `without` (a cue, a source) do not count.

    A hedge inside a relative clause or one of time or reason, behind the main clause, does not weaken it.
    """
    text = blank(text, without)
    limit = _opened(text, _asides(pack.code))
    levels = [m.certainty for m in hedges(text, pack) if m.start < limit]
    return min(levels, key=_ORDER.__getitem__, default="certain")


def polarity(text: str, pack: Pack, *, without: Sequence[Span] = ()) -> Polarity:
    """Whether the main clause of `text` is denied: a negation before the first subordinate clause counts.

    Two marks of one rule agree with each other ("nobody never"), marks of two rules undo each other ("did not deny").
    """
    text = blank(text, without)
    limit = _opened(text, _subordinators(pack.code))
    return "negative" if len({m.rule for m in negations(text, pack) if m.start < limit}) % 2 else "positive"


def openings(text: str, pack: Pack) -> tuple[int, ...]:
    """Where subordinate clauses and indirect questions open in `text`, in order."""
    folded = fold(text)
    patterns = [p for p in (_subordinators(pack.code), _openers(pack.code)) if p is not None]
    return tuple(sorted({m.start() for p in patterns for m in p.finditer(folded) if m.lastgroup is None}))


def blank(text: str, spans: Sequence[Span]) -> str:
    """`text` with the spans overwritten by spaces, so that offsets stay."""
    for span in spans:
        start, stop = max(0, span.start), min(len(text), span.stop)
        if start < stop:
            text = text[:start] + " " * (stop - start) + text[stop:]
    return text


def _opened(text: str, pattern: re.Pattern[str] | None) -> int:
    """Where the first subordinate clause behind a main clause starts; the length of `text` where none does."""
    if pattern is None:
        return len(text)
    lead = len(text) - len(text.lstrip(" ,;:—–-\"“„«'‘"))
    opened = (m.start() for m in pattern.finditer(fold(text)) if m.start() > lead and m.lastgroup != "no_clause")
    return next(opened, len(text))


def rule_names(pack: Pack) -> set[str]:
    """Every rule that the pack's own `stance.toml` declares."""
    table = pack.own_table("stance")
    return {rule["name"] for kind in ("hedges", "negations", "distancing") for rule in table.get(kind, [])}


def _scare_quotes(text: str) -> list[Mark]:
    """Short quotes that start with a small letter: neither a title nor a sentence."""
    return [
        Mark(start=m.start(), stop=m.end(), rule="scare quotes")
        for m in _SCARE.finditer(text)
        if m[1][:1].islower() and len(m[1].split()) <= _SCARE_WORDS and m[1][-1] not in ".,!?…"
    ]


def _marks(kind: str, text: str, pack: Pack) -> tuple[Mark, ...]:
    pattern, rules = _compiled(kind, pack.code)
    if pattern is None:
        return ()
    found = []
    for match in pattern.finditer(fold(text)):
        name = match.lastgroup or ""
        if name not in rules:  # a phrase of `not_in`
            continue
        rule = rules[name]
        start = match.start(name)
        if text[start : match.end()] in rule.get("months", ()) and _dated(text, start, match.end()):
            continue
        found.append(
            Mark(start=start, stop=match.end(), rule=rule["name"], certainty=_certainty(rule.get("certainty")))
        )
    return tuple(found)


def _dated(text: str, start: int, stop: int) -> bool:
    """Whether digits stand right beside the word: then it is a month ("May 19", "19 May")."""
    return (
        text[stop : stop + 8].lstrip(" ,'’")[:1].isdigit() or _DAY.search(text[max(0, start - 12) : start]) is not None
    )


def _certainty(value: str | None) -> Certainty:
    return value if value in _ORDER else "certain"


@functools.cache
def _compiled(kind: str, code: str) -> tuple[re.Pattern[str] | None, Mapping[str, Mapping[str, Any]]]:
    table = load_pack(code).table("stance")
    rules = table.get(kind, [])
    if not rules:
        return None, {}
    guards = [w for rule in rules for w in rule.get("not_in", [])]
    parts = [f"(?P<x>{_alternatives(guards)})"] if guards else []
    parts += [f"(?P<r{i}>{_alternatives(rule['words'])})" for i, rule in enumerate(rules)]
    whole = r"(?!\w|-\w)" if kind == "negations" else r"(?!\w)"  # "a no-parking area" denies nothing
    return re.compile(rf"{_before(code)}(?:{'|'.join(parts)}){whole}"), {f"r{i}": rule for i, rule in enumerate(rules)}


def _before(code: str) -> str:
    """Where a word starts: behind what is no letter, or behind a small joining word that is written onto it."""
    joined = "".join(f"|(?<!\\w){re.escape(word)}" for word in load_pack(code).joining)
    return rf"(?:(?<!\w){joined})" if joined else r"(?<!\w)"


@functools.cache
def _asides(code: str) -> re.Pattern[str] | None:
    words = load_pack(code).table("stance").get("asides", [])
    return re.compile(rf"{_before(code)}(?:{_alternatives(words)})(?!\w)") if words else None


@functools.cache
def _openers(code: str) -> re.Pattern[str] | None:
    words = load_pack(code).table("stance").get("openers", [])
    return re.compile(rf"{_before(code)}(?:{_alternatives(words)})(?!\w)") if words else None


@functools.cache
def _subordinators(code: str) -> re.Pattern[str] | None:
    table = load_pack(code).table("stance")
    anywhere, after_comma = table.get("subordinators", []), table.get("subordinators_after_comma", [])
    adverbs = table.get("no_subordinators", [])
    parts = [rf"{_before(code)}(?P<no_clause>{_alternatives(adverbs)})(?!\w)"] if adverbs else []
    parts += [rf"{_before(code)}(?:{_alternatives(anywhere)})(?!\w)"] if anywhere else []
    parts += [rf",\s*(?:{_alternatives(after_comma)})(?!\w)"] if after_comma else []
    return re.compile("|".join(parts)) if parts else None


def _alternatives(words: Sequence[str]) -> str:
    """Longest first; `*` stands for any further letters, `_` for up to three words in between."""
    made = []
    for phrase in sorted(words, key=lambda w: (-len(w), w)):
        pattern = re.escape(fold(phrase)).replace(r"\*", r"\w{0,12}").replace(r"\ ", r"\s+")
        made.append(loose(pattern.replace(r"\s+_\s+", r"\s+(?:\w+\s+){0,3}")))
    return "|".join(made)
