# SPDX-License-Identifier: Apache-2.0
"""The roll's table says what the fold says, live and rebuilt, and is read in few queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diemcau.conference.models import Conference
from diemcau.journal.commands import Command, execute, execute_all
from diemcau.journal.projections import rebuild
from diemcau.journal.queries import folded, head_seq
from diemcau.lib.ids import new_uid
from diemcau.people.models import Invitation, Person
from diemcau.presence.actions import About, check_in, excuse, seat_substitute, seat_walk_in, withdraw_mark
from diemcau.presence.decisions import Place
from diemcau.presence.marks import Mark
from diemcau.presence.models import Attendance
from diemcau.presence.queries import case_lines, place_of, roll_lines, status_of
from diemcau.presence.refusals import SubstituteHasNoName
from diemcau.presence.state import PRESENCE_FOLD, PresenceState
from factories.closed_conference import OPENS_AT, ROLL, planned_conference

pytestmark = pytest.mark.django_db


def rows() -> list[dict[str, object]]:
    columns = [field.name for field in Attendance._meta.concrete_fields if field.name != "id"]
    return list(Attendance.objects.order_by("person").values(*columns))


def noted(minute: int) -> datetime:
    return OPENS_AT + timedelta(minutes=minute)


MAKERS: tuple[Callable[..., Command], ...] = (
    partial(check_in, method="tick"),
    withdraw_mark,
    partial(excuse, reason=None),
)
VENUES = ("LD", "LD-673", "LD-673-1", "LD-673-2", "LD-674", "LD-674-1")


@st.composite
def marks(draw: st.DrawFn) -> tuple[Callable[..., Command], tuple[str, str], int]:
    """A mark of a person at their own venue or, where that can be, at another one."""
    make = draw(st.sampled_from(MAKERS))
    home, name = draw(st.sampled_from(ROLL))
    venue = home if make is MAKERS[2] else draw(st.sampled_from((home, *VENUES)))
    return make, (venue, name), draw(st.integers(-30, -16))


def standing(state: PresenceState) -> list[Mark]:
    return [mark for _, mark in state.marks.items()]


def about(conference: Conference, person: UUID) -> About:
    return About(
        conference=conference.uuid, uid=new_uid(), actor="venue:LD-673", person=person, venue="LD-673",
        noted_at=OPENS_AT,
    )  # fmt: skip


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside is undone: each of hypothesis's examples starts from the same tables."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def conference() -> Conference:
    return planned_conference().conference


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=st.lists(marks(), max_size=20), repeats=st.integers(1, 2))
def test_table_says_what_the_fold_says_live_and_rebuilt(
    conference: Conference, made: list[tuple[Callable[..., Command], tuple[str, str], int]], repeats: int
) -> None:
    people = dict(Person.objects.values_list("full_name", "uuid"))
    commands = [
        make(
            About(
                conference=conference.uuid, uid=new_uid(), actor="test", person=people[name], venue=venue,
                noted_at=noted(minute),
            )
        )
        for make, (venue, name), minute in made
    ]  # fmt: skip
    with undone():
        for _ in range(repeats):
            execute_all(commands)
        live = rows()
        state = folded(conference.uuid, PRESENCE_FOLD)
        rebuild(conference.uuid)
        rebuilt = rows()

    assert {row["person"]: row["status"] for row in live} == {p: mark.status for p, mark in state.marks.items()}
    counted = Counter((row["venue"], row["status"]) for row in live)
    for venue, counts in state.counts.items():
        assert (counts.present, counts.excused) == (counted[venue, "present"], counted[venue, "excused"])
        assert counts.moved_in == sum(
            1 for mark in standing(state) if mark.venue == venue and mark.home and mark.status != "expected"
        )
    assert rebuilt == live


def test_roll_is_read_in_as_many_queries_for_one_as_for_many() -> None:
    played = planned_conference()
    conference = played.conference
    venue = conference.venues.get(code="LD-673")

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            roll_lines(conference, venue)
        return len(captured)

    played.send_instead("Phạm Thu Hà", "Ngô Bá Khá")
    few = queries()
    for number in range(30):
        person = Person.objects.create(full_name=f"Nguyễn Văn {number}")
        Invitation.objects.create(conference=conference, person=person, venue=venue)
        played.send_instead(person.full_name, f"Trần Thị {number}")

    assert queries() == few == 3


def test_place_of_a_person_follows_the_rule_of_the_roll() -> None:
    played = planned_conference()
    played.send_instead("Phạm Thu Hà", "Ngô Bá Khá")
    newcomer = played.walk_in("Lò Văn Nửa", venue="LD-674")
    conference = played.conference.uuid
    called = dict(Invitation.objects.on_roll().values_list("person__uuid", "venue__code"))
    guests = dict(Invitation.objects.of_honour().values_list("person__uuid", "venue__code"))

    asked = {person: place_of(conference, person) for person in Person.objects.values_list("uuid", flat=True)}

    assert asked == {
        **dict.fromkeys(asked),
        **{person: Place(venue=venue) for person, venue in called.items()},
        **{person: Place(venue=venue, is_guest=True) for person, venue in guests.items()},
        newcomer: Place(venue="LD-674", is_walk_in=True),
    }
    assert None in asked.values()
    assert place_of(new_uid(), next(iter(called))) is None


def test_roll_holds_who_walked_in_and_who_came_from_elsewhere() -> None:
    played = planned_conference()
    newcomer = played.walk_in("Lò Văn Nửa", venue="LD-674")
    played.tick("Trần Quốc Đạt", venue="LD-674")
    conference = played.conference

    here = {line.name: line for line in roll_lines(conference, conference.venues.get(code="LD-674"))}
    home = {line.name: line for line in roll_lines(conference, conference.venues.get(code="LD-673"))}

    assert (here["Lò Văn Nửa"].person, here["Lò Văn Nửa"].is_walk_in, here["Lò Văn Nửa"].status) == (
        newcomer, True, "present",
    )  # fmt: skip
    assert (here["Trần Quốc Đạt"].home, here["Trần Quốc Đạt"].seated_at) == ("LD-673", None)
    assert (home["Trần Quốc Đạt"].home, home["Trần Quốc Đạt"].seated_at) == (None, "LD-674")


def test_case_names_the_person_and_both_sides() -> None:
    played = planned_conference()
    played.tick("Trần Quốc Đạt")
    played.tick("Trần Quốc Đạt", venue="LD-674")

    (case,) = case_lines(played.conference)

    assert (case.kind, case.name) == ("two_venues", "Trần Quốc Đạt")
    assert [side.venue for side in case.sides] == ["LD-673", "LD-674"]
    assert case_lines(played.conference, venues=["LD-674"]) == [case]
    assert case_lines(played.conference, venues=["LD"]) == []


def test_walk_in_sent_twice_is_one_person() -> None:
    played = planned_conference()
    command = seat_walk_in(
        conference=played.conference.uuid, uid=new_uid(), actor="venue:LD", venue="LD", name=" Lò  Văn Nửa ",
        post="Khách", organisation="Bản Đôn", noted_at=OPENS_AT,
    )  # fmt: skip

    execute_all([command, command])

    newcomer = Person.objects.get(uuid=command.uid)
    assert (newcomer.full_name, newcomer.invitations.get().post) == ("Lò Văn Nửa", "Khách")
    assert folded(played.conference.uuid, PRESENCE_FOLD).numbers("LD").walk_ins == 1


def test_person_nobody_marked_is_expected() -> None:
    conference = planned_conference().conference

    assert status_of(conference.uuid, UUID(int=1)) == "expected"


def test_substitute_leaves_the_number_of_the_invited_as_it_is() -> None:
    played = planned_conference()
    invited = Invitation.objects.on_roll().count()

    played.send_instead("Phạm Thu Hà", "Ngô Bá Khá")

    line = next(
        line
        for line in roll_lines(played.conference, played.conference.venues.get(code="LD-673"))
        if line.name == "Phạm Thu Hà"
    )
    assert (line.status, line.substitute) == ("substituted", "Ngô Bá Khá")
    assert Invitation.objects.on_roll().count() == invited


def test_a_line_says_number_seat_and_badge() -> None:
    conference = planned_conference().conference
    Invitation.objects.filter(person__full_name="Phạm Thu Hà").update(number="0007", seat="B12")
    line = next(line for line in roll_lines(conference, conference.venues.get(code="LD-673")) if line.number)
    badge = Invitation.objects.get(number="0007").badge_id
    assert (line.name, line.seat, line.badge) == ("Phạm Thu Hà", "B12", badge)


@pytest.mark.parametrize("name", ["", " \t ", "x" * 121])
def test_substitute_without_a_name_is_refused(name: str) -> None:
    played = planned_conference()
    person = played.person("Phạm Thu Hà").person.uuid

    with pytest.raises(SubstituteHasNoName):
        seat_substitute(about(played.conference, person), name=name, post="")


def test_checkin_after_the_closing_is_kept() -> None:
    """A venue that was cut off sends its marks hours later; the frozen record is of an earlier entry."""
    played = planned_conference()
    played.open()
    played.close()
    invitation = played.person("Trần Quốc Đạt")
    late = check_in(about(played.conference, invitation.person.uuid), method="tick")

    assert execute(late).record.seq == head_seq(played.conference.uuid)
