"""Which engine serves which step; a step that is not named is served by the pack's own rules."""

from __future__ import annotations

from ..protocols import AttributionReader, NameReader, QuantityReader, TimeReader
from ..records import Record


class Engines(Record, frozen=True, kw_only=True):
    names: NameReader | None = None
    times: TimeReader | None = None
    quantities: QuantityReader | None = None
    attributions: AttributionReader | None = None

    def named(self) -> dict[str, str]:
        """Step -> name and version, for the steps that the user's own engines serve."""
        served = {
            "names": self.names,
            "times": self.times,
            "quantities": self.quantities,
            "attributions": self.attributions,
        }
        return {step: f"{engine.name} {engine.version}" for step, engine in served.items() if engine is not None}
