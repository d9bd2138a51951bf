# SPDX-License-Identifier: Apache-2.0
"""Stills of what was on air: the record's own words under them, in the report, in an album, made once."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client
from PIL import Image, ImageFilter
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from diemcau.conference.models import Conference
from diemcau.newsroom.actions import publish_report
from diemcau.newsroom.illustrating import add_pictures, prepare_renditions, with_pictures_of
from diemcau.newsroom.models import AlbumPage, NewsArticlePage, NewsPicture
from diemcau.newsroom.pictures.sharpness import best
from diemcau.newsroom.report import Block
from diemcau.newsroom.stills import picture_blocks, stills_on_air
from factories.closed_conference import OPENS_AT, planned_conference
from support.pictures import drawn
from support.recordings import recording

pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]
SECOND = 1 / 60


@pytest.fixture(autouse=True)
def collected() -> Iterator[None]:
    """Wagtail leaves opened files to the garbage collector, and keeps renditions of another test's pictures in mind."""
    cache.clear()
    yield
    gc.collect()


@pytest.fixture
def broadcast(db: None, settings: Settings, tmp_path: Path) -> Conference:
    """The hub opens for five seconds, Bảo Lộc speaks for five, and the hub closes half a minute later."""
    assert db is None
    settings.RECORDINGS = tmp_path
    recording(tmp_path / "lamdong-2022", starts_at=OPENS_AT)
    played = planned_conference()
    played.connect("LD", "LD-673")
    for second, happens in (
        (0, (played.open, lambda: played.item(1), lambda: played.air("LD"))),
        (5, (lambda: played.item(2), lambda: played.air("LD-673"))),
        (10, (lambda: played.release("LD-673"),)),
        (40, (lambda: played.item(3), lambda: played.air("LD"))),
        (45, (played.close,)),
    ):
        played.at(second * SECOND)
        for happening in happens:
            happening()
    return played.conference


def test_stills_have_the_records_own_words_and_are_made_once(broadcast: Conference) -> None:
    stills = stills_on_air(broadcast)
    assert {still.moment: (still.caption, still.caption_en, still.width) for still in stills} == {
        "opening": ("Đồng chí Phạm S phát biểu khai mạc", "Phạm S opens the conference", 320),
        "turn-1": (
            "Đại biểu tại điểm cầu Thành phố Bảo Lộc phát biểu",
            "Delegates at Thành phố Bảo Lộc take the floor",
            640,
        ),
        "closing": ("Đồng chí Phạm S phát biểu bế mạc", "Phạm S closes the conference", 320),
    }
    assert {still.credit for still in stills} == {"Ban Tuyên giáo Tỉnh ủy Lâm Đồng"}
    assert all(still.description and still.description_en for still in stills)
    assert [still.pk for still in stills_on_air(broadcast)] == [still.pk for still in stills]


def test_a_recording_that_still_grows_gives_no_stills(broadcast: Conference, tmp_path: Path) -> None:
    playlist = tmp_path / "lamdong-2022" / "index.m3u8"
    playlist.write_text(playlist.read_text("utf-8").replace("#EXT-X-ENDLIST\n", ""), "utf-8")
    assert stills_on_air(broadcast) == []


