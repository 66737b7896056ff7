"""Refuse what only looks like a marker, for a stated reason: 统一是, 一、二季度, 第二批, 高三（8）班, 其一生, 一把尺子.

Judges a marker by the characters around it. What needs a whole series to judge is told in list_rules.py.
"""

import re
from functools import lru_cache

from speeches.text.headers.front_matter import read_byline
from speeches.text.points.marker_families import Place
from speeches.text.points.markers import Marker
from speeches.text.points.paragraphs import Paragraph, ends_sentence
from speeches.text.segment import COMMON_WORDS

_ROSTER_LENGTH = 48  # characters that 职务　姓名 may have
_WINDOW = 6  # characters after a marker that decide where its word ends

_COUNTED = frozenset(
    "遍趟轮回次批届名位年月天日号期季代线时等册卷版集周度排楼级产句棒人个件项种手把眼波任梯方大小书责功生者家医中层组"
)
_THINGS = frozenset("封份张幅盏扇间笔")  # 第一封转给乡里; 第一份，是…… has a mark behind and may be a point
_TAILS = frozenset("是要")  # 第一是 has a family of its own
_MEASURES = frozenset(
    "个位件年月日号次批天条项点届级类种样些直起旦切般定同番路线带代度心体面边向时刻下把句声颗支座期轮周岁百千万亿几多半分成者流味概例律举张片股层道中国家人等"
)
_IDIOM = re.compile(r"(?P<n>[一二三四五六七八九十])(?:是|要)(?P=n)(?=[，,、。；非])")
_ROOM = re.compile(r"[）)〕][ 　]*[、，,．.：:]?(?:班|年级|号|期|季|级|中队|楼|室|栋|组|版|册)")
_LONGER_WORD = re.compile(r"要\n?[点素务害件塞道领义旨略目闻犯员职]|是\n?[非否]")
_AMOUNT = re.compile(r"[年月日时分秒个位名项件号级届次元万亿千百多余％%℃：:]|[、.．]?\d")
_COURTESY = re.compile(
    r"(?:请允许|让我们?|我(?:谨|想)?代表|非常|再次|衷心|诚挚|真诚|热烈|预?祝(?!福)|祝福|祝愿|感谢|谢谢|祝贺|欢迎|向[^，。]{2,20}(?:表示|致以)|恳请|敬请|请(?:各位|大家|领导|同志们|[^，。]{0,16}放心)|希望(?:大家|各位|同志们))"
)
_SEVERAL = "一二三四五六七八九十"


def refusal(text: str, marker: Marker) -> str | None:
    """Return in Chinese why this is no marker, or None where nothing speaks against it."""
    for reason, says_so in _REASONS:
        if says_so(text, marker):
            return reason
    return None


def _is_list_of_numbers(text: str, marker: Marker) -> bool:
    """一、二季度; 十一、十二个; 二、三中全会: the next number of a count, not the text of a point."""
    if marker.family.name != "一、" or not text.startswith(tuple(_SEVERAL), marker.body):
        return False
    if marker.place is Place.LINE and marker.number > 1:
        return False
    if marker.number >= 10:
        return True
    return text[marker.body] == _SEVERAL[marker.number] and text[marker.body + 1 : marker.body + 2] not in ("是", "十")


def _is_rank_or_date(text: str, marker: Marker) -> bool:
    """第二批, 第一年, 第三季度, 第一书记, 第一时间: counts things, people and times, not points."""
    if marker.family.name == "第…":
        return text[marker.end : marker.end + 1] in _COUNTED | _THINGS | _TAILS or text.startswith(
            ("产业", "梯队", "时间", "书记", "责任", "方阵", "课", "大"), marker.end
        )
    if marker.family.name == "第…点":
        tail = marker.kind.removeprefix("第…点")
        return (
            tail not in ("句话", "件")
            and tail[-1] != "事"
            and (tail[0] in _COUNTED - set("方项层种类") or tail[-1] in "楼排")
        )
    return False


def _is_measure(text: str, marker: Marker) -> bool:
    """一个, 一件, 一年: a measure word makes it an amount."""
    name = marker.family.name
    if name == "…抓":
        return text[marker.end - 1] in _MEASURES or text[marker.end - 1] in ("是要" + _SEVERAL)
    return name == "一" and text[marker.end : marker.end + 1] in _MEASURES


def _is_amount(text: str, marker: Marker) -> bool:
    """2月, 3号, 5项: a date or an amount in digits."""
    spaced_word = marker.body > marker.end and text[marker.body : marker.body + 1] in "多余分"  # 1 多了泥土味
    return marker.family.name == "1　" and not spaced_word and bool(_AMOUNT.match(text, marker.body))


