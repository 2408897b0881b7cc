"""Read our own labelled stories: reports in several languages, each sentence with the facts that it tells."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from tellings.annotate import annotate
from tellings.ids import mint
from tellings.link import link
from tellings.records import Anchor, Annotated, Entity, Report, Statement

FOLDER = Path(__file__).parent / "stories"
LONGEST = 400


@dataclass(frozen=True)
class Labelled:
    """One story, annotated and linked, with the facts of every statement; a statement without facts stands alone."""

    name: str
    annotated: tuple[Annotated, ...]
    entities: tuple[Entity, ...]
    facts: dict[str, frozenset[str]]  # by statement id


def load_stories(folder: Path = FOLDER) -> list[Labelled]:
    """All stories, by name."""
    return [_load(path) for path in sorted(folder.glob("*.txt"))]


def _load(path: Path) -> Labelled:
    reports: list[Report] = []
    spans: dict[str, list[tuple[int, int, frozenset[str]]]] = {}
    for block in path.read_text("utf-8").split("\n== ")[1:]:
        head, *lines = block.strip().split("\n")
        lang, *outlet, date = head.split()
        text, at = "", []
        for line in lines:
            facts, sentence = (part.strip() for part in line.split("|", 1))
            start = len(text) + bool(text)
            text = f"{text} {sentence}" if text else sentence
            at.append((start, len(text), frozenset(facts.split(",")) - {"-"}))
        identifier = mint("rep", path.stem, head)
        anchor = Anchor(value=date, rests_on="stamp")
        reports.append(
            Report(id=identifier, text=text, outlet=" ".join(outlet), lang=lang, published=date, anchor=anchor)
        )
        spans[identifier] = at
    linked = link(annotate(reports), gazetteer=None)
    facts = {
        s.id: frozenset().union(*(f for a, b, f in spans[s.report] if a < s.stop and s.start < b))
        for one in linked.annotated
        for s in one.statements
    }
    return Labelled(name=path.stem, annotated=tuple(linked.annotated), entities=tuple(linked.entities), facts=facts)


def lengthen(story: Labelled, *, every: int) -> Labelled:
    """The same story with long sentences: in every report some neighbouring statements made into one.

    Real reports pack two or three facts into a sentence; ours tell one each. Which statements are joined depends on
    `every` and their place alone.
    """
    annotated, facts = [], dict(story.facts)
    for n, one in enumerate(story.annotated):
        statements: list[Statement] = []
        for k, s in enumerate(one.statements):
            before = statements[-1] if statements else None
            if before is not None and (k + n) % every == 0 and s.stop - before.start <= LONGEST:
                joined = join(one.report.text, before, s)
                facts[joined.id] = facts[before.id] | facts[s.id]
                statements[-1] = joined
            else:
                statements.append(s)
        annotated.append(replace(one, statements=tuple(statements)))
    return Labelled(name=story.name, annotated=tuple(annotated), entities=story.entities, facts=facts)


def join(text: str, a: Statement, b: Statement) -> Statement:
    return replace(
        a,
        id=f"{a.id}+{b.id}",
        stop=b.stop,
        text=text[a.start : b.stop],
        mentions=(*a.mentions, *b.mentions),
        times=(*a.times, *b.times),
        quantities=(*a.quantities, *b.quantities),
    )
