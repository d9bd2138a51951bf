# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from diemcau.rehearsal.improvised import improvise
from diemcau.rehearsal.script import CutStep, Script, check_venues


@given(
    venues=st.integers(0, 130),
    items=st.integers(0, 8),
    lasts_s=st.floats(12, 3_600),
    is_open=st.booleans(),
    is_shown=st.booleans(),
)
def test_an_improvised_script_is_one_that_could_have_been_written(
    *, venues: int, items: int, lasts_s: float, is_open: bool, is_shown: bool
) -> None:
    guests = [f"V{number}" for number in range(venues)]
    script = improvise(guests=guests, items=range(1, items + 1), lasts_s=lasts_s, is_open=is_open, is_shown=is_shown)

    check_venues(script, guests)
    assert [step.at_s for step in script.steps] == sorted(step.at_s for step in script.steps)
    assert all(step.at_s <= lasts_s for step in script.steps)
    assert all(loss.at_s < loss.back_at_s <= lasts_s for loss in script.losses)
    assert not script.aired() & {loss.venue for loss in script.losses}
    assert all(dos == ["call", "air", "release"] * (len(dos) // 3) for dos in turns(script).values())


def test_nothing_is_opened_or_shown_twice() -> None:
    fresh = improvise(guests=["A"], items=[1], lasts_s=30, is_open=False, is_shown=False)
    running = improvise(guests=["A"], items=[1], lasts_s=30, is_open=True, is_shown=True)

    assert [step.do for step in fresh.steps][:2] == ["open", "scene"]
    assert {"open", "scene", "close"}.isdisjoint(step.do for step in running.steps)


def turns(script: Script) -> dict[str, list[str]]:
    dos: dict[str, list[str]] = defaultdict(list)
    for step in script.steps:
        if isinstance(step, CutStep):
            dos[step.venue].append(step.do)
    return dos
