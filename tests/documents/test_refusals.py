"""Files that are not read: each gets its code and a Chinese sentence that names it and says what to do next."""

import struct

import pytest

from speeches.documents import UnreadableDocument, read
from speeches.documents.document import SENTENCES

from .docx_files import docx, docx_parts, p, zip_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def ole(stream: str, fib_flags: int = 0) -> bytes:
    """Just enough of an OLE file: header, one directory entry in sector 0, the stream's first bytes in sector 1."""
    header = bytearray(512)
    header[:8] = OLE
    struct.pack_into("<H", header, 30, 9)
    name = (stream + "\0").encode("utf-16-le")
    entry = bytearray(512)
    entry[: len(name)] = name
    struct.pack_into("<H", entry, 64, len(name))
    struct.pack_into("<I", entry, 116, 1)
    fib = bytearray(512)
    struct.pack_into("<H", fib, 0, 0xA5EC)
    struct.pack_into("<H", fib, 10, fib_flags)
    return bytes(header + entry + fib)


def refusal(name: str, data: bytes) -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as refused:
        read(name, data)
    assert f"《{name}》" in str(refused.value)
    return refused.value


XLSX = zip_of({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})
ODT = zip_of({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"})


@pytest.mark.parametrize("name, data, code", [
    ("a.docx", b"", "empty"),
    ("a.doc", ole("WordDocument"), "needs_converter"),
    ("a.wps", ole("WordDocument"), "needs_converter"),
    ("a.docx", ole("WordDocument"), "needs_converter"),
    ("a.wps", ole("CONTENTS"), "needs_converter"),
    ("a.doc", ole("WordDocument", fib_flags=0x0100), "encrypted"),
    ("a.docx", ole("EncryptedPackage"), "encrypted"),
    ("a.doc", ole("WordDocument")[:1024], "damaged"),
    ("a.xls", ole("Workbook"), "unsupported"),
    ("a.ppt", ole("PowerPoint Document"), "unsupported"),
    ("a.doc", ole("Workbook"), "type_mismatch"),
    ("a.msg", ole("Other"), "unsupported"),
    ("a.doc", OLE, "type_mismatch"),
    ("a.pdf", b"%PDF-1.7\n", "needs_converter"),
    ("a.pdf", b"%PDF-1.7\ntrailer << /Encrypt 5 0 R >>", "encrypted"),
    ("a.pdf", b"%PDF-1.4\n<< /Subtype /Image >>", "no_text"),                     # a scan: no font, no text
    ("a.pdf", b"%PDF-1.5\n<< /Subtype /Image >> << /Type /ObjStm >>", "needs_converter"),
    ("a.rtf", b"{\\rtf1\\ansi", "needs_converter"),
    ("a.doc", b"{\\rtf1\\ansi", "needs_converter"),
    ("a.odt", ODT, "needs_converter"),
    ("a.ofd", zip_of({"OFD.xml": b"<x/>"}), "needs_converter"),
    ("a.doc", b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
              b'<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">', "needs_converter"),
    ("a.doc", b"MIME-Version: 1.0\nContent-Type: multipart/related", "needs_converter"),
    ("a.xlsx", XLSX, "unsupported"),
    ("a.docx", XLSX, "type_mismatch"),
    ("a.png", b"\x89PNG\r\n\x1a\n", "unsupported"),
    ("a.docx", b"\x89PNG\r\n\x1a\n", "type_mismatch"),
    ("a.jpg", b"\xff\xd8\xff\xe0", "unsupported"),
    ("a.bmp", b"BM" + bytes(40), "unsupported"),
    ("a.rar", b"Rar!\x1a\x07\x00", "unsupported"),
    ("a.zip", zip_of({"b.txt": b"x"}), "unsupported"),
    ("a.docx", zip_of({"b.txt": b"x"}), "type_mismatch"),
    ("a.docx", "一、要坚持学习".encode(), "type_mismatch"),
    ("a.pdf", "一、要坚持学习".encode(), "type_mismatch"),
    ("a.docx", b"\x01\x02\xff\xfe\xfd" * 99, "damaged"),
    ("a.exe", b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\xff\xff" * 20, "damaged"),
    ("a.docx", docx(p("甲"))[:-60], "damaged"),                                   # cut short
    ("a.docx", docx(p("甲"))[:10], "damaged"),
    ("a.docx", zip_of({"[Content_Types].xml": b"<x/>", "word/styles.xml": b"<x/>"}), "damaged"),   # no main part
    ("a.docx", zip_of(docx_parts("") | {"word/document.xml": b"<w:document"}), "damaged"),
    ("a.docx", zip_of(docx_parts("") | {"word/document.xml": b""}), "damaged"),
    ("a.docx", zip_of(docx_parts("") | {"word/document.xml": b"<other/>"}), "damaged"),
    ("a.docx", zip_of(docx_parts(p("甲")) | {"_rels/.rels": b"<"}), "damaged"),
    ("a.docx", zip_of(docx_parts(p("甲"), styles="<w:style/>") | {"word/styles.xml": b"<"}), "damaged"),
])  # fmt: skip
def test_refusal_codes(name, data, code):
    assert refusal(name, data).code == code


def test_every_sentence_names_the_file_and_the_next_step():
    for code in SENTENCES:
        sentence = str(UnreadableDocument("讲话.doc", code, "原因"))
        assert "《讲话.doc》" in sentence, code
        assert any(step in sentence for step in ("请", "上传")), code


def test_the_sentence_is_clean_whatever_the_name():
    assert "\0" not in str(UnreadableDocument("a\0\ud800\n.doc", "empty"))


@pytest.mark.parametrize("name, data, reader", [
    ("讲话.doc", docx(p("一要学。")), "docx"),
    ("讲话.txt", docx(p("一要学。")), "docx"),
    ("讲话.doc", "<html><body><p>一要学。</p></body></html>".encode(), "html"),
])  # fmt: skip
def test_content_decides_over_the_extension_and_says_so(name, data, reader):
    document = read(name, data)
    assert (document.text, document.reader, [warning.code for warning in document.warnings]) == (
        "一要学。", reader, ["extension"],
    )  # fmt: skip


@pytest.mark.parametrize("name", ["讲话", "讲话.TXT", "1.关于学习的发言", "讲话.text"])
def test_text_needs_no_extension(name):
    assert read(name, "一要学。".encode()).warnings == ()
