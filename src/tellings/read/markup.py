"""Turn marked-up passages (HTML out of a feed, XHTML, NITF) into plain paragraphs. Whole pages are left to `clean`."""

from __future__ import annotations

import html
import re

from lxml import etree

from .xmltree import Element, name_of

_TAG = re.compile(r"<(?:/?[A-Za-z][A-Za-z0-9]{0,15}(?:[\s/][^<>]*)?>|!--)")
_MARKS = re.compile(r"<[^<>]*>")
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BLANK = re.compile(r"[ \t\r\n\x0b\x0c]+")
_LINE, _PARAGRAPH, _BR = "\x01", "\x02", "\x03"  # breaks, until runs of them are joined; XML cannot hold these
_RUN = re.compile("[ \x01\x02\x03]+")
_LEFT_OUT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "svg",
        "math",
        "head",
        "media",
        "figure",
        "form",
        "button",
        "select",
    ]
)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hl1",
        "hl2",
        "ul",
        "ol",
        "dl",
        "table",
        "blockquote",
        "bq",
        "block",
        "pre",
        "section",
        "article",
        "hr",
        "fn",
        "note",
        "header",
        "footer",
    ]
)
_LINES = frozenset(["li", "tr", "dt", "dd", "td", "th", "caption"])


def plain(text: str) -> str:
    """The words of a text that may hold HTML, a blank line between paragraphs. A text without tags keeps its lines."""
    if not _TAG.search(text):
        return _NOT_XML.sub("", html.unescape(text) if _REFERENCE.search(text) else text).strip()
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, recover=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    source = f"<html><body>{_NOT_XML.sub('', text)}</body></html>"
    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    found = paragraphs(root) if root is not None else ""
    # what is nested too deep for the parser has no paragraphs, but words
    return found or _NOT_XML.sub("", html.unescape(_MARKS.sub(" ", text))).strip()


def one_line(text: str | None) -> str | None:
    """A title's words on one line, marks and references resolved; None when there are none."""
    return " ".join(plain(text).split()) or None if text else None


def paragraphs(element: Element) -> str:
    """The words of an element, a blank line between its blocks, one break for `br`, list items and rows."""
    out: list[str] = []
    skipped: Element | None = None
    for event, one in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        name = name_of(one).lower()
        inside = skipped is None
        if event == "start":
            if inside and name in _LEFT_OUT and one is not element:
                skipped = one
                continue
            if inside:
                out.append(_break(name, event))
                out.append(_BLANK.sub(" ", one.text or ""))
        else:
            if skipped is one:
                skipped, inside = None, True
            if inside:
                out.append(_break(name, event) if event == "end" else "")
                out.append(_BLANK.sub(" ", one.tail or "") if one is not element else "")
    return _RUN.sub(_joined, "".join(out)).strip()


def _break(name: str, event: str) -> str:
    if name == "br":
        return _BR if event == "start" else ""
    return _PARAGRAPH if name in _BLOCKS else _LINE if name in _LINES else ""


def _joined(found: re.Match[str]) -> str:
    """What a run of blanks and marks comes to."""
    run = found[0]
    if _PARAGRAPH in run or run.count(_BR) > 1:
        return "\n\n"
    return "\n" if run.strip(" ") else " "
