# SPDX-License-Identifier: Apache-2.0
"""What letters of invitation and badges say.

Owns which words fill the templates' fields; the fields are in Vietnamese, since staff who edit the templates read
them. Knows no database.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any, Literal

from diemcau.lib.vietnamese import fold
from diemcau.lib.vietnamese_wording import clock_time, long_date, weekday
from diemcau.papers.codes import qr_svg

SheetKind = Literal["letters", "badges"]
_TEMPLATES = Path(__file__).parent / "templates"
TEMPLATES: dict[SheetKind, Path] = {
    "letters": _TEMPLATES / "giay-moi.typ",
    "badges": _TEMPLATES / "the-dai-bieu.typ",
}
# Committees of the Party head their papers otherwise than offices of the State (Hướng dẫn 36-HD/VPTW).
_OF_THE_PARTY = re.compile(
    r"\b(?:(?:tinh|thanh|quan|huyen|thi|dang|xa|phuong) uy(?! ban)|ban tuyen giao|trung uong dang|dang bo|chi bo)\b"
)
Fields = dict[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Invited:
    """One letter and badge: `code` is the signed token, `page` the address of the delegate's own page or None."""

    number: str
    name: str
    post: str
    organisation: str
    seat: str
    is_guest_of_honour: bool
    code: str
    page: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Hall:
    """A venue with those invited to it, in the order in which they are printed."""

    code: str
    name: str
    address: str
    is_hub: bool
    invited: Sequence[Invited]


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """One item of the programme; `speaker` is empty when nobody is named."""

    number: int
    title: str
    speaker: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Invitations:
    """What letters and badges say. `place` is the town of the date line, empty when the plan names none."""

    conference: str
    organiser: str
    place: str
    starts_at: datetime
    programme: Sequence[Item]
    halls: Sequence[Hall]


def sheet_fields(invitations: Invitations, *, zone: tzinfo) -> Fields:
    """Everything that a template may name: text ready to print, and the codes as SVG."""
    starts_on = invitations.starts_at.astimezone(zone).date()
    return {
        "co_quan": invitations.organiser,
        "la_co_quan_dang": is_of_the_party(invitations.organiser),
        "hoi_nghi": invitations.conference,
        "noi_va_ngay": ", ".join(part for part in (invitations.place, "ngày …… tháng …… năm 20……") if part),
        "thoi_gian": f"{clock_time(invitations.starts_at, zone)}, {weekday(starts_on)}, {long_date(starts_on)}",
        "chuong_trinh": [
            {"so": item.number, "ten": item.title, "nguoi": item.speaker} for item in invitations.programme
        ],
        "diem_cau": list(_halls(invitations.halls)),
    }


def is_of_the_party(organiser: str) -> bool:
    """Whether an organiser is a committee or a board of the Party, whose papers have a head of their own."""
    return _OF_THE_PARTY.search(fold(organiser)) is not None


def _halls(halls: Iterable[Hall]) -> Iterable[Fields]:
    for hall in halls:
        yield {
            "ma": hall.code,
            "ten": hall.name,
            "dia_chi": hall.address,
            "la_trung_tam": hall.is_hub,
            "dai_bieu": [_delegate(invited) for invited in hall.invited],
        }


def _delegate(invited: Invited) -> Fields:
    return {
        "so": invited.number,
        "ten": invited.name,
        "chuc_vu": invited.post,
        "don_vi": invited.organisation,
        "cho_ngoi": invited.seat,
        "la_khach_moi": invited.is_guest_of_honour,
        "ma_qr": qr_svg(invited.code),
        "trang_qr": qr_svg(invited.page) if invited.page else None,
    }
