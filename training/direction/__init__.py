"""How the weights that tell a translation from an original were made."""
