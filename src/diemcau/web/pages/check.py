# SPDX-License-Identifier: Apache-2.0
"""The evening's check on one printable page: start it, watch it, read what is to be mended; works without scripts.

Lies under the console's address, so that the console's own cookie opens it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import formats, timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from diemcau.board.state import BOARD_FOLD, Board
from diemcau.checks.actions import start_check
from diemcau.checks.report import VenueReport, report_of
from diemcau.checks.verdict import Grade
from diemcau.conference.queries import conference_by_slug, venues_of
from diemcau.journal.commands import execute
from diemcau.journal.queries import folded
from diemcau.lib.ids import new_uid
from diemcau.lib.refusal import Language
from diemcau.web.pages.language import page_language, tell_language
from diemcau.web.pages.views import holder_of
from diemcau.web.problems import RequestIsMalformed
from diemcau.web.rules import require_director

REFRESH_S = 2
MOST_TOLD_KBPS = 100_000
MARKS: dict[Grade, str] = {"green": "✓", "amber": "▲", "red": "✕", "grey": "–"}


@dataclass(frozen=True, kw_only=True)
class Wording:
    """The page's words in one language; `grades` are what a verdict is called."""

    title: str
    what: str
    never: str
    while_open: str
    start: str
    again: str
    going_on: str
    done: str
    venue: str
    verdict: str
    mend: str
    line: str
    nothing: str
    printed: str
    back: str
    grades: dict[Grade, str]


WORDINGS: dict[Language, Wording] = {
    "vi": Wording(
        title="Kiểm tra điểm cầu",
        what="Mỗi điểm cầu đang kết nối tự kiểm tra cùng lúc: trình duyệt, máy quay, micrô, loa (phát một tiếng thử), "
        "đường truyền lên và xuống, kết nối lại. Mất khoảng một phút; màn hình hội trường báo “Đang kiểm tra micrô”.",
        never="Chưa kiểm tra lần nào.",
        while_open="Hội nghị đang diễn ra nên không kiểm tra được.",
        start="Bắt đầu kiểm tra",
        again="Kiểm tra lại",
        going_on="Đang kiểm tra: còn chờ {awaited} điểm cầu.",
        done="Lần kiểm tra ghi tại mục số {check} của nhật ký, lúc {at}.",
        venue="Điểm cầu",
        verdict="Kết quả",
        mend="Cần sửa",
        line="Lên / xuống (Mb/s)",
        nothing="Không có gì phải sửa.",
        printed="In trang này bằng Ctrl+P.",
        back="Về bàn đạo diễn",
        grades={"green": "Đạt", "amber": "Nên sửa", "red": "Phải sửa", "grey": "Chưa có"},
    ),
    "en": Wording(
        title="Check of the venues",
        what="Every connected venue tests itself at the same time: browser, camera, microphone, loudspeaker (a tone is "
        "played), line up and down, coming back. It takes about a minute; halls read “Testing the microphone”.",
        never="No check has been run yet.",
        while_open="The conference is going on, so no check can be run.",
        start="Start the check",
        again="Check again",
        going_on="Checking: {awaited} venues haven't answered yet.",
        done="The check of entry {check} of the journal, {at}.",
        venue="Venue",
        verdict="Verdict",
        mend="To be mended",
        line="Up / down (Mb/s)",
        nothing="Nothing is to be mended.",
        printed="Print this page with Ctrl+P.",
        back="Back to the console",
        grades={"green": "Good", "amber": "Better mended", "red": "To be mended", "grey": "None yet"},
    ),
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the list."""

    name: str
    mark: str
    verdict: str
    rates: str
    report: VenueReport


@never_cache
@require_safe
def check(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest check, venue by venue, those in trouble first."""
    require_director(holder_of(request, "console", slug))
    conference = conference_by_slug(slug)
    language = page_language(request)
    words = WORDINGS[language]
    board: Board = folded(conference.uuid, BOARD_FOLD)
    report = report_of(board.checks, plan=list(board.venues), language=language)
    names = {venue.code: venue.name for venue in venues_of(conference)}
    rows = [
        Row(
            name=names.get(one.venue, one.venue),
            mark=MARKS[one.grade],
            verdict=words.grades[one.grade],
            rates=_rates(one),
            report=one,
        )
        for one in report.venues
    ]
    counted = Counter(one.grade for one in report.venues)
    context = {
        "language": language,
        "words": words,
        "conference": conference,
        "uid": new_uid(),
        "is_open": board.phase == "open",
        "report": report,
        "rows": rows,
        "counts": [(grade, words.grades[grade], counted[grade]) for grade in words.grades if counted[grade]],
        "state": _state(board, words) if report.check else words.never,
        "refresh_s": REFRESH_S if report.is_going_on else None,
    }
    response = render(request, "web/check.html", context)
    tell_language(request, response)
    return response


@never_cache
@require_POST
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Have every connected venue test itself. The form's `uid` makes a second click harmless."""
    holder = holder_of(request, "console", slug)
    require_director(holder)
    try:
        uid = UUID(request.POST.get("uid", ""))
    except ValueError as error:
        raise RequestIsMalformed(field="uid", problem="not a UUID") from error
    execute(start_check(conference=holder.conference_uuid, uid=uid, actor=holder.actor))
    return HttpResponseRedirect("../")


def _rates(row: VenueReport) -> str:
    if row.findings is None:
        return "–"
    return " / ".join(_mbps(kbps) for kbps in (row.findings.up_kbps, row.findings.down_kbps))


def _mbps(kbps: int | None) -> str:
    if kbps is None:
        return "–"
    # A burst of half a megabyte tells no more about a line that is this fast.
    return f"> {MOST_TOLD_KBPS // 1_000}" if kbps > MOST_TOLD_KBPS else formats.number_format(kbps / 1_000, 1)


def _state(board: Board, words: Wording) -> str:
    checks = board.checks
    if checks.is_going_on:
        return words.going_on.format(awaited=len(checks.awaited))
    at = timezone.localtime(checks.started_at) if checks.started_at else None
    return words.done.format(check=checks.check, at=f"{at:%H:%M %d/%m/%Y}" if at else "")
