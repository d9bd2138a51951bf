# SPDX-License-Identifier: Apache-2.0
"""A small conference played from the plan to the closing, through the product's own actions.

One hub, two districts, three communes, nine people on the roll, two guests of honour.
Ids and times are fixed: the same script gives the same journal.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TypedDict
from uuid import UUID

from diemcau.conference.actions import close_conference, open_conference, start_item
from diemcau.conference.models import Conference, ProgrammeItem, Venue
from diemcau.floor.actions import (
    air_venue,
    connect_venue,
    lose_venue,
    note_incident,
    pair_venue,
    release_venue,
    undo_cut,
)
from diemcau.journal.commands import Command, execute
from diemcau.journal.queries import folded
from diemcau.people.actions import record_plan
from diemcau.people.models import Invitation, Organisation, Person
from diemcau.presence.actions import (
    About,
    check_in,
    count_heads,
    excuse,
    seal_sheet,
    seat_substitute,
    seat_walk_in,
    settle_case,
    withdraw_mark,
)
from diemcau.presence.state import PRESENCE_FOLD

CONFERENCE = UUID("0192e6c4-0000-7000-8000-00000000c0f0")
OPENS_AT = datetime(2022, 10, 31, 1, 0, tzinfo=UTC)
VENUES = (
    ("LD", None, "hub", "Trung tâm Hành chính tỉnh Lâm Đồng"),
    ("LD-673", "LD", "district", "Thành phố Bảo Lộc"),
    ("LD-673-1", "LD-673", "commune", "Phường 1"),
    ("LD-673-2", "LD-673", "commune", "Xã Đạm Bri"),
    ("LD-674", "LD", "district", "Huyện Đam Rông"),
    ("LD-674-1", "LD-674", "commune", "Phường 1"),
)
ROLL = (
    ("LD", "Nguyễn Văn Ấn"),
    ("LD", "Đặng Thị Ân"),
    ("LD", "=HYPERLINK(Bình)"),
    ("LD-673", "Trần Quốc Đạt"),
    ("LD-673", "Phạm Thu Hà"),
    ("LD-673-1", "Lê <b>Ý</b> & Con"),
    ("LD-673-2", "Hồ Thị Yến"),
    ("LD-674", "Vũ Minh Quân"),
    ("LD-674-1", "K'Brèo Rơ Ông"),
)
GUESTS = (("Lê Hải Bình", "Phó Trưởng Ban Tuyên giáo Trung ương"), ("Phạm S", "Phó Chủ tịch UBND tỉnh"))
ITEMS = (("Khai mạc", "Phạm S"), ("Quan điểm mới về đối ngoại", "Lê Hải Bình"), ("Bế mạc", "Phạm S"))
PRESENT = ("Nguyễn Văn Ấn", "Đặng Thị Ân", "Trần Quốc Đạt", "Lê <b>Ý</b> & Con", "Vũ Minh Quân")


class _Who(TypedDict):
    conference: UUID
    uid: UUID
    actor: str


class SteppingClock:
    """A clock that stands still until it is set."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.at.timestamp()

    async def sleep(self, delay_s: float) -> None:
        self.at += timedelta(seconds=delay_s)


