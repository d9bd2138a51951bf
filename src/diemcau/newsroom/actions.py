# SPDX-License-Identifier: Apache-2.0
"""Writing and publishing reports: with `site.py` and `drafting.py`, the only writers of pages outside the editor."""

from __future__ import annotations

from django.db import transaction

from diemcau.conference.models import Conference
from diemcau.newsroom.drafting import draft_report, drafts, renew
from diemcau.newsroom.illustrating import add_pictures, awaits_pictures
from diemcau.newsroom.models import NewsArticlePage
from diemcau.newsroom.models.takedowns import standing_notice
from diemcau.newsroom.queries import report_of
from diemcau.newsroom.review.approving import Reviewer, publish_records_draft
from diemcau.newsroom.review.refusals import PageIsTakenDown
from diemcau.newsroom.site import section_of, set_up_portal

__all__ = ["draft_report", "publish_report", "section_of", "set_up_portal"]

ORGANISER = "Ban tổ chức hội nghị"


@transaction.atomic
def publish_report(conference: Conference, *, reviewer: str = ORGANISER) -> NewsArticlePage:
    """Write the conference's report from the frozen board and publish it, in every language.

    The record is its author, and whoever asks for it, named by `reviewer`, the one who approves it.

    Again with the same record: the pages stay as they are, or go live again if their time was over.
    Not so if a person took it down: then a person puts it back, by review.
    With a changed record: a new revision with the new figures; the words follow too unless an
    editor has changed them. Once the recording is over, its stills come in.

    Returns: the page in the portal's first language.
    Raises: ConferenceIsNotClosed, PageIsTakenDown, ArticleHasEdits: a person's words await review; what the guard
        raises.
    """
    written = report_of(conference)
    if written is not None and standing_notice(written) is not None:
        raise PageIsTakenDown(title=written.title)
    pages = drafts(conference)
    add_pictures(conference)
    for page, is_renewed in pages:
        page.refresh_from_db()
        is_new = is_renewed or awaits_pictures(page)
        if is_new or not page.live:
            _put_out(page, is_new=is_new, reviewer=Reviewer(name=reviewer))
    source, _ = pages[0]
    source.refresh_from_db()
    return source


def _put_out(page: NewsArticlePage, *, is_new: bool, reviewer: Reviewer) -> None:
    was_over = page.first_published_at is not None and not is_new
    draft = renew(page) if was_over else page
    publish_records_draft(draft, draft.latest_revision, reviewer=reviewer)
