# SPDX-License-Identifier: Apache-2.0
"""Links to other websites: in groups, of the language, of the web alone."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import Locale

from diemcau.newsroom.models import WebsiteLink, WebsiteLinkGroup
from diemcau.newsroom.site import set_up_portal

pytestmark = pytest.mark.django_db


def group(title: str, *, language: str = "vi") -> WebsiteLinkGroup:
    locale = Locale.objects.get(language_code=language)
    made: WebsiteLinkGroup = WebsiteLinkGroup.objects.create(title=title, locale=locale)
    return made


def link(to: WebsiteLinkGroup, title: str, address: str) -> None:
    WebsiteLink.objects.create(group=to, title=title, address=address, locale=to.locale)


def shown(path: str) -> list[tuple[str, str, str]]:
    page = BeautifulSoup(Client().get(path).content, "html.parser")
    links = page.select(".website-links a")
    return [(one.get_text(), str(one["href"]), " ".join(one["rel"])) for one in links]


def test_links_are_shown_in_their_language() -> None:
    set_up_portal(organisation="Tỉnh ủy Lâm Đồng", section="Tin tức")
    vietnamese, english = group("Trung ương"), group("Central bodies", language="en")
    link(vietnamese, "Ban Tuyên giáo", "https://tuyengiao.example/")
    link(english, "Government", "https://gov.example/")
    assert shown("/") == [("Ban Tuyên giáo", "https://tuyengiao.example/", "noopener external")]
    assert shown("/en/") == [("Government", "https://gov.example/", "noopener external")]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "ftp://a.vn/", "//a.vn", "a.vn"])
def test_only_addresses_of_the_web_are_taken(address: str) -> None:
    unsafe = WebsiteLink(title="Liên kết", address=address)
    with pytest.raises(ValidationError):
        unsafe.clean_fields(exclude=["group", "locale"])
