# SPDX-License-Identifier: Apache-2.0
"""Reading what a venue's screen says of itself. It comes from outside, so it is checked. Pure."""

from __future__ import annotations

import json
from typing import Any, TypeVar, get_args

from diemcau.board.live import CameraState, MicrophoneState, VenueStatus

LONGEST_WORD = 120
LARGEST_NUMBER = 1e9
LARGEST_STATUS_BYTES = 4096
State = TypeVar("State", CameraState, MicrophoneState)
CAMERA_STATES: tuple[CameraState, ...] = get_args(CameraState)
MICROPHONE_STATES: tuple[MicrophoneState, ...] = get_args(MicrophoneState)


class NotAStatus(ValueError):
    """The value isn't a VenueStatus. The message names the first field that is wrong."""


def parsed(payload: bytes) -> Any:
    """The JSON value of a payload. Raises: NotAStatus."""
    if len(payload) > LARGEST_STATUS_BYTES:
        raise NotAStatus("size")
    try:
        return json.loads(payload.decode())
    except (ValueError, RecursionError) as error:
        raise NotAStatus("not JSON") from error


def status_from(value: Any) -> VenueStatus:
    """Check a JSON value; fields that aren't known are left out.

    Raises: NotAStatus.
    """
    if not isinstance(value, dict):
        raise NotAStatus("not an object")
    return VenueStatus(
        viewing=_word_or_none(value, "viewing"),
        painted_fps=_number(value, "painted_fps", least=0),
        heard_db=_number_or_none(value, "heard_db"),
        rendition=_word_or_none(value, "rendition"),
        loss=_number_or_none(value, "loss", least=0, most=1),
        delay_ms=_number_or_none(value, "delay_ms", least=0),
        camera=_state(value, "camera", CAMERA_STATES),
        microphone=_state(value, "microphone", MICROPHONE_STATES),
        browser=_word_or_none(value, "browser") or "",
    )


def _word_or_none(value: dict[str, Any], name: str) -> str | None:
    word = value.get(name)
    if word is not None and not (isinstance(word, str) and len(word) <= LONGEST_WORD):
        raise NotAStatus(name)
    return word


def _number_or_none(
    value: dict[str, Any], name: str, *, least: float = -LARGEST_NUMBER, most: float = LARGEST_NUMBER
) -> float | None:
    return None if value.get(name) is None else _number(value, name, least=least, most=most)


def _number(value: dict[str, Any], name: str, *, least: float = -LARGEST_NUMBER, most: float = LARGEST_NUMBER) -> float:
    number = value.get(name)
    if isinstance(number, bool) or not isinstance(number, int | float):
        raise NotAStatus(name)
    if not least <= number <= most:  # nor is NaN
        raise NotAStatus(name)
    return float(number)


def _state(value: dict[str, Any], name: str, states: tuple[State, ...]) -> State:
    for state in states:
        if value.get(name) == state:
            return state
    raise NotAStatus(name)
