"""Take apart documents: plain text (one report or several), Markdown, HTML, saved pages (MHTML), PDF."""

from __future__ import annotations

import email
import email.policy
import io
import re
from collections.abc import Iterator

from ..errors import ReadError
from .decode import decode
from .draft import Draft
from .fields import known_columns, moment, pick

_SEPARATOR = re.compile(r"(?m)^[ \t]{0,3}={5,200}[ \t\r]{0,3}$")
_HEADER = re.compile(r"([A-Za-z_]{2,20}):[ \t]{0,3}(\S.{0,500})")
_MOST_PAGES = 400  # of a PDF

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.{0,20000}?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.S)
_HEADING = re.compile(r"(?m)^ {0,3}(#{1,6})[ \t]+(.{0,500}?)[ \t]*#*[ \t]*$")
_LINK = re.compile(r"(!?)\[([^\[\]\n]{0,500})\]\([^()\s]{0,2000}(?:[ \t]+\"[^\"\n]{0,300}\")?\)")
_EMPHASIS = re.compile(r"(\*{1,3}|(?<!\w)_{1,3})(?=\S)([^*_\n]{1,500}?)(?<=\S)\1(?!\w)")
_LINE_MARK = re.compile(r"(?m)^ {0,3}(?:>[ \t]?|[-*+][ \t]+)")
_RULE = re.compile(r"(?m)^ {0,3}(?:[-*_][ \t]*){3,}$")


def read_text(text: str, *, raw: bytes, where: str, separator: str | None) -> Iterator[Draft]:
    """One report, or as many as separator lines part it into. A part may begin with lines such as `outlet: Name`."""
    parts = [part for part in _parts(text, separator) if part.strip()]
    for n, part in enumerate(parts, 1):
        several = len(parts) > 1
        header, body = _header(part)
        published, note = moment(header.get("published"))
        yield Draft(
            raw=part.encode("utf-8", "surrogatepass") if several else raw,
            where=f"{where}#{n}" if several else where,
            body=body,
            url=header.get("url"),
            outlet=header.get("outlet"),
            title=header.get("title"),
            byline=header.get("byline"),
            lang=header.get("lang"),
            published=published,
            notes=(note,) if note else (),
        )


def read_markdown(text: str, *, raw: bytes, where: str) -> Draft:
    """The text without its marks; front matter gives fields, the first heading of the first level the title."""
    fields: dict[str, str] = {}
    if found := _FRONT_MATTER.match(text):
        lines = (_HEADER.match(line) for line in found[1].splitlines())
        fields = pick({m[1]: m[2].strip().strip("\"'") for m in lines if m}, {})
        text = text[found.end() :]
    heading = next((m for m in _HEADING.finditer(text) if len(m[1]) == 1), None)
    published, note = moment(fields.get("published"))
    return Draft(
        raw=raw,
        where=where,
        body=_without_marks(text),
        title=fields.get("title") or (_without_marks(heading[2]).strip() or None if heading else None),
        url=fields.get("url"),
        outlet=fields.get("outlet"),
        byline=fields.get("byline"),
        lang=fields.get("lang"),
        published=published,
        notes=(note,) if note else (),
    )


