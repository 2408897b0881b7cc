"""How the weights of `tellings.group` are made: `python -m training.group`."""
