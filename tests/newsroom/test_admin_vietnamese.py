# SPDX-License-Identifier: Apache-2.0
"""Editors and reviewers read Vietnamese alone: on the screens that they use, no sentence is asked for in vain."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
import wagtail.admin
import wagtail_localize
from babel.messages.pofile import read_po
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils.translation.trans_real import DjangoTranslation
from wagtail.models import Locale, Page, TaskState
from wagtail_localize.models import Translation

from diemcau.lib.clock import SystemClock
from diemcau.newsroom.models import IndependentReviewState, NewsArticlePage, NewsPicture
from diemcau.newsroom.models.feedback import ReaderFeedback
from diemcau.newsroom.models.links import WebsiteLinkGroup
from support.newsroom_people import address, article_form, signed_in
from support.pictures import coded, drawn
from support.untranslated import untranslated

pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]
NO_WORDS = {"exact", "…"}
"""A lookup's name that a filter passes through gettext, and a sign."""


@pytest.fixture(autouse=True)
def collected() -> Iterator[None]:
    """Wagtail leaves opened files to the garbage collector."""
    yield
    gc.collect()


def visited(client: Client, *paths: str) -> None:
    for path in paths:
        assert client.get(path).status_code == 200, path


def sent(client: Client, path: str, fields: dict[str, str]) -> None:
    assert client.post(path, fields, follow=True).status_code == 200, path


def of_page(page: Page, *views: str) -> list[str]:
    return [address(view, page) for view in views]


def test_signing_in_and_ones_account_are_vietnamese(editor: User) -> None:
    stranger, client = Client(headers={"accept-language": "vi"}), signed_in(editor)
    with untranslated() as missing:
        visited(stranger, "/admin/login/", "/admin/password_reset/")
        sent(stranger, "/admin/login/", {"username": "bien-tap", "password": "không phải"})
        visited(client, "/admin/", "/admin/account/")
        sent(client, "/admin/account/", {"name_email-email": "không phải thư", "password-old_password": "sai"})
    assert missing - NO_WORDS == set()


def test_writing_is_vietnamese(report: NewsArticlePage, editor: User) -> None:
    client, section = signed_in(editor), report.get_parent()
    first = report.revisions.order_by("pk").first()
    assert first is not None
    with untranslated() as missing:
        visited(client, "/admin/pages/", f"/admin/pages/{section.pk}/", "/admin/pages/search/?q=không")
        visited(client, *of_page(section, "edit"), *of_page(report, "edit", "history", "usage", "copy"))
        visited(client, f"/admin/pages/add/newsroom/newsarticlepage/{section.pk}/")
        visited(client, "/admin/choose-page/?allow_external_link=true", "/admin/choose-external-link/")
        edit = address("edit", report)
        for wrong in ({"title": ""}, {"lead": "[[no.such]]"}, {"slug": "a b", "reported_at": "x"}):
            sent(client, edit, article_form(report, **wrong))
        sent(client, edit, article_form(report, change_reason="Sửa", go_live_at="2040-01-01", expire_at="2019-01-01"))
        sent(client, edit, article_form(report, change_reason="Sửa", go_live_at="2040-01-01 10:00"))
        visited(client, edit, *of_page(report, f"revisions/{first.pk}/revert", "revisions/compare/live...latest"))
    assert missing - NO_WORDS == set()


def test_reviewing_is_vietnamese(report: NewsArticlePage, editor: User, reviewer: User) -> None:
    writes, reviews = signed_in(editor), signed_in(reviewer)
    edit = address("edit", report)
    with untranslated() as missing:
        for action in ("reject", "approve"):
            sent(writes, edit, article_form(report, lead=action, change_reason="Sửa") | {"action-submit": "1"})
            state = IndependentReviewState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
            for client in (writes, reviews):
                visited(client, edit, "/admin/")
            visited(writes, "/admin/reports/workflow/", "/admin/reports/workflow_tasks/")
            decide = reverse("wagtailadmin_pages:workflow_action", args=(report.pk, action, state.pk))
            visited(reviews, decide, reverse("wagtailadmin_pages:confirm_workflow_cancellation", args=(report.pk,)))
            sent(reviews, decide, {"comment": "Ý kiến"})
            visited(reviews, "/admin/")
            visited(writes, edit, *of_page(report, "history", "workflow_history"))
    assert missing - NO_WORDS == set()


def test_pictures_links_feedback_and_corrections_are_vietnamese(report: NewsArticlePage, editor: User) -> None:
    client = signed_in(editor)
    picture = NewsPicture.objects.create(title="Ảnh", file=ContentFile(coded(drawn()), name="anh.jpg"))
    group = WebsiteLinkGroup.objects.create(title="Liên kết", locale=Locale.objects.get(language_code="vi"))
    letter = ReaderFeedback.objects.create(page=report, message="Hay", received_at=SystemClock().now())
    links = "/admin/snippets/newsroom/websitelinkgroup/"
    with untranslated() as missing:
        visited(client, "/admin/images/", "/admin/images/add/", "/admin/images/multiple/add/", "/admin/images/?q=x")
        visited(client, f"/admin/images/{picture.pk}/", f"/admin/images/usage/{picture.pk}/")
        visited(client, "/admin/images/chooser/", f"/admin/images/chooser/{picture.pk}/select_format/")
        sent(client, "/admin/images/add/", {"title": ""})
        visited(client, links, f"{links}add/", *(f"{links}{do}/{group.pk}/" for do in ("edit", "history", "delete")))
        visited(
            client, "/admin/feedback/", f"/admin/feedback/edit/{letter.pk}/", f"/admin/feedback/delete/{letter.pk}/"
        )
        for kind in ("newsroom-corrections", "newsroom-review-links"):
            visited(client, f"/admin/{kind}/", f"/admin/{kind}/new/")
            sent(client, f"/admin/{kind}/new/", {})
    assert missing - NO_WORDS == set()


@pytest.mark.filterwarnings("ignore::django.core.paginator.UnorderedObjectListWarning")  # wagtail-localize's report
def test_translating_is_vietnamese(report: NewsArticlePage, superuser: User) -> None:
    client = signed_in(superuser)
    english = report.get_translation(Locale.objects.get(language_code="en"))
    translation = Translation.objects.get(source__object_id=report.translation_key)
    section = report.get_parent()
    with untranslated() as missing:
        visited(client, address("edit", english), "/admin/localize/reports/translations/")
        visited(client, reverse("wagtail_localize:submit_page_translation", args=(section.pk,)))
        visited(client, reverse("wagtail_localize:update_translations", args=(translation.source_id,)))
        sent(client, reverse("wagtail_localize:update_translations", args=(translation.source_id,)), {})
        sent(client, reverse("wagtail_localize:stop_translation", args=(translation.pk,)), {})
        visited(client, *of_page(report, "unpublish", "delete", "move", "privacy"))
    assert missing - NO_WORDS == set()


@pytest.mark.parametrize("package", [wagtail.admin, wagtail_localize])
def test_the_scripts_speak_vietnamese(package: ModuleType) -> None:
    [folder] = [Path(path) / "locale" for path in package.__path__]
    with (folder / "en/LC_MESSAGES/djangojs.po").open("rb") as file:
        asked = [(message.id[0], 0) if message.pluralizable else message.id for message in read_po(file) if message.id]
    told = DjangoTranslation("vi", domain="djangojs", localedirs=[str(folder)])
    assert len(asked) > 40
    assert [one for one in asked if told._catalog.get(one) is None] == []  # type: ignore[attr-defined]  # stubs lack it
