"""What a point is about: the rules one by one, then floors of accuracy on points that the weights were fitted on."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import pytest

from speeches.text.evidence.theme_lexicon import ThemeLexicon, parse_themes
from speeches.text.evidence.theme_weights import ThemeWeights, parse_theme_weights
from speeches.text.themes import PointSpan, ThemeLabel, own_themes, tag_points

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "tests" / "gold"
LIST = """version = 1
neutral = "安全感 集体学习"
[[group]]
code = "zj"
name = "作风"
[[group]]
code = "fz"
name = "发展"
[[theme]]
code = "zj.qiushi"
name = "调查研究"
[theme.terms]
5 = "调查研究"
4 = "蹲点 药方"
3 = "摸底 问卷"
1 = "情况"
[[theme]]
code = "zj.weimin"
name = "为民"
[theme.terms]
4 = "敲门 急难愁盼 群众路线"
3 = "群众"
[[theme]]
code = "fz.anquan"
name = "安全"
[theme.terms]
5 = "隐患排查"
4 = "防汛 隐患"
3 = "安全"
"""


@pytest.fixture(scope="module")
def experience() -> ThemeWeights:
    return parse_theme_weights((ROOT / "speeches" / "lexicon" / "theme_weights.tsv").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def small(experience: ThemeWeights) -> ThemeLexicon:
    """A list of three themes, with the shipped signs and no everyday words: the rules by themselves."""
    return parse_themes(LIST, replace(experience, bias={}, words={}))


@pytest.fixture(scope="module")
def shipped(experience: ThemeWeights) -> ThemeLexicon:
    return parse_themes((ROOT / "speeches" / "lexicon" / "themes.toml").read_text(encoding="utf-8"), experience)


def tag(lexicon: ThemeLexicon, *points: str, own: tuple[str, ...] = ()) -> list[list[ThemeLabel]]:
    """Tag points written "heading。body", one a line."""
    text, spans = "\n".join(points), []
    start = 0
    for point in points:
        spans.append(PointSpan(start, start + len(point), start, start + max(point.find("。"), 0)))
        start += len(point) + 1
    return [list(labels) for labels in tag_points(text, spans, lexicon, own_theme=own)]


def codes(labels: list[ThemeLabel]) -> list[str]:
    return [label.code for label in labels]


@pytest.mark.parametrize(
    "point, expected",
    [
        ("怎样下去。先蹲点，再发问卷，最后摸底。", ["zj.qiushi"]),
        ("几句话。情况就是这样。", []),  # a weak word alone names nothing
        ("今天天气很好。大家都来了。", []),
        ("日子。安全感要更强。", []),  # a neutral word hides the theme word inside
        ("防汛。隐患要看得见，防汛要早。", ["fz.anquan"]),
        ("敲门。群众开了门，我们再敲门。顺带蹲点摸底，发了问卷。", ["zj.weimin", "zj.qiushi"]),
    ],
)
def test_themes_come_best_first_and_only_with_evidence(small: ThemeLexicon, point: str, expected: list[str]) -> None:
    assert codes(tag(small, point)[0]) == expected


def test_every_label_shows_words_that_stand_there_and_add_up_to_its_score(shipped: ThemeLexicon) -> None:
    text = "把隐患查到底。汛期前把河堤、危房和低洼院子走一遍，查到的隐患当天登记。群众的急难愁盼一并记下。"
    for label in tag_points(text, [PointSpan(0, len(text), 0, 7)], shipped)[0]:
        assert label.evidence
        assert all(text[item.start : item.end] == item.term for item in label.evidence)
        assert sum(item.score for item in label.evidence) == pytest.approx(label.score, abs=0.01)


def test_the_heading_says_more_than_the_body(small: ThemeLexicon) -> None:
    assert codes(tag(small, "摸底要细。摸底的时候，群众都在家，大家都说了话。")[0])[0] == "zj.qiushi"


def test_a_figure_of_speech_in_a_heading_gives_way_to_what_the_body_says(small: ThemeLexicon) -> None:
    assert codes(tag(small, "开出药方。防汛物资要备足，隐患要当天清，安全要有人管，不能等。")[0])[0] == "fz.anquan"


def test_other_peoples_words_count_less(small: ThemeLexicon) -> None:
    text = "开头一句。他说要摸底、问卷，也要防汛。"
    spans = [PointSpan(0, len(text), 0, 4)]
    plain, quoted = (tag_points(text, spans, small, quoted=around)[0] for around in ([], [(7, 13)]))
    assert codes(list(plain))[0] == "zj.qiushi"
    assert codes(list(quoted))[0] == "fz.anquan"


def test_the_meetings_own_theme_gives_way_to_what_stands_out(small: ThemeLexicon) -> None:
    point = "一条路。我们去蹲点，看防汛，查隐患，隐患排查要细，安全要紧。摸底也做了。"
    assert codes(tag(small, "开头。", point, own=("zj.qiushi",))[1]) == ["fz.anquan", "zj.qiushi"]


def test_a_speechs_first_point_takes_up_what_the_meeting_is_about(small: ThemeLexicon) -> None:
    point = "一条路。我们去蹲点，看防汛，安全要紧，安全生产要抓。摸底也做了。"
    first, later = tag(small, point, point, own=("zj.qiushi",))
    opening, following = ([label.score for label in labels if label.code == "zj.qiushi"] for labels in (first, later))
    assert len(opening) == len(following) == 1
    assert following < opening


def test_a_strong_own_theme_does_not_hide_the_one_beside_it(small: ThemeLexicon) -> None:
    point = "把调查研究做实。调查研究要蹲点，要摸底，要发问卷，调查研究不能走过场。顺带看了防汛，查了隐患。"
    assert codes(tag(small, point, own=("zj.qiushi",))[0]) == ["zj.qiushi", "fz.anquan"]


def test_the_meetings_own_theme_leads_where_nothing_stands_out(small: ThemeLexicon) -> None:
    point = "一条路。我们去蹲点，群众都在，安全也问了。摸底做了，问卷发了，后来又走了很多地方，看了很多人家。"
    assert codes(tag(small, point, own=("zj.qiushi",))[0])[0] == "zj.qiushi"


def test_how_a_speaker_always_talks_counts_less_than_what_one_point_says(small: ThemeLexicon) -> None:
    usual = "说一说。安全工作，防汛工作，样样都在手上。"
    marked = "说一说。安全工作，防汛工作，都在手上。去蹲点，做摸底。"
    alone, among = tag(small, marked)[0], tag(small, usual, usual, marked)[2]
    assert codes(alone)[0] == "fz.anquan"
    assert codes(among)[0] == "zj.qiushi"


def test_points_without_text_or_heading_are_unclassified(small: ThemeLexicon) -> None:
    assert tag_points("", [PointSpan(0, 0, 0, 0)], small) == ((),)
    assert tag_points("蹲点", [], small) == ()


@pytest.mark.parametrize(
    "topic, expected",
    [
        ("大兴调查研究专题会", ("zj.qiushi",)),
        ("安全隐患排查集体学习", ("fz.anquan",)),
        ("集体学习", ()),  # the form of a meeting is no topic
    ],
)
def test_what_a_meeting_is_about(small: ThemeLexicon, topic: str, expected: tuple[str, ...]) -> None:
    assert own_themes(topic, small) == expected


def test_two_runs_say_the_same(shipped: ThemeLexicon) -> None:
    rows = [row["heading"] + "。" + row["body"] for row in _rows("themes.tsv")][:20]
    assert tag(shipped, *rows) == tag(shipped, *rows)


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (GOLD / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


@pytest.mark.parametrize("half", ["fit", "read"])
def test_plain_points_on_many_topics_get_an_acceptable_first_theme(shipped: ThemeLexicon, half: str) -> None:
    rows = [row for row in _rows("themes.tsv") if row["half"] == half]
    first = [tag(shipped, f"{r['heading']}。{r['body']}", own=tuple(r["own"].split(",")))[0][:1] for r in rows]
    good = sum(label[0].code in row["labels"].split(",") for row, label in zip(rows, first, strict=True) if label)
    assert len(rows) >= 60
    assert good / len(rows) >= 0.92


@pytest.mark.parametrize("half", ["fit", "read", "last"])
def test_whole_speeches_get_acceptable_themes_beyond_their_meetings_own(shipped: ThemeLexicon, half: str) -> None:
    found = wanted = first = points = 0
    half_rows = (row for row in _rows("theme_speeches.tsv") if row["set"] == half)
    for _, group in groupby(half_rows, key=lambda row: row["speech"]):
        rows = list(group)
        tagged = tag(shipped, *(f"{r['heading']}。{r['body']}" for r in rows), own=(rows[0]["own"],))
        for row, labels in zip(rows, tagged, strict=True):
            gold = row["labels"].split(",")
            beyond = {code for code in gold if code != row["own"]}
            wanted += len(beyond)
            found += len(beyond & set(codes(labels)))
            points += 1
            first += codes(labels)[:1] != [] and codes(labels)[0] in gold
    assert first / points >= 0.8
    assert found / wanted >= 0.6
