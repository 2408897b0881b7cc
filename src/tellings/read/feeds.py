"""Take apart feeds: RSS 2.0, 1.0 and their kin, and Atom (RFC 4287). One item is one report; a title alone suffices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from ..errors import ReadError
from .draft import Draft
from .items import Item, draft_of
from .markup import one_line, paragraphs, plain
from .xmltree import Element, child, child_line, children, language, line, name_of, parse

_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_ATOM = "http://www.w3.org/2005/Atom"
_BURNER = "http://rssnamespace.org/feedburner/ext/1.0"
_MAIL = re.compile(r"\S{1,100}@\S{1,200}\s{0,3}\(([^()]{1,200})\)")
_LONGEST_NAME = 500
_INLINE = ("xhtml", "application/xhtml+xml")


def read_feed(text: str, *, where: str, base: str | None = None) -> Iterator[Draft | ReadError]:
    """The items of an RSS or Atom feed. `base` is the feed's own address, which relative links are resolved against.

    Raises:
        ReadError: the XML is hostile or so broken that nothing of it can be read.
    """
    parsed = parse(text, where=where, base=base)
    atom = name_of(parsed.root) == "feed"
    found = list(_entries(parsed.root) if atom else _items(parsed.root))
    notes = (parsed.note,) if parsed.note else ()
    if not found and parsed.broken is None:
        yield ReadError(where, cause="the feed has no items")
    for n, item in enumerate(found, 1):
        yield draft_of(item, where=f"{where}#{n}" if len(found) > 1 else where, notes=notes)
    if parsed.broken is not None:
        yield parsed.broken


def _items(root: Element) -> Iterator[Item]:
    """RSS 2.0 keeps its items in the channel, RSS 1.0 beside it."""
    channel = next((one for one in root if name_of(one) == "channel"), root)
    outlet = one_line(child_line(channel, "title"))
    lang = child_line(channel, "language") or child_line(channel, "language", space=_DC)
    for place in (channel, root) if channel is not root else (root,):
        for item in place:
            if name_of(item) == "item":
                yield _rss(item, outlet=outlet, lang=lang)


def _rss(item: Element, *, outlet: str | None, lang: str | None) -> Item:
    full = _marked(child(item, "encoded", space=_CONTENT))
    short = _marked(child(item, "description")) or _marked(child(item, "description", space=_DC))
    guid = child(item, "guid")
    guid_text = line(guid)
    permanent = guid_text if guid is not None and (guid.get("isPermaLink") or "true").lower() != "false" else None
    own = child_line(item, "origLink", space=_BURNER) or child_line(item, "link")
    return Item(
        key=guid_text,
        title=one_line(child_line(item, "title") or child_line(item, "title", space=_DC)),
        body=full if len(full) >= len(short) else short,
        url=_address(own, item) or _address(_atom_link(item, space=_ATOM), item) or _address(permanent, item, whole=True),
        outlet=one_line(child_line(item, "source")) or outlet,
        byline=_author(child_line(item, "creator", space=_DC) or child_line(item, "author")),
        published=child_line(item, "pubDate") or child_line(item, "date", space=_DC) or child_line(item, "issued", space=_TERMS),
        lang=child_line(item, "language", space=_DC) or lang or language(item),
    )  # fmt: skip


def _entries(feed: Element) -> Iterator[Item]:
    outlet = _construct(child(feed, "title"))
    makers = _people(feed)
    for entry in children(feed, "entry"):
        source = child(entry, "source")
        origin = _construct(child(source, "title")) if source is not None else ""
        full, short = _construct(child(entry, "content")), _construct(child(entry, "summary"))
        yield Item(
            key=child_line(entry, "id"),
            title=" ".join(_construct(child(entry, "title")).split()) or None,
            body=full if len(full) >= len(short) else short,
            url=_address(_atom_link(entry), entry),
            outlet=" ".join((origin or outlet).split()) or None,
            byline=_people(entry) or makers,
            published=child_line(entry, "published", "issued", "updated", "modified"),
            lang=language(entry),
        )


def _construct(element: Element | None) -> str:
    """Atom's text construct: text, HTML, or XHTML inside; what only points elsewhere is empty."""
    if element is None or element.get("src"):
        return ""
    kind = (element.get("type") or "text").strip().lower()
    if len(element) or kind in _INLINE:
        return paragraphs(element)
    if kind in ("html", "text/html"):
        return plain(element.text or "")
    return (element.text or "").strip() if kind in ("text", "text/plain") else ""


def _marked(element: Element | None) -> str:
    """RSS does not say whether a description is text or HTML; some put tags right into it."""
    if element is None:
        return ""
    return paragraphs(element) if len(element) else plain(element.text or "")


def _people(element: Element) -> str | None:
    names = [name for one in children(element, "author") if (name := child_line(one, "name"))]
    return ", ".join(dict.fromkeys(names[:20])) or None


def _author(text: str | None) -> str | None:
    """RSS wants `mail@host (Name)`; the address names nobody."""
    if not text:
        return None
    text = text[:_LONGEST_NAME]
    if found := _MAIL.search(text):
        return found[1].strip()
    return None if "@" in text and " " not in text else one_line(text)


def _atom_link(element: Element, *, space: str | None = None) -> str | None:
    links = [one for one in children(element, "link", space=space) if (one.get("rel") or "alternate") == "alternate"]
    best = next((one for one in links if "html" in (one.get("type") or "html")), links[0] if links else None)
    return best.get("href") if best is not None else None


def _address(link: str | None, element: Element, *, whole: bool = False) -> str | None:
    """A web address, relative ones completed; anything else is None."""
    if not link:
        return None
    try:
        full = link.strip() if whole else urljoin(element.base or "", link.strip())
    except ValueError:
        return None
    return full if full.lower().startswith(("http://", "https://")) else None
