"""Read inputs into RawReports: expand names, read or fetch the bytes, look what kind they are, take them apart.

inputs     paths, folders, globs, "-", addresses -> what to read, in order
fetch      addresses -> bytes, politely and safely
sniff      bytes -> their kind
decode     bytes -> text
objects    JSON, JSON Lines, CSV -> reports
lines      large files of JSON Lines, as a stream -> reports
documents  text, Markdown, HTML, MHTML, PDF -> reports
meta       what a CSV beside the files says of them
"""

from .options import MAX_BYTES, MAX_TEXT, Readings, ReadOptions
from .reading import Reading, read

__all__ = ["MAX_BYTES", "MAX_TEXT", "ReadOptions", "Reading", "Readings", "read"]
