# SPDX-License-Identifier: Apache-2.0
"""A conference as a folder holds it: `conference.toml` and `venues.csv`. Pure: bytes in, a plan out.

Owns the form of both files. A fault refuses the whole, and says where it is.
"""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterator

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from diemcau.conference.events import QueueRule
from diemcau.conference.refusals import (
    DeckOfUnknownItem,
    PlanFileIsUnreadable,
    PlanHasNoHub,
    PlanKeyIsWrong,
    SpeakerIsUnknown,
    VenueColumnIsMissing,
    VenueIsRepeated,
    VenueRowIsWrong,
    VenueWithoutParent,
)
from diemcau.lib.vietnamese import tidy

PLAN_FILE, VENUES_FILE = "conference.toml", "venues.csv"
VENUE_COLUMNS = ("code", "parent", "tier", "name", "address", "seats")
_CODE = r"^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ConferencePart(_Part):
    """The conference's own fields, as the table holds them."""

    slug: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,59}$")
    name: str = Field(min_length=1, max_length=300)
    name_en: str = Field(default="", max_length=300)
    organiser: str = Field(min_length=1, max_length=200)
    organiser_en: str = Field(default="", max_length=200)
    section: str = Field(default="", max_length=100)
    section_en: str = Field(default="", max_length=100)
    byline: str = Field(default="", max_length=100)
    source: str = Field(default="", max_length=200)
    source_en: str = Field(default="", max_length=200)
    place: str = Field(default="", max_length=200)
    aim: str = ""
    aim_en: str = ""
    starts_at: AwareDatetime
    queue_rule: QueueRule = "time"
    phone_checkin: bool = True


class GuestPart(_Part):
    """A guest of honour; the place in the file is the place in the order."""

    name: str = Field(min_length=1, max_length=120)
    post: str = Field(min_length=1, max_length=300)
    post_en: str = Field(default="", max_length=300)


class ItemPart(_Part):
    """An item of the programme; `speaker` names a guest, or anybody whose `post` is given too."""

    title: str = Field(min_length=1, max_length=300)
    title_en: str = Field(default="", max_length=300)
    speaker: str = Field(default="", max_length=120)
    post: str = Field(default="", max_length=300)
    post_en: str = Field(default="", max_length=300)


class DeckPart(_Part):
    """A deck of slides: a PDF beside this file, its title, and the number of the item that it belongs to."""

    file: str = Field(pattern=r"^[^/\\]+\.(pdf|PDF)$", max_length=200)
    title: str = Field(min_length=1, max_length=200)
    item: int | None = Field(default=None, ge=1)


class ClipPart(_Part):
    """A film: a file beside this one, and the title that is shown while it plays."""

    file: str = Field(pattern=r"^[^/\\]+\.(mp4|MP4|mov|MOV|mkv|MKV|webm|WEBM)$", max_length=200)
    title: str = Field(min_length=1, max_length=200)


class VenuePart(_Part):
    """A row of `venues.csv`; `parent` is empty for the hub."""

    code: str = Field(pattern=_CODE)
    parent: str = ""
    tier: str = Field(pattern=r"^[a-z]{1,20}$")
    name: str = Field(min_length=1, max_length=200)
    address: str = Field(default="", max_length=300)
    seats: int = Field(default=0, ge=0, le=100_000)


class _PlanFile(_Part):
    conference: ConferencePart
    guests: tuple[GuestPart, ...] = ()
    items: tuple[ItemPart, ...] = ()
    decks: tuple[DeckPart, ...] = ()
    clips: tuple[ClipPart, ...] = ()


class Blueprint(_Part):
    """All that a folder says of a conference but its people. Parents come before their venues."""

    conference: ConferencePart
    guests: tuple[GuestPart, ...]
    items: tuple[ItemPart, ...]
    decks: tuple[DeckPart, ...] = ()
    clips: tuple[ClipPart, ...] = ()
    venues: tuple[VenuePart, ...]


