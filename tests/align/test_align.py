"""Rows: statements that say the same stand together, contradictory ones do not, and every statement is in one row."""

import sys
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tellings.align import align
from tellings.align.beside import LEAST, Beside
from tellings.align.bounds import nearest_parts
from tellings.align.candidates import by_keys
from tellings.align.common import Common
from tellings.align.features import Edge, Weighing
from tellings.align.features import figures_of as figures_of_views
from tellings.align.grouping import group
from tellings.align.measure import Measure, Rivals
from tellings.align.model import load_model
from tellings.align.neighbours import neighbours
from tellings.align.parts import Parts, cut
from tellings.align.views import views_of
from tellings.encode import likeness, load_encoder
from tests.factories import FakeLikeness, ids_of, quantity, report


def rows_of(reports, meanings):
    return align(reports, (), likeness=FakeLikeness(meanings), ids=ids_of(reports))


def joined(rows):
    return [set(r.statements) for r in rows if len(r.statements) > 1]


def test_same_content_in_two_languages_makes_one_row():
    a = report("a", ["The ferry sank off Port Varna.", "The mayor opened a library."])
    b = report("b", ["Die Fähre ist vor Port Varna gesunken.", "Es war ein warmer Abend."], lang="de")
    rows = rows_of([a, b], ["ferry", "library", "ferry", "evening"])
    assert joined(rows) == [{a.statements[0].id, b.statements[0].id}]


def test_every_statement_is_in_exactly_one_row():
    a = report("a", ["One thing.", "Another thing.", "One thing."])
    b = report("b", ["One thing.", "A third thing."])
    rows = rows_of([a, b], ["1", "2", "1", "1", "3"])
    held = [s for r in rows for s in r.statements]
    assert sorted(held) == sorted(ids_of([a, b]))


def test_figures_that_exclude_each_other_split_a_row():
    one, two = "Some 30 people died in the flood.", "Exactly 80 people died in the flood."
    a = report("a", [one], quantities=[quantity(one, "30", 30, 30, of="people")])
    b = report("b", [two], quantities=[quantity(two, "80", 80, 80, of="people")])
    assert joined(rows_of([a, b], ["toll", "toll"])) == []


def test_same_figures_are_evidence_in_the_findings():
    one, two = "At least 130 people died in the flood.", "Some 130 people were killed by the flood."
    a = report("a", [one], quantities=[quantity(one, "130", 130, None, of="people")])
    b = report("b", [two], quantities=[quantity(two, "130", 130, 130, of="people")])
    rows = rows_of([a, b], ["toll", "toll"])
    assert joined(rows)
    assert "figures" in {f.feature for f in rows[0].findings}


def test_row_ids_do_not_depend_on_the_order_of_reports():
    a, b = report("a", ["The bridge fell."]), report("b", ["The bridge fell."])
    assert {r.id for r in rows_of([a, b], ["x", "x"])} == {r.id for r in rows_of([b, a], ["x", "x"])}


def test_a_row_is_labelled_in_the_readers_language_where_a_report_has_it():
    a = report("a", ["The ferry sank off Port Varna.", "The mayor opened a library."])
    b = report("b", ["Die Fähre ist vor Port Varna gesunken."], lang="de")
    for langs, label in ((("ru", "de"), b.statements[0].text), (("en",), a.statements[0].text)):
        rows = align(
            [a, b], (), likeness=FakeLikeness(["ferry", "library", "ferry"]), ids=ids_of([a, b]), read_langs=langs
        )
        assert {r.label for r in rows} == {label, "The mayor opened a library."}


def test_no_reports_no_rows():
    assert align([], (), likeness=FakeLikeness([]), ids=[]) == ()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.text(min_size=1, max_size=40), min_size=0, max_size=4), min_size=1, max_size=4))
