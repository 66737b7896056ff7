"""Each number format prints what Word prints."""

import pytest

from speeches.documents.docx_numerals import format_number


@pytest.mark.parametrize("number_format, expected", [
    ("decimal", {0: "0", 1: "1", 101: "101"}),
    ("decimalZero", {1: "01", 10: "10", 100: "100"}),
    ("decimalFullWidth", {1: "１", 10: "１０", 101: "１０１"}),
    ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21"}),
    ("decimalEnclosedCircleChinese", {1: "①", 10: "⑩"}),
    ("decimalEnclosedParen", {1: "⑴", 20: "⒇"}),
    ("decimalEnclosedFullstop", {1: "⒈", 20: "⒛"}),
    ("ideographEnclosedCircle", {1: "㊀", 10: "㊉", 11: "11"}),
    ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 100: "一○○", 101: "一○一"}),
    ("taiwaneseCounting", {10: "十", 101: "一○一"}),
    ("chineseCountingThousand", {1: "一", 10: "十", 19: "十九", 20: "二十", 100: "一百", 101: "一百〇一"}),
    ("chineseCountingThousand", {110: "一百一十", 1001: "一千〇一", 1010: "一千〇一十", 10000: "一万"}),
    ("chineseCountingThousand", {10001: "一万〇一", 100000: "十万", 1000000: "1000000"}),
    ("taiwaneseCountingThousand", {12: "十二"}),
    ("japaneseCounting", {1: "一", 10: "十", 11: "十一", 100: "百", 101: "百一", 1111: "千百十一", 20000: "二万"}),
    ("ideographDigital", {1: "一", 10: "一〇", 11: "一一", 101: "一〇一"}),
    ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 11: "壹拾壹", 101: "壹佰零壹"}),
    ("ideographLegalTraditional", {2: "貳", 12: "壹拾貳"}),
    ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
    ("ideographZodiac", {1: "子", 12: "亥", 13: "13"}),
    ("ideographZodiacTraditional", {1: "甲子", 60: "癸亥", 61: "61"}),
    ("upperRoman", {1: "I", 4: "IV", 9: "IX", 14: "XIV", 1994: "MCMXCIV", 0: "0"}),
    ("lowerRoman", {3: "iii"}),
    ("upperLetter", {1: "A", 26: "Z", 27: "AA", 28: "BB", 53: "AAA"}),
    ("lowerLetter", {2: "b"}),
    ("none", {1: ""}),
    ("bullet", {1: ""}),
    ("numberInDash", {1: "- 1 -"}),
    ("vietnameseCounting", {3: "3"}),                    # what is not listed prints as a decimal
])  # fmt: skip
def test_number_formats(number_format, expected):
    assert {number: format_number(number, number_format) for number in expected} == expected


@pytest.mark.parametrize("number_format", ["chineseCountingThousand", "japaneseCounting", "chineseLegalSimplified"])
def test_spelled_numbers_are_all_different(number_format):
    assert len({format_number(number, number_format) for number in range(1, 3000)}) == 2999
