# SPDX-License-Identifier: Apache-2.0
"""Reading the floor's tables."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from diemcau.floor.models import Turn


def turns(conference: UUID) -> QuerySet[Turn]:
    """Every turn on air of a conference, in order; the last may still last."""
    return Turn.objects.filter(conference=conference).order_by("aired_seq")
