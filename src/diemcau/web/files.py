# SPDX-License-Identifier: Apache-2.0
"""Files of a recording as answers: the right type, how long they may be kept, and parts of large ones.

A film of hours is never read whole: it leaves in pieces, each read in a thread.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from diemcau.recording.archive import CONTENT_TYPES, is_immutable

PIECE_BYTES = 256 * 1024
FOR_GOOD, FOR_NOW = "max-age=31536000, immutable", "no-cache"
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def small_file(path: Path, *, is_public: bool) -> HttpResponse | None:
    """A playlist, a segment or a still, whole; None when it isn't there."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    response = HttpResponse(content, content_type=CONTENT_TYPES[path.suffix])
    response["Cache-Control"] = _keeping(path, is_public=is_public)
    return response


def large_file(request: HttpRequest, path: Path, *, is_public: bool) -> HttpResponseBase | None:
    """A film, or the part of it that was asked for; None when it isn't there.

    A demand for several parts at once gets the whole, as RFC 9110 §14.2 allows.
    """
    try:
        size = path.stat().st_size
    except OSError:
        return None
    asked = _RANGE.fullmatch(request.headers.get("Range", ""))
    response: HttpResponseBase
    if asked is None or asked[0] == "bytes=-":
        response = _part(request, path, 0, size)
    else:
        first, last = _wanted(asked[1], asked[2], size)
        if first >= size or last < first:
            return _out_of_range(size)
        response = _part(request, path, first, last + 1)
        response.status_code = 206
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = _keeping(path, is_public=is_public)
    return response


def part_of(request: HttpRequest, content: bytes, *, content_type: str) -> HttpResponse:
    """What is at hand already, or the part of it that was asked for."""
    asked, size = _RANGE.fullmatch(request.headers.get("Range", "")), len(content)
    if asked is None or asked[0] == "bytes=-":
        response = HttpResponse(content, content_type=content_type)
    else:
        first, last = _wanted(asked[1], asked[2], size)
        if first >= size or last < first:
            return _out_of_range(size)
        response = HttpResponse(content[first : last + 1], content_type=content_type, status=206)
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
    response["Accept-Ranges"] = "bytes"
    return response


def _out_of_range(size: int) -> HttpResponse:
    response = HttpResponse(status=416)
    response["Content-Range"] = f"bytes */{size}"
    return response


def _wanted(first: str, last: str, size: int) -> tuple[int, int]:
    if not first:
        return max(0, size - int(last)), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1


def _part(request: HttpRequest, path: Path, first: int, end: int) -> HttpResponseBase:
    kind = CONTENT_TYPES[path.suffix]
    response: HttpResponseBase
    if request.method == "HEAD":
        response = HttpResponse(content_type=kind)
    else:
        response = StreamingHttpResponse(_pieces(path, first, end), content_type=kind)
    response["Content-Length"] = str(end - first)
    return response


async def _pieces(path: Path, first: int, end: int) -> AsyncIterator[bytes]:
    at = first
    with await asyncio.to_thread(path.open, "rb") as file:
        await asyncio.to_thread(file.seek, first)
        while at < end:
            piece = await asyncio.to_thread(file.read, min(PIECE_BYTES, end - at))
            if not piece:
                return
            at += len(piece)
            yield piece


def _keeping(path: Path, *, is_public: bool) -> str:
    return f"{'public' if is_public else 'private'}, {FOR_GOOD if is_immutable(path.name) else FOR_NOW}"
