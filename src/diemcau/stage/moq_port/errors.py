# SPDX-License-Identifier: Apache-2.0
"""What the library raises, and what that means to us."""

from __future__ import annotations

import re

import moq

MoqError: type[Exception] = moq.Error
"""Base of every error that the library raises: refused, closed, cancelled, not media."""


_LIBRARY_CODES = 64
"""The library keeps the codes below to itself: a session closed with 409 ends with “app code=345”."""


def close_code(words: str) -> int | None:
    """The code that the other side closed a session with, read off the library's words; None when it told none."""
    found = re.search(r"app code=(\d+)", words)
    return int(found[1]) + _LIBRARY_CODES if found else None


def reason(error: BaseException) -> str:
    """The library's own words for an error, on one line."""
    details = moq.protocol_error(error)
    text = details.message if details is not None else str(error).strip("'\"")
    return " ".join(text.split()) or type(error).__name__


def is_refused(error: BaseException) -> bool:
    """Whether the other side won't have us with this token: dialling again won't help."""
    return moq.is_auth(error)


def is_garbage(error: BaseException) -> bool:
    """Whether the error tells that what somebody published isn't what it claims to be."""
    kinds = (moq.Error.Json, moq.Error.JsonTrack, moq.Error.Media, moq.Error.Mux, moq.Error.Codec, moq.Error.Video)
    return isinstance(error, kinds)


def is_ending(error: BaseException) -> bool:
    """Whether the error only tells that something was closed or cancelled on this side."""
    return moq.is_shutdown(error)
