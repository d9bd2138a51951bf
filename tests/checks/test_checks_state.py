# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import dataclasses

import pytest

from diemcau.checks.events import CheckRecorded, CheckStarted, Findings
from diemcau.checks.refusals import (
    CheckIsOver,
    ConferenceIsGoingOn,
    FindingsAreKnown,
    NobodyIsConnected,
    VenueIsNotAsked,
)
from diemcau.checks.report import report_of
from diemcau.checks.state import CHECK_FOLD, CheckState, decide_recorded, decide_started
from diemcau.checks.verdict import (
    CAMERA_OFF,
    DOWN_FAILED,
    DOWN_POOR,
    LOUDSPEAKER_UNHEARD,
    MICROPHONE_VIRTUAL,
    NO_UDP,
    REDIAL_FAILED,
    REDIAL_SLOW,
    UP_POOR,
    UP_THIN,
    Verdict,
    verdict_of,
)
from diemcau.conference.events import ConferenceOpened
from diemcau.journal.events import Event
from support.records import records_of

WELL = Findings(
    browser="Chrome 140",
    camera="ok",
    microphone="ok",
    loudspeaker="heard",
    transport="webtransport",
    down_kbps=40_000,
    up_kbps=20_000,
    redial_ms=400,
)
ASKED = CheckStarted(venues=("A", "B"))


def after(*events: Event) -> CheckState:
    return CHECK_FOLD.over(records_of(events))


def answer(venue: str, *, check: int = 1, findings: Findings = WELL) -> CheckRecorded:
    return CheckRecorded(venue=venue, check=check, findings=findings)


def verdict(**changes: object) -> Verdict:
    return verdict_of(dataclasses.replace(WELL, **changes))  # type: ignore[arg-type] # fields of Findings


def test_everyone_who_is_connected_is_asked() -> None:
    assert decide_started(phase="planned", connected={"B", "A"}) == ASKED


def test_no_tone_is_played_while_the_conference_goes_on() -> None:
    with pytest.raises(ConferenceIsGoingOn):
        decide_started(phase="open", connected={"A"})
    with pytest.raises(NobodyIsConnected):
        decide_started(phase="planned", connected=set())


def test_a_check_goes_on_until_the_last_answer() -> None:
    assert after(ASKED).awaited == ("A", "B")
    assert after(ASKED, answer("B")).awaited == ("A",)
    assert [after(ASKED, answer("B"), *more).is_going_on for more in ([], [answer("A")])] == [True, False]


def test_the_opening_and_another_check_end_one() -> None:
    assert not after(ASKED, ConferenceOpened()).is_going_on
    again = after(ASKED, answer("A"), ASKED)
    assert (again.check, again.findings, again.is_going_on) == (3, {}, True)


def test_each_venue_answers_once_and_only_what_it_was_asked() -> None:
    asked = after(ASKED)
    assert decide_recorded(asked, venue="A", check=1, findings=WELL) == answer("A")
    with pytest.raises(CheckIsOver):
        decide_recorded(asked, venue="A", check=7, findings=WELL)
    with pytest.raises(CheckIsOver):
        decide_recorded(CheckState(), venue="A", check=1, findings=WELL)
    with pytest.raises(VenueIsNotAsked):
        decide_recorded(asked, venue="C", check=1, findings=WELL)
    with pytest.raises(FindingsAreKnown):
        decide_recorded(after(ASKED, answer("A")), venue="A", check=1, findings=WELL)


def test_what_is_found_becomes_a_grade_and_advice_worst_first() -> None:
    assert verdict() == Verdict(grade="green")
    assert verdict(loudspeaker="untested") == Verdict(grade="green")
    assert verdict(microphone="virtual", loudspeaker="untested").advice == (MICROPHONE_VIRTUAL,)
    assert verdict(loudspeaker="unheard", camera="off") == Verdict(
        grade="red", advice=(CAMERA_OFF, LOUDSPEAKER_UNHEARD)
    )
    assert verdict(up_kbps=1_200) == Verdict(grade="amber", advice=(UP_THIN,))
    assert verdict(up_kbps=499, down_kbps=None).advice == (UP_POOR, DOWN_FAILED)
    assert verdict(down_kbps=160).advice == (DOWN_POOR,)
    assert verdict(redial_ms=None).advice == (REDIAL_FAILED,)
    assert verdict(redial_ms=8_000).advice == (REDIAL_SLOW,)


def test_without_udp_nothing_is_said_of_a_line_that_was_never_tried() -> None:
    assert verdict(transport="http", up_kbps=None, down_kbps=None, redial_ms=None).advice == (NO_UDP,)


def test_report_names_every_venue_and_puts_trouble_first() -> None:
    state = after(ASKED, answer("A"), answer("B", findings=dataclasses.replace(WELL, up_kbps=300)))

    report = report_of(state, plan=["A", "B", "C"], language="vi")

    assert [(row.venue, row.stage, row.grade) for row in report.venues] == [
        ("B", "answered", "red"),
        ("C", "absent", "grey"),
        ("A", "answered", "green"),
    ]
    assert report.venues[0].advice[0].startswith("Đường lên chỉ 300 kb/s")
    assert report_of(CheckState(), plan=["A"], language="vi").venues == ()
