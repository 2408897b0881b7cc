"""Arbitrary text in every place that a report fills: nothing crashes, nothing escapes, widths hold."""

import csv
import io
import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from tellings.records import (
    Attribution,
    Cell,
    Conflict,
    Cue,
    Dossier,
    Entity,
    EntityForm,
    Holder,
    Position,
    Quantity,
    Removed,
    Report,
    Row,
    Run,
    Source,
    Span,
    Statement,
    TimelineItem,
)
from tellings.render import (
    explain,
    share,
    to_annotations,
    to_brief,
    to_html,
    to_json,
    to_notebook,
    to_tables,
    to_terminal,
)
from tellings.render.to_terminal import columns

nasty = st.sampled_from(
    ["</script>", "<!--", "]]>", "\u202e", "\u2028", "\x1b[2J", "\x00", "'\"><svg onload=1>", "=1+1", "\ud800", "ﷺ", "\r", "{{ 7*7 }}", "{% raw %}", "|a|b|\n|-|", "😀", "e\u0301", "漢字", "\n"]
)  # fmt: skip
words = st.lists(nasty | st.text(max_size=8), max_size=6).map("".join)


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    reports, statements = [], []
    for number in range(draw(st.integers(1, 3))):
        text = draw(words) * draw(st.sampled_from([1, 1, 5]))
        address = draw(
            st.sampled_from(
                [None, "javascript:alert(1)", "https://a.example/x", "https://[::1", "http://a.example/\"'"]
            )
        )
        reports.append(
            Report(
                id=f"rep-{number}", text=text, url=address, outlet=draw(st.none() | words), title=draw(st.none() | words),
                path=draw(st.none() | words), lang=draw(st.sampled_from(["en", "ar", "und", "xx-Yyyy"])), published=draw(st.none() | words),
                removed=(Removed(start=0, stop=1, why=draw(words), text=draw(words)),), notes=(draw(words),),
            )
        )  # fmt: skip
        for n in range(draw(st.integers(0, 3))):
            start = draw(st.integers(0, len(text)))
            stop = draw(st.integers(start, min(len(text), start + 400)))
            said = Attribution(
                source=draw(st.none() | st.just(Source(text=draw(words), start=start, stop=stop, entity="ent-0"))),
                cue=draw(st.none() | st.just(Cue(text=draw(words), start=start, stop=stop))),
                content=(Span(start, stop),), style="direct", rule=draw(words),
            )  # fmt: skip
            statements.append(
                Statement(
                    id=f"s-{number}-{n}", report=f"rep-{number}", start=start, stop=stop, text=text[start:stop], lang="en",
                    voice=draw(st.sampled_from(["own", "attributed", "undetermined"])), attribution=draw(st.none() | st.just(said)),
                    quantities=(Quantity(start=start, stop=stop, low=draw(st.none() | st.floats(allow_nan=False)), high=None, of=draw(words)),),
                )
            )  # fmt: skip
    ids = tuple(s.id for s in statements)
    cells: dict[str, tuple[Cell, ...]] = {}
    for s in statements:
        cells[s.report] = (
            *cells.get(s.report, ()),
            Cell(statement=s.id, voice=s.voice, polarity="negative", certainty="possible"),
        )
    rows = (
        (
            Row(
                id="row-0",
                label=draw(words),
                statements=ids,
                reports=tuple(cells),
                cells=cells,
                claimants=("ent-0", "outlet:rep-0"),
            ),
        )
        if ids
        else ()
    )
    return Dossier(
        run=Run(version="0", notes=(draw(words),)), reports=tuple(reports), statements=tuple(statements), rows=rows,
        entities=(Entity(id="ent-0", kind="other", label=draw(words), forms=(EntityForm(form=draw(words), lang="en", reports=("rep-0",)),)),),
        conflicts=(Conflict(id="con-0", kind="number", about=draw(words), state="conflict", positions=(Position(value=draw(words), statements=ids[:1], holders=(Holder(text=draw(words), outlet="rep-0"),)), Position(value="", statements=ids[1:]))),),
        timeline=tuple(TimelineItem(when=draw(words | st.sampled_from(["2031-03", "2031-02-31", "9999", "../2031", "2031-03-04/.."])), what=draw(words), statements=ids[:2]) for _ in range(2)),
    )  # fmt: skip


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(dossiers())
def test_no_text_breaks_an_output(dossier: Dossier) -> None:
    for told in (dossier, share(dossier)):
        json.loads(to_json(told))
        json.loads(to_annotations(told))
        page = to_html(told)
        page.encode()
        tree = html.document_fromstring(page)
        assert len(tree.xpath("//script")) == 2
        assert not tree.xpath("//svg[@onload] | //img | //iframe")
        assert all(link.startswith(("#", "http://", "https://")) for link in tree.xpath("//@href"))
        assert not any(bad in page for bad in ("\u202e", "\x1b", "\x00"))
        plain = to_terminal(told, width=60)
        assert max(columns(line) for line in plain.split("\n")) <= 60
        assert "\x1b" not in plain
        for text in to_tables(told).values():
            assert all(
                cell[:1] not in ("=", "+", "@", "\t", "\r") for row in csv.reader(io.StringIO(text)) for cell in row
            )
        assert "<svg" not in to_brief(told).replace("\\<", "")
        assert "<svg" not in to_notebook(told)
        for name in [s.id for s in told.statements] + [r.id for r in told.rows] + ["con-0", "ent-0", "rep-0"]:
            assert "\x1b" not in explain(told, name)


def test_a_very_long_line_is_no_burden() -> None:
    text = "word " * 200_000
    statements = tuple(Statement(id=f"s-{n}", report="rep-0", start=n * 50, stop=n * 50 + 49, text=text[n * 50 : n * 50 + 49], lang="en") for n in range(2000))  # fmt: skip
    rows = tuple(Row(id=f"row-{s.id}", label=s.text, statements=(s.id,), reports=("rep-0",)) for s in statements)
    dossier = Dossier(run=Run(version="0"), reports=(Report(id="rep-0", text=text),), statements=statements, rows=rows)
    to_html(dossier)
    to_terminal(dossier)
    share(dossier)
