# SPDX-License-Identifier: Apache-2.0
"""Addresses of the portal besides its pages.

`urlpatterns` are the same in every language. `language_patterns` stand below the language's prefix, with
words of that language: `path(_("search/"), …, name="search")`; the name leads to the other language's.
"""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, path, re_path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.static import serve
from wagtail.views import serve as serve_page

from diemcau.newsroom.views.corrections import corrections_page
from diemcau.newsroom.views.feeds import atom_feed, feeds_page, rss_feed
from diemcau.newsroom.views.review import review, reviewed_page
from diemcau.newsroom.views.robots import news_sitemap, portal_sitemap, robots_txt
from diemcau.newsroom.views.search import search_page

urlpatterns: list[URLPattern | URLResolver] = [
    path("review/<str:token>/", review, name="review"),
    path("review/<str:token>/page/", reviewed_page),
    path("robots.txt", robots_txt),
    path("sitemap.xml", portal_sitemap, name="sitemap"),
    path("news-sitemap.xml", news_sitemap, name="news_sitemap"),
    # Originals and documents of the media folder stay inside.
    re_path(r"^media/(?P<path>images/.+)$", serve, {"document_root": settings.MEDIA_ROOT}),
]

language_patterns: list[URLPattern | URLResolver] = [
    path(_("corrections/"), corrections_page, name="corrections"),
    # Files below an article: Wagtail routes whatever ends in a slash, so theirs are handed to it here.
    re_path(r"^((?:[\w-]+/)+proof\.json)$", serve_page),
    # Readers have no cookie to be compared: the page itself asks where a form was sent from.
    re_path(r"^((?:[\w-]+/)+feedback/)$", csrf_exempt(serve_page)),
    path(_("feeds/"), feeds_page, name="feeds"),
    # Below the address of the page whose news they tell: `/rss/`, `/tin-tuc/atom/`.
    re_path(r"^((?:[\w-]+/)*)rss/$", rss_feed),
    re_path(r"^((?:[\w-]+/)*)atom/$", atom_feed),
    path(_("search/"), search_page, name="search"),
]
