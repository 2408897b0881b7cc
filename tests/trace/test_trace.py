"""Derivations rest on text that was taken, not on a quotation that two reports share."""

import itertools
from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tellings.records import Evidence
from tellings.trace import trace
from tellings.trace.chains import Link, evidence, in_runs, mutual_best
from tellings.trace.credits import credits_of
from tellings.trace.directions import before
from tellings.trace.matches import Matches, Tellers, mutual, telling
from tellings.trace.outlets import bare, names
from tellings.trace.passages import shared_passages
from tellings.trace.reuse import LEAST_EVIDENCE
from tellings.trace.seeds import SHINGLE, closest, runs_of
from tellings.trace.translated import lean
from tests.factories import FakeLikeness, ids_of, quantity, report, said, timex

WIRE = [
    "The ferry Halcyon, which carries workers between the two islands, ran aground shortly before dawn near the old mole.",
    "Divers reached the engine room after nine hours, according to the harbour master of the northern district.",
]
OTHER = ["Heavy traffic delayed the parade in the capital.", "A committee will look into the budget next spring."]


def traced(reports, meanings=None):
    ids = ids_of(reports)
    return trace(reports, likeness=FakeLikeness(meanings or [str(n) for n in range(len(ids))]), ids=ids)


def test_copied_sentences_make_a_derivation_with_exact_passages():
    a, b = report("a", [*WIRE, *OTHER]), report("b", [WIRE[0], "Nobody was hurt.", WIRE[1]])
    found = traced([a, b, report("c", ["The weather stays fine."])])
    (derivation,) = found.derivations
    assert {derivation.origin, derivation.target} == {"a", "b"}
    assert derivation.direction == "unknown"
    (passage,) = derivation.passages
    whole = {"a": a.report.text, "b": b.report.text}
    left = whole[derivation.origin][passage.origin.start : passage.origin.stop]
    right = whole[derivation.target][passage.target.start : passage.target.stop]
    assert left == " ".join(WIRE).rstrip(".")
    assert right == f"{WIRE[0]} Nobody was hurt. {WIRE[1]}".rstrip(".")


def test_a_shared_quotation_is_not_a_shared_text():
    quote = "We have searched every corner of the harbour and will go on until the last sailor is home again"
    one, two = f"The captain said: “{quote}.”", f"“{quote},” a speaker told reporters in town."
    reports = [
        report(n, [s], quotes=[(s.index(quote), s.index(quote) + len(quote))]) for n, s in (("a", one), ("b", two))
    ]
    assert traced(reports).derivations == ()


def test_what_every_report_of_a_language_has_to_say_tells_nothing_beside_reports_in_another():
    place = "broke out in the old paper mill on the bank of the river"
    endings = ["Two men were hurt.", "The owner is abroad.", "Smoke could be seen for hours.", "Schools were closed."]
    english = [report(f"en{n}", [f"A fire {place} on Monday.", end]) for n, end in enumerate(endings)]
    others = [
        report(f"de{n}", [f"Satz {n} ohne {n}. Gemeinsamkeit{n} mit{n} anderen{n}."], lang="de") for n in range(6)
    ]
    assert traced([*english, *others]).derivations == ()


def test_direction_is_known_when_one_credits_the_others_outlet():
    a = report("a", WIRE, outlet="Harbour Post")
    line = "This was reported by Harbour Post."
    b_sentences = [*WIRE, line]
    text = " ".join(b_sentences)
    b = report(
        "b",
        b_sentences,
        outlet="Inland Echo",
        attributions=[said(text, "Harbour Post", "reported", WIRE[0], kind="outlet")],
    )
    (derivation,) = traced([b, a]).derivations
    assert (derivation.origin, derivation.target, derivation.direction) == ("a", "b", "known")


def test_a_translated_chain_in_order_is_a_derivation():
    a = report("a", ["One.", "Two.", "Three.", "Four."])
    b = report("b", ["Eins.", "Zwei.", "Drei.", "Anderes."], lang="de")
    (derivation,) = traced([a, b], ["1", "2", "3", "4", "1", "2", "3", "x"]).derivations
    assert derivation.kind == "translation"
    assert len(derivation.passages) == 3


