"""The second look at a block: what came early is judged by what came after it, and what was told once stays told."""

from datetime import UTC, datetime, timedelta

import numpy as np

from tellings.encode import load_encoder
from tellings.group import Decisions, Grouping, Model, Pile, Weights, load_model
from tellings.group.changes import Change
from tellings.records import Report
from tellings.sketch import sketch

START = datetime(2031, 5, 2, 8, tzinfo=UTC)
ENCODER = load_encoder()

DAM = "The Orvel dam in Tessaria gives way after 9 days of rain, 1,300 people leave the valley of the Lund"
DAM_LATER = "After the break of the Orvel dam in Tessaria, 1,300 people of the Lund valley wait in schools"
CHESS = "Ilka Warnstedt wins the chess cup of Brandholm in 41 moves against Pavel Toruno"
CHESS_LATER = "In 41 moves, Ilka Warnstedt beats Pavel Toruno and takes the chess cup of Brandholm"


def reports(texts: list[str], *, prefix: str = "r", lang: str = "en") -> list[Report]:
    return [
        Report(id=f"{prefix}{i}", text=text, lang=lang, published=(START + timedelta(hours=i)).isoformat())
        for i, text in enumerate(texts)
    ]


def grouping(decisions: Decisions | None = None) -> Grouping:
    return Grouping(pile=Pile(dim=ENCODER.dim), model=load_model(), decisions=decisions)


def told(changes: list[Change]) -> dict[str, str]:
    return {c.report: c.story for c in changes if c.kind in {"opened", "joined"}}


def test_what_is_told_is_what_holds_at_the_end_of_the_batch() -> None:
    made = grouping()
    changes = made.add(sketch(reports([DAM, CHESS, DAM_LATER, CHESS_LATER]), encoder=ENCODER))
    held = {report: story for story, members in made.stories().items() for report in members}
    assert told(changes) == held
    assert sum(c.kind == "opened" for c in changes) == len(made.stories()) == 2


def test_a_story_is_opened_by_its_first_report() -> None:
    made = grouping()
    changes = made.add(sketch(reports([DAM, DAM_LATER]), encoder=ENCODER))
    assert [(c.kind, c.report) for c in changes] == [("opened", "r0"), ("joined", "r1")]


def test_a_report_that_was_told_stays_in_its_story() -> None:
    made = grouping()
    first = told(made.add(sketch(reports([DAM]), encoder=ENCODER)))
    made.add(sketch(reports([CHESS, CHESS_LATER, DAM_LATER], prefix="s"), encoder=ENCODER))
    held = {report: story for story, members in made.stories().items() for report in members}
    assert held["r0"] == first["r0"] == held["s2"]


def test_what_people_decided_is_not_looked_at_again() -> None:
    made = grouping(Decisions(must=frozenset({("r0", "r1")})))
    made.add(sketch(reports([DAM, CHESS, CHESS_LATER, DAM_LATER]), encoder=ENCODER))
    held = {report: story for story, members in made.stories().items() for report in members}
    assert held["r0"] == held["r1"]


def test_an_early_report_moves_to_the_story_that_later_ones_open() -> None:
    """Three vectors on a line: the middle one joins the first, until one comes that it is much nearer to."""

    class Flat(Model, frozen=True, kw_only=True):
        def probability(self, features, *, lengths, same_lang, doubt):  # type: ignore[no-untyped-def]
            return features[:, 3]  # the cosine

    weights = Weights(short=(0.0,) * 7, long=(0.0,) * 7)
    model = Flat(version="", same=weights, cross=weights, join=0.3, merge=0.9)
    made = Grouping(pile=Pile(dim=256), model=model)
    angles = np.radians([0, 65, 75])
    vectors = np.zeros((3, 256))
    vectors[:, 0], vectors[:, 1] = np.cos(angles), np.sin(angles)
    columns = sketch(reports(["a", "b", "c"]), encoder=ENCODER)
    object.__setattr__(columns, "vectors", np.round(vectors * 127).astype(np.int8))
    object.__setattr__(columns, "scales", np.full(3, 1 / 127, dtype=np.float32))
    made.add(columns)
    assert sorted(map(tuple, made.stories().values())) == [("r0",), ("r1", "r2")]


def test_copies_of_one_text_count_once_in_a_story() -> None:
    made = grouping()
    made.add(sketch(reports([DAM] * 30 + [DAM_LATER]), encoder=ENCODER))
    (rows,) = [rows for rows in made.members if rows]
    assert sorted(made._sample(0, [])) == [rows[-2], rows[-1]]
