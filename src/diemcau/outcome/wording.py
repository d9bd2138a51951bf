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
