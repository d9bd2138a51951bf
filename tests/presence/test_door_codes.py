# SPDX-License-Identifier: Apache-2.0
"""The code on a venue's screen: whose it is, how long it is good, how late it may come."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diemcau.lib.refusal import Refusal
from diemcau.presence.door_codes import (
    GRACE,
    STEP,
    DoorCodeCameTooLate,
    DoorCodeIsOver,
    code_of,
    require_good_code,
    step_at,
    venue_secret,
)

CONFERENCE = UUID("0192e6c4-0000-7000-8000-00000000c0f0")
AT = datetime(2022, 10, 31, 1, 0, tzinfo=UTC)
SECRET = venue_secret(b"installation", conference=CONFERENCE, venue="LD-673")


def shown(at: datetime) -> str:
    """What the venue's screen shows."""
    return code_of(SECRET, step_at(at))


def judged(code: str, *, read_at: datetime, now: datetime) -> type[Refusal] | None:
    try:
        require_good_code(SECRET, code, noted_at=read_at, now=now)
    except Refusal as refusal:
        return type(refusal)
    return None


def test_screen_and_server_make_the_same_code() -> None:
    assert SECRET.hex() == "5c5cc1635e3ef4bf5f075ffeb992bd1c6cb09895f7d27e8a8d7367bda060fd2e"
    assert (step_at(AT), shown(AT)) == (55_572_600, "LuY3CtcB7tqo")


def test_each_venue_and_conference_and_installation_has_codes_of_its_own() -> None:
    secrets = {
        SECRET,
        venue_secret(b"installation", conference=CONFERENCE, venue="LD-674"),
        venue_secret(b"installation", conference=UUID(int=1), venue="LD-673"),
        venue_secret(b"another", conference=CONFERENCE, venue="LD-673"),
    }

    assert len({code_of(secret, 1) for secret in secrets}) == 4


@pytest.mark.parametrize(
    ("steps_ago", "verdict"),
    [(-2, DoorCodeIsOver), (-1, None), (0, None), (1, None), (2, DoorCodeIsOver), (600, DoorCodeIsOver)],
)
def test_code_of_this_step_and_its_neighbours_is_good(steps_ago: int, verdict: type[Refusal] | None) -> None:
    assert judged(shown(AT - steps_ago * STEP), read_at=AT, now=AT) is verdict


def test_phone_without_a_network_may_bring_its_code_a_little_later() -> None:
    code = shown(AT)

    assert judged(code, read_at=AT, now=AT + GRACE) is None
    assert judged(code, read_at=AT, now=AT + GRACE + timedelta(seconds=1)) is DoorCodeCameTooLate


def test_phone_whose_clock_runs_ahead_is_held_to_the_present() -> None:
    assert judged(shown(AT), read_at=AT + timedelta(hours=3), now=AT) is None


@given(age=st.timedeltas(timedelta(), timedelta(days=2)), claimed=st.timedeltas(-timedelta(days=2), timedelta(days=2)))
def test_photograph_of_a_screen_serves_for_minutes_whatever_a_phone_claims(age: timedelta, claimed: timedelta) -> None:
    accepted = judged(shown(AT), read_at=AT + age + claimed, now=AT + age) is None

    assert not accepted or age <= GRACE + 2 * STEP
