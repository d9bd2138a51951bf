# SPDX-License-Identifier: Apache-2.0
"""Who wrote what is to be reviewed. Reads revisions alone and knows no rule."""

from __future__ import annotations

import hashlib
import json

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Max
from wagtail.models import Revision


def authors_of(revision: Revision) -> set[int]:
    """Accounts that saved a revision since what readers saw last, up to this one.

    The record's own revisions, and those of accounts that were deleted, have no author and add none.
    """
    return set(changes_since_published(revision).exclude(user=None).values_list("user_id", flat=True))


def changes_since_published(revision: Revision) -> Revision:
    """The revisions after the last published one up to this, as a queryset. All of them before the first publication.

    In the order of their numbers: a revision that is overwritten keeps its own.
    """
    of_page = Revision.objects.filter(
        base_content_type_id=revision.base_content_type_id, object_id=revision.object_id, pk__lte=revision.pk
    )
    return of_page.filter(pk__gt=_last_published(revision)).order_by("pk")


def content_digest(revision: Revision) -> str:
    """SHA-256 of a revision's content, hexadecimal: Wagtail overwrites a revision while its author goes on typing."""
    content = json.dumps(revision.content, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()


def _last_published(revision: Revision) -> int:
    versions = apps.get_model("newsroom", "PublishedVersion").objects.filter(
        page_id=int(revision.object_id), revision__pk__lt=revision.pk
    )
    return int(versions.aggregate(last=Max("revision_id"))["last"] or 0)
