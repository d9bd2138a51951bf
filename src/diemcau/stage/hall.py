# SPDX-License-Identifier: Apache-2.0
"""One conference's live plane: feeds the rules in `core` with what happens, and does what they want.

Owns the two shared origins (the floor's, the directors'), the sessions, and the tracks of
documents and wall. Every input is taken in at once and its outputs are done before the next.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count
from typing import Protocol
from uuid import UUID

import structlog

from diemcau.board.documents import VenueHealth, backstage_document, floor_document
from diemcau.board.state import Board
from diemcau.floor.air import Film
from diemcau.floor.sources import SOURCES
from diemcau.lib.clock import Clock
from diemcau.lib.refusal import Refusal
from diemcau.lib.supervision import Supervisor
from diemcau.stage.admission import Grant
from diemcau.stage.bursts import Bursts
from diemcau.stage.core import State, step
from diemcau.stage.feeds import Exits, Feeds
from diemcau.stage.health import Judgement
from diemcau.stage.inputs import (
    Announced,
    Cast,
    CastMoved,
    FeedFlowed,
    GarbageCame,
    Input,
    LinksRevoked,
    NoteAnswered,
    RunningFilm,
    SessionAsked,
    SessionClosed,
    Ticked,
)
from diemcau.stage.looks import Looks
from diemcau.stage.moq_port import BEAT_PATH, BEAT_S, BEAT_TRACK, JsonTrack, Origin, RawTrack, Request, Session
from diemcau.stage.outputs import (
    Accept,
    Close,
    FollowPulse,
    MeasureUp,
    Note,
    NoteConnected,
    NoteFilmEnded,
    NoteLost,
    NoteProved,
    NoteUnproved,
    Output,
    PublishBackstage,
    PublishFloor,
    Refuse,
    RouteFeed,
)
from diemcau.stage.pulses import Pulses
from diemcau.stage.wall import TICK_S as WALL_TICK_S
from diemcau.stage.wall import Wall

LOG = structlog.get_logger(__name__)
TICK_S = 0.1
REVOKED_POLL_S = 0.4
HANDSHAKE_S = 10.0
FLOWING_WITHIN_S = 2.0
LAST_PICTURE_S = 1.0
"""A film begins a moment after it was asked for, and its last pictures take a moment to every room."""


class ConferenceJournal(Protocol):
    """What the hall needs of a journal; `journal_port` has the real one."""

    def boards(self) -> AsyncGenerator[Board, None]:
        """The board as it is, and again after each further entry, for ever."""
        ...

    async def note_connected(self, venue: str) -> int:
        """Note that a venue's line is up; returns the entry's seq. Raises: Refusal."""
        ...

    async def note_lost(self, venue: str, *, cause: str) -> int:
        """Note that a venue's line is down; returns the entry's seq. Raises: Refusal."""
        ...

    async def note_proved(self, venue: str) -> int:
        """Note that a venue receives the programme; returns the entry's seq. Raises: Refusal."""
        ...

    async def note_unproved(self, venue: str, *, cause: str) -> int:
        """Note that a venue no longer receives the programme; returns the entry's seq. Raises: Refusal."""
        ...

    async def note_film_ended(self, clip: UUID) -> int:
        """Note that a film came to its end; returns the entry's seq. Raises: Refusal."""
        ...

    async def revoked_links(self) -> frozenset[UUID]:
        """Every link of the conference that was taken back."""
        ...


@dataclass(kw_only=True)
class _Visitor:
    """Somebody at the door or inside. `private` is where its own broadcasts land."""

    grant: Grant
    private: Origin = field(default_factory=Origin)
    reads: Origin | None = None
    session: Session | None = None
    closing: int | None = None


