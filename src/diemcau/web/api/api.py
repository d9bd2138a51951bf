# SPDX-License-Identifier: Apache-2.0
"""The API as a whole: its routers, who may call them, and how what goes wrong is told."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.renderers import JSONRenderer

from diemcau.lib.refusal import Refusal
from diemcau.web.api import (
    batch,
    checks,
    course,
    documents,
    doors,
    floor,
    greeting,
    presence,
    recording,
    session,
    sheets,
    slides,
    sources,
)
from diemcau.web.api.auth import BearerAuth
from diemcau.web.problems import BodyIsNotJson, RequestIsMalformed, SomethingBroke, problem_response
from diemcau.web.requests import request_id_of

log = structlog.get_logger(__name__)


class Renderer(JSONRenderer):
    """Vietnamese as itself: escaped, it would take three times the bytes."""

    json_dumps_params: dict[str, Any] = {"ensure_ascii": False}  # noqa: RUF012 - the base class declares it so


api = NinjaAPI(
    title="Điểm cầu",
    version=version("diemcau"),
    description=(
        "Commands append one entry each to the conference's journal and are answered after it is on the disk: "
        "201 when it is new, 200 when the same uid was sent before. Refusals carry a code for programs and a "
        "sentence for people, in the language of Accept-Language."
    ),
    docs_url=None,
    urls_namespace="api",
    auth=BearerAuth(),
    renderer=Renderer(),
)
# First what is asked most: Django tries addresses one after the other.
api.add_router("/{slug}/venues/{code}", presence.router)
api.add_router("/{slug}", doors.router)
api.add_router("/{slug}/venues/{code}", batch.router)
api.add_router("", session.router)
api.add_router("/{slug}", documents.router)
api.add_router("/{slug}", slides.router)
api.add_router("/{slug}", sources.router)
api.add_router("/{slug}", recording.router)
api.add_router("/{slug}", course.router)
api.add_router("/{slug}", floor.router)
api.add_router("/{slug}/venues/{code}", floor.venue_router)
api.add_router("/{slug}", sheets.router)
api.add_router("/{slug}/venues/{code}", sheets.venue_router)
api.add_router("/{slug}", checks.router)
api.add_router("/{slug}", greeting.router)
api.add_router("/{slug}/venues/{code}", checks.venue_router)


@api.exception_handler(Refusal)
def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    log.info("request.refused", code=refusal.code, path=request.path, **_loggable(refusal))
    return problem_response(request, refusal)


@api.exception_handler(ValidationError)
def _malformed(request: HttpRequest, error: ValidationError) -> HttpResponse:
    first = error.errors[0]
    field = ".".join(str(part) for part in first["loc"] if part not in {"body", "path", "query"})
    return problem_response(request, RequestIsMalformed(field=field.removeprefix("body."), problem=first["msg"]))


@api.exception_handler(HttpError)
def _unreadable(request: HttpRequest, _error: HttpError) -> HttpResponse:
    # The one HttpError that django-ninja raises by itself is for a body that it can't parse.
    return problem_response(request, BodyIsNotJson())


@api.exception_handler(Exception)
def _broken(request: HttpRequest, error: Exception) -> HttpResponse:
    log.error("request.broke", path=request.path, exc_info=error)
    return problem_response(request, SomethingBroke(request=request_id_of(request)))


def _loggable(refusal: Refusal) -> dict[str, str | int]:
    return {f"refusal_{name}": value for name, value in refusal.fields.items()}
