"""Freeze the names of units and currencies out of CLDR into `lang/xx/units.toml`: `python -m training.units [CODE…]`."""
