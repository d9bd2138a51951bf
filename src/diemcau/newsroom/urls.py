# SPDX-License-Identifier: Apache-2.0
"""The pictures of the portal's pages. Originals and documents of the media folder stay inside."""

from __future__ import annotations

from django.conf import settings
from django.urls import re_path
from django.views.static import serve

urlpatterns = [re_path(r"^media/(?P<path>images/.+)$", serve, {"document_root": settings.MEDIA_ROOT})]
