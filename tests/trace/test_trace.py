"""Derivations rest on text that was taken, not on a quotation that two reports share."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.records import Evidence
from tellings.trace import trace
from tellings.trace.credits import credits_of
from tellings.trace.passages import shared_passages
from tellings.trace.translated import lean
from tests.factories import FakeLikeness, ids_of, report, said

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
    assert [[f.left for f in o.findings] for o in origins] == [["Norda"], ["Norda"]]


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