def test_origin_is_named_from_the_credit():
    wire = Evidence(kind="agency", value="Norda", text="(Norda)", rests_on="credit line")
    a, b = report("a", WIRE, evidence=[wire]), report("b", WIRE)
    (origin,) = traced([a, b]).origins
    assert (origin.label, origin.reports) == ("Norda", ("a", "b"))


def credited(name, rests_on="credit line", kind="agency"):
    return Evidence(kind=kind, value=name, text=f"({name})", rests_on=rests_on)


def test_one_agency_credited_by_texts_that_share_nothing_is_no_common_origin():
    a = report("a", WIRE, outlet="Harbour Post", evidence=[credited("Norda")])
    b = report("b", OTHER, outlet="Inland Echo", evidence=[credited("Norda", "dateline")])
    origins = traced([a, b]).origins
    assert [(o.label, o.reports) for o in origins] == [
        ("Norda (Harbour Post)", ("a",)),
        ("Norda (Inland Echo)", ("b",)),
    ]
    assert [[(f.feature, f.left) for f in o.findings] for o in origins] == [
        [("credit", "Norda"), ("one_agency", "Norda")]
    ] * 2


def test_what_is_credited_in_part_is_a_finding_and_no_name():
    lone = report("a", WIRE, outlet="Harbour Post", evidence=[credited("Norda", "credit line, in part")])
    (origin, _) = traced([lone, report("b", OTHER)]).origins
    assert origin.label == "Harbour Post"
    assert [(f.left, f.score) for f in origin.findings] == [("Norda", 0.5)]


def test_what_an_earlier_flash_line_credits_names_no_origin():
    lone = report("a", WIRE, outlet="Harbour Post", evidence=[credited("Norda", "flash line")])
    (origin, _) = traced([lone, report("b", OTHER)]).origins
    assert origin.label == "Harbour Post"


def test_two_agencies_credited_alike_name_no_origin():
    lone = report("a", WIRE, outlet="Harbour Post", evidence=[credited("Norda"), credited("Tessla Wire")])
    (origin, _) = traced([lone, report("b", OTHER)]).origins
    assert origin.label == "Harbour Post"
    assert len(origin.findings) == 2


def test_an_outlet_counts_where_a_credit_line_names_it_and_not_as_the_own_one():
    named = report("a", WIRE, evidence=[credited("Lorne Gazette", kind="outlet")])
    own = report("b", WIRE, evidence=[credited("Harbour Post", "last line", kind="outlet")])
    assert [c.name for c in credits_of(named)] == ["Lorne Gazette"]
    assert credits_of(own) == ()


def test_a_lone_report_is_its_own_origin():
    found = traced([report("a", WIRE), report("b", OTHER)])
    assert [o.reports for o in found.origins] == [("a",), ("b",)]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.text(max_size=60), min_size=0, max_size=3), min_size=1, max_size=3))
def test_passages_lie_in_the_text_and_every_report_has_one_origin(texts):
    reports = [report(f"r{n}", s) for n, s in enumerate(texts)]
    found = traced(reports)
    length = {a.report.id: len(a.report.text) for a in reports}
    for d in found.derivations:
        assert all(0 <= p.origin.start <= p.origin.stop <= length[d.origin] for p in d.passages)
    assert sorted(r for o in found.origins for r in o.reports) == sorted(length)


def test_no_translation_trace_without_enough_text_or_weights():
    assert lean(("Short.", "en"), ("Kurz.", "de")) is None
    assert lean(("word " * 200, "en"), ("sana " * 200, "xx")) is None


def test_passages_grow_over_changed_words():
    a = report("a", ["All the old boats that were moored in the basin have been towed out to sea, the warden wrote."])
    b = report(
        "b", ["Nearly all the old boats that were moored in the basin had to be towed out to sea yesterday night."]
    )
    (reuse,) = shared_passages([a, b, report("c", ["Nothing of the kind."])])
    assert max(p.words for p in reuse.pieces) >= 13


