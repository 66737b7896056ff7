"""Set phrases that everybody uses: found whole, and a bad line of their list is named."""

from pathlib import Path

import pytest

from speeches.text.overlap.boilerplate import BadTemplate, find_boilerplate, parse_boilerplate

LIST = Path(__file__).resolve().parents[2] / "speeches/lexicon/boilerplate.txt"
BOILERPLATE = parse_boilerplate(LIST.read_text(encoding="utf8"))


@pytest.mark.parametrize(
    "text, found",
    [
        (
            "以上是我的发言，不当之处，敬请各位领导和同志们批评指正。",
            ["以上是我的发言", "不当之处，敬请各位领导和同志们批评指正"],
        ),
        ("根据会议安排，下面我结合分管工作谈三点体会。", ["根据会议安排，下面我", "结合分管工作谈三点体会"]),
        ("在全市机关作风建设研讨会上的交流发言", ["在全市机关作风建设研讨会上的交流发言"]),
        ("这样的研讨发言稿写一百份也没有用。", ["研讨发言稿"]),
        ("交办的事情要有回音，办成了讲结果。", []),
        ("会上的事说完了。在座各位散会。的发言稿收好。", []),  # nothing reaches over a sentence's end
    ],
)
def test_set_phrases_are_found(text, found):
    covered = [text[m.start : m.end] for m in find_boilerplate(text, BOILERPLATE)]
    for phrase in found:
        assert any(phrase in c or c in phrase for c in covered)
    assert found or not covered


@pytest.mark.parametrize("line", ["（甲｜乙", "（甲｜）（乙｜）", "甲｜乙"])
def test_a_bad_line_of_the_list_is_named(line):
    with pytest.raises(BadTemplate, match="第2行"):
        parse_boilerplate(f"# 说明\n{line}")
