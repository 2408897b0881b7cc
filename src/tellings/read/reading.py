"""The order of reading: expand, get bytes, look, decode, take apart, give ids; what fails becomes a Failure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from ..errors import DecodeError, ReadError, TellingsError, UsageError
from ..ids import report_id
from ..records import Failure, RawReport
from .archives import read_warc
from .decode import decode
from .documents import read_markdown, read_mhtml, read_pdf, read_text
from .draft import Draft
from .feeds import read_feed
from .fields import OURS, moment
from .inputs import STDIN, Input, expand
from .lines import begins_with_lines, count_lines, is_large_lines, read_lines
from .meta import Meta, read_meta, row_for
from .newsml import read_newsml
from .objects import read_csv, read_json, read_jsonl
from .opml import read_opml
from .options import MAX_TEXT, MOST_TOGETHER, Readings, ReadOptions
from .sitemaps import read_sitemap
from .sniff import Kind, binary_kind, text_kind
from .sources import Source, bytes_of
from .tables import read_parquet
from .xmltree import look

STAGE = "read"
_LISTS = ("sitemap", "newsml")
_JSON_FEED = "jsonfeed.org/version/"
_HTML_FACTOR = 4  # a page's source may be so much longer than its text


class Reading:
    """What the inputs hold, one after another in their order: reports and what failed. To be gone through once.

    A large file of JSON Lines and a table are read while it is gone through; of anything else, one input at a time is
    held. `expected` is how many reports there are, as far as is known by now.

    Raises:
        UsageError: `field_map` names a field that reports do not have.
    """

    def __init__(self, inputs: Sequence[str | Path], *, options: ReadOptions | None = None) -> None:
        self._options = options or ReadOptions()
        if unknown := sorted(set(self._options.field_map) - set(OURS)):
            way_out = f"one of {', '.join(OURS)}"
            raise UsageError(f"field {unknown[0]!r}", cause="there is no such field", way_out=way_out)
        self._found = [one for one in expand(inputs) if not _is_meta(one, self._options)]
        self.expected = len(self._found)

    def __iter__(self) -> Iterator[RawReport | Failure]:
        options = self._options
        try:
            meta = read_meta(options.meta and Path(options.meta), field_map=options.field_map)
        except ReadError as error:
            yield _failure(error, str(options.meta))
            meta = Meta()
        used: set[int] = set()
        seen: set[str] = set()  # the same bytes under the same name are the same report
        for source in bytes_of(self._found, options):
            for draft in self._drafts(source):
                if isinstance(draft, ReadError):
                    yield _failure(draft, source.subject if isinstance(source, ReadError) else source.where)
                    continue
                report, line = _report(draft, meta)
                used.update(line)
                if report.id not in seen:
                    seen.add(report.id)
                    yield report
        for row in meta.rows:
            if row.line not in used and (named := row.file or row.fields.get("url")):
                lost = ReadError(f"{meta.where}, line {row.line}", cause=f"{named!r} is none of the inputs")
                yield _failure(lost, meta.where)

    def _drafts(self, source: Source | ReadError) -> Iterator[Draft | ReadError]:
        if isinstance(source, ReadError):
            yield source
        elif source.streamed:
            self.expected += max(_length(source.where) - 1, 0)
            yield from _guarded(source, self._options)
        else:
            drafts = list(_guarded(source, self._options))
            self.expected += max(len(drafts) - 1, 0)
            yield from drafts


def _length(where: str) -> int:
    """How many lines a streamed file of JSON Lines has; 0 for other kinds."""
    try:
        return count_lines(Path(where)) if is_large_lines(Path(where)) else 0
    except OSError:
        return 0


def read(inputs: Sequence[str | Path], *, options: ReadOptions | None = None) -> Readings:
    """Everything that the inputs hold, in their order: files, folders, globs, "-" for standard input, addresses.

    Nothing that is wrong with an input is raised: it becomes a `Failure` with stage "read", whose message says what
    to do. Paths stay as they were named.

    Raises:
        UsageError: `field_map` names a field that reports do not have.
    """
    reports: list[RawReport] = []
    failures: list[Failure] = []
    for one in Reading(inputs, options=options):
        if isinstance(one, Failure):
            failures.append(one)
        else:
            reports.append(one)
    return Readings(reports=tuple(reports), failures=tuple(failures))


def _guarded(source: Source, options: ReadOptions, *, listed_in: str | None = None) -> Iterator[Draft | ReadError]:
    """The drafts of one input; empty ones and oversized ones are errors. `listed_in` is the list that names it as a feed."""
    for draft in _tried(source, options, listed_in=listed_in):
        if isinstance(draft, ReadError):
            yield draft
        elif not draft.body.strip("\ufeff \t\r\n\x00"):
            yield _empty(draft.where)
        elif len(draft.body) > (limit := MAX_TEXT * (_HTML_FACTOR if draft.medium == "html" else 1)):
            cause = f"one report of {len(draft.body):,} characters, at most {limit:,} are read"
            yield ReadError(draft.where, cause=cause, way_out="split it into single reports")
        else:
            yield draft


def _tried(source: Source, options: ReadOptions, *, listed_in: str | None) -> Iterator[Draft | ReadError]:
    """The drafts of one input, and what was raised on the way; an input without any is an error."""
    empty = True
    try:
        for draft in _drafts(source, options, listed_in=listed_in):
            empty = False
            yield draft
    except ReadError as error:
        yield error
        return
    if empty:
        yield _empty(source.where)


def _drafts(source: Source, options: ReadOptions, *, listed_in: str | None = None) -> Iterator[Draft | ReadError]:
    data, where = source.data, source.where
    if not source.streamed and not data.strip():
        raise _empty(where)
    if kind := "large" if source.streamed else binary_kind(data, where=where):
        if listed_in is not None:
            raise _no_feed(where, listed_in)
        yield from _binary(kind, source, options)
        return
    decoded = decode(data, where=where, declared=source.charset)
    name = urlsplit(source.url).path if source.url else where
    found = text_kind(decoded.text, name=name, content_type=source.content_type)
    feed = found == "feed" or (found == "json" and _JSON_FEED in decoded.text)
    if listed_in is not None and not feed:
        raise _no_feed(where, listed_in)
    if found == "opml":
        yield from _listed(decoded.text, source, options)
        return
    # the address of the whole is not that of one of several
    inner = source._replace(url=None)
    for draft in _textual(found, decoded.text, source, options):
        if isinstance(draft, Draft):
            whole = draft.where == where and not feed and found not in _LISTS
            yield _completed(draft, source if whole else inner, note=decoded.note)
        else:
            yield draft


def _binary(kind: str, source: Source, options: ReadOptions) -> Iterator[Draft | ReadError]:
    """What is told by its first bytes; archives and tables that are files are read as streams."""
    if kind == "pdf":
        yield _completed(read_pdf(source.data, where=source.where), source)
    elif kind == "mhtml":
        yield _completed(read_mhtml(source.data, where=source.where), source)
    elif source.streamed:
        try:
            with Path(source.where).open("rb") as file:
                yield from _large(file, source, options)
        except OSError as error:
            yield ReadError(source.where, cause=(error.strerror or "cannot be read").lower())
    else:
        yield from _large(BytesIO(source.data), source, options)


def _textual(kind: Kind, text: str, source: Source, options: ReadOptions) -> Iterator[Draft | ReadError]:
    data, where = source.data, source.where
    if kind == "feed":
        return read_feed(text, where=where, base=source.url)
    if kind == "sitemap":
        return read_sitemap(text, where=where)
    if kind == "newsml":
        return read_newsml(text, where=where)
    if kind == "html":
        return iter([Draft(raw=data, where=where, body=text, medium="html")])
    if kind == "json":
        return read_json(text, where=where, field_map=options.field_map)
    if kind == "jsonl":
        return read_jsonl(text, where=where, field_map=options.field_map)
    if kind == "csv":
        return read_csv(text, where=where, field_map=options.field_map)
    if kind == "markdown":
        return iter([read_markdown(text, raw=data, where=where)])
    if kind == "xml":
        cause = f"it is XML of a kind that is not known ({look(text).root or 'without an element'})"
        raise ReadError(where, cause=cause, way_out="pass feeds, sitemaps, OPML, NewsML-G2, NITF, HTML or text")
    return read_text(text, raw=data, where=where, separator=options.separator)


def _large(file: IO[bytes], source: Source, options: ReadOptions) -> Iterator[Draft | ReadError]:
    """The reports of an archive, a table, or many lines."""
    where, limit = source.where, options.max_bytes
    table = file.read(4) == b"PAR1"
    file.seek(0)
    drafts: Iterator[Draft | ReadError]
    if begins_with_lines(file):
        drafts = read_lines(file, where=where, field_map=options.field_map, limit=limit)
    elif table:
        drafts = read_parquet(file, where=where, field_map=options.field_map, limit=MOST_TOGETHER * limit)
    else:
        drafts = read_warc(file, where=where, limit=limit)
    for draft in drafts:
        yield _completed(draft, source._replace(url=None)) if isinstance(draft, Draft) else draft


def _listed(text: str, source: Source, options: ReadOptions) -> Iterator[Draft | ReadError]:
    """The reports of the feeds that an OPML list names; addresses obey the rules of fetching, files have to lie by it."""
    local = source.url is None and source.where != STDIN
    found = list(read_opml(text, where=source.where, folder=Path(source.where).parent if local else None))
    for one in bytes_of(found, options):
        if isinstance(one, ReadError):
            yield one
        else:
            yield from _guarded(one, options, listed_in=source.where)


def _completed(draft: Draft, source: Source, *, note: str | None = None) -> Draft:
    notes = (*((note,) if note else ()), *source.notes, *draft.notes)
    return Draft(
        raw=draft.raw,
        where=draft.where,
        identity=draft.identity,
        body=draft.body,
        medium=draft.medium,
        url=draft.url or source.url,
        outlet=draft.outlet,
        title=draft.title,
        byline=draft.byline,
        published=draft.published,
        retrieved=draft.retrieved or source.retrieved,
        lang=draft.lang,
        notes=notes,
    )


def _report(draft: Draft, meta: Meta) -> tuple[RawReport, set[int]]:
    """The report, with what the user's table says put before what the input says."""
    row = row_for(meta, draft.where)
    said = row.fields if row else {}
    published, note = moment(said.get("published"))
    fetched = draft.where.lower().startswith(("http://", "https://"))
    report = RawReport(
        id=report_id(draft.raw, draft.identity or draft.where),
        body=draft.body,
        medium=draft.medium,
        path=None if fetched else draft.where,
        url=said.get("url") or draft.url,
        outlet=said.get("outlet") or draft.outlet,
        title=said.get("title") or draft.title,
        byline=said.get("byline") or draft.byline,
        published=published or draft.published,
        retrieved=draft.retrieved,
        lang=said.get("lang") or draft.lang,
        notes=(*draft.notes, *((note,) if note else ())),
    )
    return report, {row.line} if row else set()


def _is_meta(one: Input | ReadError, options: ReadOptions) -> bool:
    if options.meta is None or not isinstance(one, Input) or one.kind != "file":
        return False
    return Path(one.where).resolve() == Path(options.meta).resolve()


def _empty(where: str) -> DecodeError | ReadError:
    return ReadError(where, cause="it is empty")


def _no_feed(where: str, listed_in: str) -> ReadError:
    return ReadError(where, cause=f"{listed_in} names it as a feed, but it is none")


def _failure(error: TellingsError, subject: str) -> Failure:
    return Failure(stage=STAGE, subject=error.subject or subject, error=type(error).__name__, message=str(error))