def test_any_text_is_rowed_once_and_only_once(texts):
    reports = [report(f"r{n}", sentences) for n, sentences in enumerate(texts)]
    ids = ids_of(reports)
    rows = rows_of(reports, [f"m{n % 3}" for n in range(len(ids))])
    assert sorted(s for r in rows for s in r.statements) == sorted(ids)


def figures_of(one, two):
    """The features of figures of a pair of statements, each given as (text, number, low, high, what is counted)."""
    reports = []
    for name, (text, number, low, high, of) in (("a", one), ("b", two)):
        reports.append(report(name, [text], quantities=[quantity(text, number, low, high, of=of)]))
    left, right = views_of(reports, ids_of(reports))
    return figures_of_views(left, right, {})


def test_bounds_of_one_kind_agree_only_where_their_numbers_do():
    three = ("The water rose up to 3 metres.", "up to 3", None, 3, "metres")
    four = ("Water stood up to 4 metres high.", "up to 4", None, 4, "metres")
    assert figures_of(three, three)["figures"] == 1
    assert figures_of(three, four)["figures"] < 1


def test_a_figure_that_a_far_bound_merely_allows_is_no_agreement():
    many = ("More than 19,000 people fled.", "More than 19,000", 19_000, None, "people")
    region = ("About 30 million people live there.", "About 30 million", 30_000_000, 30_000_000, "people")
    near = ("Some 21,000 people fled.", "21,000", 21_000, 21_000, "people")
    assert not figures_of(many, region).get("figures")
    assert figures_of(many, near)["figures"] == 0.5


def test_a_word_for_anybody_counts_the_same_people_where_the_same_befell_them():
    held = ("Another 11 people are still detained.", "11", 11, 11, "people")
    citizens = ("The release of 11 Torvian citizens arrested in May was asked for.", "11", 11, 11, "Torvian citizens")
    twelve = ("The release of 12 Torvian citizens arrested in May was asked for.", "12", 12, 12, "Torvian citizens")
    dined = ("The minister dined with 11 people.", "11", 11, 11, "people")
    assert figures_of(held, citizens)["figures"] == 1
    assert not figures_of(held, twelve).get("figures")
    assert not figures_of(dined, citizens).get("figures")


def test_an_equal_figure_of_the_same_things_agrees_though_another_frame_stands_nearer():
    sent = ("Torvia evacuates 750 soldiers from the Gulf.", "750", 750, 750, "soldiers")
    reply = ("After the protests 750 soldiers are to go there.", "750", 750, 750, "soldiers")
    assert 0.5 < figures_of(sent, reply)["figures"] < 1


def test_about_a_number_tells_the_number():
    about = ("Some 750 soldiers are sent.", "Some 750", 675, 825, "soldiers")
    exact = ("It sends 750 soldiers.", "750", 750, 750, "soldiers")
    reports = [report("a", [about[0]], quantities=[quantity(*about[:4], of="soldiers", approximate=True)])]
    (view,) = views_of(reports, ids_of(reports))
    assert view.numbers == {"750"}
    assert figures_of(about, exact)["figures"] > 0


def test_a_statement_and_its_counterpart_are_nearest_to_one_another():
    a = report("a", ["One.", "Two."])
    b = report("b", ["Eins.", "Zwei."], lang="de")
    rivals = Rivals(views_of([a, b], ids_of([a, b])))
    assert rivals.meet([(0, 2), (0, 3), (1, 2)], [0.9, 0.4, 0.5]) == [1, 0.5, 0.5]
    assert rivals.meet([(1, 3), (0, 2)], [0.3, 0.9]) == [0, 1]


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(st.tuples(st.integers(0, 5), st.integers(6, 11)), st.sampled_from([-1.0, 0.1, 0.5, 0.9])))
def test_many_pairs_met_at_once_are_the_same_to_one_another(cosine_of):
    told = [report(f"r{n}", ["One.", "Two.", "Three."]) for n in range(4)]
    views = views_of(told, ids_of(told))
    pairs, cosines = list(cosine_of), list(cosine_of.values())
    left, right = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    one, many = Rivals(views), Rivals(views)
    assert many.meet_all(left, right, np.array(cosines)).tolist() == one.meet(pairs, cosines)
    assert many.meet([(0, 6), (1, 9)], [0.5, 0.2]) == one.meet([(0, 6), (1, 9)], [0.5, 0.2])


