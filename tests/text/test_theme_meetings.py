"""Themes over whole meetings: what a meeting is about by its title, then floors on ten meetings labelled by hand.

The gold names fields in plain words; theme_names.tsv says which themes may stand for each. These points are among those
the weights were fitted on: the floors say that nothing broke; what unseen points give is in docs/benchmarks.md.
"""

import csv
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

from speeches.text.evidence.theme_lexicon import ThemeLexicon, parse_themes
from speeches.text.evidence.theme_weights import parse_theme_weights
from speeches.text.themes import PointSpan, ThemeLabel, own_themes, tag_points

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "tests" / "gold" / "theme_meetings.tsv"
FIELDS = {
    row[0]: set(row[1].split(" "))
    for line in (GOLD.parent / "theme_names.tsv").read_text(encoding="utf-8").splitlines()
    if not (row := line.split("\t"))[0].startswith("#")
}


@pytest.fixture(scope="module")
def shipped() -> ThemeLexicon:
    folder = ROOT / "speeches" / "lexicon"
    weights = parse_theme_weights((folder / "theme_weights.tsv").read_text(encoding="utf-8"))
    return parse_themes((folder / "themes.toml").read_text(encoding="utf-8"), weights)


@pytest.mark.parametrize(
    "title, code",
    [
        ("市委理论学习中心组2024年第3次集体学习暨树立和践行正确政绩观专题研讨会", "zj.zongti"),
        ("县委理论学习中心组大兴调查研究专题学习研讨会", "zj.qiushi"),
        ("深入贯彻中央八项规定精神学习教育读书班", "zj.zuofeng"),
        ("县委深入贯彻中央八项规定精神学习教育领导小组会议", "zj.zuofeng"),
        ("八项规定精神学习教育查摆问题专题会", "zj.zuofeng"),
        ("锲而不舍落实中央八项规定精神、推进作风建设常态化长效化专题学习", "zj.zuofeng"),
        ("党纪学习教育专题读书班", "cy.jilv"),
        ("学习贯彻《中国共产党纪律处分条例》专题研讨", "cy.jilv"),
        ("中国共产党纪律处分条例专题学习", "cy.jilv"),
        ("学习贯彻党的二十届三中全会精神专题研讨", "fz.gaige"),
        ("进一步全面深化改革、推进中国式现代化专题学习会", "fz.gaige"),
        ("2024年度民主生活会会前学习研讨", "cy.shenghuo"),
        ("学习贯彻习近平新时代中国特色社会主义思想主题教育读书班", "lz.jiaoyu"),
        ("主题教育读书班", "lz.jiaoyu"),
        ("安全生产专题会议", "fz.anquan"),
        ("树立和践行正确政绩观学习教育交流研讨", "zj.zongti"),
        ("全面推进乡村振兴专题学习", "fz.xiangcun"),
        ("推进乡村全面振兴专题学习研讨会", "fz.xiangcun"),
        ("学习运用“千万工程”经验专题研讨", "fz.xiangcun"),
        ("总体国家安全观专题学习", "fz.anquan"),
        ("贯彻总体国家安全观集体学习", "fz.anquan"),
        ("铸牢中华民族共同体意识专题学习研讨", "ms.tongzhan"),
        ("铸牢中华民族共同体意识", "ms.tongzhan"),
        ("加强和改进新时代统战工作专题学习", "ms.tongzhan"),
        ("优化营商环境专题研讨", "fz.chanye"),
        ("营商环境优化提升大会交流发言", "fz.chanye"),
        ("加快发展新质生产力专题学习", "fz.keji"),
        ("推动高质量发展专题学习研讨", "fz.gaozhiliang"),
        ("学习贯彻习近平文化思想专题研讨", "zz.yishi"),
        ("意识形态工作专题学习会", "zz.yishi"),
        ("意识形态和宣传思想文化工作专题学习会", "zz.yishi"),
        ("学习贯彻习近平法治思想专题学习", "ms.fazhi"),
        ("全面依法治国专题学习", "ms.fazhi"),
        ("学习贯彻习近平生态文明思想专题学习", "fz.shengtai"),
        ("生态环境保护专题学习", "fz.shengtai"),
        ("加强和创新基层社会治理专题研讨", "ms.zhili"),
        ("坚持和发展新时代“枫桥经验”专题学习", "ms.zhili"),
        ("全面从严治党专题学习研讨", "cy.zhidang"),
        ("落实全面从严治党主体责任专题会", "cy.zhidang"),
        ("以案促改警示教育大会", "cy.jingshi"),
        ("警示教育专题研讨", "cy.jingshi"),
        ("廉洁文化建设专题学习", "cy.lianjie"),
        ("整治形式主义为基层减负专题学习", "zj.xingshi"),
        ("加强基层党组织建设专题研讨", "zu.jiceng"),
        ("学习贯彻全国组织部长会议精神、加强干部队伍建设", "zu.ganbu"),
        ("选人用人工作专题学习", "zu.ganbu"),
        ("人才工作专题学习", "zu.rencai"),
        ("党史学习教育专题读书班", "zz.chuantong"),
        ("坚定理想信念、加强党性修养专题学习", "zz.dangxing"),
        ("坚定拥护“两个确立”、坚决做到“两个维护”专题学习", "zz.lingdao"),
        ("加强党的政治建设专题研讨", "zz.lingdao"),
        ("学习《习近平著作选读》专题研讨", "zz.lilun"),
        ("学习贯彻党的二十届四中全会精神专题研讨", "fz.gaozhiliang"),
        ("学习贯彻党的二十大精神专题研讨", "zz.lilun"),
        ("保障和改善民生专题学习", "ms.minsheng"),
        ("教育强国建设专题学习", "ms.jiaoyu"),
        ("科技创新专题学习", "fz.keji"),
        ("防范化解重大风险专题研讨", "fz.anquan"),
        ("敢于担当善于作为专题研讨", "zj.dandang"),
        ("践行群众路线、做好新形势下群众工作专题学习", "zj.weimin"),
        ("以人民为中心的发展思想专题学习", "zj.weimin"),
        ("年轻干部座谈会", "zu.ganbu"),
        ("过紧日子、厉行节约专题学习", "zj.zuofeng"),
        ("防汛抗旱工作会议", "fz.anquan"),
        ("信访工作专题学习研讨", "ms.zhili"),
        ("国防教育专题学习", "fz.guofang"),
        ("新时代人大工作专题学习", "ms.renda"),
    ],
)
def test_the_title_of_a_meeting_names_its_theme(shipped: ThemeLexicon, title: str, code: str) -> None:
    assert own_themes(title, shipped) == (code,)


