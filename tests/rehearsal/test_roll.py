# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import unicodedata
from collections import Counter
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diemcau.rehearsal.refusals import ScriptNamesUnknownPerson
from diemcau.rehearsal.roll import Invited, marks_of
from diemcau.rehearsal.script import PersonRule, RollRule


def roll_of(**sizes: int) -> dict[str, list[Invited]]:
    numbers = iter(range(1, 10_000))
    return {
        venue: [Invited(uuid=UUID(int=next(numbers)), name=f"Đại biểu {index:03d}") for index in range(size)]
        for venue, size in sizes.items()
    }


def test_without_exceptions_everybody_comes() -> None:
    marks = marks_of(RollRule(from_s=1, until_s=5), roll_of(A=3, B=2))

    assert Counter((mark.venue, mark.status) for mark in marks) == {("A", "present"): 3, ("B", "present"): 2}


def test_every_nth_of_the_whole_roll_is_an_exception() -> None:
    rule = RollRule(from_s=0, until_s=1, absent_every=5, excused_every=4, substituted_every=3)
    marks = marks_of(rule, roll_of(A=7, B=5))

    # Of 12 people: 5 and 10 absent; 4, 8, 12 excused; 3, 6, 9 substituted; four come themselves.
    assert Counter(mark.status for mark in marks) == {"excused": 3, "substituted": 3, "present": 4}


def test_guests_of_honour_come_and_shift_nobody_elses_place() -> None:
    rule = RollRule(from_s=0, until_s=1, absent_every=2)
    roll = roll_of(A=4)
    guest = Invited(uuid=UUID(int=99), name="A", is_guest=True)

    marks = marks_of(rule, {"A": [guest, *roll["A"]]})

    assert [mark.person for mark in marks if mark.is_guest] == [guest.uuid]
    assert {mark.person for mark in marks if not mark.is_guest} == {mark.person for mark in marks_of(rule, roll)}


def test_a_person_named_in_the_script_goes_before_the_rule() -> None:
    rule = RollRule(
        from_s=0,
        until_s=1,
        absent_every=1,
        people=(PersonRule(venue="A", name="đại  BIỂU 001", status="substituted", substitute="Trần Thị B"),),
    )
    marks = marks_of(rule, roll_of(A=3))

    assert [(mark.person, mark.status, mark.substitute) for mark in marks] == [
        (UUID(int=2), "substituted", "Trần Thị B")
    ]


def test_a_name_in_decomposed_letters_is_the_same_person() -> None:
    name = unicodedata.normalize("NFD", "Đại biểu 000")
    rule = RollRule(from_s=0, until_s=1, people=(PersonRule(venue="A", name=name, status="absent"),))

    assert len(marks_of(rule, roll_of(A=2))) == 1


def test_an_unknown_person_is_refused_by_name_and_venue() -> None:
    rule = RollRule(from_s=0, until_s=1, people=(PersonRule(venue="B", name="Đại biểu 000", status="absent"),))

    with pytest.raises(ScriptNamesUnknownPerson) as refused:
        marks_of(rule, roll_of(A=1))
    assert refused.value.fields == {"venue": "B", "name": "Đại biểu 000"}


@given(
    sizes=st.dictionaries(st.sampled_from("ABCDE"), st.integers(0, 30), max_size=5),
    everies=st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)),
)
def test_everybody_gets_one_mark_at_most_within_the_time(sizes: dict[str, int], everies: tuple[int, int, int]) -> None:
    absent, excused, substituted = everies
    rule = RollRule(from_s=2, until_s=12, absent_every=absent, excused_every=excused, substituted_every=substituted)
    roll = roll_of(**sizes)
    marks = marks_of(rule, roll)

    assert len({mark.person for mark in marks}) == len(marks)
    assert sum(sizes.values()) - len(marks) == (sum(sizes.values()) // absent if absent else 0)
    assert all(2 <= mark.at_s <= 12 for mark in marks)
    assert list(marks) == sorted(marks, key=lambda mark: mark.at_s)
    assert marks == marks_of(rule, dict(reversed(roll.items())))
