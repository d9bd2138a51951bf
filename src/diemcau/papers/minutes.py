# SPDX-License-Identifier: Apache-2.0
"""The minutes, as a Word file filled in from a template that staff can edit.

Owns which words fill the template's fields; the fields are in Vietnamese, since staff who
edit the template read them. Knows no database.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from diemcau.lib.vietnamese_wording import clock_time, length_of_time, long_date, whole_number
from diemcau.outcome.chronicle import Span
from diemcau.outcome.counts import Counts, total
from diemcau.outcome.outcome import Guest, Outcome
from diemcau.outcome.stays import mean_of
from diemcau.outcome.wording import tier_in_sentence, tier_name
from diemcau.papers.archives import settled
from diemcau.papers.refusals import TemplateIsBroken
from diemcau.papers.wording import DESTROYED, STATUSES

TEMPLATE = Path(__file__).parent / "templates" / "bien-ban.docx"
_NEVER = "–"
_STAY = ("co_mat", "nhan_duoc", "mat_tin_hieu")
Fields = dict[str, Any]


def minutes(outcome: Outcome, *, zone: tzinfo, template: Path = TEMPLATE) -> bytes:
    """Write the minutes.

    Args:
        outcome: of a closed conference.
        zone: in which every time of day is told.
        template: a .docx with the fields of `minutes_fields`.
    Returns: a .docx file, the same bytes for the same outcome and template.
    Raises: TemplateIsBroken.
    """
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    filled = BytesIO()
    try:
        document = DocxTemplate(template)
        document.render(minutes_fields(outcome, zone=zone), environment)
        properties = document.docx.core_properties
        properties.title = f"Biên bản {outcome.name}"
        properties.subject = f"{outcome.seal.seq} {outcome.seal.head}"
        document.save(filled)
    except (TemplateError, PackageNotFoundError, BadZipFile) as error:
        raise TemplateIsBroken(path=str(template), reason=str(error)) from error
    return settled(filled.getvalue(), at=outcome.closed_at)


def minutes_fields(outcome: Outcome, *, zone: tzinfo) -> Fields:
    """Everything that the template may name, as text ready to print."""
    closed_on = outcome.closed_at.astimezone(zone).date()
    return {
        "co_quan": outcome.organiser.upper(),
        "noi_va_ngay_lap": _place_and_date(outcome, closed_on),
        "hoi_nghi": {"ten": outcome.name, "don_vi": outcome.organiser, "dia_diem": _hall(outcome)},
        "khai_mac": _moment(outcome.opened_at, zone),
        "be_mac": _moment(outcome.closed_at, zone),
        "cac_cap": _venues_by_tier(outcome),
        "khach_moi": [_guest(guest) for guest in outcome.guests],
        "theo_cap": [_tier(outcome, tier) for tier in outcome.tiers],
        "tong": _numbers(len(outcome.venues), outcome.counts),
        "theo_doi": _mean_stay(outcome),
        "chuong_trinh": _programme(outcome, zone),
        "phat_bieu": _turns(outcome, zone),
        "cac_su_co": _incidents(outcome, zone),
        "mat_tin_hieu": _losses(outcome, zone),
        "nhat_ky": {"muc": whole_number(outcome.seal.seq), "ma_bam": outcome.seal.head},
    }


def _place_and_date(outcome: Outcome, day: date) -> str:
    return f"{outcome.place}, {long_date(day)}" if outcome.place else f"N{long_date(day)[1:]}"


def _hall(outcome: Outcome) -> str:
    return ", ".join(part for part in (outcome.venue(outcome.hub).name, outcome.address or outcome.place) if part)


def _moment(at: datetime, zone: tzinfo) -> str:
    return f"{clock_time(at, zone)}, {long_date(at.astimezone(zone).date())}"


def _venues_by_tier(outcome: Outcome) -> str:
    return ", ".join(f"{len(outcome.venues_of_tier(tier))} {tier_in_sentence(tier)}" for tier in outcome.tiers)


def _guest(guest: Guest) -> Fields:
    status = STATUSES[guest.status].lower() if guest.status else ""
    return {
        "ten": guest.name,
        "chuc_danh": "".join(f", {part}" for part in (guest.post, guest.organisation) if part),
        "tinh_trang": f"{status}: {guest.substitute}" if guest.substitute else status,
    }


def _tier(outcome: Outcome, tier: str) -> Fields:
    venues = outcome.venues_of_tier(tier)
    return {"ten": tier_name(tier), **_numbers(len(venues), total(venue.counts for venue in venues))}


def _numbers(venues: int, counts: Counts) -> Fields:
    values = {
        "diem_cau": venues,
        "moi": counts.invited,
        "co_mat": counts.present,
        "di_thay": counts.substituted,
        "co_ly_do": counts.excused,
        "vang": counts.absent,
        "du": counts.attended,
        "dem": counts.headcount,
    }
    told = {name: _NEVER if value is None else whole_number(value) for name, value in values.items()}
    # Empty where there is nobody, so that the template can leave the sentence out.
    uninvited = {"du_them": counts.walk_ins, "noi_khac": counts.moved_in}
    return told | {name: whole_number(value) if value else "" for name, value in uninvited.items()}


def _mean_stay(outcome: Outcome) -> Fields:
    mean = mean_of([person.stay for venue in outcome.venues for person in venue.people if person.stay])
    if mean is None:
        return dict.fromkeys(_STAY, _NEVER)
    lengths = (mean.present, mean.received, mean.lost)
    return dict(zip(_STAY, map(length_of_time, lengths), strict=True))


def _programme(outcome: Outcome, zone: tzinfo) -> Sequence[Fields]:
    return [
        {
            "so": item.number,
            "ten": item.title,
            "nguoi": item.speaker,
            "bat_dau": _time(item.started_at, zone),
            "ket_thuc": _time(item.ended_at, zone),
        }
        for item in outcome.items
    ]


def _turns(outcome: Outcome, zone: tzinfo) -> Sequence[Fields]:
    titles = {item.number: f"Mục {item.number}" for item in outcome.items}
    return [
        {
            "diem_cau": outcome.full_name(turn.venue),
            "muc": titles.get(turn.item, _NEVER) if turn.item is not None else _NEVER,
            "bat_dau": _time(turn.started_at, zone),
            "thoi_luong": _length(turn),
        }
        for turn in outcome.turns
    ]


def _incidents(outcome: Outcome, zone: tzinfo) -> Sequence[Fields]:
    return [
        {
            "luc": clock_time(incident.at, zone),
            "noi_dung": (f"{outcome.full_name(incident.venue)}: " if incident.venue else "")
            + (incident.text or DESTROYED),
        }
        for incident in outcome.incidents
    ]


def _losses(outcome: Outcome, zone: tzinfo) -> Sequence[Fields]:
    return [
        {
            "diem_cau": outcome.full_name(loss.venue),
            "mat_luc": _time(loss.started_at, zone),
            "co_lai": _time(loss.ended_at, zone) if loss.ended_at else "không trở lại",
            "gian_doan": _length(loss) if loss.ended_at else "đến bế mạc",
        }
        for loss in outcome.losses
    ]


def _time(at: datetime | None, zone: tzinfo) -> str:
    return f"{at.astimezone(zone):%H:%M:%S}" if at else _NEVER


def _length(span: Span) -> str:
    return length_of_time(span.length) if span.length is not None else _NEVER
