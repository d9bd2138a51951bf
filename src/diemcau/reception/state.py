# SPDX-License-Identifier: Apache-2.0
"""The time in which each venue received picture and sound, as a pure fold.

Time counts while three things hold at once: the conference is open, a programme is on the
screens, and the venue's proof stands. Under a holding picture there is nothing to receive:
proofs stay as they are and no time passes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from diemcau.floor.events import VenueLost
from diemcau.journal.folding import Fold
from diemcau.journal.records import Record
from diemcau.reception.events import ReceptionLost, ReceptionProved
from diemcau.reception.refusals import ReceptionIsNotProved, ReceptionIsProvedAlready
from diemcau.reception.stretches import Stretch, Stretches

NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True, slots=True)
class ReceptionState:
    """Who receives. `receiving` tells since when the running stretch counts, `received` what the ended ones sum up to.

    `proved` holds the venues whose proof stands, whether it counts at this moment or not;
    `on_since` tells since when there is a programme to receive, None while there is none.
    `shown` are the stretches in which there was one, `stretches` those in which a venue received
    it: a sum can't tell what of it a person who came late was there for.
    """

    on_since: datetime | None = None
    proved: frozenset[str] = NOBODY
    receiving: Mapping[str, datetime] = field(default_factory=dict)
    received: Mapping[str, timedelta] = field(default_factory=dict)
    shown: Stretches = ()
    stretches: Mapping[str, Stretches] = field(default_factory=dict)

    @property
    def is_on(self) -> bool:
        """Whether there is a programme to receive."""
        return self.on_since is not None

    def received_until(self, venue: str, at: datetime) -> timedelta:
        """All of a venue's time up to `at`."""
        since = self.receiving.get(venue)
        return self.received.get(venue, timedelta()) + (_passed(since, at) if since else timedelta())


def evolve(state: ReceptionState, record: Record, *, is_on: bool) -> ReceptionState:
    """The state after one more entry.

    Args:
        state: as of the entry before.
        record: the entry.
        is_on: whether from this entry on the conference is open and the screens show a programme.
    """
    proved = _evolve_proved(state.proved, record)
    if proved is state.proved and is_on == state.is_on:
        return state
    counting = proved if is_on else NOBODY
    ended = state.receiving.keys() - counting
    return replace(
        _shown(state, record.at, is_on=is_on),
        proved=proved,
        receiving={venue: state.receiving.get(venue, record.at) for venue in counting},
        received={**state.received, **{venue: state.received_until(venue, record.at) for venue in ended}},
        stretches={**state.stretches, **{venue: _stretches_until(state, venue, record.at) for venue in ended}},
    )


def _shown(state: ReceptionState, at: datetime, *, is_on: bool) -> ReceptionState:
    if is_on == state.is_on:
        return state
    if state.on_since is None:
        return replace(state, on_since=at)
    return replace(state, on_since=None, shown=(*state.shown, Stretch(since=state.on_since, until=at)))


def _stretches_until(state: ReceptionState, venue: str, at: datetime) -> Stretches:
    return (*state.stretches.get(venue, ()), Stretch(since=state.receiving[venue], until=at))


def decide_proved(proved: frozenset[str], *, venue: str) -> ReceptionProved:
    """A venue's player proved that it receives the programme."""
    if venue in proved:
        raise ReceptionIsProvedAlready(venue=venue)
    return ReceptionProved(venue=venue)


def decide_lost(proved: frozenset[str], *, venue: str, cause: str) -> ReceptionLost:
    """A venue's proof no longer stands."""
    if venue not in proved:
        raise ReceptionIsNotProved(venue=venue)
    return ReceptionLost(venue=venue, cause=cause)


def _evolve_proved(proved: frozenset[str], record: Record) -> frozenset[str]:
    match record.event:
        case ReceptionProved(venue=venue):
            return proved | {venue}
        case ReceptionLost(venue=venue) | VenueLost(venue=venue):
            return proved - {venue}
    return proved


def _passed(since: datetime, at: datetime) -> timedelta:
    # Clocks are set back now and then; nobody received less than nothing.
    return max(at - since, timedelta())


PROVED_FOLD: Fold[frozenset[str]] = Fold(name="reception proved", initial=NOBODY, evolve=_evolve_proved)
"""The venues whose proof stands: all that the commands need."""
