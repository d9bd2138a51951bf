# SPDX-License-Identifier: Apache-2.0
"""The outcome of a conference that was really played."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from diemcau.conference.models import Conference
from diemcau.journal.queries import records
from diemcau.outcome.counts import Counts
from diemcau.outcome.figures import figures
from diemcau.outcome.outcome import Guest
from diemcau.outcome.queries import outcome_of
from diemcau.outcome.refusals import ConferenceIsNotClosed
from diemcau.people.models import Invitation
from diemcau.presence.actions import About, check_in
from factories.closed_conference import OPENS_AT, PRESENT, closed_conference, planned_conference

pytestmark = pytest.mark.django_db


def test_outcome_counts_every_venue_and_balances() -> None:
    outcome = outcome_of(closed_conference())
    assert outcome.counts == Counts(invited=9, present=5, substituted=1, excused=1, absent=2, headcount=2)
    assert outcome.counts.absent == 2
    assert [len(outcome.venues_of_cluster(code)) for code in outcome.clusters] == [1, 3, 2]
    for venue in outcome.venues:
        assert venue.counts.invited == len(venue.people)


def test_outcome_holds_at_the_closing_and_not_after() -> None:
    conference = closed_conference()
    last = list(records(conference.uuid))[-1]
    outcome = outcome_of(conference)
    assert (outcome.seal.seq, outcome.seal.head, last.kind) == (last.seq, last.hash.hex(), "conference.closed")


def test_outcome_names_people_in_vietnamese_order() -> None:
    hub = outcome_of(closed_conference()).venue("LD")
    assert [(person.name, person.status) for person in hub.people] == [
        ("=HYPERLINK(Bình)", "absent"),
        ("Đặng Thị Ân", "present"),
        ("Nguyễn Văn Ấn", "present"),
    ]


def test_outcome_names_substitutes() -> None:
    hall = outcome_of(closed_conference()).venue("LD-673")
    assert [(p.name, p.status, p.substitute) for p in hall.people] == [
        ("Trần Quốc Đạt", "present", None),
        ("Phạm Thu Hà", "substituted", "Ngô Bá Khá"),
    ]


def test_guests_stand_in_protocol_order_and_are_not_on_the_roll() -> None:
    assert outcome_of(closed_conference()).guests == (
        Guest(name="Lê Hải Bình", organisation="", post="Phó Trưởng Ban Tuyên giáo Trung ương"),
        Guest(name="Phạm S", organisation="", post="Phó Chủ tịch UBND tỉnh"),
    )


def test_as_soon_as_one_guest_is_marked_those_who_are_not_did_not_come() -> None:
    played = planned_conference()
    came = Invitation.objects.of_honour().get(person__full_name="Phạm S").person.uuid
    about = About(
        conference=played.conference.uuid,
        uid=played.uid(),
        actor="cli",
        person=came,
        venue="LD",
        noted_at=played.at(-5),
    )
    played.run(check_in(about, method="tick"))
    played.at(0)
    played.open()
    played.close()
    outcome = outcome_of(played.conference)
    assert [(guest.name, guest.status, guest.came) for guest in outcome.guests] == [
        ("Lê Hải Bình", "absent", False),
        ("Phạm S", "present", True),
    ]
    assert outcome.counts.attended == 0


def test_one_check_in_less_changes_the_figures() -> None:
    values = {
        name: figure.value for name, figure in figures(outcome_of(closed_conference(present=PRESENT[1:]))).items()
    }
    assert (values["delegates.present"], values["delegates.attended"], values["delegates.absent"]) == (4, 5, 3)
    assert [values[f"venues.{tier}"] for tier in ("hub", "district", "commune")] == [1, 2, 3]


def test_two_venues_of_one_name_are_told_apart() -> None:
    outcome = outcome_of(closed_conference())
    assert outcome.full_name("LD-674-1") == "Phường 1, Huyện Đam Rông"
    assert outcome.full_name("LD-674") == "Huyện Đam Rông"


def test_an_open_conference_has_no_outcome() -> None:
    played = planned_conference()
    played.at(0)
    played.open()
    with pytest.raises(ConferenceIsNotClosed) as refusal:
        outcome_of(played.conference)
    assert played.conference.name in refusal.value.sentence("vi")


def test_losses_before_the_opening_are_nobodys_business() -> None:
    played = planned_conference()
    played.connect("LD", "LD-673")
    played.lose("LD-673")
    played.at(0)
    played.open()
    played.lose("LD")
    played.close()
    assert [(loss.venue, loss.started_at) for loss in outcome_of(played.conference).losses] == [("LD", OPENS_AT)]


def test_reading_takes_as_many_queries_whatever_the_number_of_people() -> None:
    conference = closed_conference()
    with CaptureQueriesContext(connection) as for_many:
        outcome_of(conference)
    Invitation.objects.on_roll().filter(conference=conference).exclude(venue__code="LD").delete()
    anew = Conference.objects.get(pk=conference.pk)  # one that remembers nothing of the first reading
    with CaptureQueriesContext(connection) as for_few:
        outcome_of(anew)
    assert len(for_many) == len(for_few)
