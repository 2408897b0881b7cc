"""The small parts that outputs are made of."""

import pytest

from tellings.records import Dossier, Origin, Report, Row, Run, Statement
from tellings.render._columns import open_columns
from tellings.render._dates import begins, readable
from tellings.render._index import index, resting_on
from tellings.render._nearest import nearest
from tellings.render._passages import paragraphs
from tellings.render._safe import markdown, quoted, shorten, table_cell, visible, web_link
from tellings.render.to_terminal import columns, wrap


@pytest.mark.parametrize(
    ("edtf", "told"),
    [
        ("2026-03-12", "12 Mar 2026"),
        ("2026-03-12T02:40:00", "12 Mar 2026, 02:40"),
        ("2026-03-12T02:40:00+01:00", "12 Mar 2026, 02:40"),
        ("2026-03-11/2026-03-12", "11–12 Mar 2026"),
        ("2025-06-30/2025-07-01", "30 Jun 2025 – 1 Jul 2025"),
        ("2026-03-12T02:40/2026-03-12T03:00", "12 Mar 2026, 02:40–03:00"),
        ("../2026-03-20", "until 20 Mar 2026"),
        ("2026-03-20/..", "from 20 Mar 2026"),
        ("2025-11~", "about Nov 2025"),
        ("2025?", "perhaps 2025"),
        ("2025-22", "summer 2025"),
        ("201X", "201X"),
        ("2025-13", "2025-13"),
        ("last week", "last week"),
        ("", ""),
    ],
)
def test_dates_are_told_in_words_or_left_as_they_are(edtf: str, told: str) -> None:
    assert readable(edtf) == told


def test_dates_are_put_in_order() -> None:
    order = ["1961", "2024-08", "2025-21", "2025-06", "2026-03-11/2026-03-12", "2026-03-12", "2026-03-12T02:40", "../2026-03-20"]  # fmt: skip
    places = [begins(edtf) for edtf in order]
    assert None not in places
    assert sorted(places, key=lambda p: p or 0) == places
    assert begins("XXXX-03") is begins("2025-02-31") is begins("") is None


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://a.example/x?y=1#z", True),
        ("http://a.example", True),
        ("javascript:alert(1)", False),
        ("JAVASCRIPT:alert(1)", False),
        (" https://a.example", False),
        ("https://a.example/\nx", False),
        ('https://a.example/"onmouseover="x', False),
        ("https:///x", False),
        ("https://[::1", False),
        ("data:text/html,x", False),
        ("//a.example", False),
        ("file:///etc/passwd", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_links(address: str | None, safe: bool) -> None:
    assert (web_link(address) == address and address is not None) is safe


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        (" \t@SUM(A1)", "' \t@SUM(A1)"),
        ("-3 people", "'-3 people"),
        ("＝1", "'＝1"),
        (-3, "-3"),
        (40.0, "40"),
        (1.5, "1.5"),
        (True, "true"),
        (None, ""),
        ("plain", "plain"),
        ('"=x"', '\'"=x"'),
    ],
)
def test_table_cells(value: object, cell: str) -> None:
    assert table_cell(value) == cell


def test_text_is_made_harmless_and_stays_readable() -> None:
    assert visible("a\x1b[2Jb\x00\u202ec\u2028d\ud800") == "a␛[2Jb␀⟨U+202E⟩c⟨U+2028⟩d\ufffd"
    assert visible("א\u200fب\u200d") == "א\u200fب\u200d", "marks that reorder nothing else stay"
    assert quoted("“x” y") == "‘“x” y’"
    assert shorten("one two three four", 12) == "one two…"
    assert markdown("1. *x* <b> [y](z)") == r"1\. \*x\* \<b\> \[y\]\(z\)"


def test_columns_and_wrapping() -> None:
    assert columns("漢字e\u0301") == 5
    assert wrap("aaa bbb ccccccc", 5) == ["aaa", "bbb", "ccccc", "cc"]