@pytest.mark.parametrize(
    "title",
    ["市委常委会第12次会议", "县委理论学习中心组2025年第5次集体学习会", "党组（扩大）会议"],
)
def test_a_title_without_a_matter_names_none(shipped: ThemeLexicon, title: str) -> None:
    assert own_themes(title, shipped) == ()


@pytest.mark.parametrize(
    "part, least_first, least_beyond",
    [("spread", 0.85, 0.7), ("blind", 0.76, 0.7), ("later", 0.85, 0.5)],
)
def test_whole_meetings_get_acceptable_themes(
    shipped: ThemeLexicon, part: str, least_first: float, least_beyond: float
) -> None:
    first = found = wanted = points = 0
    for rows in _speeches(part):
        for row, labels in zip(rows, _tagged(shipped, rows), strict=True):
            fields = [FIELDS[name] for name in row["labels"].split(",")]
            beyond = [codes for codes in fields if row["own"] not in codes]
            said = [label.code for label in labels]
            points += 1
            first += any(said[:1] and said[0] in codes for codes in fields)
            wanted += len(beyond)
            found += sum(not codes.isdisjoint(said) for codes in beyond)
    assert points >= 20
    assert first / points >= least_first
    assert found / wanted >= least_beyond


def _speeches(part: str) -> Iterator[list[dict[str, str]]]:
    with GOLD.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row["set"] == part]
    for _, group in groupby(rows, key=lambda row: (row["meeting"], row["speech"])):
        yield list(group)


def _tagged(lexicon: ThemeLexicon, rows: list[dict[str, str]]) -> tuple[tuple[ThemeLabel, ...], ...]:
    text, spans = "", []
    for row in rows:
        start = len(text)
        text += f"{row['heading']}。{row['body']}\n"
        spans.append(PointSpan(start, len(text) - 1, start, start + len(row["heading"])))
    return tag_points(text, spans, lexicon, own_theme=(rows[0]["own"],))
