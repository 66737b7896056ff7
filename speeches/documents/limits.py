"""What a file may cost: sizes, counts and ratios, checked before any library sees the bytes.

Declared sizes are never trusted: what really comes out of a zip is counted while it comes out.
"""

import zipfile
import zlib
from io import BytesIO
from struct import Struct

from .document import Refused

MEGABYTE = 1024 * 1024
MAX_FILE_BYTES = 50 * MEGABYTE
# Some 800 speeches in one file; beyond that the archive's pages and analyses stop being quick.
MAX_CHARACTERS = 2_000_000
MAX_ARCHIVE_BYTES = 200 * MEGABYTE
# Tags and attributes: a book-length .docx has some 500,000 and takes seconds; 8 million fit into 100 KB of zip.
MAX_MARKS = 1_000_000
MAX_ZIP_ENTRIES = 5_000
MAX_DIRECTORY_BYTES = MAX_ZIP_ENTRIES * 1024
MAX_INFLATED_BYTES = 200 * MEGABYTE
MAX_RATIO = 100
# Below this, a high ratio is only a short text that repeats itself.
RATIO_FLOOR_BYTES = 5 * MEGABYTE
_CHUNK = 64 * 1024
_LOCAL_HEADER_BYTES = 30
_END_SIGNATURE = b"PK\x05\x06"
# Of the end record, and of the ZIP64 record with its locator before it, only the directory's size.
_END_RECORD = Struct("<12xI6x")
_ZIP64_RECORDS = Struct("<40xQ28x")

# All that zipfile and zlib raise on bytes that are not a sound zip (struct and decoding errors are ValueErrors).
BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError)


def check_file_size(data: bytes, limit: int = MAX_FILE_BYTES) -> None:
    if len(data) > limit:
        raise Refused("too_big", f"{limit // MEGABYTE} MB")


def check_characters(text: str) -> None:
    if len(text) > MAX_CHARACTERS:
        raise Refused("too_big", f"{MAX_CHARACTERS // 10_000} 万字")


class MarkupBudget:
    """How much markup one document may hold in all its parts; counting is cheap, a tree costs seconds and gigabytes."""

    def __init__(self) -> None:
        self._marks = 0

    def spend(self, markup: bytes) -> None:
        """Counts what is about to be parsed; raises Refused (too_complex) where the document exceeds its budget."""
        self._marks += markup.count(b"<") + markup.count(b"=")
        if self._marks > MAX_MARKS:
            raise Refused("too_complex", "标记数量过多")


class SafeZip:
    """A zip whose directory has been checked; gives one entry at a time and counts what has come out so far.

    Raises Refused (damaged, unsafe, encrypted, unsupported) from the constructor and from `read`.
    """

    def __init__(self, data: bytes) -> None:
        # zipfile reads the whole directory before anyone can count it.
        if _directory_bytes(data) > MAX_DIRECTORY_BYTES:
            raise Refused("unsafe", f"内含文件超过 {MAX_ZIP_ENTRIES} 个")
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except NotImplementedError as error:
            raise Refused("unsupported", "压缩方式特殊") from error
        except BROKEN_ZIP as error:
            raise Refused("damaged", "压缩结构不完整") from error
        self._inflated_so_far = 0
        self.entries = tuple(self._zip.infolist())
        self._check_directory(len(data))

    def _check_directory(self, size: int) -> None:
        if len(self.entries) > MAX_ZIP_ENTRIES:
            raise Refused("unsafe", f"内含文件超过 {MAX_ZIP_ENTRIES} 个")
        names = [entry.orig_filename for entry in self.entries]
        if len(set(names)) != len(names):
            raise Refused("unsafe", "内含重名文件")
        _check_inflated(sum(entry.file_size for entry in self.entries), packed=size)
        self._check_overlaps()

    def _check_overlaps(self) -> None:
        end = 0
        for entry in sorted(self.entries, key=lambda entry: entry.header_offset):
            if entry.header_offset < 0:
                raise Refused("damaged", "压缩结构不完整")
            if entry.header_offset < end:
                raise Refused("unsafe", "内含文件互相重叠")
            end = entry.header_offset + _LOCAL_HEADER_BYTES + entry.compress_size

    def read(self, entry: zipfile.ZipInfo) -> bytes:
        """The entry's bytes, checked against its CRC."""
        if entry.flag_bits & 0x1:
            raise Refused("encrypted")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refused("unsupported", "压缩方式特殊")
        try:
            return self._read_counted(entry)
        except NotImplementedError as error:
            raise Refused("unsupported", "压缩方式特殊") from error
        except RuntimeError as error:
            raise Refused("encrypted") from error
        except BROKEN_ZIP as error:
            raise Refused("damaged", "压缩数据不完整") from error

    def _read_counted(self, entry: zipfile.ZipInfo) -> bytes:
        chunks = []
        inflated = 0
        with self._zip.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                inflated += len(chunk)
                self._inflated_so_far += len(chunk)
                _check_inflated(inflated, packed=entry.compress_size)
                _check_total(self._inflated_so_far)
                chunks.append(chunk)
        return b"".join(chunks)


def _directory_bytes(data: bytes) -> int:
    """What the end record says of the directory's size, found where zipfile will find it; 0 where there is none."""
    end = len(data) - _END_RECORD.size
    if data[end : end + 4] != _END_SIGNATURE or not data.endswith(b"\0\0"):
        end = data.rfind(_END_SIGNATURE, max(0, end - 0xFFFF))
    if end < 0 or end + _END_RECORD.size > len(data):
        return 0
    wide = end - _ZIP64_RECORDS.size
    if wide >= 0 and data[end - 20 : end - 16] == b"PK\x06\x07":
        return int(_ZIP64_RECORDS.unpack_from(data, wide)[0])
    return int(_END_RECORD.unpack_from(data, end)[0])


def _check_inflated(inflated: int, *, packed: int) -> None:
    _check_total(inflated)
    if inflated > max(RATIO_FLOOR_BYTES, MAX_RATIO * packed):
        raise Refused("unsafe", f"压缩比超过 {MAX_RATIO}:1")


def _check_total(inflated: int) -> None:
    if inflated > MAX_INFLATED_BYTES:
        raise Refused("unsafe", f"解压后超过 {MAX_INFLATED_BYTES // MEGABYTE} MB")
