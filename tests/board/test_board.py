# SPDX-License-Identifier: Apache-2.0
"""The board adds up, and its documents say what it holds."""

from __future__ import annotations

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from diemcau.board.documents import VenueHealth, backstage_document, floor_document
from diemcau.board.state import BOARD_FOLD, Board
from diemcau.conference.events import (
    ConferenceClosed,
    ConferenceOpened,
    ItemStarted,
    PlannedItem,
    PlannedVenue,
    PlanRecorded,
)
from diemcau.floor.events import (
    ClipStarted,
    HandRaised,
    HelpCalled,
    MessageSent,
    NoticeAcknowledged,
    NoticeSent,
    SceneChanged,
    SlideTurned,
    VenueAired,
    VenueCalled,
    VenueConnected,
    VenueLost,
    VenuePaired,
    VenueReleased,
)
from diemcau.journal.events import Event
from diemcau.presence.events import CheckinRecorded, ExcuseRecorded, HeadcountRecorded, SubstituteRecorded
from diemcau.reception.events import ReceptionLost, ReceptionProved
from support.records import FIRST_AT, records_of

CODES = ["LD", "LD-673", "LD-673-24814"]
DECK, CLIP = UUID(int=0xD1), UUID(int=0xC1)
PEOPLE = [UUID(int=number) for number in range(12)]
PLAN = PlanRecorded(
    venues=(
        PlannedVenue(code="LD", parent=None, tier="hub", seats=9, invited=4),
        PlannedVenue(code="LD-673", parent="LD", tier="district", seats=9, invited=4),
        PlannedVenue(code="LD-673-24814", parent="LD-673", tier="commune", seats=9, invited=2),
    ),
    items=(PlannedItem(number=1, title="Khai mạc"), PlannedItem(number=2, title="Chuyên đề")),
)

codes = st.sampled_from(CODES)
people = st.sampled_from(PEOPLE)
events: st.SearchStrategy[Event] = st.one_of(
    st.builds(CheckinRecorded, person=people, venue=codes, method=st.just("tick"), noted_at=st.just(FIRST_AT)),
    st.builds(ExcuseRecorded, person=people, venue=codes, reason=st.none(), noted_at=st.just(FIRST_AT)),
    st.builds(SubstituteRecorded, person=people, substitute=people, venue=codes, noted_at=st.just(FIRST_AT)),
    st.builds(HeadcountRecorded, venue=codes, count=st.integers(0, 50), noted_at=st.just(FIRST_AT)),
    st.builds(VenueConnected, venue=codes),
    st.builds(VenueLost, venue=codes, cause=st.just("idle")),
    st.builds(HandRaised, venue=codes),
    st.builds(VenueAired, venue=codes),
    st.builds(VenuePaired, venue=codes),
    st.builds(VenueReleased, venue=codes),
    st.builds(NoticeSent, venue=codes, branch=st.booleans(), text=st.just("Chào")),
    st.builds(ClipStarted, clip=st.just(CLIP), duration_s=st.just(1.0)),
    st.builds(ReceptionProved, venue=codes),
    st.builds(ReceptionLost, venue=codes, cause=st.just("no_sound")),
    st.builds(ItemStarted, item=st.integers(1, 2)),
    st.sampled_from([ConferenceOpened(), ConferenceClosed(), SceneChanged(scene="speaker")]),
)


@given(happened=st.lists(events, max_size=40), cut=st.integers(0, 40))
def test_board_folds_in_pieces_as_in_one_go(happened: list[Event], cut: int) -> None:
    entries = records_of([PLAN, *happened])
    assert BOARD_FOLD.onto(BOARD_FOLD.over(entries[:cut]), entries[cut:]) == BOARD_FOLD.over(entries)


@given(happened=st.lists(events, max_size=40))
def test_board_balances_for_each_venue_and_in_all(happened: list[Event]) -> None:
    board = BOARD_FOLD.over(records_of([PLAN, *happened]))

    for code in CODES:
        roll = board.counts(code)
        assert roll.invited == roll.present + roll.substituted + roll.excused + roll.absent
        assert roll.absent >= 0
    totals = board.totals
    assert totals["invited"] == sum(totals[key] for key in ("present", "substituted", "excused", "absent"))
    assert totals["venues"] == 3


def board_after(*happened: Event) -> Board:
    return BOARD_FOLD.over(records_of([PLAN, *happened]))


