# SPDX-License-Identifier: Apache-2.0
"""What the pages show of readers and for readers: their feedback, links to other websites, feeds."""

from __future__ import annotations

from django import template
from django.db.models import QuerySet
from wagtail.models import Locale

from diemcau.newsroom.models import NewsArticlePage
from diemcau.newsroom.models.feedback import FeedbackState, ReaderFeedback
from diemcau.newsroom.models.links import WebsiteLinkGroup

register = template.Library()


@register.simple_tag
def feedback_of(page: NewsArticlePage) -> QuerySet[ReaderFeedback]:
    """What moderators approved, newest last."""
    approved = ReaderFeedback.objects.filter(page=page, state=FeedbackState.APPROVED)
    return approved.only("name", "message", "received_at", "answer")


@register.simple_tag
def website_links() -> list[WebsiteLinkGroup]:
    """The groups of the language that is being spoken, their links at hand."""
    groups = WebsiteLinkGroup.objects.filter(locale=Locale.get_active()).prefetch_related("links")
    return [group for group in groups if group.links.all()]
