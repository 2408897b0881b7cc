"""A dossier for people and for other tools: terminal, page, brief, JSON, tables, annotations. Pure; `write` alone writes."""

from .cite import citation
from .explain import explain
from .notebook import frames, records, to_notebook
from .share import share
from .to_annotations import to_annotations
from .to_brief import to_brief
from .to_html import to_html
from .to_json import from_json, to_json
from .to_tables import to_tables
from .to_terminal import to_terminal
from .write import write, write_all

__all__ = [
    "citation",
    "explain",
    "frames",
    "from_json",
    "records",
    "share",
    "to_annotations",
    "to_brief",
    "to_html",
    "to_json",
    "to_notebook",
    "to_tables",
    "to_terminal",
    "write",
    "write_all",
]