def test_findings_show_whole_words_and_the_figures_that_agree():
    one, two = "At least 130 people died and 4 boats sank.", "Some 130 people were killed by the flood."
    a = report("a", [one], quantities=[quantity(one, "130", 130, None, of="people"), quantity(one, "4", 4, 4, of="boats")])  # fmt: skip
    b = report("b", [two], quantities=[quantity(two, "130", 130, 130, of="people")])
    findings = rows_of([a, b], ["toll", "toll"])[0].findings
    (figures,) = [f.detail for f in findings if f.feature == "figures"]
    assert "boats" not in figures
    assert all("people" in f.detail for f in findings if f.feature == "stems")
    assert not any(f.feature.endswith("_across") or f.feature == "across" for f in findings)


def test_of_a_large_story_the_same_neighbours_are_found_as_of_a_small_one(monkeypatch):
    rng = np.random.default_rng(3)
    told = [report(f"r{n}", [f"Boat {n} left.", f"Rope {n} tore.", f"Net {n} sank."]) for n in range(30)]
    likeness = FakeLikeness(["x"] * 90)
    likeness.vectors = rng.normal(size=(90, 8)).astype(np.float32)
    likeness.vectors /= np.linalg.norm(likeness.vectors, axis=1, keepdims=True)
    views = views_of(told, ids_of(told))
    parts = Parts(views, encoder=load_encoder())
    parts.vectors = likeness.vectors[parts.owner]
    small = neighbours(views, likeness=likeness, parts=parts)
    module = sys.modules["tellings.align.neighbours"]
    monkeypatch.setattr(module, "_LARGE", 1)
    monkeypatch.setattr(module, "_FEW", 99)
    large = neighbours(views, likeness=likeness, parts=parts)
    assert large.pairs == small.pairs == sorted(set(small.pairs))
    assert all(left < right for left, right in small.pairs)
    assert len(small.pairs) <= 90 * (24 + 12)
    np.testing.assert_array_equal(large.crowd["en"], small.crowd["en"])


def test_grouping_asks_about_no_two_groups_twice():
    told = [report(f"r{n}", ["The bridge fell."]) for n in range(6)]
    views = views_of(told, ids_of(told))
    edges = {(i, j): Edge(left=i, right=j, probability=0.9, features={}) for i in range(6) for j in range(i + 1, 6)}
    for i, j in edges:
        if i < 3 <= j:
            edges[i, j] = Edge(left=i, right=j, probability=0.9, features={"figures_apart": 1.0})
    asked = []

    class Compare:
        def __call__(self, pairs):
            return [edges[pair] for pair in pairs]

        def prepare(self, pairs):
            assert set(pairs) <= edges.keys()

        def highest(self, pairs):
            asked.append(tuple(pairs))
            return [0.9 for _ in pairs]

    assert group(views, edges.values(), compare=Compare(), model=load_model()) == [[0, 1, 2], [3, 4, 5]]
    assert len(asked) == len(set(asked))


_WORDS = [
    "Ferry",
    "bridge",
    "mayor",
    "fire",
    "harbour",
    "Varna",
    "1,500",
    "30",
    "not",
    "killed",
    "police",
    "–",
    ",",
    "«so»",
]


def measured(told):
    """A story of one report a list of statements, in two languages by turns, and two measures that know nothing yet."""
    annotated = [report(f"r{n}", [f"{t}." for t in texts], lang=("en", "de")[n % 2]) for n, texts in enumerate(told)]
    views = views_of(annotated, ids_of(annotated))
    alike = likeness([v.statement.text for v in views], langs=[v.statement.lang for v in views], encoder=load_encoder())
    parts = Parts(views, encoder=load_encoder())
    near = neighbours(views, likeness=alike, parts=parts)
    weighing = Weighing(views, crowd=near.crowd, common=Common(alike.vectors), parts=parts, labels={})
    pairs = sorted({*near.pairs, *by_keys(views)})
    return pairs, *(Measure(weighing, likeness=alike, model=load_model()) for _ in range(2))


