# SPDX-License-Identifier: Apache-2.0
"""The translation library publishes by itself at three places: none of them leads around the review."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, TranslationSource

from diemcau.newsroom.actions import publish_report
from diemcau.newsroom.models import NewsArticlePage
from factories.closed_conference import closed_conference
from factories.portal_pages import written_article
from support.newsroom_people import address, signed_in
from support.portal import plant_the_tree

pytestmark = pytest.mark.django_db(transaction=True)  # it publishes once the draft is committed
NEW = "Words that nobody reviewed"
TOLD = "chưa được người khác duyệt"


@pytest.fixture
def english() -> NewsArticlePage:
    """The report in English, published, and its headline translated anew since."""
    plant_the_tree()
    source = publish_report(closed_conference())
    page: NewsArticlePage = source.get_translation(Locale.objects.get(language_code="en"))
    of_report = {"context__object_id": page.translation_key, "locale": page.locale}
    headline = StringTranslation.objects.get(context__path="title", **of_report)
    headline.data = NEW
    headline.save()
    return page


@pytest.fixture
def client() -> Client:
    """Of somebody who may do whatever an account may."""
    return signed_in(User.objects.create_superuser("quan-tri", "quan-tri@localhost", "mat-khau"))


def said(client: Client, form: str, fields: dict[str, str]) -> str:
    """The page after a form was sent from its own address."""
    return client.post(form, fields, follow=True, headers={"referer": f"http://testserver{form}"}).content.decode()


def syncing(page: NewsArticlePage) -> str:
    """Where the pages are brought in line with the one that they were translated from."""
    source = TranslationSource.objects.get(object_id=page.translation_key)
    return reverse("wagtail_localize:update_translations", args=[source.pk])


def waits(page: NewsArticlePage) -> tuple[bool, bool]:
    """Whether readers see the new headline, and whether it is kept as a draft."""
    page.refresh_from_db()
    return NEW in Client().get(page.url).content.decode(), page.get_latest_revision_as_object().title == NEW


def test_publish_in_english_asks_for_the_review(english: NewsArticlePage, client: Client) -> None:
    assert TOLD in said(client, address("edit", english), {"action": "publish"})
    assert waits(english) == (False, True)


def test_syncing_translated_pages_with_publication_asks_too(english: NewsArticlePage, client: Client) -> None:
    assert TOLD in said(client, syncing(english), {"publish_translations": "on"})
    assert waits(english) == (False, True)


def test_syncing_alone_publishes_nothing(english: NewsArticlePage, client: Client) -> None:
    client.post(syncing(english))
    assert waits(english)[0] is False


def test_a_translation_of_what_is_out_begins_as_a_draft(client: Client) -> None:
    plant_the_tree()
    page = written_article("Bài một", slug="mot")
    target = Locale.objects.get(language_code="en")
    submit = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    assert client.post(submit, {"locales": [str(target.pk)]}).status_code == 302
    english = page.get_translation(target)
    assert (english.live, Client().get(english.url).status_code) == (False, 404)
