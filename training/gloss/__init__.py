"""How the tables of `tellings.gloss` were made: `python -m training.gloss --data ../shared/data`."""
