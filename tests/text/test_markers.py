"""Every row of the table of marker families, each with a list that uses it."""

import pytest

from speeches.text.outline import outline
from speeches.text.points.marker_families import FAMILIES, Place
from speeches.text.points.markers import find_markers
from speeches.text.points.paragraphs import split_paragraphs

LISTS = {
    "第…条": ("第一条　爱护水源。\n第二条　爱护林木。", ["第一条", "第二条"]),
    "第…点": ("我谈两点。第一点，要快。第二点，要稳。", ["第一点，", "第二点，"]),
    "第…部": ("第一部分总的情况\n情况很好。\n第二部分下步打算\n打算很多。", ["第一部分", "第二部分"]),
    "第…，": ("第一，要快。第二，要稳。", ["第一，", "第二，"]),
    "第…": ("要做到：第一必须快，第二必须稳。", ["第一", "第二"]),
    "…是": ("一是快，二是稳。", ["一是", "二是"]),
    "…抓": ("一抓春种，二抓夏管。", ["一抓", "二抓"]),
    "其…": ("其一，要快。其二，要稳。", ["其一，", "其二，"]),
    "首先": ("首先，要快。其次，要稳。再次，要准。最后，要狠。", ["首先，", "其次，", "再次，", "最后，"]),
    "一方面": ("一方面，要快；另一方面，要稳。", ["一方面，", "另一方面，"]),
    "一、": ("一、快\n不能慢。\n二、稳\n不能急。", ["一、", "二、"]),
    "一：": ("体会一：要快。\n体会二：要稳。", ["体会一：", "体会二："]),
    "一）": ("一）要快。\n二）要稳。", ["一）", "二）"]),
    "（一）": ("（一）要快。\n(二)要稳。", ["（一）", "(二)"]),
    "㈠": ("㈠要快。\n㈡要稳。", ["㈠", "㈡"]),
    "1.": ("1.要快。\n2．要稳。\n3、要准。", ["1.", "2．", "3、"]),
    "⒈": ("⒈要快。\n⒉要稳。", ["⒈", "⒉"]),
    "1）": ("1）要快。\n2)要稳。", ["1）", "2)"]),
    "（1）": ("（1）要快。\n(2)要稳。\n（３）要准。", ["（1）", "(2)", "（３）"]),
    "⑴": ("⑴要快。\n⑵要稳。", ["⑴", "⑵"]),
    "①": ("有三条：①要快；②要稳；③要准。", ["①", "②", "③"]),
    "Ⅰ.": ("Ⅰ.要快。\nⅡ.要稳。\nIII.要准。", ["Ⅰ.", "Ⅱ.", "III."]),
    "独行": ("一\n山高路远。\n二\n柳暗花明。\n三\n豁然开朗。", ["一", "二", "三"]),
    "一　": ("一　快一点\n不能慢。\n二　稳一点\n不能急。", ["一", "二"]),
    "1　": ("1 要快\n不能慢。\n2 要稳\n不能急。", ["1", "2"]),
    "一": ("要做到：一思想重视，二行动迅速，三作风扎实。", ["一", "二", "三"]),
}


def test_every_family_has_its_list() -> None:
    assert list(LISTS) == list(dict.fromkeys(family.name for family in FAMILIES))


@pytest.mark.parametrize("name", LISTS)
def test_a_family_is_found_by_its_own_row(name: str) -> None:
    text, printed = LISTS[name]
    assert [point.marker for point in outline(text).points] == printed
    assert all(f"“{name}”" in point.reason for point in outline(text).points)


@pytest.mark.parametrize(
    "text, place",
    [
        ("一是快。", Place.LINE),
        ("\u3000\u3000一是快。", Place.LINE),
        ("\u2003\u2003一是快。", Place.LINE),
        ("\xa0一是快。", Place.LINE),
        ("**一是**快。", Place.LINE),
        ("路远。一是快。", Place.SENTENCE),
        ("他说：“一是快。", Place.SENTENCE),
        ("说了“走。”一是快。", Place.SENTENCE),
        ("要做到，一是快。", Place.CLAUSE),
        ("（略）一是快。", Place.CLAUSE),
        ("会议要求一是快。", Place.WORD),
    ],
)
def test_a_marker_knows_what_stands_before_it(text: str, place: Place) -> None:
    found = [marker for marker in find_markers(text, split_paragraphs(text)) if marker.family.name == "…是"]
    assert [marker.place for marker in found] == [place]


@pytest.mark.parametrize(
    "text, printed",
    [
        ("一是\u200c快，二是\u200c稳。", ["一是", "二是"]),  # an invisible character behind the marker
        ("首先，快。第二，稳。第三，准。最后，狠。", ["首先，", "第二，", "第三，", "最后，"]),
        ("首先，快。\n其次，稳。\n第三，准。\n第四，狠。", ["首先，", "其次，", "第三，", "第四，"]),
        ("一要快。二是稳。三是准。", ["一要", "二是", "三是"]),
        ("1.快。\n（2）稳。\n3）准。", ["1.", "（2）", "3）"]),
        ("五、快。\n五、稳。\n六、准。", ["五、", "五、", "六、"]),
        ("一、快。\n二、稳。\n四、准。", ["一、", "二、", "四、"]),
        ("第一个故事关于信。\n第二个故事关于伞。", ["第一个故事", "第二个故事"]),
        ("头一件想说的，是学。\n第二件，是做。", ["头一件", "第二件，"]),
        ("我讲的第一个问题是快。\n我讲的第二个问题是稳。", ["我讲的第一个问题", "我讲的第二个问题"]),
        ("一\n快。\n二\n稳。\n三\n准。\n十\n", ["一", "二", "三"]),
    ],
)
def test_lists_are_kept_as_printed(text: str, printed: list[str]) -> None:
    assert [point.marker for point in outline(text).points] == printed
