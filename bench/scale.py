"""What a report costs as a pile grows, from raw text, in one process; a line of figures as it goes on.

    python -m bench.scale 5000 20000 50000 100000 200000

`light_ms` is what cleaning and sketching a report takes, `group_ms` what grouping takes, so far and in the last 2,000
reports, in processor time: what else runs on the machine counts little.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Iterator
from itertools import islice

from tellings.pipeline import Newsroom, light_pass
from tellings.records import RawReport

from .generator import generate
from .scoring_groups import b_cubed, pairwise

_STEP = 2_000


def grown(count: int) -> Iterator[dict[str, float]]:
    """Figures after every so many reports; those of the last hold the grouping's quality too."""
    newsroom, gold, light, group, done = Newsroom(), {}, 0.0, 0.0, 0
    rows = generate(count)
    while chunk := list(islice(rows, _STEP)):
        raws = [
            RawReport(id=r["id"], body=r["text"], title=r["title"], outlet=r["outlet"], published=r["date"])
            for r in chunk
        ]
        gold |= {r["id"]: r["story"] for r in chunk}
        started = time.process_time()
        shard = light_pass(raws, keep=False)
        cleaned = time.process_time()
        newsroom.add(shard.reports, sketches=shard.sketches)
        ended = time.process_time()
        light, group, done = light + cleaned - started, group + ended - cleaned, done + len(chunk)
        yield {
            "reports": done,
            "light_ms": 1000 * light / done,
            "group_ms": 1000 * group / done,
            "group_ms_at_the_end": 1000 * (ended - cleaned) / len(chunk),
            "ms_a_report": 1000 * (light + group) / done,
            "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10),
        }  # fmt: skip
    found = {r: story.id for story in newsroom.stories() for r in story.reports}
    yield {"reports": done, **b_cubed(gold, found), **pairwise(gold, found)}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", nargs="+", type=int, help="reports of a pile")
    for size in parser.parse_args().reports:
        for figures in grown(size):
            told = {name: round(value, 4) for name, value in figures.items()}
            if "b3_f1" in told or told["reports"] in (2_000, 10_000) or told["reports"] % 20_000 == 0:
                print(json.dumps({"pile": size} | told), flush=True)
