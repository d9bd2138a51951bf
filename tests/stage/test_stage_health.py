# SPDX-License-Identifier: Apache-2.0
"""How a venue is judged: given what came from it, what the director is told, and when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diemcau.board.documents import floor_document
from diemcau.board.live import Floor, Phase, VenueStatus
from diemcau.board.state import Board
from diemcau.floor.events import Scene
from diemcau.stage.health import PATIENCE, SETTLING_S, UNHEARD_OF, USUAL, Cause, Signs
from diemcau.stage.inputs import Cast
from diemcau.stage.outputs import NoteProved, NoteUnproved
from diemcau.stage.watch import LOOKED_EVERY_S, Notes, Watch, looked
from support.statuses import status

HUB, HALL = "LD", "LD-673"
LONGEST_PATIENCE_S = max(one.shows_after_s for one in (USUAL, *PATIENCE.values()))
WELL = status()


def cast(*, scene: Scene = "speaker", proved: Iterable[str] = (), phase: Phase = "open") -> Cast:
    floor = Floor(**{**floor_document(Board()), "phase": phase, "scene": scene})
    there = frozenset({HUB, HALL})
    return Cast(floor=floor, hub="LD", venues=there, connected=there, was_here=there, proved=frozenset(proved))


class Room:
    """The stage's watch over one hall, looked at twice a second while time passes."""

    def __init__(self, *, sources: Iterable[str] = (HUB,), proved: Iterable[str] = ()) -> None:
        self.now = 1_000.0
        self.cast = cast(proved=proved)
        self.sources = frozenset(sources)
        self.hub = Signs(connected_at=0.0, status=WELL)
        self.signs: Signs | None = Signs(connected_at=0.0)
        self.called_at: float | None = None
        self.watch = Watch(shown_since=0.0)
        self.notes: Notes = []

    def hear(self, statuses: Sequence[VenueStatus], *, with_still: bool = True) -> list[str]:
        """One status a second; returns health and cause after each."""
        said = []
        for one in statuses:
            assert self.signs is not None
            still_at = self.now if with_still else self.signs.still_at
            self.signs = replace(self.signs, status=one, status_at=self.now, still_at=still_at)
            said.append(self.wait(1.0))
        return said

    def wait(self, seconds: float) -> str:
        """Let time pass without a word from the hall."""
        for _ in range(round(seconds / LOOKED_EVERY_S)):
            self.now += LOOKED_EVERY_S
            signs = {HUB: self.hub} | ({HALL: self.signs} if self.signs else {})
            gone = frozenset() if self.signs else frozenset({HALL})
            self.watch, notes = looked(
                self.watch, cast=self.cast, signs=signs, gone=gone, sources=self.sources, now=self.now
            )
            self.notes += notes
        judgement = self.watch.verdicts.get(HALL, UNHEARD_OF).judgement
        return f"{judgement.health} {judgement.cause}".strip()


def green_room(**options: Iterable[str]) -> Room:
    room = Room(**options)
    assert room.hear([WELL] * 8)[-1] == "green"
    return room


def test_pages_have_words_for_every_cause_and_for_what_to_do() -> None:
    texts = (Path(__file__).parents[2] / "frontend" / "src" / "ui" / "text.vi.ts").read_text()
    for kind in ("cause", "remedy"):
        assert sorted(re.findall(rf'"{kind}\.(\w+)":', texts)) == sorted(get_args(Cause))


def test_a_venue_that_never_came_is_grey() -> None:
    assert UNHEARD_OF.judgement.health == "grey"


