"""How fast files go in, and which step takes the time: 300 speeches varied from the sample meetings.

    python benchmarks/ingest_speed.py [SPEECHES]

Uses a data folder of its own, gone afterwards. Shares are of the whole; absolute figures depend on the machine.
"""

import atexit
import os
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
DATA = tempfile.mkdtemp(prefix="ingest-speed-")
atexit.register(shutil.rmtree, DATA, ignore_errors=True)
os.environ["STUDYARCHIVE_DATA"] = DATA
os.environ["DJANGO_SETTINGS_MODULE"] = "studyarchive.settings"

import django

django.setup()

from speeches import analysis, ingest, installation, outlining, search
from speeches.models import ImportBatch, Meeting, Unit
from speeches.text import examine as examining

STEPS = [
    ("原件落盘", ingest.originals, "keep"),
    ("读文件", ingest, "read"),
    ("分点", ingest, "outline"),
    ("抬头", ingest, "guess_header"),
    ("分点入库", outlining, "store"),
    ("文本分析", analysis, "examine"),
    ("　其中：语步", examining, "label_moves"),
    ("　其中：提法", examining, "find_formulations"),
    ("　其中：疑似误写", examining, "suspect_formulations"),
    ("　其中：引文", examining, "find_quotations"),
    ("　其中：主题", examining, "tag_points"),
    ("　其中：套话", examining, "find_boilerplate"),
    ("分析入库", analysis, "analyse"),
    ("建索引", search, "index"),
]


def main() -> None:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    spent: dict[str, float] = defaultdict(float)
    for name, module, function in STEPS:
        setattr(module, function, timed(getattr(module, function), name, spent))
    installation.prepare()
    unit = Unit.objects.first()
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "speeches/samples").rglob("*.txt"))]
    chars, started = 0, time.perf_counter()
    for number in range(wanted):
        if number % 10 == 0:
            meeting = Meeting.objects.create(title=f"第{number // 10 + 1}次专题研讨会", unit=unit)
            intake = ingest.Intake(ImportBatch.objects.create(meeting=meeting))
        text = varied(texts[number % len(texts)], number)
        chars += len(text)
        for result in ingest.receive(text.encode(), f"{number}.txt", intake):
            assert result.status == "ingested", result
    whole = time.perf_counter() - started
    spent["分析入库"] -= spent["文本分析"]
    print(
        f"{wanted} 篇，{chars} 字，{whole:.1f} 秒：每秒 {chars / whole:,.0f} 字，每篇 {whole / wanted * 1000:.0f} 毫秒"
    )
    for name, _, _ in STEPS:
        print(f"  {name}\t{spent[name] / whole:6.1%}\t每篇 {spent[name] / wanted * 1000:6.2f} 毫秒")
    rest = whole - sum(spent[name] for name, _, _ in STEPS if not name.startswith("　"))
    print(f"  其他（事务、审计）\t{rest / whole:6.1%}\t每篇 {rest / wanted * 1000:6.2f} 毫秒")


def timed(function: Callable, name: str, spent: dict[str, float]) -> Callable:
    def wrapped(*args: object, **kwargs: object) -> object:
        started = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            spent[name] += time.perf_counter() - started

    return wrapped


def varied(text: str, number: int) -> str:
    """The text with one sentence of its own, so that no two files are the same."""
    first, _, rest = text.partition("\n")
    return f"{first}\n第{number}号材料，随会议资料一并印发，供各位同志参考。\n{rest}"


if __name__ == "__main__":
    main()
