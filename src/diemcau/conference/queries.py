# SPDX-License-Identifier: Apache-2.0
"""Reading the plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC

from django.db.models import QuerySet
from tree_queries.query import TreeQuerySet
from typing_extensions import TypedDict

from diemcau.conference.events import PlannedItem, PlannedVenue
from diemcau.conference.models import Conference, Venue
from diemcau.conference.refusals import UnknownConference, UnknownVenue


class ConferenceDocument(TypedDict):
    """`starts_at` is ISO 8601 in UTC; `hub` is None while no venue is planned."""

    uuid: str
    slug: str
    name: str
    name_en: str
    organiser: str
    place: str
    starts_at: str
    hub: str | None


class VenueDocument(TypedDict):
    """One venue; `parent` is None for the hub."""

    code: str
    name: str
    parent: str | None
    tier: str
    address: str
    seats: int


class ItemDocument(TypedDict):
    """One item of the programme; `speaker` and `post` are empty when nobody is named."""

    number: int
    title: str
    title_en: str
    speaker: str
    post: str


class GuestDocument(TypedDict):
    """A guest of honour; the list is in the order of introduction."""

    name: str
    post: str


class PlanDocument(TypedDict):
    """The plan as every page may read it: names of guests and speakers, never the roll."""

    conference: ConferenceDocument
    venues: list[VenueDocument]
    items: list[ItemDocument]
    guests: list[GuestDocument]


def conference_by_slug(slug: str) -> Conference:
    """The conference with this short name. Raises: UnknownConference."""
    conference = Conference.objects.filter(slug=slug).first()
    if conference is None:
        raise UnknownConference(conference=slug)
    return conference


def venue_by_code(conference: Conference, code: str) -> Venue:
    """The conference's venue with this code. Raises: UnknownVenue."""
    venue = conference.venues.filter(code=code).first()
    if venue is None:
        raise UnknownVenue(venue=code)
    return venue


def venues_of(conference: Conference) -> QuerySet[Venue]:
    """All venues in the order of the plan, their parents at hand."""
    return conference.venues.select_related("parent").order_by("position", "code")


def venues_under(venue: Venue) -> QuerySet[Venue]:
    """A venue and all that belong to it, at any depth, depth first."""
    under: QuerySet[Venue] = TreeQuerySet(Venue).descendants(venue, include_self=True).order_siblings_by("position")
    return under


def planned_venues(conference: Conference, *, invited: Mapping[str, int]) -> tuple[PlannedVenue, ...]:
    """The venues as the journal records them; `invited` counts the roll by code."""
    return tuple(
        PlannedVenue(
            code=venue.code,
            parent=venue.parent.code if venue.parent else None,
            tier=venue.tier,
            seats=venue.seats,
            invited=invited.get(venue.code, 0),
        )
        for venue in venues_of(conference)
    )


def planned_items(conference: Conference) -> tuple[PlannedItem, ...]:
    """The programme as the journal records it."""
    return tuple(PlannedItem(number=item.number, title=item.title) for item in conference.items.order_by("number"))


def programme_document(conference: Conference, *, guests: Sequence[GuestDocument]) -> PlanDocument:
    """The plan with the given guests of honour, whom `people` knows."""
    venues = list(venues_of(conference))
    return {
        "conference": _conference_document(conference, venues),
        "venues": [_venue_document(venue) for venue in venues],
        "items": [
            {
                "number": item.number,
                "title": item.title,
                "title_en": item.title_en,
                "speaker": item.speaker_name,
                "post": item.speaker_post,
            }
            for item in conference.items.order_by("number")
        ],
        "guests": list(guests),
    }


def _conference_document(conference: Conference, venues: Sequence[Venue]) -> ConferenceDocument:
    return {
        "uuid": str(conference.uuid),
        "slug": conference.slug,
        "name": conference.name,
        "name_en": conference.name_en,
        "organiser": conference.organiser,
        "place": conference.place,
        "starts_at": conference.starts_at.astimezone(UTC).isoformat(),
        "hub": next((venue.code for venue in venues if venue.parent_id is None), None),
    }


def _venue_document(venue: Venue) -> VenueDocument:
    return {
        "code": venue.code,
        "name": venue.name,
        "parent": venue.parent.code if venue.parent else None,
        "tier": venue.tier,
        "address": venue.address,
        "seats": venue.seats,
    }
