# SPDX-License-Identifier: Apache-2.0
"""Dates, numbers and figures for the portal's templates."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.models import Page, Site

from diemcau.lib.clock import SystemClock
from diemcau.newsroom.address import absolute
from diemcau.newsroom.figure_labels import label_of
from diemcau.newsroom.first_files import first_fonts
from diemcau.newsroom.models import LISTS, HomePage, NewsArticlePage
from diemcau.newsroom.models.open_pages import open_to_everybody
from diemcau.newsroom.prose import figure_html, figure_id, prose_html, prose_text
from diemcau.newsroom.wording import wording_here
from diemcau.outcome.figures import Figure

register = template.Library()
register.filter(absolute)
_ENTRY = ("title", "path", "depth", "url_path", "locale", "content_type", "show_in_menus")
"""What menu and foot show of a page: every page of the portal goes when one of these changes."""
_TELLING = ("delegates.attended", "venues.took_part", "venues.district", "venues.commune")


def _zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)


@register.simple_tag
def today() -> str:
    """`Thứ Hai, ngày 31 tháng 10 năm 2022`, `Monday, 31 October 2022`."""
    now, wording = SystemClock().now().astimezone(_zone()), wording_here()
    return f"{wording.weekday(now)}, {wording.long_date(now)}"


@register.filter
def dateline(at: datetime) -> str:
    """`Thứ Hai, ngày 31/10/2022, 16:00 (GMT+7)`."""
    return wording_here().dateline(at, _zone())


@register.filter
def day(at: datetime) -> str:
    """`31/10/2022`."""
    return wording_here().short_date(at.astimezone(_zone()))


@register.filter
def plain_day(on: date) -> str:
    """The same of a date that has no hour."""
    return wording_here().short_date(on)


@register.filter
def whole_number(value: int) -> str:
    """`1.769`."""
    return wording_here().whole_number(value)


@register.simple_tag
def figure(figures: dict[str, Figure], name: str) -> SafeString | str:
    """One exact figure; a dash when the record doesn't have it."""
    return figure_html(figures[name]) if name in figures else "–"


@register.filter
def figure_label(figure: Figure) -> dict[str, str]:
    """What a figure is called and what was counted, in the page's language."""
    label, language = label_of(figure.name), get_language() or "vi"
    return {"name": label.name.of(language), "counted": label.counted.of(language)}


@register.filter(name="figure_id")
def figure_id_of(figure: Figure) -> str:
    """The id of the figure's popover."""
    return figure_id(figure.name)


@register.simple_tag
def prose(text: str, figures: dict[str, Figure]) -> SafeString:
    """A paragraph with its figures filled in."""
    return prose_html(text, figures)


@register.filter
def summary(article: NewsArticlePage) -> str:
    """An article's lead as plain text."""
    return prose_text(article.lead, article.bound_figures())


@register.simple_tag
def telling_figures(article: NewsArticlePage) -> list[dict[str, Any]]:
    """The few figures that stand below a headline on the front page; none when the article has none."""
    figures, language = article.bound_figures(), get_language() or ""
    return [
        {"value": figures[name].value, "label": label_of(name).name.of(language)}
        for name in _TELLING
        if name in figures
    ]


@register.simple_tag(name="first_fonts")
def first_fonts_of_a_page() -> tuple[str, ...]:
    """Addresses of the fonts to load with the page."""
    return first_fonts()


@register.filter
def is_within(page: Page, section: Page) -> bool:
    """Whether a page stands below a section."""
    return bool(page.is_descendant_of(section))


@register.simple_tag(takes_context=True)
def portal(context: template.Context) -> dict[str, Any]:
    """The site's home, its menu, and the lists that the foot of every page leads to, wherever the page stands."""
    site = Site.find_for_request(context["request"])
    home = site.root_page.localized.specific if site else None
    below = open_to_everybody(home.get_children()).only(*_ENTRY) if home else Page.objects.none()
    return {
        "home": home if isinstance(home, HomePage) else None,
        # Asked for where they are shown: a printed sheet has neither.
        "sections": lambda: [page for page in below if page.show_in_menus],
        "lists": lambda: [page for page in below if issubclass(page.specific_class, LISTS)],
    }