def read_blueprint(*, plan: bytes, venues: bytes) -> Blueprint:
    """Read both files.

    Raises: PlanFileIsUnreadable, PlanKeyIsWrong, SpeakerIsUnknown, DeckOfUnknownItem; VenueColumnIsMissing,
    VenueRowIsWrong, VenueIsRepeated, VenueWithoutParent, PlanHasNoHub.
    """
    head = _read_plan(plan)
    return Blueprint(
        conference=head.conference,
        guests=head.guests,
        items=tuple(_items_with_posts(head)),
        decks=tuple(_decks_of_items(head)),
        clips=head.clips,
        venues=tuple(_read_venues(venues)),
    )


def _read_plan(content: bytes) -> _PlanFile:
    try:
        table = tomllib.loads(_text_of(content, file=PLAN_FILE))
    except tomllib.TOMLDecodeError as error:
        raise PlanFileIsUnreadable(file=PLAN_FILE, why=str(error)) from error
    try:
        return _PlanFile.model_validate(table)
    except ValidationError as error:
        key, value = _first_fault(error)
        raise PlanKeyIsWrong(file=PLAN_FILE, key=key, value=value) from error


def _items_with_posts(head: _PlanFile) -> Iterator[ItemPart]:
    guests = {guest.name: guest for guest in head.guests}
    for number, item in enumerate(head.items, start=1):
        if item.speaker and not item.post and item.speaker not in guests:
            raise SpeakerIsUnknown(file=PLAN_FILE, item=number, speaker=item.speaker)
        guest = guests.get(item.speaker)
        known = guest.model_dump(include={"post", "post_en"}) if guest and not item.post else {}
        yield item.model_copy(update=known)


def _decks_of_items(head: _PlanFile) -> Iterator[DeckPart]:
    for deck in head.decks:
        if deck.item is not None and deck.item > len(head.items):
            raise DeckOfUnknownItem(file=PLAN_FILE, title=deck.title, item=deck.item)
        yield deck


def _read_venues(content: bytes) -> Iterator[VenuePart]:
    rows = csv.DictReader(io.StringIO(_text_of(content, file=VENUES_FILE)), strict=True)
    try:
        missing = [column for column in VENUE_COLUMNS if column not in (rows.fieldnames or ())]
        if missing:
            raise VenueColumnIsMissing(file=VENUES_FILE, columns=", ".join(missing))
        known: set[str] = set()
        for row in rows:
            venue = _venue_in(row, line=rows.line_num)
            _check_place(venue, known, line=rows.line_num)
            known.add(venue.code)
            yield venue
    except csv.Error as error:
        raise PlanFileIsUnreadable(file=VENUES_FILE, why=str(error)) from error
    if not known:
        raise PlanHasNoHub(file=VENUES_FILE)


def _venue_in(row: dict[str, str], *, line: int) -> VenuePart:
    cells = {column: tidy(row[column] or "") for column in VENUE_COLUMNS}
    try:
        return VenuePart.model_validate({**cells, "seats": cells["seats"] or 0})
    except ValidationError as error:
        column, value = _first_fault(error)
        raise VenueRowIsWrong(file=VENUES_FILE, row=line, column=column, value=value) from error


def _check_place(venue: VenuePart, known: set[str], *, line: int) -> None:
    if venue.code in known:
        raise VenueIsRepeated(file=VENUES_FILE, row=line, venue=venue.code)
    if known and venue.parent not in known:
        raise VenueWithoutParent(file=VENUES_FILE, row=line, venue=venue.code, parent=venue.parent)
    if not known and venue.parent:
        raise PlanHasNoHub(file=VENUES_FILE)


def _first_fault(error: ValidationError) -> tuple[str, str]:
    fault = error.errors(include_url=False)[0]
    found = "" if fault["type"] == "missing" else fault["input"]
    return ".".join(map(str, fault["loc"])), str(found)


def _text_of(content: bytes, *, file: str) -> str:
    """The text of a file in UTF-8, with or without a byte order mark. Raises: PlanFileIsUnreadable."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PlanFileIsUnreadable(file=file, why=f"UTF-8: byte {error.start}") from error
