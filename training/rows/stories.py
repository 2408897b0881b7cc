"""Read our own labelled stories: reports in several languages, each sentence with the facts that it tells.

Two kinds: texts with the facts beside each sentence (`stories/*.txt`), and whole stories with a gold file (`tests/data/stories`),
where the facts of a statement are known only if it lies over evidence.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from tellings.annotate import annotate
from tellings.ids import mint
from tellings.link import link
from tellings.records import Anchor, Annotated, Entity, Report, Statement

FOLDER = Path(__file__).parent / "stories"
GOLD = Path(__file__).parents[2] / "tests" / "data" / "stories"
LONGEST = 400
HEADLINE = "^"  # before the facts of a report's first line


@dataclass(frozen=True)
class Labelled:
    """One story, annotated and linked, with the facts of the statements; one without facts stands alone.

    Statements that `facts` does not hold are not labelled: nothing is known of the pairs that they make.
    """

    name: str
    annotated: tuple[Annotated, ...]
    entities: tuple[Entity, ...]
    facts: dict[str, frozenset[str]]  # by statement id

    @property
    def tidy(self) -> bool:
        """Whether it is of the first kind that we wrote: no headlines, about a fact a sentence, no mentions in passing."""
        return all(one.report.title is None for one in self.annotated)


def load_stories(folder: Path = FOLDER) -> list[Labelled]:
    """All stories, by name."""
    return [_load(path) for path in sorted(folder.glob("*.txt"))]


def load_gold(folder: Path = GOLD) -> list[Labelled]:
    """The stories with a gold file, by name: cleaned, annotated and linked as the product does it."""
    return [_load_gold(path) for path in sorted((folder / "gold").glob("*.json"))]


def _load_gold(path: Path) -> Labelled:
    from tellings.annotate import reanchor
    from tellings.link import borrow_anchors
    from tellings.pipeline import clean_all
    from tellings.read import read

    gold = json.loads(path.read_text("utf-8"))
    reports, _ = clean_all(read(sorted((path.parent.parent / path.stem).glob("*.json"))).reports)
    annotated = annotate(reports)
    anchors = borrow_anchors(annotated)
    linked = link(
        [reanchor(a, anchors[a.report.id]) if a.report.id in anchors else a for a in annotated], gazetteer=None
    )
    by_stem = {Path(a.report.path or "").stem: a for a in linked.annotated}
    facts: dict[str, frozenset[str]] = {}
    for label, report, evidence in _evidence(gold):
        if report in by_stem:
            for identifier in _over(by_stem[report], evidence):
                facts[identifier] = facts.get(identifier, frozenset()) | {label}
    return Labelled(name=path.stem, annotated=tuple(linked.annotated), entities=tuple(linked.entities), facts=facts)


def _evidence(gold: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """(label, report, words) of all that the gold says about facts: shared ones, positions of conflicts, unique ones."""
    for n, fact in enumerate(gold["shared"]):
        yield from ((f"shared {n}", report, words) for report, words in fact["evidence"].items())
    for n, conflict in enumerate(gold["conflicts"]):
        for m, position in enumerate(conflict["positions"]):
            yield from ((f"position {n}.{m}", report, words) for report, words in position["evidence"].items())
    yield from ((f"unique {n}", u["report"], u["evidence"]) for n, u in enumerate(gold["unique"]) if u["evidence"])


def _over(annotated: Annotated, evidence: str) -> list[str]:
    pattern = r"\s+".join(re.escape(word) for word in evidence.split())
    places = [m.span() for m in re.finditer(pattern, annotated.report.text, re.IGNORECASE)]
    return [s.id for s in annotated.statements if any(a < s.stop and s.start < b for a, b in places)]


def _load(path: Path) -> Labelled:
    reports: list[Report] = []
    spans: dict[str, list[tuple[int, int, frozenset[str]]]] = {}
    for block in path.read_text("utf-8").split("\n== ")[1:]:
        head, *lines = block.strip().split("\n")
        lang, *outlet, date = head.split()
        text, title, at = "", None, []
        for line in lines:
            facts, sentence = (part.strip() for part in line.split("|", 1))
            start = len(text) + bool(text)
            text = f"{text}{chr(10) if text == title else ' '}{sentence}" if text else sentence
            at.append((start, len(text), frozenset(facts.removeprefix(HEADLINE).split(",")) - {"-"}))
            if facts.startswith(HEADLINE):
                title = sentence
        identifier = mint("rep", path.stem, head)
        anchor = Anchor(value=date, rests_on="stamp")
        reports.append(
            Report(
                id=identifier,
                text=text,
                title=title,
                outlet=" ".join(outlet),
                lang=lang,
                published=date,
                anchor=anchor,
            )
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
                if before.id in facts and s.id in facts:
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
