"""Grouping: what tells one event comes together, near misses stay apart, people's decisions hold."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.encode import load_encoder
from tellings.group import Decisions, Grouping, Pile, load_model
from tellings.records import Report
from tellings.sketch import Sketches, sketch

START = datetime(2031, 5, 2, 8, tzinfo=UTC)
ENCODER = load_encoder()

FIRE = [
    "Fire guts the Lindholm glass works in Varnest, 14 workers in hospital after the 1,200-degree furnace burst",
    "Varnest: 14 workers taken to hospital as fire guts Lindholm glass works; furnace burst at 1,200 degrees",
    "Furnace bursts at Lindholm glass works in Varnest, fire leaves 14 workers in hospital",
]
FERRY = [
    "Ferry Morgenröte runs aground off Skelt island with 230 passengers, nobody hurt",
    "230 passengers safe after the ferry Morgenröte ran aground near Skelt island",
]
OTHER_FIRE = "Fire destroys a paper mill in Ostrava Nova, no one hurt, 3 families leave their homes"


def reports(texts: list[str], *, start: datetime = START, prefix: str = "r") -> list[Report]:
    return [
        Report(
            id=f"{prefix}{i}",
            text=text,
            lang="en",
            published=(start + timedelta(hours=i)).isoformat(),
        )
        for i, text in enumerate(texts)
    ]


def grouped(pile: list[Report], decisions: Decisions | None = None, *, size: int = 100) -> Grouping:
    grouping = Grouping(pile=Pile(dim=ENCODER.dim), model=load_model(), decisions=decisions)
    for start in range(0, len(pile), size):
        grouping.add(sketch(pile[start : start + size], encoder=ENCODER))
    return grouping


def partition(grouping: Grouping) -> set[frozenset[str]]:
    return {frozenset(members) for members in grouping.stories().values()}


def test_reports_of_one_event_come_together_and_others_stay_apart() -> None:
    pile = reports([*FIRE, *FERRY, OTHER_FIRE])
    assert partition(grouped(pile)) == {frozenset({"r0", "r1", "r2"}), frozenset({"r3", "r4"}), frozenset({"r5"})}


def test_a_near_miss_in_another_month_is_another_story() -> None:
    again = "Fire guts the Lindholm glass works in Varnest, 3 workers in hospital after a gas leak"
    pile = [*reports(FIRE), *reports([again], start=START + timedelta(days=40), prefix="later")]
    assert frozenset({"later0"}) in partition(grouped(pile))


def test_a_report_that_comes_twice_is_grouped_once() -> None:
    grouping = grouped(reports(FIRE))
    assert grouping.add(sketch(reports(FIRE), encoder=ENCODER)) == []
    assert sum(len(m) for m in grouping.stories().values()) == len(FIRE)


def test_story_ids_stay_when_later_batches_join() -> None:
    pile = reports([*FIRE, *FERRY])
    first = grouped(pile[:2])
    (story,) = first.stories()
    first.add(sketch(pile[2:], encoder=ENCODER))
    assert first.stories()[story] == ["r0", "r1", "r2"]


def test_every_change_says_why() -> None:
    grouping = Grouping(pile=Pile(dim=ENCODER.dim), model=load_model())
    changes = grouping.add(sketch(reports(FIRE), encoder=ENCODER))
    assert [c.kind for c in changes] == ["opened", "joined", "joined"]
    assert all(c.findings for c in changes if c.kind == "joined")


def test_cannot_link_keeps_apart_what_would_join() -> None:
    found = partition(grouped(reports(FIRE), Decisions(cannot=frozenset({("r0", "r1")}))))
    assert not any({"r0", "r1"} <= members for members in found)


def test_must_link_joins_what_would_stay_apart() -> None:
    pile = reports([FIRE[0], OTHER_FIRE])
    assert frozenset({"r0", "r1"}) in partition(grouped(pile, Decisions(must=frozenset({("r0", "r1")}))))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=12), st.integers(1, 5))
def test_every_report_is_in_exactly_one_story(texts: list[str], size: int) -> None:
    pile = reports(texts)
    members = [r for group in grouped(pile, size=size).stories().values() for r in group]
    assert sorted(members) == sorted(r.id for r in pile)


def test_sketches_survive_a_file(tmp_path) -> None:
    made = sketch(reports(FIRE), encoder=ENCODER)
    made.save(tmp_path / "shard.npz")
    read = Sketches.load(tmp_path / "shard.npz")
    assert all(np.array_equal(getattr(made, name), getattr(read, name)) for name in Sketches.__slots__)
    taken = read.take([2, 0])
    assert taken.ids.tolist() == ["r2", "r0"]
    assert np.array_equal(taken.keys[: taken.indptr[1]], made.keys[made.indptr[2] : made.indptr[3]])


@pytest.mark.parametrize("published", [None, "not a date"])
def test_reports_without_a_time_are_grouped_too(published: str | None) -> None:
    pile = [Report(id=f"u{i}", text=t, lang="en", published=published) for i, t in enumerate(FIRE)]
    assert partition(grouped(pile)) == {frozenset({"u0", "u1", "u2"})}
