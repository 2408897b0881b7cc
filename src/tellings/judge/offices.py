"""Who speaks for a body by their office: "Deputy Foreign Minister A" and the Foreign Ministry are one claimant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ..words import words
from .told import Case, chain_of

_PERSON, _BODY = "person", "organisation"
_LEAST = 2  # words of a body's name
_BEGINS = 5  # letters by which a word is found inside another: "ministry", "vice-minister"


def bodies_of(case: Case) -> dict[str, str]:
    """Person -> the body whose whole name stands in the office that some report gives them, by entity."""
    titles: dict[str, set[str]] = defaultdict(set)
    for told in case.told:
        for hop in chain_of(told.statement.attribution):
            source = hop.source
            if source is not None and source.entity in case.entities and case.entities[source.entity].kind == _PERSON:
                titles[source.entity].add(source.text)
    bodies = sorted(
        ((form, e.id) for e in case.entities.values() if e.kind == _BODY for f in e.forms if (form := _folded(f.form))),
        key=lambda b: (-len(b[0]), b),
    )
    found = {}
    for person, texts in sorted(titles.items()):
        told_of = [_folded(text) for text in sorted(texts)]
        body = next((b for form, b in bodies if len(form) >= _LEAST and any(_within(form, t) for t in told_of)), None)
        if body is not None:
            found[person] = body
    return found


def _folded(text: str) -> tuple[str, ...]:
    return tuple(w.folded for w in words(text))


def _within(name: Sequence[str], title: Sequence[str]) -> bool:
    """Whether every word of a name stands in a title, as it is or by how it begins inside another."""
    return all(w in title or (len(w) >= _BEGINS and any(w[:_BEGINS] in t for t in title)) for w in name)