def test_floor_document_tells_a_conference_under_way() -> None:
    board = board_after(
        ConferenceOpened(),
        SceneChanged(scene="speaker"),
        ItemStarted(item=2),
        VenueConnected(venue="LD-673"),
        VenueCalled(venue="LD-673"),
        HandRaised(venue="LD-673-24814"),
        NoticeSent(venue=None, text="Xin ổn định chỗ ngồi"),
        SlideTurned(deck=DECK, page=3),
        VenueConnected(venue="@rtmp"),
        MessageSent(venue="LD-673", from_hub=True, text="Xin chuẩn bị"),
    )

    assert floor_document(board) == {
        "seq": 11,
        "check": None,
        "phase": "open",
        "opened_at": "2022-10-31T01:00:02+00:00",
        "closed_at": None,
        "item": 2,
        "item_started_at": "2022-10-31T01:00:04+00:00",
        "scene": "speaker",
        "on_air": ["LD"],
        "aired_at": "2022-10-31T01:00:03+00:00",
        "limit_s": None,
        "slide": {"deck": str(DECK), "page": 3},
        "clip": None,
        "queue_rule": "time",
        "queue": ["LD-673-24814"],
        "tallies": {"LD-673-24814": "queued", "LD-673": "standby", "LD": "on_air"},
        "sources": ["@rtmp"],
        "notices": [
            {
                "seq": 8,
                "at": "2022-10-31T01:00:08+00:00",
                "venue": None,
                "branch": False,
                "text": "Xin ổn định chỗ ngồi",
            }
        ],
        "threads": {"LD-673": 11},
    }


def test_floor_document_tells_a_film() -> None:
    board = board_after(
        ConferenceOpened(), SceneChanged(scene="speaker"), ClipStarted(clip=CLIP, duration_s=95.5, title="Quê hương")
    )

    floor = floor_document(board)

    assert (floor["scene"], floor["on_air"]) == ("clip", ["@clip"])
    assert floor["clip"] == {
        "id": str(CLIP),
        "title": "Quê hương",
        "started_at": "2022-10-31T01:00:04+00:00",
        "duration_s": 95.5,
    }


def test_backstage_adds_speaking_time_up_by_cluster() -> None:
    board = board_after(
        ConferenceOpened(),
        *(VenueConnected(venue=code) for code in CODES),
        VenueAired(venue="LD-673"),
        VenueAired(venue="LD-673-24814"),
        VenueReleased(venue="LD-673-24814"),
    )

    backstage = backstage_document(board, {})

    assert backstage["clusters"] == {
        "LD": {"venues": 1, "spoke_s": 0.0, "received_s": 0.0},
        "LD-673": {"venues": 2, "spoke_s": 2.0, "received_s": 0.0},
    }
    assert backstage["can_undo"]


def test_backstage_names_who_has_not_read_a_notice() -> None:
    board = board_after(
        NoticeSent(venue=None, text="Nghỉ 15 phút"),
        NoticeSent(venue="LD-673", branch=True, text="Cụm Bảo Lộc chuẩn bị"),
        NoticeAcknowledged(venue="LD-673-24814", notice=2),
        NoticeAcknowledged(venue="LD-673", notice=3),
    )

    assert backstage_document(board, {})["unread"] == {"2": ["LD-673"], "3": ["LD-673-24814"]}


def test_backstage_document_tells_each_venue() -> None:
    board = board_after(
        VenueConnected(venue="LD-673"),
        CheckinRecorded(person=PEOPLE[0], venue="LD-673", method="tick", noted_at=FIRST_AT),
        ExcuseRecorded(person=PEOPLE[1], venue="LD-673", reason=None, noted_at=FIRST_AT),
        HeadcountRecorded(venue="LD-673", count=1, noted_at=FIRST_AT),
        HelpCalled(venue="LD-673"),
        ConferenceOpened(),
        SceneChanged(scene="speaker"),
        ReceptionProved(venue="LD-673"),
        ReceptionLost(venue="LD-673", cause="frozen"),
        ReceptionProved(venue="LD-673"),
    )

    backstage = backstage_document(board, {"LD-673": VenueHealth("red", "frozen", FIRST_AT)})

    assert backstage["totals"] == {
        "venues": 3,
        "connected": 1,
        "sealed": 0,
        "cases": 0,
        "invited": 10,
        "walk_ins": 0,
        "present": 1,
        "substituted": 0,
        "excused": 1,
        "absent": 8,
        "guests": 0,
        "headcount": 1,
    }
    assert backstage["venues"]["LD-673"] == {
        "connected": True,
        "sheet": "open",
        "cases": 0,
        "invited": 4,
        "walk_ins": 0,
        "moved_in": 0,
        "moved_out": 0,
        "present": 1,
        "substituted": 0,
        "excused": 1,
        "absent": 2,
        "headcount": 1,
        "hand_at": None,
        "help_at": "2022-10-31T01:00:06+00:00",
        "tally": None,
        "health": "red",
        "cause": "frozen",
        "health_since": "2022-10-31T01:00:00+00:00",
        "spoke_s": 0.0,
        "received_s": 1.0,
        "receiving_since": "2022-10-31T01:00:11+00:00",
        "losses": 0,
    }
    assert backstage["venues"]["LD"]["health"] == "grey"


def test_closing_freezes_phase_and_seq() -> None:
    board = board_after(ConferenceOpened(), ConferenceClosed())

    assert (board.phase, board.closed_seq) == ("closed", 3)
