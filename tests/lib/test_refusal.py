# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from diemcau.lib.refusal import Refusal


class RoomIsLocked(Refusal):
    code = "room_is_locked"
    vi = "Phòng {room} đang khóa. Hãy hỏi người trực."
    en = "Room {room} is locked. Ask the operator."


def test_refusal_tells_both_languages_its_fields() -> None:
    refusal = RoomIsLocked(room="A2")
    assert refusal.sentence("vi") == "Phòng A2 đang khóa. Hãy hỏi người trực."
    assert refusal.sentence("en") == str(refusal) == "Room A2 is locked. Ask the operator."
    assert refusal.fields == {"room": "A2"}
