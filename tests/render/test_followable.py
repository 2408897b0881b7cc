"""An editor can follow what is shown: figures by what they count, reasons in words, whose words a position is in."""

import pytest

from tellings.records import (
    Conflict,
    Derivation,
    Dossier,
    Finding,
    Holder,
    Origin,
    Passage,
    Position,
    Quantity,
    Report,
    Row,
    Run,
    Span,
    Statement,
)
from tellings.render import explain, to_terminal
from tellings.render._figures import movements, value
from tellings.render._index import index, origin_name, resting_on, valued
from tellings.render._nearest import nearest
from tests.factories import quantity

BARN = "A barn fire killed 30 sheep and two dogs near Tolm."
BYRE = "About forty sheep died in the barn at Tolm, with two dogs."
GATE = "Tolm."


def said(name: str, report: str, text: str, *quantities: Quantity) -> Statement:
    return Statement(id=name, report=report, start=0, stop=len(text), text=text, lang="en", quantities=quantities)


def dossier(**more: object) -> Dossier:
    first = said("s1", "a", BARN, quantity(BARN, "30", 30, 30, of="sheep"), quantity(BARN, "two", 2, 2, of="dogs"))
    second = said("s2", "b", BYRE, quantity(BYRE, "forty", 36, 44, of="sheep", approximate=True), quantity(BYRE, "two", 2, 2, of="dogs"))  # fmt: skip
    parts = {
        "run": Run(version="0"),
        "reports": (
            Report(id="a", text=BARN, outlet="Tolm Post", published="2031-03-04", path="x/a.txt"),
            Report(id="b", text=BYRE, outlet="Vale Echo", published="2031-03-05", path="x/b.txt"),
            Report(id="c", text=GATE, outlet="Hill Star"),
        ),
        "statements": (first, second, said("s3", "c", GATE)),
        "rows": (
            Row(id="row-one", label=BARN, statements=("s1", "s2"), reports=("a", "b")),
            Row(id="row-two", label=GATE, statements=("s3",), reports=("c",)),
        ),
    }
    return Dossier(**{**parts, **more})  # type: ignore[arg-type]


def test_figures_of_different_things_are_no_movement_of_each_other() -> None:
    told = {m.of: ([value(f.quantity) for f in m.figures], m.moved) for m in movements(index(dossier()))}
    assert told == {"sheep": (["30", "≈ 40"], True), "dogs": (["2", "2"], False)}


@pytest.mark.parametrize(("second", "mark"), [("2031-03-05", "→"), ("2031-03-04", "|"), (None, "|")])
def test_an_arrow_stands_only_where_the_next_figure_came_on_a_later_day(second: str | None, mark: str) -> None:
    plain = dossier()
    reports = (plain.reports[0], Report(id="b", text=BYRE, outlet="Vale Echo", published=second), plain.reports[2])
    assert f"sheep: 30 (Tolm Post) {mark} ≈ 40 (Vale Echo)" in to_terminal(dossier(reports=reports))


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [(27.0, 33.0, "≈ 30"), (20.0, 99.0, "≈ 20–99"), (27_000_000, 33_000_000, "≈ 30\u2009000\u2009000"), (0, 0, "≈ 0")],
)
def test_about_a_number_is_told_as_that_number(low: float, high: float, told: str) -> None:
    assert value(Quantity(start=0, stop=1, low=low, high=high, approximate=True)) == told


def test_a_row_is_explained_by_the_pairs_that_bring_in_each_statement() -> None:
    texts = ["Snow fell on Tolm.", "Tolm lies under snow.", "It snowed in Tolm.", "The pass at Tolm is shut."]
    pairs = [(0, 1, 0.9), (1, 2, 0.8), (0, 2, 0.1)]
    findings = [
        Finding(feature="beyond", score=score, detail=f"the model's own words: {score:.2f}", left=texts[i], right=texts[j])
        for i, j, score in pairs
    ]  # fmt: skip
    row = Row(id="row-snow", label=texts[0], statements=("s0", "s1", "s2", "s3"), reports=("r0", "r1", "r2", "r3"), findings=tuple(findings))  # fmt: skip
    snow = Dossier(
        run=Run(version="0"),
        reports=tuple(Report(id=f"r{n}", text=t, outlet=f"O{n}") for n, t in enumerate(texts)),
        statements=tuple(said(f"s{n}", f"r{n}", t) for n, t in enumerate(texts)),
        rows=(row,),
    )
    told = explain(snow, "row-snow")
    assert "“Snow fell on Tolm.” (O0)" in told
    assert "+0.90  alike beyond what every sentence of the story shares, by: 0.90  [beyond]" in told
    assert "+0.10" not in told and "and 1 pair more" in told
    assert "no finding was kept of how this came in: “The pass at Tolm is shut.”" in told


def test_a_derivation_tells_each_passage_once_with_what_was_found_of_it() -> None:
    passage = Passage(origin=Span(2, 17), target=Span(6, 25))
    found = Finding(feature="passage", score=0.4, detail="3 words alike", left=BARN[2:10], right=BYRE[6:14])
    third = Finding(feature="credit_third", score=0.5, detail="one of them credits TPA", left="TPA")
    der = Derivation(id="der-x", origin="a", target="b", kind="copy", direction="unknown", passages=(passage,), findings=(third, found), confidence=0.9)  # fmt: skip
    credit = Finding(feature="credit", score=1.0, detail="credited: byline", left="TPA", right="b.txt")
    origin = Origin(id="ori-x", label="TPA", reports=("a", "b"), findings=(credit,))
    made = dossier(derivations=(der,), origins=(origin,))
    told = explain(made, "der-x")
    assert told.count(BARN[2:17]) == 1
    assert "1 passage\n" in told and "+0.40  3 words alike  [passage]" in told
    assert "TPA, in Vale Echo: credited: byline" in told
    assert "tied by der-x: Tolm Post and Vale Echo: copy, direction unknown" in explain(made, "ori-x")


def test_a_position_in_nobodys_words_says_so() -> None:
    positions = (
        Position(
            value="two dogs",
            statements=("s1",),
            holders=(Holder(outlet="a", text="Tolm Post"), Holder(outlet="a", text="Tolm Post")),
        ),
        Position(value="arson", statements=("s2",)),
    )
    known = index(dossier(conflicts=(Conflict(id="con-x", kind="cause", about=BARN, state="differing", positions=positions),)))  # fmt: skip
    assert [valued(known, p) for p in positions] == ["two dogs", "arson (in our words)"]
    assert explain(known.dossier, "con-x").count("Tolm Post in its own voice") == 1


def test_a_report_is_never_said_to_go_back_to_itself() -> None:
    credit = Finding(feature="credit", score=1.0, detail="credited: byline", left="TPA", right="x/c.txt")
    origins = (
        Origin(id="ori-1", label="Tolm Post", reports=("a", "b")),
        Origin(id="ori-2", label="Hill Star", reports=("c",), findings=(credit,)),
    )
    known = index(dossier(origins=origins))
    assert "2 go back to Tolm Post, which is one of them" in resting_on(known)
    assert origin_name(known, origins[1]) == "what Hill Star credits (TPA)"


def test_a_place_alone_is_no_nearest_sentence() -> None:
    town = "The town of Tolm lies in the vale of Tolm."
    plain = dossier()
    statements = (*plain.statements, said("s4", "d", town))
    reports = (*plain.reports, Report(id="d", text=town))
    rows = (*plain.rows, Row(id="row-3", label=town, statements=("s4",), reports=("d",)))
    assert "s3" not in nearest(index(dossier(statements=statements, reports=reports, rows=rows))).values()
