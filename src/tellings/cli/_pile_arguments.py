"""What the commands over piles and the store take: group, stories, search, decide."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from ._values import positive_int, size

_GROUP = """Say which reports tell the same event. Inputs as for compare; a title alone will do. With --store the reports,
stories and people's decisions are kept in one file, a stream can be fed in batches, and an interrupted run goes on
where it stopped."""

Later = Callable[[str, str], Callable[[argparse.Namespace], int]]


def add_pile_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser], *, later: Later) -> None:
    """Add the commands; `later` makes a command that is imported when it is called."""
    p = commands.add_parser("group", help="which reports tell the same event", description=_GROUP)
    p.set_defaults(command=later("._pile", "group_command"))
    p.add_argument("inputs", nargs="+", metavar="INPUT", help="file, folder, glob, address, or - for standard input")
    p.add_argument("-o", "--output", metavar="FILE", help="the stories as JSON Lines; - for standard output")
    p.add_argument("--html", metavar="FILE", help="the stories as one page")
    p.add_argument("--store", type=Path, metavar="FILE", help="keep reports and stories here, and go on from there")
    p.add_argument("--map", action="append", default=[], metavar="FIELD=THEIRS", help="what a field is called in JSON or CSV")  # fmt: skip
    p.add_argument("--meta", type=Path, metavar="FILE.csv", help="outlet, address, publication time for files without")
    p.add_argument("--max-bytes", type=size, default=2_000_000_000, metavar="N", help="largest input, as 20000000 or 20M; JSON Lines, tables and archives may be larger (default: 2 GB)")  # fmt: skip
    p.add_argument(
        "--jobs", type=positive_int, default=2, metavar="N", help="processes that clean and sketch (default: 2)"
    )
    p.add_argument("-q", "--quiet", action="store_true", help="print neither the stories nor progress")

    p = commands.add_parser("stories", help="list the stories of a store")
    p.set_defaults(command=later("._pile", "stories_command"))
    _store(p)
    p.add_argument("--order", choices=("newest", "outlets", "origins", "conflicts"), default="newest", help="what comes first; origins and conflicts are known of stories that were compared")  # fmt: skip
    p.add_argument(
        "--least", type=positive_int, default=2, metavar="N", help="only of so many reports or more (default: 2)"
    )
    p.add_argument("--limit", type=positive_int, default=20, metavar="N", help="how many (default: 20)")

    p = commands.add_parser("search", help="find reports in a store, in any language")
    p.set_defaults(command=later("._pile", "search_command"))
    p.add_argument("query", metavar="QUERY", help="words, a name in any script, or a sentence")
    _store(p)
    p.add_argument("--lang", default="any", metavar="xx", help="only reports in this language (default: any)")
    p.add_argument("--limit", type=positive_int, default=20, metavar="N", help="how many (default: 20)")

    p = commands.add_parser("decide", help="say that two reports tell, or do not tell, one story; kept in the store")
    p.set_defaults(command=later("._pile", "decide_command"))
    p.add_argument("kind", choices=("same", "apart"))
    p.add_argument("left", metavar="REPORT")
    p.add_argument("right", metavar="REPORT")
    _store(p)


def add_story_choice(p: argparse.ArgumentParser) -> None:
    """What makes compare take a story out of a pile or a store."""
    choice = p.add_argument_group("stories")
    choice.add_argument("--by-story", type=Path, metavar="DIR", help="a mixed pile: one dossier for each story that two reports or more tell, as STORY.json and STORY.html in this folder")  # fmt: skip
    choice.add_argument("--story", metavar="ID", help="compare this story of the store")
    choice.add_argument("--store", type=Path, metavar="FILE", help="what tellings group --store made")


def _store(p: argparse.ArgumentParser) -> None:
    p.add_argument("--store", type=Path, required=True, metavar="FILE", help="what tellings group --store made")
