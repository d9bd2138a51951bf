# SPDX-License-Identifier: Apache-2.0
"""The shape of an outcome: plain values, ready to be laid out as paper or page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from diemcau.outcome.chronicle import Incident, Loss, Turn
from diemcau.outcome.counts import Counts, Status
from diemcau.outcome.stays import Stay
from diemcau.outcome.tally import Tally


@dataclass(frozen=True, kw_only=True, slots=True)
class Seal:
    """Which state of the journal the outcome holds at: the last entry's number and hash (hex)."""

    seq: int
    head: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Attendee:
    """An invited person and what the roll call says of them.

    `substitute` names who sat in their place; `noted_at` is None for people never marked. `stay`
    is None for whoever wasn't there, nor anybody in their place.
    """

    uuid: UUID
    name: str
    organisation: str
    post: str
    status: Status
    substitute: str | None = None
    noted_at: datetime | None = None
    stay: Stay | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Guest:
    """A guest of honour: introduced by name, and not on the roll.

    `status` is None when no guest at all was marked: then nobody asked who of them came.
    """

    name: str
    organisation: str
    post: str
    post_en: str = ""
    status: Status | None = None
    substitute: str | None = None

    @property
    def came(self) -> bool:
        """Whether a report may name them among those who took part."""
        return self.status in {None, "present"}


@dataclass(frozen=True, kw_only=True, slots=True)
class VenueOutcome:
    """One venue with its numbers and, in Vietnamese order of names, its people.

    `cluster` is the code of the venue's ancestor just below the hub, its own at the top;
    `took_part` means that its line was up during the conference or that somebody was counted there;
    `received` is the time in which its player proved to receive picture and sound.
    """

    code: str
    name: str
    tier: str
    cluster: str
    counts: Counts
    took_part: bool
    received: timedelta
    people: tuple[Attendee, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemOutcome:
    """An item of the programme; the times are None when it never began or was never ended."""

    number: int
    title: str
    speaker: str
    post: str
    started_at: datetime | None
    ended_at: datetime | None
    title_en: str = ""
    post_en: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """Everything that papers and page are made from, true at `seal.seq`.

    `place` is the town of the date line, `hub` the code of the root venue, `address` the hub's.
    What ends in `_en` is English, and empty where the plan has no English for it.
    """

    conference: UUID
    slug: str
    name: str
    organiser: str
    section: str
    byline: str
    source: str
    place: str
    hub: str
    address: str
    aim: str
    seal: Seal
    opened_at: datetime
    closed_at: datetime
    tally: Tally
    venues: tuple[VenueOutcome, ...]
    guests: tuple[Guest, ...]
    items: tuple[ItemOutcome, ...]
    turns: tuple[Turn, ...]
    losses: tuple[Loss, ...]
    incidents: tuple[Incident, ...]
    name_en: str = ""
    organiser_en: str = ""
    source_en: str = ""
    aim_en: str = ""

    @property
    def counts(self) -> Counts:
        """The sum over all venues."""
        return self.tally.counts

    @property
    def tiers(self) -> tuple[str, ...]:
        """The tiers that there are, the hub's first, in the order of the plan."""
        return self.tally.tiers

    @property
    def clusters(self) -> tuple[str, ...]:
        """The codes of the clusters, in the order of the plan."""
        return tuple(dict.fromkeys(venue.cluster for venue in self.venues))

    def venues_of_tier(self, tier: str) -> tuple[VenueOutcome, ...]:
        """The venues of one tier."""
        return tuple(venue for venue in self.venues if venue.tier == tier)

    def venues_of_cluster(self, cluster: str) -> tuple[VenueOutcome, ...]:
        """A cluster's own venue and those below it."""
        return tuple(venue for venue in self.venues if venue.cluster == cluster)

    def full_name(self, code: str) -> str:
        """A venue's name and, unless that says it already, its cluster's: two districts may have a `Phường 1` each."""
        venue = self.venue(code)
        cluster = self.venue(venue.cluster).name
        return venue.name if cluster in venue.name else f"{venue.name}, {cluster}"

    def venue(self, code: str) -> VenueOutcome:
        """The venue with this code.

        Raises: KeyError: the plan has none.
        """
        for venue in self.venues:
            if venue.code == code:
                return venue
        raise KeyError(code)
