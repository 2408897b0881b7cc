"""What a report without a time is doubted for."""

from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings.encode import load_encoder
from tellings.group import Grouping, Pile, load_model
from tellings.group._spread import Spread
from tellings.records import Report
from tellings.sketch import sketch

DAY = 86_400.0
ENCODER = load_encoder()


def spread(days: list[float]) -> Spread:
    made = Spread()
    made.count(np.array(days) * DAY)
    return made


def test_a_pile_of_one_window_gives_no_doubt_and_one_of_years_much() -> None:
    assert spread([]).doubt(10) == spread([float("nan")]).doubt(10) == 0
    assert spread([20_000 + n % 9 for n in range(100)]).doubt(10) == 0
    month = spread([20_000 + n * 0.4 for n in range(100)]).doubt(10)
    years = spread([20_000 + n * 40 for n in range(100)]).doubt(10)
    assert 0 < month < 0.5 < years <= 1.5


def test_a_few_wrong_dates_say_nothing() -> None:
    assert spread([-719_000, 0, 90_000, *(20_000 + n % 9 for n in range(97))]).doubt(10) == 0


@given(st.lists(st.floats(-1e5, 1e5), max_size=30), st.integers(0, 30))
def test_in_parts_or_whole(days: list[float], at: int) -> None:
    parts = spread(days[:at])
    parts.count(np.array(days[at:]) * DAY)
    assert parts.days() == spread(days).days()


@pytest.mark.parametrize(("years", "together"), [(0, True), (20, False)])
def test_a_weak_likeness_without_a_time_is_believed_in_a_short_pile_only(years: int, together: bool) -> None:
    """Two ships aground, perhaps one: a report without a time, among others that lie near together or years apart."""
    grouping = Grouping(pile=Pile(dim=ENCODER.dim), model=load_model())
    others = [
        Report(
            id=f"o{n}", text=text, lang="en", published=datetime(2031 - n * years // 6, 5, 2, tzinfo=UTC).isoformat()
        )
        for n, text in enumerate(
            (
                "Parliament in Oskarlund votes on the budget",
                "Star striker Benno Alvers leaves Rovana",
                "New telescope finds water on a distant moon",
                "Bakers of Tellmark bake the longest loaf",
                "Court in Vessin jails a former minister",
                "Whale swims up the Morra",
            )
        )
    ]
    pair = [
        Report(
            id="a",
            text="Ferry runs aground off Skelt, all 230 passengers safe",
            lang="en",
            published=datetime(2031, 5, 2, tzinfo=UTC).isoformat(),
        ),
        Report(id="b", text="Frachter im Sturm gestrandet", lang="de"),
    ]
    grouping.add(sketch([*others, *pair], encoder=ENCODER))
    assert (["a", "b"] in grouping.stories().values()) is together
