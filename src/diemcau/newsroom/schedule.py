# SPDX-License-Identifier: Apache-2.0
"""Articles at their hour: published when their embargo ends, taken off when their time is over."""

from __future__ import annotations

from datetime import datetime

import structlog
from django.db import transaction
from wagtail.log_actions import log as log_action
from wagtail.models import Page, Revision

from diemcau.lib.refusal import Refusal

log = structlog.get_logger(__name__)
HELD = "diemcau.publish.held"


def publish_due(*, now: datetime) -> int:
    """Publish every approved revision whose hour has come, and unpublish pages that have expired.

    The guard asks again at this hour. A revision that may not pass any more is taken off the schedule, and its
    page's log tells the editors why; the others go on. Returns: how many were published.
    """
    for page in Page.objects.filter(live=True, expire_at__lt=now).order_by("expire_at").specific():
        page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    due = Revision.page_revisions.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at")
    return sum(_published(revision) for revision in due)


def _published(revision: Revision) -> bool:
    try:
        with transaction.atomic():
            revision.publish(log_action="wagtail.publish.scheduled")
    except Refusal as refusal:
        _hold(revision, refusal)
        return False
    return True


@transaction.atomic
def _hold(revision: Revision, refusal: Refusal) -> None:
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
    told = {"vi": refusal.sentence("vi"), "en": refusal.sentence("en")}
    log_action(instance=revision.as_object(), action=HELD, revision=revision, data=told)
    log.warning("article.held", page=revision.object_id, code=refusal.code)
