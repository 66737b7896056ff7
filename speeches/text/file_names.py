"""Read what a file name says of a speech: 03-张三-政绩观研讨发言.docx → speaker 张三, title 政绩观研讨发言.

A part counts as a name only where it has a name's shape; 吴平川等 names several people and so nobody.
"""

import re
from dataclasses import dataclass

from speeches.text.names import is_name, iso_date

_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_SEPARATOR = re.compile(r"[-—－_＿+＋\s\u3000、，,]+")
_NUMBER = re.compile(r"(?:第?[0-9０-９]{1,4}|[一二三四五六七八九十]{1,3})[.．号]?")
_COMPACT_DATE = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)")
_REMARK = re.compile(r"[（(【\[][^）)】\]]*[）)】\]]")
_SPEAKER_IN_REMARK = re.compile(r"[（(【\[](?P<name>[^）)】\]]{2,4})[）)】\]]")
_OFFICE = re.compile(r"同志$|(?:书记|主任|局长|市长|县长|镇长|部长|校长|院长|主席)$")


@dataclass(frozen=True, slots=True)
class FileNameParts:
    """What the name says; None for what it does not."""

    speaker: str | None = None
    title: str | None = None
    date_iso: str | None = None


def read_file_name(file_name: str) -> FileNameParts:
    """Read a file's name (folders aside)."""
    base = _EXTENSION.sub("", re.split(r"[/\\]", file_name)[-1])
    plain = _REMARK.sub("", base)
    parts = [part for part in _SEPARATOR.split(plain) if part and not _NUMBER.fullmatch(part)]
    remark = _SPEAKER_IN_REMARK.search(base)
    named = [part for part in parts if is_name(_OFFICE.sub("", part))]
    if not named and remark and is_name(remark["name"]):
        named = [remark["name"]]
    rest = [part for part in parts if part not in named and not iso_date(part) and not _COMPACT_DATE.fullmatch(part)]
    compact = _COMPACT_DATE.search(base)
    date = "{y}-{m}-{d}".format(**compact.groupdict()) if compact else iso_date(base)
    title = max(rest, key=len, default=None) if len(parts) > len(rest) or len(parts) > 1 else None
    return FileNameParts(
        _OFFICE.sub("", named[0]) if len(named) == 1 else None, title if title and len(title) >= 4 else None, date
    )
