# SPDX-License-Identifier: Apache-2.0
"""The board as a workbook before the closing: every section has the same sum, and no name is a formula."""

from __future__ import annotations

from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook

from diemcau.board.state import BOARD_FOLD
from diemcau.journal.queries import folded
from diemcau.papers.live_board import ORGANISATIONS, POSTS, SUMS, LiveBoard, board_workbook
from diemcau.people.models import Invitation, Organisation
from diemcau.presence.groups import groups_of
from factories.closed_conference import Played, planned_conference

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture
def played() -> Played:
    played = planned_conference()
    evil = Organisation.objects.create(name="=cmd|' /C calc'!A0")
    Invitation.objects.on_roll().filter(venue__code="LD").update(organisation=evil, post="+1")
    played.tick("Trần Quốc Đạt")
    played.tick("Vũ Minh Quân", venue="LD-673")
    played.walk_in("Trần Văn Thêm", venue="LD-674")
    played.count("LD-673", 2)
    return played


def workbook(played: Played) -> bytes:
    conference = played.conference
    live = LiveBoard(
        conference=conference.name,
        board=folded(conference.uuid, BOARD_FOLD),
        names=dict(conference.venues.values_list("code", "name")),
        groups=groups_of(conference),
        at=played.clock.at,
    )
    return board_workbook(live, zone=ZONE)


def test_tiers_clusters_and_venues_have_the_same_sum_and_every_line_balances(played: Played) -> None:
    sheet = load_workbook(BytesIO(workbook(played)))[SUMS]
    lines = [row for row in sheet.iter_rows(min_row=5, values_only=True) if isinstance(row[2], int)]
    sums = [row for row in lines if row[1] == "Cộng"]
    assert sums == [(None, "Cộng", 6, 9, 1, 1, 1, 3, 0, 0, 7, 2, "0/6", 0)] * 3
    for row in lines:
        numbers = [int(str(value)) for value in row[3:11]]
        assert numbers[0] + numbers[1] + numbers[2] - numbers[3] == sum(numbers[4:]), row


def test_names_that_look_like_formulas_are_text(played: Played) -> None:
    book = load_workbook(BytesIO(workbook(played)))
    for sheet, name in ((ORGANISATIONS, "=cmd|' /C calc'!A0"), (POSTS, "+1")):
        (cell,) = [cell for row in book[sheet].iter_rows() for cell in row if cell.value == name]
        assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_the_same_moment_gives_the_same_bytes(played: Played) -> None:
    assert workbook(played) == workbook(played)
