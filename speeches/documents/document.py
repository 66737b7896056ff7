"""What reading a file yields: a Document, or the reason in Chinese why there is none.

Offsets are Unicode characters into `Document.text`, `[start, end)`.
"""

from dataclasses import dataclass

from .characters import clean

Span = tuple[int, int]

# The published sentences: each names the file and the next step. {why} is given by whoever refuses.
SENTENCES = {
    "empty": "《{name}》是空文件，请核对后重新上传。",
    "no_text": "未从《{name}》中提取到文字（{why}），请上传带文字的版本，或人工录入正文。",
    "unsupported": "不支持《{name}》的格式（{why}），请另存为 .docx 或 .txt 后上传。",
    "type_mismatch": "《{name}》的内容与扩展名不符（实际为{why}），请改正扩展名，或用 Word、WPS 另存为 .docx 后上传。",
    "encrypted": "《{name}》已加密或设有打开密码，请去除密码后重新上传。",
    "damaged": "《{name}》已损坏或未传完整（{why}），请用原来的软件打开检查，重新另存为 .docx 或 .txt 后上传。",
    "unsafe": "《{name}》含有不安全的结构（{why}），已拒绝；请用 Word 或 WPS 打开，另存为新的 .docx 后上传。",
    "too_big": "《{name}》超过上限（{why}），请拆分或删去图片后重新上传。",
    "too_complex": "《{name}》过于复杂（{why}），已停止处理，其他文件不受影响；请把正文复制到新文档后上传。",
    "needs_converter": "《{name}》是{why}，暂不能直接读取，请用 Word 或 WPS 打开，另存为 .docx 后上传。",
}


class Refused(Exception):
    """Why a file is refused, raised where the file's name is not known; `read` turns it into UnreadableDocument."""

    def __init__(self, code: str, why: str = "") -> None:
        super().__init__(code, why)
        self.code = code
        self.why = why


class UnreadableDocument(Exception):
    """The file's text cannot be had. `code` is one of SENTENCES; str() tells the uploader, in Chinese, what to do."""

    def __init__(self, name: str, code: str, why: str = "") -> None:
        shown = clean(name).replace("\n", " ")
        super().__init__(SENTENCES[code].format(name=shown, why=why))
        self.code = code


@dataclass(frozen=True, slots=True)
class Extra:
    """Text that the file shows outside its body; `where` is table, textbox, header, footer, footnote or comment."""

    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something the clerk should look at; `[start, end)` into the document's text, (0, 0) for the whole file."""

    code: str
    message: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Notes:
    """What was done to get the text, for the extraction report.

    `automatic_numbers` are the spans of labels (with the blank after them) that Word draws and the file does not hold.
    """

    automatic_numbers: tuple[Span, ...] = ()
    insertions: int = 0
    deletions: int = 0
    pictures: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """A file's text as it will be kept for good; `encoding` is None for formats that have none of their own."""

    text: str
    reader: str
    encoding: str | None = None
    extras: tuple[Extra, ...] = ()
    warnings: tuple[Finding, ...] = ()
    notes: Notes = Notes()
