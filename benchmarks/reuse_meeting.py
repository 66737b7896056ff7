"""How long it takes to compare every speech of a meeting with every other, by the number of speeches.

python benchmarks/reuse_meeting.py [SPEECHES ...]
"""

import argparse
import random
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.reuse_archive import made_sentence
from speeches.text.reuse import find_overlaps, fingerprint

CHARS = 3_100
POOL = 300  # sentences that anyone may have copied
COPIED = 0.04  # of a speech's sentences, about two


def made_speech(rng: random.Random, pool: list[str], serial: int) -> str:
    lines: list[str] = []
    while sum(map(len, lines)) < CHARS:
        copied = rng.random() < COPIED
        lines.append(rng.choice(pool) if copied else made_sentence(rng, serial * 1000 + len(lines)))
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("speeches", nargs="*", type=int, default=[2, 7, 20, 60, 200])
    rng = random.Random(1)
    pool = [made_sentence(rng, number) for number in range(POOL)]
    for speeches in parser.parse_args().speeches:
        texts = [made_speech(rng, pool, serial + 1) for serial in range(speeches)]
        before = time.perf_counter()
        prints = {number: fingerprint(text, ()) for number, text in enumerate(texts)}
        printed = time.perf_counter() - before
        taken = []
        for _ in range(3):
            before = time.perf_counter()
            pairs = find_overlaps(prints)
            taken.append(time.perf_counter() - before)
        sys.stdout.write(
            f"{speeches:>4} speeches of {CHARS} characters: fingerprints {printed * 1000:.0f} ms,"
            f" all pairs {statistics.median(taken) * 1000:.0f} ms, {sum(len(p.overlaps) for p in pairs)} overlaps\n"
        )


if __name__ == "__main__":
    main()
