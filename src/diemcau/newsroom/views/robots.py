# SPDX-License-Identifier: Apache-2.0
"""What search engines and other robots ask for: the sitemaps, and where they aren't to go."""

from __future__ import annotations

from django.contrib.sitemaps.views import sitemap, x_robots_tag
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from diemcau.lib.clock import SystemClock
from diemcau.newsroom.address import absolute
from diemcau.newsroom.feeds.news_sitemap import newest
from diemcau.newsroom.feeds.sitemap import PortalSitemap
from diemcau.newsroom.keeping import kept

CLOSED = ("/admin/", "/api/", "/review/", "/go/", "/c/")
"""The admin with its previews, texts under review, and the rooms and doors of conferences."""


@kept
@require_safe
def portal_sitemap(request: HttpRequest) -> HttpResponse:
    """All pages; the second ten thousand and so on under `?p=2`."""
    return sitemap(request, {"portal": PortalSitemap()}, template_name="newsroom/sitemap.xml")


@kept
@require_safe
@x_robots_tag
def news_sitemap(request: HttpRequest) -> HttpResponse:
    """The articles of today and yesterday."""
    context = {"news": newest(SystemClock().now())}
    return render(request, "newsroom/news_sitemap.xml", context, content_type="application/xml; charset=utf-8")


@kept
@require_safe
def robots_txt(_request: HttpRequest) -> HttpResponse:
    """For all robots alike: nobody is shut out of what everybody may read."""
    parts = PortalSitemap().paginator.page_range
    whole = reverse("sitemap")
    maps = [whole, *(f"{whole}?p={part}" for part in parts[1:]), reverse("news_sitemap")]
    lines = [
        "User-agent: *",
        *(f"Disallow: {prefix}" for prefix in CLOSED),
        "",
        *(f"Sitemap: {absolute(address)}" for address in maps),
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
