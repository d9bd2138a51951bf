# SPDX-License-Identifier: Apache-2.0
"""The stage's rules, without I/O: `step(state, input, now) -> (state, outputs)`.

Decides who may come in, which venue's media go where, what the journal is told of lines,
and when the live documents go out. Knows no relay, no database and no event loop.

A venue's media are copied to the directors while the fold says stand-by, to everyone while
it says on air, and nowhere else at any other time. The next cut most likely goes to a venue on
stand-by or back to the hub: their paths stand ready, without a frame on them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from diemcau.board.live import Floor
from diemcau.conference.refusals import LinkIsRevoked, UnknownVenue
from diemcau.lib.refusal import Refusal
from diemcau.stage.admission import Grant
from diemcau.stage.health import Judgement, Signs
from diemcau.stage.inputs import (
    Announced,
    Cast,
    CastMoved,
    FeedFlowed,
    GarbageCame,
    Input,
    LinksRevoked,
    NoteAnswered,
    SessionAsked,
    SessionClosed,
    StatusCame,
    StillCame,
    Ticked,
)
from diemcau.stage.outputs import (
    Accept,
    Audience,
    Close,
    FollowPulse,
    MeasureUp,
    NoteConnected,
    NoteFilmEnded,
    NoteLost,
    Output,
    PublishBackstage,
    PublishFloor,
    Refuse,
    RouteFeed,
)
from diemcau.stage.watch import LOOKED_EVERY_S, Watch, looked

LOST_AFTER_S = 2.0
"""A line that is back within this time was never lost: screens redial in under a second."""

RETURN_WITHIN_S = 10.0
"""After the stage's own start: the time in which venues redial before they count as lost."""

NOTE_RETRY_S = 5.0
BACKSTAGE_EVERY_S = 0.1
SEQ_ONLY_EVERY_S = 0.5

FORBIDDEN = 403
EXPIRED = 401
REPLACED = 409
"""Session close code: the same venue's screen was opened elsewhere."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Seat:
    """A session that was let in, until `until` (monotonic seconds)."""

    grant: Grant
    until: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One venue's line: the sessions that publish its pulse and its media, None for none.

    `gone_at` is when the last pulse went and `cause` why.
    """

    pulse: int | None = None
    feed: int | None = None
    gone_at: float | None = None
    cause: str = ""
    signs: Signs | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """A note on its way to the journal since `at`; `seq` once it was taken."""

    at: float
    seq: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Route:
    """Where one venue's media are being copied, and from which session."""

    session: int
    audience: Audience


@dataclass(frozen=True, kw_only=True, slots=True)
class State:
    """All that the rules remember. `cast` is None until the journal was folded once."""

    started_at: float
    cast: Cast | None = None
    seats: Mapping[int, Seat] = field(default_factory=dict)
    lines: Mapping[str, Line] = field(default_factory=dict)
    revoked: frozenset[UUID] = frozenset()
    routes: Mapping[str, Route] = field(default_factory=dict)
    notes: Mapping[str, Note] = field(default_factory=dict)
    film_noted_at: float | None = None
    watch: Watch = field(default_factory=Watch)
    floor: Floor | None = None
    floor_at: float = 0.0
    health: Mapping[str, Judgement] = field(default_factory=dict)
    backstage_at: float = 0.0
    backstage_seq: int = -1


Step = tuple[State, list[Output]]


def step(state: State, given: Input, now: float) -> Step:
    """Take in one thing that happened.

    Args:
        state: from the last step, or a fresh one.
        given: what happened.
        now: monotonic seconds; never less than at the last step.
    Returns: the new state, and what is to be done, in this order.
    """
    state, outputs = _TAKEN[type(given)](state, given, now)
    if isinstance(given, _MERE_SIGNS):
        # Two hundred a second, and nothing follows from one alone: signs are judged together.
        return state, outputs
    # The news of a cut is small and goes before its pictures: behind them it came 80 ms late at 118 venues.
    for settle in (_settle_floor, _settle_routes, _settle_notes, _settle_film, _settle_watch, _settle_backstage):
        state, more = settle(state, now)
        outputs += more
    return state, outputs


