# SPDX-License-Identifier: Apache-2.0
"""Each request's number: in the log beside everything it causes, and in the answer's header."""

from __future__ import annotations

from typing import cast

from asgiref.typing import HTTPScope
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest
from structlog.contextvars import bind_contextvars

from diemcau.lib.ids import new_uid

HEADER = b"x-request-id"
_KEY = "diemcau.request_id"


def number_request(scope: HTTPScope) -> str:
    """Give a request its number, and bind it to the log of the task that serves it."""
    request_id = new_uid().hex
    cast("dict[str, object]", scope)[_KEY] = request_id
    bind_contextvars(request_id=request_id)
    return request_id


def address_of(request: HttpRequest) -> str:
    """Where a request comes from; behind a proxy, where the proxy says that it does."""
    return str(request.META.get("REMOTE_ADDR", ""))


def request_id_of(request: HttpRequest) -> str:
    """The request's number."""
    return str(cast("ASGIRequest", request).scope.get(_KEY, ""))
