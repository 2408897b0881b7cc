"""Who says what: sources, cues and contents, read with a pack's `attribution.toml`."""

from ._read import RuleAttributions, read_attributions

__all__ = ["RuleAttributions", "read_attributions"]
