# SPDX-License-Identifier: Apache-2.0
"""The newsroom's two roles and its workflow, made once and found again by name."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from diemcau.newsroom.models import IndependentReviewTask

EDITORS = "Biên tập viên / Editors"
REVIEWERS = "Người duyệt bài / Reviewers"
REVIEW = "Duyệt trước khi đăng / Review before publishing"

_WRITES = ("add_page", "change_page")
# Wagtail asks for rights over pictures under the name of its own model, whichever stands in its place.
_COLLECTS = ("add_image", "change_image", "choose_image", "add_document", "choose_document")
_MODERATES = ("view_readerfeedback", "change_readerfeedback", "delete_readerfeedback")
_LINKS = tuple(f"{action}_websitelinkgroup" for action in ("view", "add", "change", "delete"))
_TAKES_DOWN = ("view_takedown", "add_takedown")
_TRANSLATES = "submit_translation"
_KEEPS = ("add_correction", "change_correction", "view_correction", "add_reviewlink", "change_reviewlink")


@transaction.atomic
def set_up_review() -> Workflow:
    """See that editors, reviewers and the review workflow are there, for every page of the portal in any language."""
    editors, reviewers = _group(EDITORS), _group(REVIEWERS)
    root = Page.get_first_root_node()
    for permission in Permission.objects.filter(codename__in=_WRITES, content_type__app_label="wagtailcore"):
        GroupPagePermission.objects.get_or_create(group=editors, page=root, permission=permission)
    files = Collection.get_first_root_node() or Collection.add_root(name="Root")
    for permission in Permission.objects.filter(codename__in=_COLLECTS):
        GroupCollectionPermission.objects.get_or_create(group=editors, collection=files, permission=permission)
    editors.permissions.add(
        *Permission.objects.filter(codename__in=(*_KEEPS, *_MODERATES, *_LINKS), content_type__app_label="newsroom"),
        *Permission.objects.filter(codename=_TRANSLATES),
    )
    reviewers.permissions.add(*Permission.objects.filter(codename__in=_TAKES_DOWN, content_type__app_label="newsroom"))
    return _workflow(root, reviewers)


def review_workflow() -> Workflow:
    """The workflow that every article goes through."""
    return Workflow.objects.filter(name=REVIEW, active=True).first() or set_up_review()


def _group(name: str) -> Group:
    group, _ = Group.objects.get_or_create(name=name)
    group.permissions.add(Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin"))
    return group


def _workflow(root: Page, reviewers: Group) -> Workflow:
    """On the root in the place of Wagtail's own, whose moderators might approve what they wrote."""
    workflow, _ = Workflow.objects.get_or_create(name=REVIEW)
    task = IndependentReviewTask.objects.filter(name=REVIEW).first() or IndependentReviewTask.objects.create(
        name=REVIEW
    )
    task.groups.add(reviewers)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
    return workflow