def _cast_moved(state: State, given: CastMoved, now: float) -> Step:
    called = given.cast.on_air | given.cast.standby
    state = replace(state, cast=given.cast)
    for venue, line in state.lines.items():
        if line.signs and (line.signs.called_at is not None) != (venue in called):
            state = _with_signs(state, venue, called_at=now if venue in called else None)
    return state, []


def _asked(state: State, given: SessionAsked, _now: float) -> Step:
    refusal = _refusal(state, given.grant)
    if refusal:
        return state, [Refuse(session=given.session, refusal=refusal)]
    seat = Seat(grant=given.grant, until=given.until)
    accept = Accept(session=given.session, sees_backstage="backstage" in given.grant.gets)
    return replace(state, seats={**state.seats, given.session: seat}), [accept]


def _refusal(state: State, grant: Grant) -> Refusal | None:
    if grant.link in state.revoked:
        return LinkIsRevoked()
    if grant.venue is not None and (state.cast is None or grant.venue not in state.cast.venues):
        return UnknownVenue(venue=grant.venue)
    return None


def _closed(state: State, given: SessionClosed, now: float) -> Step:
    return _leave(state, given.session, cause=given.cause, now=now)


def _announced(state: State, given: Announced, now: float) -> Step:
    seat = state.seats.get(given.session)
    if seat is None:
        return state, []
    venue = seat.grant.venue
    if venue is None or not seat.grant.may_put(given.path):
        return _put_out(state, given.session, code=FORBIDDEN, cause="put outside its own path", now=now)
    if given.path == f"in/{venue}/pulse":
        return _pulse(state, venue, given, now)
    if given.path == f"in/{venue}/feed":
        return _feed(state, venue, given, now)
    if given.path == f"in/{venue}/check" and given.is_active and _is_checked(state, venue):
        return state, [MeasureUp(venue=venue, session=given.session)]
    return state, []


def _is_checked(state: State, venue: str) -> bool:
    check = state.cast.floor["check"] if state.cast else None
    return check is not None and venue in check["venues"]


def _pulse(state: State, venue: str, given: Announced, now: float) -> Step:
    line = state.lines.get(venue, Line())
    if not given.is_active:
        return _pulse_gone(state, venue, cause="pulse ended", now=now) if line.pulse == given.session else (state, [])
    if line.pulse == given.session:
        return state, []
    outputs: list[Output] = []
    if line.pulse is not None:
        state, outputs = _put_out(state, line.pulse, code=REPLACED, cause="opened elsewhere", now=now)
        line = state.lines[venue]
    called = state.cast is not None and venue in state.cast.on_air | state.cast.standby
    signs = Signs(connected_at=now, called_at=now if called else None)
    state = _with_line(state, venue, pulse=given.session, gone_at=None, cause="", signs=signs)
    return state, [*outputs, FollowPulse(venue=venue, session=given.session)]


def _feed(state: State, venue: str, given: Announced, now: float) -> Step:
    line = state.lines.get(venue, Line())
    if not given.is_active:
        if line.feed != given.session:
            return state, []
        return _with_line(state, venue, feed=None), []
    outputs: list[Output] = []
    if line.feed not in {None, given.session, line.pulse}:
        state, outputs = _put_out(state, line.feed, code=REPLACED, cause="opened elsewhere", now=now)
    return _with_line(state, venue, feed=given.session), outputs


def _still(state: State, given: StillCame, now: float) -> Step:
    return _with_signs(state, given.venue, still_at=now), []


def _status(state: State, given: StatusCame, now: float) -> Step:
    return _with_signs(state, given.venue, status_at=now, status=given.status), []


def _garbage(state: State, given: GarbageCame, now: float) -> Step:
    return _with_signs(state, given.venue, **{"bad_feed_at" if given.is_media else "garbage_at": now}), []


