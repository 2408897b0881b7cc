"""Measured quality and speed. `python -m bench [TASK…] --data DIR --json FILE`."""
