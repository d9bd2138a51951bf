# SPDX-License-Identifier: Apache-2.0
"""Letters and badges as files: a venue's own for its desk, everybody's for the director.

Lie under the desk's and the console's addresses, so that their own cookies open them.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from diemcau.conference.queries import conference_by_slug
from diemcau.papers.actions import Paper
from diemcau.papers.invitations import SheetKind
from diemcau.papers.inviting import invitation_sheets
from diemcau.web.pages.views import CLOCK, holder_of
from diemcau.web.rules import require_desk, require_director


@never_cache
@require_safe
def of_venue(request: HttpRequest, slug: str, code: str, kind: SheetKind) -> HttpResponse:
    """Letters or badges of the desk's own venue."""
    require_desk(holder_of(request, "desk", slug), venue=code)
    return _file(invitation_sheets(conference_by_slug(slug), kind, at=CLOCK.now(), venue=code))


@never_cache
@require_safe
def of_everybody(request: HttpRequest, slug: str, kind: SheetKind) -> HttpResponse:
    """Letters or badges of the whole conference; of one venue with `?venue=`."""
    require_director(holder_of(request, "console", slug))
    venue = request.GET.get("venue") or None
    return _file(invitation_sheets(conference_by_slug(slug), kind, at=CLOCK.now(), venue=venue))


def _file(paper: Paper) -> HttpResponse:
    response = HttpResponse(paper.content, content_type=paper.content_type)
    response["Content-Disposition"] = f'attachment; filename="{paper.filename}"'
    return response
