# SPDX-License-Identifier: Apache-2.0
"""The newest check as the director reads it: every venue of the plan with its verdict. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from diemcau.checks.events import Findings
from diemcau.checks.state import CheckState
from diemcau.checks.verdict import Grade, verdict_of
from diemcau.lib.refusal import Language

Stage = Literal["answered", "awaited", "absent"]

ABSENT: dict[Language, str] = {
    "vi": "Chưa kết nối khi kiểm tra. Gọi điện cho điểm cầu, nhờ mở trang màn hình rồi kiểm tra lại.",
    "en": "Not connected at the time. Telephone the venue, have it open its screen, then check again.",
}
AWAITED: dict[Language, str] = {
    "vi": "Chưa gửi kết quả. Nếu chờ quá một phút, nhờ điểm cầu tải lại trang màn hình rồi kiểm tra lại.",
    "en": "No findings yet. If it takes more than a minute, have the screen's page reloaded, then check again.",
}
ORDER: tuple[Grade, ...] = ("red", "grey", "amber", "green")


@dataclass(frozen=True, kw_only=True)
class VenueReport:
    """One venue: how far it is, its grade, and what to mend in sentences. `findings` is None without an answer."""

    venue: str
    stage: Stage
    grade: Grade
    advice: tuple[str, ...]
    findings: Findings | None


@dataclass(frozen=True, kw_only=True)
class CheckReport:
    """`check` is the entry that began it, None when there was none; venues in trouble come first."""

    check: int | None
    started_at: datetime | None
    is_going_on: bool
    venues: tuple[VenueReport, ...]


def report_of(state: CheckState, *, plan: Sequence[str], language: Language) -> CheckReport:
    """Every venue of the plan, in trouble first and otherwise in the plan's order."""
    rows = [_row(state, venue, language) for venue in plan] if state.check is not None else []
    return CheckReport(
        check=state.check,
        started_at=state.started_at,
        is_going_on=state.is_going_on,
        venues=tuple(sorted(rows, key=lambda row: ORDER.index(row.grade))),
    )


def _row(state: CheckState, venue: str, language: Language) -> VenueReport:
    findings = state.findings.get(venue)
    if findings is None:
        is_asked = venue in state.asked
        sentence = (AWAITED if is_asked else ABSENT)[language]
        stage: Stage = "awaited" if is_asked else "absent"
        return VenueReport(venue=venue, stage=stage, grade="grey", advice=(sentence,), findings=None)
    verdict = verdict_of(findings)
    advice = tuple(one.sentence(language, findings) for one in verdict.advice)
    return VenueReport(venue=venue, stage="answered", grade=verdict.grade, advice=advice, findings=findings)
