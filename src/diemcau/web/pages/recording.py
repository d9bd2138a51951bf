# SPDX-License-Identifier: Apache-2.0
"""The recording's files: for everybody once a published article is about the conference, before that for organisers."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from diemcau.newsroom.queries import is_reported
from diemcau.recording.archive import FILM, folder_of, is_public_name
from diemcau.recording.refusals import RecordingIsNotReady
from diemcau.web.files import large_file, small_file
from diemcau.web.pages.papers import directed
from diemcau.web.problems import NothingIsHere

MAY_SEE_ALL = "wagtailadmin.access_admin"


@require_safe
def file(request: HttpRequest, slug: str, name: str) -> HttpResponseBase:
    """One file of a recording. Raises: NothingIsHere: there is none, or it isn't for this reader."""
    is_public = is_reported(slug)
    response: HttpResponseBase | None = None
    if is_public_name(name) and (is_public or request.user.has_perm(MAY_SEE_ALL)):
        path = folder_of(settings.RECORDINGS, slug) / name
        response = (
            large_file(request, path, is_public=is_public) if name == FILM else small_file(path, is_public=is_public)
        )
    if response is None:
        raise NothingIsHere(path=request.path)
    return response


@require_safe
def film(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The film, for the director to keep. Raises: RecordingIsNotReady."""
    directed(request, slug)
    response = large_file(request, folder_of(settings.RECORDINGS, slug) / FILM, is_public=False)
    if response is None:
        raise RecordingIsNotReady(slug=slug)
    response["Content-Disposition"] = f'attachment; filename="ghi-hinh-{slug}.mp4"'
    return response
