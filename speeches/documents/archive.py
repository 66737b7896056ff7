"""The files inside an uploaded .zip, one by one, each under the name the archive's reports use (`a.zip/dir/b.docx`).

Nothing is unpacked to disk. Names that Windows wrote in GBK are read as such; litter is left out.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from .document import Refused, UnreadableDocument
from .limits import MAX_ARCHIVE_BYTES, MAX_FILE_BYTES, MEGABYTE, SafeZip, check_file_size
from .sniff import kind_of

_UTF8_NAME = 0x800
_LITTER = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a zip; `name` begins with the zip's own name."""

    name: str
    _entry: zipfile.ZipInfo
    _zip: SafeZip

    def content(self) -> bytes:
        """Its bytes. Raises UnreadableDocument where this member alone is broken, encrypted or too big."""
        try:
            if self._entry.file_size > MAX_FILE_BYTES:
                raise Refused("too_big", f"{MAX_FILE_BYTES // MEGABYTE} MB")
            return self._zip.read(self._entry)
        except Refused as refused:
            raise UnreadableDocument(self.name, refused.code, refused.why) from refused


def is_archive(name: str, data: bytes) -> bool:
    """True for a zip of files (a .docx is a zip, but one document). Broken zips are archives if they are called so."""
    try:
        return kind_of(name, data) == "zip"
    except Refused:
        return name.lower().endswith(".zip")


def members(name: str, data: bytes) -> Iterator[Member]:
    """The files of the zip in its own order. Raises UnreadableDocument where the zip as a whole is refused."""
    try:
        if not data:
            raise Refused("empty")
        check_file_size(data, MAX_ARCHIVE_BYTES)
        package = SafeZip(data)
        named = [(_member_name(entry), entry) for entry in package.entries if not entry.is_dir()]
    except Refused as refused:
        raise UnreadableDocument(name, refused.code, refused.why) from refused
    for path, entry in named:
        if not _is_litter(path):
            yield Member(f"{name}/{path}", entry, package)


def _member_name(entry: zipfile.ZipInfo) -> str:
    """The member's path as its author saw it; raises Refused for one that points outside the archive."""
    path = entry.orig_filename.partition("\0")[0]
    if not entry.flag_bits & _UTF8_NAME:
        path = _recoded(path)
    parts = path.replace("\\", "/").split("/")
    if ".." in parts or parts[0] == "" or parts[0].endswith(":"):
        raise Refused("unsafe", "内含指向压缩包以外的路径")
    return path.replace("\\", "/")


def _recoded(path: str) -> str:
    """zipfile reads names without the UTF-8 flag as cp437; Chinese Windows wrote GBK, macOS and Linux UTF-8."""
    raw = path.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return path


def _is_litter(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return any(part in _LITTER for part in parts) or parts[-1].startswith((".", "~$"))
