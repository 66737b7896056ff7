"""Read what a file name says of a speech: 03-张三-政绩观研讨发言.docx → speaker 张三, title 政绩观研讨发言.

A part counts as a name only where it has a name's shape; 吴平川等 names several people and so nobody.
"""

import re
from dataclasses import dataclass

from speeches.text.headers.names import is_name, iso_date, split_post_and_name
from speeches.text.segment import COMMON_WORDS

_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_SEPARATOR = re.compile(r"[-—－_＿+＋\s\u3000、，,]+")
_NUMBER = re.compile(r"(?:第?[0-9０-９]{1,4}|[一二三四五六七八九十]{1,3})[.．号]?")
_COMPACT_DATE = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)")
_REMARK = re.compile(r"[（(【\[][^）)】\]]*[）)】\]]")
_SPEAKER_IN_REMARK = re.compile(r"[（(【\[](?P<name>[^）)】\]]{2,4})[）)】\]]")
_OFFICE = re.compile(r"同志$|(?:书记|主任|局长|市长|县长|镇长|部长|校长|院长|主席)$")
_SPEAKS = re.compile(r"(?:同志)?(?:的)?(?:交流|研讨|表态|书面)?(?:发言|讲话)(?:材料|稿|提纲)?$")
_COMMON_WORD = 6e-6
"""Share of all words beyond which 温暖 or 平安 is rather a word of the title than a person; 李强 and 高维 lie below."""


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
    people = {part: person for part in parts if (person := _person(part))}
    if not people and remark and _names_a_person(remark["name"]):
        people = {remark[0]: remark["name"]}
    rest = [
        part
        for part in parts
        if part not in people and not part.endswith("等") and not iso_date(part) and not _COMPACT_DATE.fullmatch(part)
    ]
    compact = _COMPACT_DATE.search(base)
    date = "{y}-{m}-{d}".format(**compact.groupdict()) if compact else iso_date(base)
    title = max(rest, key=len, default=None) if len(parts) > len(rest) or len(parts) > 1 else None
    names = sorted(set(people.values()))
    return FileNameParts(names[0] if len(names) == 1 else None, title if title and len(title) >= 4 else None, date)


def _person(part: str) -> str | None:
    """张三, 张三同志, 县水利局局长李明, 李明发言: the one person that a part of the name names."""
    plain = _SPEAKS.sub("", part)
    for candidate in (plain, _OFFICE.sub("", plain)):
        if _names_a_person(candidate):
            return candidate
    both = split_post_and_name(plain)
    return both[1] if both and _names_a_person(both[1]) else None


def _names_a_person(part: str) -> bool:
    return is_name(part) and COMMON_WORDS.commonness(part) < _COMMON_WORD
