# SPDX-License-Identifier: Apache-2.0
"""The API's bodies and answers, as they stand on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from ninja import Path
from pydantic import UUID7, AwareDatetime, BaseModel, ConfigDict, Field, JsonValue, WithJsonSchema, model_validator

from diemcau.board.live import VenueRow
from diemcau.checks.events import CameraFinding, LoudspeakerFinding, MicrophoneFinding, Transport
from diemcau.checks.report import Stage
from diemcau.checks.verdict import Grade
from diemcau.conference.models import Role
from diemcau.floor.events import Scene
from diemcau.greeting.queries import Standing
from diemcau.presence.events import CaseKind, Method, SheetCounts
from diemcau.presence.marks import Status
from diemcau.presence.state import SheetStatus

UUID7_PATTERN = "^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"
Uid = Annotated[UUID7, WithJsonSchema({"type": "string", "format": "uuid", "pattern": UUID7_PATTERN})]
PlaceCode = Annotated[str, Field(min_length=1, max_length=32, pattern=r"^(?:[A-Za-z0-9]|@[a-z])[A-Za-z0-9_-]*$")]
VenueCode = Annotated[str, Field(min_length=1, max_length=32, pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")]
Slug = Annotated[str, Path(max_length=60, pattern=r"^[A-Za-z0-9_-]+$")]
Code = Annotated[str, Path(min_length=1, max_length=32, pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")]
SlideName = Annotated[str, Path(pattern=r"^[0-9a-f]{64}\.webp$")]
Text = Annotated[str, Field(min_length=1, max_length=500)]


class Body(BaseModel):
    """What every body has in common: no unknown fields, so that a typing error is told."""

    model_config = ConfigDict(extra="forbid")


class Order(Body):
    """A command. `uid` is the client's own UUIDv7; sent again, it changes nothing."""

    uid: Uid


class Mark(Order):
    """A mark of the roll call.

    `noted_at` is when the device took it, with its offset from UTC; `seen` the uid of the newest mark of the
    person that the device knew of (null: of none), by which a correction is told from a contradiction.
    """

    person: UUID
    noted_at: AwareDatetime
    seen: UUID | None = None


class Checkin(Order):
    """A person is in the room: named by id, or by the badge that was scanned. The rest is as in every mark."""

    person: UUID | None = None
    badge: UUID | None = None
    noted_at: AwareDatetime
    seen: UUID | None = None
    method: Method = "tick"

    @model_validator(mode="after")
    def _names_one(self) -> Self:
        if (self.person is None) == (self.badge is None):
            raise ValueError("give either person or badge")
        return self


class PhoneCheckin(Order):
    """A delegate is in the room, by the code of the venue's screen. `noted_at` is when the phone read it."""

    venue: VenueCode
    code: Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[A-Za-z0-9_-]+$")]
    noted_at: AwareDatetime


class Withdrawal(Mark):
    """Earlier marks of the person were a mistake."""


class Excuse(Mark):
    """The person sent word; the reason can be destroyed later."""

    reason: Annotated[str, Field(max_length=500)] | None = None


class Substitution(Mark):
    """Somebody else sits in the person's place."""

    substitute_name: Annotated[str, Field(min_length=1, max_length=120)]
    substitute_post: Annotated[str, Field(max_length=300)] = ""
    paper: Annotated[str, Field(max_length=200)] | None = None


class WalkIn(Order):
    """Somebody without an invitation is in the room."""

    name: Annotated[str, Field(min_length=1, max_length=120)]
    post: Annotated[str, Field(max_length=300)] = ""
    organisation: Annotated[str, Field(max_length=200)] = ""
    noted_at: AwareDatetime


class Headcount(Order):
    """Heads counted in the room."""

    count: Annotated[int, Field(ge=0, le=20_000)]
    noted_at: AwareDatetime


class Batch(Body):
    """Marks in the order in which they were taken: the fields of their own address, and `action`, its last part."""

    commands: Annotated[list[dict[str, JsonValue]], Field(min_length=1, max_length=1_000)]


class Sealing(Order):
    """The venue's roll is closed; `note` explains a head count that differs (null: it doesn't)."""

    note: Annotated[str, Field(max_length=500)] | None = None


