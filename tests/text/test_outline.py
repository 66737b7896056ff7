# ruff: noqa: E501  (sample sentences stay on one line)
"""Points and levels of many shapes of speech."""

import pytest

from speeches.text.outline import outline

from .outline_samples import SAMPLES, unpack
from .outline_samples_mixed import MIXED
from .outline_samples_offices import OFFICES


@pytest.mark.parametrize("name", [*SAMPLES, *MIXED, *OFFICES])
def test_points_and_levels(name: str) -> None:
    text, points = unpack((SAMPLES | MIXED | OFFICES)[name])
    found = [(point.start, point.level) for point in outline(text).points if point.marker]
    assert _shown(text, found) == _shown(text, points)


def _shown(text: str, points: list[tuple[int, int]]) -> list[str]:
    return [f"{level} {text[start : start + 8]!r}@{start}" for start, level in points]


def parts_of(text: str) -> list[tuple[str, str]]:
    return [(part.kind, text[part.start : part.end]) for part in outline(text).parts]


@pytest.mark.parametrize(
    "pieces",
    [
        [("preamble", "没有编号的一句话。")],
        [("salutation", "同志们：\n"), ("preamble", "今天天气很好。\n"), ("points", "一、春种\n要早。\n二、秋收\n要快。\n"), ("closing", "同志们，开始吧！\n")],
        [
            ("title", "谈谈读书\n——在读书会上的发言\n"),
            ("byline", "县图书馆　陈望川\n2025年4月23日\n\n"),
            ("salutation", "各位书友：\n"),
            ("preamble", "读书是一件快乐的事，也是一件辛苦的事，今天我想说说自己的读书生活。\n"),
            ("transition", "下面，我谈两点体会。\n"),
            ("points", "第一，要坐得住。坐不住，就读不进。\n第二，要走得开。走不开，就读不活。\n"),
            ("closing", "以上体会，不当之处请批评指正。\n\n"),
        ],
        [
            ("title", "关于集中学习的通知\n"),
            ("salutation", "各支部：\n"),
            ("transition", "现将学习安排通知如下，请认真执行。\n"),
            ("points", "一、学习时间\n每周五下午。\n二、学习地点\n二楼会议室。\n"),
            ("signature", "机关党委\n2025年3月1日\n"),
        ],
        [
            ("points", "一是建了路。\n二是修了桥。\n"),
            ("transition", "成绩说完了，再说说今后的打算。\n"),
            ("points", "第一，把路护好。\n第二，把桥守好。\n"),
            ("closing", "谢谢大家！\n"),
        ],
        [("salutation", "各位领导、同志们："), ("preamble", "我作一个简短的发言，"), ("points", "第一，多读书。第二，多走路。"), ("closing", "我的发言完毕。")],
        [
            ("points", "第一，量水。水要天天量，一天也不能落下。\n第二，修渠。渠上有两个毛病。一是漏水。二是塌坡。\n针对以上毛病，入冬前逐段补好。\n"),
            ("closing", "渠长二十里，一里也不能断。\n"),
        ],
        [
            ("points", "1．量水\n水要天天量。\n一天也不能落下。\n2．修渠\n渠要年年修。\n"),
            ("closing", "我明年就退休了，走之前把渠再走一遍。\n"),
        ],
        [("preamble", "学校这几年有三个变化，"), ("points", "一是楼高了，二是树多了，三是笑声亮了。"), ("transition", "变化不止这些。\n"), ("closing", "再往后看，日子还长。\n")],
    ],
)  # fmt: skip
def test_parts_are_what_a_reader_would_call_them(pieces: list[tuple[str, str]]) -> None:
    assert parts_of("".join(text for _, text in pieces)) == pieces


def spans_of(text: str) -> list[str]:
    return [text[point.start : point.end] for point in outline(text).points]


@pytest.mark.parametrize(
    "text, spans",
    [
        ("有三难：一是钱少，二是人少，三是地少。难归难，事还得办。", ["一是钱少，", "二是人少，", "三是地少。"]),
        ("一要学。学了才懂。二要做。做了才会。这两条缺一不可。", ["一要学。学了才懂。", "二要做。做了才会。"]),
        ("一是钱少。村里没有账本。二是人少。年轻人不回来。三是地少。坡上种不了。造成这些难处，原因在我。", ["一是钱少。村里没有账本。", "二是人少。年轻人不回来。", "三是地少。坡上种不了。"]),
        ("一是钱少。村里没有账本。二是人少。年轻人不回来。下一步，一户一户去请。", ["一是钱少。村里没有账本。", "二是人少。年轻人不回来。"]),
        ("一是钱少。下一步，建账本。二是人少。下一步，请回来。", ["一是钱少。下一步，建账本。", "二是人少。下一步，请回来。"]),
        ("一、种树\n种了三年。\n二、护林\n护了十年。\n回头看，山绿了。", ["一、种树\n种了三年。\n", "二、护林\n护了十年。\n"]),
        ("（一）种树，①挖坑，②放苗，③培土。都要细心。\n（二）护林。", ["（一）种树，①挖坑，②放苗，③培土。都要细心。\n", "①挖坑，", "②放苗，", "③培土。", "（二）护林。"]),
    ],
)  # fmt: skip
def test_a_list_ends_where_the_text_returns_to_its_parent(text: str, spans: list[str]) -> None:
    assert spans_of(text) == spans


@pytest.mark.parametrize(
    "text, headings",
    [
        ("第一，要学得深。书读百遍。\n第二，要做得实！不说空话。", ["要学得深", "要做得实"]),
        ("一、加强学习\n每周一次。\n二、加强调研\n每月一次。", ["加强学习", "加强调研"]),
        ("一\n山高路远。走了三天。\n二\n柳暗花明。又走三天。", ["山高路远", "柳暗花明"]),
        ("要做到一是快，二是准。", ["快", "准"]),
    ],
)
def test_a_heading_is_the_first_sentence(text: str, headings: list[str]) -> None:
    assert [point.heading for point in outline(text).points] == headings


