"""Quotations: whose words they are, titles, sayings; emphatic marks are none of these."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speeches.text.formulations import FormulationTable, find_formulations, parse_formulations, suspect_formulations
from speeches.text.quotations import (
    Quotation,
    QuotationLexicon,
    find_quotations,
    outside,
    parse_quotations,
    quoted_spans,
)
from speeches.text.quoted.quote_marks import pair_marks
from speeches.text.quoted.wording import relate
from speeches.text.register.skeleton import words_of

LEXICON = Path(__file__).resolve().parents[2] / "speeches" / "lexicon"


@pytest.fixture(scope="module")
def table() -> FormulationTable:
    return parse_formulations((LEXICON / "formulations.tsv").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def lexicon() -> QuotationLexicon:
    return parse_quotations(
        (LEXICON / "sayings.tsv").read_text(encoding="utf-8"),
        (LEXICON / "works.tsv").read_text(encoding="utf-8"),
    )


def found(text: str, table: FormulationTable, lexicon: QuotationLexicon) -> tuple[Quotation, ...]:
    return find_quotations(text, lexicon, find_formulations(text, table))


@pytest.mark.parametrize(
    "text, said, who",
    [
        ("习近平总书记指出：“干部要把群众的柴米油盐放在心上”。", "干部要把群众的柴米油盐放在心上", "习近平总书记"),
        ("***总书记强调，“干部要把群众的柴米油盐放在心上”。", "干部要把群众的柴米油盐放在心上", "习近平总书记"),
        ("总书记反复叮嘱大家“干部要把群众的柴米油盐放在心上”。", "干部要把群众的柴米油盐放在心上", "习近平总书记"),
        ("习主席说，「路要一步一步走稳」。", "路要一步一步走稳", "习近平总书记"),
        ('总书记告诫我们:"路要一步一步走稳"。', "路要一步一步走稳", "习近平总书记"),
        ("牢记总书记“路要一步一步走稳”的嘱托。", "路要一步一步走稳", "习近平总书记"),
        ("总书记关于“路要一步一步走稳”的重要论述很深刻。", "路要一步一步走稳", "习近平总书记"),
        ("“路要一步一步走稳”，这是习近平总书记对我们的殷切嘱托。", "路要一步一步走稳", "习近平总书记"),
        ("毛泽东同志曾写道：“路要一步一步走稳”。", "路要一步一步走稳", "毛泽东"),
        ("毛主席讲过，“路要一步一步走稳”。", "路要一步一步走稳", "毛泽东"),
        ("小平同志说：“路要一步一步走稳”。", "路要一步一步走稳", "邓小平"),
        ("焦裕禄同志常说“路要一步一步走稳”。", "路要一步一步走稳", "焦裕禄"),
        ("党的二十大报告指出，“路要一步一步走得很稳”。", "路要一步一步走得很稳", "党的二十大报告"),
        ("党章明确规定：“路要一步一步走得很稳”。", "路要一步一步走得很稳", "党章"),
        ("古人讲“路在脚下，心在路上”。", "路在脚下，心在路上", "古人"),
        ("《论衡》有言：“路在脚下，心在路上”。", "路在脚下，心在路上", "《论衡》"),
        ("俗话说得好，“路在脚下，心在路上”。", "路在脚下，心在路上", "俗话"),
        ("总书记的话掷地有声：“守住底线就是守住民心”。", "守住底线就是守住民心", "习近平总书记"),
        ("正如习近平总书记所指出的，“守住底线就是守住民心”。", "守住底线就是守住民心", "习近平总书记"),
        ("总书记强调，我们必须“把每一分钱都用好”。", "把每一分钱都用好", "习近平总书记"),
        ("“批评就是一剂药”，总书记这个比喻很形象。", "批评就是一剂药", "习近平总书记"),
        ("总书记指出：\n“守住底线就是守住民心”。", "守住底线就是守住民心", "习近平总书记"),
        ("总书记来过这里，给乡亲们留下一句话：“路通了日子就通了”。", "路通了日子就通了", "习近平总书记"),
        ("“守住底线就是守住民心”\n——习近平总书记在考察时的讲话", "守住底线就是守住民心", "习近平总书记"),
        ("习近平总书记：“守住底线就是守住民心”。", "守住底线就是守住民心", "习近平总书记"),
        ("哲学家席勒有一句名言：“守住底线就是守住民心”。", "守住底线就是守住民心", "哲学家席勒"),
        ("总书记发出“把路修到每个村口”的号召。", "把路修到每个村口", "习近平总书记"),
        ("总书记在村里座谈时告诉大家“日子是干出来的”。", "日子是干出来的", "习近平总书记"),
        ("司马光说过，“山高水长人未老”。", "山高水长人未老", "司马光"),
        ("他抄了陈毅元帅的诗：“山高水长人未老”。", "山高水长人未老", "陈毅"),
        ("总书记打过一个比方：“守住底线就是守住民心”。", "守住底线就是守住民心", "习近平总书记"),
        ("“守住底线就是守住民心”，这是总书记在会上作出的重大论断。", "守住底线就是守住民心", "习近平总书记"),
        ("对照党的二十大报告“路要一步一步走得很稳”的部署，还有差距。", "路要一步一步走得很稳", "党的二十大报告"),
        ("《甲准则》里“路要一步一步走得很稳”这一条，讨论得最热闹。", "路要一步一步走得很稳", "《甲准则》"),
        ("中央八项规定里写得明明白白：“路要一步一步走得很稳”。", "路要一步一步走得很稳", "中央八项规定"),
        ("“路要一步一步走得很稳”，党的二十大报告用这句话作了回答。", "路要一步一步走得很稳", "党的二十大报告"),
        (
            "“路要一步一步走得很稳”，党的十八届四中全会通过的《甲决定》写下这句话。",
            "路要一步一步走得很稳",
            "十八届四中全会",
        ),
        (
            "“守住底线就是守住民心。”前年冬天，总书记在村里说的这句话，我抄了下来。",
            "守住底线就是守住民心。",
            "习近平总书记",
        ),
        ("“守住底线就是守住民心”，总书记划出的这道红线，对谁都一样。", "守住底线就是守住民心", "习近平总书记"),
        ("“路要一步一步走得很稳”，《甲准则》谈修路，开头就是这么一句。", "路要一步一步走得很稳", "《甲准则》"),
        ("“路要一步一步走得很稳”，《甲条例》第二条把它列为一项原则。", "路要一步一步走得很稳", "《甲条例》"),
        ("我都会想起习近平总书记的那段话：“路要一步一步走稳”。", "路要一步一步走稳", "习近平总书记"),
        ("龚自珍在《己亥杂诗》里呼喊，“山高水长人未老”。", "山高水长人未老", "龚自珍"),
        (
            "《甲法》写明，这项工作实行“管路的人要走路、管桥的人要过桥、管船的人要坐船”。",
            "管路的人要走路、管桥的人要过桥、管船的人要坐船",
            "《甲法》",
        ),
    ],
)
def test_words_with_their_source_are_a_quotation(
    table: FormulationTable, lexicon: QuotationLexicon, text: str, said: str, who: str
) -> None:
    (quotation,) = [each for each in found(text, table, lexicon) if each.kind == "引文"]
    assert (quotation.text, quotation.attribution, quotation.attributed) == (said, who, True)
    assert text[quotation.start : quotation.end] == said


@pytest.mark.parametrize(
    "text, said",
    [
        ("总书记强调“第一要走稳路”“第二要看清路”“第三要修好路”。", ["第一要走稳路", "第二要看清路", "第三要修好路"]),
        ("总书记指出，“第一要走稳路”，强调“第二要看清路”。", ["第一要走稳路", "第二要看清路"]),
        ("总书记指出：“第一要走稳路。”他还强调：“第二要看清路。”", ["第一要走稳路。", "第二要看清路。"]),
        (
            "总书记指出，“第一要走稳路”、“第二要看清路”和“第三要修好路”。",
            ["第一要走稳路", "第二要看清路", "第三要修好路"],
        ),
        ("总书记指出，“第一要走稳路”。“慢慢来”不行。", ["第一要走稳路"]),
        ("“第一要走稳路，”前年冬天，总书记对大家说，“第二要看清路。”", ["第一要走稳路，", "第二要看清路。"]),
        ("“第一要走稳路，”总书记早就这样告诫，“第二要看清路。”", ["第一要走稳路，", "第二要看清路。"]),
        ("总书记指出，“第一要走稳路”。村里人却说“第二要看清路”。", ["第一要走稳路"]),
    ],
)
def test_a_source_is_carried_over_one_breath_and_no_further(
    table: FormulationTable, lexicon: QuotationLexicon, text: str, said: list[str]
) -> None:
    assert [each.text for each in found(text, table, lexicon) if each.kind == "引文"] == said


@pytest.mark.parametrize(
    "text",
    [
        "群众管这叫“花架子”。",
        "老支书说：“路要一步一步走稳”。",
        "有一句原话是“你们来过好几回了，问的都是一样的话”。",
        "题目改成“关于缩短小微企业转贷时间的建议”。",
        "县长指出，“老街”有一半是后来修的。",
        "总书记来村里看望，村民们高兴地说：“日子一年比一年甜”。",
        "总书记强调“实”字当头。",
        "总书记强调，各地即将开展“回头看一遍”活动。",
        "学习总书记重要讲话精神，推进“村村亮灯”工程。",
        "第一书记说“路要一步一步走稳”。",
        "支部总书记的说法不对，“路要一步一步走稳”。",
        "他办事讲道理，“路要一步一步走稳”。",
        "群众有句顺口溜：“上午开会下午忙，晚上加班到天亮”。",
        "我父亲“守住底线就是守住民心”的嘱托，我没有忘。",
        "县长在会上强调，“守住底线就是守住民心”。",
        "按照习近平总书记的要求，我们开展“敲门行动”。",
        "总书记关心的“厕所革命”，在我们村落了地。",
        "她在批评意见里写道：“你抓工作急，听不进不同声音”。",
        "墙上写着“节约用水，人人有责”八个字。",
        "有位老板说自己是“坐在柱子后面的人”。总书记讲过，要一碗水端平。",
        "总书记来过村里。廖长根扩了一条生产线，他说：“门口清静了，心里就安定了”。",
        "村规民约的“红白喜事不过十桌”这一条，大家都赞成。",
        "对照县里的方案，“三天之内必须见到回音”的要求没有落实。",
    ],
)
def test_emphasis_and_other_peoples_words_are_no_quotation(
    table: FormulationTable, lexicon: QuotationLexicon, text: str
) -> None:
    assert [each.kind for each in found(text, table, lexicon) if each.quoted] == ["修辞"]


@pytest.mark.parametrize(
    "text, kinds",
    [
        ("要做到“两个维护”。", []),
        ("“绿水青山就是金山银山”不是口号。", []),
        ("习近平总书记指出：“绿水青山就是金山银山”。", ["引文"]),
        ("总书记强调，党员干部都要做到“两个维护”。", []),
        ("胸怀“国之大者”。", []),
        ("“为民造福是最大政绩”写在墙上。", ["引文"]),
        ("这就是“树什么样的政绩”的回答。", ["引文"]),
    ],
)
def test_a_formulation_in_marks_is_a_quotation_only_with_a_source(
    table: FormulationTable, lexicon: QuotationLexicon, text: str, kinds: list[str]
) -> None:
    assert [each.kind for each in found(text, table, lexicon) if each.quoted] == kinds


@pytest.mark.parametrize(
    "text, said, source",
    [
        ("“知屋漏者在宇下，知政失者在草野”，来信就是草野之声。", "知屋漏者在宇下，知政失者在草野", "王充《论衡》"),
        ("“纸上得来终觉浅，绝知此事要躬行。”读书如此。", "纸上得来终觉浅，绝知此事要躬行。", "陆游"),
        ("做事要“咬定青山不放松”。", "咬定青山不放松", "郑板桥"),
        ("“得其道者众而兴，失其道者寡而亡”，自古皆然。", "得其道者众而兴，失其道者寡而亡", None),
    ],
)
def test_a_known_or_classical_saying_needs_no_source(
    table: FormulationTable, lexicon: QuotationLexicon, text: str, said: str, source: str | None
) -> None:
    (quotation,) = found(text, table, lexicon)
    assert (quotation.kind, quotation.text, quotation.attribution) == ("引文", said, source)
    assert not quotation.attributed


@pytest.mark.parametrize(
    "text, titles",
    [
        ("会前通读了《习近平著作选读》第一卷。", [("习近平著作选读", True)]),
        ("《关于〈条例〉的说明》讲得清楚。", [("关于〈条例〉的说明", True)]),
        ("学习党章和《中国共产党纪律处分条例》。", [("党章", False), ("中国共产党纪律处分条例", True)]),
        ("对照中国共产党纪律处分条例查一遍。", [("中国共产党纪律处分条例", False)]),
        ("党章是总章程。", []),
        ("政府工作报告写下的事要办好。", []),
        ("没有写完的《书名", []),
        (
            "深学细悟党的二十大报告、党章、《习近平著作选读》。",
            [("党的二十大报告", False), ("党章", False), ("习近平著作选读", True)],
        ),
    ],
)
def test_titles_with_marks_and_known_ones_without(
    table: FormulationTable, lexicon: QuotationLexicon, text: str, titles: list[tuple[str, bool]]
) -> None:
    assert [(each.text, each.quoted) for each in found(text, table, lexicon) if each.kind == "书名"] == titles


@pytest.mark.parametrize(
    "text, said",
    [
        ("总书记指出，要把群众的事一件一件办好。我们照办。", "要把群众的事一件一件办好"),
        ("习近平总书记在考察时强调：要把“急难愁盼”的事一件一件办好。", "要把“急难愁盼”的事一件一件办好"),
        ("按照总书记要求，我们把群众的事一件一件办好。", None),
        ("总书记对这里提出要求，我们把群众的事一件一件办好。", None),
        ("书记指出，要把群众的事一件一件办好。", None),
        ("总书记的这句告诫，放到我们村里同样沉甸甸。", None),
    ],
)
def test_words_without_marks_are_a_paraphrase(
    table: FormulationTable, lexicon: QuotationLexicon, text: str, said: str | None
) -> None:
    paraphrases = [each.text for each in found(text, table, lexicon) if each.form == "paraphrase"]
    assert paraphrases == ([said] if said else [])


@pytest.mark.parametrize(
    "text, spans",
    [
        ("“甲”和“乙”", ["甲", "乙"]),
        ("“甲‘乙’丙”", ["甲‘乙’丙", "乙"]),
        ("“甲“乙”丙”", ["甲“乙”丙", "乙"]),
        ("说“办了，但没办好。再说“乙”。", ["乙"]),
        ("没有左引号”，再说“乙”。", ["乙"]),
        ("写反了：”乙”。", ["乙"]),
        ("写反了“乙“，再看。", ["乙"]),
        ('"甲"和"乙"', ["甲", "乙"]),
        ("“甲。\n乙”", []),
        ("“”", []),
        ("一行写不下“甲\n乙”。", ["甲\n乙"]),
    ],
)
def test_marks_are_paired_and_a_lost_one_is_dropped(text: str, spans: list[str]) -> None:
    assert [text[pair.start : pair.end] for pair in pair_marks(text)] == spans


@pytest.mark.parametrize(
    "said, known, kind",
    [
        ("为民造福是最大政绩", "为民造福是最大政绩", "same"),
        ("树什么样的政绩", "政绩为谁而树树什么样的政绩靠什么树政绩", "part"),
        ("为民造福是最大的政绩", "为民造福是最大政绩", "near"),
        ("人心是最大的政治，统一战线是凝聚人心的强大法宝", "民心是最大的政治", None),
        ("政绩为谁而树树怎样的政绩靠什么树政绩", "政绩为谁而树树什么样的政绩靠什么树政绩", "near"),
        ("政绩为谁而树靠什么树政绩", "政绩为谁而树树什么样的政绩靠什么树政绩", "near"),
        ("谋事之本成事之道", "调查研究是谋事之基成事之道", "near"),
        ("没有调查就没有发言权更没有决策权", "没有调查就没有发言权", "whole"),
        ("一切为了群众", "一切依靠群众", None),
        ("人民", "江山就是人民人民就是江山", None),
        ("把会开短把话说实", "为民造福是最大政绩", None),
    ],
)
def test_two_wordings_are_one_quotation_while_little_differs(said: str, known: str, kind: str | None) -> None:
    relation = relate(said, known)
    assert (relation.kind if relation else None) == kind


def test_a_line_broken_inside_a_sentence_does_not_hide_the_source(
    table: FormulationTable, lexicon: QuotationLexicon
) -> None:
    text = "去年秋天我们在全县开展了一次走访，大家反复学习习近平总书记强调的一\n句话：“路要一步一步走稳”。"
    assert [each.kind for each in found(text, table, lexicon)] == ["引文"]


def test_formulations_inside_quotations_and_titles_are_not_the_speakers_own(
    table: FormulationTable, lexicon: QuotationLexicon
) -> None:
    text = "总书记强调：“要坚持高质量发展不动摇”。我们推动高质量发展，学习《高质量发展导读》。"
    hits = find_formulations(text, table)
    own = outside(hits, find_quotations(text, lexicon, hits))
    assert len(hits) == 3
    assert [text[hit.start : hit.end] for hit in own] == ["推动高质量发展"]
    assert [text[slice(*span)] for span in quoted_spans(find_quotations(text, lexicon, hits))] == [
        "要坚持高质量发展不动摇",
        "高质量发展导读",
    ]


PIECES = [
    "习近平总书记",
    "指出",
    "，",
    "“",
    "”",
    "‘",
    "’",
    "《",
    "》",
    '"',
    "。",
    "\n",
    "两个维护",
    "枫侨经验",
    "深、细、",
    "古人云",
    "办好事",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_whatever_the_text_spans_stand_in_it_in_order(
    table: FormulationTable, lexicon: QuotationLexicon, text: str
) -> None:
    quotations = found(text, table, lexicon)
    assert [each.start for each in quotations] == sorted(each.start for each in quotations)
    assert all(each.text == text[each.start : each.end] and each.text for each in quotations)
    assert all(each.found == text[each.start : each.end] for each in suspect_formulations(text, table))
    assert found(text, table, lexicon) == quotations


def test_a_saying_is_listed_once_and_never_misquotes_another(lexicon: QuotationLexicon) -> None:
    for saying in lexicon.sayings:
        for wording in (saying.text, *saying.also):
            known = lexicon.known(words_of(wording))
            assert known is None or known.relation.kind != "near", wording


@pytest.mark.parametrize("line", ["\t出处", "原句\t\t\t\t多一格"])
def test_a_broken_line_is_named(line: str) -> None:
    with pytest.raises(ValueError, match="第 1 行"):
        parse_quotations(line)
