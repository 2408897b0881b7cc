"""Take apart news in JSON: JSON Feed 1.x (jsonfeed.org) and IPTC's ninjs 1.x to 3.x."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

from ..errors import ReadError
from .draft import Draft
from .fields import as_text
from .items import Item, draft_of
from .markup import one_line, plain

_NINJS = frozenset(("body_text", "body_xhtml", "bodies", "headlines", "description_text", "pubstatus", "versioncreated",
                    "representationtype", "body_html"))  # fmt: skip
_MAIN = ("main", "body", "")  # roles of the text proper and of the headline proper
_HTML = ("html", "xml", "nitf")
_PROVIDERS = ("provider", "publisher", "source", "")
_RETRACTED = ("canceled", "withheld")


def is_json_feed(value: Any) -> bool:
    return (
        isinstance(value, Mapping)
        and isinstance(value.get("items"), list)
        and str(value.get("version", "")).startswith(("https://jsonfeed.org/version/", "http://jsonfeed.org/version/"))
    )


def is_ninjs(record: Mapping[str, Any]) -> bool:
    """An address of its own (uri) and at least one field that only ninjs names so; 3.x writes them in camel case."""
    names = {str(key).lower() for key in record}
    standard = record.get("standard")
    if isinstance(standard, Mapping) and str(standard.get("name", "")).lower() == "ninjs":
        return True
    return "uri" in names and bool(names & _NINJS)


def read_json_feed(feed: Mapping[str, Any], *, where: str) -> Iterator[Draft | ReadError]:
    """The feed's items, one report each."""
    entries = feed["items"]
    base = as_text(feed.get("feed_url")) or as_text(feed.get("home_page_url")) or ""
    if not entries:
        yield ReadError(where, cause="the feed has no items")
    for n, entry in enumerate(entries, 1):
        place = f"{where}#{n}" if len(entries) > 1 else where
        if not isinstance(entry, Mapping):
            yield ReadError(place, cause="it is no JSON object")
            continue
        html = as_text(entry.get("content_html"))
        body = (
            as_text(entry.get("content_text")) or (plain(html) if html else "") or as_text(entry.get("summary")) or ""
        )
        item = Item(
            key=as_text(entry.get("id")),
            title=one_line(as_text(entry.get("title"))),
            body=body,
            url=_address(as_text(entry.get("url")), base) or _address(as_text(entry.get("id")), ""),
            outlet=as_text(feed.get("title")),
            byline=_authors(entry) or _authors(feed),
            published=as_text(entry.get("date_published")) or as_text(entry.get("date_modified")),
            lang=as_text(entry.get("language")) or as_text(feed.get("language")),
        )
        yield draft_of(item, where=place)


def read_ninjs(record: Mapping[str, Any], *, where: str) -> Draft | ReadError:
    """One news object. What its publisher has cancelled or withholds is no report."""
    found = {str(key).lower(): value for key, value in record.items()}
    status = str(found.get("pubstatus", "")).lower().rpartition(":")[2]
    uri = as_text(found.get("uri"))
    if status in _RETRACTED:
        return ReadError(where, cause=f"its publisher marks it as {status}")
    place = as_text(found.get("located"))
    item = Item(
        key=uri,
        title=one_line(
            _worded(found.get("headlines")) or as_text(found.get("headline")) or as_text(found.get("title"))
        ),
        body=_body(found),
        url=_address(as_text(found.get("url")) or uri, ""),
        outlet=_maker(found),
        byline=one_line(as_text(found.get("byline"), many=True) or as_text(found.get("by"), many=True)),
        published=next(
            (v for key in ("versioncreated", "contentcreated", "firstcreated") if (v := as_text(found.get(key)))), None
        ),
        lang=as_text(found.get("language")),
        notes=(f"located: {place}",) if place else (),
    )
    return draft_of(item, where=where)


def _body(found: Mapping[str, Any]) -> str:
    """1.x holds one field per kind (body_text, body_xhtml …), later ones a list; text before marked-up text."""
    if text := as_text(found.get("body_text")):
        return text.strip()
    for name in ("body_xhtml", "body_html", "body_nitf", *sorted(key for key in found if key.startswith("body_"))):
        if text := as_text(found.get(name)):
            return plain(text)
    whole = [one for one in _list(found.get("bodies")) if _role(one) in _MAIN] or _list(found.get("bodies"))[:1]
    for marked in (False, True):
        for one in whole:
            kind = str(_get(one, "contenttype") or "").lower()
            text = as_text(_get(one, "value"))
            if text and any(sign in kind for sign in _HTML) == marked:
                return plain(text) if marked or not kind else text.strip()
    return plain(_worded(found.get("descriptions")) or as_text(found.get("description_text")) or "")


def _worded(value: Any) -> str | None:
    """The main one of several headlines or descriptions."""
    entries = _list(value)
    main = next((one for one in entries if _role(one) in _MAIN), entries[0] if entries else None)
    return as_text(_get(main, "value")) if main is not None else None


def _maker(found: Mapping[str, Any]) -> str | None:
    for role in _PROVIDERS:
        for one in _list(found.get("infosources")):
            if _role(one) == role and (name := as_text(one)):
                return name
    names = ("provider", "source", "copyrightholder")
    return next((v for name in names if (v := as_text(found.get(name)))), None)


def _authors(holder: Mapping[str, Any]) -> str | None:
    several = holder.get("authors")
    return as_text(several, many=True) or as_text(holder.get("author"))


def _list(value: Any) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _role(one: Mapping[str, Any]) -> str:
    role = _get(one, "role")
    return str(role or "").lower().rpartition(":")[2].rpartition("/")[2]


def _get(one: Mapping[str, Any], name: str) -> Any:
    return next((value for key, value in one.items() if str(key).lower() == name), None)


def _address(link: str | None, base: str) -> str | None:
    if not link:
        return None
    try:
        full = urljoin(base, link.strip()) if base else link.strip()
    except ValueError:
        return None
    return full if full.lower().startswith(("http://", "https://")) else None
