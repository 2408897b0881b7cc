"""What a negation reaches, and of which time a figure is."""

import pytest

from tellings.annotate import annotate
from tellings.judge.periods import Periods
from tellings.judge.scope import denied, negated
from tellings.judge.setting import Settings
from tellings.judge.told import lay_out
from tellings.link import link
from tellings.records import Anchor, Report


def told(text, lang="en"):
    report = Report(id="r", text=text, lang=lang, anchor=Anchor(value="2026-03-10", rests_on="stamp"))
    linked = link(annotate([report]))
    return lay_out(linked.annotated, linked.entities, ())


@pytest.mark.parametrize(
    ("lang", "text", "labels"),
    [
        ("en", "The plant said that no one had been hurt.", {"injure"}),
        ("en", "The army did not say why it had shelled the clinic.", set()),
        ("en", "The union demands not less than 350 euros.", set()),
        ("de", "Das Ministerium erklärte, das Schiff sei nicht angegriffen worden.", {"attack"}),
    ],
)
def test_a_negation_reaches_its_own_clause(lang, text, labels):
    (statement,) = told(text, lang).told
    assert {h.label for h in denied(statement.inner("frames"), statement, negated(statement))} == labels


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Two boys drowned on Sunday. So far this year 31 people have drowned.", "2026"),
        ("A fire broke out. Since the start of the war 40 people have died there.", "war"),
        ("A fire broke out. In 2019 a fire killed 12 people in the same street.", "2019"),
        ("A fire broke out. On Sunday 12 people died, the worst toll since 2013.", ""),
        ("A fire broke out. In 2021 the company paid 40 million euros for the hall.", ""),
    ],
)
def test_figures_of_another_time_are_told_from_the_events(text, period):
    case = told(text)
    last = case.told[-1]
    assert Periods(case).of(last, last.figures[0]) == period


def test_a_statement_that_names_no_place_is_set_where_the_one_before_it_is():
    case = told("A storm hit the coast. Houses fell in Lisbon on Sunday. Twelve people died.")
    settings = Settings(case)
    assert settings.places(case.told[2]) == settings.places(case.told[1]) != frozenset()
