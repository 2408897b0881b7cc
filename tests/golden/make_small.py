"""Make `small.dossier.json`: a hand-made dossier in invented words that shows every kind of record.

Run it after a change of the records: `python tests/golden/make_small.py`. The test-suite checks that the file is what
this script makes. Texts, outlets, persons and places are invented.
"""

from __future__ import annotations

from pathlib import Path

from tellings.ids import mint
from tellings.records import (
    Alteration,
    Anchor,
    Attribution,
    Cell,
    Check,
    Conflict,
    Cue,
    Derivation,
    Dossier,
    Entity,
    EntityForm,
    Evidence,
    Failure,
    Finding,
    Holder,
    Mention,
    Origin,
    PackUsed,
    Passage,
    Position,
    Quantity,
    Removed,
    Report,
    Row,
    RowOrigins,
    Run,
    Source,
    SourceSegment,
    Span,
    Statement,
    TimelineItem,
    Timex,
    Wording,
    WordingForm,
    WordingSpan,
)
from tellings.render import to_json

HERE = Path(__file__).parent

WIRE = """Ferry Alma runs aground off Port Sel, 40 people evacuated
The ferry Alma ran aground off Port Sel on Tuesday night, the harbour authority said.
“Forty people were brought ashore,” said its director, Ines Varro. One sailor was hurt.
A fault in the steering gear was most likely the cause, the authority said.
"""
PAPER = """The Alma is stuck: 43 brought to safety
The ferry Alma ran aground off Port Sel on Tuesday night.
A fault in the steering gear was the cause.
Rescuers counted 43 people.
<script>document.body.innerHTML = "owned"</script><img src=x onerror=alert(1)> & "quotes" </p>
=HYPERLINK("http://evil.example","click") \u202egnp.exe\u202c and \x1b[31mred\x1b[0m
"""
RUSSIAN = """Паром «Алма» сел на мель у Порт-Сель
Паром «Алма» сел на мель у Порт-Сель во вторник ночью, сообщила администрация порта со ссылкой на Инес Варро.
Судовладелец отрицает неисправность рулевого устройства.
По его словам, паром якобы «намеренно увели» с курса.
"""
ARABIC = """جنوح العبّارة «ألما» قرب بورت سيل
قالت إينيس فارو إن 40 شخصاً أُجلوا من العبّارة «ألما» (Alma) يوم الثلاثاء.
وأضافت أن التحقيق يبدأ في 5 مارس.
"""

REPORTS = {
    "wire": Report(
        id="rep-wire00000001",
        text=WIRE,
        path="wire.txt",
        url="https://corriewire.example/2031/alma?id=7#top",
        outlet="Corrie Wire",
        byline="Tom Addle",
        title="Ferry Alma runs aground off Port Sel, 40 people evacuated",
        lang="en",
        published="2031-03-05T06:10+00:00",
        retrieved="2031-03-06T09:00+00:00",
        anchor=Anchor(value="2031-03-05", rests_on="JSON-LD datePublished"),
        removed=(Removed(start=0, stop=16, why="stamp", text="05.03.2031 06:10"),),
        evidence=(
            Evidence(kind="published", value="2031-03-05", text="05.03.2031 06:10", rests_on="stamp", start=0, stop=16),
        ),
        source_map=(SourceSegment(start=0, stop=len(WIRE), raw=17),),
    ),
    "paper": Report(
        id="rep-paper0000002",
        text=PAPER,
        path="/home/someone/secret folder/paper.html",
        url="javascript:alert(1)",
        outlet='The <b>Sel</b> "Courier"',
        title="The Alma is stuck: 43 brought to safety",
        lang="en",
        published="2031-03-05T11:45+00:00",
        anchor=Anchor(value="2031-03-05", rests_on="meta article:published_time"),
        notes=("decoded as windows-1252",),
    ),
    "russian": Report(
        id="rep-russian00003",
        text=RUSSIAN,
        path="ru/alma.txt",
        outlet="Северный причал",
        title="Паром «Алма» сел на мель у Порт-Сель",
        lang="ru",
    ),
    "arabic": Report(
        id="rep-arabic000004",
        text=ARABIC,
        path="ar/alma.txt",
        url="https://almarsa.example/alma",
        outlet="المرسى اليوم",
        title="جنوح العبّارة «ألما» قرب بورت سيل",
        lang="ar",
        published="2031-03-05T14:00+03:00",
        anchor=Anchor(value="2031-03-05", rests_on="dateline"),
        coverage="reduced",
        notes=("no pack for ar: read with und",),
    ),
}
VARRO, AUTHORITY, OWNER, ALMA = "ent-varro", "ent-authority", "ent-owner", "ent-alma"


