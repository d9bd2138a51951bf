# SPDX-License-Identifier: Apache-2.0
"""What each figure is called, what exactly was counted for it, and how figures are rounded.

In both languages side by side, because proof.json gives both: these are names of the record,
not texts of the interface. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from diemcau.outcome.wording import english_tier, tier_in_sentence, tier_name

Language = Literal["vi", "en"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Bilingual:
    """The same words in Vietnamese and English."""

    vi: str
    en: str

    def of(self, language: str) -> str:
        """The words in a language; every language but English falls back to Vietnamese."""
        return self.en if language.startswith("en") else self.vi

    def as_dict(self) -> dict[Language, str]:
        """By language, for JSON."""
        return {"vi": self.vi, "en": self.en}


@dataclass(frozen=True, kw_only=True, slots=True)
class Label:
    """A figure's name at the head of a line, and a sentence on what was counted."""

    name: Bilingual
    counted: Bilingual


ROUNDING = Bilingual(
    vi="Số có chữ “trên” được làm tròn xuống: từ 1.000 trở lên đến hàng trăm, từ 100 đến 999 đến hàng chục; "
    "số nhỏ hơn và số đã tròn ghi đúng như đếm được, không có chữ “trên”.",
    en="A number after “over” is rounded down: from 1,000 on to the hundred, from 100 to 999 to the ten; "
    "smaller and already round numbers are given as counted, without “over”.",
)


def label_of(name: str) -> Label:
    """The label of a figure; one that this release doesn't know is called by its own name."""
    known = _LABELS.get(name)
    if known is not None:
        return known
    kind, _, tier = name.partition(".")
    if kind == "venues" and tier:
        return _tier_label(tier)
    return Label(name=Bilingual(vi=name, en=name), counted=Bilingual(vi=name, en=name))


def _tier_label(tier: str) -> Label:
    name = Bilingual(vi=tier_name(tier), en=_capital(english_tier(tier, 2)))
    return Label(
        name=name,
        counted=Bilingual(
            vi=f"{tier_name(tier)} có đường truyền trong giờ họp hoặc có người được điểm danh.",
            en=f"{name.en} whose line was up during the conference or where somebody was counted.",
        ),
    )


def tier_words(tier: str) -> Bilingual:
    """A tier after a number: `106 điểm cầu cấp xã`, `106 commune-level venues`."""
    return Bilingual(vi=tier_in_sentence(tier), en=english_tier(tier, 2))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


_LABELS: Mapping[str, Label] = {
    "delegates.invited": Label(
        name=Bilingual(vi="Giấy mời", en="Invited"),
        counted=Bilingual(
            vi="Người được mời theo kế hoạch, không kể khách mời danh dự.",
            en="People invited by the plan, guests of honour apart.",
        ),
    ),
    "delegates.attended": Label(
        name=Bilingual(vi="Đại biểu tham dự", en="Delegates who attended"),
        counted=Bilingual(
            vi="Người được điểm danh có mặt, cộng người đi thay; không kể khách mời danh dự.",
            en="People whom the roll call found present, and those sent in their place; guests of honour apart.",
        ),
    ),
    "delegates.present": Label(
        name=Bilingual(vi="Có mặt", en="Present"),
        counted=Bilingual(
            vi="Người được điểm danh có mặt, kể cả người đến không có giấy mời.",
            en="People whom the roll call found present, those who came without an invitation included.",
        ),
    ),
    "delegates.substituted": Label(
        name=Bilingual(vi="Đi thay", en="Substituted"),
        counted=Bilingual(
            vi="Người được mời vắng mặt nhưng có người khác ngồi thay.",
            en="Invited people in whose place somebody else sat.",
        ),
    ),
    "delegates.excused": Label(
        name=Bilingual(vi="Vắng có lý do", en="Excused"),
        counted=Bilingual(
            vi="Người được mời vắng mặt, đã báo lý do.",
            en="Invited people who sent word that they wouldn't come.",
        ),
    ),
    "delegates.absent": Label(
        name=Bilingual(vi="Vắng", en="Absent"),
        counted=Bilingual(
            vi="Người được mời không có mặt, không có người thay và không báo.",
            en="Invited people who didn't come, sent nobody and sent no word.",
        ),
    ),
    "venues.planned": Label(
        name=Bilingual(vi="Điểm cầu theo kế hoạch", en="Venues planned"),
        counted=Bilingual(vi="Điểm cầu có trong kế hoạch.", en="Venues in the plan."),
    ),
    "venues.took_part": Label(
        name=Bilingual(vi="Điểm cầu kết nối", en="Venues that took part"),
        counted=Bilingual(
            vi="Điểm cầu có đường truyền trong giờ họp hoặc có người được điểm danh.",
            en="Venues whose line was up during the conference or where somebody was counted.",
        ),
    ),
    "turns.taken": Label(
        name=Bilingual(vi="Lượt phát biểu từ các điểm cầu", en="Turns on the floor taken by venues"),
        counted=Bilingual(
            vi="Lượt một điểm cầu được đưa lên phát biểu, không kể điểm cầu trung tâm.",
            en="Turns in which a venue was put on air to speak, the central venue apart.",
        ),
    ),
}
