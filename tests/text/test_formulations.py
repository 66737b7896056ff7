"""Fixed formulations: found as exact wordings, suspected where one is written wrong, silent on look-alikes."""

from pathlib import Path

import pytest

from speeches.text.formulations import (
    FormulationTable,
    find_formulations,
    parse_formulations,
    suspect_formulations,
)

LEXICON = Path(__file__).resolve().parents[2] / "speeches" / "lexicon"


@pytest.fixture(scope="module")
def table() -> FormulationTable:
    return parse_formulations(
        (LEXICON / "formulations.tsv").read_text(encoding="utf-8"),
        (LEXICON / "homophones.tsv").read_text(encoding="utf-8"),
    )


@pytest.mark.parametrize(
    "text, names",
    [
        ("坚决做到“两个维护”。", ["两个维护"]),
        ("坚决做到两个维护。", ["两个维护"]),
        ("传播社会正能量。", ["传播社会正能量"]),
        ("凝聚正能量。", ["正能量"]),
    ],
)
def test_formulations_are_exact_wordings_the_longest_first(
    table: FormulationTable, text: str, names: list[str]
) -> None:
    assert [hit.name for hit in find_formulations(text, table)] == names


@pytest.mark.parametrize(
    "text, found, right",
    [
        ("做到“二个维护”。", "二个维护", "两个维护"),
        ("推广新时代“枫侨经验”。", "枫侨经验", "枫桥经验"),
        ("对照“深、细、实、准、效”的要求。", "深、细、实、准、效", "深、实、细、准、效"),
    ],
)
def test_a_wrong_form_is_suspected_with_the_right_one(
    table: FormulationTable, text: str, found: str, right: str
) -> None:
    assert [(each.found, each.right) for each in suspect_formulations(text, table)] == [(found, right)]
