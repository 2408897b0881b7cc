"""Read what a page says of itself in JSON-LD (schema.org NewsArticle and its kin): title, times, author, publisher."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..isotime import iso_time
from ..records import Record

_ARTICLES = ("newsarticle", "article", "reportagenewsarticle", "blogposting", "liveblogposting", "report", "webpage")
_MOST_NODES = 2_000  # of one page; a hostile one nests without end
_DEEPEST = 12


class Article(Record, frozen=True, kw_only=True):
    """What a page's JSON-LD says; None where it says nothing usable."""

    title: str | None = None
    published: str | None = None  # ISO 8601
    updated: str | None = None
    outlet: str | None = None
    byline: str | None = None
    lang: str | None = None
    body: str | None = None  # plain text


def read_article(blocks: Iterable[str]) -> Article:
    """The article that the blocks (contents of `<script type="application/ld+json">`) describe.

    Looks into lists, `@graph` and nested nodes; the most specific type wins, a bare WebPage comes last. A block that
    is not JSON is passed over, as browsers do.
    """
    nodes = [node for block in blocks for node in _nodes(_parse(block))][:_MOST_NODES]
    by_id = {str(node["@id"]): node for node in reversed(nodes) if "@id" in node and len(node) > 1}
    articles = sorted((n for n in nodes if _rank(n) < len(_ARTICLES)), key=_rank)
    made = Article()
    for node in articles:
        one = Article(
            title=_text(node.get("headline")) or (_text(node.get("name")) if _rank(node) < 5 else None),
            published=iso_time(_text(node.get("datePublished"))),
            updated=iso_time(_text(node.get("dateModified"))),
            outlet=_name(node.get("publisher"), by_id) or _name(node.get("sourceOrganization"), by_id),
            byline=_name(node.get("author"), by_id),
            lang=_text(node.get("inLanguage")),
            body=_plain(_text(node.get("articleBody"))),
        )
        made = Article(
            title=made.title or one.title,
            published=made.published or one.published,
            updated=made.updated or one.updated,
            outlet=made.outlet or one.outlet,
            byline=made.byline or one.byline,
            lang=made.lang or one.lang,
            body=made.body or one.body,
        )
    return made


def _parse(block: str) -> Any:
    block = block.strip().removeprefix("<!--").removesuffix("-->").removeprefix("//<![CDATA[").removesuffix("//]]>")
    try:
        return json.loads(block.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, Mapping):
        yield value
        for key, inner in value.items():
            # what a page lists or recommends is another article
            if isinstance(inner, Mapping | list) and key not in ("hasPart", "itemListElement", "mentions", "isPartOf"):
                yield from _nodes(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value[:_MOST_NODES]:
            yield from _nodes(inner, depth + 1)


def _rank(node: Mapping[str, Any]) -> int:
    types = node.get("@type")
    names = [str(t).rsplit("/", 1)[-1].lower() for t in (types if isinstance(types, list) else [types])]
    ranks = [_ARTICLES.index(n) if n in _ARTICLES else 1 for n in names if n in _ARTICLES or n.endswith("newsarticle")]
    return min(ranks, default=len(_ARTICLES))


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        value = next((v for v in value if v), None)
    if isinstance(value, Mapping):
        value = value.get("@value") or value.get("name")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return html.unescape(value).strip() or None if isinstance(value, str) else None


def _plain(text: str | None) -> str | None:
    """Bodies that hold markup or escaped markup are not plain text: those are left to the page itself."""
    return None if text is None or re.search(r"<[a-z/]|&lt;|&[a-z]{2,6};", text) else text


def _name(value: Any, by_id: Mapping[str, Mapping[str, Any]]) -> str | None:
    """The name or names of an author or publisher, given as text, node, reference, or a list of these."""
    values = value if isinstance(value, list) else [value]
    names: dict[str, None] = {}
    for one in values[:8]:
        node = one
        if isinstance(one, Mapping) and "name" not in one and "@id" in one:
            node = by_id.get(str(one["@id"]), one)
        name = _text(node.get("name")) if isinstance(node, Mapping) else _text(node)
        if name and not name.lower().startswith(("http://", "https://")):
            names[name] = None
    return ", ".join(names) or None
