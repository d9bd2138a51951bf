# SPDX-License-Identifier: Apache-2.0
"""Decks in the organisers' admin: uploaded, looked at, named, deleted, and refused in plain words."""

from __future__ import annotations

from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from diemcau.conference.actions import close_conference, open_conference
from diemcau.conference.events import PlannedDeck, PlanRecorded
from diemcau.conference.models import Conference, Deck
from diemcau.journal.commands import execute
from diemcau.journal.queries import head_seq, records
from diemcau.lib.ids import new_uid
from support.decks import locked_pdf, pdf, picture
from support.plans import recorded_conference

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def conference() -> Conference:
    return recorded_conference()


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def sent(client: Client, address: str, **fields: Any) -> str:
    response = client.post(f"/admin/plan-deck/{address}", fields, follow=True)
    assert response.status_code == 200
    return unescape(response.content.decode())


def shown(client: Client, address: str) -> str:
    return unescape(client.get(f"/admin/plan-deck/{address}").content.decode())


def form(conference: Conference, **fields: Any) -> dict[str, Any]:
    return {"conference": conference.pk, "title": "Chuyên đề", "item": "", **fields}


def planned(conference: Conference) -> tuple[PlannedDeck, ...]:
    plans = [record.event for record in records(conference.uuid) if isinstance(record.event, PlanRecorded)]
    return plans[-1].decks


def test_uploaded_pdf_is_a_deck_of_the_plan(conference: Conference, organiser: Client) -> None:
    item = conference.items.get(number=2)
    page = sent(organiser, "new/", **form(conference, item=item.pk, files=upload("bài.pdf", pdf(3))))
    assert "Đã tạo bộ trang chiếu “Chuyên đề”" in page
    deck = Deck.objects.get()
    assert (deck.item, deck.pages.count()) == (item, 3)
    assert planned(conference) == (PlannedDeck(deck=deck.uuid, pages=3),)


def test_pictures_are_shown_in_the_order_of_their_numbers(conference: Conference, organiser: Client) -> None:
    files = [upload(f"trang {number}.png", picture(number, size=(number * 10, 90))) for number in (10, 9, 2)]
    sent(organiser, "new/", **form(conference, files=files))
    assert [page.width for page in Deck.objects.get().pages.all()] == [20, 90, 100]


def test_deck_can_be_looked_at_renamed_and_deleted(conference: Conference, organiser: Client) -> None:
    sent(organiser, "new/", **form(conference, files=upload("bài.pdf", pdf(2))))
    deck = Deck.objects.get()
    edit = shown(organiser, f"edit/{deck.pk}/")
    assert edit.count('src="data:image/webp;base64,') == 2
    assert 'alt="Trang 2"' in edit
    assert 'type="file"' not in edit
    sent(organiser, f"edit/{deck.pk}/", **form(conference, title="Tên mới", item=conference.items.get(number=1).pk))
    deck.refresh_from_db()
    assert (deck.title, deck.item, deck.pages.count()) == ("Tên mới", conference.items.get(number=1), 2)
    sent(organiser, f"delete/{deck.pk}/")
    assert planned(conference) == ()


def test_pages_are_in_vietnamese(conference: Conference, organiser: Client) -> None:
    new = shown(organiser, "new/")
    assert "Một tệp PDF, hoặc nhiều ảnh" in new
    sent(organiser, "new/", **form(conference, files=upload("bài.pdf", pdf(2))))
    listed = shown(organiser, "")
    assert listed.count("Số trang") == 1
    for word in ("Files", "Deck", "Number of pages"):
        assert f">{word}<" not in new + listed


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("bài.pptx", b"PK\x03\x04", "Tệp bài.pptx không phải PDF hoặc ảnh (PNG, JPEG, WebP)."),
        ("kín.pdf", locked_pdf(), "Tệp kín.pdf đặt mật khẩu nên không mở được."),
        ("rỗng.pdf", b"", "Tệp rỗng.pdf trống, không có trang nào để trình chiếu."),
        ("dở.pdf", pdf(2)[:500], "Tệp dở.pdf bị hỏng hoặc quá phức tạp"),
    ],
)
def test_file_that_can_be_no_deck_is_told_clearly_and_the_words_stay(
    conference: Conference, organiser: Client, name: str, content: bytes, sentence: str
) -> None:
    page = sent(organiser, "new/", **form(conference, title="Tên đã gõ", files=upload(name, content)))
    assert sentence in page
    assert 'value="Tên đã gõ"' in page
    assert (Deck.objects.count(), head_seq(conference.uuid)) == (0, 1)


def test_same_file_is_uploaded_once(conference: Conference, organiser: Client) -> None:
    sent(organiser, "new/", **form(conference, files=upload("bài.pdf", pdf(2))))
    again = sent(organiser, "new/", **form(conference, files=upload("bài (2).pdf", pdf(2))))
    assert "Hội nghị đã có bộ trang chiếu từ chính tệp này." in again
    assert Deck.objects.count() == 1


def test_deck_belongs_to_its_own_conferences_item(conference: Conference, organiser: Client) -> None:
    other = Conference.objects.create(slug="khac", name="Khác", organiser="Sở", starts_at="2022-10-31T01:00:00Z")
    item = other.items.create(number=1, title="Nơi khác")
    page = sent(organiser, "new/", **form(conference, item=item.pk, files=upload("bài.pdf", pdf(1))))
    assert "Mục này thuộc chương trình của hội nghị khác." in page
    assert Deck.objects.count() == 0


def test_closed_conference_takes_no_deck(conference: Conference, organiser: Client) -> None:
    execute(open_conference(conference=conference.uuid, uid=new_uid(), actor="cli"))
    execute(close_conference(conference=conference.uuid, uid=new_uid(), actor="cli"))
    page = sent(organiser, "new/", **form(conference, files=upload("bài.pdf", pdf(1))))
    assert "Hội nghị đã bế mạc, số liệu đã chốt nên không thay đổi được nữa." in page
    assert Deck.objects.count() == 0
