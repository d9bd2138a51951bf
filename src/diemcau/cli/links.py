# SPDX-License-Identifier: Apache-2.0
"""`diemcau links`: the addresses by which director, venues and delegates come in."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal
from uuid import UUID

import typer
from rich.console import Console
from rich.table import Table

from diemcau.cli.django import set_up
from diemcau.config.environment import environment
from diemcau.lib.clock import SystemClock
from diemcau.lib.refusal import Refusal

if TYPE_CHECKING:
    from diemcau.conference.models import AccessLink, Conference, Role, Venue

RoleName = Literal["director", "cluster", "venue", "delegate"]
COLUMNS = ("role", "holder", "address")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One link, ready to be handed over."""

    role: str
    holder: str
    address: str


def links(
    conference: Annotated[str, typer.Argument(help="Short name of the conference, as in its address")],
    role: Annotated[RoleName | None, typer.Option(help="Only links of this role")] = None,
    venue: Annotated[str | None, typer.Option(help="Only this venue, and the delegates who sit there")] = None,
    file: Annotated[Path | None, typer.Option("--csv", help="Write them to a file instead")] = None,
    *,
    replace: Annotated[bool, typer.Option(help="Revoke these links and issue new ones")] = False,
) -> None:
    """Print the links of a conference; those that don't exist yet are issued now."""
    set_up()
    now = SystemClock().now()
    try:
        rows = list(_rows(conference, role=role, venue=venue, replace=replace, now=now))
    except Refusal as refusal:
        typer.echo(refusal.sentence(environment().language), err=True)
        raise typer.Exit(2) from refusal
    if file is not None:
        _write(file, rows)
        return
    table = Table(*COLUMNS)
    for row in rows:
        table.add_row(row.role, row.holder, row.address, style="bold" if row.role == "director" else "")
    Console(width=200).print(table)


def _rows(slug: str, *, role: RoleName | None, venue: str | None, replace: bool, now: datetime) -> Iterator[Row]:
    from diemcau.conference.models import Role
    from diemcau.conference.queries import conference_by_slug, venue_by_code, venues_of

    conference = conference_by_slug(slug)
    venues = [venue_by_code(conference, venue)] if venue else list(venues_of(conference))
    if role in ("director", None) and venue is None:
        yield _row("director", "", standing_link(conference, role=Role.DIRECTOR, replace=replace, now=now))
    if role == "cluster":
        # A venue right below the hub with nothing under it needs no second pair of hands.
        roots = venues if venue else [place for place in venues if place.pk in _parents_below_the_hub(conference)]
        for place in roots:
            link = standing_link(conference, role=Role.CLUSTER, replace=replace, now=now, venue=place)
            yield _row("cluster", f"{place.code} {place.name}", link)
    if role in ("venue", None):
        for place in venues:
            link = standing_link(conference, role=Role.VENUE, replace=replace, now=now, venue=place)
            yield _row("venue", f"{place.code} {place.name}", link)
    if role == "delegate":
        invited = conference.invitations.on_roll().filter(venue__in=venues)
        for invitation in invited.select_related("person", "venue").order_by("venue__position", "person__sort_key"):
            person = invitation.person.uuid
            link = standing_link(conference, role=Role.DELEGATE, replace=replace, now=now, person=person)
            yield _row("delegate", f"{invitation.venue.code} {invitation.person.full_name}", link)


def _parents_below_the_hub(conference: Conference) -> set[int]:
    """The keys of the venues right below the hub that have venues of their own."""
    below = conference.venues.filter(parent__parent__isnull=False, parent__parent__parent=None)
    return {key for key in below.values_list("parent", flat=True) if key is not None}


def standing_link(
    conference: Conference,
    *,
    role: Role,
    replace: bool,
    now: datetime,
    venue: Venue | None = None,
    person: UUID | None = None,
) -> AccessLink:
    """The holder's newest link that is still good, or a new one."""
    from diemcau.conference.links import issue_link, revoke_link

    standing = conference.links.filter(role=role, revoked_at=None, expires_at__gt=now, venue=venue, person=person)
    if not replace and (link := standing.order_by("-created_at").first()):
        return link
    for link in standing:
        revoke_link(link, at=now)
    return issue_link(conference, role=role, at=now, venue=venue, person=person)


def _row(role: str, holder: str, link: AccessLink) -> Row:
    from diemcau.conference.links import link_token

    return Row(role=role, holder=holder, address=f"{environment().origin}/go/{link_token(link)}")


def _write(file: Path, rows: list[Row]) -> None:
    with file.open("w", newline="", encoding="utf-8-sig") as output:
        writer = csv.writer(output)
        writer.writerow(COLUMNS)
        writer.writerows((row.role, row.holder, row.address) for row in rows)
