# SPDX-License-Identifier: Apache-2.0
"""Marks in any order, repeated at will, fold to one state."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diemcau.conference.events import PlannedVenue, PlanRecorded
from diemcau.conference.refusals import UnknownVenue
from diemcau.journal.events import Event
from diemcau.journal.records import Record
from diemcau.presence.counting import Counts
from diemcau.presence.decisions import (
    Note,
    Place,
    decide_checkin,
    decide_excuse,
    decide_headcount,
    decide_reopening,
    decide_sealing,
    decide_settlement,
)
from diemcau.presence.events import (
    CaseSettled,
    CheckinRecorded,
    CheckinWithdrawn,
    ExcuseRecorded,
    HeadcountRecorded,
    SheetCounts,
    SubstituteRecorded,
    WalkinRecorded,
)
from diemcau.presence.refusals import (
    CaseIsSettled,
    CasesAreOpen,
    HeadcountDiffers,
    HeadcountIsImpossible,
    PersonBelongsElsewhere,
    PersonIsNotInvited,
    SheetIsNotSealed,
    SheetIsSealed,
)
from diemcau.presence.state import PRESENCE_FOLD, PresenceState
from support.records import record, records_of

START = datetime(2022, 10, 31, 1, 0, tzinfo=UTC)
PEOPLE = [UUID(int=number) for number in range(1, 6)]
VENUE_OF = {person: "LD-673" if person.int % 2 else "LD" for person in PEOPLE}
PLAN = PlanRecorded(
    venues=(
        PlannedVenue(code="LD", parent=None, tier="hub", seats=9, invited=2),
        PlannedVenue(code="LD-673", parent="LD", tier="district", seats=9, invited=3),
    ),
    items=(),
)


def noted(minute: int) -> datetime:
    return START + timedelta(minutes=minute)


@st.composite
def marks(draw: st.DrawFn) -> Event:
    """A mark of a person, now and then at the venue that didn't invite them."""
    person = draw(st.sampled_from(PEOPLE))
    venue = draw(st.sampled_from(["LD", "LD-673", VENUE_OF[person]]))
    home = VENUE_OF[person] if venue != VENUE_OF[person] else None
    at = noted(draw(st.integers(0, 9)))
    kind = draw(st.sampled_from(["in", "out", "instead", "sorry"]))
    if kind == "in":
        return CheckinRecorded(person=person, venue=venue, home=home, method="tick", noted_at=at)
    if kind == "out":
        return CheckinWithdrawn(person=person, venue=venue, home=home, noted_at=at)
    if kind == "instead":
        substitute = UUID(int=person.int + draw(st.sampled_from([100, 200])))
        return SubstituteRecorded(person=person, substitute=substitute, venue=VENUE_OF[person], noted_at=at)
    return ExcuseRecorded(person=person, venue=VENUE_OF[person], reason=None, noted_at=at)


@st.composite
def sent_marks(draw: st.DrawFn) -> list[Record]:
    """Records of marks with a uid each; some know of an earlier one of the same person."""
    made = records_of(draw(st.lists(marks(), max_size=25)))
    return [_knowing(draw, record, made[:place]) for place, record in enumerate(made)]


def _knowing(draw: st.DrawFn, made: Record, earlier: list[Record]) -> Record:
    same = [other.uid for other in earlier if getattr(other.event, "person", None) == made.event.person]  # type: ignore[attr-defined]
    seen = draw(st.sampled_from([None, *same]))
    return replace(made, event=replace(made.event, seen=seen))  # type: ignore[call-arg]


def settled_at_random(data: st.DataObject, sent: list[Record]) -> list[Record]:
    """The records, and after them a settlement of each case that is open then."""
    entries = list(sent)
    for person in PEOPLE:
        state = PRESENCE_FOLD.over(entries)
        for case in state.contested.get(person, ()):
            kept = data.draw(st.sampled_from([side.uid for side in case.sides]))
            try:
                settlement = decide_settlement(PRESENCE_FOLD.over(entries), person=person, kept=kept)
            except CaseIsSettled:
                continue  # the one before it settled both
            entries.append(record(settlement, seq=len(entries) + 1))
    return entries


def counted_by_person(state: PresenceState, venue: str) -> Counts:
    """The counts of a venue, told from its people one by one."""
    here = [mark for _, mark in state.marks.items() if mark.venue == venue]
    away = [mark for _, mark in state.marks.items() if mark.home == venue and mark.status != "expected"]
    statuses = [mark.status for mark in here]
    return Counts(
        present=statuses.count("present"),
        substituted=statuses.count("substituted"),
        excused=statuses.count("excused"),
        moved_in=sum(1 for mark in here if mark.home and mark.status != "expected"),
        moved_out=len(away),
    )


