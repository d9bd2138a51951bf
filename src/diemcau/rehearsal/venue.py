# SPDX-License-Identifier: Apache-2.0
"""A venue that isn't there: a real client of the relay, with a camera, a screen and a line that may fall.

Does on the wire what a venue's page does, but for decoding.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass

import structlog

from diemcau.board.live import CameraState, Check, Floor, MicrophoneState, VenueStatus
from diemcau.lib.backoff import Backoff
from diemcau.lib.clock import Clock
from diemcau.rehearsal.camera import publish_reel
from diemcau.rehearsal.checkup import check_up
from diemcau.rehearsal.installation import Bearer, Installation
from diemcau.rehearsal.ledger import Outage
from diemcau.rehearsal.pictures import Label, dark_still, looks, stills
from diemcau.rehearsal.reels import Shelf
from diemcau.rehearsal.refusals import CommandWasRefused, InstallationDoesNotAnswer
from diemcau.rehearsal.screen import CatalogShelf, Screen
from diemcau.rehearsal.script import FaultKind
from diemcau.rehearsal.tasks import Switch, until_first_ends
from diemcau.stage.core import REPLACED
from diemcau.stage.looks import TRACK as LOOK_TRACK
from diemcau.stage.moq_port import Connection, MoqError, RawTrack, close_code, went_silent

STATUS_EVERY_S = 1.0
STATUSES_A_STILL = 2
LOOK_EVERY_S = 0.25
REDIAL_PAUSE_S, LONGEST_PAUSE_S = 0.5, 1.0
# A relay that is down doesn't say so: QUIC knocks again after one, two and four seconds, a new dial at once.
DIAL_S = 1.5
GOODBYE_S = 1.0

log = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True)
class Part:
    """Who a simulated venue plays. The hub's camera is on whenever a hall is shown."""

    label: Label
    is_hub: bool


