# SPDX-License-Identifier: Apache-2.0
"""The portal's feeds, and the page that lists them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from diemcau.newsroom.feeds.channel import Channel
from diemcau.newsroom.feeds.finding import channels, links_to
from diemcau.newsroom.feeds.syndication import AtomFeed, RssFeed
from diemcau.newsroom.keeping import kept

rss_feed = kept(require_safe(RssFeed()))
atom_feed = kept(require_safe(AtomFeed()))


@kept
@require_safe
def feeds_page(request: HttpRequest) -> HttpResponse:
    """All feeds of the language, each in both forms."""
    try:
        listed = [links_to(channel.page, title=_name(channel)) for channel in channels(request)]
    except Page.DoesNotExist as error:
        raise Http404 from error
    return render(request, "newsroom/feeds.html", {"feeds": listed})


def _name(channel: Channel) -> str:
    return _("The whole portal") if channel.is_whole else str(channel.page.title)
