# SPDX-License-Identifier: Apache-2.0
"""What the pages show of readers and for readers: their feedback, links to other websites, feeds."""

from __future__ import annotations

from django import template
from django.db.models import QuerySet
from django.utils.translation import get_language

from diemcau.newsroom.models import NewsArticlePage
from diemcau.newsroom.models.feedback import FeedbackState, ReaderFeedback
from diemcau.newsroom.models.links import WebsiteLink

register = template.Library()


@register.simple_tag
def feedback_of(page: NewsArticlePage) -> QuerySet[ReaderFeedback]:
    """What moderators approved, newest last."""
    approved = ReaderFeedback.objects.filter(page=page, state=FeedbackState.APPROVED)
    return approved.only("name", "message", "received_at", "answer")


@register.simple_tag
def website_links() -> dict[str, list[WebsiteLink]]:
    """Links by the title of their group, in the language that is being spoken. One query."""
    links = WebsiteLink.objects.filter(group__locale__language_code=get_language()).select_related("group")
    groups: dict[str, list[WebsiteLink]] = {}
    for link in links.order_by("group__position", "group_id", "sort_order"):
        groups.setdefault(link.group.title, []).append(link)
    return groups
