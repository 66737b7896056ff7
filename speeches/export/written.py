"""What an export hands over: the bytes of a file, what it is called, and what it is."""

from __future__ import annotations

from dataclasses import dataclass

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Written:
    """`name` is the file's name without what it is about: 发言对照.docx."""

    content: bytes
    name: str
    media_type: str
