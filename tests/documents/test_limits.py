"""Hostile files are refused before they cost anything: bombs, entities, lying directories, depth and mass."""

import struct
import time
import zipfile
from io import BytesIO

import pytest

from speeches.documents import UnreadableDocument, limits, read

from .docx_files import docx, docx_parts, p, part, zip_of

XXE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.fixture(autouse=True)
def _quick():
    began = time.perf_counter()
    yield
    assert time.perf_counter() - began < 5


def refused(name: str, data: bytes) -> str:
    with pytest.raises(UnreadableDocument) as refusal:
        read(name, data)
    return refusal.value.code


def with_document(xml: bytes) -> bytes:
    return zip_of(docx_parts("") | {"word/document.xml": xml})


@pytest.mark.parametrize("prolog", [XXE, LAUGHS])
@pytest.mark.parametrize("where", ["word/document.xml", "word/_rels/document.xml.rels", "word/styles.xml"])
def test_any_doctype_is_unsafe(prolog, where):
    files = docx_parts(p("甲"), styles="<w:style/>")
    files[where] = prolog + files[where].split(b"?>", 1)[-1]
    assert refused("a.docx", zip_of(files)) == "unsafe"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-16"])
def test_a_doctype_in_utf_16_is_unsafe(codec):
    xml = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [<!ENTITY e "x">]><x>&e;</x>'
    assert refused("a.docx", with_document(xml.encode(codec))) == "unsafe"


def test_eight_million_empty_paragraphs():
    data = with_document(part("document", "<w:body>" + "<w:p/>" * 8_000_000 + "</w:body>"))
    assert len(data) < 200_000
    assert refused("a.docx", data) == "unsafe"


@pytest.mark.parametrize("markup", ["<w:p/>" * 1_100_000, "<w:p " + 'a="" ' * 1_100_000 + "/>"])
def test_masses_of_tags_or_attributes_that_keep_the_ratio(markup):
    files = docx_parts(p("甲")) | {"word/document.xml": part("document", f"<w:body>{markup}</w:body>")}
    assert refused("a.docx", zip_of(files, zipfile.ZIP_STORED)) == "too_complex"


def test_the_markup_budget_is_for_all_parts_together(monkeypatch):
    monkeypatch.setattr(limits, "MAX_MARKS", 150)
    others = {f"h{n}": ("header", part("hdr", p("页眉"))) for n in range(9)}
    references = "".join(f'<w:headerReference r:id="h{n}"/>' for n in range(9))
    assert refused("a.docx", docx(p("甲") + f"<w:sectPr>{references}</w:sectPr>", others=others)) == "too_complex"


@pytest.mark.parametrize(
    "element", ["w:smartTag", "w:sdt", "w:tbl", "w:p", "mc:AlternateContent", "w:txbxContent", "w:r"]
)
def test_deep_nesting(element):
    for depth in (120, 5_000):
        body = f"<{element}>" * depth + f"</{element}>" * depth
        assert refused("a.docx", docx(body)) == ("too_complex" if depth > 250 else "no_text")


def test_deep_tables_within_the_parsers_depth():
    body = p("正文") + "<w:tbl><w:tr><w:tc>" * 80 + p("内") + "</w:tc></w:tr></w:tbl>" * 80
    assert read("a.docx", docx(body)).text == "正文"


def test_a_huge_text_node():
    assert refused("a.docx", zip_of(docx_parts(p("字" * 4_000_000)))) in ("too_complex", "unsafe")


def test_a_zip_bomb_by_ratio():
    assert refused("a.docx", zip_of(docx_parts(p("甲")) | {"word/media/x.bin": bytes(30_000_000)})) == "unsafe"


def test_a_small_text_that_repeats_itself_is_no_bomb():
    assert read("a.docx", docx(p("同一句话。" * 40_000))).text.startswith("同一句话。")


def test_a_directory_that_lies_about_sizes():
    data = bytearray(zip_of(docx_parts(p("甲" * 100_000))))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = -1
        while (at := data.find(signature, at + 1)) >= 0:
            struct.pack_into("<I", data, at + offset, 1)
    assert refused("a.docx", bytes(data)) == "damaged"


def test_too_many_entries():
    files = docx_parts(p("甲")) | {f"word/media/{n}": b"" for n in range(limits.MAX_ZIP_ENTRIES)}
    assert refused("a.docx", zip_of(files)) == "unsafe"


@pytest.mark.parametrize("wide", [False, True])
def test_an_endless_directory_is_refused_unread(wide):
    entry = b"PK\x01\x02" + bytes(42)
    directory = entry * (limits.MAX_DIRECTORY_BYTES // len(entry) + 1)
    end = b""
    if wide:
        end = b"PK\x06\x06" + struct.pack("<36xQQ", len(directory), 0) + b"PK\x06\x07" + bytes(16)
    end += b"PK\x05\x06" + struct.pack("<8xIIH", 0 if wide else len(directory), 0, 0)
    assert refused("a.docx", b"PK\x03\x04" + directory + end) == "unsafe"


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
def test_duplicate_names():
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in [*docx_parts(p("甲")).items(), ("word/document.xml", part("document", ""))]:
            archive.writestr(name, data)
    assert refused("a.docx", buffer.getvalue()) == "unsafe"


def test_entries_that_overlap():
    data = bytearray(zip_of(docx_parts(p("甲")), zipfile.ZIP_STORED))
    first, second = _directory(data)[:2]
    data[second + 42 : second + 46] = data[first + 42 : first + 46]
    assert refused("a.docx", bytes(data)) in ("unsafe", "damaged")


def _directory(data: bytearray) -> list[int]:
    return [at for at in range(len(data)) if data[at : at + 4] == b"PK\x01\x02"]


@pytest.mark.parametrize("flags, method, code", [(1, 8, "encrypted"), (0, 99, "unsupported"), (0, 9, "unsupported")])
def test_encrypted_and_odd_entries(flags, method, code):
    data = bytearray(docx(p("甲")))
    for at in _directory(data):
        struct.pack_into("<HH", data, at + 8, flags, method)
    assert refused("a.docx", bytes(data)) == code


def test_bytes_lost_in_the_middle_are_damage_not_an_attack():
    data = docx(p("甲"))
    assert refused("a.docx", data[:60] + data[80:]) == "damaged"


def test_a_wrong_checksum():
    data = bytearray(docx(p("甲")))
    for at in _directory(data):
        data[at + 16] ^= 0xFF
    assert refused("a.docx", bytes(data)) == "damaged"


def test_files_beyond_the_size_limit():
    assert refused("a.txt", bytes(limits.MAX_FILE_BYTES + 1)) == "too_big"


def test_texts_beyond_the_character_limit():
    assert refused("a.txt", "字".encode() * (limits.MAX_CHARACTERS + 1)) == "too_big"
