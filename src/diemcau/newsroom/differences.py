# SPDX-License-Identifier: Apache-2.0
"""What changed between two texts, word by word. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal

_WORDS = re.compile(r"\s+|\S+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """Words that stayed, came or went."""

    kind: Literal["same", "ins", "del"]
    text: str


Line = tuple[Piece, ...]


def changes(old: Sequence[str], new: Sequence[str]) -> list[Line]:
    """Two lists of paragraphs as one, in the order of the new, each with its pieces. Unchanged ones stay whole."""
    lines: list[Line] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            lines += [(Piece(kind="same", text=text),) for text in new[c:d]]
        else:
            pairs = zip_longest(old[a:b], new[c:d], fillvalue="")
            lines += [word_changes(before, after) for before, after in pairs]
    return lines


def word_changes(old: str, new: str) -> Line:
    """One paragraph against another."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    pieces: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece(kind="same", text="".join(after[c:d])))
            continue
        if b > a:
            pieces.append(Piece(kind="del", text="".join(before[a:b])))
        if d > c:
            pieces.append(Piece(kind="ins", text="".join(after[c:d])))
    return tuple(pieces)
