# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diemcau.conference.blueprint import DeckPart, read_blueprint
from diemcau.conference.refusals import (
    DeckOfUnknownItem,
    PlanFileIsUnreadable,
    PlanHasNoHub,
    PlanKeyIsWrong,
    SpeakerIsUnknown,
    VenueColumnIsMissing,
    VenueIsRepeated,
    VenueRowIsWrong,
    VenueWithoutParent,
)
from diemcau.lib.refusal import Refusal
from support.plans import EXAMPLE, PLAN, VENUES

HEAD = VENUES.splitlines()[0]
HUB = VENUES.splitlines()[1]


def read(plan: str = PLAN, venues: str = VENUES) -> object:
    return read_blueprint(plan=plan.encode(), venues=venues.encode())


def test_the_example_is_118_venues_in_three_tiers_with_guests_and_programme_in_order() -> None:
    blueprint = read_blueprint(
        plan=(EXAMPLE / "conference.toml").read_bytes(), venues=(EXAMPLE / "venues.csv").read_bytes()
    )
    tiers = [venue.tier for venue in blueprint.venues]
    assert (len(tiers), tiers.count("hub"), tiers.count("district"), tiers.count("commune")) == (118, 1, 11, 106)
    assert [guest.name for guest in blueprint.guests] == [
        "Lê Hải Bình", "Phạm S", "Nguyễn Trọng Ánh Đông", "Trần Trung Hiếu",
    ]  # fmt: skip
    assert [item.speaker for item in blueprint.items] == ["Phạm S", *["Lê Hải Bình"] * 4, "Phạm S"]
    assert all(item.post and item.title_en for item in blueprint.items)


def test_decks_are_pdfs_beside_the_plan_each_for_an_item_or_for_none() -> None:
    decks = """
[[decks]]
file = "bài.pdf"
title = "Chuyên đề"
item = 2
[[decks]]
file = "chung.PDF"
title = "Chung"
"""
    blueprint = read_blueprint(plan=(PLAN + decks).encode(), venues=VENUES.encode())
    assert blueprint.decks == (
        DeckPart(file="bài.pdf", title="Chuyên đề", item=2),
        DeckPart(file="chung.PDF", title="Chung", item=None),
    )


@pytest.mark.parametrize(
    ("plan", "refusal", "fields"),
    [
        (PLAN + '[[decks]]\nfile = "../a.pdf"\ntitle = "A"', PlanKeyIsWrong, {"key": "decks.0.file"}),
        (PLAN + '[[decks]]\nfile = "a.pptx"\ntitle = "A"', PlanKeyIsWrong, {"key": "decks.0.file"}),
        (PLAN + '[[decks]]\nfile = "a.pdf"\ntitle = "A"\nitem = 4', DeckOfUnknownItem, {"title": "A", "item": 4}),
        ("[conference", PlanFileIsUnreadable, {}),
        (PLAN.replace('name = "Hội nghị nhỏ"', ""), PlanKeyIsWrong, {"key": "conference.name", "value": ""}),
        (PLAN.replace("+07:00", ""), PlanKeyIsWrong, {"key": "conference.starts_at"}),
        (PLAN.replace("[conference]", '[conference]\nsize = "9"'), PlanKeyIsWrong, {"key": "conference.size"}),
        (PLAN.replace('"nho"', '"Nhỏ"'), PlanKeyIsWrong, {"key": "conference.slug", "value": "Nhỏ"}),
        (PLAN.replace('speaker = "Phạm S"', 'speaker = "Ai"'), SpeakerIsUnknown, {"item": 1, "speaker": "Ai"}),
    ],
)
def test_a_faulty_plan_is_refused_by_its_key(plan: str, refusal: type[Refusal], fields: dict[str, str | int]) -> None:
    with pytest.raises(refusal) as refused:
        read(plan=plan)
    assert fields.items() <= refused.value.fields.items()


@pytest.mark.parametrize(
    ("venues", "refusal", "fields"),
    [
        ("", VenueColumnIsMissing, {}),
        (HEAD, PlanHasNoHub, {}),
        (HEAD.replace("seats", "ghế") + f"\n{HUB}", VenueColumnIsMissing, {"columns": "seats"}),
        (f"{HEAD}\nA,LD,district,Huyện,,1", PlanHasNoHub, {}),
        (f"{HEAD}\n{HUB}\nA,B,district,Huyện,,1", VenueWithoutParent, {"row": 3, "venue": "A", "parent": "B"}),
        (f"{HEAD}\n{HUB}\nA,,district,Huyện,,1", VenueWithoutParent, {"row": 3}),
        (f"{HEAD}\n{HUB}\nLD,LD,district,Huyện,,1", VenueIsRepeated, {"row": 3, "venue": "LD"}),
        (f"{HEAD}\n{HUB}\nA,LD,district,Huyện,,nhiều", VenueRowIsWrong, {"row": 3, "column": "seats"}),
        (f"{HEAD}\n{HUB}\nA,LD,district,Huyện,,-1", VenueRowIsWrong, {"row": 3, "value": "-1"}),
        (f"{HEAD}\n{HUB}\nĐà Lạt,LD,district,Huyện,,1", VenueRowIsWrong, {"row": 3, "column": "code"}),
        (f"{HEAD}\n{HUB}\nA,LD,district", VenueRowIsWrong, {"row": 3, "column": "name", "value": ""}),
        (f'{HEAD}\n"LD,,hub,Trung tâm', PlanFileIsUnreadable, {}),
    ],
)
def test_faulty_venues_are_refused_by_their_row(
    venues: str, refusal: type[Refusal], fields: dict[str, str | int]
) -> None:
    with pytest.raises(refusal) as refused:
        read(venues=venues)
    assert fields.items() <= refused.value.fields.items()


@given(st.binary(max_size=200))
def test_no_bytes_but_a_plan_are_taken(content: bytes) -> None:
    with pytest.raises(Refusal):
        read_blueprint(plan=content, venues=VENUES.encode())
    with pytest.raises(Refusal):
        read_blueprint(plan=PLAN.encode(), venues=content)