@given(sent=sent_marks(), data=st.data())
def test_marks_and_settlements_fold_to_one_state_in_any_order(sent: list[Record], data: st.DataObject) -> None:
    entries = settled_at_random(data, sent)
    shuffled = data.draw(st.permutations(entries))

    one, other = PRESENCE_FOLD.over(entries), PRESENCE_FOLD.over(shuffled)

    assert one.marks == other.marks
    assert one.contested == other.contested
    assert {venue: counts for venue, counts in one.counts.items() if counts != Counts()} == {
        venue: counts for venue, counts in other.counts.items() if counts != Counts()
    }


@given(sent=sent_marks(), data=st.data())
def test_settled_cases_are_closed(sent: list[Record], data: st.DataObject) -> None:
    state = PRESENCE_FOLD.over(settled_at_random(data, sent))
    for cases in state.contested.values():
        assert {case.kind for case in cases} <= {"two_substitutes", "two_venues"}
        assert all(len(case.sides) > 1 for case in cases)


@given(sent=sent_marks())
def test_marks_sent_again_change_nothing(sent: list[Record]) -> None:
    once, again = PRESENCE_FOLD.over([record(PLAN), *sent]), PRESENCE_FOLD.over([record(PLAN), *sent, *sent])

    assert again.marks == once.marks
    assert again.counts == once.counts


@given(sent=sent_marks())
def test_marks_count_each_person_once_and_balance(sent: list[Record]) -> None:
    state = PRESENCE_FOLD.over([record(PLAN), *sent])

    for venue in set(VENUE_OF.values()):
        assert state.counts.get(venue, Counts()) == counted_by_person(state, venue)
        sheet = state.numbers(venue)
        belongs = sheet.invited + sheet.walk_ins + sheet.moved_in - sheet.moved_out
        assert belongs == sheet.present + sheet.substituted + sheet.excused + sheet.absent
        assert sheet.invited == state.venues[venue]
        assert min(sheet.present, sheet.substituted, sheet.excused, sheet.absent) >= 0
    assert sum(state.numbers(venue).moved_in for venue in state.venues) == sum(
        state.numbers(venue).moved_out for venue in state.venues
    )


@given(sent=sent_marks(), cut=st.integers(0, 25))
def test_roll_folds_in_pieces_as_in_one_go(sent: list[Record], cut: int) -> None:
    assert PRESENCE_FOLD.onto(PRESENCE_FOLD.over(sent[:cut]), sent[cut:]) == PRESENCE_FOLD.over(sent)


def test_second_devices_mark_is_kept_and_counts_once() -> None:
    person = PEOPLE[0]
    twice = records_of(
        [
            CheckinRecorded(person=person, venue="LD-673", method="tick", noted_at=noted(0)),
            CheckinRecorded(person=person, venue="LD-673", method="scan", noted_at=noted(1)),
        ]
    )

    assert PRESENCE_FOLD.over(twice).counts == {"LD-673": Counts(present=1)}


def test_offline_mark_noted_before_a_withdrawal_does_not_undo_it() -> None:
    person = PEOPLE[0]
    late = records_of(
        [
            CheckinRecorded(person=person, venue="LD-673", method="tick", noted_at=noted(1)),
            CheckinWithdrawn(person=person, venue="LD-673", noted_at=noted(5)),
            CheckinRecorded(person=person, venue="LD-673", method="tick", noted_at=noted(2)),
        ]
    )

    assert PRESENCE_FOLD.over(late).status(person) == "expected"


def both_venues_say_present() -> list[Record]:
    person = PEOPLE[0]
    return records_of(
        [
            PLAN,
            CheckinRecorded(person=person, venue="LD-673", method="tick", noted_at=noted(1)),
            CheckinRecorded(person=person, venue="LD", home="LD-673", method="scan", noted_at=noted(2)),
        ]
    )


def test_person_in_two_venues_counts_once_and_is_a_case() -> None:
    state = PRESENCE_FOLD.over(both_venues_say_present())

    assert state.counts == {"LD-673": Counts(moved_out=1), "LD": Counts(present=1, moved_in=1)}
    (case,) = state.contested[PEOPLE[0]]
    assert (case.kind, [side.venue for side in case.sides]) == ("two_venues", ["LD", "LD-673"])
    assert state.cases_at("LD") == state.cases_at("LD-673") == (case,)


