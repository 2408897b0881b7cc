"""The scorers of time expressions, on expressions that can be counted by hand."""

import pytest

from bench.dates import right_expression
from bench.scoring_times import Counts, Marked, count, parse_value
from tellings.records import Timex


def marked(start, stop, value="2025-11-14"):
    return Marked(start=start, stop=stop, type="DATE", value=value)


def test_overlap_span_and_value_are_counted_apart():
    counts = Counts()
    count([marked(0, 5), marked(10, 15), marked(20, 25)], [marked(0, 5), marked(11, 15), marked(30, 35)], counts)
    assert (counts.relaxed, counts.strict, counts.value) == (2, 1, 2)
    assert counts.figures()["relaxed_f1"] == pytest.approx(2 / 3)


def test_an_expression_matches_once():
    counts = Counts()
    count([marked(0, 10)], [marked(0, 4), marked(5, 10)], counts)
    assert counts.relaxed == 1


def test_a_wrong_value_is_an_overlap_and_no_more():
    counts = Counts()
    count([marked(0, 5)], [marked(0, 5, "2024-11-14")], counts)
    assert (counts.relaxed, counts.value) == (1, 0)


@pytest.mark.parametrize(
    ("value", "expected", "right"),
    [
        ("2013-02-18", "(2013, 2, 18, 0, 0, 0) Day", True),
        ("2013-02-19", "(2013, 2, 18, 0, 0, 0) Day", False),
        ("2013-02", "(2013, 2, 18, 0, 0, 0) Day", False),
        ("2013-02-18T05:30", "(2013, 2, 18, 0, 0, 0) Day", True),
        ("2013-W08", "(2013, 2, 18, 0, 0, 0) Week", True),
        ("2013-02-12T16:00+01:00", "(2013, 2, 12, 13, 0, 0) Minute", True),
    ],
)
def test_a_value_is_right_to_the_grain(value, expected, right):
    timex = Timex(start=0, stop=3, type="DATE", value=value)
    assert right_expression({"expected": expected}, (timex,)) is right


def test_both_ends_of_an_interval_count():
    row = {"expected": "((2013, 7, 13, 0, 0, 0), (2013, 7, 16, 0, 0, 0)) Day"}
    good = Timex(start=0, stop=3, type="DATE", value="x", edtf="2013-07-13/2013-07-15")
    bad = Timex(start=0, stop=3, type="DATE", value="x", edtf="2013-07-13/2013-07-14")
    assert right_expression(row, (good,))
    assert not right_expression(row, (bad,))


def test_values_that_name_no_stretch_do_not_parse():
    assert parse_value("PAST_REF") is None
    assert parse_value("P3D") is None
