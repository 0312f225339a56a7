"""Vietnamese person names: how they are stored, searched, taken apart and put in order.

Lists of people run by given name, then middle name, then family name, in the order of the Vietnamese
alphabet. SQLite knows no such order and the one of PostgreSQL depends on how it was built, so the order is
stored: `sort_key` and `collation_key` give plain ASCII text that sorts the same everywhere, bytewise (SQLite
BINARY, PostgreSQL COLLATE "C").

The order is that of ICU for `vi` (`Intl.Collator('vi')`) at its default strength. It is exact for the letters
of Latin-1 and Latin Extended-A, every Vietnamese letter in any Unicode form, digits, and the usual signs.
Compatibility forms (`…`, `²`, full-width letters) sort as what they stand for; other scripts come after z, by
code point. ICU contradicts itself over a horn with a circumflex, which no Vietnamese letter has.

A key has three fields, weighed one after the other: letters, tones, case. `Đỗ` is `d|o|!003!1`:

    letters  a plain letter or digit is itself, `a| a} d| e| o| o} u|` are ă â đ ê ô ơ ư, `-` is a space,
             `.x` a sign, `/…` a rare sign, `{…` any other letter
    tones    0 for each letter, then 1 to 5 for huyền, hỏi, ngã, sắc, nặng, A and on for other marks
    case     0 small, 1 capital, 0 for a mark; both fields go without their end zeros
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

_CACHED_WORDS = 1 << 14  # all the syllables of Vietnamese names in three cases fit several times over

_BREVE, _CIRCUMFLEX, _HORN = "\u0306", "\u0302", "\u031b"
_SHAPED = {
    "a" + _BREVE: "a|",
    "a" + _CIRCUMFLEX: "a}",
    "e" + _CIRCUMFLEX: "e|",
    "o" + _CIRCUMFLEX: "o|",
    "o" + _HORN: "o}",
    "u" + _HORN: "u|",
}

# Control signs but blanks, half characters, and marks of width and direction.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_BLANKS = "\t\n\v\f\r"
_DASHES = "-\u2010\u2012\u2013\u2014\u2015"  # hyphens, en dash, em dash, bar
_SIGNS = f"_{_DASHES},;:!¡?¿.·'\u2039\u203a\"«»()[]{{}}§¶@*/\\&#%‰†‡•`^°©®←→+±÷\u00d7<=>¬|¦~\u2044≤≥¤¢$£¥₫€"
_PLACES = {
    **{letter: letter for letter in "0123456789abcdefghijklmnopqrstuvwxyz"},
    **{blank: "," + chr(ord("0") + rank) for rank, blank in enumerate(_BLANKS)},
    **{sign: "." + chr(ord("0") + rank) for rank, sign in enumerate(_SIGNS)},
} | {"đ": "d|", "\u0131": "i|", "ŋ": "n|", "ĸ": "q|", "ŧ": "t|", "þ": "z|", " ": "-", "": ""}

_TONES = "\u0300\u0309\u0303\u0301\u0323"
_OTHER_MARKS = (
    "\u0306\u0302\u030c\u030a\u0308\u030b\u0307\u0338\u0327\u0328\u0304\u0335\u030f\u0311"
    "\u031b\u0324\u0325\u0326\u032d\u032e\u0330\u0331\u0361\u0363\u0364\u0365"
)
_MARKS = {
    **{tone: chr(ord("1") + rank) for rank, tone in enumerate(_TONES)},
    **{mark: chr(ord("A") + rank) for rank, mark in enumerate(_OTHER_MARKS)},
}

# Letters and quotes that ICU weighs as a simpler one with a mark: u0338 and u0335 are the true strokes; u0361
# and u0363 to u0365 stand in for weights that have no mark of their own.
_SMALL_SPELT_OUT = {
    "ø": "o\u0338",
    "ł": "l\u0335",
    "ħ": "h\u0335",
    "ð": "d\u0361",
    "æ": "a\u0361e",
    "œ": "o\u0361e",
    "ß": "s\u0361s",
}
_SPELT_OUT = str.maketrans(
    _SMALL_SPELT_OUT
    | {"ẞ" if small == "ß" else small.upper(): spelt.upper() for small, spelt in _SMALL_SPELT_OUT.items()}
    | {"\u2018": "'\u0363", "\u2019": "'\u0364", "\u201a": "'\u0365"}
    | {"\u201c": '"\u0363', "\u201d": '"\u0364', "\u201e": '"\u0365'}
)
_LETTER_AND_MARKS = re.compile("([^\u0300-\u036f]?)([\u0300-\u036f]*)", re.DOTALL)

# Đ is no D with a mark, so removing accents leaves it; Ð (eth) is what old fonts and converters put for it.
_FOLDED = str.maketrans({"đ": "d", "ð": "d", "ø": "o", "ł": "l", "ħ": "h", "æ": "ae", "œ": "oe", "\u0131": "i"})


class Name(NamedTuple):
    """The parts of a full name; a part that is not there is an empty text."""

    family: str
    middle: str
    given: str


class _Weights(NamedTuple):
    """The three fields of the key of one word, end zeros included."""

    letters: str
    tones: str
    case: str


def nfc(text: str) -> str:
    """The text as it is stored: one code point for each accented letter, single spaces, none at the ends."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return " ".join(unicodedata.normalize("NFC", visible(text)).split())