def test_the_report_and_an_album_in_both_languages_show_them(
    broadcast: Conference, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        page = publish_report(broadcast)
    client = Client()
    html = BeautifulSoup(client.get(page.url).content, "html.parser")
    figures = html.select("article figure.photo")
    captions = [" ".join(figure.find("figcaption").get_text().split()) for figure in figures]  # type: ignore[union-attr]
    assert [caption.split(" Ban ")[0] for caption in captions] == [
        "Đồng chí Phạm S phát biểu khai mạc",
        "Đại biểu tại điểm cầu Thành phố Bảo Lộc phát biểu",
        "Đồng chí Phạm S phát biểu bế mạc",
    ]
    lead, second = figures[0].select_one("img"), figures[1].select_one("img")
    assert lead is not None
    assert second is not None
    assert (lead["loading"], lead["fetchpriority"]) == ("eager", "high")
    assert second["loading"] == "lazy"
    assert [source["type"] for source in figures[0].select("source")] == ["image/avif", "image/webp"]
    for source in figures[1].select("source"):
        address = str(source["srcset"]).split()[0]
        answer = client.get(address)
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, source["type"])
        assert answer.getvalue()
    album = AlbumPage.objects.get(conference=broadcast, locale__language_code="vi")
    shown = BeautifulSoup(client.get(album.url).content, "html.parser")
    assert len(shown.select(".album-pictures img")) == 3
    assert client.get(f"{album.url}2/").status_code == 200
    assert client.get(f"{album.url}4/").status_code == 404
    english = AlbumPage.objects.get(conference=broadcast, locale__language_code="en")
    told = BeautifulSoup(client.get(english.url).content, "html.parser").get_text()
    assert "Phạm S opens the conference" in told


def test_pictures_come_into_a_published_report_as_a_draft_and_once(broadcast: Conference, tmp_path: Path) -> None:
    folder = tmp_path / "lamdong-2022"
    aside = folder.rename(tmp_path / "aside")
    page = publish_report(broadcast)
    aside.rename(folder)
    assert [draft.locale.language_code for draft in add_pictures(broadcast)] == ["vi", "en"]
    assert add_pictures(broadcast) == []
    page.refresh_from_db()
    assert page.photo is None
    assert page.has_unpublished_changes
    assert page.get_latest_revision_as_object().photo.moment == "opening"
    assert publish_report(broadcast).photo is not None


@pytest.mark.django_db
def test_stills_stay_in_the_text_when_the_record_writes_it_anew(broadcast: Conference) -> None:
    page = publish_report(broadcast)
    kinds = [block.block_type for block in page.body]
    assert kinds.count("picture") > 0
    broadcast.aim = "Giúp đại biểu nắm rõ hơn."
    broadcast.save()
    renewed = publish_report(broadcast)
    assert [block.block_type for block in renewed.body] == [*kinds, "heading", "paragraph"]
    assert renewed.pictures() == page.pictures()


def test_a_picture_stands_before_its_heading_or_where_it_stood(broadcast: Conference) -> None:
    first, second = stills_on_air(broadcast)[:2]
    pictures = picture_blocks([first, second, first])
    body = NewsArticlePage(body=[("paragraph", "a"), pictures[0], ("heading", "b"), ("paragraph", "c"), *pictures[1:]])
    words: list[Block] = [("paragraph", "A"), ("paragraph", "Z"), ("heading", "b"), ("paragraph", "C")]
    placed = with_pictures_of(body.body, words)
    assert [value["picture"] if kind == "picture" else value for kind, value in placed] == [
        "A", "Z", first, "b", "C", second, first,
    ]  # fmt: skip


def test_renditions_are_never_larger_than_the_picture_and_complete(broadcast: Conference) -> None:
    page = publish_report(broadcast)
    prepare_renditions(page)
    specs = set(NewsPicture.objects.get(moment="turn-1").renditions.values_list("filter_spec", flat=True))
    assert {spec for spec in specs if spec.startswith("width")} == {
        f"width-{width}|format-{form}" for width in (400, 640) for form in ("avif", "webp", "jpeg")
    }


def test_the_sharpest_frame_is_taken_and_black_flat_or_cutting_ones_never() -> None:
    sharp, black = drawn(640, 360), Image.new("RGB", (640, 360), "black")
    blurred, card = sharp.filter(ImageFilter.GaussianBlur(6)), Image.new("RGB", (640, 360), "navy")
    assert best([(black, None), (blurred, blurred), (sharp, sharp), (card, card)]) is sharp
    assert best([(sharp, black), (blurred, blurred)]) is blurred
    assert best([(black, None), (card, None)]) is None
