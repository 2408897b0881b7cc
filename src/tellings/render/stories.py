"""Stories of a pile: as JSON Lines, and as one plain page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import msgspec


class ToldReport(Protocol):
    """A report as a list shows it."""

    @property
    def id(self) -> str: ...
    @property
    def lang(self) -> str: ...
    @property
    def outlet(self) -> str | None: ...
    @property
    def published(self) -> str | None: ...
    @property
    def title(self) -> str: ...


class ToldStory(Protocol):
    """A story as a list shows it."""

    @property
    def id(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def reports(self) -> Sequence[ToldReport]: ...


def stories_lines(stories: Sequence[ToldStory]) -> str:
    """One JSON object a line: id, label, reports with id, outlet, lang, published, title."""
    return "".join(msgspec.json.encode(story).decode("utf-8") + "\n" for story in stories)


def stories_page(stories: Sequence[ToldStory]) -> str:
    """One self-contained page, largest story first, lone reports folded away; everything from outside is escaped."""
    from jinja2 import Environment, FileSystemLoader

    from ._safe import visible

    templates = Environment(loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True)
    templates.filters["visible"] = visible
    ordered = sorted(stories, key=lambda s: (-len(s.reports), s.id))
    told = [s for s in ordered if len(s.reports) > 1]
    single = [s for s in stories if len(s.reports) == 1]
    return templates.get_template("stories.html.j2").render(stories=told, single=single)
