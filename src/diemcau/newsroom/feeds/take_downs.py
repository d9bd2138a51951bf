# SPDX-License-Identifier: Apache-2.0
"""Take-downs in the feeds: whoever has the article in a feed reader learns that it is gone, and why."""

from __future__ import annotations

from django.utils.translation import gettext as _
from wagtail.models import Page

from diemcau.newsroom.address import absolute
from diemcau.newsroom.feeds.channel import Channel
from diemcau.newsroom.feeds.entry import Entry, uid_of
from diemcau.newsroom.models import TakeDownNotice
from diemcau.newsroom.models.open_pages import unrestricted
from diemcau.newsroom.structured.reading import local


def take_downs(channel: Channel, *, limit: int) -> list[Entry]:
    """The newest notices that stand."""
    pages = unrestricted(Page.objects.descendant_of(channel.page)).order_by()
    found = TakeDownNotice.objects.filter(lifted_at=None, page__in=pages).select_related("take_down", "page")
    return [_entry(notice, channel) for notice in found[:limit]]


def _entry(notice: TakeDownNotice, channel: Channel) -> Entry:
    decision = notice.take_down
    return Entry(
        uid=uid_of(decision.article_key, "take-down", str(decision.pk), channel.language),
        url=absolute(notice.page.url),
        title=_("Taken down: %(title)s") % {"title": notice.headline},
        summary=_("%(reason)s By decision of %(office)s.") % {"reason": notice.reason, "office": notice.office},
        published_at=local(decision.taken_down_at),
        updated_at=local(decision.taken_down_at),
        author=channel.publisher,
        categories=(channel.section_of(notice.page), _("Taken down")),
    )
