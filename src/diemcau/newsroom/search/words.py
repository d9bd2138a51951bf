# SPDX-License-Identifier: Apache-2.0
"""Words as the search compares them, and the places in a text where they stand. Pure.

A word is letters and digits after folding: no marks, no case, đ as d. Index and question go through
the same function, so that both databases see nothing but plain words and no sign of a query language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from diemcau.lib.vietnamese import fold

MOST_TYPED = 200
MOST_WORDS = 16
_FOLDED_WORD = re.compile(r"[^\W_]+")
# Marks that no letter is composed with stand by themselves, even after NFC.
_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
_BEFORE, _EXCERPT = 10, 42
_HEADLINE_PHRASE, _HEADLINE_WORDS, _TEXT_PHRASE, _TEXT_WORDS = range(4)


@dataclass(frozen=True, kw_only=True)
class Question:
    """What somebody looks for. `is_shortened`: more was typed than is looked for."""

    typed: str
    words: tuple[str, ...]
    is_shortened: bool

    @property
    def phrase(self) -> str:
        """The words as typed, one after the other."""
        return " ".join(self.words)


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A stretch of a text, found or not."""

    text: str
    is_found: bool


def words_of(text: str) -> list[str]:
    """The words of a text, folded, in their order."""
    return _FOLDED_WORD.findall(fold(text))


def searchable(*texts: str) -> str:
    """What the index keeps of texts."""
    return " ".join(word for text in texts for word in words_of(text))


def question_of(typed: str) -> Question:
    """Read what was typed, whatever it is: nothing of it is ever a command."""
    shown = "".join(c for c in typed[:MOST_TYPED] if c.isprintable())
    words = words_of(shown)
    is_shortened = len(typed) > MOST_TYPED or len(words) > MOST_WORDS
    return Question(typed=shown, words=tuple(words[:MOST_WORDS]), is_shortened=is_shortened)


def closeness(question: Question, title: str, *, has_phrase: bool) -> int:
    """How well a page answers, 0 is best: phrase in the headline, words there, phrase in the text, words there."""
    in_title = words_of(title)
    if _holds(in_title, question.words):
        return _HEADLINE_PHRASE
    if set(question.words) <= set(in_title):
        return _HEADLINE_WORDS
    return _TEXT_PHRASE if has_phrase else _TEXT_WORDS


def highlighted(text: str, words: Collection[str]) -> list[Piece]:
    """A text in pieces, its marks kept; found words with nothing but a space between them are one piece."""
    parts = list(_parts(unicodedata.normalize("NFC", text), frozenset(words)))
    marks = [False, *(is_found for _, is_found in parts), False]
    found = [
        (part, is_found or (part == " " and marks[number] and marks[number + 2]))
        for number, (part, is_found) in enumerate(parts)
    ]
    grouped = groupby(found, key=itemgetter(1))
    return [Piece(text="".join(part for part, _ in run), is_found=is_found) for is_found, run in grouped]


def excerpt(text: str, words: Collection[str]) -> str:
    """The stretch of a text around the place where most of the words stand first; its beginning if none do."""
    tokens = unicodedata.normalize("NFC", text).split()
    wanted = frozenset(words)
    found = [not wanted.isdisjoint(words_of(token)) for token in tokens]
    start = max(0, _densest(found) - _BEFORE)
    chosen = " ".join(tokens[start : start + _EXCERPT])
    return f"{'… ' if start else ''}{chosen}{' …' if start + _EXCERPT < len(tokens) else ''}"


def _holds(words: Sequence[str], phrase: Sequence[str]) -> bool:
    return f" {' '.join(phrase)} " in f" {' '.join(words)} "


def _parts(text: str, words: frozenset[str]) -> Iterator[tuple[str, bool]]:
    end = 0
    for match in _WORD.finditer(text):
        if match.start() > end:
            yield text[end : match.start()], False
        folded = words_of(match[0])
        yield match[0], bool(folded) and words.issuperset(folded)
        end = match.end()
    if end < len(text):
        yield text[end:], False


def _densest(found: Sequence[bool]) -> int:
    """Where the stretch of an excerpt's length begins that has most found words; the earliest of the best."""
    starts = [number for number, is_found in enumerate(found) if is_found]
    return max(starts, key=lambda start: (sum(found[start : start + _EXCERPT - _BEFORE]), -start), default=0)
