"""What a report without a time is doubted for."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings.encode import load_encoder
from tellings.group import Grouping, Model, Pile, Weights
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


class Even(Model, frozen=True, kw_only=True):
    """Believes every pair as much as not, less its doubt."""

    def probability(self, features, *, lengths, same_lang, doubt=0.0):  # type: ignore[no-untyped-def]
        return 1 / (1 + np.exp(doubt + np.zeros(len(features))))


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("years", [0, 20])
def test_only_an_unknown_time_in_a_long_pile_is_doubted(known: bool, years: int) -> None:
    weights = Weights(short=(0.0,) * 7, long=(0.0,) * 7)
    grouping = Grouping(
        pile=Pile(dim=ENCODER.dim), model=Even(version="", same=weights, cross=weights, join=0.3, merge=2)
    )
    days = [f"{2011 + years * n // 3}-05-02" for n in range(4)]
    last = Report(id="last", text="Ferry aground", lang="en", published=days[-1] if known else None)
    old = [Report(id=f"o{n}", text="Ferry aground", lang="en", published=day) for n, day in enumerate(days)]
    grouping.add(sketch([*old, last], encoder=ENCODER))
    (story,) = (members for members in grouping.stories().values() if "last" in members)
    assert (len(story) > 1) is (known or years == 0)
