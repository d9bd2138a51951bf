# SPDX-License-Identifier: Apache-2.0
"""The links that a rehearsal comes in by: the same that people get. Needs the database, once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from diemcau.cli.links import standing_link
from diemcau.config.environment import Environment
from diemcau.lib.clock import SystemClock


@dataclass(frozen=True, kw_only=True)
class Doors:
    """Link tokens of one conference. `delegate` is one delegate's, None when nobody is invited."""

    slug: str
    director: str
    venues: Mapping[str, str]
    delegate: str | None


def open_doors(slug: str) -> Doors:
    """The tokens of a conference's links; those that don't exist yet are issued now.

    Raises: UnknownConference.
    """
    from diemcau.conference.links import link_token
    from diemcau.conference.models import Role
    from diemcau.conference.queries import conference_by_slug, venues_of

    now = SystemClock().now()
    conference = conference_by_slug(slug)
    director = standing_link(conference, role=Role.DIRECTOR, replace=False, now=now)
    venues = {
        venue.code: link_token(standing_link(conference, role=Role.VENUE, replace=False, now=now, venue=venue))
        for venue in venues_of(conference)
    }
    invited = conference.invitations.on_roll().filter(venue__parent__parent__isnull=False).select_related("person")
    first = invited.order_by("venue__position", "person__sort_key").first()
    delegate = (
        standing_link(conference, role=Role.DELEGATE, replace=False, now=now, person=first.person.uuid)
        if first
        else None
    )
    return Doors(
        slug=slug,
        director=link_token(director),
        venues=venues,
        delegate=link_token(delegate) if delegate else None,
    )


def address_of(token: str, values: Environment) -> str:
    """The one-click address of a link."""
    return f"{base_url(values)}/go/{token}"


def base_url(values: Environment) -> str:
    """Where the installation's pages are."""
    return values.origin
