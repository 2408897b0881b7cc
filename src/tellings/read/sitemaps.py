"""Take apart sitemaps (sitemaps.org 0.9 with Google's news extension): a page that has a title is a report by it."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import ReadError
from .draft import Draft
from .items import Item, draft_of
from .markup import one_line
from .xmltree import Element, child_line, name_of, parse


def read_sitemap(text: str, *, where: str) -> Iterator[Draft | ReadError]:
    """Titled pages as reports; pages without a title, and other sitemaps, as one error that says how to fetch them.

    Raises:
        ReadError: the XML is hostile or so broken that nothing of it can be read.
    """
    parsed = parse(text, where=where)
    root = parsed.root
    pages = [one for one in root if name_of(one) in ("url", "sitemap")]
    titled: list[Item] = []
    bare: list[str] = []
    for page in pages:
        url = child_line(page, "loc")
        item = _news(page, url=url) if name_of(page) == "url" else None
        if item is not None:
            titled.append(item)
        elif url:
            bare.append(url)
    notes = (parsed.note,) if parsed.note else ()
    for n, item in enumerate(titled, 1):
        yield draft_of(item, where=f"{where}#{n}" if len(pages) > 1 else where, notes=notes)
    if bare:
        yield _listed(bare, where=where, index=name_of(root) == "sitemapindex")
    elif not titled and parsed.broken is None:
        yield ReadError(where, cause="the sitemap lists nothing")
    if parsed.broken is not None:
        yield parsed.broken


def _news(page: Element, *, url: str | None) -> Item | None:
    news = next((one for one in page if name_of(one) == "news"), None)
    title = one_line(child_line(news, "title")) if news is not None else None
    if news is None or title is None:
        return None
    publication = next((one for one in news if name_of(one) == "publication"), None)
    return Item(
        key=url,
        title=title,
        url=url if url and url.lower().startswith(("http://", "https://")) else None,
        outlet=child_line(publication, "name") if publication is not None else None,
        lang=child_line(publication, "language") if publication is not None else None,
        published=child_line(news, "publication_date") or child_line(page, "lastmod"),
    )


def _listed(urls: list[str], *, where: str, index: bool) -> ReadError:
    """Listed addresses are not fetched unasked: a sitemap may name fifty thousand."""
    what = "other sitemaps" if index else "pages without titles"
    cause = f"it lists the addresses of {what} ({len(urls):,}), which are fetched only when they are named"
    return ReadError(where, cause=cause, way_out=f"pass the addresses that you want as inputs, such as {urls[0][:200]}")
