"""Whether two statements tell of one thing: what they have in common, weighed by how telling it is in the story."""

from __future__ import annotations

import functools
import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from math import fsum

from ...lang.frames import Hit
from ...records import Timex
from ...words import spread, stem, telling, words
from ..kin import openings
from ..told import Case, Told
from .voices import voice

_SAYING = frozenset(
    {"deny", "oppose", "announce", "accuse", "demand", "forecast", "plan", "investigate", "rise", "fall", "attend"}
)
_BY_DEED = frozenset({"striker", "hacker", "protester", "detainee", "wounded", "evacuee", "hostage"})
_GENERIC = frozenset({"person", "authority", "minister", "company", "police", "money", "city", "area", "president"})
_LARGE = 30  # statements: in a smaller story nothing recurs by chance either
_LETTERS = 4  # shorter words in capitals are abbreviations of anything
_ALIKE, _BEGINS = "alike:", 5  # letters in which names begin that are taken for one
_DAY = 10  # length of an ISO date
_BACKGROUND = 21  # days before the report from which on something told is of another time
_UNTIL_NOW = "/.."  # "the worst since 2013" tells of now
_HEAD = 20  # code points from the start of a statement to a date that goes for all of it
_COMMAS = frozenset(",;:—–()")
_BESIDE = 4  # statements between which a report sets two voices against each other


_NAMES = frozenset({"person", "organisation", "place", "product", "event", "other"})
_ANYWHERE = frozenset(f"thing:{x}" for x in ("dead", "wounded", "evacuee", "detainee", "child", "woman"))
_TIMELESS = frozenset({"own"})
_WHO = "who"  # kinds of people, which name nobody
_FIRST = 2  # statements that a report opens with, which tell its own story


class Ties:
    """Reads a whole story once; then `common` and `weight` compare two statements."""

    def __init__(self, case: Case) -> None:
        self._keys = {t.statement.id: _keys(t) for t in case.told}
        self._before = {
            b.statement.id: self._keys[a.statement.id]
            for a, b in itertools.pairwise(case.told)
            if a.report.id == b.report.id
        }
        self._foreign = _foreign(case, self._keys)
        self._weight = telling(spread(self._keys.values()), max(len(case.told), _LARGE))

    def common(self, left: Told, right: Told) -> frozenset[str]:
        """Keys that two statements share: "deed:…" for frames, "thing:…" for concepts, "name:…" for entities.

        Where no entity is shared, names that begin alike count as one: "alike:…".
        """
        shared = self._keys[left.statement.id] & self._keys[right.statement.id]
        alike = [k for k in shared if k.startswith(_ALIKE)]
        if not alike:
            return shared
        named = any(k.startswith("name:") for k in shared)
        return shared.difference(alike if named else sorted(alike, key=lambda k: (-self._weight[k], k))[1:])

    def foreign(self, told: Told) -> bool:
        """Whether a statement names somebody or some place, and nothing of what it names or tells of is in another report.

        At the end of a page stands a headline of quite another story.
        """
        return told.statement.id in self._foreign

    def shared(self, left: Sequence[Told], right: Told) -> float:
        """How much some statements together have in common with another."""
        keys = frozenset(k for t in left for k in self._keys[t.statement.id]) & self._keys[right.statement.id]
        return fsum(self._weight[k] for k in keys)

    def settled(self, left: Told, right: Told) -> float:
        """The same, where what the statements right before them name and tell of counts as theirs too."""
        keys = self._wider(left) & self._wider(right)
        named = any(k.startswith("name:") for k in keys)
        alike = sorted((self._weight[k] for k in keys if k.startswith(_ALIKE)), reverse=True)
        shared = fsum(self._weight[k] for k in keys if not k.startswith(_ALIKE))
        return shared + fsum(alike[:1] if not named else ()) + (1.0 if left.row and left.row == right.row else 0.0)

    def _wider(self, told: Told) -> frozenset[str]:
        """The keys of a statement, with those of the one before it where it names nothing itself."""
        keys = self._keys[told.statement.id]
        if told.at == 0 or any(k.startswith(("name:", _ALIKE)) for k in keys):
            return keys
        return keys | self._before.get(told.statement.id, frozenset())

    def weight(self, left: Told, right: Told) -> float:
        """How much two statements have in common: about 0.5 for a common key, 1 for a rare one, 1 for the same row."""
        shared = fsum(self._weight[k] for k in self.common(left, right))
        return shared + (1.0 if left.row and left.row == right.row else 0.0)


