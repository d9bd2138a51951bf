# SPDX-License-Identifier: Apache-2.0
"""Lists show what everybody may read: the same pages as Wagtail's own filter."""

from __future__ import annotations

import pytest

from diemcau.newsroom.models import NewsArticlePage
from diemcau.newsroom.models.open_pages import open_to_everybody
from factories.portal_pages import written_article

pytestmark = pytest.mark.django_db


def test_drafts_restricted_pages_and_whatever_is_below_them_are_left_out() -> None:
    shown = written_article("Bài một", slug="mot")
    written_article("Bài hai", slug="hai", live=False)
    written_article("Bài ba", slug="ba").view_restrictions.create(restriction_type="login")
    below = written_article("Bài bốn", slug="bon", section="Nội bộ")
    below.get_parent().view_restrictions.create(restriction_type="login")
    articles = open_to_everybody(NewsArticlePage.objects.all())
    assert {page.pk for page in articles} == {page.pk for page in NewsArticlePage.objects.live().public()} == {shown.pk}
