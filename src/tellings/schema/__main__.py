"""Rewrite the shipped schema from the records."""

from . import SCHEMA_FILE, schema_bytes

if __name__ == "__main__":
    SCHEMA_FILE.write_bytes(schema_bytes())
