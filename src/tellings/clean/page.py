"""Read an HTML page: what it says of itself, and its main text. After this a page is plain text like any other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..errors import CleanError
from ..isotime import iso_time
from ..records import Evidence, RawReport, Record
from .assemble import safe_line
from .jsonld import Article, read_article
from .outlet import host_of, read_makers
from .rules import load_rules

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SHORT_TEXT = 250  # characters; less is a caption or a notice more often than a report
_TITLE_TAIL = re.compile(r"\s(?:[|–—·»-]|::)\s")


class Page(Record, frozen=True, kw_only=True):
    """A page as plain text, and what it says of itself. Offsets of everything later count in `text`."""

    text: str
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    lang: str | None = None
    url: str | None = None
    evidence: tuple[Evidence, ...] = ()
    notes: tuple[str, ...] = ()


def read_page(raw: RawReport) -> Page:
    """The page's main text and metadata: JSON-LD first, then OpenGraph and other meta, then `<time>`, then its address.

    Raises:
        CleanError: no main text was found.
    """
    tree = _parse(raw.body)
    if tree is None:
        raise CleanError(raw.path or raw.url or raw.id, cause="the page holds no HTML elements")
    article = read_article(str(e.text_content()) for e in _find(tree, "//script[contains(@type, 'ld+json')]"))
    meta = _meta(tree)
    url = raw.url or _canonical(tree, meta)
    extracted = extract_text(raw.body, url=url, told=article.body)
    if not extracted.text:
        raise CleanError(
            raw.path or raw.url or raw.id,
            cause="the page has no main text",
            way_out="save the page as seen in the browser, or paste its text into a file",
        )
    evidence = _dates(article, meta, tree)
    declared = _lang(tree, article, meta)
    makers = read_makers(article, meta, url, rules=load_rules(declared or "und"))
    return Page(
        text=extracted.text,
        title=_title(article, meta, tree, makers.outlet),
        outlet=makers.outlet,
        byline=makers.byline,
        lang=declared,
        url=url,
        evidence=(*evidence, *makers.evidence),
        notes=(extracted.note,) if extracted.note else (),
    )


class Extracted(Record, frozen=True, kw_only=True):
    text: str  # one paragraph a line; "" when nothing was found
    note: str | None = None  # when it was not the usual way


def extract_text(html: str, *, url: str | None = None, told: str | None = None) -> Extracted:
    """The main text of a page.

    trafilatura without comments, favouring precision. Where that finds hardly anything, the longest of its balanced
    setting, of what the page's JSON-LD tells (`told`) and of the bare paragraphs stands in, and a note says so.
    """
    precise = _trafilatura(html, url, precise=True)
    if len(precise) >= _SHORT_TEXT:
        return Extracted(text=precise)
    others = (
        ("a wider reading of the page", _trafilatura(html, url, precise=False)),
        ("the page's JSON-LD", (told or "").strip()),
        ("the page's paragraphs", _paragraphs(html)),
    )
    name, best = max(others, key=lambda other: len(other[1]))
    if len(best) <= 2 * len(precise):
        return Extracted(text=precise)
    return Extracted(text=best, note=f"main text taken from {name}")


def _trafilatura(html: str, url: str | None, *, precise: bool) -> str:
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what matters is said by our notes and errors
    try:
        found = trafilatura.extract(html, url=url, favor_precision=precise, include_comments=False)
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        if "deprecat" in str(error) or "removed" in str(error):
            raise  # our own call is off, not the page
        return ""  # a hostile page that breaks the extractor still has its paragraphs
    return str(found).strip() if found else ""


def _paragraphs(html: str) -> str:
    tree = _parse(html)
    if tree is None:
        return ""
    for element in _find(tree, "//script|//style|//noscript|//nav|//footer|//form|//aside"):
        element.drop_tree()
    texts = (" ".join(str(p.text_content()).split()) for p in _find(tree, "//p"))
    found = "\n".join(t for t in texts if t)
    if found:
        return found
    body = _find(tree, "//body")
    lines = (line.strip() for line in str(body[0].text_content()).splitlines()) if body else ()
    return "\n".join(line for line in lines if line)


def _parse(html: str) -> HtmlElement | None:
    from lxml import etree
    from lxml import html as lxml_html

    source = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", html).replace("\x00", "")
    try:
        tree = lxml_html.document_fromstring(
            source.encode("utf-8", "replace"), parser=lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return tree


def _find(tree: HtmlElement, path: str) -> list[HtmlElement]:
    return list(tree.xpath(path))


def _meta(tree: HtmlElement) -> dict[str, str]:
    """Content of meta elements by their folded name, property or itemprop; the first of each counts."""
    found: dict[str, str] = {}
    for element in _find(tree, "//meta[@content]"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = safe_line(element.get("content") or "")
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _canonical(tree: HtmlElement, meta: dict[str, str]) -> str | None:
    links = [str(e.get("href")) for e in _find(tree, "//link[@rel='canonical'][@href]")]
    for url in [*links, meta.get("og:url", "")]:
        if url.startswith(("http://", "https://")) and host_of(url):
            return url
    return None


def _title(article: Article, meta: dict[str, str], tree: HtmlElement, outlet: str | None) -> str | None:
    if article.title:
        return safe_line(article.title) or None
    for name in ("og:title", "twitter:title"):
        if meta.get(name):
            return _without_outlet(meta[name], outlet)
    for path in ("//h1", "//title"):
        texts = [safe_line(str(e.text_content())) for e in _find(tree, path)]
        texts = [t for t in texts if t]
        if len(texts) == 1 or (texts and path == "//title"):
            return _without_outlet(texts[0], outlet)
    return None


def _without_outlet(title: str, outlet: str | None) -> str:
    """Without " | Outlet" at its end."""
    parts = _TITLE_TAIL.split(title)
    tail = "".join(c for c in parts[-1].casefold() if c.isalnum())
    known = "".join(c for c in (outlet or "").casefold() if c.isalnum())
    if len(parts) > 1 and known and tail and (tail in known or known in tail):
        return title[: len(title) - len(parts[-1])].rstrip(" |–—·»-:")
    return title


_PUBLISHED = ("article:published_time", "og:published_time", "datepublished", "date", "dc.date.issued", "dc.date",
              "dcterms.created", "parsely-pub-date", "pubdate", "publishdate", "publish-date", "sailthru.date",
              "cxenseparse:recs:publishtime", "last-published")  # fmt: skip
_UPDATED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified")


def _dates(article: Article, meta: dict[str, str], tree: HtmlElement) -> list[Evidence]:
    found: list[Evidence] = []

    def add(kind: str, value: str | None, words: str | None, rests_on: str) -> None:
        if value and not any(e.kind == kind and e.value == value for e in found):
            found.append(
                Evidence(
                    kind="updated" if kind == "updated" else "published",
                    value=value,
                    text=words or value,
                    rests_on=rests_on,
                )
            )

    add("published", article.published, None, "JSON-LD datePublished")
    for name in _PUBLISHED:
        add("published", iso_time(meta.get(name)), meta.get(name), f"meta {name}")
    if not any(e.kind == "published" for e in found):
        for element in _find(tree, "//time[@datetime]")[:1]:
            add("published", iso_time(element.get("datetime")), element.get("datetime"), "time element")
    add("updated", article.updated, None, "JSON-LD dateModified")
    for name in _UPDATED:
        add("updated", iso_time(meta.get(name)), meta.get(name), f"meta {name}")
    return found


def _lang(tree: HtmlElement, article: Article, meta: dict[str, str]) -> str | None:
    root = tree.getroottree().getroot()
    declared = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or article.lang
    return declared or meta.get("content-language") or meta.get("og:locale")