def test_a_hall_is_green_only_once_it_said_itself_that_it_is_well() -> None:
    room = Room()
    room.signs = Signs(connected_at=room.now)
    assert room.wait(3.0) == "grey"
    assert room.wait(1.0) == "amber silent"
    assert room.hear([WELL] * 8)[-1] == "green"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"viewing": None, "painted_fps": 0.0}, "red no_picture"),
        ({"painted_fps": 0.0}, "red frozen"),
        ({"heard_db": None}, "red no_sound"),
        ({"heard_db": -120.0}, "green"),
        ({"camera": "off"}, "amber no_camera"),
        ({"camera": "frozen"}, "amber camera_frozen"),
        ({"camera": "dark"}, "amber camera_dark"),
        ({"microphone": "off"}, "amber no_microphone"),
        ({"microphone": "silent"}, "amber microphone_silent"),
        ({"microphone": "clipped"}, "amber microphone_clipped"),
        ({"loss": 0.4}, "amber lossy"),
        ({"loss": 0.2}, "green"),
        ({"camera": "dark", "painted_fps": 0.0}, "red frozen"),
    ],
)
def test_what_a_screen_says_becomes_a_state_with_its_cause(changes: dict[str, object], expected: str) -> None:
    room = green_room()
    said = room.hear([status(**changes)] * 5)
    assert said[0] == "green"
    assert said[-1] == expected
    assert room.hear([WELL] * 6)[-1] == "green"


def test_a_camera_in_trouble_is_red_while_the_hall_is_called() -> None:
    room = green_room()
    assert room.signs is not None
    room.signs = replace(room.signs, called_at=room.now, is_feeding=True)
    assert room.hear([status(camera="dark", microphone="silent")] * 5)[-1] == "red camera_dark"


def test_a_called_hall_that_sends_nothing_is_red() -> None:
    room = green_room()
    assert room.signs is not None
    room.signs = replace(room.signs, called_at=room.now)
    assert room.hear([WELL] * 6)[-1] == "red no_feed"
    room.signs = replace(room.signs, is_feeding=True)
    assert room.hear([WELL] * 3)[-1] == "green"


def test_silence_is_amber_then_red_and_a_lost_line_is_lost() -> None:
    room = green_room()
    assert room.wait(2.0) == "green"
    assert room.wait(2.0) == "amber silent"
    assert room.wait(4.0) == "red silent"
    room.signs = None
    assert room.wait(3.0) == "red lost"
    room.signs = Signs(connected_at=room.now)
    assert room.hear([WELL] * 9)[-1] == "green"


def test_a_line_that_is_back_at_once_was_never_lost() -> None:
    room = green_room()
    room.signs = None
    assert room.wait(1.5) == "green"
    room.signs = Signs(connected_at=room.now)
    assert set(room.hear([WELL] * 9)) == {"green"}


def test_missing_stills_and_garbage_are_told() -> None:
    room = green_room()
    assert room.hear([WELL] * 8, with_still=False)[-1] == "amber no_still"
    room = green_room()
    assert room.signs is not None
    room.signs = replace(room.signs, garbage_at=room.now)
    assert room.hear([WELL])[-1] == "amber garbage"
    room.signs = replace(room.signs, bad_feed_at=room.now)
    assert room.hear([WELL])[-1] == "red bad_feed"
    assert room.hear([WELL] * 18)[-1] == "green"


def test_nothing_is_missed_while_a_holding_picture_is_up_or_a_player_settles() -> None:
    nothing = status(viewing=None, painted_fps=0.0, heard_db=None)
    room = green_room()
    room.cast = cast(scene="holding")
    assert set(room.hear([nothing] * 30)) == {"green"}
    room.cast = cast(scene="speaker")
    said = room.hear([nothing] * 10)
    assert set(said[: int(SETTLING_S)]) == {"green"}
    assert said[-1] == "red no_picture"


def test_cut_after_cut_pardons_no_hall_that_stands_still() -> None:
    room = green_room()
    assert room.hear([status(painted_fps=0.0)] * 4)[-1] == "red frozen"
    for sources in ({HUB, "LD-674"}, {"LD-674"}, {HUB}):
        room.sources = frozenset(sources)
        assert set(room.hear([status(painted_fps=0.0)] * 4)) == {"red frozen"}
    room.sources = frozenset({"LD-674"})
    assert room.hear([WELL, status(painted_fps=0.0), *[WELL] * 5])[-1] == "green"
    room.sources = frozenset({HUB})
    assert set(room.hear([status(painted_fps=0.0), status(painted_fps=0.0), WELL, WELL])) == {"green"}


def test_no_hall_is_blamed_for_the_silence_of_a_speaker_without_a_microphone() -> None:
    room = green_room()
    room.hub = replace(room.hub, status=status(microphone="off"))
    assert room.hear([status(heard_db=None)] * 10)[-1] == "green"


