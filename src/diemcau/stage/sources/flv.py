# SPDX-License-Identifier: Apache-2.0
"""What RTMP's tags of picture and sound hold: H.264 and AAC, nothing else. Pure.

Source: Adobe, Video File Format Specification 10.1, §E.4; Veovera, Enhanced RTMP v2.
"""

from __future__ import annotations

from dataclasses import dataclass

from diemcau.stage.sources.chunks import NotRtmp

_AVC, _AAC = 7, 10
_ENHANCED_PICTURE, _ENHANCED_SOUND = 0x80, 9
_KEYFRAME, _COMMAND_FRAME = 1, 5
_CONFIGURATION, _CODED, _END = 0, 1, 2
_PICTURES = {2: "H.263", 3: "Screen", 4: "VP6", 5: "VP6", 6: "Screen 2", 12: "H.265"}
_SOUNDS = {0: "PCM", 2: "MP3", 3: "PCM", 4: "Nellymoser", 5: "Nellymoser", 6: "Nellymoser", 11: "Speex", 14: "MP3"}


class UnknownCodec(ValueError):
    """The media are coded in another way; the message names it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Configuration:
    """How what follows is to be decoded: AVCDecoderConfigurationRecord or AudioSpecificConfig."""

    record: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class CodedPicture:
    """One access unit, its NAL units behind their lengths; it is shown `delay_ms` after it is decoded."""

    is_keyframe: bool
    delay_ms: int
    units: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class CodedSound:
    """One AAC frame."""

    payload: bytes


def read_picture(tag: bytes) -> Configuration | CodedPicture | None:
    """Read a tag of picture; None for one that holds no picture.

    Raises: UnknownCodec, NotRtmp.
    """
    if tag[0] & _ENHANCED_PICTURE:
        raise UnknownCodec(_four_letters(tag))
    form, codec = tag[0] >> 4, tag[0] & 0x0F
    if form == _COMMAND_FRAME:
        return None
    if codec != _AVC:
        raise UnknownCodec(_PICTURES.get(codec, f"video {codec}"))
    kind = _part(tag, 1)
    if kind == _CONFIGURATION:
        return Configuration(record=tag[5:])
    if kind == _END or len(tag) <= 5:  # noqa: PLR2004 - the tag's own head
        return None
    delay_ms = int.from_bytes(tag[2:5], signed=True)
    return CodedPicture(is_keyframe=form == _KEYFRAME, delay_ms=delay_ms, units=tag[5:])


def read_sound(tag: bytes) -> Configuration | CodedSound | None:
    """Read a tag of sound; None for one that holds none.

    Raises: UnknownCodec, NotRtmp.
    """
    codec = tag[0] >> 4
    if codec == _ENHANCED_SOUND:
        raise UnknownCodec(_four_letters(tag))
    if codec != _AAC:
        raise UnknownCodec(_SOUNDS.get(codec, f"audio {codec}"))
    if _part(tag, 1) == _CONFIGURATION:
        return Configuration(record=tag[2:])
    return CodedSound(payload=tag[2:]) if len(tag) > 2 else None  # noqa: PLR2004 - the tag's own head


def _part(tag: bytes, at: int) -> int:
    if len(tag) <= at:
        raise NotRtmp("tag broken off")
    return tag[at]


def _four_letters(tag: bytes) -> str:
    return tag[1:5].decode("ascii", "replace")
