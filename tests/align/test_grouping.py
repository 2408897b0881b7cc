"""Joining statements into groups: what a grown group lets go of, what comes last, and what never stands together."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tellings.align.common import Common
from tellings.align.features import Edge
from tellings.align.grouping import group
from tellings.align.model import load_model
from tellings.align.views import views_of
from tellings.annotate import annotate
from tellings.records import Anchor, Report
from tests.factories import ids_of, report


class Told:
    """A measure that knows the probability of some pairs; all others are 0."""

    def __init__(self, probabilities, features=None):
        self.edges = {
            pair: Edge(left=pair[0], right=pair[1], probability=p, features=(features or {}).get(pair, {}))
            for pair, p in probabilities.items()
        }

    def __call__(self, pairs):
        return [self.edges.get(p) or Edge(left=p[0], right=p[1], probability=0.0, features={}) for p in pairs]

    def prepare(self, pairs):
        for _ in pairs:
            pass

    def highest(self, pairs):
        return [e.probability for e in self(pairs)]


def views(reports):
    return views_of(reports, ids_of(reports))


def grouped(reports, compare):
    return group(views(reports), compare.edges.values(), compare=compare, model=load_model())


def test_a_grown_group_lets_go_of_what_it_does_not_hold():
    # 0 is very like 1, which joins it first; all the others are like 1 and not like 0
    told = [report(f"r{n}", ["The bridge fell."]) for n in range(6)]
    likely = {(0, 1): 0.99} | {(1, n): 0.9 for n in range(2, 6)}
    likely |= {(i, j): 0.9 for i in range(2, 6) for j in range(i + 1, 6)}
    assert grouped(told, Told(likely)) == [[0], [1, 2, 3, 4, 5]]


def test_two_statements_are_left_together():
    told = [report(f"r{n}", ["The bridge fell."]) for n in range(2)]
    assert grouped(told, Told({(0, 1): 0.9})) == [[0, 1]]


def test_among_equals_the_edges_of_headlines_come_last():
    told = [report(f"r{n}", ["Bridge falls, nine dead", "The bridge fell."]) for n in range(2)]
    headed = [replace(a, report=replace(a.report, title="Bridge falls, nine dead")) for a in told]
    # the headline of r0 (0) is as like the text of r1 (3) as the text of r0 (1) is; a report says it once
    likely = {(0, 3): 0.8, (1, 3): 0.8, (0, 1): 0.1}
    assert grouped(headed, Told(likely)) == [[0], [1, 3], [2]]
    assert grouped(told, Told(likely)) == [[0, 3], [1], [2]]


def test_what_one_denies_and_the_other_tells_never_stands_together():
    told = [report(f"r{n}", ["The bridge fell."]) for n in range(2)]
    assert grouped(told, Told({(0, 1): 0.99}, {(0, 1): {"denied_apart": 1.0}})) == [[0], [1]]


def view_of(text, lang="en"):
    anchor = Anchor(value="2031-05-05", rests_on="stamp")
    (annotated,) = annotate([Report(id="rep-1", text=text, lang=lang, anchor=anchor)])
    return views_of([annotated], [annotated.statements[0].id])[0]


def test_a_deed_is_denied_where_its_own_clause_says_no():
    assert view_of("No animal survived the fire in the mill.").denied
    assert not view_of("Four animals survived the fire in the mill.").denied
    assert not view_of("The keeper did not say whether any animal had survived.").denied


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 30), st.integers(0, 2**32 - 1))
def test_what_is_beyond_the_common_is_a_cosine(many, seed):
    vectors = np.random.default_rng(seed).normal(size=(many, 16)).astype(np.float32) + 0.5
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    common = Common(vectors)
    left, right = np.triu_indices(many, 1)
    cosines = np.einsum("ij,ij->i", vectors[left], vectors[right]).astype(np.float64)
    all_at_once = common.beyond(cosines, common.pull[left], common.pull[right])
    assert (np.abs(all_at_once) <= 1.01).all()
    one = common.beyond(float(cosines[0]), float(common.pull[left[0]]), float(common.pull[right[0]]))
    assert one == np.float64(all_at_once[0])
    if many == 2:  # there is nothing else that they could have in common with
        assert abs(one - cosines[0]) < 1e-3


def test_what_every_statement_shares_is_no_likeness():
    rng = np.random.default_rng(7)
    own = rng.normal(size=(40, 64))
    own[1] = own[0] + 0.3 * rng.normal(size=64)  # two that say the same
    vectors = own / np.linalg.norm(own, axis=1, keepdims=True) + 1.5 * np.eye(64)[0]
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    common = Common(vectors)

    def beyond(i, j):
        return common.beyond(float(vectors[i] @ vectors[j]), float(common.pull[i]), float(common.pull[j]))

    assert vectors[0] @ vectors[2] > 0.5
    assert beyond(0, 2) < 0.3
    assert beyond(0, 1) > 0.6
