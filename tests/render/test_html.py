"""The page: self-contained, closed to what the reports bring along, with every statement in its place."""

import base64
import hashlib
import json
import re

import pytest
from lxml import html
from msgspec.structs import replace

from tellings.records import Dossier
from tellings.render import share, to_html


@pytest.fixture(scope="module")
def page(small: Dossier) -> str:
    return to_html(small)


@pytest.fixture(scope="module")
def tree(page: str) -> html.HtmlElement:
    return html.document_fromstring(page)


def test_same_dossier_same_page(small: Dossier, page: str) -> None:
    assert to_html(small) == page


def test_only_our_script_and_style_may_run(page: str, tree: html.HtmlElement) -> None:
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    scripts = tree.xpath("//script[not(@type)]")
    styles = tree.xpath("//style")
    assert len(scripts) == len(styles) == 1
    for kind, node in (("script-src", scripts[0]), ("style-src", styles[0])):
        digest = base64.b64encode(hashlib.sha256(node.text.encode()).digest()).decode()
        assert f"{kind} 'sha256-{digest}'" in policy
    assert not tree.xpath("//@style"), "an inline style would be refused by the policy"
    assert not [name for node in tree.iter() for name in node.attrib if name.startswith("on")]


def test_nothing_is_fetched(tree: html.HtmlElement) -> None:
    assert not tree.xpath("//@src | //link | //iframe | //object | //embed | //img | //base | //@srcset")
    assert not re.search(r"@import|url\((?!#)", tree.xpath("//style")[0].text)


def test_links_lead_within_the_page_or_to_the_web(tree: html.HtmlElement) -> None:
    for link in tree.xpath("//@href"):
        assert link.startswith(("#", "https://", "http://")), link


def test_links_within_the_page_arrive(tree: html.HtmlElement) -> None:
    names = set(tree.xpath("//@id"))
    assert len(names) == len(tree.xpath("//@id")), "an id stands once"
    assert {link[1:] for link in tree.xpath("//@href") if link.startswith("#")} <= names
    assert set(tree.xpath("//@data-s")) <= names


def test_every_statement_is_marked_in_its_place(small: Dossier, tree: html.HtmlElement) -> None:
    for s in small.statements:
        words = "".join("".join(m.itertext()) for m in tree.xpath("//mark[@data-m=$name]", name=s.id))
        if s.text.isprintable() and "\u202e" not in s.text:
            assert words == s.text


def test_the_text_is_whole(small: Dossier, tree: html.HtmlElement) -> None:
    for report in small.reports:
        shown = "\n".join("".join(p.itertext()) for p in tree.get_element_by_id(f"text-{report.id}").iter("p"))
        if report.outlet != 'The <b>Sel</b> "Courier"':
            assert shown == report.text.rstrip("\n")
        else:
            assert '<script>document.body.innerHTML = "owned"</script><img src=x onerror=alert(1)>' in shown


def test_what_reorders_or_drives_is_made_visible(page: str) -> None:
    assert "\u202e" not in page
    assert "⟨U+202E⟩" in page
    assert "\x1b" not in page


def test_embedded_data_cannot_end_its_element(small: Dossier) -> None:
    evil = "</script><script>alert(1)</script><!--\u2028"
    reports = tuple(replace(r, outlet=evil) for r in small.reports)
    rows = tuple(replace(r, label=evil) for r in small.rows)
    page = to_html(replace(small, reports=reports, rows=rows))
    tree = html.document_fromstring(page)
    assert len(tree.xpath("//script")) == 2
    data = json.loads(tree.xpath("//script[@id='data']")[0].text)
    assert all(told["label"].startswith("</script>") for told in data["statements"].values())


def test_right_to_left_words_keep_to_themselves(tree: html.HtmlElement) -> None:
    arabic = tree.get_element_by_id("text-rep-arabic000004")
    assert arabic.get("lang") == "ar"
    assert all(p.get("dir") == "auto" for p in arabic.iter("p"))
    assert all(q.get("dir") == "auto" for q in tree.xpath("//a[@class='q']"))


def test_fifteen_rows_open_and_six_columns(small: Dossier) -> None:
    rows = tuple(replace(small.rows[0], id=f"row-{n}", weight=float(-n)) for n in range(20))
    reports = small.reports + tuple(replace(small.reports[0], id=f"rep-more{n}", outlet=f"More {n}") for n in range(5))
    tree = html.document_fromstring(to_html(replace(small, rows=rows, reports=reports, origins=())))
    open_, folded = tree.xpath("//table[contains(@class,'matrix')]")
    assert len(open_.xpath(".//tr[@class='rowhead']")) == 15
    assert folded.getparent().getparent().tag == "details"
    heads = open_.xpath(".//tr[@class='outlet-row']/th")
    assert sum("foldable" not in th.get("class") for th in heads) == 6
    assert len(heads) == 9


def test_rows_come_by_weight(small: Dossier, tree: html.HtmlElement) -> None:
    shown = tree.xpath("//tr[@class='rowhead']/@id")
    assert shown == ["row-ran", "row-forty", "row-cause"]


def test_a_shared_dossier_shows_excerpts(small: Dossier) -> None:
    tree = html.document_fromstring(to_html(share(small)))
    assert tree.xpath("//mark/@id")
    assert {link[1:] for link in tree.xpath("//@href") if link.startswith("#")} <= set(tree.xpath("//@id"))
