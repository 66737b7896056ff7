"""Whatever the bytes, `read` gives a clean Document or UnreadableDocument, and quickly."""

import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st

from speeches.documents import UnreadableDocument, is_archive, members, read
from speeches.documents.characters import forbidden_spans

from .docx_files import abstract, docx_parts, lvl, num, numbered, p, table, zip_of

NAMES = st.sampled_from(["a.txt", "a.docx", "a.doc", "a.html", "a.md", "a.zip", "a.pdf", "a", "\ud800\0.txt"])
HEADS = st.sampled_from([
    b"", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff",
    b"%PDF-", b"{\\rtf", b"<html>", b"<?xml version='1.0'?>", "一、要".encode(), "一、要".encode("gb18030"),
])  # fmt: skip
FILES = docx_parts(
    numbered("甲") + p("乙") + table((p("丙"), numbered("丁", 1))),
    numbering=abstract(lvl(0, "chineseCounting", "%1、") + lvl(1, "decimal", "%1.%2")) + num(),
    styles='<w:style w:styleId="a" w:type="paragraph" w:default="1"/>',
)
STORED = zip_of(FILES, zipfile.ZIP_STORED)


def check(name: str, data: bytes) -> None:
    try:
        document = read(name, data)
    except UnreadableDocument as refused:
        assert str(refused).isprintable()
        return
    assert document.text.strip()
    assert "\r" not in document.text
    assert not forbidden_spans(document.text)
    assert all(0 <= start < end <= len(document.text) for start, end in document.notes.automatic_numbers)


@settings(max_examples=300, deadline=1000)
@given(NAMES, HEADS, st.binary(max_size=600))
def test_any_bytes(name, head, tail):
    check(name, head + tail)


@settings(max_examples=150, deadline=1000)
@given(
    NAMES, st.text(st.characters(exclude_categories=())), st.sampled_from(["utf-8", "utf-16", "gb18030", "utf-16-be"])
)
def test_any_text(name, text, codec):
    check(name, text.encode(codec, "ignore" if codec == "gb18030" else "surrogatepass"))


@settings(max_examples=150, deadline=1000)
@given(st.lists(st.tuples(st.integers(0, len(STORED) - 1), st.integers(0, 255)), max_size=4), st.integers(0, 60))
def test_damaged_packages(changes, cut):
    data = bytearray(STORED)
    for at, byte in changes:
        data[at] = byte
    damaged = bytes(data[: len(data) - cut])
    check("a.docx", damaged)
    try:
        contents = [member.content() for member in members("a.zip", damaged)] if is_archive("a.zip", damaged) else []
    except UnreadableDocument:
        return
    assert all(isinstance(content, bytes) for content in contents)


@settings(max_examples=200, deadline=1000)
@given(
    st.sampled_from(sorted(FILES)),
    st.lists(st.tuples(st.integers(0, 2000), st.integers(1, 12), st.binary(max_size=6)), min_size=1, max_size=3),
)
def test_damaged_parts(part_name, cuts):
    data = FILES[part_name]
    for at, length, replacement in cuts:
        data = data[: at % len(data)] + replacement + data[at % len(data) + length :] if data else replacement
    check("a.docx", zip_of(FILES | {part_name: data}))
