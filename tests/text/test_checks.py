"""What a clerk is warned of, where, and what is no cause for alarm."""

import pytest

from speeches.text.outline import outline


def found(text: str) -> list[tuple[str, str]]:
    return [(warning.code, text[warning.start : warning.end]) for warning in outline(text).warnings]


@pytest.mark.parametrize(
    "text, warnings",
    [
        ("我们到**镇调研。", [("placeholder", "**")]),
        ("**党组（党委）召开会议，***发展很快。", [("placeholder", "**"), ("placeholder", "***")]),
        ("张××同志来自××街道。", [("placeholder", "××"), ("placeholder", "××")]),
        ("在XX区召开，xx人参加。", [("placeholder", "XX"), ("placeholder", "xx")]),
        ("在____镇召开。", [("placeholder", "____")]),
        ("他说：“路要一步一步走。", [("unbalanced_quote", "“")]),
        ("他说：路要一步一步走”。", [("unbalanced_quote", "”")]),
        ("学习《选读的体会。", [("unbalanced_quote", "《")]),
        ("“路‘要”走。", [("unbalanced_quote", "‘")]),
        ("一、学\n1.读书。\n2.听课。\n二、做\n3.修渠。\n4.补堤。", []),
        ("一、学。\n二、做。\n四、成。", [("numbering_gap", "四、")]),
        ("二是学得深。\n三是做得实。\n四是成得快。", [("numbering_gap", "二是")]),
        ("一、学。\n二、做。\n二、成。\n三、好。", [("numbering_duplicate", "二、")]),
        ("一是学，二是做，二是成，三是好。", [("numbering_duplicate", "二是")]),
        ("一是学，二是做，四是成。", [("numbering_gap", "四是")]),
        ("第一，学。\n第二，做。\n第二，成。\n第三，好。", [("numbering_duplicate", "第二，")]),
        ("（一）学。\n（二）做。\n（四）成。\n（五）好。", [("numbering_gap", "（四）")]),
        ("下面我谈四点体会：\n第一，学。\n第二，做。\n第三，成。", [("declared_count", "四点")]),
        ("下面我谈四点体会，不当之处请批评指正。\n第一，学。\n第二，做。", [("declared_count", "四点")]),
        ("要从以下三个方面入手：一是学，二是做。", [("declared_count", "三个方面")]),
        ("我就讲这三点：\n第一，学。\n第二，做。", [("declared_count", "三点")]),
        ("碑上写了五句话，治村跟这五句话是一个理。\n第一，学。\n第二，做。", []),
        ("今天就从“回音”三个字说起。\n第一，学。\n第二，做。", []),
    ],
)
def test_what_is_warned_of(text: str, warnings: list[tuple[str, str]]) -> None:
    assert found(text) == warnings


@pytest.mark.parametrize(
    "text",
    [
        "他说：“路要‘一步一步’走。”她答：《走路》是本好书。",
        "他说：“第一段话没有完。\n“第二段话说完了。”",
        "诗里说：“春眠不觉晓，\n处处闻啼鸟。”意境很美。",
        "《关于〈条例〉的说明》和《论《论语》》都读过。",
        "某某同志说得好。",
        "It's fine，don’t worry。",
        "**一、学习**\n\n学习是前提。\n\n**二、实践**\n\n实践是关键。",  # bold type
        "# 标题\n我们要**牢记**初心。",
        "下面我谈三点体会：\n第一，学。\n第二，做。\n第三，成。",
        "我谈两点体会。学习要深，是第一点。做事要实，是第二点。",  # the items follow without numbers
        "我们坚持“两个确立”：一是学，二是做，三是成。",
        "走了六个村：一是看路，二是看水。",
        "重点围绕学习、作风等六个方面加强分析，改进作风。",
        "三年来，走了四十个村，办了六件事，大家都说好。\n一、学。\n二、做。",
        "下面我谈三点体会，不当之处请批评指正。\n第一，学。\n第二，做。\n第三，成。",
        "这张表我看了两个晚上，越看越觉得要算账。\n一、学。\n二、做。\n三、成。",
        "XXL号的衣服，MAXX牌的鞋。",
        "一、学。\n（一）早学。\n（二）晚学。\n二、做。\n（一）早做。\n（二）晚做。",
        "首先，学。\n第二，做。\n第三，成。",
        "2024年×月×日",
        "3×4＝12，5×6＝30。",
    ],
)
def test_what_is_no_cause_for_alarm(text: str) -> None:
    assert found(text) == []


def test_a_warning_is_a_sentence_for_the_clerk() -> None:
    for warning in outline("在**镇，“话没说完。\n一、学。\n三、做。\n我谈五点。\n1.快。\n2.好。").warnings:
        assert warning.message.endswith("。") and len(warning.message) >= 10
