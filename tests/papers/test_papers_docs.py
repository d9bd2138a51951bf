# SPDX-License-Identifier: Apache-2.0
"""What docs/papers.md tells staff is what the code does."""

from __future__ import annotations

import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from diemcau.outcome.figures import figures
from diemcau.outcome.queries import outcome_of
from diemcau.papers.invitations import sheet_fields
from diemcau.papers.inviting import invitations_of
from diemcau.papers.minutes import minutes_fields
from factories.closed_conference import OPENS_AT, closed_conference, planned_conference

pytestmark = pytest.mark.django_db
TIERS = {"venues.hub", "venues.district", "venues.commune"}
PAGE = (Path(__file__).parents[2] / "docs" / "papers.md").read_text(encoding="utf-8")


def documented_fields() -> dict[str, str]:
    """What each field of the table prints, by name."""
    table = re.findall(r"^\| (`[a-z_`, ]+`) \| (.+) \|$", PAGE, flags=re.MULTILINE)
    return {name: meaning for names, meaning in table for name in re.findall(r"`([a-z_]+)`", names)}


def test_every_field_of_the_minutes_is_documented() -> None:
    fields = minutes_fields(outcome_of(closed_conference()), zone=ZoneInfo("Asia/Ho_Chi_Minh"))
    assert documented_fields().keys() == fields.keys()


@pytest.mark.parametrize(
    "name",
    ["hoi_nghi", "khach_moi", "tong", "theo_doi", "chuong_trinh", "phat_bieu", "cac_su_co", "mat_tin_hieu", "nhat_ky"],
)
def test_every_part_of_a_field_is_documented(name: str) -> None:
    value = minutes_fields(outcome_of(closed_conference()), zone=ZoneInfo("Asia/Ho_Chi_Minh"))[name]
    parts = value[0] if isinstance(value, list) else value
    assert set(re.findall(r"`\.([a-z_]+)`", documented_fields()[name])) == set(parts)


def test_every_field_of_letters_and_badges_is_documented() -> None:
    fields = sheet_fields(invitations_of(planned_conference().conference, at=OPENS_AT), zone=ZoneInfo("UTC"))
    venue = fields["diem_cau"][0]
    names = {*fields, *venue, *venue["dai_bieu"][0], *fields["chuong_trinh"][0]}
    section = PAGE.partition("## Letters and badges")[2].partition("\n## ")[0]
    assert set(re.findall(r"`\.([a-z_]+)`", section)) == names


def test_every_figure_is_documented() -> None:
    names = figures(outcome_of(closed_conference())).keys()
    assert names - TIERS == set(re.findall(r"`([a-z]+\.[a-z_]+)`", PAGE))