def visible(text: str) -> str:
    """The text without the signs that nobody sees: some make two names look alike, some no database can hold."""
    return _UNSEEN.sub("", text)


def search_text(*parts: str | None) -> str:
    """What a clerk may type for these texts: lower case, no accents, `d` for `đ`, a space for punctuation."""
    words = (word for part in parts if part for word in part.split())
    return " ".join(folded for word in words if (folded := _folded(word)))


def split_name(full: str) -> Name:
    """The family name is the first word, the given name the last; a single word is a given name."""
    words = nfc(full).split(" ")
    return Name(family=words[0] if len(words) > 1 else "", middle=" ".join(words[1:-1]), given=words[-1])


def sort_key(full_name: str) -> str:
    """The place of a person in a list: by given name, then middle name, then family name."""
    name = split_name(full_name)
    return f"{collation_key(name.given)}!{collation_key(name.middle)}!{collation_key(name.family)}"


def collation_key(text: str) -> str:
    """The place of a plain text (the name of a unit, a label) in Vietnamese alphabetical order."""
    words = [_weights(word) for word in text.split(" ")]
    letters = "-".join(word.letters for word in words)
    tones, case = _over_spaces(word.tones for word in words), _over_spaces(word.case for word in words)
    return f"{letters}!{tones}!{case}"


def _over_spaces(fields: Iterable[str]) -> str:
    """One field over several words. Between texts of the same letters its end zeros decide nothing."""
    return "0".join(fields).rstrip("0")


@lru_cache(maxsize=_CACHED_WORDS)
def _folded(word: str) -> str:
    """One word without accents; several words when there is punctuation inside."""
    plain = unicodedata.normalize("NFKD", word).casefold().translate(_FOLDED)
    kept = (char for char in plain if unicodedata.category(char) not in ("Mn", "Cf"))
    return " ".join("".join(char if char.isalnum() else " " for char in kept).split())


@lru_cache(maxsize=_CACHED_WORDS)
def _weights(word: str) -> _Weights:
    spelt_out = unicodedata.normalize("NFKD", word).translate(_SPELT_OUT)
    weights = [_letter_weights(letter, marks) for letter, marks in _LETTER_AND_MARKS.findall(spelt_out)]
    return _Weights(*("".join(field) for field in zip(*weights, strict=True)))


def _letter_weights(letter: str, marks: str) -> _Weights:
    """The weights of a letter and its marks; there may be marks alone, and a character of no weight."""
    place, tones = _place(letter.lower(), marks)
    tone_field = "".join(_MARKS.get(mark, "~") for mark in tones)
    if not place:
        return _Weights("", tone_field, "0" * len(tones))
    return _Weights(place, "0" + tone_field, ("1" if letter.isupper() else "0") + "0" * len(tones))


def _place(letter: str, marks: str) -> tuple[str, str]:
    """The place of a letter in the alphabet, and those of its marks that do not make it another letter.

    In `ậ` the dot stands before the circumflex, and still the letter is â. Only a mark on the same side of
    the letter comes between: an acute before a circumflex leaves the letter a, as Unicode has it.
    """
    for at, mark in enumerate(marks):
        shaped = _SHAPED.get(letter + mark)
        if shaped and unicodedata.combining(mark) not in map(unicodedata.combining, marks[:at]):
            return shaped, marks[:at] + marks[at + 1 :]
    return _PLACES[letter] if letter in _PLACES else _place_by_code_point(letter), marks


def _place_by_code_point(char: str) -> str:
    """Signs not listed come after those that are, other letters after z; control characters have no place."""
    category = unicodedata.category(char)
    if category in ("Cc", "Cf"):
        return ""
    return f"{'/' if category[0] in 'PSZ' else '{'}{ord(char):05x}"
