# SPDX-License-Identifier: Apache-2.0
"""The album of a conference, made of the stills of what was on air, in every language of the portal."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from diemcau.conference.models import Conference
from diemcau.newsroom.models import AlbumPage, HomePage, PhotoLibraryPage
from diemcau.newsroom.stills import lead_and_others, picture_blocks, stills_on_air
from diemcau.newsroom.translating import locales_beside, translate

LIBRARY_TITLES: Mapping[str, str] = {"vi": "Thư viện ảnh", "en": "Photo library"}
LIBRARY_SLUGS: Mapping[str, str] = {"vi": "thu-vien-anh", "en": "photos"}


@transaction.atomic
def library_of(home: HomePage) -> PhotoLibraryPage:
    """The photo library, opened and in the menu when there was none, in each language."""
    library: PhotoLibraryPage | None = PhotoLibraryPage.objects.child_of(home).first()
    if library is None:
        code = home.locale.language_code
        library = PhotoLibraryPage(
            title=LIBRARY_TITLES[code], slug=LIBRARY_SLUGS[code], show_in_menus=True, locale=home.locale
        )
        home.add_child(instance=library)
    for locale in locales_beside(library):
        if not library.has_translation(locale):
            code = locale.language_code
            words = PhotoLibraryPage(title=LIBRARY_TITLES[code], slug=LIBRARY_SLUGS[code])
            translate(library, locale, words).latest_revision.publish()
    return library


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
    library_of(home).add_child(instance=album)
    for locale in locales_beside(album):
        words = AlbumPage(title=(conference.name_en or conference.name)[:255], slug=conference.slug)
        translate(album, locale, words).latest_revision.publish()
    return album