class Reopening(Order):
    """The venue's closed roll is opened again, and why."""

    reason: Text


class Settlement(Order):
    """Of the marks of a person that contradict each other, `kept` (its uid) is right."""

    person: UUID
    kept: UUID


class VenueOrder(Order):
    """A command of the director about one venue or source."""

    venue: PlaceCode


class AiringOrder(VenueOrder):
    """Who is to have the floor, and for how long at most (null: no limit)."""

    limit_s: Annotated[int, Field(ge=10, le=14_400)] | None = None


class SceneOrder(Order):
    """What every screen is to compose."""

    scene: Scene


class SlideOrder(Order):
    """The page of a deck that is to be the slide of the moment."""

    deck: UUID
    page: Annotated[int, Field(ge=1, le=10_000)]


class Message(Order):
    """Words about one venue, or about all (null)."""

    venue: VenueCode | None = None
    text: Text


class NoticeOrder(Message):
    """Words to one venue, to it and all below it (`branch`), or to all (null)."""

    branch: bool = False


class Acknowledgement(Order):
    """The entry of the notice that was read."""

    notice: Annotated[int, Field(ge=1)]


class Line(Order):
    """A line of the private thread between a desk and the hub."""

    text: Text


class ThreadLine(BaseModel):
    """A line that was sent; `text` is null once it was destroyed."""

    seq: int
    at: datetime
    from_hub: bool
    text: str | None


class Thread(BaseModel):
    """The newest lines between a venue's desk and the hub as of entry `seq`, oldest first."""

    seq: int
    venue: str
    lines: list[ThreadLine]


class CheckFindings(Body):
    """What one venue found on itself; see the journal's `check.recorded`."""

    browser: Annotated[str, Field(min_length=1, max_length=40)]
    camera: CameraFinding
    microphone: MicrophoneFinding
    loudspeaker: LoudspeakerFinding
    transport: Transport
    down_kbps: Annotated[int, Field(ge=0, le=100_000_000)] | None
    up_kbps: Annotated[int, Field(ge=0, le=100_000_000)] | None
    redial_ms: Annotated[int, Field(ge=0, le=600_000)] | None


class FindingsOrder(Order):
    """A venue's findings in the check of entry `check`."""

    check: Annotated[int, Field(ge=1, le=2_147_483_647)]
    findings: CheckFindings


class CheckedVenue(BaseModel):
    """A venue's verdict: how far it is, its grade, and what is to be mended in sentences, the worst first."""

    venue: str
    stage: Stage
    grade: Grade
    advice: list[str]
    findings: CheckFindings | None


class CheckReport(BaseModel):
    """The newest check as of entry `seq`, venues in trouble first; `check` is null before the first one."""

    seq: int
    check: int | None
    started_at: datetime | None
    is_going_on: bool
    venues: list[CheckedVenue]


class ClipOrder(Order):
    """The film that is meant."""

    clip: UUID


class IngestTrouble(BaseModel):
    """Why the last program that wanted to send was sent away."""

    at: datetime
    message: str


class Ingest(BaseModel):
    """Where the production desk sends by RTMP; `address` is null while the installation awaits none."""

    address: str | None
    is_listening: bool
    key: str
    trouble: IngestTrouble | None


class ItemOrder(Order):
    """The item of the programme that begins."""

    item: Annotated[int, Field(ge=1, le=32_767)]


class Receipt(BaseModel):
    """The journal's entry that a command led to."""

    seq: int
    uid: UUID
    kind: str
    at: datetime


class Problem(BaseModel):
    """Why not: `code` for programs, `message` for people, in their language."""

    code: str
    message: str
    fields: dict[str, str | int]


class BatchAnswer(BaseModel):
    """What became of one mark: its receipt with 200 or 201, else the problem."""

    uid: str
    status: int
    receipt: Receipt | None = None
    problem: Problem | None = None


class BatchAnswers(BaseModel):
    """An answer for each mark, in their order."""

    answers: list[BatchAnswer]


class LinkBody(Body):
    """The token of a link, as it stands after `/go/`."""

    link: Annotated[str, Field(min_length=1, max_length=400)]


