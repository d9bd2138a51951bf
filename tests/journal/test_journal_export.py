# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from diemcau.journal.chain import Fault, sealed
from diemcau.journal.export import export_journal, iter_exported, read_manifest
from diemcau.journal.models import Entry
from diemcau.journal.refusals import ExportIsDamaged, ManifestIsUnreadable, ManifestOfAnotherConference
from diemcau.journal.rows import insert_links, iter_links
from diemcau.journal.shredding import shred
from diemcau.journal.verify import verify
from diemcau.lib.ids import new_uid
from diemcau.presence.events import ExcuseRecorded
from support.journals import hand, write

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2022, 10, 31, 10, 0, tzinfo=UTC)
EXCUSE = ExcuseRecorded(person=UUID(int=7), venue="LD-673", reason="Ốm “nặng”", noted_at=AT)
DOCUMENTS = Path(__file__).parents[2] / "docs"


def outsiders_program() -> str:
    """The program that the documentation gives to an outsider."""
    (program,) = re.findall(r"```python\n(.*?)```", (DOCUMENTS / "journal.md").read_text(), re.DOTALL)
    return str(program)


def checked_by_an_outsider(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-I", "-c", outsiders_program(), folder], capture_output=True, text=True, check=False
    )


def rewrite_the_end(conference: UUID, *, from_seq: int) -> None:
    """Forge the end of a journal, with hashes that hang together."""
    links = list(iter_links(conference))
    Entry.objects.filter(conference=conference, seq__gte=from_seq).delete()
    previous = links[from_seq - 2].hash
    for link in links[from_seq - 1 :]:
        forged = sealed(replace(link, actor="forger"), prev=previous)
        insert_links([forged])
        previous = forged.hash


def test_manifest_tells_what_was_exported(conference: UUID, tmp_path: Path) -> None:
    journal = write(conference, [hand(), EXCUSE, hand()])
    manifest = export_journal(conference, tmp_path / "out", at=AT)
    assert json.loads((tmp_path / "out" / "manifest.json").read_text()) == {
        "format": "diemcau.journal/1",
        "conference": str(conference),
        "entries": 3,
        "first_seq": 1,
        "last_seq": 3,
        "head": journal[-1].hash.hex(),
        "exported_at": "2022-10-31T10:00:00Z",
        "file": "journal.jsonl",
    }
    assert read_manifest(tmp_path / "out" / "manifest.json") == manifest
    assert list(iter_exported(tmp_path / "out" / "journal.jsonl")) == list(iter_links(conference))


def test_export_without_the_shredded_text_holds_too(conference: UUID, tmp_path: Path) -> None:
    write(conference, [EXCUSE])
    shred(conference, 1)
    export_journal(conference, tmp_path, at=AT)
    assert "nặng" not in (tmp_path / "journal.jsonl").read_text()
    assert verify(conference, manifest=tmp_path / "manifest.json").fault is None


def test_journal_that_went_on_since_its_export_is_whole(conference: UUID, tmp_path: Path) -> None:
    write(conference, [hand(), EXCUSE])
    export_journal(conference, tmp_path, at=AT)
    write(conference, [hand()])
    assert verify(conference, manifest=tmp_path / "manifest.json").fault is None


@pytest.mark.parametrize("with_entries", [True, False])
def test_end_that_was_cut_off_is_found_with_a_manifest(conference: UUID, tmp_path: Path, with_entries: bool) -> None:  # noqa: FBT001 - pytest's way
    write(conference, [hand()] * 5)
    export_journal(conference, tmp_path, at=AT)
    if not with_entries:
        (tmp_path / "journal.jsonl").unlink()
    Entry.objects.filter(conference=conference, seq__gte=4).delete()
    assert verify(conference).fault is None
    assert verify(conference, manifest=tmp_path / "manifest.json").fault == Fault(seq=4, reason="missing")


