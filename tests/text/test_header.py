# ruff: noqa: E501  (sample sentences stay on one line)
"""Who spoke, where, when: guesses from first lines, last lines and file names; nothing invented."""

import pytest

from speeches.text.header import Header, guess_header
from speeches.text.outline import outline

BODY = "这次学习给了我很大的启发，下面结合工作谈几点体会，请同志们批评。\n第一，要学得深。书读百遍，其义自见。\n第二，要做得实。纸上得来终觉浅。\n以上发言，请批评指正。\n"


def header(head: str, tail: str = "", file_name: str = "") -> Header:
    text = head + BODY + tail
    return guess_header(text, outline(text), file_name)


@pytest.mark.parametrize(
    "head, title, speaker, post, date, salutation",
    [
        ("把功夫下在平时\n县水利局局长　陈望川\n（2024年5月6日）\n\n同志们：\n", "把功夫下在平时", "陈望川", "县水利局局长", "2024年5月6日", "同志们："),
        ("把功夫下在平时\n——在县委理论学习中心组研讨会上的发言\n陈望川\n2024.5.6\n各位领导、同志们：\n", "把功夫下在平时", "陈望川", None, "2024.5.6", "各位领导、同志们："),
        ("在青年干部座谈会上的发言\n（二〇二四年五月六日）\n陈　望\n各位前辈：\n", "在青年干部座谈会上的发言", "陈望", None, "二〇二四年五月六日", "各位前辈："),
        ("关于学习教育的交流发言\n市教育局党组书记、局长 陈望川 2024年5月\n", "关于学习教育的交流发言", "陈望川", "市教育局党组书记、局长", "2024年5月", None),
        ("学习体会\n发言人：陈望川\n单位：县水利局\n", "学习体会", "陈望川", None, None, None),
        ("老师们、同学们，大家早上好！\n", None, None, None, None, "老师们、同学们，大家早上好！"),
        ("尊敬的各位领导，亲爱的同志们：\n", None, None, None, None, "尊敬的各位领导，亲爱的同志们："),
        ("", None, None, None, None, None),
        ("守住一江清水 建好一方家园\n县水利局　陈望川\n\n各位代表：\n", "守住一江清水 建好一方家园", "陈望川", "县水利局", None, "各位代表："),
        ("政府工作报告\n——2024年1月6日在某某县第十届\n人民代表大会第三次会议上\n县长　陈望川\n各位代表：\n", "政府工作报告", "陈望川", "县长", "2024年1月6日", "各位代表："),
        ("各位领导：\n我发言的题目是《把根扎在土里》，请批评。\n", "把根扎在土里", None, None, None, "各位领导："),
        ("从田间走来\n陈望川　县水利局局长\n\n我想从一条渠说起。\n", "从田间走来", "陈望川", "县水利局局长", None, None),
        ("从田间走来\n县水利局局长　陈望川（列席）\n\n各位领导：\n", "从田间走来", "陈望川", "县水利局局长", None, "各位领导："),
        ("从田间走来\n——县水利局局长陈望川在研讨会上的发言\n", "从田间走来", "陈望川", "县水利局局长", None, None),
        ("陈望川同志在全县水利工作会议上的讲话\n", "陈望川同志在全县水利工作会议上的讲话", "陈望川", None, None, None),
        ("陈校长在开学典礼上的讲话\n", "陈校长在开学典礼上的讲话", None, None, None, None),
        ("从田间走来\n（2024年5月6日　陈望川）\n", "从田间走来", "陈望川", None, "2024年5月6日", None),
        ("从田间走来\n单位：县水利局　姓名：陈望川　时间：2024年5月6日\n", "从田间走来", "陈望川", "县水利局", "2024年5月6日", None),
        ("从田间走来\n汇报人：县水利局局长　陈望川\n", "从田间走来", "陈望川", "县水利局局长", None, None),
        ("从田间走来\n县水利局党组成员、副局长、二级调研员　陈望川\n", "从田间走来", "陈望川", "县水利局党组成员、副局长、二级调研员", None, None),
        ("从田间走来\n2024年5月6日　星期一\n陈望川\n", "从田间走来", "陈望川", None, "2024年5月6日", None),
        ("从田间走来\n（陈望川）\n", "从田间走来", "陈望川", None, None, None),
        ("从田间走来\n第三党支部　陈望川（退休）\n", "从田间走来", "陈望川", "第三党支部", None, None),
        ("从田间走来\n县水利局局长　贝望川\n", "从田间走来", "贝望川", "县水利局局长", None, None),
        ("从田间走来\n发言人：陈望川（水利组）\n", "从田间走来", "陈望川", "水利组", None, None),
        ("从田间走来\n县水利局　小陈\n", "从田间走来", "小陈", "县水利局", None, None),
        ("从田间走来\n（2024年5月6日，根据录音整理）\n", "从田间走来", None, None, "2024年5月6日", None),
        ("从田间走来\n（2024年5月6日上午9:00）\n", "从田间走来", None, None, "2024年5月6日", None),
        ("支部学习会记录\n时间：2024年5月6日下午\n地点：二楼会议室\n主持人：陈望川\n", "支部学习会记录", None, None, "2024年5月6日", None),
    ],
)  # fmt: skip
def test_first_lines(
    head: str, title: str | None, speaker: str | None, post: str | None, date: str | None, salutation: str | None
) -> None:
    found = header(head)
    assert (found.title, found.speaker, found.post, found.date, found.salutation) == (
        title,
        speaker,
        post,
        date,
        salutation,
    )


