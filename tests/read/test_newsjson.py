"""News in JSON: JSON Feed, and ninjs of all three generations."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tellings.read import Readings, read

FEED = {
    "version": "https://jsonfeed.org/version/1.1", "title": "Harbour Post", "language": "en",
    "home_page_url": "https://harbour.example/", "authors": [{"name": "The desk"}],
    "items": [
        {"id": "1", "url": "/alma", "title": "Ferry &amp; crew", "content_html": "<p>The ferry sank.</p><p>All were saved.</p>",
         "date_published": "2025-11-21T15:10:00+02:00", "authors": [{"name": "Ana Ruiz"}, {"name": "Bo Okafor"}]},
        {"id": "https://harbour.example/strike", "title": "Only a headline", "language": "de"},
        {"id": 3, "content_text": "a < b"}, "no object", {"id": "5"},
    ],
}  # fmt: skip
NINJS_1 = {
    "uri": "urn:newsml:wire.example:20251121:alma", "type": "text", "pubstatus": "usable", "versioncreated": "2025-11-21T15:10:00Z",
    "language": "en-GB", "byline": "Ana Ruiz", "headline": "Ferry sinks", "located": "Port Lorne", "copyrightholder": "Wire Example",
    "body_xhtml": "<p>The ferry sank.</p><p>All were saved.</p>",
}  # fmt: skip
NINJS_2 = {
    "uri": "https://wire.example/alma", "standard": {"name": "ninjs", "version": "2.0"}, "versioncreated": "2025-11-21T15:10:00Z",
    "by": "Ana Ruiz", "headlines": [{"role": "sub", "value": "All saved"}, {"role": "main", "value": "Ferry sinks"}],
    "bodies": [{"role": "caption", "value": "A ferry."}, {"role": "main", "contenttype": "text/html", "value": "<p>The ferry sank."},
               {"role": "main", "contenttype": "text/plain", "value": "The ferry sank.\n\nAll were saved."}],
    "infosources": [{"role": "other", "name": "Coast guard"}, {"role": "provider", "name": "Wire Example"}],
}  # fmt: skip
NINJS_3 = {
    "uri": "https://wire.example/alma", "versionCreated": "2025-11-21T15:10:00Z", "pubStatus": "usable", "language": "en",
    "headlines": [{"value": "Ferry sinks"}], "bodies": [{"contentType": "application/xhtml+xml", "value": "<p>The ferry sank.</p>"}],
}  # fmt: skip


@pytest.fixture(autouse=True)
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def one(value: Any, name: str = "a.txt") -> Readings:
    Path(name).write_text(value if isinstance(value, str) else json.dumps(value))
    return read([name])


def test_json_feed() -> None:
    found = one(FEED)
    first, second, third = found.reports
    assert (first.path, first.title, first.body) == ("a.txt#1", "Ferry & crew", "The ferry sank.\n\nAll were saved.")
    assert (first.url, first.outlet, first.byline) == (
        "https://harbour.example/alma",
        "Harbour Post",
        "Ana Ruiz, Bo Okafor",
    )
    assert (first.lang, first.published) == ("en", "2025-11-21T15:10:00+02:00")
    assert (second.body, second.title, second.lang) == ("Only a headline", None, "de")
    assert (second.url, second.byline) == ("https://harbour.example/strike", "The desk")
    assert (third.body, third.url) == ("a < b", None)
    assert [f.subject for f in found.failures] == ["a.txt#4", "a.txt#5"]


def test_an_item_keeps_its_id_in_another_file() -> None:
    other = {**FEED, "title": "Harbour Post: World", "items": [FEED["items"][0]]}  # type: ignore[index]
    assert one(FEED).reports[0].id == one(other, "b.json").reports[0].id


def test_an_empty_feed() -> None:
    assert "no items" in one({**FEED, "items": []}).failures[0].message


def test_ninjs_1() -> None:
    (report,) = one(NINJS_1).reports
    assert (report.title, report.body) == ("Ferry sinks", "The ferry sank.\n\nAll were saved.")
    assert (report.outlet, report.byline, report.lang) == ("Wire Example", "Ana Ruiz", "en-GB")
    assert (report.url, report.published) == (None, "2025-11-21T15:10:00+00:00")
    assert report.notes == ("located: Port Lorne",)


def test_ninjs_2_takes_the_main_headline_and_the_plain_text() -> None:
    (report,) = one(NINJS_2).reports
    assert (report.title, report.body) == ("Ferry sinks", "The ferry sank.\n\nAll were saved.")
    assert (report.outlet, report.byline, report.url) == ("Wire Example", "Ana Ruiz", "https://wire.example/alma")


def test_ninjs_3_writes_its_names_in_another_way() -> None:
    (report,) = one(NINJS_3).reports
    assert (report.title, report.body, report.published) == (
        "Ferry sinks",
        "The ferry sank.",
        "2025-11-21T15:10:00+00:00",
    )


def test_ninjs_in_lists_and_lines_with_a_cancelled_item() -> None:
    killed = {**NINJS_1, "pubstatus": "canceled"}
    found = one("\n".join(json.dumps(r) for r in (NINJS_1, killed, NINJS_3)))
    assert [r.path for r in found.reports] == ["a.txt#1", "a.txt#3"]
    assert "marks it as canceled" in found.failures[0].message
    assert len(one([NINJS_1, NINJS_2]).reports) == 2


def test_a_headline_alone() -> None:
    (report,) = one({"uri": "urn:x:1", "versioncreated": "2025-11-21T15:10:00Z", "headline": "Ferry sinks"}).reports
    assert (report.body, report.title) == ("Ferry sinks", None)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["value", "role", "name", "x"]), inner, max_size=3),
    max_leaves=4,
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([NINJS_1, NINJS_2, FEED, FEED["items"][0]]), st.data())  # type: ignore[index]
def test_values_of_any_shape_crash_nothing(record: dict[str, Any], data: st.DataObject) -> None:
    changed = {
        key: data.draw(JSON) if key not in ("version", "uri") and data.draw(st.booleans()) else v
        for key, v in record.items()
    }
    found = one(changed)
    assert found.reports or found.failures