def span(report: str, words: str) -> tuple[int, int]:
    start = REPORTS[report].text.index(words)
    return start, start + len(words)


def source(report: str, words: str, entity: str = "", antecedent: str = "") -> Source:
    start, stop = span(report, words)
    first, last = span(report, antecedent) if antecedent else (None, None)
    return Source(text=words, start=start, stop=stop, entity=entity, antecedent=antecedent, antecedent_start=first, antecedent_stop=last, reason="nearest body named before" if antecedent else "")  # fmt: skip


def cue(report: str, words: str) -> Cue:
    start, stop = span(report, words)
    return Cue(text=words, start=start, stop=stop)


def content(report: str, words: str) -> tuple[Span, ...]:
    return (Span(*span(report, words)),)


def statement(report: str, words: str, **fields: object) -> Statement:
    start, stop = span(report, words)
    record = REPORTS[report]
    return Statement(
        id=mint("s", record.id, words), report=record.id, start=start, stop=stop, text=words, lang=record.lang, **fields
    )  # type: ignore[arg-type]


def quantity(report: str, words: str, low: float, of: str = "people") -> Quantity:
    start, stop = span(report, words)
    return Quantity(start=start, stop=stop, low=low, high=low, of=of, rule="digits")


def mention(report: str, words: str, entity: str) -> Mention:
    start, stop = span(report, words)
    return Mention(
        start=start, stop=stop, kind="person" if entity == VARRO else "product", entity=entity, rule="capital run"
    )


def timex(report: str, words: str, edtf: str) -> Timex:
    start, stop = span(report, words)
    return Timex(
        start=start,
        stop=stop,
        type="DATE",
        value=edtf,
        edtf=edtf,
        anchor="2031-03-05",
        rule="weekday before the anchor",
    )


ran = "The ferry Alma ran aground off Port Sel on Tuesday night, the harbour authority said."
S = {
    "w-ran": statement(
        "wire", ran, voice="attributed",
        attribution=Attribution(source=source("wire", "the harbour authority", AUTHORITY), cue=cue("wire", "said"), content=content("wire", "The ferry Alma ran aground off Port Sel on Tuesday night"), style="indirect", rule="clause, source, verb"),
        mentions=(mention("wire", "Alma ran"[:4], ALMA),), times=(timex("wire", "Tuesday night", "2031-03-04"),),
    ),
    "w-forty": statement(
        "wire", "“Forty people were brought ashore,” said its director, Ines Varro.", voice="attributed",
        attribution=Attribution(source=source("wire", "its director, Ines Varro", VARRO, "the harbour authority"), cue=cue("wire", "said its"[:4]), content=content("wire", "“Forty people were brought ashore,”"), style="direct", rule="quote, verb, source"),
        mentions=(mention("wire", "Ines Varro", VARRO),), quantities=(quantity("wire", "Forty", 40),),
    ),
    "w-hurt": statement("wire", "One sailor was hurt."),
    "w-cause": statement(
        "wire", "A fault in the steering gear was most likely the cause, the authority said.", voice="attributed", certainty="probable",
        attribution=Attribution(source=source("wire", "the authority", AUTHORITY), cue=cue("wire", "said"), content=content("wire", "A fault in the steering gear was most likely the cause"), style="indirect", rule="clause, source, verb"),
    ),
    "p-ran": statement("paper", "The ferry Alma ran aground off Port Sel on Tuesday night.", voice="own", times=(timex("paper", "Tuesday night", "2031-03-04"),)),
    "p-cause": statement("paper", "A fault in the steering gear was the cause.", voice="own"),
    "p-count": statement("paper", "Rescuers counted 43 people.", voice="attributed", attribution=Attribution(source=source("paper", "Rescuers"), cue=cue("paper", "counted"), content=content("paper", "43 people"), style="indirect", rule="source, verb"), quantities=(quantity("paper", "43 people"[:2], 43),)),
    "p-evil": statement("paper", '<script>document.body.innerHTML = "owned"</script><img src=x onerror=alert(1)> & "quotes" </p>'),
    "p-formula": statement("paper", '=HYPERLINK("http://evil.example","click") \u202egnp.exe\u202c and \x1b[31mred\x1b[0m'),
    "r-ran": statement(
        "russian", "Паром «Алма» сел на мель у Порт-Сель во вторник ночью, сообщила администрация порта со ссылкой на Инес Варро.", voice="attributed",
        attribution=Attribution(
            source=source("russian", "Инес Варро", VARRO), cue=cue("russian", "со ссылкой на"), content=content("russian", "Паром «Алма» сел на мель у Порт-Сель во вторник ночью"), style="indirect", rule="with reference to",
            outer=Attribution(source=source("russian", "администрация порта", AUTHORITY), cue=cue("russian", "сообщила"), content=content("russian", "Паром «Алма» сел на мель у Порт-Сель во вторник ночью"), style="indirect", rule="verb, source"),
        ),
        mentions=(mention("russian", "Инес Варро", VARRO),), times=(timex("russian", "вторник ночью", "2031-03-04"),),
    ),
    "r-deny": statement(
        "russian", "Судовладелец отрицает неисправность рулевого устройства.", voice="attributed", polarity="negative",
        attribution=Attribution(source=source("russian", "Судовладелец", OWNER), cue=cue("russian", "отрицает"), content=content("russian", "неисправность рулевого устройства"), style="indirect", stance="denying", rule="source, verb"),
    ),
    "r-course": statement("russian", "По его словам, паром якобы «намеренно увели» с курса.", certainty="possible"),
    "a-forty": statement(
        "arabic", "قالت إينيس فارو إن 40 شخصاً أُجلوا من العبّارة «ألما» (Alma) يوم الثلاثاء.", voice="attributed",
        attribution=Attribution(source=source("arabic", "إينيس فارو", VARRO), cue=cue("arabic", "قالت"), content=content("arabic", "40 شخصاً أُجلوا من العبّارة «ألما» (Alma)"), style="indirect", rule="verb, source"),
        quantities=(quantity("arabic", "40", 40),),
    ),
    "a-probe": statement("arabic", "وأضافت أن التحقيق يبدأ في 5 مارس.", times=(timex("arabic", "5 مارس", "2031-03-05"),)),
}  # fmt: skip

