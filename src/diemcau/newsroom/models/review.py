# SPDX-License-Identifier: Apache-2.0
"""Who looked at an article before its readers do: Wagtail's task with one rule more, and links for one revision."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from typing_extensions import override
from wagtail.models import Page, TaskState
from wagtail.models.workflows import AbstractGroupApprovalTask

from diemcau.newsroom.review.authors import authors_of, content_digest
from diemcau.newsroom.review.refusals import AuthorMayNotReview, TextChangedSinceReview

DECIDES = frozenset({"approve", "reject"})


class IndependentReviewState(TaskState):  # type: ignore[misc]  # Wagtail ships no types
    """One look at one revision. `digest` is of the content that was approved: a revision may be overwritten later.

    `reviewer_name` names a reviewer without an account, or the record's organiser; else `finished_by` is the reviewer.
    """

    reviewer_name = models.CharField(_("reviewer"), max_length=200, blank=True)
    digest = models.CharField(max_length=64, blank=True)

    @override
    @transaction.atomic
    def approve(self, user: Any = None, update: bool = True, comment: str = "") -> IndependentReviewState:
        self.digest = content_digest(self.revision)
        return super().approve(user=user, update=update, comment=comment)  # type: ignore[no-any-return]

    @override
    def get_comment(self) -> SafeString | str:
        if not self.reviewer_name:
            return str(self.comment)
        return format_html("{}: {}", self.reviewer_name, self.comment) if self.comment else self.reviewer_name


class IndependentReviewTask(AbstractGroupApprovalTask):  # type: ignore[misc]  # Wagtail ships no types
    """Review by somebody of the chosen groups who wrote none of what is reviewed, superusers included."""

    task_state_class = IndependentReviewState

    class Meta:
        """As the admin calls it."""

        verbose_name = _("independent review")
        verbose_name_plural = _("independent reviews")

    @override
    def get_actions(self, obj: Page, user: AbstractBaseUser) -> list[tuple[str, str, bool]]:
        return [] if _wrote(obj, user) else super().get_actions(obj, user)

    @override
    def locked_for_user(self, obj: Page, user: AbstractBaseUser) -> bool:
        """A text under review doesn't change under the reviewer's eyes: who wrote it takes it back first."""
        return _wrote(obj, user) or bool(super().locked_for_user(obj, user))

    @override
    @transaction.atomic
    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        """Decide.

        Raises: AuthorMayNotReview, TextChangedSinceReview, and on approval what the guard of publication raises.
        """
        if action_name in DECIDES:
            if not task_state.revision.is_latest_revision():
                raise TextChangedSinceReview
            if user is not None and user.pk in authors_of(task_state.revision):
                raise AuthorMayNotReview
        super().on_action(task_state.specific, user, action_name, **kwargs)

    @classmethod
    @override
    def get_description(cls) -> str:
        return str(_("Members of the chosen groups review what they haven't written themselves."))


def _wrote(obj: Page, user: AbstractBaseUser) -> bool:
    latest = obj.get_latest_revision()
    return latest is not None and user.pk in authors_of(latest)


class ReviewLink(models.Model):
    """A way in for a reviewer without an account: to one revision of one article, and for one decision.

    Revoked by `revoked_at`, never deleted. `digest` is of the revision's content when the link was issued.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    revision = models.ForeignKey("wagtailcore.Revision", models.CASCADE, related_name="+", verbose_name=_("revision"))
    digest = models.CharField(max_length=64, editable=False)
    reviewer = models.CharField(_("reviewer's name"), max_length=200)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("issued by"),
    )
    created_at = models.DateTimeField(_("created at"), editable=False)
    expires_at = models.DateTimeField(_("expires at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True, editable=False)
    decision = models.ForeignKey(
        IndependentReviewState, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("decision")
    )

    class Meta:
        """Newest first."""

        verbose_name = _("review link")
        verbose_name_plural = _("review links")
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return f"{self.reviewer}: {self.revision.object_str}"
