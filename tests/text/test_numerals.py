"""Numbers as markers print them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speeches.text.numerals import parse_numeral


@pytest.mark.parametrize(
    "printed, value",
    [
        ("一", 1), ("二", 2), ("两", 2), ("十", 10), ("十一", 11), ("二十", 20), ("二十七", 27), ("九十九", 99),
        ("一百零三", 103), ("二〇二四", 2024), ("贰", 2), ("拾", 10), ("1", 1), ("12", 12), ("３", 3), ("１４", 14),
        ("①", 1), ("⑳", 20), ("⑴", 1), ("⒈", 1), ("㈢", 3), ("Ⅰ", 1), ("Ⅳ", 4), ("XIV", 14), ("ix", 9),
    ],
)  # fmt: skip
def test_numbers_are_read_in_every_print(printed: str, value: int) -> None:
    assert parse_numeral(printed) == value


@pytest.mark.parametrize(
    "printed", ["", "三四", "十十", "一十百", "零", "0", "00000", "12345", "甲", "1.5", "一二三", "IIII", "二三百"]
)
def test_what_is_no_number_is_not_guessed(printed: str) -> None:
    assert parse_numeral(printed) is None


@given(st.text(max_size=12))
def test_any_text_is_answered(text: str) -> None:
    value = parse_numeral(text)
    assert value is None or 1 <= value <= 9999
