"""The ways in which Chinese speeches number their points: one row of FAMILIES each. Data; markers.py does the finding.

To add a way, add a row here and its example to tests/text/test_markers.py.
"""

import re
from dataclasses import dataclass
from enum import IntEnum


class Place(IntEnum):
    """What stands before a marker; smaller is the better place for one."""

    LINE = 0  # a line begins here
    SENTENCE = 1  # a sentence or half-sentence is over: 。；：
    CLAUSE = 2  # after a comma
    WORD = 3  # in the middle of a clause


@dataclass(frozen=True, slots=True)
class Family:
    """One way to number: `pattern` names the number `n`, and may name a `tail` that all members of a series share."""

    name: str
    pattern: re.Pattern[str]
    worst_place: Place
    rank: int = 0  # 公文 order of levels (一、 1, （一） 2, 1. 3, （1） 4, ① 5); 0: may stand at any level
    spoken: bool = False  # people mix these in one list: 首先，第二，三是
    solid: bool = False  # at a line start this is hardly ever anything else
    alone: bool = False  # a single one at a line start is a point
    run_in: bool = False  # only the first of a list: behind a word without any mark


_HAN = r"(?P<n>[一二三四五六七八九十]{1,3})"
_FORMAL = r"(?P<n>[一二三四五六七八九十百零〇]{1,4}|[壹贰叁肆伍陆柒捌玖拾]{1,3})"
_DIGITS = r"(?P<n>[0-9０-９]{1,2})"
_EITHER = r"(?P<n>[一二三四五六七八九十]{1,3}|[0-9０-９]{1,2})"
_STOP = r"[、，,．.：:]?"
_BLANK = r"[ \t\xa0\u2000-\u200a\u3000]"
_CHARACTER = r"[\u4e00-\u9fff]"
_EDGE = r"(?:(?<=[\s。．！？!?；;：:，,、—…“‘”’\"）)】』」》*#>\xad\u200b\u200c\u200d\u2060\ufeff])|\A)"
"""Behind a mark, a blank or a line break: in the middle of a word nothing is a number."""

_RUN_IN = r"(?<=[\u4e00-\u9fff])(?<![第前后近约各有每达共约过至到年月日])"
"""二、课堂教学盯得紧1、集体备课…: in a text without line breaks a list may follow its heading without any mark."""

_LEAD_WORDS = (
    r"要求|强调|指出|认为|做到|必须|就是|主要|分别|包括|表现|体现|需要|重点|希望|建议|提出|方面|体会|"
    r"原因|阶段|一步"
)
"""会议要求一是…: words behind which a list may begin without a mark."""

_LEAD = rf"(?<={_LEAD_WORDS})"

_NO_WORD_WITH_ONE = (
    rf"(?<!{_LEAD_WORDS})"
    r"(?<=[\u4e00-\u9fff])(?<![统唯第之高同单专周初万逐不合归如划期这那每任某十惟其均为的了是在有无从用以和与或到说把将只就"
    r"一二两三四五六七八九百千零〇])"
)
"""教研组一是…，二是…，三是…: behind a word with which 一 makes no other (统一, 唯一, 高一, 万一, 这一)."""

_MY = r"(?:我们?(?:[想要今天]{0,3}(?:讲|说|谈|提|汇报|交流|强调))?的)?"
_SECTION = r"(?P<tail>部分|阶段|步|章|节|篇|讲|板块|环节|层面|方面|个方面|件事|句话|点|条)"
_AFTER_NOUN = r"[，,：:是为就、——\s]"
_TELLS = r"(?:关于|来自|想[说讲谈]|要[说讲谈])"
"""第一个故事关于三封信; 头一件想说的，是……"""
_AFTER_DIGIT = (
    r"(?:[．.](?![0-9０-９])|[．.](?=[12][0-9]{3}年|[0-9]{1,2}[月#＃号楼栋幢])|、(?![0-9０-９])"
    r"|、(?=[0-9]{1,4}[年月])|[，,：:](?=[\u4e00-\u9fff“《]))"
)
_NO_UNIT = r"(?<![年月日时分点个位名项号级届次元万亿千百多余])"
_NO_BARE = (
    r"[是要、，,。．.：:；;）)！？!?”’\s一二三四五六七八九十百千万亿零〇两几多余个位件"
    r"年月日号时分秒点条项届级类种次批]"
)


def _family(name: str, pattern: str, worst: Place, rank: int = 0, **traits: bool) -> Family:
    return Family(name, re.compile(pattern), worst, rank, **traits)


