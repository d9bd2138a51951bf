# SPDX-License-Identifier: Apache-2.0
"""What stands in the feeds: the one place that knows all kinds of entries, and which pages have feeds."""

from __future__ import annotations

from typing import Protocol

from wagtail.models import Page

from diemcau.newsroom.feeds.articles import articles
from diemcau.newsroom.feeds.channel import Channel
from diemcau.newsroom.feeds.checks import checks
from diemcau.newsroom.feeds.corrections import corrections
from diemcau.newsroom.feeds.entry import Entry
from diemcau.newsroom.feeds.notices import notices
from diemcau.newsroom.feeds.take_downs import take_downs
from diemcau.newsroom.models import FactCheckIndexPage, HomePage, IncidentNoticeIndexPage, SectionPage

ENTRIES = 30


class Kind(Protocol):
    """The newest things of a kind that stand below a channel's page and are open to everybody."""

    def __call__(self, channel: Channel, *, limit: int) -> list[Entry]:
        """No more than `limit`."""


KINDS: tuple[Kind, ...] = (articles, corrections, checks, notices, take_downs)
FED_PAGES: tuple[type[Page], ...] = (HomePage, SectionPage, FactCheckIndexPage, IncidentNoticeIndexPage)


def entries_of(channel: Channel) -> list[Entry]:
    """A channel's newest entries of all kinds, newest first."""
    found = [entry for kind in KINDS for entry in kind(channel, limit=ENTRIES)]
    return sorted(found, key=lambda entry: entry.published_at, reverse=True)[:ENTRIES]
