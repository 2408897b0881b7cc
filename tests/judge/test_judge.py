"""What rows rest on, and which values are opposed and which are not."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.align import align
from tellings.judge import judge
from tellings.records import Anchor, Derivation, Entity, Finding, Origin, Passage, Row, Span
from tests.factories import FakeLikeness, ids_of, mention, quantity, report, said, timex


def alone(reports):
    return [Row(id=s.id, label=s.text, statements=(s.id,), reports=(s.report,)) for a in reports for s in a.statements]


def one_row(*reports):
    statements = [s for a in reports for s in a.statements]
    return [
        Row(
            id="row",
            label=statements[0].text,
            statements=tuple(s.id for s in statements),
            reports=tuple(dict.fromkeys(s.report for s in statements)),
        )
    ]


def judged(reports, rows=None, origins=()):
    return judge(reports, (), rows or alone(reports), (), origins)


def counted(name, text, part, low, high, of, **more):
    return report(name, [text], quantities=[quantity(text, part, low, high, of=of, **more)])


def kinds(reports):
    return [(c.kind, c.state) for c in judged(reports).conflicts]


def test_two_exact_tolls_are_a_conflict():
    a = counted("a", "12 people died in the fire.", "12", 12, 12, "people")
    b = counted("b", "In the fire 19 people were killed.", "19", 19, 19, "people")
    assert kinds([a, b]) == [("number", "conflict")]


def test_about_thirty_and_at_least_thirty_are_neither_conflict_nor_difference():
    a = counted("a", "About 30 animals died in the fire.", "30", 30, 30, "animals", approximate=True)
    b = counted("b", "At least 30 animals were killed.", "30", 30, None, "animals")
    assert kinds([a, b]) == []


def test_figures_of_different_things_are_never_opposed():
    a = counted("a", "Two gorillas died in the fire.", "Two", 2, 2, "gorillas")
    b = counted("b", "Some 30 animals died in the fire.", "30", 30, 30, "animals")
    assert kinds([a, b]) == []


def test_counts_that_agree_under_two_words_are_opposed_together_to_a_third():
    a = counted("a", "25 soldiers were killed in the raid.", "25", 25, 25, "soldiers")
    b = counted("b", "The raid left more than 25 people dead.", "25", 25, None, "people dead")
    c = counted("c", "At least 31 people were killed in the raid.", "31", 31, None, "people")
    conflicts = judged([a, b, c]).conflicts
    assert [(x.kind, len(x.positions)) for x in conflicts] == [("number", 2)]
    assert len(conflicts[0].positions[0].statements) == 2


def test_what_a_figure_rose_from_is_no_position_of_today():
    text = "The number of dead rose from 335 to 433."
    quantities = [quantity(text, "335", 335, 335), quantity(text, "433", 433, 433)]
    a = report("a", [text], quantities=quantities)
    b = counted("b", "433 people died.", "433", 433, 433, "people")
    assert kinds([a, b]) == []


def test_a_figure_is_a_revision_when_a_report_says_so():
    text = "More than 50 animals died. Previously 30 animals were said to have died."
    first, second = text.split(". ", 1)[0] + ".", text.split(". ", 1)[1]
    a = report(
        "a",
        [first, second],
        quantities=[quantity(text, "50", 50, None, of="animals"), quantity(text, "30", 30, 30)],
    )
    b = counted("b", "30 animals died.", "30", 30, 30, "animals")
    assert [s for k, s in kinds([a, b]) if k == "number"] == ["revision"]


def test_all_and_nearly_all_exclude_each_other():
    a = report("a", ["All the animals inside died."])
    b = report("b", ["Nearly all animals in the house died."])
    assert kinds([a, b]) == [("extent", "conflict")]


def test_two_causes_of_one_fire_are_differing_accounts():
    a = report("a", ["The fire was caused by fireworks."])
    b = report("b", ["The fire was caused by a short circuit."])
    assert ("cause", "differing") in kinds([a, b])


def test_positions_name_their_holders():
    text = "12 people died in the fire, the mayor said."
    a = report(
        "a",
        [text],
        quantities=[quantity(text, "12", 12, 12, of="people")],
        attributions=[said(text, "the mayor", "said", "12 people died in the fire", entity="e-mayor")],
    )
    b = counted("b", "In the fire 19 people were killed.", "19", 19, 19, "people")
    (conflict,) = judged([a, b]).conflicts
    assert {h.entity or h.outlet for p in conflict.positions for h in p.holders} == {"e-mayor", "b"}


def test_ten_reports_of_one_claimant_are_echoed():
    texts = ["The base was empty, the general said.", "The general said that the base was empty."]
    reports = [
        report(n, [t], attributions=[said(t, "general", "said", "base was empty", entity="e-general")])
        for n, t in zip("ab", texts, strict=True)
    ]
    (row,) = judged(reports, one_row(*reports)).rows
    assert (row.claimants, row.grounding) == (("e-general",), "echoed")


def test_independence_is_not_shown_by_default():
    a, b = report("a", ["The base was empty."]), report("b", ["The base stood empty."])
    origins = [Origin(id="o1", label="a", reports=("a",)), Origin(id="o2", label="b", reports=("b",))]
    (row,) = judged([a, b], one_row(a, b), origins).rows
    assert row.grounding == "not_shown"
    assert row.origins.untraced == ("a", "b")
    assert set(row.cells) == {"a", "b"}


def test_two_persons_in_texts_of_one_agency_are_not_shown_to_be_independent():
    text = "The mast was rotten, {} said."
    sides = [
        report(
            n,
            [text.format(who)],
            attributions=[said(text.format(who), who, "said", "The mast was rotten", entity=f"e-{n}")],
        )
        for n, who in (("a", "Ilse Brandt"), ("b", "Tom Reyl"))
    ]
    people = [Entity(id=f"e-{n}", kind="person", label=who) for n, who in (("a", "Ilse Brandt"), ("b", "Tom Reyl"))]

    def ground(*findings):
        origins = [Origin(id=f"o-{n}", label=n, reports=(n,), findings=findings) for n in "ab"]
        return judge(sides, people, one_row(*sides), (), origins).rows[0].grounding

    assert ground() == "independent"
    assert ground(Finding(feature="one_agency", score=0.5, detail="", left="NKA", right="")) == "not_shown"


def test_timeline_is_of_the_events_told_and_in_order():
    one, two = "The treaty was signed on 3 May 2021.", "The strike began on 7 April 2019."
    reports = [
        report("a", [one], times=[timex(one, "3 May 2021", "2021-05-03")]),
        report("b", [two], times=[timex(two, "7 April 2019", "2019-04-07")]),
    ]
    assert [i.when for i in judged(reports).timeline] == ["2019-04-07", "2021-05-03"]


def dated(name, sentence, part, edtf, **more):
    times = [msgspec.structs.replace(timex(sentence, part, edtf), **more)]
    made = report(name, [sentence], times=times)
    anchor = Anchor(value=more.get("anchor"))
    return msgspec.structs.replace(made, report=msgspec.structs.replace(made.report, anchor=anchor))


def test_a_weekday_of_an_undated_report_is_counted_from_the_day_the_others_agree_on():
    told = [dated(n, "The dam burst on Tuesday.", "Tuesday", "2024-05-14", anchor="2024-05-14") for n in "abc"]
    soon = dated("d", "The dam burst, and a vigil followed on Thursday.", "Thursday", "", value="XXXX-WXX-4")
    late = dated("e", "The dam burst; work began on Monday.", "Monday", "", value="XXXX-WXX-1")
    reports = [*told, soon, late]
    assert {i.when for i in judged(reports, one_row(*reports)).timeline} == {"2024-05-14", "2024-05-16~"}
    assert {i.when for i in judged([*told[:2], soon], one_row(*told[:2], soon)).timeline} == {"2024-05-14"}


def open_day(sentence, part, value, how=""):
    rule = "weekday; the anchor is unknown"
    return msgspec.structs.replace(timex(sentence, part, ""), value=value, rule=f"{rule}{how}")


def test_what_an_undated_report_tells_by_weekdays_is_dated_by_the_dated_one_that_tells_the_same():
    one = dated("a", "The dam burst on Tuesday.", "Tuesday", "2024-05-14", anchor="2024-05-15")
    texts = [
        "The dam burst on Tuesday.",
        "It had been checked on Sunday.",
        "Divers will go down on Friday.",
        "Yesterday the valley was cut off.",
    ]
    times = [
        open_day(texts[0], "Tuesday", "XXXX-WXX-2"),
        open_day(texts[1], "Sunday", "XXXX-WXX-7"),
        open_day(texts[2], "Friday", "XXXX-WXX-5", ", told as to come"),
        open_day(texts[3], "Yesterday", "XXXX-XX-XX", ", day -1 of the report"),
    ]
    at, spread = 0, []
    for text, t in zip(texts, times, strict=True):
        spread.append(msgspec.structs.replace(t, start=t.start + at, stop=t.stop + at))
        at += len(text) + 1
    two = report("b", texts, times=spread)
    shared = one_row(one, msgspec.structs.replace(two, statements=two.statements[:1]))
    found = {i.when for i in judged([one, two], shared).timeline}
    assert found == {"2024-05-14", "2024-05-14~", "2024-05-12~", "2024-05-17~"}
    assert {i.when for i in judged([one, two]).timeline} == {"2024-05-14"}  # nothing shows that they tell one event


@pytest.mark.parametrize("text", ["14:05 The dam burst.", "Watch: the dam bursts | 01:58"])
def test_the_stamp_of_a_line_and_the_length_of_a_video_are_no_events(text):
    part = text[:5] if text[0] == "1" else "01:58"
    a = dated("a", text, part, f"2024-05-14T{part}", type="TIME", anchor="2024-05-14")
    assert judged([a]).timeline == ()


def test_a_bare_clock_time_falls_on_the_day_on_which_another_statement_puts_it():
    full = "The mast fell at 3:20 on 9 May."
    bare = "The mast fell at about 3:20."
    a = dated("a", full, "3:20 on 9 May", "2024-05-09T03:20", type="TIME", anchor="2024-05-12")
    b = dated("b", bare, "about 3:20", "2024-05-12T03:20", type="TIME", anchor="2024-05-12")
    assert {i.when for i in judged([a, b], one_row(a, b)).timeline} == {"2024-05-09T03:20"}
    assert {i.when for i in judged([b]).timeline} == {"2024-05-12T03:20"}


def test_align_and_judge_agree_on_ids():
    a, b = report("a", ["The bridge fell."]), report("b", ["The bridge fell."])
    rows = align([a, b], (), likeness=FakeLikeness(["x", "x"]), ids=ids_of([a, b]))
    assert {r.id for r in judged([a, b], rows).rows} == {r.id for r in rows}


def test_two_weapons_that_hit_one_thing_are_a_conflict_of_instruments():
    a = report("a", ["A drone hit the embassy and damaged its roof."])
    b = report("b", ["The embassy was damaged by an air defence missile."])
    assert kinds([a, b]) == [("instrument", "conflict")]


def test_the_building_is_the_one_told_of_before():
    a = report("a", ["A drone, in all likelihood, damaged the embassy."])
    b = report(
        "b",
        ["The embassy was photographed.", "Glass lay on the road.", "The building was hit by an air defence missile."],
    )
    assert kinds([a, b]) == [("instrument", "conflict")]


def test_another_building_is_another_object():
    a = report("a", ["A drone damaged the embassy."])
    b = report("b", ["The school was photographed.", "The building was hit by an air defence missile."])
    assert kinds([a, b]) == []


def test_a_make_and_an_owner_of_one_weapon_are_no_two_weapons():
    one = "A Torvan missile damaged the embassy."
    two = "A missile of Vestland damaged the embassy."
    reports = [
        report("a", [one], mentions=[mention(one, "Torvan", "e-torvan", kind="product")]),
        report("b", [two], mentions=[mention(two, "Vestland", "e-vestland")]),
        report("c", ["A drone damaged the embassy."]),
    ]
    (dispute,) = [c for c in judged(reports).conflicts if c.kind == "instrument"]
    assert {s for p in dispute.positions for s in p.statements} == {a.statements[0].id for a in reports}


def test_what_comes_on_top_of_another_fate_is_a_count():
    a = report(
        "a",
        [one := "Eight people died and five more were hurt."],
        quantities=[quantity(one, "Eight", 8, 8, of="people"), quantity(one, "five", 5, 5)],
    )
    b = counted("b", "Nine people were hurt.", "Nine", 9, 9, "people")
    assert kinds([a, b]) == [("number", "conflict")]


def test_what_comes_on_top_of_the_same_fate_is_none():
    a = report(
        "a",
        [one := "Eight people were hurt and five more were hurt on Monday."],
        quantities=[quantity(one, "Eight", 8, 8, of="people"), quantity(one, "five", 5, 5)],
    )
    b = counted("b", "Eight people were hurt.", "Eight", 8, 8, "people")
    assert kinds([a, b]) == []


def test_a_count_that_grew_is_told_apart_from_the_count_of_the_other_side():
    one = "The union said 2,100 people took part in the strike."
    two = "The company said 1,250 people took part in the strike."
    text = f"{one} {two}"
    beside = report(
        "b",
        [one, two],
        attributions=[
            said(text, "The union", "said", "2,100 people", entity="e-union", kind="body"),
            said(text, "The company", "said", "1,250 people", entity="e-company", kind="body"),
        ],
        quantities=[
            quantity(text, "2,100", 2100, 2100, of="people"),
            quantity(text, "1,250", 1250, 1250),
        ],
    )
    early = counted("a", "1,800 people took part in the strike.", "1,800", 1800, 1800, "people")
    sides = [
        {v for p in c.positions for v in [p.value.split()[0]]}
        for c in judged([early, beside]).conflicts
        if c.kind == "number"
    ]
    assert sorted(sides, key=sorted) == [{"1,250", "2,100"}, {"1,800", "2,100"}]


def test_counts_that_nobody_sets_beside_one_another_stay_together():
    reports = [
        counted(n, f"{v} people died in the fire.", v, int(v), int(v), "people")
        for n, v in (("a", "12"), ("b", "19"), ("c", "30"))
    ]
    (dispute,) = judged(reports).conflicts
    assert len(dispute.positions) == 3


def test_nobody_is_arrested_at_home_and_at_work():
    one, two = "Ivo Sand was arrested at home.", "Ivo Sand was arrested in his office."
    reports = [
        report(n, [t, *more], mentions=[mention(t, "Ivo Sand", "e-sand", kind="person")])
        for n, t, more in (("a", one, ["It rained."]), ("b", two, ["Trains ran."]))
    ]
    assert [k for k, _ in kinds(reports)] == ["place"]


def test_missiles_of_two_makes_are_not_one_side():
    one = "A Torvan missile damaged the embassy."
    two = "A Skorn missile damaged the embassy, officials said."
    three = "A drone damaged the embassy."
    reports = [
        report("a", [one], mentions=[mention(one, "Torvan", "e-torvan")]),
        report("b", [one], mentions=[mention(one, "Torvan", "e-torvan")]),
        report("c", [two], mentions=[mention(two, "Skorn", "e-skorn")]),
        report("d", [three]),
    ]
    (dispute,) = [c for c in judged(reports).conflicts if c.kind == "instrument"]
    assert reports[2].statements[0].id not in {s for p in dispute.positions for s in p.statements}


def test_deliberate_against_denied():
    one, two = (
        "The army attacked the port deliberately.",
        "The claim of a deliberate attack is not true, the army said.",
    )
    a = report("a", [one], attributions=[said(one, "army", "attacked", "the port", entity="e-mayor")])
    b = report(
        "b",
        [two],
        attributions=[said(two, "the army", "said", "The claim", entity="e-army")],
        polarities={0: "negative"},
    )
    assert ("intent", "conflict") in kinds([a, b])


def test_one_voice_in_two_reports_is_not_opposed_to_itself():
    one, two = "A drone hit the embassy, the minister said.", "The embassy was hit by a missile, the minister said."
    reports = [
        report(n, [t], attributions=[said(t, "the minister", "said", "embassy", entity="e-minister")])
        for n, t in (("a", one), ("b", two))
    ]
    assert [k for k, _ in kinds(reports)] == []


def test_a_vague_number_is_no_side_of_its_own():
    a = counted("a", "Thousands of people were evacuated.", "Thousands", 2000, 9999, "people", approximate=True)
    b = counted("b", "Some 19,000 people were evacuated.", "19,000", 19000, 19000, "people")
    assert kinds([a, b]) == []


def test_a_report_that_tells_whole_and_part_opposes_neither():
    text = "Nine people died. Three people died of cold."
    a = report(
        "a",
        ["Nine people died.", "Three people died of cold."],
        quantities=[quantity(text, "Nine", 9, 9, of="people"), quantity(text, "Three", 3, 3)],
    )
    b = counted("b", "Nine people were killed.", "Nine", 9, 9, "people")
    assert kinds([a, b]) == []


def derived(a, b, *, direction="known"):
    span = (Span(0, len(a.report.text)), Span(0, len(b.report.text)))
    return Derivation(
        id="der",
        origin=a.report.id,
        target=b.report.id,
        kind="copy",
        direction=direction,
        passages=(Passage(origin=span[0], target=span[1]),),
    )


def test_a_hedge_lost_on_the_way_is_an_alteration_and_a_check():
    a = report("a", ["The valve was probably faulty."], certainties={0: "probable"})
    b = report("b", ["The valve was faulty."])
    found = judge([a, b], (), one_row(a, b), [derived(a, b)], ())
    assert [(x.kind, x.origin, x.target) for x in found.alterations] == [
        ("hedge", a.statements[0].id, b.statements[0].id)
    ]
    assert "hedge_lost" in {c.kind for c in found.checks}


def test_where_the_direction_is_unknown_nothing_is_called_lost():
    a = report("a", ["The valve was probably faulty."], certainties={0: "probable"})
    b = report("b", ["The valve was faulty."])
    found = judge([a, b], (), one_row(a, b), [derived(a, b, direction="unknown")], ())
    assert ["lost" in x.findings[0].detail for x in found.alterations] == [False]
    assert "hedge_lost" not in {c.kind for c in found.checks}


def test_what_changed_on_the_way_from_the_origin_is_not_told_again_between_siblings():
    a = report("a", ["The valve was probably faulty."], certainties={0: "probable"})
    b = report("b", ["The valve was probably faulty."], certainties={0: "probable"})
    c = report("c", ["The valve was faulty."])
    derivations = [derived(b, c, direction="unknown"), derived(a, c)]
    found = judge([a, b, c], (), one_row(a, b, c), derivations, ())
    assert [(x.kind, x.origin) for x in found.alterations] == [("hedge", a.statements[0].id)]


def altered(a, b, *, entities=()):
    return [x.kind for x in judge([a, b], entities, one_row(a, b), [derived(a, b)], ()).alterations]


def test_quotation_marks_around_a_name_are_none_to_be_lost():
    named, plain = "The ministers spoke about the “5+2” forum.", "The ministers spoke about the 5+2 forum."
    a = report("a", [named], quotes=[(named.index("5+2"), named.index("5+2") + 3)])
    assert altered(a, report("b", [plain])) == []
    words = "we have been left alone by everybody"
    said_so, told_so = f"The mayor said “{words}”.", f"The mayor said {words}."
    a = report("a", [said_so], quotes=[(said_so.index(words), said_so.index(words) + len(words))])
    assert altered(a, report("b", [told_so])) == ["quotation"]


def test_who_does_a_thing_himself_is_no_attribution_lost():
    one, two = (
        "The mayor, Ilse Brandt, announced a curfew in the town.",
        "Mayor Ilse Brandt announced a curfew in the town.",
    )
    by = said(one, "Ilse Brandt", "announced", "a curfew in the town", entity="e1")
    a = report("a", [one], attributions=[by], voices={0: "attributed"})
    assert altered(a, report("b", [two], mentions=[mention(two, "Ilse Brandt", entity="e1")])) == []
    assert altered(a, report("b", ["A curfew in the town was announced."])) == ["attribution"]


def test_statements_that_share_few_words_are_not_compared_within_a_language():
    a = report("a", ["The valve was probably faulty."], certainties={0: "probable"})
    assert altered(a, report("b", ["Inspectors call the mechanism defective."])) == []


def test_what_may_be_told_in_other_words_was_not_left_out():
    first, last = "The mill burned for six hours.", "The owner was abroad at the time."
    gone, there = "A drone hit the embassy of Norland on Friday.", "On Friday the Norland embassy was struck."
    times = [[timex(text, "Friday", "2031-05-02")] for text in (f"{first} {gone}", f"{first} {last} {there}")]
    a = report("a", [first, gone, last], times=times[0])
    b = report("b", [first, last, there], times=times[1])
    passages = tuple(
        Passage(origin=Span(x.start, x.stop), target=Span(y.start, y.stop))
        for x, y in ((a.statements[0], b.statements[0]), (a.statements[2], b.statements[1]))
    )
    whole = msgspec.structs.replace(derived(a, b), confidence=0.95, passages=passages)
    assert judge([a, b], (), alone([a, b]), [whole], ()).alterations == ()


@pytest.mark.parametrize(
    ("source", "kind", "name", "what"),
    [
        ("the newspaper Morning Post", "outlet", "Morning Post", ["Morning Post"]),
        ("local media", "outlet", "", []),
        ("the NKA", "agency", "", ["NKA"]),
        ("a statement", "document", "", []),
        ("the report of the Norland Council", "document", "Norland Council", ["report of the Norland Council"]),
    ],
)
def test_what_is_credited_is_named_as_one_would_look_for_it(source, kind, name, what):
    text = f"The bridge is closed, according to {source}."
    by = said(text, source, "according to", "The bridge is closed", kind=kind)
    a = report("a", [text], attributions=[by], mentions=[mention(text, name, entity="e9")] if name else [])
    assert [c.what for c in judged([a]).checks if c.kind == "credited_not_read"] == what


def test_what_stands_between_two_used_passages_and_is_nowhere_in_the_copy_was_left_out():
    first, last = "The mill burned for six hours.", "The owner was abroad at the time."
    gone = "Two guards were injured when the roof collapsed."
    a, b = report("a", [first, gone, last]), report("b", [first, last])

    def used(x, y):
        return Passage(origin=Span(x.start, x.stop), target=Span(y.start, y.stop))

    whole = msgspec.structs.replace(
        derived(a, b),
        confidence=0.95,
        passages=(used(a.statements[0], b.statements[0]), used(a.statements[2], b.statements[1])),
    )
    found = judge([a, b], (), alone([a, b]), [whole], ()).alterations
    assert [(x.kind, x.origin, x.target) for x in found] == [("omission", a.statements[1].id, "b")]
    for unsure in ({"direction": "unknown"}, {"confidence": 0.5}):
        assert judge([a, b], (), alone([a, b]), [msgspec.structs.replace(whole, **unsure)], ()).alterations == ()


def test_as_many_of_one_kind_as_of_all_kinds_together_differ():
    one = "At least 40 children were injured at the fair."
    two = "At least 40 people were injured, among them children, soldiers and police, at the fair."
    plain = "At least 40 people were injured at the fair."
    a = report("a", [one], quantities=[quantity(one, "40", 40, None, of="children")])
    b = report("b", [two], quantities=[quantity(two, "40", 40, None, of="people")])
    c = report("c", [plain], quantities=[quantity(plain, "40", 40, None, of="people")])
    assert kinds([a, b]) == [("identity", "differing")]
    assert kinds([a, c]) == []


def test_two_persons_in_reports_of_two_origins_ground_a_row():
    people = [Entity(id=f"e-{n}", kind="person", label=n) for n in ("Mira Olt", "Jon Berg")]
    texts = ["The bridge held, Mira Olt said.", "Jon Berg said the bridge had held."]
    reports = [
        report(n, [t], attributions=[said(t, p.label, "said", "bridge", entity=p.id)])
        for n, t, p in zip("ab", texts, people, strict=True)
    ]
    origins = [Origin(id=f"o{n}", label=n, reports=(n,)) for n in "ab"]
    (row,) = judge(reports, people, one_row(*reports), (), origins).rows
    assert row.grounding == "independent"
    shared = [Origin(id="o", label="wire", reports=("a", "b"))]
    (row,) = judge(reports, people, one_row(*reports), (), shared).rows
    assert row.grounding == "echoed"


@settings(max_examples=20, deadline=None)
@given(st.lists(st.lists(st.text(max_size=50), max_size=3), min_size=1, max_size=3))
def test_any_text_is_judged_without_a_crash_and_keeps_its_rows(texts):
    reports = [report(f"r{n}", sentences) for n, sentences in enumerate(texts)]
    rows = alone(reports)
    found = judge(reports, (), rows, (), ())
    assert {r.id for r in found.rows} == {r.id for r in rows}


def test_a_row_is_echoed_where_its_words_stand_in_one_passage_of_reports_that_are_otherwise_apart():
    text = "The lifeboat from Corrie reached the ferry at noon."
    first, second = report("a", [text]), report("b", [text])
    whole = Span(start=0, stop=len(text))
    origins = [Origin(id="x", label="x", reports=("a",)), Origin(id="y", label="y", reports=("b",))]

    def grounding(stop):
        found = Passage(origin=Span(start=0, stop=stop), target=whole)
        taken = Derivation(id="d", origin="a", target="b", kind="quotation", direction="unknown", passages=(found,))
        (row,) = judge([first, second], (), one_row(first, second), [taken], origins).rows
        return row.grounding, [f.feature for f in row.findings]

    assert grounding(len(text)) == ("echoed", ["one_passage"])
    assert grounding(len(text) // 3)[0] == "not_shown"