def test_settled_case_counts_the_mark_that_was_kept() -> None:
    entries = both_venues_say_present()
    kept = entries[1].uid

    settlement = decide_settlement(PRESENCE_FOLD.over(entries), person=PEOPLE[0], kept=kept)
    state = PRESENCE_FOLD.over([*entries, record(settlement, seq=9)])

    assert settlement == CaseSettled(person=PEOPLE[0], case="two_venues", kept=kept, dropped=settlement.dropped)
    assert [(dropped.venue, dropped.uid) for dropped in settlement.dropped] == [("LD", entries[2].uid)]
    assert state.counts == {"LD-673": Counts(present=1), "LD": Counts()}
    assert state.contested == {}
    with pytest.raises(CaseIsSettled):
        decide_settlement(state, person=PEOPLE[0], kept=kept)


def test_withdrawal_at_one_venue_leaves_the_other_venues_mark() -> None:
    withdrawn = CheckinWithdrawn(person=PEOPLE[0], venue="LD", home="LD-673", noted_at=noted(3))

    state = PRESENCE_FOLD.over([*both_venues_say_present(), record(withdrawn, seq=9)])

    assert (state.status(PEOPLE[0]), state.contested) == ("present", {})
    assert state.counts["LD-673"] == Counts(present=1)


def test_presence_elsewhere_beats_an_excuse_at_home() -> None:
    state = PRESENCE_FOLD.over(
        records_of(
            [
                CheckinRecorded(person=PEOPLE[0], venue="LD", home="LD-673", method="scan", noted_at=noted(1)),
                ExcuseRecorded(person=PEOPLE[0], venue="LD-673", reason=None, noted_at=noted(5)),
            ]
        )
    )

    assert (state.status(PEOPLE[0]), state.contested) == ("present", {})


def substitutes(*, second_knows_of_first: bool) -> PresenceState:
    first = SubstituteRecorded(person=PEOPLE[0], substitute=UUID(int=101), venue="LD-673", noted_at=noted(1))
    sent = record(first, seq=1)
    second = SubstituteRecorded(
        person=PEOPLE[0],
        substitute=UUID(int=102),
        venue="LD-673",
        noted_at=noted(2),
        seen=sent.uid if second_knows_of_first else None,
    )
    return PRESENCE_FOLD.over([sent, record(second, seq=2)])


def test_two_devices_that_name_two_substitutes_make_a_case() -> None:
    (case,) = substitutes(second_knows_of_first=False).contested[PEOPLE[0]]

    assert (case.kind, [side.substitute for side in case.sides]) == (
        "two_substitutes",
        [UUID(int=101), UUID(int=102)],
    )


def test_correcting_a_substitute_is_no_case() -> None:
    state = substitutes(second_knows_of_first=True)

    assert state.contested == {}
    mark = state.marks.get(PEOPLE[0])
    assert mark is not None
    assert mark.substitute == UUID(int=102)


def test_guest_of_honour_is_outside_the_sum() -> None:
    came = CheckinRecorded(person=PEOPLE[1], venue="LD", as_guest=True, method="tick", noted_at=noted(1))

    state = PRESENCE_FOLD.over(records_of([PLAN, came]))

    assert state.counts == {"LD": Counts(guests=1)}
    assert state.numbers("LD").absent == 2


def sealed(state: PresenceState, venue: str, *, note: str | None = None, seq: int = 20) -> PresenceState:
    return PRESENCE_FOLD.onto(state, [record(decide_sealing(state, venue=venue, note=note), seq=seq)])


def test_sealed_sheet_balances_and_is_numbered_by_the_plan() -> None:
    marks = records_of(
        [
            PLAN,
            CheckinRecorded(person=PEOPLE[0], venue="LD-673", method="tick", noted_at=noted(1)),
            SubstituteRecorded(person=PEOPLE[2], substitute=UUID(int=9), venue="LD-673", noted_at=noted(1)),
            WalkinRecorded(person=UUID(int=77), venue="LD-673", noted_at=noted(2)),
        ]
    )

    sealing = decide_sealing(PRESENCE_FOLD.over(marks), venue="LD-673", note=None)

    assert (sealing.number, sealing.version) == ("002/ĐD", 1)
    assert sealing.counts == SheetCounts(
        invited=3, walk_ins=1, moved_in=0, moved_out=0, present=2, substituted=1, excused=0, absent=1, guests=0,
        headcount=None,
    )  # fmt: skip


def test_mark_after_the_sealing_is_taken_and_changes_the_sheet() -> None:
    state = sealed(PLANNED, "LD-673")
    late = CheckinRecorded(person=PEOPLE[0], venue="LD-673", method="tick", noted_at=noted(1))

    changed = PRESENCE_FOLD.onto(state, [record(late, seq=21)])
    again = PRESENCE_FOLD.onto(changed, [record(replace(late, method="scan", noted_at=noted(2)), seq=22)])

    assert (state.sheet_status("LD-673"), changed.sheet_status("LD-673")) == ("sealed", "changed")
    assert (changed.sheets["LD-673"].counts.present, changed.numbers("LD-673").present) == (0, 1)
    assert again.sheets == changed.sheets
    assert state.sheet_status("LD") == "open"


