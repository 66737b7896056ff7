"""Bytes of a text file into characters: the encoding ladder, and the refusal of what is not text.

BOM, then UTF-8, then UTF-16 without a BOM, then GB18030; each strict, and the guesses only where the outcome reads as
Chinese. A wrong guess would be archived as the speaker's words, so garbled text is refused, never repaired.
"""

import codecs

from .characters import REPLACEMENT, forbidden_spans, with_plain_newlines
from .document import Document, Refused

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
)
# GB 2312 rows 16-55: the 3,755 commonest characters.
_COMMON_HAN = frozenset(
    bytes((row, cell)).decode("gb2312", "ignore") for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF)
)
_SAMPLE = 20_000
# Share of common characters, measured: speeches .99, traditional characters .54; read in a wrong encoding .00 to .12,
# Big5 as GB18030 .34.
_CHINESE_SHARE = 0.45
# The traces that a conversion with loss leaves behind.
_SCARS = ("锟斤拷", "烫烫烫", "屯屯屯")


def read_text(data: bytes) -> Document:
    """The characters of a .txt: decoded, newlines made \\n, nothing else changed (`reading` cleans for all formats)."""
    text, encoding = decode(data)
    return Document(text=with_plain_newlines(text), reader="txt", encoding=encoding)


def decode(data: bytes) -> tuple[str, str]:
    """`data` as characters with the encoding's name; raises Refused (damaged, empty) where no reading makes sense."""
    text, encoding = _decode_by_bom(data) or _decode_by_trial(data)
    if not text:
        raise Refused("empty")
    _refuse_binary(text)
    _refuse_garbled(text)
    return text, encoding


def _decode_by_bom(data: bytes) -> tuple[str, str] | None:
    for bom, name, codec in _BOMS:
        if data.startswith(bom):
            text = _decoded(data[len(bom) :], codec)
            if text is not None:
                return text, name
            if "utf-32" not in name:
                raise Refused("damaged", "文字编码不完整")
    return None


def _decode_by_trial(data: bytes) -> tuple[str, str]:
    # ASCII with NULs between is sound UTF-8 too, so UTF-16 is asked first where there are NULs.
    codecs_in_order = ("utf-16-le", "utf-16-be", "utf-8") if b"\0" in data else ("utf-8", "utf-16-le", "utf-16-be")
    for codec in (*codecs_in_order, "gb18030"):
        text = _decoded(data, codec)
        if not text:
            continue
        if codec == "utf-8" or _reads_as_chinese(text):
            return text, codec
    raise Refused("damaged", "无法识别文字编码")


def _decoded(data: bytes, codec: str) -> str | None:
    """Strict but for lone surrogates, which become U+FFFD later, one for one."""
    try:
        return data.decode(codec, "strict" if codec == "gb18030" else "surrogatepass")
    except UnicodeDecodeError:
        return None


def _reads_as_chinese(text: str) -> bool:
    sample = text[:_SAMPLE]
    return sum(map(_is_common, sample)) >= _CHINESE_SHARE * len(sample)


def _is_common(character: str) -> bool:
    return (
        " " <= character <= "~"
        or character in "\t\n\r\u00a0·×—‘’“”…"
        or character in _COMMON_HAN
        or "\u2460" <= character <= "\u25ff"
        or "\u3000" <= character <= "\u301f"
        or "\uff00" <= character <= "\uff5e"
    )


def _refuse_binary(text: str) -> None:
    """A file that is mostly control characters is no text, though it decodes (a disk's zeros, a cut program)."""
    controls = sum(end - start for start, end in forbidden_spans(text))
    if controls > max(40, 0.3 * len(text)):
        raise Refused("damaged", "内容不是文字")


def _refuse_garbled(text: str) -> None:
    sample = text[:_SAMPLE]
    scars = sum(sample.count(scar) for scar in _SCARS)
    if scars >= 3 or sample.count(REPLACEMENT) > max(5, 0.05 * len(sample)) or _is_utf8_misread(sample):
        raise Refused("damaged", "文字是乱码")


def _is_utf8_misread(text: str) -> bool:
    """True where UTF-8 was once opened as GBK or Latin-1 and saved so: undone, nearly every byte makes sense again."""
    foreign = "".join(character for character in text if character > "\x7f")
    return len(foreign) >= 8 and any(_undone(foreign, codec) for codec in ("gb18030", "cp1252", "latin-1"))


def _undone(foreign: str, codec: str) -> bool:
    raw = foreign.encode(codec, "ignore")
    if len(raw) < len(foreign):
        return False
    again = raw.decode("utf-8", "replace")
    has_han = any("\u4e00" <= character <= "\u9fff" for character in again)
    return has_han and again.count(REPLACEMENT) <= 0.1 * len(again)
