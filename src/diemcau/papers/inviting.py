# SPDX-License-Identifier: Apache-2.0
"""Printing a conference's letters and badges: for everybody, for one venue, or for one person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import get_args
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings

from diemcau.conference.links import link_token, standing_delegate_links
from diemcau.conference.models import Conference
from diemcau.conference.queries import venue_by_code
from diemcau.papers.actions import Paper, save
from diemcau.papers.invitations import TEMPLATES, Hall, Invitations, Invited, Item, SheetKind, sheet_fields
from diemcau.papers.refusals import NobodyIsInvited, NoSuchLetter
from diemcau.papers.typesetting import typeset
from diemcau.people.actions import number_invitations
from diemcau.people.badge_keys import badge_signer
from diemcau.people.badges import badge_token
from diemcau.people.models import Invitation
from diemcau.people.queries import lettered

FILENAMES: Mapping[SheetKind, str] = {"letters": "giay-moi", "badges": "the-dai-bieu"}


def invitation_sheets(
    conference: Conference, kind: SheetKind, *, at: datetime, venue: str | None = None, number: str | None = None
) -> Paper:
    """Typeset letters or badges of everybody, of one venue, or of the letter with one number.

    Letters without a number are numbered first; where the installation has a domain, delegates without a link to
    their page get one, issued `at`.

    Raises: UnknownVenue, NobodyIsInvited, NoSuchLetter, SheetTemplateIsBroken.
    """
    return _printer(conference, at=at, venue=venue, number=number)(kind)


def write_invitations(conference: Conference, folder: Path, *, at: datetime, venue: str | None = None) -> list[Path]:
    """Write letters and badges into a folder, over those of the same name, the two at the same time.

    Returns: the files, letters first.
    Raises: UnknownVenue, NobodyIsInvited, SheetTemplateIsBroken, FolderCannotBeWritten.
    """
    printed = _printer(conference, at=at, venue=venue)
    kinds = get_args(SheetKind)
    with ThreadPoolExecutor(max_workers=len(kinds)) as pool:
        written = list(pool.map(printed, kinds))
    return [save(one, folder) for one in written]


def invitations_of(
    conference: Conference, *, at: datetime, venue: str | None = None, number: str | None = None
) -> Invitations:
    """What the sheets say: venues in the plan's order, guests of honour first, then by given name.

    Raises: UnknownVenue, NobodyIsInvited, NoSuchLetter.
    """
    number_invitations(conference)
    invited = lettered(conference)
    if venue is not None:
        invited = invited.filter(venue=venue_by_code(conference, venue))
    if number is not None:
        invited = invited.filter(number=number)
    rows = list(invited)
    if not rows:
        raise NobodyIsInvited if number is None else NoSuchLetter(number=number)
    return Invitations(
        conference=conference.name,
        organiser=conference.organiser,
        place=conference.place,
        starts_at=conference.starts_at,
        programme=[
            Item(number=item.number, title=item.title, speaker=item.speaker_name)
            for item in conference.items.order_by("number")
        ],
        halls=list(_halls(conference, rows, pages=_pages(conference, rows, at=at))),
    )


def _halls(conference: Conference, rows: Sequence[Invitation], *, pages: Mapping[UUID, str]) -> Iterable[Hall]:
    by_venue: dict[int, list[Invitation]] = {}
    for row in sorted(rows, key=lambda row: (row.venue.position, row.venue.code)):  # stable: guests stay first
        by_venue.setdefault(row.venue_id, []).append(row)
    for there in by_venue.values():
        venue = there[0].venue
        yield Hall(
            code=venue.code,
            name=venue.name,
            address=venue.address,
            is_hub=venue.parent_id is None,
            invited=[_invited(conference, row, page=pages.get(row.person.uuid)) for row in there],
        )


def _invited(conference: Conference, row: Invitation, *, page: str | None) -> Invited:
    return Invited(
        number=row.number,
        name=row.person.full_name,
        post=row.post,
        organisation=row.organisation.name if row.organisation else "",
        seat=row.seat,
        is_guest_of_honour=row.is_guest_of_honour,
        code=badge_token(badge_signer(), conference=conference.uuid, badge=row.badge_id),
        page=page,
    )


def _pages(conference: Conference, rows: Sequence[Invitation], *, at: datetime) -> dict[UUID, str]:
    """The addresses of the delegates' own pages; none without a domain, since phones don't reach loopback."""
    if not settings.ENV.domain:
        return {}
    links = standing_delegate_links(conference, [row.person.uuid for row in rows], at=at)
    return {person: f"{settings.ENV.origin}/go/{link_token(link)}" for person, link in links.items()}


def _printer(
    conference: Conference, *, at: datetime, venue: str | None = None, number: str | None = None
) -> Callable[[SheetKind], Paper]:
    """What typesets either kind; whatever the two have in common is worked out once, here."""
    invitations = invitations_of(conference, at=at, venue=venue, number=number)
    fields = sheet_fields(invitations, zone=ZoneInfo(settings.TIME_ZONE))
    only = [part for part in (venue, number) if part]

    def printed(kind: SheetKind) -> Paper:
        own = Path(settings.DIEMCAU_HOME) / "templates" / TEMPLATES[kind].name
        template = own if own.is_file() else TEMPLATES[kind]
        return Paper(
            kind=kind,
            filename="-".join([FILENAMES[kind], conference.slug, *only]) + ".pdf",
            content_type="application/pdf",
            content=typeset(template, fields, dated=invitations.starts_at),
        )

    return printed