def test_a_distancing_word_in_both_is_a_finding():
    one = "The so-called harbour reform, which the old council had put off for years, was voted down at dawn on Friday."
    a, b = report("a", [one, *OTHER]), report("b", [one, "Nobody clapped."])
    (derivation,) = traced([a, b, report("c", ["Nothing of the kind."])]).derivations
    assert [(f.left, f.right) for f in derivation.findings if f.feature == "shared_distance"] == [
        ("so-called", "so-called")
    ]


def test_what_every_report_tells_makes_no_translation_of_two():
    english = report("en", ["Flood.", "A.", "B.", "C.", "Own."])
    others = [report(f"r{n}", ["Kopf.", f"x{n}", f"A{n}", f"y{n}", f"B{n}", f"z{n}", f"C{n}"], lang=lang) for n, lang in enumerate(("de", "fr", "es", "pl", "tr"))]  # fmt: skip
    told = ["h", "a", "b", "c", "own"]
    meanings = [*told, *(m for n in range(5) for m in (f"h{n}", f"x{n}", "a", f"y{n}", "b", f"z{n}", "c"))]
    assert traced([english, *others], meanings).derivations == ()


def test_the_same_statements_in_no_other_report_do():
    a = report("a", ["Head.", "One.", "Own.", "Two.", "Own two.", "Three.", "Own three.", "Four."])
    b = report("b", ["Kopf.", "Vier.", "Eins.", "Drei.", "Zwei."], lang="de")
    (derivation,) = traced([a, b], ["h", "1", "o", "2", "p", "3", "q", "4", "k", "4", "1", "3", "2"]).derivations
    assert derivation.kind == "condensation"
    assert len(derivation.passages) == 4


def test_a_quotation_that_both_translate_weighs_nothing():
    a = report(
        "a",
        ["Head.", "“One two three.”", "“Four five six.”", "“Seven eight nine.”"],
        quotes=[(6, 20), (23, 37), (39, 56)],
    )
    text = "Kopf. „Eins zwei drei.“ „Vier fünf sechs.“ „Sieben acht neun.“"
    b = report("b", ["Kopf.", "„Eins zwei drei.“", "„Vier fünf sechs.“", "„Sieben acht neun.“"], lang="de", quotes=[(7, 22), (25, 41), (44, len(text) - 1)])  # fmt: skip
    assert traced([a, b], ["h", "1", "2", "3", "k", "1", "2", "3"]).derivations == ()


def published(name, sentences, moment, **more):
    made = report(name, sentences, **more)
    return replace(made, report=replace(made.report, published=moment))


def test_of_a_text_without_credits_the_later_one_goes_back_to_the_earlier():
    more = [
        "Nobody on the quay had seen the pilot boat leave, and the log book of the old signal station is still missing."
    ]
    a = published("a", [*WIRE, *OTHER, *more], "2031-05-02T10:00:00+02:00")
    b = published("b", WIRE, "2031-05-02T09:30:00+01:00")
    (derivation,) = traced([b, a]).derivations
    assert (derivation.origin, derivation.target, derivation.direction) == ("a", "b", "known")
    assert derivation.kind == "condensation"
    assert derivation.findings[0].feature == "published"


def test_a_third_text_that_one_credits_for_the_whole_leaves_the_direction_open():
    wire = Evidence(kind="agency", value="Norda", text="(Norda)", rests_on="credit line")
    a = published("a", WIRE, "2031-05-02T10:00:00+02:00", evidence=[wire])
    b = published("b", WIRE, "2031-05-02T12:00:00+02:00")
    (derivation,) = traced([a, b]).derivations
    assert derivation.direction == "unknown"
    assert derivation.findings[0].feature == "credit_third"


