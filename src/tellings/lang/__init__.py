"""Language packs: what Tellings knows of one language, data first. `load_pack("ru")` gives its tables."""

from .pack import CAPABILITIES, Pack, available, load_pack

__all__ = ["CAPABILITIES", "Pack", "available", "load_pack"]
