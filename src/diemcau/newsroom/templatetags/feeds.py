# SPDX-License-Identifier: Apache-2.0
"""Feeds for the portal's templates."""

from __future__ import annotations

from collections.abc import Iterator

from django import template
from wagtail.models import Page

from diemcau.newsroom.feeds.finding import FeedLinks, links_to
from diemcau.newsroom.feeds.kinds import FED_PAGES

register = template.Library()


@register.simple_tag(takes_context=True)
def feeds_here(context: template.Context) -> list[FeedLinks]:
    """The feeds in which the page that is shown stands, the nearest first; the whole portal's is always among them."""
    return list(_feeds(context.get("page"), context.get("section"), context["site"]["home"]))


def _feeds(page: object, section: object, home: Page | None) -> Iterator[FeedLinks]:
    if home is None:
        return
    nearest = next((one for one in (page, section) if isinstance(one, Page) and one.specific_class in FED_PAGES), home)
    portal = str(home.organisation or home.title)
    if nearest.pk != home.pk:
        yield links_to(nearest, title=f"{nearest.title} – {portal}")
    yield links_to(home, title=portal)