def statement(name: str, report: str, start: int, stop: int, text: str) -> Statement:
    return Statement(id=name, report=report, start=start, stop=stop, text=text[start:stop], lang="en")


def test_statements_that_overlap_or_span_lines_are_all_marked() -> None:
    text = "one two\nthree four five"
    report = Report(id="r", text=text)
    told = paragraphs(
        report,
        [statement("a", "r", 4, 13, text), statement("b", "r", 8, 18, text), statement("c", "r", 9, 10, text), statement("x", "q", 0, 3, text)],
    )  # fmt: skip
    assert ["".join(s.text for s in p.stretches) for p in told] == ["one two", "three four five"]
    marked = {name: "".join(s.text for p in told for s in p.stretches if s.statement == name) for name in "abc"}
    assert marked == {"a": "twothree", "b": " four", "c": ""}
    firsts = [s.statement for p in told for s in p.stretches if s.first]
    assert sorted(firsts) == ["a", "b", "c"]


def made(rows: list[list[int]], origins: list[list[int]]) -> Dossier:
    count = 1 + max(n for row in [*rows, *origins] for n in row)
    return Dossier(
        run=Run(version="0"),
        reports=tuple(Report(id=f"r{n}", text="", outlet=f"O{n}") for n in range(count)),
        origins=tuple(Origin(id=f"o{n}", label=f"L{n}", reports=tuple(f"r{m}" for m in group)) for n, group in enumerate(origins)),
        rows=tuple(Row(id=f"row{n}", label="", statements=(), reports=tuple(f"r{m}" for m in row), weight=-n) for n, row in enumerate(rows)),
    )  # fmt: skip


def test_open_columns_show_two_origins_of_most_rows() -> None:
    copies = [0, 1, 2, 3, 4, 5, 6]
    known = index(made([[*copies, 7], [*copies, 8], [7, 8]], [copies, [7], [8]]))
    shown = open_columns(known)
    assert len(shown) == 6
    assert {"r7", "r8"} <= shown, "six copies do not fold away the two that differ"


def test_what_it_rests_on_never_counts_independent_sources() -> None:
    dossier = made([[0, 1]], [[0, 1], [2]])
    assert resting_on(index(dossier)) == "3 reports, 0 languages (3 not identified); 2 go back to L0, 1 untraced."


def test_labels_are_distinct_and_never_a_bare_hash() -> None:
    reports = (
        Report(id="a", text="First line of it\nmore", path="x/000_683ec787757dae35.txt"),
        Report(id="b", text="", url="https://www.paper.example/1", path="683ec787757dae35.html"),
        Report(id="c", text="", url="https://paper.example/2", lang="de"),
        Report(id="d", text="", outlet="Paper"),
        Report(id="e", text="", outlet="Paper"),
        Report(id="f", text="", path="683ec787757dae35"),
    )
    labels = index(Dossier(run=Run(version="0"), reports=reports)).labels
    assert labels == {"a": "“First line of it”", "b": "paper.example", "c": "paper.example (de)", "d": "Paper", "e": "Paper [2]", "f": "683ec787757dae35"}  # fmt: skip


def test_the_nearest_sentence_shares_more_than_one_thing(small: Dossier) -> None:
    found = nearest(index(small))
    texts = {s.id: s.text for s in small.statements}
    assert {texts[a]: texts[b] for a, b in found.items()} == {}
    text = "The harbour master closed the northern quay on Friday."
    other = "The northern quay stays closed, the harbour master said."
    dossier = Dossier(
        run=Run(version="0"),
        reports=(Report(id="p", text=text), Report(id="q", text=other)),
        statements=(statement("s", "p", 0, len(text), text), statement("t", "q", 0, len(other), other)),
        rows=(Row(id="1", label=text, statements=("s",), reports=("p",)), Row(id="2", label=other, statements=("t",), reports=("q",))),
    )  # fmt: skip
    assert nearest(index(dossier)) == {"s": "t", "t": "s"}
