# SPDX-License-Identifier: Apache-2.0
"""Where the pages and the relay are, as browsers reach them."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

from diemcau.conference.links import Pass
from diemcau.conference.models import Role


def relay_origin(request: HttpRequest) -> str:
    """The relay's address, on the host that the browser used unless the installation names one."""
    host = settings.ENV.domain or urlsplit(f"//{request.get_host()}").hostname or settings.ENV.browser_host
    shown = f"[{host}]" if ":" in host else host
    return f"https://{shown}:{settings.ENV.relay_port}"


def door_address(request: HttpRequest, *, slug: str, venue: str) -> str:
    """What a venue's codes are put behind: the phone page's own cookie goes there too."""
    path = f"/c/{slug}/phone/checkin/{venue}/"
    return f"{settings.ENV.origin}{path}" if settings.ENV.domain else request.build_absolute_uri(path)


def pages_of(holder: Pass) -> dict[str, str]:
    """The addresses of all pages that a pass opens, by page, its entrance first."""
    if holder.role is Role.VENUE:
        return {page: f"/c/{holder.slug}/{page}/{holder.venue}/" for page in ("venue", "screen", "desk")}
    if holder.role is Role.CLUSTER:
        return {"cluster": f"/c/{holder.slug}/cluster/{holder.venue}/"}
    page = "console" if holder.role is Role.DIRECTOR else "phone"
    return {page: f"/c/{holder.slug}/{page}/"}


def entrance_of(holder: Pass) -> str:
    """The first page of a pass: for a venue the choice between its screen and its desk."""
    return next(iter(pages_of(holder).values()))
