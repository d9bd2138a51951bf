# SPDX-License-Identifier: Apache-2.0
"""Reading an outcome: the frozen board and the chronicle, with the plan's names put to their ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet

from diemcau.board.state import Board, evolve
from diemcau.conference.events import ConferenceClosed, PlannedVenue
from diemcau.conference.models import Conference
from diemcau.journal.queries import records
from diemcau.outcome.chronicle import CHRONICLE_FOLD, Chronicle
from diemcau.outcome.counts import Status
from diemcau.outcome.outcome import Attendee, Guest, ItemOutcome, Outcome, Seal, VenueOutcome
from diemcau.outcome.refusals import ConferenceIsNotClosed
from diemcau.outcome.stays import Delivery, Stay, stay_since
from diemcau.outcome.tally import VenueTally, tally
from diemcau.people.models import Invitation, Person
from diemcau.people.queries import guests_of_honour, persons_by_uuid
from diemcau.presence.marks import Mark
from diemcau.reception.stretches import Stretch


@dataclass(frozen=True, kw_only=True, slots=True)
class Frozen:
    """The journal as of the closing, folded: counts on the board, the course in the chronicle."""

    seal: Seal
    board: Board
    chronicle: Chronicle

    @property
    def session(self) -> Stretch:
        """From the opening to the closing; nothing at all of a conference that was closed unopened."""
        closed_at = self.chronicle.closed_at or self.chronicle.opened_at
        assert closed_at is not None  # noqa: S101 - only a closed conference is frozen
        return Stretch(since=self.chronicle.opened_at or closed_at, until=closed_at)

    def delivery(self, venue: str) -> Delivery:
        """What reached a venue. The hub's own people sit where the programme is made."""
        reception = self.board.reception
        arrived = None if venue == self.chronicle.hub else reception.stretches.get(venue, ())
        return Delivery(session=self.session, shown=reception.shown, arrived=arrived)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Plan:
    """Names by what the journal calls things."""

    conference: Conference
    venue_names: Mapping[str, str]
    invitations: Mapping[str, list[Invitation]]
    substitutes: Mapping[UUID, Person]


def outcome_of(conference: Conference) -> Outcome:
    """The outcome of a closed conference, true at the entry of its closing.

    Raises: ConferenceIsNotClosed.
    """
    frozen = frozen_journal(conference.uuid)
    if frozen is None or frozen.chronicle.closed_at is None:
        raise ConferenceIsNotClosed(name=conference.name)
    closed_at = frozen.chronicle.closed_at
    opened_at = frozen.chronicle.opened_at or closed_at
    plan = _plan(conference, frozen.board)
    counted = tally(frozen.board, frozen.chronicle)
    hub = conference.hub
    return Outcome(
        conference=conference.uuid,
        slug=conference.slug,
        name=conference.name,
        organiser=conference.organiser,
        section=conference.section,
        byline=conference.byline,
        source=conference.source,
        place=conference.place,
        hub=hub.code,
        address=hub.address,
        aim=conference.aim,
        seal=frozen.seal,
        opened_at=opened_at,
        closed_at=closed_at,
        tally=counted,
        venues=tuple(_venue(frozen, plan, venue) for venue in counted.venues),
        guests=tuple(_guests(frozen.board, plan, guests_of_honour(conference))),
        items=tuple(_items(frozen, conference)),
        turns=frozen.chronicle.turns,
        losses=tuple(loss for loss in frozen.chronicle.losses if loss.started_at >= opened_at),
        incidents=frozen.chronicle.incidents,
        name_en=conference.name_en,
        organiser_en=conference.organiser_en,
        source_en=conference.source_en,
        aim_en=conference.aim_en,
    )


def frozen_journal(conference: UUID) -> Frozen | None:
    """The journal folded up to the closing; None while the conference isn't closed."""
    board, chronicle = Board(), CHRONICLE_FOLD.initial
    for record in records(conference):
        board, chronicle = evolve(board, record), CHRONICLE_FOLD.evolve(chronicle, record)
        if isinstance(record.event, ConferenceClosed):
            return Frozen(seal=Seal(seq=record.seq, head=record.hash.hex()), board=board, chronicle=chronicle)
    return None


