"""Read frames, concepts and markers through the packs' `frames.toml`: what news tells again and again.

A table is sections of labels, each with patterns: `[frames.kill]`, `[concepts.animal]`, `[extent.nearly_all]`,
`[cause.after]`. The labels are shared by all packs, so a hit in one language compares with a hit in another.

The section `who` is a file of its own, `who.toml`: kinds of people and what they are to others, which judging alone reads.

A pattern is folded words with one space between them. `word*` matches by its beginning, `*word` by its end, `*word*`
anywhere in a word (for compounds); `...` stands for up to eight words in between; `word|` has to end its clause, that is
to be followed by punctuation or nothing. Of patterns of one section that
overlap, the longest counts; hits of different sections may overlap. A section's `look_alike` patterns are no label: what
they match, other patterns of as many words do not ("fire brigade" is no fire).

`[deeds]` and `[things]` are finer frames and concepts, and further words for them, that judging goes by and alignment
does not: its model was fitted on the plain ones. See `refined`. `[side]`, `[body]`, `[scene]`, `[site]` and `[target]` are each
read by one comparer only.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from ..records import Record
from ..textfold import fold
from ..words import Word, words
from .pack import Pack, load_pack

_GAP = "..."
_LONGEST_GAP = 8
_CLAUSE_END = "|"
_LOOK_ALIKE = "look_alike"
_WHO = "who"
SECTIONS = (
    "frames",
    "concepts",
    "deeds",
    "things",
    "extent",
    "cause",
    "agent",
    "intent",
    "accusation",
    "revision",
    "bound",
    "period",
    "side",
    "body",
    "scene",
    "site",
    "account",
    "course",
    "target",
    _WHO,
)
_FINER = {"deeds": "frames", "things": "concepts"}


class Hit(Record, frozen=True, kw_only=True):
    """A pattern of the pack found in a text. Offsets are code points of the text read, plus the given offset."""

    section: str
    label: str
    start: int
    stop: int
    pattern: str

    @property
    def rule(self) -> str:
        return _rule(self.section, self.label)


class _Pattern(Record, frozen=True, kw_only=True):
    section: str
    label: str
    text: str
    parts: tuple[str, ...]


class Frames:
    """The compiled `frames.toml` of one pack."""

    def __init__(self, table: Mapping[str, Any], pack: Pack | None = None) -> None:
        self._pack = pack if pack is not None and pack.proclitics else None
        self.patterns = tuple(_patterns(table))
        self.rules = frozenset(_rule(p.section, p.label) for p in self.patterns if p.label != _LOOK_ALIKE)
        self._exact: dict[str, list[_Pattern]] = {}
        self._prefix: dict[str, list[_Pattern]] = {}
        self._other: list[_Pattern] = []
        for pattern in self.patterns:
            first = pattern.parts[0].rstrip(_CLAUSE_END)
            if first.startswith("*"):
                self._other.append(pattern)
            elif first.endswith("*"):
                self._prefix.setdefault(first[:-1], []).append(pattern)
            else:
                self._exact.setdefault(first, []).append(pattern)
        self._lengths = sorted({len(p) for p in self._prefix})
        self._starting: dict[str, tuple[_Pattern, ...]] = {}

    def starting(self, word: str) -> tuple[_Pattern, ...]:
        """The patterns whose first part matches `word`."""
        known = self._starting.get(word)
        if known is None:
            known = tuple(dict.fromkeys(p for form in self.readings(word) for p in self._beginning(form)))
            if len(self._starting) < 200_000:
                self._starting[word] = known
        return known

    def readings(self, word: str) -> tuple[str, ...]:
        """A word as it stands, and without small words that its language writes onto it."""
        return (word,) if self._pack is None else (word, *self._pack.behind_proclitics(word))

    def _beginning(self, word: str) -> Iterator[_Pattern]:
        yield from self._exact.get(word, ())
        for n in self._lengths:
            if n > len(word):
                break
            yield from self._prefix.get(word[:n], ())
        yield from (p for p in self._other if _fits(word, p.parts[0].rstrip(_CLAUSE_END)))


def _patterns(table: Mapping[str, Any]) -> Iterable[_Pattern]:
    for section in SECTIONS:
        for label, entry in table.get(section, {}).items():
            for text in entry:
                yield _Pattern(section=section, label=label, text=text, parts=tuple(fold(text).split()))


def _fits(word: str, part: str) -> bool:
    if part.startswith("*") and part.endswith("*"):
        return part[1:-1] in word
    if part.startswith("*"):
        return word.endswith(part[1:])
    return word.startswith(part[:-1]) if part.endswith("*") else word == part


def _match(found: Sequence[Word], at: int, parts: Sequence[str], frames: Frames) -> int | None:
    """Index after the last word of a match of parts[1:] that follows word `at`, or None."""
    if parts[0].endswith(_CLAUSE_END) and not _ends(found, at):
        return None
    at += 1
    gap = False
    for part in parts[1:]:
        if part == _GAP:
            gap = True
            continue
        reach = range(at, min(len(found), at + (_LONGEST_GAP if gap else 0) + 1))
        word = part.rstrip(_CLAUSE_END)
        at = next(
            (
                i + 1
                for i in reach
                if (word == part or _ends(found, i)) and any(_fits(w, word) for w in frames.readings(found[i].folded))
            ),
            -1,
        )
        if at < 0:
            return None
        gap = False
    return at


def _ends(found: Sequence[Word], at: int) -> bool:
    """Whether more than one space stands between a word and the next: a comma, a full stop, the end."""
    return at + 1 == len(found) or found[at + 1].start - found[at].stop > 1


@functools.cache
def load_frames(code: str) -> Frames:
    """The compiled frames of the pack for a language tag; empty when neither it nor `und` has any.

    Raises:
        PackError: the table is malformed.
    """
    pack = load_pack(code)
    return Frames(_table(pack) if (pack.folder / "frames.toml").is_file() or _und_has() else {}, pack)


def _table(pack: Pack) -> Mapping[str, Any]:
    """The table of frames, with the one of who people are, which is a file of its own."""
    return {**pack.table("frames"), **pack.own_table(_WHO)}


def _und_has() -> bool:
    return (load_pack("und").folder / "frames.toml").is_file()


def read_frames(text: str, *, lang: str, offset: int = 0) -> tuple[Hit, ...]:
    """Every frame, concept and marker in `text`, ordered by start; see the module's first lines for the patterns."""
    return match_frames(words(text, offset=offset), load_frames(lang))


