# SPDX-License-Identifier: Apache-2.0
"""Reading the plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from tree_queries.query import TreeQuerySet
from typing_extensions import TypedDict

from diemcau.conference.events import PlannedDeck, PlannedItem, PlannedVenue
from diemcau.conference.models import Clip, Conference, Deck, DeckPage, Venue
from diemcau.conference.refusals import UnknownClip, UnknownConference, UnknownVenue


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


class PageDocument(TypedDict):
    """One page of a deck: the names of its pictures under `slides/`, and the large one's size in dots."""

    image: str
    thumbnail: str
    width: int
    height: int


class DeckDocument(TypedDict):
    """A deck of slides, its pages in their order; `item` is the number of its programme item, or None."""

    id: str
    title: str
    item: int | None
    pages: list[PageDocument]


class GuestDocument(TypedDict):
    """A guest of honour; the list is in the order of introduction."""

    name: str
    post: str


class ClipDocument(TypedDict):
    """A film that can be played out."""

    id: str
    title: str
    duration_s: float


class PlanDocument(TypedDict):
    """The plan as every page may read it: names of guests and speakers, never the roll.

    `badge_key` verifies the badges' signatures: 32 bytes of Ed25519 in base64url.
    """

    conference: ConferenceDocument
    venues: list[VenueDocument]
    items: list[ItemDocument]
    guests: list[GuestDocument]
    decks: list[DeckDocument]
    badge_key: str


def conference_by_slug(slug: str) -> Conference:
    """The conference with this short name. Raises: UnknownConference."""
    conference = Conference.objects.filter(slug=slug).first()
    if conference is None:
        raise UnknownConference(conference=slug)
    return conference


def conference_with_hub(pk: int) -> Conference | None:
    """The conference of this primary key with its hub at hand, in one query; None where no hub is planned."""
    hub = Venue.objects.filter(conference=pk, parent=None).select_related("conference").first()
    if hub is None:
        return None
    conference: Conference = hub.conference
    conference.hub = hub
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


def planned_decks(conference: Conference) -> tuple[PlannedDeck, ...]:
    """The decks as the journal records them."""
    decks = conference.decks.annotate(page_count=Count("pages")).order_by("pk")
    return tuple(PlannedDeck(deck=deck.uuid, pages=deck.page_count) for deck in decks)


def has_slide(slug: str, digest: str) -> bool:
    """Whether a page or thumbnail with this digest is in one of the conference's decks."""
    shown = Q(image=digest) | Q(thumbnail=digest)
    return DeckPage.objects.filter(shown, deck__conference__slug=slug).exists()


def programme_document(conference: Conference, *, guests: Sequence[GuestDocument], badge_key: str) -> PlanDocument:
    """The plan with the given guests of honour and the badges' key, which `people` knows."""
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
        "decks": [_deck_document(deck) for deck in conference.decks.select_related("item").prefetch_related("pages")],
        "badge_key": badge_key,
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


def _deck_document(deck: Deck) -> DeckDocument:
    return {
        "id": str(deck.uuid),
        "title": deck.title,
        "item": deck.item.number if deck.item else None,
        "pages": [
            {
                "image": f"{page.image}.webp",
                "thumbnail": f"{page.thumbnail}.webp",
                "width": page.width,
                "height": page.height,
            }
            for page in deck.pages.all()
        ],
    }


def clip_documents(slug: str) -> list[ClipDocument]:
    """The conference's films, in the order in which they came. Raises: UnknownConference."""
    clips = conference_by_slug(slug).clips.all()
    return [{"id": str(clip.uuid), "title": clip.title, "duration_s": clip.duration_s} for clip in clips]


def clip_by_uuid(slug: str, uuid: UUID) -> Clip:
    """One of the conference's films. Raises: UnknownClip."""
    clip = Clip.objects.filter(conference__slug=slug, uuid=uuid).first()
    if clip is None:
        raise UnknownClip
    return clip