def _crosses_words(text: str, marker: Marker) -> bool:
    """一要|点, 其一|生, 第一要|务: the word goes on behind the marker."""
    if text[marker.end - 1] in "是要":
        return bool(_LONGER_WORD.match(text, marker.end - 1))
    if marker.body != marker.end or not _is_han(text, marker.end):
        return False
    if marker.family.name == "其…" and marker.place is not Place.LINE and text[marker.end - 1] in _SEVERAL:
        return True  # 其二子: inline a point has a mark behind the number
    if marker.kind == "…抓不":
        return text.startswith(("不小心", "不留神", "不做二不休"), marker.end - 1)
    return marker.family.name in ("其…", "一", "…抓") and not _ends_a_word(text, marker)


def _ends_a_word(text: str, marker: Marker) -> bool:
    return len(text[marker.start : marker.end]) in _boundaries(text[marker.start : marker.end + _WINDOW])


@lru_cache(maxsize=4096)
def _boundaries(window: str) -> frozenset[int]:
    return frozenset(word.end for word in COMMON_WORDS.words(window))


def _is_idiom(text: str, marker: Marker) -> bool:
    """一是一、二是二."""
    return marker.family.name == "…是" and bool(_IDIOM.match(text, marker.start))


def _is_room(text: str, marker: Marker) -> bool:
    """高三（8）班, 会议室（二）, 依据第三条（一）项: a bracket inside or behind a name."""
    if marker.family.name not in ("（一）", "（1）", "㈠", "⑴") or marker.place is not Place.WORD:
        return False
    return bool(_ROOM.match(text, marker.end - 1)) or _is_name_before(text, marker.start)


def _is_name_before(text: str, at: int) -> bool:
    return text[at - 1 : at].isalnum() and text[max(0, at - 3) : at].endswith(
        ("室", "厅", "楼", "班", "条", "款", "项", "区", "村", "期", "卷", "版", "一", "二", "三")
    )


def _is_note(text: str, marker: Marker) -> bool:
    """…发展①。: the sign of a footnote behind a word, before a mark."""
    return (
        marker.family.name in ("①", "⑴")
        and marker.place >= Place.CLAUSE
        and text[marker.end : marker.end + 1] in "。，、；：”」"
    )


def _is_person(text: str, marker: Marker) -> bool:
    """同学一：, 嘉宾二：: who speaks, not what is said."""
    return marker.family.name == "一：" and marker.kind.endswith(
        ("同学", "学生", "嘉宾", "代表", "群众", "居民", "记者", "学员", "组", "班", "委员")
    )


def _is_courtesy(text: str, marker: Marker) -> bool:
    """首先，感谢大家; 最后，祝大家: an opening or a closing courtesy, not a point."""
    return marker.family.name == "首先" and bool(_COURTESY.match(text, marker.body))


def _is_of_a_person(text: str, marker: Marker) -> bool:
    """一、局长　陈望川: a roster, or whose speech begins."""
    if marker.place is not Place.LINE or not marker.family.rank:
        return False
    end = text.find("\n", marker.body, marker.body + _ROSTER_LENGTH)
    line = Paragraph(marker.body, marker.body, max(end, marker.body), max(end, marker.body))
    byline = read_byline(text, line)
    return byline is not None and byline.post is not None and byline.name is not None


def _is_ranking(text: str, marker: Marker) -> bool:
    """首先是学，其次才是做: says what matters more, counts nothing."""
    return marker.family.name == "首先" and text.startswith("才", marker.body)


def _is_page_number(text: str, marker: Marker) -> bool:
    """A number in digits alone on a line, in the middle of a sentence: where a page ended."""
    if marker.family.name != "独行" or not text[marker.start].isascii():
        return False
    above = text[max(0, marker.start - _WINDOW * 4) : marker.start].rstrip()
    return bool(above) and not ends_sentence(above, len(above))


def _is_han(text: str, at: int) -> bool:
    return "\u4e00" <= text[at : at + 1] <= "\u9fff"


_REASONS = (
    ("并列的数目，不是标号", _is_list_of_numbers),
    ("名次、批次、日期，不是标号", _is_rank_or_date),
    ("数量词，不是标号", _is_measure),
    ("日期或数额，不是标号", _is_amount),
    ("成语，不是标号", _is_idiom),
    ("名称里的编号，不是标号", _is_room),
    ("注释号，不是标号", _is_note),
    ("人的编号，不是标号", _is_person),
    ("致谢或祝愿，不是标号", _is_courtesy),
    ("比先后，不是标号", _is_ranking),
    ("人名，不是标号", _is_of_a_person),
    ("页码，不是标号", _is_page_number),
    ("跨词，不是标号", _crosses_words),
)
