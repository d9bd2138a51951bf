# SPDX-License-Identifier: Apache-2.0
"""Vietnamese text as keys: for matching, for searching, for order.

Owns how two spellings of one name are recognised and how names are put in order. Knows no
database: the keys are plain ASCII, so that every database compares them alike.
"""

from __future__ import annotations

import re
import unicodedata

_TONES = {"\u0300": 2, "\u0309": 3, "\u0303": 4, "\u0301": 5, "\u0323": 6}  # huyền hỏi ngã sắc nặng; ngang is 1
_LEVEL = 1
_APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼ`´ʹ′"), "'")
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_SPACE, _PUNCTUATION, _DIGIT, _LETTER, _OTHER = 10, 11, 20, 30, 90
_END = "0"
_FOREIGN_MARK = 1
_STRUCK_B, _AFTER_ALL_LETTERS = "ƀ", 7
# What stands for đ in text that came through old encodings: it looks the same, and is another letter.
_TWINS = str.maketrans({"ð": "đ", "ɖ": "đ"})
_STROKES = str.maketrans({"đ": "d", "ƀ": "b"})
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_LETTERS = re.compile(r"[^\W\d_]+")


def tidy(text: str) -> str:
    """Text as it is to be kept: composed (NFC), single spaces, none around, nothing invisible."""
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


def fold(text: str) -> str:
    """The search form: no case, no marks, đ as d, single spaces, one kind of apostrophe.

    Idempotent, and the same for composed and decomposed input.
    """
    bare = unicodedata.normalize("NFKD", _lowered(text))
    return " ".join("".join(c for c in bare if not unicodedata.combining(c)).translate(_STROKES).split())


def spelling_key(text: str) -> str:
    """The matching form: like `fold`, but marks count; where in a syllable the tone stands doesn't.

    `hòa` and `hoà` are one spelling, `hà` and `hạ` are two.
    """
    syllables = (_letters_and_tone(word) for word in _lowered(text).split())
    return " ".join(f"{letters}{tone}" for letters, tone in syllables)


def sort_key(text: str) -> str:
    """Digits that order texts as a Vietnamese dictionary does.

    Letters decide first (a ă â b c d đ e ê …), tones only between equal letters (ngang,
    huyền, hỏi, ngã, sắc, nặng). Where in a syllable the tone stands doesn't count, and letters of
    the highlands' languages (ŏ, č, ñ, ƀ) stand after those that they are made from.
    Source: the Vietnamese collation of the Unicode CLDR, which the tests hold it against.
    """
    syllables = [_sorted_letters_and_tone(word) for word in _lowered(text).split()]
    letters = " ".join(letters for letters, _ in syllables)
    tones = "".join(str(tone) for _, tone in syllables)
    return "".join(map(_weight, letters)) + _END + tones + _END


def name_sort_key(full_name: str) -> str:
    """Digits that order people as Vietnamese lists do.

    By given name (the last word) first, then by family and middle names from left to right.
    """
    *before, given = full_name.split() or [""]
    return sort_key(given) + sort_key(" ".join(before))


def name_from_capitals(name: str) -> str:
    """A name in running case when it came in capitals, otherwise as it came: K’HÀ is K’Hà."""
    return _running(name) if name.isupper() else name


def name_from_small_letters(name: str) -> str:
    """A name in running case when it came without any capital, otherwise as it came."""
    return _running(name) if name.islower() else name


def _running(name: str) -> str:
    composed = unicodedata.normalize("NFC", name)
    return " ".join(_LETTERS.sub(lambda run: run[0][0].title() + run[0][1:].lower(), composed).split())


def _lowered(text: str) -> str:
    # NFKC first: casefolding decomposed text leaves marks in an order of their own.
    composed = unicodedata.normalize("NFKC", text).translate(_APOSTROPHES)
    lowered = unicodedata.normalize("NFKC", composed.casefold()).translate(_APOSTROPHES).translate(_TWINS)
    return _INVISIBLE.sub("", lowered)


def _letters_and_tone(syllable: str) -> tuple[str, int]:
    marks = unicodedata.normalize("NFD", syllable)
    tone = next((_TONES[c] for c in marks if c in _TONES), _LEVEL)
    return unicodedata.normalize("NFC", "".join(c for c in marks if c not in _TONES)), tone


def _sorted_letters_and_tone(syllable: str) -> tuple[str, int]:
    """The letters of the alphabet that a syllable is sorted by, and the weight of its marks."""
    letters, tone = _letters_and_tone(syllable)
    sorted_by = "".join(letter if letter in _ALPHABET else _base_of(letter) for letter in letters)
    return sorted_by, tone if sorted_by == letters else max(_TONES.values()) + _FOREIGN_MARK


def _base_of(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0]
    return base if base in _ALPHABET else letter


def _weight(character: str) -> str:
    place = _ALPHABET.find(character)
    if place >= 0:
        return str(_LETTER + place)
    if character == _STRUCK_B:
        return f"{_weight('b')}{_AFTER_ALL_LETTERS}"
    if character == " ":
        return str(_SPACE)
    if character.isascii() and character.isdigit():
        return str(_DIGIT + int(character))
    if not character.isalnum():
        return str(_PUNCTUATION)
    return f"{_OTHER}{ord(character):07}"
