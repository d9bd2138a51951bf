# SPDX-License-Identifier: Apache-2.0
"""A text with its tokens as Draft.js holds it, and back: each line a block, each token an entity. Pure.

The text stays what is kept (ADR 48): the editor alone knows of blocks and entities. JavaScript counts in
UTF-16 units, so a sign outside the basic plane counts twice there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from diemcau.newsroom.prose import Token, pieces

FIGURE = "FIGURE"
_UNIT = 2  # bytes of UTF-16


def raw_content(prose: str) -> dict[str, Any]:
    """A text as the editor opens it. A figure is its token until the page has filled in the number."""
    entities: dict[str, Any] = {}
    lines = prose.replace("\r\n", "\n").split("\n")
    return {"blocks": [_block(number, line, entities) for number, line in enumerate(lines)], "entityMap": entities}


def prose_of(raw: Mapping[str, Any]) -> str:
    """A text as it is kept, of whatever the editor has made of it."""
    return "\n".join("".join(_written(block, raw["entityMap"])) for block in raw["blocks"])


def _block(number: int, line: str, entities: dict[str, Any]) -> dict[str, Any]:
    text, ranges = "", []
    for piece in pieces(line):
        if isinstance(piece, str):
            text += piece
            continue
        key = len(entities)
        entities[str(key)] = _entity(piece)
        ranges.append({"offset": _units(text), "length": _units(piece.written), "key": key})
        text += piece.written
    return {
        "key": f"line{number}",  # the same at each opening: comments hold on to it
        "text": text,
        "type": "unstyled",
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": ranges,
    }


def _entity(token: Token) -> dict[str, Any]:
    return {"type": FIGURE, "mutability": "IMMUTABLE", "data": {"name": token.name, "rounded": token.rounded}}


def _written(block: Mapping[str, Any], entities: Mapping[str, Any]) -> Iterator[str]:
    text, end = block["text"].encode("utf-16-le", "surrogatepass"), 0
    for place in sorted(block["entityRanges"], key=lambda place: int(place["offset"])):
        entity = entities[str(place["key"])]
        if entity["type"] != FIGURE:
            continue
        yield _between(text, end, place["offset"])
        yield Token(name=entity["data"]["name"], rounded=entity["data"]["rounded"]).written
        end = place["offset"] + place["length"]
    yield _between(text, end, len(text) // _UNIT)


def _between(text: bytes, start: int, end: int) -> str:
    return text[start * _UNIT : end * _UNIT].decode("utf-16-le", "surrogatepass")


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // _UNIT