def test_an_agencys_dateline_over_its_own_dispatch_is_no_third_text():
    wire = Evidence(kind="agency", value="NPA", text="(NPA)", rests_on="dateline")
    a = published("a", WIRE, "2031-05-02T10:00:00+02:00", evidence=[wire], outlet="Norda Press Agency")
    b = published("b", WIRE, "2031-05-02T12:00:00+02:00")
    (derivation,) = traced([a, b]).derivations
    assert (derivation.origin, derivation.direction) == ("a", "known")


def test_two_that_go_back_to_a_third_of_the_pile_are_not_said_to_go_back_to_one_another():
    a = published("a", [*WIRE, *OTHER], "2031-05-02T08:00:00+02:00")
    b = published("b", WIRE, "2031-05-02T10:00:00+02:00")
    c = published("c", WIRE, "2031-05-02T12:00:00+02:00")
    known = {(d.origin, d.target): d.direction for d in traced([a, b, c]).derivations}
    assert known == {("a", "b"): "known", ("a", "c"): "known", ("b", "c"): "unknown"}


def test_what_came_by_way_of_a_third_report_is_told_with_its_way():
    a = report("a", ["Head a.", "One.", "Two.", "Three.", "Four."], lang="de")
    b = report("b", ["Head b.", *WIRE, *OTHER])
    c = report("c", ["Head c.", *WIRE, *OTHER, *(f"Filler number {n}." for n in range(9))])
    meanings = ["ha", "1", "2", "3", "4", "hb", "1", "2", "3", "4", "hc", *"wxyz", *(f"f{n}" for n in range(9))]
    found = {frozenset((d.origin, d.target)): d for d in traced([a, b, c], meanings).derivations}
    assert found[frozenset("ac")].findings[0].feature == "through"
    assert len(found[frozenset("ac")].passages) == 4


@pytest.mark.parametrize(
    ("left", "right", "told"),
    [
        ("2031-05-02", "2031-05-03", True),
        ("2031-05-02", "2031-05-02T10:00:00Z", None),
        ("2031-05-02T10:00:00+02:00", "2031-05-02T09:00:00+00:00", True),
        ("2031-05-02T10:00:00+02:00", "2031-05-02T11:30:00", None),
        ("2031-05-02T10:00:00+02:00", "2031-05-02T17:30:00", True),
        ("2031-05-02T10:00:00", "2031-05-02T09:59:00", False),
        ("yesterday", "2031-05-02", None),
        (None, "2031-05-02", None),
    ],
)
def test_times_are_compared_as_far_as_their_zones_allow(left, right, told):
    assert before(left, right) is told


@pytest.mark.parametrize(
    ("credit", "outlet", "is_it"),
    [
        ("агентство «Хазар Пресс»", "xezerpress", True),
        ("Хавельське видання «Гавелькурір»", "havelkurier", False),
        ("Fransız haber ajansı Ponant-Info'ya", "Ponant-Info", True),
        ("NPA", "Norda Press Agency", True),
        ("npa", "Norda Press Agency", False),
        ("the harbour master", "Harbour Post", False),
        ("Gazette", "The Lorne Gazette", False),
        ("Lorne Gazette", "The Lorne Gazette", True),
        ("", "Harbour Post", False),
    ],
)
def test_an_outlet_is_known_by_its_name_in_other_letters(credit, outlet, is_it):
    assert names(credit, outlet) is is_it


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("https://www.lorne-gazette.example/a/b?c", "lorne-gazette"),
        ("news.lorne.com.mx", "lorne"),
        ("Lorne Gazette", "Lorne Gazette"),
        ("mailto://x", ""),
    ],
)
def test_a_domain_is_known_by_its_own_part(name, own):
    assert bare(name) == own


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 5), min_size=1, max_size=9), st.integers(0, 99))
def test_matches_are_each_the_others_nearest_in_its_report(lengths, seed):
    rng = np.random.default_rng(seed)
    many = sum(lengths)
    position = rng.permutation(many).tolist()
    of_report = [[position.pop() for _ in range(n)] for n in lengths]
    likeness = FakeLikeness(["x"] * many)
    likeness.vectors = rng.integers(-1, 2, size=(many, 3)).astype(np.float32)  # many are exactly as near as others
    cosines = likeness.matrix(np.arange(many), np.arange(many))
    wanted = []
    for (x, a), (y, b) in itertools.combinations(enumerate(of_report), 2):
        if a and b:
            for i, j in mutual_best(cosines[np.ix_(a, b)]):
                if cosines[a[i], b[j]] >= 0.2:
                    wanted.append((a[i], b[j], x, y))
    left, right, values, of_left, of_right = mutual(of_report, likeness)
    assert sorted(zip(left, right, of_left, of_right, strict=True)) == sorted(wanted)
    assert values.tolist() == cosines[left, right].tolist()


