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
from diemcau.newsroom.views.review import review, reviewed_page
from diemcau.newsroom.views.search import search_page

urlpatterns: list[URLPattern | URLResolver] = [
    path("review/<str:token>/", review, name="review"),
    path("review/<str:token>/page/", reviewed_page),
    # Originals and documents of the media folder stay inside.
    re_path(r"^media/(?P<path>images/.+)$", serve, {"document_root": settings.MEDIA_ROOT}),
]

language_patterns: list[URLPattern | URLResolver] = [
    path(_("corrections/"), corrections_page, name="corrections"),
    # Files below an article: Wagtail routes whatever ends in a slash, so theirs are handed to it here.
    re_path(r"^((?:[\w-]+/)+proof\.json)$", serve_page),
    # Readers have no cookie to be compared: the page itself asks where a form was sent from.
    re_path(r"^((?:[\w-]+/)+feedback/)$", csrf_exempt(serve_page)),
    path(_("search/"), search_page, name="search"),
]