def test_end_that_was_written_anew_is_named_with_the_exported_entries(conference: UUID, tmp_path: Path) -> None:
    write(conference, [hand()] * 5)
    export_journal(conference, tmp_path, at=AT)
    rewrite_the_end(conference, from_seq=3)
    assert verify(conference).fault is None
    assert verify(conference, manifest=tmp_path / "manifest.json").fault == Fault(seq=3, reason="altered")


def test_end_that_was_written_anew_is_noticed_with_a_manifest_alone(conference: UUID, tmp_path: Path) -> None:
    write(conference, [hand()] * 5)
    export_journal(conference, tmp_path, at=AT)
    (tmp_path / "journal.jsonl").unlink()
    rewrite_the_end(conference, from_seq=3)
    assert verify(conference, manifest=tmp_path / "manifest.json").fault == Fault(seq=5, reason="altered")


@pytest.mark.parametrize("content", [None, "", "{}", '{"format": "diemcau.journal/9"}', "\x00\xff"])
def test_file_that_is_no_manifest_is_refused(conference: UUID, tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "manifest.json").write_text(content)
    with pytest.raises(ManifestIsUnreadable, match=r"manifest\.json"):
        verify(conference, manifest=tmp_path / "manifest.json")


def test_manifest_of_another_conference_is_refused(conference: UUID, tmp_path: Path) -> None:
    other = new_uid()
    write(other, [hand()])
    export_journal(other, tmp_path, at=AT)
    with pytest.raises(ManifestOfAnotherConference, match=str(other)):
        verify(conference, manifest=tmp_path / "manifest.json")


@pytest.mark.parametrize(
    ("old", "new", "seq"),
    [('"seq":2', '"seq":7', 2), ('"LD-673"', '"LD-674"', 1), ('"actor"', '"actress"', 1), ("}\n", "\n", 1)],
)
def test_export_that_was_tampered_with_bears_no_witness(
    conference: UUID, tmp_path: Path, old: str, new: str, seq: int
) -> None:
    write(conference, [hand()] * 3)
    export_journal(conference, tmp_path, at=AT)
    entries = tmp_path / "journal.jsonl"
    entries.write_text(entries.read_text().replace(old, new, 1))
    with pytest.raises(ExportIsDamaged) as caught:
        verify(conference, manifest=tmp_path / "manifest.json")
    assert caught.value.fields["seq"] == seq


def test_export_whose_end_was_cut_off_bears_no_witness(conference: UUID, tmp_path: Path) -> None:
    write(conference, [hand()] * 3)
    export_journal(conference, tmp_path, at=AT)
    entries = tmp_path / "journal.jsonl"
    entries.write_text("".join(entries.read_text().splitlines(keepends=True)[:2]))
    with pytest.raises(ExportIsDamaged) as caught:
        verify(conference, manifest=tmp_path / "manifest.json")
    assert caught.value.fields["seq"] == 3


def test_outsider_can_check_an_export_without_this_program(conference: UUID, tmp_path: Path) -> None:
    write(conference, [hand('Đà Lạt "A" \\ \n\t\u2028'), EXCUSE, hand()])
    export_journal(conference, tmp_path, at=AT)
    checked = checked_by_an_outsider(tmp_path)
    assert (checked.returncode, checked.stderr) == (0, "")
    assert checked.stdout == "3 entries, all as written\n"


@pytest.mark.parametrize(
    ("old", "new"), [('"seq":2', '"seq":7'), ('"LD-673"', '"LD-674"'), ("nặng", "nhẹ"), ('"venue:', '"person:')]
)
def test_outsider_finds_an_export_that_was_tampered_with(conference: UUID, tmp_path: Path, old: str, new: str) -> None:
    write(conference, [hand(), EXCUSE, hand()])
    export_journal(conference, tmp_path, at=AT)
    entries = tmp_path / "journal.jsonl"
    entries.write_text(entries.read_text().replace(old, new, 1))
    assert checked_by_an_outsider(tmp_path).returncode == 1
