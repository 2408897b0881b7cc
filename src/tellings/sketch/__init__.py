"""Sketch: the light pass. A report becomes sparse keys, a small vector and a time, in columns; no model, no objects."""

from .columns import Sketches, concatenate
from .keys import NAME, NUMBER, STEM, WORD, kind_of, search_terms
from .sketching import sketch

__all__ = ["NAME", "NUMBER", "STEM", "WORD", "Sketches", "concatenate", "kind_of", "search_terms", "sketch"]
