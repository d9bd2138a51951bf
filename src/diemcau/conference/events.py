# SPDX-License-Identifier: Apache-2.0
"""What can happen to a conference as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from diemcau.journal.events import Event, register

QueueRule = Literal["time", "rank", "cluster"]
"""In which order raised hands are called: by time; by the venue's tier, and within it in the plan's
order; or clusters in turn, those that have had the floor less often first."""


@dataclass(frozen=True, kw_only=True)
class PlannedVenue:
    """One venue as the plan had it: who sends it, how many seats, how many invited."""

    code: str
    parent: str | None
    tier: str
    seats: int
    invited: int


@dataclass(frozen=True, kw_only=True)
class PlannedItem:
    """One item of the programme; its speaker is looked up in the plan, never kept here."""

    number: int
    title: str


@dataclass(frozen=True, kw_only=True)
class PlannedDeck:
    """A deck of slides and how many pages it has: no page outside of it can be turned to."""

    deck: UUID
    pages: int


@register("plan.recorded")
@dataclass(frozen=True, kw_only=True)
class PlanRecorded(Event):
    """The plan was settled, or changed: from here on counts are held against these numbers."""

    venues: tuple[PlannedVenue, ...]
    items: tuple[PlannedItem, ...]
    decks: tuple[PlannedDeck, ...] = ()
    queue_rule: QueueRule = "time"


@register("conference.opened")
@dataclass(frozen=True, kw_only=True)
class ConferenceOpened(Event):
    """The chair opened the conference."""


@register("item.started")
@dataclass(frozen=True, kw_only=True)
class ItemStarted(Event):
    """An item of the programme began; the one before it ended."""

    item: int


@register("conference.closed")
@dataclass(frozen=True, kw_only=True)
class ConferenceClosed(Event):
    """The chair closed the conference; the board as of this entry is the record."""
