# SPDX-License-Identifier: Apache-2.0
"""The feeds as Django's own framework writes them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils.feedgenerator import SyndicationFeed
from django.utils.html import escape
from typing_extensions import override

from diemcau.newsroom.address import absolute
from diemcau.newsroom.feeds.channel import Channel
from diemcau.newsroom.feeds.entry import Entry
from diemcau.newsroom.feeds.finding import ATOM, RSS, channel_at, feed_address
from diemcau.newsroom.feeds.kinds import entries_of
from diemcau.newsroom.feeds.media import AtomWithPictures, RssWithPictures
from diemcau.newsroom.feeds.text import xml_text

if TYPE_CHECKING:
    ChannelFeed = Feed[Entry, Channel]
else:
    ChannelFeed = Feed

_TTL_MINUTES = 15


class RssFeed(ChannelFeed):
    """RSS 2.0."""

    feed_type: type[SyndicationFeed] = RssWithPictures
    form = RSS
    ttl = _TTL_MINUTES
    item_guid_is_permalink = False

    @override
    def get_object(self, request: HttpRequest, path: str) -> Channel:
        return channel_at(request, path)

    def title(self, channel: Channel) -> str:
        """Whose news these are."""
        return xml_text(channel.title)

    def description(self, channel: Channel) -> str:
        """What is told here."""
        return xml_text(channel.description)

    def link(self, channel: Channel) -> str:
        """The page whose news these are."""
        return absolute(channel.page.url)

    def feed_url(self, channel: Channel) -> str:
        """Where the feed itself is."""
        return feed_address(channel.page, self.form)

    def feed_guid(self, channel: Channel) -> str:
        """Its name for good."""
        return channel.uid

    def author_name(self, channel: Channel) -> str:
        """Who publishes it."""
        return xml_text(channel.publisher)

    def items(self, channel: Channel) -> list[Entry]:
        """Newest first."""
        return entries_of(channel)

    @override
    def item_title(self, item: Entry) -> str:
        return xml_text(item.title)

    @override
    def item_description(self, item: Entry) -> str:
        """HTML, as programs take it to be in both forms."""
        return escape(xml_text(item.summary))

    @override
    def item_link(self, item: Entry) -> str:
        return item.url

    def item_guid(self, item: Entry) -> str:
        """Its name for good."""
        return item.uid

    def item_pubdate(self, item: Entry) -> datetime:
        """The moment that the thing bears."""
        return item.published_at

    def item_updateddate(self, item: Entry) -> datetime:
        """When it was published or corrected last."""
        return item.updated_at

    def item_author_name(self, item: Entry) -> str:
        """Who signs."""
        return xml_text(item.author)

    def item_categories(self, item: Entry) -> list[str]:
        """The section, and what sort of entry it is where that has a name."""
        return [xml_text(category) for category in item.categories if category]

    @override
    def item_extra_kwargs(self, item: Entry) -> dict[str, Any]:
        return {"picture": item.picture}


class AtomFeed(RssFeed):
    """Atom 1.0."""

    feed_type = AtomWithPictures
    form = ATOM
    subtitle = RssFeed.description
