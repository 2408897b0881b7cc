"""Where what a statement tells of is set: the places that it names, or else those that the statements before it named.

"The flood hit three villages in the Arun valley. Forty-two people died."
"""

from __future__ import annotations

import functools
from collections import defaultdict

from ..lang.gazetteer import names
from ..records import Mention
from .kin import may_be_one, openings
from .told import Case, Told

_THERE = "there"
_PLACES = frozenset({"place", "other"})
_BACK = 2  # statements that name no place and take the one before them


class Settings:
    """Reads a whole story once; then says where a statement is set and whether two are set apart."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._places: dict[str, frozenset[str]] = {}
        self._named: dict[str, frozenset[str]] = {}  # places of the statement itself, countries among them
        self._known: dict[str, set[str]] = defaultdict(set)  # places of each report
        self._pointed: dict[str, frozenset[str]] = {}  # what a word for "there" points back to
        self._texts: dict[str, frozenset[str]] = {}  # how the words of a report begin, where that is asked
        carried: frozenset[str] = frozenset()
        before: frozenset[str] = frozenset()
        since, report = 0, ""
        for told in case.told:
            named = frozenset(m.entity for m in told.statement.mentions if self._place(m.entity, told, m.start, m.stop))
            own = frozenset(e for e in named if self._name(e) not in countries())
            self._named[told.statement.id] = named
            if told.report.id != report:
                before = frozenset()
                carried, since, report = frozenset(), 0, told.report.id
            if own:
                carried, since = own, 0
            else:
                since += 1
            if before and not named and any(h.label == _THERE for h in told.of("bound")):
                self._pointed[told.statement.id] = before
            before = frozenset(m.entity for m in told.statement.mentions if self._called(m, told))
            self._places[told.statement.id] = carried if since <= _BACK else frozenset()
            self._known[told.report.id] |= own

    def places(self, told: Told) -> frozenset[str]:
        return self._places[told.statement.id]

    def apart(self, left: Told, right: Told) -> bool:
        """Whether two statements are set in different places, as a report that knows both tells them apart."""
        if self._untold(left, right) or self._untold(right, left):
            return True
        one, other = self.places(left), self.places(right)
        if not one or not other or not one.isdisjoint(other):
            return False
        if one.isdisjoint(self._known[right.report.id]) and other.isdisjoint(self._known[left.report.id]):
            return False
        return not self._alike(one, other)

    def _untold(self, left: Told, right: Told) -> bool:
        """Whether a statement points back to a place ("twelve died there") that the other report nowhere names."""
        names = self._pointed.get(left.statement.id)
        if not names or left.report.id == right.report.id:
            return False
        text = self._texts.get(right.report.id)
        if text is None:
            text = self._texts[right.report.id] = openings(right.report.text)
        return text.isdisjoint(o for e in names for o in openings(self._name(e)))

    def elsewhere(self, left: Told, right: Told) -> bool:
        """Whether two statements do not name one place: where a figure may be of any town or country, it has to be said."""
        one = self._named[left.statement.id] or self.places(left)
        other = self._named[right.statement.id] or self.places(right)
        return bool(one or other) and one.isdisjoint(other) and not self._alike(one, other)

    def _called(self, mention: Mention, told: Told) -> bool:
        """Whether a name may be a place's."""
        known = mention.entity in self._case.entities and not told.in_source(mention.start, mention.stop)
        return known and self._case.entities[mention.entity].kind in _PLACES

    def _alike(self, one: frozenset[str], other: frozenset[str]) -> bool:
        return any(may_be_one(self._name(a), self._name(b)) for a in one for b in other)

    def _place(self, entity: str, told: Told, start: int, stop: int) -> bool:
        if not entity or entity not in self._case.entities or told.in_source(start, stop):
            return False
        return self._case.entities[entity].kind == "place"

    def _name(self, entity: str) -> str:
        return self._case.entities[entity].label


@functools.lru_cache(maxsize=1)
def settings_of(case: Case) -> Settings:
    """The settings of a story, read once for all comparers."""
    return Settings(case)


@functools.cache
def countries() -> frozenset[str]:
    """What countries are called in English, as entities of the gazetteer are labelled."""
    return frozenset(e.label for e in names("en").values() if e.group == "country")
