"""Which field of foreign JSON and CSV is which of ours: names that formats use, not words of a language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..isotime import iso_time

# Ours -> theirs, tried in this order: our own records, the stories' objects, news-please, schema.org, NewsAPI, feeds.
ALIASES: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "maintext", "articlebody", "main_text", "full_text", "fulltext", "content", "article", "cleaned_text"),
    "html": ("html", "raw_html", "content_html"),
    "title": ("title", "headline", "title_page", "name"),
    "url": ("url", "link", "address", "canonical_url", "source_url", "web_url", "permalink"),
    "outlet": ("outlet", "publisher", "site_name", "sitename", "source_name", "news_outlet", "source_domain", "source", "domain", "hostname"),
    "published": ("published", "date_publish", "datepublished", "published_at", "publishedat", "publish_date", "pub_date", "pubdate",
                  "publication_date", "date_published", "date", "datetime"),
    "byline": ("byline", "author", "authors", "creator"),
    "lang": ("lang", "language", "inlanguage"),
    "retrieved": ("retrieved", "date_download", "downloaded_at", "crawled_at", "scraped_at"),
    "file": ("file", "path", "filename", "file_name"),
}  # fmt: skip
OURS = tuple(ALIASES)
_NAME_IN = ("name", "title", "domain", "headline", "@value", "value")  # where a nested object holds its name


def pick(record: Mapping[str, Any], field_map: Mapping[str, str]) -> dict[str, str]:
    """Our fields that the record fills, as text; a field that `field_map` names is taken from there and nowhere else."""
    lowered = {str(key).strip().lower(): value for key, value in reversed(list(record.items()))}
    found: dict[str, str] = {}
    for ours, theirs in ALIASES.items():
        if ours in field_map:
            value = as_text(_at(record, field_map[ours]), many=ours == "byline")
        else:
            value = next((v for name in theirs if (v := as_text(lowered.get(name), many=ours == "byline"))), None)
        if value:
            found[ours] = value
    return found


def known_columns(names: Iterable[str]) -> set[str]:
    """Which of our fields a table's header names."""
    lowered = {name.strip().lower().lstrip("\ufeff") for name in names}
    return {ours for ours, theirs in ALIASES.items() if lowered.intersection(theirs)}


def moment(value: str | None) -> tuple[str | None, str | None]:
    """An ISO time, and a note when there was something that is none."""
    if not value:
        return None, None
    found = iso_time(value)
    return found, None if found else f"publication time {value[:40]!r} is not understood"


def as_text(value: Any, *, many: bool = False) -> str | None:
    """Text out of a JSON value: text, number, an object's name, a list's first or (`many`) all."""
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, Mapping):
        return next((v for name in _NAME_IN if (v := as_text(value.get(name)))), None)
    if isinstance(value, list):
        texts = [v for one in value[:20] if (v := as_text(one))]
        return (", ".join(texts) if many else texts[0]) if texts else None
    return None


def _at(record: Mapping[str, Any], name: str) -> Any:
    """The value under a name, or under a path of names joined by dots."""
    if name in record:
        return record[name]
    value: Any = record
    for part in name.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value
