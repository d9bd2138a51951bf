# SPDX-License-Identifier: Apache-2.0
"""The figures at the journal's head: the report's own until something comes in late."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from diemcau.conference.models import Conference
from diemcau.journal.queries import last_entry
from diemcau.outcome.current import current_figures
from diemcau.outcome.figures import figures
from diemcau.outcome.queries import outcome_of
from diemcau.outcome.refusals import ConferenceIsNotClosed
from factories.closed_conference import planned_conference
from factories.eventful_conference import eventful_conference, late_marks

pytestmark = pytest.mark.django_db


def values(conference: Conference) -> dict[str, int]:
    return {name: figure.value for name, figure in current_figures(conference).items()}


def test_figures_at_the_closing_are_the_reports() -> None:
    conference = eventful_conference().conference
    assert current_figures(conference) == figures(outcome_of(conference))


def test_an_eventful_roll_is_counted_as_it_was() -> None:
    assert values(eventful_conference().conference) == {
        "delegates.invited": 9,
        "delegates.attended": 8,
        "delegates.present": 6,
        "delegates.substituted": 2,
        "delegates.excused": 1,
        "delegates.absent": 1,
        "venues.planned": 6,
        "venues.took_part": 4,
        "venues.hub": 1,
        "venues.district": 2,
        "venues.commune": 1,
        "turns.taken": 5,
    }


def test_late_marks_count_at_the_head_and_not_in_the_report() -> None:
    played = eventful_conference()
    before = values(played.conference)
    late_marks(played)
    assert values(played.conference) == before | {
        "delegates.attended": 10,
        "delegates.present": 8,
        "delegates.excused": 1,
        "delegates.absent": 0,
        "venues.took_part": 5,
        "venues.commune": 2,
    }
    assert {name: one.value for name, one in figures(outcome_of(played.conference)).items()} == before


def test_a_line_that_comes_up_after_the_closing_takes_part_in_nothing() -> None:
    played = eventful_conference()
    before = values(played.conference)
    played.at(200)
    played.connect("LD-674-1")
    assert values(played.conference) == before


def test_figures_hold_at_the_last_entry_and_its_time() -> None:
    played = eventful_conference()
    late_marks(played)
    head = last_entry(played.conference.uuid)
    assert head is not None
    assert {(figure.seq, figure.at) for figure in current_figures(played.conference).values()} == {(head.seq, head.at)}


def test_asking_again_reads_no_entry_again() -> None:
    played = eventful_conference()
    current_figures(played.conference)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        current_figures(played.conference)
    assert len(asked) == 3


def test_an_open_conference_has_no_figures_yet() -> None:
    played = planned_conference()
    with pytest.raises(ConferenceIsNotClosed):
        current_figures(played.conference)
