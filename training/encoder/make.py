"""One command from the data sets to weights: `python -m training.encoder --data ../shared/data`."""

from __future__ import annotations

import argparse
from pathlib import Path

from tellings.encode.static import WEIGHTS, StaticEncoder

from .choose import scores
from .export import rows_of, write
from .prepare import prepare
from .train import Settings, train

WORK = Path(__file__).parent / "work"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m training.encoder", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[3] / "shared" / "data")
    parser.add_argument("--without-wmt", action="store_true", help="train without the research-use pairs")
    parser.add_argument("--steps", type=int, default=Settings.steps)
    parser.add_argument("--name", default="", help="of the files under work/; two runs can stand side by side")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="folder that the weights are written to")
    args = parser.parse_args()
    name = args.name or ("open" if args.without_wmt else "full")
    prepared, checkpoint = WORK / f"{name}.npz", WORK / f"{name}.pt"
    if not prepared.is_file():
        prepare(args.data, prepared, with_wmt=not args.without_wmt)
    train(prepared, checkpoint, Settings(steps=args.steps))
    rows = rows_of(prepared, checkpoint)
    write(rows, args.out)
    print({set_: round(f1, 1) for set_, f1 in scores(StaticEncoder(rows, version=name), args.data).items()})
    return 0
