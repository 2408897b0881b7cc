"""A quotation as a citation: original words, outlet, time with zone, address with text fragment, retrieved, hash.

The text fragment follows the WICG draft "URL Fragment Text Directives" (`#:~:text=start,end`).
"""

from __future__ import annotations

import hashlib
from urllib.parse import quote

from ..records import Report, Statement
from ._safe import one_line, quoted, web_link

_WHOLE = 80  # characters; a longer quotation is addressed by its first and last words
_ENDS = 5  # words on either side


def text_fragment(address: str, words: str) -> str:
    """The address with a fragment that makes a browser scroll to `words` and mark them."""
    folded = " ".join(words.split())
    pieces = folded.split(" ")
    if len(folded) <= _WHOLE or len(pieces) <= 2 * _ENDS:
        directive = _encoded(folded)
    else:
        directive = f"{_encoded(' '.join(pieces[:_ENDS]))},{_encoded(' '.join(pieces[-_ENDS:]))}"
    return f"{address}{'' if '#' in address else '#'}:~:text={directive}"


def _encoded(words: str) -> str:
    # "-" and "," and "&" are part of the directive's own grammar; quote() leaves the first alone.
    return quote(words.encode("utf-8", "replace"), safe="").replace("-", "%2D")


def text_hash(report: Report) -> str:
    """SHA-256 of the report's text as it was read; empty when the dossier carries no text (a shared one)."""
    return hashlib.sha256(report.text.encode("utf-8", "replace")).hexdigest() if report.text else ""


def citation(statement: Statement, report: Report, *, label: str) -> str:
    """One paragraph of plain text that lets anybody find and check the words again."""
    mark = " [excerpt]" if statement.text.endswith("…") and not report.text else ""
    parts = [f"{quoted(statement.text)}{mark} — {one_line(label)}"]
    if report.byline:
        parts.append(one_line(report.byline))
    if report.title:
        parts.append(f"{quoted(report.title)}")
    parts.append(one_line(report.published) if report.published else "no publication time known")
    link = web_link(report.url)
    if link:
        parts.append(text_fragment(link, statement.text))
    elif report.path:
        parts.append(f"file {one_line(report.path)}")
    if report.retrieved:
        parts.append(f"retrieved {one_line(report.retrieved)}")
    digest = text_hash(report)
    parts.append(f"characters {statement.start}–{statement.stop} of the text read")
    parts.append(f"text sha256 {digest[:16]}" if digest else f"report {report.id}")
    return ", ".join(parts) + "."


def reference(statement: Statement, report: Report, *, label: str) -> str:
    """The short form for a line of a brief: outlet, day, offsets."""
    day = f", {report.published[:10]}" if report.published else ""
    return f"{one_line(label)}{day}, {statement.start}–{statement.stop}"