def _flowed(state: State, given: FeedFlowed, _now: float) -> Step:
    return _with_signs(state, given.venue, is_feeding=given.is_flowing), []


def _note_answered(state: State, given: NoteAnswered, now: float) -> Step:
    return replace(state, notes={**state.notes, given.venue: Note(at=now, seq=given.seq)}), []


def _revoked(state: State, given: LinksRevoked, now: float) -> Step:
    state = replace(state, revoked=given.links)
    return _put_out_all(
        state, [one for one, seat in state.seats.items() if seat.grant.link in given.links],
        code=FORBIDDEN, cause="link revoked", now=now,
    )  # fmt: skip


def _ticked(state: State, _given: Ticked, now: float) -> Step:
    ended = [one for one, seat in state.seats.items() if seat.until <= now]
    return _put_out_all(state, ended, code=EXPIRED, cause="token expired", now=now)


_TAKEN: dict[type[Input], Callable[[State, Any, float], Step]] = {
    CastMoved: _cast_moved,
    SessionAsked: _asked,
    SessionClosed: _closed,
    Announced: _announced,
    StillCame: _still,
    StatusCame: _status,
    GarbageCame: _garbage,
    FeedFlowed: _flowed,
    NoteAnswered: _note_answered,
    LinksRevoked: _revoked,
    Ticked: _ticked,
}
_MERE_SIGNS = (StillCame, StatusCame, GarbageCame, FeedFlowed)


def _put_out_all(state: State, sessions: list[int], *, code: int, cause: str, now: float) -> Step:
    outputs: list[Output] = []
    for session in sessions:
        state, more = _put_out(state, session, code=code, cause=cause, now=now)
        outputs += more
    return state, outputs


def _put_out(state: State, session: int, *, code: int, cause: str, now: float) -> Step:
    """Close a session; what it published counts as gone from this very step on."""
    state, outputs = _leave(state, session, cause=cause, now=now)
    return state, [*outputs, Close(session=session, code=code, cause=cause)]


def _leave(state: State, session: int, *, cause: str, now: float) -> Step:
    seat = state.seats.get(session)
    if seat is None:
        return state, []
    state = replace(state, seats={one: other for one, other in state.seats.items() if one != session})
    line = state.lines.get(seat.grant.venue or "")
    if line is None or seat.grant.venue is None:
        return state, []
    venue = seat.grant.venue
    if line.feed == session:
        state = _with_line(state, venue, feed=None)
    return _pulse_gone(state, venue, cause=cause, now=now) if line.pulse == session else (state, [])


def _pulse_gone(state: State, venue: str, *, cause: str, now: float) -> Step:
    state = _with_line(state, venue, pulse=None, gone_at=now, cause=cause, signs=None)
    return state, [FollowPulse(venue=venue, session=None)]


def _settle_routes(state: State, _now: float) -> Step:
    wanted = _wanted_routes(state)
    if wanted == state.routes:
        return state, []
    turned: list[Output] = [
        RouteFeed(venue=venue, session=route.session, audience=route.audience)
        for venue, route in sorted(wanted.items(), key=_comes_late)
        if state.routes.get(venue) != route
    ]
    ended: list[Output] = [
        RouteFeed(venue=venue, session=None, audience=None) for venue in state.routes if venue not in wanted
    ]
    return replace(state, routes=wanted), turned + ended


def _comes_late(route: tuple[str, Route]) -> bool:
    """What goes on air is turned first: the new picture is there before the old one ends."""
    return route[1].audience != "everyone"


def _wanted_routes(state: State) -> dict[str, Route]:
    if state.cast is None:
        return {}
    audiences: dict[str, Audience] = {state.cast.hub: "nobody"} if state.cast.hub else {}
    audiences |= dict.fromkeys(state.cast.standby, "directors")
    audiences |= dict.fromkeys(state.cast.on_air, "everyone")
    return {
        venue: Route(session=line.feed, audience=audience)
        for venue, audience in audiences.items()
        if (line := state.lines.get(venue)) and line.feed is not None
    }


