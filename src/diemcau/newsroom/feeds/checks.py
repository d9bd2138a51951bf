# SPDX-License-Identifier: Apache-2.0
"""Fact checks in the feeds: the claim, and what became of it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from diemcau.newsroom.address import absolute
from diemcau.newsroom.feeds.channel import Channel, last_touched
from diemcau.newsroom.feeds.entry import Entry, uid_of
from diemcau.newsroom.models import FactCheckPage, latest_checks
from diemcau.newsroom.structured.reading import local

_SHOWN = (
    *("title", "slug", "path", "depth", "url_path", "locale", "translation_key"),
    *("first_published_at", "last_published_at", "claim", "verdict", "byline"),
)


def checks(channel: Channel, *, limit: int) -> list[Entry]:
    """The newest fact checks."""
    found = latest_checks(channel.page.locale).descendant_of(channel.page).only(*_SHOWN)
    return [_entry(check, channel) for check in found[:limit]]


def _entry(check: FactCheckPage, channel: Channel) -> Entry:
    told = {"claim": check.claim, "verdict": check.get_verdict_display()}
    return Entry(
        uid=uid_of(check.translation_key, channel.language),
        url=absolute(check.url),
        title=check.title,
        summary=_("Claim: “%(claim)s” Verdict: %(verdict)s.") % told,
        published_at=local(check.first_published_at),
        updated_at=last_touched(check, since=check.first_published_at),
        author=check.byline or channel.publisher,
        categories=(channel.section_of(check),),
    )
