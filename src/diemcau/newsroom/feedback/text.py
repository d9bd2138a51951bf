# SPDX-License-Identifier: Apache-2.0
"""What a reader typed, as plain text. Pure."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from diemcau.lib.vietnamese import fold

_MANY_LINES = re.compile(r"\n{3,}")
_LETTERS_OF_CONTROL = {"Cc", "Cf", "Cs", "Co"}


def plain(text: str) -> str:
    """Composed text with its line breaks and nothing else that isn't seen: no control, no turning of direction."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    seen = "".join(c for c in lines if c == "\n" or unicodedata.category(c) not in _LETTERS_OF_CONTROL)
    return _MANY_LINES.sub("\n\n", seen).strip()


def digest_of(name: str, message: str) -> str:
    """The same for the same words, however they are spaced and spelled."""
    return hashlib.sha256(f"{fold(name)}\n{fold(message)}".encode()).hexdigest()
