"""Parse XML that may be broken or hostile: no entities of its own, nothing loaded from outside, bounded depth and size."""

from __future__ import annotations

import html.entities
import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from ..errors import ReadError

_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NAME = re.compile(r"<(?:[\w.-]{1,40}:)?([\w.-]{1,60})")
_DECLARATION = re.compile(r"<\?xml\b[^>]{0,200}\?>")
_DOCTYPE = re.compile(r"""<!DOCTYPE(?:[^"'\[>]|"[^"]*"|'[^']*')*""", re.I)
_SPACE = re.compile(r"[ \t\r\n]+")
_AMPERSAND = re.compile(r"&(?:(#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{0,31});)?")
_CDATA = re.compile(r"(<!\[CDATA\[.*?(?:\]\]>|\Z))", re.S)
_OF_XML = frozenset(("amp", "lt", "gt", "quot", "apos"))
_MOST_PROLOG = 100  # comments and instructions before the root
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

Element = etree._Element  # lxml names its element type so


class Parsed(NamedTuple):
    root: Element
    note: str | None = None  # what had to be mended
    broken: ReadError | None = None  # where it broke, when what follows may be lost


class Prolog(NamedTuple):
    root: str | None  # name of the first element without its prefix; None when the text is no XML
    declared: bool  # begins with <?xml
    subset: bool  # its DOCTYPE declares things of its own


def look(text: str) -> Prolog:
    """What stands before the first element, and its name."""
    at = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    declared, subset = text.startswith("<?xml", at), False
    for _ in range(_MOST_PROLOG):
        if text.startswith("<?", at):
            stop = text.find("?>", at) + 2
        elif text.startswith("<!--", at):
            stop = text.find("-->", at + 4) + 3
        elif text[at : at + 9].upper() == "<!DOCTYPE":
            end = opened.end() if (opened := _DOCTYPE.match(text, at)) else at
            inner = text.startswith("[", end)
            subset = subset or inner
            stop = text.find("]>", end) + 2 if inner else end + 1
        else:
            break
        if stop <= at:
            return Prolog(None, declared, subset)
        at = stop
        at += len(found[0]) if (found := _SPACE.match(text, at)) else 0
    found = _NAME.match(text, at)
    return Prolog(found[1] if found else None, declared, subset)


def parse(text: str, *, where: str, base: str | None = None) -> Parsed:
    """The tree. What is not well-formed is mended, or read as far as it goes; then `broken` tells it.

    Raises:
        ReadError: it declares entities, or nothing of it can be read.
    """
    if look(text).subset:
        raise _hostile(where)
    text = _DECLARATION.sub("", text.lstrip("\ufeff \t\r\n"), count=1)
    try:
        return Parsed(_trusted(_tree(text, base, recover=False), where))
    except etree.XMLSyntaxError as error:
        place = _place(error)
    mended = "".join(
        part if n % 2 else _AMPERSAND.sub(_ampersand, part)
        for n, part in enumerate(_CDATA.split(_NOT_XML.sub("", text)))
    )
    try:
        return Parsed(_trusted(_tree(mended, base, recover=False), where), "mended broken XML")
    except etree.XMLSyntaxError as error:
        place = _place(error)
    try:
        root = _tree(mended, base, recover=True)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise ReadError(where, cause=f"it is broken XML: {place}")
    return Parsed(
        _trusted(root, where),
        "read from broken XML",
        ReadError(where, cause=f"it is broken XML: {place}; parts may be lost"),
    )


def name_of(element: Element) -> str:
    """The name without its namespace; empty for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def space_of(element: Element) -> str:
    """The namespace; empty when there is none."""
    tag = element.tag
    return tag[1:].partition("}")[0] if isinstance(tag, str) and tag.startswith("{") else ""


def children(element: Element, *names: str, space: str | None = None) -> Iterator[Element]:
    """The children of these names, of one namespace where it is given, else of the element's own."""
    space = space_of(element) if space is None else space
    for child in element:
        if name_of(child) in names and space_of(child) == space:
            yield child


def child(element: Element, *names: str, space: str | None = None) -> Element | None:
    """The first child of the first of these names that there is."""
    return next((one for name in names for one in children(element, name, space=space)), None)


def line(element: Element | None) -> str | None:
    """All the words of an element on one line; None when there are none."""
    if element is None:
        return None
    return " ".join("".join(_texts(element)).split()) or None


def child_line(element: Element, *names: str, space: str | None = None) -> str | None:
    """The words of the first child of one of these names that has any."""
    found = (line(one) for name in names for one in children(element, name, space=space))
    return next((text for text in found if text), None)


def language(element: Element) -> str | None:
    """The language that the element or the nearest one around it declares."""
    at: Element | None = element
    while at is not None:
        if value := (at.get(_LANG) or "").strip():
            return value
        at = at.getparent()
    return None


def _texts(element: Element) -> Iterator[str]:
    return (str(text) for text in element.itertext(tag=etree.Element)) if len(element) else iter((element.text or "",))


def _tree(text: str, base: str | None, *, recover: bool) -> Element:
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover
    )
    return etree.fromstring(text.encode("utf-8", "replace"), parser, base_url=base or "")


def _trusted(root: Element, where: str) -> Element:
    """A DOCTYPE may hide its declarations from a first look; the parser has seen them, and expanded none."""
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and next(iter(dtd.iterentities()), None) is not None:  # type: ignore[attr-defined]
        raise _hostile(where)
    return root


def _hostile(where: str) -> ReadError:
    cause = "its XML declares entities of its own (DOCTYPE), which are not read"
    return ReadError(where, cause=cause, way_out="remove the DOCTYPE if you trust the file")


def _ampersand(found: re.Match[str]) -> str:
    """Names of characters that HTML knows and XML does not; an ampersand that begins none stands for itself."""
    name = found[1]
    if not name:
        return "&amp;"
    if name[0] == "#" or name in _OF_XML:
        return found[0]
    value = html.entities.html5.get(f"{name};")
    return "".join(f"&#{ord(c)};" for c in value) if value else f"&amp;{name};"


def _place(error: etree.XMLSyntaxError) -> str:
    text = " ".join(str(error.msg or "nothing in it").split())[:160]
    return text[:1].lower() + text[1:].removesuffix(" (<string>, line 1)")
