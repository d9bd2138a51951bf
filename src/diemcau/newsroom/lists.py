# SPDX-License-Identifier: Apache-2.0
"""The portal's lists beside the news, such as fact checks: opened once, in every language, found again by their kind.

Afterwards they are the editors', who may name, move or unpublish them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db import transaction
from wagtail.models import Page

from diemcau.newsroom.models import FactCheckIndexPage, HomePage, IncidentNoticeIndexPage, PhotoLibraryPage
from diemcau.newsroom.translating import locales_beside, translate

AnyList = TypeVar("AnyList", bound=Page)


@dataclass(frozen=True, kw_only=True)
class Beside(Generic[AnyList]):
    """How a list is opened below the home page: its kind of page, and what it is called in each language."""

    kind: type[AnyList]
    titles: Mapping[str, str]
    slugs: Mapping[str, str]
    in_menu: bool = False


FACT_CHECKS = Beside(
    kind=FactCheckIndexPage,
    titles={"vi": "Kiểm chứng thông tin", "en": "Fact checks"},
    slugs={"vi": "kiem-chung", "en": "fact-checks"},
)
NOTICES = Beside(
    kind=IncidentNoticeIndexPage,
    titles={"vi": "Thông báo sự cố", "en": "Notices of incidents"},
    slugs={"vi": "thong-bao-su-co", "en": "notices"},
)
PHOTO_LIBRARY = Beside(
    kind=PhotoLibraryPage,
    titles={"vi": "Thư viện ảnh", "en": "Photo library"},
    slugs={"vi": "thu-vien-anh", "en": "photos"},
    in_menu=True,
)


@transaction.atomic
def list_of(home: HomePage, beside: Beside[AnyList]) -> AnyList:
    """The list, opened when there was none of its kind, in each language."""
    page: AnyList = beside.kind.objects.child_of(home).first() or _opened(home, beside)
    for locale in locales_beside(page):
        if not page.has_translation(locale):
            words = beside.kind(**_names(beside, locale.language_code))
            translate(page, locale, words).latest_revision.publish()
    return page


def _opened(home: HomePage, beside: Beside[AnyList]) -> AnyList:
    page: AnyList = beside.kind(
        **_names(beside, home.locale.language_code), show_in_menus=beside.in_menu, locale=home.locale
    )
    home.add_child(instance=page)
    return page


def _names(beside: Beside[AnyList], language: str) -> dict[str, str]:
    return {"title": beside.titles[language], "slug": beside.slugs[language]}
