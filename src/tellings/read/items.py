"""One item of a feed, a wire or a list: what it holds, and the draft that it becomes."""

from __future__ import annotations

import json
from typing import Literal

from ..errors import ReadError
from ..records import Record
from .draft import Draft
from .fields import moment


class Item(Record, frozen=True, kw_only=True):
    key: str | None  # its own id (guid, uri); its address serves where there is none
    title: str | None = None
    body: str = ""
    medium: Literal["text", "html"] = "text"
    url: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None  # as written
    retrieved: str | None = None  # as written
    lang: str | None = None
    notes: tuple[str, ...] = ()


def _sameness(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def draft_of(item: Item, *, where: str, notes: tuple[str, ...] = ()) -> Draft | ReadError:
    """The draft, whose id rests on the item's own words and key: the same in whatever file the item comes.

    A title alone is a report, if a short one; so is a title that the text only repeats.
    """
    body, title = item.body, item.title
    if not body.strip() or (title and _sameness(body) == _sameness(title)):
        if not title:
            return ReadError(where, cause="the item has neither title nor text")
        body, title = title, None
    published, note = moment(item.published)
    said = (item.title, item.body, item.url, item.published)
    return Draft(
        raw=json.dumps(said, ensure_ascii=True).encode(),
        where=where,
        identity=item.url or item.key,
        body=body,
        medium=item.medium,
        title=title,
        url=item.url,
        outlet=item.outlet,
        byline=item.byline,
        published=published,
        retrieved=moment(item.retrieved)[0],
        lang=item.lang.strip() if item.lang else None,
        notes=(*notes, *item.notes, *((note,) if note else ())),
    )
