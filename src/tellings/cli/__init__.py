"""The command line: `tellings compare`, `demo`, `explain`, `group`, `stories`, `search`, `decide`, `lang`. Heavy imports stand inside.

Exit codes: 0 done; 1 nothing could be read, or a step or an output failed; 2 the call is off; 3 a dossier was made, but
some inputs failed (they are listed in it); 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

__all__ = ["main"]

DONE, FAILED, USAGE, SOME_FAILED, INTERRUPTED = 0, 1, 2, 3, 130


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code. `arguments` are those of the process unless given."""
    code = run(sys.argv[1:] if arguments is None else arguments)
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of a pipe went away, as `| head` does: no error of ours, and nothing more to flush at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code; errors of ours are shown without a traceback."""
    from ..errors import TellingsError, UsageError
    from ._arguments import parser

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        parsed = parser().parse_args(list(arguments))
    except SystemExit as leave:  # argparse leaves by itself after --help, --version and what it cannot parse
        return leave.code if isinstance(leave.code, int) else USAGE
    try:
        return int(parsed.command(parsed))
    except UsageError as error:
        return complain(error, USAGE)
    except TellingsError as error:
        return complain(error, FAILED)
    except BrokenPipeError:
        return DONE
    except KeyboardInterrupt:
        return complain("interrupted; no output was written", INTERRUPTED)


def complain(what: object, code: int = FAILED) -> int:
    """Say on standard error, on one line, what went wrong; gives the exit code back."""
    from ..render._safe import one_line

    print(f"tellings: {one_line(str(what))}", file=sys.stderr)
    return code
