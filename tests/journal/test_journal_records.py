# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from diemcau.floor.events import NoticeSent, VenueAired
from diemcau.journal.chain import GENESIS, Link, sealed
from diemcau.journal.events import Event, UnknownEvent
from diemcau.journal.records import Record, record_of, written
from diemcau.journal.refusals import TextIsUnusable
from diemcau.presence.events import ExcuseRecorded

SALT = b"0123456789abcdef"
EXCUSE = ExcuseRecorded(
    person=UUID(int=7), venue="LD-673", reason="Ốm, có giấy của bác sĩ", noted_at=datetime(2022, 10, 31, tzinfo=UTC)
)


def stored(event: Event) -> Link:
    form = written(event, salt=SALT)
    link = Link(
        conference=UUID(int=1), seq=1, at=datetime(2022, 10, 31, 1, tzinfo=UTC), uid=UUID(int=2), actor="venue:LD-673",
        kind=form.kind, version=form.version, payload=form.payload, prev=b"", hash=b"", texts=form.texts,
    )  # fmt: skip
    return sealed(link, prev=GENESIS)


def test_record_tells_what_was_written() -> None:
    link = stored(VenueAired(venue="LD-24781"))
    assert record_of(link) == Record(
        conference=UUID(int=1), seq=1, at=datetime(2022, 10, 31, 1, tzinfo=UTC), uid=UUID(int=2), actor="venue:LD-673",
        kind="venue.aired", version=1, payload={"venue": "LD-24781", "limit_s": None}, prev=GENESIS, hash=link.hash,
        event=VenueAired(venue="LD-24781"),
    )  # fmt: skip


def test_free_text_stands_beside_the_payload_which_keeps_its_salted_digest() -> None:
    link = stored(EXCUSE)
    digest = hashlib.sha256(SALT + "Ốm, có giấy của bác sĩ".encode()).hexdigest()
    assert json.loads(link.payload)["reason"] == f"sha256:{digest}"
    assert "bác sĩ" not in link.payload
    assert record_of(link).event == EXCUSE
    assert record_of(link).payload == json.loads(link.payload)


def test_shredded_text_is_none_and_its_digest_stays() -> None:
    link = replace(stored(EXCUSE), texts={})
    assert record_of(link).event == replace(EXCUSE, reason=None)
    assert record_of(link).payload["reason"].startswith("sha256:")


def test_text_that_was_never_given_has_no_digest() -> None:
    silent = replace(EXCUSE, reason=None)
    link = stored(silent)
    assert link.texts == {}
    assert json.loads(link.payload)["reason"] is None
    assert record_of(link).event == silent


def test_same_text_with_another_salt_has_another_digest() -> None:
    assert written(EXCUSE, salt=SALT).payload != written(EXCUSE, salt=SALT[::-1]).payload


@pytest.mark.parametrize(
    "event",
    [
        NoticeSent(venue=None, text="half a \ud83d"),
        replace(EXCUSE, reason="half a \ud83d"),
        replace(EXCUSE, reason="nothing\0more"),
    ],
)
def test_text_that_nothing_can_hold_is_refused(event: Event) -> None:
    with pytest.raises(TextIsUnusable):
        written(event, salt=SALT)


def test_entry_of_a_later_release_is_named() -> None:
    with pytest.raises(UnknownEvent, match=r"venue\.teleported"):
        record_of(replace(stored(VenueAired(venue="LD")), kind="venue.teleported"))
