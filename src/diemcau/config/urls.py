# SPDX-License-Identifier: Apache-2.0
"""Every address of the installation, room by room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", include(wagtailadmin_urls)),
    path("", include("diemcau.web.pages.urls")),
    path("", include("diemcau.newsroom.urls")),
    path("", include(wagtail_urls)),
]