class Played:
    """A conference being played: each command takes the next id and the given minute."""

    def __init__(self, conference: Conference) -> None:
        self.conference = conference
        self.clock = SteppingClock(OPENS_AT)
        self.sent = 0

    def at(self, minute: float) -> datetime:
        """Set the clock to so many minutes after the opening."""
        self.clock.at = OPENS_AT + timedelta(minutes=minute)
        return self.clock.at

    def uid(self) -> UUID:
        self.sent += 1
        return UUID(int=CONFERENCE.int + 0x1000 + self.sent)

    def run(self, *commands: Command | None) -> None:
        for command in commands:
            assert command is not None
            execute(command, clock=self.clock)

    def person(self, name: str) -> Invitation:
        return Invitation.objects.on_roll().select_related("person", "venue").get(person__full_name=name)

    def tick(self, name: str, *, venue: str | None = None) -> None:
        self.run(check_in(self._about(self.person(name), venue=venue), method="tick"))

    def send_instead(self, name: str, substitute: str) -> None:
        self.run(seat_substitute(self._about(self.person(name)), name=substitute, post=""))

    def excuse(self, name: str) -> None:
        self.run(excuse(self._about(self.person(name)), reason="ốm"))

    def walk_in(self, name: str, *, venue: str) -> UUID:
        """Returns the id that the newcomer got."""
        who = self._who()
        self.run(seat_walk_in(**who, venue=venue, name=name, post="", organisation="", noted_at=self.clock.at))
        return who["uid"]

    def withdraw(self, name: str) -> None:
        self.run(withdraw_mark(self._about(self.person(name))))

    def settle(self, name: str, *, kept: str) -> None:
        """Settle each of a person's cases in favour of the first side at this venue."""
        person = self.person(name).person.uuid
        for case in folded(self.conference.uuid, PRESENCE_FOLD).contested[person]:
            right = next(side for side in case.sides if side.venue == kept)
            self.run(settle_case(**self._who(), person=person, kept=right.uid))

    def seal(self, venue: str, *, note: str | None = None) -> None:
        self.run(seal_sheet(**self._who(), venue=venue, note=note))

    def connect(self, *venues: str) -> None:
        for venue in venues:
            self.run(connect_venue(**self._who(), venue=venue))

    def lose(self, venue: str) -> None:
        self.run(lose_venue(**self._who(), venue=venue, cause="timeout"))

    def air(self, venue: str) -> None:
        self.run(air_venue(**self._who(), venue=venue))

    def pair(self, venue: str) -> None:
        self.run(pair_venue(**self._who(), venue=venue))

    def undo(self) -> None:
        self.run(undo_cut(**self._who()))

    def release(self, venue: str) -> None:
        self.run(release_venue(**self._who(), venue=venue))

    def note(self, text: str, *, venue: str | None = None) -> None:
        self.run(note_incident(**self._who(), venue=venue, text=text))

    def count(self, venue: str, heads: int) -> None:
        self.run(count_heads(**self._who(), venue=venue, count=heads, noted_at=self.clock.at))

    def open(self) -> None:
        self.run(open_conference(**self._who()))

    def item(self, number: int) -> None:
        self.run(start_item(**self._who(), item=number))

    def close(self) -> None:
        self.run(close_conference(**self._who()))

    def _about(self, invitation: Invitation, *, venue: str | None = None) -> About:
        return About(
            **self._who(),
            person=invitation.person.uuid,
            venue=venue or invitation.venue.code,
            noted_at=self.clock.at,
        )

    def _who(self) -> _Who:
        return {"conference": self.conference.uuid, "uid": self.uid(), "actor": "cli"}


def planned_conference() -> Played:
    """The plan, recorded a quarter of an hour before the opening."""
    conference = Conference.objects.create(
        uuid=CONFERENCE,
        slug="lamdong-2022",
        name="Hội nghị tập huấn công tác Thông tin đối ngoại",
        organiser="Tỉnh ủy Lâm Đồng",
        section="Tuyên giáo các cấp",
        byline="Hoàng Khôi",
        source="Ban Tuyên giáo Tỉnh ủy Lâm Đồng",
        place="Đà Lạt",
        starts_at=OPENS_AT,
    )
    _plan_venues(conference)
    _invite(conference)
    for number, (title, speaker) in enumerate(ITEMS, start=1):
        ProgrammeItem.objects.create(conference=conference, number=number, title=title, speaker_name=speaker)
    played = Played(conference)
    played.at(-15)
    played.run(record_plan(conference, uid=played.uid(), actor="load"))
    return played


def closed_conference(*, present: Iterable[str] = PRESENT) -> Conference:
    """The whole conference; `present` are those whom the desks tick."""
    played = planned_conference()
    played.at(-10)
    played.connect(*(code for code, *_ in VENUES))
    for name in present:
        played.tick(name)
    played.send_instead("Phạm Thu Hà", "Ngô Bá Khá")
    played.excuse("Hồ Thị Yến")
    played.count("LD", 2)
    played.at(0)
    played.open()
    played.item(1)
    played.at(20)
    played.item(2)
    played.at(30)
    played.air("LD-673")
    played.at(32.5)
    played.release("LD-673")
    played.note("mất điện, chạy máy phát", venue="LD-674")
    played.lose("LD-674-1")
    played.at(34)
    played.connect("LD-674-1")
    played.at(90)
    played.item(3)
    played.at(95)
    played.close()
    return played.conference


def _plan_venues(conference: Conference) -> None:
    planned: dict[str, Venue] = {}
    for position, (code, parent, tier, name) in enumerate(VENUES):
        planned[code] = Venue.objects.create(
            conference=conference,
            code=code,
            parent=planned[parent] if parent else None,
            tier=tier,
            name=name,
            position=position,
        )


def _invite(conference: Conference) -> None:
    office = Organisation.objects.create(name="Phòng Văn hóa và Thông tin")
    venues = {venue.code: venue for venue in conference.venues.all()}
    for number, (code, name) in enumerate(ROLL, start=1):
        person = Person.objects.create(uuid=UUID(int=CONFERENCE.int + number), full_name=name)
        Invitation.objects.create(
            conference=conference, person=person, venue=venues[code], organisation=office, post="Chuyên viên"
        )
    for rank, (name, post) in enumerate(GUESTS, start=1):
        Invitation.objects.create(
            conference=conference,
            person=Person.objects.create(full_name=name),
            venue=venues["LD"],
            post=post,
            protocol_rank=rank,
            is_guest_of_honour=True,
        )
