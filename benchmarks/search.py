"""How fast is search? Builds archives of 300 and 3,000 speeches out of the samples and times index and queries.

    python benchmarks/search.py [--speeches 300 3000]

Times are processor time of this process, SQLite included, so that other work on the machine does not count. Works in
a data folder of its own, which it removes. Every tenth pair of characters of a copy is replaced by another
pair from the samples, so that the copies differ and their outline stays the same.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from speeches.models import Meeting, Speaker, SpeechVersion, User
    from speeches.models import Outline as StoredOutline
    from speeches.text.outline import Outline

HOME = Path(__file__).resolve().parents[1]
SAMPLES = sorted((HOME / "speeches/samples").glob("*/*.txt"))
PER_MEETING = 10
ROUNDS = 3

QUERIES = {
    "一个字": ["党", "水", "的", "，"],
    "常用词": ["群众", "政绩", "工作", "干部", "调查"],
    "短语": ["坚持以人民为中心", "为民造福", "经得起检验", "一把手"],
    "长句": ["政绩为谁而树、树什么样的政绩、靠什么树政绩", "没有调查就没有发言权"],
    "同时出现": ["群众 干部", "政绩 调查 群众", "党性 担当 落实"],
    "任一": ["政绩 或 调查", "群众 OR 干部 OR 项目"],
    "排除": ["政绩 -调查", "群众 -（政绩 或 项目）"],
    "没有的词": ["二十一届八中全会", "量子"],
}


def main() -> None:
    parser = argparse.ArgumentParser(description="检索的速度：建索引、各类检索式。")
    parser.add_argument("--speeches", type=int, nargs="+", default=[300, 3000], help="样本库的发言篇数。")
    sizes = parser.parse_args().speeches
    with tempfile.TemporaryDirectory() as folder:
        _set_up(folder)
        _print("发言", "字数", "段落", "建索引/秒", "万字/秒", "一篇/毫秒", "索引/MB", "全库/MB")
        measured = {size: _measure(size) for size in sorted(sizes)}
    for size, latencies in measured.items():
        _print(f"\n{size} 篇", "总数中位", "p50/毫秒", "p95/毫秒", "最慢/毫秒")
        for name, (hits, times) in latencies.items():
            _print(name, statistics.median(hits), *_percentiles(times))


def _set_up(folder: str) -> None:
    sys.path.insert(0, str(HOME))
    os.environ |= {"STUDYARCHIVE_DATA": folder, "DJANGO_SETTINGS_MODULE": "studyarchive.settings"}
    import django

    django.setup()
    from speeches import installation

    installation.prepare()


def _measure(size: int) -> dict[str, tuple[list[int], list[float]]]:
    """Fill the archive up to `size` speeches, print the line on the index, return the latencies by class of query."""
    from django.conf import settings
    from django.db import connection

    from speeches import search
    from speeches.models import Speech

    chars = _fill(size)
    began = time.process_time()
    passages = search.rebuild()
    built = time.process_time() - began
    speech = Speech.objects.order_by("-pk")[0]
    began = time.process_time()
    search.index(speech)
    one = (time.process_time() - began) * 1000
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'search_bi%'")
        index_bytes = cursor.fetchone()[0]
    whole = (settings.DATA_DIR / "archive.sqlite3").stat().st_size
    _print(size, chars, passages, f"{built:.1f}", f"{chars / built / 1e4:.0f}", f"{one:.1f}",
           f"{index_bytes / 1e6:.1f}", f"{whole / 1e6:.0f}")  # fmt: skip
    reader = _reader()
    return {name: _time(queries, reader) for name, queries in QUERIES.items()}


def _time(queries: list[str], user: User) -> tuple[list[int], list[float]]:
    """Totals and milliseconds of whole answers: ten dressed hits, exact totals, seven facets, as a reader."""
    from speeches import search

    totals, times = [], []
    for text in queries:
        query = search.SearchQuery(text, limit=10)
        totals.append(search.search(query, user).total)
        for _ in range(ROUNDS):
            began = time.process_time()
            search.search(query, user)
            times.append((time.process_time() - began) * 1000)
    return totals, times


def _percentiles(times: list[float]) -> tuple[str, str, str]:
    ordered = sorted(times)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return f"{statistics.median(ordered):.1f}", f"{p95:.1f}", f"{ordered[-1]:.1f}"


def _reader() -> User:
    from speeches.models import Grant, Unit, User

    user, _ = User.objects.get_or_create(username="reader")
    for unit in Unit.objects.filter(parent=None):
        Grant.objects.get_or_create(user=user, role="reader", unit=unit)
    return user


def _fill(size: int) -> int:
    """Add speeches until there are `size`; returns the characters of all."""
    from django.db import transaction

    from speeches.models import Speech, SpeechVersion

    texts = [path.read_text(encoding="utf-8") for path in SAMPLES]
    with transaction.atomic():
        for number in range(Speech.objects.count(), size):
            _add(number, texts)
    return sum(end - start for start, end in SpeechVersion.objects.values_list("start", "end"))


def _add(number: int, texts: list[str]) -> None:
    from speeches.models import Reading, SourceFile, Speech, SpeechVersion

    text = _varied(texts[number % len(texts)], texts, number)
    digest = hashlib.sha256(text.encode()).hexdigest()
    source = SourceFile.objects.create(sha256=digest, size=len(text))
    reading = Reading.objects.create(source=source, reader="txt", text=text)
    meeting, speaker = _meeting(number // PER_MEETING), _speaker(number % 200)
    speech = Speech.objects.create(meeting=meeting, speaker=speaker, title=f"发言{number}", status="published")
    version = SpeechVersion.objects.create(speech=speech, reading=reading, start=0, end=len(text))
    version.outline = _outlined(version, texts[number % len(texts)])
    version.save()
    speech.version = version
    speech.save()


def _varied(text: str, texts: list[str], seed: int) -> str:
    draw = random.Random(seed)
    pieces = list(text)
    for _ in range(len(text) // 20):
        other = draw.choice(texts)
        there, here = draw.randrange(len(other) - 1), draw.randrange(len(text) - 1)
        if (other[there : there + 2] + text[here : here + 2]).isalpha():
            pieces[here : here + 2] = other[there : there + 2]
    return "".join(pieces)


def _outlined(version: SpeechVersion, text: str) -> StoredOutline:
    from speeches.models import Anchor, Outline, Part, Point, PointTheme, Theme
    from speeches.text.outline import outline

    divided = OUTLINES.setdefault(text, outline(text))
    stored = Outline.objects.create(version=version)
    Part.objects.bulk_create(Part(outline=stored, kind=p.kind, start=p.start, end=p.end) for p in divided.parts)
    anchors = Anchor.objects.bulk_create(Anchor(speech=version.speech) for _ in divided.points)
    points = Point.objects.bulk_create(
        Point(outline=stored, anchor=anchor, position=i, level=p.level, marker=p.marker, heading=p.heading,
              heading_start=p.heading_start, heading_end=p.heading_end, start=p.start, end=p.end)
        for i, (p, anchor) in enumerate(zip(divided.points, anchors, strict=True))
    )  # fmt: skip
    themes = list(Theme.objects.all())
    PointTheme.objects.bulk_create(
        PointTheme(content_object=point, tag=themes[(point.pk * 7 + k * 11) % len(themes)])
        for point in points
        if point.level == 1
        for k in range(2)
    )
    return stored


OUTLINES: dict[str, Outline] = {}


def _meeting(number: int) -> Meeting:
    from speeches.models import Meeting, MeetingType, Unit

    date = datetime.date(2020, 1, 1) + datetime.timedelta(days=7 * (number % 300))
    unit = Unit.objects.filter(parent=None)[0]
    meeting, new = Meeting.objects.get_or_create(title=f"第{number}次研讨", unit=unit, defaults={"date": date})
    if new:
        meeting.types.set(MeetingType.objects.all()[number % 5 : number % 5 + 2])
    return meeting


def _speaker(number: int) -> Speaker:
    from speeches.models import Speaker, Unit

    return Speaker.objects.get_or_create(name=f"发言人{number}", unit=Unit.objects.filter(parent=None)[0])[0]


def _print(*cells: object) -> None:
    sys.stdout.write("  ".join(str(cell).rjust(9) for cell in cells) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
