"""What an HTML page says of itself, best source first, and its main text."""

import json

import pytest

from tellings.clean import clean
from tellings.clean.jsonld import read_article
from tellings.errors import CleanError
from tellings.records import RawReport, Report

PARAGRAPHS = "".join(
    f"<p>{text}</p>"
    for text in (
        "The ferry Alma sank off Port Lorne on Monday evening, the harbour office said in a statement on its site.",
        "All 41 people on board were saved by a trawler that had been fishing nearby, according to the coast guard.",
        "Divers will search the wreck on Tuesday, and the ministry has opened an inquiry into the pumps of the ship.",
    )
)
ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Ferry Alma sinks off Port&nbsp;Lorne",
    "datePublished": "2025-11-21T15:10:00+04:00",
    "dateModified": "2025-11-22T09:00:00+04:00",
    "author": [{"@type": "Person", "name": "Ana Ruiz"}, {"@id": "#ben"}],
    "publisher": {"@id": "#org"},
}
GRAPH = {
    "@graph": [
        {"@type": "WebSite", "name": "Site"},
        {"@id": "#ben", "@type": "Person", "name": "Ben Okafor"},
        {"@id": "#org", "@type": "Organization", "name": "Harbour Post"},
        ARTICLE,
    ]
}


def page(head: str = "", body: str = PARAGRAPHS, **fields: str) -> Report:
    html = f"<!doctype html><html lang='en'><head>{head}</head><body><nav><a href='/'>Home</a></nav><article>{body}</article></body></html>"
    return clean(RawReport(id="rep-1", body=html, medium="html", **fields))  # type: ignore[arg-type]


def ld(value: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps(value)}</script>"


def test_json_ld_comes_first() -> None:
    meta = "<meta property='og:title' content='Other'><meta property='article:published_time' content='2020-01-01'>"
    report = page(meta + ld(GRAPH))
    assert (report.title, report.outlet, report.byline) == (
        "Ferry Alma sinks off Port Lorne",
        "Harbour Post",
        "Ana Ruiz, Ben Okafor",
    )
    assert (report.published, report.anchor.rests_on) == ("2025-11-21T15:10:00+04:00", "JSON-LD datePublished")
    assert [e.value for e in report.evidence if e.kind == "updated"] == ["2025-11-22T09:00:00+04:00"]
    assert any("contradict" in note for note in report.notes)


def test_open_graph_and_meta_come_next() -> None:
    head = (
        "<meta property='og:title' content='Ferry sinks | Harbour Post'><meta property='og:site_name' content='Harbour Post'>"
        "<meta property='article:published_time' content='2025-11-21T11:10:00Z'><meta name='author' content='By Ana Ruiz'>"
    )
    report = page(head)
    assert (report.title, report.outlet, report.byline) == ("Ferry sinks", "Harbour Post", "Ana Ruiz")
    assert report.published == "2025-11-21T11:10:00+00:00"


def test_time_element_heading_and_address_come_last() -> None:
    body = f"<h1>Ferry sinks</h1><time datetime='2025-11-21T15:10+04:00'>today</time>{PARAGRAPHS}"
    report = page("<title>x</title>", body, url="https://www.harbour.example/a")
    assert (report.title, report.outlet) == ("Ferry sinks", "harbour.example")
    assert (report.published, report.anchor.rests_on) == ("2025-11-21T15:10+04:00", "time element")


def test_what_the_user_says_comes_before_what_the_page_says() -> None:
    report = page(ld(GRAPH), title="Given", outlet="Said", published="2025-11-23")
    assert (report.title, report.outlet, report.published) == ("Given", "Said", "2025-11-23")


def test_an_agency_named_as_publisher_is_evidence_and_not_the_outlet() -> None:
    report = page(ld(ARTICLE | {"publisher": {"name": "Associated Press"}}), url="https://lorne.example/a")
    assert report.outlet == "lorne.example"
    assert ("agency", "AP") in [(e.kind, e.value) for e in report.evidence]


def test_the_text_is_the_paragraphs_and_menus_are_not_in_it() -> None:
    report = page(ld(GRAPH))
    assert report.text.startswith("Ferry Alma sinks off Port Lorne\nThe ferry Alma sank off")
    assert "Home" not in report.text
    assert report.text.count("\n") == 3


def test_script_in_a_page_never_reaches_the_text() -> None:
    report = page(body=PARAGRAPHS + "<script>alert(1)</script>")
    assert "alert" not in report.text


def test_a_page_without_article_marks_still_gives_its_paragraphs() -> None:
    html = "<html><body><p>The ferry sank.</p></body></html>"
    report = clean(RawReport(id="rep-1", body=html, medium="html"))
    assert report.text == "The ferry sank."


@pytest.mark.parametrize(
    "body", ["", "<html></html>", "<html><body></body></html>", "<html><script>x()</script></html>", "<!doctype html>"]
)
def test_an_empty_page_says_so(body: str) -> None:
    with pytest.raises(CleanError, match="page"):
        clean(RawReport(id="rep-1", body=body, medium="html", path="a.html"))


@pytest.mark.parametrize(
    "blocks",
    [["{broken"], ["[[[[" * 5_000], ['{"@type": "Product", "name": "Boat"}'], ["null", "1", '"x"'], ['{"@type": ["Thing", 3], "headline": 7}']],
)  # fmt: skip
def test_json_ld_that_is_none_of_ours_gives_nothing(blocks: list[str]) -> None:
    assert read_article(blocks).title is None


def test_an_article_that_a_page_recommends_is_not_the_page() -> None:
    block = {
        "@type": "WebPage",
        "name": "x",
        "mainEntity": ARTICLE,
        "itemListElement": [{"@type": "NewsArticle", "headline": "Other"}],
    }
    assert read_article([json.dumps(block)]).title == "Ferry Alma sinks off Port\xa0Lorne"
