"""The same quotation in several speeches: gathered, and flagged where its wording differs."""

from pathlib import Path

import pytest

from speeches.text.formulations import find_formulations, parse_formulations
from speeches.text.quotations import QuotationLexicon, find_quotations, parse_quotations
from speeches.text.variants import Occurrence, QuotationCluster, cluster_quotations

LEXICON = Path(__file__).resolve().parents[2] / "speeches" / "lexicon"
TABLE = parse_formulations((LEXICON / "formulations.tsv").read_text(encoding="utf-8"))
KNOWN = parse_quotations(
    (LEXICON / "sayings.tsv").read_text(encoding="utf-8"),
    (LEXICON / "works.tsv").read_text(encoding="utf-8"),
)
NOTHING_KNOWN = parse_quotations("")


def clusters(*texts: str, known: QuotationLexicon = KNOWN) -> tuple[QuotationCluster, ...]:
    found = {at: find_quotations(text, known, find_formulations(text, TABLE)) for at, text in enumerate(texts)}
    return cluster_quotations(found, known)


def variants(*texts: str, known: QuotationLexicon = KNOWN) -> list[tuple[int, str]]:
    return [
        (each.speech, each.quotation.text)
        for cluster in clusters(*texts, known=known)
        for each in cluster.occurrences
        if each.variant
    ]


def only_variant(*texts: str, known: QuotationLexicon = KNOWN) -> Occurrence:
    (flagged,) = [each for cluster in clusters(*texts, known=known) for each in cluster.occurrences if each.variant]
    return flagged


@pytest.mark.parametrize(
    "said, differences",
    [
        ("为民造福是最大的政绩", [("的", "")]),
        ("政绩为谁而树、树怎样的政绩、靠什么树政绩", [("怎", "什么")]),
        ("政绩为谁而树、靠什么树政绩", [("", "树什么样的政绩")]),
        ("调查研究是谋事之本、成事之道", [("本", "基")]),
        ("知屋漏者在宇下，知政失者在草莽", [("莽", "野")]),
        ("利民之事，丝毫必兴；厉民之事，毫末必去", [("毫", "发")]),
        ("历览前贤国与家，成由勤俭败由奢", [("败", "破")]),
        ("一分部署，十分落实", [("十", "九")]),
        ("法制是最好的营商环境", [("制", "治")]),
        ("群众利益无小事，一草一木总关情", [("草", "枝"), ("木", "叶")]),
        ("以水定城、以水定村、以水定人、以水定产", [("村", "地")]),
    ],
)
def test_a_known_sentence_is_flagged_though_one_speech_has_it(said: str, differences: list[tuple[str, str]]) -> None:
    flagged = only_variant(f"总书记指出，“{said}”。")
    assert [(each.found, each.expected) for each in flagged.differences] == differences
    assert flagged.why == "原句"


def test_clauses_out_of_order_are_flagged() -> None:
    assert variants("总书记指出，“厉民之事，毫末必去；利民之事，丝发必兴”。") == [
        (0, "厉民之事，毫末必去；利民之事，丝发必兴")
    ]


@pytest.mark.parametrize(
    "said",
    [
        "为民造福是最大政绩",
        "为民造福，是最大政绩。",
        "树什么样的政绩",
        "树什么样的政绩、靠什么树政绩",
        "打铁还需自身硬",
        "打铁必须自身硬",
        "没有调查就没有发言权",
        "没有调查，就没有发言权，更没有决策权",
        "政绩为谁而树……靠什么树政绩",
        "共产党人必须牢记，为民造福是最大政绩，一刻不能忘",
        "清谈误国、实干兴邦",
    ],
)
def test_a_part_other_points_or_an_equally_sound_wording_is_no_variant(said: str) -> None:
    assert variants(f"总书记指出，“{said}”。", "总书记指出，“为民造福是最大政绩”。") == []


EXACT = "总书记强调，“把好事办到群众的心坎上去”。"
MINORITY = "总书记强调，“把实事办到群众的心坎上去”。"


@pytest.mark.parametrize(
    "texts, flagged",
    [
        ((EXACT, EXACT, MINORITY), [(2, "把实事办到群众的心坎上去")]),
        ((MINORITY, EXACT, EXACT), [(0, "把实事办到群众的心坎上去")]),
        ((EXACT, MINORITY), []),
        ((EXACT, "我常想起“把实事办到群众的心坎上去”。"), [(1, "把实事办到群众的心坎上去")]),
        ((EXACT, EXACT, "总书记强调，“把好事办到群众的心坎上”。"), []),
        ((EXACT, EXACT, "总书记强调，“把难题一个一个解开”。"), []),
        ((EXACT, EXACT, "我常想起“把好事办在群众的心坎上去”这句话。"), [(2, "把好事办在群众的心坎上去")]),
    ],
)
def test_an_unknown_sentence_is_measured_by_what_most_speeches_give(
    texts: tuple[str, ...], flagged: list[tuple[int, str]]
) -> None:
    assert variants(*texts, known=NOTHING_KNOWN) == flagged


def test_differing_characters_are_placed_in_the_speech() -> None:
    text = "总书记指出：“为民造福，是最大的政绩。”"
    (difference,) = only_variant(text).differences
    assert text[difference.start : difference.end] == "的"


def test_missing_characters_are_placed_where_they_belong() -> None:
    text = "总书记强调“没有调查，没有发言权，更没有决策权”。"
    flagged = only_variant(text, EXACT, known=parse_quotations("没有调查，就没有发言权，更没有决策权"))
    (difference,) = flagged.differences
    assert (difference.found, difference.expected) == ("", "就")
    assert text[difference.start :].startswith("没有发言权")


