# SPDX-License-Identifier: Apache-2.0
"""The pages' middleware: refusals as pages, the links' door, and the content policy by area."""

from __future__ import annotations

from collections.abc import Callable

import structlog
from csp.constants import SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from typing_extensions import override

from diemcau.lib.clock import SystemClock
from diemcau.lib.refusal import Refusal
from diemcau.web.doorstep import Doorstep, TooManyKnocks
from diemcau.web.pages.language import page_language, tell_language
from diemcau.web.pages.wording import WORDINGS
from diemcau.web.requests import address_of

log = structlog.get_logger(__name__)

ADMIN_PREFIX = "/admin/"
DOOR_PREFIX = "/go/"
PHONE_DOOR = "/phone/checkin/"
FIRST_ERROR_STATUS = 400
# Wagtail's admin has inline scripts and styles in its own templates and in its editor's output.
ADMIN_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF, "data:"],
    "connect-src": [SELF],
    "frame-src": [SELF],
    "object-src": ["'none'"],
    "base-uri": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
}


class PolicyMiddleware(CSPMiddleware):
    """The strict policy of the settings everywhere but in the admin."""

    @override
    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """The admin's own policy there, else whatever the view asked for."""
        if request.path.startswith(ADMIN_PREFIX) and not report_only:
            return PolicyParts(config=ADMIN_POLICY)
        return super().get_policy_parts(request, response, report_only)


class RefusalMiddleware:
    """Tells a refusal as a page, in the page's language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass everything on."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Render a refusal; leave bugs to Django. An editor stays in the form, which tells it above."""
        if not isinstance(exception, Refusal):
            return None
        form = request.headers.get("referer", "")
        is_edit = request.path.startswith(ADMIN_PREFIX) and request.method == "POST"
        if is_edit and url_has_allowed_host_and_scheme(form, {request.get_host()}):
            messages.error(request, exception.sentence(page_language(request)))
            return HttpResponseRedirect(form)
        return _refused(request, exception)


class DoorstepMiddleware:
    """Lets nobody knock at the links' door without end."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response
        self._doorstep = Doorstep(SystemClock())

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Count who comes, and more closely who is turned away."""
        if not request.path.startswith(DOOR_PREFIX) and PHONE_DOOR not in request.path:
            return self._get_response(request)
        address = address_of(request)
        try:
            self._doorstep.knock(address)
            response = self._get_response(request)
            # A hall full of people may scan the screen before their letters, each with good reason.
            if response.status_code >= FIRST_ERROR_STATUS and request.path.startswith(DOOR_PREFIX):
                self._doorstep.miss(address)
        except TooManyKnocks as refusal:
            return _refused(request, refusal)
        return response


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    log.info("page.refused", code=refusal.code, path=request.path)
    language = page_language(request)
    context = {
        "language": language,
        "words": WORDINGS[language],
        "sentence": refusal.sentence(language),
        "is_link": refusal.status == 401,  # noqa: PLR2004 - HTTP's own number
    }
    response = render(request, "web/refusal.html", context, status=refusal.status)
    if isinstance(refusal, TooManyKnocks):
        response["Retry-After"] = str(refusal.fields["wait_s"])
    tell_language(request, response)
    return response
