# SPDX-License-Identifier: Apache-2.0
"""Notices of incidents in the feeds: what happened, and what was done."""

from __future__ import annotations

from diemcau.newsroom.address import absolute
from diemcau.newsroom.feeds.channel import Channel, last_touched
from diemcau.newsroom.feeds.entry import Entry, uid_of
from diemcau.newsroom.models import IncidentNoticePage, latest_notices
from diemcau.newsroom.structured.reading import local

_SHOWN = (
    *("title", "slug", "path", "depth", "url_path", "locale", "translation_key"),
    *("first_published_at", "last_published_at", "what_happened", "what_was_done"),
)


def notices(channel: Channel, *, limit: int) -> list[Entry]:
    """The newest notices."""
    found = latest_notices(channel.page.locale).descendant_of(channel.page).only(*_SHOWN)
    return [_entry(notice, channel) for notice in found[:limit]]


def _entry(notice: IncidentNoticePage, channel: Channel) -> Entry:
    return Entry(
        uid=uid_of(notice.translation_key, channel.language),
        url=absolute(notice.url),
        title=notice.title,
        summary=notice.plain_text(),
        published_at=local(notice.first_published_at),
        updated_at=last_touched(notice, since=notice.first_published_at),
        author=channel.publisher,
        categories=(channel.section_of(notice),),
    )