def test_fewer_dimensions_find_the_same_where_they_hold_what_there_is(monkeypatch):
    rng = np.random.default_rng(5)
    of_report = [list(range(n, n + 6)) for n in range(0, 60, 6)]
    likeness = FakeLikeness(["x"] * 60)
    vectors = np.concatenate([rng.normal(size=(60, 20)), 0.01 * rng.normal(size=(60, 80))], axis=1)
    likeness.vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    exact = mutual(of_report, likeness)
    monkeypatch.setattr("tellings.trace.matches._LARGE", 1)
    for wanted, found in zip(exact, mutual(of_report, likeness), strict=True):
        assert np.allclose(wanted, found, atol=1e-6)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 999))
def test_pairs_of_reports_that_are_not_written_out_have_no_evidence(seed):
    rng = np.random.default_rng(seed)
    many = 60
    report_of = np.sort(rng.integers(0, 5, size=many))
    left, right = np.sort(rng.integers(0, many, size=(2, 80)), axis=0)
    apart = report_of[left] < report_of[right]
    left, right = left[apart], right[apart]
    order = np.lexsort((left, report_of[right], report_of[left]))
    left, right = left[order], right[order]
    matches = Matches(report_of[left], report_of[right], left, right, rng.uniform(0.2, 1, size=len(left)))
    texts = [0, 1, 1, 3, 4]
    tellers = Tellers(matches, texts)
    told: dict[int, set[int]] = defaultdict(set)
    for x, y, i, j, chance in zip(*matches, strict=True):
        if chance >= 0.5:
            told[i].add(texts[y])
            told[j].add(texts[x])
    assert all(tellers.of(i) == told[i] for i in range(many))
    kept = {n for start, stop in telling(matches, tellers) for n in range(start, stop)}
    pairs = defaultdict(list)
    for n, (x, y, i, j, chance) in enumerate(zip(*matches, strict=True)):
        others = len((told[i] | told[j]) - {texts[x], texts[y]})
        pairs[x, y].append((n, Link(left=i, right=j, chance=chance, quoted=False, others=others)))
    for links in pairs.values():
        if not kept.issuperset(n for n, _ in links):
            assert kept.isdisjoint(n for n, _ in links)
            assert evidence(in_runs([link for _, link in links])) < LEAST_EVIDENCE


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(0, 4), max_size=24), min_size=1, max_size=4))
def test_runs_are_maximal_and_apart_and_none_of_those_that_share_a_shingle_is_missed(texts):
    ways = [(0, 1), (1, 0), (1, 1)]
    found = {(a, b): runs for a, b, runs in runs_of([np.array(t, dtype=np.int64) for t in texts], ways=ways)}
    for (a, left), (b, right) in itertools.combinations(enumerate(texts), 2):
        shingles = {tuple(left[i : i + SHINGLE]) for i in range(len(left) - SHINGLE + 1)}
        both = any(tuple(right[i : i + SHINGLE]) in shingles for i in range(len(right) - SHINGLE + 1))
        assert both == bool(found.get((a, b)))
        used = [set(), set()]
        for run in found.get((a, b), ()):
            i, j, n = run[:3]
            assert left[i : i + n] == right[j : j + n]
            assert not (i and j and left[i - 1] == right[j - 1])
            assert i + n == len(left) or j + n == len(right) or left[i + n] != right[j + n]
            for held, start in zip(used, (i, j), strict=True):
                assert held.isdisjoint(range(start, start + n))
                held.update(range(start, start + n))
            for m, (x, y) in enumerate(ways):  # no way that may go on is passed over
                p, q = i + n + x, j + n + y
                if p + 2 <= len(left) and q + 2 <= len(right) and left[p : p + 2] == right[q : q + 2]:
                    assert run.on <= m


