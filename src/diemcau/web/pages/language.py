# SPDX-License-Identifier: Apache-2.0
"""Which language a page speaks.

The installation's own, unless somebody chose another on this device: halls' computers
mostly have English browsers, and nobody there chose that.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from diemcau.lib.refusal import Language
from diemcau.web.problems import LANGUAGES

PARAMETER = "language"
COOKIE = "diemcau_language"
KEPT_S = 365 * 24 * 3600


def page_language(request: HttpRequest) -> Language:
    """The language asked for now, or chosen before, or the installation's."""
    asked = request.GET.get(PARAMETER) or request.COOKIES.get(COOKIE)
    return next((language for language in LANGUAGES if language == asked), settings.ENV.language)


def tell_language(request: HttpRequest, response: HttpResponseBase) -> None:
    """Say which language a page speaks, and remember one that was asked for."""
    response.headers["Content-Language"] = page_language(request)
    if request.GET.get(PARAMETER) in LANGUAGES:
        response.set_cookie(
            COOKIE, page_language(request), max_age=KEPT_S, httponly=True, samesite="Lax", secure=request.is_secure()
        )
