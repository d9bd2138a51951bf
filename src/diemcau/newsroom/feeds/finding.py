# SPDX-License-Identifier: Apache-2.0
"""Which feeds there are, and under which addresses: below the address of each page that has one."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from wagtail.models import Locale, Page, PageQuerySet, Site

from diemcau.newsroom.address import absolute
from diemcau.newsroom.feeds.channel import Channel
from diemcau.newsroom.feeds.kinds import FED_PAGES
from diemcau.newsroom.models import HomePage
from diemcau.newsroom.models.open_pages import open_to_everybody

RSS, ATOM = "rss", "atom"


@dataclass(frozen=True, kw_only=True)
class FeedLinks:
    """Where a page's feeds are, in both forms."""

    title: str
    rss: str
    atom: str


def channel_at(request: HttpRequest, path: str) -> Channel:
    """The channel of the page at a path below the home, in the language that is spoken. Raises: Page.DoesNotExist."""
    home = home_here(request)
    page = fed_pages(home).get(url_path=f"{home.url_path}{path}")
    return Channel(page=page.specific, home=home)


def channels(request: HttpRequest) -> list[Channel]:
    """All channels of the language that is spoken, the portal's own first, then kind by kind.

    Raises: Page.DoesNotExist.
    """
    home = home_here(request)
    pages = sorted(fed_pages(home).order_by("path").specific(), key=lambda page: FED_PAGES.index(type(page)))
    return [Channel(page=page, home=home) for page in pages]


def home_here(request: HttpRequest) -> HomePage:
    """The site's home in the language that is spoken. Raises: Page.DoesNotExist: it has none."""
    site = Site.find_for_request(request)
    if site is None:
        raise Page.DoesNotExist
    home: HomePage = open_to_everybody(HomePage.objects.filter(locale=Locale.get_active())).get(
        translation_key=site.root_page.translation_key
    )
    return home


def fed_pages(home: HomePage) -> PageQuerySet:
    """The pages that have feeds."""
    return open_to_everybody(Page.objects.descendant_of(home, inclusive=True).type(*FED_PAGES))


def links_to(page: Page, *, title: str) -> FeedLinks:
    """The feeds of a page that has them; addresses are absolute: whatever finds them takes them elsewhere."""
    return FeedLinks(title=title, rss=feed_address(page, RSS), atom=feed_address(page, ATOM))


def feed_address(page: Page, form: str) -> str:
    """`https://…/tin-tuc/rss/`."""
    return absolute(f"{page.url}{form}/")
