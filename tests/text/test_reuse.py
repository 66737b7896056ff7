"""Overlap between speeches: planted passages are found whole, nothing else is claimed."""

import json
import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speeches.text.overlap.fingerprints import normalise
from speeches.text.reuse import Mask, PairOverlap, common_masked, find_overlaps, fingerprint, shared_chars

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT / "../shared"

# Every sentence is used once, so that two speeches share only what a test plants.
FILLER = """入冬以后渡口停航，对岸三个组的老人看病要绕行十八公里，镇里为此专门调来一条平底船。
账面上的进度是九成，走到工地数一数钢筋，真正完成的还不到六成。
档案室里那本发黄的登记簿，把二十年前每户分到几亩坡地写得明明白白。
窗口前排队的人少了，不等于事情办完了，有些只是挪到了电话那一头。
我在信访局接待过一位退休教师，她带来的材料用铁夹子夹了整整四沓。
老厂区改造拖了七年，最难的一步不是资金，是三百多户人家的去处。
水库放水的时间表贴在村口，谁家先灌谁家后灌，一目了然也就没有争吵。
新来的选调生第一次主持院坝会，开场白背得滚瓜烂熟，被大娘一句话问住了。
冷链仓库建成半年，真正进库的杨梅只有设计能力的三分之一。
县医院的夜间急诊，过去两个医生顶一宿，如今排出了四人一班。
那座索桥修好以后，孩子们上学的路缩短了四十分钟，家长不再请假接送。
审计组翻出一张旧发票，金额不大，却牵出了一串没有入账的往来。
山脚的茶厂换了三任厂长，每一任都重新刷一遍墙，机器却还是那几台。
移民新村的路灯亮了，广场舞也跳起来了，可是地头的活计还没有着落。
培训班结业那天，六十名学员有四十一名当场签了用工合同。
防汛值班表上最密的那一格，写的都是离家最远的几位同志。
图书室添了两千册书，借阅登记却停在去年三月的那一页。
河长牌换过三次，电话号码还是打不通，后来索性把手机号刻在石头上。
菜市场搬迁之前，我们在雨棚底下摆了一个月的意见桌。
有一家企业年年拿奖牌，厂门口的气味却年年被人举报。
环卫工人的休息间只有六平方米，一把电热壶要供二十几个人喝水。
旧祠堂改成的展馆，头一个月来了八千人，第二个月只剩下八百。
供销社的老柜台没有拆，如今摆着村里合作社的蜂蜜和笋干。
下乡的班车改了点，赶早集的人终于不用半夜起来等车。
气象站的老陈守了三十年，一本手抄的雨量簿比仪器还要齐全。
法庭把桌子搬进晒谷场，一上午调解了五起拖了多年的地界纠纷。
渔港清淤的钱到了账，可疏浚船排队要排到明年开春。
学校食堂试行家长陪餐，第一周就换掉了三家供货商。
养老院的门铃装得太高，坐轮椅的人够不着，这件小事改了两年才改好。
隧道贯通那晚，炊事班把过年的腊肉都端了出来。""".splitlines()

PASSAGES = [
    "定规划的时候多听一句反对的话，往后就少走十里弯路；验收的时候少听一句好听的话，群众就少受十年的累。",
    "凡是要盖章的事项，先问一问这个章能不能不盖、这张表能不能少填，问不出道理的一律取消。",
    "一条路修得好不好，不看剪彩那天的彩旗，要看第三年雨季过后的路肩和边沟。",
    "交办的事情要有回音，办成了讲结果，没办成讲原因，暂时办不了的讲清楚什么时候能办。",
    "把难题摆到桌面上，把办法带到田头去，把账本晒在太阳下，心里才踏实、脚下才有根。",
]

