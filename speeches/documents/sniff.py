"""What a file really is, told by its first bytes and inner directory; the extension only parts text from text."""

import re
from pathlib import PurePath
from struct import unpack_from

from .document import Refused
from .limits import SafeZip

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_SIGNATURES = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"Rar!\x1a\x07", "packed"),
    (b"7z\xbc\xaf\x27\x1c", "packed"),
    (b"\x1f\x8b", "packed"),
)
# What a kind is called in a refusal.
KIND_NAMES = {
    "doc": "旧版 Word 或 WPS 文档",
    "works": "旧版 WPS 或 Works 文档",
    "pdf": "PDF 文件",
    "rtf": "RTF 文档",
    "odt": "ODT 文档",
    "ofd": "OFD 版式文件",
    "wordxml": "XML 格式的 Word 文档",
    "mhtml": "网页归档格式的文档",
    "image": "图片",
    "packed": "压缩包，请解压或改用 .zip",
    "zip": "压缩包，请解压后逐个上传",
    "sheet": "电子表格",
    "slides": "演示文稿",
    "ole": "旧版 Office 文件",
    "xml": "XML 数据",
}
_ODF = {b"application/vnd.oasis.opendocument.text": "odt"}
_PART_FOLDERS = (("word/", "docx"), ("xl/", "sheet"), ("ppt/", "slides"))
_HTML = re.compile(rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html)\b", re.I | re.S)
_WORD_XML = (b"Word.Document", b"wordprocessingml", b"schemas.microsoft.com/office/word")
_HEAD = 4096
_FIB_ENCRYPTED = 0x0100


def suffix_of(name: str) -> str:
    return PurePath(name).suffix.lower()


def kind_of(name: str, data: bytes) -> str:
    """`docx`, `zip`, `html`, `md`, `txt` (readable), a key of KIND_NAMES, `encrypted` or `scan`.

    Raises Refused where a zip's own directory is already broken or dangerous.
    """
    if data.startswith(_OLE):
        return _ole_kind(data)
    if data.startswith(_ZIP):
        return _zip_kind(SafeZip(data))
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return _pdf_kind(data) if kind == "pdf" else kind
    if data[8:12] == b"WEBP" or data[4:12] in (b"ftypheic", b"ftypmif1") or _is_bitmap(data):
        return "image"
    return _text_kind(name, data)


def _text_kind(name: str, data: bytes) -> str:
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if _HTML.match(head):
        return "html"
    if head.lstrip().startswith(b"<?xml"):
        return "wordxml" if any(mark in head for mark in _WORD_XML) else "xml"
    if head.lstrip()[:13].lower() == b"mime-version:":
        return "mhtml"
    return {".html": "html", ".htm": "html", ".md": "md", ".markdown": "md"}.get(suffix_of(name), "txt")


def _is_bitmap(data: bytes) -> bool:
    return data[:2] == b"BM" and data[6:10] == b"\0\0\0\0" and len(data) > 26


def _pdf_kind(data: bytes) -> str:
    """A page that shows text names a font, in the open or in a packed object stream; one of pictures alone does not."""
    if re.search(rb"/Encrypt\s{0,9}(?:\d{1,9}\s{1,9}\d{1,9}\s{1,9}R|<<)", data):
        return "encrypted"
    has_pictures = b"/Image" in data
    return "scan" if has_pictures and b"/Font" not in data and b"/ObjStm" not in data else "pdf"


def _zip_kind(package: SafeZip) -> str:
    names = {entry.orig_filename.replace("\\", "/") for entry in package.entries}
    if "OFD.xml" in names:
        return "ofd"
    if "[Content_Types].xml" in names or "word/document.xml" in names:
        for folder, kind in _PART_FOLDERS:
            if any(name.startswith(folder) for name in names):
                return kind
    for entry in package.entries:
        if entry.orig_filename == "mimetype" and entry.file_size < 200:
            return _ODF.get(package.read(entry).strip(), "zip")
    return "zip"


def _ole_kind(data: bytes) -> str:
    if _ole_entry(data, "EncryptedPackage") is not None:
        return "encrypted"
    start = _ole_entry(data, "WordDocument")
    if start is not None:
        return "encrypted" if _is_encrypted_doc(data, start) else "doc"
    for stream, kind in (("Workbook", "sheet"), ("Book", "sheet"), ("PowerPoint Document", "slides")):
        if _ole_entry(data, stream) is not None:
            return kind
    return "works" if _ole_entry(data, "CONTENTS") is not None or _ole_entry(data, "MatOST") is not None else "ole"


def _ole_entry(data: bytes, stream: str) -> int | None:
    """Where the directory entry of `stream` begins in `data`; entries are 128 bytes, names UTF-16 at their start."""
    name = (stream + "\0").encode("utf-16-le")
    at = data.find(name)
    while at >= 0:
        if at % 128 == 0 and at + 128 <= len(data) and unpack_from("<H", data, at + 64)[0] == len(name):
            return at
        at = data.find(name, at + 1)
    return None


def _is_encrypted_doc(data: bytes, entry: int) -> bool:
    """The fEncrypted flag of the Word 97 header (FIB), which is the first thing in the WordDocument stream."""
    sector_size = 1 << min(unpack_from("<H", data, 30)[0], 12)
    fib = (unpack_from("<I", data, entry + 116)[0] + 1) * sector_size
    if fib + 12 > len(data):
        raise Refused("damaged", "文件不完整")
    return bool(unpack_from("<H", data, fib + 10)[0] & _FIB_ENCRYPTED)
