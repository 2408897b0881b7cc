"""The store: one SQLite file that holds reports, sketches, stories, changes, decisions and corrections."""

from .database import open_store, transaction

__all__ = ["open_store", "transaction"]
