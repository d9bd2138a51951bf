# SPDX-License-Identifier: Apache-2.0
"""The language of a request: its path alone decides.

Not Django's LocaleMiddleware: that lets answers without a prefix vary by `Accept-Language`, so that
no cache could keep one page for all readers, and writes its `Content-Language` over admin and rooms,
which choose their languages themselves.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, get_language_from_path, override

from diemcau.lib.refusal import Language

ADMIN_PREFIX = "/admin/"


def language_of_path(path: str) -> Language:
    """The language whose prefix a path has; the installation's own without one."""
    found = get_language_from_path(path) or settings.LANGUAGE_CODE
    return "en" if found == "en" else "vi"


def language_here() -> Language:
    """The language that is being spoken: on a page its own, in the admin the editor's."""
    return "en" if (get_language() or "").startswith("en") else "vi"


class LanguageOfThePathMiddleware:
    """Activates the language for as long as the request lasts, and tells it where the view didn't."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the path's language."""
        language = language_of_path(request.path_info)
        with override(language):
            response = self._get_response(request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if is_page and not request.path_info.startswith(ADMIN_PREFIX):
            response.headers.setdefault("Content-Language", language)
        return response