def match_frames(found: Sequence[Word], frames: Frames) -> tuple[Hit, ...]:
    """The same for words already cut."""
    hits: list[tuple[int, int, _Pattern]] = []
    for i, word in enumerate(found):
        for pattern in frames.starting(word.folded):
            stop = _match(found, i, pattern.parts, frames)
            if stop is not None:
                hits.append((i, stop, pattern))
    hits.sort(
        key=lambda h: (h[2].section, -(h[1] - h[0]), h[2].label != _LOOK_ALIKE, -len(h[2].text), h[0], h[2].label)
    )
    kept: list[tuple[int, int, _Pattern]] = []
    taken: dict[str, set[int]] = {}
    for start, stop, pattern in hits:
        covered = {start, stop - 1} if _GAP in pattern.parts else set(range(start, stop))
        used = taken.setdefault(pattern.section, set())
        if not covered & used:
            used |= covered
            kept.append((start, stop, pattern))
    kept.sort(key=lambda h: (h[0], h[1], h[2].section, h[2].label))
    return tuple(
        Hit(
            section=p.section,
            label=p.label,
            start=found[start].start,
            stop=found[stop - 1].stop,
            pattern=p.text,
        )
        for start, stop, p in kept
        if p.label != _LOOK_ALIKE
    )


def refined(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The hits with the finer sections taken into the plain ones: a thing stands for the concept whose words it shares.

    `deeds` and `things` hold what judging tells apart and alignment does not: `women` are a thing of their own where the
    concept is `person`.
    """
    finer = [msgspec.structs.replace(h, section=_FINER[h.section]) for h in hits if h.section in _FINER]
    plain = [
        h
        for h in hits
        if h.section not in _FINER
        and not any(f.section == h.section and f.start < h.stop and h.start < f.stop for f in finer)
    ]
    return tuple(sorted((*plain, *finer), key=lambda h: (h.start, h.stop, h.section, h.label)))


def rule_names_of(pack: Pack) -> set[str]:
    """Every rule that the pack's own table declares: `section.label`."""
    table = {**pack.own_table("frames"), **pack.own_table(_WHO)}
    return {_rule(s, label) for s in SECTIONS for label in table.get(s, {})} - {_rule(s, _LOOK_ALIKE) for s in SECTIONS}


def _rule(section: str, label: str) -> str:
    return f"{_FINER.get(section, section)}.{label}"
