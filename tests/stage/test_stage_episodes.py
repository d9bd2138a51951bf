# SPDX-License-Identifier: Apache-2.0
"""What is told of a trouble doesn't flap, comes in time and goes in time."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from diemcau.stage.episodes import Episode, Patience, followed

PATIENCE = Patience(shows_after_s=3.0, clears_after_s=5.0)
LOOK_S = 0.5
# A measured value around a threshold of 0: the trouble is there while it is below.
noise = st.lists(st.floats(-1, 1), min_size=1, max_size=200)
looks = st.lists(st.booleans(), max_size=200)


def told(seen: list[bool], patience: Patience = PATIENCE) -> list[bool]:
    """At each look, whether the trouble is told after it."""
    episode: Episode | None = None
    said = []
    for number, is_seen in enumerate(seen):
        episode = followed(episode, is_seen=is_seen, patience=patience, now=number * LOOK_S)
        said.append(episode is not None and episode.is_told)
    return said


@given(noise)
def test_noise_around_a_threshold_never_makes_it_flap(values: list[float]) -> None:
    said = told([value < 0 for value in values])
    turned = [number for number, (one, other) in enumerate(pairwise([False, *said])) if one != other]
    # On, off, on: from the first to the second there is at least the steady while.
    for on, off in zip(turned[::2], turned[1::2], strict=False):
        assert (off - on) * LOOK_S >= PATIENCE.clears_after_s
    for off, on in zip(turned[1::2], turned[2::2], strict=False):
        assert (on - off) * LOOK_S >= PATIENCE.shows_after_s


@given(looks)
def test_steady_trouble_is_told_in_time(before: list[bool]) -> None:
    steady = int(PATIENCE.shows_after_s / LOOK_S) + 1
    assert told([*before, *[True] * steady])[-1]


@given(looks)
def test_what_is_told_is_over_after_the_steady_while_and_not_before(before: list[bool]) -> None:
    steady = int(PATIENCE.clears_after_s / LOOK_S)
    said = told([*before, *[True] * steady, *[False] * steady])
    assert said[-2]
    assert not said[-1]


def test_a_hiccup_is_never_told() -> None:
    assert not any(told([True, *[False] * 20, True, True, *[False] * 20]))


def test_what_has_no_patience_is_told_at_the_first_look() -> None:
    assert told([True], Patience(shows_after_s=0.0, clears_after_s=1.0)) == [True]
