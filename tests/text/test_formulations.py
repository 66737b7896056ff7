"""Fixed formulations: found as exact wordings, suspected where one is written wrong, silent on look-alikes."""

from pathlib import Path

import pytest

from speeches.text.formulations import (
    FormulationTable,
    find_formulations,
    parse_formulations,
    suspect_formulations,
)
from speeches.text.register.skeleton import words_of

LEXICON = Path(__file__).resolve().parents[2] / "speeches" / "lexicon"
SHARED = Path(__file__).resolve().parents[2] / "../shared"


@pytest.fixture(scope="module")
def table() -> FormulationTable:
    return parse_formulations(
        (LEXICON / "formulations.tsv").read_text(encoding="utf-8"),
        (LEXICON / "homophones.tsv").read_text(encoding="utf-8"),
    )


def names(text: str, table: FormulationTable) -> list[str]:
    return [hit.name for hit in find_formulations(text, table)]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("坚决做到“两个维护”。", ["两个维护"]),
        ("坚决做到两个维护，走在前列。", ["两个维护"]),
        ('增强"四个意识"，坚定「四个自信」。', ["四个意识", "四个自信"]),
        ("要把‘国之大者’记在心里。", ["国之大者"]),
        ("学思想、强党性、重实践、建新功，四句话要一体落实。", ["学思想、强党性、重实践、建新功"]),
        ("按照学思想，强党性，重实践，建新功的总要求。", ["学思想、强党性、重实践、建新功"]),
        ("对照“深实细准效”五字诀。", ["深、实、细、准、效"]),
        ("坚持**新时代中国特色社会主义思想指引。", ["习近平新时代中国特色社会主义思想"]),
        ("以***同志为核心的党中央坚强有力。", ["以习近平同志为核心的党中央"]),
        ("坚持团结——批评——团结的方针。", ["团结—批评—团结"]),
        ("江山就是人民、人民就是江山。", ["江山就是人民，人民就是江山"]),
        ("推广新时代“枫桥经验”。", ["枫桥经验"]),
    ],
)
def test_marks_and_separators_do_not_hide_a_formulation(
    table: FormulationTable, text: str, expected: list[str]
) -> None:
    assert names(text, table) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("贯彻中央八项规定及其实施细则精神。", ["中央八项规定及其实施细则精神"]),
        ("贯彻中央八项规定精神。", ["中央八项规定精神"]),
        ("进一步全面深化改革。", ["进一步全面深化改革"]),
        ("因地制宜发展新质生产力。", ["因地制宜发展新质生产力"]),
        ("坚持以人民为中心的发展思想。", ["以人民为中心的发展思想"]),
        ("完整、准确、全面贯彻新发展理念。", ["完整、准确、全面贯彻新发展理念"]),
    ],
)
def test_the_longest_formulation_holds(table: FormulationTable, text: str, expected: list[str]) -> None:
    assert names(text, table) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("传播社会正能量。", ["传播社会正能量"]),
        ("凝聚正能量。", ["正能量"]),
        ("树立正确的权力观、政绩观、事业观。", ["权力观、政绩观、事业观"]),
        ("树立正确的世界观、人生观、价值观。", ["世界观、人生观、价值观"]),
        ("提升国家治理效能。", ["国家治理效能"]),
        ("推进国家治理体系和治理能力现代化。", ["治理体系和治理能力现代化"]),
        ("功成必定有我。", ["功成必定有我"]),
    ],
)
def test_near_variants_are_never_taken_for_each_other(table: FormulationTable, text: str, expected: list[str]) -> None:
    assert names(text, table) == expected
    assert suspect_formulations(text, table) == ()


@pytest.mark.parametrize(
    "text, expected",
    [
        ("警惕重始轻终、重短轻长、重显轻隐、重易轻难、重局部轻全局。", ["五重五轻"]),
        ("有的重始轻终、重短轻长。", ["五重五轻"]),
        ("做到以学铸魂、以学增智、以学正风、以学促干。", ["以学铸魂、以学增智、以学正风、以学促干"]),
        (
            "先要以学铸魂。做好这一条，还要以学促干。",
            ["以学铸魂、以学增智、以学正风、以学促干", "以学铸魂、以学增智、以学正风、以学促干"],
        ),
    ],
)
def test_neighbouring_members_of_a_series_count_once(table: FormulationTable, text: str, expected: list[str]) -> None:
    assert names(text, table) == expected


