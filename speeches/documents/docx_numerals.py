"""Word's number formats (w:numFmt, ECMA-376 Part 1 §17.18.59): a count as Word prints it.

Where the standard is silent the forms are those Word 16 draws: chineseCounting writes digits from 100 on (一○一),
chineseCountingThousand spells out (一百〇一), japaneseCounting says 百一. Formats not listed here print as decimals.
"""

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_FORMAL_SIMPLIFIED = "零壹贰叁肆伍陆柒捌玖"
_FORMAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
# Beyond these Word itself gives up its own forms.
_SPELLED_MAX = 999_999
_ROMAN_MAX = 32_767
_LETTERS_MAX = 780


def format_number(number: int, number_format: str) -> str:
    """`number` (0 and up) in a w:numFmt; `none` and `bullet` print nothing."""
    return _FORMATS.get(number_format, str)(number)


def _spelled(number: int, digits: str, units: str) -> str:
    """`digits` zero to nine, `units` ten, hundred, thousand and ten thousand: 1010 is 一千〇一十."""
    if not 0 < number <= _SPELLED_MAX:
        return digits[0] if number == 0 else str(number)
    upper, lower = divmod(number, 10_000)
    if not upper:
        return _spelled_group(lower, digits, units)
    gap = digits[0] if 0 < lower < 1000 else ""
    return _spelled_group(upper, digits, units) + units[3] + gap + _spelled_group(lower, digits, units)


def _spelled_group(number: int, digits: str, units: str) -> str:
    text = ""
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            text += digits[digit] + (units[place - 1] if place else "")
        elif text and not text.endswith(digits[0]):
            text += digits[0]
    return text.rstrip(digits[0])


def _counting_thousand(number: int) -> str:
    text = _spelled(number, _DIGITS, "十百千万")
    return text.removeprefix("一") if text.startswith("一十") else text


def _counting(number: int) -> str:
    return _counting_thousand(number) if number < 100 else _digits(number, "○一二三四五六七八九")


def _japanese(number: int) -> str:
    if not 0 < number <= _SPELLED_MAX:
        return "〇" if number == 0 else str(number)
    upper, lower = divmod(number, 10_000)
    text = (_spelled(upper, _DIGITS, "十百千万") + "万") if upper else ""
    for place, unit in ((3, "千"), (2, "百"), (1, "十"), (0, "")):
        digit = lower // 10**place % 10
        if digit:
            text += ("" if digit == 1 and unit else _DIGITS[digit]) + unit
    return text


def _digits(number: int, digits: str) -> str:
    return "".join(digits[int(digit)] for digit in str(number))


def _from_row(row: str) -> Callable[[int], str]:
    """The n-th character of `row`; a decimal past its end, as Word does."""
    return lambda number: row[number - 1] if 0 < number <= len(row) else str(number)


def _characters(first: str, count: int) -> str:
    return "".join(chr(ord(first) + offset) for offset in range(count))


def _roman(number: int) -> str:
    if not 0 < number <= _ROMAN_MAX:
        return str(number)
    text = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        text += letters * times
    return text


def _letters(number: int) -> str:
    """a to z, then aa, bb … zz, aaa …: Word repeats the letter."""
    if not 0 < number <= _LETTERS_MAX:
        return str(number)
    times, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (times + 1)


def _sexagenary(number: int) -> str:
    return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12] if 0 < number <= 60 else str(number)


_FORMATS: dict[str, Callable[[int], str]] = {
    "none": lambda number: "",
    "bullet": lambda number: "",
    "decimalZero": lambda number: f"{number:02d}",
    "numberInDash": lambda number: f"- {number} -",
    "decimalFullWidth": lambda number: _digits(number, "０１２３４５６７８９"),
    "decimalFullWidth2": lambda number: _digits(number, "０１２３４５６７８９"),
    "decimalEnclosedCircle": _from_row(_characters("①", 20)),
    "decimalEnclosedCircleChinese": _from_row(_characters("①", 20)),
    "decimalEnclosedParen": _from_row(_characters("⑴", 20)),
    "decimalEnclosedFullstop": _from_row(_characters("⒈", 20)),
    "ideographEnclosedCircle": _from_row(_characters("㊀", 10)),
    "ideographTraditional": _from_row(_STEMS),
    "ideographZodiac": _from_row(_BRANCHES),
    "ideographZodiacTraditional": _sexagenary,
    "ideographDigital": lambda number: _digits(number, _DIGITS),
    "japaneseDigitalTenThousand": lambda number: _digits(number, _DIGITS),
    "taiwaneseDigital": lambda number: _digits(number, "○一二三四五六七八九"),
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "chineseCountingThousand": _counting_thousand,
    "taiwaneseCountingThousand": _counting_thousand,
    "japaneseCounting": _japanese,
    "chineseLegalSimplified": lambda number: _spelled(number, _FORMAL_SIMPLIFIED, "拾佰仟万"),
    "ideographLegalTraditional": lambda number: _spelled(number, _FORMAL_TRADITIONAL, "拾佰仟萬"),
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
}
