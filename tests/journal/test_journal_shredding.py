# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection

from diemcau.journal.folding import Fold
from diemcau.journal.queries import folded, records
from diemcau.journal.refusals import NoSuchEntry
from diemcau.journal.shredding import shred
from diemcau.journal.verify import verify
from diemcau.presence.events import ExcuseRecorded
from support.journals import hand, write

pytestmark = pytest.mark.django_db(transaction=True)
EXCUSE = ExcuseRecorded(
    person=UUID(int=7), venue="LD-673", reason="Nằm viện từ thứ Sáu", noted_at=datetime(2022, 10, 31, tzinfo=UTC)
)
REASONS: Fold[tuple[str | None, ...]] = Fold(
    name="test.reasons", initial=(), evolve=lambda reasons, record: (*reasons, getattr(record.event, "reason", None))
)


def test_shredded_text_is_gone_and_the_chain_holds(conference: UUID) -> None:
    write(conference, [hand(), EXCUSE, replace(EXCUSE, reason="Bận họp")])
    before = verify(conference)
    assert shred(conference, 2) == 1
    assert [record.event for record in records(conference)][1:] == [
        replace(EXCUSE, reason=None),
        replace(EXCUSE, reason="Bận họp"),
    ]
    assert verify(conference) == before
    assert before.fault is None


def test_shredding_again_finds_nothing_more(conference: UUID) -> None:
    write(conference, [EXCUSE, hand()])
    assert [shred(conference, 1), shred(conference, 1), shred(conference, 2)] == [1, 0, 0]


def test_entry_that_is_not_there_is_refused(conference: UUID) -> None:
    with pytest.raises(NoSuchEntry, match="9"):
        shred(conference, 9)


def test_shredded_text_is_no_longer_in_a_kept_state(conference: UUID) -> None:
    write(conference, [EXCUSE])
    assert folded(conference, REASONS) == ("Nằm viện từ thứ Sáu",)
    shred(conference, 1)
    assert folded(conference, REASONS) == (None,)


def test_shredded_text_is_no_longer_in_the_files_of_the_database(conference: UUID) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL's files are the server's")
    write(conference, [EXCUSE, *[replace(EXCUSE, reason=f"Lý do {number}") for number in range(200)]])
    files = Path(connection.settings_dict["NAME"])
    text = "Nằm viện từ thứ Sáu".encode()
    assert any(text in path.read_bytes() for path in files.parent.glob(f"{files.name}*"))
    shred(conference, 1)
    assert not any(text in path.read_bytes() for path in files.parent.glob(f"{files.name}*"))
