"""One character stays one character; only blanks are dropped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speeches.text.normalize import FOLD, fold, normalize, normalize_with_places
from speeches.text.traditional import TRADITIONAL_TO_SIMPLIFIED


@pytest.mark.parametrize(
    "text, normalized",
    [
        ("ＧＤＰ增长５．５％", "gdp增长5．5％"),  # width: letters and digits half, punctuation full
        ("GDP增长5.5%", "gdp增长5．5％"),
        ("R&D", "r＆d"),
        ("貫徹落實「四個意識」", "贯彻落实“四个意识”"),
        ("以後、於是、甚麽", "以后、于是、甚么"),
        ("乾坤 著作 藉慰", "乾坤著作藉慰"),  # what simplified texts write themselves stays
        ("为民\n　　造福\t。", "为民造福。"),  # blanks of all kinds
        ("党\u200b性\ufeff", "党性"),
        ("一\x00二\x1f三", "一二三"),
        ("特蕾莎•梅・某", "特蕾莎·梅·某"),
        ("\u2f00\u2f92", "一见"),  # radicals in place of characters, as some PDF writers have it
        ("Ⅲ Ω Ж", "ⅲωж"),
        ("\ud800\uffff", "\ufffd\ufffd"),
        ("二十大与20大", "二十大与20大"),  # not equated
        ("", ""),
    ],
)
def test_ways_of_writing_are_equated(text: str, normalized: str) -> None:
    assert normalize(text) == normalized


@given(st.text())
def test_folding_keeps_the_length_and_is_done_once(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert normalize(normalize(text)) == normalize(text)


@given(st.text(alphabet="党性 \n　ＡＢ。「」強a\u200b", max_size=40))
def test_every_kept_character_knows_its_place(text: str) -> None:
    kept = normalize_with_places(text)
    assert kept.text == normalize(text)
    for place in range(len(kept.text)):
        start, end = kept.original(place, place + 1)
        assert end == start + 1
        assert fold(text[start]) == kept.text[place]


def test_a_span_over_a_dropped_blank_takes_it_in() -> None:
    text = "实干\n担当"
    start, end = normalize_with_places(text).original(1, 3)
    assert text[start:end] == "干\n担"


def test_no_ascii_sign_is_left_that_an_index_could_read_as_syntax() -> None:
    left = normalize("".join(map(chr, range(128))))
    assert all(character.isalnum() or ord(character) > 127 for character in left)


def test_every_traditional_character_is_folded_to_one_that_stays() -> None:
    assert len(TRADITIONAL_TO_SIMPLIFIED) > 2500
    for traditional, simplified in TRADITIONAL_TO_SIMPLIFIED.items():
        assert len(traditional) == len(simplified) == 1
        assert fold(simplified) == simplified == fold(traditional)


def test_folding_maps_one_character_to_one_character() -> None:
    assert {len(after) for after in FOLD.values()} == {1}
