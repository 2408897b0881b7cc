"""One command from the data sets to calibrated weights: `python -m training.encoder --data ../shared/data`.

Needs torch, numpy, scipy, anyascii and rapidfuzz. Checkpoints and what was prepared are kept under `work/`; the same command goes
on from there. The log is what it prints.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tellings.encode.static import WEIGHTS, StaticEncoder, load_rows

from .calibrate import calibrate
from .choose import scores
from .export import rows_of, write
from .prepare import prepare
from .train import Settings, train

WORK = Path(__file__).parent / "work"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m training.encoder", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[3] / "shared" / "data")
    parser.add_argument("--without-wmt", action="store_true", help="train without the research-use pairs")
    parser.add_argument(
        "--wordnet", type=Path, help="checkout of globalwordnet/english-wordnet, its glosses to be rewritten"
    )
    parser.add_argument("--threads", type=int, default=Settings.threads)
    parser.add_argument("--steps", type=int, default=Settings.steps)
    parser.add_argument("--name", default="", help="of the files under work/; two runs can stand side by side")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="folder that the weights are written to")
    args = parser.parse_args()
    name = args.name or ("open" if args.without_wmt else "full")
    prepared, checkpoint = WORK / f"{name}.npz", WORK / f"{name}.pt"
    if not prepared.is_file():
        prepare(args.data, prepared, with_wmt=not args.without_wmt, wordnet=args.wordnet)
    train(prepared, checkpoint, Settings(steps=args.steps, threads=args.threads), every=500)
    write(rows_of(prepared, checkpoint), args.out)
    rows, version = load_rows(args.out)
    encoder = StaticEncoder(rows, version=version)
    calibrate(encoder, args.data, args.out)
    print({held: round(f1, 1) for held, f1 in scores(encoder, args.data).items()})
    return 0
