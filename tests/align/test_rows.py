"""Rows: which edges of a row are kept for its reader."""

from tellings.align.features import Edge
from tellings.align.rows import _MOST_EDGES, _telling


def test_every_statement_of_a_large_row_is_brought_in_by_an_edge_that_is_shown():
    """A tight core has more strong pairs than are shown; the weakly held member still shows why it is there."""
    core = [
        Edge(left=i, right=j, probability=0.99 - 0.001 * i, features={"margin": 1.0})
        for i in range(8)
        for j in range(i + 1, 8)
    ]
    weak = Edge(left=3, right=9, probability=0.6, features={"margin": 0.5})
    shown = _telling(sorted([*core, weak], key=lambda e: (-e.probability, e.left, e.right)))
    assert weak in shown
    assert len(shown) == _MOST_EDGES
    assert [e.probability for e in shown] == sorted((e.probability for e in shown), reverse=True)


def test_a_row_with_more_members_than_edges_kept_shows_one_of_each():
    chain = [Edge(left=i, right=i + 1, probability=0.9 - 0.01 * i, features={}) for i in range(2 * _MOST_EDGES)]
    assert _telling(chain) == chain
