# SPDX-License-Identifier: Apache-2.0
"""The live documents, read off the board: the same for the relay's tracks and for HTTP."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from diemcau.board.live import Backstage, Check, Clip, ClusterRow, Floor, Health, Notice, Slide, SourceRow, VenueRow
from diemcau.board.state import Board
from diemcau.checks.state import CheckState
from diemcau.floor.air import Film
from diemcau.floor.sources import SOURCES
from diemcau.floor.state import FloorState, SentNotice


@dataclass(frozen=True, slots=True)
class VenueHealth:
    """How a venue's picture and sound are, in one word why they aren't well, and since when."""

    health: Health
    cause: str
    since: datetime | None = None


UNHEARD_OF = VenueHealth("grey", "")


def floor_document(board: Board) -> Floor:
    """What every room needs to know."""
    floor = board.floor
    tallies = {venue: stand for venue in _venues_with_a_stand(board) if (stand := floor.stand_of(venue))}
    return Floor(
        seq=board.seq,
        phase=board.phase,
        opened_at=_instant(board.opened_at),
        closed_at=_instant(board.closed_at),
        item=board.item,
        item_started_at=_instant(board.item_started_at),
        scene=floor.scene,
        on_air=list(floor.on_air),
        aired_at=_instant(floor.air.floor_since) if floor.on_air else None,
        limit_s=floor.air.limit_s,
        slide=Slide(deck=str(floor.slide.deck), page=floor.slide.page) if floor.slide else None,
        clip=_clip(floor.air.film) if floor.air.film else None,
        queue_rule=floor.queue_rule,
        queue=[hand.venue for hand in floor.queue],
        tallies=tallies,
        sources=sorted(floor.connected & SOURCES),
        notices=[_notice(notice) for notice in floor.notices],
        threads={venue: lines[-1].seq for venue, lines in floor.threads.items()},
        check=_check(board.checks),
    )


def backstage_document(board: Board, health: Mapping[str, VenueHealth]) -> Backstage:
    """What the director needs to know; a venue or source that is missing in `health` is grey."""
    cases = _cases_by_venue(board)
    return Backstage(
        seq=board.seq,
        totals=board.totals,
        venues={venue: _venue_row(board, venue, health.get(venue, UNHEARD_OF), cases=cases) for venue in board.venues},
        sources={
            source: _source_row(board.floor, source, health.get(source, UNHEARD_OF)) for source in sorted(SOURCES)
        },
        clusters=_cluster_rows(board),
        unread={
            str(notice.seq): sorted(unread) for notice in board.floor.notices if (unread := _unread(board, notice))
        },
        can_undo=board.floor.before is not None,
    )


def _cases_by_venue(board: Board) -> Counter[str]:
    cases = (case for cases in board.presence.contested.values() for case in cases)
    return Counter(venue for case in cases for venue in {side.venue for side in case.sides})


def _venue_row(board: Board, venue: str, health: VenueHealth, *, cases: Counter[str]) -> VenueRow:
    floor, roll = board.floor, board.counts(venue)
    hand = floor.hand_of(venue)
    return VenueRow(
        connected=venue in floor.connected,
        sheet=board.presence.sheet_status(venue),
        cases=cases[venue],
        invited=roll.invited,
        walk_ins=roll.walk_ins,
        moved_in=roll.moved_in,
        moved_out=roll.moved_out,
        present=roll.present,
        substituted=roll.substituted,
        excused=roll.excused,
        absent=roll.absent,
        headcount=roll.headcount,
        hand_at=_instant(hand.raised_at) if hand else None,
        help_at=_instant(floor.helps.get(venue)),
        tally=floor.stand_of(venue),
        health=health.health,
        cause=health.cause,
        health_since=_instant(health.since),
        spoke_s=_spoke_s(board, venue),
        received_s=_received_s(board, venue),
        receiving_since=_instant(board.reception.receiving.get(venue)),
        losses=floor.losses.get(venue, 0),
    )


def _source_row(floor: FloorState, source: str, health: VenueHealth) -> SourceRow:
    return SourceRow(
        connected=source in floor.connected, tally=floor.stand_of(source), health=health.health, cause=health.cause
    )


def _cluster_rows(board: Board) -> dict[str, ClusterRow]:
    clusters: dict[str, ClusterRow] = {}
    for venue in board.venues:
        cluster = board.floor.seating.cluster_of(venue)
        row = clusters.setdefault(cluster, ClusterRow(venues=0, spoke_s=0.0, received_s=0.0))
        row["venues"] += 1
        row["spoke_s"] += _spoke_s(board, venue)
        row["received_s"] += _received_s(board, venue)
    return clusters


def _spoke_s(board: Board, venue: str) -> float:
    spoke = board.floor.spoke.get(venue)
    return spoke.total_seconds() if spoke else 0.0


def _received_s(board: Board, venue: str) -> float:
    received = board.reception.received.get(venue)
    return received.total_seconds() if received else 0.0


def _notice(notice: SentNotice) -> Notice:
    at = notice.at.astimezone(UTC).isoformat()
    return Notice(seq=notice.seq, at=at, venue=notice.venue, branch=notice.branch, text=notice.text)


def _unread(board: Board, notice: SentNotice) -> frozenset[str]:
    """The hub reads its own words."""
    return board.floor.readers_of(notice) - notice.acknowledged - {board.floor.hub or ""}


def _check(checks: CheckState) -> Check | None:
    if not checks.is_going_on or checks.check is None or checks.started_at is None:
        return None
    started_at = checks.started_at.astimezone(UTC).isoformat()
    return Check(seq=checks.check, started_at=started_at, venues=list(checks.asked))


def _clip(film: Film) -> Clip:
    started_at = film.started_at.astimezone(UTC).isoformat()
    return Clip(id=str(film.clip), title=film.title, started_at=started_at, duration_s=film.duration_s)


def _venues_with_a_stand(board: Board) -> list[str]:
    return [*(hand.venue for hand in board.floor.queue), *board.floor.standby, *board.floor.on_air]


def _instant(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat() if at else None