def test_each_report_is_compared_with_those_that_share_most_with_it():
    weight = {(i, j): 1.0 + (i == 0) for i in range(60) for j in range(i + 1, 60)}
    weight[3, 50] = 5.0
    kept = closest(weight)
    assert kept == closest(dict(reversed(weight.items())))
    assert (3, 50) in kept
    assert all((0, j) in kept for j in range(1, 60))
    assert len(kept) <= 60 * 24
    few = {(i, j): 1.0 for i in range(20) for j in range(i + 1, 20)}
    assert closest(few) == few.keys()


def test_figures_and_dates_that_both_have_to_give_are_no_common_text():
    told = "The ministers agreed to buy goods for 310 million guilders on Friday 4 March"
    pair = [f"{told}, a victory for farmers.", f"Critics doubt the plan. {told}."]
    held = [[quantity(t, "310 million guilders", 3.1e8, 3.1e8)] for t in pair]
    others = [report("c", ["Rain is expected."]), report("d", ["The fair opens."])]
    plain = [report(n, [t]) for n, t in zip("ab", pair, strict=True)]
    counted = [
        report(n, [t], quantities=q, times=[timex(t, "Friday 4 March", "2031-03-04")])
        for n, t, q in zip("ab", pair, held, strict=True)
    ]
    weighed = [sum(p.weight for r in shared_passages([*two, *others]) for p in r.pieces) for two in (plain, counted)]
    assert 0 < weighed[1] < 0.8 * weighed[0]


def test_what_one_quotes_and_the_other_reports_shows_a_source_and_no_text():
    quote = "he came up to us, embraced my brother and all of a sudden there was blood everywhere on the floor"
    one, two = f"“{quote},” the sister said.", f"The sister said {quote}."
    a = report("a", [one], quotes=[(1, 1 + len(quote))])
    b = report("b", [two], attributions=[said(two, "The sister", "said", quote)])
    assert traced([a, b]).derivations == ()
    assert traced([report("a", [one]), b]).derivations != ()


def test_a_post_that_both_pages_show_is_a_source_and_no_text():
    post = "Nobody on our boats was hurt and we thank the crew of the rescue vessel Aurora \u2014 Tom Reyl (@tomreyl) March 4, 2031"
    told = [f"The owner thanked the rescuers.\n{post}", f"The firm answered online.\n{post}"]
    reports = [report(n, [t]) for n, t in zip("ab", told, strict=True)]
    assert traced(reports).derivations == ()
    assert traced([report(n, [t.replace("(@tomreyl)", "")]) for n, t in zip("ab", told, strict=True)]).derivations != ()


def test_what_two_reports_tell_alike_shows_nothing_where_there_is_no_other_to_tell_it():
    told = [
        "Heavy snow closed the mountain road above the village on Monday",
        "Two hikers from the coast were found alive in a hut",
        "A helicopter brought both of them down to the valley",
    ]
    kept = "spent three nights beside the old stove"
    a = report("a", [f"{t}." for t in told] + [f"They {kept}."])
    b = report("b", [f"{' '.join(reversed(t.split()))}." for t in told] + [f"Both {kept}."])
    more = [report(n, [f"Something else happened in {n}."]) for n in ("Arden", "Brenn")]

    def derived_of(reports):
        meanings = [f"m{n % 4}" for n in range(8)] + [f"other{n}" for n in range(len(reports) - 2)]
        return traced(reports, meanings).derivations

    (found,) = derived_of([a, b, *more])
    assert (found.kind, {found.origin, found.target}) == ("condensation", {"a", "b"})
    assert derived_of([a, b]) == ()
