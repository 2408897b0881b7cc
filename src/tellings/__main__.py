"""`python -m tellings` is the command line."""

from .cli import main

main()
