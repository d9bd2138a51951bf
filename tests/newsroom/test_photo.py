# SPDX-License-Identifier: Apache-2.0
"""Pictures: shown when there is one, and nothing else of the media folder is."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from importlib import import_module
from io import BytesIO
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.core.files.images import ImageFile
from django.db import connection
from django.test import Client
from PIL import Image as Picture
from wagtail.images.models import Image, Rendition

from diemcau.newsroom.actions import publish_report
from diemcau.newsroom.models import NewsPicture
from factories.closed_conference import closed_conference
from support.articles import put_live

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves the temporary file of each rendition, and opened originals, to the garbage collector, which is
    # called below and then finds what other tests of this process left as well.
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(autouse=True)
def collected() -> Iterator[None]:
    yield
    gc.collect()


def jpeg() -> ImageFile:
    drawn = BytesIO()
    Picture.new("RGB", (1600, 900), "navy").save(drawn, "JPEG")
    return ImageFile(BytesIO(drawn.getvalue()), name="hoi-truong.jpg")


def test_a_report_without_a_picture_shows_no_frame_for_one() -> None:
    page = BeautifulSoup(Client().get(publish_report(closed_conference()).url).content, "html.parser")
    assert page.select("img, figure") == []


def test_a_report_shows_its_picture_with_its_caption() -> None:
    page = publish_report(closed_conference())
    page.photo = NewsPicture.objects.create(title="Hội trường", file=jpeg())
    page.photo_caption = "Đại biểu tại điểm cầu trung tâm"
    put_live(page)
    client = Client()
    html = BeautifulSoup(client.get(page.url).content, "html.parser")
    shown = html.select_one("figure.photo img")
    assert shown is not None
    assert (shown["width"], shown["alt"]) == ("800", "Hội trường")
    caption = html.select_one("figcaption")
    assert caption is not None
    assert caption.get_text() == "Đại biểu tại điểm cầu trung tâm"
    picture = client.get(str(shown["src"]))
    assert Picture.open(BytesIO(picture.getvalue())).size == (800, 450)
    picture.close()


def test_originals_and_documents_stay_inside() -> None:
    original = NewsPicture.objects.create(title="Hội trường", file=jpeg())
    assert Path(original.file.path).is_file()
    assert Client().get(original.file.url).status_code == 404
    assert Client().get("/media/images/../documents/danh-sach.xlsx").status_code == 404


def test_pictures_in_the_text_have_their_own_caption_or_the_pictures() -> None:
    page = publish_report(closed_conference())
    picture = NewsPicture.objects.create(
        title="Hội trường", file=jpeg(), caption="Quang cảnh hội nghị", credit="Ảnh: Hoàng Khôi"
    )
    for caption in ("", "Đại biểu phát biểu"):
        page.body.append(("picture", {"picture": picture, "caption": caption}))
    put_live(page)
    html = BeautifulSoup(Client().get(page.url).content, "html.parser")
    shown = [caption.get_text() for caption in html.select("figure.photo figcaption")]
    assert shown == ["Quang cảnh hội nghị Ảnh: Hoàng Khôi", "Đại biểu phát biểu Ảnh: Hoàng Khôi"]


def test_pictures_added_by_an_editor_leave_the_words_the_records_own() -> None:
    conference = closed_conference()
    page = publish_report(conference)
    page.body.append(("picture", {"picture": NewsPicture.objects.create(title="Hội trường", file=jpeg())}))
    put_live(page)
    page.refresh_from_db()
    published = page.last_published_at
    assert publish_report(conference).last_published_at == published


def test_wagtails_own_images_become_the_newsrooms_under_the_same_number() -> None:
    before = Image.objects.create(title="Hội trường", file=jpeg(), description="Hội trường đông người")
    before.tags.add("hội nghị")
    rendition = before.get_rendition("width-400")
    import_module("diemcau.newsroom.migrations.0003_pictures_moved").move(apps, connection.schema_editor())
    after = NewsPicture.objects.get(pk=before.pk)
    assert (after.title, after.description, after.width) == ("Hội trường", "Hội trường đông người", 1600)
    assert (after.file.name, after.created_at, list(after.tags.names())) == (
        before.file.name,
        before.created_at,
        ["hội nghị"],
    )
    assert not Image.objects.exists()
    assert not Rendition.objects.exists()
    assert not Path(rendition.file.path).exists()
    assert NewsPicture.objects.create(title="Sân khấu", file=jpeg()).pk > before.pk
