# SPDX-License-Identifier: Apache-2.0
"""A sealed sheet as paper: the numbers of the sealing and the names that make them up."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from diemcau.journal.queries import records
from diemcau.papers.sheets import SheetPaper, sealed_sheets
from diemcau.presence.actions import seal_sheet
from factories.closed_conference import Played, planned_conference

pytestmark = pytest.mark.django_db


@pytest.fixture
def played() -> Played:
    return planned_conference()


def seal(played: Played, *venues: str) -> None:
    for venue in venues:
        played.run(
            seal_sheet(conference=played.conference.uuid, uid=played.uid(), actor="cli", venue=venue, note="đã đếm lại")
        )


def told(paper: SheetPaper) -> list[tuple[str, str, str, str]]:
    return [(person.name, person.status, person.substitute, person.remark) for person in paper.people]


def test_a_sheet_names_everybody_who_belongs_to_it_or_sits_there(played: Played) -> None:
    played.tick("Trần Quốc Đạt")
    played.send_instead("Phạm Thu Hà", "Ngô Bá Khá")
    played.walk_in("Trần Văn Thêm", venue="LD-673")
    played.tick("Vũ Minh Quân", venue="LD-673")
    seal(played, "LD-673", "LD-674")
    here, there = sealed_sheets(played.conference)
    assert told(here) == [
        ("Trần Quốc Đạt", "Có mặt", "", ""),
        ("Phạm Thu Hà", "Đi thay", "Ngô Bá Khá", ""),
        ("Vũ Minh Quân", "Có mặt", "", "Được mời tại Huyện Đam Rông"),
        ("Trần Văn Thêm", "Có mặt", "", "Dự thêm"),
    ]
    assert told(there) == [("Vũ Minh Quân", "–", "", "Dự tại Thành phố Bảo Lộc")]
    for paper in (here, there):
        counts = paper.counts
        expected = counts.invited + counts.walk_ins + counts.moved_in - counts.moved_out
        assert expected == counts.present + counts.substituted + counts.excused + counts.absent
        assert expected == sum(person.status != "–" for person in paper.people)


def test_a_sheet_carries_the_entry_that_sealed_it(played: Played) -> None:
    seal(played, "LD-673")
    last = list(records(played.conference.uuid))[-1]
    (paper,) = sealed_sheets(played.conference)
    assert (paper.seq, paper.hash, paper.version, paper.note) == (last.seq, last.hash.hex(), 1, "đã đếm lại")
    assert not paper.is_changed


def test_a_sheet_stays_as_it_was_sealed_whatever_comes_later(played: Played) -> None:
    seal(played, "LD-673")
    played.tick("Trần Quốc Đạt")
    (paper,) = sealed_sheets(played.conference)
    assert paper.is_changed
    assert paper.counts.present == 0
    assert told(paper)[0] == ("Trần Quốc Đạt", "Vắng", "", "")


def test_only_the_sheets_that_were_asked_for_and_sealed(played: Played) -> None:
    seal(played, "LD", "LD-673")
    assert [paper.code for paper in sealed_sheets(played.conference, venues={"LD-673", "LD-674"})] == ["LD-673"]


def test_names_cost_as_many_queries_for_one_venue_as_for_all(played: Played) -> None:
    seal(played, "LD", "LD-673", "LD-674")
    sealed_sheets(played.conference)
    with CaptureQueriesContext(connection) as for_one:
        sealed_sheets(played.conference, venues={"LD"})
    with CaptureQueriesContext(connection) as for_all:
        sealed_sheets(played.conference)
    assert len(for_one) == len(for_all)
