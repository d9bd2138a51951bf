# SPDX-License-Identifier: Apache-2.0
"""What the portal itself says is in the page's language: Vietnamese is told by its letters, English by its words."""

from __future__ import annotations

import re
import unicodedata

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from diemcau.newsroom.actions import publish_report
from factories.closed_conference import closed_conference

pytestmark = pytest.mark.django_db
# What editors, the plan and the record say, and what names another language in its own words.
SAID_BY_OTHERS = ".lead, .text, .byline, .source, .teaser, .chapters, script, .languages"
ENGLISH = re.compile(r"\b(the|of|and|this|these|with|from|home|latest|search|source|page|news)\b", re.IGNORECASE)


def is_vietnamese(text: str) -> bool:
    return any(unicodedata.combining(letter) for letter in unicodedata.normalize("NFD", text)) or "đ" in text.lower()


def chrome(address: str) -> list[str]:
    page = BeautifulSoup(Client().get(address).content, "html.parser")
    for part in page.select(SAID_BY_OTHERS):
        part.decompose()
    names = [str(tag[name]) for name in ("aria-label", "placeholder", "alt") for tag in page.select(f"[{name}]")]
    return [*page.stripped_strings, *names]


def test_each_page_speaks_its_own_language() -> None:
    conference = closed_conference()
    conference.name_en, conference.organiser_en = "Training conference", "Party Committee"
    conference.section_en = "Information"
    conference.save()
    article = publish_report(conference)
    english = article.get_translations().get()
    for address in ("/en/", english.get_parent().url, english.url, "/en/nowhere/"):
        assert [text for text in chrome(address) if is_vietnamese(text)] == [], address
    for address in ("/", article.get_parent().url, article.url, "/khong-co/"):
        assert [text for text in chrome(address) if ENGLISH.search(text)] == [], address
