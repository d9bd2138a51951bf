# SPDX-License-Identifier: Apache-2.0
"""The stage's rules: given what happened, what is to be done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, precondition, rule

from diemcau.board.live import Check, Floor
from diemcau.stage.admission import Grant
from diemcau.stage.core import FORBIDDEN, LOST_AFTER_S, NOTE_RETRY_S, REPLACED, RETURN_WITHIN_S, State, step
from diemcau.stage.inputs import (
    Announced,
    Cast,
    CastMoved,
    Input,
    LinksRevoked,
    NoteAnswered,
    RunningFilm,
    SessionAsked,
    SessionClosed,
    Ticked,
)
from diemcau.stage.outputs import (
    Accept,
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

FILM = RunningFilm(clip=UUID(int=9), started_at=dt.datetime(2022, 10, 31, 1, tzinfo=dt.UTC), until=110.0)
VENUES = ("LD", "LD-673", "LD-674")
EXPIRES = dt.datetime(2022, 10, 31, 12, tzinfo=dt.UTC)
LINK = UUID(int=7)
FAR = 1e9


def cast(
    *,
    seq: int = 1,
    on_air: Iterable[str] = (),
    standby: Iterable[str] = (),
    connected: Iterable[str] = (),
    item: int = 0,
    check: Check | None = None,
) -> Cast:
    floor = Floor(
        seq=seq, phase="open", opened_at=None, closed_at=None, item=item, item_started_at=None, scene="speaker",
        on_air=list(on_air), aired_at=None, limit_s=None, slide=None, clip=None, queue_rule="time", queue=[],
        sources=[], notices=[], threads={}, check=check,
        tallies={**dict.fromkeys(standby, "standby"), **dict.fromkeys(on_air, "on_air")},
    )  # fmt: skip
    there = frozenset(connected)
    return Cast(floor=floor, hub="LD", venues=frozenset(VENUES), connected=there, was_here=there, proved=frozenset())


def grant(venue: str | None = "LD-673", *, link: UUID = LINK) -> Grant:
    return Grant(
        slug="lamdong", role="venue" if venue else "director", venue=venue, link=link, expires_at=EXPIRES,
        puts=(f"in/{venue}",) if venue else (), gets=("floor",) if venue else ("floor", "backstage"),
    )  # fmt: skip


def asked(session: int, venue: str | None = "LD-673", *, link: UUID = LINK, until: float = FAR) -> SessionAsked:
    return SessionAsked(session=session, grant=grant(venue, link=link), until=until)


def announced(session: int, part: str, venue: str = "LD-673", *, is_active: bool = True) -> Announced:
    return Announced(session=session, path=f"in/{venue}/{part}", is_active=is_active)


def play(*given: Input, state: State | None = None, now: float = 100.0) -> tuple[State, list[Output]]:
    """Take in everything at the same moment; what is published is left out."""
    state = state or State(started_at=100.0)
    outputs: list[Output] = []
    for one in given:
        state, more = step(state, one, now)
        outputs += [output for output in more if not isinstance(output, PublishFloor | PublishBackstage)]
    return state, outputs


def test_a_venue_with_a_token_comes_in_and_sees_the_floor_alone() -> None:
    _, outputs = play(CastMoved(cast=cast()), asked(1))
    assert outputs == [Accept(session=1, sees_backstage=False)]


def test_a_director_sees_the_backstage() -> None:
    _, outputs = play(CastMoved(cast=cast()), asked(1, None))
    assert outputs == [Accept(session=1, sees_backstage=True)]


def test_a_venue_outside_the_plan_and_a_revoked_link_are_refused() -> None:
    _, outputs = play(CastMoved(cast=cast()), asked(1, "LD-999"), LinksRevoked(links=frozenset({LINK})), asked(2))
    assert [(type(one), one.refusal.code) for one in outputs if isinstance(one, Refuse)] == [
        (Refuse, "unknown_venue"),
        (Refuse, "link_is_revoked"),
    ]


def test_a_pulse_is_followed_and_the_line_noted_once() -> None:
    state, outputs = play(CastMoved(cast=cast()), asked(1), announced(1, "pulse"))
    assert outputs[1:] == [FollowPulse(venue="LD-673", session=1), NoteConnected(venue="LD-673")]
    state, outputs = play(Ticked(), NoteAnswered(venue="LD-673", seq=2), Ticked(), state=state, now=101.0)
    assert outputs == []
    _, outputs = play(CastMoved(cast=cast(seq=2, connected=["LD-673"])), Ticked(), state=state, now=120.0)
    assert outputs == []


def test_a_burst_is_measured_only_of_a_venue_that_is_being_checked() -> None:
    check = Check(seq=9, started_at="2022-10-30T12:00:00+00:00", venues=["LD-673"])
    state, _ = play(CastMoved(cast=cast()), asked(1), asked(2, "LD-674"), announced(1, "check"))
    state, outputs = play(announced(1, "check"), state=state)
    assert outputs == []
    state, outputs = play(CastMoved(cast=cast(seq=9, check=check)), announced(1, "check"), state=state)
    assert outputs == [MeasureUp(venue="LD-673", session=1)]
    _, outputs = play(announced(2, "check", "LD-674"), announced(1, "check", is_active=False), state=state)
    assert outputs == []


def test_a_note_that_failed_is_sent_again_later() -> None:
    state, _ = play(CastMoved(cast=cast()), asked(1), announced(1, "pulse"), NoteAnswered(venue="LD-673", seq=None))
    state, outputs = play(Ticked(), state=state, now=100.0 + NOTE_RETRY_S - 0.1)
    assert outputs == []
    _, outputs = play(Ticked(), state=state, now=100.0 + NOTE_RETRY_S)
    assert outputs == [NoteConnected(venue="LD-673")]


def connected_venue() -> State:
    return play(CastMoved(cast=cast(connected=["LD-673"])), asked(1), announced(1, "pulse"), announced(1, "feed"))[0]


def test_a_line_that_comes_back_at_once_was_never_lost() -> None:
    state, outputs = play(SessionClosed(session=1, cause="timed out"), state=connected_venue())
    assert outputs == [FollowPulse(venue="LD-673", session=None)]
    _, outputs = play(asked(2), announced(2, "pulse"), Ticked(), state=state, now=100.0 + LOST_AFTER_S - 0.1)
    assert outputs == [Accept(session=2, sees_backstage=False), FollowPulse(venue="LD-673", session=2)]


def test_a_line_that_stays_away_is_noted_with_its_cause() -> None:
    state, _ = play(SessionClosed(session=1, cause="timed out"), state=connected_venue())
    _, outputs = play(Ticked(), state=state, now=100.0 + LOST_AFTER_S)
    assert outputs == [NoteLost(venue="LD-673", cause="timed out")]


def test_venues_that_do_not_return_after_a_restart_are_lost() -> None:
    state, outputs = play(CastMoved(cast=cast(connected=["LD-674"])), Ticked())
    assert outputs == []
    _, outputs = play(Ticked(), state=state, now=100.0 + RETURN_WITHIN_S)
    assert outputs == [NoteLost(venue="LD-674", cause="did not return")]


def test_media_follow_the_fold() -> None:
    state = connected_venue()
    state, outputs = play(CastMoved(cast=cast(seq=2, standby=["LD-673"], connected=["LD-673"])), state=state)
    assert outputs == [RouteFeed(venue="LD-673", session=1, audience="directors")]
    state, outputs = play(CastMoved(cast=cast(seq=3, on_air=["LD-673"], connected=["LD-673"])), state=state)
    assert outputs == [RouteFeed(venue="LD-673", session=1, audience="everyone")]
    _, outputs = play(CastMoved(cast=cast(seq=4, connected=["LD-673"])), state=state)
    assert outputs == [RouteFeed(venue="LD-673", session=None, audience=None)]


def test_on_a_cut_the_new_venue_begins_before_the_old_one_ends() -> None:
    there = ["LD", "LD-673"]
    state, _ = play(
        CastMoved(cast=cast(on_air=["LD"], connected=there)),
        asked(1, "LD"), announced(1, "feed", "LD"), asked(2), announced(2, "feed"),
    )  # fmt: skip
    _, outputs = play(CastMoved(cast=cast(seq=2, on_air=["LD-673"], connected=there)), state=state)
    assert outputs == [
        RouteFeed(venue="LD-673", session=2, audience="everyone"),
        RouteFeed(venue="LD", session=1, audience="nobody"),
    ]


def test_the_hub_stands_ready_whenever_it_sends_and_nobody_hears_it() -> None:
    state, outputs = play(CastMoved(cast=cast()), asked(1, "LD"), announced(1, "feed", "LD"))
    assert outputs[1:] == [RouteFeed(venue="LD", session=1, audience="nobody")]
    _, outputs = play(announced(1, "feed", "LD", is_active=False), state=state)
    assert outputs == [RouteFeed(venue="LD", session=None, audience=None)]


def test_two_venues_may_be_on_air_at_once() -> None:
    there = ["LD", "LD-673", "LD-674"]
    state, _ = play(
        CastMoved(cast=cast(on_air=["LD-673"], connected=there)),
        asked(1, "LD-673"), announced(1, "feed"), asked(2, "LD-674"), announced(2, "feed", "LD-674"),
    )  # fmt: skip
    state, outputs = play(CastMoved(cast=cast(seq=2, on_air=["LD-673", "LD-674"], connected=there)), state=state)
    assert outputs == [RouteFeed(venue="LD-674", session=2, audience="everyone")]
    _, outputs = play(CastMoved(cast=cast(seq=3, on_air=["LD-674"], connected=there)), state=state)
    assert outputs == [RouteFeed(venue="LD-673", session=None, audience=None)]


def test_a_feed_that_nobody_called_goes_nowhere() -> None:
    _, outputs = play(CastMoved(cast=cast(on_air=["LD"])), asked(1), announced(1, "feed"))
    assert outputs == [Accept(session=1, sees_backstage=False)]


def test_the_newest_screen_of_a_venue_wins() -> None:
    _, outputs = play(asked(2), announced(2, "pulse"), state=connected_venue())
    assert outputs == [
        Accept(session=2, sees_backstage=False),
        FollowPulse(venue="LD-673", session=None),
        Close(session=1, code=REPLACED, cause="opened elsewhere"),
        FollowPulse(venue="LD-673", session=2),
    ]


def test_one_page_may_send_pulse_and_media_over_two_sessions() -> None:
    state, _ = play(
        CastMoved(cast=cast(standby=["LD-673"], connected=["LD-673"])), asked(1), asked(2), announced(1, "pulse")
    )
    _, outputs = play(announced(2, "feed"), state=state)
    assert outputs == [RouteFeed(venue="LD-673", session=2, audience="directors")]


@pytest.mark.parametrize("path", ["in/LD-674/pulse", "floor/state", "in/LD-6731/feed", "in"])
def test_putting_outside_ones_own_path_ends_the_session(path: str) -> None:
    state, _ = play(CastMoved(cast=cast()), asked(1))
    state, outputs = play(Announced(session=1, path=path, is_active=True), state=state)
    assert outputs == [Close(session=1, code=FORBIDDEN, cause="put outside its own path")]
    assert not state.seats


def test_a_revoked_link_takes_its_media_off_in_the_same_step() -> None:
    on_air = CastMoved(cast=cast(seq=2, on_air=["LD-673"], connected=["LD-673"]))
    state, _ = play(on_air, state=connected_venue())
    _, outputs = play(LinksRevoked(links=frozenset({LINK})), state=state)
    assert outputs == [
        FollowPulse(venue="LD-673", session=None),
        Close(session=1, code=FORBIDDEN, cause="link revoked"),
        RouteFeed(venue="LD-673", session=None, audience=None),
    ]


def test_a_session_ends_with_its_token() -> None:
    state, _ = play(CastMoved(cast=cast()), asked(1, until=110.0))
    state, outputs = play(Ticked(), state=state, now=109.0)
    assert outputs == []
    _, outputs = play(Ticked(), state=state, now=110.0)
    assert outputs == [Close(session=1, code=401, cause="token expired")]


def published(state: State, given: Input, now: float) -> tuple[State, list[type[Output]]]:
    state, outputs = step(state, given, now)
    return state, [type(one) for one in outputs]


def test_news_of_the_floor_goes_out_at_once_and_a_mere_number_in_time() -> None:
    state, kinds = published(State(started_at=100.0), CastMoved(cast=cast()), 100.0)
    assert kinds == [PublishFloor, PublishBackstage]
    state, kinds = published(state, CastMoved(cast=cast(seq=2, item=1)), 100.01)
    assert kinds == [PublishFloor]
    state, kinds = published(state, CastMoved(cast=cast(seq=3, item=1)), 100.02)
    assert kinds == []
    state, kinds = published(state, Ticked(), 100.2)
    assert kinds == [PublishBackstage]
    _, kinds = published(state, Ticked(), 100.6)
    assert kinds == [PublishFloor]


def test_the_backstage_goes_out_at_most_ten_times_a_second() -> None:
    state, sent = State(started_at=0.0), 0
    for number in range(1, 401):
        state, outputs = step(state, CastMoved(cast=cast(seq=number)), 100.0 + number / 200)
        sent += sum(isinstance(one, PublishBackstage) for one in outputs)
    assert 15 <= sent <= 21


class HotMicrophone(RuleBasedStateMachine):
    """Whatever happens in whatever order: no media of a venue go where the fold doesn't say."""

    sessions = Bundle("sessions")
    venues = st.sampled_from(VENUES)

    def __init__(self) -> None:
        super().__init__()
        self.now = 100.0
        self.state = State(started_at=self.now)
        self.cast = cast()
        self.audiences: dict[str, str] = {}
        self.sources: dict[str, int] = {}
        self.inside: dict[int, str] = {}
        self.newest = 0
        self.take(CastMoved(cast=self.cast))

    def take(self, given: Input) -> None:
        self.state, outputs = step(self.state, given, self.now)
        for output in outputs:
            if isinstance(output, RouteFeed):
                self.audiences.pop(output.venue, None)
                if output.audience is not None and output.session is not None:
                    self.audiences[output.venue] = output.audience
                    self.sources[output.venue] = output.session
            elif isinstance(output, Close):
                self.inside.pop(output.session)

    @rule(target=sessions, venue=venues)
    def come(self, venue: str) -> int:
        self.newest += 1
        self.inside[self.newest] = venue
        self.take(SessionAsked(session=self.newest, grant=grant(venue, link=UUID(int=self.newest)), until=FAR))
        return self.newest

    @rule(session=sessions, part=st.sampled_from(["pulse", "feed", "else"]), venue=venues, is_active=st.booleans())
    def announce(self, session: int, part: str, venue: str, *, is_active: bool) -> None:
        self.take(Announced(session=session, path=f"in/{venue}/{part}", is_active=is_active))

    @rule(session=consumes(sessions))
    def go(self, session: int) -> None:
        self.inside.pop(session, None)
        self.take(SessionClosed(session=session, cause="gone"))

    @rule(session=sessions)
    def revoke(self, session: int) -> None:
        self.take(LinksRevoked(links=self.state.revoked | {UUID(int=session)}))

    @rule(
        aired=st.lists(venues, max_size=2, unique=True),
        standby=st.frozensets(venues),
        connected=st.frozensets(venues),
    )
    def move(self, aired: list[str], standby: frozenset[str], connected: frozenset[str]) -> None:
        seq = self.cast.floor["seq"] + 1
        self.cast = cast(seq=seq, on_air=aired, standby=standby - set(aired), connected=connected)
        self.take(CastMoved(cast=self.cast))

    @rule(delay_s=st.floats(0.0, 20.0))
    def wait(self, delay_s: float) -> None:
        self.now += delay_s
        self.take(Ticked())

    @invariant()
    def everyone_hears_only_who_is_on_air(self) -> None:
        heard = {venue for venue, audience in self.audiences.items() if audience == "everyone"}
        assert heard <= self.cast.on_air

    @invariant()
    def directors_hear_only_who_is_called(self) -> None:
        heard = {venue for venue, audience in self.audiences.items() if audience != "nobody"}
        assert heard <= self.cast.on_air | self.cast.standby

    @invariant()
    def the_hub_alone_stands_ready_without_being_called(self) -> None:
        assert self.audiences.keys() <= self.cast.on_air | self.cast.standby | {"LD"}

    @invariant()
    def media_come_only_from_a_session_of_that_venue_that_is_inside(self) -> None:
        for venue in self.audiences:
            assert self.inside.get(self.sources[venue]) == venue

    @precondition(lambda self: bool(self.state.routes))
    @invariant()
    def the_state_knows_what_is_being_copied(self) -> None:
        assert {venue: route.audience for venue, route in self.state.routes.items()} == self.audiences


TestHotMicrophone = HotMicrophone.TestCase
TestHotMicrophone.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)


def test_a_film_is_over_at_its_time_and_the_journal_is_told_once_a_while() -> None:
    state, outputs = play(CastMoved(cast=replace(cast(), film=FILM)))
    assert outputs == []
    state, outputs = play(Ticked(), state=state, now=110.0)
    assert outputs == [NoteFilmEnded(clip=FILM.clip)]
    state, outputs = play(Ticked(), state=state, now=111.0)
    assert outputs == []
    state, outputs = play(Ticked(), state=state, now=110.0 + NOTE_RETRY_S)
    assert outputs == [NoteFilmEnded(clip=FILM.clip)]
    state, _ = play(CastMoved(cast=cast()), state=state, now=116.0)
    _, outputs = play(Ticked(), state=state, now=130.0)
    assert outputs == []
