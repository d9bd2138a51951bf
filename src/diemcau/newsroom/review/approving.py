# SPDX-License-Identifier: Apache-2.0
"""Submitting, approving and sending back: the steps of Wagtail's workflow, for those who have no account too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from wagtail.models import Revision, TaskState, WorkflowState

from diemcau.lib.vietnamese import fold
from diemcau.newsroom.models import IndependentReviewState, NewsArticlePage, ReviewLink
from diemcau.newsroom.review.authors import authors_of, changes_since_published
from diemcau.newsroom.review.links import is_current
from diemcau.newsroom.review.refusals import (
    ArticleHasEdits,
    AuthorMayNotReview,
    CommentIsMissing,
    ReviewIsDecided,
    TextChangedSinceReview,
)
from diemcau.newsroom.review.roles import review_workflow


@dataclass(frozen=True, kw_only=True)
class Reviewer:
    """Who decides: an account, or somebody known by name alone."""

    name: str = ""
    user: Any = None


def submit(page: NewsArticlePage, *, user: Any) -> IndependentReviewState:
    """Have the article's newest revision under review, and return its open state. Twice is once."""
    state = page.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user)
    elif state is not None and state.current_task_state.revision_id != page.latest_revision_id:
        state.cancel(user=user)
        state = None
    if state is None:
        state = review_workflow().start(page, user)
    state.refresh_from_db()
    opened: IndependentReviewState = state.current_task_state.specific
    return opened


@transaction.atomic
def approve(state: IndependentReviewState, *, reviewer: Reviewer, comment: str = "") -> None:
    """Approve what the state looks at; it is published at once, or at its hour.

    Raises: AuthorMayNotReview, TextChangedSinceReview, ReviewIsDecided, and what the guard of publication raises.
    """
    _require_open(state, reviewer)
    state.reviewer_name = reviewer.name
    state.task.specific.on_action(state, reviewer.user, "approve", comment=comment)


@transaction.atomic
def send_back(state: IndependentReviewState, *, reviewer: Reviewer, comment: str) -> None:
    """Send the text back to its authors.

    Raises: CommentIsMissing, AuthorMayNotReview, TextChangedSinceReview, ReviewIsDecided.
    """
    if not comment.strip():
        raise CommentIsMissing
    _require_open(state, reviewer)
    state.reviewer_name = reviewer.name
    state.task.specific.on_action(state, reviewer.user, "reject", comment=comment)


@transaction.atomic
def decide_by_link(link: ReviewLink, *, approves: bool, comment: str, holder: Any = None) -> IndependentReviewState:
    """The decision of a link's holder; `holder` is the account whose browser opened it, if any.

    Raises: as `approve` and `send_back`.
    """
    link = ReviewLink.objects.select_for_update().select_related("revision").get(pk=link.pk)  # two taps are one
    if link.decision_id is not None:
        raise ReviewIsDecided
    if not is_current(link):
        raise TextChangedSinceReview
    if holder is not None and holder.pk in authors_of(link.revision):
        raise AuthorMayNotReview
    state = submit(link.revision.content_object, user=link.issued_by)
    reviewer = Reviewer(name=link.reviewer)
    if approves:
        approve(state, reviewer=reviewer, comment=comment)
    else:
        send_back(state, reviewer=reviewer, comment=comment)
    link.decision = state
    link.save(update_fields=["decision"])
    return state


@transaction.atomic
def publish_records_draft(page: NewsArticlePage, revision: Revision, *, reviewer: Reviewer) -> None:
    """Publish a revision that the record wrote and no person changed: the first who approves it is its reviewer.

    Raises: ArticleHasEdits, and what the guard of publication raises.
    """
    if changes_since_published(revision).exclude(user=None).exists():
        raise ArticleHasEdits(title=page.title)
    approve(submit(page, user=None), reviewer=reviewer)


def _require_open(state: IndependentReviewState, reviewer: Reviewer) -> None:
    if state.status != TaskState.STATUS_IN_PROGRESS:
        raise ReviewIsDecided
    names = {
        fold(name)
        for revision in changes_since_published(state.revision).select_related("user")
        if revision.user is not None
        for name in (revision.user.get_full_name(), revision.user.get_username())
    }
    if reviewer.name and fold(reviewer.name) in names:
        raise AuthorMayNotReview
