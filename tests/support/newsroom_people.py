# SPDX-License-Identifier: Apache-2.0
"""Accounts of a newsroom, and their browsers in Vietnamese."""

from __future__ import annotations

import json
from typing import Any

from django.contrib.auth.models import Group, User
from django.test import Client
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from diemcau.newsroom.editor.content import raw_content
from diemcau.newsroom.models import NewsArticlePage
from diemcau.newsroom.review.roles import set_up_review


def member(name: str, *groups: str) -> User:
    """An account in these groups."""
    set_up_review()
    user = User.objects.create_user(name, f"{name}@localhost", "mat-khau")
    user.groups.add(*Group.objects.filter(name__in=groups))
    return user


def signed_in(user: User) -> Client:
    client = Client(headers={"accept-language": "vi"})
    client.force_login(user)
    return client


def address(view: str, page: Page) -> str:
    """Of one of the admin's views of a page: `edit`, `unpublish`, `delete`, …"""
    return f"/admin/pages/{page.pk}/{view}/"


def prose_field(text: str) -> str:
    """A text as the editor's own field sends it."""
    return json.dumps(raw_content(text))


def article_form(page: NewsArticlePage, **changed: Any) -> dict[str, Any]:
    """The editor's form as it is sent, with one paragraph for a body."""
    fields = {
        "title": page.title,
        "slug": page.slug,
        "conference": page.conference_id or "",
        "lead": page.lead,
        "reported_at": "2022-10-31 16:00",
        "paragraph": "Hội nghị kết thúc tốt đẹp.",
        "comments": inline_formset([]),
    } | changed
    fields["lead"] = prose_field(fields["lead"])
    fields["body"] = streamfield([("paragraph", prose_field(fields.pop("paragraph")))])
    sent: dict[str, Any] = nested_form_data(fields)
    return sent
