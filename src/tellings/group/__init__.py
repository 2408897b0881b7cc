"""Group: which reports tell the same event. The only stage that must see the whole pile; online, in batches."""

from .features import FEATURES, pair_features
from .model import Model, load_model
from .pile import Pile, Seen
from .similarity import similarity
from .stories import Change, Decisions, Grouping, group

__all__ = [
    "FEATURES",
    "Change",
    "Decisions",
    "Grouping",
    "Model",
    "Pile",
    "Seen",
    "group",
    "load_model",
    "pair_features",
    "similarity",
]
