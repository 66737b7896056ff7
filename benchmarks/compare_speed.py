"""What each screen of a comparison costs, cold and warm, as a ratio to one plain jieba pass over the text compared.

python benchmarks/compare_speed.py [SPEECHES ...]      builds an archive in a temporary folder, which it removes again
"""

import argparse
import logging
import os
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
FOLDER = tempfile.TemporaryDirectory(prefix="compare_speed_")
os.environ["STUDYARCHIVE_DATA"] = FOLDER.name
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "studyarchive.settings")

import django

django.setup()

import jieba

from speeches import compare, ingest, installation, lexicons
from speeches.compare.as_json import as_json
from speeches.compare.cache import forget
from speeches.compare.comparison import Comparison
from speeches.models import ImportBatch, Meeting, Speech, Unit
from speeches.models.choices import ReviewStatus

POINTS = 10
CHARS = 3_100
COPIED = 0.04  # of a speech's sentences stand in others too
POOL = 300
WORD = re.compile("[一-鿿]{2}")
NUMERALS = "一二三四五六七八九十"
FRAMES = ("要把{}抓实，", "必须看到{}还有差距，", "围绕{}，", "去年在{}上走访，", "我将带头抓好{}，", "")
QUOTATIONS = (
    "为民造福是最大政绩",
    "调查研究是谋事之基、成事之道",
    "政绩为谁而树、树什么样的政绩、靠什么树政绩",
    "既要做显功，也要做潜功",
)


class Writer:
    """Writes sentences with the words of Chinese, each as often as it is used."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._words = sorted(word for word, times in jieba.dt.FREQ.items() if times >= 300 and WORD.fullmatch(word))
        self._weights = list(accumulate(jieba.dt.FREQ[word] for word in self._words))

    def sentence(self) -> str:
        """About fifty characters."""
        words = self._rng.choices(self._words, cum_weights=self._weights, k=24)
        return "，".join("".join(words[at : at + 6]) for at in range(0, 24, 6)) + "。"


def made_speech(rng: random.Random, writer: Writer, pool: list[str], terms: list[str]) -> str:
    """Ten numbered points of themed sentences, each with a quotation and a formulation here and there."""
    lines = ["同志们：", "结合分管工作，我谈几点体会。"]
    for point in range(POINTS):
        own = rng.sample(terms, 3)
        sentences = [f"{NUMERALS[point]}、要坚持把{own[0]}作为{own[1]}的底气。"]
        while sum(map(len, sentences)) < CHARS / POINTS:
            sentence = rng.choice(pool) if rng.random() < COPIED else writer.sentence()
            head, tail = sentence.split("，", 1)
            sentences.append(f"{head}，{rng.choice(FRAMES).format(rng.choice(own))}{tail}")
        if rng.random() < 0.2:
            sentences.append(f"习近平总书记强调：“{rng.choice(QUOTATIONS)}”。")
        lines.append("".join(sentences))
    return "\n".join([*lines, "我的发言完毕，请批评指正。"])


def fill(speeches: int, rng: random.Random) -> Meeting:
    meeting = Meeting.objects.create(title=f"{speeches} 篇发言的研讨会", unit=Unit.objects.first(), date="2024-03-28")
    writer = Writer(rng)
    pool = [writer.sentence() for _ in range(POOL)]
    terms = sorted(term for theme in lexicons.current().themes.themes for term in theme.terms if len(term) > 3)
    batch = ImportBatch.objects.create(meeting=meeting)
    intake = ingest.Intake(batch, status=ReviewStatus.PUBLISHED)
    for serial in range(1, speeches + 1):
        text = made_speech(rng, writer, pool, terms)
        list(ingest.receive(text.encode(), f"{serial:03}.txt", intake))
    return meeting


def seconds(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before


def screens(comparison: Callable[[], Comparison]) -> dict[str, Callable[[], object]]:
    theme = comparison().matrix().rows[0].code
    return {
        "glance": lambda: comparison().glance(),
        "outline": lambda: comparison().alignment(),
        "matrix": lambda: comparison().matrix(),
        "moves": lambda: comparison().moves(),
        "framing": lambda: comparison().framing(),
        "theme": lambda: comparison().reading(theme),
        "quotations": lambda: comparison().quotations(),
        "overlaps": lambda: comparison().overlaps(),
        "words": lambda: comparison().words(),
        "json": lambda: as_json(comparison(), None),
    }


def measure(meeting: Meeting) -> None:
    texts = [speech.version.text for speech in Speech.objects.filter(meeting=meeting).with_everything_named()]
    unit = statistics.median(seconds(lambda: [list(jieba.cut(text, HMM=False)) for text in texts]) for _ in range(3))
    chars = sum(map(len, texts)) // len(texts)
    sys.stdout.write(f"{len(texts)} speeches of {chars} characters; 1 J = {unit * 1000:.0f} ms\n")
    for name, screen in screens(lambda: compare.compare(compare.of_meeting(meeting), None)).items():
        cold = []
        for _ in range(3):
            forget()
            cold.append(seconds(screen))
        warm = [seconds(screen) for _ in range(3)]
        first, again = statistics.median(cold) / unit, statistics.median(warm) / unit
        sys.stdout.write(f"  {name:<12} cold {first:5.2f} J   warm {again:5.2f} J\n")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("speeches", nargs="*", type=int, default=[2, 7, 20, 60, 200])
    numbers = parser.parse_args().speeches
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    installation.prepare()
    rng = random.Random(1)
    for number in numbers:
        measure(fill(number, rng))
    FOLDER.cleanup()


if __name__ == "__main__":
    main()