def read_mhtml(raw: bytes, *, where: str) -> Draft:
    """The page inside a saved one, and the address that it was saved from.

    Raises:
        ReadError: it holds no HTML.
    """
    message = email.message_from_bytes(raw, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() not in ("text/html", "application/xhtml+xml"):
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content.strip():
            found = decode(content, where=where, declared=part.get_content_charset())
            address = message["Snapshot-Content-Location"] or part["Content-Location"]
            url = str(address).strip() if address else None
            return Draft(
                raw=raw,
                where=where,
                body=found.text,
                medium="html",
                url=url if url and url.startswith(("http://", "https://")) else None,
                notes=(found.note,) if found.note else (),
            )
    raise ReadError(where, cause="the saved page holds no HTML")


def read_pdf(raw: bytes, *, where: str) -> Draft:
    """The text of a PDF's pages, lines joined into paragraphs.

    Raises:
        ReadError: it is broken, locked, or holds pictures of text only.
    """
    import logging

    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it warns of every oddity; what matters is raised
    try:
        reader = PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadError(where, cause="the PDF is locked by a password")
        pages = [page.extract_text() or "" for page in reader.pages[:_MOST_PAGES]]
        info = reader.metadata
        title = str(info.title).strip() if info and info.title else None
        author = str(info.author).strip() if info and info.author else None
    except ReadError:
        raise
    except (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, OSError, RecursionError) as error:
        raise ReadError(where, cause=f"the PDF is broken ({type(error).__name__})") from error
    except Exception as error:  # a hostile PDF finds errors that its reader does not declare
        raise ReadError(where, cause=f"the PDF cannot be read ({type(error).__name__})") from error
    body = join_lines("\n\n".join(pages))
    if not body.strip():
        raise ReadError(where, cause="the PDF holds no text", way_out="run text recognition (OCR) on it first")
    shown = title if title and title.lower() in body.lower() else None
    return Draft(raw=raw, where=where, body=body, title=shown, byline=author, notes=("read from a PDF",))


def join_lines(text: str) -> str:
    """Paragraphs out of printed lines: a line as long as its neighbours that ends no sentence goes on in the next."""
    out: list[str] = []
    lines = [line.rstrip() for line in text.splitlines()]
    usual = sorted(len(line) for line in lines if line)
    full = 0.75 * usual[int(0.8 * (len(usual) - 1))] if usual else 0
    for line in lines:
        last = out[-1] if out else ""
        open_line = bool(last) and bool(line) and len(last.rsplit("\n", 1)[-1]) >= full
        if open_line and last.endswith("-") and last[-2:-1].isalpha() and line[:1].islower():
            out[-1] = last[:-1] + line
        elif (open_line and last[-1:] not in ".!?:…") or (open_line and len(last) >= full and line[:1].islower()):
            out[-1] = f"{last} {line.lstrip()}"
        else:
            out.append(line)
    return "\n".join(out)


def _parts(text: str, separator: str | None) -> list[str]:
    if separator is None:
        # beneath a line of text, a row of "=" is Markdown's underlining of a heading
        cuts = [m for m in _SEPARATOR.finditer(text) if not _underlines(text, m.start())]
        edges = [0, *(edge for m in cuts for edge in m.span()), len(text)]
        return [text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
    parts: list[list[str]] = [[]]
    for line in text.splitlines(keepends=True):
        if line.strip() == separator.strip():
            parts.append([])
        else:
            parts[-1].append(line)
    return ["".join(part) for part in parts]


def _underlines(text: str, start: int) -> bool:
    """Whether a short line that ends no sentence stands directly above."""
    above = text[max(0, start - 140) : start].replace("\r", "")
    if not above.endswith("\n") or above.endswith("\n\n"):
        return False
    line = above[:-1].rsplit("\n", 1)[-1].strip()
    return 0 < len(line) <= 120 and line[-1] not in '.!?…»”"='


def _header(part: str) -> tuple[dict[str, str], str]:
    """Leading `name: value` lines, when all of them up to a blank line name fields of ours."""
    found: dict[str, str] = {}
    at = len(part) - len(part.lstrip("\r\n"))
    while match := _HEADER.match(part, at):
        ours = known_columns([match[1]])
        if not ours or ours & {"text", "html", "file"}:
            return {}, part
        found[match[1]] = match[2].strip()
        at = match.end() + len(re.match(r"[ \t]*\r?\n?", part[match.end() :])[0])  # type: ignore[index]
        if part[at : at + 1] in ("\n", "\r", ""):
            return (pick(found, {}), part[at:]) if part[at:].strip() else ({}, part)
    return {}, part


def _without_marks(text: str) -> str:
    text = _RULE.sub("", text)
    text = _HEADING.sub(lambda m: m[2], text)
    text = _LINK.sub(lambda m: "" if m[1] else m[2], text)
    text = _LINE_MARK.sub("", text)
    return _EMPHASIS.sub(lambda m: m[2], text)
