# SPDX-License-Identifier: Apache-2.0
"""What a report is made of, in whatever language."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from diemcau.outcome.figures import Figure
from diemcau.outcome.outcome import Guest, ItemOutcome, Outcome

MOST_SPEAKING_VENUES = 8
Block = tuple[str, Any]


@dataclass(frozen=True, kw_only=True)
class Report:
    """An article before it is a page. `blocks` are (type, value) of the page's body."""

    headline: str
    closed_at: datetime
    lead: str
    blocks: tuple[Block, ...]
    byline: str
    source: str
    figures: tuple[Figure, ...]

    @property
    def digest(self) -> str:
        """Of the prose alone: the figures are apart."""
        return prose_digest(self.headline, self.lead, self.blocks)


@dataclass(frozen=True, kw_only=True, slots=True)
class Telling:
    """How one language tells what is true; the same in all is `composing`'s.

    `guests_came` stands above the guests of honour, `attendance` below them, or alone where none came;
    `discussion` is given the venues that spoke, in the order of their first turns.
    """

    headline: Callable[[Outcome], str]
    lead: Callable[[Outcome, tzinfo], str]
    guests_came: str
    guest_post: Callable[[Guest], str]
    attendance: Callable[[Outcome], str]
    discussion: Callable[[Outcome, Sequence[str]], str]
    aim: Callable[[Outcome], str]
    source: Callable[[Outcome], str]
    item_title: Callable[[ItemOutcome], str]
    item_post: Callable[[ItemOutcome], str]
    presented: str
    from_the_venues: str
    purpose: str


def prose_digest(headline: str, lead: str, blocks: Sequence[Block]) -> str:
    """SHA-256 of an article's words, hexadecimal: tells whether somebody edited them."""
    words = json.dumps([headline, lead, [list(block) for block in blocks]], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(words.encode()).hexdigest()


def named(*parts: str) -> str:
    """A name and what is known of it: `Phạm S, Phó Chủ tịch UBND tỉnh`."""
    return ", ".join(part for part in parts if part)


def listed(parts: Sequence[str], conjunction: str) -> str:
    """`a, b and c`, with the language's own word."""
    return f"{', '.join(parts[:-1])} {conjunction} {parts[-1]}" if len(parts) > 1 else "".join(parts)


def who_came(outcome: Outcome) -> Iterator[Guest]:
    """The guests whom a report may name, in the order of introduction."""
    return (guest for guest in outcome.guests if guest.came)
