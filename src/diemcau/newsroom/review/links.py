# SPDX-License-Identifier: Apache-2.0
"""Signed links for reviewers without an account.

A token only points at its `ReviewLink`, as everywhere in the house: the row says what it is good for.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.signing import BadSignature, Signer
from wagtail.models import Revision

from diemcau.newsroom.models import ReviewLink
from diemcau.newsroom.review.authors import content_digest
from diemcau.newsroom.review.refusals import ReviewLinkHasEnded, ReviewLinkIsForged

LINK_LIFETIME = timedelta(days=3)
_LINKS = Signer(sep=".", salt="diemcau.newsroom.review")
_LONGEST_TOKEN = 200


def issue_review_link(
    revision: Revision, *, reviewer: str, issued_by: Any, at: datetime, lifetime: timedelta = LINK_LIFETIME
) -> ReviewLink:
    """A link for this revision as it stands, good from `at` for `lifetime`, in the reviewer's name."""
    return ReviewLink.objects.create(
        revision=revision,
        digest=content_digest(revision),
        reviewer=reviewer,
        issued_by=issued_by,
        created_at=at,
        expires_at=at + lifetime,
    )


def review_token(link: ReviewLink) -> str:
    """The link's signed token, as it stands in the address `/review/<token>/`."""
    return _LINKS.sign(link.uuid.hex)


def open_review_link(token: str, *, at: datetime) -> ReviewLink:
    """Check a token and find its link.

    Raises: ReviewLinkIsForged, ReviewLinkHasEnded.
    """
    link = ReviewLink.objects.select_related("revision", "decision").filter(uuid=_uuid_in(token)).first()
    if link is None:
        raise ReviewLinkIsForged
    if link.revoked_at is not None or at >= link.expires_at:
        raise ReviewLinkHasEnded
    return link


def revoke_review_link(link: ReviewLink, *, at: datetime) -> None:
    """Revoke a link: it is refused from now on. Twice is once."""
    ReviewLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=at)


def is_current(link: ReviewLink) -> bool:
    """Whether the link's text is still the article's newest."""
    return link.revision.is_latest_revision() and content_digest(link.revision) == link.digest


def _uuid_in(token: str) -> UUID:
    if len(token) > _LONGEST_TOKEN:
        raise ReviewLinkIsForged
    try:
        return UUID(hex=_LINKS.unsign(token))
    except (BadSignature, UnicodeError, ValueError) as error:
        raise ReviewLinkIsForged from error
