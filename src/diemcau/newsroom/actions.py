# SPDX-License-Identifier: Apache-2.0
"""Writing and publishing reports: with `site.py`, the only writers of pages outside the editor."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from diemcau.conference.models import Conference
from diemcau.newsroom.models import BoundFigure, HomePage, NewsArticlePage, SectionPage
from diemcau.newsroom.queries import report_of
from diemcau.newsroom.report import Report, compose_report, prose_digest
from diemcau.newsroom.review.approving import Reviewer, publish_records_draft
from diemcau.newsroom.site import NEWS_SECTION, section_of, set_up_portal
from diemcau.outcome.figures import Figure
from diemcau.outcome.queries import outcome_of

__all__ = ["draft_report", "publish_report", "section_of", "set_up_portal"]

ORGANISER = "Ban tổ chức hội nghị"
RECORD_CHANGED = "Cập nhật theo nhật ký hội nghị"


@transaction.atomic
def publish_report(conference: Conference, *, reviewer: str = ORGANISER) -> NewsArticlePage:
    """Write the conference's report from the frozen board and publish it.

    The record is its author, and whoever asks for it, named by `reviewer`, the one who approves it.

    Again with the same record: the page stays as it is, or goes live again if it was taken down.
    With a changed record: a new revision with the new figures; the words follow too unless an
    editor has changed them.

    Raises: ConferenceIsNotClosed, ArticleHasEdits: a person's words await review; what the guard raises.
    """
    Conference.objects.select_for_update().get(pk=conference.pk)  # two presses of the button make one page
    report = compose_report(outcome_of(conference), zone=ZoneInfo(settings.TIME_ZONE))
    page = report_of(conference)
    if page is None:
        page = _placed(_new_page(conference, report), conference)
    elif page.live and not _changed(page, report):
        return page
    else:
        page = page.get_latest_revision_as_object()
        _rewrite(page, report)
        page.change_reason = page.change_reason or (RECORD_CHANGED if page.first_published_at else "")
    revision = page.save_revision(log_action=True)
    publish_records_draft(page, revision, reviewer=Reviewer(name=reviewer))
    page.refresh_from_db()
    return page


@transaction.atomic
def draft_report(conference: Conference) -> NewsArticlePage:
    """Write the draft of the conference's report, once: a report that is there is left as it is.

    Raises: ConferenceIsNotClosed.
    """
    Conference.objects.select_for_update().get(pk=conference.pk)
    page = report_of(conference)
    if page is None:
        report = compose_report(outcome_of(conference), zone=ZoneInfo(settings.TIME_ZONE))
        page = _placed(_new_page(conference, report), conference)
        page.save_revision(log_action=True)
    return page


def _placed(page: NewsArticlePage, conference: Conference) -> NewsArticlePage:
    home = set_up_portal(organisation=conference.organiser)
    _section(home, conference).add_child(instance=page)
    return page


def _section(home: HomePage, conference: Conference) -> SectionPage:
    if conference.section:
        return section_of(home, title=conference.section)
    return section_of(home, title=NEWS_SECTION["vi"], title_en=NEWS_SECTION["en"])


def _new_page(conference: Conference, report: Report) -> NewsArticlePage:
    page = NewsArticlePage(conference=conference, slug=conference.slug, live=False)
    _write_words(page, report)
    _bind(page, report)
    return page


def _changed(page: NewsArticlePage, report: Report) -> bool:
    return _figures(page, report) != list(page.bound_figures().values()) or page.written != report.digest


def _rewrite(page: NewsArticlePage, report: Report) -> None:
    _bind(page, report)
    if page.written == prose_digest(page.title, page.lead, page.words()):
        _write_words(page, report)
    else:
        page.written = report.digest


def _write_words(page: NewsArticlePage, report: Report) -> None:
    page.title = report.headline
    page.reported_at = report.reported_at
    page.lead = report.lead
    page.body = list(report.blocks)
    page.byline = report.byline
    page.source = report.source
    page.written = report.digest


def _bind(page: NewsArticlePage, report: Report) -> None:
    page.figures = [BoundFigure.of(figure) for figure in _figures(page, report)]


def _figures(page: NewsArticlePage, report: Report) -> list[Figure]:
    """The report's figures, but for those that a correction has bound to a later entry: they stay corrected."""
    bound = page.bound_figures()
    return [
        bound[figure.name] if figure.name in bound and bound[figure.name].seq > figure.seq else figure
        for figure in report.figures
    ]