class Hall:
    """The live plane of one conference."""

    def __init__(self, *, slug: str, journal: ConferenceJournal, supervisor: Supervisor, clock: Clock) -> None:
        self.slug = slug
        self.wall = Wall()
        self._journal = journal
        self._supervisor = supervisor
        self._clock = clock
        self._log = LOG.bind(conference=slug)
        self._floor, self._directors = Origin(), Origin()
        self._feeds = Feeds(
            exits=Exits(floor=self._floor, directors=self._directors),
            supervisor=supervisor,
            clock=clock,
            on_garbage=lambda venue: self.give(GarbageCame(venue=venue, is_media=True)),
        )
        self._pulses = Pulses(wall=self.wall, supervisor=supervisor, clock=clock, give=self.give)
        self._looks = Looks(self._directors, source_of=self._pulses.source_of, supervisor=supervisor, clock=clock)
        self._bursts = Bursts(self._floor, clock=clock)
        self._visitors: dict[int, _Visitor] = {}
        self._numbers = count(1)
        self._board: Board | None = None
        self._flowing: dict[str, bool] = {}
        self._health: dict[str, tuple[Judgement, VenueHealth]] = {}
        self._state = State(started_at=clock.monotonic())
        self._inputs: deque[Input] = deque()
        self._is_stepping = False
        self._floor_tracks = [_json_track(one, "floor/state") for one in (self._floor, self._directors)]
        self._backstage_track = _json_track(self._directors, "backstage/state")
        self._beat_tracks = [_raw_track(one, BEAT_PATH, BEAT_TRACK) for one in (self._floor, self._directors)]
        self._wall_track = _raw_track(self._directors, "backstage/wall", "wall")

    def open(self) -> None:
        """Begin to follow the journal and the time."""
        self._supervisor.forever("journal", self._follow_journal, conference=self.slug)
        self._supervisor.forever("clock", self._follow_clock, conference=self.slug)
        self._supervisor.forever("wall", self._hang_wall, conference=self.slug)
        self._supervisor.forever("looks", self._looks.serve, conference=self.slug)
        self._supervisor.forever("beat", self._beat, conference=self.slug)
        self._supervisor.forever("bursts", lambda: self._bursts.send(self._current_check), conference=self.slug)
        self._supervisor.forever("revoked links", self._follow_revoked, conference=self.slug)

    def close(self) -> None:
        """Close every session."""
        for visitor in self._visitors.values():
            _close(visitor, 0)

    async def receive(self, request: Request, grant: Grant) -> None:
        """Let somebody with a good token in, and stay with the session until it ends."""
        number = next(self._numbers)
        visitor = self._visitors[number] = _Visitor(grant=grant)
        log = self._log.bind(session=number, role=grant.role, venue=grant.venue)
        try:
            lives_s = (grant.expires_at - self._clock.now()).total_seconds()
            until = self._clock.monotonic() + lives_s
            refusal = self._ask(SessionAsked(session=number, grant=grant, until=until))
            if refusal is not None:
                log.info("refused", code=refusal.code)
                await request.refuse(401 if refusal.status == 401 else 403)  # noqa: PLR2004 - HTTP's own numbers
                return
            await self._attend(request, number, visitor)
        finally:
            del self._visitors[number]

    def give(self, given: Input) -> None:
        """Take in what happened and do what follows from it, before anything else happens."""
        self._inputs.append(given)
        if self._is_stepping:
            return
        self._is_stepping = True
        try:
            while self._inputs:
                self._state, outputs = step(self._state, self._inputs.popleft(), self._clock.monotonic())
                for output in outputs:
                    self._perform(output)
        finally:
            self._is_stepping = False

    def _ask(self, asked: SessionAsked) -> Refusal | None:
        self._refusal: Refusal | None = None
        self.give(asked)
        return self._refusal

    async def _attend(self, request: Request, number: int, visitor: _Visitor) -> None:
        cause = "handshake failed"
        watching: asyncio.Task[None] | None = None
        try:
            if visitor.reads is None:
                return
            async with asyncio.timeout(HANDSHAKE_S):
                visitor.session = await request.accept(reads=visitor.reads, writes=visitor.private)
            if visitor.closing is not None:
                visitor.session.close(visitor.closing)
            watching = self._supervisor.once("announcements", lambda: self._watch(number, visitor))
            cause = await visitor.session.closed()
        finally:
            if watching is not None:
                watching.cancel()
            self.give(SessionClosed(session=number, cause=cause))

    async def _watch(self, number: int, visitor: _Visitor) -> None:
        async with aclosing(visitor.private.announcements()) as announcements:
            async for one in announcements:
                self.give(Announced(session=number, path=one.path, is_active=one.is_active))

    async def _follow_journal(self) -> None:
        async with aclosing(self._journal.boards()) as boards:
            async for board in boards:
                cast = _cast(board, self._board, self._state.cast, self._clock)
                self._board = board
                self.give(CastMoved(cast=cast))

    async def _follow_clock(self) -> None:
        while True:
            await self._clock.sleep(TICK_S)
            self._look_at_feeds()
            self.give(Ticked())

    def _look_at_feeds(self) -> None:
        now = self._clock.monotonic()
        flowing = {
            venue: at is not None and now - at < FLOWING_WITHIN_S for venue, at in self._feeds.last_frames_at().items()
        }
        for venue, is_flowing in flowing.items():
            if self._flowing.get(venue) != is_flowing:
                self.give(FeedFlowed(venue=venue, is_flowing=is_flowing))
        self._flowing = flowing

    async def _hang_wall(self) -> None:
        while True:
            await self._clock.sleep(WALL_TICK_S)
            stills = self.wall.take_new()
            if stills:
                self._wall_track.write_group(stills)

    async def _beat(self) -> None:
        while True:
            for track in self._beat_tracks:
                track.write(b"")
            await self._clock.sleep(BEAT_S)

    async def _follow_revoked(self) -> None:
        known: frozenset[UUID] = frozenset()
        while True:
            links = await self._journal.revoked_links()
            if links != known:
                self.give(LinksRevoked(links=links))
                known = links
            await self._clock.sleep(REVOKED_POLL_S)

    def _perform(self, output: Output) -> None:
        match output:
            case Accept():
                self._visitors[output.session].reads = self._directors if output.sees_backstage else self._floor
            case Refuse():
                self._refusal = output.refusal
            case Close():
                self._close(output)
            case FollowPulse():
                self._follow_pulse(output)
            case RouteFeed():
                self._route(output)
            case MeasureUp():
                self._measure_up(output)
            case NoteConnected() | NoteLost() | NoteProved() | NoteUnproved() | NoteFilmEnded():
                self._supervisor.once("note", lambda: self._note(output))
            case PublishFloor() | PublishBackstage():
                self._publish(output)

    def _close(self, output: Close) -> None:
        visitor = self._visitors[output.session]
        self._log.info("session closed", session=output.session, venue=visitor.grant.venue, cause=output.cause)
        _close(visitor, output.code)

    def _follow_pulse(self, output: FollowPulse) -> None:
        if output.session is None:
            self._pulses.stop(output.venue)
        else:
            self._pulses.follow(output.venue, self._visitors[output.session].private)

    def _route(self, output: RouteFeed) -> None:
        if output.session is None or output.audience is None:
            self._feeds.stop(output.venue)
            return
        source = self._visitors[output.session].private
        self._feeds.route(output.venue, session=output.session, source=source, audience=output.audience)

    def _measure_up(self, output: MeasureUp) -> None:
        source = self._visitors[output.session].private
        self._supervisor.once("burst", lambda: self._bursts.measure(output.venue, source))

    def _current_check(self) -> int | None:
        return self._board.checks.check if self._board and self._board.checks.is_going_on else None

    async def _note(self, note: Note) -> None:
        seq: int | None = None
        try:
            seq = await self._entered(note)
        except Refusal as refusal:
            self._log.warning("note refused", note=str(note), code=refusal.code)
        if isinstance(note, NoteConnected | NoteLost):
            self.give(NoteAnswered(venue=note.venue, seq=seq))

    async def _entered(self, note: Note) -> int:
        match note:
            case NoteConnected():
                return await self._journal.note_connected(note.venue)
            case NoteLost():
                return await self._journal.note_lost(note.venue, cause=note.cause)
            case NoteProved():
                return await self._journal.note_proved(note.venue)
            case NoteUnproved():
                return await self._journal.note_unproved(note.venue, cause=note.cause)
            case NoteFilmEnded():
                return await self._journal.note_film_ended(note.clip)

    def _publish(self, output: PublishFloor | PublishBackstage) -> None:
        if isinstance(output, PublishFloor):
            for track in self._floor_tracks:
                track.update(output.floor)
        else:
            self._publish_backstage(output)

    def _publish_backstage(self, output: PublishBackstage) -> None:
        if self._board is None:
            return
        for venue, judgement in output.health.items():
            known = self._health.get(venue)
            if known is None or known[0] is not judgement:
                self._health[venue] = (judgement, self._dated(judgement))
        health = {venue: dated for venue, (_, dated) in self._health.items()}
        self._backstage_track.update(backstage_document(self._board, health))

    def _dated(self, judgement: Judgement) -> VenueHealth:
        """The judgement with the wall clock's time; to be made once, for the two clocks drift apart."""
        ago = timedelta(seconds=self._clock.monotonic() - judgement.since)
        since = None if judgement.health == "grey" else (self._clock.now() - ago).replace(microsecond=0)
        return VenueHealth(health=judgement.health, cause=judgement.cause, since=since)


