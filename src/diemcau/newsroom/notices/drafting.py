# SPDX-License-Identifier: Apache-2.0
"""The record's proposals: a draft of a notice for each mishap of a closed conference, in every language."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Locale

from diemcau.conference.models import Conference
from diemcau.journal.queries import folded
from diemcau.lib.vietnamese import fold
from diemcau.newsroom.lists import NOTICES, list_of
from diemcau.newsroom.models import IncidentNoticePage, NoticesDrafted
from diemcau.newsroom.notices.evidence import evidence_of, venue_names
from diemcau.newsroom.notices.mishaps import Mishap, mishaps
from diemcau.newsroom.notices.numbers import written
from diemcau.newsroom.notices.telling import ENGLISH, VIETNAMESE, Told, tell
from diemcau.newsroom.site import set_up_portal
from diemcau.newsroom.translating import locales_beside, translate
from diemcau.outcome.chronicle import CHRONICLE_FOLD

_LONGEST_SLUG = 60


@transaction.atomic
def draft_notices(conference: Conference) -> list[IncidentNoticePage]:
    """Draft a notice for each mishap that wasn't drafted before; whatever editors did with one since, it stays so.

    Returns: the new drafts in the portal's first language; none while the conference isn't closed.
    """
    Conference.objects.select_for_update().get(pk=conference.pk)
    drafted = NoticesDrafted.objects.filter(conference=conference).first() or NoticesDrafted(conference=conference)
    new = [one for one in mishaps(folded(conference.uuid, CHRONICLE_FOLD)) if one.entries[0] > drafted.seq]
    if not new:
        return []
    drafted.seq = max(one.entries[0] for one in new)
    drafted.save()
    names = venue_names(conference)
    return [_draft(conference, mishap, names) for mishap in new]


def _draft(conference: Conference, mishap: Mishap, names: dict[str, str]) -> IncidentNoticePage:
    index = list_of(set_up_portal(), NOTICES)
    told = _told(mishap, index.locale, names)
    page = IncidentNoticePage(
        conference=conference,
        slug=_slug(conference, mishap, told.title),
        began_at=mishap.began_at,
        settled_at=mishap.settled_at,
        entries=written(mishap.entries),
        evidence=evidence_of(conference, mishap.entries),
        live=False,
        locale=index.locale,
    )
    _write(page, told)
    index.add_child(instance=page)
    page.save_revision(log_action=True)
    for locale in locales_beside(page):
        told = _told(mishap, locale, names)
        words = IncidentNoticePage(slug=_slug(conference, mishap, told.title))
        _write(words, told)
        translate(page, locale, words)
    page.refresh_from_db()
    return page


def _write(page: IncidentNoticePage, told: Told) -> None:
    page.title, page.what_happened, page.what_was_done = told.title[:255], told.what_happened, told.what_was_done


def _told(mishap: Mishap, locale: Locale, names: dict[str, str]) -> Told:
    words = ENGLISH if locale.language_code == "en" else VIETNAMESE
    return tell(mishap, words, names=names, zone=ZoneInfo(settings.TIME_ZONE))


def _slug(conference: Conference, mishap: Mishap, title: str) -> str:
    """No two mishaps of a conference begin with the same entry."""
    return f"{slugify(fold(title))[:_LONGEST_SLUG].strip('-')}-{conference.slug}-{mishap.entries[0]}"