# (in the first speech, in the second): one to six edits each, of every kind an editor makes.
EDITED = [
    (
        "一条路修得好不好，不看剪彩那天的彩旗，要看第三年雨季过后的路肩和边沟。",
        "一条路建得好不好，不看剪彩那天的彩旗，要看第三年雨季过后的路肩和边沟。",
    ),
    (
        "一条路修得好不好，不看剪彩那天的彩旗，要看第三年雨季过后的路肩和边沟。",
        "一条路修得好不好，不要看剪彩当天的彩旗，而要看第三年雨季过后的路肩和边沟。",
    ),
    (
        "一条路修得好不好，不看剪彩那天的彩旗，要看第三年雨季过后的路肩和边沟。",
        "一条公路修得好不好，不看剪彩那天的彩旗，要看三年雨季之后的路肩和边沟。",
    ),
    (
        "交办的事情要有回音，办成了讲结果，没办成讲原因，暂时办不了的讲清楚什么时候能办。",
        "交办的事项要有回音，办成了讲结果，没有办成讲原因，暂时办不了的说清楚什么时候能办。",
    ),
    (
        "交办的事情要有回音，办成了讲结果，没办成讲原因，暂时办不了的讲清楚什么时候能办。",
        "交办的事情要有回音，没办成讲原因，办成了讲结果，暂时办不了的讲清楚什么时候能办。",
    ),
    (
        "凡是要盖章的事项，先问一问这个章能不能不盖、这张表能不能少填，问不出道理的一律取消。",
        "凡是需要盖章的事项，都要问一问这个章能不能不盖、这份表能不能少填，问不出道理的坚决取消。",
    ),
    (
        "凡是要盖章的事项，先问一问这个章能不能不盖、这张表能不能少填，问不出道理的一律取消。",
        "凡是要盖章的事项，先问一问这个章能不能不盖，问不出道理的一律取消。",
    ),
    (
        "把难题摆到桌面上，把办法带到田头去，把账本晒在太阳下，心里才踏实、脚下才有根。",
        "把难题摆在桌面上，把办法带到地头去，把账本晒在太阳下，心里就踏实、脚下才有根。",
    ),
    (
        "把难题摆到桌面上，把办法带到田头去，把账本晒在太阳下，心里才踏实、脚下才有根。",
        "把难题摆到桌面上来，把好办法带到田头去，把账本晒在太阳底下，心里才能踏实、脚下才有根。",
    ),
    (
        "定规划的时候多听一句反对的话，往后就少走十里弯路；验收的时候少听一句好听的话，群众就少受十年的累。",
        "做规划的时候多听一句反对的话，今后就少走十里弯路；验收的时候少听一句好听的话，百姓就少受十年的累。",
    ),
    (
        "定规划的时候多听一句反对的话，往后就少走十里弯路；验收的时候少听一句好听的话，群众就少受十年的累。",
        "定规划时多听一句反对的话，往后就少走十里的弯路；验收时少听一句好听的话，群众就少受十年的苦累。",
    ),
    (
        "定规划的时候多听一句反对的话，往后就少走十里弯路。验收的时候少听一句好听的话，群众就少受十年的累。",
        "定规划的时候多听一句反对的话，往后就少走很多弯路。在验收的时候少听一句好听的话，群众就少受十年的累。",
    ),
]


def around(passage: str, seed: int, before: int = 3, after: int = 3) -> str:
    """A speech of filler sentences with the passage in it; speeches of different parity share no filler."""
    lines = FILLER[seed % 2 :: 2]
    chosen = random.Random(seed).sample(lines, before + after)
    return "\n".join([*chosen[:before], passage, *chosen[before:]])


def overlaps(a: str, b: str, masked: tuple[str, ...] = (), min_run: int = 10) -> tuple[PairOverlap, ...]:
    return find_overlaps({1: fingerprint(a, masks(a, masked)), 2: fingerprint(b, masks(b, masked))}, min_run)


def masks(text: str, wordings: tuple[str, ...]) -> list[Mask]:
    return [Mask(text.find(w), text.find(w) + len(w), "引文") for w in wordings if w in text]


def quoted(a: str, b: str, pairs: tuple[PairOverlap, ...]) -> list[tuple[str, str, str]]:
    return [(o.kind, a[o.a_start : o.a_end], b[o.b_start : o.b_end]) for pair in pairs for o in pair.overlaps]


def shared(a: str, b: str, pair: PairOverlap) -> tuple[int, int]:
    """How many characters of either text the overlaps of a pair take."""
    runs = [run for overlap in pair.overlaps for run in overlap.runs]
    in_a, in_b = fingerprint(a, ()), fingerprint(b, ())
    return shared_chars(in_a, [run[:2] for run in runs]), shared_chars(in_b, [run[2:] for run in runs])


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("passage", PASSAGES)
def test_a_copied_passage_is_found_whole_and_alone(passage, seed):
    a, b = around(passage, 2 * seed, before=seed % 4), around(passage, 2 * seed + 1, after=seed % 3)
    bare = passage.rstrip("。")
    assert quoted(a, b, overlaps(a, b)) == [("verbatim", bare, bare)]


