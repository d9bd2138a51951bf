# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from typing import Any

import pytest

from diemcau.rehearsal.director import airings_of, request_of
from diemcau.rehearsal.ledger import Airing
from diemcau.rehearsal.script import (
    ClipStep,
    CutStep,
    IncidentStep,
    ItemStep,
    NoticeStep,
    PhaseStep,
    SceneStep,
    SlideStep,
    Step,
    UndoStep,
)

FILM = "0192e6c4-0000-7000-8000-0000000000c1"


def test_the_floor_goes_from_the_hub_to_guests_and_back() -> None:
    steps: list[Step] = [
        PhaseStep(at_s=1, do="open"),
        SceneStep(at_s=2, do="scene", scene="speaker"),
        CutStep(at_s=3, do="call", venue="A"),
        CutStep(at_s=4, do="air", venue="A"),
        CutStep(at_s=5, do="air", venue="B"),
        CutStep(at_s=6, do="release", venue="B"),
        PhaseStep(at_s=7, do="close"),
    ]

    assert airings_of([(step, step.at_s) for step in steps], hub="HUB", films={}, until_s=9) == [
        Airing(source="HUB", from_s=2, until_s=4),
        Airing(source="A", from_s=4, until_s=5),
        Airing(source="B", from_s=5, until_s=6),
        Airing(source="HUB", from_s=6, until_s=7),
    ]


def test_a_release_from_stand_by_is_no_cut() -> None:
    steps: list[Step] = [
        SceneStep(at_s=1, do="scene", scene="speaker"),
        CutStep(at_s=2, do="air", venue="A"),
        CutStep(at_s=3, do="call", venue="B"),
        CutStep(at_s=4, do="release", venue="B"),
    ]

    assert airings_of([(step, step.at_s) for step in steps], hub="HUB", films={}, until_s=9) == [
        Airing(source="HUB", from_s=1, until_s=2),
        Airing(source="A", from_s=2, until_s=9),
    ]


def test_behind_the_holding_picture_nobody_is_on_air() -> None:
    steps: list[Step] = [
        SceneStep(at_s=1, do="scene", scene="speaker"),
        SceneStep(at_s=2, do="scene", scene="holding"),
        SceneStep(at_s=3, do="scene", scene="speaker"),
    ]

    assert airings_of([(step, step.at_s) for step in steps], hub="HUB", films={}, until_s=9) == [
        Airing(source="HUB", from_s=1, until_s=2),
        Airing(source="HUB", from_s=3, until_s=9),
    ]


def test_of_two_on_air_the_one_in_front_counts_and_an_undone_cut_is_a_cut() -> None:
    steps: list[Step] = [
        CutStep(at_s=1, do="air", venue="A"),
        CutStep(at_s=2, do="pair", venue="B"),
        CutStep(at_s=3, do="release", venue="A"),
        UndoStep(at_s=4, do="undo"),
        CutStep(at_s=5, do="air", venue="C"),
    ]

    assert airings_of([(step, step.at_s) for step in steps], hub="HUB", films={}, until_s=9) == [
        Airing(source="A", from_s=1, until_s=3),
        Airing(source="B", from_s=3, until_s=4),
        Airing(source="A", from_s=4, until_s=5),
        Airing(source="C", from_s=5, until_s=9),
    ]


def test_a_film_ends_by_itself_or_at_the_next_cut() -> None:
    steps: list[Step] = [
        SceneStep(at_s=1, do="scene", scene="speaker"),
        ClipStep(at_s=2, do="clip", clip=FILM),
        ItemStep(at_s=7, do="item", item=2),
        ClipStep(at_s=8, do="clip", clip=FILM),
        CutStep(at_s=9, do="air", venue="A"),
        ClipStep(at_s=12, do="clip", clip=FILM),
    ]

    assert airings_of([(step, step.at_s) for step in steps], hub="HUB", films={FILM: 3.0}, until_s=20) == [
        Airing(source="HUB", from_s=1, until_s=2),
        Airing(source="@clip", from_s=2, until_s=5),
        Airing(source="HUB", from_s=5, until_s=8),
        Airing(source="@clip", from_s=8, until_s=9),
        Airing(source="A", from_s=9, until_s=12),
        Airing(source="@clip", from_s=12, until_s=15),
        Airing(source="HUB", from_s=15, until_s=20),
    ]


@pytest.mark.parametrize(
    ("step", "request_"),
    [
        (PhaseStep(at_s=0, do="open"), ("opening", {})),
        (PhaseStep(at_s=0, do="close"), ("closing", {})),
        (ItemStep(at_s=0, do="item", item=3), ("items", {"item": 3})),
        (CutStep(at_s=0, do="call", venue="A"), ("floor/calls", {"venue": "A"})),
        (CutStep(at_s=0, do="air", venue="A"), ("floor/airings", {"venue": "A", "limit_s": None})),
        (CutStep(at_s=0, do="air", venue="A", limit_s=60), ("floor/airings", {"venue": "A", "limit_s": 60})),
        (CutStep(at_s=0, do="pair", venue="A"), ("floor/pairs", {"venue": "A"})),
        (UndoStep(at_s=0, do="undo"), ("floor/undo", {})),
        (CutStep(at_s=0, do="release", venue="A"), ("floor/releases", {"venue": "A"})),
        (SceneStep(at_s=0, do="scene", scene="holding"), ("floor/scene", {"scene": "holding"})),
        (SlideStep(at_s=0, do="slide", page=2, deck="id"), ("floor/slides", {"deck": "id", "page": 2})),
        (ClipStep(at_s=0, do="clip", clip=FILM), ("floor/clips", {"clip": FILM})),
        (NoticeStep(at_s=0, do="notice", text="Xin chào"), ("notices", {"venue": None, "text": "Xin chào"})),
        (
            IncidentStep(at_s=0, do="incident", venue="A", text="Mất điện"),
            ("incidents", {"venue": "A", "text": "Mất điện"}),
        ),
    ],
)
def test_each_step_is_one_request(step: Step, request_: tuple[str, dict[str, Any]]) -> None:
    assert request_of(step) == request_
