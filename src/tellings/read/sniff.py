"""Say what kind of input some bytes are, by looking at them; the name's ending only settles what looks leave open."""

from __future__ import annotations

import csv
import json
import re
from typing import Literal

from ..errors import DecodeError
from .fields import known_columns
from .xmltree import look

Kind = Literal[
    "text", "markdown", "html", "mhtml", "pdf", "json", "jsonl", "csv",
    "feed", "opml", "sitemap", "newsml", "xml", "warc", "parquet",
]  # fmt: skip

_BINARY = (
    (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"), (b"RIFF", "sound or pictures"),
    (b"PK\x03\x04", "a zip archive or an office document"), (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"7z\xbc\xaf", "an archive"), (b"BZh", "an archive"), (b"\xfd7zXZ", "an archive"), (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"), (b"SQLite format 3", "a database"), (b"ID3", "sound"), (b"OggS", "sound"),
)  # fmt: skip
LARGE_PACKED = (b"WARC/0.", b"WARC/1.")
LARGE = (*LARGE_PACKED, b"PAR1")  # archives and tables, whose size is bounded by parts
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*){0,3}<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_TAG = re.compile(r"<(?:p|div|article|body|h1|meta|title|section|main|span)\b", re.I)
_MAIL_HEADER = re.compile(rb"(?:^|\n)(?:MIME-Version|Content-Type|From|Snapshot-Content-Location):", re.I)
_ENDINGS: dict[str, Kind] = {
    "html": "html", "htm": "html", "xhtml": "html", "shtml": "html", "mhtml": "mhtml", "mht": "mhtml", "md": "markdown",
    "markdown": "markdown", "json": "json", "jsonl": "jsonl", "ndjson": "jsonl", "csv": "csv", "tsv": "csv",
}  # fmt: skip
_TYPES: dict[str, Kind] = {
    "text/html": "html", "application/xhtml+xml": "html", "application/json": "json", "application/ld+json": "json",
    "application/x-ndjson": "jsonl", "text/csv": "csv", "text/markdown": "markdown", "multipart/related": "mhtml",
    "message/rfc822": "mhtml",
}  # fmt: skip
_ROOTS: dict[str, Kind] = {
    "rss": "feed", "rdf": "feed", "feed": "feed", "opml": "opml", "urlset": "sitemap", "sitemapindex": "sitemap",
    "newsitem": "newsml", "newsmessage": "newsml", "packageitem": "newsml", "nitf": "newsml",
}  # fmt: skip


def binary_kind(data: bytes, *, where: str) -> Kind | None:
    """The kind of inputs that are told by their first bytes; None for text.

    Raises:
        DecodeError: it is something that holds no report.
    """
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(LARGE):
        return "parquet" if data.startswith(b"PAR1") else "warc"
    for magic, what in _BINARY:
        if data.startswith(magic):
            way_out = "save it as text or PDF" if "document" in what else "pass text, HTML, PDF, JSON or CSV"
            raise DecodeError(where, cause=f"it is {what}", way_out=way_out)
    head = data[:4096]
    if b"multipart/related" in head.lower() and len(_MAIL_HEADER.findall(head)) >= 2:
        return "mhtml"
    return None


def text_kind(text: str, *, name: str, content_type: str | None = None) -> Kind:
    """The kind of a decoded input."""
    head = text[:20_000].lstrip("\ufeff \t\r\n")
    if _HTML.match(head):
        return "html"
    prolog = look(text) if head[:1] == "<" else None
    if prolog and (rooted := _ROOTS.get((prolog.root or "").lower())):
        return rooted
    if head[:1] in "{[" and head and (kind := _json_kind(text)):
        return kind
    named = _TYPES.get((content_type or "").split(";")[0].strip().lower()) or _ENDINGS.get(_ending(name))
    if named == "html" and _TAG.search(head):
        return "html"
    if prolog and prolog.declared:
        return "xml"
    if named in ("json", "jsonl", "csv", "markdown"):
        return named
    if _is_table(head):
        return "csv"
    return "markdown" if head.startswith("---\n") and "\n---" in head[4:] else "text"


def _ending(name: str) -> str:
    base = name.split("?", 1)[0].rsplit("/", 1)[-1].lower().removesuffix(".gz")
    return base.rsplit(".", 1)[-1] if "." in base else ""


def _json_kind(text: str) -> Kind | None:
    """JSON when the whole is one value; JSON Lines when each of the first lines is one."""
    lines = text.strip().split("\n", 4)
    if len(lines) > 1 and _is_object(lines[0]) and any(_is_object(line) for line in lines[1:4]):
        return "jsonl"
    try:
        json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return "jsonl" if _is_object(lines[0]) else None
    return "json"


def _is_object(line: str) -> bool:
    line = line.strip()
    if not (line.startswith("{") and line.endswith("}")):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _is_table(head: str) -> bool:
    """A first line that names at least two of our columns, the text among them."""
    first = head.split("\n", 1)[0].strip()
    if len(first) > 500:
        return False
    for delimiter in ",;\t":
        try:
            names = known_columns(next(csv.reader([first], delimiter=delimiter), []))
        except csv.Error:
            continue
        if "text" in names and len(names) >= 2:
            return True
    return False
