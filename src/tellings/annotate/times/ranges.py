"""The two ends of a range: what each takes from the other."""

from __future__ import annotations

from .vocabulary import Fields

_DATED = {"y", "y2", "m", "d", "wd", "shift", "which", "unit", "base", "holiday"}


def filled(fields: Fields) -> tuple[Fields, Fields]:
    """The two ends of a range, each with what it takes from the other: "13-15 July" is 13 July to 15 July."""
    lo, hi = dict(fields["lo"]), dict(fields["hi"])
    rest = {k: v for k, v in fields.items() if k not in {"lo", "hi", "weak"}}
    lo.update({k: v for k, v in rest.items() if k not in lo})
    hi.update({k: v for k, v in rest.items() if k not in hi})
    for one, other in ((lo, hi), (hi, lo)):
        clock_only = "h" in one and not _DATED & one.keys()
        if clock_only:
            one.update({k: v for k, v in other.items() if k in _DATED})
        if "d" in one and "m" not in one:
            one.update({k: other[k] for k in ("m", "which", "unit", "shift") if k in other})
        if ("m" in one or "season" in one or "d" in one) and not {"y", "y2"} & one.keys():
            one.update({k: other[k] for k in ("y", "y2") if k in other and "m" in other})
    if "ampm" in hi and "ampm" not in lo and "pod" not in lo and "h" in lo and lo["h"] < hi["h"]:
        lo["ampm"] = hi["ampm"]
    if "pod" in hi and "h" in hi and "h" in lo and "ampm" not in lo:
        lo.setdefault("pod", hi["pod"])
    return lo, hi
