# SPDX-License-Identifier: Apache-2.0
"""Pictures: shown when there is one, and nothing else of the media folder is."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.files.images import ImageFile
from django.test import Client
from PIL import Image as Picture
from wagtail.images.models import Image

from diemcau.newsroom.actions import publish_report
from factories.closed_conference import closed_conference

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
    page.photo = Image.objects.create(title="Hội trường", file=jpeg())
    page.photo_caption = "Đại biểu tại điểm cầu trung tâm"
    page.save_revision().publish()
    client = Client()
    html = BeautifulSoup(client.get(page.url).content, "html.parser")
    shown = html.select_one("figure.photo img")
    assert shown is not None
    assert (shown["width"], shown["alt"]) == ("1200", "Hội trường")
    caption = html.select_one("figcaption")
    assert caption is not None
    assert caption.get_text() == "Đại biểu tại điểm cầu trung tâm"
    picture = client.get(str(shown["src"]))
    assert Picture.open(BytesIO(picture.getvalue())).size == (1200, 675)
    picture.close()


def test_originals_and_documents_stay_inside() -> None:
    original = Image.objects.create(title="Hội trường", file=jpeg())
    assert Path(original.file.path).is_file()
    assert Client().get(original.file.url).status_code == 404
    assert Client().get("/media/images/../documents/danh-sach.xlsx").status_code == 404
