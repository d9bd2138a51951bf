# SPDX-License-Identifier: Apache-2.0
"""What the assembler makes and the muxer takes: the encoded pictures and sounds of one segment. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """One encoded picture in Annex B, in decode order. `at_us` is when it is shown, from the take's start."""

    at_us: int
    payload: bytes
    is_keyframe: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Sound:
    """One packet of Opus. `at_us` is when it sounds, from the take's start."""

    at_us: int
    lasts_us: int
    payload: bytes


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class TakeHead:
    """What all segments of a take share; two takes are the same only if it is the same object.

    `started_us` is the recorder's own monotonic clock at the take's start, `keyframe` its
    first picture, which tells its form.
    """

    started_us: int
    keyframe: bytes
    channels: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Footage:
    """One segment before it is a file: from `from_us` to `until_us` of its take.

    `delay_us` is added to all times of a take whose pictures are decoded in another order than shown.
    """

    head: TakeHead
    from_us: int
    until_us: int
    delay_us: int = 0
    pictures: tuple[Picture, ...]
    sounds: tuple[Sound, ...]

    @property
    def lasts_s(self) -> float:
        """How long it is shown, in seconds."""
        return (self.until_us - self.from_us) / 1e6
