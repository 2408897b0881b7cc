#!/usr/bin/env python3
"""Set up and run the project on a machine that has Python 3.11+ and nothing else.

python3 dev.py demo [ARG ...]   install into .venv, compare the bundled reports (arguments go to `tellings demo`)
python3 dev.py test [ARG ...]   install with the test tools; lint, type check, architecture contract, tests
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENV = HERE / ".venv"
BIN = ENV / ("Scripts" if os.name == "nt" else "bin")


def install(extras: str) -> None:
    """Make the environment once; again only when pyproject.toml has changed."""
    stamp = ENV / f".installed{extras}"
    wanted = hashlib.sha256((HERE / "pyproject.toml").read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    if not (BIN / "python").exists():
        print(f"making {ENV.name} …", flush=True)
        venv.create(ENV, with_pip=True)
    print("installing (the first time takes a minute or two) …", flush=True)
    subprocess.run([BIN / "python", "-m", "pip", "install", "--quiet", "-e", f"{HERE}{extras}"], check=True)
    stamp.write_text(wanted)


def run(*command: str) -> None:
    print("$", " ".join(command), flush=True)
    code = subprocess.run([str(BIN / command[0]), *command[1:]], cwd=HERE, check=False).returncode
    if code:
        sys.exit(code)


def main(arguments: list[str]) -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - this file runs before anything checked the version
        sys.exit("tellings needs Python 3.11 or newer; this is " + sys.version.split()[0])
    verb, rest = (arguments[0] if arguments else ""), arguments[1:]
    if verb == "demo":
        install("")
        run("tellings", "demo", *rest)
    elif verb == "test":
        install("[dev]")
        run("ruff", "check", ".")
        run("ruff", "format", "--check", ".")
        run("mypy")
        run("lint-imports")
        run("pytest", "-n", "auto", *rest)
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
