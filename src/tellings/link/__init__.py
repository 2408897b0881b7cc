"""Who is who in a story: names of all reports joined over languages and scripts, and every mention given its entity.

`link(annotated, gazetteer=…)` reads the mentions of each report, projects names found in one report onto the others,
joins forms into entities with findings that say why, and fills `Mention.entity` and `Source.entity`.
"""

from __future__ import annotations

from ._linking import Linked, link
from .anchors import borrow_anchors
from .gazetteer import Gazetteer, GazetteerRow, load_gazetteer
from .names import NameMatch, same_name

__all__ = ["Gazetteer", "GazetteerRow", "Linked", "NameMatch", "borrow_anchors", "link", "load_gazetteer", "same_name"]