@pytest.mark.parametrize("seed", [4, 9])
@pytest.mark.parametrize("left, right", EDITED)
def test_an_edited_passage_is_one_stretch_inside_the_passage(left, right, seed):
    a, b = around(left, 2 * seed), around(right, 2 * seed + 1)
    ((kind, in_a, in_b),) = quoted(a, b, overlaps(a, b))
    assert kind == "edited"
    assert in_a in left and in_b in right
    assert len(in_a) >= 0.8 * len(left)


@pytest.mark.parametrize("seed", range(8))
def test_speeches_without_a_planted_passage_share_nothing(seed):
    assert overlaps(around("到此为止。", 2 * seed), around("就是这些。", 2 * seed + 1)) == ()


@pytest.mark.parametrize(
    "shared, found",
    [("谁先灌溉谁后灌溉看表", True), ("谁先灌溉谁后灌溉看", False), ("谁先，灌溉；谁后、灌溉：看表", True)],
)
def test_runs_count_from_ten_characters_without_punctuation(shared, found):
    pairs = overlaps(f"老张说{shared}才公平。", f"渠长讲{shared}不吵架。")
    assert bool(pairs) is found


def test_offsets_point_into_the_original_text_with_its_punctuation():
    a = "他说：\n“尺子要是只量一时一地，　就难怪有人只顾眼前”。"
    b = "尺子要是只量一时、一地\n就难怪有人只顾眼前！"
    assert quoted(a, b, overlaps(a, b)) == [
        ("verbatim", "尺子要是只量一时一地，　就难怪有人只顾眼前", "尺子要是只量一时、一地\n就难怪有人只顾眼前")
    ]


def test_width_and_case_of_letters_and_digits_do_not_matter():
    a, b = "本年度ＧＤＰ增长５.6个百分点左右", "预计GDP增长5.6个百分点左右吧"
    assert quoted(a, b, overlaps(a, b)) == [("verbatim", "ＧＤＰ增长５.6个百分点左右", "GDP增长5.6个百分点左右")]


def test_reordered_clauses_far_apart_stay_two_overlaps():
    first, second = PASSAGES[0].rstrip("。"), PASSAGES[2].rstrip("。")
    a, b = f"{first}。{FILLER[0]}{second}。", f"{second}。{FILLER[1]}{first}。"
    assert sorted(quoted(a, b, overlaps(a, b))) == sorted([("verbatim", first, first), ("verbatim", second, second)])


def test_two_passages_with_unrelated_text_between_are_not_joined():
    first, second = PASSAGES[0].rstrip("。"), PASSAGES[2].rstrip("。")
    a, b = f"{first}。{FILLER[0]}{second}。", f"{first}。{FILLER[1]}{second}。"
    assert quoted(a, b, overlaps(a, b)) == [("verbatim", first, first), ("verbatim", second, second)]


def test_identical_files_overlap_whole_both_ways():
    text = "\n".join(FILLER)
    (pair,) = overlaps(text, text)
    assert [(o.kind, o.a_start, o.a_end) for o in pair.overlaps] == [("verbatim", 0, len(text) - 1)]
    assert shared(text, text, pair) == (len(normalise(text)[0]),) * 2


def test_a_short_speech_inside_a_long_one_is_contained_one_way():
    short = "\n".join(FILLER[:3])
    long = "\n".join(FILLER)
    (pair,) = overlaps(long, short)
    assert shared(long, short, pair) == (len(normalise(short)[0]),) * 2


def test_one_passage_copied_twice_is_marked_at_both_places():
    passage = PASSAGES[1].rstrip("。")
    a = around(passage, 0)
    b = f"{passage}。{FILLER[1]}{passage}。"
    (pair,) = overlaps(a, b)
    assert [o.b_start for o in pair.overlaps] == [0, b.rindex(passage)]
    once = len(normalise(passage)[0])
    assert shared(a, b, pair) == (once, 2 * once)


def test_shared_characters_are_counted_without_public_wording():
    text = f"他常说，“{QUOTE}”，道理不深。"
    print_ = fingerprint(text, masks(text, (QUOTE,)))
    assert shared_chars(print_, [(0, len(text))]) == print_.chars == len("他常说道理不深")
    assert shared_chars(print_, [(0, 3), (1, 6)]) == len("他常说")
    assert shared_chars(print_, []) == 0


def test_a_refrain_is_paired_in_order_not_each_with_each():
    refrain = "尺子要量得出长远的功夫"
    a = "".join(f"{refrain}。{line}" for line in FILLER[0:12:2])
    b = "".join(f"{refrain}。{line}" for line in FILLER[1:13:2])
    (pair,) = overlaps(a, b)
    starts = [(o.a_start, o.b_start) for o in pair.overlaps]
    assert len(starts) == 6
    assert starts == sorted(starts) and [b for _, b in starts] == sorted(b for _, b in starts)


