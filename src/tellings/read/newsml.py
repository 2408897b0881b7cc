"""Take apart IPTC's XML: NewsML-G2 (newsItem, newsMessage, packageItem) with XHTML or NITF inside, and NITF alone."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import ReadError
from .draft import Draft
from .items import Item, draft_of
from .markup import paragraphs, plain
from .xmltree import Element, child, child_line, children, language, line, name_of, parse

_RETRACTED = ("canceled", "withheld")
_MAIN_ROLES = ("", "main", "headline")
_ITEMS = ("newsItem", "packageItem")
_TEXTS = ("inlineXML", "inlineData")


def read_newsml(text: str, *, where: str) -> Iterator[Draft | ReadError]:
    """One report per news item; a package gives the items that it names by headline, unless they are in the same file.

    Raises:
        ReadError: the XML is hostile or so broken that nothing of it can be read.
    """
    parsed = parse(text, where=where)
    notes = (parsed.note,) if parsed.note else ()
    found = list(_read(parsed.root))
    if not found and parsed.broken is None:
        yield ReadError(where, cause="it holds no news item with text or headline")
    for n, item in enumerate(found, 1):
        place = f"{where}#{n}" if len(found) > 1 else where
        if isinstance(item, str):
            yield ReadError(place, cause=item)
        else:
            yield draft_of(item, where=place, notes=notes)
    if parsed.broken is not None:
        yield parsed.broken


def _read(root: Element) -> Iterator[Item | str]:
    """Items in document order; a string says why there is none."""
    if name_of(root).lower() == "nitf":
        yield _nitf(root)
        return
    held = [root] if name_of(root) in _ITEMS else [one for place in children(root, "itemSet") for one in place]
    carried = {one.get("guid") for one in held if name_of(one) == "newsItem"}
    for one in held:
        if name_of(one) == "newsItem":
            yield _news_item(one)
        elif name_of(one) == "packageItem":
            yield from _referred(one, carried)


def _news_item(item: Element) -> Item | str:
    meta, content = child(item, "itemMeta"), child(item, "contentMeta")
    status = _code(child(meta, "pubStatus")) if meta is not None else None
    if status in _RETRACTED:
        return f"its publisher marks it as {status}"
    body, inner = _content(item)
    if content is None:
        content = item
    located = _name(child(content, "located")) or (inner.notes[0].partition(": ")[2] if inner and inner.notes else None)
    headlines = list(children(content, "headline"))
    main = next((one for one in headlines if _role(one) in _MAIN_ROLES), headlines[0] if headlines else None)
    made = child(meta, "versionCreated") if meta is not None else None
    return Item(
        key=item.get("guid"),
        title=line(main) or (inner.title if inner else None) or (child_line(meta, "title") if meta is not None else None),
        body=body,
        url=_address(item),
        outlet=(_name(child(meta, "provider")) if meta is not None else None) or _name(child(content, "infoSource", "contributor")),
        byline=child_line(content, "by") or _names(content, "creator") or (inner.byline if inner else None),
        published=line(made) or child_line(content, "contentCreated", "contentModified") or (inner.published if inner else None),
        lang=_language(content) or language(main if main is not None else item),
        notes=(f"located: {located}",) if located else (),
    )  # fmt: skip


def _content(item: Element) -> tuple[str, Item | None]:
    """The text of the longest of the inline renditions; what a NITF inside tells beside it."""
    best, told = "", None
    places = children(item, "contentSet")
    for holder in (one for place in places for one in children(place, *_TEXTS)):
        nitf = next((one for one in holder.iter() if name_of(one).lower() == "nitf"), None)
        inner = _nitf(nitf) if nitf is not None else None
        if inner is not None:
            text = inner.body
        elif len(holder):
            text = paragraphs(holder)
        elif (holder.get("encoding") or "").strip():
            text = ""  # packed or base64: pictures and the like
        else:
            kind = holder.get("contenttype") or ""
            text = (holder.text or "").strip() if kind.startswith("text/plain") else plain(holder.text or "")
        if len(text) > len(best):
            best, told = text, inner
    return best, told


def _nitf(root: Element) -> Item:
    """NITF 3.x: head/docdata, body/body.head, body/body.content."""
    parts: dict[str, Element] = {}
    for one in root.iter():
        parts.setdefault(name_of(one), one)
    content, issued, about = parts.get("body.content"), parts.get("date.issue"), parts.get("doc-id")
    place = line(parts.get("dateline"))
    source = parts.get("doc.copyright")
    return Item(
        key=about.get("id-string") if about is not None else None,
        title=line(parts.get("hl1")) or line(parts.get("title")),
        body=paragraphs(content) if content is not None else "",
        outlet=line(parts.get("distributor")) or (source.get("holder") if source is not None else None),
        byline=line(parts.get("byline")),
        published=issued.get("norm") if issued is not None else None,
        lang=language(content if content is not None else root),
        notes=(f"located: {place}",) if place else (),
    )


def _referred(package: Element, carried: set[str | None]) -> Iterator[Item]:
    """Items that a package only names: by their headlines, as far as it gives any."""
    meta = child(package, "itemMeta")
    outlet = _name(child(meta, "provider")) if meta is not None else None
    for ref in package.iter():
        key = ref.get("residref") or ref.get("guidref") if name_of(ref) == "itemRef" else None
        title = child_line(ref, "headline") or child_line(ref, "title") if name_of(ref) == "itemRef" else None
        if title and key not in carried:
            href = ref.get("href") or ""
            yield Item(
                key=key,
                title=title,
                url=href if href.lower().startswith(("http://", "https://")) else None,
                outlet=_name(child(ref, "provider")) or outlet,
                published=child_line(ref, "versionCreated") or child_line(ref, "contentCreated"),
                lang=language(ref),
            )


def _name(element: Element | None) -> str | None:
    """A party's or a place's name; its literal or code where it has none."""
    if element is None:
        return None
    return child_line(element, "name") or element.get("literal") or _code(element)


def _names(holder: Element, name: str) -> str | None:
    found = [made for one in children(holder, name) if (made := child_line(one, "name") or one.get("literal"))]
    return ", ".join(dict.fromkeys(found[:20])) or None


def _code(element: Element | None) -> str | None:
    if element is None:
        return None
    code = element.get("qcode") or element.get("uri") or ""
    return code.rpartition(":")[2].rpartition("/")[2].strip() or None


def _role(element: Element) -> str:
    return (element.get("role") or "").rpartition(":")[2].lower()


def _language(content: Element) -> str | None:
    found = child(content, "language")
    return (found.get("tag") or "").strip() or None if found is not None else None


def _address(item: Element) -> str | None:
    """The item's web page: a link that says so, or a guid that is one."""
    meta = child(item, "itemMeta")
    links = [one.get("href") for one in children(meta, "link")] if meta is not None else []
    places = [one for place in children(item, "contentSet") for one in children(place, "remoteContent")]
    remote = [one.get("href") for one in places if "html" in (one.get("contenttype") or "")]
    for found in (*links, *remote, item.get("guid")):
        if found and found.lower().startswith(("http://", "https://")):
            return found
    return None
