# SPDX-License-Identifier: Apache-2.0
"""An editor uploads a picture: its words are proposed, its private data goes, its renditions tell the words."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from diemcau.newsroom.models import NewsPicture
from support.pictures import coded, drawn, exiftool, in_languages, packet, private_exif

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]
TOLD = packet(
    in_languages("dc:description", x_default="Toàn cảnh hội nghị", en="The conference")
    + in_languages("Iptc4xmpCore:AltTextAccessibility", x_default="Hội trường đông người")
    + "<photoshop:Headline>Khai mạc</photoshop:Headline><photoshop:Credit>TTXVN</photoshop:Credit>"
)


@pytest.fixture(autouse=True)
def collected() -> Iterator[None]:
    """Wagtail leaves opened files to the garbage collector."""
    yield
    gc.collect()


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(get_user_model().objects.create_superuser("bientap"))
    return client


def upload(editor: Client, content: bytes, name: str = "DSC_0042.JPG") -> dict[str, object]:
    files = SimpleUploadedFile(name, content)
    asked = {"title": "DSC_0042", "collection": "1", "files[]": files}
    answer: dict[str, object] = editor.post(
        reverse("wagtailimages:add_multiple"), asked, headers={"X-Requested-With": "XMLHttpRequest"}
    ).json()
    return answer


def test_words_are_proposed_and_private_data_is_gone(editor: Client) -> None:
    answer = upload(editor, coded(drawn(), xmp=TOLD, exif=private_exif(orientation=6)))
    assert answer["success"] is True
    assert "Toàn cảnh hội nghị" in str(answer["form"])
    picture = NewsPicture.objects.get()
    assert (picture.title, picture.caption, picture.caption_en) == ("Khai mạc", "Toàn cảnh hội nghị", "The conference")
    assert (picture.description, picture.credit) == ("Hội trường đông người", "TTXVN")
    assert picture.taken_at is not None
    assert picture.taken_at.isoformat() == "2022-10-31T01:15:00+00:00"
    assert (picture.width, picture.height) == (180, 320)
    kept = Path(picture.file.path).read_bytes()
    assert b"SERIAL-4711" not in kept
    assert "Toàn cảnh".encode() not in kept


def test_a_refused_file_is_told_in_the_editors_language(editor: Client) -> None:
    answer = upload(editor, b"<script>alert(1)</script>", name="anh.jpg")
    assert answer["success"] is False
    assert "anh.jpg không phải là ảnh JPEG, PNG hoặc WebP" in str(answer["error_message"])
    assert not NewsPicture.objects.exists()


@pytest.mark.parametrize("form", ["jpeg", "webp", "avif"])
def test_a_rendition_tells_the_words_and_follows_when_they_change(editor: Client, form: str) -> None:
    upload(editor, coded(drawn(1000, 600), xmp=TOLD, exif=private_exif()))
    picture = NewsPicture.objects.get()
    rendition = picture.get_rendition(f"width-400|format-{form}")
    path = Path(rendition.file.path)
    found = exiftool(path)
    assert found["XMP-dc:Description"] == "Toàn cảnh hội nghị"
    assert found["XMP-iptcCore:AltTextAccessibility"] == "Hội trường đông người"
    assert [name for name in found if "GPS" in name or "Serial" in name] == []
    changed = {"title": "Khai mạc", "caption": "Đại biểu dự hội nghị", "description": "", "credit": "TTXVN"}
    editor.post(reverse("wagtailimages:edit", args=[picture.pk]), {**changed, "collection": "1", "tags": ""})
    found = exiftool(path)
    assert found["XMP-dc:Description"] == "Đại biểu dự hội nghị"
    assert "XMP-iptcCore:AltTextAccessibility" not in found
    with Image.open(BytesIO(path.read_bytes())) as shown:
        assert shown.size == (400, 240)


def test_a_still_that_no_form_has_seen_tells_its_words_too() -> None:
    picture = NewsPicture.objects.create(
        title="Khai mạc", file=ContentFile(coded(drawn()), name="a.jpg"), caption="Khai mạc"
    )
    with Image.open(picture.get_rendition("width-200").file.path) as shown:
        assert b"Khai m\xe1\xba\xa1c" in shown.info["xmp"]
