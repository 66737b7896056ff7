"""The fitted weights of themes: reading their file, and what everyday words add to the list of themes."""

import time
from pathlib import Path

import pytest

from speeches.text.evidence.theme_lexicon import parse_themes
from speeches.text.evidence.theme_weights import SIGNS, parse_theme_weights
from speeches.text.themes import PointSpan, ThemeLabel, tag_points

SHIPPED = Path(__file__).resolve().parents[2] / "speeches" / "lexicon"
SIGN_ROWS = "".join(f"sign\t{name}\t0.5\n" for name in SIGNS[:-1]) + f"sign\t{SIGNS[-1]}\t-1\n"
WORDS = "word\t渡船\tfz.anquan=4 ms.minsheng=-0.3\nword\t电梯\tms.minsheng=0.5\n"
THEMES = """version = 1
[[group]]
code = "fz"
name = "发展"
[[group]]
code = "ms"
name = "民生"
[[theme]]
code = "fz.anquan"
name = "安全"
terms = { 4 = "防汛", 1 = "河堤" }
[[theme]]
code = "ms.minsheng"
name = "民生"
terms = { 4 = "看病" }
"""


def tag(text: str, rows: str = SIGN_ROWS + WORDS) -> tuple[ThemeLabel, ...]:
    lexicon = parse_themes(THEMES, parse_theme_weights(rows))
    return tag_points(text, [PointSpan(0, len(text), 0, text.find("。"))], lexicon)[0]


def test_an_everyday_word_names_a_theme_and_is_its_evidence() -> None:
    (label,) = tag("一条路。天不亮就把渡船检查一遍，再请老人上船。")
    assert label.code == "fz.anquan"
    assert [(item.term, item.start) for item in label.evidence] == [("渡船", 9)]


def test_what_speaks_for_a_theme_adds_up_to_its_score() -> None:
    for label in tag("防汛。渡船停下来，防汛的人上堤。装了电梯，看病不用背人下楼。"):
        assert sum(item.score for item in label.evidence) == pytest.approx(label.score, abs=0.01)
        assert 0 < label.score <= 20


def test_a_word_too_weak_to_name_the_theme_is_no_evidence_for_it() -> None:
    (label,) = tag("一条路。天不亮就把渡船检查一遍，再到河堤上走一走。")
    assert [(item.term, item.score > 0) for item in label.evidence] == [("渡船", True)]


def test_an_everyday_word_in_a_very_short_point_counts_as_in_one_of_eighty_characters() -> None:
    rows = SIGN_ROWS + "word\t渡船\tfz.anquan=1\n"
    (short,), (longer,) = tag("渡船的事。", rows), tag("渡船的事。" + "大家都说了话，" * 10, rows)
    assert short.score == longer.score


def test_a_theme_word_inside_an_everyday_word_adds_to_it() -> None:
    rows = SIGN_ROWS + "word\t看病难\tms.minsheng=1\n"
    (label,) = tag("一条路。村里看病难，看病要走很远。", rows)
    assert [(item.term, item.start) for item in label.evidence] == [("看病难", 6), ("看病", 10)]
    assert sum(item.score for item in label.evidence) == pytest.approx(label.score, abs=0.01)


def test_characters_of_two_other_words_are_no_evidence_while_there_is_other() -> None:
    rows = SIGN_ROWS + "word\t职工\tfz.anquan=4\nword\t渡船\tfz.anquan=4\n"
    (label,) = tag("一条路。专职工作者把渡船检查一遍，职工都来了。", rows)
    assert [(item.term, item.start) for item in label.evidence] == [("渡船", 10), ("职工", 17)]
    (alone,) = tag("一条路。专职工作者都来了。", rows)
    assert [item.term for item in alone.evidence] == ["职工"]


def test_a_long_point_takes_linear_time() -> None:
    began = time.perf_counter()
    (label,) = tag("一条路。" + "防汛的渡船，" * 20_000)
    assert time.perf_counter() - began < 5
    assert len(label.evidence) == 40_000


def test_a_weight_against_a_theme_counts_and_is_not_shown() -> None:
    with_word, without = tag("电梯。装了电梯，渡船也修了。"), tag("电梯。装了电梯，木船也修了。")
    against = next(label for label in with_word if label.code == "ms.minsheng")
    alone = next(label for label in without if label.code == "ms.minsheng")
    assert against.score < alone.score
    assert {item.term for item in against.evidence} == {"电梯"}


def test_a_word_of_no_theme_leaves_a_point_unclassified() -> None:
    assert tag("今天天气很好。大家都来了。") == ()


@pytest.mark.parametrize(
    "rows, told",
    [
        ("sign\t有词\t1\n", "sign 应正好是"),
        (SIGN_ROWS + "guess\tx\t1\n", "第11行读不懂"),
        (SIGN_ROWS + "bias\tfz.anquan\n", "第11行读不懂"),
        (SIGN_ROWS + "bias\tfz.anquan\t1\nbias\tfz.anquan\t2\n", "第12行读不懂"),
        (SIGN_ROWS + "word\t渡船\tfz.anquan=多\n", "“多”不是数"),
    ],
)
def test_a_broken_file_is_refused_with_the_line(rows: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        parse_theme_weights(rows)


def test_the_shipped_weights_name_themes_of_the_shipped_list_only() -> None:
    weights = parse_theme_weights((SHIPPED / "theme_weights.tsv").read_text(encoding="utf-8"))
    codes = {theme.code for theme in parse_themes((SHIPPED / "themes.toml").read_text(encoding="utf-8")).themes}
    assert set(weights.bias) == codes
    assert {code for pairs in weights.words.values() for code, _ in pairs} <= codes
