"""Where a cell stands: columns as Excel names them, and as they are counted."""

from __future__ import annotations

from functools import lru_cache


def letters(place: int) -> str:
    """0 -> `A`, 26 -> `AA`, as Excel names its columns."""
    text = ""
    number = place + 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


@lru_cache(1 << 15)
def column_of(text: str) -> int:
    """`A` -> 0, `AA` -> 26. Raises `ValueError` for what names no column of Excel."""
    if not (text.isascii() and text.isalpha() and len(text) < 4):
        raise ValueError("no column is called so")
    number = 0
    for letter in text.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
