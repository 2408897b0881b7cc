"""A machine gloss of a sentence, word for word, for a reader who does not know its language. Not evidence.

A service for what is shown. It must never be used in matching; an import-linter contract keeps it out of the stages that
match.
"""

from __future__ import annotations

from ._gloss import MAX_TEXT, gloss
from ._table import LANGS, TABLES

__all__ = ["LANGS", "MAX_TEXT", "TABLES", "gloss"]