FAMILIES: tuple[Family, ...] = (
    _family("第…条", rf"{_EDGE}第{_FORMAL}(?P<tail>[章节条编])(?=\s)", Place.LINE, solid=True),
    _family(
        "第…点",
        rf"{_EDGE}{_MY}(?:第|头(?=一)){_HAN}(?:个|[点条句层重件类项](?={_CHARACTER}{{2}}[，,：:是]))?(?P<tail>(?<=个){_CHARACTER}{{3,4}}(?=[，,：:])|{_CHARACTER}{{1,2}})"
        rf"(?={_AFTER_NOUN}|{_TELLS})(?:[，,：:、]|——)?",
        Place.CLAUSE,
    ),
    _family("第…部", rf"{_EDGE}第{_HAN}{_SECTION}(?!{_AFTER_NOUN})", Place.SENTENCE),
    _family(
        "第…，", rf"{_EDGE}第{_EITHER}(?:[，,、：:．.；;——]+|{_BLANK}+|是|要)", Place.CLAUSE, spoken=True, solid=True
    ),
    _family("第…", rf"{_EDGE}第{_HAN}(?=[\u4e00-\u9fff“《])", Place.CLAUSE, spoken=True),
    _family("…是", rf"(?:{_EDGE}|{_LEAD}){_HAN}[ \u3000]*\n?(?P<tail>[是要])[，,：:]?", Place.WORD, spoken=True),
    _family("…是", rf"{_NO_WORD_WITH_ONE}(?P<n>一)(?P<tail>[是要])", Place.WORD, spoken=True, run_in=True),
    _family("…抓", rf"{_NO_WORD_WITH_ONE}(?P<n>一)(?P<tail>[不靠])(?=[^、])", Place.WORD, run_in=True),
    _family("…抓", rf"{_EDGE}{_HAN}(?P<tail>{_CHARACTER})(?=[^、])", Place.CLAUSE),
    _family("其…", rf"{_EDGE}其{_HAN}(?:[，,、：:]|——|是|在于)?", Place.CLAUSE, spoken=True),
    _family("首先", r"(?P<n>首先|其次|再次|再者|然后|最后|末了)(?:是|要)?[，,、：:]?", Place.WORD, spoken=True),
    _family("一方面", rf"{_EDGE}(?P<n>一方面|(?:另|另外|再|又)一方面)(?!军)(?:是|要)?[，,：:]?", Place.WORD),
    _family(
        "一、",
        rf"{_EDGE}{_FORMAL}[ \u3000]*(?:[、．.]|[，,](?=[^一二三四五六七八九十]))",
        Place.CLAUSE,
        rank=1,
        solid=True,
        alone=True,
    ),
    _family("一：", rf"{_EDGE}(?P<tail>{_CHARACTER}{{2,4}})之?{_HAN}[：:]", Place.CLAUSE),
    _family("一）", rf"{_EDGE}{_HAN}[ \u3000]*[）)]{_STOP}", Place.CLAUSE, rank=2, solid=True),
    _family("（一）", rf"[（(〔][ \u3000]*{_HAN}[ \u3000]*[）)〕]{_STOP}", Place.WORD, rank=2, solid=True),
    _family("㈠", rf"(?P<n>[㈠-㈩]){_STOP}", Place.WORD, rank=2, solid=True),
    _family("1.", rf"{_EDGE}{_DIGITS}[ \u3000]?{_AFTER_DIGIT}", Place.CLAUSE, rank=3, solid=True),
    _family("1.", rf"{_RUN_IN}(?P<n>[1１])[、．.](?={_CHARACTER})", Place.WORD, rank=3, solid=True, run_in=True),
    _family("⒈", r"(?P<n>[⒈-⒛])", Place.WORD, rank=3, solid=True),
    _family("1）", rf"{_EDGE}{_DIGITS}[ \u3000]?[）)]{_STOP}", Place.CLAUSE, rank=4, solid=True),
    _family("（1）", rf"[（(〔][ \u3000]*{_DIGITS}[ \u3000]*[）)〕]{_STOP}", Place.WORD, rank=4, solid=True),
    _family("⑴", rf"(?P<n>[⑴-⒇]){_STOP}", Place.WORD, rank=4, solid=True),
    _family("①", rf"(?P<n>[①-⑳❶-❿⓵-⓾]){_STOP}", Place.WORD, rank=5, solid=True),
    _family("Ⅰ.", rf"{_EDGE}(?P<n>[Ⅰ-Ⅻ]|[IVX]{{1,4}})[ \u3000]?[、．.]", Place.LINE, solid=True),
    _family(
        "独行",
        rf"(?:(?<=\n)|\A){_BLANK}*(?P<n>[一二三四五六七八九十]{{1,3}}|[0-9]{{1,2}}|[Ⅰ-Ⅻ]){_BLANK}*(?=\n|\Z)",
        Place.LINE,
    ),
    _family("一　", rf"{_EDGE}{_FORMAL}{_BLANK}+(?=[^\s一二三四五六七八九十、，。])", Place.LINE),
    _family(
        "1　",
        rf"{_EDGE}{_DIGITS}(?:{_BLANK}+(?=[\u4e00-\u9fff“《])|(?=[\u4e00-\u9fff“《]{_NO_UNIT}))",
        Place.LINE,
    ),
    _family("一", rf"{_EDGE}(?P<n>[一二三四五六七八九十])(?!{_NO_BARE})", Place.CLAUSE),
)
"""In order of precedence where two claim the same place."""
