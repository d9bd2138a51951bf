# SPDX-License-Identifier: Apache-2.0
"""Clips in the organisers' admin: uploaded, listed, named, deleted, and refused in plain words."""

from __future__ import annotations

from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from diemcau.conference.clip_files import clip_path
from diemcau.conference.models import Clip, Conference
from support.films import film
from support.plans import small_conference

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def conference() -> Conference:
    return small_conference()


def sent(client: Client, address: str, **fields: Any) -> str:
    response = client.post(f"/admin/plan-clip/{address}", fields, follow=True)
    assert response.status_code == 200
    return unescape(response.content.decode())


def form(conference: Conference, content: bytes, *, title: str = "Quốc ca") -> dict[str, Any]:
    return {"conference": conference.pk, "title": title, "film": SimpleUploadedFile("phim.mp4", content)}


def test_uploaded_film_is_a_clip_that_is_ready(conference: Conference, organiser: Client) -> None:
    page = sent(organiser, "new/", **form(conference, film()))
    clip = Clip.objects.get()
    assert (clip.title, clip.duration_s, clip.width, clip.height) == ("Quốc ca", 2.0, 320, 180)
    assert clip_path(clip.sha256).is_file()
    assert "0:02" in page


def test_clip_is_renamed_and_deleted_but_its_film_stays_the_same(conference: Conference, organiser: Client) -> None:
    sent(organiser, "new/", **form(conference, film()))
    clip = Clip.objects.get()
    edit = unescape(organiser.get(f"/admin/plan-clip/edit/{clip.pk}/").content.decode())
    assert 'type="file"' not in edit
    sent(organiser, f"edit/{clip.pk}/", conference=conference.pk, title="Tên mới")
    clip.refresh_from_db()
    assert clip.title == "Tên mới"
    sent(organiser, f"delete/{clip.pk}/")
    assert Clip.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"PK\x03\x04", "Tệp phim.mp4 không phải phim đọc được."),
        (b"", "Tệp phim.mp4 không phải phim đọc được."),
        (film(seconds=0.04), "Tệp phim.mp4 không có hình chuyển động."),
    ],
)
def test_file_that_can_be_no_film_is_told_clearly_and_the_words_stay(
    conference: Conference, organiser: Client, content: bytes, sentence: str
) -> None:
    page = sent(organiser, "new/", **form(conference, content, title="Tên đã gõ"))
    assert sentence in page
    assert 'value="Tên đã gõ"' in page
    assert Clip.objects.count() == 0


def test_same_film_is_uploaded_once(conference: Conference, organiser: Client) -> None:
    sent(organiser, "new/", **form(conference, film()))
    assert "Hội nghị đã có phim này." in sent(organiser, "new/", **form(conference, film()))
    assert Clip.objects.count() == 1
