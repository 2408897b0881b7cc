"""Which full stops end a sentence: small rules over a pack's `sentences.toml`, each saying SPLIT, JOIN or nothing."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ...lang import Pack, load_pack
from ...textfold import fold

_LONGER = 3  # letters of a word that is no initial
_WINDOW = 40  # code points looked at on each side of a stop; keeps the work linear
_STOP = re.compile(
    r"(?P<stop>[.!?…؟۔։॥।]+|[。！？｡]+)(?P<close>(?:\s[»”](?=[\s,;–—-]|$))?[\"'”“’‘»›«)\]」』】）]*)(?P<space>[\s\u200b-\u200f\u202a-\u202e\u2066-\u2069]*)"
)
_WORD_BEFORE = re.compile(r"[^\s\"'“”„«»‹›‚‘(\[/]+$")
_OPENERS = "\"'“”„«»‹›‚‘’([「『【（—–-•*¿¡ "
_HYPHENS = re.compile(r"[-‑'’](?=[^\W\d_])")  # inside a word: "TV-Rechte", "Jalta’nın"
_WORD_AFTER = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@dataclass(frozen=True)
class StopTable:
    """One pack's knowledge of stops, folded."""

    abbreviations: frozenset[str]
    maybe_last: frozenset[str]
    before_number: frozenset[str]
    starters: frozenset[str]
    domain_endings: frozenset[str]
    ordinals: bool


@functools.cache
def stop_table(code: str) -> StopTable:
    """The stop table of the pack `code`; lists that it lacks come from `und`."""
    own, base = load_pack(code).table("sentences"), load_pack("und").table("sentences")

    def words(key: str) -> frozenset[str]:
        return frozenset(fold(w).rstrip(".") for w in own.get(key, base.get(key, [])))

    return StopTable(
        abbreviations=words("abbreviations"),
        maybe_last=words("maybe_last"),
        before_number=words("before_number"),
        starters=words("starters"),
        domain_endings=frozenset(base.get("domain_endings", [])),
        ordinals=bool(own.get("ordinals", base.get("ordinals", False))),
    )


@dataclass(frozen=True)
class Stop:
    """What stands around one candidate stop; reads like a sentence in the rules."""

    stop: str
    close: str
    space: str
    before: str  # the word that the stop stands on, without it
    before_at: int  # where that word starts in the line
    after: str  # text after the stop, its openers stripped
    word_after: str
    table: StopTable

    @property
    def is_full_stop(self) -> bool:
        return self.stop == "."

    @property
    def after_lower(self) -> bool:
        return self.after[:1].islower()


Rule = Callable[[Stop], bool | None]


def wide_stop(s: Stop) -> bool | None:
    """Ideographic and other full-width stops need no space."""
    return True if s.stop[0] in "。！？｡।॥۔" else None


def missing_space(s: Stop) -> bool | None:
    """`…Rechte.Im Zoo` lacks a space; `News.Az`, `3.5`, `z.B.` and `U.S.A` do not.

    In a script without capitals a stop between two longer words does.
    """
    if s.space or not s.after:
        return None
    if s.close and s.close[-1] not in ")]" and s.after[0] in ",.;:!?-–—":
        return False
    word = s.word_after
    before_is_word = len(s.before) >= 3 and s.before[-1].islower() and _HYPHENS.sub("", s.before).isalpha()
    fits = before_is_word and len(word) >= 2 and word[0].isupper() and word[1:].islower()
    if len(s.before) >= _LONGER and len(word) >= _LONGER and s.before.isalpha():
        fits = fits or (_uncased(s.before[-1]) and _uncased(word[0]))
    return fits and fold(word) not in s.table.domain_endings and s.after[len(word) : len(word) + 1] not in "./@"


def _uncased(char: str) -> bool:
    return char.isalpha() and char.lower() == char.upper()


def number_follows(s: Stop) -> bool | None:
    """`No. 5`, `Art. 3`."""
    return False if s.is_full_stop and s.after[:1].isdigit() and fold(s.before) in s.table.before_number else None


def abbreviation(s: Stop) -> bool | None:
    """`Dr. Meier`, `e.g. this`; some may end a sentence where a known first word follows: `… p.m. The`."""
    if not s.is_full_stop or s.close:
        return None
    word = fold(s.before)
    if word in s.table.maybe_last:
        return fold(s.word_after) in s.table.starters
    return False if word in s.table.abbreviations else None


def initial(s: Stop) -> bool | None:
    """`J. Smith`, `J.K. Rowling`, `U.S. troops`; but `… in the U.S. The`."""
    if not s.is_full_stop or s.close:
        return None
    parts = s.before.split(".")
    if all(len(p) == 1 and p.isalpha() for p in parts) and (s.before[0].isupper() or len(parts) > 1):
        return len(parts) > 1 and fold(s.word_after) in s.table.starters
    return None


def ordinal(s: Stop) -> bool | None:
    """`1. Januar`, `im 19. Jahrhundert`; a number at the line's start is a list's."""
    if not s.is_full_stop or s.close or not s.before.isdigit() or len(s.before) > 2:
        return None
    if s.before_at == 0:
        return False
    return False if s.table.ordinals and fold(s.word_after) not in s.table.starters else None


def lower_case_follows(s: Stop) -> bool | None:
    """A sentence does not start with a small letter."""
    return False if s.after_lower else None


def ellipsis_in_middle(s: Stop) -> bool | None:
    """`… and` goes on, and so does a bracket that closes: `(!)`, `(…)`."""
    if s.after[:1] in set(",;:)]") or (s.close and s.close[-1] in ")]" and len(s.stop) == 1 and not s.before):
        return False
    return None


RULES: tuple[Rule, ...] = (
    wide_stop,
    missing_space,
    ellipsis_in_middle,
    lower_case_follows,
    number_follows,
    abbreviation,
    initial,
    ordinal,
)


def boundaries(line: str, *, pack: Pack) -> Iterator[int]:
    """Offsets in `line` after which a new sentence starts (white space after the stop included)."""
    for at, stop in _stops(line, pack=pack):
        if next((verdict for rule in RULES if (verdict := rule(stop)) is not None), bool(stop.space)):
            yield at


def corrected(line: str, cuts: Iterable[int], *, pack: Pack) -> Iterator[int]:
    """Another splitter's cuts, without those after the pack's abbreviations and with those that lack a space."""
    wanted = set(cuts)
    for at, stop in _stops(line, pack=pack):
        if missing_space(stop):
            wanted.add(at)
        elif abbreviation(stop) is False:
            wanted.discard(at)
    yield from sorted(wanted)


def _stops(line: str, *, pack: Pack) -> Iterator[tuple[int, Stop]]:
    table = stop_table(pack.code)
    for match in _STOP.finditer(line):
        at = match.end()
        if at >= len(line):
            return
        head = line[max(0, match.start() - _WINDOW) : match.start()]
        word = _WORD_BEFORE.search(head)
        before = word.group() if word else ""
        after = line[at : at + _WINDOW].lstrip(_OPENERS) if match["space"] else line[at : at + _WINDOW]
        follows = _WORD_AFTER.match(after)
        yield (
            at,
            Stop(
                stop=match["stop"],
                close=match["close"],
                space=match["space"],
                before=before,
                before_at=match.start() - len(before),
                after=after,
                word_after=follows.group() if follows else "",
                table=table,
            ),
        )
