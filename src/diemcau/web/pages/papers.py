# SPDX-License-Identifier: Apache-2.0
"""The director's way to the papers and the news page of a closed conference; works without scripts.

Lies under the console's address, so that the console's own cookie opens it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from diemcau.conference.models import Conference
from diemcau.conference.queries import conference_by_slug
from diemcau.lib.refusal import Language
from diemcau.lib.vietnamese_wording import whole_number
from diemcau.newsroom.actions import publish_report
from diemcau.newsroom.queries import report_of
from diemcau.outcome.queries import outcome_of
from diemcau.papers.actions import PaperKind, paper
from diemcau.recording.archive import folder_of, summary_of
from diemcau.recording.chapters import position
from diemcau.web.pages.language import page_language, tell_language
from diemcau.web.pages.views import holder_of
from diemcau.web.problems import NothingIsHere
from diemcau.web.rules import require_director


@dataclass(frozen=True, kw_only=True)
class Wording:
    """The page's words in one language."""

    title: str
    sealed: str
    choose: str
    minutes: str
    minutes_is: str
    attendance: str
    attendance_is: str
    sheets: str
    sheets_is: str
    recording: str
    recording_is: str
    report: str
    report_is: str
    publish: str
    again: str
    read: str
    back: str


WORDINGS: dict[Language, Wording] = {
    "vi": Wording(
        title="Văn bản sau hội nghị",
        sealed="Số liệu chốt tại mục số {seq} của nhật ký, lúc bế mạc.",
        choose="Tải về",
        minutes="Biên bản",
        minutes_is="Tệp Word: thành phần, chương trình, phát biểu, sự cố. Sửa và ký theo thể thức của cơ quan.",
        attendance="Bảng điểm danh",
        attendance_is="Tệp Excel: tổng hợp theo cấp, cụm, điểm cầu và danh sách từng đại biểu.",
        sheets="Biên bản điểm danh",
        sheets_is="Trang để in: mỗi điểm cầu đã chốt một biên bản có số, mã băm, danh sách và chỗ ký.",
        recording="Bản ghi hình",
        recording_is="Phim MP4 dài {length}, {size} MB, có mục lục theo chương trình và lượt phát biểu.",
        report="Tin bài trên cổng thông tin",
        report_is="Bài viết lấy số liệu từ nhật ký. Đăng lại không tạo bài thứ hai, câu chữ đã sửa được giữ.",
        publish="Đăng tin bài",
        again="Cập nhật tin bài",
        read="Xem tin bài",
        back="Về bàn đạo diễn",
    ),
    "en": Wording(
        title="Papers of the conference",
        sealed="Figures as of entry {seq} of the journal, at the closing.",
        choose="Download",
        minutes="Minutes",
        minutes_is="Word file: attendance, programme, turns on the floor, incidents. Edit and sign it as usual.",
        attendance="Attendance sheet",
        attendance_is="Excel file: sums by tier, cluster and venue, and the list of all delegates.",
        sheets="Sealed sheets",
        sheets_is="To print: a sheet for each venue that sealed its roll, with number, hash, names and signatures.",
        recording="Recording",
        recording_is="MP4 film of {length}, {size} MB, with chapters by programme and turns on the floor.",
        report="Report on the portal",
        report_is="Its figures come from the journal. Publishing again makes no second page and keeps edited words.",
        publish="Publish the report",
        again="Update the report",
        read="Read the report",
        back="Back to the console",
    ),
}


@never_cache
@require_safe
def papers(request: HttpRequest, slug: str) -> HttpResponse:
    """What the closed conference left: downloads, and the report."""
    conference = directed(request, slug)
    language = page_language(request)
    words = WORDINGS[language]
    context = {
        "language": language,
        "words": words,
        "sealed": words.sealed.format(seq=whole_number(outcome_of(conference).seal.seq)),
        "conference": conference,
        "recording_is": _recording_line(slug, words),
        "page": report_of(conference),
    }
    response = render(request, "web/papers.html", context)
    tell_language(request, response)
    return response


@never_cache
@require_safe
def download(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """One paper, as a file."""
    conference = directed(request, slug)
    wanted: PaperKind | None = next((known for known in get_args(PaperKind) if known == kind), None)
    if wanted is None:
        raise NothingIsHere(path=request.path)
    written = paper(conference, wanted)
    response = HttpResponse(written.content, content_type=written.content_type)
    response["Content-Disposition"] = f'attachment; filename="{written.filename}"'
    return response


@never_cache
@require_POST
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """Publish the report, or bring it up to date."""
    return HttpResponseRedirect(publish_report(directed(request, slug)).url)


def _recording_line(slug: str, words: Wording) -> str | None:
    """What there is to say of the film, None while there is none."""
    summary = summary_of(folder_of(settings.RECORDINGS, slug))
    if summary is None:
        return None
    length, size = position(summary.lasts_s), max(1, round(summary.size_bytes / 1e6))
    return words.recording_is.format(length=length, size=whole_number(size))


def directed(request: HttpRequest, slug: str) -> Conference:
    """The conference whose director asks. Raises: OnlyTheDirector, and what `holder_of` raises."""
    require_director(holder_of(request, "console", slug))
    return conference_by_slug(slug)
