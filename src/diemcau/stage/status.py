# SPDX-License-Identifier: Apache-2.0
"""Reading what a venue's screen says of itself. It comes from outside, so it is checked. Pure."""

from __future__ import annotations

import math
from typing import Any

from diemcau.board.live import VenueStatus

LONGEST_WORD = 120


class NotAStatus(ValueError):
    """The value isn't a VenueStatus. The message names the first field that is wrong."""


def status_from(value: Any) -> VenueStatus:
    """Check a JSON value; fields that aren't known are left out.

    Raises: NotAStatus.
    """
    if not isinstance(value, dict):
        raise NotAStatus("not an object")
    return VenueStatus(
        viewing=_word_or_none(value, "viewing"),
        painted_fps=_number(value, "painted_fps"),
        heard_db=None if value.get("heard_db") is None else _number(value, "heard_db"),
        camera=_flag(value, "camera"),
        microphone=_flag(value, "microphone"),
        browser=_word_or_none(value, "browser") or "",
    )


def _word_or_none(value: dict[str, Any], name: str) -> str | None:
    word = value.get(name)
    if word is not None and not (isinstance(word, str) and len(word) <= LONGEST_WORD):
        raise NotAStatus(name)
    return word


def _number(value: dict[str, Any], name: str) -> float:
    number = value.get(name)
    if isinstance(number, bool) or not isinstance(number, int | float) or not math.isfinite(number):
        raise NotAStatus(name)
    return float(number)


def _flag(value: dict[str, Any], name: str) -> bool:
    flag = value.get(name)
    if not isinstance(flag, bool):
        raise NotAStatus(name)
    return flag
