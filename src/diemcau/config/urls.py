# SPDX-License-Identifier: Apache-2.0
"""Every address of the installation, room by room."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from diemcau.newsroom.urls import language_patterns

handler404 = "diemcau.web.pages.lost.page_not_found"

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", include(wagtailadmin_urls)),
    path("", include("diemcau.web.pages.urls")),
    path("", include("diemcau.newsroom.urls")),
    *i18n_patterns(
        path("", include(language_patterns)),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
