# SPDX-License-Identifier: Apache-2.0
"""What went wrong in a conference, as its readers would count it. Pure.

The journal tells of each line that fell. One that was down for seconds is no news; a hundred that fell
together are one piece of news, and so is a line that comes and goes. What somebody noted for the minutes always is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain

from diemcau.outcome.chronicle import Chronicle, Incident, Loss, Span

NEWSWORTHY = timedelta(minutes=1)
"""A line that was down for less isn't told of, unless somebody noted something of the venue meanwhile."""
STEADY = timedelta(minutes=1)
"""A line that holds for less before it falls again was never back."""
TOGETHER = timedelta(minutes=1)
"""Lines that fall within less of one another are one mishap."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Mishap:
    """One thing that went wrong.

    `cut_off` are the venues whose lines fell, in that order; `notes` what was noted of it, texts that were shredded
    apart; `entries` the numbers of the journal's entries that tell of it. `settled_at` is None while a line is
    down, and where nothing but a note tells of the mishap.
    """

    began_at: datetime
    settled_at: datetime | None = None
    cut_off: tuple[str, ...] = ()
    notes: tuple[Incident, ...] = ()
    entries: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Outage(Span):
    """A venue without a steady line."""

    venue: str
    entries: tuple[int, ...]
    notes: tuple[Incident, ...] = ()


def mishaps(chronicle: Chronicle) -> tuple[Mishap, ...]:
    """The mishaps of a closed conference, in the order in which they began; none before it is closed."""
    closed_at = chronicle.closed_at
    if closed_at is None:
        return ()
    notes = [note for note in chronicle.incidents if note.text is not None]
    outages = [_noted(outage, notes, closed_at) for outage in _outages(chronicle, closed_at)]
    news = [outage for outage in outages if outage.notes or _length(outage, closed_at) >= NEWSWORTHY]
    told = {note.seq for outage in news for note in outage.notes}
    alone = (Mishap(began_at=note.at, notes=(note,), entries=(note.seq,)) for note in notes if note.seq not in told)
    return tuple(sorted(chain(map(_mishap, _fallen_together(news)), alone), key=lambda one: one.entries))


def _outages(chronicle: Chronicle, closed_at: datetime) -> Iterable[_Outage]:
    """What fell while the conference was held."""
    opened_at = chronicle.opened_at or closed_at
    of_venue: defaultdict[str, list[_Outage]] = defaultdict(list)
    for loss in chronicle.losses:
        if opened_at <= loss.started_at < closed_at:
            _add(of_venue[loss.venue], loss)
    return chain.from_iterable(of_venue.values())


def _add(outages: list[_Outage], loss: Loss) -> None:
    entries = (loss.seq,) if loss.back_seq is None else (loss.seq, loss.back_seq)
    last = outages[-1] if outages else None
    if last is not None and last.ended_at is not None and loss.started_at - last.ended_at < STEADY:
        outages[-1] = replace(last, ended_at=loss.ended_at, entries=(*last.entries, *entries))
    else:
        outages.append(_Outage(venue=loss.venue, started_at=loss.started_at, ended_at=loss.ended_at, entries=entries))


def _noted(outage: _Outage, notes: Sequence[Incident], closed_at: datetime) -> _Outage:
    """An outage with what was noted of the venue until its line was steady, or the conference closed."""
    until = closed_at if outage.ended_at is None else min(outage.ended_at + STEADY, closed_at)
    of_it = (note for note in notes if note.venue == outage.venue and outage.started_at <= note.at <= until)
    return replace(outage, notes=tuple(of_it))


def _length(outage: _Outage, closed_at: datetime) -> timedelta:
    return min(outage.ended_at or closed_at, closed_at) - outage.started_at


def _fallen_together(outages: Iterable[_Outage]) -> Iterator[list[_Outage]]:
    fallen: list[_Outage] = []
    for outage in sorted(outages, key=lambda one: one.entries):
        if fallen and outage.started_at - fallen[-1].started_at >= TOGETHER:
            yield fallen
            fallen = []
        fallen.append(outage)
    if fallen:
        yield fallen


def _mishap(fallen: Sequence[_Outage]) -> Mishap:
    ends = [outage.ended_at for outage in fallen]
    notes = {note.seq: note for outage in fallen for note in outage.notes}
    return Mishap(
        began_at=fallen[0].started_at,
        settled_at=None if None in ends else max(end for end in ends if end is not None),
        cut_off=tuple(dict.fromkeys(outage.venue for outage in fallen)),
        notes=tuple(notes[seq] for seq in sorted(notes)),
        entries=tuple(sorted({*notes, *(seq for outage in fallen for seq in outage.entries)})),
    )
