"""The whole analysis of a speech in J, one J being a plain jieba pass over the same text; and its growth.

python benchmarks/analysis_speed.py
"""

import logging
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import jieba

from speeches.text.examine import examine
from speeches.text.lexicon import parse
from speeches.text.outline import outline

ROUNDS = 7


def best(work: Callable[[], object]) -> float:
    """Seconds of CPU of the quickest of several rounds: the least disturbed one on a shared machine."""
    times = []
    for _ in range(ROUNDS):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times)


def main() -> None:
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    folder = ROOT / "speeches/lexicon"
    lexicon = parse({file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()})
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "speeches/samples").rglob("*.txt"))]
    whole = "\n".join(texts)
    print("字数\t1 J（毫秒）\t分点（J）\t分析（J）\t合计（J）")
    for times in (1, 10, 100):
        text = whole[:3000] * times
        parsed = outline(text)
        j = best(partial(lambda text: list(jieba.cut(text, HMM=False)), text))
        split = best(partial(outline, text))
        analysis = best(partial(examine, text, 0, len(text), parsed.parts, parsed.points, lexicon))
        print(f"{len(text)}\t{j * 1000:.1f}\t{split / j:.2f}\t{analysis / j:.2f}\t{(split + analysis) / j:.2f}")


if __name__ == "__main__":
    main()
