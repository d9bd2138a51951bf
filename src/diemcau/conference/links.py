# SPDX-License-Identifier: Apache-2.0
"""Signed links and bearers: who may come in without an account, and as whom.

Owns the form of both tokens and their checks. A token only points at its `AccessLink`:
the link's row says what it is good for, so that revoking the row ends every token at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.signing import BadSignature, Signer

from diemcau.conference.models import AccessLink, Conference, Role, Venue
from diemcau.conference.queries import venues_under
from diemcau.conference.refusals import LinkHasExpired, LinkIsForged, LinkIsRevoked, LinkOfAnotherConference

LINK_LIFETIME = timedelta(days=30)
BEARER_LIFETIME = timedelta(hours=12)
_LINKS = Signer(sep=".", salt="diemcau.conference.link")
_BEARERS = Signer(sep=".", salt="diemcau.conference.bearer")
_LONGEST_TOKEN = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class Pass:
    """Whom a link lets in, where and until when.

    `venue` is the code of an operator's venue, `person` a delegate's id; both None for a director.
    `branch` holds the codes of the venue and all below it for a cluster's operator, None for anybody else.
    """

    conference_uuid: UUID
    slug: str
    role: Role
    venue: str | None
    person: UUID | None
    link: UUID
    expires_at: datetime
    branch: frozenset[str] | None = None

    @property
    def actor(self) -> str:
        """How the journal names the holder."""
        if self.role in {Role.VENUE, Role.CLUSTER}:
            return f"{self.role}:{self.venue}"
        if self.role is Role.DELEGATE:
            return f"person:{self.person}"
        return f"director:{self.link}"


def issue_link(
    conference: Conference,
    *,
    role: Role,
    at: datetime,
    venue: Venue | None = None,
    person: UUID | None = None,
    lifetime: timedelta = LINK_LIFETIME,
) -> AccessLink:
    """Issue a new link, good from `at` for `lifetime`.

    `venue` is the operator's venue, or the root of the cluster's branch; `person` the delegate's id,
    only for Role.DELEGATE.

    Raises: ValueError: venue or person don't go with the role, or the venue is another conference's.
    """
    if (role in {Role.VENUE, Role.CLUSTER}, role is Role.DELEGATE) != (venue is not None, person is not None):
        raise ValueError(f"a {role} link needs its own holder and no other")
    if venue is not None and venue.conference_id != conference.pk:
        raise ValueError(f"venue {venue.code} is of another conference")
    return AccessLink.objects.create(
        conference=conference, role=role, venue=venue, person=person, created_at=at, expires_at=at + lifetime
    )


def standing_delegate_links(conference: Conference, persons: Sequence[UUID], *, at: datetime) -> dict[UUID, AccessLink]:
    """Each delegate's newest link that outlasts the conference's beginning; whoever has none gets one.

    New ones are good until 30 days after `at` or after the beginning, whichever is later. Two queries, however many.
    """
    good = conference.links.filter(
        role=Role.DELEGATE, revoked_at=None, expires_at__gt=max(at, conference.starts_at)
    ).order_by("created_at")
    standing = {link.person: link for link in good if link.person is not None}
    missing = [
        AccessLink(
            conference=conference,
            role=Role.DELEGATE,
            person=person,
            created_at=at,
            expires_at=max(at, conference.starts_at) + LINK_LIFETIME,
        )
        for person in persons
        if person not in standing
    ]
    standing |= {link.person: link for link in AccessLink.objects.bulk_create(missing) if link.person is not None}
    return {person: standing[person] for person in persons}


def link_token(link: AccessLink) -> str:
    """The link's signed token, as it stands in the address `/go/<token>`."""
    return _LINKS.sign(link.uuid.hex)


def open_link(token: str, *, at: datetime) -> Pass:
    """Check a link's token.

    Raises: LinkIsForged, LinkHasExpired, LinkIsRevoked.
    """
    return _checked(_uuid_in(_unsigned(_LINKS, token)), at=at)


def revoke_link(link: AccessLink, *, at: datetime) -> None:
    """Revoke a link: it and every bearer made from it are refused from now on. Twice is once."""
    AccessLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=at)


def bearer_for(holder: Pass, *, at: datetime) -> str:
    """A bearer for the API, good for 12 hours but never longer than the link; ask again to renew it."""
    expires_at = min(at + BEARER_LIFETIME, holder.expires_at)
    return _BEARERS.sign(f"{holder.link.hex}-{int(expires_at.timestamp()):x}")


def pass_from(bearer: str, *, at: datetime, slug: str | None = None) -> Pass:
    """Check a bearer and look its link up.

    `slug` is the conference asked for; None where the address names none.

    Raises: LinkIsForged, LinkHasExpired, LinkIsRevoked, LinkOfAnotherConference.
    """
    link, _, expires = _unsigned(_BEARERS, bearer).partition("-")
    if at >= _instant_in(expires):
        raise LinkHasExpired
    holder = _checked(_uuid_in(link), at=at)
    if slug is not None and slug != holder.slug:
        raise LinkOfAnotherConference(own=holder.slug, asked=slug)
    return holder


def _checked(link_uuid: UUID, *, at: datetime) -> Pass:
    link = AccessLink.objects.select_related("conference", "venue").filter(uuid=link_uuid).first()
    if link is None:
        raise LinkIsForged
    if link.revoked_at is not None:
        raise LinkIsRevoked
    if at >= link.expires_at:
        raise LinkHasExpired
    role = Role(link.role)
    return Pass(
        conference_uuid=link.conference.uuid,
        slug=link.conference.slug,
        role=role,
        venue=link.venue.code if link.venue else None,
        person=link.person,
        link=link.uuid,
        expires_at=link.expires_at,
        branch=_branch(link.venue) if role is Role.CLUSTER and link.venue else None,
    )


def _branch(root: Venue) -> frozenset[str]:
    return frozenset(venue.code for venue in venues_under(root))


def _unsigned(signer: Any, token: str) -> str:
    if len(token) > _LONGEST_TOKEN:
        raise LinkIsForged
    try:
        text: str = signer.unsign(token)
    except (BadSignature, UnicodeError) as error:
        raise LinkIsForged from error
    return text


def _uuid_in(text: str) -> UUID:
    try:
        return UUID(hex=text)
    except ValueError as error:
        raise LinkIsForged from error


def _instant_in(text: str) -> datetime:
    try:
        return datetime.fromtimestamp(int(text, 16), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise LinkIsForged from error
