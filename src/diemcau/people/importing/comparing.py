# SPDX-License-Identifier: Apache-2.0
"""Lists held against what is invited now: the plan of an import, and why it can't be taken whole."""

from __future__ import annotations

from collections.abc import Sequence

from diemcau.conference.models import Conference
from diemcau.lib.refusal import Refusal
from diemcau.people.importing.lists import Roster
from diemcau.people.importing.planning import plan_import
from diemcau.people.importing.reports import Answers, RosterPlan, RowReport
from diemcau.people.queries import held_outside_the_roll, known_entrants, venue_names
from diemcau.people.refusals import DelegateIsDoubtful, RostersHaveFaults


def compared(conference: Conference, rosters: Sequence[Roster], answers: Answers | None = None) -> RosterPlan:
    """What lists would change in a conference as it is now."""
    return plan_import(
        rosters,
        venues=venue_names(conference),
        known=known_entrants(conference),
        held=held_outside_the_roll(conference),
        answers=answers,
    )


def refuse_held(plan: RosterPlan) -> None:
    """Refuse a plan of which some rows can't be taken. Raises: RostersHaveFaults: `faults` tells each."""
    if plan.held:
        raise RostersHaveFaults(tuple(map(why_held, plan.held)))


def why_held(row: RowReport) -> Refusal:
    """What keeps a row out."""
    if row.fault is not None:
        return row.fault
    likeliest = row.candidates[0]
    there = f"{likeliest.place.file}:{likeliest.place.row}" if likeliest.place else likeliest.entrant.name
    return DelegateIsDoubtful(
        **row.place.where,
        name=row.entrant.name,
        candidate=there,
        points=likeliest.score.points,
        evidence=likeliest.score.sentence("vi"),
    )