LONG = (
    "这里有一段比较长的文字，用来说明情况、交代背景、讲清道理，读起来像是发言里的一个自然段，前后都有照应，不会太短。"
)


def test_lead_sentences_of_an_unnumbered_speech_are_proposed() -> None:
    text = f"开场白在这里，先说说天气。\n山要绿。{LONG}\n水要清。{LONG}\n人要勤。{LONG}\n谢谢大家！\n"
    points = outline(text).points
    assert [(point.heading, point.marker, point.inferred, point.level) for point in points] == [
        (heading, "", True, 1) for heading in ("山要绿", "水要清", "人要勤")
    ]
    assert all(point.confidence <= 0.5 and "未编号" in point.reason for point in points)


def test_a_short_last_paragraph_closes_an_unnumbered_speech() -> None:
    text = (
        f"题目在这里\n{LONG}\n山要绿。{LONG}\n水要清。{LONG}\n人要勤。{LONG}\n"
        + "灯还亮着，路还在脚下，来年开春再请大家到山上走一走。\n"
    )
    assert [point.heading for point in outline(text).points] == ["山要绿", "水要清", "人要勤"]
    assert parts_of(text)[-1][0] == "closing"


def test_a_short_list_mentioned_before_the_announced_points_is_none() -> None:
    text = (
        "巡堤的人要紧的是，一是看得早，二是报得准，三是走得勤。我谈两点体会。\n第一，堤要天天看。\n第二，人要天天在。"
    )
    assert [point.heading for point in outline(text).points] == ["堤要天天看", "人要天天在"]


def test_a_list_may_begin_with_头一条() -> None:
    text = "头一条，锅要先扣自家的。\n第二条，账要晒在太阳底下。\n第三条，话要说在前头。"
    assert [point.marker for point in outline(text).points] == ["头一条，", "第二条，", "第三条，"]


@pytest.mark.parametrize(
    "text, headings",
    [
        ("首先，量水。谈了六回，最后闸口没有动。\n其次，修渠。他再次登门，然后才签字。\n再次，护堤。夜里喊人，最后来了两个。\n最后，守闸。闸在人在。\n", ["量水", "修渠", "护堤", "守闸"]),
        ("首先，量水。水要天天量。\n其次，修渠。跑了三趟，最后批了八万元。\n再次，护堤。夜里喊人，最后来了两个。\n", ["量水", "修渠", "护堤"]),
        ("首先，量水。吵了半夜。最后，两村都签了字。\n其次，修渠。渠要年年修。\n最后，守闸。闸在人在。\n", ["量水", "修渠", "守闸"]),
        ("首先，量水。水要天天量。\n其次，修渠。渠要年年修。最后，守闸。闸在人在。\n", ["量水", "修渠", "守闸"]),
        ("首先要量水，其次要修渠，最后要守闸。\n", ["量水", "修渠", "守闸"]),
        ("首先，量水。其次，修渠。最后守好闸。\n", ["量水", "修渠", "守好闸"]),
    ],
)  # fmt: skip
def test_a_word_of_order_in_a_story_is_no_item_of_a_list_in_lines(text: str, headings: list[str]) -> None:
    assert [point.heading for point in outline(text).points] == headings


@pytest.mark.parametrize(
    "text, headings",
    [
        ("第一，量水。\n第二，修渠。\n老支书上了岸，头一件事是换鞋，第二件事是看闸。渠还要修下去。\n", ["量水", "修渠"]),
        ("今年要办两件事，第一件事，量水，第二件事，修渠。\n", ["量水", "修渠"]),
    ],
)  # fmt: skip
def test_two_things_that_somebody_did_are_no_list_unless_their_number_is_told(text: str, headings: list[str]) -> None:
    assert [point.heading for point in outline(text).points] == headings


def test_heading_lines_are_proposed_before_lead_sentences() -> None:
    text = f"题目在这里\n{LONG}\n把山种绿\n{LONG}\n{LONG}\n把水治清\n{LONG}\n"
    assert [(point.heading, point.inferred) for point in outline(text).points] == [
        ("把山种绿", True),
        ("把水治清", True),
    ]


def test_every_numbered_point_says_why_and_how_sure() -> None:
    points = outline("第一，多读。\n第二，多想。\n第三，多写。").points
    assert [point.reason for point in points] == ["段首“第…，”，序号连续"] * 3
    assert all(point.confidence > 0.9 and not point.inferred for point in points)


@pytest.mark.parametrize(
    "between, level",
    [
        ("最后，老支书要求，", 1),
        ("会议强调，", 1),
        ("针对枯水期，他提出要求，", 1),
        ("补堤，", 2),
    ],
)
def test_the_next_thing_that_somebody_said_is_no_part_of_the_last_point(between: str, level: int) -> None:
    text = f"护渠要做好三件事。一是巡渠，二是清淤。淤泥要运走。三是补堤。{between}一要快，二要准。\n"
    assert [point.level for point in outline(text).points] == [1, 1, 1, level, level]


def test_a_short_sentence_with_a_number_is_a_heading_whose_text_follows() -> None:
    text = "一、为什么护渠\n（一）这是祖辈的规矩。老人们一代一代守下来，谁家也没有断过。\n（二）这是眼前的需要。\n今年天旱，田里有三缺，一是缺水，二是缺人，三是缺时。\n二、怎么护渠\n轮班。\n"
    assert [point.level for point in outline(text).points] == [1, 2, 2, 3, 3, 3, 1]
