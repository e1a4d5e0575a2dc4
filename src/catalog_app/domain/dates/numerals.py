"""Roman and Chinese numerals, as far as dates use them."""

import re

_ROMAN_TENS = ("", "x", "xx")
_ROMAN_UNITS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")

ROMAN = {
    ten + unit: 10 * tens + units
    for tens, ten in enumerate(_ROMAN_TENS)
    for units, unit in enumerate(_ROMAN_UNITS)
    if ten + unit
}
"""I to XXIX in small letters: months and centuries."""

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")}
_DIGITS |= {"〇": 0, "○": 0, "元": 1}
_TENS = {"十": 10, "廿": 20, "卅": 30}
_BEFORE_UNIT = re.compile(r"[零〇○一二三四五六七八九十廿卅元]{1,4}(?= ?(?:年|月|日|号|號|世))")


def with_arabic_numerals(text: str) -> str:
    """``text`` with the Chinese numerals before year, month, day and century in digits.

    Both ways of writing are read: digit by digit (一九八三) and with tens (二十一, 廿一). The first
    year of an era, 元年, is 1.
    """
    return _BEFORE_UNIT.sub(lambda match: _arabic(match[0]), text)


def _arabic(numeral: str) -> str:
    if not any(character in _TENS for character in numeral):
        return "".join(str(_DIGITS[character]) for character in numeral)
    total = 0
    for character in numeral:
        if character in _TENS:
            total = (total or 1) * _TENS[character] if character == "十" else _TENS[character]
        else:
            total += _DIGITS[character]
    return str(total)