class Session(BaseModel):
    """Who the link lets in, and the bearer for everything else. `page` is where to go."""

    bearer: str
    role: Role
    conference: str
    venue: str | None
    person: UUID | None
    page: str


class Ticket(BaseModel):
    """The way to the live plane: where it is, how to know it, and the token to bring.

    `certificate_sha256` is empty when the relay shows a certificate that browsers take by themselves.
    """

    url: str
    certificate_sha256: list[str]
    token: str
    expires_at: datetime
    root: str


class RollPerson(BaseModel):
    """One line of a venue's roll.

    `substitute` is a name, null where nobody stands in; `mark` the uid of what was noted last, null where nothing
    was. `home` is the code of the venue that invited the person, `seated_at` of the one where they sit, each null
    when it is this venue. `badge` is what the QR of their letter names.
    """

    uuid: UUID
    name: str
    post: str
    organisation: str
    number: str
    seat: str
    badge: UUID
    status: Status
    substitute: str | None
    mark: UUID | None
    noted_at: datetime | None
    home: str | None
    seated_at: str | None
    is_guest: bool
    is_walk_in: bool


class CaseSide(BaseModel):
    """One of the marks that contradict each other; `substitute` is a name."""

    uid: UUID
    venue: str
    status: Status
    substitute: str | None
    noted_at: datetime


class RollCase(BaseModel):
    """Marks of one person that contradict each other; an empty name is of somebody who has been forgotten."""

    kind: CaseKind
    person: UUID
    name: str
    post: str
    sides: list[CaseSide]


class Cases(BaseModel):
    """The open cases as of entry `seq`, the oldest first."""

    seq: int
    cases: list[RollCase]


class Roll(Cases):
    """A venue's roll as of entry `seq`, and the cases that one of its marks is a side of."""

    venue: str
    people: list[RollPerson]


class OwnSheet(BaseModel):
    """A venue's sheet as of entry `seq`: its numbers now, and those of the newest sealing (null before the first).

    `hash` is that of the entry `sealed_seq` that sealed it. The sheet is "changed" when marks came in since.
    `hindrances` says in sentences why it can't be sealed now.
    """

    seq: int
    venue: str
    status: SheetStatus
    numbers: SheetCounts
    number: str | None
    version: int
    hash: str | None
    sealed_seq: int | None
    sealed_at: datetime | None
    sealed_numbers: SheetCounts | None
    hindrances: list[str]


class Branch(BaseModel):
    """The venues of a cluster's operator as of entry `seq`, by code; all venues for the director."""

    seq: int
    venues: dict[str, VenueRow]


class BoardGroup(BaseModel):
    """Invited people of one organisation or post; `name` is empty for those of whom it isn't known."""

    name: str
    invited: int
    present: int
    substituted: int
    excused: int
    absent: int


class BoardGroups(BaseModel):
    """The roll by organisation and by post as of entry `seq`."""

    seq: int
    organisations: list[BoardGroup]
    posts: list[BoardGroup]


class GreetingLock(Order):
    """Whom the chair greets, the first one first."""

    persons: Annotated[list[UUID], Field(max_length=500)]


class GreetingLine(BaseModel):
    """Somebody to be greeted: on the list and `here`, on it and `gone` again, or `late`: come after it was locked."""

    person: UUID
    name: str
    post: str
    organisation: str
    venue: str
    is_guest: bool
    standing: Standing


class GreetingPage(BaseModel):
    """The greeting list as of entry `seq`; `locked_at` is null while it follows the roll call."""

    seq: int
    locked_at: datetime | None
    lines: list[GreetingLine]


class OwnVenue(BaseModel):
    """Where a delegate sits."""

    code: str
    name: str
    address: str


class OwnPlace(BaseModel):
    """A delegate's own invitation."""

    name: str
    post: str
    organisation: str
    venue: OwnVenue
    status: Status | Literal["guest"]


class Door(BaseModel):
    """How a venue's screen makes its code of the moment.

    That code is the first 72 bits of HMAC-SHA-256 under `secret` (base64) over the number of whole
    `step_s` seconds since 1970 as eight bytes, in base64url; `address` and the code are what phones
    open. `secret` is null while phones may not check in.
    """

    venue: str
    secret: str | None
    step_s: int
    address: str
