# SPDX-License-Identifier: Apache-2.0
"""Addresses of the portal that Wagtail's own pattern doesn't know.

Pictures: originals and documents of the media folder stay inside. Files below an article: Wagtail
routes whatever ends in a slash, so theirs are handed to it here.
"""

from __future__ import annotations

from django.conf import settings
from django.urls import re_path
from django.views.static import serve
from wagtail.views import serve as serve_page

urlpatterns = [
    re_path(r"^media/(?P<path>images/.+)$", serve, {"document_root": settings.MEDIA_ROOT}),
    re_path(r"^((?:[\w-]+/)+proof\.json)$", serve_page),
]