def _foreign(case: Case, keys: Mapping[str, frozenset[str]]) -> frozenset[str]:
    reports: dict[str, set[str]] = defaultdict(set)
    for told in case.told:
        for key in keys[told.statement.id]:
            reports[key].add(told.report.id)
    texts = {r.id: openings(r.text, _BEGINS) for r in case.reports.values()}
    found = set()
    for told in case.told:
        mine = [k for k in keys[told.statement.id] if not k.startswith("deed:") and k not in _ANYWHERE]
        names = [m for m in told.statement.mentions if m.kind in _NAMES and not told.in_source(m.start, m.stop)]
        if not names or told.at < _FIRST or any(len(reports[k]) > 1 for k in mine):
            continue
        begun = frozenset(o for m in names for o in openings(told.report.text[m.start : m.stop], _BEGINS))
        elsewhere = any(not begun.isdisjoint(text) for r, text in texts.items() if r != told.report.id)
        row = case.rows.get(told.row)
        if begun and not elsewhere and (row is None or len(row.reports) < 2):
            found.add(told.statement.id)
    return frozenset(found)


@functools.lru_cache(maxsize=1)
def ties_of(case: Case) -> Ties:
    """The ties of a story, read once for all comparers; `ties_of.cache_clear()` lets the story go."""
    return Ties(case)


def deeds(told: Told) -> frozenset[str]:
    """What happens in a statement, without frames of telling and those that only name somebody: "the strikers"."""
    return frozenset(h.label for h in done(told))


def done(told: Told) -> list[Hit]:
    """The same as hits."""
    people = [h for h in told.of("concepts") if h.label in _BY_DEED]
    return [
        h
        for h in told.inner("frames")
        if h.label not in _SAYING and not any(p.start < h.stop and h.start < p.stop for p in people)
    ]


def _keys(told: Told) -> frozenset[str]:
    names = {f"name:{m.entity}" for m in told.statement.mentions if m.entity and not told.in_source(m.start, m.stop)}
    things = {f"thing:{c}" for c in told.told_labels("concepts") - _GENERIC}
    alike = {
        f"{_ALIKE}{o}"
        for m in told.statement.mentions
        if not told.in_source(m.start, m.stop)
        for w in told.report.text[m.start : m.stop].split()
        if w[:1].isupper()
        for o in openings(w, _BEGINS)
    }
    return frozenset(names | things | {f"deed:{d}" for d in deeds(told)} | set(_unread_names(told)) | alike)


def _unread_names(told: Told) -> Iterator[str]:
    """Words in capitals inside a sentence that no reader of names took: «Runa» is a ship, whatever it was read as."""
    text, offset = told.statement.text, told.statement.start
    covered = [(h.start, h.stop) for h in told.hits if h.section != _WHO] + list(told.sources)
    for w in words(text, offset=offset)[1:]:
        proper = text[w.start - offset].isupper() and len(w.folded) >= _LETTERS
        if proper and not any(a < w.stop and w.start < b for a, b in covered):
            yield f"name:{stem(w.folded)}"


def background(told: Told, at: int | None = None) -> bool:
    """Whether a statement dates what it tells to well before its report: another event, or how it came about.

    A date at the head of a statement goes for all of it, one further on for the words `at` a place in the same clause.
    """
    anchor = (told.report.anchor.value or told.report.published or "")[:_DAY]
    dated = [t for t in told.statement.times if t.type in {"DATE", "TIME"} and not t.edtf.endswith(_UNTIL_NOW)]
    times = [(t, d) for t in dated if (d := _first_day(t.edtf))]
    day = _day(anchor)
    if not times or day is None or any((day - d).days <= _BACKGROUND for _, d in times):
        return False
    text, offset = told.statement.text, told.statement.start
    for t, _ in times:
        if t.start - offset <= _HEAD or not _COMMAS & set(text):
            return True
        if at is not None and _COMMAS.isdisjoint(text[min(at, t.start) - offset : max(at, t.stop) - offset]):
            return True
    return False


def dated_before(told: Told, days: int) -> bool:
    """Whether a statement names a day that lies more than so many days before its report."""
    day = _day((told.report.anchor.value or told.report.published or "")[:_DAY])
    times = [_first_day(t.edtf) for t in told.statement.times if t.type == "DATE"]
    return day is not None and any(d is not None and (day - d).days > days for d in times)


def _first_day(edtf: str) -> date | None:
    plain = edtf.split("/", maxsplit=1)[0].rstrip("~?%")
    return _day({4: f"{plain}-01-01", 7: f"{plain}-01"}.get(len(plain), plain[:_DAY]))


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


def set_against(left: Told, right: Told) -> bool:
    """Whether two statements are told by two reports, or by two voices that one report sets beside each other."""
    if left.report.id != right.report.id:
        return True
    return voice(left) != voice(right) and abs(left.at - right.at) <= _BESIDE


def beside(told: Told, t: Timex) -> list[Hit]:
    """The frames that a time may stand at: not those read into its own words, nor what has no time, as owning has none."""
    return [
        h for h in told.inner("frames") if h.label not in _TIMELESS and not (t.start <= h.start and h.stop <= t.stop)
    ]
