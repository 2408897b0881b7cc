"""Assign reports to stories, one by one in the order of their times; say what changed and why.

A report is compared with the reports that share rare keys with it and with its nearest neighbours; every story that
one of them is in is scored by the mean probability over its latest members; the report joins the best story above the
threshold, or opens its own. When it fits two stories that also fit each other, they become one.

Reports are taken in blocks. At the end of a block, the reports that are like others are looked at once more, now that
those which came after them are known, and move to the story that fits best; only then are the changes told. What was
told once stays: a report of an earlier block changes its story only by a merge.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..ids import mint
from ..records import Finding
from .changes import Change, Columns, Decisions
from .model import Model
from .pile import Compared, Pile, Seen, features_of

_BLOCK = 256  # reports whose neighbours are looked up at once
_SAMPLE = 10  # members of a story that a report is compared with
_LATEST = 40  # members of a story that the sample is taken from
_STORIES = 6  # that a report is scored against
_LIKE = 0.1  # probability from which on two reports are like each other
_ROUNDS = 3  # of second looks at a block
_BETTER = 0.02  # by which another story must fit better for a report to move


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
        self.ids: list[str] = []  # story number -> id; empty until the block that opened it has ended
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
        self._start_block()

    def stories(self) -> dict[str, list[str]]:
        """Story id -> report ids, in order of arrival; merged-away stories are not there."""
        return {
            self.ids[number]: [self.pile.ids[row] for row in rows] for number, rows in enumerate(self.members) if rows
        }

    def restore(self, report: str, seen: Seen, story: str) -> None:
        """Put back a report that an earlier run assigned; its keys must have been counted before."""
        if story not in self._numbers:
            self._numbers[story] = self._open()
            self.ids[-1] = story
        number = self._numbers[story]
        self.members[number].append(self.pile.add(report, seen, number))

    def add(self, batch: Columns) -> list[Change]:
        """Assign every report of a batch. A report that is in the pile already is passed over."""
        pile = self.pile
        changes: list[Change] = []
        pile.forget()
        pile.count(batch.keys, len(batch.ids))
        pile.count_times(batch.times)
        order = [i for i in np.argsort(batch.times, kind="stable").tolist() if str(batch.ids[i]) not in pile.rows]
        for start in range(0, len(order), _BLOCK):
            block = order[start : start + _BLOCK]
            times = batch.times[block]
            vectors = batch.vectors[block].astype(np.float32) * batch.scales[block][:, None]
            langs = np.array([pile.lang_number(str(batch.langs[i])) for i in block])
            now = float(np.nanmin(times)) if not np.isnan(times).all() else float("nan")
            centred = pile.refresh(now, vectors, langs)
            near, crowds = pile.neighbours(centred)
            self._start_block()
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
                self._assign(str(batch.ids[i]), seen, rows, keep=seen._replace(vector=vectors[j]))
            self._look_again()
            changes += self._told()
        return changes

    def _start_block(self) -> None:
        self._first_row, self._first_story = len(self.pile), len(self.ids)  # of the block
        self._alike: dict[int, list[int]] = {}  # row of the block -> rows that it is like
        self._findings: dict[int, tuple[Finding, ...]] = {}  # row of the block -> what spoke for its story
        self._pinned: set[int] = set()  # rows that people put where they are
        self._merges: list[Change] = []

    def _open(self) -> int:
        self.ids.append("")
        self.members.append([])
        return len(self.ids) - 1

    def _assign(self, report: str, seen: Seen, rows: list[int], *, keep: Seen) -> None:
        row = len(self.pile)
        forced = next((self.pile.rows[r] for r in self._must.get(report, ()) if r in self.pile.rows), None)
        scored = self._score(row, report, seen, rows)[:_STORIES]
        if forced is not None:
            number = self.pile.story_of[forced]
            self._pinned |= {row, forced}
            self._findings[row] = (
                Finding(feature="decision", score=1.0, detail="a person decided that these tell one story"),
            )
        elif scored and scored[0].score >= self.model.join:
            number = scored[0].story
            self._findings[row] = self.model.findings(scored[0].features, scored[0].same_lang)
        else:
            number = self._open()
            scored = []
        self.members[number].append(self.pile.add(report, keep, number))
        self._merge_fitting(row, scored)

    def _merge_fitting(self, row: int, scored: list[_Scored]) -> None:
        """Merge the stories that a report fits into its own, where their members fit it, too."""
        for also in scored:
            own = self.pile.story_of[row]
            if also.score >= self.model.join and also.story != own and self.members[also.story]:
                self._merge(own, also.story)

    def _look_again(self) -> None:
        """Let the reports of the block move, until none does; after the first round only those like one that did."""
        rows = sorted(self._alike)
        for _ in range(_ROUNDS):
            moved = [row for row in rows if row >= self._first_row and row not in self._pinned and self._move(row)]
            if not moved:
                return
            rows = sorted({like for row in moved for like in self._alike[row]})

    def _move(self, row: int) -> bool:
        """Move a report of the block to the story that it fits best now, if any; whether its story changed."""
        pile, own = self.pile, self.pile.story_of[row]
        if all(pile.story_of[r] == own for r in self._alike[row]):
            return False
        others = [r for r in self.members[own] if r != row and pile.in_view(r)]
        scored = self._score(row, pile.ids[row], pile.seen(row), [*self._alike[row], *others[-1:]])
        here = next((s.score for s in scored if s.story == own), None)
        best = next((s for s in scored if s.story != own and s.score >= self.model.join), None)
        if best is not None and (here is None or best.score > here + _BETTER):
            number = best.story
            self._findings[row] = self.model.findings(best.features, best.same_lang)
        elif best is None and here is not None and here < self.model.join - _BETTER:
            number = self._open()
            self._findings.pop(row, None)
        else:
            self._merge_fitting(row, scored[:_STORIES])
            return pile.story_of[row] != own
        self.members[own].remove(row)
        insort(self.members[number], row)
        pile.story_of[row] = number
        return True

    def _told(self) -> list[Change]:
        """What the block did. A story that it opened gets its id now, from its first report."""
        changes: list[Change] = []
        for row in range(self._first_row, len(self.pile)):
            number, report = self.pile.story_of[row], self.pile.ids[row]
            if self.ids[number]:
                found = self._findings.get(row, ())
                changes.append(Change(kind="joined", story=self.ids[number], report=report, findings=found))
                continue
            self.ids[number] = mint("story", report)
            self._numbers[self.ids[number]] = number
            changes.append(Change(kind="opened", story=self.ids[number], report=report))
        return changes + self._merges

    def _score(self, row: int, report: str, seen: Seen, rows: list[int]) -> list[_Scored]:
        """The stories of `rows` by mean probability over a sample of their members, best first; `row` is the report's."""
        rows = self.pile.near_in_time(rows, seen.time)
        if not rows:
            return []
        by_story: dict[int, list[int]] = {}
        for other in rows:
            by_story.setdefault(self.pile.story_of[other], []).append(other)
        barred = {self.pile.story_of[self.pile.rows[r]] for r in self._cannot.get(report, ()) if r in self.pile.rows}
        stories = [s for s in list(by_story) if s not in barred][: 4 * _STORIES]
        sample = {s: self._sample(s, [*by_story[s][:3]], without=row) for s in stories}
        flat = [other for s in stories for other in sample[s]]
        if not flat:
            return []
        compared = self.pile.compare(seen, flat)
        same = compared.same_lang
        features = features_of(compared)
        probability = self._probability(compared)
        if row == len(self.pile):
            self._note_alike(row, [flat[i] for i in np.flatnonzero(probability >= _LIKE).tolist()])
        scored: list[_Scored] = []
        at = 0
        for story in stories:
            stop = at + len(sample[story])
            best = at + int(np.argmax(probability[at:stop]))
            mean = float(probability[at:stop].sum()) / (stop - at)
            scored.append(_Scored(mean, story, features[best], bool(same[best])))
            at = stop
        scored.sort(key=lambda s: (-s.score, s.story))
        return scored

    def _note_alike(self, row: int, others: list[int]) -> None:
        for other in others:
            self._alike.setdefault(row, []).append(other)
            if other >= self._first_row:
                self._alike.setdefault(other, []).append(row)

    def _merge(self, left: int, right: int) -> None:
        """Make one story of two if their members fit each other; the older one's id stays."""
        keep, gone = (left, right) if self.members[left][0] < self.members[right][0] else (right, left)
        if self._apart(keep, gone):
            return
        total, count = 0.0, 0
        some, others = self._sample(keep, []), self._sample(gone, [])
        if not some or not others:
            return
        for row in others:
            compared = self.pile.compare(self.pile.seen(row), some)
            total += float(self._probability(compared).sum())
            count += len(some)
        if total / count < self.model.merge:
            return
        mean = Finding(feature="merge", score=round(total / count, 3), detail="mean probability over pairs of members")
        for row in self.members[gone]:
            self.pile.story_of[row] = keep
            self._findings.setdefault(row, (mean,))
        self.members[keep] = sorted(self.members[keep] + self.members[gone])
        self.members[gone] = []
        if self.ids[gone]:
            self._merges.append(Change(kind="merged", story=self.ids[keep], other=self.ids[gone], findings=(mean,)))

    def _apart(self, left: int, right: int) -> bool:
        """Whether a person said that a report of one is not in the story of a report of the other."""
        if not self._cannot:
            return False
        others = {self.pile.ids[row] for row in self.members[right]}
        return any(self._cannot.get(self.pile.ids[row], set()) & others for row in self.members[left])

    def _probability(self, compared: Compared) -> NDArray[np.float64]:
        doubt = np.where(np.isnan(compared.days), self.pile.doubt, 0.0)
        return self.model.probability(
            features_of(compared), lengths=compared.lengths, same_lang=compared.same_lang, doubt=doubt
        )

    def _sample(self, story: int, first: list[int], *, without: int = -1) -> list[int]:
        """The rows that stand for a story: those given, then its latest, as far as they are in view; of copies, one."""
        found: dict[int, int] = {}
        for row in [*first, *reversed(self.members[story][-_LATEST:])]:
            if row != without and self.pile.in_view(row):
                found.setdefault(self.pile.prints[row], row)
                if len(found) == _SAMPLE:
                    break
        return list(found.values())


def group(batches: Iterable[Columns], *, model: Model, dim: int, decisions: Decisions | None = None) -> Grouping:
    """Group batches of sketches from scratch, in the order in which they come."""
    grouping = Grouping(pile=Pile(dim=dim), model=model, decisions=decisions)
    for batch in batches:
        grouping.add(batch)
    return grouping
