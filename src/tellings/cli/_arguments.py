"""What the command line takes. argparse, because `--help` has to answer in less time than a help library loads."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from .. import __version__
from ._pile_arguments import add_pile_commands, add_story_choice
from ._values import positive, positive_int, size

_EXIT = """exit codes: 0 done; 1 nothing could be read, or a step or an output failed; 2 the call is off;
3 a dossier was made, but some inputs failed (it lists them); 130 interrupted"""

_COMPARE = """Read many reports of one event and show what they share, where they differ, who says it, and who took it
from whom. Inputs are files, folders, globs, http(s) addresses, or "-" for standard input: plain text, Markdown, HTML,
saved pages (MHTML), PDF, JSON, JSON Lines, CSV."""


def parser() -> argparse.ArgumentParser:
    """The parser; `parsed.command` is the function to call."""
    top = argparse.ArgumentParser(
        prog="tellings",
        description="Many reports of one event: what they share, where they differ, who says it, who took it from whom.",
        epilog=_EXIT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"tellings {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _compare(commands)
    _demo(commands)
    _explain(commands)
    add_pile_commands(commands, later=_later)
    _lang(commands)
    return top


def _later(module: str, name: str) -> Callable[[argparse.Namespace], int]:
    """The command, imported when it is called."""

    def call(parsed: argparse.Namespace) -> int:
        import importlib

        command: Callable[[argparse.Namespace], int] = getattr(importlib.import_module(module, __package__), name)
        return command(parsed)

    return call


def _compare(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    p = commands.add_parser("compare", help="compare reports of one event", description=_COMPARE, epilog=_EXIT)
    p.set_defaults(command=_later("._compare", "compare_command"))
    p.add_argument("inputs", nargs="*", metavar="INPUT", help="file, folder, glob, address, or - for standard input")
    add_story_choice(p)
    _outputs(p)
    reading = p.add_argument_group("reading")
    reading.add_argument("--meta", type=Path, metavar="FILE.csv", help="outlet, address, publication time, byline for files that carry none")  # fmt: skip
    reading.add_argument("--map", action="append", default=[], metavar="FIELD=THEIRS", help="what a field is called in JSON or CSV, as title=headline; may be repeated")  # fmt: skip
    reading.add_argument("--separator", metavar="LINE", help="the line that parts several reports in one text (default: five or more =)")  # fmt: skip
    reading.add_argument("--allow-private", action="store_true", help="fetch addresses of the local network too")
    reading.add_argument("--timeout", type=positive, metavar="SECONDS", help="for one address")
    reading.add_argument("--max-bytes", type=size, metavar="N", help="largest input, as 20000000 or 20M")
    comparing = p.add_argument_group("comparing")
    comparing.add_argument("--gazetteer", type=Path, metavar="FILE", help="names of your own (CSV)")
    comparing.add_argument("--names-engine", metavar="KIND:FOLDER", help="find names with a model of yours: spacy:FOLDER or gliner:FOLDER")  # fmt: skip
    comparing.add_argument("--encoder", metavar="PATH", help="compare sentences with an encoder of yours: a sentence-transformers folder, an .onnx file, or http://SERVER/v1#MODEL")  # fmt: skip
    _shared(p)


def _demo(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    told = "Compare the reports that come with the package: an invented event, invented outlets, four languages."
    p = commands.add_parser("demo", help="the same on reports that come with it", description=told, epilog=_EXIT)
    p.set_defaults(command=_later("._compare", "demo_command"))
    _outputs(p)
    _shared(p)


def _explain(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    told = "Print what made one thing in a dossier: the rules or models, the findings, the words they rest on."
    p = commands.add_parser("explain", help="what made a statement, row, conflict …", description=told)
    p.set_defaults(command=_later("._explain", "explain_command"))
    p.add_argument("id", metavar="ID", help="id of a report, statement, row, conflict, alteration, derivation, origin or name; its beginning will do")  # fmt: skip
    p.add_argument("--in", dest="dossier", type=Path, default=Path("dossier.json"), metavar="FILE", help="what --json wrote (default: dossier.json)")  # fmt: skip


def _lang(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    p = commands.add_parser("lang", help="list, check or begin language packs")
    verbs = p.add_subparsers(title="commands", metavar="COMMAND", required=True)
    listing = verbs.add_parser("list", help="the packs that are installed and what each can do")
    listing.set_defaults(command=_later("._lang", "list_command"))
    check = verbs.add_parser("check", help="run the cases that stand beside a pack's rules")
    check.add_argument("codes", nargs="*", metavar="xx", help="language code; all packs if none is given")
    check.set_defaults(command=_later("._lang", "check_command"))
    new = verbs.add_parser("new", help="write the skeleton of a pack into a new folder")
    new.add_argument("code", metavar="xx", help="BCP 47 code")
    new.add_argument("--name", default="", help="the language's name in English")
    new.add_argument("--native-name", default="", help="its own name for itself")
    new.add_argument("--script", default="Latn", help="ISO 15924 code of its script (default: Latn)")
    new.add_argument(
        "--into", type=Path, default=Path(), metavar="DIR", help="where the folder is made (default: here)"
    )
    new.set_defaults(command=_later("._lang", "new_command"))


def _outputs(p: argparse.ArgumentParser) -> None:
    out = p.add_argument_group("output", "Each file is written whole or not at all. FILE may be - for standard output.")
    out.add_argument("--html", metavar="FILE", help="one self-contained page")
    out.add_argument("--json", metavar="FILE", help="everything, for other tools and for `tellings explain`")
    out.add_argument("--csv", metavar="DIR", help="tables: reports, statements, rows, conflicts, quantities, times …")
    out.add_argument("--brief", metavar="FILE", help="one page of Markdown, every line cited")
    out.add_argument("--annotations", metavar="FILE", help="W3C Web Annotations (JSON-LD)")
    out.add_argument("--share", action="store_true", help="excerpts only and no local paths, in every output")
    out.add_argument("-q", "--quiet", action="store_true", help="print neither the dossier nor progress")


def _shared(p: argparse.ArgumentParser) -> None:
    p.add_argument("--corrections", type=Path, metavar="FILE", help="what you marked in the page of an earlier run")
    p.add_argument("--read", default="", metavar="LANGS", help="languages that you read, best first, as ru,en")
    p.add_argument("--jobs", type=positive_int, metavar="N", help="addresses fetched at once")
    p.add_argument("--no-cache", action="store_true", help="neither use nor keep what was worked out before")
