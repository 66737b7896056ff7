"""`read(name, data)`: one uploaded file into its text, or a refusal that says what to do. One module a format."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from .characters import REPLACEMENT, clean, forbidden_spans
from .document import Document, Finding, Refused, UnreadableDocument
from .docx import read_docx
from .limits import check_characters, check_file_size
from .markdown import read_markdown
from .plain import decode, read_text
from .sniff import KIND_NAMES, kind_of, suffix_of
from .webpage import read_webpage

_READERS: dict[str, Callable[[bytes], Document]] = {
    "docx": read_docx,
    "html": read_webpage,
    "md": read_markdown,
    "txt": read_text,
}
_CONVERTIBLE = frozenset({"doc", "works", "pdf", "rtf", "odt", "ofd", "wordxml", "mhtml"})
_CONVERTIBLE_SUFFIXES = frozenset({".doc", ".wps", ".pdf", ".rtf", ".odt", ".ofd"})
_FOREIGN_SUFFIXES = frozenset({".zip", ".rar", ".7z", ".xlsx", ".xls", ".et", ".pptx", ".ppt", ".png", ".jpg", ".jpeg"})
# Extensions that promise a format with a signature: plain text under them is a mistake of whoever named the file.
_SIGNED_SUFFIXES = frozenset({".docx"}) | _CONVERTIBLE_SUFFIXES | _FOREIGN_SUFFIXES
_READER_OF = {".docx": "docx", ".txt": "txt", ".html": "html", ".htm": "html", ".md": "md", ".markdown": "md"}
READABLE_SUFFIXES = frozenset(_READER_OF)
# What a folder's walk hands to `read`, be it only to be told what to do next; `.zip` goes to `members` first.
DOCUMENT_SUFFIXES = READABLE_SUFFIXES | _CONVERTIBLE_SUFFIXES


def read(name: str, data: bytes) -> Document:
    """The text of one file; `name` gives its extension and the messages. Raises UnreadableDocument, nothing else."""
    try:
        return _finished(_read(name, data))
    except Refused as refused:
        raise UnreadableDocument(name, refused.code, refused.why) from refused


def _read(name: str, data: bytes) -> Document:
    if not data:
        raise Refused("empty")
    check_file_size(data)
    kind, suffix = kind_of(name, data), suffix_of(name)
    if kind not in _READERS:
        raise _refusal(kind, suffix)
    if kind == "txt" and suffix in _SIGNED_SUFFIXES:
        decode(data)
        raise Refused("type_mismatch", "纯文本")
    return _with_extension_note(_READERS[kind](data), suffix)


def _with_extension_note(document: Document, suffix: str) -> Document:
    if suffix not in DOCUMENT_SUFFIXES | _SIGNED_SUFFIXES or _READER_OF.get(suffix) == document.reader:
        return document
    message = f"扩展名是“{suffix}”，内容其实是 {document.reader} 格式，已按内容读取。"
    return replace(document, warnings=(*document.warnings, Finding("extension", message, 0, 0)))


def _refusal(kind: str, suffix: str) -> Refused:
    if kind == "encrypted":
        return Refused("encrypted")
    if kind == "scan":
        return Refused("no_text", "页面都是图片，是扫描件")
    if kind in _CONVERTIBLE:
        return Refused("needs_converter", KIND_NAMES[kind])
    return Refused("type_mismatch" if suffix in DOCUMENT_SUFFIXES else "unsupported", KIND_NAMES[kind])


def _finished(document: Document) -> Document:
    """What holds for every format: a bounded, clean text that has at least one visible character."""
    check_characters(document.text)
    if not document.text.strip():
        raise Refused("no_text", _where_the_text_is(document))
    return replace(
        document, text=clean(document.text), warnings=(*document.warnings, *_character_warnings(document.text))
    )


def _character_warnings(text: str) -> Iterator[Finding]:
    spans = forbidden_spans(text)
    if spans:
        count = sum(end - start for start, end in spans)
        message = f"原文有 {count} 个不能保存的控制字符，已逐个换成“{REPLACEMENT}”，请核对。"
        yield Finding("forbidden_character", message, *spans[0])
    lost = text.find(REPLACEMENT)
    if lost >= 0:
        message = f"原文有 {text.count(REPLACEMENT)} 个字在以前的转换中丢失（显示为“{REPLACEMENT}”），请核对补全。"
        yield Finding("lost_character", message, lost, lost + 1)


def _where_the_text_is(document: Document) -> str:
    if document.extras:
        return "正文为空，文字都在表格、文本框或页眉页脚里"
    return "只有图片，可能是扫描件" if document.notes.pictures else "全是空白"
