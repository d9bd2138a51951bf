# SPDX-License-Identifier: Apache-2.0
"""One entry of a feed, as plain values. Every address is absolute."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5


@dataclass(frozen=True, kw_only=True)
class Picture:
    """An entry's picture, a JPEG; its measures are pixels."""

    url: str
    width: int
    height: int
    caption: str
    credit: str


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What readers of a feed get of one thing. The words are plain text.

    `uid` stays what it is when headline, address or host change, so that nobody reads a thing twice.
    """

    uid: str
    url: str
    title: str
    summary: str
    published_at: datetime
    updated_at: datetime
    author: str
    categories: tuple[str, ...]
    picture: Picture | None = None


def uid_of(key: UUID, *names: str) -> str:
    """A name for good: of what the key stands for in all languages, told apart by the names."""
    return uuid5(key, "/".join(names)).urn
