# ruff: noqa: E501  (sample sentences stay on one line)
"""Several persons' speeches in one file, and files of one speech that only look so."""

import pytest

from speeches.text.header import guess_header
from speeches.text.outline import outline

ONE = "第一，要看得远。山再高，也要抬头看路。\n第二，要走得稳。路再平，也要低头走路。\n"
TWO = "我在基层干了十年，有些话想同大家说一说。\n一是多听。听了才知道。\n二是多记。记了才忘不掉。\n"
THREE = "没有编号，只讲一个故事。去年冬天雪很大，村里的电断了三天，电工老王在雪里走了三十里路，把线接上了。\n"


def speakers_of(text: str) -> list[tuple[str, str]]:
    """Each section's speaker with the first line of its text."""
    return [
        (section.speaker, text[section.start : section.end].strip().split("\n")[0])
        for section in outline(text).sections
    ]


@pytest.mark.parametrize(
    "text, sections",
    [
        pytest.param(
            f"交流发言材料汇编\n\n看路与走路\n青石镇党委书记　陈望川\n\n{ONE}\n听与记\n柳湾村党支部书记　李知秋\n\n{TWO}\n雪夜\n县供电所所长　何田\n\n{THREE}",
            [("陈望川", "看路与走路"), ("李知秋", "听与记"), ("何田", "雪夜")],
            id="题目在上，职务姓名在下",
        ),
        pytest.param(
            f"代表发言\n\n青石镇党委书记陈望川代表\n看路与走路\n{ONE}\n柳湾村党支部书记李知秋代表\n听与记\n{TWO}",
            [("陈望川", "青石镇党委书记陈望川代表"), ("李知秋", "柳湾村党支部书记李知秋代表")],
            id="职务姓名代表在上，题目在下",
        ),
        pytest.param(
            f"年度述职报告\n陈望川\n{ONE}\n年度述职报告\n李知秋\n{TWO}\n年度述职报告\n何　田\n{THREE}",
            [("陈望川", "年度述职报告"), ("李知秋", "年度述职报告"), ("何田", "年度述职报告")],
            id="题目相同，只凭姓名区分",
        ),
        pytest.param(
            f"座谈会记录\n（2024年5月6日）\n主持人：同志们，现在开会。请陈望川同志发言。\n陈望川（青石镇党委书记）：各位领导：\n{ONE}主持人：下面请李知秋同志发言。\n县水利局　李知秋：{TWO}主持人：今天的会就开到这里。\n",
            [
                ("主持人", "主持人：同志们，现在开会。请陈望川同志发言。"),
                ("陈望川", "陈望川（青石镇党委书记）：各位领导："),
                ("主持人", "主持人：下面请李知秋同志发言。"),
                ("李知秋", "县水利局　李知秋：我在基层干了十年，有些话想同大家说一说。"),
                ("主持人", "主持人：今天的会就开到这里。"),
            ],
            id="会议记录，姓名加冒号",
        ),
        pytest.param(
            f"转发通知，请认真学习。\n陈望川同志的讲话摘要\n{ONE}李知秋同志的讲话摘要\n{TWO}",
            [("陈望川", "陈望川同志的讲话摘要"), ("李知秋", "李知秋同志的讲话摘要")],
            id="某某同志的讲话摘要",
        ),
        pytest.param(
            f"交流发言\n发言人：陈望川（水利组）\n{ONE}发言人：李知秋（道路组）\n{TWO}",
            [("陈望川", "发言人：陈望川（水利组）"), ("李知秋", "发言人：李知秋（道路组）")],
            id="发言人：姓名（单位）",
        ),
        pytest.param(
            f"看路与走路\n{ONE}陈望川\n2024年5月6日\n\n听与记\n{TWO}李知秋\n2024年5月6日\n",
            [("陈望川", "看路与走路"), ("李知秋", "听与记")],
            id="署名和日期在每篇末尾",
        ),
        pytest.param(
            f"看路与走路\n（陈望川）\n{ONE}\n听与记\n（李知秋）\n{TWO}",
            [("陈望川", "看路与走路"), ("李知秋", "听与记")],
            id="姓名在括号里",
        ),
        pytest.param(
            f"看路与走路\n发言人：陈望川\n{ONE}\n听与记\n发言人：李知秋\n{TWO}",
            [("陈望川", "看路与走路"), ("李知秋", "听与记")],
            id="发言人一栏",
        ),
    ],
)  # fmt: skip
def test_each_speaker_has_a_section(text: str, sections: list[tuple[str, str]]) -> None:
    assert speakers_of(text) == sections


@pytest.mark.parametrize(
    "text",
    [
        f"看路与走路\n青石镇党委书记　陈望川\n\n{ONE}",
        f"看路与走路\n陈望川\n{ONE}\n青石镇党委书记　陈望川\n2024年5月6日\n",  # head and signature of one person
        f"各位领导：\n{ONE}同志们：\n{TWO}",
        "时间：周五\n地点：二楼\n主持人：陈望川\n记录人：李知秋\n" + ONE,
        "支部会记录\n主持人：陈望川\n参加人员：全体党员\n" + ONE + TWO,
        "村民代表会记录\n主持：支书　陈望川\n" + ONE + TWO,
        "同学1：老师好。\n同学2：老师辛苦了。\n",
        f"{THREE}他说：\n“好好干。”\n她说：\n“好好学。”\n",
        "高质量\n" + THREE + "严要求\n" + THREE,
        ONE + TWO + THREE,
    ],
)
def test_one_speech_has_no_sections(text: str) -> None:
    assert outline(text).sections == ()


def test_lists_do_not_run_on_into_the_next_speech() -> None:
    text = f"看路与走路\n青石镇党委书记　陈望川\n\n{ONE}\n再谈走路\n柳湾村党支部书记　李知秋\n\n第三，要歇得住。弓拉得太满会断。\n第四，要起得来。歇久了会懒。\n"
    assert [[text[point.start] for point in outline(text).points]] == [["第"] * 4]
    assert [section.points for section in outline(text).sections] == [(0, 1), (2, 3)]


def test_a_section_has_its_own_header() -> None:
    text = f"汇编\n\n看路与走路\n青石镇党委书记　陈望川\n（2024年5月6日）\n各位领导：\n{ONE}\n听与记\n柳湾村党支部书记　李知秋\n同志们：\n{TWO}"
    found = outline(text)
    first, second = (guess_header(text, found, "03-何田-汇编.docx", section) for section in found.sections)
    assert (first.title, first.speaker, first.post, first.date_iso) == (
        "看路与走路",
        "陈望川",
        "青石镇党委书记",
        "2024-05-06",
    )
    assert (second.title, second.speaker, second.salutation, second.date) == ("听与记", "李知秋", "同志们：", None)
    whole = guess_header(text, found, "汇编.docx")
    assert (whole.title, whole.speaker) == ("汇编", None)
