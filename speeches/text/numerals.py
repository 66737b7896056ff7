"""Read a number as Chinese texts print it: 二十一, 贰, 21, ２１, ㉑, Ⅳ, iv.

Whole numbers from 1 to 9999 only; anything else is no number and is never guessed.
"""

import re
import unicodedata

HAN = "一二三四五六七八九十百千零〇两"
"""Characters that a Han numeral in a marker is made of."""

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾", "一二三四五六七八九十")
_UNITS = {"十": 10, "百": 100, "千": 1000}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_ROMAN_SHAPE = re.compile(r"(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_LARGEST = 9999


def parse_numeral(text: str) -> int | None:
    """Return the number that `text` prints, or None where it is not exactly one number from 1 to 9999."""
    plain = unicodedata.normalize("NFKC", text).strip("() .").translate(_FORMAL)
    if plain.isascii() and plain.isdigit():
        value = int(plain) if len(plain) <= len(str(_LARGEST)) else 0
    elif plain and set(plain) <= set(HAN):
        value = _han(plain)
    else:
        value = _roman(plain.upper())
    return value if 1 <= value <= _LARGEST else None


def _han(text: str) -> int:
    """二十一 → 21, 一百零三 → 103, 二〇二四 → 2024; 0 where the characters make no number."""
    if not any(character in _UNITS for character in text):
        if len(text) > 1 and "〇" not in text and "零" not in text:
            return 0  # 三四 means "three or four"
        return int("".join(str(_DIGITS[character]) for character in text)) if len(text) <= len(str(_LARGEST)) else 0
    total, digit, last_unit = 0, 0, _LARGEST + 1
    for character in text:
        if character in _UNITS:
            unit = _UNITS[character]
            if unit >= last_unit or (digit == 0 and total and unit != 10):
                return 0
            total += (digit or 1) * unit
            digit, last_unit = 0, unit
        elif digit:
            return 0
        else:
            digit = _DIGITS[character]
    return total + digit


def _roman(text: str) -> int:
    """XIV → 14; 0 for anything else."""
    if not text or not _ROMAN_SHAPE.fullmatch(text):
        return 0
    values = [_ROMAN[letter] for letter in text]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))
