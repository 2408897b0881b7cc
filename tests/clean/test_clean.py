"""A raw report becomes text that begins with its title, with everything that was taken out listed, and a map back."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.clean import LONGEST_TEXT, clean, strip_text
from tellings.errors import CleanError
from tellings.records import RawReport, Report

BODY = "The ferry Alma sank off Port Lorne on Monday, the harbour office said.\n\nAll 41 people on board were saved by a trawler."


def made(body: str = BODY, **fields: str) -> Report:
    return clean(RawReport(id="rep-1", body=body, **fields))  # type: ignore[arg-type]


def assert_holds(report: Report, raw: str) -> None:
    for segment in report.source_map:
        size = segment.stop - segment.start
        assert raw[segment.raw : segment.raw + size] == report.text[segment.start : segment.stop]
    for cut in report.removed:
        assert 0 <= cut.start < cut.stop <= len(raw)
    for evidence in report.evidence:
        assert evidence.start is None or 0 <= evidence.start < (evidence.stop or 0) <= len(raw)


class TestTitle:
    def test_a_given_title_comes_first(self) -> None:
        report = made(title="Ferry sinks")
        assert report.text == f"Ferry sinks\n{BODY}"
        assert_holds(report, BODY)

    def test_a_title_that_the_text_says_is_not_said_twice(self) -> None:
        for start in ("Ferry sinks\n\n", "FERRY SINKS!\n", "Ferry sinks "):
            report = made(start + BODY, title="Ferry sinks")
            assert report.text.lower().count("ferry sinks") == 1
            assert report.text.split("\n")[0] == report.title
            assert_holds(report, start + BODY)

    def test_escapes_do_not_hide_it(self) -> None:
        report = made("&quot;Alma&quot; sinks off Port Lorne\n\n" + BODY, title='"Alma" sinks off Port Lorne')
        assert report.text.count("sinks") == 1
        assert report.title == '"Alma" sinks off Port Lorne'

    def test_a_first_line_without_a_stop_is_the_headline(self) -> None:
        assert made("Ferry sinks off Port Lorne\n" + BODY).title == "Ferry sinks off Port Lorne"

    @pytest.mark.parametrize("first", ["The ferry sank.", "Monday", "The ferry sank, and " * 20])
    def test_other_first_lines_are_not(self, first: str) -> None:
        assert made(f"{first}\n{BODY}").title is None

    def test_a_headline_glued_to_the_text_is_left(self) -> None:
        report = made("Ferry sinks off Port Lorne " + BODY.replace("\n", " "))
        assert report.title is None


class TestWrappedLines:
    WRAPPED = (
        "The ferry Alma sank off Port Lorne on Monday, the harbour office\n"
        "said in a statement. All 41 people on board were saved by a trawler\n"
        "that had been fishing nearby, according to the coast guard of the\n"
        "island.\n\n"
        "Divers will search the wreck on Tuesday. The ministry has opened\n"
        "an inquiry.\n"
    )

    def test_lines_of_a_paragraph_are_joined(self) -> None:
        report = made(self.WRAPPED)
        assert [len(p) > 60 for p in report.text.split("\n\n")] == [True, True]
        assert "harbour office said in a statement" in report.text
        assert report.title is None
        assert_holds(report, self.WRAPPED)

    def test_with_carriage_returns_too(self) -> None:
        body = self.WRAPPED.replace("\n", "\r\n")
        assert made(body).text == made(self.WRAPPED).text
        assert_holds(made(body), body)

    def test_a_list_of_short_lines_is_left(self) -> None:
        body = "\n".join(f"Harbour {n} has opened again after the storm." for n in range(9))
        assert made(body).text == body


class TestLanguage:
    def test_identified(self) -> None:
        assert made().lang == "en"

    def test_declared_wins_when_nothing_speaks_against_it(self) -> None:
        assert made("Alma sank.", lang="nl").lang == "nl"
        assert made(lang="en-GB").lang == "en"

    def test_a_contradiction_is_told(self) -> None:
        report = made(lang="de")
        assert report.lang == "en"
        assert "'de'" in report.notes[0]

    def test_what_is_no_tag_is_told(self) -> None:
        assert made(lang="English!").lang == "en"
        assert "no language tag" in made(lang="English!").notes[0]


class TestAnchor:
    def test_metadata_comes_first_and_a_contrary_stamp_is_told(self) -> None:
        report = made("Updated: 3 May 2024\n" + BODY, published="2025-11-21T15:10:00+04:00")
        assert (report.anchor.value, report.anchor.rests_on) == ("2025-11-21T15:10:00+04:00", "metadata")
        assert "contradict" in report.notes[0]

    def test_stamp(self) -> None:
        report = made("Published on 21 November 2025 at 3:10 pm\n" + BODY)
        assert (report.anchor.value, report.anchor.rests_on) == ("2025-11-21T15:10", "stamp")
        assert report.published == "2025-11-21T15:10"

    def test_a_day_that_can_be_two_is_none(self) -> None:
        report = made("Published on 03/04/2025\n" + BODY)
        assert [r.why for r in report.removed] == ["stamp"]
        assert report.anchor.value is None

    def test_dateline_with_and_without_a_year(self) -> None:
        assert made("PORT LORNE, 14 November 2025 (Reuters) - " + BODY).anchor.value == "2025-11-14"
        assert made("PORT LORNE, 14 November (Reuters) - " + BODY).anchor.value is None

    def test_address(self) -> None:
        report = made(url="https://news.example/2025/11/21/ferry")
        assert (report.anchor.value, report.anchor.rests_on) == ("2025-11-21", "date in the address")

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ("The ferry sank on Friday, 14 November, the office said.", None),
            ("The ferry sank on Friday, November 15, the office said.", "'Friday, November 15'"),
            ("Паром затонул в пятницу, 15 ноября, сообщили в порту.", "it fits 2024"),
            ("Паром затонул в пятницу, 14 ноября, сообщили в порту.", None),
            ("Die Fähre sank am Freitag, dem 15. November, teilte das Hafenamt mit.", "it fits 2024"),
            ("El ferry se hundió el viernes 15 de noviembre, informó la capitanía.", "it fits 2024"),
            ("The ferry sank on Friday, 15 November 2024, the office said.", None),
            ("It was the worst since Tuesday, 31 December, the office said.", None),
        ],
    )
    def test_a_stamp_that_the_text_contradicts_is_told(self, text: str, says: str | None) -> None:
        notes = made("2025-11-21\n" + text + " " + text.split(",", maxsplit=1)[0] + ".").notes
        assert [says in note for note in notes] == [True] if says else notes == ()

    def test_unknown_is_an_answer(self) -> None:
        anchor = made("On 14 November last year the ferry sank. " + BODY).anchor
        assert anchor.value is None
        assert "nothing" in anchor.rests_on


class TestOutlet:
    def test_label_then_signature_then_host(self) -> None:
        assert made(outlet="Harbour Post", url="https://hp.example/a").outlet == "Harbour Post"
        assert made(BODY + "\n\nHarbour.News", url="https://www.hp.example/a").outlet == "Harbour.News"
        assert made(url="https://www.hp.example/a").outlet == "hp.example"
        assert made().outlet is None

    def test_whom_the_text_was_taken_from_is_not_the_outlet(self) -> None:
        report = made(BODY + "\nSource: Lorne Gazette")
        assert report.outlet is None
        assert [(e.kind, e.value) for e in report.evidence] == [("agency", "Lorne Gazette")]


class TestPlainText:
    def test_nothing_is_left(self) -> None:
        for body in ("", " \n ", "\u200b\u202e", "Advertisement\nShare"):
            with pytest.raises(CleanError):
                made(body)

    def test_markup_in_a_text_stays_text(self) -> None:
        body = "<script>alert('x')</script> was painted on the hull, " + BODY
        assert made(body).text.startswith("<script>alert('x')</script> was painted")

    def test_too_long_says_so(self) -> None:
        with pytest.raises(CleanError, match="at most 1,000,000"):
            made("x" * (LONGEST_TEXT + 1))

    def test_boilerplate_is_listed_with_its_place(self) -> None:
        body = "date 2025-11-21 + ↺ − 16 px\n\n" + BODY + "\n\nHarbour.News"
        report = made(body)
        assert report.text == BODY
        assert [(r.why, body[r.start : r.stop]) for r in report.removed] == [
            ("stamp", "date 2025-11-21"),
            ("font size buttons", "+ ↺ − 16 px"),
            ("outlet name", "Harbour.News"),
        ]
        assert_holds(report, body)

    @pytest.mark.parametrize(
        "body",
        ["a" * 300_000, "a " * 150_000, "\n" * 300_000 + "x" * 9, " " * 300_000 + "x", "15:10\n" * 50_000, "Anzeige " * 40_000,
         "facebook twitter " * 15_000, "(" * 150_000, "=" * 150_000 + " a", ". (AFP " * 30_000, "Foto: " * 30_000, "\u0306и" * 60_000],
        ids=lambda body: repr(body[:12]),
    )  # fmt: skip
    def test_time_is_linear(self, body: str) -> None:
        with contextlib.suppress(CleanError):
            made(body + " The ferry sank.")


PIECES = st.sampled_from(
    ["The ferry Alma sank.", "date 2025-11-21", "Advertisement", "Advertisement Advertisement", "15:10", "Read also: x", "(Reuters)", "RND/dpa",
     "BERLIN (AFP) - ", "Foto: A/dpa", "Home » World", "Facebook Twitter WhatsApp VK", "News.Example", "© 2025 A", "Реклама", "\n", "\n\n", " ",
     "\r", "\x00", "\u202e", "\ufeff", "“", "Все спасены.", "The ferry Alma sank off Port Lorne on Monday, the harbour\nsaid ", "By Ana Ruiz", "+ ↺ − 16 px", "и\u0306", "\ud800"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.lists(PIECES | st.text(max_size=20), max_size=25).map("".join),
    st.none() | st.just("The ferry Alma sank") | st.text(max_size=30),
)
def test_any_text_is_cleaned_alike_twice_and_every_offset_holds(body: str, title: str | None) -> None:
    raw = RawReport(id="rep-1", body=body, title=title)
    try:
        report = clean(raw)
    except CleanError:
        return
    assert report == clean(raw)
    assert report.text == report.text.strip()
    report.text.encode("utf-8")
    if report.title:
        assert report.text.startswith(report.title)
    assert_holds(report, body)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200) | st.lists(st.sampled_from(["<p>", "</p>", "<html", "<body>", ">", "<script type='application/ld+json'>", "{", "}", "[", '"@graph"', ":", "</script>", "<h1>", "<!--", "text here", "&#0;", "&amp;"]), max_size=30).map("".join))  # fmt: skip
def test_any_page_is_cleaned_or_says_why(body: str) -> None:
    raw = RawReport(id="rep-1", body=body, medium="html")
    try:
        assert clean(raw) == clean(raw)
    except CleanError as error:
        assert str(error)


def test_cases_of_an_unknown_language_use_every_pack() -> None:
    made_of = strip_text("Паром затонул.\nРеклама\nВсе спасены.", lang="und")
    assert [r.text for r in made_of.removed] == ["Реклама"]


SEEDS = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "seeds"


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the shared seeds are not beside this checkout")
def test_the_seeds_lose_their_crumbs_and_nothing_else() -> None:
    found = {path.name[:3]: path.read_text() for path in sorted(SEEDS.glob("*.txt"))}
    reports = {name: made(body) for name, body in found.items()}
    for name, report in reports.items():
        assert_holds(report, found[name])
    assert {name: [r.why for r in report.removed] for name, report in reports.items()} == {
        "000": [],
        "001": ["stamp", "flash line"],
        "004": ["stamp", "font size buttons", "outlet name"],
    }
    assert [r.anchor.value for r in reports.values()] == [None, "2025-11-21", "2025-11-21"]
    assert [r.lang for r in reports.values()] == ["ru", "ru", "en"]


def left(text: str, lang: str = "en") -> str:
    return strip_text(text, lang=lang, title=text.split("\n", maxsplit=1)[0]).text


def test_a_headline_glued_to_the_first_paragraph_goes() -> None:
    head = "Harbour office counts two thousand people hit by the flood"
    body = "Head of office Ida Voss said the count went on all night. Nobody was hurt."
    assert left(f"{head}\n\n{head} {body}") == f"{head}\n\n{body}"
    assert left("Ferry sinks\n\nFerry sinks Off Lorne in the night, the harbour office says today.").count("inks") == 2


def test_counts_and_markers_of_templates_go() -> None:
    text = f"Ferry sinks\n\n{BODY}\n\nFacebook 0 Twitter 12 WhatsApp 3\n\n{{{{shares}}}} shares - {{{{comments}}}} comments"
    assert left(text) == f"Ferry sinks\n\n{BODY}"


def test_what_ends_a_text_is_a_place_a_right_or_initials() -> None:
    for end in (" - LORNE", "\n\n© Lorne Wire", "\n\nDW, AFP / HT, HS"):
        assert left(f"Ferry sinks\n\n{BODY}{end}", "tr") == f"Ferry sinks\n\n{BODY}"
