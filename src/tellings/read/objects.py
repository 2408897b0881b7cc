"""Take apart JSON, JSON Lines and CSV: one object or row, one report."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from ..errors import ReadError
from .draft import Draft
from .fields import OURS, moment, pick
from .newsjson import is_json_feed, is_ninjs, read_json_feed, read_ninjs

_LISTS = ("articles", "reports", "items", "results", "data", "documents", "news", "entries", "stories", "@graph")
_LARGEST_CELL = 10_000_000


def read_json(text: str, *, where: str, field_map: Mapping[str, str]) -> Iterator[Draft | ReadError]:
    """One object, a list of them, or an object that holds such a list."""
    try:
        value = json.loads(text.lstrip("\ufeff"), strict=False)
    except (ValueError, RecursionError) as error:
        yield ReadError(where, cause=f"it is broken JSON: {json_error(error)}")
        return
    if is_json_feed(value) and not field_map:
        yield from read_json_feed(value, where=where)
        return
    records = _records(value)
    if not records:
        yield ReadError(where, cause="its JSON holds no reports")
    many = len(records) > 1 or isinstance(value, list)
    for n, record in enumerate(records, 1):
        yield row_draft(record, where=f"{where}#{n}" if many and len(records) > 1 else where, field_map=field_map)


def read_jsonl(text: str, *, where: str, field_map: Mapping[str, str]) -> Iterator[Draft | ReadError]:
    """One object a line; a broken line is an error of its own. Numbers count lines that are not blank."""
    lines = [(n, line) for n, line in enumerate(text.lstrip("\ufeff").split("\n"), 1) if line.strip()]
    for count, (n, line) in enumerate(lines, 1):
        place = f"{where}#{count}" if len(lines) > 1 else where
        try:
            value = json.loads(line, strict=False)
        except (ValueError, RecursionError) as error:
            yield ReadError(f"{where}, line {n}", cause=f"it is broken JSON: {json_error(error)}")
            continue
        yield row_draft(value, where=place, field_map=field_map)


def read_csv(text: str, *, where: str, field_map: Mapping[str, str]) -> Iterator[Draft | ReadError]:
    """One row, one report; the first row names the columns."""
    csv.field_size_limit(_LARGEST_CELL)
    try:
        rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=_delimiter(text)))
    except csv.Error as error:
        yield ReadError(where, cause=f"it is a broken table: {error}")
        return
    if not rows:
        yield ReadError(where, cause="the table has no rows")
    for n, row in enumerate(rows, 1):
        named = {key: value for key, value in row.items() if isinstance(key, str) and isinstance(value, str)}
        yield row_draft(named, where=f"{where}#{n}" if len(rows) > 1 else where, field_map=field_map)


def read_rows(text: str) -> list[dict[str, str]]:
    """The rows of a CSV as they are, by column name.

    Raises:
        csv.Error: the text is no table.
    """
    csv.field_size_limit(_LARGEST_CELL)
    reader = csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=_delimiter(text))
    return [{k: v for k, v in row.items() if isinstance(k, str) and isinstance(v, str)} for row in reader]


def _records(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    if isinstance(value, Mapping):
        for name in _LISTS:
            inner = value.get(name)
            if isinstance(inner, list) and inner and all(isinstance(one, Mapping) for one in inner):
                return list(inner)
        return [value]
    return []


def row_draft(record: Any, *, where: str, field_map: Mapping[str, str]) -> Draft | ReadError:
    """The report that one object or row holds."""
    if not isinstance(record, Mapping):
        return ReadError(where, cause="it is no JSON object")
    if not field_map and is_ninjs(record):
        return read_ninjs(record, where=where)
    found = pick(record, field_map)
    body, medium = found.get("text"), "text"
    if body is None and "html" in found:
        body, medium = found["html"], "html"
    if body is None and "title" in found:
        body = found.pop("title")  # a headline alone is a report, if a short one
    if body is None:
        names = ", ".join(str(key)[:30] for key in list(record)[:12])
        way_out = f"name the field that holds it: --map text=FIELD; there are {names}" if names else ""
        return ReadError(where, cause="no field holds a text", way_out=way_out)
    if record.get("medium") == "html":
        medium = "html"
    published, note = moment(found.get("published"))
    retrieved, _ = moment(found.get("retrieved"))
    return Draft(
        raw=json.dumps(record, ensure_ascii=True, sort_keys=True, default=str).encode(),
        where=where,
        identity=_identity(record, found) if "#" in where else None,
        body=body,
        medium="html" if medium == "html" else "text",
        published=published,
        retrieved=retrieved,
        notes=(note,) if note else (),
        **{
            name: found[name] for name in OURS if name in found and name in ("title", "url", "outlet", "byline", "lang")
        },
    )


def _identity(record: Mapping[str, Any], found: Mapping[str, str]) -> str | None:
    own = record.get("id")
    return found.get("url") or (str(own) if isinstance(own, str | int) and own != "" else None)


def _delimiter(text: str) -> str:
    first = text.lstrip("\ufeff").split("\n", 1)[0]
    return max(",;\t", key=first.count)


def json_error(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg.lower()} at line {error.lineno}, column {error.colno}"
    return "nested too deep"
