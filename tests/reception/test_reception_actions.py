# SPDX-License-Identifier: Apache-2.0
"""Proofs of reception enter the journal where they make sense, and add up on the board."""

from __future__ import annotations

from datetime import timedelta

import pytest

from diemcau.board.state import BOARD_FOLD
from diemcau.floor.refusals import ConferenceIsNotOpen, VenueIsNotConnected
from diemcau.journal.queries import folded
from diemcau.lib.ids import new_uid
from diemcau.reception.actions import lose_reception, prove_reception
from diemcau.reception.refusals import ReceptionIsNotProved, ReceptionIsProvedAlready
from factories.closed_conference import Played, planned_conference

pytestmark = pytest.mark.django_db
HALL = "LD-673"


def prove(played: Played) -> None:
    played.run(prove_reception(conference=played.conference.uuid, uid=new_uid(), actor="stage", venue=HALL))


def lose(played: Played) -> None:
    played.run(
        lose_reception(conference=played.conference.uuid, uid=new_uid(), actor="stage", venue=HALL, cause="frozen")
    )


def test_minutes_received_add_up_on_the_board() -> None:
    played = planned_conference()
    played.connect("LD", HALL)
    played.at(0)
    played.open()
    played.air("LD")
    for minute, move in ((5, prove), (20, lose), (30, prove)):
        played.at(minute)
        move(played)
    played.at(40)
    played.close()
    received = folded(played.conference.uuid, BOARD_FOLD).reception.received
    assert received == {HALL: timedelta(minutes=25)}


def test_what_makes_no_sense_is_refused() -> None:
    played = planned_conference()
    with pytest.raises(ConferenceIsNotOpen):
        prove(played)
    played.open()
    with pytest.raises(VenueIsNotConnected):
        prove(played)
    with pytest.raises(ReceptionIsNotProved):
        lose(played)
    played.connect(HALL)
    prove(played)
    with pytest.raises(ReceptionIsProvedAlready):
        prove(played)
