# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from pytest_django import Settings

from diemcau.cli.load_report import summary
from diemcau.conference.actions import close_conference, open_conference
from diemcau.conference.clip_files import clip_path
from diemcau.conference.models import AccessLink, Clip, Conference, Deck, DeckPage, ProgrammeItem, Venue
from diemcau.conference.refusals import AlreadyClosed, PlanFileIsMissing
from diemcau.journal.commands import execute
from diemcau.journal.models import Entry
from diemcau.journal.queries import head_seq
from diemcau.lib.ids import new_uid
from diemcau.lib.refusal import Refusal
from diemcau.lib.vietnamese import name_sort_key
from diemcau.people.importing.remarks import Doubt
from diemcau.people.loading import files_in, load_folder
from diemcau.people.models import Invitation, Organisation, Person
from diemcau.people.queries import guests_of_honour, roll
from diemcau.people.refusals import HeaderIsMissing, RostersHaveFaults, WorkbookIsUnreadable
from support.decks import pdf
from support.films import film
from support.plans import EXAMPLE, PLAN, ROWS, folder, roster, workbook

pytestmark = pytest.mark.django_db
TABLES = (Conference, Venue, ProgrammeItem, Deck, DeckPage, Clip, AccessLink, Organisation, Person, Invitation, Entry)


def everything() -> dict[str, list[object]]:
    """Every row of every table of the plan, and the journal."""
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in TABLES}


def load(path: Path) -> None:
    load_folder(path, actor="load")


def test_the_example_is_what_the_truth_says_and_loading_it_again_changes_nothing() -> None:
    truth = json.loads((EXAMPLE / "truth.json").read_text())
    read: list[str] = []
    loaded = load_folder(EXAMPLE, actor="load", on_file=read.append)
    assert len(read) == 16
    assert summary(loaded) == {
        "venues": truth["venues"],
        "people": truth["invited"],
        "repeated_rows": truth["duplicate_rows"],
        "by_venue": truth["by_venue"],
    }
    assert Counter(report.verdict for report in loaded.rosters.rows) == {"new": 1769, "repeated": 15}
    assert loaded.recorded_seq == 1

    before = everything()
    again = load_folder(EXAMPLE, actor="load")
    assert everything() == before
    assert again.recorded_seq is None
    assert Counter(report.verdict for report in again.rosters.rows) == {"same": 1769, "repeated": 15}
    assert {change.verdict for change in again.changes} == {"same"}


def test_the_examples_repeated_rows_are_named_and_its_namesakes_are_doubted() -> None:
    rows = load_folder(EXAMPLE, actor="load").rosters.rows
    repeated = [(row.place.file, row.place.row, row.entrant.name) for row in rows if row.verdict == "repeated"]
    assert len(repeated) == 15
    assert repeated[0] == ("roster-LD-674.xlsx", 67, "Rơ Hồng Hiền")
    assert all(row.first is not None and row.first.row == row.place.row - 1 for row in rows if row.first)
    doubted = [row for row in rows if row.doubts]
    assert [(row.entrant.name, row.place.row, row.doubts[0].about) for row in doubted] == [
        ("Nguyễn Trọng Bình", 156, Doubt.NAMESAKE)
    ]


def test_guests_of_honour_stand_outside_the_roll_in_their_order(tmp_path: Path) -> None:
    conference = load_folder(folder(tmp_path), actor="load").conference
    guests = guests_of_honour(conference)
    assert [(guest.person.full_name, guest.protocol_rank) for guest in guests] == [("Lê Hải Bình", 1), ("Phạm S", 2)]
    assert list(roll(conference, conference.hub)) == []
    assert ProgrammeItem.objects.get(number=1).speaker_person == guests[1].person.uuid


def test_guests_take_the_order_of_an_edited_plan(tmp_path: Path) -> None:
    load(folder(tmp_path))
    first, second = PLAN.index("[[guests]]"), PLAN.rindex("[[guests]]")
    end = PLAN.index("[[items]]")
    swapped = PLAN[:first] + PLAN[second:end] + PLAN[first:second] + PLAN[end:]
    (tmp_path / "conference.toml").write_text(swapped, encoding="utf-8")
    loaded = load_folder(tmp_path, actor="load")
    assert [guest.person.full_name for guest in guests_of_honour(loaded.conference)] == ["Phạm S", "Lê Hải Bình"]
    assert Person.objects.count() == 5


def test_the_roll_is_in_vietnamese_order_of_given_names(tmp_path: Path) -> None:
    names = ["Vũ Ý", "Lê Đạt", "Trần Dũng", "Đỗ Ánh", "Bùi An", "Đặng Ân"]
    rows = [(n, name, "", "", "Thành phố Bảo Lộc", "", "") for n, name in enumerate(names)]
    conference = load_folder(folder(tmp_path, a=roster(*rows)), actor="load").conference
    called = [invitation.person.full_name for invitation in roll(conference, conference.venues.get(code="LD-1"))]
    assert called == ["Bùi An", "Đỗ Ánh", "Đặng Ân", "Trần Dũng", "Lê Đạt", "Vũ Ý"]
    assert called == sorted(called, key=name_sort_key)


