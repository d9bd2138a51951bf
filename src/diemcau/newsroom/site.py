# SPDX-License-Identifier: Apache-2.0
"""The portal's frame: home, sections and the lists beside the news, in every language of the portal.

Owns how they come to be. Afterwards they are the editors': nothing here writes over their words.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Locale, Page, Site

from diemcau.lib.vietnamese import fold
from diemcau.newsroom.lists import FACT_CHECKS, NOTICES, list_of
from diemcau.newsroom.models import HomePage, SectionPage
from diemcau.newsroom.review.roles import set_up_review
from diemcau.newsroom.translating import locales, locales_beside, translate

PORTAL_TITLES: Mapping[str, str] = {"vi": "Cổng thông tin hội nghị", "en": "Conference portal"}
PORTAL_SLUGS: Mapping[str, str] = {"vi": "trang-chu", "en": "home"}
_USUAL_PORTS: Mapping[str, int] = {"http": 80, "https": 443}
NEWS_SECTION: Mapping[str, str] = {"vi": "Tin tức", "en": "News"}


@transaction.atomic
def set_up_portal(
    *, organisation: str = "", section: str = "", organisation_en: str = "", section_en: str = ""
) -> HomePage:
    """Make the portal's home the site's root and open its lists, once, in each language; see that a section is there.

    Args:
        organisation: whose portal it is; written only where the editors have left it blank.
        section: title of a section to open if there is none of this title; empty: none.
        organisation_en: the same in English; empty: the English home takes the Vietnamese.
        section_en: likewise of the section.
    Returns: the home page in the language in which the portal was set up.
    """
    set_up_review()
    home = HomePage.objects.order_by("pk").first() or _new_home(locales()[0])
    for locale in locales_beside(home):
        _see_to_home_in(locale, home)
    for page in home.get_translations(inclusive=True):
        _name(page, {"vi": organisation, "en": organisation_en})
    list_of(home, FACT_CHECKS)
    list_of(home, NOTICES)
    if section:
        section_of(home, title=section, title_en=section_en)
    home.refresh_from_db()
    return home


@transaction.atomic
def section_of(home: HomePage, *, title: str, title_en: str = "") -> SectionPage:
    """The section of this title, opened and in the menu when there was none, in each language."""
    titles = {"vi": title, "en": title_en}
    own = _told(titles, home.locale)
    section: SectionPage | None = SectionPage.objects.child_of(home).filter(title=own).first()
    if section is None:
        section = SectionPage(title=own, slug=_slug(own), show_in_menus=True, locale=home.locale)
        home.add_child(instance=section)
    for locale in locales_beside(section):
        if not section.has_translation(locale):
            told = _told(titles, locale)
            translate(section, locale, SectionPage(title=told, slug=_slug(told))).latest_revision.publish()
    return section


def _new_home(locale: Locale) -> HomePage:
    """The home page in the place of Wagtail's welcome page."""
    root = Page.get_first_root_node()
    welcome = Page.objects.child_of(root).filter(slug="home", numchild=0).exact_type(Page).first()
    if welcome is not None:
        welcome.slug = "welcome"
        welcome.save()
    home: HomePage = root.add_child(instance=_titled_home(locale, locale=locale))
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    site = {
        "hostname": address.hostname,
        "port": address.port or _USUAL_PORTS[address.scheme],
        "site_name": home.title,
        "root_page": home,
    }
    Site.objects.update_or_create(is_default_site=True, defaults=site)
    if welcome is not None:
        welcome.delete()
    return home


def _see_to_home_in(locale: Locale, home: HomePage) -> None:
    if not home.has_translation(locale):
        translate(home, locale, _titled_home(locale)).latest_revision.publish()


def _titled_home(of: Locale, **fields: Locale) -> HomePage:
    return HomePage(title=PORTAL_TITLES[of.language_code], slug=PORTAL_SLUGS[of.language_code], **fields)


def _name(home: HomePage, organisation: Mapping[str, str]) -> None:
    if any(organisation.values()) and not home.organisation:
        home.organisation = _told(organisation, home.locale)
        home.save()


def _told(titles: Mapping[str, str], locale: Locale) -> str:
    """A title in a language, or in the one that it has."""
    return titles[locale.language_code] or next(title for title in titles.values() if title)


def _slug(title: str) -> str:
    return slugify(fold(title))
