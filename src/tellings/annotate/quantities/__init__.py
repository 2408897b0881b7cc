"""Quantities: `read_quantities` finds numbers with unit, bounds and what they count; `RuleQuantities` is the engine."""

from .reader import RuleQuantities, read_quantities

__all__ = ["RuleQuantities", "read_quantities"]
