"""Split a report's text into sentences: newlines first, then razdel for Cyrillic and small rules for other scripts."""

from ._split import LONGEST, split_sentences

__all__ = ["LONGEST", "split_sentences"]