class SimulatedVenue:
    """One venue. `run` keeps it alive until cancelled; `lose_line`, `restore_line` and `faults` are the script's."""

    def __init__(
        self,
        *,
        part: Part,
        bearer: Bearer,
        installation: Installation,
        shelf: Shelf,
        catalogs: CatalogShelf,
        clock: Clock,
        gives_way: bool = False,
    ) -> None:
        self.code = part.label.code
        self.bearer = bearer
        self.screen = Screen(venue=self.code, catalogs=catalogs, clock=clock)
        self.outages: list[Outage] = []
        self.sent_us: list[int] = []
        self.connected = asyncio.Event()
        self.faults: set[FaultKind] = set()
        self._part = part
        self._installation = installation
        self._shelf = shelf
        self._clock = clock
        self._line_is_up = asyncio.Event()
        self._line_is_up.set()
        self._line_fell = asyncio.Event()
        self._lost_at_s: float | None = None
        self._answered: set[int] = set()
        self._gives_way = gives_way
        self._was_replaced = False
        self._redial = Backoff(first_s=REDIAL_PAUSE_S, cap_s=LONGEST_PAUSE_S)

    async def run(self) -> None:
        """Connect, and connect again whenever the line ends; returns only when it gave way to another screen."""
        while not self._was_replaced:
            await self._line_is_up.wait()
            self._line_fell.clear()
            try:
                await self._live()
            except (MoqError, CommandWasRefused, InstallationDoesNotAnswer, TimeoutError) as error:
                log.warning("line.ended", venue=self.code, cause=str(error))
            if self.connected.is_set():
                self._redial.reset()
            self._note_loss()
            await self._clock.sleep(self._redial.next_delay_s())

    def lose_line(self) -> None:
        """End the connection in mid-sentence, and don't dial until the line is restored."""
        self._line_is_up.clear()
        self._line_fell.set()

    def restore_line(self) -> None:
        """Let the venue dial again."""
        self._line_is_up.set()

    async def _live(self) -> None:
        live = await self._installation.read("live", self.bearer)
        connection = Connection(live["url"], token=live["token"], fingerprints=live["certificate_sha256"])
        async with AsyncExitStack() as stack:
            async with asyncio.timeout(DIAL_S):
                await stack.enter_async_context(connection)
            self._note_connected()
            try:
                await until_first_ends(
                    self._publish_pulse(connection),
                    self._follow_floor(connection),
                    connection.session.closed(),
                    went_silent(connection),
                    self._line_fell.wait(),
                )
            finally:
                self._was_replaced = self._gives_way and await _is_replaced(connection)

    def _note_connected(self) -> None:
        if self._lost_at_s is not None:
            self.outages.append(Outage(venue=self.code, from_s=self._lost_at_s, until_s=time.monotonic()))
            self._lost_at_s = None
        self.connected.set()

    def _note_loss(self) -> None:
        if self.connected.is_set():
            self._lost_at_s = time.monotonic()
        self.connected.clear()

    async def _publish_pulse(self, connection: Connection) -> None:
        pulse = connection.published.broadcast(f"in/{self.code}/pulse")
        still, status, look = (pulse.raw_track(name) for name in ("still", "status.json", LOOK_TRACK))
        pulse.announce()
        async with asyncio.TaskGroup() as sending:
            sending.create_task(self._show_closer(look))
            sending.create_task(self._beat(still, status))

    async def _show_closer(self, look: RawTrack) -> None:
        """Send larger pictures while somebody looks; none are drawn before."""
        while True:
            await look.until_read()
            pictures = await asyncio.to_thread(looks, self._part.label)
            turn = 0
            while look.is_read:
                look.write(self._still(pictures, turn))
                turn += 1
                await self._clock.sleep(LOOK_EVERY_S)

    async def _beat(self, still: RawTrack, status: RawTrack) -> None:
        pictures = stills(self._part.label)
        # Not all of a hundred venues in the same millisecond.
        await self._clock.sleep(self._part.label.number % 20 / 20 * STATUS_EVERY_S)
        beat = 0
        while True:
            if beat % STATUSES_A_STILL == 0:
                still.write(self._still(pictures, beat // STATUSES_A_STILL))
            # Whole each time, as pages do: a snapshot track would keep an unchanged status to itself,
            # and a venue of which nothing is heard counts as silent.
            status.write(json.dumps(self._status()).encode())
            beat += 1
            await self._clock.sleep(STATUS_EVERY_S)

    def _still(self, pictures: Sequence[bytes], number: int) -> bytes:
        if "camera_dark" in self.faults:
            return dark_still()
        return pictures[0 if "camera_frozen" in self.faults else number % len(pictures)]

    def _status(self) -> VenueStatus:
        return VenueStatus(
            viewing=self.screen.viewing,
            painted_fps=0.0 if "screen_frozen" in self.faults else float(self.screen.frames_per_second),
            heard_db=self.screen.heard_db,
            rendition=self.screen.rendition,
            loss=None,
            delay_ms=None,
            camera=self._camera,
            microphone=self._microphone,
            browser="diemcau rehearse",
        )

    @property
    def _camera(self) -> CameraState:
        if "camera_dark" in self.faults:
            return "dark"
        return "frozen" if "camera_frozen" in self.faults else "ok"

    @property
    def _microphone(self) -> MicrophoneState:
        return "silent" if "microphone_silent" in self.faults else "ok"

    async def _follow_floor(self, connection: Connection) -> None:
        async with (
            Switch(name=f"{self.code}-sends", failed=self._tell) as feed,
            self.screen as screen,
            Switch(name=f"{self.code}-checks", failed=self._tell) as checkups,
        ):
            await until_first_ends(screen.look_out(connection), self._read_floor(connection, feed, screen, checkups))

    async def _read_floor(self, connection: Connection, feed: Switch, screen: Screen, checkups: Switch) -> None:
        while True:
            state = await connection.seen.find("floor/state")
            async for floor in state.document("state.json"):
                self._obey(floor, connection, feed, screen)
                # A document that was patched holds no nulls.
                self._begin_checkup(floor.get("check"), connection, checkups)
            await self._clock.sleep(REDIAL_PAUSE_S)

    def _obey(self, floor: Floor, connection: Connection, feed: Switch, screen: Screen) -> None:
        is_holding = floor["scene"] == "holding"
        is_called = floor["tallies"].get(self.code) in {"standby", "on_air"}
        is_wanted = is_called or (self._part.is_hub and not is_holding)
        feed.turn(self.code if is_wanted else None, lambda _: self._publish_feed(connection))
        others = [source for source in floor["on_air"] if source != self.code and not is_holding]
        screen.turn(connection, others, on_air=floor["on_air"])

    def _begin_checkup(self, check: Check | None, connection: Connection, checkups: Switch) -> None:
        is_asked = check is not None and self.code in check["venues"] and check["seq"] not in self._answered
        checkups.turn(str(check["seq"]) if check and is_asked else None, lambda _: self._check_up(connection, check))

    async def _publish_feed(self, connection: Connection) -> None:
        reel = await self._shelf.reel(self._part.label)
        feed = connection.published.broadcast(f"in/{self.code}/feed")
        await publish_reel(feed, reel, clock=self._clock, sent_us=self.sent_us)

    async def _check_up(self, connection: Connection, check: Check | None) -> None:
        if check is None:
            return
        await check_up(
            connection,
            check,
            venue=self.code,
            camera=self._camera,
            microphone=self._microphone,
            installation=self._installation,
            bearer=self.bearer,
            clock=self._clock,
        )
        self._answered.add(check["seq"])

    def _tell(self, error: BaseException) -> None:
        log.warning("venue.task_ended", venue=self.code, cause=str(error))


async def _is_replaced(connection: Connection) -> bool:
    """Whether the line was closed because the venue's screen was opened elsewhere."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(GOODBYE_S):
            return close_code(await connection.session.closed()) == REPLACED
    return False