@pytest.mark.parametrize(
    "text",
    [
        "这两个维护单位各管一段。",
        "上半年投入几千万工程款。",
        "把两个结合起来考虑。",
        "全村有二十四个自信满满的青年。",
        "三个代表队同场比武。",
        "他十四五岁就下地干活。",
        "说的是一网，通办的事还早。",
        "这件事分两个。维护要跟上。",
        "新的理念、新的发展，都要有新阶段的样子。",
    ],
)
def test_ordinary_words_are_no_formulation(table: FormulationTable, text: str) -> None:
    assert find_formulations(text, table) == ()
    assert suspect_formulations(text, table) == ()


@pytest.mark.parametrize(
    "text, found, right",
    [
        ("做到“二个维护”。", "二个维护", "两个维护"),
        ("深刻领悟“二个确立”的决定性意义。", "二个确立", "两个确立"),
        ("坚持“二个毫不动摇”。", "二个毫不动摇", "两个毫不动摇"),
        ("推广新时代“枫侨经验”。", "枫侨经验", "枫桥经验"),
        ("坚持以学筑魂，筑牢根本。", "以学筑魂", "以学铸魂、以学增智、以学正风、以学促干"),
        ("不忘出心、牢记使命。", "不忘出心、牢记使命", "不忘初心、牢记使命"),
        ("践行三实三严要求。", "三实三严", "三严三实"),
        ("解决群众急难盼愁问题。", "急难盼愁", "急难愁盼"),
        ("持续深化“三会一刻”制度。", "三会一刻", "三会一课"),
        ("坚持全心全意为人民服物。", "全心全意为人民服物", "全心全意为人民服务"),
        ("以习近平为核心的党中央作出部署。", "以习近平为核心的党中央", "以习近平同志为核心的党中央"),
        ("用习近平中国特色社会主义思想武装头脑。", "习近平中国特色社会主义思想", "习近平新时代中国特色社会主义思想"),
        ("推动构建新发展格居。", "新发展格居", "新发展格局"),
        ("坚持批平和自我批评。", "批平和自我批评", "批评和自我批评"),
        ("营造亲清政商关希。", "亲清政商关希", "亲清政商关系"),
        ("再接再励，夺取新胜利。", "再接再励", "再接再厉"),
        ("坚持“惩前必后、治病救人”方针。", "惩前必后、治病救人", "惩前毖后、治病救人"),
    ],
)
def test_a_slip_is_suspected_with_the_right_form(table: FormulationTable, text: str, found: str, right: str) -> None:
    assert [(each.found, each.right) for each in suspect_formulations(text, table)] == [(found, right)]


@pytest.mark.parametrize(
    "text, found, why",
    [
        ("对照“深、细、实、准、效”的要求。", "深、细、实、准、效", "常见的错误写法"),
        ("对照深、实、准、细、效五个字。", "深、实、准、细、效", "常见的错误写法"),
        ("对照“实、深、细、准、效”。", "实、深、细、准、效", "次序应为“深、实、细、准、效”"),
        ("对照“深、实、准、效”。", "深、实、准、效", "少了“细”"),
        ("对照“深、实、细、快、效”。", "深、实、细、快、效", "“快”应为“准”"),
        (
            "学思想、重实践、强党性、建新功。",
            "学思想、重实践、强党性、建新功",
            "次序应为“学思想、强党性、重实践、建新功”",
        ),
        ("照镜子、洗洗澡、治治病。", "照镜子、洗洗澡、治治病", "少了“正衣冠”"),
        ("强化政治判断力、政治执行力、政治领悟力。", "政治判断力、政治执行力、政治领悟力", "次序"),
        (
            "政治意识、大局意识、责任意识、看齐意识要牢。",
            "政治意识、大局意识、责任意识、看齐意识",
            "“责任意识”应为“核心意识”",
        ),
        ("坚持节水优先、系统治理、两手发力。", "节水优先、系统治理、两手发力", "少了“空间均衡”"),
        ("准确、完整、全面贯彻新发展理念。", "准确、完整、全面贯彻新发展理念", "常见的错误写法"),
    ],
)
def test_a_series_with_a_member_wrong_missing_or_moved_is_suspected(
    table: FormulationTable, text: str, found: str, why: str
) -> None:
    suspects = suspect_formulations(text, table)
    assert [each.found for each in suspects] == [found]
    assert why in suspects[0].why


