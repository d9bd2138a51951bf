# SPDX-License-Identifier: Apache-2.0
"""Notices of incidents for the portal's templates."""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.utils.translation import gettext_lazy as _

from diemcau.newsroom.models import IncidentNoticePage, NewsArticlePage, latest_notices

register = template.Library()
_RECENT = 3
_HAPPENED: Mapping[str, object] = {
    "venue.lost": _("the line went down"),
    "venue.connected": _("the line was up"),
    "incident.noted": _("noted for the minutes"),
}


@register.simple_tag
def recent_notices() -> list[IncidentNoticePage]:
    """The newest in the language that is being spoken."""
    return list(latest_notices()[:_RECENT])


@register.simple_tag
def notices_of(article: NewsArticlePage) -> list[IncidentNoticePage]:
    """Those of an article's conference, in the article's language."""
    if article.conference_id is None:
        return []
    return list(latest_notices(article.locale).filter(conference=article.conference_id))


@register.filter
def happened(kind: str) -> str:
    """What an entry of this kind says, in a few words; the kind itself where a notice seldom rests on it."""
    return str(_HAPPENED.get(kind, kind))
