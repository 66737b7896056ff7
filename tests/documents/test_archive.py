"""A zip gives its files one by one, under names a person can read; one bad member does not spoil the rest."""

import struct
import zipfile
from io import BytesIO

import pytest

from speeches.documents import UnreadableDocument, is_archive, members, read

from .docx_files import docx, p, zip_of


def gbk_zip(names: list[str]) -> bytes:
    """As Windows writes it: GBK names, no UTF-8 flag."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number, name in enumerate(names):
            archive.writestr(chr(65 + number) * len(name.encode("gbk")), b"")
    data = buffer.getvalue()
    for number, name in enumerate(names):
        data = data.replace(chr(65 + number).encode() * len(name.encode("gbk")), name.encode("gbk"))
    return data


def test_members_carry_the_zips_name_and_their_own():
    data = zip_of({"政绩观/01-张三.docx": docx(p("一要学。")), "02.txt": "二要干。".encode()})
    assert [(member.name, read(member.name, member.content()).text) for member in members("材料.zip", data)] == [
        ("材料.zip/政绩观/01-张三.docx", "一要学。"),
        ("材料.zip/02.txt", "二要干。"),
    ]


@pytest.mark.parametrize("name", ["研讨/周敬之.txt", "開幕/発言.txt", "誠/礙子.txt"])  # 誠, 礙 end in 0x5C in GBK
def test_gbk_names(name):
    assert [member.name for member in members("a.zip", gbk_zip([name]))] == [f"a.zip/{name}"]


def test_utf_8_names_without_the_flag():
    data = zip_of({"X" * 9 + ".txt": b"x"}).replace(b"X" * 9, "研讨会".encode())
    assert [member.name for member in members("a.zip", data)] == ["a.zip/研讨会.txt"]


def test_litter_and_folders_are_left_out():
    names = ["a/", "__MACOSX/._b.docx", ".DS_Store", "x/Thumbs.db", "~$讲话.docx", "x/.hidden", "x/讲话.docx"]
    assert [member.name for member in members("z.zip", zip_of(dict.fromkeys(names, b"")))] == ["z.zip/x/讲话.docx"]


@pytest.mark.parametrize(
    "name", ["../../etc/x.docx", "/etc/x.docx", "a/../../b.txt", "..\\b.txt", "C:\\b.txt", "C:/b.txt"]
)
def test_paths_that_leave_the_zip_are_unsafe(name):
    with pytest.raises(UnreadableDocument) as refused:
        list(members("a.zip", zip_of({name: b"x"})))
    assert refused.value.code == "unsafe"


def test_a_bad_member_is_refused_alone():
    data = bytearray(zip_of({"a.txt": b"aaaa", "b.txt": "二要干。".encode()}, zipfile.ZIP_STORED))
    data[data.find(b"aaaa")] ^= 0xFF
    bad, good = members("z.zip", bytes(data))
    with pytest.raises(UnreadableDocument, match=r"《z\.zip/a\.txt》") as refused:
        bad.content()
    assert (refused.value.code, good.content().decode()) == ("damaged", "二要干。")


def test_an_encrypted_member():
    data = bytearray(zip_of({"a.txt": b"aaaa"}))
    struct.pack_into("<H", data, data.find(b"PK\x01\x02") + 8, 1)
    (member,) = members("z.zip", bytes(data))
    with pytest.raises(UnreadableDocument) as refused:
        member.content()
    assert refused.value.code == "encrypted"


@pytest.mark.parametrize("data, code", [
    (b"", "empty"),
    (b"PK\x03\x04", "damaged"),
    (zip_of({"a.txt": b"x"})[:-10], "damaged"),
    (zip_of({f"{number}.txt": b"" for number in range(5001)}), "unsafe"),
])  # fmt: skip
def test_zips_refused_as_a_whole(data, code):
    with pytest.raises(UnreadableDocument) as refused:
        list(members("a.zip", data))
    assert refused.value.code == code


@pytest.mark.parametrize("name, data, expected", [
    ("a.zip", zip_of({"a.txt": b"x"}), True),
    ("a.docx", docx(p("甲")), False),
    ("a.zip", docx(p("甲")), False),              # one document, whatever it is called
    ("a.txt", "甲".encode(), False),
    ("a.zip", b"PK\x03\x04", True),               # broken: refused by members, with the reason
    ("a.docx", b"PK\x03\x04", False),
    ("a.zip", zip_of({}), True),
])  # fmt: skip
def test_what_is_an_archive(name, data, expected):
    assert is_archive(name, data) is expected