def test_a_screen_full_of_slides_is_to_be_heard_not_seen() -> None:
    room = green_room()
    room.cast = cast(scene="slides")
    assert room.hear([status(viewing=None, painted_fps=0.0)] * 10)[-1] == "green"
    assert room.hear([status(viewing=None, painted_fps=0.0, heard_db=None)] * 10)[-1] == "red no_sound"


def test_a_hall_alone_on_air_receives_nothing_from_elsewhere() -> None:
    room = green_room(sources=(HALL,))
    assert room.hear([status(viewing=None, painted_fps=0.0, heard_db=None)] * 10)[-1] == "green"


BAD = {
    "red frozen": status(painted_fps=0.0),
    "amber camera_dark": status(camera="dark"),
    "red no_sound": status(heard_db=None),
    "amber lossy": status(loss=0.5),
}
WORDS = [WELL, *BAD.values()]


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_no_sequence_of_words_makes_the_tile_flap(words: list[VenueStatus]) -> None:
    """What a tile told it tells until that has been away for the steady while, or worse came."""
    room = green_room()
    said = room.hear(words)
    for second, (before, after) in enumerate(pairwise(said), start=1):
        if after == "green" or (before.startswith("red") and after.startswith("amber")):
            steady = words[max(0, second - int(USUAL.clears_after_s) + 2) : second + 1]
            assert BAD.get(before) not in steady


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=30), st.sampled_from(WORDS[1:]))
def test_steady_trouble_shows_in_time_and_steady_health_too(before: list[VenueStatus], word: VenueStatus) -> None:
    room = green_room()
    room.hear(before)
    assert room.hear([word] * int(LONGEST_PATIENCE_S + 2))[-1] != "green"
    assert room.hear([WELL] * int(USUAL.clears_after_s + 2))[-1] == "green"


def test_reception_is_proved_once_it_is_steady_and_lost_only_after_long() -> None:
    room = Room()
    room.hear([WELL] * 8)
    assert room.notes == [NoteProved(venue=HALL)]
    room.cast, room.notes = cast(proved=[HALL]), []
    room.hear([status(heard_db=None), status(painted_fps=0.0), *[WELL] * 6] * 10)
    room.hear([status(heard_db=None)] * 15)
    room.hear([WELL] * 8)
    assert room.notes == []
    room.hear([status(heard_db=None)] * 22)
    assert room.notes == [NoteUnproved(venue=HALL, cause="no_sound")]


def test_a_note_that_stays_unanswered_is_sent_again_and_no_more_often() -> None:
    room = Room()
    room.hear([WELL] * 16)
    assert 1 < len(room.notes) <= 3


def test_nothing_is_found_out_about_reception_while_there_is_nothing_to_receive() -> None:
    nothing = status(viewing=None, painted_fps=0.0, heard_db=None)
    for changes in ({"scene": "holding"}, {"phase": "planned"}, {"phase": "closed", "scene": "holding"}):
        room = Room(proved=[HALL])
        room.cast = cast(proved=[HALL], **changes)  # type: ignore[arg-type]  # one dictionary for all
        room.hear([nothing] * 60)
        room.cast = cast(**changes)  # type: ignore[arg-type]  # one dictionary for all
        room.hear([WELL] * 60)
        assert room.notes == []


def test_after_a_restart_a_proof_stands_until_it_is_refuted() -> None:
    room = Room(proved=[HALL])
    room.hear([WELL] * 10)
    assert room.notes == []
    room.hear([status(painted_fps=0.0)] * 22)
    assert room.notes == [NoteUnproved(venue=HALL, cause="frozen")]


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=80))
def test_reception_changes_at_most_once_in_its_own_patience(words: list[VenueStatus]) -> None:
    room = Room()
    for word in words:
        noted = len(room.notes)
        room.hear([word])
        for note in room.notes[noted:]:
            room.cast = cast(proved=[HALL] if isinstance(note, NoteProved) else [])
    assert len(room.notes) <= 2 * (len(words) / 25) + 1
    kinds = [type(note) for note in room.notes]
    assert all(one is not other for one, other in pairwise(kinds))
