# SPDX-License-Identifier: Apache-2.0
"""From frames as they arrive to segments of footage, without I/O and without transcoding.

The rules of time are here. A source that goes on air is joined at its running group of
pictures, whose first ones were taken before the cut: they must be decoded and are not to be
seen, so they are shown for a millisecond each. Every segment has both tracks, for players
can't take a track away at a cut: where there is no sound there are packets of silence, and
where there is no picture a plain card stands beside the sound.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from diemcau.recording import opus
from diemcau.recording.footage import Footage, Picture, Sound, TakeHead
from diemcau.recording.h264 import parameter_sets
from diemcau.recording.playlist import LONGEST_SEGMENT_S

SHORTEST_SEGMENT_US = 2_000_000
LONGEST_SEGMENT_US = LONGEST_SEGMENT_S * 1_000_000
SETTLING_US = 300_000
"""How long arrivals are watched before it is settled which of them are from before the cut."""

STALLED_US = 3_000_000
"""No picture for so long, with or without sound: the take is over."""

BEFORE_CUT_US = 1_000
"""How long each picture from before the cut is shown."""

CARD_EVERY_US = 1_000_000
JITTER_US = 20_000
"""Sounds that are off by less belong together without a gap: clocks of senders are coarse."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrival:
    """A frame that came: `timestamp_us` by the source's clock, `arrived_us` by the recorder's."""

    payload: bytes
    timestamp_us: int
    arrived_us: int
    is_picture: bool
    is_keyframe: bool = False


@dataclass(kw_only=True)
class _Take:
    """A take that is growing. `starts_us` is in the source's clock, all else from there."""

    head: TakeHead
    starts_us: int
    sets: bytes
    is_card: bool
    from_us: int = 0
    pictures: list[Picture] = field(default_factory=list)
    shown_before_cut: int = 0
    heard_until_us: int = 0
    delay_us: int = 0


