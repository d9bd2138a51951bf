# SPDX-License-Identifier: Apache-2.0
"""The album of a conference, made of the stills of what was on air, in every language of the portal."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from diemcau.conference.models import Conference
from diemcau.newsroom.lists import PHOTO_LIBRARY, list_of
from diemcau.newsroom.models import AlbumPage, HomePage
from diemcau.newsroom.stills import lead_and_others, picture_blocks, stills_on_air
from diemcau.newsroom.translating import locales_beside, translate


@transaction.atomic
def publish_album(conference: Conference, home: HomePage) -> AlbumPage | None:
    """Make the conference's album of its stills and publish it, once; afterwards it is the editors'.

    Returns: None while there are no stills.
    """
    album: AlbumPage | None = AlbumPage.objects.filter(conference=conference).order_by("pk").first()
    stills = stills_on_air(conference)
    if album is not None or not stills:
        return album
    lead, _ = lead_and_others(stills)
    album = AlbumPage(
        title=conference.name[:255],
        slug=conference.slug,
        locale=home.locale,
        held_on=conference.starts_at.astimezone(ZoneInfo(settings.TIME_ZONE)).date(),
        cover=lead or stills[0],
        pictures=picture_blocks(stills),
        conference=conference,
    )
    list_of(home, PHOTO_LIBRARY).add_child(instance=album)
    for locale in locales_beside(album):
        words = AlbumPage(title=(conference.name_en or conference.name)[:255], slug=conference.slug)
        translate(album, locale, words).latest_revision.publish()
    return album
