"""The order of reading: expand, get bytes, look, decode, take apart, give ids; what fails becomes a Failure."""

from __future__ import annotations

import gzip
import sys
import threading
import zlib
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from ..errors import DecodeError, ReadError, TellingsError, UsageError
from ..ids import report_id
from ..records import Failure, RawReport
from .decode import decode
from .documents import read_markdown, read_mhtml, read_pdf, read_text
from .draft import Draft
from .feeds import read_feed
from .fetch import Fetched, fetch_all
from .fields import OURS, moment
from .inputs import STDIN, Input, expand
from .meta import Meta, read_meta, row_for
from .newsml import read_newsml
from .objects import read_csv, read_json, read_jsonl
from .opml import read_opml
from .options import MAX_TEXT, Readings, ReadOptions
from .sitemaps import read_sitemap
from .sniff import binary_kind, text_kind
from .xmltree import look

STAGE = "read"
_GZIP = b"\x1f\x8b"
_LISTS = ("feed", "sitemap", "newsml")
_JSON_FEED = "jsonfeed.org/version/"
_HTML_FACTOR = 4  # a page's source may be so much longer than its text


class _Bytes(NamedTuple):
    data: bytes
    where: str
    url: str | None = None
    content_type: str | None = None
    charset: str | None = None
    retrieved: str | None = None
    notes: tuple[str, ...] = ()


def read(inputs: Sequence[str | Path], *, options: ReadOptions | None = None) -> Readings:
    """Everything that the inputs hold, in their order: files, folders, globs, "-" for standard input, addresses.

    Nothing that is wrong with an input is raised: it becomes a `Failure` with stage "read", whose message says what
    to do. Paths stay as they were named.

    Raises:
        UsageError: `field_map` names a field that reports do not have.
    """
    options = options or ReadOptions()
    if unknown := sorted(set(options.field_map) - set(OURS)):
        raise UsageError(f"field {unknown[0]!r}", cause="there is no such field", way_out=f"one of {', '.join(OURS)}")
    reports: list[RawReport] = []
    failures: list[Failure] = []
    try:
        meta = read_meta(options.meta and Path(options.meta), field_map=options.field_map)
    except ReadError as error:
        failures.append(_failure(error, str(options.meta)))
        meta = Meta()
    found = [one for one in expand(inputs) if not _is_meta(one, options)]
    used: set[int] = set()
    for source in _bytes_of(found, options):
        drafts = [source] if isinstance(source, ReadError) else _guarded(source, options)
        for draft in drafts:
            if isinstance(draft, ReadError):
                failures.append(_failure(draft, source.subject if isinstance(source, ReadError) else source.where))
                continue
            report, line = _report(draft, meta)
            used.update(line)
            reports.append(report)
    failures += [
        _failure(ReadError(f"{meta.where}, line {row.line}", cause=f"{named!r} is none of the inputs"), meta.where)
        for row in meta.rows
        if row.line not in used and (named := row.file or row.fields.get("url"))
    ]
    return Readings(reports=tuple(_distinct(reports)), failures=tuple(failures))


def _bytes_of(found: Sequence[Input | ReadError], options: ReadOptions) -> Iterator[_Bytes | ReadError]:
    """Bytes of each input in order; addresses are fetched together first."""
    urls = [one.where for one in found if isinstance(one, Input) and one.kind == "address"]
    told = _Progress(options.progress, total=len(found))
    fetched = dict(zip(urls, fetch_all(urls, options=options, done=told), strict=True))
    for one in found:
        if isinstance(one, ReadError):
            yield one
            continue
        if one.kind == "address":
            yield _from_address(one.where, fetched[one.where], options.max_bytes)
            continue
        told(one.where)
        try:
            yield _from_file(one, options)
        except ReadError as error:
            yield error


class _Progress:
    """Counts what is done and passes it on; called from several threads."""

    def __init__(self, listener: Callable[[str, int, int], None] | None, *, total: int) -> None:
        self._listener, self._total, self._done = listener, total, 0
        self._lock = threading.Lock()

    def __call__(self, subject: str) -> None:
        with self._lock:
            self._done += 1
            if self._listener is not None:
                self._listener(subject, self._done, self._total)


def _from_address(url: str, got: Fetched | ReadError, limit: int) -> _Bytes | ReadError:
    if isinstance(got, ReadError):
        return got
    try:
        data = _unpacked(got.data, url, limit)
    except ReadError as error:
        return error
    return _Bytes(data, url, got.url, got.content_type, got.charset, got.retrieved, got.notes)


def _from_file(one: Input, options: ReadOptions) -> _Bytes:
    limit = options.max_bytes
    try:
        if one.kind == "stdin":
            data = (options.stdin or sys.stdin.buffer).read(limit + 1)
        else:
            path = Path(one.where)
            if not path.is_file():
                raise ReadError(one.where, cause="it is no ordinary file")
            with path.open("rb") as file:
                data = file.read(limit + 1)
    except OSError as error:
        raise ReadError(one.where, cause=(error.strerror or "cannot be opened").lower()) from error
    if len(data) > limit:
        raise ReadError(one.where, cause=f"it is larger than {limit:,} bytes", way_out="raise --max-bytes or split it")
    return _Bytes(_unpacked(data, one.where, limit), one.where)


