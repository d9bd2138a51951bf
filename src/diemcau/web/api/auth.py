# SPDX-License-Identifier: Apache-2.0
"""Who asks: the bearer of a request, checked against the conference in its address."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest
from ninja.security.http import HttpAuthBase

from diemcau.conference.links import Pass
from diemcau.conference.refusals import LinkOfAnotherConference
from diemcau.web.problems import BearerIsMissing
from diemcau.web.serving import serving_of


class BearerAuth(HttpAuthBase):
    """`Authorization: Bearer …`, as `POST /api/session` gave it."""

    openapi_scheme: str = "bearer"

    async def __call__(self, request: HttpRequest) -> Pass:
        """The holder. Raises: BearerIsMissing, LinkIsForged, LinkHasExpired, LinkIsRevoked, LinkOfAnotherConference."""
        scheme, _, bearer = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
        if scheme.lower() != "bearer" or not bearer:
            raise BearerIsMissing
        holder = await serving_of(request).passes.holder(bearer)
        asked = request.resolver_match.kwargs["slug"] if request.resolver_match else ""
        # Here and not in the views: one that forgot would tell a stranger everything.
        if asked != holder.slug:
            raise LinkOfAnotherConference(own=holder.slug, asked=asked)
        return holder


def holder_of(request: HttpRequest) -> Pass:
    """The pass that the request was let in with."""
    return cast("Pass", request.auth)  # type: ignore[attr-defined] # set by django-ninja
