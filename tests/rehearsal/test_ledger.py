# SPDX-License-Identifier: Apache-2.0
"""Frames are 100 ms apart here; a source's stamps are the moments at which it sent them."""

from __future__ import annotations

import pytest

from diemcau.rehearsal.ledger import Airing, Ledger, Outage, Reception, Spread, commanded, spread

HUB = Airing(source="HUB", from_s=10, until_s=20)
SENT = list(range(10_000_000, 20_000_000, 100_000))
DUE = len([stamp for stamp in SENT if stamp <= 19_700_000])


def reception(venue: str, stamps: list[int], *, source: str = "HUB", first_at_s: float | None = None) -> Reception:
    first_s = stamps[0] / 1e6 if first_at_s is None else first_at_s
    return Reception(venue=venue, source=source, first_at_s=first_s, timestamps_us=tuple(stamps))


def ledger(*receptions: Reception, outages: list[Outage] | None = None, airing: Airing = HUB) -> Ledger:
    return Ledger(
        airings=[airing],
        venues=["A", "B"],
        sent_us={"HUB": SENT},
        receptions=receptions,
        outages=outages or [],
    )


def losses(book: Ledger) -> dict[str, int]:
    return {delivery.venue: delivery.lost for delivery in book.deliveries()}


def test_all_frames_everywhere_is_no_loss() -> None:
    book = ledger(reception("A", SENT), reception("B", SENT))

    assert [(one.venue, one.sent, one.due, one.delivered, one.lost) for one in book.deliveries()] == [
        ("A", DUE, DUE, DUE, 0),
        ("B", DUE, DUE, DUE, 0),
    ]
    assert book.without_picture() == {}


def test_a_frame_missing_at_one_venue_is_lost_there_alone() -> None:
    assert losses(ledger(reception("A", SENT), reception("B", SENT[:40] + SENT[42:]))) == {"A": 0, "B": 2}


def test_a_frame_that_reached_nobody_is_lost_everywhere() -> None:
    gap = SENT[:40] + SENT[41:]

    assert losses(ledger(reception("A", gap), reception("B", gap))) == {"A": 1, "B": 1}


def test_a_picture_that_freezes_for_good_is_loss_up_to_the_cut() -> None:
    assert losses(ledger(reception("A", SENT), reception("B", SENT[:50]))) == {"A": 0, "B": DUE - 50}


def test_frames_under_way_at_the_cut_are_nobodys() -> None:
    assert losses(ledger(reception("A", SENT[:98]), reception("B", SENT))) == {"A": 0, "B": 0}


def test_a_venue_without_any_frame_has_no_picture() -> None:
    assert ledger(reception("A", SENT)).without_picture() == {"B": [HUB]}


def test_a_fallen_line_owes_nothing_until_it_is_back_and_everything_after() -> None:
    outage = Outage(venue="B", from_s=13, until_s=15)
    back = [stamp for stamp in SENT if stamp < 13_000_000 or stamp >= 15_400_000]
    book = ledger(reception("A", SENT), reception("B", back), outages=[outage])

    assert losses(book) == {"A": 0, "B": 0}
    assert losses(ledger(reception("A", SENT), reception("B", back[:-20]), outages=[outage]))["B"] == 18


def test_a_cut_takes_from_the_command_to_the_first_frame() -> None:
    book = ledger(reception("A", SENT, first_at_s=10.08), reception("B", SENT, first_at_s=10.2))

    assert book.cut_times_ms() == pytest.approx([80, 200])


def test_a_film_and_what_comes_back_after_it_are_no_cuts() -> None:
    sources = ("HUB", "@clip", "HUB", "A")
    airings = [Airing(source=source, from_s=place, until_s=place + 1) for place, source in enumerate(sources)]

    assert commanded(airings) == [airings[0], airings[3]]


def test_a_source_is_not_shown_to_itself() -> None:
    on_air = Airing(source="A", from_s=10, until_s=20)
    book = ledger(reception("B", SENT, source="A"), airing=on_air)

    assert [delivery.venue for delivery in book.deliveries()] == ["B"]


def test_a_real_camera_with_its_own_clock_is_judged_by_what_anybody_got() -> None:
    on_air = Airing(source="CAM", from_s=1_010, until_s=1_020)
    whole, gap = SENT, SENT[:30] + SENT[33:]
    book = Ledger(
        airings=[on_air],
        venues=["A", "B"],
        sent_us={},
        receptions=[
            reception("A", whole, source="CAM", first_at_s=1_010.1),
            reception("B", gap, source="CAM", first_at_s=1_010.2),
        ],
        outages=[],
    )

    assert losses(book) == {"A": 0, "B": 3}


def test_percentiles_are_of_the_nearest_rank() -> None:
    assert spread([]) == Spread(n=0, p50=None, p95=None, p99=None)
    assert spread(range(1, 101)) == Spread(n=100, p50=50, p95=95, p99=99)
    assert spread([7.04]) == Spread(n=1, p50=7.0, p95=7.0, p99=7.0)
