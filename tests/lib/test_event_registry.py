# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest

from diemcau.journal.events import InvalidPayload, UnknownEvent, event_from, event_type, payload_of
from diemcau.presence.events import CheckinRecorded

CHECKIN = CheckinRecorded(
    person=UUID("0192e6c4-0000-7000-8000-00000000000a"),
    venue="LD-673",
    method="tick",
    noted_at=datetime(2022, 10, 31, 1, 2, 3, tzinfo=UTC),
)
PAYLOAD = {
    "person": "0192e6c4-0000-7000-8000-00000000000a",
    "venue": "LD-673",
    "noted_at": "2022-10-31T01:02:03Z",
    "seen": None,
    "home": None,
    "as_guest": False,
    "method": "tick",
}


def test_payload_is_plain_json() -> None:
    assert payload_of(CHECKIN) == PAYLOAD


def test_event_comes_back_from_its_payload() -> None:
    assert event_from("checkin.recorded", 1, PAYLOAD) == CHECKIN


@pytest.mark.parametrize(("kind", "version"), [("checkin.recorded", 99), ("nobody.knows", 1)])
def test_unknown_event_is_named(kind: str, version: int) -> None:
    with pytest.raises(UnknownEvent, match=kind) as caught:
        event_from(kind, version, PAYLOAD)
    assert (caught.value.kind, caught.value.version) == (kind, version)


@pytest.mark.parametrize(
    "change", [{"venue": None}, {"method": "guess"}, {"noted_at": "yesterday"}, {"person": "Nguyễn Văn A"}]
)
def test_payload_that_does_not_fit_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(InvalidPayload, match=r"checkin\.recorded v1"):
        event_from("checkin.recorded", 1, {**PAYLOAD, **change})


def test_event_type_is_the_registered_class() -> None:
    assert event_type("checkin.recorded", 1) is CheckinRecorded
