# SPDX-License-Identifier: Apache-2.0
"""The only package that speaks to the relay's library (Media over QUIC, `moq-rs`).

Owns the names and shapes under which the rest of Diemcau, simulated venues included, uses
it: origins, broadcasts, tracks, the relay and a client's connection. Knows nothing of
conferences, tokens or the journal.
"""

from diemcau.stage.moq_port.beat import BEAT_PATH, BEAT_S, BEAT_TRACK, went_silent
from diemcau.stage.moq_port.connection import Connection
from diemcau.stage.moq_port.errors import MoqError, close_code, is_ending, is_garbage, is_refused, reason
from diemcau.stage.moq_port.media import AudioRendition, Catalog, MediaFrame, VideoRendition
from diemcau.stage.moq_port.origin import Announcement, Origin
from diemcau.stage.moq_port.publishing import Broadcast, JsonTrack, MediaTrack, RawTrack, opus_head
from diemcau.stage.moq_port.reading import DEFAULT_MAX_AGE_MS, Group, RemoteBroadcast
from diemcau.stage.moq_port.relay import Relay, Request
from diemcau.stage.moq_port.session import Session

__all__ = [
    "BEAT_PATH",
    "BEAT_S",
    "BEAT_TRACK",
    "DEFAULT_MAX_AGE_MS",
    "Announcement",
    "AudioRendition",
    "Broadcast",
    "Catalog",
    "Connection",
    "Group",
    "JsonTrack",
    "MediaFrame",
    "MediaTrack",
    "MoqError",
    "Origin",
    "RawTrack",
    "Relay",
    "RemoteBroadcast",
    "Request",
    "Session",
    "VideoRendition",
    "close_code",
    "is_ending",
    "is_garbage",
    "is_refused",
    "opus_head",
    "reason",
    "went_silent",
]
