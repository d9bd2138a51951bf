# SPDX-License-Identifier: Apache-2.0
"""A conference with everything that makes counting hard, on the small plan of `closed_conference`.

People in other halls than their own, one in two halls at once, two substitutes for one person, marks
taken back, people without an invitation, a guest of honour, two venues on air and a cut taken back;
and, by `late_marks`, what a venue that was offline sends in after the closing.
"""

from __future__ import annotations

from factories.closed_conference import Played, planned_conference


def eventful_conference() -> Played:
    """Closed 95 minutes after its opening. Five of the nine invited are there, two are replaced, one sent word."""
    played = planned_conference()
    played.at(-10)
    played.connect("LD", "LD-673", "LD-674", "LD-673-1")
    _roll_call(played)
    played.at(0)
    played.open()
    played.item(1)
    _floor(played)
    played.at(95)
    played.close()
    return played


def late_marks(played: Played) -> None:
    """An hour after the closing a venue that never had a line sends what it noted, and another corrects itself."""
    played.at(40)
    played.tick("Hồ Thị Yến")
    played.walk_in("Ka Să Hà", venue="LD-673-2")
    played.excuse("K'Brèo Rơ Ông")
    played.at(155)
    played.connect("LD-674-1")


def _roll_call(played: Played) -> None:
    played.tick("Nguyễn Văn Ấn")
    played.at(-9)
    played.withdraw("Nguyễn Văn Ấn")
    played.at(-8)
    played.tick("Nguyễn Văn Ấn")
    played.tick("Đặng Thị Ân", venue="LD-674")
    played.tick("Lê <b>Ý</b> & Con")
    played.tick("Lê <b>Ý</b> & Con", venue="LD-673")
    played.settle("Lê <b>Ý</b> & Con", kept="LD-673-1")
    played.send_instead("Phạm Thu Hà", "Ngô Bá Khá")
    played.at(-7)
    played.send_instead("Phạm Thu Hà", "Ngô Thị Bé")
    played.settle("Phạm Thu Hà", kept="LD-673")
    played.excuse("Vũ Minh Quân")
    played.at(-6)
    played.tick("Vũ Minh Quân")
    played.tick("Trần Quốc Đạt")
    played.send_instead("=HYPERLINK(Bình)", "Cao Văn Cường")
    played.walk_in("Trương Văn Mới", venue="LD-674")
    played.excuse("Hồ Thị Yến")
    played.count("LD", 2)
    played.seal("LD")


def _floor(played: Played) -> None:
    played.at(30)
    played.air("LD-673")
    played.at(32)
    played.pair("LD-674")
    played.at(33)
    played.air("LD-673-1")
    played.at(34)
    played.undo()
    played.at(36)
    played.release("LD-673")
    played.lose("LD-674")
    played.at(40)
    played.item(2)
