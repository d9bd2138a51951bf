# SPDX-License-Identifier: Apache-2.0
"""What papers and pages call the levels of the tree."""

from __future__ import annotations

from collections.abc import Mapping

TIERS: Mapping[str, str] = {
    "hub": "Điểm cầu trung tâm",
    "cluster": "Điểm cầu cụm",
    "province": "Điểm cầu cấp tỉnh",
    "district": "Điểm cầu cấp huyện",
    "commune": "Điểm cầu cấp xã",
    "room": "Phòng họp",
}


def tier_name(tier: str) -> str:
    """A tier at the head of a line; one of an organiser's own invention keeps its label."""
    return TIERS.get(tier, tier)


def tier_in_sentence(tier: str) -> str:
    """A tier after a number: `106 điểm cầu cấp xã`."""
    name = tier_name(tier)
    return name[:1].lower() + name[1:]


ENGLISH_TIERS: Mapping[str, tuple[str, str]] = {
    "hub": ("central venue", "central venues"),
    "cluster": ("cluster venue", "cluster venues"),
    "province": ("province-level venue", "province-level venues"),
    "district": ("district-level venue", "district-level venues"),
    "commune": ("commune-level venue", "commune-level venues"),
    "room": ("meeting room", "meeting rooms"),
}


def english_tier(tier: str, count: int) -> str:
    """A tier after a number, in English: `1 central venue`, `106 commune-level venues`."""
    one, many = ENGLISH_TIERS.get(tier, (tier, tier))
    return one if count == 1 else many