def test_reopened_sheet_is_sealed_as_a_new_version() -> None:
    state = sealed(PLANNED, "LD")
    reopening = decide_reopening(state, venue="LD", reason="đến muộn")

    reopened = PRESENCE_FOLD.onto(state, [record(reopening, seq=21)])

    assert (reopening.version, reopened.sheet_status("LD")) == (1, "open")
    assert decide_sealing(reopened, venue="LD", note=None).version == 2


def test_sealing_twice_and_reopening_an_open_sheet_are_refused() -> None:
    with pytest.raises(SheetIsSealed):
        decide_sealing(sealed(PLANNED, "LD"), venue="LD", note=None)
    with pytest.raises(SheetIsNotSealed):
        decide_reopening(PLANNED, venue="LD", reason=None)


def test_heads_that_differ_from_the_roll_need_a_reason() -> None:
    counted = HeadcountRecorded(venue="LD", count=3, noted_at=noted(2))
    state = PRESENCE_FOLD.over(records_of([PLAN, counted]))

    with pytest.raises(HeadcountDiffers) as refused:
        decide_sealing(state, venue="LD", note=None)

    assert refused.value.fields == {"heads": 3, "attended": 0, "off": 3}
    assert decide_sealing(state, venue="LD", note="khách mời của tỉnh").note == "khách mời của tỉnh"


def test_open_case_hinders_the_sealing_of_both_venues() -> None:
    state = PRESENCE_FOLD.over(both_venues_say_present())
    for venue in ("LD", "LD-673"):
        with pytest.raises(CasesAreOpen):
            decide_sealing(state, venue=venue, note=None)


def test_later_headcount_stands() -> None:
    counted = records_of(
        [
            PLAN,
            HeadcountRecorded(venue="LD", count=30, noted_at=noted(9)),
            HeadcountRecorded(venue="LD", count=12, noted_at=noted(3)),
        ]
    )

    assert PRESENCE_FOLD.over(counted).headcounts["LD"].count == 30


PLANNED = PRESENCE_FOLD.over([record(PLAN)])


def note(venue: str, place: Place | None, *, at: datetime = START) -> Note:
    return Note(person=PEOPLE[0], venue=venue, noted_at=at, seen=None, place=place)


def test_checkin_of_a_stranger_is_refused() -> None:
    with pytest.raises(PersonIsNotInvited):
        decide_checkin(PLANNED, note("LD", None), method="tick", now=noted(1))


def test_checkin_at_another_venue_is_taken_and_says_which_invited() -> None:
    checkin = decide_checkin(PLANNED, note("LD", Place(venue="LD-673")), method="scan", now=noted(1))

    assert checkin == CheckinRecorded(person=PEOPLE[0], venue="LD", home="LD-673", method="scan", noted_at=START)


def test_excuse_at_another_venue_names_the_right_one() -> None:
    with pytest.raises(PersonBelongsElsewhere) as refused:
        decide_excuse(PLANNED, note("LD", Place(venue="LD-673")), reason=None, now=noted(1))

    assert refused.value.fields == {"venue": "LD", "invited_at": "LD-673"}


def test_walk_in_that_is_ticked_again_stays_a_walk_in() -> None:
    again = decide_checkin(PLANNED, note("LD", Place(venue="LD", is_walk_in=True)), method="tick", now=noted(1))

    assert again == WalkinRecorded(person=PEOPLE[0], venue="LD", noted_at=START)


def test_checkin_at_an_unknown_venue_is_refused() -> None:
    with pytest.raises(UnknownVenue):
        decide_checkin(PLANNED, note("XX", Place(venue="LD")), method="tick", now=noted(1))


@pytest.mark.parametrize("count", [-1, 20_001])
def test_headcount_beyond_reason_is_refused(count: int) -> None:
    with pytest.raises(HeadcountIsImpossible):
        decide_headcount(PLANNED, venue="LD", count=count, noted_at=START, now=noted(1))


def test_headcount_of_an_unknown_venue_is_refused() -> None:
    with pytest.raises(UnknownVenue):
        decide_headcount(PLANNED, venue="XX", count=3, noted_at=START, now=noted(1))


def test_mark_from_the_future_is_noted_now() -> None:
    early = note("LD", Place(venue="LD"), at=noted(90))

    assert decide_checkin(PLANNED, early, method="tick", now=noted(30)).noted_at == noted(30)