def _cast(board: Board, before: Board | None, cast: Cast | None, clock: Clock) -> Cast:
    """The board as the rules need it; entries of the roll alone change nothing but its `seq`."""
    floor = floor_document(board)
    proved = board.reception.proved
    if cast is not None and before is not None and board.floor is before.floor and board.venues is before.venues:
        return replace(cast, floor=floor, proved=proved)
    return Cast(
        floor=floor,
        hub=board.floor.hub,
        venues=frozenset(board.venues) | SOURCES if board.venues else frozenset(),
        connected=board.floor.connected,
        was_here=board.floor.connected | frozenset(board.floor.losses),
        proved=proved,
        film=_film(board.floor.air.film, cast.film if cast else None, clock),
    )


def _film(film: Film | None, known: RunningFilm | None, clock: Clock) -> RunningFilm | None:
    """When the film is over: looked up once on the wall clock, which may jump, then told by the steady one."""
    if film is None or (known and (known.clip, known.started_at) == (film.clip, film.started_at)):
        return known if film else None
    played_s = (clock.now() - film.started_at).total_seconds()
    left_s = max(0.0, film.duration_s - max(0.0, played_s)) + LAST_PICTURE_S
    return RunningFilm(clip=film.clip, started_at=film.started_at, until=clock.monotonic() + left_s)


def _close(visitor: _Visitor, code: int) -> None:
    visitor.closing = code
    if visitor.session is not None:
        visitor.session.close(code)


def _json_track(origin: Origin, path: str) -> JsonTrack:
    broadcast = origin.broadcast(path)
    track = broadcast.json_track("state.json")
    broadcast.announce()
    return track


def _raw_track(origin: Origin, path: str, name: str) -> RawTrack:
    broadcast = origin.broadcast(path)
    track = broadcast.raw_track(name)
    broadcast.announce()
    return track
