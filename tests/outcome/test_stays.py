# SPDX-License-Identifier: Apache-2.0
"""Presence joined with delivery: within bounds, the same however it is cut, and a lost signal is no absence."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from diemcau.outcome.stays import Delivery, Stay, mean_of, stay_since
from diemcau.reception.stretches import Stretch, Stretches, intersection, length_of, merged
from support.records import FIRST_AT

SESSION = 7_200
seconds = st.integers(-600, SESSION + 600)
stretches = st.lists(st.tuples(seconds, seconds), max_size=12).map(
    lambda pairs: tuple(Stretch(since=at(one), until=at(other)) for one, other in pairs)
)
ZERO = timedelta()


def at(second: int) -> datetime:
    return FIRST_AT + timedelta(seconds=second)


def between(since: int, until: int) -> Stretch:
    return Stretch(since=at(since), until=at(until))


def delivery(shown: Stretches, arrived: Stretches | None) -> Delivery:
    return Delivery(session=between(0, SESSION), shown=shown, arrived=arrived)


def split(whole: Stretches, cuts: list[int]) -> Stretches:
    pieces = list(whole)
    for cut in map(at, cuts):
        pieces = [
            piece
            for one in pieces
            for piece in (
                (Stretch(since=one.since, until=cut), Stretch(since=cut, until=one.until))
                if one.since < cut < one.until
                else (one,)
            )
        ]
    return tuple(pieces)


@given(seconds, stretches, st.none() | stretches)
def test_nobody_received_more_than_they_were_there_nor_longer_than_the_conference(
    arrived_at: int, shown: Stretches, arrived: Stretches | None
) -> None:
    stay = stay_since(at(arrived_at), delivery(shown, arrived))
    assert ZERO <= stay.received <= stay.present <= timedelta(seconds=SESSION)
    assert stay.lost >= ZERO
    assert stay.received + stay.lost <= stay.present


@given(seconds, stretches, stretches, st.lists(seconds, max_size=6))
def test_however_the_stretches_are_cut_the_sums_are_the_same(
    arrived_at: int, shown: Stretches, arrived: Stretches, cuts: list[int]
) -> None:
    whole = stay_since(at(arrived_at), delivery(shown, arrived))
    assert stay_since(at(arrived_at), delivery(split(shown, cuts), split(arrived, cuts)[::-1])) == whole


@given(stretches, stretches, seconds)
def test_a_stay_cut_in_two_adds_up(shown: Stretches, arrived: Stretches, cut: int) -> None:
    both = intersection(shown, arrived)
    halves = (between(-10_000, cut), between(cut, 20_000))
    assert sum((length_of(intersection(both, (half,))) for half in halves), ZERO) == length_of(both)


@given(stretches, stretches)
def test_intersecting_is_counted_second_by_second(one: Stretches, other: Stretches) -> None:
    def covers(whole: Stretches, second: int) -> bool:
        return any(part.since <= at(second) < part.until for part in whole)

    counted = sum(covers(one, second) and covers(other, second) for second in range(-600, SESSION + 600, 1_000))
    told = sum(covers(intersection(one, other), second) for second in range(-600, SESSION + 600, 1_000))
    assert told == counted
    assert merged(intersection(one, other)) == intersection(one, other)


def test_a_hall_whose_line_fell_lost_its_signal_and_no_presence() -> None:
    arrived = (between(600, 3_000), between(3_600, 7_200))
    stay = stay_since(at(-300), delivery((between(600, 7_200),), arrived))
    assert stay == Stay(present=timedelta(hours=2), received=timedelta(minutes=100), lost=timedelta(minutes=10))


def test_who_came_late_lost_nothing_of_what_came_before() -> None:
    stay = stay_since(at(3_600), delivery((between(0, 7_200),), (between(1_800, 5_400),)))
    assert stay == Stay(present=timedelta(hours=1), received=timedelta(minutes=30), lost=timedelta(minutes=30))


def test_the_hubs_own_people_receive_all_that_is_shown() -> None:
    stay = stay_since(at(0), delivery((between(0, 1_800), between(3_600, 7_200)), None))
    assert stay == Stay(present=timedelta(hours=2), received=timedelta(minutes=90), lost=ZERO)


def test_the_mean_of_nobody_is_nothing() -> None:
    one = Stay(present=timedelta(hours=2), received=timedelta(hours=1), lost=timedelta(minutes=10))
    assert mean_of([]) is None
    assert mean_of([one, Stay(present=ZERO, received=ZERO, lost=ZERO)]) == Stay(
        present=timedelta(hours=1), received=timedelta(minutes=30), lost=timedelta(minutes=5)
    )
