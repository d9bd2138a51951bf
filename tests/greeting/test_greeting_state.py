# SPDX-License-Identifier: Apache-2.0
"""The lock of the greeting list: once, on somebody, and nobody without a place in the order."""

from __future__ import annotations

from uuid import UUID

import pytest

from diemcau.greeting.events import GreetingLocked, GreetingUnlocked
from diemcau.greeting.refusals import (
    GreetingIsEmpty,
    GreetingIsLocked,
    GreetingIsNotLocked,
    GreetingNamesAStranger,
)
from diemcau.greeting.state import GREETING_FOLD, Lock, decide_locked, decide_unlocked
from support.records import FIRST_AT, record, records_of

FIRST, SECOND, STRANGER = (UUID(int=number) for number in (1, 2, 3))
RANKED = {FIRST, SECOND}
LOCKED = Lock(persons=(FIRST,), at=FIRST_AT)


def test_the_chair_locks_what_was_shown_in_the_order_in_which_it_was_shown() -> None:
    assert decide_locked(None, persons=[SECOND, FIRST, SECOND], ranked=RANKED) == GreetingLocked(
        persons=(SECOND, FIRST)
    )


def test_a_locked_list_isnt_locked_again() -> None:
    with pytest.raises(GreetingIsLocked):
        decide_locked(LOCKED, persons=[FIRST], ranked=RANKED)


def test_an_empty_list_isnt_locked() -> None:
    with pytest.raises(GreetingIsEmpty):
        decide_locked(None, persons=[], ranked=RANKED)


def test_nobody_is_greeted_without_a_place_in_the_order() -> None:
    with pytest.raises(GreetingNamesAStranger) as refusal:
        decide_locked(None, persons=[FIRST, STRANGER], ranked=RANKED)
    assert refusal.value.fields == {"number": 1}


def test_only_a_locked_list_is_unlocked() -> None:
    assert decide_unlocked(LOCKED) == GreetingUnlocked()
    with pytest.raises(GreetingIsNotLocked):
        decide_unlocked(None)


def test_the_lock_that_came_last_holds() -> None:
    entries = records_of([GreetingLocked(persons=(FIRST,)), GreetingUnlocked(), GreetingLocked(persons=(SECOND,))])
    assert GREETING_FOLD.over(entries) == Lock(persons=(SECOND,), at=record(entries[2].event, seq=3).at)
    assert GREETING_FOLD.over(entries[:2]) is None
    assert GREETING_FOLD.onto(GREETING_FOLD.over(entries[:1]), entries[1:]) == GREETING_FOLD.over(entries)
