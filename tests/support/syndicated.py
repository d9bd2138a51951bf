# SPDX-License-Identifier: Apache-2.0
"""Feeds by an independent reader, and what tests put into them."""

from __future__ import annotations

from typing import Any

import feedparser
from django.contrib.auth.models import User
from django.test import Client

from diemcau.lib.clock import SystemClock
from diemcau.newsroom.correcting import publish_correction
from diemcau.newsroom.models import Correction, CorrectionText, NewsArticlePage


def feed_at(path: str) -> Any:
    """A feed as feedparser reads it, which found nothing to mend."""
    answer = Client().get(path)
    assert answer.status_code == 200
    feed = feedparser.parse(answer.content, response_headers={"content-type": answer["Content-Type"]})
    assert not feed.bozo, feed.bozo_exception
    return feed


def titles_at(path: str) -> list[str]:
    return [entry.title for entry in feed_at(path).entries]


def corrected(page: NewsArticlePage, by: User) -> Correction:
    """An editor's correction, published in both languages."""
    now = SystemClock().now()
    correction: Correction = Correction.objects.create(article_key=page.translation_key, drafted_at=now)
    for language, wrong, right in (("vi", "ở Đà Nẵng", "ở Đà Lạt"), ("en", "in Đà Nẵng", "in Đà Lạt")):
        reason = {"vi": "Nhầm địa danh", "en": "A wrong name"}[language]
        CorrectionText.objects.create(correction=correction, language=language, wrong=wrong, right=right, reason=reason)
    publish_correction(correction, by=by, at=now)
    correction.refresh_from_db()
    return correction