FINDING = Finding(
    feature="shared_names", score=0.8, detail="both name the ferry and the port", left="Alma", right="Алма"
)


def row(name: str, keys: list[str], *, claimants: tuple[str, ...] = (), **fields: object) -> Row:
    members = [S[key] for key in keys]
    cells: dict[str, tuple[Cell, ...]] = {}
    for s in members:
        cells[s.report] = (
            *cells.get(s.report, ()),
            Cell(statement=s.id, voice=s.voice, polarity=s.polarity, certainty=s.certainty),
        )
    reports = tuple(dict.fromkeys(s.report for s in members))
    untraced = (
        RowOrigins(known=("ori-authority",), untraced=(REPORTS["russian"].id,)) if len(reports) > 1 else RowOrigins()
    )
    return Row(id=f"row-{name}", label=members[0].text, statements=tuple(s.id for s in members), reports=reports, origins=untraced, claimants=claimants, cells=cells, **fields)  # type: ignore[arg-type] # fmt: skip


def forms(*pairs: tuple[str, str, str]) -> tuple[EntityForm, ...]:
    return tuple(
        EntityForm(form=form, lang=REPORTS[report].lang, reports=(REPORTS[report].id,)) for form, report, _ in pairs
    )


def wording_form(report: str, words: str, *, distanced: bool = False) -> WordingForm:
    start, stop = span(report, words)
    where = WordingSpan(report=REPORTS[report].id, start=start, stop=stop)
    return WordingForm(
        form=words, lang=REPORTS[report].lang, reports=(REPORTS[report].id,), spans=(where,), distanced=distanced
    )