def _unpacked(data: bytes, where: str, limit: int) -> bytes:
    if not data.startswith(_GZIP):
        return data
    try:
        unpacked = gzip.GzipFile(fileobj=BytesIO(data)).read(limit + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise ReadError(where, cause="it is a broken gzip file") from error
    if len(unpacked) > limit:
        raise ReadError(where, cause=f"unpacked it is larger than {limit:,} bytes", way_out="raise --max-bytes")
    return unpacked


def _guarded(source: _Bytes, options: ReadOptions, *, listed_in: str | None = None) -> Iterator[Draft | ReadError]:
    """The drafts of one input; empty ones and oversized ones are errors. `listed_in` is the list that names it as a feed."""
    try:
        drafts = list(_drafts(source, options, listed_in=listed_in))
    except ReadError as error:
        yield error
        return
    if not drafts:
        yield _empty(source.where)
    for draft in drafts:
        if isinstance(draft, ReadError):
            yield draft
        elif not draft.body.strip("\ufeff \t\r\n\x00"):
            yield _empty(draft.where)
        elif len(draft.body) > (limit := MAX_TEXT * (_HTML_FACTOR if draft.medium == "html" else 1)):
            cause = f"one report of {len(draft.body):,} characters, at most {limit:,} are read"
            yield ReadError(draft.where, cause=cause, way_out="split it into single reports")
        else:
            yield draft


def _drafts(source: _Bytes, options: ReadOptions, *, listed_in: str | None = None) -> Iterator[Draft | ReadError]:
    data, where = source.data, source.where
    if not data.strip():
        raise _empty(where)
    kind = binary_kind(data, where=where)
    if kind == "pdf":
        yield _completed(read_pdf(data, where=where), source)
        return
    if kind == "mhtml":
        yield _completed(read_mhtml(data, where=where), source)
        return
    decoded = decode(data, where=where, declared=source.charset)
    name = urlsplit(source.url).path if source.url else where
    found = text_kind(decoded.text, name=name, content_type=source.content_type)
    if listed_in is not None and not (found == "feed" or (found == "json" and _JSON_FEED in decoded.text)):
        raise ReadError(where, cause=f"{listed_in} names it as a feed, but it is none")
    if found == "opml":
        yield from _listed(decoded.text, source, options)
        return
    base = source.url
    if found in _LISTS:
        source = source._replace(url=None)  # a list's own address is not that of its items
    drafts: Iterator[Draft | ReadError]
    if found == "feed":
        drafts = read_feed(decoded.text, where=where, base=base)
    elif found == "sitemap":
        drafts = read_sitemap(decoded.text, where=where)
    elif found == "newsml":
        drafts = read_newsml(decoded.text, where=where)
    elif found == "xml":
        cause = f"it is XML of a kind that is not known ({look(decoded.text).root or 'without an element'})"
        raise ReadError(where, cause=cause, way_out="pass feeds, sitemaps, OPML, NewsML-G2, NITF, HTML or text")
    elif found == "html":
        drafts = iter([Draft(raw=data, where=where, body=decoded.text, medium="html")])
    elif found == "json":
        drafts = read_json(decoded.text, where=where, field_map=options.field_map)
    elif found == "jsonl":
        drafts = read_jsonl(decoded.text, where=where, field_map=options.field_map)
    elif found == "csv":
        drafts = read_csv(decoded.text, where=where, field_map=options.field_map)
    elif found == "markdown":
        drafts = iter([read_markdown(decoded.text, raw=data, where=where)])
    else:
        drafts = read_text(decoded.text, raw=data, where=where, separator=options.separator)
    for draft in drafts:
        if isinstance(draft, Draft):
            # the address of the whole is not that of one of several
            yield _completed(draft, source if draft.where == where else source._replace(url=None), note=decoded.note)
        else:
            yield draft


def _listed(text: str, source: _Bytes, options: ReadOptions) -> Iterator[Draft | ReadError]:
    """The reports of the feeds that an OPML list names; addresses obey the rules of fetching, files have to lie by it."""
    local = source.url is None and source.where != STDIN
    found = list(read_opml(text, where=source.where, folder=Path(source.where).parent if local else None))
    for one in _bytes_of(found, options):
        if isinstance(one, ReadError):
            yield one
        else:
            yield from _guarded(one, options, listed_in=source.where)


def _completed(draft: Draft, source: _Bytes, *, note: str | None = None) -> Draft:
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


def _distinct(reports: Sequence[RawReport]) -> Iterator[RawReport]:
    """Each id once: the same bytes under the same name are the same report."""
    seen: set[str] = set()
    for report in reports:
        if report.id not in seen:
            seen.add(report.id)
            yield report


def _is_meta(one: Input | ReadError, options: ReadOptions) -> bool:
    if options.meta is None or not isinstance(one, Input) or one.kind != "file":
        return False
    return Path(one.where).resolve() == Path(options.meta).resolve()


def _empty(where: str) -> DecodeError | ReadError:
    return ReadError(where, cause="it is empty")


def _failure(error: TellingsError, subject: str) -> Failure:
    return Failure(stage=STAGE, subject=error.subject or subject, error=type(error).__name__, message=str(error))