@settings(max_examples=15, deadline=None)
@given(st.lists(st.lists(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=9).map(" ".join), min_size=1, max_size=4), min_size=2, max_size=5))  # fmt: skip
def test_what_is_left_unmeasured_would_not_join(told):
    pairs, sparing, thorough = measured(told)
    thorough.model = replace(thorough.model, join=1e-9)  # all may join
    with patch.object(sys.modules["tellings.align.measure"], "_MOST", len(pairs) + 1):
        all_edges = thorough.likely(pairs)
    with patch.object(sys.modules["tellings.align.measure"], "_MOST", len(pairs) + 1):  # of no statement too many
        likely = sparing.likely(pairs)
    exact = {(e.left, e.right): e.probability for e in all_edges}
    assert all(abs(e.probability - exact[e.left, e.right]) < 1e-6 for e in likely)
    assert {(e.left, e.right) for e in all_edges if e.probability >= sparing.model.join} <= sparing.edges.keys()
    highest = sparing.highest(pairs)
    assert all(e.probability < most + 1e-6 for e, most in zip(all_edges, highest, strict=True))
    found = sparing.inside(dict.fromkeys(range(len(sparing.weighing.views)), 0))
    assert {(e.left, e.right) for e in found} == exact.keys()
    assert all(abs(e.probability - exact[e.left, e.right]) < 1e-6 for e in found)


def test_the_nearest_parts_of_many_pairs_are_those_of_each():
    pairs, compare, _ = measured([["A fire broke out, the mayor said, near the old harbour", "Nobody died"], ["Feuer"]])
    left, right = np.array(pairs).T
    parts = compare.weighing.parts
    found = nearest_parts(parts, left, right)
    np.testing.assert_allclose(found, [parts.nearest(i, j) for i, j in pairs], atol=1e-5)


def test_an_address_in_a_statement_is_a_cut():
    told = "We are all fine, by sheer luck pic.twitter.com/9aBcD1efG Vela Orn on the ferry"
    assert cut(told) == ["We are all fine, by sheer luck", "Vela Orn on the ferry"]


def test_a_pair_speaks_for_those_beside_it():
    annotated = [report(name, [f"{name} {n}." for n in range(6)]) for name in ("a", "b", "c")]
    views = views_of(annotated, ids_of(annotated))
    sure = Beside(views, np.array([1]), np.array([8]), np.array([0.9]))  # the second of a, the third of b
    left = np.array([2, 0, 3, 5, 1, 2, 2, 6])
    right = np.array([9, 7, 9, 11, 8, 8, 14, 9])
    found = sure.of(left, right)
    assert found[:2].tolist() == [0.9, 0.9]  # right behind it, right before it
    assert 0 < found[2] < 0.9  # a step further on in one report
    assert found[3:].tolist() == [0, 0, 0, 0, 0]  # too far, itself, not in order, other reports


def test_pairs_before_and_behind_add_up_and_doubtful_ones_say_nothing():
    annotated = [report(name, [f"{name} {n}." for n in range(3)]) for name in ("a", "b")]
    views = views_of(annotated, ids_of(annotated))
    at = np.array([1]), np.array([4])
    both = Beside(views, np.array([0, 2]), np.array([3, 5]), np.array([0.8, 0.6]))
    assert both.of(*at)[0] == pytest.approx(1.4)
    assert Beside(views, np.array([0]), np.array([3]), np.array([LEAST - 0.01])).of(*at)[0] == 0
    assert Beside(views, *(np.zeros(0, dtype=np.int64),) * 2, np.zeros(0)).of(*at)[0] == 0
