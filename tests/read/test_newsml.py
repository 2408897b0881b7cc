"""NewsML-G2 with XHTML and NITF inside, messages, packages, and NITF alone."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tellings.read import Readings, read

XHTML = """<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>Slug</title></head>
<body><p>The ferry <b>Alma</b> sank.</p><p>All were saved.</p></body></html></inlineXML>"""
NITF = """<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><head><title>Slug</title><docdata><doc-id id-string="w-17"/>
<date.issue norm="20251121T151000+0200"/></docdata></head><body xml:lang="en"><body.head><hedline><hl1>Ferry sinks</hl1><hl2>All saved</hl2></hedline>
<byline>Ana Ruiz</byline><distributor>Wire Example</distributor><dateline><location>Port Lorne</location></dateline></body.head>
<body.content><block><p>The ferry sank.</p><media><media-caption>A ferry</media-caption></media><p>All were saved.</p></block></body.content></body></nitf>"""


def item(content: str = XHTML, *, guid: str = "urn:newsml:wire.example:alma", status: str = "stat:usable") -> str:
    return f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}" version="2" standard="NewsML-G2" xml:lang="en-GB">
<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_38.xml"/>
<itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:WEX"><name>Wire Example</name></provider>
<versionCreated>2025-11-21T15:10:00+02:00</versionCreated><pubStatus qcode="{status}"/></itemMeta>
<contentMeta><contentCreated>2025-11-21T14:00:00+02:00</contentCreated><located qcode="city:1"><name>Port Lorne</name></located>
<creator literal="x"><name>Ana Ruiz</name></creator><language tag="en-IE"/><headline role="hld:sub">All saved</headline>
<headline>Ferry sinks</headline><slugline>ferry</slugline></contentMeta><contentSet>{content}</contentSet></newsItem>"""


def message(*items: str) -> str:
    inside = "".join(items)
    return f"""<?xml version="1.0" encoding="UTF-8"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/">
<header><sent>2025-11-21T15:11:00Z</sent></header><itemSet>{inside}</itemSet></newsMessage>"""


PACKAGE = """<packageItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:p:1"><itemMeta><provider literal="Wire Example"/></itemMeta>
<groupSet root="G1"><group id="G1"><itemRef residref="urn:newsml:wire.example:alma"><headline>Ferry sinks</headline></itemRef>
<itemRef residref="urn:x:2" href="https://wire.example/2"><title>Strike ends</title></itemRef><itemRef residref="urn:x:3"/></group></groupSet></packageItem>"""


@pytest.fixture(autouse=True)
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def one(text: str, name: str = "a.xml") -> Readings:
    Path(name).write_text(text)
    return read([name])


def test_a_news_item_with_xhtml() -> None:
    (report,) = one(item()).reports
    assert (report.title, report.body) == ("Ferry sinks", "The ferry Alma sank.\n\nAll were saved.")
    assert (report.outlet, report.byline, report.lang) == ("Wire Example", "Ana Ruiz", "en-IE")
    assert (report.published, report.url) == ("2025-11-21T15:10:00+02:00", None)
    assert report.notes == ("located: Port Lorne",)


def test_nitf_inside_and_alone() -> None:
    (inside,) = one(item(f'<inlineXML contenttype="application/nitf+xml">{NITF}</inlineXML>')).reports
    assert (inside.title, inside.body) == ("Ferry sinks", "The ferry sank.\n\nAll were saved.")
    (alone,) = one('<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf-3-2.dtd">' + NITF).reports
    assert (alone.title, alone.body, alone.byline) == ("Ferry sinks", "The ferry sank.\n\nAll were saved.", "Ana Ruiz")
    assert (alone.outlet, alone.published, alone.lang) == ("Wire Example", "2025-11-21T15:10:00+02:00", "en")


def test_plain_text_and_packed_pictures_inside() -> None:
    (report,) = one(item('<inlineData encoding="encd:base64">aGVsbG8gaGVsbG8gaGVsbG8gaGVsbG8gaGVsbG8=</inlineData>'
                         '<inlineData contenttype="text/plain">The ferry sank &lt; 1 h.</inlineData>')).reports  # fmt: skip
    assert report.body == "The ferry sank < 1 h."


def test_a_message_with_a_package_a_cancelled_item_and_a_headline_alone() -> None:
    found = one(
        message(item(), item(guid="urn:k", status="stat:canceled"), item("", guid="https://wire.example/h"), PACKAGE)
    )
    assert [(r.path, r.body, r.url) for r in found.reports] == [
        ("a.xml#1", "The ferry Alma sank.\n\nAll were saved.", None),
        ("a.xml#3", "Ferry sinks", "https://wire.example/h"),
        ("a.xml#4", "Strike ends", "https://wire.example/2"),
    ]
    assert "marks it as canceled" in found.failures[0].message


def test_an_item_keeps_its_id_in_a_message() -> None:
    assert one(item()).reports[0].id == one(message(item("", guid="urn:o"), item()), "b.xml").reports[1].id


def test_what_holds_no_item_or_is_hostile() -> None:
    assert "no news item" in one(message()).failures[0].message
    hostile = one(
        '<!DOCTYPE newsItem [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + item("<inlineXML>&x;</inlineXML>")
    )
    assert not hostile.reports
    assert "entities of its own" in hostile.failures[0].message


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([message(item(), PACKAGE), item(), NITF]), st.integers(0, 1800), st.binary(max_size=60))
def test_nothing_crashes(opening: str, cut: int, tail: bytes) -> None:
    Path("x").write_bytes(opening.encode()[:cut] + tail + b">")
    found = read(["x"])
    assert found.reports or found.failures
