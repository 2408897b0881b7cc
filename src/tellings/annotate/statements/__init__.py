"""Make statements: sentences cut where the speaker changes, each with its voice, polarity and certainty."""

from ._make import make_statements

__all__ = ["make_statements"]
