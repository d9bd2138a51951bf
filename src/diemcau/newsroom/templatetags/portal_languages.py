# SPDX-License-Identifier: Apache-2.0
"""Links between the languages of the portal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language
from wagtail.models import Page, Site

from diemcau.newsroom.models.open_pages import languages_open_to_everybody

register = template.Library()
_ANSWERED: WeakKeyDictionary[HttpRequest, Mapping[str, str]] = WeakKeyDictionary()
"""A page's head and its switch ask the same: the database is asked once a request."""


@dataclass(frozen=True, kw_only=True)
class LanguageLink:
    """A page's address in a language, and what that language calls itself."""

    language: str
    name: str
    address: str


@dataclass(frozen=True, kw_only=True)
class Alternate:
    """A line for machines: `hreflang` and the full address."""

    hreflang: str
    address: str


@register.simple_tag(takes_context=True)
def alternates(context: template.Context) -> list[Alternate]:
    """The page's address in each language that it is published in; empty while there is but one.

    A page below an article's own, such as its history, has none.
    """
    request, page = context["request"], context.get("page")
    if isinstance(page, Page) and request.path != page.url:
        return []
    addresses = _addresses(request, page)
    if len(addresses) <= 1:
        return []
    lines = [Alternate(hreflang=code, address=settings.ENV.origin + path) for code, path in sorted(addresses.items())]
    first = addresses.get(settings.LANGUAGE_CODE)
    return [*lines, Alternate(hreflang="x-default", address=settings.ENV.origin + first)] if first else lines


@register.simple_tag(takes_context=True)
def other_languages(context: template.Context) -> list[LanguageLink]:
    """Where the switch leads: the page's translation, or the other language's home."""
    return list(_switch(context["request"], context.get("page")))


def _switch(request: HttpRequest, page: object) -> Iterator[LanguageLink]:
    addresses = _addresses(request, page)
    for language, name in settings.LANGUAGES:
        if language != get_language():
            yield LanguageLink(
                language=language, name=name, address=addresses.get(language) or _home(request, language)
            )


def _addresses(request: HttpRequest, page: object) -> Mapping[str, str]:
    """What is shown, in each language in which readers find it."""
    if request not in _ANSWERED:
        _ANSWERED[request] = _published(page) if isinstance(page, Page) else _of_view(request)
    return _ANSWERED[request]


def _published(page: Page) -> dict[str, str]:
    return {one.locale.language_code: one.url for one in languages_open_to_everybody(page)}


def _of_view(request: HttpRequest) -> dict[str, str]:
    match = request.resolver_match
    if match is None or match.url_name in {None, "wagtail_serve"}:
        return {}
    addresses = {language: translate_url(request.path, language) for language, _ in settings.LANGUAGES}
    return addresses if len(set(addresses.values())) == len(addresses) else {}


def _home(request: HttpRequest, language: str) -> str:
    site = Site.find_for_request(request)
    return (_published(site.root_page) if site else {}).get(language, "/")
