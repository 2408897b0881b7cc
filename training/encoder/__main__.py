"""Train and calibrate the encoder: `python -m training.encoder`; `make.py` has the steps."""

from .make import main

raise SystemExit(main())
