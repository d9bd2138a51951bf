# SPDX-License-Identifier: Apache-2.0
"""What a live page may load and reach, beyond what every page may."""

from __future__ import annotations

from csp.constants import SELF
from django.http import HttpResponse


def live_policy(response: HttpResponse, *, relay: str) -> HttpResponse:
    """Let a page dial the relay, and isolate it, so that its audio ring can use shared memory."""
    response._csp_update = {  # type: ignore[attr-defined] # noqa: SLF001 - what django-csp's decorators set, here with a value of the request's
        "connect-src": [SELF, relay],
        "worker-src": [SELF, "blob:"],
        "media-src": [SELF, "blob:"],
    }
    response["Cross-Origin-Embedder-Policy"] = "require-corp"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Permissions-Policy"] = "camera=(self), microphone=(self), display-capture=(), geolocation=()"
    return response
