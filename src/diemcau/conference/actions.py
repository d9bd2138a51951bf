# SPDX-License-Identifier: Apache-2.0
"""Commands of the chair, the writing of the plan's tables, and the plan's way into the journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast
from uuid import UUID

from django.db import transaction

from diemcau.conference.blueprint import Blueprint, ClipPart, DeckPart, ItemPart
from diemcau.conference.clip_files import PreparedClip
from diemcau.conference.deck_files import RenderedDeck
from diemcau.conference.events import PlanRecorded, QueueRule
from diemcau.conference.models import Clip, Conference, Deck, DeckPage, ProgrammeItem, Venue
from diemcau.conference.queries import planned_decks, planned_items, planned_venues
from diemcau.conference.settling import Change, settle, unmentioned
from diemcau.conference.state import COURSE_FOLD, decide_close, decide_open, decide_record_plan, decide_start_item
from diemcau.journal.commands import Command
from diemcau.journal.queries import folded


@transaction.atomic
def lay_out(blueprint: Blueprint) -> tuple[Conference, list[Change]]:
    """Make the conference and its venues as the blueprint has them.

    Venues that it doesn't mention stay, since an organiser may have added them.

    Returns: the conference, and what became of it and of each venue.
    """
    part = blueprint.conference
    existing = Conference.objects.filter(slug=part.slug).first() or Conference(slug=part.slug)
    conference, change = settle(existing, part.model_dump(exclude={"slug"}), kind="conference", key=part.slug)
    venues = {venue.code: venue for venue in conference.venues.select_related("parent")}
    planned = {venue.code for venue in blueprint.venues}
    changes = [change]
    for position, venue in enumerate(blueprint.venues, start=1):
        values = venue.model_dump(exclude={"code", "parent"})
        values |= {"parent": venues.get(venue.parent), "position": position}
        row = venues.get(venue.code) or Venue(conference=conference, code=venue.code)
        venues[venue.code], change = settle(row, values, kind="venue", key=venue.code)
        changes.append(change)
    changes += unmentioned("venue", [code for code in venues if code not in planned])
    return conference, changes


@transaction.atomic
def set_programme(conference: Conference, items: Sequence[ItemPart], *, persons: Mapping[str, UUID]) -> list[Change]:
    """Make the programme as given; items with higher numbers stay.

    `persons` are the ids of the speakers who are known people, by name.
    """
    existing = {item.number: item for item in conference.items.all()}
    changes = []
    for number, item in enumerate(items, start=1):
        values = {
            "title": item.title,
            "title_en": item.title_en,
            "speaker_name": item.speaker,
            "speaker_post": item.post,
            "speaker_post_en": item.post_en,
            "speaker_person": persons.get(item.speaker),
        }
        row = existing.get(number) or ProgrammeItem(conference=conference, number=number)
        changes.append(settle(row, values, kind="item", key=str(number))[1])
    return changes + unmentioned("item", [str(number) for number in existing if number > len(items)])


@transaction.atomic
def set_decks(conference: Conference, decks: Sequence[tuple[DeckPart, RenderedDeck]]) -> list[Change]:
    """Have the conference show these decks; others stay. A deck is known again by the content of its file."""
    items = {item.number: item for item in conference.items.all()}
    existing = {deck.source_sha256: deck for deck in conference.decks.select_related("item")}
    changes = []
    for part, rendered in decks:
        known = existing.get(rendered.source)
        values = {"title": part.title, "item": items.get(part.item) if part.item else None}
        row = known or Deck(conference=conference, source_sha256=rendered.source)
        deck, change = settle(row, values, kind="deck", key=part.title)
        if known is None:
            add_pages(deck, rendered)
        changes.append(change)
    given = {rendered.source for _, rendered in decks}
    return changes + unmentioned("deck", [deck.title for source, deck in existing.items() if source not in given])


@transaction.atomic
def set_clips(conference: Conference, clips: Sequence[tuple[ClipPart, PreparedClip]]) -> list[Change]:
    """Have these films at hand; others stay. A film is known again by the content of its file."""
    existing = {clip.sha256: clip for clip in conference.clips.all()}
    changes = []
    for part, prepared in clips:
        row = existing.get(prepared.sha256) or Clip(conference=conference, sha256=prepared.sha256)
        values = {
            "title": part.title,
            "duration_s": prepared.duration_s,
            "width": prepared.width,
            "height": prepared.height,
        }
        changes.append(settle(row, values, kind="clip", key=part.title)[1])
    given = {prepared.sha256 for _, prepared in clips}
    return changes + unmentioned("clip", [clip.title for sha256, clip in existing.items() if sha256 not in given])


def add_pages(deck: Deck, rendered: RenderedDeck) -> None:
    """Give a new deck the pages that its files were rendered to."""
    DeckPage.objects.bulk_create(
        DeckPage(
            deck=deck,
            number=number,
            image=page.image,
            thumbnail=page.thumbnail,
            width=page.width,
            height=page.height,
        )
        for number, page in enumerate(rendered.pages, start=1)
    )


def record_plan(conference: Conference, *, uid: UUID, actor: str, invited: Mapping[str, int]) -> Command | None:
    """Record the plan as the tables have it now.

    `invited` is how many the roll calls at each venue, by code; venues that it leaves out have none.

    Returns: None when the last recorded plan says the same.
    Refuses: AlreadyClosed.
    """
    plan = PlanRecorded(
        venues=planned_venues(conference, invited=invited),
        items=planned_items(conference),
        decks=planned_decks(conference),
        queue_rule=cast("QueueRule", conference.queue_rule),
    )
    if folded(conference.uuid, COURSE_FOLD).plan == plan:
        return None
    return Command(
        conference=conference.uuid,
        uid=uid,
        actor=actor,
        decide=lambda transaction: decide_record_plan(transaction.state(COURSE_FOLD), plan),
    )


def open_conference(*, conference: UUID, uid: UUID, actor: str) -> Command:
    """Open the conference. Refuses: PlanIsNotRecorded, AlreadyOpen, AlreadyClosed."""
    return Command(
        conference=conference,
        uid=uid,
        actor=actor,
        decide=lambda transaction: decide_open(transaction.state(COURSE_FOLD)),
    )


def start_item(*, conference: UUID, uid: UUID, actor: str, item: int) -> Command:
    """Start the programme item with this number. Refuses: NotOpen, AlreadyClosed, UnknownItem, ItemIsRunning."""
    return Command(
        conference=conference,
        uid=uid,
        actor=actor,
        decide=lambda transaction: decide_start_item(transaction.state(COURSE_FOLD), item),
    )


def close_conference(*, conference: UUID, uid: UUID, actor: str) -> Command:
    """Close the conference; the board as of this entry is the record. Refuses: NotOpen, AlreadyClosed."""
    return Command(
        conference=conference,
        uid=uid,
        actor=actor,
        decide=lambda transaction: decide_close(transaction.state(COURSE_FOLD)),
    )
