"""`tellings explain ID`: what made one thing in a dossier."""

from __future__ import annotations

import argparse
import sys

from ..errors import ReadError
from . import DONE


def explain_command(parsed: argparse.Namespace) -> int:
    """Print the account of one id."""
    from ..render import explain, from_json

    try:
        raw = sys.stdin.buffer.read() if str(parsed.dossier) == "-" else parsed.dossier.read_bytes()
    except OSError as error:
        way_out = "name the file that `tellings compare … --json FILE` wrote with --in"
        raise ReadError(str(parsed.dossier), cause=str(error.strerror).lower(), way_out=way_out) from error
    sys.stdout.write(explain(from_json(raw, subject=str(parsed.dossier)), parsed.id))
    return DONE