def test_an_edited_workbook_changes_the_rows_it_means_and_records_the_plan(tmp_path: Path) -> None:
    load(folder(tmp_path))
    edited = (1, "Nguyễn Văn Ấn", "Phó phòng", "Huyện đoàn", "Xã Đạm Bri", 1980, "0912345678")
    (tmp_path / "a.xlsx").write_bytes(roster(edited, ROWS[1]))
    loaded = load_folder(tmp_path, actor="load")
    assert [(report.verdict, report.changes) for report in loaded.rosters.rows] == [
        ("changed", ("post", "venue")), ("same", ()),
    ]  # fmt: skip
    assert [known.name for known in loaded.rosters.unnamed] == ["Trần Quốc Đạt"]
    assert loaded.invited == {"LD": 0, "LD-1": 0, "LD-1-1": 1, "LD-1-2": 2, "LD-2": 0, "LD-2-1": 0}
    assert loaded.recorded_seq == 2
    moved = Invitation.objects.get(person__full_name="Nguyễn Văn Ấn")
    assert (moved.post, moved.venue.code) == ("Phó phòng", "LD-1-2")


def test_a_person_known_from_another_conference_is_the_same_person(tmp_path: Path) -> None:
    load(folder(tmp_path))
    (tmp_path / "conference.toml").write_text(PLAN.replace('"nho"', '"nam-sau"'), encoding="utf-8")
    load(tmp_path)
    assert Conference.objects.count() == 2
    assert Invitation.objects.filter(person__full_name="Nguyễn Văn Ấn").count() == 2
    assert Person.objects.filter(full_name="Nguyễn Văn Ấn").count() == 1


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"not a workbook", WorkbookIsUnreadable),
        (workbook(("Danh sách", [("STT", "Tên"), (1, "Lê An")])), HeaderIsMissing),
        (roster(ROWS[0], (2, "Lê An", "", "", "Sao Hỏa", "", "")), RostersHaveFaults),
        (roster(ROWS[0], (2, "", "", "", "Xã Đạm Bri", "", "")), RostersHaveFaults),
    ],
)
def test_bad_input_changes_nothing(tmp_path: Path, content: bytes, refusal: type[Refusal]) -> None:
    load(folder(tmp_path))
    edited = (1, "Nguyễn Văn Ấn", "Phó phòng", "Huyện đoàn", "Xã Đạm Bri", 1980, "0912345678")
    (tmp_path / "a.xlsx").write_bytes(roster(edited))
    (tmp_path / "venues.csv").write_text((tmp_path / "venues.csv").read_text().replace(",20\n", ",21\n"))
    (tmp_path / "b.xlsx").write_bytes(content)
    before = everything()
    with pytest.raises(refusal):
        load(tmp_path)
    assert everything() == before


def test_a_folder_without_a_plan_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PlanFileIsMissing) as refused:
        load(tmp_path)
    assert refused.value.fields == {"folder": str(tmp_path), "file": "conference.toml"}


def test_a_closed_conference_takes_no_other_plan(tmp_path: Path) -> None:
    conference = load_folder(folder(tmp_path), actor="load").conference
    execute(open_conference(conference=conference.uuid, uid=new_uid(), actor="cli"))
    execute(close_conference(conference=conference.uuid, uid=new_uid(), actor="cli"))
    load(tmp_path)
    (tmp_path / "b.xlsx").write_bytes(roster((1, "Lê Mới", "", "", "Xã Đạm Bri", "", "")))
    before = everything()
    with pytest.raises(AlreadyClosed):
        load(tmp_path)
    assert everything() == before
    assert head_seq(conference.uuid) == 3


def test_excels_temporary_files_are_left_alone(tmp_path: Path) -> None:
    folder(tmp_path)
    (tmp_path / "~$a.xlsx").write_bytes(b"lock")
    load(tmp_path)
    assert Person.objects.count() == 5


def test_decks_of_a_folder_are_rendered_once_and_recorded(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    path = folder(tmp_path)
    plan = PLAN + '[[decks]]\nfile = "bài.pdf"\ntitle = "Chuyên đề"\nitem = 2\n'
    (path / "conference.toml").write_text(plan, encoding="utf-8")
    (path / "bài.pdf").write_bytes(pdf(2))
    loaded = load_folder(path, actor="load")
    deck = loaded.conference.decks.get()
    assert (deck.title, deck.item, deck.pages.count()) == ("Chuyên đề", loaded.conference.items.get(number=2), 2)
    again = load_folder(path, actor="load")
    assert again.recorded_seq is None
    assert {change.verdict for change in again.changes} == {"same"}

    (path / "bài.pdf").unlink()
    with pytest.raises(PlanFileIsMissing):
        load_folder(path, actor="load")


def test_films_of_a_folder_are_made_ready_once_and_keep_their_titles(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    path = folder(tmp_path)
    plan = PLAN + '[[clips]]\nfile = "phim.mp4"\ntitle = "Quê hương"\n'
    (path / "conference.toml").write_text(plan, encoding="utf-8")
    (path / "phim.mp4").write_bytes(film())
    assert path / "phim.mp4" in files_in(path)
    clip = load_folder(path, actor="load").conference.clips.get()
    assert (clip.title, clip.duration_s, clip.width) == ("Quê hương", 2.0, 320)
    assert clip_path(clip.sha256).is_file()

    (path / "conference.toml").write_text(plan.replace("Quê hương", "Quê nhà"), encoding="utf-8")
    again = load_folder(path, actor="load")
    assert [(change.kind, change.verdict) for change in again.changes if change.verdict != "same"] == [
        ("clip", "changed")
    ]
    assert again.recorded_seq is None
    assert again.conference.clips.get().title == "Quê nhà"