class Assembler:
    """Makes footage of one source's pictures and sounds. `card` is the keyframe to show without a picture.

    `channels` is the number of the sound's channels; it counts from the next take on.
    """

    def __init__(self, *, card: bytes, channels: int = 1) -> None:
        self.channels = channels
        self._card = card
        self._unsettled: list[Arrival] = []
        self._latency_us: int | None = None
        self._cut_us = 0
        self._take: _Take | None = None
        self._sounds: list[Arrival] = []
        self._last_picture_us = 0
        self._spacing_us = 33_333

    def give(self, arrival: Arrival) -> list[Footage]:
        """Take in a frame; returns the segments that are finished by it."""
        if self._latency_us is not None:
            return self._take_in(arrival)
        self._unsettled.append(arrival)
        if arrival.arrived_us - self._unsettled[0].arrived_us < SETTLING_US:
            return []
        return self._settle()

    def end(self) -> list[Footage]:
        """Nothing more comes; returns what there still is."""
        finished = self._settle() if self._latency_us is None else []
        until_us = self._last_picture_us + self._spacing_us
        heard_us = self._sounds[-1].timestamp_us if self._sounds else 0
        return [*finished, *self._finish_take(max(until_us, heard_us))]

    def _settle(self) -> list[Footage]:
        arrivals, self._unsettled = self._unsettled, []
        if not arrivals:
            return []
        self._latency_us = min(one.arrived_us - one.timestamp_us for one in arrivals)
        self._cut_us = arrivals[0].arrived_us - self._latency_us
        return [footage for arrival in arrivals for footage in self._take_in(arrival)]

    def _take_in(self, arrival: Arrival) -> list[Footage]:
        return self._picture(arrival) if arrival.is_picture else self._sound(arrival)

    def _picture(self, arrival: Arrival) -> list[Footage]:
        finished = self._make_way(arrival)
        take = self._take
        if take is None or take.is_card:
            return finished
        since_us = arrival.timestamp_us - take.starts_us
        if since_us < 0:
            at_us = take.shown_before_cut * BEFORE_CUT_US
            take.shown_before_cut += 1
        else:
            at_us = max(since_us, take.shown_before_cut * BEFORE_CUT_US)
            if 0 < arrival.timestamp_us - self._last_picture_us < STALLED_US:
                self._spacing_us = arrival.timestamp_us - self._last_picture_us
        self._last_picture_us = max(arrival.timestamp_us, take.starts_us)
        take.pictures.append(Picture(at_us=at_us, payload=arrival.payload, is_keyframe=arrival.is_keyframe))
        return finished

    def _make_way(self, arrival: Arrival) -> list[Footage]:
        """Finish the segment or the take that this picture isn't of any more, and begin its own."""
        take, at_us = self._take, arrival.timestamp_us
        finished: list[Footage] = []
        if take is not None and not take.is_card and at_us - self._last_picture_us > STALLED_US:
            finished = self._finish_take(self._last_picture_us + self._spacing_us)
            take = None
        if take is None or take.is_card or self._is_other(take, arrival):
            if arrival.is_keyframe:
                finished += self._finish_take(at_us)
                self._begin(max(at_us, self._cut_us), arrival.payload, is_card=False)
            return finished
        length_us = at_us - take.starts_us - take.from_us
        if (arrival.is_keyframe and length_us >= SHORTEST_SEGMENT_US) or length_us >= LONGEST_SEGMENT_US:
            return self._finish_segment(take, at_us)
        return finished

    def _is_other(self, take: _Take, arrival: Arrival) -> bool:
        return arrival.is_keyframe and parameter_sets(arrival.payload) != take.sets

    def _sound(self, arrival: Arrival) -> list[Footage]:
        at_us = arrival.timestamp_us
        if at_us < self._cut_us:
            return []
        self._sounds.append(arrival)
        take = self._take
        if take is None:
            if at_us - self._cut_us > STALLED_US:
                self._begin(self._cut_us, self._card, is_card=True)
            return []
        if not take.is_card and at_us - self._last_picture_us > STALLED_US:
            finished = self._finish_take(self._last_picture_us + self._spacing_us)
            self._begin(self._cut_us, self._card, is_card=True)
            return finished
        if take.is_card and at_us - take.starts_us - take.from_us >= SHORTEST_SEGMENT_US:
            return self._finish_segment(take, at_us)
        return []

    def _begin(self, starts_us: int, keyframe: bytes, *, is_card: bool) -> None:
        started_us = starts_us + (self._latency_us or 0)
        head = TakeHead(started_us=started_us, keyframe=keyframe, channels=self.channels)
        self._last_picture_us = starts_us
        self._take = _Take(head=head, starts_us=starts_us, sets=parameter_sets(keyframe), is_card=is_card)

    def _finish_take(self, until_us: int) -> list[Footage]:
        take, self._take = self._take, None
        self._cut_us = max(self._cut_us, until_us)
        return [] if take is None else self._finish_segment(take, until_us)

    def _finish_segment(self, take: _Take, until_us: int) -> list[Footage]:
        from_us, until_us = take.from_us, until_us - take.starts_us
        if take.is_card:
            take.pictures = [
                Picture(at_us=at_us, payload=self._card, is_keyframe=True)
                for at_us in range(from_us, until_us, CARD_EVERY_US)
            ]
        if not take.pictures or until_us <= from_us:
            return []
        pictures, take.pictures, take.from_us = tuple(take.pictures), [], until_us
        if from_us == 0:
            take.delay_us = reordering_us(pictures)
        return [
            Footage(
                head=take.head,
                from_us=from_us,
                until_us=until_us,
                delay_us=take.delay_us,
                pictures=pictures,
                sounds=self._heard(take, until_us),
            )
        ]

    def _heard(self, take: _Take, until_us: int) -> tuple[Sound, ...]:
        """The sounds up to here, one behind the other, silence in their gaps."""
        heard: list[Sound] = []
        ends_us = take.starts_us + until_us
        here = [one for one in self._sounds if one.timestamp_us < ends_us]
        self._sounds = [one for one in self._sounds if one.timestamp_us >= ends_us]
        for one in here:
            at_us = one.timestamp_us - take.starts_us
            self._keep_silence(take, heard, at_us)
            lasts_us = opus.lasts_us(one.payload)
            if lasts_us and at_us >= take.heard_until_us - JITTER_US:
                heard.append(Sound(at_us=take.heard_until_us, lasts_us=lasts_us, payload=one.payload))
                take.heard_until_us += lasts_us
        if not heard:
            self._keep_silence(take, heard, until_us)
        return tuple(heard)

    def _keep_silence(self, take: _Take, heard: list[Sound], until_us: int) -> None:
        packet = opus.silence(channels=take.head.channels)
        while until_us - take.heard_until_us >= JITTER_US:
            heard.append(Sound(at_us=take.heard_until_us, lasts_us=opus.SILENCE_US, payload=packet))
            take.heard_until_us += opus.SILENCE_US


def decode_times_us(pictures: Sequence[Picture]) -> list[int]:
    """When each picture is decoded, by the take's clock: evenly, in the order given.

    A source that reorders pictures is decoded later than it is shown by this; see :func:`reordering_us`.
    """
    times = sorted(picture.at_us for picture in pictures)
    for index, (before, after) in enumerate(pairwise(times), start=1):
        times[index] = max(after, before + 1)
    return times


def reordering_us(pictures: Sequence[Picture]) -> int:
    """By how much a take has to be shown later, so that no picture is due before it was decoded."""
    decoded = decode_times_us(pictures)
    return max((due_us - picture.at_us for due_us, picture in zip(decoded, pictures, strict=True)), default=0)
