"""What was done to get a version's text out of its file, in words for the clerk."""

from __future__ import annotations

from collections.abc import Mapping

from speeches.models import SpeechVersion

READERS = {"docx": "Word 文档", "txt": "纯文本", "html": "网页", "md": "Markdown 文本"}


def rebuilt_numbers(version: SpeechVersion) -> int:
    """How many of Word's automatic numbers, which the file does not hold, were written into this version's text."""
    spans = _notes(version).get("automatic_numbers") or []
    return sum(version.start <= start < version.end for start, _ in spans)


def report(version: SpeechVersion) -> tuple[str, ...]:
    """One phrase a fact, the way of reading first."""
    reading, notes = version.reading, _notes(version)
    facts = [READERS.get(reading.reader, reading.reader)]
    if reading.encoding:
        facts.append(f"编码 {reading.encoding.upper()}")
    counts = (
        (rebuilt_numbers(version), "自动编号还原 {} 处"),
        (notes.get("insertions") or 0, "修订里插入的文字已收入 {} 处"),
        (notes.get("deletions") or 0, "修订里删去的文字没有收 {} 处"),
        (notes.get("pictures") or 0, "图片 {} 张没有取文字"),
        (len(reading.extras), "正文以外的文字 {} 处"),
    )
    return (*facts, *(words.format(number) for number, words in counts if number))


def _notes(version: SpeechVersion) -> Mapping[str, object]:
    return version.reading.notes or {}