@pytest.mark.parametrize(
    "tail, speaker, office, date, iso",
    [
        ("\n县水利局局长　陈望川\n2024年5月6日\n", "陈望川", "县水利局局长", "2024年5月6日", "2024-05-06"),
        ("\n                陈望川\n             2024年5月\n", "陈望川", None, "2024年5月", "2024-05"),
        (
            "\n中共某某县水利局委员会\n二〇二四年五月六日\n",
            None,
            "中共某某县水利局委员会",
            "二〇二四年五月六日",
            "2024-05-06",
        ),
    ],
)
def test_last_lines(tail: str, speaker: str | None, office: str | None, date: str | None, iso: str | None) -> None:
    found = header("把功夫下在平时\n", tail)
    assert (found.title, found.speaker, found.post or found.unit) == ("把功夫下在平时", speaker, office)
    assert (found.date, found.date_iso) == (date, iso)


@pytest.mark.parametrize(
    "name, speaker, title",
    [
        ("03-陈望川-学习研讨发言.docx", "陈望川", "学习研讨发言"),
        ("水利局局长陈望川.txt", "陈望川", None),
        ("陈望川等-代表发言（三篇）.txt", None, "代表发言"),  # several people: nobody
        ("发言材料.docx", None, None),
        ("2024-05-06-平安-建设经验.docx", None, "建设经验"),  # 平安 is a word
        ("", None, None),
    ],
)
def test_file_names(name: str, speaker: str | None, title: str | None) -> None:
    found = header("", file_name=name)
    assert (found.speaker, found.title) == (speaker, title)
    assert found.speaker_span is None


def test_the_text_is_believed_before_the_file_name() -> None:
    found = header("把功夫下在平时\n县水利局局长　陈望川\n", file_name="05-李知秋-别的题目.docx")
    assert (found.speaker, found.title) == ("陈望川", "把功夫下在平时")
    assert found.speaker_span is not None


def test_every_guess_has_its_span() -> None:
    text = "把功夫下在平时\n县水利局局长　陈望川\n2024年5月6日\n同志们：\n" + BODY
    found = guess_header(text, outline(text))
    assert found.title_span and text[slice(*found.title_span)] == "把功夫下在平时"
    assert found.speaker_span and text[slice(*found.speaker_span)] == "陈望川"
    assert found.post_span and text[slice(*found.post_span)] == "县水利局局长"
    assert found.date_span and text[slice(*found.date_span)] == "2024年5月6日"
    assert found.salutation_span and text[slice(*found.salutation_span)] == "同志们："


@pytest.mark.parametrize(
    "head, file_name, types, unit",
    [
        ("在县政协党组理论学习中心组专题研讨交流会上的发言材料\n", "", ("中心组集体学习", "专题研讨"), "县政协党组"),
        ("民主生活会个人发言提纲\n", "", ("民主生活会",), None),
        ("", "读书班交流发言-陈望川.docx", ("读书班",), None),
        ("在某某镇党委主题党日上的党课讲稿\n", "", ("主题党日", "党课"), "某某镇党委"),
    ],
)
def test_kinds_of_meeting(head: str, file_name: str, types: tuple[str, ...], unit: str | None) -> None:
    found = header(head, file_name=file_name)
    assert (found.types, found.unit) == (types, unit)


def test_a_person_spoken_of_is_no_speaker() -> None:
    found = header("我们要向陈望川同志学习。陈望川是全县的榜样。\n")
    assert found.speaker is None
