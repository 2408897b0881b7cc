"""How the weights of the row model were made: our own invented stories, labelled by hand, and a logistic fit."""
