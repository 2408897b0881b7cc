"""Who published a page, and who wrote it: the outlet is the page's own site, an agency that it names is its source."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from ..records import Evidence, Record
from ..textfold import fold
from .assemble import safe_line
from .jsonld import Article
from .rules import Rules

_LONGEST = 80  # characters of an outlet's name
_MOST_AUTHORS = 200
_SHORTEST = 3  # letters; shorter names have to stand in the host
_LOOSE = ("og:site_name", "application-name")


class Makers(Record, frozen=True, kw_only=True):
    outlet: str | None
    byline: str | None
    evidence: tuple[Evidence, ...]


def read_makers(article: Article, meta: Mapping[str, str], url: str | None, *, rules: Rules) -> Makers:
    """Outlet and byline of a page: JSON-LD, then meta, then the host. Agencies among them become evidence."""
    evidence: list[Evidence] = []
    outlet: str | None = None
    for value, rests_on in (
        (article.outlet, "JSON-LD publisher"),
        (meta.get("og:site_name"), "og:site_name"),
        (meta.get("application-name"), "application-name"),
        (host_of(url), "address"),
    ):
        name = _named(value)
        if not name:
            continue
        if rests_on in _LOOSE and _is_label(name, url):
            continue
        agency = rules.agencies.get(name)
        if agency and fold(agency) not in fold(host_of(url) or ""):
            # sites that carry a wire's text often name the wire as publisher
            evidence.append(Evidence(kind="agency", value=agency, text=name, rests_on=rests_on))
            continue
        outlet = name
        evidence.append(Evidence(kind="outlet", value=name, text=name, rests_on=rests_on))
        break
    byline = _byline(article.byline or meta.get("author") or meta.get("article:author"), rules)
    if byline and (agency := rules.agencies.get(byline.rsplit(", ", 1)[-1])):
        evidence.append(Evidence(kind="agency", value=agency, text=byline, rests_on="byline"))
    return Makers(outlet=outlet, byline=byline, evidence=tuple(evidence))


def host_of(url: str | None) -> str | None:
    """The host of an address without "www."; None when there is none."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _is_label(name: str, url: str | None) -> bool:
    """A section's label ("U.S.") in the place of the site's name: hardly any letters, and none of the host's."""
    letters = "".join(c for c in fold(name) if c.isalnum())
    return len(letters) <= _SHORTEST and bool(host_of(url)) and letters not in fold(host_of(url) or "")


def _named(value: str | None) -> str | None:
    """A name that can head a column; an address stands for its host."""
    name = safe_line(value or "")
    if name.lower().startswith(("http://", "https://", "www.")):
        name = host_of(name if "//" in name else f"https://{name}") or ""
    return name if name and len(name) <= _LONGEST else None


def _byline(value: str | None, rules: Rules) -> str | None:
    name = safe_line(value or "")[:_MOST_AUTHORS]
    if not name or name.lower().startswith(("http://", "https://", "@")):
        return None
    folded = fold(name)
    for phrase in rules.at("byline", folded):
        rest = name[len(phrase.text) :]
        if folded.startswith(phrase.text) and rest[:1] in (" ", ":") and rest.strip(" :"):
            return rest.strip(" :")
    return name