@pytest.mark.parametrize(
    "text, kind",
    [
        ("我把“把好事办到群众的心坎上去”抄在本子上。", "引文"),
        ("“把好事办到群众”这半句最要紧。", "引文"),
        ("群众管这叫“花架子”。", "修辞"),
        ("“把好事”三个字。", "修辞"),
    ],
)
def test_words_that_another_speech_attributes_are_a_quotation(text: str, kind: str) -> None:
    kinds = [
        each.quotation.kind
        for cluster in clusters(EXACT, text, known=NOTHING_KNOWN)
        for each in cluster.occurrences
        if each.speech == 1
    ]
    assert kinds == [kind]


def test_a_raised_quotation_has_its_source_but_names_none_itself() -> None:
    (cluster,) = clusters(EXACT, "我把“把好事办到群众的心坎上去”抄在本子上。", known=NOTHING_KNOWN)
    assert cluster.attribution == "习近平总书记"
    second = cluster.occurrences[1].quotation
    assert (second.attribution, second.attributed) == ("习近平总书记", False)


def test_a_sentence_in_the_marks_of_two_speeches_is_a_quotation() -> None:
    (cluster,) = clusters("先记住“山高有行路，水深有渡船”。", "还是“山高有行路，水深有渡船”。", known=NOTHING_KNOWN)
    assert (cluster.kind, len(cluster.occurrences)) == ("引文", 2)


def test_a_word_that_two_speeches_stress_is_no_quotation() -> None:
    found = clusters(
        "总书记要求“钉钉子精神”，少些“歇歇脚”。", "我们少些“歇歇脚”，把“办事不出村”办成。", "“办事不出村”好。"
    )
    assert [each.kind for each in found if each.text in ("歇歇脚", "办事不出村")] == ["修辞", "修辞"]


def test_a_formulation_without_its_source_is_not_drawn_in() -> None:
    texts = ("总书记指出，“绿水青山就是金山银山”。", "“绿水青山就是金山银山”不是口号。")
    (cluster,) = clusters(*texts)
    assert [each.speech for each in cluster.occurrences] == [0]


def test_titles_and_emphasis_are_gathered_by_their_words() -> None:
    found = clusters("读《反对本本主义》，不搞“花架子”。", "再读《反对本本主义》，少些“花架子”。")
    assert [(each.kind, each.text, len(each.occurrences)) for each in found] == [
        ("书名", "反对本本主义", 2),
        ("修辞", "花架子", 2),
    ]


def test_clusters_come_in_the_order_of_the_speeches_given() -> None:
    found = {
        7: find_quotations("读《甲书》。总书记说“为民造福是最大政绩”。", KNOWN),
        3: find_quotations("读《乙书》，再读《甲书》，记住“为民造福是最大的政绩”。", KNOWN),
    }
    found_clusters = cluster_quotations(found, KNOWN)
    assert [each.text for each in found_clusters] == ["甲书", "为民造福是最大政绩", "乙书"]
    assert [each.speech for each in found_clusters[1].occurrences] == [7, 3]


def test_a_sentence_its_author_gives_in_several_ways_is_never_flagged() -> None:
    one, other = "社会主义是干出来的，新时代是奋斗出来的", "社会主义是干出来的，新时代也是干出来的"
    assert variants(*[f"总书记指出，“{said}”。" for said in (one, one, other)]) == []


@pytest.mark.parametrize(
    "texts, flagged",
    [
        (("安全是发展的前提，发展是安全的保障",) * 2 + ("安全是发展的前提，发展是安全的保证",), [(2, "保证", "多数")]),
        (("安全是发展的前提，发展是安全的保障", "安全是发展的前提，发展是安全的保证"), []),
        (("安全是发展的前提，发展是安全的保障", "发展是安全的保障", "发展是安全的保证"), [(2, "保证", "多数")]),
        (
            (
                "安全是发展的前提，发展是安全的保障，两样都要抓在手上",
                "安全是发展的前提，发展是安全的保证",
                "安全是发展的前提，发展是安全的保障",
            ),
            [(1, "保证", "多数")],
        ),
    ],
)
def test_a_slip_in_it_is_told_where_more_speeches_give_it_alike(
    texts: tuple[str, ...], flagged: list[tuple[int, str, str]]
) -> None:
    loose = parse_quotations("安全是发展的前提，发展是安全的保障\t\t习近平总书记\t宽\n")
    found = clusters(*[f"总书记指出，“{said}”。" for said in texts], known=loose)
    told = [(o.speech, o.quotation.text[-2:], o.why) for each in found for o in each.occurrences if o.variant]
    assert told == flagged


def test_where_neither_wording_is_the_right_one_both_are_told_and_none_is_flagged() -> None:
    texts = ("总书记强调，“这是一项基础性工作，要久久为功”。", "总书记强调，“这是一项基本性工作，要久久为功”。")
    (cluster,) = clusters(*texts, known=NOTHING_KNOWN)
    told = [(o.variant, o.why, [(d.found, d.expected) for d in o.differences]) for o in cluster.occurrences]
    assert told == [(False, "不一", [("础", "本")]), (False, "不一", [("本", "础")])]


def test_many_speeches_take_proportionally_long() -> None:
    texts = [f"总书记指出，“第{at}件实事要办到群众的心坎上去”。他说“{at}号楼的灯要亮起来”。" for at in range(300)]
    assert sum(len(each.occurrences) for each in clusters(*texts, known=NOTHING_KNOWN)) == 600
