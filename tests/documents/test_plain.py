"""Text files: the encoding is found, the characters stay as they are, and what is garbled is refused."""

import codecs

import pytest

from speeches.documents import UnreadableDocument, read

SPEECH = "同志们：\n　　一要坚持学习，二要深入调研。去年全市办成实事38件，群众满意率达到96.5%。\n——完"


def code_of(data: bytes, name: str = "讲话.txt") -> str:
    with pytest.raises(UnreadableDocument) as refused:
        read(name, data)
    assert name in str(refused.value)
    return refused.value.code


@pytest.mark.parametrize("codec, bom, encoding", [
    ("utf-8", b"", "utf-8"),
    ("utf-8", codecs.BOM_UTF8, "utf-8-sig"),
    ("gb18030", b"", "gb18030"),
    ("gbk", b"", "gb18030"),
    ("utf-16-le", codecs.BOM_UTF16_LE, "utf-16-le"),
    ("utf-16-be", codecs.BOM_UTF16_BE, "utf-16-be"),
    ("utf-16-le", b"", "utf-16-le"),
    ("utf-16-be", b"", "utf-16-be"),
    ("utf-32-le", codecs.BOM_UTF32_LE, "utf-32-le"),
])  # fmt: skip
@pytest.mark.parametrize("text", [SPEECH, "同志们：", "一、学\n", "Report 2024: done.\n同志们", "学习贯彻。" * 5000])
def test_encodings(text, codec, bom, encoding):
    document = read("讲话.txt", bom + text.encode(codec))
    assert (document.text, document.encoding, document.reader) == (text, encoding, "txt")


def test_ascii_in_utf_16_is_not_taken_for_utf_8_with_nuls():
    assert read("a.txt", "Hello, world.".encode("utf-16-le")).text == "Hello, world."


def test_four_byte_gb18030():
    text = "同志们，请𠮷田同志介绍经验，大家向他学习。"
    assert read("a.txt", text.encode("gb18030")).text == text


@pytest.mark.parametrize("raw, text", [
    ("甲\r\n乙\r丙\n丁", "甲\n乙\n丙\n丁"),
    ("甲\t乙\u3000\u00a0丙", "甲\t乙\u3000\u00a0丙"),
    ("甲\u2028乙\u200b\ufeff丙", "甲\u2028乙\u200b\ufeff丙"),       # only the first BOM is a BOM
    ("é\u0301ﬁ㈠", "é\u0301ﬁ㈠"),                                    # nothing is composed or folded
    ("甲\n\n", "甲\n\n"),
])  # fmt: skip
def test_nothing_but_newlines_changes(raw, text):
    assert read("a.txt", raw.encode()).text == text


@pytest.mark.parametrize("raw, text, start", [
    ("一、要\0坚持", "一、要\ufffd坚持", 3),
    ("甲\x0b\x0c\x1a乙", "甲\ufffd\ufffd\ufffd乙", 1),
    ("甲\uffff乙\U0001fffe丙", "甲\ufffd乙\ufffd丙", 1),
    ("甲\ud800乙", "甲\ufffd乙", 1),
])  # fmt: skip
@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le"])
def test_forbidden_characters_are_replaced_one_for_one_with_a_warning(raw, text, start, codec):
    bom = codecs.BOM_UTF16_LE if codec == "utf-16-le" else b""
    document = read("a.txt", bom + raw.encode(codec, "surrogatepass"))
    assert document.text == text
    assert [(warning.code, warning.start) for warning in document.warnings] == [("forbidden_character", start)]


def test_tab_and_newline_and_del_are_allowed():
    assert read("a.txt", "甲\t\n\x7f\x85乙".encode()).warnings == ()


@pytest.mark.parametrize("data, code", [
    (b"", "empty"),
    (codecs.BOM_UTF8, "empty"),
    (codecs.BOM_UTF16_LE, "empty"),
    (b"\n \t\n", "no_text"),
    ("　\n".encode(), "no_text"),
    (SPEECH.encode()[:-1], "damaged"),                          # cut within a character
    (SPEECH.encode("utf-16")[:-1], "damaged"),
    (codecs.BOM_UTF8 + SPEECH.encode("gb18030"), "damaged"),
    (SPEECH.encode().replace("坚".encode(), b"\xe5\x9d"), "damaged"),
    (SPEECH.encode().decode("gb18030", "replace").encode(), "damaged"),     # UTF-8 once opened as GBK
    (SPEECH.encode().decode("latin-1").encode(), "damaged"),                # and as Latin-1
    ("锟斤拷锟斤拷锟斤拷，".encode(), "damaged"),
    ("\ufffd\ufffd\ufffd同\ufffd\ufffd\ufffd\ufffd志".encode(), "damaged"),
    (bytes(5000), "damaged"),
    (bytes(range(128, 256)) * 40, "damaged"),
    ("Привет, товарищи! Доклад о работе.".encode("cp1251"), "damaged"),
    ("各位同志，本次會議研究學習問題，請大家發言。".encode("big5"), "damaged"),
])  # fmt: skip
def test_what_is_no_sound_text_is_refused(data, code):
    assert code_of(data) == code


def test_a_text_of_rare_names_is_not_garbled():
    text = "参会人员：璩曌、亓甍、逯彧、仉翚、訾犇、爨邗。请各位同志按时参加会议，会前认真准备发言提纲。"
    assert read("a.txt", text.encode("gb18030")).text == text


def test_traditional_characters_are_text():
    text = "各位同志：本次會議研究學習問題，請大家結合實際發言，總結經驗，查擺問題，提出辦法。"
    for codec in ("gb18030", "utf-8", "utf-16-le", "utf-16-be"):
        assert read("a.txt", text.encode(codec)).text == text


def test_characters_lost_before_are_pointed_out():
    document = read("a.txt", "各位同志，请\ufffd同志介绍经验。".encode())
    assert [(warning.code, warning.start, warning.end) for warning in document.warnings] == [("lost_character", 6, 7)]