def test_the_best_of_several_candidates_is_chosen():
    whole = PASSAGES[0].rstrip("。")
    half = whole[:20]
    a, b = around(whole, 2), f"{half}，这是后话。{FILLER[1]}{whole}。"
    found = quoted(a, b, overlaps(a, b))
    assert ("verbatim", whole, whole) in found
    assert all(in_a in (whole, half) for _, in_a, _ in found)


def test_every_pair_of_several_speeches_is_reported_by_id():
    texts = {7: around(PASSAGES[0], 0), 3: around(PASSAGES[0], 1), 5: PASSAGES[0]}
    pairs = find_overlaps({speech: fingerprint(text, ()) for speech, text in texts.items()})
    assert [(pair.a, pair.b) for pair in pairs] == [(3, 5), (3, 7), (5, 7)]


# Masks ------------------------------------------------------------------------------------------------------------

QUOTE = "知屋漏者在宇下，知政失者在草野"


def test_masked_wording_is_never_an_overlap_and_is_listed():
    a, b = f"古人说得好，“{QUOTE}”，听意见要到草野去。", f"常言道：“{QUOTE}”。屋子漏不漏，住的人最清楚。"
    prints = {1: fingerprint(a, masks(a, (QUOTE,))), 2: fingerprint(b, masks(b, (QUOTE,)))}
    assert find_overlaps(prints) == ()
    assert [(c.text, c.why, c.speeches) for c in common_masked(prints)] == [(QUOTE, "引文", (1, 2))]


def test_wording_masked_in_one_speech_only_is_not_listed():
    a, b = f"“{QUOTE}”，听意见要到草野去。", "屋子漏不漏，住的人最清楚。"
    assert common_masked({1: fingerprint(a, masks(a, (QUOTE,))), 2: fingerprint(b, ())}) == ()


def test_a_passage_copied_with_the_quotation_in_it_is_one_stretch_counted_without_it():
    passage = f"听意见不能只在会议室里听，“{QUOTE}”，屋子漏不漏住的人最清楚"
    a, b = around(passage, 0), around(passage, 1)
    pairs = overlaps(a, b, (QUOTE,))
    assert quoted(a, b, pairs) == [("verbatim", passage, passage)]
    assert pairs[0].overlaps[0].chars == len(normalise(passage)[0]) - len(normalise(QUOTE)[0])


def test_short_text_on_both_sides_of_a_common_quotation_is_no_overlap():
    a, b = f"所以我常说，“{QUOTE}”这句话要常念。", f"正因为我常说，“{QUOTE}”这句话管用。"
    assert overlaps(a, b, (QUOTE,)) == ()


def test_a_run_does_not_reach_over_a_common_quotation_for_a_scrap():
    copied = PASSAGES[2].rstrip("。")
    a, b = f"{copied}。“{QUOTE}”，这是古训。", f"{copied}。“{QUOTE}”，这话不假。"
    assert quoted(a, b, overlaps(a, b, (QUOTE,))) == [("verbatim", copied, copied)]


def test_a_run_does_not_take_the_first_words_of_the_next_sentence():
    copied = PASSAGES[2].rstrip("。")
    a, b = f"{copied}。我们要向老班长学。", f"{copied}。我们把它写进了章程。"
    assert quoted(a, b, overlaps(a, b)) == [("verbatim", copied, copied)]


def test_overlapping_masks_are_one_break_and_both_are_listed():
    text = "坚持以人民为中心的发展思想，久久为功。"
    print_ = fingerprint(text, [Mask(2, 13, "提法"), Mask(0, 7, "套话")])
    assert print_.normal == "\0久久为功"
    assert [(m.why, m.text) for m in print_.masked] == [("套话", "坚持以人民为中"), ("提法", "以人民为中心的发展思想")]


def test_a_mask_inside_another_is_not_listed_and_a_quotation_outweighs_a_formulation():
    text = f"“{QUOTE}”。"
    inner, whole = Mask(1, 8, "提法"), Mask(1, 1 + len(QUOTE), "提法")
    quotation = Mask(1, 1 + len(QUOTE), "引文")
    prints = {1: fingerprint(text, [inner, whole, quotation]), 2: fingerprint(text, [inner, whole])}
    assert [(c.text, c.why, c.speeches) for c in common_masked(prints)] == [(QUOTE, "引文", (1, 2))]


