"""How the shipped sentence encoder was made: `python -m training.encoder --data ../shared/data`."""
