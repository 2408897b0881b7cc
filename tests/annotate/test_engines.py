"""What a user's engine breaks or gets wrong is told in the dossier's failures, and costs the other reports nothing."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace

import pytest

from tellings.annotate import Engines, annotate, reanchor
from tellings.annotate.names import SpacyNames
from tellings.lang import Pack
from tellings.records import Anchor, Annotated, Attribution, Cue, Mention, Report, Source, Span

GOOD = "Mayor Ida Sorn said that 14 houses in Varnest had burned down."
BAD = "The harbour of Grenmoor was closed on Friday, the port authority said."


class Names:
    """A reader that names the first word, breaks on what it is told to, or gives too few answers."""

    name, version = "names", "1"

    def __init__(self, *, breaks_on: str = "", short: bool = False) -> None:
        self._breaks_on, self._short = breaks_on, short

    def read_names(self, texts: Sequence[str], *, pack: Pack) -> list[tuple[Mention, ...]]:
        if self._breaks_on and any(self._breaks_on in text for text in texts):
            raise MemoryError("out of memory")
        return [(Mention(start=0, stop=5, kind="person"),) for _ in texts][self._short :]


class Attributions:
    name, version = "hearsay", "1"

    def read_attributions(self, text: str, **_: object) -> tuple[Attribution, ...]:
        source = Source(text="Nobody", start=0, stop=6)
        cue = Cue(text="said", start=text.index("said"), stop=text.index("said") + 4)
        whole = (Span(0, 10),)
        return (
            Attribution(source=source, cue=cue, content=whole, style="indirect"),
            Attribution(source=None, cue=cue, content=whole, style="indirect"),
            Attribution(source=None, cue=cue, content=(Span(0, 10_000),), style="indirect"),
        )


def read(engines: Engines) -> list[Annotated]:
    return annotate(reports(), engines=engines)


def reports() -> list[Report]:
    return [Report(id=f"r-{i}", text=text, lang="en") for i, text in enumerate([GOOD, BAD])]


def test_a_text_that_an_engine_breaks_on_is_left_without_names_and_said() -> None:
    good, bad = read(Engines(names=Names(breaks_on="Grenmoor")))
    assert good.mentions
    assert not good.failures
    assert not bad.mentions
    assert bad.statements
    assert bad.report.coverage == "reduced"
    (failure,) = bad.failures
    assert (failure.stage, failure.subject, failure.error) == ("annotate", "r-1", "EngineError")
    assert "names by names 1" in failure.message
    assert "MemoryError: out of memory" in failure.message


def test_too_few_answers_are_a_failure_of_the_engine() -> None:
    for one in read(Engines(names=Names(short=True))):
        assert not one.mentions
        assert "gave names of 0 texts for 1" in one.failures[0].message


def test_what_an_engine_dropped_is_counted_among_the_failures() -> None:
    entities = [SimpleNamespace(start_char=0, end_char=5, text=text, label_="ORG") for text in ("Mayor", "Elsewhere")]
    stub = SimpleNamespace(meta={}, pipe=lambda texts: (SimpleNamespace(ents=entities) for _ in texts))
    first, second = read(Engines(names=SpacyNames(stub)))
    (failure,) = first.failures
    assert failure.message == (
        "engine failed: names by spacy ?: 3 names were dropped: not verbatim in the text, or overlapping"
    )
    assert not second.failures


def test_attributions_that_do_not_stand_in_the_text_are_dropped_and_counted() -> None:
    for one in read(Engines(attributions=Attributions())):
        assert len(one.attributions) == 1
        assert "2 attributions do not stand in the text" in one.failures[0].message


@pytest.mark.parametrize("engines", [Engines(names=Names(breaks_on="Grenmoor")), Engines(attributions=Attributions())])
def test_what_failed_stays_told_when_a_report_gets_its_date(engines: Engines) -> None:
    bad = read(engines)[1]
    again = reanchor(bad, Anchor(value="2031-05-04", rests_on="metadata"), engines=engines)
    assert again.failures == bad.failures