def test_only_the_given_section_of_a_file_is_compared():
    text = f"{PASSAGES[0]}{PASSAGES[1]}"
    cut = len(PASSAGES[0])
    prints = {1: fingerprint(text, (), 0, cut), 2: fingerprint(text, (), cut), 3: fingerprint(PASSAGES[1], ())}
    ((pair),) = find_overlaps(prints)
    assert (pair.a, pair.b) == (2, 3)
    assert pair.overlaps[0].a_start == cut


# Bounds -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["好" * 100_000, "好的" * 50_000, "一二三四五六七八九十" * 10_000, "。" * 100_000, "甲" * 7 + "。乙丙" * 30_000],
)
def test_hostile_repetition_stays_cheap(text):
    before = time.process_time()
    find_overlaps({1: fingerprint(text, ()), 2: fingerprint(text[1:], ()), 3: fingerprint(text[:50_001], ())})
    assert time.process_time() - before < 3


def test_noise_of_four_characters_stays_cheap():
    texts = ["".join(random.Random(seed).choices("甲乙丙丁", k=30_000)) for seed in range(2)]
    before = time.process_time()
    find_overlaps({seed: fingerprint(text, ()) for seed, text in enumerate(texts)})
    assert time.process_time() - before < 5


@pytest.mark.parametrize("text", ["", "。，！", "**", "　\n"])
def test_empty_speeches_share_nothing(text):
    assert overlaps(text, text) == ()


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet="甲乙丙丁。，\n“”AＡ9", max_size=120),
    st.text(alphabet="甲乙丙丁。，\n“”AＡ9", max_size=120),
    st.lists(st.tuples(st.integers(0, 120), st.integers(0, 30)), max_size=4),
)
def test_whatever_is_reported_is_truly_common(a, b, spans):
    prints = {
        1: fingerprint(a, [Mask(start, start + size, "提法") for start, size in spans]),
        2: fingerprint(b, [Mask(start, start + size, "提法") for start, size in spans[:2]]),
    }
    for pair in find_overlaps(prints):
        for overlap in pair.overlaps:
            for side, spans in ((1, [run[:2] for run in overlap.runs]), (2, [run[2:] for run in overlap.runs])):
                assert shared_chars(prints[side], spans) == overlap.chars
            assert overlap.runs[0][0] == overlap.a_start and overlap.runs[-1][3] == overlap.b_end
            for a_start, a_end, b_start, b_end in overlap.runs:
                assert normalise(a, a_start, a_end)[0] == normalise(b, b_start, b_end)[0] != ""


def test_two_runs_give_the_same_answer():
    texts = {n: around(PASSAGES[n % 5], n) for n in range(6)}
    prints = {n: fingerprint(text, ()) for n, text in texts.items()}
    assert find_overlaps(prints) == find_overlaps(dict(reversed(prints.items())))


# The planted meetings ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("meeting", ["M1", "M2"])
def test_planted_meetings(meeting):
    folder = SHARED / "kit" / meeting
    if not folder.is_dir():
        pytest.skip("the planted meetings are not beside the project")
    prints = {}
    for path in sorted(folder.glob("*.txt")):
        gold = json.loads((folder / "gold" / f"{path.name[:2]}.json").read_text(encoding="utf8"))
        text = path.read_text(encoding="utf8")
        masked = [Mask(q["start"], q["end"], q["class"]) for q in gold["quotations"] if q["class"] != "修辞"]
        for number, part in enumerate(gold.get("sections") or [{"start": 0, "end": len(text)}]):
            prints[int(path.name[:2]) * 10 + number] = fingerprint(text, masked, part["start"], part["end"])
    expected = json.loads((folder / "gold" / "compare.json").read_text(encoding="utf8"))
    planted = expected["overlaps"] + expected["edited_overlaps"]
    found = [(pair, overlap) for pair in find_overlaps(prints) for overlap in pair.overlaps]
    assert len(found) == len(planted)
    for item in planted:
        a, b = item["a"], item["b"]
        ((_, overlap),) = [
            (pair, o)
            for pair, o in found
            if (pair.a // 10, pair.b // 10) == (int(a["speech"][3:5]), int(b["speech"][3:5]))
            and o.a_start < a["end"]
            and a["start"] < o.a_end
        ]
        assert a["start"] <= overlap.a_start and overlap.a_end <= a["end"]
        assert b["start"] <= overlap.b_start and overlap.b_end <= b["end"]
        least = 1.0 if item["kind"] == "exact" else 0.8
        assert overlap.a_end - overlap.a_start >= least * (a["end"] - a["start"])
