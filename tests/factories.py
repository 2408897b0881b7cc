"""Small makers of records for tests: reports out of sentences, with what a test needs to be read in them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tellings.ids import statement_id
from tellings.records import (
    Annotated,
    Attribution,
    Cue,
    EntityKind,
    Mention,
    Quantity,
    Quote,
    Report,
    Source,
    Span,
    Statement,
    Timex,
)


def find(text: str, part: str) -> tuple[int, int]:
    start = text.index(part)
    return start, start + len(part)


def quantity(
    text: str,
    part: str,
    low: float | None,
    high: float | None,
    *,
    unit: str = "",
    of: str = "",
    approximate: bool = False,
) -> Quantity:
    start, stop = find(text, part)
    of_at = find(text, of) if of else (None, None)
    return Quantity(
        start=start,
        stop=stop,
        low=low,
        high=high,
        unit=unit,
        of=of,
        of_start=of_at[0],
        of_stop=of_at[1],
        approximate=approximate,
    )


def timex(text: str, part: str, edtf: str) -> Timex:
    start, stop = find(text, part)
    return Timex(start=start, stop=stop, type="DATE", value=edtf, edtf=edtf)


def mention(text: str, part: str, entity: str, *, kind: EntityKind = "other") -> Mention:
    start, stop = find(text, part)
    return Mention(start=start, stop=stop, kind=kind, entity=entity, canonical=part)


def said(text: str, source: str, cue: str, content: str, *, entity: str = "", kind: str = "person") -> Attribution:
    a, b, c = find(text, source), find(text, cue), find(text, content)
    return Attribution(
        source=Source(text=source, start=a[0], stop=a[1], entity=entity, kind=kind),
        cue=Cue(text=cue, start=b[0], stop=b[1]),
        content=(Span(*c),),
        style="indirect",
    )


def report(
    name: str,
    sentences: Sequence[str],
    *,
    lang: str = "en",
    outlet: str | None = None,
    published: str | None = None,
    quantities: Sequence[Quantity] = (),
    times: Sequence[Timex] = (),
    mentions: Sequence[Mention] = (),
    attributions: Sequence[Attribution] = (),
    quotes: Sequence[tuple[int, int]] = (),
    evidence: Sequence = (),
    voices: dict[int, str] | None = None,
    certainties: dict[int, str] | None = None,
    polarities: dict[int, str] | None = None,
) -> Annotated:
    """One annotated report: a statement a sentence; parts fall to the statement that holds them. Offsets are of the text."""
    text = " ".join(sentences)
    statements, at = [], 0
    for n, sentence in enumerate(sentences):
        start, stop = at, at + len(sentence)
        at = stop + 1
        inside = lambda x, start=start, stop=stop: start <= x.start and x.stop <= stop  # noqa: E731
        attribution = next((a for a in attributions if any(start <= c.start < stop for c in a.content)), None)
        voice = (voices or {}).get(n, "attributed" if attribution else "own")
        statements.append(
            Statement(
                id=statement_id(name, sentence, sum(s == sentence for s in sentences[:n])),
                report=name,
                start=start,
                stop=stop,
                text=sentence,
                lang=lang,
                voice=voice,
                certainty=(certainties or {}).get(n, "certain"),
                polarity=(polarities or {}).get(n, "positive"),
                attribution=attribution,
                mentions=tuple(filter(inside, mentions)),
                times=tuple(filter(inside, times)),
                quantities=tuple(filter(inside, quantities)),
            )
        )
    return Annotated(
        report=Report(
            id=name, text=text, lang=lang, outlet=outlet or name, published=published, evidence=tuple(evidence)
        ),
        quotes=tuple(Quote(start=a - 1, stop=b + 1, inner_start=a, inner_stop=b) for a, b in quotes),
        mentions=tuple(mentions),
        times=tuple(times),
        quantities=tuple(quantities),
        attributions=tuple(attributions),
        statements=tuple(statements),
    )


def ids_of(annotated: Sequence[Annotated]) -> list[str]:
    return [s.id for a in annotated for s in a.statements]


class FakeLikeness:
    """Likeness by meanings given by hand: statements with one meaning are alike, all others are not."""

    def __init__(self, meanings: Sequence[str]) -> None:
        kinds = {m: n for n, m in enumerate(dict.fromkeys(meanings))}
        self.vectors = np.zeros((len(meanings), max(1, len(kinds))), dtype=np.float32)
        for n, m in enumerate(meanings):
            self.vectors[n, kinds[m]] = 1.0

    def cosine(self, left, right):
        return np.einsum("ij,ij->i", self.vectors[np.asarray(left)], self.vectors[np.asarray(right)])

    def matrix(self, rows, columns):
        return self.vectors[np.asarray(rows)] @ self.vectors[np.asarray(columns)].T

    def probability(self, left, right):
        return np.clip(self.cosine(left, right), 0.02, 0.95)
