# SPDX-License-Identifier: Apache-2.0
"""What a page tells machines about itself, as plain values. Every address is absolute."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture as it is served; its measures are pixels."""

    url: str
    width: int
    height: int
    caption: str = ""
    credit: str = ""
    alt: str = ""


@dataclass(frozen=True, kw_only=True)
class Publisher:
    """Whose portal it is."""

    name: str
    url: str
    logo: str


@dataclass(frozen=True, kw_only=True)
class Author:
    """Who signs: a person, or an office."""

    name: str
    kind: Literal["Person", "Organization"]


@dataclass(frozen=True, kw_only=True)
class Guest:
    """Who took part by name, and as what."""

    name: str
    post: str


@dataclass(frozen=True, kw_only=True)
class Gathering:
    """The conference that an article is about; `ends_at` is None where the record didn't write the article."""

    name: str
    organiser: str
    starts_at: datetime
    ends_at: datetime | None
    place: str
    address: str
    guests: tuple[Guest, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A chapter of the film, from and to so many seconds after its start."""

    title: str
    url: str
    from_s: int
    to_s: int


@dataclass(frozen=True, kw_only=True)
class Footage:
    """The film of a conference."""

    url: str
    poster: str
    lasts_s: int
    scenes: tuple[Scene, ...]


@dataclass(frozen=True, kw_only=True)
class Correction:
    """What was put right, and when."""

    text: str
    made_at: datetime
    url: str


@dataclass(frozen=True, kw_only=True)
class Translation:
    """The same page in another language."""

    language: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Step:
    """One page on the way from the front to this one."""

    title: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """What every page of the portal says of itself.

    `original` is None where the page itself is the original, the times where nobody published it by a revision.
    """

    url: str
    title: str
    description: str
    language: str
    published_at: datetime | None
    modified_at: datetime | None
    publisher: Publisher
    path: tuple[Step, ...]
    original: Translation | None = None
    translations: tuple[Translation, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Article:
    """A news article; the first picture leads."""

    leaf: Leaf
    section: str
    author: Author
    pictures: tuple[Picture, ...] = ()
    gathering: Gathering | None = None
    footage: Footage | None = None
    corrections: tuple[Correction, ...] = ()
