# SPDX-License-Identifier: Apache-2.0
"""A check that can't fail is worth nothing: each way of falling short must be told."""

from __future__ import annotations

from typing import Any

import pytest

from diemcau.rehearsal.crew import CrewReport
from diemcau.rehearsal.ledger import Airing, Ledger, Reception
from diemcau.rehearsal.operator import Totals
from diemcau.rehearsal.summary import Played, played
from diemcau.rehearsal.verdict import (
    CorrectionFound,
    JournalFound,
    Looks,
    PageFound,
    PaperFound,
    Planned,
    PressFound,
    RecordingFound,
    Whole,
    fallen_short,
)

STAMPS = tuple(range(10_000_000, 20_000_000, 100_000))
HUB = Airing(source="HUB", from_s=10, until_s=20)
ALL_MARKS = Totals(planned=9, sent=9, recorded=9, refused=0, heads_counted=3, sheets_sealed=3)


def reception(venue: str, stamps: tuple[int, ...] = STAMPS) -> Reception:
    return Reception(venue=venue, source="HUB", first_at_s=stamps[0] / 1e6 + 0.05, timestamps_us=stamps)


def summed_up(
    *,
    receptions: list[Reception] | None = None,
    connected: tuple[str, ...] = ("HUB", "A", "B"),
    marks: Totals = ALL_MARKS,
    painted_ms: tuple[float, ...] = (80.0,),
    refused_steps: tuple[str, ...] = (),
) -> Played:
    report = CrewReport(
        receptions=[reception("A"), reception("B")] if receptions is None else receptions,
        outages=[],
        sent_us={"HUB": list(STAMPS)},
        marks=marks,
        connected=list(connected),
    )
    ledger = Ledger(
        airings=[HUB],
        venues=report.connected,
        sent_us=report.sent_us,
        receptions=report.receptions,
        outages=report.outages,
    )
    return played(
        expected=["HUB", "A", "B", "REAL"],
        also_connected=["REAL"],
        report=report,
        ledger=ledger,
        painted_ms=painted_ms,
        unpainted=[] if painted_ms else ["REAL"],
        cuts=1,
        refused_steps=refused_steps,
        seconds=12.0,
    )


def press(attended: int, **changes: Any) -> PressFound:
    languages = ["en", "vi"]
    figures = {"delegates.attended": attended}
    found = PressFound(languages=languages, with_picture=2, figures=figures, differences=[], noticed=languages)
    return found.model_copy(update=changes)


def whole(rehearsed: Played | None = None, **changes: Any) -> Whole:
    parts: dict[str, Any] = {
        "journal": JournalFound(
            entries=40, verified=True, present=7, substituted=1, excused=1, absent=1, invited=10, sealed=4
        ),
        "planned": Planned(present=7, substituted=1, excused=1, attended_over=7, incidents=1),
        "papers": [PaperFound(path="bien-ban.docx", present=7, substituted=1)],
        "page": PageFound(url="/", present=7, attended=8, venues=4),
        "press": press(6),
        "correction": CorrectionFound(drafted_after_s=1.5, press=press(7)),
        "recording": RecordingFound(segments=20, seconds=43.0, chapters=5, takes=4, on_air_seconds=44.5),
        "looks": Looks(stills_moving=4, complaints=[]),
        "pictures": [],
    }
    return Whole(**(rehearsed or summed_up()).model_dump(), **(parts | changes))


def changed(part: str, **fields: Any) -> Whole:
    return whole(**{part: getattr(whole(), part).model_copy(update=fields)})


def test_a_good_rehearsal_falls_short_of_nothing() -> None:
    good = whole()

    assert fallen_short(good) == []
    assert (good.venues.with_picture, good.frames.lost_total, good.cut_ms.p50) == (4, 0, 80.0)
    assert good.frames.sent == good.frames.delivered_min > 0


@pytest.mark.parametrize(
    ("rehearsed", "told"),
    [
        (summed_up(receptions=[reception("A")]), "B had no picture"),
        (summed_up(receptions=[reception("A"), reception("B", STAMPS[:40] + STAMPS[45:])]), "5 frames were lost"),
        (summed_up(receptions=[]), "No picture of the programme was sent"),
        (summed_up(connected=("HUB", "A")), "1 of 4 venues never connected"),
        (summed_up(marks=ALL_MARKS.model_copy(update={"recorded": 8, "refused": 1})), "1 of 9 marks"),
        (summed_up(painted_ms=()), "painted 0 of 1 cuts"),
        (summed_up(painted_ms=()), "REAL had no picture"),
        (summed_up(refused_steps=("venue is not connected",)), "venue is not connected"),
    ],
)
def test_a_faulty_rehearsal_is_told(rehearsed: Played, told: str) -> None:
    assert any(told in reason for reason in fallen_short(whole(rehearsed)))


@pytest.mark.parametrize(
    ("faulty", "told"),
    [
        (changed("journal", verified=False), "chain is broken"),
        (changed("journal", present=6, absent=2), "script has 7 delegates present, the journal 6"),
        (changed("journal", absent=2), "don't balance"),
        (changed("journal", sealed=3), "3 of 4 venues sealed"),
        (changed("planned", attended_over=8), "not over 8"),
        (whole(papers=[]), "No papers"),
        (whole(papers=[PaperFound(path="diem-danh.xlsx", present=6, substituted=1)]), "diem-danh.xlsx says 6 present"),
        (changed("page", present=6), "The news page says 6 present"),
        (changed("page", attended=7), "7 attended"),
        (changed("page", venues=3), "says 3 venues"),
        (whole(recording=None), "no finished recording"),
        (changed("recording", seconds=30.0), "lasts 30.0 s, the programme was on air 44.5 s"),
        (changed("recording", seconds=50.0), "lasts 50.0 s"),
        (changed("recording", chapters=0), "no chapters"),
        (changed("looks", stills_moving=3), "3 of 4 stills moved"),
        (changed("looks", complaints=["TypeError"]), "A page complained: TypeError"),
    ],
)
def test_an_outcome_that_disagrees_is_told(faulty: Whole, told: str) -> None:
    assert any(told in reason for reason in fallen_short(faulty))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"press": press(6, languages=["vi"])}, "In vi alone the report is out."),
        ({"press": press(6, noticed=[])}, "In no language alone a notice of an incident is out."),
        ({"press": press(6, with_picture=1)}, "Only 1 of 2 pages of the report have a picture."),
        (
            {"press": press(6, differences=["delegates.attended is 5."])},
            "Held against the journal, the report differs: delegates.attended is 5.",
        ),
        (
            {"correction": CorrectionFound(drafted_after_s=1.5, press=press(6))},
            "A mark that came after the report changed no figure of it.",
        ),
    ],
)
def test_the_portal_is_held_against_the_record(changes: dict[str, Any], reason: str) -> None:
    assert fallen_short(whole(**changes)) == [reason]
