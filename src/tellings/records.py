"""Every record that travels between stages: frozen, slotted, keyword-only. No logic, no imports of ours.

Offsets are half-open, count Unicode code points, and lie in `Report.text` unless a comment says "raw".
The records under "The dossier" serialise, field for field, to the JSON of schema version "1" (`Dossier`).
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field

SCHEMA_VERSION = "1"

Voice = Literal["own", "attributed", "undetermined"]
Polarity = Literal["positive", "negative"]
Certainty = Literal["certain", "probable", "possible"]  # FactBank's CT, PR, PS
Style = Literal["direct", "indirect", "mixed", "scare-quote"]
Stance = Literal["neutral", "committing", "distancing", "denying", "predicting", "demanding", "apologising"]
EntityKind = Literal["person", "organisation", "place", "product", "event", "other"]
SourceKind = Literal["person", "body", "outlet", "agency", "document", "post", "anonymous", "unknown"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Coverage = Literal["full", "reduced"]
Grounding = Literal["echoed", "not_shown", "independent"]
ConflictKind = Literal[
    "number", "time", "place", "agent", "instrument", "cause", "extent", "intent", "denial", "identity"
]
ConflictState = Literal["conflict", "differing", "revision"]
AlterationKind = Literal["hedge", "attribution", "quotation", "source", "number", "distance", "omission"]
DerivationKind = Literal["copy", "translation", "condensation", "quotation"]
Direction = Literal["known", "unknown"]


class Record(Struct, frozen=True, kw_only=True):
    """What every record is: immutable, compared by value, built with keywords only."""


class Span(Struct, frozen=True, order=True):
    """A half-open stretch of text, in code points. The one record that may be built by position."""

    start: int
    stop: int


class Finding(Record, frozen=True, kw_only=True):
    """One piece of evidence for a judgement, enough for a reader to check it."""

    feature: str  # what was compared, a stable name: "shared_names", "passage", "credit"
    score: float  # how far it speaks for the judgement, 0-1; negative speaks against
    detail: str  # a sentence for a person
    left: str = ""  # the value found on one side, quoted
    right: str = ""  # the value found on the other


class Failure(Record, frozen=True, kw_only=True):
    """Something that could not be read or done, kept in the dossier instead of a crash or silence."""

    stage: str
    subject: str  # path, address or id
    error: str  # class name out of `errors`
    message: str


# --- read, clean ---------------------------------------------------------------------------------------------


class RawReport(Record, frozen=True, kw_only=True):
    """One report as it came in: decoded, not yet cleaned. Fields that nothing gave are None."""

    id: str  # hash of the raw input and its address or relative path
    body: str  # the decoded text, or the HTML source
    medium: Literal["text", "html"] = "text"
    path: str | None = None  # as the user would name it: relative where they gave it relative
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    published: str | None = None  # ISO 8601, with zone where one was given
    retrieved: str | None = None  # ISO 8601; only for what was fetched
    lang: str | None = None  # as declared by the input, if it was
    notes: tuple[str, ...] = ()  # what a reader should know of how it was read: "decoded as windows-1251"


class Removed(Record, frozen=True, kw_only=True):
    """A stretch of the raw text that is not part of the report."""

    start: int  # raw
    stop: int  # raw
    why: str  # "stamp", "menu", "repeated headline", "outlet name", "flash line", "teaser" …
    text: str = ""  # the words removed


class Evidence(Record, frozen=True, kw_only=True):
    """What metadata or a removed or kept crumb tells about the report: time, agency, outlet, byline, place."""

    kind: Literal["published", "updated", "agency", "outlet", "byline", "dateline", "place", "address"]
    value: str  # normalised: ISO date, agency's name
    text: str  # the words that tell it
    rests_on: str  # "JSON-LD datePublished", "stamp", "dateline", "credit line" …
    start: int | None = None  # raw, where it stands in the text
    stop: int | None = None


class SourceSegment(Record, frozen=True, kw_only=True):
    """`Report.text[start:stop]` was copied unchanged from raw text starting at `raw`."""

    start: int
    stop: int
    raw: int


class Anchor(Record, frozen=True, kw_only=True):
    """The date that relative time expressions of a report are resolved against."""

    value: str | None = None  # ISO date or date-time; None = unknown, which is an answer
    rests_on: str = "nothing in or around the text fixes the date"


class Report(Record, frozen=True, kw_only=True):
    """One published item, cleaned. `text` starts with the title on a line of its own when there is one."""

    id: str
    text: str
    path: str | None = None
    url: str | None = None
    outlet: str | None = None
    byline: str | None = None
    title: str | None = None
    lang: str = "und"  # BCP 47; "und" when identification abstained
    published: str | None = None
    retrieved: str | None = None
    anchor: Anchor = Anchor()
    removed: tuple[Removed, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    source_map: tuple[SourceSegment, ...] = ()  # text -> raw; for HTML, raw is the extracted main text
    coverage: Coverage = "full"
    notes: tuple[str, ...] = ()


# --- annotate ------------------------------------------------------------------------------------------------


class Sentence(Record, frozen=True, kw_only=True):
    start: int
    stop: int
    paragraph: int  # counts from 0; the title is paragraph 0 when there is one
    lang: str  # of its paragraph


class Quote(Record, frozen=True, kw_only=True):
    """A quoted stretch; start/stop include the marks, inner_* do not. An unclosed quote ends with its paragraph."""

    start: int
    stop: int
    inner_start: int
    inner_stop: int
    depth: int = 0  # 0 = outermost
    closed: bool = True
    dash: bool = False  # dash-led speech, which has no closing mark


class Mention(Record, frozen=True, kw_only=True):
    """A name in the text and what it names."""

    start: int
    stop: int
    kind: EntityKind
    entity: str = ""  # entity id; filled by link
    canonical: str = ""  # base form as far as the language's pack can give it: «Галузиным» -> «Галузин»
    role: str = ""  # title or office beside the name: "deputy foreign minister"
    rule: str = ""
    core_start: int | None = None  # where a body's own name begins inside the longer one: газета «|Утренний курьер»
    core_stop: int | None = None


class Timex(Record, frozen=True, kw_only=True):
    """A time expression: TIMEX3 type and value, and the same as EDTF where EDTF can say it."""

    start: int
    stop: int
    type: TimexType
    value: str  # TIMEX3: "2025-11-14", "2025-11-14T01:00", "P3D", "XXXX-WXX-5", "PAST_REF"
    edtf: str = ""  # "2025-11-14", "2025-06-30/2025-07-01", "2025-11~"; "" when it names no stretch of the calendar
    anchor: str | None = None  # the date it was resolved against, if one was needed
    rule: str = ""


class Quantity(Record, frozen=True, kw_only=True):
    """A number, what it measures or counts, and its bounds. low == high when exact; None = unbounded."""

    start: int
    stop: int
    low: float | None
    high: float | None
    unit: str = ""  # canonical: "percent", "EUR", "km", "year" (age), "" for a plain count
    of: str = ""  # the words of what is counted: "Russian citizens"
    of_start: int | None = None
    of_stop: int | None = None
    kind: str = "cardinal"  # cardinal ordinal fraction percent money age distance weight speed temperature …
    approximate: bool = False
    rule: str = ""


class Source(Record, frozen=True, kw_only=True):
    """Who is quoted, as the text names them at this hop."""

    text: str
    start: int
    stop: int
    entity: str = ""  # entity id; filled by link
    kind: SourceKind = "unknown"
    antecedent: str = ""  # who a pronoun or description stands for, in the report's words; "" if it names them itself
    antecedent_start: int | None = None
    antecedent_stop: int | None = None
    reason: str = ""  # why the antecedent was chosen


class Cue(Record, frozen=True, kw_only=True):
    text: str
    start: int
    stop: int


class Attribution(Record, frozen=True, kw_only=True):
    """Source, cue, content (PARC 3 / PolNeAR). `outer` is the one through whom this attribution reached us."""

    source: Source | None
    cue: Cue | None
    content: tuple[Span, ...]
    style: Style
    stance: Stance = "neutral"
    rule: str = ""
    outer: Attribution | None = None


class Statement(Record, frozen=True, kw_only=True):
    """A text-anchored assertion, the smallest attributable unit; at most 400 characters."""

    id: str  # hash of report, exact text, occurrence
    report: str
    start: int
    stop: int
    text: str
    lang: str
    voice: Voice = "undetermined"
    polarity: Polarity = "positive"
    certainty: Certainty = "certain"
    attribution: Attribution | None = None
    mentions: tuple[Mention, ...] = ()
    times: tuple[Timex, ...] = ()
    quantities: tuple[Quantity, ...] = ()


class Annotated(Record, frozen=True, kw_only=True):
    """One report with everything that was read out of it. All sequences are in text order."""

    report: Report
    sentences: tuple[Sentence, ...] = ()
    quotes: tuple[Quote, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[Timex, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    statements: tuple[Statement, ...] = ()
    failures: tuple[Failure, ...] = ()


# --- group, link, trace, align, judge ------------------------------------------------------------------------


class Story(Record, frozen=True, kw_only=True):
    id: str
    reports: tuple[str, ...]


class EntityForm(Record, frozen=True, kw_only=True):
    form: str
    lang: str
    reports: tuple[str, ...]


class Entity(Record, frozen=True, kw_only=True):
    id: str
    kind: EntityKind
    label: str
    forms: tuple[EntityForm, ...] = ()
    external_id: str | None = None
    findings: tuple[Finding, ...] = ()  # why its forms were joined


class Cell(Record, frozen=True, kw_only=True):
    statement: str
    voice: Voice
    polarity: Polarity
    certainty: Certainty


class RowOrigins(Record, frozen=True, kw_only=True):
    known: tuple[str, ...] = ()  # origin ids
    untraced: tuple[str, ...] = ()  # report ids


class Gloss(Record, frozen=True, kw_only=True):
    """A machine gloss: word for word, for a reader who does not know the language. Not evidence, never matched."""

    text: str
    lang: str  # the language that it is in


class Row(Record, frozen=True, kw_only=True):
    """Statements that say the same thing. Every statement is in exactly one row; most rows hold one report."""

    id: str
    label: str  # the clearest statement, quoted
    gloss: Gloss | None = None  # of the label, where it is in none of the reader's languages
    statements: tuple[str, ...]
    reports: tuple[str, ...]
    origins: RowOrigins = RowOrigins()
    claimants: tuple[str, ...] = ()  # entity ids; an outlet in its own voice is "outlet:" + report id
    grounding: Grounding = "not_shown"
    confidence: float = 1.0
    weight: float = 0.0  # what rows are ranked by
    cells: dict[str, tuple[Cell, ...]] = field(default_factory=dict)  # by report id
    findings: tuple[Finding, ...] = ()


class Holder(Record, frozen=True, kw_only=True):
    text: str  # in whose words: the source or outlet as named
    entity: str | None = None
    outlet: str | None = None  # report id, when the outlet itself holds it in its own voice


class Position(Record, frozen=True, kw_only=True):
    value: str
    statements: tuple[str, ...]
    holders: tuple[Holder, ...] = ()


class Conflict(Record, frozen=True, kw_only=True):
    id: str
    kind: ConflictKind
    about: str
    state: ConflictState
    positions: tuple[Position, ...]
    confidence: float = 0.5
    findings: tuple[Finding, ...] = ()


class Alteration(Record, frozen=True, kw_only=True):
    """A change on the way from one text to what was made of it."""

    id: str
    kind: AlterationKind
    origin: str = field(name="from")  # statement id
    target: str = field(name="to")  # statement id; for an omission, a report id
    findings: tuple[Finding, ...] = ()


class Passage(Record, frozen=True, kw_only=True):
    """A reused span: where it stands in the two reports of a derivation."""

    origin: Span = field(name="from")
    target: Span = field(name="to")


class Derivation(Record, frozen=True, kw_only=True):
    """One report goes back to another (PROV wasDerivedFrom, wasQuotedFrom)."""

    id: str
    origin: str = field(name="from")  # report id
    target: str = field(name="to")  # report id
    kind: DerivationKind
    direction: Direction
    passages: tuple[Passage, ...] = ()
    confidence: float = 0.5
    findings: tuple[Finding, ...] = ()


class Origin(Record, frozen=True, kw_only=True):
    """A text, often outside the pile, that reports demonstrably go back to; a lone report is its own origin."""

    id: str
    label: str
    reports: tuple[str, ...]
    findings: tuple[Finding, ...] = ()


class TimelineItem(Record, frozen=True, kw_only=True):
    when: str  # EDTF
    what: str
    statements: tuple[str, ...]


class WordingSpan(Record, frozen=True, kw_only=True):
    report: str
    start: int
    stop: int


class WordingForm(Record, frozen=True, kw_only=True):
    form: str
    lang: str
    reports: tuple[str, ...]
    spans: tuple[WordingSpan, ...] = ()
    distanced: bool = False


class Wording(Record, frozen=True, kw_only=True):
    """What each outlet and source calls the same thing."""

    about: str
    forms: tuple[WordingForm, ...]


class Check(Record, frozen=True, kw_only=True):
    """What a careful reader would look into next."""

    kind: str  # "credited_not_read" "single_claimant_figure" "unanchored_date" "hedge_lost" …
    what: str
    statements: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()


class PackUsed(Record, frozen=True, kw_only=True):
    lang: str
    version: str
    unsupported: tuple[str, ...] = ()  # capabilities that this language goes without


class Run(Record, frozen=True, kw_only=True):
    """How the dossier was made. Holds no clock time: the same input gives the same bytes."""

    version: str
    packs: tuple[PackUsed, ...] = ()
    engines: dict[str, str] = field(default_factory=dict)  # step -> name and version of what served it
    options: dict[str, str] = field(default_factory=dict)
    corrections: tuple[str, ...] = ()  # what the user's corrections changed, a sentence each
    notes: tuple[str, ...] = ()


class Dossier(Record, frozen=True, kw_only=True):
    """All of the above for one story."""

    tellings: Literal["1"] = "1"
    run: Run
    reports: tuple[Report, ...] = ()
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    rows: tuple[Row, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    alterations: tuple[Alteration, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    origins: tuple[Origin, ...] = ()
    timeline: tuple[TimelineItem, ...] = ()
    wording: tuple[Wording, ...] = ()
    checks: tuple[Check, ...] = ()
    failures: tuple[Failure, ...] = ()
