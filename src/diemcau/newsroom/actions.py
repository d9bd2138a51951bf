# SPDX-License-Identifier: Apache-2.0
"""Setting up the portal and publishing reports: the only writers of pages outside the editor."""

from __future__ import annotations

from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Page, Site

from diemcau.conference.models import Conference
from diemcau.lib.vietnamese import fold
from diemcau.newsroom.models import BoundFigure, HomePage, NewsArticlePage, SectionPage
from diemcau.newsroom.queries import report_of
from diemcau.newsroom.report import Report, compose_report, prose_digest
from diemcau.outcome.queries import outcome_of

PORTAL_TITLE = "Cổng thông tin hội nghị"
NEWS_SECTION = "Tin tức"


@transaction.atomic
def set_up_portal(*, organisation: str = "", section: str = "") -> HomePage:
    """Make the portal's home the site's root, once, and see that a section is there.

    Args:
        organisation: whose portal it is; written only where the editors have left it blank.
        section: title of a section to open if there is none of this title; empty: none.
    """
    home = HomePage.objects.first() or _new_home()
    if organisation and not home.organisation:
        home.organisation = organisation
        home.save()
    if section:
        section_of(home, title=section)
    return home


@transaction.atomic
def section_of(home: HomePage, *, title: str) -> SectionPage:
    """The section of this title, opened and in the menu when there was none."""
    section: SectionPage | None = SectionPage.objects.child_of(home).filter(title=title).first()
    if section is None:
        section = SectionPage(title=title, slug=_slug(title), show_in_menus=True)
        home.add_child(instance=section)
    return section


@transaction.atomic
def publish_report(conference: Conference) -> NewsArticlePage:
    """Write the conference's report from the frozen board and publish it.

    Again with the same record: the page stays as it is, or goes live again if it was taken down.
    With a changed record: a new revision with the new figures; the words follow too unless an
    editor has changed them.

    Raises: ConferenceIsNotClosed.
    """
    Conference.objects.select_for_update().get(pk=conference.pk)  # two presses of the button make one page
    report = compose_report(outcome_of(conference), zone=ZoneInfo(settings.TIME_ZONE))
    page = report_of(conference)
    if page is None:
        section = conference.section or NEWS_SECTION
        home = set_up_portal(organisation=conference.organiser)
        page = _new_page(conference, report)
        section_of(home, title=section).add_child(instance=page)
    elif page.live and not _changed(page, report):
        return page
    else:
        _rewrite(page, report)
    page.save_revision(log_action=True).publish()
    page.refresh_from_db()
    return page


def _new_page(conference: Conference, report: Report) -> NewsArticlePage:
    page = NewsArticlePage(conference=conference, slug=conference.slug, live=False)
    _write_words(page, report)
    _bind(page, report)
    return page


def _changed(page: NewsArticlePage, report: Report) -> bool:
    bound = set(page.bound_figures().values())
    return bound != set(report.figures) or page.written != report.digest


def _rewrite(page: NewsArticlePage, report: Report) -> None:
    _bind(page, report)
    if page.written == prose_digest(page.title, page.lead, page.words()):
        _write_words(page, report)
    else:
        page.written = report.digest


def _write_words(page: NewsArticlePage, report: Report) -> None:
    page.title = report.headline
    page.reported_at = report.reported_at
    page.lead = report.lead
    page.body = list(report.blocks)
    page.byline = report.byline
    page.source = report.source
    page.written = report.digest


def _bind(page: NewsArticlePage, report: Report) -> None:
    page.figures = [BoundFigure.of(figure) for figure in report.figures]


def _new_home() -> HomePage:
    """The home page in the place of Wagtail's welcome page."""
    root = Page.get_first_root_node()
    welcome = Page.objects.child_of(root).filter(slug="home", numchild=0).exact_type(Page).first()
    home: HomePage = root.add_child(instance=HomePage(title=PORTAL_TITLE, slug="trang-chu"))
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    site = {"hostname": address.hostname, "port": address.port or 80, "site_name": PORTAL_TITLE, "root_page": home}
    Site.objects.update_or_create(is_default_site=True, defaults=site)
    if welcome is not None:
        welcome.delete()
    return home


def _slug(title: str) -> str:
    return slugify(fold(title))