def _settle_notes(state: State, now: float) -> Step:
    if state.cast is None:
        return state, []
    outputs: list[Output] = []
    notes = dict(state.notes)
    for venue in state.cast.venues:
        line = state.lines.get(venue, Line())
        if (line.pulse is not None) == (venue in state.cast.connected):
            notes.pop(venue, None)
        elif not _is_on_its_way(notes.get(venue), now) and (note := _note(state, venue, line, now)):
            notes[venue] = Note(at=now)
            outputs.append(note)
    return replace(state, notes=notes), outputs


def _is_on_its_way(note: Note | None, now: float) -> bool:
    return note is not None and now - note.at < NOTE_RETRY_S


def _note(state: State, venue: str, line: Line, now: float) -> Output | None:
    if line.pulse is not None:
        return NoteConnected(venue=venue)
    if line.gone_at is None:
        late = now >= state.started_at + RETURN_WITHIN_S
        return NoteLost(venue=venue, cause="did not return") if late else None
    return NoteLost(venue=venue, cause=line.cause) if now >= line.gone_at + LOST_AFTER_S else None


def _settle_film(state: State, now: float) -> Step:
    """A film ends by the clock, whoever plays it: one whose player died must not hold the conference up."""
    film = state.cast.film if state.cast else None
    if film is None:
        return replace(state, film_noted_at=None) if state.film_noted_at is not None else state, []
    if now < film.until or (state.film_noted_at is not None and now - state.film_noted_at < NOTE_RETRY_S):
        return state, []
    return replace(state, film_noted_at=now), [NoteFilmEnded(clip=film.clip)]


def _settle_floor(state: State, now: float) -> Step:
    floor = state.cast.floor if state.cast else None
    if floor is None or (state.floor and floor["seq"] == state.floor["seq"]):
        return state, []
    news = state.floor is None or {**floor, "seq": 0} != {**state.floor, "seq": 0}
    if not news and now - state.floor_at < SEQ_ONLY_EVERY_S:
        return state, []
    return replace(state, floor=floor, floor_at=now), [PublishFloor(floor=floor)]


def _settle_watch(state: State, now: float) -> Step:
    cast = state.cast
    if cast is None or now - state.watch.looked_at < LOOKED_EVERY_S:
        return state, []
    watch, notes = looked(
        state.watch,
        cast=cast,
        signs={venue: line.signs for venue, line in state.lines.items() if line.signs},
        gone=frozenset(venue for venue in cast.was_here if _is_gone(state, venue, now)),
        sources=frozenset(venue for venue, route in state.routes.items() if route.audience == "everyone"),
        now=now,
    )
    return replace(state, watch=watch), [*notes]


def _is_gone(state: State, venue: str, now: float) -> bool:
    """Whether its line fell; after the stage's own start, whether it had the time to come back."""
    line = state.lines.get(venue)
    return (line is not None and line.gone_at is not None) or now >= state.started_at + RETURN_WITHIN_S


def _settle_backstage(state: State, now: float) -> Step:
    if state.cast is None or now - state.backstage_at < BACKSTAGE_EVERY_S:
        return state, []
    health = {venue: verdict.judgement for venue, verdict in state.watch.verdicts.items()}
    seq = state.cast.floor["seq"]
    if seq == state.backstage_seq and health == state.health:
        return state, []
    state = replace(state, health=health, backstage_at=now, backstage_seq=seq)
    return state, [PublishBackstage(health=health)]


def _with_line(state: State, venue: str, **changes: Any) -> State:
    line = replace(state.lines.get(venue, Line()), **changes)
    return replace(state, lines={**state.lines, venue: line})


def _with_signs(state: State, venue: str, **changes: Any) -> State:
    line = state.lines.get(venue)
    if line is None or line.signs is None:
        return state
    return _with_line(state, venue, signs=replace(line.signs, **changes))