def _plan(conference: Conference, board: Board) -> _Plan:
    by_venue: dict[str, list[Invitation]] = {}
    for invitation in _counted(conference).select_related("person", "venue", "organisation"):
        mark = board.presence.marks.get(invitation.person.uuid)
        if not invitation.is_walk_in or (mark and mark.is_attending):
            by_venue.setdefault(_seat_of(invitation, mark), []).append(invitation)
    substitutes = [mark.substitute for _, mark in board.presence.marks.items() if mark.substitute]
    return _Plan(
        conference=conference,
        venue_names=dict(conference.venues.values_list("code", "name")),
        invitations=by_venue,
        substitutes=persons_by_uuid(substitutes),
    )


def _counted(conference: Conference) -> QuerySet[Invitation]:
    """Whom the roll's numbers count: the invited, and those who walked in."""
    return conference.invitations.filter(is_guest_of_honour=False, substitute_for=None)


def _seat_of(invitation: Invitation, mark: Mark | None) -> str:
    """Where a person is counted: where they sit, or where they were invited."""
    return mark.venue if mark and mark.is_attending else invitation.venue.code


def _venue(frozen: Frozen, plan: _Plan, venue: VenueTally) -> VenueOutcome:
    return VenueOutcome(
        code=venue.code,
        name=plan.venue_names.get(venue.code, venue.code),
        tier=venue.tier,
        cluster=_cluster(frozen.board, frozen.board.venues[venue.code]),
        counts=venue.counts,
        took_part=venue.took_part,
        received=frozen.board.reception.received.get(venue.code, timedelta()),
        people=tuple(_attendee(frozen, plan, person) for person in plan.invitations.get(venue.code, ())),
    )


def _cluster(board: Board, venue: PlannedVenue) -> str:
    """The ancestor just below the hub, or the venue itself when it stands there or is the hub."""
    while venue.parent and board.venues[venue.parent].parent:
        venue = board.venues[venue.parent]
    return venue.code


def _attendee(frozen: Frozen, plan: _Plan, invitation: Invitation) -> Attendee:
    mark = frozen.board.presence.marks.get(invitation.person.uuid)
    return Attendee(
        uuid=invitation.person.uuid,
        name=invitation.person.full_name,
        organisation=invitation.organisation.name if invitation.organisation else "",
        post=invitation.post,
        status=_status(frozen.board, invitation),
        substitute=_substitute(plan, mark),
        noted_at=mark.noted_at if mark and mark.status != "expected" else None,
        stay=_stay(frozen, mark),
    )


def _stay(frozen: Frozen, mark: Mark | None) -> Stay | None:
    if mark is None or mark.status not in {"present", "substituted"}:
        return None
    return stay_since(mark.noted_at, frozen.delivery(mark.venue))


def _guests(board: Board, plan: _Plan, invitations: Iterable[Invitation]) -> list[Guest]:
    """Guests of honour. As soon as one is marked, somebody asks who comes, and whoever isn't marked didn't."""
    invited = list(invitations)
    are_marked = any(board.presence.status(guest.person.uuid) != "expected" for guest in invited)
    return [_guest(board, plan, guest, is_asked=are_marked) for guest in invited]


def _guest(board: Board, plan: _Plan, invitation: Invitation, *, is_asked: bool) -> Guest:
    mark = board.presence.marks.get(invitation.person.uuid)
    return Guest(
        name=invitation.person.full_name,
        organisation=invitation.organisation.name if invitation.organisation else "",
        post=invitation.post,
        post_en=invitation.post_en,
        status=_status(board, invitation) if is_asked else None,
        substitute=_substitute(plan, mark),
    )


def _substitute(plan: _Plan, mark: Mark | None) -> str | None:
    person = plan.substitutes.get(mark.substitute) if mark and mark.substitute else None
    return person.full_name if person else None


def _status(board: Board, invitation: Invitation) -> Status:
    known = board.presence.status(invitation.person.uuid)
    return "absent" if known == "expected" else known


def _items(frozen: Frozen, conference: Conference) -> Iterable[ItemOutcome]:
    speakers = {item.number: item for item in conference.items.all()}
    for planned in frozen.board.items:
        runs = [run for run in frozen.chronicle.runs if run.item == planned.number]
        item = speakers.get(planned.number)
        yield ItemOutcome(
            number=planned.number,
            title=planned.title,
            speaker=item.speaker_name if item else "",
            post=item.speaker_post if item else "",
            title_en=item.title_en if item else "",
            post_en=item.speaker_post_en if item else "",
            started_at=runs[0].started_at if runs else None,
            ended_at=runs[-1].ended_at if runs else None,
        )