@pytest.mark.parametrize(
    "text",
    [
        "凌驾于人民之上的人，终将被人民抛弃。",
        "全面从严治军、全面从严治校同样要抓。",
        "道路自信、理论自信、制度自信是逐步提出的。",
        "我们讲大局意识、核心意识。",
        "把账目做深、做细、做实。",
        "弘扬伟大建军精神。",
        "深、实是两个要点。",
        "党的十九届三中全会和党的十九届四中全会都作了部署。",
        "这样的中国是现代化的中国。",
        "坚持绿色、共享、节俭的办会理念。",
        "依托“党旗在基层一线高高飘扬”活动。",
        "他们作出一系列重要阐述。",
        "落实党政同责、一岗双责、失职追责。",
        "既讲营商环境，也讲生态环境。",
        "推进市场化、专业化、国际化改革。",
        "做到早发现、早报告、早治疗。",
        "历史遗留问题长期坚持不解决。",
        "红线始终不逾越一步。",
        "走中国特色现代化道路。",
    ],
)
def test_look_alikes_stay_silent(table: FormulationTable, text: str) -> None:
    assert suspect_formulations(text, table) == ()


def test_other_words_around_a_name_are_as_good() -> None:
    own = parse_formulations("渠水长流工程\t推动渠水长流工程\n", "chang\t长常\n")
    assert [hit.name for hit in find_formulations("推进渠水长流工程。", own)] == ["渠水长流工程"]
    assert suspect_formulations("推进渠水长流工程。", own) == ()
    assert [each.found for each in suspect_formulations("推进渠水常流工程。", own)] == ["渠水常流工程"]


def test_quotations_and_titles_are_left_to_their_own_check(table: FormulationTable) -> None:
    text = "他引用的是“枫侨经验”。"
    start = text.index("枫")
    assert suspect_formulations(text, table, quoted=[(start, start + 4)]) == ()


def test_a_suspect_says_in_one_sentence_what_is_meant(table: FormulationTable) -> None:
    (suspect,) = suspect_formulations("推广“枫侨经验”。", table)
    assert suspect.message == "疑似提法有误：“枫侨经验”，规范表述为“枫桥经验”（“侨”应为“桥”）。"
    assert (suspect.start, suspect.end) == (3, 7)


def test_no_wording_of_the_register_is_a_suspect_by_itself(table: FormulationTable) -> None:
    for entry in table.entries:
        for wording in (entry.name, *entry.variants):
            assert suspect_formulations(f"要“{wording}”。", table) == (), wording


def test_every_listed_error_is_reported_with_its_formulation(table: FormulationTable) -> None:
    for entry in table.entries:
        for wrong in entry.wrong:
            assert [each.right for each in suspect_formulations(f"要“{wrong}”。", table)] == [entry.name], wrong


def test_every_name_is_found_as_itself(table: FormulationTable) -> None:
    for entry in table.entries:
        counted = [] if "不计" in entry.marks else [entry.name]
        assert names(f"“{entry.name}”", table) == counted


def test_wordings_of_two_formulations_never_coincide(table: FormulationTable) -> None:
    owners: dict[str, str] = {}
    for entry in table.entries:
        assert owners.setdefault(words_of(entry.name), entry.name) == entry.name


@pytest.mark.parametrize(
    "tsv",
    ["\t变体", "甲乙\t\t\t\t\t\t奇怪", "甲", "甲乙\t\t\t\t\t\t\t多一格"],
)
def test_a_broken_line_is_named(tsv: str) -> None:
    with pytest.raises(ValueError, match="第 1 行"):
        parse_formulations(tsv)


def test_a_long_text_takes_proportionally_long(table: FormulationTable) -> None:
    text = "坚持四个意识、两个结合，学思想、强党性，深、实、细。" * 4000
    assert len(find_formulations(text, table)) == 4000


@pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="sample corpus not present")
def test_real_texts_raise_few_suspects(table: FormulationTable) -> None:
    paths = sorted((SHARED / "corpus/dev/raw").glob("*.txt"))
    suspects = [each for path in paths for each in suspect_formulations(path.read_text(encoding="utf-8"), table)]
    # Both are true: the four consciousnesses and the three outlooks out of order.
    assert len(suspects) <= 3
