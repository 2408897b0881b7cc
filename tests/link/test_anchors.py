"""A year is lent to an undated report where the others of the story fix it, and not otherwise."""

from tellings.link import borrow_anchors
from tellings.records import Anchor, Annotated, Report, Timex


def report(name, *values, anchor=None, rule="day and month; the anchor is unknown"):
    times = tuple(Timex(start=i, stop=i + 1, type="DATE", value=v, rule=rule) for i, v in enumerate(values))
    return Annotated(report=Report(id=name, text="x" * 9, anchor=Anchor(value=anchor, rests_on="test")), times=times)


LAST_YEAR = "month of a year beside the report; the anchor is unknown, year -1 of the report"


def test_last_year_and_the_day_of_the_others_give_the_year():
    story = [
        report("undated", "XXXX-11-21", rule=LAST_YEAR),
        report("dated", "2025-11-21", anchor="2025-11-22"),
    ]
    lent = borrow_anchors(story)
    assert lent["undated"].value == "2026"
    assert "2025-11-21" in lent["undated"].rests_on
    assert "dated" not in lent


def test_two_shared_days_give_the_year_of_a_report_that_names_none():
    story = [
        report("undated", "XXXX-11-21", "XXXX-11-14"),
        report("dated", "2025-11-21", "2025-11-14", anchor="2025-11-22"),
    ]
    assert borrow_anchors(story)["undated"].value == "2025"


def test_one_shared_day_without_a_word_of_the_year_is_not_enough():
    story = [report("undated", "XXXX-11-21"), report("dated", "2025-11-21", anchor="2025-11-22")]
    assert borrow_anchors(story) == {}


def test_nothing_is_lent_where_the_others_disagree():
    story = [
        report("undated", "XXXX-11-21", rule=LAST_YEAR),
        report("one", "2025-11-21", anchor="2025-11-22"),
        report("two", "2024-11-21", anchor="2024-11-22"),
    ]
    assert borrow_anchors(story) == {}


def test_nothing_is_lent_by_reports_without_an_anchor():
    story = [report("undated", "XXXX-11-21", rule=LAST_YEAR), report("other", "2025-11-21")]
    assert borrow_anchors(story) == {}
