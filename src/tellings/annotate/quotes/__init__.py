"""Find what stands in quotation marks, whatever marks a text uses, and dash-led speech."""

from ._dash import dash_speech
from ._find import find_quotes

__all__ = ["dash_speech", "find_quotes"]
