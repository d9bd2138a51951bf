# SPDX-License-Identifier: Apache-2.0
"""The people of a newsroom, and what the record wrote."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from diemcau.newsroom.actions import publish_report
from diemcau.newsroom.models import NewsArticlePage
from diemcau.newsroom.review.roles import EDITORS, REVIEWERS
from factories.closed_conference import closed_conference
from support.newsroom_people import member


@pytest.fixture
def editor(db: None) -> User:  # noqa: ARG001  # the tables have to be there
    return member("bien-tap", EDITORS)


@pytest.fixture
def reviewer(db: None) -> User:  # noqa: ARG001  # as above
    return member("duyet-bai", REVIEWERS)


@pytest.fixture
def superuser(db: None) -> User:  # noqa: ARG001  # as above
    return User.objects.create_superuser("quan-tri", "quan-tri@localhost", "mat-khau")


@pytest.fixture
def report(db: None) -> NewsArticlePage:  # noqa: ARG001  # as above
    """The record's report, published."""
    return publish_report(closed_conference())
