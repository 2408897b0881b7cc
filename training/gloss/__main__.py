"""Make the gloss tables: `python -m training.gloss`; `make.py` has the steps."""

from .make import main

raise SystemExit(main())
