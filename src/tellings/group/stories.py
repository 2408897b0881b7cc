"""Assign reports to stories, one by one in the order of their times; say what changed and why.

A report is compared with the reports that share rare keys with it and with its nearest neighbours; every story that
one of them is in is scored by the mean probability over its latest members; the report joins the best story above the
threshold, or opens its own. When it fits two stories that also fit each other, they become one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from ..ids import mint
from ..records import Finding, Record
from .model import Model
from .pile import Compared, Pile, Seen, features_of

_BLOCK = 256  # reports whose neighbours are looked up at once
_SAMPLE = 6  # members of a story that a report is compared with
_STORIES = 6  # that a report is scored against


class Change(Record, frozen=True, kw_only=True):
    """What a batch did to a story."""

    kind: Literal["opened", "joined", "merged", "split"]
    story: str
    report: str = ""  # that opened or joined it
    other: str = ""  # the story that was merged into this one, or split off it
    findings: tuple[Finding, ...] = ()


class Decisions(Record, frozen=True, kw_only=True):
    """What people decided; it survives every re-run. Pairs of report ids."""

    must: frozenset[tuple[str, str]] = frozenset()
    cannot: frozenset[tuple[str, str]] = frozenset()


class Columns(Protocol):
    """The columns of a batch that grouping needs; `sketch.Sketches` has them."""

    @property
    def ids(self) -> NDArray[np.str_]: ...
    @property
    def langs(self) -> NDArray[np.str_]: ...
    @property
    def times(self) -> NDArray[np.float64]: ...
    @property
    def indptr(self) -> NDArray[np.int64]: ...
    @property
    def keys(self) -> NDArray[np.uint64]: ...
    @property
    def counts(self) -> NDArray[np.float32]: ...
    @property
    def vectors(self) -> NDArray[np.int8]: ...
    @property
    def scales(self) -> NDArray[np.float32]: ...


class _Scored(NamedTuple):
    """How well a report fits a story, and the features of its best pair there."""

    score: float
    story: int
    features: NDArray[np.float64]
    same_lang: bool


class Grouping:
    """The stories over a pile. Story numbers are internal; ids are minted from a story's first report and never change."""

    def __init__(self, *, pile: Pile, model: Model, decisions: Decisions | None = None) -> None:
        self.pile = pile
        self.model = model
        self.ids: list[str] = []  # story number -> id
        self.members: list[list[int]] = []  # story number -> rows; empty once merged away
        self._numbers: dict[str, int] = {}
        self._must: dict[str, list[str]] = {}
        self._cannot: dict[str, set[str]] = {}
        for left, right in sorted((decisions or Decisions()).must):
            self._must.setdefault(left, []).append(right)
            self._must.setdefault(right, []).append(left)
        for left, right in sorted((decisions or Decisions()).cannot):
            self._cannot.setdefault(left, set()).add(right)
            self._cannot.setdefault(right, set()).add(left)

    def stories(self) -> dict[str, list[str]]:
        """Story id -> report ids, in order of arrival; merged-away stories are not there."""
        return {
            self.ids[number]: [self.pile.ids[row] for row in rows] for number, rows in enumerate(self.members) if rows
        }

    def restore(self, report: str, seen: Seen, story: str) -> None:
        """Put back a report that an earlier run assigned; its keys must have been counted before."""
        if story not in self._numbers:
            self._open(story)
        number = self._numbers[story]
        self.members[number].append(self.pile.add(report, seen, number))

    def add(self, batch: Columns) -> list[Change]:
        """Assign every report of a batch. A report that is in the pile already is passed over."""
        pile = self.pile
        changes: list[Change] = []
        pile.forget()
        pile.count(batch.keys, len(batch.ids))
        order = [i for i in np.argsort(batch.times, kind="stable").tolist() if str(batch.ids[i]) not in pile.rows]
        for start in range(0, len(order), _BLOCK):
            block = order[start : start + _BLOCK]
            times = batch.times[block]
            vectors = batch.vectors[block].astype(np.float32) * batch.scales[block][:, None]
            langs = np.array([pile.lang_number(str(batch.langs[i])) for i in block])
            now = float(np.nanmin(times)) if not np.isnan(times).all() else float("nan")
            centred = pile.refresh(now, vectors, langs)
            near, crowds = pile.neighbours(centred)
            for j, i in enumerate(block):
                keys = slice(int(batch.indptr[i]), int(batch.indptr[i + 1]))
                seen = Seen(
                    batch.keys[keys],
                    pile.weigh(batch.keys[keys], batch.counts[keys]),
                    centred[j],
                    float(batch.times[i]),
                    int(langs[j]),
                    float(crowds[j]),
                )
                rows = list(dict.fromkeys([*pile.candidates(seen), *near[j].tolist()]))
                changes += self._assign(str(batch.ids[i]), seen, rows, keep=seen._replace(vector=vectors[j]))
        return changes

    def _open(self, story: str) -> int:
        self._numbers[story] = len(self.ids)
        self.ids.append(story)
        self.members.append([])
        return self._numbers[story]

    def _assign(self, report: str, seen: Seen, rows: list[int], *, keep: Seen) -> list[Change]:
        forced = next((self.pile.rows[r] for r in self._must.get(report, ()) if r in self.pile.rows), None)
        scored = self._score(report, seen, rows)
        findings: tuple[Finding, ...] = ()
        if forced is not None:
            number = self.pile.story_of[forced]
            findings = (Finding(feature="decision", score=1.0, detail="a person decided that these tell one story"),)
        elif scored and scored[0].score >= self.model.join:
            number = scored[0].story
            findings = self.model.findings(scored[0].features, scored[0].same_lang)
        else:
            number = self._open(mint("story", report))
            self.members[number].append(self.pile.add(report, keep, number))
            return [Change(kind="opened", story=self.ids[number], report=report)]
        self.members[number].append(self.pile.add(report, keep, number))
        changes = [Change(kind="joined", story=self.ids[number], report=report, findings=findings)]
        for also in scored[1:]:
            if also.story != number and also.score >= self.model.join and self.members[also.story]:
                changes += self._merge(number, also.story)
                number = self.pile.story_of[-1]
        return changes

    def _score(self, report: str, seen: Seen, rows: list[int]) -> list[_Scored]:
        """The candidate stories by mean probability over a sample of their members, best first."""
        rows = self.pile.near_in_time(rows, seen.time)
        if not rows:
            return []
        by_story: dict[int, list[int]] = {}
        for row in rows:
            by_story.setdefault(self.pile.story_of[row], []).append(row)
        barred = {self.pile.story_of[self.pile.rows[r]] for r in self._cannot.get(report, ()) if r in self.pile.rows}
        stories = [s for s in list(by_story) if s not in barred][: 4 * _STORIES]
        sample = {s: self._sample(s, [*by_story[s][:3]]) for s in stories}
        flat = [row for s in stories for row in sample[s]]
        if not flat:
            return []
        compared = self.pile.compare(seen, flat)
        same = compared.same_lang
        features = features_of(compared)
        probability = self._probability(compared)
        scored: list[_Scored] = []
        at = 0
        for story in stories:
            stop = at + len(sample[story])
            best = at + int(np.argmax(probability[at:stop]))
            mean = float(probability[at:stop].sum()) / (stop - at)
            scored.append(_Scored(mean, story, features[best], bool(same[best])))
            at = stop
        scored.sort(key=lambda s: (-s.score, s.story))
        return scored[:_STORIES]

    def _merge(self, left: int, right: int) -> list[Change]:
        """Make one story of two if their members fit each other; the older one's id stays."""
        keep, gone = (left, right) if self.members[left][0] < self.members[right][0] else (right, left)
        if self._apart(keep, gone):
            return []
        total, count = 0.0, 0
        some, others = self._sample(keep, []), self._sample(gone, [])
        if not some or not others:
            return []
        for row in others:
            compared = self.pile.compare(self.pile.seen(row), some)
            total += float(self._probability(compared).sum())
            count += len(some)
        if total / count < self.model.merge:
            return []
        for row in self.members[gone]:
            self.pile.story_of[row] = keep
        self.members[keep] = sorted(self.members[keep] + self.members[gone])
        self.members[gone] = []
        mean = Finding(feature="merge", score=round(total / count, 3), detail="mean probability over pairs of members")
        return [Change(kind="merged", story=self.ids[keep], other=self.ids[gone], findings=(mean,))]

    def _apart(self, left: int, right: int) -> bool:
        """Whether a person said that a report of one is not in the story of a report of the other."""
        if not self._cannot:
            return False
        others = {self.pile.ids[row] for row in self.members[right]}
        return any(self._cannot.get(self.pile.ids[row], set()) & others for row in self.members[left])

    def _probability(self, compared: Compared) -> NDArray[np.float64]:
        return self.model.probability(features_of(compared), lengths=compared.lengths, same_lang=compared.same_lang)

    def _sample(self, story: int, first: list[int]) -> list[int]:
        """The rows that stand for a story: those given, then its latest, as far as they are in view."""
        latest = [row for row in self.members[story][-_SAMPLE:] if self.pile.in_view(row)]
        return list(dict.fromkeys([*first, *latest]))[:_SAMPLE]


def group(batches: Iterable[Columns], *, model: Model, dim: int, decisions: Decisions | None = None) -> Grouping:
    """Group batches of sketches from scratch, in the order in which they come."""
    grouping = Grouping(pile=Pile(dim=dim), model=model, decisions=decisions)
    for batch in batches:
        grouping.add(batch)
    return grouping