def small() -> Dossier:
    """The dossier."""
    held = {s.id for key in ("w-ran", "p-ran", "r-ran", "w-forty", "a-forty", "w-cause", "p-cause") for s in (S[key],)}
    rows = (
        row("ran", ["w-ran", "p-ran", "r-ran"], claimants=(AUTHORITY, f"outlet:{REPORTS['paper'].id}"), weight=3.0, confidence=0.9, findings=(FINDING,)),
        row("forty", ["w-forty", "a-forty"], claimants=(VARRO,), weight=2.0, grounding="echoed", findings=(FINDING,)),
        row("cause", ["w-cause", "p-cause"], claimants=(AUTHORITY,), weight=1.5, grounding="echoed"),
        *(row(key, [key]) for key, s in S.items() if s.id not in held),
    )  # fmt: skip
    return Dossier(
        run=Run(
            version="0.1.0",
            packs=(PackUsed(lang="en", version="1"), PackUsed(lang="und", version="1", unsupported=("attribution", "stance"))),
            engines={"names": "rules 1"},
            options={"gazetteer": "/home/someone/names.csv"},
        ),
        reports=tuple(REPORTS.values()),
        entities=(
            Entity(id=VARRO, kind="person", label="Ines Varro", forms=forms(("Ines Varro", "wire", ""), ("Инес Варро", "russian", ""), ("إينيس فارو", "arabic", "")), findings=(FINDING,)),
            Entity(id=AUTHORITY, kind="organisation", label="harbour authority", forms=forms(("the harbour authority", "wire", ""), ("администрация порта", "russian", ""))),
            Entity(id=OWNER, kind="organisation", label="Судовладелец", forms=forms(("Судовладелец", "russian", ""))),
            Entity(id=ALMA, kind="product", label="Alma", forms=forms(("Alma", "wire", ""), ("Алма", "russian", ""), ("ألما", "arabic", ""))),
        ),
        statements=tuple(S.values()),
        rows=rows,
        conflicts=(
            Conflict(
                id="con-count", kind="number", about="people brought ashore", state="conflict", confidence=0.7,
                positions=(
                    Position(value="40 people", statements=(S["w-forty"].id, S["a-forty"].id), holders=(Holder(text="Ines Varro", entity=VARRO),)),
                    Position(value="43 people", statements=(S["p-count"].id,), holders=(Holder(text="Rescuers", outlet=REPORTS["paper"].id),)),
                ),
                findings=(Finding(feature="values_exclude", score=0.9, detail="both are exact and differ", left="40", right="43"),),
            ),
            Conflict(
                id="con-cause", kind="denial", about="a fault in the steering gear", state="differing",
                positions=(
                    Position(value="a fault", statements=(S["w-cause"].id, S["p-cause"].id), holders=(Holder(text="the authority", entity=AUTHORITY),)),
                    Position(value="denied", statements=(S["r-deny"].id,), holders=(Holder(text="Судовладелец", entity=OWNER),)),
                ),
            ),
        ),
        alterations=(
            Alteration(id="alt-hedge", kind="hedge", origin=S["w-cause"].id, target=S["p-cause"].id, findings=(Finding(feature="hedge", score=0.9, detail="the hedge is gone", left="most likely"),)),
            Alteration(id="alt-omission", kind="omission", origin=S["w-hurt"].id, target=REPORTS["paper"].id),
        ),
        derivations=(
            Derivation(
                id="der-paper", origin=REPORTS["wire"].id, target=REPORTS["paper"].id, kind="condensation", direction="known", confidence=0.8,
                passages=(Passage(origin=Span(*span("wire", "The ferry Alma ran aground off Port Sel on Tuesday night")), target=Span(*span("paper", "The ferry Alma ran aground off Port Sel on Tuesday night"))),),
                findings=(Finding(feature="passage", score=0.9, detail="56 characters are the same", left="The ferry Alma ran aground", right="The ferry Alma ran aground"),),
            ),
            Derivation(id="der-arabic", origin=REPORTS["wire"].id, target=REPORTS["arabic"].id, kind="translation", direction="unknown"),
        ),
        origins=(
            Origin(id="ori-authority", label="harbour authority's statement", reports=(REPORTS["wire"].id, REPORTS["paper"].id, REPORTS["arabic"].id), findings=(FINDING,)),
            Origin(id="ori-russian", label="Северный причал", reports=(REPORTS["russian"].id,)),
        ),
        timeline=(
            TimelineItem(when="2031-03-04", what=S["w-ran"].text, statements=(S["w-ran"].id, S["p-ran"].id, S["r-ran"].id)),
            TimelineItem(when="2031-03-05", what=S["a-probe"].text, statements=(S["a-probe"].id,)),
        ),
        wording=(Wording(about="leaving the course", forms=(wording_form("russian", "«намеренно увели»", distanced=True), wording_form("wire", "ran aground"))),),
        checks=(
            Check(kind="single_claimant_figure", what="40 people: only Ines Varro says it", statements=(S["w-forty"].id,)),
            Check(kind="hedge_lost", what="“most likely” is gone", statements=(S["w-cause"].id, S["p-cause"].id)),
            Check(kind="credited_not_read", what="the harbour authority's statement", reports=(REPORTS["wire"].id,)),
        ),
        failures=(Failure(stage="read", subject="/home/someone/broken.pdf", error="DecodeError", message="cannot decode input: /home/someone/broken.pdf: not a PDF"),),
    )  # fmt: skip


if __name__ == "__main__":
    (HERE / "small.dossier.json").write_bytes(to_json(small()))
