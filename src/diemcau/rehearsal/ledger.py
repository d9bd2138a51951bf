# SPDX-License-Identifier: Apache-2.0
"""What was sent, what arrived, and how long each cut took. Pure: it only counts.

All instants are seconds of the machine's monotonic clock, all timestamps microseconds of
the same clock: a simulated camera stamps each frame with the moment at which it is sent.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from diemcau.floor.sources import CLIP

# Frames sent within this time before a cut may still be under way when the venue turns to the
# next source; the programme has moved on, so they are neither delivered nor lost.
LEAVING_S = 0.3
# A new reader of a track begins with the group that is under way, which started this long ago.
GROUP_S = 1.0
# After its line is back a venue has this long to find the programme again.
REDIAL_S = 5.0


@dataclass(frozen=True, kw_only=True)
class Airing:
    """One source had the floor from one cut command to the next."""

    source: str
    from_s: float
    until_s: float


@dataclass(frozen=True, kw_only=True)
class Reception:
    """What one venue got of one source in one go: from choosing it to leaving it, or to a broken line."""

    venue: str
    source: str
    first_at_s: float
    timestamps_us: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Outage:
    """A venue's line was down, by the script or not."""

    venue: str
    from_s: float
    until_s: float


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """One venue's share of one airing.

    `sent` counts the frames of the airing from the first that any venue got; `due` those of
    them from this venue's own first on, while its line was up; `lost` the due ones that
    never came. What a venue missed before its first frame shows in the time of the cut.
    """

    venue: str
    airing: Airing
    sent: int
    due: int
    delivered: int
    lost: int


@dataclass(frozen=True, kw_only=True)
class Spread:
    """How a set of durations in milliseconds lies; None for an empty set."""

    n: int
    p50: float | None
    p95: float | None
    p99: float | None


def commanded(airings: Sequence[Airing]) -> list[Airing]:
    """The airings that began with a cut between sources that stand ready.

    A film has to be opened first, and when it has run out nobody commands what comes back.
    """
    earlier = [None, *airings]
    return [
        airing
        for before, airing in zip(earlier, airings, strict=False)
        if CLIP not in {airing.source, before.source if before else None}
    ]


class Ledger:
    """Everything that was written down in one rehearsal, indexed for counting.

    `venues` are those that should have had the programme; a source isn't shown to itself.
    `sent_us` holds sorted timestamps by source; a source that isn't in it, a real camera with
    a clock of its own, is judged by the union of what the venues received of it.
    """

    def __init__(
        self,
        *,
        airings: Sequence[Airing],
        venues: Collection[str],
        sent_us: Mapping[str, Sequence[int]],
        receptions: Iterable[Reception],
        outages: Iterable[Outage],
    ) -> None:
        self.airings = airings
        self.venues = venues
        self._receptions: dict[tuple[str, str], list[Reception]] = defaultdict(list)
        self._outages: dict[str, list[Outage]] = defaultdict(list)
        for reception in receptions:
            self._receptions[reception.venue, reception.source].append(reception)
        for outage in outages:
            self._outages[outage.venue].append(outage)
        self._sent_us = dict(sent_us)

    def deliveries(self) -> list[Delivery]:
        """Hold what every venue got against what every source sent."""
        return [delivery for airing in self.airings for delivery in self._of_airing(airing)]

    def cut_times_ms(self) -> list[float]:
        """From each cut's command to the new source's first frame, at each venue whose line was up."""
        return [
            (min(firsts) - airing.from_s) * 1_000
            for airing in commanded(self.airings)
            for venue in self._viewers(airing)
            if not self._is_disturbed(venue, airing) and (firsts := self._first_frames(venue, airing))
        ]

    def without_picture(self) -> dict[str, list[Airing]]:
        """The venues that got nothing of an airing although their line was up, with the airings."""
        blind: dict[str, list[Airing]] = defaultdict(list)
        for delivery in self.deliveries():
            venue, airing = delivery.venue, delivery.airing
            if not delivery.delivered and not self._is_disturbed(venue, airing):
                blind[venue].append(airing)
        return dict(blind)

    def had_every_airing(self, venue: str) -> bool:
        """Whether the venue was to see the whole programme: line up throughout, never on air itself."""
        return not any(airing.source == venue or self._is_disturbed(venue, airing) for airing in self.airings)

    def _of_airing(self, airing: Airing) -> list[Delivery]:
        received = {venue: self._received_us(venue, airing) for venue in self._viewers(airing)}
        everything = sorted(set().union(*received.values()))
        sent = self._sent_in(airing, everything) if everything else []
        return [self._delivery(venue, airing, sent=sent, received=received[venue]) for venue in received]

    def _sent_in(self, airing: Airing, everything: Sequence[int]) -> list[int]:
        """The frames that count: from the first that anybody got to those that were under way at the end."""
        if airing.source not in self._sent_us:
            return [stamp for stamp in everything if stamp <= everything[-1] - LEAVING_S * 1e6]
        last_us = (airing.until_s - LEAVING_S) * 1e6
        return [stamp for stamp in self._sent_us[airing.source] if everything[0] <= stamp <= last_us]

    def _delivery(self, venue: str, airing: Airing, *, sent: Sequence[int], received: set[int]) -> Delivery:
        first = min(received, default=math.inf)
        due = {stamp for stamp in sent if stamp >= first and self._is_up(venue, stamp, received)}
        return Delivery(
            venue=venue,
            airing=airing,
            sent=len(sent),
            due=len(due),
            delivered=len(due & received),
            lost=len(due - received),
        )

    def _viewers(self, airing: Airing) -> Iterator[str]:
        return (venue for venue in self.venues if venue != airing.source)

    def _received_us(self, venue: str, airing: Airing) -> set[int]:
        receptions = self._receptions.get((venue, airing.source), ())
        if airing.source not in self._sent_us:
            # Stamped by a clock that isn't ours: whatever began to arrive in this airing is of it.
            begun = [one for one in receptions if airing.from_s <= one.first_at_s < airing.until_s]
            return {stamp for one in begun for stamp in one.timestamps_us}
        low_us, high_us = (airing.from_s - GROUP_S) * 1e6, airing.until_s * 1e6
        return {stamp for one in receptions for stamp in one.timestamps_us if low_us <= stamp <= high_us}

    def _first_frames(self, venue: str, airing: Airing) -> list[float]:
        return [
            reception.first_at_s
            for reception in self._receptions.get((venue, airing.source), ())
            if airing.from_s <= reception.first_at_s < airing.until_s
        ]

    def _is_up(self, venue: str, stamp_us: int, received: set[int]) -> bool:
        for outage in self._outages.get(venue, ()):
            back_us = min((one for one in received if one >= outage.until_s * 1e6), default=math.inf)
            if (outage.from_s - LEAVING_S) * 1e6 <= stamp_us < back_us:
                return False
        return True

    def _is_disturbed(self, venue: str, airing: Airing) -> bool:
        return any(
            outage.from_s < airing.until_s and outage.until_s + REDIAL_S > airing.from_s
            for outage in self._outages.get(venue, ())
        )


def spread(values_ms: Collection[float]) -> Spread:
    """Median and upper percentiles, by the nearest rank."""
    ranked = sorted(values_ms)

    def percentile(share: float) -> float | None:
        return round(ranked[math.ceil(share * len(ranked)) - 1], 1) if ranked else None

    return Spread(n=len(ranked), p50=percentile(0.5), p95=percentile(0.95), p99=percentile(0.99))
