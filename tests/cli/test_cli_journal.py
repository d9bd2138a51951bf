# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from typer.testing import CliRunner, Result

from diemcau.cli.main import app
from diemcau.conference.models import Conference
from diemcau.journal.models import Entry
from diemcau.journal.queries import records
from diemcau.lib.ids import new_uid
from diemcau.presence.events import CheckinRecorded, ExcuseRecorded
from diemcau.presence.models import Attendance
from support.journals import PEOPLE, write

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2022, 10, 31, 1, tzinfo=UTC)
EVENTS = [
    CheckinRecorded(person=PEOPLE[0], venue="LD-673", method="tick", noted_at=AT),
    ExcuseRecorded(person=PEOPLE[1], venue="LD-673", reason="Ốm nặng", noted_at=AT),
    CheckinRecorded(person=PEOPLE[2], venue="LD-673", method="scan", noted_at=AT),
]


@pytest.fixture
def conference() -> UUID:
    uuid = new_uid()
    Conference.objects.create(uuid=uuid, slug="lamdong-2022", name="Hội nghị", organiser="Tỉnh ủy", starts_at=AT)
    write(uuid, EVENTS)
    return uuid


def journal(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["journal", *map(str, arguments)])


@pytest.mark.parametrize("named", ["lamdong-2022", "", "uuid"])
def test_verify_tells_that_all_is_well(conference: UUID, named: str) -> None:
    told = journal("verify", *([str(conference) if named == "uuid" else named] if named else []))
    head = list(records(conference))[-1].hash.hex()
    assert told.stdout == f"Hội nghị {conference}: 3 mục, nhật ký nguyên vẹn. Mã băm cuối: {head}\n"
    assert told.exit_code == 0


def test_verify_names_the_first_bad_entry_and_fails(conference: UUID) -> None:
    Entry.objects.filter(conference=conference, seq=2).update(actor="director:1")
    told = journal("verify", "lamdong-2022")
    assert told.exit_code == 1
    assert f"Hội nghị {conference}: mục số 2 không phải là mục đã được ghi" in told.stdout


def test_verify_with_a_manifest_finds_a_cut_off_end(conference: UUID, tmp_path: Path) -> None:
    assert journal("export", "lamdong-2022", tmp_path).exit_code == 0
    Entry.objects.filter(conference=conference, seq=3).delete()
    assert journal("verify", "lamdong-2022").exit_code == 0
    told = journal("verify", "lamdong-2022", "--manifest", tmp_path / "manifest.json")
    assert told.exit_code == 1
    assert "mục số 3 không còn trong nhật ký" in told.stdout


def test_export_writes_entries_and_manifest(conference: UUID, tmp_path: Path) -> None:
    told = journal("export", conference, tmp_path / "out")
    assert told.exit_code == 0
    assert "Đã xuất 3 mục" in told.stdout
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["journal.jsonl", "manifest.json"]


def test_rebuild_makes_the_tables_anew(conference: UUID) -> None:
    Attendance.objects.filter(conference=conference).delete()
    assert journal("rebuild").exit_code == 0
    assert Attendance.objects.filter(conference=conference).count() == 3


def test_shred_destroys_a_text_and_the_chain_holds(conference: UUID) -> None:
    told = journal("shred", "lamdong-2022", 2)
    assert told.exit_code == 0
    assert "Mục số 2: đã hủy 1 đoạn văn bản" in told.stdout
    assert getattr(list(records(conference))[1].event, "reason", "") is None
    assert journal("verify").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["verify", "nobody"], "Không có hội nghị “nobody”"),
        (["verify", "0192e6c4-0000-7000-8000-00000000ffff"], "chưa có nhật ký"),
        (["verify", "lamdong-2022", "--manifest", "nowhere.json"], "Không đọc được tệp kê nowhere.json"),
        (["export", "nobody", "out"], "Không có hội nghị “nobody”"),
        (["export", "lamdong-2022", "/proc/nowhere"], "Không đọc hoặc ghi được"),
        (["shred", "lamdong-2022", "9"], "không có mục số 9"),
    ],
)
@pytest.mark.usefixtures("conference")
def test_what_can_not_be_done_is_told_in_a_sentence(arguments: list[str], sentence: str) -> None:
    told = journal(*arguments)
    assert told.exit_code == 2
    assert sentence in told.stderr
    assert told.stdout == ""
