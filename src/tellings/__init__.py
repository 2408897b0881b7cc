"""Tellings: many reports of one event, what they share, where they differ, who says it, who took it from whom."""

__version__ = "0.1.0"
