# SPDX-License-Identifier: Apache-2.0
"""The pictures of decks: for holders of a pass of their conference, and kept by their browsers for good."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Router

from diemcau.conference.deck_files import picture_path
from diemcau.conference.queries import has_slide
from diemcau.web.api.commits import REFUSED
from diemcau.web.api.schemas import SlideName, Slug
from diemcau.web.files import part_of
from diemcau.web.problems import NothingIsHere
from diemcau.web.serving import serving_of

router = Router(tags=["documents"])
WEBP = "image/webp"
CONTENT = {WEBP: {"schema": {"type": "string", "format": "binary"}}}
PICTURE = {
    "responses": {
        200: {"description": "OK", "content": CONTENT},
        206: {"description": "The part that the Range header asked for", "content": CONTENT},
    }
}


@router.get("/slides/{name}", response=REFUSED, openapi_extra=PICTURE)
async def slide(request: HttpRequest, slug: Slug, name: SlideName) -> HttpResponse:
    """A page of a deck, or its thumbnail, by the name that the plan gives; under one name it is always the same.

    Screens on thin lines ask for it in parts, so that nothing else on the line waits for a whole one.
    """
    digest = name.removesuffix(".webp")
    content = await serving_of(request).readers.read(_picture, slug, digest)
    if content is None:
        raise NothingIsHere(path=request.path)
    response = part_of(request, content, content_type=WEBP)
    # Without a strong validator a browser keeps no parts.
    response.headers["ETag"] = f'"{digest}"'
    response.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return response


def _picture(slug: str, digest: str) -> bytes | None:
    path = picture_path(digest)
    return path.read_bytes() if has_slide(slug, digest) and path.is_file() else None
