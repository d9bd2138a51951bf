# SPDX-License-Identifier: Apache-2.0
"""Turns on air as rows: the fold's seconds, and the same when rebuilt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta

import pytest

from diemcau.floor.models import Turn
from diemcau.floor.queries import turns
from diemcau.floor.state import FLOOR_FOLD
from diemcau.journal.projections import rebuild
from diemcau.journal.queries import folded
from factories.closed_conference import OPENS_AT, Played, planned_conference

pytestmark = pytest.mark.django_db


def afternoon() -> Played:
    """Turns that end in each of the ways there are."""
    played = planned_conference()
    played.connect("LD", "LD-673", "LD-674", "LD-674-1")
    played.at(0)
    played.open()
    moves: list[tuple[int, Callable[[], None]]] = [
        (1, lambda: played.air("LD-673")),
        (2, lambda: played.air("LD-674")),
        (4, lambda: played.release("LD-674")),
        (5, lambda: played.air("LD-674-1")),
        (8, lambda: played.lose("LD-674-1")),
        (9, lambda: played.air("LD-673")),
        (10, lambda: played.pair("LD-674")),
        (12, played.undo),
        (14, played.close),
    ]
    for minute, move in moves:
        played.at(minute)
        move()
    return played


def test_each_turn_is_a_row_from_its_cut_to_its_end() -> None:
    conference = afternoon().conference.uuid

    assert [
        (turn.venue, turn.aired_at - OPENS_AT, turn.ended_at - OPENS_AT) for turn in turns(conference) if turn.ended_at
    ] == [
        ("LD-673", timedelta(minutes=1), timedelta(minutes=2)),
        ("LD-674", timedelta(minutes=2), timedelta(minutes=4)),
        ("LD-674-1", timedelta(minutes=5), timedelta(minutes=8)),
        ("LD-673", timedelta(minutes=9), timedelta(minutes=14)),
        ("LD-674", timedelta(minutes=10), timedelta(minutes=12)),
    ]


def test_turns_add_up_to_the_floors_own_seconds() -> None:
    conference = afternoon().conference.uuid
    by_venue: dict[str, timedelta] = defaultdict(timedelta)
    for turn in turns(conference):
        assert turn.ended_at is not None
        by_venue[turn.venue] += turn.ended_at - turn.aired_at

    assert by_venue == folded(conference, FLOOR_FOLD).spoke


def test_rebuilt_turns_are_the_live_ones() -> None:
    conference = afternoon().conference.uuid
    columns = [field.name for field in Turn._meta.concrete_fields if field.name != "id"]
    live = list(turns(conference).values(*columns))

    rebuild(conference)

    assert list(turns(conference).values(*columns)) == live
