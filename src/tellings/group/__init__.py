"""Group: which reports tell the same event. The only stage that must see the whole pile; online, in batches."""

from .changes import Change, Decisions
from .features import FEATURES
from .model import Model, Weights, blend, load_model
from .pile import MOST, Pile, Seen, features_of
from .similarity import similarity
from .stories import Grouping, group

__all__ = [
    "FEATURES",
    "MOST",
    "Change",
    "Decisions",
    "Grouping",
    "Model",
    "Pile",
    "Seen",
    "Weights",
    "blend",
    "features_of",
    "group",
    "load_model",
    "similarity",
]
